//! Persons introduced by their office first and by name in the next breath.
//!
//! "Trump met with a North Korean envoy. … Trump met for 90 minutes with Kim Yong Chol": the same person does the same thing
//! again, within two sentences, to somebody named for the first time and not described otherwise. Nothing less is
//! taken for an introduction.

use super::group::Groups;
use crate::extract::facts::{
    MentionClass, MentionIx, MentionKind, Role, RoleStatus, Rule, SentenceIx,
};
use crate::extract::grammar::Class;
use crate::extract::lexicon::roles::RoleClass;
use crate::extract::name::{Known, NameMention};
use crate::extract::phrase::{Ground, Spot};
use crate::extract::role::{Found, role_noun};
use std::collections::BTreeSet;

/// How many sentences may lie between description and name.
const REACH: usize = 2;

/// Roles given by introductions.
pub fn find(
    ground: &Ground<'_>,
    names: &[NameMention],
    groups: &Groups,
    roles: &[Found],
) -> Vec<Found> {
    let described: BTreeSet<usize> = roles
        .iter()
        .filter_map(|found| groups.of.get(found.name).copied().flatten())
        .collect();
    let words = ground.words;
    let mut found = Vec::new();
    for at in 1..words.len() {
        if !words.is(at, "met") {
            continue;
        }
        let Some(meeting) = person(ground, groups, at - 1).zip(description(ground, at)) else {
            continue;
        };
        let (subject, (country, noun)) = meeting;
        let Some(spot) = named(ground, groups, at, subject, &described) else {
            continue;
        };
        found.push(role(ground, names, spot, country, noun));
    }
    found
}

/// The group of the person named right there.
fn person(ground: &Ground<'_>, groups: &Groups, at: usize) -> Option<usize> {
    let spot = ground.spots.at(at)?;
    let group = groups.of.get(spot.index as usize).copied().flatten()?;
    (spot.kind == MentionKind::Person).then_some(group)
}

/// "met with a North Korean envoy": the demonym and the noun.
fn description(ground: &Ground<'_>, met: usize) -> Option<(Option<Spot>, usize)> {
    let words = ground.words;
    let article = met + 1 + usize::from(words.is(met + 1, "with"));
    if words.class(article) != Class::A {
        return None;
    }
    let country = ground
        .spots
        .at(article + 1)
        .filter(|spot| spot.class == MentionClass::Demonym);
    let noun = country.map_or(article + 1, |spot| spot.last + 1);
    let known = role_noun(words, ground.lexicon, noun)?;
    let ends = ground.spots.at(noun + 1).is_none()
        && !matches!(words.class(noun + 1), Class::Capital | Class::Word);
    (known.class == RoleClass::Office && ends).then_some((country, noun))
}

/// The person whom `subject` met in one of the next sentences, when it is the first time that this name is printed.
fn named(
    ground: &Ground<'_>,
    groups: &Groups,
    met: usize,
    subject: usize,
    described: &BTreeSet<usize>,
) -> Option<Spot> {
    let words = ground.words;
    let last = words.sentence(met) + REACH;
    let again = (met + 1..words.len())
        .take_while(|ix| words.sentence(*ix) <= last)
        .find(|ix| words.is(*ix, "met"))?;
    if person(ground, groups, again - 1) != Some(subject) {
        return None;
    }
    let with = (again + 1..again + 6).find(|ix| words.is(*ix, "with"))?;
    let spot = ground.spots.at(with + 1)?;
    let group = groups.of.get(spot.index as usize).copied().flatten()?;
    let first = groups.list.get(group)?.members.first().copied()? == spot.index as usize;
    let new = spot.kind == MentionKind::Person
        && first
        && group != subject
        && !described.contains(&group);
    new.then_some(spot)
}

fn role(
    ground: &Ground<'_>,
    names: &[NameMention],
    spot: Spot,
    country: Option<Spot>,
    noun: usize,
) -> Found {
    let words = ground.words;
    let known = country
        .and_then(|spot| names.get(spot.index as usize))
        .and_then(|name| name.known);
    let of = match known {
        Some(Known::Country(code)) => ground.lexicon.world.country_name(code).map(str::to_owned),
        _ => None,
    };
    let noun_known = role_noun(words, ground.lexicon, noun);
    Found {
        name: spot.index as usize,
        role: Role {
            title: words.word(noun).to_lowercase(),
            of,
            of_mention: country.map(|spot| MentionIx(spot.index)),
            status: RoleStatus::Current,
            sentence: SentenceIx(words.sentence(noun) as u32),
            span: words.span(noun),
            rule: Rule("introduced"),
        },
        class: RoleClass::Office,
        gender: noun_known.and_then(|noun| noun.gender),
    }
}
