//! Two dates of a sentence that are the ends of one interval: "Monday – Friday".
//!
//! "from A to B" stays two dates, a beginning and an end, and so does "between A and B": something may have happened once
//! between them.

use crate::date::Edtf;
use crate::extract::facts::{DateMention, Rule};
use crate::extract::token::Tokens;
use crate::text::{Document, Span};
use std::ops::Range;

/// Joins the dates of one sentence that a pair of prepositions binds.
pub fn merge(
    document: &Document<'_>,
    tokens: &Tokens,
    sentence: &Range<usize>,
    dates: &mut Vec<DateMention>,
) {
    let Some(start) = sentence
        .clone()
        .next()
        .and_then(|at| tokens.tokens.get(at))
        .map(|token| token.span.start)
    else {
        return;
    };
    let first = dates.partition_point(|date| date.span.start < start);
    let mut at = first;
    while at + 1 < dates.len() {
        let joined = match (dates.get(at), dates.get(at + 1)) {
            (Some(one), Some(two)) => join(document, tokens, one, two),
            _ => None,
        };
        if let Some(joined) = joined {
            dates.splice(at..at + 2, [joined]);
        }
        at += 1;
    }
}

fn join(
    document: &Document<'_>,
    tokens: &Tokens,
    one: &DateMention,
    two: &DateMention,
) -> Option<DateMention> {
    let (Edtf::Point(first), Edtf::Point(last)) = (one.value, two.value) else {
        return None;
    };
    let gap = tokens.at(one.span.end);
    let next = tokens.at(two.span.start);
    let alike = std::mem::discriminant(&first.unit) == std::mem::discriminant(&last.unit);
    let life = last.year.saturating_sub(first.year) > super::range::LIFE;
    let bound =
        next == gap + 1 && alike && !life && matches!(tokens.text(document, gap), "–" | "—");
    let value = Edtf::Interval(Some(first), Some(last));
    let ordered = first.latest() < last.earliest();
    (bound && ordered).then(|| DateMention {
        span: Span {
            start: one.span.start,
            end: two.span.end,
        },
        value,
        timex: super::timex::of(&value),
        anchor: two.anchor,
        sentence: one.sentence,
        rule: Rule("interval"),
    })
}
