//! Texts that nobody writes and everybody may get: each kind of about so many bytes, the same for the same number.
//!
//! Shared by the bench, which looks how the time grows, and by the tests, which look at what comes out.

/// A name and what makes a text of about so many bytes.
pub type Kind = (&'static str, fn(usize) -> String);

/// All kinds.
pub const KINDS: &[Kind] = &[
    ("blank lines", |n| fill(n, "\n \t\r\n")),
    ("one paragraph of news", |n| fill(n, NEWS)),
    ("news without full stops", |n| {
        fill(n, &NEWS.replace('.', " and then"))
    }),
    ("news in capitals", |n| fill(n, &NEWS.to_uppercase())),
    ("news in small letters", |n| fill(n, &NEWS.to_lowercase())),
    ("News With Every Word Capitalised", |n| {
        fill(n, &capitalized(NEWS))
    }),
    ("a paragraph for each word", |n| {
        fill(n, &NEWS.replace(' ', "\n"))
    }),
    ("straight quotation marks", |n| fill(n, "\"")),
    ("straight quotation marks and words", |n| {
        fill(n, "\" we will see ")
    }),
    ("opening quotation marks", |n| fill(n, "“we ")),
    ("closing quotation marks", |n| fill(n, "we” ")),
    ("nested quotation marks", |n| {
        nested(n, "“we said ‘that ", "it’ was so” ")
    }),
    ("single quotation marks", |n| fill(n, "'we' said' 'they ")),
    ("short quotations", |n| {
        fill(n, "“We will not go,” he said. ")
    }),
    ("quotations of unknown speakers", |n| {
        fill(n, "“We will not go there again.” ")
    }),
    ("one long quotation", |n| {
        format!(
            "“{}” Anna Berg said.",
            fill(n, &NEWS.replace(['“', '”'], ""))
        )
    }),
    ("a quotation over paragraphs", |n| {
        fill(n, "“We will not go there again, and so it is.\n")
    }),
    ("he said", |n| fill(n, "he said ")),
    ("He said.", |n| fill(n, "He said. ")),
    ("he said that he said", |n| {
        fill(n, "he said that she told him ")
    }),
    ("commas", |n| fill(n, ",")),
    ("commas and words", |n| fill(n, "he, the man, ")),
    ("full stops", |n| fill(n, ".")),
    ("dots and letters", |n| fill(n, "U.S. a.m. ")),
    ("letters with dots", |n| fill(n, "A.B.")),
    ("dashes", |n| fill(n, "—")),
    ("dashes and words", |n| fill(n, "talks — they say — ")),
    ("hyphens", |n| fill(n, "well-")),
    ("opening parentheses", |n| fill(n, "(")),
    ("parentheses", |n| nested(n, "(", ")")),
    ("parentheses and names", |n| fill(n, "Anna Berg (AB) ")),
    ("colons", |n| fill(n, "Berg: ")),
    ("slashes", |n| fill(n, "and/or/")),
    ("apostrophes", |n| fill(n, "Berg's ")),
    ("one word", |n| fill(n, "a")),
    ("one capital word", |n| fill(n, "A")),
    ("one number", |n| fill(n, "7")),
    ("numbers", |n| fill(n, "7 12 2019 ")),
    ("names joined by and", |n| fill(n, "Anna Berg and ")),
    ("names joined by commas", |n| {
        fill(n, "Anna Berg, John Smith, ")
    }),
    ("new names joined by and", |n| new_names(n, " and ")),
    ("new names in sentences", |n| new_names(n, " came. ")),
    ("new names with one surname", |n| one_surname(n)),
    ("new bodies with acronyms", |n| new_bodies(n)),
    ("one name in a row", |n| fill(n, "Berg ")),
    ("of the of the", |n| fill(n, "Ministry of the ")),
    ("titles", |n| fill(n, "President ")),
    ("presidents", |n| fill(n, "former President of Latvia ")),
    ("titles with names", |n| {
        fill(n, "Foreign Minister Anna Berg, President John Smith, ")
    }),
    ("descriptions", |n| {
        fill(n, "Anna Berg, the mayor, who is the chair, ")
    }),
    ("definite descriptions", |n| {
        fill(n, "the minister met the president. The envoy left. ")
    }),
    ("pronouns", |n| fill(n, "She met him and they told her. ")),
    ("pronouns without a stop", |n| {
        fill(n, "she met him and they told her and ")
    }),
    ("events without a stop", |n| {
        fill(n, "Anna Berg met John Smith in Riga on Monday and ")
    }),
    ("plans without a stop", |n| {
        fill(n, "will meet and may sign and ")
    }),
    ("nouns of events", |n| {
        fill(n, "the summit and the talks and the election ")
    }),
    ("verbs", |n| fill(n, "met signed left ")),
    ("to do to do", |n| fill(n, "to meet to sign ")),
    ("which who that", |n| {
        fill(n, "Anna Berg, who met, which said, that ")
    }),
    ("not", |n| fill(n, "not ")),
    ("if", |n| fill(n, "if they met, ")),
    ("by by by", |n| fill(n, "was attacked by the army by ")),
    ("dates", |n| fill(n, "5 March 2019 ")),
    ("dates in sentences", |n| {
        fill(n, "They met on 5 March 2019. ")
    }),
    ("new dates in sentences", |n| new_dates(n)),
    ("weekdays", |n| fill(n, "Monday ")),
    ("weekdays and words", |n| fill(n, "on Monday and ")),
    ("relative dates", |n| fill(n, "two days earlier, ")),
    ("months", |n| fill(n, "May ")),
    ("ranges", |n| fill(n, "from May to June ")),
    ("years in a row", |n| fill(n, "2019-")),
    ("ISO dates", |n| fill(n, "2019-01-18 ")),
    ("of of of", |n| fill(n, "the end of the beginning of ")),
    ("number words", |n| fill(n, "twenty-one hundred and ")),
    ("HTML left-overs", |n| {
        fill(
            n,
            "<p class=\"x\">&nbsp;Berg&amp;Co <br/> said &#8220;no way out&#8221;</p> ",
        )
    }),
    ("links", |n| {
        fill(n, "https://example.org/a?b=c&d#e @name #tag a@example.org ")
    }),
    ("Markdown", |n| {
        fill(n, "**[a](b)** _c_ `d` ![e](f) > g | h\n")
    }),
    ("control characters", |n| {
        fill(n, "Anna\u{1}\u{7f} Berg\u{85} said\u{0}. ")
    }),
    ("marks of direction", |n| {
        fill(n, "\u{202b}Anna\u{200f} Berg\u{202c} said\u{2067}. ")
    }),
    ("zero width", |n| {
        fill(n, "An\u{200b}na\u{200d} Be\u{feff}rg sa\u{2060}id. ")
    }),
    ("combining marks", |n| {
        fill(n, "A\u{301}\u{308}n\u{303}na Berg\u{327} said. ")
    }),
    ("only combining marks", |n| fill(n, "\u{301}")),
    ("emoji", |n| fill(n, "👩‍👩‍👧‍👦🇺🇳🙂 Anna 👍🏽 said. ")),
    ("no-break spaces", |n| {
        fill(n, "Anna\u{a0}Berg\u{202f}met\u{3000}him on\u{2009}Monday. ")
    }),
    ("line separators", |n| {
        fill(n, "Anna Berg said.\u{2028}John left.\u{2029}")
    }),
    ("tabs and carriage returns", |n| {
        fill(n, "Anna\tBerg\r\nsaid\r.\r\n")
    }),
    ("Russian", |n| {
        fill(
            n,
            "Президент Анна Берг встретилась с министром в Риге 5 марта 2019 года. ",
        )
    }),
    ("Chinese", |n| {
        fill(n, "总统安娜于2019年3月5日在里加会见了部长。")
    }),
    ("Arabic", |n| {
        fill(
            n,
            "التقت الرئيسة آنا بيرغ بالوزير في ريغا يوم الاثنين ٥ مارس ٢٠١٩. ",
        )
    }),
    ("German", |n| {
        fill(
            n,
            "Die Präsidentin Anna Berg traf am 5. März 2019 den Minister in Riga. „Gut“, sagte sie. ",
        )
    }),
    ("Turkish capitals", |n| {
        fill(n, "İSTANBUL'DA İĞNE ıı ŞİRİN ")
    }),
    ("ligatures and wide letters", |n| {
        fill(n, "ﬁrst Ａnna ŉ ß ẞ ǆ Ⅷ ² ")
    }),
    ("characters at random", |n| {
        random(n, |next| char::from_u32(next % 0x11_0000).unwrap_or('A'))
    }),
    ("ASCII at random", |n| {
        random(n, |next| char::from((next % 128) as u8))
    }),
    ("words at random", |n| pieces(2, n)),
];

/// A few sentences with everything that rules look for.
pub const NEWS: &str = "Foreign Minister Anna Berg met U.S. President John Smith in Riga on Monday, the Latvian government said. \
    “We will sign the agreement next week,” she told reporters. The European Union (EU) called off a summit that was planned for 5 March. \
    Smith, 61, a former chairman of Acme Corp., did not say when he would leave. ";

/// Words of rules, for texts without sense.
const WORDS: &[&str] = &[
    "the",
    "The",
    "of",
    "and",
    "to",
    "in",
    "on",
    "said",
    "told",
    "met",
    "will",
    "would",
    "not",
    "who",
    "which",
    "he",
    "she",
    "they",
    "his",
    "Anna",
    "Berg",
    "John",
    "Smith",
    "Latvia",
    "Latvian",
    "Riga",
    "U.S.",
    "UN",
    "European",
    "Union",
    "(EU)",
    "President",
    "minister",
    "former",
    "summit",
    "talks",
    "agreement",
    "Monday",
    "March",
    "5",
    "2019",
    "two",
    "days",
    "earlier",
    "next",
    "week",
    "last",
    "year",
    "“",
    "”",
    "\"",
    "'",
    ",",
    ".",
    ":",
    ";",
    "—",
    "-",
    "(",
    ")",
    "?",
    "!",
    "...",
    "by",
    "with",
    "from",
    "for",
    "at",
    "a",
    "an",
    "was",
    "were",
    "has",
    "had",
    "been",
    "be",
    "is",
    "called",
    "off",
    "\n",
    "SEOUL",
    "(AP)",
    "according",
    "Mr.",
    "Ms.",
    "Corp.",
    "Inc.",
    "bank",
    "of",
    "Bank",
    "Ministry",
    "Foreign",
    "Affairs",
    "killed",
    "attack",
    "signed",
    "elected",
    "if",
    "that",
    "after",
    "before",
    "since",
    "until",
    "between",
    "early",
    "late",
];

/// A piece as often as it takes.
fn fill(bytes: usize, piece: &str) -> String {
    piece.repeat(bytes.div_ceil(piece.len()))
}

fn nested(bytes: usize, open: &str, close: &str) -> String {
    let times = bytes / (open.len() + close.len()) + 1;
    open.repeat(times) + &close.repeat(times)
}

fn capitalized(text: &str) -> String {
    let word = |word: &str| {
        let mut chars = word.chars();
        let first: String = chars
            .next()
            .into_iter()
            .flat_map(char::to_uppercase)
            .collect();
        first + chars.as_str()
    };
    text.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// Pieces made from their number, until there are enough bytes.
fn numbered(bytes: usize, piece: impl Fn(usize) -> String) -> String {
    let mut text = String::with_capacity(bytes + 64);
    let mut n = 0;
    while text.len() < bytes {
        text.push_str(&piece(n));
        n += 1;
    }
    text
}

/// A word of its own for each number: "Bacada".
fn word(mut n: usize) -> String {
    let mut word = String::new();
    for place in 0..4 {
        let consonant = b"bdfgklmnprstvz"[n % 14] as char;
        n /= 14;
        let vowel = b"aeiou"[n % 5] as char;
        n /= 5;
        word.extend(match place {
            0 => [consonant.to_ascii_uppercase(), vowel],
            _ => [consonant, vowel],
        });
        if n == 0 && place > 1 {
            break;
        }
    }
    word
}

fn new_names(bytes: usize, join: &str) -> String {
    numbered(bytes, |n| format!("Anna {}{join}", word(n)))
}

fn one_surname(bytes: usize) -> String {
    numbered(bytes, |n| format!("{} Berg came. Berg left. ", word(n)))
}

fn new_bodies(bytes: usize) -> String {
    numbered(bytes, |n| {
        let (first, second) = (word(n), word(n * 7 + 3));
        let initials: String = [&first, &second]
            .iter()
            .filter_map(|it| it.chars().next())
            .collect();
        format!("The {first} {second} Association ({initials}A) met. The association said so. ")
    })
}

fn new_dates(bytes: usize) -> String {
    numbered(bytes, |n| {
        format!(
            "Anna Berg met him on {} March {}. ",
            n % 28 + 1,
            1900 + n % 120
        )
    })
}

fn random(bytes: usize, char: fn(u32) -> char) -> String {
    let mut state = 1;
    let mut text = String::with_capacity(bytes + 4);
    while text.len() < bytes {
        text.push(char(next(&mut state)));
    }
    text
}

/// What stands between words where nobody expects it.
const ODD: &[&str] = &[
    "\u{301}", "\u{200b}", "\u{202e}", "\u{a0}", "\u{2028}", "👍🏽", "é", "İ", "ß", "ﬁ", "Ж", "中",
    "\0", "\r\n", "\t", "&amp;",
];

/// Words of rules with marks, numbers and odd characters between them; another text for each seed.
pub fn pieces(seed: u64, bytes: usize) -> String {
    let mut state = seed;
    let mut text = String::with_capacity(bytes + 16);
    while text.len() < bytes {
        let (kind, draw) = (next(&mut state) % 16, next(&mut state));
        match kind {
            0 => text.push_str(ODD[draw as usize % ODD.len()]),
            1 => text.extend(char::from_u32(draw % 0x3000)),
            2 => text.push_str(&(draw % 3000).to_string()),
            _ => text.push_str(WORDS[draw as usize % WORDS.len()]),
        }
        if kind > 3 {
            text.push(' ');
        }
    }
    text
}

/// SplitMix64: small, and the same everywhere.
fn next(state: &mut u64) -> u32 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut mixed = *state;
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    (mixed >> 32) as u32
}
