//! What a person is described as: titles before the name, appositions after it, "who is" clauses.
//!
//! A role needs a noun of the list of role nouns as its head; everything else after a comma ("a day after") is silence.
//! The module knows names, not referents: which names are one person is decided elsewhere.

use super::facts::{
    Gender, MentionClass, MentionIx, MentionKind, Role, RoleStatus, Rule, SentenceIx,
};
use super::grammar::{Class, Words, with_lower};
use super::lexicon::Lexicon;
use super::lexicon::roles::{RoleClass, RoleNoun};
use super::name::{Known, NameMention};
use super::phrase::{Ground, Spot};
use super::token::Shape;

/// The longest title, in words.
const LONGEST_TITLE: usize = 7;

/// A role of the person named by `name`. Its `of_mention` is still an index into the list of names.
#[derive(Clone, Debug)]
pub struct Found {
    /// Index of the person's name mention.
    pub name: usize,
    /// The role.
    pub role: Role,
    /// Sort of its noun.
    pub class: RoleClass,
    /// Where the noun tells it.
    pub gender: Option<Gender>,
}

/// The roles that the text gives to names of persons, in order.
pub fn find(ground: &Ground<'_>, names: &[NameMention]) -> Vec<Found> {
    let finder = Finder {
        ground: *ground,
        names,
    };
    let mut found = Vec::new();
    for spot in ground.spots.within(0..usize::MAX) {
        if spot.kind != MentionKind::Person || spot.class != MentionClass::Name {
            continue;
        }
        found.extend(finder.before(*spot));
        found.extend(finder.after(*spot));
    }
    found
}

/// What is said of a person behind a mention of them that is no name: "the envoy, who is North Korea's former spy chief,".
/// The role is given to `name`.
pub fn behind(
    ground: &Ground<'_>,
    names: &[NameMention],
    first: usize,
    last: usize,
    name: usize,
) -> Option<Found> {
    let finder = Finder {
        ground: *ground,
        names,
    };
    let spot = Spot {
        index: name as u32,
        first,
        last,
        kind: MentionKind::Person,
        class: MentionClass::Nominal,
    };
    let who =
        ground.words.class(last + 1) == Class::Comma && ground.words.class(last + 2) == Class::Who;
    who.then(|| finder.after(spot)).flatten()
}

/// The singular role noun at a token.
pub fn role_noun(words: &Words<'_>, lexicon: &Lexicon, ix: usize) -> Option<RoleNoun> {
    matches!(words.class(ix), Class::Word | Class::Capital)
        .then(|| with_lower(words.word(ix), |word| noun_in(lexicon, word)))
        .flatten()
}

fn noun_in(lexicon: &Lexicon, word: &str) -> Option<RoleNoun> {
    let word = word.trim_start_matches("ex-").trim_start_matches("then-");
    let whole = lexicon.roles.get(word);
    // "vice-president", "lawyer-turned-politician", "policeman-poet"
    whole.or_else(|| lexicon.roles.get(word.rsplit('-').next()?))
}

struct Finder<'a> {
    ground: Ground<'a>,
    names: &'a [NameMention],
}

/// The parts of a title.
struct Parts {
    /// First token of the title's words, without article, possessor and adverbs.
    first: usize,
    /// Last token.
    last: usize,
    /// Name mention of the body or country.
    of: Option<usize>,
    former: bool,
}

