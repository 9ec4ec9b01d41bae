//! Dates with a month: "June 12, 2018", "12 June", "Jan. 18", "June 12-13", "mid-March", "last June", 2018-06-12.
//!
//! A date without a year takes the one that its weekday or the tense of its clause gives. Numbers that may be read in
//! two ways (03/04/2018) stay silent.

use super::calendar::{
    Direction, direction, month as month_of, nearest_weekday, shift, shift_month, week,
    year_of_day, year_of_month,
};
use super::relative::part;
use super::weekday::{agrees, daypart};
use super::word::{Span, Word};
use super::{Context, Hit};
use crate::date::{Edtf, Point, Unit};
use crate::extract::facts::Anchor;
use jiff::civil::Date;
use std::ops::Range;

/// Matches a date with a month.
pub fn find(context: &Context<'_>, at: usize) -> Option<Hit> {
    numeric(context, at)
        .or_else(|| qualified(context, at))
        .or_else(|| modified(context, at))
        .or_else(|| last_day(context, at))
        .or_else(|| week_of(context, at))
        .or_else(|| range(context, at))
        .or_else(|| single(context, at))
}

/// A date as far as it is written.
#[derive(Clone, Copy, Debug)]
struct Partial {
    end: usize,
    weekday: Option<i8>,
    year: Option<Year>,
    month: u8,
    day: Option<u8>,
}

/// A year as written, or counted from the publication date ("last year").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Year {
    Written(i16),
    Counted(i16),
}

/// 2018-06-12, 2018/06/12, 25/12/2018, 12/25/2018
fn numeric(context: &Context<'_>, at: usize) -> Option<Hit> {
    let (Word::Digits(first, length), mark, Word::Digits(second, _)) =
        (context.word(at), context.word(at + 1), context.word(at + 2))
    else {
        return None;
    };
    if !matches!(mark, Word::Dash | Word::Slash) || !context.touches(at) || !context.touches(at + 1)
    {
        return None;
    }
    let third = match context.word(at + 4 - 1) {
        same if same == mark && context.touches(at + 2) && context.touches(at + 3) => {
            context.word(at + 4)
        }
        _ => Word::Other,
    };
    let (y, m, d) = match (length, third) {
        (4, Word::Digits(day, 1..=2)) => (first, second, day),
        (1 | 2, Word::Digits(year, 4)) if first > 12 => (year, second, first),
        (1 | 2, Word::Digits(year, 4)) if second > 12 => (year, first, second),
        (1 | 2, Word::Digits(..)) => return Some(Hit::nothing(at + 5)),
        _ => return None,
    };
    let date = Date::new(y as i16, i8::try_from(m).ok()?, i8::try_from(d).ok()?);
    Some(match date {
        Ok(date) => Hit::absolute(at + 5, Edtf::day(date), "numeric"),
        Err(_) => Hit::nothing(at + 5),
    })
}

/// "early June", "the end of February 2019", "mid-March", "late last June": the month, about.
fn qualified(context: &Context<'_>, at: usize) -> Option<Hit> {
    if let Word::MidMonth(n) = context.word(at) {
        let (end, year) = year(context, at + 1);
        let partial = Partial {
            end,
            weekday: None,
            year,
            month: n,
            day: None,
        };
        return Some(about(context, at, &partial, "mid-month"));
    }
    if matches!(context.word(at), Word::Earlier | Word::Later) {
        return None;
    }
    let (next, _) = part(context, at).filter(|(_, about)| *about)?;
    if let Some(hit) = modified(context, next) {
        return Some(Hit {
            value: match hit.value {
                super::Value::Date(value, anchor) => super::Value::Date(value.about(), anchor),
                other => other,
            },
            rule: "part-of-month",
            ..hit
        });
    }
    let partial = month_first(context, next).filter(|partial| partial.day.is_none())?;
    Some(about(context, at, &partial, "part-of-month"))
}

