//! The year of a date that is written without one.
//!
//! What stands beside it tells first: its weekday, a year named just before or just after, the other end of a range, the
//! entry before in a chronology. Then the tense of its clause, within what news would write without a year. Where neither
//! tells, the date has no value.

use super::absolute::{Partial, Year, plain};
use super::calendar::{Direction, direction, year_of_day, year_of_month};
use super::weekday::agrees;
use super::word::Word;
use super::{Context, calendar};
use crate::date::{Edtf, Point, Unit};
use crate::extract::clause::Tense;
use crate::extract::facts::{Anchor, DateIx, DateMention};
use jiff::civil::Date;
use std::ops::Range;

/// A date with a month, reckoned.
pub enum Resolved {
    /// It has a value.
    Value(Edtf, Anchor),
    /// It would have one if the article had a publication date.
    Unanchored,
    /// It cannot be told.
    Unknown,
}

/// A day or month that the calendar has.
pub fn point(year: i16, month: u8, day: Option<u8>) -> Option<Point> {
    let unit = match day {
        Some(day) => {
            Date::new(year, month as i8, day as i8).ok()?;
            Unit::Day(month, day)
        }
        None => Unit::Month(month),
    };
    Some(calendar::point(year, unit))
}

/// The value of a date with a month; `range` are its tokens.
pub fn resolve(context: &Context<'_>, range: Range<usize>, partial: &Partial) -> Resolved {
    let make = |year: i16, anchor: Anchor| {
        let fits = |point: &Point| {
            partial
                .weekday
                .is_none_or(|weekday| agrees(point.earliest(), weekday))
        };
        match point(year, partial.month, partial.day).filter(fits) {
            Some(point) => Resolved::Value(Edtf::Point(point), anchor),
            None => Resolved::Unknown,
        }
    };
    match (partial.year, context.published()) {
        (Some(Year::Written(year)), _) => make(year, Anchor::Absolute),
        (Some(Year::Told(offset)), _) => match told_year(context) {
            Some((year, ix)) => make(year.saturating_add(offset), Anchor::Date(ix)),
            None => Resolved::Unknown,
        },
        (_, None) => Resolved::Unanchored,
        (Some(Year::Counted(year)), Some(_)) => make(year, Anchor::Publication),
        (None, Some(date)) => match listed_year(context, partial)
            .or_else(|| adjacent_year(context, &range, partial))
            .or_else(|| guess_year(context, range, partial, date))
        {
            Some((year, anchor)) => make(year, anchor),
            None => Resolved::Unknown,
        },
    }
}

/// The year that the paragraph tells of: "in March that year".
fn told_year(context: &Context<'_>) -> Option<(i16, DateIx)> {
    let (ix, last) = context.last_date()?;
    let year = last.value.earliest()?.year();
    (last.value.latest()?.year() == year).then_some((year, ix))
}

/// "in April and May 2017": the first month takes the year that the second has.
fn listed_year(context: &Context<'_>, partial: &Partial) -> Option<(i16, Anchor)> {
    if !matches!(context.text(partial.end), "and" | "or") {
        return None;
    }
    let next = plain(context, partial.end + 1)?;
    match next.year {
        Some(Year::Written(year)) if next.month > partial.month => Some((year, Anchor::Absolute)),
        _ => None,
    }
}

/// The date just before, when no more than a comma and small words part it from this one: "last year, in February",
/// "in February and November", "from 19 June to 24 June".
fn adjacent_year(
    context: &Context<'_>,
    range: &Range<usize>,
    partial: &Partial,
) -> Option<(i16, Anchor)> {
    let (ix, last) = context.last_date()?;
    let Edtf::Point(point) = last.value else {
        return None;
    };
    let from = context.tokens.at(last.span.end);
    let gap: [&str; 3] = [0, 1, 2].map(|n| match from + n < range.start {
        true => context.text(from + n),
        false => "",
    });
    if range.start.checked_sub(from)? > 2 {
        return None;
    }
    let months = |year: i16, month: u8| i32::from(year) * 12 + i32::from(month);
    let year = match (point.unit, gap) {
        (Unit::Year, ["," | "(" | "in", "" | "in" | "on", ""]) => point.year,
        (
            Unit::Month(before) | Unit::Day(before, _),
            ["to" | "through" | "until" | "till", "", ""],
        ) if partial.day.is_some() == matches!(point.unit, Unit::Day(..)) => {
            let wraps = (partial.month, partial.day) < (before, day_of(&point));
            point.year.saturating_add(i16::from(wraps))
        }
        (Unit::Month(before), ["and" | "or", "" | "in", ""]) if partial.day.is_none() => {
            let wraps = i16::from(partial.month < before);
            let year = point.year.saturating_add(wraps);
            // "in December and January": twelve months at most.
            (months(year, partial.month) - months(point.year, before) < 12).then_some(year)?
        }
        _ => return None,
    };
    Some((year, Anchor::Date(ix)))
}

