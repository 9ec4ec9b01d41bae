//! Units reckoned from the day of publication: "last week", "three days ago", "earlier this month", "the weekend".

use super::calendar::{Direction, direction, month, shift, shift_month, week, weekend};
use super::word::{Span, Word};
use super::{Context, Hit};
use crate::date::{Edtf, Unit};
use jiff::civil::Date;

/// Matches a relative expression.
pub fn find(context: &Context<'_>, at: usize) -> Option<Hit> {
    ago(context, at)
        .or_else(|| rest(context, at))
        .or_else(|| this_past(context, at))
        .or_else(|| qualified(context, at))
        .or_else(|| of_unit(context, at))
        .or_else(|| weekend_alone(context, at))
}

/// A value or, without a publication date, none. `make` returns `None` when the words cannot be told.
pub fn reckon(
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

/// A number of units: "three days", "a week", "two-and-a-half years" is none. Returns the unit's token end.
pub fn count(context: &Context<'_>, at: usize) -> Option<(usize, u32, Span)> {
    let (n, next) = match context.word(at) {
        Word::Cardinal(n) => (n, at + 1),
        Word::Digits(n, 1..=3) => (n, at + 1),
        Word::A => (1, at + 1),
        _ => return None,
    };
    // "[Ten] years ago"
    let next = next + usize::from(context.text(next) == "]");
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

/// "this past weekend"; "this past week", said in its first days, is the one before.
fn this_past(context: &Context<'_>, at: usize) -> Option<Hit> {
    if context.word(at) != Word::This || context.text(at + 1) != "past" {
        return None;
    }
    let unit = context.word(at + 2);
    let weekend_word = unit.is_unit(Span::Weekend);
    if !weekend_word && !unit.is_unit(Span::Week) {
        return None;
    }
    Some(reckon(context, at + 3, "this-past", |date| {
        let day = super::calendar::weekday(date);
        match weekend_word {
            true if day < 6 => weekend(date, -1),
            false if day <= 2 => week(date, -1),
            _ => None,
        }
    }))
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
    // "in the last week": the seven days before, as often as not.
    let short =
        context.word(at + 1).is_unit(Span::Week) || context.word(at + 1).is_unit(Span::Month);
    if context.word(at) == Word::Last && short && matches!(context.before(at), "the" | "The") {
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
