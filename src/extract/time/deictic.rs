//! Days named from where the speaker stands: "today", "tomorrow morning", "last night", "the day before yesterday".
//!
//! Outside quotation marks they are reckoned from the day of publication, inside from the day of speaking where the text
//! tells it. "today" for these times is no day.

use super::calendar::{Direction, nearest_weekday, shift};
use super::relative::reckon;
use super::weekday::daypart;
use super::word::{Span, Word};
use super::{Context, Hit};
use crate::date::Edtf;
use jiff::civil::Date;

/// Matches a deictic day.
pub fn find(context: &Context<'_>, at: usize) -> Option<Hit> {
    deictic(context, at).or_else(|| day_before_yesterday(context, at))
}

/// "today", "tomorrow morning", "last night", "this afternoon". Inside quotation marks the day of speaking is not
/// known, so that they stay silent there.
fn deictic(context: &Context<'_>, at: usize) -> Option<Hit> {
    let next = context.word(at + 1);
    let (end, days) = match context.word(at) {
        Word::Today | Word::Tonight => (at + 1, 0),
        Word::Yesterday => (at + 1, -1),
        Word::Tomorrow => (at + 1, 1),
        Word::Last
            if next == Word::Daypart && matches!(context.text(at + 1), "night" | "evening") =>
        {
            (at + 2, -1)
        }
        Word::This if next == Word::Daypart => (at + 2, 0),
        _ => return None,
    };
    let end = daypart(context, end);
    if idiom(context, at, end) {
        return Some(Hit::nothing(end));
    }
    if context.in_quote(at) {
        return Some(spoken(context, at, end, days));
    }
    Some(reckon(context, end, "deictic", |date| {
        shift(date, days).map(Edtf::day)
    }))
}

/// "today" inside quotation marks is the day of speaking. It has a value only where the sentence, or the paragraph before,
/// tells that day: newspapers print today what was said yesterday.
fn spoken(context: &Context<'_>, at: usize, end: usize, days: i32) -> Hit {
    let told = context.published().and_then(|date| {
        let here = (end..context.sentence.end)
            .filter(|at| !context.in_quote(*at))
            .find_map(|at| match context.word(at) {
                Word::Weekday(day) => nearest_weekday(date, day, Direction::Past),
                Word::Today => Some(date),
                Word::Yesterday => shift(date, -1),
                _ => None,
            });
        here.or_else(|| spoken_before(context, at).filter(|day| *day <= date))
    });
    reckon(context, end, "deictic-spoken", |_| {
        told.and_then(|day| shift(day, days)).map(Edtf::day)
    })
}

/// The day that the paragraph named last, outside quotation marks, in the words of reporting.
fn spoken_before(context: &Context<'_>, at: usize) -> Option<Date> {
    let dates = context.dates.get(context.block_first..)?;
    let day = dates.iter().rev().take(4).find(|date| {
        let first = context.tokens.at(date.span.start);
        first < at && !context.in_quote(first)
    })?;
    matches!(day.rule.0, "deictic" | "weekday").then(|| day.value.as_day())?
}

/// "today" for these times: "Russia today", "today's world", "USA Today", "is still in use today", "known today as".
fn idiom(context: &Context<'_>, at: usize, end: usize) -> bool {
    let name = context.capital(at)
        && at > context.sentence.start
        && !matches!(
            context.before(at),
            "." | "“" | "\"" | "," | "—" | "–" | ":" | "-"
        );
    let possessive = matches!(context.text(end), "'s" | "’s");
    let today = context.word(at) == Word::Today;
    let still = context.has_before(at, 7, &["still", "even"])
        || matches!(context.before(at), "known" | "called" | "exists" | "exist")
        || matches!(context.text(end), "as" | "than");
    let dream = context.word(at) == Word::Tomorrow
        && matches!(
            context.before(at),
            "a" | "of" | "better" | "brighter" | "happier" | "safer" | "new"
        );
    name || dream
        || today && (still || matches!(context.before(at), "of" | "until" | "till" | "like"))
        || possessive && PRESENT.contains(&context.text(end + 1))
}

/// What is of our times rather than of one day, after "today's".
const PRESENT: &[&str] = &[
    "world",
    "standards",
    "society",
    "young",
    "youth",
    "money",
    "terms",
    "generation",
    "generations",
    "children",
    "kids",
    "parents",
    "readers",
    "economy",
    "climate",
    "technology",
    "teenagers",
    "students",
    "politics",
    "era",
    "environment",
    "market",
    "prices",
    "women",
    "men",
];

/// "the day before yesterday", "the day after tomorrow"
fn day_before_yesterday(context: &Context<'_>, at: usize) -> Option<Hit> {
    let start = at + usize::from(context.word(at) == Word::The);
    let day = matches!(
        context.word(start),
        Word::Unit {
            unit: Span::Day,
            plural: false
        }
    );
    let days = match (context.text(start + 1), context.word(start + 2)) {
        ("before", Word::Yesterday) => -2,
        ("after", Word::Tomorrow) => 2,
        _ => return None,
    };
    if !day {
        return None;
    }
    if context.in_quote(at) {
        return Some(Hit::nothing(start + 3));
    }
    Some(reckon(context, start + 3, "deictic", |date| {
        shift(date, days).map(Edtf::day)
    }))
}
