//! "he" and "she" where only one person of the article fits.
//!
//! Looks at the persons named outside quotations in the sentence before and in the same sentence up to the pronoun. An
//! unnamed human being there ("a colleague", an unlinked "Kim") counts as another candidate, and two candidates are none,
//! but for one case: a sentence that reports what "he" said right after one that reports what somebody of known gender
//! said goes on with the same speaker. No "they", "it", "we" and "I", and nothing inside quotations.

use super::Extra;
use super::group::{Groups, only_one};
use crate::extract::facts::{Gender, MentionClass, MentionKind, Rule};
use crate::extract::grammar::Class;
use crate::extract::phrase::{Ground, Head};
use crate::extract::role::role_noun;
use std::collections::BTreeMap;

/// A person in the text that a pronoun may mean.
#[derive(Clone, Copy, Debug)]
struct Candidate {
    token: usize,
    /// `None`: nobody the article names.
    group: Option<usize>,
    gender: Option<Gender>,
}

/// Finds linked pronouns. `others` are the linked descriptions, sorted.
pub fn find(
    ground: &Ground<'_>,
    groups: &Groups,
    others: &[Extra],
    quoted: &dyn Fn(usize) -> bool,
) -> Vec<Extra> {
    let finder = Finder {
        ground,
        groups,
        quoted,
    };
    let mut candidates = finder.candidates(others);
    let mut found: Vec<Extra> = Vec::new();
    let words = ground.words;
    let mut learned: BTreeMap<usize, (bool, bool)> = BTreeMap::new();
    for at in 0..words.len() {
        let Some(gender) = pronoun(ground, at).filter(|_| !quoted(at)) else {
            continue;
        };
        let Some((group, rule)) = finder.choose(at, gender, &candidates) else {
            continue;
        };
        let seen = learned.entry(group).or_default();
        match gender {
            Gender::Female => seen.0 = true,
            Gender::Male => seen.1 = true,
        }
        let place = candidates.partition_point(|candidate| candidate.token < at);
        candidates.insert(
            place,
            Candidate {
                token: at,
                group: Some(group),
                gender: Some(gender),
            },
        );
        found.push(Extra {
            span: words.span(at),
            first: at,
            last: at,
            class: MentionClass::Pronoun,
            group,
            rule: Rule(rule),
        });
    }
    // Somebody who is "he" here and "she" there is two people: neither is believed.
    found.retain(|extra| learned.get(&extra.group) != Some(&(true, true)));
    found
}

fn pronoun(ground: &Ground<'_>, at: usize) -> Option<Gender> {
    let words = ground.words;
    if !matches!(words.class(at), Class::HeShe | Class::Possessive) || ground.spots.at(at).is_some()
    {
        return None;
    }
    if words.is_any(at, &["he", "him", "his"]) {
        Some(Gender::Male)
    } else if words.is_any(at, &["she", "her"]) {
        Some(Gender::Female)
    } else {
        None
    }
}

struct Finder<'a> {
    ground: &'a Ground<'a>,
    groups: &'a Groups,
    quoted: &'a dyn Fn(usize) -> bool,
}

