//! Arithmetic of the calendar: which Wednesday, which June, which week.

use super::Context;
use crate::date::{Edtf, Point, Unit};
use crate::extract::clause::Tense;
use jiff::ToSpan;
use jiff::civil::Date;
use std::ops::Range;

/// Behind or ahead of the publication date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    Past,
    Future,
    /// The clause does not tell.
    Open,
}

/// Where an expression lies, from its preposition and the tense of its clause.
pub fn direction(context: &Context<'_>, range: Range<usize>) -> Direction {
    let preposition = context.before(before_clock(context, range.start));
    let tense = context.tense(range.clone());
    if matches!(context.text(range.end), "'s" | "’s") {
        return of_possessive(context, &range, tense);
    }
    match (preposition, tense) {
        ("since" | "Since", _) => Direction::Past,
        ("to", Some(Tense::Past))
            if context.has_before(
                range.start,
                2,
                &["contrast", "compared", "prior", "similar"],
            ) =>
        {
            Direction::Past
        }
        ("to", _) => Direction::Future,
        // "suggested mid-September", "as soon as trading opened Monday"
        ("suggested" | "proposed" | "starting" | "beginning", Some(Tense::Past)) => Direction::Open,
        (_, Some(Tense::Past)) if context.has_before(range.start, 5, &["soon"]) => Direction::Open,
        // "effective Feb. 1" begins then, whatever was decided.
        ("effective" | "Effective", _) => Direction::Future,
        // "a deadline set for Friday": "set Friday as" may lie on either side by now.
        ("set", _) => Direction::Open,
        ("for" | "until" | "till", Some(Tense::Unsure)) => Direction::Open,
        ("until" | "till" | "through", Some(Tense::Past)) if is_perfect(context, range.start) => {
            Direction::Future
        }
        ("for", Some(Tense::Past)) if is_called_off(context, range.end) => Direction::Open,
        ("for", Some(Tense::Past)) if set_for(context, range.start) => Direction::Future,
        ("until" | "till", Some(Tense::Past)) if extended(context, range.start) => {
            Direction::Future
        }
        ("until" | "till" | "for" | "before", Some(Tense::Past)) => Direction::Open,
        ("by" | "By", Some(Tense::Past)) if is_negated(context, range.start) => Direction::Open,
        // "planned a march on Saturday" looks forward, unless it was long ago.
        ("on", Some(Tense::Past)) if context.has_before(range.start, 8, &["planned"]) => {
            Direction::Open
        }
        ("of", None | Some(Tense::Unsure)) => Direction::Past,
        (_, Some(Tense::Past)) => Direction::Past,
        (_, Some(Tense::Future)) => Direction::Future,
        (
            "by" | "until" | "till" | "before" | "from" | "on" | "in" | "this" | "for" | "meets"
            | "opens" | "begins" | "starts" | "returns" | "resumes",
            Some(Tense::Present),
        ) => Direction::Future,
        ("by" | "By" | "until" | "Until" | "till" | "before" | "Before", None) => Direction::Future,
        (_, Some(Tense::Present | Tense::Unsure) | None) => Direction::Open,
    }
}

/// The place before a time of day: "until 9 a.m. EST Tuesday", "at noon Saturday".
fn before_clock(context: &Context<'_>, at: usize) -> usize {
    let is_clock = |text: &str| {
        matches!(
            text,
            "a.m." | "p.m." | "am" | "pm" | "noon" | "midnight" | "o'clock" | "o’clock"
        ) || matches!(text, "EST" | "EDT" | "GMT" | "UTC" | "ET" | "CET" | "BST")
    };
    let mut start = at;
    while start > context.sentence.start && at - start < 4 && is_clock(context.text(start - 1)) {
        start -= 1;
    }
    let number = start < at
        && context
            .text(start - 1)
            .starts_with(|ch: char| ch.is_ascii_digit());
    if number { start - 1 } else { start }
}

/// "has forecast rain till Sunday", "has closed the road until Friday"
fn is_perfect(context: &Context<'_>, at: usize) -> bool {
    context.has_before(at, 12, &["has", "have"])
}

/// "planned for Saturday was cancelled"
fn is_called_off(context: &Context<'_>, at: usize) -> bool {
    (at..context.sentence.end.min(at + 8)).any(|ix| {
        matches!(
            context.text(ix),
            "cancelled"
                | "canceled"
                | "scrapped"
                | "postponed"
                | "deferred"
                | "delayed"
                | "abandoned"
                | "off"
        )
    })
}

