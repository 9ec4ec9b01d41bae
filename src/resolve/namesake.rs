//! One full name, perhaps several bearers: what speaks against their being one.
//!
//! Gender cues speak against it for every name; walk of life and country of office only for frequent surnames, because
//! people do change their work. Two articles that describe the bearer in the same words outweigh a gender cue.

use super::fold;
use super::person;
use super::record::Record;
use crate::extract::facts::{Gender, Role};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::LazyLock;

static WALKS: LazyLock<HashMap<&'static str, &'static str>> =
    LazyLock::new(|| person::table(include_str!("data/occupations.tsv")).collect());

/// Walks of life between which people in the news do move.
const ELITE: [&str; 5] = ["business", "law", "learning", "media", "state"];

/// What is known of a bearer.
#[derive(Clone, Debug, Default)]
pub struct Profile {
    genders: BTreeMap<&'static str, u32>,
    walks: BTreeSet<&'static str>,
    /// Countries of office.
    countries: BTreeSet<[u8; 2]>,
    /// Folded title and body of each role.
    roles: BTreeSet<(String, String)>,
}

impl Profile {
    /// Of one referent.
    pub fn of(record: &Record<'_>) -> Self {
        let mut profile = Self::default();
        if let Some(gender) = record.gender() {
            let gender = match gender {
                Gender::Female => "female",
                Gender::Male => "male",
            };
            profile.genders.insert(gender, 1);
        }
        for (role, country) in record.facts.roles.iter().zip(&record.role_countries) {
            profile.add_role(role, *country);
        }
        profile
    }

    fn add_role(&mut self, role: &Role, country: Option<[u8; 2]>) {
        let of = match country {
            Some([a, b]) => format!("={}{}", a as char, b as char),
            None => role.of.as_deref().map(fold::key).unwrap_or_default(),
        };
        if let Some(walk) = walk(&role.title) {
            self.walks.insert(walk);
            self.countries.extend(country.filter(|_| walk == "state"));
        }
        self.roles.insert((fold::key(&role.title), of));
    }

    /// Joined with another of the same bearer.
    pub fn join(&mut self, other: Self) {
        for (gender, n) in other.genders {
            *self.genders.entry(gender).or_default() += n;
        }
        self.walks.extend(other.walks);
        self.countries.extend(other.countries);
        self.roles.extend(other.roles);
    }

    fn gender(&self) -> Option<&'static str> {
        let best = self.genders.iter().max_by_key(|(_, n)| **n)?;
        Some(best.0)
    }

    /// True when nothing here can tell one bearer from another.
    pub fn is_empty(&self) -> bool {
        self.genders.is_empty() && self.walks.is_empty()
    }

    /// True when both are described in the same words, with the same body where both name one.
    pub fn shares_role(&self, other: &Self) -> bool {
        self.roles.iter().any(|(title, of)| {
            let telling = title.len() > 4;
            telling
                && other.roles.iter().any(|(title_2, of_2)| {
                    title == title_2 && of == of_2 && (!of.is_empty() || title.len() > 12)
                })
        })
    }

    /// True when an office is of a country that writes the family name first.
    pub fn may_invert(&self) -> bool {
        self.countries.iter().any(person::inverts)
    }

    /// True when the two cannot be taken for one bearer of this name.
    pub fn conflicts(&self, other: &Self, is_common: bool) -> bool {
        if self.shares_role(other) {
            return false;
        }
        let gender = matches!((self.gender(), other.gender()), (Some(a), Some(b)) if a != b);
        gender || (is_common && self.other_life(other))
    }

    /// What tells the two apart, in words.
    pub fn differences(&self, other: &Self) -> Vec<String> {
        let words = |words: &BTreeSet<&'static str>| {
            let words: Vec<&str> = words.iter().copied().collect();
            words.join(", ")
        };
        let letters = |countries: &BTreeSet<[u8; 2]>| {
            let codes = countries.iter();
            let codes: Vec<String> = codes
                .map(|code| code.iter().copied().map(char::from).collect())
                .collect();
            codes.join(", ")
        };
        let mut found = Vec::new();
        if let (Some(one), Some(two)) = (self.gender(), other.gender())
            && one != two
        {
            found.push(format!("one is {one}, the other {two}"));
        }
        let (one, two) = (&self.walks, &other.walks);
        if !one.is_empty() && !two.is_empty() && one.is_disjoint(two) {
            found.push(format!(
                "one's walk of life is {}, the other's {}",
                words(one),
                words(two)
            ));
        }
        let (one, two) = (&self.countries, &other.countries);
        if !one.is_empty() && !two.is_empty() && one.is_disjoint(two) {
            found.push(format!(
                "one holds office in {}, the other in {}",
                letters(one),
                letters(two)
            ));
        }
        found
    }

    fn other_life(&self, other: &Self) -> bool {
        if self.walks.is_empty() || other.walks.is_empty() {
            return false;
        }
        let elite = |walks: &BTreeSet<&str>| walks.iter().any(|walk| ELITE.contains(walk));
        if self.walks.is_disjoint(&other.walks) {
            return !(elite(&self.walks) && elite(&other.walks));
        }
        !self.countries.is_empty()
            && !other.countries.is_empty()
            && self.countries.is_disjoint(&other.countries)
    }
}

