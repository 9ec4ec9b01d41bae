//! Names that are the same name: full names, spellings, acronyms and short forms.
//!
//! Bare surnames are left alone here.

use super::fold::fold;
use crate::extract::facts::{Gender, MentionClass, MentionKind};
use crate::extract::lexicon::Lexicon;
use crate::extract::name::{Known, NameMention};
use std::collections::BTreeMap;

/// The name mentions that are one person, body or place.
#[derive(Clone, Debug)]
pub struct Group {
    /// Kind.
    pub kind: MentionKind,
    /// Indices of name mentions, in order.
    pub members: Vec<usize>,
    /// Country code when it is a country.
    pub country: Option<[u8; 2]>,
    /// The name in the word lists.
    pub known: Option<&'static str>,
    /// Gender, as far as its mentions agree.
    pub gender: Option<Gender>,
    /// Folded name.
    pub key: String,
    /// True when a full name is among the mentions.
    pub is_full: bool,
}

/// Groups, and the group of each name mention.
#[derive(Debug, Default)]
pub struct Groups {
    /// In order of making.
    pub list: Vec<Group>,
    /// For each name mention its group.
    pub of: Vec<Option<usize>>,
}

impl Groups {
    /// Puts a name mention into a group.
    pub fn join(&mut self, name: usize, group: usize, mention: &NameMention) {
        if let (Some(slot), Some(group_ref)) = (self.of.get_mut(name), self.list.get_mut(group)) {
            *slot = Some(group);
            let at = group_ref.members.partition_point(|member| *member < name);
            group_ref.members.insert(at, name);
            group_ref.is_full |= mention.is_full;
            group_ref.gender = group_ref.gender.or(told_gender(mention));
        }
    }

    /// Opens a group with a first mention.
    pub fn open(&mut self, name: usize, mention: &NameMention, key: String) -> usize {
        let group = self.list.len();
        let (country, known) = match mention.known {
            Some(Known::Country(code)) if mention.kind == MentionKind::Place => (Some(code), None),
            Some(Known::Organization(name, _) | Known::Person(name) | Known::Place(name, _)) => {
                (None, Some(name))
            }
            _ => (None, None),
        };
        self.list.push(Group {
            kind: mention.kind,
            members: Vec::new(),
            country,
            known,
            gender: None,
            key,
            is_full: false,
        });
        self.join(name, group, mention);
        group
    }
}

/// The gender that a mention tells. The given names of Korean, Chinese and Vietnamese names tell none.
pub fn told_gender(name: &NameMention) -> Option<Gender> {
    let family_first = name
        .surname
        .is_some_and(|surname| surname.start == name.span.start && surname.end < name.span.end);
    name.gender
        .filter(|_| !family_first || name.title.is_some())
}

/// Groups all names but bare surnames.
pub fn group(names: &[NameMention], text: &str, lexicon: &Lexicon) -> Groups {
    let mut groups = Groups {
        list: Vec::new(),
        of: vec![None; names.len()],
    };
    let mut keys: BTreeMap<(MentionKind, String), usize> = BTreeMap::new();
    let longer = with_middle_names(names, text);
    let whole = with_second_surnames(names, text, lexicon);
    for (ix, name) in names.iter().enumerate() {
        let waits = match name.kind {
            MentionKind::Person => !name.is_full,
            MentionKind::Organization => name.known.is_none() && !name.is_full,
            MentionKind::Place => false,
        };
        if waits {
            continue;
        }
        let mut key = (name.kind, key_of(name, text));
        if let (MentionKind::Person, Some(long)) =
            (name.kind, longer.get(&key.1).or_else(|| whole.get(&key.1)))
        {
            key.1.clone_from(long);
        }
        match keys.get(&key) {
            Some(group) => groups.join(ix, *group, name),
            None => {
                let group = groups.open(ix, name, key.1.clone());
                keys.insert(key, group);
            }
        }
    }
    shorter_bodies(&mut groups, names, text);
    groups
}

/// For "Sosa Lynch" the only longer name of the article that ends so: "Mabel Sosa Lynch". A part that begins with a given name
/// is none, and neither is a beginning: "Faizal Gulamo" may be the cousin of "Faizal Gulamo Ismael".
fn with_second_surnames(
    names: &[NameMention],
    text: &str,
    lexicon: &Lexicon,
) -> BTreeMap<String, String> {
    let mut longer: BTreeMap<String, Option<String>> = BTreeMap::new();
    let full = |name: &&NameMention| name.kind == MentionKind::Person && name.is_full;
    for name in names.iter().filter(full) {
        let printed: Vec<&str> = name.span.of(text).split_whitespace().collect();
        let long = key_of(name, text);
        if !(3..=5).contains(&printed.len()) || long.split(' ').count() != printed.len() {
            continue;
        }
        let parts: Vec<&str> = long.split(' ').collect();
        let given = printed
            .get(1)
            .is_none_or(|word| lexicon.people.given(word).is_some());
        if let Some(ending) = parts.get(1..).filter(|_| !given) {
            longer
                .entry(ending.join(" "))
                .and_modify(|known| *known = known.take().filter(|known| *known == long))
                .or_insert_with(|| Some(long.clone()));
        }
    }
    longer
        .into_iter()
        .filter_map(|(part, long)| Some((part, long?)))
        .collect()
}

