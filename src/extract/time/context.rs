//! What the rules of time see of a text: the meaning of each token, its sentence, the dates before.

use super::word::Word;
use crate::date::{Edtf, Unit};
use crate::extract::clause::{self, Tense};
use crate::extract::facts::{DateIx, DateMention};
use crate::extract::grammar::{self, Class};
use crate::extract::token::Tokens;
use crate::text::{Document, Span};
use jiff::civil::Date;
use std::ops::Range;

/// What rules see.
pub struct Context<'a> {
    pub document: &'a Document<'a>,
    pub tokens: &'a Tokens,
    pub words: &'a [Word],
    pub quoted: &'a [bool],
    pub sentence: Range<usize>,
    /// All dates before.
    pub dates: &'a [DateMention],
    /// Index of the first date of this block in `dates`.
    pub block_first: usize,
}

impl<'a> Context<'a> {
    /// The meaning of a token; `Other` outside the sentence.
    pub fn word(&self, at: usize) -> Word {
        match self.sentence.contains(&at) {
            true => self.words.get(at).copied().unwrap_or(Word::Other),
            false => Word::Other,
        }
    }

    /// The words of a token; empty outside the sentence.
    pub fn text(&self, at: usize) -> &'a str {
        match self.sentence.contains(&at) {
            true => self.tokens.text(self.document, at),
            false => "",
        }
    }

    /// The words of the token before.
    pub fn before(&self, at: usize) -> &'a str {
        at.checked_sub(1).map_or("", |at| self.text(at))
    }

    /// True when no white space stands between a token and the next.
    pub fn touches(&self, at: usize) -> bool {
        let list = &self.tokens.tokens;
        match (list.get(at), list.get(at + 1)) {
            (Some(token), Some(next)) => token.touches(next),
            _ => false,
        }
    }

    /// True for a token that begins with a capital.
    pub fn capital(&self, at: usize) -> bool {
        self.sentence.contains(&at)
            && self
                .tokens
                .tokens
                .get(at)
                .is_some_and(|token| token.is_capital())
    }

    pub fn span(&self, range: Range<usize>) -> Span {
        let list = &self.tokens.tokens;
        match (
            list.get(range.start),
            range.end.checked_sub(1).and_then(|at| list.get(at)),
        ) {
            (Some(first), Some(last)) => Span {
                start: first.span.start,
                end: last.span.end,
            },
            _ => Span::new(0, 0),
        }
    }

    pub fn published(&self) -> Option<Date> {
        self.document.date
    }

    /// The tense that governs the expression.
    pub fn tense(&self, range: Range<usize>) -> Option<Tense> {
        clause::tense_at(self.document, self.tokens, &self.sentence, &range)
    }

    pub fn in_quote(&self, at: usize) -> bool {
        self.quoted.get(at).copied().unwrap_or(false)
    }

    /// The last date before this place in the same block.
    pub fn last_date(&self) -> Option<(DateIx, &'a DateMention)> {
        let ix = self
            .dates
            .len()
            .checked_sub(1)
            .filter(|ix| *ix >= self.block_first)?;
        Some((DateIx(ix as u32), self.dates.get(ix)?))
    }

    /// The closed word class of a token.
    pub fn class(&self, at: usize) -> Class {
        match self.tokens.tokens.get(at) {
            Some(token) if self.sentence.contains(&at) => {
                grammar::class(token.text(self.document), token.shape)
            }
            _ => Class::Other,
        }
    }

    /// True for a word that may be a noun: of an open class, in lower case, no past form of a verb.
    pub fn is_noun(&self, at: usize) -> bool {
        self.class(at) == Class::Word && !clause::is_past_form(self.text(at))
    }

    /// True when one of the few tokens before is one of these words, in the same sentence.
    pub fn has_before(&self, at: usize, reach: usize, words: &[&str]) -> bool {
        let first = at.saturating_sub(reach).max(self.sentence.start);
        (first..at).any(|ix| words.contains(&self.text(ix)))
    }

    /// True for a date that opens its sentence and is followed by a colon or a dash: an entry of a chronology.
    pub fn heads_entry(&self, date: &DateMention) -> bool {
        let range = self.tokens.range(date.sentence);
        let end = self.tokens.at(date.span.end);
        let opens = self.tokens.at(date.span.start) == range.start;
        opens
            && matches!(
                self.tokens.text(self.document, end),
                ":" | "–" | "—" | "-" | "--"
            )
    }

    /// The quarter that the text reports on: the latest in time that had ended, among the last dates.
    pub fn quarter(&self) -> Option<(DateIx, &'a DateMention)> {
        let published = self.published()?;
        let ended = |date: &DateMention| match date.value {
            Edtf::Point(point) => {
                matches!(point.unit, Unit::Quarter(_)) && point.latest() < published
            }
            Edtf::Interval(..) => false,
        };
        let quarters = self.told(0).filter(|(_, date)| ended(date));
        let (ix, date) = quarters.max_by_key(|(ix, date)| (date.value.earliest(), *ix))?;
        Some((DateIx(ix as u32), date))
    }

    /// True where the last dates of the text all lie far back: it tells history, and a bare month belongs there.
    pub fn is_history(&self, published: Date) -> bool {
        let mut last = self.dates.iter().rev().take(12);
        let long_ago = |date: &DateMention| {
            date.value
                .latest()
                .is_some_and(|day| (published - day).get_days() > 1_000)
        };
        // A few years may be the background of news; a day or month of then is a tale.
        let is_tale = |date: &DateMention| matches!(date.value, Edtf::Point(point) if matches!(point.unit, Unit::Month(_) | Unit::Day(..)));
        let told = self.dates.len() >= 4 || self.dates.iter().rev().take(12).any(is_tale);
        told && last.all(long_ago)
    }

    /// The latest date of the block that is not itself a comparison with a year before.
    pub fn compared(&self) -> Option<(DateIx, &'a DateMention)> {
        let (ix, date) = self.told(self.block_first).last()?;
        Some((DateIx(ix as u32), date))
    }

    /// The last few dates that are told for themselves, from date `first` on.
    fn told(&self, first: usize) -> impl Iterator<Item = (usize, &'a DateMention)> {
        let first = first.max(self.dates.len().saturating_sub(16));
        let dates = self.dates.iter().enumerate().skip(first);
        dates.filter(|(_, date)| date.rule.0 != super::comparison::YEAR_BEFORE)
    }

    /// True for a modifier that may stand before "quarter".
    pub fn is_open(&self, at: usize) -> bool {
        matches!(
            self.text(at),
            "current" | "previous" | "preceding" | "prior" | "following" | "next"
        )
    }
}
