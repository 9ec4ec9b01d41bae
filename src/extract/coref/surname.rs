//! Bare surnames, and bare given names, to the one full-named person of the article whom they can mean.
//!
//! When several persons share the surname, a bare one is never shared out by guess. It goes
//! - to the only one of them whose gender fits an honorific ("Mrs Karaoglan"), or
//! - to the *principal*: by the custom of English news the one introduced as head of a state or body ("North Korean leader
//!   Kim Jong Un") is called by the bare surname afterwards while namesakes keep their full names. It is used only when
//!   exactly one namesake is so introduced, and no namesake is named in full in the paragraph or the
//!   one before it later than the principal, or
//! - where nobody is a principal, to the one who is named in full earlier in the same paragraph, when no namesake is.

use super::fold::fold;
use super::group::{Groups, only_one};
use crate::extract::facts::{Gender, MentionKind};
use crate::extract::grammar::Words;
use crate::extract::name::NameMention;
use crate::extract::phrase::Ground;
use std::collections::{BTreeMap, BTreeSet};

/// Links bare names of persons. `principals` are the groups introduced as heads.
pub fn link(
    groups: &mut Groups,
    names: &[NameMention],
    ground: &Ground<'_>,
    principals: &BTreeSet<usize>,
) {
    let words = ground.words;
    let index = index(groups, names, ground);
    let firms = first_words_of_bodies(groups);
    let mut loose: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let mut namesakes: BTreeMap<String, Namesakes> = BTreeMap::new();
    let mut choices = Vec::new();
    for (ix, name) in names.iter().enumerate() {
        if name.kind != MentionKind::Person || groups.of.get(ix).copied().flatten().is_some() {
            continue;
        }
        let key = fold(name.span.of(words.text));
        if firms.contains(key.as_str()) && name.title.is_none() {
            // "Ford" beside the Ford Motor Company
            continue;
        }
        let Some(candidates) = index.get(&key) else {
            loose.entry(key).or_default().push(ix);
            continue;
        };
        let namesakes = namesakes
            .entry(key)
            .or_insert_with(|| Namesakes::new(groups, candidates, principals));
        let view = View {
            groups,
            names,
            words,
            namesakes,
        };
        choices.push((ix, view.choose(ix)));
    }
    for (ix, group) in choices {
        if let (Some(group), Some(name)) = (group, names.get(ix)) {
            groups.join(ix, group, name);
        }
    }
    for (key, members) in loose {
        open_loose(groups, names, &key, &members);
    }
}

/// The words with which the names of bodies begin.
fn first_words_of_bodies(groups: &Groups) -> BTreeSet<String> {
    groups
        .list
        .iter()
        .filter(|group| group.kind == MentionKind::Organization)
        .filter_map(|group| group.key.split_once(' '))
        .map(|(first, _)| first.to_owned())
        .collect()
}

/// The mentions of some persons by full name, in order, each with its person.
fn full_names(groups: &Groups, persons: &BTreeSet<usize>) -> Vec<(usize, usize)> {
    let mut named: Vec<(usize, usize)> = persons
        .iter()
        .filter_map(|ix| Some((*ix, groups.list.get(*ix)?)))
        .flat_map(|(ix, group)| group.members.iter().map(move |member| (*member, ix)))
        .collect();
    named.sort_unstable();
    named
}