impl Finder<'_> {
    fn words(&self) -> &Words<'_> {
        self.ground.words
    }

    fn noun(&self, ix: usize) -> Option<RoleNoun> {
        role_noun(self.ground.words, self.ground.lexicon, ix)
            .filter(|noun| noun.class != RoleClass::Kin)
    }

    /// "U.S. Vice-President Mike Pence", "South Korea's foreign minister, Kang Kyung-wha,"
    fn before(&self, spot: Spot) -> Option<Found> {
        let words = self.words();
        let mut last = spot.first.checked_sub(1)?;
        let mut rule = "title-before";
        if words.class(last) == Class::Comma {
            let after = spot.last + 1;
            let closed = matches!(
                words.class(after),
                Class::Comma
                    | Class::Stop
                    | Class::Quote
                    | Class::Semicolon
                    | Class::Colon
                    | Class::Dash
            ) && words.class(after + 1) != Class::And
                || after >= words.len();
            last = last.checked_sub(1).filter(|_| closed)?;
            rule = "named-after-role";
        }
        if words.sentence(last) != words.sentence(spot.first) {
            return None;
        }
        let mut first = last + 1;
        let mut of = None;
        while first > 0 && last + 1 - first < LONGEST_TITLE {
            let before = first - 1;
            if words.sentence(before) != words.sentence(last) {
                break;
            }
            if let Some(other) = self.ground.spots.at(before) {
                of = self.owns(other).then_some(other.index as usize);
                break;
            }
            match words.class(before) {
                Class::Word | Class::Capital if !self.ground.is_cue(before) => first = before,
                Class::S if first <= last => {
                    let owner = before
                        .checked_sub(1)
                        .and_then(|ix| self.ground.spots.at(ix));
                    let owner = owner.filter(|other| other.kind != MentionKind::Person);
                    of = owner.map(|other| other.index as usize);
                    break;
                }
                Class::Adverb if self.is_status_adverb(before) => first = before,
                Class::Of if first <= last && before > 0 && self.noun(before - 1).is_some() => {
                    first = before
                }
                _ => break,
            }
        }
        let named_after = rule == "named-after-role";
        if first > last || named_after && !self.is_determined(first) {
            return None;
        }
        let bare = self.titled(first, last)?;
        let parts = Parts {
            of: of.filter(|_| bare.whole),
            ..bare.parts
        };
        self.role(spot, parts, rule)
    }

    /// True for a body or country right before a title; not for the place in "In Riga dentist Anna Berg".
    fn owns(&self, other: Spot) -> bool {
        let scene = other.kind == MentionKind::Place
            && other.class != MentionClass::Demonym
            && other.first.checked_sub(1).is_some_and(|ix| {
                self.words()
                    .is_any(ix, &["in", "at", "near", "outside", "across"])
            });
        other.kind != MentionKind::Person && !scene
    }

    /// True when the words from `first` on are made definite by an article, possessor or body.
    fn is_determined(&self, first: usize) -> bool {
        first.checked_sub(1).is_some_and(|ix| {
            self.ground.spots.at(ix).is_some()
                || matches!(
                    self.words().class(ix),
                    Class::The | Class::A | Class::Possessive | Class::S
                )
        })
    }

    fn is_status_adverb(&self, ix: usize) -> bool {
        self.words().is_any(ix, &["formerly", "then", "now"])
    }

    /// Cuts a run of words before a name down to its title: the words must end with a role noun.
    fn titled(&self, first: usize, last: usize) -> Option<Titled> {
        let mut end = last;
        // "secretary of state": the noun stands before "of".
        let headed = (first..=last)
            .rev()
            .find(|ix| self.words().class(*ix) == Class::Of);
        match headed {
            Some(of) if of > first => {
                self.noun(of - 1)?;
            }
            _ => {
                // Ranks and honorifics without an office stay out: "Mr."
                self.noun(end)?;
            }
        }
        let (mut start, mut former) = self.past_status(first, end);
        let mut whole = true;
        // Only words that titles are made of may stand before the noun; else the phrase began earlier than the title.
        if let Some(cut) = (start..end).rev().find(|ix| !self.in_title(*ix)) {
            // "vice unification minister" must not become "minister".
            if (start..cut).any(|ix| {
                self.words()
                    .is_any(ix, &["vice", "deputy", "assistant", "acting", "associate"])
            }) {
                return None;
            }
            start = cut + 1;
            whole = false;
        }
        if start > end {
            return None;
        }
        let word = self.words().word(start);
        former |= ["ex-", "then-"].iter().any(|prefix| {
            word.get(..prefix.len())
                .is_some_and(|head| head.eq_ignore_ascii_case(prefix))
        });
        end = end.max(start);
        Some(Titled {
            parts: Parts {
                first: start,
                last: end,
                of: None,
                former,
            },
            whole,
        })
    }

    /// Goes past "former", "new" and the like; true when the office is held no more.
    fn past_status(&self, first: usize, end: usize) -> (usize, bool) {
        const PAST: [&str; 8] = [
            "former",
            "ex",
            "onetime",
            "one-time",
            "erstwhile",
            "late",
            "then",
            "formerly",
        ];
        const PRESENT: [&str; 8] = [
            "current",
            "new",
            "incumbent",
            "newly",
            "longtime",
            "long-time",
            "veteran",
            "now",
        ];
        let mut start = first;
        let mut former = false;
        while start < end {
            let past = self.words().is_any(start, &PAST);
            if !past && !self.words().is_any(start, &PRESENT) {
                break;
            }
            former |= past;
            start += 1;
        }
        (start, former)
    }

    /// True for a word that may stand inside a title, before its noun.
    fn in_title(&self, ix: usize) -> bool {
        matches!(self.words().class(ix), Class::Of | Class::Capital)
            || self.noun(ix).is_some()
            || self.words().word(ix).contains('-')
            || with_lower(self.words().word(ix), |word| {
                self.ground.lexicon.roles.is_modifier(word)
            })
    }

    /// Appositions and "who is" clauses behind the name.
    fn after(&self, spot: Spot) -> Option<Found> {
        let words = self.words();
        let mut at = spot.last + 1;
        if words.class(at) != Class::Comma {
            return None;
        }
        at += 1;
        // ", 45," says an age.
        if words.class(at) == Class::Number && words.class(at + 1) == Class::Comma {
            at += 2;
        }
        let mut rule = "apposition";
        if words.class(at) == Class::Who && words.is_any(at + 1, &["is", "was"]) {
            let was = words.is(at + 1, "was");
            at += 2;
            if words.class(at) == Class::Not || was && !words.is_any(at, &["a", "an", "the"]) {
                return None;
            }
            rule = if was { "who-was" } else { "who-is" };
        }
        let (parts, end) = self.description(at)?;
        let parts = Parts {
            former: parts.former || rule == "who-was",
            ..parts
        };
        self.closes(end).then(|| self.role(spot, parts, rule))?
    }

    /// A description from token `at` on: "the UN secretary-general", "a dentist", "North Korea's former spy chief".
    fn description(&self, at: usize) -> Option<(Parts, usize)> {
        let words = self.words();
        let mut start = at;
        let article = matches!(words.class(at), Class::The | Class::A);
        let one_of = words.is(at, "one") && words.class(at + 1) == Class::Of;
        if one_of {
            return None;
        }
        if article || words.is_any(at, &["his", "her", "its", "their"]) {
            start += 1;
        }
        let mut of = None;
        let mut owned = false;
        if let Some(other) = self.ground.spots.at(start) {
            if other.kind == MentionKind::Person {
                return None;
            }
            of = Some(other.index as usize);
            start = other.last + 1;
            if words.class(start) == Class::S {
                owned = true;
                start += 1;
            }
        }
        let noun = self.head_noun(start)?;
        let plain = article || owned || of.is_some();
        let office = self
            .noun(noun)
            .is_some_and(|it| matches!(it.class, RoleClass::Head | RoleClass::Office));
        if !plain && !office {
            return None;
        }
        let (end, after, body) = self.complement(noun);
        let of = of.or(body);
        let titled = self.titled_description(start, noun)?;
        Some((
            Parts {
                first: titled.0,
                last: end,
                of,
                former: titled.1,
            },
            after,
        ))
    }

    /// What follows the noun: last token of the title, first token behind it all, the body: "of the Workers' Party", "of state".
    fn complement(&self, noun: usize) -> (usize, usize, Option<usize>) {
        let words = self.words();
        let link = noun + 1;
        let of = words.class(link) == Class::Of;
        if !of && !words.is_any(link, &["for", "at", "in", "to"]) {
            return (noun, link, None);
        }
        let skip = usize::from(words.class(link + 1) == Class::The);
        match self.ground.spots.at(link + 1 + skip) {
            Some(other) if other.kind != MentionKind::Person => {
                let body = of || other.kind == MentionKind::Organization;
                let whole = words.class(other.last + 1) != Class::S;
                (
                    noun,
                    other.last + 1,
                    (body && whole).then_some(other.index as usize),
                )
            }
            None if of && words.class(link + 1) == Class::Word => (link + 1, link + 2, None),
            _ => (noun, link, None),
        }
    }

    /// The role noun that ends the run of words from `start` on.
    fn head_noun(&self, start: usize) -> Option<usize> {
        let words = self.words();
        let mut at = start;
        while at < start + LONGEST_TITLE
            && self.ground.spots.at(at).is_none()
            && matches!(
                words.class(at),
                Class::Word | Class::Capital | Class::Adverb
            )
            && !self.ground.is_cue(at)
        {
            at += 1;
        }
        let noun = at.checked_sub(1).filter(|noun| *noun >= start)?;
        self.noun(noun).map(|_| noun)
    }

    fn titled_description(&self, start: usize, noun: usize) -> Option<(usize, bool)> {
        let words = self.words();
        if words.is_any(
            start,
            &[
                "first", "second", "third", "last", "latest", "only", "next", "other", "same",
            ],
        ) {
            return None;
        }
        let mut first = start;
        let mut former = false;
        while first < noun {
            if words.is_any(first, &["former", "late", "onetime", "one-time", "retired"]) {
                former = true;
            } else if !(words.class(first) == Class::Adverb
                || words.is_any(
                    first,
                    &["current", "new", "longtime", "long-time", "veteran"],
                ))
            {
                break;
            }
            first += 1;
        }
        let cut = (first..noun).rev().find(|ix| !self.in_title(*ix));
        Some((cut.map_or(first, |cut| cut + 1), former))
    }

    /// True when a description may end before token `at`.
    fn closes(&self, at: usize) -> bool {
        at >= self.words().len()
            || matches!(
                self.words().class(at),
                Class::Comma
                    | Class::Stop
                    | Class::Semicolon
                    | Class::Close
                    | Class::Who
                    | Class::Relative
                    | Class::Preposition
                    | Class::Quote
                    | Class::Dash
                    | Class::Colon
                    | Class::Of
            ) && self.words().class(at + 1) != Class::And
    }

    fn role(&self, spot: Spot, parts: Parts, rule: &'static str) -> Option<Found> {
        let words = self.words();
        let noun_at = (parts.first..=parts.last)
            .rev()
            .find(|ix| self.noun(*ix).is_some())?;
        let noun = self.noun(noun_at)?;
        // "UN Secretary-General" where the acronym is no mention of its own.
        let acronym = parts.of.is_none()
            && parts.first < noun_at
            && words.class(parts.first) == Class::Capital
            && words
                .tokens
                .tokens
                .get(parts.first)
                .is_some_and(|token| token.shape == Shape::Upper);
        let first = parts.first + usize::from(acronym);
        let span = words.stretch(first, parts.last);
        let lowered = self.lowered(first, parts.last);
        let title = lowered
            .trim_start_matches("ex-")
            .trim_start_matches("then-")
            .to_owned();
        let designated =
            title.contains("-elect") || title.contains("-designate") || title.contains("nominee");
        let status = if designated {
            RoleStatus::Designated
        } else if parts.former {
            RoleStatus::Former
        } else {
            RoleStatus::Current
        };
        let title = title.replace("-elect", "").replace("-designate", "");
        Some(Found {
            name: spot.index as usize,
            role: Role {
                title,
                of: match acronym {
                    true => Some(words.word(parts.first).to_owned()),
                    false => parts.of.and_then(|of| self.body(of)),
                },
                of_mention: parts.of.map(|of| MentionIx(of as u32)),
                status,
                sentence: SentenceIx(words.sentence(spot.first) as u32),
                span,
                rule: Rule(rule),
            },
            class: noun.class,
            gender: noun.gender,
        })
    }

    /// The words in lower case, acronyms as they are.
    fn lowered(&self, first: usize, last: usize) -> String {
        let words = self.words();
        let mut title = String::new();
        let plain = words
            .tokens
            .tokens
            .get(last)
            .is_some_and(|token| token.shape == Shape::Lower);
        let capital = |ix: usize| ix <= last && words.class(ix) == Class::Capital;
        let opens = |ix: usize| ix == 0 || words.sentence(ix - 1) != words.sentence(ix);
        for ix in first..=last {
            let apart = ix > first && words.span(ix - 1).end < words.span(ix).start;
            if apart {
                title.push(' ');
            }
            let token = words.tokens.tokens.get(ix);
            match token.map(|token| token.shape) {
                Some(Shape::Upper) if words.word(ix).len() < 5 => title.push_str(words.word(ix)),
                // "European commissioner" is not printed in capitals for being a title.
                Some(Shape::Capitalized) if plain && (!opens(ix) || capital(ix + 1)) => {
                    title.push_str(words.word(ix));
                }
                _ => title.push_str(&words.word(ix).to_lowercase()),
            }
        }
        title
    }

    /// The body or country as printed; for a demonym the country's name.
    fn body(&self, name: usize) -> Option<String> {
        let mention = self.names.get(name)?;
        let country = match (mention.class, mention.known) {
            (MentionClass::Demonym | MentionClass::Epithet, Some(Known::Country(code))) => {
                self.ground.lexicon.world.country_name(code)
            }
            _ => None,
        };
        let printed = mention.span.of(self.words().text);
        Some(country.map_or_else(|| one_line(printed), str::to_owned))
    }
}

struct Titled {
    parts: Parts,
    /// Nothing but the title stood between body and name.
    whole: bool,
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
