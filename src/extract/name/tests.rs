//! Sentence tests of all rules together: what is found, and where they stay silent.

use super::*;
use crate::extract::token;
use crate::text::{Block, BlockKind};
use std::fmt::Write;
use std::sync::LazyLock;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::embedded);

/// Names of a text whose lines are paragraphs; a line that begins with "# " is a title.
fn names(text: &str) -> (String, Vec<NameMention>) {
    let mut plain = String::new();
    let mut blocks = Vec::new();
    for line in text.lines() {
        let (kind, words) = match line.strip_prefix("# ") {
            Some(title) => (BlockKind::Title, title),
            None => (BlockKind::Paragraph, line),
        };
        let start = plain.len();
        plain.push_str(words);
        blocks.push(Block {
            span: Span::new(start, plain.len()),
            kind,
        });
        plain.push('\n');
    }
    let document = Document {
        text: &plain,
        blocks: &blocks,
        date: None,
        lang: "en",
    };
    let tokens = token::tokenize(&document);
    let found = find(&document, &tokens, &LEXICON);
    (plain, found)
}

/// `expected`: "P:Kim Jong Un L:Seoul O:UN", set off by " | ", D for demonyms, E for epithets.
#[track_caller]
fn check(text: &str, expected: &str) {
    let (plain, found) = names(text);
    let mut got = String::new();
    for mention in found {
        let letter = match (mention.class, mention.kind) {
            (MentionClass::Demonym, _) => 'D',
            (MentionClass::Epithet, _) => 'E',
            (_, MentionKind::Person) => 'P',
            (_, MentionKind::Organization) => 'O',
            (_, MentionKind::Place) => 'L',
        };
        if !got.is_empty() {
            got.push_str(" | ");
        }
        write!(got, "{letter}:{}", mention.span.of(&plain)).unwrap();
    }
    assert_eq!(got, expected, "{text}");
}

#[test]
fn countries_cities_and_peoples() {
    check(
        "Talks between North Korea and the U.S. resumed in Seoul.",
        "L:North Korea | L:U.S. | L:Seoul",
    );
    check("The DPRK's envoy left Pyongyang.", "L:DPRK | L:Pyongyang");
    check(
        "A North Korean official met two Americans.",
        "D:North Korean | D:Americans",
    );
    check(
        "The U.S.-led coalition and a Paris-based group agreed.",
        "L:U.S. | L:Paris",
    );
    check("The US-North Korea talks failed.", "L:US | L:North Korea");
    check(
        "They met at Panmunjom on the Korean Peninsula.",
        "L:Panmunjom | L:Korean Peninsula",
    );
}

#[test]
fn words_that_are_places_too_stay_words() {
    check("Reading is a joy, and it was Nice of them.", "");
    check(
        "Turkey prices rose before the holiday, when families buy turkey.",
        "",
    );
    check(
        "It cost US$ 5 million, or 7 Australian dollars.",
        "D:Australian",
    );
    check("Of all those, Most stayed silent.", "");
}

#[test]
fn persons_by_title() {
    check("Foreign Minister Anna Berg said so.", "P:Anna Berg");
    check(
        "U.S. Secretary of State Mike Pompeo left.",
        "L:U.S. | P:Mike Pompeo",
    );
    check(
        "The leader Kim Jong Un spoke with Gen. Vincent Brooks.",
        "P:Kim Jong Un | P:Vincent Brooks",
    );
    check(
        "Mr. Soilihi and Mrs Attoumane waited.",
        "P:Soilihi | P:Attoumane",
    );
    check(
        "White House press secretary Sarah Sanders declined.",
        "O:White House | P:Sarah Sanders",
    );
    check(
        "His counsel, Ashwin Jairam, said nothing.",
        "P:Ashwin Jairam",
    );
}

#[test]
fn titles_alone_are_no_names() {
    check(
        "The President met the Foreign Minister and the Lord Marshal.",
        "",
    );
    check("A spokesman for the Prime Minister declined.", "");
    check("The General said no such thing.", "");
}