/// From what may stand for a person (surname, end of the name, given name) to the persons.
fn index(
    groups: &Groups,
    names: &[NameMention],
    ground: &Ground<'_>,
) -> BTreeMap<String, BTreeSet<usize>> {
    let text = ground.words.text;
    let is_given = |word: &str| ground.lexicon.people.given(word).is_some();
    let mut surnames: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    let mut given: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    let mut inner: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for (group_ix, group) in groups.list.iter().enumerate() {
        if group.kind != MentionKind::Person {
            continue;
        }
        for member in &group.members {
            let Some(name) = names.get(*member) else {
                continue;
            };
            let whole = fold(name.span.of(text));
            let surname = name.surname.map(|span| fold(span.of(text)));
            let family_first = surname
                .as_deref()
                .is_some_and(|surname| whole.starts_with(surname) && whole.len() > surname.len());
            if !family_first {
                let ends = whole
                    .match_indices(' ')
                    .map(|(at, _)| whole[at + 1..].to_owned());
                for end in ends {
                    surnames.entry(end).or_default().insert(group_ix);
                }
                if let Some((first, _)) = whole.split_once(' ') {
                    given.entry(first.to_owned()).or_default().insert(group_ix);
                }
                for middle in middle_surnames(name.span.of(text), &is_given) {
                    inner.entry(middle).or_default().insert(group_ix);
                }
            }
            if let Some(surname) = surname {
                surnames.entry(surname).or_default().insert(group_ix);
            }
        }
    }
    for (first, bearers) in given {
        // A given name that is somebody's surname too says nothing.
        surnames
            .entry(first)
            .and_modify(|known| known.extend(&bearers))
            .or_insert(bearers);
    }
    for (middle, bearers) in inner {
        surnames.entry(middle).or_insert(bearers);
    }
    surnames
}

/// The persons whom one bare name can mean. Made once for all its mentions: a text may have thousands of both.
struct Namesakes {
    count: usize,
    /// Their full names in order of the text.
    named: Vec<(usize, usize)>,
    /// Whom a mention without a gender, of a woman and of a man fits.
    fits: [Fit; 3],
}

/// Those among namesakes whom a mention fits.
#[derive(Clone, Copy, Default)]
struct Fit {
    first: Option<usize>,
    count: usize,
    /// The first of them who is a principal.
    head: Option<usize>,
    heads: usize,
}

impl Namesakes {
    fn new(groups: &Groups, candidates: &BTreeSet<usize>, principals: &BTreeSet<usize>) -> Self {
        let mut fits = [Fit::default(); 3];
        for group in candidates.iter().copied() {
            let known = groups.list.get(group).and_then(|group| group.gender);
            let of = [None, Some(Gender::Female), Some(Gender::Male)];
            for (fit, gender) in fits.iter_mut().zip(of) {
                if matches!((known, gender), (Some(known), Some(gender)) if known != gender) {
                    continue;
                }
                fit.first = fit.first.or(Some(group));
                fit.count += 1;
                if principals.contains(&group) {
                    fit.head = fit.head.or(Some(group));
                    fit.heads += 1;
                }
            }
        }
        Self {
            count: candidates.len(),
            named: full_names(groups, candidates),
            fits,
        }
    }

    fn fit(&self, gender: Option<Gender>) -> Fit {
        let [unknown, female, male] = self.fits;
        match gender {
            None => unknown,
            Some(Gender::Female) => female,
            Some(Gender::Male) => male,
        }
    }
}

/// The first of two surnames, "Benítez" in "Óscar Ramón Benítez Duarte": words inside a name that are no given names, with "de" and
/// its like before them.
fn middle_surnames(printed: &str, is_given: &dyn Fn(&str) -> bool) -> Vec<String> {
    let parts: Vec<&str> = printed.split_whitespace().take(7).collect();
    let inside = parts
        .get(1..parts.len().saturating_sub(1))
        .unwrap_or_default();
    let mut found = Vec::new();
    let mut particle = None;
    for word in inside {
        if word.starts_with(char::is_lowercase) {
            particle = Some(*word);
            continue;
        }
        let name = word.chars().all(|c| c.is_alphabetic() || c == '-') && word.chars().count() > 2;
        if name && !is_given(word) {
            found.push(fold(word));
            found.extend(particle.map(|particle| fold(&format!("{particle} {word}"))));
        }
        particle = None;
    }
    found
}

struct View<'a> {
    groups: &'a Groups,
    names: &'a [NameMention],
    words: &'a Words<'a>,
    namesakes: &'a Namesakes,
}

