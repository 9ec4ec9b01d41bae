//! What a clause says about time: whether its verb looks back or forward.
//!
//! Knows word forms, not parts of speech: a past form after an article is an adjective, an infinitive takes its time
//! from the word that governs it. Knows nothing of dates or events, which both ask it.

mod words;

use super::token::{Shape, Tokens};
use crate::text::Document;
use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;
use words::{ASKED, FORWARD, NOT_PAST, PARTICIPLES, PLURALS, SAME_FORM, SCHEDULED, TIMETABLE};

/// Where a verb looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tense {
    /// "met", "has met", "was meeting"
    Past,
    /// "will meet", "is to meet", "plans to meet"
    Future,
    /// "meets", "is": neither, unless a timetable is read out
    Present,
    /// "was to have met", "scheduled for Monday has been put off": what was to come, seen from then
    Unsure,
}

static PAST: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| super::lexicon::lines(include_str!("data/past_verbs.txt")).collect());

/// True for a past form of a verb: "met", "cancelled".
pub fn is_past_form(word: &str) -> bool {
    let lower = word.starts_with(|ch: char| ch.is_lowercase());
    PAST.contains(word)
        || lower && word.len() > 3 && word.ends_with("ed") && !NOT_PAST.contains(&word)
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
    // "on Monday, when the men refused": the clause after tells of that day.
    let comma = usize::from(words.text(span.end) == ",");
    if words.text(span.end + comma) == "when" && span.end + comma < sentence.end {
        let after = (span.end..sentence.end).find_map(|at| words.tense(at, sentence, span.start));
        if after.is_some() {
            return after;
        }
    }
    // "Acme, which is based in Oslo, on Monday sacked": the verb right behind it.
    let next = words.text(span.end);
    if next.len() > 3
        && span.end < sentence.end
        && is_past_form(next)
        && !SCHEDULED.contains(&next)
        && words.before(span.start, 2, sentence) == ","
        && !matches!(words.text(span.end + 1), "by" | "for")
    {
        return Some(Tense::Past);
    }
    let left = (sentence.start..span.start)
        .rev()
        .take_while(|at| !words.parts_clauses(*at))
        .find_map(|at| words.tense(at, sentence, span.start));
    left.or_else(|| words.main_verb(sentence, span))
}

struct Words<'a> {
    document: &'a Document<'a>,
    tokens: &'a Tokens,
}

