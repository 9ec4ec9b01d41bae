//! Time expressions that name a calendar date, each with its EDTF value.
//!
//! Each rule looks at the tokens from one place on and either makes a value, or says that the words are a time
//! expression without one (a duration, a set, an idiom), or is silent. Relative expressions are reckoned from the
//! publication date; without it they have no value. The tense of the clause decides whether a bare "Wednesday" or
//! "June" lies behind or ahead ([`crate::extract::clause`]). Precision is never raised: "two years ago" is a year.
//! What cannot be told apart (03/04/2018, "one day", "recently") stays without a value.

mod absolute;
mod anchored;
mod calendar;
mod comparison;
mod context;
mod deictic;
mod holiday;
mod interval;
mod month_part;
mod quarter;
mod range;
mod relative;
mod season;
mod silent;
#[cfg(test)]
mod tests;
mod timex;
mod weekday;
mod word;
mod year;
mod year_of;

use super::facts::{Anchor, DateMention, Finding, Rule};
use super::token::Tokens;
use crate::date::Edtf;
use crate::diag::Severity;
use crate::text::{Document, Span};
use context::Context;
use std::ops::Range;
use word::Word;

/// The dates of an article, and what is wrong with them.
#[derive(Clone, Debug, Default)]
pub struct Dates {
    /// Expressions with a value, in order.
    pub dates: Vec<DateMention>,
    /// At most one `date/no-anchor`: relative dates in an article without a publication date.
    pub findings: Vec<Finding>,
}

/// Finds the dates of a document.
pub fn find(document: &Document<'_>, tokens: &Tokens) -> Dates {
    let words: Vec<Word> = tokens
        .tokens
        .iter()
        .map(|token| word::classify(token.text(document), token.shape))
        .collect();
    let quoted = tokens.quoted(document);
    let mut found = Dates::default();
    let mut block = u32::MAX;
    let mut block_first = 0;
    for (sentence, range) in tokens.sentences.iter().zip(&tokens.ranges) {
        if sentence.block != block {
            block = sentence.block;
            block_first = found.dates.len();
        }
        if !words
            .get(range.clone())
            .is_some_and(|words| words.iter().any(|word| *word != Word::Other))
        {
            continue;
        }
        scan(
            document,
            tokens,
            &words,
            &quoted,
            range,
            block_first,
            &mut found,
        );
        interval::merge(document, tokens, range, &mut found.dates);
    }
    found
}

#[allow(clippy::too_many_arguments)] // One call, and a struct for it would only repeat `Context`.
fn scan(
    document: &Document<'_>,
    tokens: &Tokens,
    words: &[Word],
    quoted: &[bool],
    range: &Range<usize>,
    block_first: usize,
    found: &mut Dates,
) {
    let mut at = range.start;
    while at < range.end {
        let context = Context {
            document,
            tokens,
            words,
            quoted,
            sentence: range.clone(),
            dates: &found.dates,
            block_first,
        };
        let Some(hit) = RULES.iter().find_map(|rule| rule(&context, at)) else {
            at += 1;
            continue;
        };
        let end = hit.end.clamp(at + 1, range.end);
        let span = context.span(at..end);
        match hit.value {
            Value::Date(value, anchor) => {
                let sentence = tokens
                    .tokens
                    .get(at)
                    .map_or(super::facts::SentenceIx(0), |token| token.sentence);
                found.dates.push(DateMention {
                    span,
                    value,
                    timex: timex::of(&value),
                    anchor,
                    sentence,
                    rule: Rule(hit.rule),
                });
            }
            Value::Unanchored if found.findings.is_empty() => {
                found.findings.push(no_anchor(document, span))
            }
            Value::Unanchored | Value::Nothing => {}
        }
        at = end;
    }
}

fn no_anchor(document: &Document<'_>, span: Span) -> Finding {
    Finding {
        severity: Severity::Warning,
        code: "date/no-anchor",
        span,
        message: format!(
            "“{}” cannot be reckoned: the article has no publication date",
            span.of(document.text)
        ),
        hint: "add `date: YYYY-MM-DD` to the front matter".to_owned(),
    }
}

/// What a rule says of the words from a token on.
#[derive(Clone, Copy, Debug)]
struct Hit {
    /// One past its last token.
    end: usize,
    value: Value,
    rule: &'static str,
}

#[derive(Clone, Copy, Debug)]
enum Value {
    /// A calendar value.
    Date(Edtf, Anchor),
    /// It would have one if the article had a publication date.
    Unanchored,
    /// A time expression without calendar value: a duration, a set, an idiom.
    Nothing,
}

impl Hit {
    fn nothing(end: usize) -> Self {
        Self {
            end,
            value: Value::Nothing,
            rule: "silent",
        }
    }

    fn absolute(end: usize, value: Edtf, rule: &'static str) -> Self {
        Self {
            end,
            value: Value::Date(value, Anchor::Absolute),
            rule,
        }
    }

    /// A value reckoned from the publication date; `None`: it was recognised and cannot be told.
    fn relative(end: usize, value: Option<Edtf>, rule: &'static str) -> Self {
        Self {
            end,
            value: value.map_or(Value::Nothing, |value| {
                Value::Date(value, Anchor::Publication)
            }),
            rule,
        }
    }

    fn unanchored(end: usize) -> Self {
        Self {
            end,
            value: Value::Unanchored,
            rule: "no-anchor",
        }
    }
}

type Check = fn(&Context<'_>, usize) -> Option<Hit>;

/// The rules in order; the first that does not pass decides.
const RULES: &[Check] = &[
    silent::find,
    holiday::find,
    absolute::find,
    weekday::find,
    quarter::find,
    season::find,
    comparison::find,
    deictic::find,
    relative::find,
    anchored::find,
    year::find,
];
