//! Persons of like names who are one; names that one article alone does not make sure.
//!
//! A like name alone joins nobody. Two names are one bearer's when both are described in the same words, or stand in one
//! setting; when nothing of what is known of them is at odds; when no article has both; and when there is no third name
//! that fits one of them and contradicts the other.

use super::likeness::Name;
use super::namesake::Profile;
use super::record::{self, Record};
use super::setting::{self, Settings};
use std::collections::{BTreeMap, BTreeSet};

/// What the settings of like names have in common at least: two bodies or persons, or one and a place.
const SETTING: u32 = 3;
/// Of the same words in the other order: less is needed.
const SETTING_TURNED: u32 = 1;
/// Of one name of several words that no article makes sure.
const SETTING_WORDS: u32 = 2;
/// More like names than this are not compared.
const CAP: usize = 64;

/// Somebody with a full name.
#[derive(Debug)]
pub struct Candidate<'a> {
    /// The name.
    pub name: Name,
    /// Records.
    pub members: &'a [usize],
    /// What is known.
    pub profile: &'a Profile,
}

/// Pairs of candidates that are one, as indices, in order.
pub fn pairs(
    candidates: &[Candidate<'_>],
    records: &[Record<'_>],
    settings: &Settings,
) -> Vec<(usize, usize)> {
    let fits = fitting(candidates, records, settings);
    let is_clear = |one: usize, other: usize| {
        let all: BTreeSet<usize> = [one, other]
            .iter()
            .filter_map(|ix| fits.get(ix))
            .flatten()
            .copied()
            .collect();
        let names = || all.iter().filter_map(|ix| candidates.get(*ix));
        names().all(|a| names().all(|b| std::ptr::eq(a, b) || a.name.agrees(&b.name)))
    };
    let mut found = Vec::new();
    for (one, others) in &fits {
        for other in others.iter().filter(|other| *other > one) {
            if is_clear(*one, *other) {
                found.push((*one, *other));
            }
        }
    }
    found
}

/// The members of one name, without those that nothing bears out. An unsure name of several words is borne out by a sure
/// one of the same words; any by another in the same setting. (There is a Newtown in many a country.)
pub fn supported(members: &[usize], records: &[Record<'_>], settings: &Settings) -> Vec<usize> {
    let record = |ix: &usize| records.get(*ix);
    let is_unsure = |ix: &usize| record(ix).is_some_and(|it| it.is_unsure);
    if !members.iter().any(is_unsure) {
        return members.to_vec();
    }
    let sure = members.iter().filter(|ix| !is_unsure(ix));
    let sure: BTreeSet<_> = sure.filter_map(record).map(Record::kind).collect();
    let first = members.iter().take(CAP);
    let is_supported = |ix: &usize| {
        let is_one_word = record(ix).is_none_or(|it| record::is_one_word(&it.facts.name));
        let is_same = record(ix).is_some_and(|it| sure.contains(&it.kind()));
        let needed = if is_one_word { SETTING } else { SETTING_WORDS };
        (is_same && !is_one_word)
            || first.clone().any(|other| {
                other != ix
                    && !setting::meet(records, &[*ix], &[*other])
                    && settings.shared(records, &[*ix], &[*other]) >= needed
            })
    };
    let all = members.iter().copied();
    all.filter(|ix| !is_unsure(ix) || is_supported(ix))
        .collect()
}

/// For each candidate those that it may be one with, for what is known of both.
fn fitting(
    candidates: &[Candidate<'_>],
    records: &[Record<'_>],
    settings: &Settings,
) -> BTreeMap<usize, BTreeSet<usize>> {
    let mut groups: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (ix, candidate) in candidates.iter().enumerate() {
        for key in candidate.name.keys() {
            groups.entry(key).or_default().push(ix);
        }
    }
    let mut fits: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for group in groups
        .values()
        .filter(|group| (2..=CAP).contains(&group.len()))
    {
        for (at, one) in group.iter().enumerate() {
            for other in group.iter().skip(at + 1) {
                let (Some(a), Some(b)) = (candidates.get(*one), candidates.get(*other)) else {
                    continue;
                };
                if a.name.is_like(&b.name) && are_one(a, b, records, settings) {
                    fits.entry(*one).or_default().insert(*other);
                    fits.entry(*other).or_default().insert(*one);
                }
            }
        }
    }
    fits
}

fn are_one(
    a: &Candidate<'_>,
    b: &Candidate<'_>,
    records: &[Record<'_>],
    settings: &Settings,
) -> bool {
    let is_turned = a.name.is_turned(&b.name);
    let needed = if is_turned { SETTING_TURNED } else { SETTING };
    !a.profile.conflicts(b.profile, true)
        && !setting::meet(records, a.members, b.members)
        && (a.profile.shares_role(b.profile)
            || (is_turned && (a.profile.may_invert() || b.profile.may_invert()))
            || settings.shared(records, a.members, b.members) >= needed)
}