fn about(context: &Context<'_>, at: usize, partial: &Partial, rule: &'static str) -> Hit {
    match resolve(context, at..partial.end, partial) {
        Resolved::Value(value, anchor) => Hit {
            end: partial.end,
            value: super::Value::Date(value.about(), anchor),
            rule,
        },
        Resolved::Unanchored => Hit::unanchored(partial.end),
        Resolved::Unknown => Hit::nothing(partial.end),
    }
}

/// "last June": the latest that ended before this month; "next June"; "this June".
fn modified(context: &Context<'_>, at: usize) -> Option<Hit> {
    let Word::Month { n, short: false } = context.word(at + 1) else {
        return None;
    };
    let offset = match context.word(at) {
        Word::Last => -1,
        Word::Next | Word::Coming => 1,
        Word::This => 0,
        _ => return None,
    };
    let (end, day) = match context.word(at + 2) {
        Word::Digits(day @ 1..=31, 1 | 2) => (at + 3, Some(day as i8)),
        _ => (at + 2, None),
    };
    let Some(date) = context.published() else {
        return Some(Hit::unanchored(end));
    };
    let now = month_of(date);
    let year = match offset {
        -1 if n < now => date.year(),
        -1 => date.year() - 1,
        1 if n > now => date.year(),
        1 => date.year().saturating_add(1),
        _ => date.year(),
    };
    let value = match day {
        Some(day) => Date::new(year, n as i8, day).ok().map(Edtf::day),
        None => Some(Edtf::month(year, n)),
    };
    Some(Hit::relative(end, value, "modified-month"))
}

/// "the last day of April", "the first weekend of March" (silent: not a calendar unit of ours)
fn last_day(context: &Context<'_>, at: usize) -> Option<Hit> {
    let the = usize::from(context.word(at) == Word::The);
    let last = context.word(at + the) == Word::Last;
    let unit = context.word(at + the + 1);
    let (Word::Last | Word::Ordinal(1..=5), Word::Unit { unit, .. }, Word::Of) =
        (context.word(at + the), unit, context.word(at + the + 2))
    else {
        return None;
    };
    let partial = month_first(context, at + the + 3).filter(|partial| partial.day.is_none())?;
    if let (Word::Ordinal(n), Span::Weekend) = (context.word(at + the), unit) {
        return Some(nth_weekend(context, at, &partial, n as i32));
    }
    if !last || unit != Span::Day {
        return match unit {
            Span::Week | Span::Weekend | Span::Half => {
                Some(about(context, at, &partial, "part-of-month"))
            }
            _ => None,
        };
    }
    match resolve(context, at..partial.end, &partial) {
        Resolved::Value(value, anchor) => Some(Hit {
            end: partial.end,
            value: value.latest().map_or(super::Value::Nothing, |day| {
                super::Value::Date(Edtf::day(day), anchor)
            }),
            rule: "last-day",
        }),
        Resolved::Unanchored => Some(Hit::unanchored(partial.end)),
        Resolved::Unknown => Some(Hit::nothing(partial.end)),
    }
}

/// "the first weekend of April"
fn nth_weekend(context: &Context<'_>, at: usize, partial: &Partial, n: i32) -> Hit {
    let hit = about(context, at, partial, "weekend-of-month");
    let super::Value::Date(value, anchor) = hit.value else {
        return hit;
    };
    let saturday = value
        .earliest()
        .and_then(|first| nearest_weekday(first, 6, Direction::Future))
        .and_then(|first| shift(first, 7 * (n - 1)));
    let weekend = saturday.and_then(|saturday| Some(Edtf::days(saturday, shift(saturday, 1)?)));
    Hit {
        value: weekend.map_or(super::Value::Nothing, |value| {
            super::Value::Date(value, anchor)
        }),
        ..hit
    }
}

/// "the week of 6 June"
fn week_of(context: &Context<'_>, at: usize) -> Option<Hit> {
    let the = usize::from(context.word(at) == Word::The);
    let unit = matches!(
        context.word(at + the),
        Word::Unit {
            unit: Span::Week,
            plural: false
        }
    );
    if !unit || !matches!(context.text(at + the + 1), "of" | "beginning" | "starting") {
        return None;
    }
    let partial = partial(context, at + the + 2).filter(|partial| partial.day.is_some())?;
    Some(match resolve(context, at..partial.end, &partial) {
        Resolved::Value(value, anchor) => Hit {
            end: partial.end,
            value: value
                .earliest()
                .and_then(|day| week(day, 0))
                .map_or(super::Value::Nothing, |week| {
                    super::Value::Date(week, anchor)
                }),
            rule: "week-of",
        },
        Resolved::Unanchored => Hit::unanchored(partial.end),
        Resolved::Unknown => Hit::nothing(partial.end),
    })
}

