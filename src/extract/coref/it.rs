//! "it" where only one body or country can be meant.
//!
//! Two places only. Who says something is the subject of the sentence before, when that is a body or a country that speaks
//! there, or that nobody else of the kind is named beside ("The ministry denied it. It said"). What somebody reports of
//! itself is its own doing ("The company said it would close the mill"), when the verb behind "it" is one that somebody
//! does: "it would rain" is nobody. Every other "it" is left alone, and all inside quotations.

use super::Extra;
use super::group::Groups;
use crate::extract::clause::is_past_form;
use crate::extract::facts::{MentionClass, MentionKind, Rule};
use crate::extract::grammar::Class;
use crate::extract::lexicon::says::{CueClass, CueForm};
use crate::extract::phrase::{Ground, Head, Phrase};
use std::ops::Range;

/// Verbs behind an "it" that stands for nobody: "it would take years".
#[rustfmt::skip]
const NOBODY: [&str; 33] = [
    "appear", "appeared", "became", "become", "came", "come", "cost", "depend", "depended", "emerge", "emerged", "feel", "felt",
    "happen", "happened", "help", "look", "looked", "make", "mean", "meant", "rain", "rained", "seem", "seemed", "take", "took",
    "turned", "becoming", "getting", "raining", "snowing", "taking",
];

/// A body or country that is named, described or meant by an earlier "it".
#[derive(Clone, Copy)]
struct Thing {
    token: usize,
    group: usize,
}

struct Finder<'a> {
    ground: &'a Ground<'a>,
    quoted: &'a dyn Fn(usize) -> bool,
    things: Vec<Thing>,
    /// The pronouns linked so far.
    its: Vec<Thing>,
}

/// Finds linked "it"s. `others` are the linked descriptions.
pub fn find(
    ground: &Ground<'_>,
    groups: &Groups,
    others: &[Extra],
    quoted: &dyn Fn(usize) -> bool,
) -> Vec<Extra> {
    let speaks = |group: usize| {
        groups
            .list
            .get(group)
            .is_some_and(|it| it.kind == MentionKind::Organization || it.country.is_some())
    };
    let named = ground
        .spots
        .within(0..usize::MAX)
        .iter()
        .filter_map(|spot| {
            let group = groups.of.get(spot.index as usize).copied().flatten()?;
            let named = spot.class != MentionClass::Demonym && speaks(group) && !quoted(spot.first);
            named.then_some(Thing {
                token: spot.first,
                group,
            })
        });
    let described = others
        .iter()
        .filter(|extra| speaks(extra.group))
        .map(|extra| Thing {
            token: extra.first,
            group: extra.group,
        });
    let mut things: Vec<Thing> = named.chain(described).collect();
    things.sort_by_key(|thing| thing.token);
    let mut finder = Finder {
        ground,
        quoted,
        things,
        its: Vec::new(),
    };
    let mut found = Vec::new();
    let words = ground.words;
    for at in 0..words.len() {
        let it = words.class(at) == Class::Pronoun && words.is(at, "it");
        if !it || ground.spots.at(at).is_some() || quoted(at) {
            continue;
        }
        let Some((group, rule)) = finder.meant(at) else {
            continue;
        };
        finder.its.push(Thing { token: at, group });
        found.push(Extra {
            span: words.span(at),
            first: at,
            last: at,
            class: MentionClass::Pronoun,
            group,
            rule: Rule(rule),
        });
    }
    found
}