/// "if it did not move by Easter"
fn is_negated(context: &Context<'_>, at: usize) -> bool {
    context.has_before(
        at,
        6,
        &["not", "n't", "didn't", "didn’t", "if", "If", "unless"],
    )
}

/// "called a rally for Thursday", "scheduled arguments for Wednesday"
fn set_for(context: &Context<'_>, at: usize) -> bool {
    (at.saturating_sub(14).max(context.sentence.start)..at).any(|ix| {
        matches!(
            context.text(ix),
            "called"
                | "scheduled"
                | "planned"
                | "set"
                | "announced"
                | "convened"
                | "fixed"
                | "arranged"
                | "ordered"
                | "summoned"
        )
    })
}

/// "gave him until Saturday", "remanded until Monday"
fn extended(context: &Context<'_>, at: usize) -> bool {
    (at.saturating_sub(9).max(context.sentence.start)..at).any(|ix| {
        matches!(
            context.text(ix),
            "gave"
                | "given"
                | "extended"
                | "remanded"
                | "adjourned"
                | "postponed"
                | "delayed"
                | "suspended"
                | "closed"
                | "deferred"
                | "prolonged"
                | "banned"
                | "off"
        )
    })
}

/// "Monday's shelling" lies behind; "will attend Monday's summit" ahead; "called off Thursday's meeting" either way.
fn of_possessive(context: &Context<'_>, range: &Range<usize>, tense: Option<Tense>) -> Direction {
    const MEETINGS: &[&str] = &[
        "meeting",
        "summit",
        "talks",
        "vote",
        "election",
        "elections",
        "match",
        "game",
        "hearing",
        "session",
        "conference",
        "debate",
        "ceremony",
        "launch",
        "deadline",
        "visit",
        "referendum",
        "ballot",
        "poll",
        "polls",
        "final",
        "fundraiser",
        "runoff",
        "run-off",
        "trial",
        "march",
        "rally",
        "protest",
        "strike",
        "funeral",
        "deal",
        "race",
    ];
    let noun = (range.end + 1..range.end + 4).any(|at| MEETINGS.contains(&context.text(at)));
    let called_off =
        (range.start.saturating_sub(3).max(context.sentence.start)..range.start).any(|at| {
            matches!(
                context.text(at),
                "off"
                    | "cancelled"
                    | "canceled"
                    | "scrapped"
                    | "postponed"
                    | "delayed"
                    | "for"
                    | "before"
            )
        });
    match tense {
        _ if context.before(range.start) == "after" => Direction::Past,
        Some(Tense::Past) if called_off && noun => Direction::Open,
        Some(Tense::Future) if noun => Direction::Future,
        Some(Tense::Present | Tense::Unsure) | None if noun => Direction::Open,
        _ => Direction::Past,
    }
}

/// The date `days` later (earlier when negative).
pub fn shift(date: Date, days: i32) -> Option<Date> {
    date.checked_add(i64::from(days).days()).ok()
}

/// Year and month `months` later.
pub fn shift_month(year: i16, month: u8, months: i32) -> (i16, u8) {
    let count = i32::from(year) * 12 + i32::from(month) - 1 + months;
    (
        count.div_euclid(12).clamp(-9999, 9999) as i16,
        (count.rem_euclid(12) + 1) as u8,
    )
}

/// Monday 1 to Sunday 7.
pub fn weekday(date: Date) -> i8 {
    date.weekday().to_monday_one_offset()
}

/// The month of a date.
pub fn month(date: Date) -> u8 {
    date.month() as u8
}

/// Monday to Sunday of the week that is `weeks` after the date's.
pub fn week(date: Date, weeks: i32) -> Option<Edtf> {
    let monday = shift(date, weeks * 7 + 1 - i32::from(weekday(date)))?;
    Some(Edtf::days(monday, shift(monday, 6)?))
}

/// Saturday and Sunday of the week that is `weeks` after the date's.
pub fn weekend(date: Date, weeks: i32) -> Option<Edtf> {
    let saturday = shift(date, weeks * 7 + 6 - i32::from(weekday(date)))?;
    Some(Edtf::days(saturday, shift(saturday, 1)?))
}

/// The weekday of the week that is `weeks` after the date's.
pub fn weekday_of_week(date: Date, day: i8, weeks: i32) -> Option<Date> {
    shift(date, weeks * 7 + i32::from(day) - i32::from(weekday(date)))
}

