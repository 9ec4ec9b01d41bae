//! Quarters and halves of a year: "the first quarter of 2010", "the 1988 third quarter", "this year's second half",
//! "third-quarter results".
//!
//! Without a year it is the one that has just ended or the nearest in the direction of the clause. The quarters of
//! business years are nobody's calendar: "fiscal", and a quarter that ended in another month, have no value.

use super::calendar::{Direction, direction, month, point, year_of_month};
use super::season::{counted, year};
use super::word::{Span, Word};
use super::{Context, Hit};
use crate::date::{Edtf, Unit};
use jiff::civil::Date;

/// Matches a quarter or half.
pub fn find(context: &Context<'_>, at: usize) -> Option<Hit> {
    let (start, lead) = lead(context, at);
    let (next, unit) = part(context, start)?;
    if matches!(context.before(at), "fiscal" | "financial" | "Fiscal") {
        return Some(Hit::nothing(next));
    }
    let written = |end: usize, year: i16| {
        Some(Hit::absolute(
            end,
            Edtf::Point(point(year, unit)),
            "quarter",
        ))
    };
    if let Lead::Year(year) = lead {
        return written(next, year);
    }
    if let Some((end, year, None)) = year(context, next) {
        return written(end, year);
    }
    let Some(date) = context.published() else {
        return Some(Hit::unanchored(next));
    };
    let offset = match lead {
        Lead::Counted(offset) => Some((next, offset)),
        _ => counted(context, next).or_else(|| of_the_year(context, next)),
    };
    let of_year = offset.map(|(end, offset)| (end, Some(date.year().saturating_add(offset))));
    let (end, year) = of_year.unwrap_or_else(|| (next, bare_year(context, date, unit, at..next)));
    let year = match lead {
        Lead::YearBefore => year.map(|year| year.saturating_sub(1)),
        _ => year,
    };
    let value = year.map(|year| Edtf::Point(point(year, unit)));
    Some(Hit::relative(end, value, "quarter"))
}

/// What stands before a quarter and tells its year.
#[derive(Clone, Copy)]
enum Lead {
    None,
    /// "the 1988 third quarter"
    Year(i16),
    /// "this year's third quarter", counted from the year of publication.
    Counted(i16),
    /// "the year-earlier third quarter"
    YearBefore,
}

/// The words before the quarter, and where they end.
fn lead(context: &Context<'_>, at: usize) -> (usize, Lead) {
    let the = at + usize::from(context.word(at) == Word::The);
    let possessive = |at: usize| matches!(context.text(at), "'s" | "’s");
    let offset = match context.word(the) {
        Word::Digits(year @ 1900..=2199, 4) => {
            let end = the + 1 + usize::from(possessive(the + 1));
            return (end, Lead::Year(year as i16));
        }
        Word::Other if matches!(context.text(the), "year-ago" | "year-earlier") => {
            return (the + 1, Lead::YearBefore);
        }
        Word::Last => -1,
        Word::This => 0,
        Word::Next => 1,
        _ => return (the, Lead::None),
    };
    match context.word(the + 1).is_unit(Span::Year) && possessive(the + 2) {
        true => (the + 3, Lead::Counted(offset)),
        false => (the, Lead::None),
    }
}

/// The quarter or half itself: "third-quarter", "Q3", "the first half", "first two quarters", "last half".
fn part(context: &Context<'_>, start: usize) -> Option<(usize, Unit)> {
    let unit = |at: usize, unit: Span| matches!(context.word(at), Word::Unit { unit: found, .. } if found == unit);
    let last = context.word(start) == Word::Last || context.text(start) == "final";
    let both = context.word(start + 1) == Word::Cardinal(2) && unit(start + 2, Span::Quarter);
    Some(match context.word(start) {
        Word::Quarter(n) => (start + 1, Unit::Quarter(n)),
        Word::Half(n) => (start + 1, Unit::Half(n)),
        Word::Ordinal(1) if both => (start + 3, Unit::Half(1)),
        Word::Ordinal(n @ 1..=4) if unit(start + 1, Span::Quarter) => {
            (start + 2, Unit::Quarter(n as u8))
        }
        Word::Ordinal(n @ 1..=2) if unit(start + 1, Span::Half) => (start + 2, Unit::Half(n as u8)),
        _ if last && unit(start + 1, Span::Quarter) && context.word(start + 2) == Word::Of => {
            (start + 2, Unit::Quarter(4))
        }
        _ if last && unit(start + 1, Span::Half) && context.word(start + 2) == Word::Of => {
            (start + 2, Unit::Half(2))
        }
        _ => return None,
    })
}

/// "of the year"
fn of_the_year(context: &Context<'_>, at: usize) -> Option<(usize, i16)> {
    let of = context.word(at) == Word::Of && context.word(at + 1) == Word::The;
    (of && context.word(at + 2).is_unit(Span::Year)).then_some((at + 3, 0))
}

/// The year of a quarter without one. A half may also be a game's, so that it needs its year.
fn bare_year(
    context: &Context<'_>,
    date: Date,
    unit: Unit,
    range: std::ops::Range<usize>,
) -> Option<i16> {
    let Unit::Quarter(n) = unit else {
        return None;
    };
    // "a third quarter in a row" counts; "a third-quarter loss" does not.
    let hyphened = matches!(context.word(range.start), Word::Quarter(_));
    let counts = matches!(context.before(range.start), "a" | "an") && !hyphened
        || matches!(
            context.before(range.start),
            "every" | "each" | "straight" | "consecutive"
        );
    // "the third quarter of the business year"; not "a loss for the third quarter of $2 million".
    let of = context.word(range.end) == Word::Of && context.text(range.end + 1) != "$";
    if counts || of {
        return None;
    }
    if matches!(context.text(range.end), "ended" | "ending") {
        return ended_year(context, date, n, range.end + 1);
    }
    let now = (month(date) - 1) / 3 + 1;
    // Results come out in the quarter after: the one that has just ended comes before one that is most of a year ahead.
    let just_ended = now == n % 4 + 1;
    let ended = date.year().saturating_sub(i16::from(n > now));
    match direction(context, range) {
        _ if just_ended => Some(ended),
        Direction::Past => Some(ended),
        Direction::Future => Some(date.year().saturating_add(i16::from(n < now))),
        Direction::Open if n == now => Some(date.year()),
        Direction::Open => None,
    }
}

/// "the third quarter ended Sept. 30": the calendar's third, when the months agree.
fn ended_year(context: &Context<'_>, date: Date, n: u8, at: usize) -> Option<i16> {
    let Word::Month { n: last, .. } = context.word(at) else {
        return None;
    };
    let day = usize::from(matches!(context.word(at + 1), Word::Digits(1..=31, 1 | 2)));
    let (_, written) = super::absolute::year(context, at + 1 + day);
    let year = match written {
        Some(super::absolute::Year::Written(year)) => Some(year),
        Some(_) => None,
        None => year_of_month(date, last, Direction::Past),
    };
    year.filter(|_| last == n * 3)
}
