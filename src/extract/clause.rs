//! What a clause says about time: whether its verb looks back or forward.
//!
//! Knows word forms, not parts of speech: a past form after an article is an adjective, an infinitive takes its time
//! from the word that governs it. Knows nothing of dates or events, which both ask it.

use super::token::{Shape, Tokens};
use crate::text::Document;
use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

/// Where a verb looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tense {
    /// "met", "has met", "was meeting"
    Past,
    /// "will meet", "is to meet", "plans to meet"
    Future,
    /// "meets", "is": neither, unless a timetable is read out
    Present,
}

static PAST: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| super::lexicon::lines(include_str!("data/past_verbs.txt")).collect());

/// Words in -ed that are no past forms.
const NOT_PAST: &[&str] = &[
    "need",
    "speed",
    "seed",
    "feed",
    "indeed",
    "hundred",
    "breed",
    "proceed",
    "exceed",
    "succeed",
    "weed",
    "deed",
    "greed",
    "bleed",
    "heed",
    "reed",
    "creed",
    "steed",
    "naked",
    "sacred",
    "wicked",
    "embed",
    "biased",
    "so-called",
    "unprecedented",
    "armed",
    "aged",
    "unwanted",
    "alleged",
    "united",
];

/// Words after which a to-infinitive looks forward: "plans to meet", "is expected to meet".
const FORWARD: &[&str] = &[
    "agree",
    "agreed",
    "agrees",
    "aims",
    "announced",
    "are",
    "be",
    "decided",
    "due",
    "expect",
    "expected",
    "expects",
    "going",
    "hope",
    "hoped",
    "hopes",
    "hoping",
    "intend",
    "intended",
    "intends",
    "invited",
    "is",
    "likely",
    "offered",
    "plan",
    "planned",
    "planning",
    "plans",
    "poised",
    "prepares",
    "preparing",
    "promised",
    "ready",
    "scheduled",
    "set",
    "slated",
    "supposed",
    "tipped",
    "vowed",
    "want",
    "wants",
];

/// Participles that put what follows with "for", "to", "until" or "on" into the future: "scheduled for Monday".
const SCHEDULED: &[&str] = &[
    "adjourned",
    "billed",
    "delayed",
    "due",
    "expected",
    "pencilled",
    "penciled",
    "planned",
    "postponed",
    "rescheduled",
    "scheduled",
    "set",
    "slated",
    "timetabled",
];

/// Third persons that read out a timetable: "opens Thursday".
const TIMETABLE: &[&str] = &[
    "arrives",
    "begins",
    "closes",
    "comes",
    "convenes",
    "decides",
    "discusses",
    "ends",
    "expires",
    "faces",
    "falls",
    "goes",
    "holds",
    "hosts",
    "is",
    "are",
    "launches",
    "leaves",
    "meet",
    "meets",
    "open",
    "opens",
    "reopen",
    "reopens",
    "resume",
    "resumes",
    "retires",
    "returns",
    "runs",
    "sails",
    "sits",
    "starts",
    "takes",
    "travels",
    "visits",
    "votes",
];

/// True for a past form of a verb: "met", "cancelled".
pub fn is_past_form(word: &str) -> bool {
    PAST.contains(word) || word.len() > 4 && word.ends_with("ed") && !NOT_PAST.contains(&word)
}

/// The tense of the verb that an adverbial at `span` of tokens belongs to, looking left first, then right; `None`
/// when no verb form is sure. `sentence` is the range of the sentence's tokens.
pub fn tense_at(
    document: &Document<'_>,
    tokens: &Tokens,
    sentence: &Range<usize>,
    span: &Range<usize>,
) -> Option<Tense> {
    let words = Words { document, tokens };
    let left = (sentence.start..span.start)
        .rev()
        .take_while(|at| !words.parts_clauses(*at, span.start))
        .find_map(|at| words.tense(at, sentence, span.start));
    left.or_else(|| {
        (span.end..sentence.end)
            .take_while(|at| words.text(*at) != ";")
            .find_map(|at| words.tense(at, sentence, span.start))
    })
}

struct Words<'a> {
    document: &'a Document<'a>,
    tokens: &'a Tokens,
}