/// The walk of life of a role, from its last word: "foreign minister" is of the state.
fn walk(title: &str) -> Option<&'static str> {
    let last = title.rsplit([' ', '-']).next()?;
    WALKS.get(last.to_lowercase().as_str()).copied()
}

/// Divides the bearers of one full name. Returns the groups, each sorted, and whoever cannot be told apart.
pub fn divide(records: &[Record<'_>], members: &[usize]) -> (Vec<Vec<usize>>, Vec<usize>) {
    let name = members
        .first()
        .and_then(|ix| records.get(*ix))
        .map_or("", |record| record.facts.name.as_str());
    let is_common = person::is_common(name);
    let mut poles: Vec<(Profile, Vec<usize>)> = Vec::new();
    let mut neutral = Vec::new();
    for ix in members {
        let Some(record) = records.get(*ix) else {
            continue;
        };
        let profile = Profile::of(record);
        if profile.is_empty() {
            neutral.push(*ix);
            continue;
        }
        let fits = |pole: &(Profile, Vec<usize>)| !pole.0.conflicts(&profile, is_common);
        let fitting: Vec<usize> = (0..poles.len())
            .filter(|pole| fits(&poles[*pole]))
            .collect();
        let told = fitting
            .iter()
            .copied()
            .find(|pole| poles[*pole].0.shares_role(&profile))
            .or(match fitting.as_slice() {
                [only] => Some(*only),
                _ => None,
            });
        match told.and_then(|pole| poles.get_mut(pole)) {
            Some((pole, members)) => {
                pole.join(profile);
                members.push(*ix);
            }
            None if fitting.is_empty() => poles.push((profile, vec![*ix])),
            None => neutral.push(*ix),
        }
    }
    let mut groups: Vec<Vec<usize>> = poles.into_iter().map(|(_, members)| members).collect();
    let rest = settle(&mut groups, neutral);
    (groups, rest)
}

/// Bearers without any cue join the only group there is, or the one that is much the largest; else they stay apart.
fn settle(groups: &mut Vec<Vec<usize>>, neutral: Vec<usize>) -> Vec<usize> {
    if neutral.is_empty() {
        return neutral;
    }
    let mut by_size: Vec<usize> = (0..groups.len()).collect();
    by_size.sort_by_key(|ix| std::cmp::Reverse(groups[*ix].len()));
    let heir = match by_size.as_slice() {
        [] => {
            groups.push(neutral);
            return Vec::new();
        }
        [only] => *only,
        [first, second, ..] if groups[*first].len() >= 4 * groups[*second].len() => *first,
        _ => return neutral,
    };
    groups[heir].extend(neutral);
    groups[heir].sort_unstable();
    Vec::new()
}
