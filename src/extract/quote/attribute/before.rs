//! An attribution before the quotation in its sentence: "Berg said that “…”".

use super::{Place, Said, Scene};
use crate::extract::facts::MentionKind;
use crate::extract::grammar::Class;
use crate::extract::lexicon::says::{CueClass, CueForm};
use crate::extract::phrase::{Head, Phrase};

impl Scene<'_> {
    /// The nearest verb of saying to the left, in the same sentence.
    pub(super) fn before(&self, place: Place, floor: usize) -> Option<Said> {
        let words = self.words();
        let last = place.first.checked_sub(1).filter(|last| *last >= floor)?;
        let called = (floor..place.first).rev().take(7).any(|ix| self.names(ix));
        if !called
            && words.is_any(
                last,
                &[
                    "named",
                    "titled",
                    "entitled",
                    "reading",
                    "slogan",
                    "nicknamed",
                    "term",
                    "word",
                    "words",
                    "phrase",
                ],
            )
        {
            return None;
        }
        if let Some(said) = self.said_as_name(floor, place) {
            return Some(said);
        }
        let cue = (floor..place.first)
            .rev()
            .take_while(|ix| words.class(*ix) != Class::Semicolon)
            .find(|ix| {
                let real = || !self.in_relative(*ix) && !self.in_condition(*ix, floor);
                self.ground.cue(*ix).is_some() && (*ix == last || real())
            })?;
        let verb = self.ground.cue(cue)?;
        let pause = matches!(words.class(last), Class::Comma | Class::Colon);
        let governed = cue == last
            || pause
            || self.objects_only(cue + 1, place.first)
            || verb.class == CueClass::Call
                && (self.names_thing(cue + 1, place.first)
                    || words.is(last, "as")
                    || words.is_any(last, &["for", "of"]) && self.names_thing(cue + 1, last));
        let of = cue + 1 == last && (words.class(last) == Class::Of || self.shows(cue, last));
        // "found that the firm had “…”"
        let reports = words.is(cue + 1, "that") && cue + 1 < place.first;
        if verb.class == CueClass::Weak && !(cue == last || pause || of || reports) {
            return None;
        }
        if !governed && self.other_clause(cue, place.first) {
            return None;
        }
        let phrase = self
            .turned_round(cue, floor, place.first)
            .or_else(|| self.ground.subject_of(cue, floor))?;
        let phrase = self.body_behind_it(phrase, floor, cue).unwrap_or(phrase);
        let names = verb.class == CueClass::Call && !words.is_any(cue + 1, &["on", "for"]);
        if names && !matches!(phrase.head, Head::Mention(_) | Head::HeShe(_)) {
            return None;
        }
        let rule = match (verb.form, governed) {
            (CueForm::Ing, _) => "participle",
            (_, true) => "said-before",
            _ => "said-in-sentence",
        };
        Some(Said {
            phrase,
            cue: Some(cue),
            relay: None,
            rule,
            governed,
            near: governed || place.first - cue <= 10,
        })
    }

    /// "expressed his “deep regret”", "blamed a “small fault”"
    fn shows(&self, cue: usize, last: usize) -> bool {
        const VERBS: [&str; 8] = [
            "express",
            "expresses",
            "expressed",
            "expressing",
            "blames",
            "blamed",
            "promises",
            "pledged",
        ];
        self.words().is_any(cue, &VERBS)
            && matches!(
                self.words().class(last),
                Class::A | Class::The | Class::Possessive
            )
    }

    /// "Said Berg: “…”" where the verb was taken for a given name.
    fn said_as_name(&self, floor: usize, place: Place) -> Option<Said> {
        let words = self.words();
        let spot = self.ground.spots.at(floor)?;
        let whole = spot.kind == MentionKind::Person
            && spot.last > floor
            && spot.last + 2 == place.first
            && words.class(place.first - 1) == Class::Colon
            && words.word(floor) == "Said";
        whole.then_some(Said {
            phrase: Phrase {
                first: floor,
                last: spot.last,
                head: Head::Mention(spot),
            },
            cue: None,
            relay: None,
            rule: "said-before",
            governed: true,
            near: true,
        })
    }

    /// "Said Berg: “…”", "It will close, says Berg, “…”"
    fn turned_round(&self, cue: usize, floor: usize, end: usize) -> Option<Phrase> {
        let words = self.words();
        let last = end.checked_sub(1).filter(|last| *last > cue)?;
        let pause = matches!(words.class(last), Class::Colon | Class::Comma);
        let sentence = words.tokens.ranges.get(words.sentence(cue))?;
        let opens = cue == floor && (floor == sentence.start || words.class(last) == Class::Colon);
        let behind = cue > floor && words.class(cue - 1) == Class::Comma;
        let plain = self.ground.cue(cue).is_some_and(|cue| {
            cue.class == CueClass::Say && matches!(cue.form, CueForm::Past | CueForm::Third)
        });
        if !(pause && plain && (opens || behind)) {
            return None;
        }
        let phrase = self.ground.starting_at(cue + 1, end)?;
        // Behind a comma nothing but the speaker may stand before the next one.
        (phrase.last + 1 == last || opens).then_some(phrase)
    }

    /// "The council rejected what it called": the body with which the sentence begins.
    fn body_behind_it(&self, phrase: Phrase, floor: usize, cue: usize) -> Option<Phrase> {
        let Head::Pronoun(token) = phrase.head else {
            return None;
        };
        if !self.words().is(token, "it") {
            return None;
        }
        let subject = self.ground.clause_subject(floor, cue)?;
        let body =
            matches!(subject.head, Head::Mention(spot) if spot.kind == MentionKind::Organization);
        body.then_some(subject)
    }

    /// "anybody who complains": the verb's subject is no speaker, and what follows may be somebody else's words.
    fn in_relative(&self, cue: usize) -> bool {
        let before = cue.checked_sub(1).map(|ix| self.words().class(ix));
        let unnamed = cue.checked_sub(2).is_some_and(|ix| {
            self.ground.spots.at(ix).is_none() && self.words().class(ix) != Class::Comma
        });
        before == Some(Class::Who) && unnamed
    }

    /// True when only hearers, "that" and times stand between verb and quotation: "said that it's", "told him on Friday".
    fn objects_only(&self, from: usize, to: usize) -> bool {
        let short = to - from <= 4;
        let goes_on = to == from + 2
            && self.words().class(from) == Class::Comma
            && matches!(self.words().class(from + 1), Class::But | Class::And);
        goes_on
            || short
                && (from..to).all(|ix| {
                    self.ground.spots.at(ix).is_some()
                        || matches!(
                            self.words().class(ix),
                            Class::Pronoun
                                | Class::HeShe
                                | Class::Relative
                                | Class::Be
                                | Class::S
                                | Class::Time
                                | Class::Auxiliary
                                | Class::The
                                | Class::A
                                | Class::Adverb
                                | Class::Preposition
                                | Class::Of
                        )
                        || self.words().is_any(ix, &["reporters", "journalists"])
                })
    }

    /// True for "called" and its like.
    pub(super) fn names(&self, cue: usize) -> bool {
        self.ground
            .cue(cue)
            .is_some_and(|cue| cue.class == CueClass::Call)
    }

    /// True for the thing that is called something: "called the meeting", "described it as".
    fn names_thing(&self, from: usize, to: usize) -> bool {
        to - from <= 7
            && (from..to).all(|ix| {
                self.ground.spots.at(ix).is_some()
                    || self.words().is(ix, "as")
                    || matches!(
                        self.words().class(ix),
                        Class::The
                            | Class::A
                            | Class::Possessive
                            | Class::Word
                            | Class::Capital
                            | Class::S
                            | Class::Pronoun
                            | Class::HeShe
                            | Class::Of
                            | Class::Determiner
                    )
            })
    }

    /// True when a clause with a subject of its own may have begun since the verb: ", but the minister".
    fn other_clause(&self, from: usize, to: usize) -> bool {
        (from + 1..to).any(|ix| {
            self.words().class(ix - 1) == Class::Comma
                && (self.words().class(ix) == Class::But && !self.words().is(ix + 1, "that")
                    || self
                        .words()
                        .is_any(ix, &["while", "although", "though", "whereas"]))
        })
    }

    /// True for a verb that only might come true: "if Riga answered".
    fn in_condition(&self, cue: usize, floor: usize) -> bool {
        (floor..cue)
            .rev()
            .take_while(|ix| !matches!(self.words().class(*ix), Class::Comma | Class::Semicolon))
            .any(|ix| self.words().is_any(ix, &["if", "unless", "whether"]))
    }
}
