//! Descriptions that stand for somebody already named: "the envoy", "the UN chief".
//!
//! Only definite descriptions outside quotations, and only when exactly one referent of the article has that role. A
//! description with a modifier that may single out somebody else ("the former president") is not read.

use super::Extra;
use super::fold::fold;
use super::group::Groups;
use crate::extract::facts::{MentionClass, MentionKind, RoleStatus, Rule};
use crate::extract::grammar::{Class, with_lower};
use crate::extract::name::NameMention;
use crate::extract::phrase::Ground;
use crate::extract::role::{Found, role_noun};
use std::collections::{BTreeMap, BTreeSet};

/// Words that are other names of one office.
const SYNONYMS: [(&str, &[&str]); 10] = [
    ("congressman", &["congressman", "representative"]),
    ("congresswoman", &["congresswoman", "representative"]),
    ("lawmaker", LAWMAKERS),
    ("legislator", LAWMAKERS),
    ("judge", &["judge", "justice"]),
    ("bishop", &["bishop", "archbishop"]),
    (
        "chief",
        &[
            "secretary-general",
            "director-general",
            "head",
            "director",
            "chief",
        ],
    ),
    ("head", &["director-general", "director", "chief", "head"]),
    (
        "envoy",
        &[
            "envoy",
            "special envoy",
            "special representative",
            "emissary",
        ],
    ),
    ("premier", &["premier", "prime minister"]),
];

const LAWMAKERS: &[&str] = &[
    "lawmaker",
    "legislator",
    "representative",
    "senator",
    "congressman",
    "congresswoman",
    "mp",
];

/// Titles that are printed short before a name, and the nouns that they stand for.
const SHORT: [(&str, &str); 18] = [
    ("adm", "admiral"),
    ("brig", "brigadier"),
    ("capt", "captain"),
    ("cllr", "councillor"),
    ("cmdr", "commander"),
    ("col", "colonel"),
    ("coun", "councillor"),
    ("gen", "general"),
    ("gov", "governor"),
    ("insp", "inspector"),
    ("lt", "lieutenant"),
    ("maj", "major"),
    ("msgr", "monsignor"),
    ("prof", "professor"),
    ("rep", "representative"),
    ("sen", "senator"),
    ("sgt", "sergeant"),
    ("supt", "superintendent"),
];

/// What the article tells of a group's roles, for looking descriptions up.
pub struct Offices<'a> {
    /// Title and group for each current role.
    by_last_word: BTreeMap<&'a str, Vec<Office<'a>>>,
}

#[derive(Clone, Copy)]
struct Office<'a> {
    title: &'a str,
    group: usize,
    /// Group of the body or country.
    of: Option<usize>,
    /// The body or country as printed.
    body: Option<&'a str>,
}

impl Office<'_> {
    fn is_of(&self, groups: &Groups, of: usize) -> bool {
        self.of == Some(of)
            || self.of.is_none()
                && self
                    .body
                    .zip(groups.list.get(of))
                    .is_some_and(|(body, group)| {
                        let body = fold(body);
                        group.key == body
                            || group.known.is_some_and(|known| initials(known) == body)
                    })
    }
}

/// "Lt. Gen.": "general"
fn full_title(printed: &str) -> Option<&'static str> {
    let last = printed.rsplit(' ').next()?.trim_end_matches('.');
    SHORT
        .iter()
        .find(|(short, _)| short.eq_ignore_ascii_case(last))
        .map(|(_, noun)| *noun)
}

/// "United Nations": "un"
fn initials(name: &str) -> String {
    name.split(' ')
        .filter_map(|word| word.chars().next())
        .filter(|c| c.is_uppercase())
        .flat_map(char::to_lowercase)
        .collect()
}

impl<'a> Offices<'a> {
    /// From the roles of names and the names of bodies.
    pub fn new(groups: &'a Groups, roles: &'a [Found], names: &[NameMention], text: &str) -> Self {
        let group_of = |name: usize| groups.of.get(name).copied().flatten();
        let mut by_last_word: BTreeMap<&str, Vec<Office<'_>>> = BTreeMap::new();
        let mut seen = BTreeSet::new();
        for found in roles {
            let current = found.role.status == RoleStatus::Current;
            let Some(group) = group_of(found.name).filter(|_| current) else {
                continue;
            };
            let title = found.role.title.as_str();
            let noun = title.split(" of ").next().unwrap_or(title);
            let last = noun.rsplit(' ').next().unwrap_or(noun);
            let of = found.role.of_mention.and_then(|of| group_of(of.ix()));
            let body = found.role.of.as_deref();
            if seen.insert((title, group, of, body)) {
                let office = Office {
                    title,
                    group,
                    of,
                    body,
                };
                by_last_word.entry(last).or_default().push(office);
            }
        }
        for (name, group) in names.iter().zip(&groups.of) {
            let title = name.title.and_then(|title| full_title(title.of(text)));
            let Some((title, group)) = title.zip(*group) else {
                continue;
            };
            if seen.insert((title, group, None, None)) {
                let office = Office {
                    title,
                    group,
                    of: None,
                    body: None,
                };
                by_last_word.entry(title).or_default().push(office);
            }
        }
        Self { by_last_word }
    }