/// The nearest such weekday in a direction, the date itself included.
pub fn nearest_weekday(date: Date, day: i8, direction: Direction) -> Option<Date> {
    let ahead = i32::from(day - weekday(date)).rem_euclid(7);
    match (direction, ahead) {
        (_, 0) => Some(date),
        (Direction::Future, ahead) => shift(date, ahead),
        (Direction::Past, ahead) => shift(date, ahead - 7),
        (Direction::Open, _) => None,
    }
}

/// The year of a month named without one. The other direction wins when the tense's own would be ten months away or
/// more: news writes "last July" for that.
pub fn year_of_month(date: Date, n: u8, direction: Direction) -> Option<i16> {
    let ahead = i32::from(n) - i32::from(month(date));
    let ahead = ahead.rem_euclid(12);
    let forward = shift_month(date.year(), month(date), ahead).0;
    let backward = if ahead == 0 { forward } else { forward - 1 };
    match direction {
        _ if ahead == 0 => Some(forward),
        Direction::Past if ahead <= 1 => Some(forward),
        Direction::Past => Some(backward),
        Direction::Future if ahead >= 11 => Some(backward),
        Direction::Future => Some(forward),
        Direction::Open if ahead <= 3 => Some(forward),
        Direction::Open if ahead >= 8 => Some(backward),
        Direction::Open => None,
    }
}

/// The year of a day and month named without one.
pub fn year_of_day(date: Date, month: u8, day: u8, direction: Direction) -> Option<i16> {
    let this = |year: i16| Date::new(year, month as i8, day as i8).ok();
    let years = [
        date.year().saturating_sub(1),
        date.year(),
        date.year().saturating_add(1),
    ];
    let distance = |year: i16| this(year).map(|day| (day - date).get_days());
    let past = years
        .iter()
        .rev()
        .copied()
        .find(|year| distance(*year).is_some_and(|days| days <= 0));
    let future = years
        .iter()
        .copied()
        .find(|year| distance(*year).is_some_and(|days| days >= 0));
    let far = |year: Option<i16>| year.and_then(distance).map_or(i32::MAX, i32::abs);
    match direction {
        _ if far(past) == 0 => past,
        Direction::Past if far(past) > 300 && far(future) < 60 => future,
        Direction::Past => past,
        Direction::Future if far(future) > 300 && far(past) < 60 => past,
        Direction::Future => future,
        Direction::Open if far(past) <= 120 && far(future) > 200 => past,
        Direction::Open if far(future) <= 120 && far(past) > 200 => future,
        Direction::Open => None,
    }
}

/// A point without qualifiers.
pub fn point(year: i16, unit: Unit) -> Point {
    Point {
        year,
        unit,
        approximate: false,
        uncertain: false,
    }
}

/// A season of a year: spring 1 to winter 4.
pub fn season(year: i16, n: u8) -> Edtf {
    Edtf::Point(point(year, Unit::Season(n)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn weeks_run_from_monday_to_sunday() {
        let friday = date(2019, 1, 18);
        assert_eq!(
            week(friday, -1).unwrap().to_string(),
            "2019-01-07/2019-01-13"
        );
        assert_eq!(
            weekend(friday, 0).unwrap().to_string(),
            "2019-01-19/2019-01-20"
        );
        assert_eq!(week(date(9999, 12, 31), 1), None);
    }

    #[test]
    fn weekdays_and_months_follow_the_direction() {
        let friday = date(2019, 1, 18);
        assert_eq!(
            nearest_weekday(friday, 3, Direction::Past),
            Some(date(2019, 1, 16))
        );
        assert_eq!(
            nearest_weekday(friday, 3, Direction::Future),
            Some(date(2019, 1, 23))
        );
        assert_eq!(nearest_weekday(friday, 5, Direction::Open), Some(friday));
        assert_eq!(nearest_weekday(friday, 4, Direction::Open), None);
        assert_eq!(year_of_month(friday, 2, Direction::Future), Some(2019));
        assert_eq!(year_of_month(friday, 11, Direction::Past), Some(2018));
        assert_eq!(year_of_month(friday, 7, Direction::Open), None);
        assert_eq!(year_of_day(friday, 12, 20, Direction::Past), Some(2018));
        assert_eq!(year_of_day(friday, 1, 25, Direction::Past), Some(2019));
        assert_eq!(year_of_day(date(1, 1, 1), 2, 29, Direction::Past), Some(0));
    }
}
