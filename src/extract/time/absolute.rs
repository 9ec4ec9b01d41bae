//! Dates with a month: "June 12, 2018", "12 June", "Jan. 18", "Feb. 15 and 16", 2018-06-12.
//!
//! A date without a year takes the one that its weekday, its neighbours or the tense of its clause gives
//! ([`super::year_of`]). Numbers that may be read in two ways (03/04/2018) stay silent.

use super::calendar::{Direction, direction};
use super::weekday::daypart;
use super::word::{Span, Word};
use super::year_of::{Resolved, resolve};
use super::{Context, Hit, month_part, range};
use crate::date::{Edtf, Unit};
use crate::extract::facts::Anchor;
use jiff::civil::Date;

/// Matches a date with a month.
pub fn find(context: &Context<'_>, at: usize) -> Option<Hit> {
    numeric(context, at)
        .or_else(|| month_part::find(context, at))
        .or_else(|| range::find(context, at))
        .or_else(|| single(context, at))
        .or_else(|| listed_day(context, at))
        .or_else(|| day_of_month(context, at))
}

/// A date as far as it is written.
#[derive(Clone, Copy, Debug)]
pub struct Partial {
    /// One past its last token.
    pub end: usize,
    pub weekday: Option<i8>,
    pub year: Option<Year>,
    pub month: u8,
    pub day: Option<u8>,
}

/// The year of a date with a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Year {
    /// "June 2018"
    Written(i16),
    /// "June last year", counted from the publication date.
    Counted(i16),
    /// "June that year", "June the following year": so many years from the year that the text tells of.
    Told(i16),
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

fn single(context: &Context<'_>, at: usize) -> Option<Hit> {
    let partial = partial(context, at)?;
    // "hundreds die every year in the storms of April and May"
    let habit = partial.day.is_none() && partial.year.is_none();
    if habit && context.has_before(at, 24, &["every"]) {
        return Some(Hit::nothing(partial.end));
    }
    // "30 September 420": a year before those that we read.
    if partial.year.is_none() && matches!(context.word(partial.end), Word::Digits(_, 3)) {
        return Some(Hit::nothing(partial.end + 1));
    }
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
        (_, Some(_)) => "day-without-year",
        (_, None) => "month-without-year",
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
pub fn is_month(context: &Context<'_>, at: usize) -> bool {
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

/// A date with month, from its weekday on.
pub fn partial(context: &Context<'_>, at: usize) -> Option<Partial> {
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

pub fn plain(context: &Context<'_>, at: usize) -> Option<Partial> {
    month_first(context, at).or_else(|| day_first(context, at))
}

/// "June 12, 2018", "June 12th", "June the twelfth", "June 2018", "June of last year", "June"
pub fn month_first(context: &Context<'_>, at: usize) -> Option<Partial> {
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

pub fn day(context: &Context<'_>, at: usize) -> Option<u8> {
    match context.word(at) {
        Word::Digits(n @ 1..=31, 1 | 2) | Word::Ordinal(n @ 1..=31) => Some(n as u8),
        _ => None,
    }
}

/// A year after a month: "2018", ", 2018", "of 2018", "in 2018", "last year", "of that year", "the following year".
pub fn year(context: &Context<'_>, at: usize) -> (usize, Option<Year>) {
    let comma = context.word(at) == Word::Comma;
    let skip = usize::from(comma || context.word(at) == Word::Of || context.text(at) == "in");
    let start = at + skip;
    if let Some((end, year)) = super::year::written(context, start) {
        return (end, Some(Year::Written(year)));
    }
    let the = usize::from(context.word(start) == Word::The);
    let that = usize::from(context.text(start) == "that");
    let is_year = |at: usize| context.word(at).is_unit(Span::Year);
    let counted = |offset: i16| {
        let published = context.published();
        published.map(|date| Year::Counted(date.year().saturating_add(offset)))
    };
    let head = start + the;
    let found = match context.word(head) {
        Word::Same if that == 1 && context.text(head + 1) == "same" && is_year(head + 2) => {
            return (head + 3, Some(Year::Told(0)));
        }
        _ if !is_year(head + 1) => None,
        Word::Same if the + that > 0 => Some(Year::Told(0)),
        Word::Following if the == 1 => Some(Year::Told(1)),
        Word::Previous if the == 1 => Some(Year::Told(-1)),
        Word::Next if the == 1 => Some(Year::Told(1)),
        Word::Last if the == 0 && !comma => counted(-1),
        Word::This if the == 0 && !comma => counted(0),
        Word::Next if the == 0 && !comma => counted(1),
        _ => None,
    };
    match found {
        Some(year) => (head + 2, Some(year)),
        None => (at, None),
    }
}

/// "Feb. 15 and 16", "January 12 and 19": the second day.
fn listed_day(context: &Context<'_>, at: usize) -> Option<Hit> {
    let Word::Digits(day @ 1..=31, 1 | 2) = context.word(at) else {
        return None;
    };
    let (ix, last) = context.last_date()?;
    let Edtf::Point(point) = last.value else {
        return None;
    };
    let Unit::Day(month, first) = point.unit else {
        return None;
    };
    let joined = matches!(context.before(at), "and" | "or" | "&");
    let adjacent = at >= 2 && context.span(at - 2..at - 1).end == last.span.end;
    let ends = !context.is_noun(at + 1);
    let date = Date::new(point.year, month as i8, day as i8).ok()?;
    (joined && adjacent && ends && u32::from(first) < day).then(|| Hit {
        end: at + 1,
        value: super::Value::Date(Edtf::day(date), Anchor::Date(ix)),
        rule: "listed-day",
    })
}

/// "by the 14th", "since the eleventh": a day of the month that the text is in, behind or ahead by the clause. The text
/// must not have told of another month last.
fn day_of_month(context: &Context<'_>, at: usize) -> Option<Hit> {
    let (Word::The, Word::Ordinal(day @ 4..=31)) = (context.word(at), context.word(at + 1)) else {
        return None;
    };
    let governed = matches!(
        context.before(at),
        "on" | "On" | "by" | "By" | "until" | "since" | "before" | "from" | "for" | "till"
    );
    let sure = !context.is_noun(at + 2)
        && !context.capital(at + 2)
        && !matches!(
            context.word(at + 2),
            Word::Unit { .. } | Word::Dash | Word::Of | Word::Daypart
        );
    if !governed || !sure {
        return None;
    }
    let date = context.published()?;
    let told = context.dates.last().and_then(|last| last.value.as_day());
    let month = told.unwrap_or(date);
    let this = Date::new(date.year(), date.month(), day as i8).ok()?;
    let way = direction(context, at..at + 2);
    let fits = match way {
        Direction::Past => this <= date,
        Direction::Future => this >= date,
        Direction::Open => false,
    };
    let same_month = (month.year(), month.month()) == (date.year(), date.month());
    (fits && same_month).then(|| Hit::relative(at + 2, Some(Edtf::day(this)), "day-of-month"))
}
