//! Who stands beside a verb of saying: its subject to the left, or to the right when the two are turned round.
//!
//! Knows sentences, not quotations: the caller says how far one may look.

use crate::extract::clause::is_past_form;
use crate::extract::facts::{MentionClass, MentionKind};
use crate::extract::grammar::{Class, with_lower};
use crate::extract::lexicon::says::{Cue, CueClass, CueForm};
use crate::extract::phrase::{Ground, Head, Phrase, Spot};

/// Third persons that are plural nouns as well.
const NOUNS_IN_S: [&str; 39] = [
    "claims",
    "reports",
    "notes",
    "states",
    "charges",
    "demands",
    "promises",
    "points",
    "comments",
    "remarks",
    "calls",
    "terms",
    "labels",
    "brands",
    "answers",
    "shouts",
    "yells",
    "whispers",
    "posts",
    "tweets",
    "jokes",
    "quips",
    "replies",
    "counters",
    "reasons",
    "vows",
    "cries",
    "laughs",
    "smiles",
    "sighs",
    "quotes",
    "urges",
    "wonders",
    "pledges",
    "complaints",
    "stresses",
    "dismisses",
    "laments",
    "denounces",
];

/// What one says something in.
const MESSAGES: [&str; 14] = [
    "statement",
    "statements",
    "tweet",
    "tweets",
    "letter",
    "letters",
    "message",
    "messages",
    "post",
    "posts",
    "email",
    "e-mail",
    "memo",
    "speech",
];

/// How many tokens a parenthesis between subject and verb may have.
const LONGEST_PARENTHESIS: usize = 45;

