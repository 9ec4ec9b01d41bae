//! Weekdays: "Wednesday", "last Friday", "next Monday", "Tuesday night", "Monday of last week".

use super::calendar::{Direction, direction, nearest_weekday, shift, weekday, weekday_of_week};
use super::word::{Span, Word};
use super::{Context, Hit};
use crate::date::Edtf;
use crate::extract::facts::Anchor;
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
    let any = matches!(
        context.before(at),
        "a" | "an" | "any" | "possible" | "some" | "one" | "first" | "A" | "consecutive"
    );
    if any && !is_reported(context, day_at) || is_working_week(context, at, day) {
        return Some(Hit::nothing(day_at + 1));
    }
    if let Some(hit) = leaning(context, at, day_at, day) {
        return Some(hit);
    }
    let Some(date) = context.published() else {
        return Some(Hit::unanchored(day_at + 1));
    };
    if let Some(modifier @ (Modifier::Before | Modifier::After)) = modifier {
        return Some(neighbour(context, day_at, day, modifier == Modifier::After));
    }
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

/// "in a Sunday interview", "a Tuesday night meeting": said of one that took place.
fn is_reported(context: &Context<'_>, day_at: usize) -> bool {
    const REPORTED: &[&str] = &[
        "address",
        "announcement",
        "attack",
        "blog",
        "briefing",
        "call",
        "conference",
        "crash",
        "decision",
        "deadline",
        "editorial",
        "email",
        "explosion",
        "filing",
        "hearing",
        "interview",
        "letter",
        "meeting",
        "memo",
        "news",
        "post",
        "press",
        "raid",
        "report",
        "ruling",
        "shooting",
        "speech",
        "statement",
        "strike",
        "summit",
        "telephone",
        "tweet",
        "visit",
        "vote",
    ];
    let noun = daypart(context, day_at + 1);
    REPORTED.contains(&context.text(noun))
}

/// "Monday through Friday", "Monday-Friday": office hours, unless "from" makes them days.
fn is_working_week(context: &Context<'_>, at: usize, day: i8) -> bool {
    let to = |at: usize| {
        matches!(context.text(at), "to" | "through" | "till") || context.word(at) == Word::Dash
    };
    let first = |at: usize, last: i8| context.word(at) == Word::Weekday(1) && last >= 5;
    let from = |at: usize| matches!(context.before(at), "from" | "From");
    match (context.word(at + 2), at.checked_sub(2)) {
        (Word::Weekday(last), _) if to(at + 1) && first(at, last) => !from(at),
        (_, Some(monday)) if to(at - 1) && first(monday, day) => !from(monday),
        _ => false,
    }
}

/// "the Tuesday after Easter", "the Friday before June 12": counted from that day, or not at all.
fn leaning(context: &Context<'_>, at: usize, day_at: usize, day: i8) -> Option<Hit> {
    let after = match context.text(day_at + 1) {
        "after" => true,
        "before" => false,
        _ => return None,
    };
    let the = is_the(context, at);
    let date_at = day_at + 2;
    let date = super::holiday::find(context, date_at)
        .or_else(|| super::absolute::find(context, date_at))
        .or_else(|| super::holiday::find(context, date_at + 1));
    let from = date.and_then(|date| match date.value {
        super::Value::Date(value, anchor) => value.as_day().map(|date| (date, anchor)),
        _ => None,
    });
    let value = from.and_then(|(date, anchor)| {
        let value = match after {
            true => nearest_weekday(shift(date, 1)?, day, Direction::Future)?,
            false => nearest_weekday(shift(date, -1)?, day, Direction::Past)?,
        };
        Some(super::Value::Date(Edtf::day(value), anchor))
    });
    the.then(|| Hit {
        end: day_at + 1,
        value: value.unwrap_or(super::Value::Nothing),
        rule: "weekday-leaning",
    })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Modifier {
    Last,
    Next,
    This,
    /// "the previous Friday", from another date of the text.
    Before,
    /// "the following Friday"
    After,
}

/// The weekday's token and the modifier before it: "last", "this past", "next", "this coming", "late".
fn head(context: &Context<'_>, at: usize) -> Option<(usize, Option<Modifier>)> {
    let next = context.word(at + 1);
    match context.word(at) {
        Word::Weekday(_) => Some((at, None)),
        Word::Last => Some((at + 1, Some(Modifier::Last))),
        // "went back the next Tuesday"
        Word::Next if is_the(context, at) => Some((at + 1, Some(Modifier::After))),
        Word::Next | Word::Coming => Some((at + 1, Some(Modifier::Next))),
        Word::This if next == Word::Coming => Some((at + 2, Some(Modifier::Next))),
        Word::This if context.text(at + 1) == "past" => Some((at + 2, Some(Modifier::Last))),
        Word::This => Some((at + 1, Some(Modifier::This))),
        Word::Previous if is_the(context, at) => Some((at + 1, Some(Modifier::Before))),
        Word::Following if is_the(context, at) => Some((at + 1, Some(Modifier::After))),
        Word::Early | Word::Late if matches!(next, Word::Weekday(_)) => Some((at + 1, None)),
        _ => None,
    }
}

/// "the following Friday"; "Following Monday's debate" is a preposition.
fn is_the(context: &Context<'_>, at: usize) -> bool {
    matches!(context.before(at), "the" | "The" | "that")
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
        Modifier::Before | Modifier::After => None,
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
    if let Some(first) = range_start(context, at) {
        let value = shift(first, 1).and_then(|date| nearest_weekday(date, day, Direction::Future));
        return (day_at + 1, value);
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

/// "from Monday to Thursday": the day that begins the range.
fn range_start(context: &Context<'_>, at: usize) -> Option<Date> {
    let (_, last) = context.last_date()?;
    let joined = matches!(context.before(at), "to" | "through" | "until" | "till");
    let adjacent = at.checked_sub(1)? == context.tokens.at(last.span.end);
    let first = context.tokens.at(last.span.start);
    let from = matches!(context.before(first), "from" | "From") && last.rule.0 == "weekday";
    last.value.as_day().filter(|_| joined && adjacent && from)
}

/// "the following Friday": from the last date of the paragraph.
fn neighbour(context: &Context<'_>, day_at: usize, day: i8, after: bool) -> Hit {
    let last = context
        .last_date()
        .filter(|(_, last)| last.value != last.value.about());
    let value = last.and_then(|(ix, last)| {
        let from = last.value.as_day()?;
        let value = match after {
            true => nearest_weekday(shift(from, 1)?, day, Direction::Future)?,
            false => nearest_weekday(shift(from, -1)?, day, Direction::Past)?,
        };
        Some(super::Value::Date(Edtf::day(value), Anchor::Date(ix)))
    });
    Hit {
        end: daypart(context, day_at + 1),
        value: value.unwrap_or(super::Value::Nothing),
        rule: "weekday-anchored",
    }
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