fn day_of(point: &Point) -> Option<u8> {
    match point.unit {
        Unit::Day(_, day) => Some(day),
        _ => None,
    }
}

/// The year of a date without one: its weekday tells, or the chronology, or the tense.
fn guess_year(
    context: &Context<'_>,
    range: Range<usize>,
    partial: &Partial,
    date: Date,
) -> Option<(i16, Anchor)> {
    if let (Some(weekday), Some(day)) = (partial.weekday, partial.day) {
        let fits = |year: i16| {
            Date::new(year, partial.month as i8, day as i8).is_ok_and(|date| agrees(date, weekday))
        };
        let mut years = [0, -1, 1]
            .into_iter()
            .map(|offset| date.year().saturating_add(offset))
            .filter(|year| fits(*year));
        return years.next().map(|year| (year, Anchor::Publication));
    }
    if is_entry(context, &range) {
        return entry_year(context, partial, date);
    }
    let way = match partial.day {
        None => direction_of_month(context, &range),
        Some(_) => direction(context, range.clone()),
    };
    let opens = range.start == context.sentence.start + 1;
    let past = context.is_history(date);
    if (way == Direction::Past && opens || past)
        && let Some(told) = narrative(context, partial, date)
    {
        return Some(told);
    }
    if past {
        return None;
    }
    let year = match partial.day {
        Some(day) => year_of_day(date, partial.month, day, way),
        None => year_of_month(date, partial.month, way),
    };
    year.map(|year| (year, Anchor::Publication))
}

/// Before a noun ("a June agreement") a month may lie behind whatever is now done; so it may beside a plain present
/// ("homes that cost a million in October are now cheap").
fn direction_of_month(context: &Context<'_>, range: &Range<usize>) -> Direction {
    let before = context.before(range.start);
    let attribute = matches!(before, "a" | "an" | "its" | "his" | "her" | "their");
    match direction(context, range.clone()) {
        _ if attribute && context.is_noun(range.end) => Direction::Open,
        Direction::Future if matches!(before, "in" | "In") && is_plain_present(context, range) => {
            Direction::Open
        }
        way => way,
    }
}

fn is_plain_present(context: &Context<'_>, range: &Range<usize>) -> bool {
    context.tense(range.clone()) == Some(Tense::Present)
        && (range.end..context.sentence.end.min(range.end + 4))
            .any(|at| matches!(context.text(at), "is" | "are"))
}

/// "11 January: Border guards …": the head of an entry in a chronology or diary.
fn is_entry(context: &Context<'_>, range: &Range<usize>) -> bool {
    range.start == context.sentence.start
        && (context.text(range.end) == ":"
            || context.word(range.end) == Word::Dash && !context.touches(range.end - 1))
}

/// An entry follows the one before; the first lies behind, unless it is near ahead (a diary).
fn entry_year(context: &Context<'_>, partial: &Partial, date: Date) -> Option<(i16, Anchor)> {
    let mut latest = context.dates.iter().enumerate().rev().take(6);
    let entry = latest.find(|(_, date)| context.heads_entry(date));
    if let Some((
        ix,
        DateMention {
            value: Edtf::Point(point),
            ..
        },
    )) = entry
        && let Unit::Month(month) | Unit::Day(month, _) = point.unit
    {
        let wraps = partial.month < month && month - partial.month > 3;
        let year = point.year.saturating_add(i16::from(wraps));
        return Some((year, Anchor::Date(DateIx(ix as u32))));
    }
    let year = match partial.day {
        Some(day) => year_of_day(date, partial.month, day, Direction::Past),
        None => year_of_month(date, partial.month, Direction::Past),
    }?;
    let last = point(year, partial.month, partial.day)?.latest();
    let back = (date - last).get_days();
    let year = if back > 300 {
        year.saturating_add(1)
    } else {
        year
    };
    Some((year, Anchor::Publication))
}

/// A paragraph that tells of an earlier year in the past tense goes on in it: "In January 2003 … In March …". The month
/// must open its sentence: inside one it may as well be this year's.
fn narrative(context: &Context<'_>, partial: &Partial, date: Date) -> Option<(i16, Anchor)> {
    let (ix, last) = context.last_date()?;
    let Edtf::Point(point) = last.value else {
        return None;
    };
    let (year, month) = match point.unit {
        Unit::Month(month) | Unit::Day(month, _) => (point.year, month),
        _ => return None,
    };
    let months = |year: i16, month: u8| i32::from(year) * 12 + i32::from(month);
    let old = months(year, month) + 12 <= months(date.year(), calendar::month(date));
    let next = year.saturating_add(i16::from(partial.month < month));
    old.then_some((next, Anchor::Date(ix)))
}