impl Finder<'_> {
    fn meant(&self, at: usize) -> Option<(usize, &'static str)> {
        let own = self.own_report(at).map(|group| (group, "own-report"));
        let said = || self.subject_before(at).filter(|_| self.reports(at));
        own.or_else(|| said().map(|group| (group, "same-body")))
    }

    /// "it said", "it has warned": not "it was said".
    fn reports(&self, at: usize) -> bool {
        let words = self.ground.words;
        (at + 1..at + 4)
            .find(|ix| !matches!(words.class(*ix), Class::Adverb | Class::Auxiliary))
            .and_then(|ix| self.ground.cue(ix))
            .is_some_and(|cue| {
                matches!(cue.form, CueForm::Past | CueForm::Third) && cue.class != CueClass::Weak
            })
    }

    /// The body that is the subject of the sentence before; none where one is named in the sentence of the pronoun already.
    fn subject_before(&self, at: usize) -> Option<usize> {
        let words = self.ground.words;
        let sentence = words.sentence(at);
        let start = words.tokens.ranges.get(sentence)?.start;
        if self.within(start..at).next().is_some() {
            return None;
        }
        let block = words.block(at)?;
        let mut before = sentence;
        for _ in 0..4 {
            before = before.checked_sub(1)?;
            let other = words.tokens.sentences.get(before)?.block;
            let range = words.tokens.ranges.get(before)?.clone();
            if other + 1 < block {
                return None;
            }
            if range.clone().all(|ix| (self.quoted)(ix)) {
                continue;
            }
            let (subject, spoke) = self.subject(range.clone())?;
            let alone = self.within(range).all(|it| it.group == subject);
            return (spoke || alone).then_some(subject);
        }
        None
    }

    /// The body that is the subject of a sentence; true when it speaks.
    fn subject(&self, range: Range<usize>) -> Option<(usize, bool)> {
        let cue = range
            .clone()
            .find(|ix| !(self.quoted)(*ix) && self.ground.is_cue(*ix));
        if let Some(phrase) = cue.and_then(|cue| self.ground.speaker_of(cue, range.clone())) {
            return self.thing(phrase).map(|group| (group, true));
        }
        let phrase = self.ground.clause_subject(range.start, range.end);
        let group = match phrase {
            Some(phrase) => self.thing(phrase),
            None => {
                let first = range
                    .clone()
                    .find(|ix| self.ground.words.class(*ix) != Class::And)?;
                let the = self.ground.words.class(first) == Class::The;
                self.at(first + usize::from(the))
            }
        };
        group.map(|group| (group, false))
    }

    /// "The company said it would close the mill": the speaker, where "it" does something.
    fn own_report(&self, at: usize) -> Option<usize> {
        let words = self.ground.words;
        let verb = at.checked_sub(1)?;
        let cue = verb.checked_sub(usize::from(words.is(verb, "that")))?;
        self.ground
            .cue(cue)
            .filter(|cue| cue.class == CueClass::Say && cue.form != CueForm::Base)?;
        let start = words.tokens.ranges.get(words.sentence(at))?.start;
        let subject = self.ground.subject_of(cue, start)?;
        self.acts(at + 1).then(|| self.thing(subject))?
    }

    /// True for a verb that somebody does: "would close", "had lost", "was closing", "rejected".
    fn acts(&self, at: usize) -> bool {
        let words = self.ground.words;
        let skipped = |ix: &usize| matches!(words.class(*ix), Class::Adverb | Class::Not);
        let next = |from: usize| (from..from + 3).find(|ix| !skipped(ix)).unwrap_or(from);
        let does = |ix: usize| words.class(ix) == Class::Word && !words.is_any(ix, &NOBODY);
        let verb = next(at);
        match words.class(verb) {
            Class::Auxiliary => does(next(verb + 1)),
            Class::Be => {
                let participle = next(verb + 1);
                does(participle) && words.word(participle).ends_with("ing")
            }
            Class::Word => does(verb) && is_past_form(words.word(verb)),
            _ => false,
        }
    }

    fn thing(&self, phrase: Phrase) -> Option<usize> {
        match phrase.head {
            Head::Mention(spot) => self.at(spot.first),
            Head::Noun(token) | Head::Pronoun(token) => self.at(token),
            _ => None,
        }
    }

    fn at(&self, token: usize) -> Option<usize> {
        self.within(token..token + 1)
            .next()
            .map(|thing| thing.group)
    }

    /// The bodies in a range of tokens; those that are pronouns last.
    fn within(&self, range: Range<usize>) -> impl Iterator<Item = Thing> {
        part(&self.things, &range)
            .iter()
            .chain(part(&self.its, &range))
            .copied()
    }
}

fn part<'a>(things: &'a [Thing], range: &Range<usize>) -> &'a [Thing] {
    let first = things.partition_point(|thing| thing.token < range.start);
    let last = things.partition_point(|thing| thing.token < range.end);
    things.get(first..last.max(first)).unwrap_or_default()
}