impl Ground<'_> {
    /// The verb of saying at a token, when it is used as a verb there.
    pub fn cue(&self, ix: usize) -> Option<Cue> {
        if !matches!(self.words.class(ix), Class::Word | Class::Capital)
            || self.spots.at(ix).is_some()
        {
            return None;
        }
        let word = self.words.word(ix);
        if self.words.is_any(ix, &["put", "puts"]) && self.words.is(ix + 1, "it") {
            // "as she put it"
            return Some(Cue {
                class: CueClass::Say,
                form: CueForm::Past,
            });
        }
        if self.words.is_any(ix, &["went", "goes"])
            && self.words.is(ix + 1, "on")
            && !self.words.is(ix + 2, "to")
        {
            return Some(Cue {
                class: CueClass::Weak,
                form: CueForm::Past,
            });
        }
        let cue = with_lower(word, |word| self.lexicon.says.get(word))?;
        let noun = ix.checked_sub(1).is_some_and(|before| {
            matches!(
                self.words.class(before),
                Class::The | Class::A | Class::Possessive
            )
        });
        if noun && self.spots.at(ix - 1).is_none() {
            // "the accused", "a written answer"
            return None;
        }
        let sure = match cue.form {
            CueForm::Past | CueForm::Ing => true,
            CueForm::Third => !self.words.is_any(ix, &NOUNS_IN_S),
            CueForm::Base => self.words.is_any(ix, &["say", "tell"]),
        };
        (sure
            || self.follows_subject(ix)
            || self.introduces(ix, cue)
            || self.closes_apposition(ix, cue))
        .then_some(cue)
    }

    /// "our editor, Anna Berg, notes."
    fn closes_apposition(&self, ix: usize, cue: Cue) -> bool {
        let closes = matches!(
            self.words.class(ix + 1),
            Class::Comma | Class::Stop | Class::Colon
        );
        cue.form == CueForm::Third
            && closes
            && ix > 1
            && self.words.class(ix - 1) == Class::Comma
            && self.named(ix - 2)
    }

    /// "The Times reports:", "reports that"
    fn introduces(&self, ix: usize, cue: Cue) -> bool {
        let body = ix.checked_sub(1).and_then(|before| self.spots.at(before));
        cue.form == CueForm::Third
            && body.is_some_and(|spot| spot.kind == MentionKind::Organization)
            && (matches!(
                self.words.class(ix + 1),
                Class::Colon | Class::Comma | Class::Quote
            ) || self.words.is(ix + 1, "that"))
    }

    /// True when a name or pronoun stands right before: "Berg claims", not "the claims".
    fn follows_subject(&self, ix: usize) -> bool {
        let Some(before) = ix.checked_sub(1) else {
            return false;
        };
        match self.words.class(before) {
            Class::HeShe | Class::Pronoun | Class::Who => true,
            Class::Adverb => before > 0 && self.named(before - 1),
            _ => self.named(before),
        }
    }

    fn named(&self, ix: usize) -> bool {
        self.spots.at(ix).is_some_and(|spot| {
            spot.kind == MentionKind::Person && spot.class != MentionClass::Demonym
        })
    }

    /// The subject of the verb of saying at `cue`, looking no further back than `floor`.
    pub fn subject_of(&self, cue: usize, floor: usize) -> Option<Phrase> {
        let form = self.cue(cue)?;
        let mut at = self.left_of_adverbials(cue, floor, form)?;
        if form.form == CueForm::Base && self.words.is(at.checked_sub(1)?, "to") {
            // "went on to say"; not "declined to say"
            let on = at.checked_sub(2).filter(|ix| self.words.is(*ix, "on"))?;
            at = self.left_of_adverbials(on.checked_sub(1)?, floor, form)?;
        }
        let before = at.checked_sub(1).filter(|ix| *ix >= floor)?;
        if form.form == CueForm::Ing {
            return self
                .progressive(at, cue, floor)
                .or_else(|| self.subject_of_participle(before, floor));
        }
        match self.words.class(before) {
            Class::Comma | Class::Close | Class::Dash => self.before_parenthesis(before, floor),
            Class::And | Class::But => self
                .clause_subject(floor, before)
                .or_else(|| self.subject_before_and(before, floor)),
            Class::Who | Class::Relative => self.antecedent(before, floor),
            _ => self.ending_at(before, floor),
        }
    }

    /// "The president noted that it rained, and added": the subject of the verb of saying before.
    fn subject_before_and(&self, and: usize, floor: usize) -> Option<Phrase> {
        let lowest = floor.max(and.saturating_sub(LONGEST_PARENTHESIS));
        let (earlier, form) = (lowest..and).rev().find_map(|ix| {
            let cue = self.cue(ix)?;
            matches!(cue.form, CueForm::Past | CueForm::Third).then_some((ix, cue))
        })?;
        let at = self.left_of_adverbials(earlier, floor, form)?;
        self.ending_at(at.checked_sub(1).filter(|ix| *ix >= floor)?, floor)
    }

    /// Goes left over adverbs, auxiliaries and times; `None` for a passive or a negation.
    fn left_of_adverbials(&self, cue: usize, floor: usize, form: Cue) -> Option<usize> {
        let mut at = cue;
        while at > floor {
            let before = at - 1;
            if self.spots.at(before).is_some() {
                break;
            }
            match self.words.class(before) {
                Class::Adverb | Class::Auxiliary | Class::Time => at = before,
                Class::Word
                    if self.words.class(at) == Class::Time
                        && self
                            .words
                            .is_any(before, &["early", "late", "last", "this"]) =>
                {
                    at = before;
                }
                Class::Not => return None,
                Class::Be if form.form == CueForm::Past => return None,
                Class::Be => at = before,
                _ => match self.time_before(at, floor) {
                    Some(start) => at = start,
                    None => break,
                },
            }
        }
        Some(at)
    }

    /// The first token of a time expression that ends right before `at`: "on March 9", "this week".
    fn time_before(&self, at: usize, floor: usize) -> Option<usize> {
        const UNITS: [&str; 9] = [
            "week",
            "month",
            "year",
            "morning",
            "afternoon",
            "evening",
            "night",
            "weekend",
            "day",
        ];
        let last = at - 1;
        let mut first = last;
        if self.words.class(last) == Class::Number && last > floor {
            let month = last - 1;
            if self.words.class(month) == Class::Time || self.words.is_any(month, &["March", "May"])
            {
                first = month;
            } else if !self.words.is(month, "in") {
                return None;
            }
        } else if self.words.is_any(last, &UNITS) && last > floor {
            let word = last - 1;
            let relative = self
                .words
                .is_any(word, &["this", "last", "next", "that", "same", "one"]);
            if !relative && self.words.class(word) != Class::Time {
                return None;
            }
            first = word;
        } else if !(self.words.class(last) == Class::Preposition
            && self.words.class(at) == Class::Time)
        {
            return None;
        }
        if first > floor
            && self
                .words
                .is_any(first - 1, &["on", "in", "at", "early", "late", "during"])
        {
            first -= 1;
        }
        Some(first)
    }

    /// "he's claiming", "Berg is claiming"
    fn progressive(&self, at: usize, cue: usize, floor: usize) -> Option<Phrase> {
        let before = at.checked_sub(1)?;
        if self.words.class(before) == Class::S {
            let he = before.checked_sub(1).filter(|ix| *ix >= floor)?;
            let pronoun = matches!(self.words.class(he), Class::HeShe | Class::Pronoun);
            return pronoun.then(|| self.ending_at(he, floor))?;
        }
        let is = (at..cue).any(|ix| self.words.class(ix) == Class::Be);
        is.then(|| self.ending_at(before, floor))?
    }

    /// "Berg left, saying"; "in a statement saying"; "was quoted as saying"
    fn subject_of_participle(&self, before: usize, floor: usize) -> Option<Phrase> {
        if self.words.is(before, "as") && before > floor {
            let verb = before - 1;
            if !self.words.is_any(verb, &["quoted", "cited", "reported"]) || verb <= floor {
                return None;
            }
            let mut at = verb;
            while at > floor
                && matches!(
                    self.words.class(at - 1),
                    Class::Be | Class::Auxiliary | Class::Adverb
                )
            {
                at -= 1;
            }
            return (at < verb && at > floor).then(|| self.ending_at(at - 1, floor))?;
        }
        if self.is_cue(before) {
            // "recalled thinking"
            return self.subject_of(before, floor);
        }
        match self.words.class(before) {
            Class::Comma | Class::And | Class::Subordinator | Class::Preposition => {
                self.clause_subject(floor, before)
            }
            _ if self.words.is_any(before, &MESSAGES) => self.clause_subject(floor, before),
            _ => self.absolute_subject(before),
        }
    }

    /// "with Berg stating"
    fn absolute_subject(&self, before: usize) -> Option<Phrase> {
        let spot = self.spots.at(before).filter(|spot| {
            spot.kind == MentionKind::Person && spot.class != MentionClass::Demonym
        })?;
        let with = spot.first.checked_sub(1)?;
        self.words.is(with, "with").then_some(Phrase {
            first: spot.first,
            last: before,
            head: Head::Mention(spot),
        })
    }

    /// The phrase before a parenthesis that ends at `close`: "Berg, the minister, said", "Berg (left) said".
    fn before_parenthesis(&self, close: usize, floor: usize) -> Option<Phrase> {
        let class = self.words.class(close);
        let opener = if class == Class::Close {
            Class::Open
        } else {
            class
        };
        let lowest = floor.max(close.saturating_sub(LONGEST_PARENTHESIS));
        let mut at = close;
        while at > lowest + 1 {
            at -= 1;
            if self.words.class(at) != opener || at == lowest {
                continue;
            }
            if opener != Class::Comma {
                return self.ending_at(at - 1, floor);
            }
            // "Berg, whose lawyer, Otto Lind, said" has another subject; "Berg, whose term ends soon, said" has not.
            let whole = (at + 2..close).any(|ix| {
                matches!(self.words.class(ix), Class::Be | Class::Auxiliary)
                    || is_past_form(self.words.word(ix))
            });
            if self.words.is(at + 1, "whose") && !whole {
                return None;
            }
            if self.begins_relative(at, close, lowest) {
                continue;
            }
            if let Some(phrase) = self.apposed(at, close, floor) {
                return Some(phrase);
            }
        }
        None
    }

    /// True when the comma at `at` ends a relative clause that began after an earlier comma: "Berg, who met Smith, a
    /// lawyer, said".
    fn begins_relative(&self, at: usize, close: usize, lowest: usize) -> bool {
        let first = at + 1;
        if first >= close {
            return true;
        }
        let earlier = (lowest..at)
            .rev()
            .find(|ix| self.words.class(*ix) == Class::Comma);
        earlier.is_some_and(|comma| {
            matches!(
                self.words.class(comma + 1),
                Class::Who | Class::Relative | Class::Subordinator
            )
        })
    }

    /// The phrase before the comma at `comma`, when what stands between the commas describes it.
    fn apposed(&self, comma: usize, close: usize, floor: usize) -> Option<Phrase> {
        let phrase = self.ending_at(comma - 1, floor)?;
        let inside = self.starting_at(comma + 1, close);
        if let Some(Phrase {
            head: Head::Mention(spot),
            ..
        }) = inside
        {
            let named = spot.kind == MentionKind::Person
                && spot.class == MentionClass::Name
                && self.behind_name(spot) == close;
            let body = spot.kind == MentionKind::Organization
                && spot.class == MentionClass::Name
                && spot.last + 1 == close
                && matches!(phrase.head, Head::Noun(_));
            if body {
                // "the manufacturer, Lind Works, said"
                return Some(Phrase {
                    head: Head::Mention(spot),
                    ..phrase
                });
            }
            if named {
                // "the minister, Anna Berg, said"
                let two = matches!(phrase.head, Head::Mention(other) if other.kind == MentionKind::Person
                    && other.class == MentionClass::Name);
                return (!two).then_some(Phrase {
                    head: Head::Mention(spot),
                    ..phrase
                });
            }
        }
        match phrase.head {
            Head::Mention(_) | Head::HeShe(_) => Some(phrase),
            Head::Noun(_) if phrase.first == floor => Some(phrase),
            _ => None,
        }
    }

    /// The subject with which the clause from `floor` on begins; only where it is plain.
    pub fn clause_subject(&self, floor: usize, ceiling: usize) -> Option<Phrase> {
        let mut at = floor;
        let mut skipped = 0;
        while at < ceiling {
            match self.words.class(at) {
                Class::And
                | Class::But
                | Class::Adverb
                | Class::Comma
                | Class::Dash
                | Class::Time
                | Class::Quote => at += 1,
                Class::Preposition | Class::Subordinator
                    if skipped < 2 && self.spots.at(at).is_none() =>
                {
                    skipped += 1;
                    at = (at..ceiling).find(|ix| self.words.class(*ix) == Class::Comma)? + 1;
                }
                // "Speaking in Riga, Berg"; "Asked about it, Berg"
                _ if skipped < 2
                    && self
                        .words
                        .is_any(at, &["speaking", "asked", "following", "citing", "writing"]) =>
                {
                    skipped += 1;
                    at = (at..ceiling).find(|ix| self.words.class(*ix) == Class::Comma)? + 1;
                }
                _ => break,
            }
        }
        self.plain_subject(at, ceiling)
    }

    fn plain_subject(&self, start: usize, ceiling: usize) -> Option<Phrase> {
        let mut at = start;
        while at < ceiling {
            if let Some(spot) = self.spots.at(at) {
                if self.heads_clause(spot) {
                    return Some(Phrase {
                        first: start,
                        last: spot.last,
                        head: Head::Mention(spot),
                    });
                }
                at = spot.last + 1;
                continue;
            }
            match self.words.class(at) {
                Class::HeShe if at == start => {
                    return Some(Phrase {
                        first: at,
                        last: at,
                        head: Head::HeShe(at),
                    });
                }
                Class::The | Class::S | Class::Capital => at += 1,
                Class::Number if at == start => at += 1,
                Class::Word => {
                    return self
                        .titled_subject(start, at, ceiling)
                        .or_else(|| self.introduced_subject(start, at, ceiling));
                }
                Class::Possessive if at == start => {
                    return self.introduced_subject(start, at + 1, ceiling);
                }
                _ => return None,
            }
        }
        None
    }

    /// "The founder, Hassan Warfa, received": an office in the first few words, then the name between commas.
    fn introduced_subject(&self, start: usize, from: usize, ceiling: usize) -> Option<Phrase> {
        let office = (from..ceiling.min(from + 4))
            .take_while(|ix| self.words.class(*ix) == Class::Word && !self.is_cue(*ix))
            .find(|ix| {
                with_lower(self.words.word(*ix), |word| {
                    self.lexicon.roles.get(word).is_some()
                })
            })?;
        let spot = self.named_behind(office)?;
        let closes = spot.last < ceiling && self.words.class(spot.last + 1) == Class::Comma;
        closes.then_some(Phrase {
            first: start,
            last: spot.last,
            head: Head::Mention(spot),
        })
    }

    /// "White House press secretary Sarah Sanders": a few plain words, an office among them, then the name.
    fn titled_subject(&self, start: usize, from: usize, ceiling: usize) -> Option<Phrase> {
        let person = |ix: usize| {
            self.spots
                .at(ix)
                .filter(|spot| spot.kind == MentionKind::Person && self.heads_clause(*spot))
        };
        let part = |ix: &usize| match self.spots.at(*ix) {
            Some(spot) => spot.kind != MentionKind::Person,
            None => {
                let word = matches!(
                    self.words.class(*ix),
                    Class::Word | Class::Capital | Class::Number
                );
                let verb = self.is_cue(*ix) || is_past_form(self.words.word(*ix));
                word && !verb || matches!(self.words.class(*ix), Class::Of | Class::S)
            }
        };
        let name = from + (from..ceiling.min(from + 9)).take_while(part).count();
        let spot = person(name)?;
        let office = |ix: usize| {
            with_lower(self.words.word(ix), |word| {
                self.lexicon.roles.get(word).is_some()
            })
        };
        let last = name.checked_sub(1).filter(|ix| *ix >= from)?;
        let known =
            office(last) || self.words.class(last) == Class::Capital && (from..last).any(office);
        known.then_some(Phrase {
            first: start,
            last: spot.last,
            head: Head::Mention(spot),
        })
    }

    /// True when a verb can only follow: the mention is no modifier of a noun.
    fn heads_clause(&self, spot: Spot) -> bool {
        let next = spot.last + 1;
        match self.words.class(next) {
            Class::S => false,
            _ if self.words.class(spot.first) == Class::Possessive => false,
            Class::Capital => spot.kind == MentionKind::Person && self.spots.at(next).is_none(),
            Class::Word | Class::Number => {
                spot.class != MentionClass::Demonym
                    && (matches!(spot.kind, MentionKind::Person)
                        || self.cue(next).is_some()
                        || is_past_form(self.words.word(next)))
            }
            Class::And => false,
            _ => spot.class != MentionClass::Demonym,
        }
    }

    /// What "who" and "which" stand for: the phrase before.
    fn antecedent(&self, relative: usize, floor: usize) -> Option<Phrase> {
        let mut before = relative.checked_sub(1)?;
        if self.words.class(before) == Class::Comma {
            before = before.checked_sub(1)?;
        }
        let phrase = (before >= floor).then(|| self.ending_at(before, floor))??;
        let Head::Mention(spot) = phrase.head else {
            return None;
        };
        // "a firm of Stuttgart, Germany, which"
        let whereabouts = spot.kind == MentionKind::Place
            && spot.first.checked_sub(2).is_some_and(|ix| {
                self.words.class(ix + 1) == Class::Comma && self.spots.at(ix).is_some()
            });
        if !whereabouts {
            return Some(phrase);
        }
        // "a firm of Stuttgart, Germany, which": the firm, when it is named; the place itself says nothing
        let city = self.spots.at(spot.first.checked_sub(2)?)?;
        let of = city
            .first
            .checked_sub(1)
            .filter(|ix| self.words.class(*ix) == Class::Of)?;
        let body = self.spots.at(of.checked_sub(1)?)?;
        (body.kind == MentionKind::Organization).then_some(Phrase {
            first: body.first,
            last: spot.last,
            head: Head::Mention(body),
        })
    }

    /// The subject of the verb of saying at `cue`, or who follows it where words were quoted before: "“…,” said Berg".
    pub fn speaker_of(&self, cue: usize, sentence: std::ops::Range<usize>) -> Option<Phrase> {
        let quoted = |ix: usize| {
            self.words.class(ix) == Class::Quote
                || self.words.class(ix) == Class::Comma
                    && ix > sentence.start
                    && self.words.class(ix - 1) == Class::Quote
        };
        let behind = cue > sentence.start && quoted(cue - 1);
        let inverted = behind
            .then(|| self.starting_at(cue + 1, sentence.end))
            .flatten();
        inverted.or_else(|| self.subject_of(cue, sentence.start))
    }

    /// What stands behind "according to" or "in the words of", when that is what stands at `start`.
    pub fn source_at(&self, start: usize) -> Option<usize> {
        let is = |words: &[&str]| {
            words
                .iter()
                .enumerate()
                .all(|(ix, word)| self.words.is(start + ix, word))
        };
        let according = is(&["according", "to"]).then_some(start + 2);
        according.or_else(|| is(&["in", "the", "words", "of"]).then_some(start + 4))
    }

    /// The speaker right behind a quotation, from token `start` on: "said Berg", "Berg said", "according to Berg".
    pub fn attribution_at(&self, start: usize, ceiling: usize) -> Option<(Phrase, usize)> {
        if let Some(behind) = self.source_at(start) {
            return Some((self.starting_at(behind, ceiling)?, start));
        }
        if let Some(cue) = self.cue(start).filter(|_| start < ceiling) {
            let finite =
                matches!(cue.form, CueForm::Past | CueForm::Third) && cue.class != CueClass::Call;
            return finite
                .then(|| self.starting_at(start + 1, ceiling))?
                .map(|phrase| (phrase, start));
        }
        let last = ceiling.min(start + LONGEST_PARENTHESIS);
        let cue = (start + 1..last).find(|ix| {
            self.cue(*ix).is_some_and(|cue| {
                matches!(cue.form, CueForm::Past | CueForm::Third | CueForm::Base)
            })
        })?;
        let quoted = self.words.is_any(cue, &["quoted", "cited"])
            && self.words.is(cue + 1, "as")
            && cue + 2 < ceiling;
        let cue = if quoted { cue + 2 } else { cue };
        let phrase = self.subject_of(cue, start)?;
        (phrase.first == start).then_some((phrase, cue))
    }
}