/// For a given name and surname the only name of the article that has a middle name between the two.
fn with_middle_names(names: &[NameMention], text: &str) -> BTreeMap<String, String> {
    let mut longer: BTreeMap<String, Option<String>> = BTreeMap::new();
    for name in names
        .iter()
        .filter(|name| name.kind == MentionKind::Person && name.is_full)
    {
        let long = key_of(name, text);
        let mut parts = long.split(' ');
        let (Some(first), Some(last)) = (parts.next(), parts.next_back()) else {
            continue;
        };
        if parts.next().is_none() {
            continue;
        }
        longer
            .entry(format!("{first} {last}"))
            .and_modify(|known| {
                if known.as_deref() != Some(long.as_str()) {
                    *known = None;
                }
            })
            .or_insert(Some(long));
    }
    longer
        .into_iter()
        .filter_map(|(short, long)| Some((short, long?)))
        .collect()
}

/// A body's name without "Inc." and its like.
fn body_key(printed: &str) -> String {
    const FORMS: [&str; 12] = [
        "inc",
        "corp",
        "corporation",
        "co",
        "company",
        "ltd",
        "limited",
        "llc",
        "plc",
        "ag",
        "gmbh",
        "sa",
    ];
    let folded = fold(printed);
    let mut key = folded.as_str();
    while let Some((head, last)) = key.rsplit_once(' ') {
        if !FORMS.contains(&last) {
            break;
        }
        key = head;
    }
    key.to_owned()
}

fn key_of(name: &NameMention, text: &str) -> String {
    let printed = name.span.of(text);
    match name.known {
        Some(Known::Country(code)) if name.kind == MentionKind::Place => {
            format!("={}{}", char::from(code[0]), char::from(code[1]))
        }
        Some(Known::Place(known, country)) => match country {
            Some(code) => format!(
                "{} ={}{}",
                fold(known),
                char::from(code[0]),
                char::from(code[1])
            ),
            None => fold(known),
        },
        Some(Known::Organization(known, _)) => fold(known),
        Some(Known::Person(known)) => fold(known),
        _ if name.kind == MentionKind::Person => person_key(printed),
        _ if name.kind == MentionKind::Organization => body_key(printed),
        _ => fold(printed),
    }
}

/// A person's name without middle initials and numbers. "Jr." and "Sr." stay: they tell a son from his father.
fn person_key(printed: &str) -> String {
    let folded = fold(printed);
    let parts: Vec<&str> = folded.split(' ').collect();
    let last = parts.len().saturating_sub(1);
    let kept: Vec<&str> = parts
        .iter()
        .enumerate()
        .filter(|(ix, part)| {
            let initial = *ix > 0 && *ix < last && part.chars().count() == 1;
            let suffix = *ix == last && *ix > 1 && matches!(**part, "ii" | "iii");
            !initial && !suffix
        })
        .map(|(_, part)| *part)
        .collect();
    kept.join(" ")
}

/// Acronyms with their expansions, short forms of exactly one full name.
fn shorter_bodies(groups: &mut Groups, names: &[NameMention], text: &str) {
    let full: Vec<(usize, String)> = groups
        .list
        .iter()
        .enumerate()
        .filter(|(_, group)| group.kind == MentionKind::Organization)
        .map(|(ix, group)| (ix, group.key.clone()))
        .collect();
    let mut rest: BTreeMap<String, usize> = BTreeMap::new();
    for (ix, name) in names.iter().enumerate() {
        if groups.of.get(ix).copied().flatten().is_some() || name.kind != MentionKind::Organization
        {
            continue;
        }
        let expanded = name
            .expansion
            .and_then(|expansion| groups.of.get(expansion as usize).copied().flatten());
        let printed = name.span.of(text);
        let key = fold(printed);
        let group = expanded.or_else(|| rest.get(&key).copied()).or_else(|| {
            only_one(
                full.iter()
                    .filter(|(_, long)| abbreviates(&key, printed, long))
                    .map(|it| it.0),
            )
        });
        match group {
            Some(group) => groups.join(ix, group, name),
            None => {
                let group = groups.open(ix, name, key.clone());
                rest.insert(key, group);
            }
        }
    }
}

/// The only item of an iterator.
pub fn only_one<T: PartialEq>(mut items: impl Iterator<Item = T>) -> Option<T> {
    let first = items.next()?;
    items.all(|other| other == first).then_some(first)
}

/// True when `short` is the beginning or the initials of the longer name.
fn abbreviates(short: &str, printed: &str, long: &str) -> bool {
    if long.len() <= short.len() {
        return false;
    }
    let beginning = long.starts_with(short) && long[short.len()..].starts_with(' ');
    let acronym = printed.len() >= 3 && printed.chars().all(|c| c.is_uppercase() || c == '.');
    beginning
        || acronym && initials(long) == short
        || long.strip_suffix(short).is_some_and(is_state)
}

/// What may stand before the name of a body of state and be left out: "US State Department", "National Treasury".
fn is_state(before: &str) -> bool {
    matches!(
        before,
        "us " | "uk " | "eu " | "un " | "national " | "federal "
    )
}

fn initials(long: &str) -> String {
    long.split(' ')
        .filter(|word| !matches!(*word, "of" | "the" | "and" | "for" | "in" | "on"))
        .filter_map(|word| word.chars().next())
        .collect()
}

/// True for mentions that are no name of their own but point to a country or body.
pub fn is_secondary(class: MentionClass) -> bool {
    matches!(
        class,
        MentionClass::Demonym | MentionClass::Metonym | MentionClass::Epithet
    )
}