impl<'a> Words<'a> {
    fn text(&self, at: usize) -> &'a str {
        self.tokens.text(self.document, at)
    }

    /// The tense of the first verb behind the adverbial that is not set off: neither between dashes nor in a clause with
    /// "who" or "which" ("On Sunday the men who will lead it met").
    fn main_verb(&self, sentence: &Range<usize>, span: &Range<usize>) -> Option<Tense> {
        let is_dash = |at: usize| matches!(self.text(at), "--" | "—" | "–");
        let mut relative = false;
        let mut at = span.end;
        while at < sentence.end && self.text(at) != ";" {
            if is_dash(at) {
                let close = (at + 1..sentence.end.min(at + 30)).find(|at| is_dash(*at));
                at = close.map_or(at + 1, |close| close + 1);
                continue;
            }
            match self.text(at) {
                "who" | "which" => relative = true,
                "," => relative = false,
                _ => {}
            }
            if let Some(tense) = self.tense(at, sentence, span.start) {
                if !relative {
                    return Some(tense);
                }
                relative = false;
            }
            at += 1;
        }
        None
    }

    /// Marks beyond which a verb does not govern.
    fn parts_clauses(&self, at: usize) -> bool {
        match self.text(at) {
            // Not inside "11:52".
            ":" => !self
                .tokens
                .tokens
                .get(at)
                .zip(self.tokens.tokens.get(at + 1))
                .is_some_and(|(a, b)| a.touches(b)),
            text => matches!(text, ";" | "“" | "”" | "\"" | "—"),
        }
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
        let opening = at == sentence.start && token.shape == Shape::Capitalized;
        if opening && is_past_form(&self.text(at).to_lowercase()) {
            return Some(Tense::Past);
        }
        if !matches!(token.shape, Shape::Lower | Shape::Mixed) {
            return None;
        }
        let word = self.text(at);
        match word {
            "will" | "’ll" | "'ll" | "shall" | "would" | "won't" | "won’t" => {
                return Some(Tense::Future);
            }
            "could" | "should" | "may" | "might" | "must" | "can" => return self.modal(at),
            "to" => return self.infinitive(at, sentence, target),
            "have" if self.before(at, 1, sentence) == "to" => return None,
            "was" | "were" | "had" | "did" | "has" | "have" | "didn't" | "didn’t" | "wasn't"
            | "wasn’t" => {
                return Some(self.auxiliary(at, sentence.end));
            }
            "is" | "are" => return Some(self.is_are(at)),
            "due" => return Some(self.due(at, sentence)),
            _ => {}
        }
        // "postponed until Monday" is ahead, "postponed on Monday" is not.
        let moved = matches!(word, "postponed" | "delayed" | "adjourned" | "rescheduled")
            && !matches!(self.text(at + 1), "for" | "to" | "until" | "till");
        // "the date set for", not "a record set on".
        let set = word != "set" || matches!(self.text(at + 1), "for" | "to");
        if SCHEDULED.contains(&word)
            && !moved
            && set
            && at < target
            && target - at <= 3
            && self.for_(at + 1)
        {
            return Some(self.scheduled(at, sentence));
        }
        if PARTICIPLES.contains(&word) && !self.has_auxiliary(at, sentence) {
            return Some(Tense::Past);
        }
        if is_past_form(word) {
            let before = self.before(at, 1, sentence);
            let article = |word: &str| {
                matches!(
                    word,
                    "a" | "an" | "the" | "his" | "her" | "its" | "their" | "to"
                )
            };
            // "a still unspecified date"
            let still = before == "still" && article(self.before(at, 2, sentence));
            let adjective = article(before) || still;
            return (!adjective && !self.has_auxiliary(at, sentence)).then_some(Tense::Past);
        }
        if self.is_same_form_past(at, sentence) {
            return Some(Tense::Past);
        }
        // "will meet": the auxiliary tells.
        let bare = matches!(
            self.before(at, 1, sentence),
            "will" | "would" | "to" | "can" | "could" | "may" | "should" | "not"
        );
        let noun = self.before(at, 1, sentence);
        let plural = PLURALS.contains(&word) && noun.len() > 3 && noun.ends_with('s');
        // "61,203 votes" are none.
        if word == "votes" && !matches!(noun, "country" | "nation") {
            let name = at.checked_sub(1).and_then(|ix| self.tokens.tokens.get(ix));
            return (name.is_some_and(|token| token.is_capital()) && at > sentence.start)
                .then_some(Tense::Present);
        }
        (!bare && (plural || TIMETABLE.contains(&word))).then_some(Tense::Present)
    }

    /// "The agency put it on review", "a storm hit the island"; not "to put", "tax cut", "storms hit".
    fn is_same_form_past(&self, at: usize, sentence: &Range<usize>) -> bool {
        if !SAME_FORM.contains(&self.text(at)) || self.has_auxiliary(at, sentence) {
            return false;
        }
        let shape = |at: usize| self.tokens.tokens.get(at).map(|token| token.shape);
        let before = self.before(at, 1, sentence);
        let pronoun = matches!(before, "he" | "she" | "it" | "who" | "He" | "She" | "It");
        let name = at > sentence.start
            && shape(at - 1)
                .is_some_and(|shape| matches!(shape, Shape::Capitalized | Shape::Upper));
        let article = matches!(
            self.before(at, 2, sentence),
            "a" | "an" | "the" | "The" | "A" | "An"
        );
        let noun = article && !before.ends_with('s') && shape(at - 1) == Some(Shape::Lower);
        let object = matches!(
            self.text(at + 1),
            "the" | "a" | "an" | "his" | "her" | "its" | "their" | "off" | "up"
        ) || shape(at + 1) == Some(Shape::Capitalized);
        (pronoun || name || noun) && object
    }

    /// "is to meet", "are meeting", "is due"; "is" alone is a timetable at most.
    fn is_are(&self, at: usize) -> Tense {
        let next = self.text(at + 1);
        let adverb =
            next.ends_with("ly") || matches!(next, "not" | "now" | "also" | "still" | "then");
        let next = if adverb { self.text(at + 2) } else { next };
        let forward = next == "to"
            || SCHEDULED.contains(&next)
            || FORWARD.contains(&next)
            || next.ends_with("ing");
        if forward {
            Tense::Future
        } else {
            Tense::Present
        }
    }

    /// "could run out by July", "should enter orbit on June 4"; "could have" and "could not" tell nothing.
    fn modal(&self, at: usize) -> Option<Tense> {
        // "could be reached Wednesday": reporters write it of the day they tried.
        const TRIED: [&str; 6] = [
            "reached",
            "located",
            "determined",
            "verified",
            "contacted",
            "confirmed",
        ];
        if self.text(at) == "could"
            && self.text(at + 1) == "be"
            && TRIED.contains(&self.text(at + 2))
        {
            return Some(Tense::Past);
        }
        match self.text(at + 1) {
            "have" | "not" => Some(Tense::Unsure),
            _ => Some(Tense::Future),
        }
    }

    fn due(&self, at: usize, sentence: &Range<usize>) -> Tense {
        let back = [self.before(at, 1, sentence), self.before(at, 2, sentence)];
        match back
            .iter()
            .any(|word| matches!(*word, "is" | "are" | "be" | "’s" | "'s" | ","))
        {
            true => Tense::Future,
            false => Tense::Unsure,
        }
    }

    /// "scheduled for Monday": ahead, unless it had been, or the sentence calls it off.
    fn scheduled(&self, at: usize, sentence: &Range<usize>) -> Tense {
        let back = [self.before(at, 1, sentence), self.before(at, 2, sentence)];
        let over = back
            .iter()
            .any(|word| matches!(*word, "had" | "been" | "originally" | "once" | "previously"));
        if over || self.called_off(at + 1..sentence.end) {
            Tense::Unsure
        } else {
            Tense::Future
        }
    }

    fn called_off(&self, mut range: Range<usize>) -> bool {
        range.any(|at| match self.text(at) {
            "cancelled" | "canceled" | "scrapped" | "postponed" | "deferred" | "delayed"
            | "abandoned" => true,
            "off" => matches!(self.text(at - 1), "called" | "put"),
            _ => false,
        })
    }

    /// "be held", "has been held", "is also held": the auxiliary tells the tense.
    fn has_auxiliary(&self, at: usize, sentence: &Range<usize>) -> bool {
        let mut back = 1;
        while back < 3
            && (self.before(at, back, sentence).ends_with("ly")
                || matches!(
                    self.before(at, back, sentence),
                    "not" | "also" | "now" | "never" | "then" | "already" | "first"
                ))
        {
            back += 1;
        }
        matches!(
            self.before(at, back, sentence),
            "be" | "been"
                | "being"
                | "is"
                | "are"
                | "was"
                | "were"
                | "has"
                | "have"
                | "had"
                | "get"
                | "gets"
        )
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

    /// "was to", "were due to": what was then to come; "has until": what is.
    fn auxiliary(&self, at: usize, end: usize) -> Tense {
        let word = self.text(at);
        let next = self.text(at + 1);
        let planned = at + 1 < end
            && matches!(
                next,
                "due" | "set" | "expected" | "scheduled" | "planned" | "slated" | "supposed"
            );
        match word {
            "was" | "were" | "had" if next == "to" || planned => Tense::Unsure,
            // "has scheduled a news conference Thursday"
            "has" | "have" if matches!(next, "scheduled" | "called" | "planned" | "convened") => {
                Tense::Future
            }
            "has" | "have" | "had" if next == "until" => Tense::Future,
            "has" | "have" if next == "to" => Tense::Future,
            "has" | "have"
                if matches!(
                    next,
                    "a" | "an" | "the" | "no" | "two" | "three" | "four" | "five" | "six" | "until"
                ) =>
            {
                Tense::Present
            }
            _ => Tense::Past,
        }
    }

    /// "to" before a verb takes its direction from the word before; otherwise the search goes on.
    fn infinitive(&self, at: usize, sentence: &Range<usize>, target: usize) -> Option<Tense> {
        let next = self.tokens.tokens.get(at + 1)?;
        let verb = next.shape == Shape::Lower
            && !matches!(
                self.text(at + 1),
                "the" | "a" | "an" | "its" | "his" | "her" | "their"
            );
        let before = self.before(at, 1, sentence);
        let past = matches!(self.text(at + 1), "have");
        if past {
            return Some(Tense::Unsure);
        }
        // "had agreed to meet", "were supposed to meet": what was to come then.
        let then = matches!(self.before(at, 2, sentence), "had" | "been")
            || matches!(before, "supposed" | "meant");
        if verb && FORWARD.contains(&before) && then {
            return Some(Tense::Unsure);
        }
        // "urged shareholders to vote": after that, whenever that is.
        let asked = (2..=9).any(|back| ASKED.contains(&self.before(at, back, sentence)));
        // "an agreement on Monday to take over"
        let dated =
            self.before(at, 2, sentence) == "on" && FORWARD.contains(&self.before(at, 3, sentence));
        if verb && dated {
            return Some(Tense::Future);
        }
        if verb && asked && !FORWARD.contains(&before) {
            return Some(Tense::Unsure);
        }
        if verb && self.before(target, 1, sentence) == "by" {
            return Some(Tense::Future);
        }
        // Headlines: "Trump to hold 2nd summit"; not "Speaking to reporters".
        let headline = !before.ends_with("ing")
            && self
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
