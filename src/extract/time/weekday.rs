//! Weekdays: "Wednesday", "last Friday", "next Monday", "Tuesday night", "Monday of last week".

use super::calendar::{Direction, direction, nearest_weekday, shift, weekday, weekday_of_week};
use super::word::{Span, Word};
use super::{Context, Hit};
use crate::date::Edtf;
use jiff::civil::Date;

/// Matches a weekday with what stands before and after it.
pub fn find(context: &Context<'_>, at: usize) -> Option<Hit> {
    let (day_at, modifier) = head(context, at)?;
    let Word::Weekday(day) = context.word(day_at) else {
        return None;
    };
    if context.text(day_at).ends_with("days") {
        return Some(Hit::nothing(day_at + 1));
    }
    // "on a Saturday": any; "the earliest possible Sunday": one to be.
    if matches!(
        context.before(at),
        "a" | "an" | "any" | "possible" | "some" | "one" | "first" | "A" | "consecutive"
    ) {
        return Some(Hit::nothing(day_at + 1));
    }
    let Some(date) = context.published() else {
        return Some(Hit::unanchored(day_at + 1));
    };
    let (end, value) = match modifier {
        Some(modifier) => (day_at + 1, modified(date, day, modifier)),
        None => bare(context, date, day, at, day_at),
    };
    let end = daypart(context, end);
    let rule = if modifier.is_some() {
        "weekday-modified"
    } else {
        "weekday"
    };
    Some(Hit::relative(end, value.map(Edtf::day), rule))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Modifier {
    Last,
    Next,
    This,
}

/// The weekday's token and the modifier before it: "last", "this past", "next", "this coming", "late".
fn head(context: &Context<'_>, at: usize) -> Option<(usize, Option<Modifier>)> {
    let next = context.word(at + 1);
    match context.word(at) {
        Word::Weekday(_) => Some((at, None)),
        Word::Last => Some((at + 1, Some(Modifier::Last))),
        Word::Next | Word::Coming => Some((at + 1, Some(Modifier::Next))),
        Word::This if next == Word::Coming => Some((at + 2, Some(Modifier::Next))),
        Word::This if context.text(at + 1) == "past" => Some((at + 2, Some(Modifier::Last))),
        Word::This => Some((at + 1, Some(Modifier::This))),
        Word::Early | Word::Late if matches!(next, Word::Weekday(_)) => Some((at + 1, None)),
        _ => None,
    }
}

fn modified(date: Date, day: i8, modifier: Modifier) -> Option<Date> {
    match modifier {
        Modifier::Last => {
            let past = nearest_weekday(date, day, Direction::Past)?;
            match (date - past).get_days() {
                0 => shift(date, -7),
                // "last Wednesday", said on a Thursday, is yesterday to some and a week before to others.
                1 => None,
                _ => Some(past),
            }
        }
        Modifier::Next => {
            let future = nearest_weekday(date, day, Direction::Future)?;
            match (future - date).get_days() {
                0 => shift(date, 7),
                1 => None,
                _ => Some(future),
            }
        }
        Modifier::This => weekday_of_week(date, day, 0),
    }
}

/// A weekday without modifier: a week may follow it, else the tense decides.
fn bare(
    context: &Context<'_>,
    date: Date,
    day: i8,
    at: usize,
    day_at: usize,
) -> (usize, Option<Date>) {
    if let Some((end, weeks)) = of_week(context, day_at + 1) {
        return (end, weekday_of_week(date, day, weeks));
    }
    if context.text(day_at + 1) == "week" {
        let next = nearest_weekday(date, day, Direction::Future);
        return (day_at + 2, next.and_then(|date| shift(date, 7)));
    }
    let named =
        matches!(context.before(at), "declared" | "proclaimed") && context.text(day_at + 1) == "a";
    let way = if named {
        Direction::Future
    } else {
        direction(context, at..day_at + 1)
    };
    (day_at + 1, nearest_weekday(date, day, way))
}

/// "of last week", "last week", "next week", "of the week before"
fn of_week(context: &Context<'_>, at: usize) -> Option<(usize, i32)> {
    let at = at + usize::from(context.word(at) == Word::Of);
    let weeks = match context.word(at) {
        Word::Last => -1,
        Word::Next => 1,
        Word::This => 0,
        _ => return None,
    };
    let week = matches!(
        context.word(at + 1),
        Word::Unit {
            unit: Span::Week,
            plural: false
        }
    );
    week.then_some((at + 2, weeks))
}

/// "Tuesday night", "Monday morning's"
pub fn daypart(context: &Context<'_>, at: usize) -> usize {
    let early = matches!(context.word(at), Word::Early | Word::Late)
        && context.word(at + 1) == Word::Daypart;
    let at = at + usize::from(early);
    at + usize::from(context.word(at) == Word::Daypart)
}

/// True when a date falls on the weekday that stands beside it.
pub fn agrees(date: Date, day: i8) -> bool {
    weekday(date) == day
}
