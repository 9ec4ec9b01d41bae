//! Expressions reckoned from the day of publication: "yesterday", "last week", "three days ago", "earlier this month".

use super::calendar::{
    Direction, direction, month, nearest_weekday, shift, shift_month, week, weekend,
};
use super::weekday::daypart;
use super::word::{Span, Word};
use super::{Context, Hit};
use crate::date::{Edtf, Unit};
use jiff::civil::Date;

/// Matches a relative expression.
pub fn find(context: &Context<'_>, at: usize) -> Option<Hit> {
    deictic(context, at)
        .or_else(|| day_before_yesterday(context, at))
        .or_else(|| ago(context, at))
        .or_else(|| rest(context, at))
        .or_else(|| qualified(context, at))
        .or_else(|| of_unit(context, at))
        .or_else(|| weekend_alone(context, at))
}

/// A value or, without a publication date, none. `make` returns `None` when the words cannot be told.
fn reckon(
    context: &Context<'_>,
    end: usize,
    rule: &'static str,
    make: impl Fn(Date) -> Option<Edtf>,
) -> Hit {
    match context.published() {
        Some(date) => Hit::relative(end, make(date), rule),
        None => Hit::unanchored(end),
    }
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

/// A number of units: "three days", "a week", "two-and-a-half years" is none. Returns the unit's token end.
pub fn count(context: &Context<'_>, at: usize) -> Option<(usize, u32, Span)> {
    let (n, next) = match context.word(at) {
        Word::Cardinal(n) => (n, at + 1),
        Word::Digits(n, 1..=3) => (n, at + 1),
        Word::A => (1, at + 1),
        _ => return None,
    };
    match context.word(next) {
        Word::Unit { unit, .. } if !matches!(unit, Span::Half | Span::Quarter | Span::Weekend) => {
            Some((next + 1, n, unit))
        }
        _ => None,
    }
}

/// "three days ago", "a year ago", "two weeks ago". The unit is the precision.
fn ago(context: &Context<'_>, at: usize) -> Option<Hit> {
    let (end, n, unit) = count(context, at)?;
    let before = context.before(at);
    // "more than three years ago" is before that year.
    let vague = matches!(before, "over" | "than" | "least" | "under" | "and" | "Over");
    const ABOUT: [&str; 7] = [
        "nearly",
        "almost",
        "about",
        "some",
        "around",
        "roughly",
        "approximately",
    ];
    let or_so = usize::from(context.text(end) == "or" && context.text(end + 1) == "so") * 2;
    let about = or_so > 0 || ABOUT.iter().any(|word| before.eq_ignore_ascii_case(word));
    let n = n as i32;
    let end = end + or_so;
    if context.word(end) == Word::Ago {
        if vague || context.in_quote(at) && unit == Span::Day {
            return Some(Hit::nothing(end + 1));
        }
        if about {
            return Some(reckon(context, end + 1, "ago", |date| {
                steps(date, unit, -n).map(Edtf::about)
            }));
        }
        if context.word(end + 1) == Word::Today && unit == Span::Week {
            return Some(reckon(context, end + 2, "ago", |date| {
                shift(date, -7 * n).map(Edtf::day)
            }));
        }
        return Some(reckon(context, end + 1, "ago", |date| {
            steps(date, unit, -n)
        }));
    }
    if context.text(end) == "from" && matches!(context.text(end + 1), "now" | "today") {
        let exact = unit == Span::Week && context.word(end + 1) == Word::Today;
        return Some(reckon(context, end + 2, "from-now", |date| match exact {
            true => shift(date, n.checked_mul(7)?).map(Edtf::day),
            false => steps(date, unit, n),
        }));
    }
    // "for three days", "a two week break": a duration, unless another rule takes it up ("two days later").
    None
}

/// `n` units from a date, as one whole unit.
pub fn steps(date: Date, unit: Span, n: i32) -> Option<Edtf> {
    match unit {
        Span::Day => shift(date, n.checked_mul(1)?).map(Edtf::day),
        Span::Week => week(date, n),
        Span::Fortnight => week(date, n.checked_mul(2)?),
        Span::Month => {
            let (year, month) = shift_month(date.year(), month(date), n);
            Some(Edtf::month(year, month))
        }
        Span::Year => {
            let year = i32::from(date.year()) + n;
            (1..=9999).contains(&year).then(|| Edtf::year(year as i16))
        }
        // "a decade ago": that year, about.
        Span::Decade => {
            let year = i32::from(date.year()) + n.checked_mul(10)?;
            (1..=9999)
                .contains(&year)
                .then(|| Edtf::year(year as i16).about())
        }
        _ => None,
    }
}

/// "the rest of the week", "the remainder of this year": from the day of publication to its end.
fn rest(context: &Context<'_>, at: usize) -> Option<Hit> {
    let start = at + usize::from(context.word(at) == Word::The);
    let head =
        matches!(context.text(start), "rest" | "remainder") && context.word(start + 1) == Word::Of;
    let unit = context.word(start + 3);
    if !head || !matches!(context.word(start + 2), Word::The | Word::This) {
        return None;
    }
    let unit = match unit {
        Word::Unit {
            unit: unit @ (Span::Week | Span::Month | Span::Year),
            plural: false,
        } => unit,
        _ => return None,
    };
    Some(reckon(context, start + 4, "rest-of-unit", |date| {
        let last = steps(date, unit, 0)?.latest()?;
        Some(Edtf::days(date, last)).filter(|_| date < last)
    }))
}

/// Part words before a unit: "early next year", "later this month", "the end of last week", "earlier this year".
fn qualified(context: &Context<'_>, at: usize) -> Option<Hit> {
    let (next, about) = part(context, at)?;
    let (end, value) = unit_value(context, next, at)?;
    Some(match (context.published(), value) {
        (None, _) => Hit::unanchored(end),
        (Some(_), value) => Hit::relative(
            end,
            value.map(|value| if about { value.about() } else { value }),
            "part-of-unit",
        ),
    })
}

/// The token after a part word, and whether the value becomes approximate. "earlier this week" stays the week.
pub fn part(context: &Context<'_>, at: usize) -> Option<(usize, bool)> {
    let start = at + usize::from(context.word(at) == Word::The);
    let plain = match context.word(start) {
        Word::Early | Word::Late | Word::Mid if start == at => Some(start + 1),
        Word::Earlier | Word::Later if start == at => {
            return Some((
                start + 1 + usize::from(matches!(context.text(start + 1), "in")),
                false,
            ));
        }
        _ => None,
    };
    let of = match context.text(start) {
        "end" | "beginning" | "start" | "middle" | "close" | "turn" | "outset" | "rest"
        | "remainder" | "course"
            if context.word(start + 1) == Word::Of =>
        {
            Some(start + 2)
        }
        _ => None,
    };
    plain.or(of).map(|next| (next, true))
}

/// "last week", "next year", "this month", "the year", "the week before last".
fn of_unit(context: &Context<'_>, at: usize) -> Option<Hit> {
    if matches!(context.word(at), Word::The) && !before_last(context, at) {
        // "the last year", "the next month": as often a duration as a date.
        return None;
    }
    if matches!(context.text(at), "current") || compared(context, at) {
        return None;
    }
    // "six pupils are in their last year", "his next month"
    let own = matches!(
        context.before(at),
        "his" | "her" | "their" | "my" | "our" | "your"
    );
    if own && matches!(context.word(at), Word::Last | Word::Next) {
        return Some(Hit::nothing(at + 2));
    }
    let (end, value) = unit_value(context, at, at)?;
    Some(match context.published() {
        None => Hit::unanchored(end),
        Some(_) => Hit::relative(end, value, "unit"),
    })
}

/// "the same period last year": neither that year nor this.
fn compared(context: &Context<'_>, at: usize) -> bool {
    let noun = matches!(
        context.before(at),
        "period" | "month" | "time" | "quarter" | "week" | "day" | "stage" | "point"
    );
    noun && at
        .checked_sub(2)
        .is_some_and(|ix| context.word(ix) == Word::Same)
}

fn before_last(context: &Context<'_>, at: usize) -> bool {
    matches!(context.word(at + 1), Word::Unit { .. })
        && context.text(at + 2) == "before"
        && context.word(at + 3) == Word::Last
}

/// A unit with its modifier. The outer `None`: no such words; the inner one: the words cannot be told.
pub fn unit_value(context: &Context<'_>, at: usize, start: usize) -> Option<(usize, Option<Edtf>)> {
    let date = context.published();
    if before_last(context, at) {
        let Word::Unit { unit, .. } = context.word(at + 1) else {
            return None;
        };
        return Some((at + 4, date.and_then(|date| steps(date, unit, -2))));
    }
    let the = usize::from(context.word(at) == Word::The);
    let (unit_at, offset) = match context.word(at + the) {
        Word::Last => (at + the + 1, Some(-1)),
        Word::This if context.word(at + 1) == Word::Coming => (at + 2, Some(1)),
        Word::Next | Word::Coming => (at + the + 1, Some(1)),
        Word::This => (at + the + 1, Some(0)),
        // "the end of the month": this one, unless the narrative stands elsewhere.
        Word::Unit { .. } if the == 1 && start < at => (at + 1, Some(0)),
        _ => return None,
    };
    let Word::Unit {
        unit,
        plural: false,
    } = context.word(unit_at)
    else {
        return None;
    };
    let value = date.zip(offset).and_then(|(date, offset)| match unit {
        Span::Weekend => weekend_value(context, date, offset, start..unit_at + 1),
        Span::Quarter => quarter(date, offset),
        Span::Day => None,
        Span::Half | Span::Decade | Span::Century | Span::Fortnight => None,
        unit => steps(date, unit, offset),
    });
    // "last year's", "this week’s": the date is in the words, the noun outside.
    Some((unit_at + 1, value))
}

fn quarter(date: Date, offset: i32) -> Option<Edtf> {
    let (year, month) = shift_month(date.year(), month(date), offset * 3);
    Some(Edtf::Point(super::calendar::point(
        year,
        Unit::Quarter((month - 1) / 3 + 1),
    )))
}

/// "this weekend" on a Monday may be either; the tense decides.
fn weekend_value(
    context: &Context<'_>,
    date: Date,
    offset: i32,
    range: std::ops::Range<usize>,
) -> Option<Edtf> {
    let at_weekend = super::calendar::weekday(date) >= 6;
    match (offset, direction(context, range)) {
        (-1, _) => weekend(date, -1),
        (0, Direction::Past) if !at_weekend => weekend(date, -1),
        (0, _) => weekend(date, 0),
        (_, _) => weekend(date, if at_weekend { 1 } else { 0 }),
    }
}

/// "at the weekend", "over the weekend": by tense.
fn weekend_alone(context: &Context<'_>, at: usize) -> Option<Hit> {
    let weekend_word = matches!(
        context.word(at + 1),
        Word::Unit {
            unit: Span::Weekend,
            plural: false
        }
    );
    if context.word(at) != Word::The
        || !weekend_word
        || !matches!(
            context.before(at),
            "at" | "over"
                | "Over"
                | "At"
                | "during"
                | "through"
                | "throughout"
                | "for"
                | "on"
                | "before"
                | "after"
                | "until"
        )
    {
        return None;
    }
    if matches!(context.word(at + 2), Word::Of)
        || matches!(context.text(at + 2), "before" | "after")
    {
        return Some(Hit::nothing(at + 2));
    }
    Some(reckon(context, at + 2, "weekend", |date| {
        let at_weekend = super::calendar::weekday(date) >= 6;
        match direction(context, at..at + 2) {
            Direction::Past if at_weekend => None,
            Direction::Past => weekend(date, -1),
            Direction::Future => weekend(date, 0),
            Direction::Open => None,
        }
    }))
}
