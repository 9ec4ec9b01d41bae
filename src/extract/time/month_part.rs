//! Parts of a month: "early June", "the end of February 2019", "mid-March", "late last June", "the first weekend of
//! April", "the last day of the year", "the week of 6 June".

use super::absolute::{Partial, month_first, partial, year};
use super::calendar::{Direction, month as month_of, nearest_weekday, shift, week};
use super::relative::part;
use super::word::{Span, Word};
use super::year_of::{Resolved, resolve};
use super::{Context, Hit};
use crate::date::Edtf;
use jiff::civil::Date;

/// Matches a part of a month, or a month with a modifier.
pub fn find(context: &Context<'_>, at: usize) -> Option<Hit> {
    qualified(context, at)
        .or_else(|| modified(context, at))
        .or_else(|| last_day(context, at))
        .or_else(|| end_day(context, at))
        .or_else(|| week_of(context, at))
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
        // "last February" in March is this one to some and the one before to others.
        -1 if i32::from(now) - i32::from(n) == 1 || (now, n) == (1, 12) => {
            return Some(Hit::nothing(end));
        }
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

/// "the first of the month", "the last day of the year": a day of the month or year of publication.
fn end_day(context: &Context<'_>, at: usize) -> Option<Hit> {
    if context.word(at) != Word::The {
        return None;
    }
    let day = usize::from(context.word(at + 2).is_unit(Span::Day));
    let first = match context.word(at + 1) {
        Word::Ordinal(1) => true,
        Word::Last if day == 1 => false,
        _ => return None,
    };
    let of = at + 2 + day;
    let this = matches!(context.word(of + 1), Word::The | Word::This);
    let end = of + 3;
    if context.word(of) != Word::Of || !this || end > context.sentence.end {
        return None;
    }
    let whole = match context.word(of + 2) {
        word if word.is_unit(Span::Month) => |date: Date| Edtf::month(date.year(), month_of(date)),
        word if word.is_unit(Span::Year) => |date: Date| Edtf::year(date.year()),
        _ => return None,
    };
    let Some(published) = context.published() else {
        return Some(Hit::unanchored(end));
    };
    let unit = whole(published);
    let value = if first {
        unit.earliest()
    } else {
        unit.latest()
    };
    Some(Hit::relative(end, value.map(Edtf::day), "end-day"))
}