fn single(context: &Context<'_>, at: usize) -> Option<Hit> {
    let partial = partial(context, at)?;
    if partial.day.is_none() && partial.year.is_none() && !is_month(context, at) {
        return None;
    }
    let end = if partial.day.is_some() {
        daypart(context, partial.end)
    } else {
        partial.end
    };
    let rule = match (partial.year, partial.day) {
        (Some(Year::Written(_)), Some(_)) => "day",
        (Some(Year::Written(_)), None) => "month",
        (None | Some(Year::Counted(_)), Some(_)) => "day-without-year",
        (None | Some(Year::Counted(_)), None) => "month-without-year",
    };
    Some(match resolve(context, at..partial.end, &partial) {
        Resolved::Value(value, anchor) => Hit {
            end,
            value: super::Value::Date(value, anchor),
            rule,
        },
        Resolved::Unanchored => Hit::unanchored(end),
        Resolved::Unknown => Hit::nothing(end),
    })
}

/// A bare "March" or "June" may be a verb, a surname or a given name.
fn is_month(context: &Context<'_>, at: usize) -> bool {
    let Word::Month { n, short } = context.word(at) else {
        return false;
    };
    if short {
        return context.text(at).ends_with('.');
    }
    const GOVERNORS: &[&str] = &[
        "in",
        "since",
        "until",
        "till",
        "by",
        "for",
        "from",
        "of",
        "during",
        "before",
        "after",
        "to",
        "through",
        "and",
        "between",
        "around",
        "about",
        "throughout",
        "on",
        "early",
        "late",
        "or",
        "than",
        "as",
        "around",
        "over",
        "into",
    ];
    let before = context.before(at);
    let lower = before.to_ascii_lowercase();
    let governed = GOVERNORS.contains(&lower.as_str());
    let start = at == context.sentence.start;
    let next_lower = !context.capital(at + 1);
    let name_before = at > context.sentence.start && context.capital(at - 1) && !governed;
    if n == 3 && matches!(context.text(at + 1), "on" | "against" | "of" | "into") {
        return false;
    }
    if matches!(n, 3 | 4 | 5 | 6 | 8) {
        let noun = matches!(
            lower.as_str(),
            "a" | "the" | "its" | "his" | "their" | "an" | "-"
        ) || lower.ends_with("'s");
        return (governed || noun && n != 3)
            && next_lower
            && !matches!(context.text(at + 1), "said" | "says");
    }
    !name_before && (!start || next_lower)
}

/// Ranges inside one expression: "June 12-13", "3 to 5 May", "30 July–5 August", "January to September 2014".
fn range(context: &Context<'_>, at: usize) -> Option<Hit> {
    if at
        .checked_sub(1)
        .is_some_and(|before| context.word(before) == Word::Dash && context.touches(before))
    {
        return None;
    }
    let (first, last) = day_range(context, at).or_else(|| month_range(context, at))?;
    let whole = at..last.end;
    let (value, anchor) = match resolve(context, whole.clone(), &last) {
        Resolved::Value(Edtf::Point(last_point), anchor) => {
            let year = match (first.year, first.month > last.month) {
                (Some(Year::Written(year) | Year::Counted(year)), _) => year,
                (None, true) => last_point.year - 1,
                (None, false) => last_point.year,
            };
            let first = point(year, first.month, first.day)?;
            (Edtf::Interval(Some(first), Some(last_point)), anchor)
        }
        Resolved::Value(..) => return None,
        Resolved::Unanchored => return Some(Hit::unanchored(last.end)),
        Resolved::Unknown => return Some(Hit::nothing(last.end)),
    };
    let ordered = value.earliest() < value.latest();
    ordered.then_some(Hit {
        end: last.end,
        value: super::Value::Date(value, anchor),
        rule: "range",
    })
}