impl Finder<'_> {
    /// All human beings outside quotations, in order.
    fn candidates(&self, others: &[Extra]) -> Vec<Candidate> {
        let words = self.ground.words;
        let mut list = Vec::new();
        let mut at = 0;
        let mut other = others.iter().peekable();
        while at < words.len() {
            let extra = other.next_if(|extra| extra.first == at);
            if let Some(extra) = extra {
                let gender = self
                    .groups
                    .list
                    .get(extra.group)
                    .filter(|group| group.kind == MentionKind::Person);
                if let Some(group) = gender {
                    list.push(Candidate {
                        token: at,
                        group: Some(extra.group),
                        gender: group.gender,
                    });
                }
                at = extra.last + 1;
                continue;
            }
            while other.next_if(|extra| extra.first < at).is_some() {}
            if let Some(spot) = self.ground.spots.at(at) {
                if spot.kind == MentionKind::Person && !(self.quoted)(at) {
                    let group = self.groups.of.get(spot.index as usize).copied().flatten();
                    let gender = group
                        .and_then(|group| self.groups.list.get(group))
                        .and_then(|group| group.gender);
                    list.push(Candidate {
                        token: at,
                        group,
                        gender,
                    });
                }
                at = spot.last + 1;
                continue;
            }
            if let Some(gender) = self.unnamed(at).filter(|_| !(self.quoted)(at)) {
                list.push(Candidate {
                    token: at,
                    group: None,
                    gender,
                });
            }
            at += 1;
        }
        list
    }

    /// A common noun for one human being that is no title before a name and no apposition to one.
    fn unnamed(&self, at: usize) -> Option<Option<Gender>> {
        let words = self.ground.words;
        if words.class(at) != Class::Word {
            return None;
        }
        let noun = role_noun(words, self.ground.lexicon, at)?;
        let named = |ix: usize| {
            self.ground
                .spots
                .at(ix)
                .is_some_and(|spot| spot.kind == MentionKind::Person)
        };
        let next = at + 1;
        let title = named(next)
            || role_noun(words, self.ground.lexicon, next).is_some()
            || words.class(next) == Class::Comma && named(next + 1);
        (!title && !self.describes_name(at)).then_some(noun.gender)
    }

    /// ", the UN secretary-general": the noun describes the name before the comma.
    fn describes_name(&self, at: usize) -> bool {
        let words = self.ground.words;
        let lowest = at.saturating_sub(8);
        let comma = (lowest..at)
            .rev()
            .find(|ix| words.class(*ix) == Class::Comma);
        comma
            .and_then(|comma| comma.checked_sub(1))
            .is_some_and(|before| {
                self.ground
                    .spots
                    .at(before)
                    .is_some_and(|spot| spot.kind == MentionKind::Person)
                    || words.class(before) == Class::Number
            })
            || (lowest..at)
                .rev()
                .take(4)
                .any(|ix| matches!(words.class(ix), Class::Be) || words.is(ix, "as"))
    }

    fn choose(
        &self,
        at: usize,
        gender: Gender,
        candidates: &[Candidate],
    ) -> Option<(usize, &'static str)> {
        let words = self.ground.words;
        let sentence = words.sentence(at);
        let before = self.sentence_before(sentence, at);
        let from = before
            .and_then(|ix| words.tokens.ranges.get(ix))
            .or_else(|| words.tokens.ranges.get(sentence))
            .map(|range| range.start)?;
        let window = window(candidates, from, at);
        let fits = window
            .iter()
            .filter(|it| it.gender.is_none_or(|known| known == gender));
        if let Some(group) = only_one(fits.map(|it| it.group)) {
            let group = group?;
            return (!self.looks_ahead(at, group, gender, candidates))
                .then_some((group, "only-candidate"));
        }
        if window
            .iter()
            .all(|it| it.gender.is_some_and(|known| known != gender))
        {
            return self.in_wider_window(at, gender, candidates);
        }
        self.same_speaker(at, gender, before?, candidates)
            .map(|group| (group, "same-speaker"))
    }

    /// The sentence before in the same block; for the first sentence of a paragraph the last one of the paragraph before.
    fn sentence_before(&self, sentence: usize, at: usize) -> Option<usize> {
        let sentences = &self.ground.words.tokens.sentences;
        let before = sentence.checked_sub(1)?;
        let same = sentences.get(before)?.block == sentences.get(sentence)?.block;
        let _ = at;
        let next = sentences.get(before)?.block + 1 == sentences.get(sentence)?.block;
        (same || next).then_some(before)
    }

    /// Nobody of that gender nearby: the paragraph so far and the one before, when it has just one such person.
    fn in_wider_window(
        &self,
        at: usize,
        gender: Gender,
        candidates: &[Candidate],
    ) -> Option<(usize, &'static str)> {
        let words = self.ground.words;
        let sentences = &words.tokens.sentences;
        let block = sentences.get(words.sentence(at))?.block;
        let first = sentences.partition_point(|sentence| sentence.block + 1 < block);
        let from = words.tokens.ranges.get(first)?.start;
        let fits = window(candidates, from, at)
            .iter()
            .filter(|it| it.gender.is_none_or(|known| known == gender));
        let group = only_one(fits.map(|it| it.group))??;
        (!self.looks_ahead(at, group, gender, candidates)).then_some((group, "only-in-paragraphs"))
    }

    /// "In his speech, Berg said": a name that follows in the clause may be meant.
    fn looks_ahead(
        &self,
        at: usize,
        group: usize,
        gender: Gender,
        candidates: &[Candidate],
    ) -> bool {
        let words = self.ground.words;
        let sentence = words.sentence(at);
        let opening = words.tokens.ranges.get(sentence).is_some_and(|range| {
            let head = words.class(range.start);
            matches!(head, Class::Preposition | Class::Subordinator)
                || head == Class::But
                    && matches!(
                        words.class(range.start + 1),
                        Class::Preposition | Class::Subordinator
                    )
        });
        if !opening {
            return false;
        }
        let after = candidates.partition_point(|it| it.token <= at);
        candidates
            .get(after..)
            .unwrap_or_default()
            .iter()
            .take_while(|it| words.sentence(it.token) == sentence)
            .any(|it| it.group != Some(group) && it.gender.is_none_or(|known| known == gender))
    }

    /// "Sanders said Trump met Kim. She called it": subject of a verb of saying, as the subject of the sentence before.
    fn same_speaker(
        &self,
        at: usize,
        gender: Gender,
        before: usize,
        candidates: &[Candidate],
    ) -> Option<usize> {
        let words = self.ground.words;
        let range = words.tokens.ranges.get(before)?;
        if !words.is_any(at, &["he", "she"]) {
            return None;
        }
        let verb = (at + 1..at + 4)
            .find(|ix| words.class(*ix) != Class::Adverb && words.class(*ix) != Class::Auxiliary)?;
        self.ground.cue(verb)?;
        let start = words.tokens.ranges.get(words.sentence(at))?.start;
        if !window(candidates, start, at).is_empty() {
            return None;
        }
        let cue = range
            .clone()
            .find(|ix| !(self.quoted)(*ix) && self.ground.cue(*ix).is_some())?;
        let phrase = self.ground.subject_of(cue, range.start)?;
        let token = match phrase.head {
            Head::Mention(spot) => spot.first,
            Head::HeShe(token) => token,
            _ => return None,
        };
        let subject = window(candidates, token, token + 1).first()?;
        (subject.gender == Some(gender)).then_some(subject.group)?
    }
}

fn window(candidates: &[Candidate], from: usize, to: usize) -> &[Candidate] {
    let first = candidates.partition_point(|it| it.token < from);
    let last = candidates.partition_point(|it| it.token < to);
    candidates.get(first..last.max(first)).unwrap_or_default()
}