impl<'a> Words<'a> {
    fn text(&self, at: usize) -> &'a str {
        self.tokens.text(self.document, at)
    }

    /// Marks beyond which a verb does not govern.
    fn parts_clauses(&self, at: usize, _target: usize) -> bool {
        matches!(self.text(at), ";" | ":" | "“" | "”" | "\"" | "—")
    }

    fn before(&self, at: usize, back: usize, sentence: &Range<usize>) -> &'a str {
        match at.checked_sub(back) {
            Some(ix) if ix >= sentence.start => self.text(ix),
            _ => "",
        }
    }

    /// The tense of the verb form at a token, if it is one.
    fn tense(&self, at: usize, sentence: &Range<usize>, target: usize) -> Option<Tense> {
        let token = self.tokens.tokens.get(at)?;
        if !matches!(token.shape, Shape::Lower | Shape::Mixed) {
            return None;
        }
        let word = self.text(at);
        match word {
            "will" | "’ll" | "'ll" | "shall" | "would" | "won't" | "won’t" => {
                return Some(Tense::Future);
            }
            "to" => return self.infinitive(at, sentence),
            "was" | "were" | "had" | "did" | "has" | "have" | "didn't" | "didn’t" | "wasn't" => {
                return Some(self.auxiliary(at, sentence.end));
            }
            "is" | "are" => {
                let next = self.text(at + 1);
                let forward = next == "to" || next.ends_with("ing") || SCHEDULED.contains(&next);
                return Some(if forward {
                    Tense::Future
                } else {
                    Tense::Present
                });
            }
            "due" => return Some(Tense::Future),
            _ => {}
        }
        if SCHEDULED.contains(&word) && at < target && target - at <= 3 && self.for_(at + 1) {
            let back = [self.before(at, 1, sentence), self.before(at, 2, sentence)];
            let over = back == ["been", "had"] || back.contains(&"originally");
            return Some(if over { Tense::Past } else { Tense::Future });
        }
        if is_past_form(word) {
            let before = self.before(at, 1, sentence);
            let adjective = matches!(
                before,
                "a" | "an" | "the" | "his" | "her" | "its" | "their" | "to"
            );
            return (!adjective).then_some(Tense::Past);
        }
        TIMETABLE.contains(&word).then_some(Tense::Present)
    }

    fn for_(&self, at: usize) -> bool {
        matches!(
            self.text(at),
            "for" | "to" | "until" | "till" | "on" | "in" | "by" | "at" | "from" | "early" | "late"
        ) || self
            .tokens
            .tokens
            .get(at)
            .is_some_and(|token| token.is_capital())
    }

    /// "was to", "were due to": what was then to come; "have to": what is.
    fn auxiliary(&self, at: usize, end: usize) -> Tense {
        let word = self.text(at);
        let next = self.text(at + 1);
        let after = self.text(at + 2);
        let planned = at + 2 < end
            && matches!(
                next,
                "due" | "set" | "expected" | "scheduled" | "planned" | "slated" | "supposed"
            );
        match word {
            "was" | "were" if next == "to" && after != "have" => Tense::Future,
            "was" | "were" if planned => Tense::Future,
            "has" | "have" if next == "to" || next == "until" => Tense::Future,
            _ => Tense::Past,
        }
    }

    /// "to" before a verb takes its direction from the word before; otherwise the search goes on.
    fn infinitive(&self, at: usize, sentence: &Range<usize>) -> Option<Tense> {
        let next = self.tokens.tokens.get(at + 1)?;
        let verb = next.shape == Shape::Lower
            && !matches!(
                self.text(at + 1),
                "the" | "a" | "an" | "its" | "his" | "her" | "their"
            );
        let before = self.before(at, 1, sentence);
        let past = matches!(self.text(at + 1), "have");
        if past {
            return Some(Tense::Past);
        }
        // Headlines: "Trump to hold 2nd summit".
        let headline = self
            .tokens
            .tokens
            .get(at.checked_sub(1)?)
            .is_some_and(|token| token.is_capital())
            && !(sentence.start..at).any(|ix| {
                self.tokens
                    .tokens
                    .get(ix)
                    .is_some_and(|token| token.shape == Shape::Lower)
            });
        (verb && (FORWARD.contains(&before) || headline)).then_some(Tense::Future)
    }
}

/// Reads a timetable: a present verb with a coming date looks forward.
pub fn is_timetable(word: &str) -> bool {
    TIMETABLE.contains(&word)
}