#[test]
fn persons_by_given_name_and_initials() {
    check(
        "John R. Bolton met George W. Bush.",
        "P:John R. Bolton | P:George W. Bush",
    );
    check("Ursula von der Leyen called.", "P:Ursula von der Leyen");
    check("Martin Luther King Jr. spoke.", "P:Martin Luther King Jr.");
    check("Theresa May resigned in May.", "P:Theresa May");
    check(
        "President Bill Clinton met Bill Gates.",
        "P:Bill Clinton | P:Bill Gates",
    );
    check("The Farm Bill passed and Bill Number 21 failed.", "");
    check("Will the talks go on? Mark the date.", "");
}

#[test]
fn east_asian_names() {
    check(
        "Kim Yong Chol met Moon Jae-in and Xi Jinping.",
        "P:Kim Yong Chol | P:Moon Jae-in | P:Xi Jinping",
    );
    check(
        "Officials said Kim Yong-chol would travel.",
        "P:Kim Yong-chol",
    );
    check("So Seoul waited.", "L:Seoul");
    check("His counterpart, No Kwang-chol, signed.", "P:No Kwang-chol");
    check("No Anglo-Irish deal was near. There was No Deal.", "");
    check("Choe Son Hui told reporters so.", "P:Choe Son Hui");
}

#[test]
fn surnames_and_titles_are_kept_apart() {
    let (plain, found) = names("Foreign Minister Ri Yong Ho met Sen. Anna van der Berg.");
    let parts: Vec<_> = found
        .iter()
        .map(|name| {
            (
                name.surname.map(|span| span.of(&plain)),
                name.title.map(|span| span.of(&plain)),
                name.is_full,
            )
        })
        .collect();
    assert_eq!(
        parts,
        [
            (Some("Ri"), Some("Foreign Minister"), true),
            (Some("van der Berg"), Some("Sen."), true)
        ]
    );
    assert_eq!(found.get(1).unwrap().gender, Some(Gender::Female));
}

#[test]
fn a_full_name_makes_its_surname_a_name() {
    check(
        "Tumelo Sebego, who leads the talks, left. Sebego will return.",
        "P:Tumelo Sebego | P:Sebego",
    );
    check("Sebego will return.", "");
    check(
        "Ibrahim Soilihi waited with his brother. Ibrahim left first.",
        "P:Ibrahim Soilihi | P:Ibrahim",
    );
}

#[test]
fn bodies_by_head_word() {
    check(
        "The Ministry of Foreign Affairs and the Bank of England agreed.",
        "O:Ministry of Foreign Affairs | O:Bank of England",
    );
    check(
        "The Workers' Party of Korea met.",
        "O:Workers' Party of Korea",
    );
    check(
        "He joined the Maritime and Dockworkers' Union.",
        "O:Maritime and Dockworkers' Union",
    );
    check(
        "China's Foreign Ministry said the Indonesian Navy left.",
        "L:China | O:Foreign Ministry | O:Indonesian Navy",
    );
    check(
        "The party and the ministry agreed; the Commission did not.",
        "",
    );
    check(
        "Chicago Police Commissioner Eddie Johnson spoke.",
        "L:Chicago | P:Eddie Johnson",
    );
}

#[test]
fn acronyms_lead_back_to_the_name() {
    check(
        "The Ghana Road Workers (GRW) struck. The GRW will go on.",
        "O:Ghana Road Workers | O:GRW | O:GRW",
    );
    let (_, found) = names("The Ghana Road Workers (GRW) struck. The GRW will go on.");
    let expansions: Vec<_> = found.iter().map(|name| name.expansion).collect();
    assert_eq!(expansions, [None, Some(0), Some(0)]);
    check(
        "It ratified the Clean Rivers Treaty (CRT) and used GPS.",
        "",
    );
}

#[test]
fn places_by_head_word_and_frame() {
    check(
        "A boat sank on Lake Kivu near the port of Tema.",
        "L:Lake Kivu | L:Tema",
    );
    check(
        "Fighting went on in Anbar province and in Fomboni, Comoros.",
        "L:Anbar | L:Fomboni | L:Comoros",
    );
    check("The Kerch Bridge was closed.", "L:Kerch Bridge");
}