/// What joins two ends: a dash or "to", but not after verbs of moving a date ("moved from 3 to 10 May").
fn joined(context: &Context<'_>, start: usize, at: usize) -> bool {
    const MOVED: &[&str] = &[
        "moved",
        "postponed",
        "rescheduled",
        "brought",
        "delayed",
        "shifted",
        "changed",
        "extended",
        "deferred",
        "pushed",
        "back",
        "forward",
        "date",
    ];
    match context.text(at) {
        "-" | "–" | "—" | "--" => true,
        "to" | "through" | "until" | "till" => {
            !(context.sentence.start..start).any(|ix| MOVED.contains(&context.text(ix)))
        }
        _ => false,
    }
}

/// "June 12-13, 2018", "12-13 June", "3 to 5 May".
fn day_range(context: &Context<'_>, at: usize) -> Option<(Partial, Partial)> {
    if let Word::Month { n, .. } = context.word(at) {
        let first = day(context, at + 1)?;
        let last = day(context, at + 3)?;

        if !joined(context, at, at + 2)
            || last <= first
            || matches!(context.word(at + 4), Word::Month { .. })
        {
            return None;
        }
        let (end, year) = year(context, at + 4);
        return Some(both(end, year, n, first, last));
    }
    let first = day(context, at)?;
    let last = day(context, at + 2)?;
    let month_at = at + 3 + usize::from(context.word(at + 3) == Word::Of);
    let Word::Month { n, .. } = context.word(month_at) else {
        return None;
    };
    if !joined(context, at, at + 1) || last <= first {
        return None;
    }
    let (end, year) = year(context, month_at + 1);
    Some(both(end, year, n, first, last))
}

fn both(end: usize, year: Option<Year>, month: u8, first: u8, last: u8) -> (Partial, Partial) {
    let partial = |day| Partial {
        end,
        weekday: None,
        year,
        month,
        day: Some(day),
    };
    (partial(first), partial(last))
}

/// "30 July–5 August", "October 2014 to January 2017", "March to June"
fn month_range(context: &Context<'_>, at: usize) -> Option<(Partial, Partial)> {
    let first = partial(context, at)?;
    if !joined(context, at, first.end) {
        return None;
    }
    let last = partial(context, first.end + 1)?;
    let same = first.day.is_some() == last.day.is_some();
    let sane = first.year.is_none() || last.year.is_some();
    let bare = first.day.is_none() && first.year.is_none() && !is_month(context, at);
    (same && sane && !bare).then_some((first, last))
}

/// A date with month, from its weekday on.
fn partial(context: &Context<'_>, at: usize) -> Option<Partial> {
    if let Word::Weekday(weekday) = context.word(at) {
        let comma = usize::from(context.word(at + 1) == Word::Comma);
        let the = usize::from(context.word(at + 1 + comma) == Word::The);
        let rest = plain(context, at + 1 + comma + the)?;
        return rest.day.map(|_| Partial {
            weekday: Some(weekday),
            ..rest
        });
    }
    let the = usize::from(
        context.word(at) == Word::The && matches!(context.word(at + 1), Word::Ordinal(_)),
    );
    plain(context, at + the)
}

fn plain(context: &Context<'_>, at: usize) -> Option<Partial> {
    month_first(context, at).or_else(|| day_first(context, at))
}

/// "June 12, 2018", "June 12th", "June the twelfth", "June 2018", "June of last year", "June"
fn month_first(context: &Context<'_>, at: usize) -> Option<Partial> {
    let Word::Month { n, .. } = context.word(at) else {
        return None;
    };
    let the = usize::from(context.word(at + 1) == Word::The);
    let counted = matches!(context.before(at), "in" | "In")
        && the == 0
        && matches!(context.word(at + 1), Word::Digits(..))
        && !context.capital(at + 2)
        && context.word(at + 2) == Word::Other
        && context
            .text(at + 2)
            .starts_with(|ch: char| ch.is_ascii_lowercase())
        && context.text(at + 2).ends_with('s');
    if let Some(day) = day(context, at + 1 + the).filter(|_| !counted) {
        let (end, year) = year(context, at + 2 + the);
        return Some(Partial {
            end,
            weekday: None,
            year,
            month: n,
            day: Some(day),
        });
    }
    let (end, year) = year(context, at + 1);
    Some(Partial {
        end,
        weekday: None,
        year,
        month: n,
        day: None,
    })
}

