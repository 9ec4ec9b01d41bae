//! Expressions reckoned from another date of the paragraph: "two days later", "the previous day", "that year".
//!
//! The anchor is the last date before, in the same paragraph; without one there is no value.

use super::calendar::{shift, week};
use super::relative::{count, steps};
use super::word::{Span, Word};
use super::{Context, Hit};
use crate::date::{Edtf, Unit};
use crate::extract::facts::{Anchor, DateIx, DateMention};
use jiff::civil::Date;

/// Matches an expression that leans on another date.
pub fn find(context: &Context<'_>, at: usize) -> Option<Hit> {
    counted(context, at)
        .or_else(|| neighbour(context, at))
        .or_else(|| day_before(context, at))
}

/// The last date of the block when it has at least the precision of `unit`: its day, or its first day for coarser units.
fn anchor(context: &Context<'_>, unit: Span) -> Option<(DateIx, Date)> {
    let (ix, mention): (DateIx, &DateMention) = context.last_date()?;
    if mention.value == mention.value.about() {
        return None;
    }
    let first = mention.value.earliest()?;
    let fine = match (mention.value, unit) {
        (Edtf::Point(point), Span::Day | Span::Week | Span::Fortnight) => {
            matches!(point.unit, Unit::Day(..))
        }
        (Edtf::Point(point), Span::Month) => matches!(point.unit, Unit::Day(..) | Unit::Month(_)),
        (Edtf::Point(point), Span::Year) => !matches!(point.unit, Unit::Decade | Unit::Century),
        _ => false,
    };
    fine.then_some((ix, first))
}

fn hit(end: usize, anchor: Option<(DateIx, Date)>, make: impl Fn(Date) -> Option<Edtf>) -> Hit {
    let value = anchor
        .and_then(|(ix, date)| make(date).map(|value| super::Value::Date(value, Anchor::Date(ix))));
    Hit {
        end,
        value: value.unwrap_or(super::Value::Nothing),
        rule: "anchored",
    }
}

/// "two days later", "a week earlier", "three days before", "a year after"
fn counted(context: &Context<'_>, at: usize) -> Option<Hit> {
    let (end, n, unit) = count(context, at)?;
    let sign = match context.word(end) {
        Word::Later => 1,
        Word::Earlier => -1,
        _ => match context.text(end) {
            "before" | "previously" if stops(context, end + 1) => -1,
            "after" | "afterwards" if stops(context, end + 1) => 1,
            _ => return None,
        },
    };
    // "two weeks later than promised", "less than a month before": not from a date.
    if context.text(end + 1) == "than"
        || matches!(
            context.before(at),
            "than" | "nearly" | "almost" | "about" | "some" | "over"
        )
    {
        return Some(Hit::nothing(end + 1));
    }
    // "three weeks earlier, on June 28": the day is written out.
    let on = usize::from(context.word(end + 1) == Word::Comma) + 1 + end;
    if on > end + 1
        && matches!(context.text(on), "on" | "in")
        && let Some(written) = super::absolute::find(context, on + 1)
    {
        return Some(Hit {
            end: end + 1,
            rule: "anchored",
            ..written
        });
    }
    let days = sign * n as i32;
    let anchor = anchor(context, unit);
    Some(hit(end + 1, anchor, |date| match unit {
        Span::Day => shift(date, days).map(Edtf::day),
        Span::Fortnight if n == 1 => shift(date, days.checked_mul(14)?).map(Edtf::day),
        Span::Week => shift(date, days.checked_mul(7)?)
            .map(Edtf::day)
            .filter(|_| n <= 2)
            .or_else(|| week(date, days)),
        unit => steps(date, unit, days),
    }))
}

/// "before" or "after" stands alone: no noun follows that it would belong to.
fn stops(context: &Context<'_>, at: usize) -> bool {
    matches!(
        context.text(at),
        "" | "." | "," | ";" | ")" | "and" | "in" | "at" | "but"
    )
}

/// "the previous day", "the following year", "the next morning", "the same month", "that day"
fn neighbour(context: &Context<'_>, at: usize) -> Option<Hit> {
    let the =
        usize::from(context.word(at) == Word::The || matches!(context.text(at), "that" | "That"));
    let offset = match (context.word(at + the), the) {
        (Word::Previous, 1) => -1,
        (Word::Following, 1) => 1,
        (Word::Next, 1) => 1,
        (Word::Same, _) if the == 1 || matches!(context.text(at), "that" | "That") => 0,
        _ if matches!(context.text(at), "that" | "That") => return bare_that(context, at),
        _ => return None,
    };
    let (unit, end) = match context.word(at + the + 1) {
        Word::Unit {
            unit: unit @ (Span::Day | Span::Week | Span::Month | Span::Year),
            plural: false,
        } => (unit, at + the + 2),
        Word::Daypart => (Span::Day, at + the + 2),
        _ => return None,
    };
    let anchor = anchor(context, unit);
    Some(hit(end, anchor, |date| steps(date, unit, offset)))
}

/// "that day", "that year"; "that week the minister" may be a conjunction, so only these two.
fn bare_that(context: &Context<'_>, at: usize) -> Option<Hit> {
    let (
        Word::Unit {
            unit: unit @ (Span::Day | Span::Year | Span::Month),
            plural: false,
        },
        true,
    ) = (
        context.word(at + 1),
        !matches!(context.before(at), "said" | "says"),
    )
    else {
        return None;
    };
    let anchor = anchor(context, unit);
    Some(hit(at + 2, anchor, |date| steps(date, unit, 0)))
}

/// "the day before", "the night after", "the year before": only when nothing follows that they lean on.
fn day_before(context: &Context<'_>, at: usize) -> Option<Hit> {
    if context.word(at) != Word::The {
        return None;
    }
    let unit = match context.word(at + 1) {
        Word::Unit {
            unit: unit @ (Span::Day | Span::Month | Span::Year | Span::Week),
            plural: false,
        } => unit,
        Word::Daypart => Span::Day,
        _ => return None,
    };
    let offset = match context.text(at + 2) {
        "before" => -1,
        "after" => 1,
        _ => return None,
    };
    if !stops(context, at + 3) {
        return Some(Hit::nothing(at + 2));
    }
    let anchor = anchor(context, unit);
    Some(hit(at + 3, anchor, |date| steps(date, unit, offset)))
}