#[test]
fn datelines() {
    check(
        "SEOUL, South Korea (Harbor Wire) — Talks went on.",
        "L:SEOUL | L:South Korea | O:Harbor Wire",
    );
    check("MORONI, June 16 – The union met.", "L:MORONI");
    check("Berlin (dpa) – Es war spät.", "L:Berlin | O:dpa");
}

#[test]
fn capitals_that_name_nobody() {
    check("The Korean War ended before the Winter Olympics.", "");
    check("She won the Nobel Peace Prize on New Year's Day.", "");
    check("On Monday the Muslim leaders met Republicans.", "");
    check("A Boeing 747 flew to the 2012 London Olympics.", "");
}

#[test]
fn days_prizes_and_treaties_name_nobody() {
    check(
        "They met on Liberation Day at the Cannes Film Festival.",
        "",
    );
    check(
        "The Paris Accord and the Booker Prize were in the news.",
        "",
    );
    check("Doris Day sang.", "P:Doris Day");
}

#[test]
fn companies_stay_apart_at_and() {
    check(
        "Shares of Haverkamp Mining and Corentyne Gold Holdings fell.",
        "O:Haverkamp Mining | O:Corentyne Gold Holdings",
    );
    check(
        "GM Europe and Air China agreed.",
        "O:GM Europe | O:Air China",
    );
}

#[test]
fn bylines_and_nicknames() {
    check("By Anders Kjærgaard", "P:Anders Kjærgaard");
    check("Rajesh “Buddy” Singh waited.", "P:Rajesh “Buddy” Singh");
    check("By Friday nine had left.", "");
}

#[test]
fn acronyms_need_more_than_capitals() {
    check(
        "The SLC turned it down; SLC secretary Nimal Perera said so.",
        "O:SLC | O:SLC | P:Nimal Perera",
    );
    check("It has DNA, an XIX century look and a GDPR clause.", "");
}

#[test]
fn a_dateline_takes_no_date_for_an_agency() {
    check("SINGAPORE (May 6, 2021) — Trade went on.", "L:SINGAPORE");
}

#[test]
fn buildings_that_speak_and_epithets() {
    let (_, found) = names("The Kremlin said the White House had called.");
    assert!(
        found
            .iter()
            .all(|name| name.class == MentionClass::Metonym
                && name.kind == MentionKind::Organization)
    );
    assert_eq!(found.len(), 2);
    check(
        "North Korea fired a missile. The North said it was a test.",
        "L:North Korea | E:North",
    );
    check("It snowed in the North.", "");
    check(
        "North Korea shells the north of the island.",
        "L:North Korea",
    );
}

#[test]
fn headlines_with_capitals_on_every_word_prove_nothing() {
    check(
        "# Sebego Says Talks Will Go On In Seoul\nTumelo Sebego, 45, said so in Seoul.",
        "P:Sebego | L:Seoul | P:Tumelo Sebego | L:Seoul",
    );
    check("# Big Storm Hits Small Town Hard", "");
}

#[test]
fn georgia_is_a_country_only_where_georgians_are() {
    let known = |text: &str| names(text).1.first().and_then(|name| name.known);
    assert_eq!(
        known("Georgia votes today, and Atlanta waits."),
        Some(Known::Place("Georgia", None))
    );
    assert_eq!(
        known("Georgia votes today, and Tbilisi waits."),
        Some(Known::Country(*b"GE"))
    );
}

#[test]
fn what_no_list_has_is_known_by_what_stands_around() {
    check(
        "The mayor of Oskarstad, Ingrid Halvorsen, opened the bridge.",
        "L:Oskarstad | P:Ingrid Halvorsen",
    );
    check(
        "Villagers in Tumbara said soldiers had burned the market. The army denied that it had been in Tumbara.",
        "L:Tumbara | L:Tumbara",
    );
}

#[test]
fn capitals_that_name_nobody_stay_silent() {
    for text in [
        "She studied Physics and Law before the War of Independence.",
        "He read the Bible on Easter Monday and drove a Golf home.",
        "The Internet was slow on Tuesday. Covid was blamed. Many Christians and Buddhists prayed.",
        "BREAKING: Spring has come. Summer will be hot.",
        "Analysts spoke of the Republican strategy and of Democratic support for the bill.",
    ] {
        check(text, "");
    }
}