/// "12 June 2018", "12th of June"
fn day_first(context: &Context<'_>, at: usize) -> Option<Partial> {
    let day = day(context, at)?;
    let month_at = at + 1 + usize::from(context.word(at + 1) == Word::Of);
    let Word::Month { n, .. } = context.word(month_at) else {
        return None;
    };
    let (end, year) = year(context, month_at + 1);
    Some(Partial {
        end,
        weekday: None,
        year,
        month: n,
        day: Some(day),
    })
}

fn day(context: &Context<'_>, at: usize) -> Option<u8> {
    match context.word(at) {
        Word::Digits(n @ 1..=31, 1 | 2) | Word::Ordinal(n @ 1..=31) => Some(n as u8),
        _ => None,
    }
}

/// A year after a month: "2018", ", 2018", "of 2018", "last year", "of this year", "next year".
fn year(context: &Context<'_>, at: usize) -> (usize, Option<Year>) {
    let skip = usize::from(matches!(context.word(at), Word::Comma | Word::Of));
    let year_word = matches!(
        context.word(at + skip + 1),
        Word::Unit {
            unit: Span::Year,
            plural: false
        }
    );
    let counted = |offset: i16| {
        context
            .published()
            .map(|date| Year::Counted(date.year().saturating_add(offset)))
    };
    match context.word(at + skip) {
        Word::Digits(n @ 1000..=2999, 4) => (at + skip + 1, Some(Year::Written(n as i16))),
        Word::Last if year_word && context.word(at) != Word::Comma => (at + skip + 2, counted(-1)),
        Word::This if year_word && context.word(at) != Word::Comma => (at + skip + 2, counted(0)),
        Word::Next if year_word && context.word(at) != Word::Comma => (at + skip + 2, counted(1)),
        _ => (at, None),
    }
}

enum Resolved {
    Value(Edtf, Anchor),
    Unanchored,
    Unknown,
}

fn point(year: i16, month: u8, day: Option<u8>) -> Option<Point> {
    let unit = match day {
        Some(day) => {
            Date::new(year, month as i8, day as i8).ok()?;
            Unit::Day(month, day)
        }
        None => Unit::Month(month),
    };
    Some(super::calendar::point(year, unit))
}

fn resolve(context: &Context<'_>, range: Range<usize>, partial: &Partial) -> Resolved {
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
        (_, None) => Resolved::Unanchored,
        (Some(Year::Counted(year)), Some(_)) => make(year, Anchor::Publication),
        (None, Some(date)) => match listed_year(context, partial)
            .or_else(|| guess_year(context, range, partial, date))
        {
            Some((year, anchor)) => make(year, anchor),
            None => Resolved::Unknown,
        },
    }
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

/// The year of a date without one: its weekday tells, or the narrative, or the tense.
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
    let way = direction(context, range.clone());
    if way == Direction::Past
        && context.before(range.start) != "since"
        && let Some(told) = narrative(context, partial, date)
    {
        return Some(told);
    }
    let entry = range.start == context.sentence.start && context.text(range.end) == ":";
    let way = if entry { Direction::Open } else { way };
    let year = match partial.day {
        Some(day) => year_of_day(date, partial.month, day, way),
        None => year_of_month(date, partial.month, way),
    };
    year.map(|year| (year, Anchor::Publication))
}

/// A paragraph that tells of an earlier year in the past tense goes on in it: "In January 2003 … In March …".
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
    let old = months(year, month) + 12 <= months(date.year(), month_of(date));
    if !old {
        return None;
    }
    let year = if partial.month >= month {
        year
    } else {
        shift_month(year, month, 12).0
    };
    Some((year, Anchor::Date(ix)))
}