    /// The only holder of the office that the description can mean.
    fn holder(&self, groups: &Groups, title: &str, of: Option<usize>) -> Option<usize> {
        let last = title.rsplit(' ').next().unwrap_or(title);
        let same: &[&str] = &[title];
        let titles = SYNONYMS
            .iter()
            .find(|(word, _)| *word == title)
            .map_or(same, |(_, titles)| titles);
        let nouns = titles.iter().map(|it| it.rsplit(' ').next().unwrap_or(it));
        let mut lasts: Vec<&str> = nouns.chain([last]).collect();
        lasts.sort_unstable();
        lasts.dedup();
        let mut only = None;
        for office in lasts
            .iter()
            .filter_map(|last| self.by_last_word.get(last))
            .flatten()
        {
            if !titles.iter().any(|wanted| is_called(office.title, wanted)) {
                continue;
            }
            if of.is_some_and(|of| !office.is_of(groups, of)) {
                continue;
            }
            match only {
                Some(group) if group != office.group => return None,
                _ => only = Some(office.group),
            }
        }
        only
    }
}

/// True when the holder of `title` is called "the `short`": the foreign minister is "the minister", a vice president not
/// "the president".
fn is_called(title: &str, short: &str) -> bool {
    let Some(before) = title.strip_suffix(short) else {
        // "secretary of state" is "the secretary"
        return title
            .strip_prefix(short)
            .is_some_and(|rest| rest.starts_with(" of "));
    };
    before.is_empty()
        || before.ends_with(' ')
            && !before.split(' ').any(|word| {
                matches!(
                    word,
                    "vice" | "deputy" | "assistant" | "associate" | "acting" | "prime" | "junior"
                )
            })
}

/// Finds descriptions of groups.
pub fn find(
    ground: &Ground<'_>,
    names: &[NameMention],
    groups: &Groups,
    roles: &[Found],
    quoted: &dyn Fn(usize) -> bool,
) -> Vec<Extra> {
    let words = ground.words;
    let offices = Offices::new(groups, roles, names, words.text);
    let mut found = Vec::new();
    for the in 0..words.len() {
        if words.class(the) != Class::The || quoted(the) {
            continue;
        }
        let Some((first, last, of)) = description(ground, groups, the) else {
            continue;
        };
        let span = words.stretch(first, last);
        let title = with_lower(span.of(words.text), str::to_owned);
        let noun = role_noun(words, ground.lexicon, last).and_then(|noun| noun.gender);
        let agrees = |group: &usize| {
            let told = groups.list.get(*group).and_then(|group| group.gender);
            noun.zip(told).is_none_or(|(noun, told)| noun == told)
        };
        let holder = offices.holder(groups, &title, of).filter(agrees);
        let Some(group) = holder.filter(|group| introduced(groups, names, *group, span.start))
        else {
            continue;
        };
        found.push(Extra {
            span,
            first,
            last,
            class: if title.contains(' ') || title.contains('-') {
                MentionClass::Title
            } else {
                MentionClass::Nominal
            },
            group,
            rule: Rule("described"),
        });
    }
    found
}

/// True when the group was named before.
fn introduced(groups: &Groups, names: &[NameMention], group: usize, at: u32) -> bool {
    groups
        .list
        .get(group)
        .and_then(|group| group.members.first())
        .and_then(|first| names.get(*first))
        .is_some_and(|name| name.span.start < at)
}

/// The words of a description behind "the", with the group that owns it: "UN chief", "envoy", "president of France".
fn description(
    ground: &Ground<'_>,
    groups: &Groups,
    the: usize,
) -> Option<(usize, usize, Option<usize>)> {
    let words = ground.words;
    let mut first = the + 1;
    let mut of = None;
    if let Some(spot) = ground.spots.at(first) {
        of = Some(groups.of.get(spot.index as usize).copied().flatten()?);
        if spot.kind == MentionKind::Person {
            return None;
        }
        first = spot.last + 1;
        if words.class(first) == Class::S {
            first += 1;
        }
    }
    let mut at = first;
    while at < first + 4
        && (words.class(at) == Class::Word
            || words.class(at) == Class::Capital && role_noun(words, ground.lexicon, at).is_some())
        && ground.spots.at(at).is_none()
        && !ground.is_cue(at)
        && words.sentence(at) == words.sentence(the)
    {
        at += 1;
    }
    // The description is the longest run that ends with a noun of the lists; what follows must not go on with it.
    let last = (first..at)
        .rev()
        .find(|ix| role_noun(words, ground.lexicon, *ix).is_some())?;
    let plain = (first..last).all(|ix| {
        role_noun(words, ground.lexicon, ix).is_some()
            || words.is_any(
                ix,
                &[
                    "prime", "foreign", "finance", "defense", "defence", "interior", "press",
                    "special", "vice", "deputy",
                ],
            )
    });
    let next = last + 1;
    if !plain || ground.spots.at(next).is_some() {
        return None;
    }
    if words.class(next) == Class::Of {
        if words.class(next + 1) == Class::Word && words.is_any(next + 1, &["state"]) {
            return Some((first, next + 1, of));
        }
        let skip = usize::from(words.class(next + 1) == Class::The);
        let spot = ground.spots.at(next + 1 + skip)?;
        let owner = groups.of.get(spot.index as usize).copied().flatten()?;
        return of.is_none().then_some((first, last, Some(owner)));
    }
    // "the minister for trade", "the envoy to Riga", "the president who": somebody singled out.
    let singled = words.is_any(next, &["for", "to", "at", "from"])
        || matches!(
            words.class(next),
            Class::Who | Class::Relative | Class::Capital | Class::Number
        )
        || words.class(next) == Class::Comma && names_follow(ground, next);
    (!singled).then_some((first, last, of))
}

/// "the minister, Anna Berg"
fn names_follow(ground: &Ground<'_>, comma: usize) -> bool {
    ground
        .spots
        .at(comma + 1)
        .is_some_and(|spot| spot.kind == MentionKind::Person)
}
