//! Two days or months written as one: "June 12-13", "3 to 5 May", "30 July–5 August", "January to September 2014".
//!
//! Two whole dates with words between them ("from 19 June to 24 June") stay two, each with the year that fits the other;
//! so do a birth and a death. What "moved from 3 to 10 May" is no interval.

use super::absolute::{Partial, Year, day, is_month, partial, year};
use super::word::Word;
use super::year_of::{Resolved, point, resolve};
use super::{Context, Hit};
use crate::date::Edtf;

/// A life is longer than what happens on days: days, or years in brackets, so far apart are a birth and a death.
pub const LIFE: i16 = 15;

/// Ranges inside one expression: "June 12-13", "3 to 5 May", "30 July–5 August", "January to September 2014".
pub fn find(context: &Context<'_>, at: usize) -> Option<Hit> {
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
                (Some(Year::Told(_)), _) => return None,
                (None, true) => last_point.year - 1,
                (None, false) => last_point.year,
            };
            let start = point(year, first.month, first.day)?;
            if two_dates(context, at, &first, &last, year, last_point.year) {
                return Some(Hit {
                    end: first.end,
                    value: super::Value::Date(Edtf::Point(start), anchor),
                    rule: "range-start",
                });
            }
            (Edtf::Interval(Some(start), Some(last_point)), anchor)
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

/// True when the ends stand by themselves: "19 June to 24 June"; "(8 May 1700 – 17 March 1782)".
fn two_dates(
    context: &Context<'_>,
    at: usize,
    first: &Partial,
    last: &Partial,
    born: i16,
    died: i16,
) -> bool {
    let dash = context.word(first.end) == Word::Dash;
    let whole = first.day.is_some()
        && first.end > at + 1
        && first.end < last.end
        && first.year.is_some() == last.year.is_some();
    let life = died.saturating_sub(born) > LIFE;
    whole && (!dash || life)
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
