//! "he" and "she" where only one person of the article fits.
//!
//! Looks at the persons named outside quotations in the sentence before and in the same sentence up to the pronoun. An
//! unnamed human being there ("a colleague", an unlinked "Kim") counts as another candidate, and two candidates are none,
//! but for one case: where "he" is said to say something, it is the subject of the last sentence that has anybody in
//! it, when that is somebody of the right gender. No "they", "we" and "I", and nothing inside quotations.

use super::Extra;
use super::group::{Groups, only_one};
use crate::extract::facts::{Gender, MentionClass, MentionKind, Rule, SentenceIx};
use crate::extract::grammar::Class;
use crate::extract::phrase::{Ground, Head};
use crate::extract::role::{Found, role_noun};
use std::collections::BTreeMap;

/// How many tokens back two paragraphs are looked through at most.
const WIDEST_WINDOW: usize = 600;

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
    roles: &[Found],
    quoted: &dyn Fn(usize) -> bool,
) -> Vec<Extra> {
    let mut described: Vec<(u32, u32)> = roles
        .iter()
        .map(|found| (found.role.span.start, found.role.span.end))
        .collect();
    described.sort_unstable();
    let finder = Finder {
        described,
        ground,
        groups,
        quoted,
    };
    let mut candidates = finder.candidates(others);
    let mut unsexed: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for candidate in candidates.iter().filter(|it| it.gender.is_none()) {
        if let Some(group) = candidate.group {
            unsexed.entry(group).or_default().push(candidate.token);
        }
    }
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
        // From here on the gender is known; asked once for each person.
        for token in unsexed.remove(&group).unwrap_or_default() {
            let place = candidates.partition_point(|candidate| candidate.token < token);
            if let Some(candidate) = candidates.get_mut(place) {
                candidate.gender = candidate.gender.or(Some(gender));
            }
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

impl Candidate {
    fn fits(&self, gender: Gender) -> bool {
        self.gender.is_none_or(|known| known == gender)
    }
}

struct Finder<'a> {
    described: Vec<(u32, u32)>,
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
            || words.class(next) == Class::Be && named(next + 1)
            || words.class(next) == Class::Who && self.turns_out(next, &named)
            || self.ground.named_behind(at).is_some()
            || words.class(next) == Class::S;
        (!title && !self.in_role(at) && !self.describes_name(at)).then_some(noun.gender)
    }

    /// "the one person who will be there is Anna Berg"
    fn turns_out(&self, who: usize, named: &dyn Fn(usize) -> bool) -> bool {
        let words = self.ground.words;
        let sentence = words.sentence(who);
        (who + 1..who + 8)
            .take_while(|ix| words.sentence(*ix) == sentence)
            .any(|ix| words.class(ix) == Class::Be && named(ix + 1))
    }

    /// True for a noun that was read as somebody's role.
    fn in_role(&self, at: usize) -> bool {
        let start = self.ground.words.span(at).start;
        let next = self.described.partition_point(|(first, _)| *first <= start);
        next.checked_sub(1)
            .and_then(|ix| self.described.get(ix))
            .is_some_and(|(_, end)| start < *end)
    }

    /// ", the UN secretary-general": the noun describes the name before the comma.
    fn describes_name(&self, at: usize) -> bool {
        let words = self.ground.words;
        let start = words
            .tokens
            .range(SentenceIx(words.sentence(at) as u32))
            .start;
        let lowest = at.saturating_sub(8).max(start);
        let comma = (lowest..at)
            .rev()
            .find(|ix| words.class(*ix) == Class::Comma);
        let apposed = comma
            .and_then(|comma| comma.checked_sub(1))
            .is_some_and(|before| {
                self.ground
                    .spots
                    .at(before)
                    .is_some_and(|spot| spot.kind == MentionKind::Person)
                    || words.class(before) == Class::Number
                    || words.class(before) == Class::Word
                        && role_noun(words, self.ground.lexicon, before).is_some()
                        && words.class(at + 1) == Class::Comma
            });
        let predicate = (lowest..at)
            .rev()
            .take(4)
            .any(|ix| words.class(ix) == Class::Be || words.is(ix, "as"));
        apposed || predicate
    }

    fn choose(
        &self,
        at: usize,
        gender: Gender,
        candidates: &[Candidate],
    ) -> Option<(usize, &'static str)> {
        let words = self.ground.words;
        let sentence = words.sentence(at);
        if self.reports(at)
            && let Some(group) = self.speaker_before(at, sentence, gender, candidates)
        {
            return Some((group, "same-subject"));
        }
        if let Some(group) = self.own_report(at, gender, candidates) {
            return Some((group, "own-report"));
        }
        if let Some(group) = self.own_sentence(at, gender, candidates) {
            return Some((group, "own-sentence"));
        }
        if let Some(group) = self.goes_on(at, gender, candidates) {
            return Some((group, "same-subject"));
        }
        let from = self
            .sentence_before(sentence)
            .or(Some(sentence))
            .and_then(|ix| words.tokens.ranges.get(ix))
            .map(|range| range.start)?;
        let near = window(candidates, from, at);
        if near.iter().all(|it| !it.fits(gender)) {
            return self.in_wider_window(at, gender, candidates);
        }
        let fits = || near.iter().filter(|it| it.fits(gender));
        let group = only_one(fits().map(|it| it.group))??;
        if fits().all(|it| it.gender.is_none()) && self.known_before(from, gender, candidates) {
            return None;
        }
        (!self.looks_ahead(at, group, gender, candidates)).then_some((group, "only-candidate"))
    }

    /// "Berg said she would come": who speaks, where nobody else of that gender is named before in the sentence.
    fn own_report(&self, at: usize, gender: Gender, candidates: &[Candidate]) -> Option<usize> {
        let words = self.ground.words;
        if !words.is_any(at, &["he", "she"]) {
            return None;
        }
        let verb = at.checked_sub(1)?;
        let cue = verb.checked_sub(usize::from(words.is(verb, "that")))?;
        self.ground.cue(cue)?;
        let start = words.tokens.ranges.get(words.sentence(at))?.start;
        let Head::Mention(spot) = self.ground.subject_of(cue, start)?.head else {
            return None;
        };
        let speaker = window(candidates, spot.first, spot.first + 1).first()?;
        let near = self.sentence_before(words.sentence(at));
        let from = near
            .and_then(|ix| words.tokens.ranges.get(ix))
            .map_or(start, |range| range.start);
        let alone = window(candidates, from, at)
            .iter()
            .all(|it| it.group == speaker.group || it.gender != Some(gender));
        speaker.group.filter(|_| alone && speaker.fits(gender))
    }

    /// True for the subject of a verb of saying: "she said", "said he".
    fn reports(&self, at: usize) -> bool {
        let words = self.ground.words;
        if !words.is_any(at, &["he", "she"]) {
            return false;
        }
        let skipped = |ix: usize| {
            matches!(
                words.class(ix),
                Class::Adverb | Class::Auxiliary | Class::Be
            )
        };
        let verb = (at + 1..at + 4).find(|ix| !skipped(*ix));
        verb.is_some_and(|ix| self.ground.is_cue(ix)) || at > 0 && self.ground.is_cue(at - 1)
    }

    /// The sentence before in the same block; for the first sentence of a paragraph the last one of the paragraph before.
    fn sentence_before(&self, sentence: usize) -> Option<usize> {
        let sentences = &self.ground.words.tokens.sentences;
        let before = sentence.checked_sub(1)?;
        let block = sentences.get(sentence)?.block;
        (sentences.get(before)?.block + 1 >= block).then_some(before)
    }

    /// Who spoke or acted in the last sentence that has anybody in it, up to four sentences back.
    fn speaker_before(
        &self,
        at: usize,
        sentence: usize,
        gender: Gender,
        candidates: &[Candidate],
    ) -> Option<usize> {
        let words = self.ground.words;
        let start = words.tokens.ranges.get(sentence)?.start;
        if !window(candidates, start, at).is_empty() {
            return None;
        }
        let block = words.tokens.sentences.get(sentence)?.block;
        let mut before = sentence;
        let mut passed = false;
        for _ in 0..4 {
            before = before.checked_sub(1)?;
            if words.tokens.sentences.get(before)?.block + 1 < block {
                return None;
            }
            let range = words.tokens.ranges.get(before)?.clone();
            let there = window(candidates, range.start, range.end);
            if there.is_empty() {
                passed |= range.clone().any(|ix| !(self.quoted)(ix));
                continue;
            }
            let (subject, spoke) = self
                .subject(range, candidates)
                .or_else(|| first_named(there, gender).map(|it| (it, false)))?;
            let sure = is_sure(subject, spoke, gender, there)
                && (subject.gender.is_some()
                    || (spoke || !passed) && self.nobody_known(before, gender, candidates));
            return subject.group.filter(|_| sure);
        }
        None
    }

    /// True when somebody known to be of that gender is named in the sentence before token `from`, in the same paragraph.
    fn known_before(&self, from: usize, gender: Gender, candidates: &[Candidate]) -> bool {
        let words = self.ground.words;
        let Some(before) = from.checked_sub(1).map(|ix| words.sentence(ix)) else {
            return false;
        };
        let same = words.block(from) == words.tokens.sentences.get(before).map(|it| it.block);
        let start = words
            .tokens
            .ranges
            .get(before)
            .map_or(from, |range| range.start);
        same && window(candidates, start, from)
            .iter()
            .any(|it| it.group.is_some() && it.gender == Some(gender))
    }

    /// True when nobody known to be of that gender is named in the paragraph up to a sentence.
    fn nobody_known(&self, sentence: usize, gender: Gender, candidates: &[Candidate]) -> bool {
        let words = self.ground.words;
        let sentences = &words.tokens.sentences;
        let Some(block) = sentences.get(sentence).map(|it| it.block) else {
            return false;
        };
        let first = sentences.partition_point(|it| it.block < block);
        let start = |ix: usize| words.tokens.ranges.get(ix).map_or(0, |range| range.start);
        let to = start(sentence);
        window(
            candidates,
            start(first).max(to.saturating_sub(WIDEST_WINDOW)),
            to,
        )
        .iter()
        .all(|it| it.group.is_none() || it.gender != Some(gender))
    }

    /// The person who is the subject of a sentence's verb of saying (then true), else of the sentence.
    fn subject(
        &self,
        range: std::ops::Range<usize>,
        candidates: &[Candidate],
    ) -> Option<(Candidate, bool)> {
        let cue = range
            .clone()
            .find(|ix| !(self.quoted)(*ix) && self.ground.is_cue(*ix));
        let speaker = cue.and_then(|cue| self.ground.speaker_of(cue, range.clone()));
        let spoke = speaker.is_some();
        let phrase = speaker.or_else(|| self.ground.clause_subject(range.start, range.end));
        let token = match phrase.map(|phrase| phrase.head) {
            Some(Head::Mention(spot)) => spot.first,
            Some(Head::HeShe(token)) => token,
            Some(Head::Noun(token)) if token <= range.start + 3 => token,
            Some(_) => return None,
            None => self.described_subject(range)?,
        };
        let subject = window(candidates, token, token + 1).first()?;
        Some((*subject, spoke))
    }

    /// "The colonel smiled": the description with which a sentence begins.
    fn described_subject(&self, range: std::ops::Range<usize>) -> Option<usize> {
        let words = self.ground.words;
        let the = range
            .clone()
            .find(|ix| !matches!(words.class(*ix), Class::And | Class::But | Class::Comma))?;
        (words.class(the) == Class::The && the + 1 < range.end).then_some(the + 1)
    }

    /// "Berg, 52, does neither, though he told her": the person whom the sentence is about, when nobody else of that gender is
    /// named in it before.
    fn own_sentence(&self, at: usize, gender: Gender, candidates: &[Candidate]) -> Option<usize> {
        let words = self.ground.words;
        if !words.is_any(at, &["he", "she", "his"]) {
            // "Berg thanked him": never the subject of its own clause
            return None;
        }
        let range = words.tokens.ranges.get(words.sentence(at))?.clone();
        let subject = match self.ground.clause_subject(range.start, at)?.head {
            Head::Mention(spot) => *window(candidates, spot.first, spot.first + 1).first()?,
            _ => return None,
        };
        let alone = window(candidates, range.start, at)
            .iter()
            .all(|it| it.group == subject.group || !it.fits(gender));
        let told = subject.gender == Some(gender) && !(range.start..at).any(|ix| (self.quoted)(ix));
        subject.group.filter(|_| alone && told)
    }

    /// "Berg came with an aunt. She left": a sentence that begins with a pronoun goes on about whom the one before is about,
    /// when nobody else who may be of that gender is there, but for the unnamed behind a preposition.
    fn goes_on(&self, at: usize, gender: Gender, candidates: &[Candidate]) -> Option<usize> {
        let words = self.ground.words;
        let range = words.tokens.ranges.get(words.sentence(at))?.clone();
        let opens = words.is_any(at, &["he", "she"])
            && (range.start..at).all(|ix| {
                matches!(
                    words.class(ix),
                    Class::And | Class::But | Class::Adverb | Class::Comma
                )
            });
        let before = range.start.checked_sub(1).filter(|_| opens)?;
        if words.block(before) != words.block(at) {
            return None;
        }
        let range = words.tokens.ranges.get(words.sentence(before))?.clone();
        if range.clone().any(|ix| (self.quoted)(ix)) {
            return None;
        }
        let (subject, _) = self.subject(range.clone(), candidates)?;
        let aside = |it: &Candidate| {
            let from = it.token.saturating_sub(2).max(range.start);
            it.group.is_none()
                && (from..it.token)
                    .any(|ix| matches!(words.class(ix), Class::Of | Class::Preposition))
        };
        let same = |it: &Candidate| it.group.is_some() && it.group == subject.group;
        let alone = window(candidates, range.start, subject.token).is_empty()
            && window(candidates, subject.token + 1, range.end)
                .iter()
                .all(|it| same(it) || !it.fits(gender) || aside(it));
        subject
            .group
            .filter(|_| alone && subject.gender == Some(gender))
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
        let from = words
            .tokens
            .ranges
            .get(first)?
            .start
            .max(at.saturating_sub(WIDEST_WINDOW));
        let fits = window(candidates, from, at)
            .iter()
            .filter(|it| it.fits(gender));
        let known = |it: &&Candidate| it.gender == Some(gender);
        let group = only_one(fits.clone().map(|it| it.group))??;
        if !fits.clone().any(|it| known(&it)) {
            return None;
        }
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
            let opens =
                |ix: usize| matches!(words.class(ix), Class::Preposition | Class::Subordinator);
            opens(range.start) || words.class(range.start) == Class::But && opens(range.start + 1)
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
            .any(|it| it.group != Some(group) && it.fits(gender))
    }
}

/// The one person of that gender who is named in a sentence, with nobody before who may be of it.
fn first_named(there: &[Candidate], gender: Gender) -> Option<Candidate> {
    let first = there.iter().find(|it| it.fits(gender))?;
    (first.group.is_some() && first.gender == Some(gender)).then_some(*first)
}

/// Whether the subject of a sentence is the one that a pronoun with which the next speaker is named can mean: a speaker of
/// that gender always; anybody else only with nobody else named there who fits as well or better.
fn is_sure(subject: Candidate, spoke: bool, gender: Gender, there: &[Candidate]) -> bool {
    if !subject.fits(gender) {
        return false;
    }
    let known = subject.gender.is_some();
    let others = || there.iter().filter(|it| it.group != subject.group);
    let as_well = |it: &Candidate| {
        let named = it.group.is_some();
        match it.gender {
            Some(other) => other == gender && (named || !known && !spoke),
            None => named && !known,
        }
    };
    known && spoke || !others().any(as_well)
}

fn window(candidates: &[Candidate], from: usize, to: usize) -> &[Candidate] {
    let first = candidates.partition_point(|it| it.token < from);
    let last = candidates.partition_point(|it| it.token < to);
    candidates.get(first..last.max(first)).unwrap_or_default()
}