impl View<'_> {
    fn choose(&self, ix: usize) -> Option<usize> {
        let name = self.names.get(ix)?;
        let fit = self.namesakes.fit(name.gender);
        if self.namesakes.count == 1 {
            return fit.first;
        }
        if let (Some(gender), Some(only), 1) = (name.gender, fit.first, fit.count) {
            // "Mrs Karaoglan": everybody else is known to be a man.
            let honorific = name.title.is_some();
            let known = self
                .groups
                .list
                .get(only)?
                .gender
                .is_none_or(|it| it == gender);
            return (honorific && known).then_some(only);
        }
        match (fit.head, fit.heads) {
            (Some(principal), 1) => self.is_meant(ix, principal).then_some(principal),
            (None, _) => self.in_paragraph(ix),
            _ => None,
        }
    }

    /// True when nothing nearby speaks against the principal.
    fn is_meant(&self, ix: usize, principal: usize) -> bool {
        let Some(name) = self.names.get(ix) else {
            return false;
        };
        // "Gen. Kim" is not what a head of state is called.
        let plain = name.title.is_none_or(|title| {
            let title = title.of(self.words.text).to_lowercase();
            ["mr", "mr.", "leader", "president", "chairman"].contains(&title.as_str())
        });
        let last = self.before(ix).last().or(self.namesakes.named.first());
        let last_named = last.is_some_and(|(other, group)| {
            *group == principal || *other < ix && self.far_apart(*other, ix)
        });
        let alone = self
            .around(ix, |other| self.sentence(other) == self.sentence(ix))
            .all(|(_, group)| group == principal);
        plain && last_named && alone
    }

    fn sentence(&self, name: usize) -> Option<u32> {
        self.names.get(name).map(|name| name.sentence.0)
    }

    fn block(&self, name: usize) -> Option<u32> {
        let sentence = self.names.get(name)?.sentence;
        self.words
            .tokens
            .sentences
            .get(sentence.ix())
            .map(|sentence| sentence.block)
    }

    /// True when at least one whole paragraph stands between two mentions.
    fn far_apart(&self, first: usize, second: usize) -> bool {
        let block = |name| self.block(name).unwrap_or_default();
        block(first) + 1 < block(second)
    }

    fn in_paragraph(&self, ix: usize) -> Option<usize> {
        let block = self.block(ix)?;
        let mut here = self.around(ix, |other| self.block(other) == Some(block));
        let group = only_one(here.by_ref().map(|(_, group)| group))?;
        let before = self.before(ix).last();
        before
            .is_some_and(|(other, _)| self.block(*other) == Some(block))
            .then_some(group)
    }

    /// The full names before a mention.
    fn before(&self, ix: usize) -> &[(usize, usize)] {
        let end = self
            .namesakes
            .named
            .partition_point(|(other, _)| *other < ix);
        self.namesakes.named.get(..end).unwrap_or_default()
    }

    /// The full names around a mention that are `near` it.
    fn around(
        &self,
        ix: usize,
        near: impl Fn(usize) -> bool + Copy,
    ) -> impl Iterator<Item = (usize, usize)> {
        let before = self.before(ix);
        let after = self.namesakes.named.get(before.len()..).unwrap_or_default();
        before
            .iter()
            .rev()
            .take_while(move |(other, _)| near(*other))
            .chain(after.iter().take_while(move |(other, _)| near(*other)))
            .copied()
    }
}

/// A surname whose bearer is never named in full: one referent, unless honorifics show two.
fn open_loose(groups: &mut Groups, names: &[NameMention], key: &str, members: &[usize]) {
    let genders: BTreeSet<bool> = members
        .iter()
        .filter_map(|ix| names.get(*ix).and_then(|name| name.gender))
        .map(|gender| gender == Gender::Female)
        .collect();
    if genders.len() > 1 {
        return;
    }
    let mut group = None;
    for ix in members {
        let Some(name) = names.get(*ix) else { continue };
        match group {
            None => group = Some(groups.open(*ix, name, key.to_owned())),
            Some(group) => groups.join(*ix, group, name),
        }
    }
}
