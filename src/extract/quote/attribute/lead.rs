//! Speakers whom the words right before a quotation tell without governing it: the sentence before, or a lead that ends in a
//! colon.
//!
//! Reads one sentence back and no further.

use super::shape::SPEECH_WORDS;
use super::{Place, Said, Scene};
use crate::extract::facts::{MentionClass, MentionKind};
use crate::extract::grammar::Class;
use crate::extract::lexicon::says::{CueClass, CueForm};
use crate::extract::phrase::{Head, Phrase, Spot};
use std::ops::Range;

/// What somebody says something in.
const MESSAGES: [&str; 12] = [
    "statement",
    "message",
    "letter",
    "reply",
    "response",
    "answer",
    "comment",
    "note",
    "tweet",
    "email",
    "e-mail",
    "verdict",
];

impl Scene<'_> {
    /// "He laughs. “I came for the tugs.”": whoever the sentence before is about, when the words are those of one who
    /// speaks of himself and the paragraph ends with them.
    pub(super) fn subject_before(&self, ix: usize, place: Place) -> Option<Said> {
        let words = self.words();
        let last = place
            .first
            .checked_sub(1)
            .filter(|last| *last >= place.block_first)?;
        let closes = (place.end..place.block_end).all(|ix| words.class(ix) == Class::Stop);
        let own = (place.first..place.end).any(|ix| {
            words.is_any(
                ix,
                &["I", "I'm", "I’m", "I've", "I’ve", "my", "me", "we", "our"],
            )
        });
        let long = self
            .spans
            .get(ix)
            .is_some_and(|span| span.words >= SPEECH_WORDS);
        let first = ix
            .checked_sub(1)
            .and_then(|ix| self.place(ix))
            .is_none_or(|it| it.block_first != place.block_first);
        if !(closes && own && long && first) {
            return None;
        }
        let range = words.tokens.ranges.get(words.sentence(last))?.clone();
        if range
            .clone()
            .any(|ix| words.class(ix) == Class::Quote || self.ground.cue(ix).is_some())
        {
            return None;
        }
        self.only_person(range).map(|phrase| Said {
            phrase,
            cue: None,
            relay: None,
            rule: "subject-before",
            governed: false,
            near: false,
        })
    }

    /// The person whom a sentence is about, when nobody else is in it.
    fn only_person(&self, range: Range<usize>) -> Option<Phrase> {
        let phrase = self.ground.clause_subject(range.start, range.end)?;
        let spot = match phrase.head {
            Head::Mention(spot) if spot.kind == MentionKind::Person => spot,
            _ => return None,
        };
        let referent = |spot: Spot| self.mentions.get(spot.index as usize)?.referent;
        let alone = range.clone().all(|ix| {
            self.ground.spots.at(ix).is_none_or(|other| {
                other.kind != MentionKind::Person
                    || other.first == spot.first
                    || referent(other) == referent(spot)
            })
        });
        (alone && referent(spot).is_some()).then_some(phrase)
    }

    /// "Statement by Anna Berg: “…”", "Berg had a question: “…”": a lead that ends in a colon and has no verb of saying.
    pub(super) fn colon(&self, place: Place, floor: usize) -> Option<Said> {
        let words = self.words();
        let colon = place.first.checked_sub(1)?;
        // A headline shortens: its words are somebody's where the text has them again.
        let headline =
            words.tokens.sentences.first().map(|it| it.block) == words.block(place.first);
        if headline || words.class(colon) != Class::Colon {
            return None;
        }
        let start = if floor < colon {
            floor
        } else {
            words.tokens.ranges.get(words.sentence(colon))?.start
        };
        let range = start.max(colon.saturating_sub(60))..colon;
        if range
            .clone()
            .any(|ix| words.class(ix) == Class::Quote || self.ground.cue(ix).is_some())
        {
            return None;
        }
        let phrase = self
            .message_of(range.clone())
            .or_else(|| self.only_person(range))?;
        Some(Said {
            phrase,
            cue: None,
            relay: None,
            rule: "colon",
            governed: true,
            near: true,
        })
    }

    /// "a statement by the minister, Anna Berg", "Berg's reply"
    fn message_of(&self, range: Range<usize>) -> Option<Phrase> {
        let words = self.words();
        let noun = range.clone().find(|ix| words.is_any(*ix, &MESSAGES))?;
        let mut spots = range
            .clone()
            .filter_map(|ix| self.ground.spots.at(ix))
            .filter(|spot| spot.class != MentionClass::Demonym && spot.kind != MentionKind::Place);
        if words.is_any(noun + 1, &["by", "from", "of"]) {
            let phrase = self.ground.starting_at(noun + 2, range.end)?;
            return matches!(phrase.head, Head::Mention(_)).then_some(phrase);
        }
        let owner = spots.find(|spot| {
            words.class(spot.last + 1) == Class::S && spot.last + 4 > noun && spot.last < noun
        })?;
        Some(Phrase {
            first: owner.first,
            last: owner.last,
            head: Head::Mention(owner),
        })
    }

    /// "Berg said she was glad. “We won.”", and a lead that ends in a colon before the paragraph.
    pub(super) fn sentence_before(&self, place: Place) -> Option<Said> {
        let words = self.words();
        let last = place.first.checked_sub(1)?;
        let range = words.tokens.ranges.get(words.sentence(last))?.clone();
        let same_block = last >= place.block_first;
        if !same_block && words.class(last) != Class::Colon {
            return None;
        }
        if (range.start..range.end).any(|ix| words.class(ix) == Class::Quote) {
            return None;
        }
        let cue = range.clone().rev().find(|ix| {
            self.ground.cue(*ix).is_some_and(|cue| {
                matches!(cue.form, CueForm::Past | CueForm::Third)
                    && (same_block || cue.class != CueClass::Call)
            })
        })?;
        let inverted = || {
            let opens = cue == range.start && words.class(last) == Class::Colon;
            opens
                .then(|| self.ground.starting_at(cue + 1, range.end))
                .flatten()
        };
        let phrase = inverted().or_else(|| self.ground.subject_of(cue, range.start))?;
        let person = matches!(phrase.head, Head::Mention(spot) if spot.kind == MentionKind::Person)
            || matches!(phrase.head, Head::HeShe(_));
        (person || !same_block).then_some(Said {
            phrase,
            cue: Some(cue),
            relay: None,
            rule: if same_block {
                "sentence-before"
            } else {
                "lead-in"
            },
            governed: false,
            near: false,
        })
    }
}
