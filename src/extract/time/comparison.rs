//! Comparisons with a year before, and references to the quarter that a text tells of: "the year-ago quarter", "the same
//! month a year earlier", "up from $2 million a year earlier", "the latest quarter", "the previous quarter".
//!
//! Reports of results name their quarter once and go on from it. What is compared is a period like it, not a whole
//! year; where no quarter or month was named, there is no value.

use super::calendar::{point, shift_month};
use super::word::{Span, Word};
use super::{Context, Hit, Value};
use crate::date::{Edtf, Point, Unit};
use crate::extract::facts::{Anchor, DateIx, DateMention};

/// The rule's name; what it made is never what the next one is compared with.
pub const YEAR_BEFORE: &str = "year-before";

/// Matches a period of comparison or the quarter in question.
pub fn find(context: &Context<'_>, at: usize) -> Option<Hit> {
    year_adjective(context, at)
        .or_else(|| year_period(context, at))
        .or_else(|| same_period(context, at))
        .or_else(|| year_before(context, at))
        .or_else(|| this_quarter(context, at))
}

/// The same unit so many years later.
fn years_on((ix, point): (DateIx, Point), years: i16) -> Value {
    let year = point.year.saturating_add(years);
    Value::Date(Edtf::Point(Point { year, ..point }), Anchor::Date(ix))
}

fn is_month_or_quarter((_, date): &(DateIx, &DateMention)) -> bool {
    matches!(date.value, Edtf::Point(point) if matches!(point.unit, Unit::Quarter(_) | Unit::Month(_)))
}

fn as_point((ix, date): (DateIx, &DateMention)) -> Option<(DateIx, Point)> {
    match date.value {
        Edtf::Point(point) => Some((ix, point)),
        Edtf::Interval(..) => None,
    }
}

/// What a noun of comparison stands for: the latest quarter or month that the text names.
fn compared(context: &Context<'_>, noun: usize) -> Option<(DateIx, Point)> {
    let here = context.compared().filter(is_month_or_quarter);
    let month = here.filter(|(_, date)| !is_quarter(date));
    match context.word(noun) {
        word if word.is_unit(Span::Quarter) => context.quarter(),
        word if word.is_unit(Span::Month) => month,
        _ => here
            .filter(|(_, date)| !ends_span(context, date))
            .or_else(|| context.quarter()),
    }
    .and_then(as_point)
}

fn is_quarter(date: &DateMention) -> bool {
    matches!(date.value, Edtf::Point(point) if matches!(point.unit, Unit::Quarter(_)))
}

/// "the three months to December": the month is only the last of the period.
fn ends_span(context: &Context<'_>, date: &DateMention) -> bool {
    let at = context.tokens.at(date.span.start);
    let before = at
        .checked_sub(1)
        .map_or("", |at| context.tokens.text(context.document, at));
    matches!(before, "to" | "through" | "until" | "ended" | "ending")
}

fn is_period(context: &Context<'_>, at: usize) -> bool {
    let word = context.word(at);
    word.is_unit(Span::Quarter) || word.is_unit(Span::Month) || context.text(at) == "period"
}

/// "the year-ago quarter", "year-earlier profit", "the year-earlier period"
fn year_adjective(context: &Context<'_>, at: usize) -> Option<Hit> {
    let the = at + usize::from(context.word(at) == Word::The);
    if !matches!(
        context.text(the),
        "year-ago" | "year-earlier" | "Year-ago" | "Year-earlier" | "prior-year"
    ) {
        return None;
    }
    let noun = is_period(context, the + 1);
    if !noun && context.has_before(at, 30, &["months", "half"]) {
        return Some(Hit::nothing(the + 1));
    }
    let end = the + 1 + usize::from(noun);
    let value = compared(context, the + 1).map(|found| years_on(found, -1));
    Some(Hit {
        end,
        value: value.unwrap_or(Value::Nothing),
        rule: YEAR_BEFORE,
    })
}

/// "the 1988 quarter", "last year's period", "the quarter a year ago": like the one in question, in that year.
fn year_period(context: &Context<'_>, at: usize) -> Option<Hit> {
    let the = at + usize::from(context.word(at) == Word::The);
    let quarter = |at: usize| context.word(at).is_unit(Span::Quarter);
    if quarter(the) && the > at && is_a_year_before(context, the + 1) {
        let value = context
            .quarter()
            .and_then(as_point)
            .map(|found| years_on(found, -1));
        return Some(Hit {
            end: the + 4,
            value: value.unwrap_or(Value::Nothing),
            rule: YEAR_BEFORE,
        });
    }
    let last = context.word(the) == Word::Last
        && context.word(the + 1).is_unit(Span::Year)
        && matches!(context.text(the + 2), "'s" | "’s");
    let (noun, year) = match (context.word(the), last) {
        (Word::Digits(year @ 1900..=2100, 4), _) => (the + 1, Some(year as i16)),
        (_, true) => (the + 3, None),
        _ => return None,
    };
    if !quarter(noun) && context.text(noun) != "period" {
        return None;
    }
    let longer = context.has_before(at, 30, &["months", "half"]);
    let (ix, point) = context.quarter().filter(|_| !longer).and_then(as_point)?;
    let value = match year {
        Some(year) => years_on((ix, Point { year, ..point }), 0),
        None => years_on((ix, point), -1),
    };
    Some(Hit {
        end: noun + 1,
        value,
        rule: YEAR_BEFORE,
    })
}

/// "the same quarter last year", "the corresponding month a year ago", "the same period of 2017"
fn same_period(context: &Context<'_>, at: usize) -> Option<Hit> {
    let the = at + usize::from(context.word(at) == Word::The);
    let same = context.text(the) == "same"
        || matches!(
            context.text(the),
            "corresponding" | "comparable" | "equivalent"
        );
    if !same || !is_period(context, the + 1) {
        return None;
    }
    let after = the + 2;
    let of = after + usize::from(matches!(context.text(after), "of" | "in"));
    let (end, year) = if let Some((end, year)) = super::year::written(context, of) {
        (end, Some(year))
    } else if context.word(of) == Word::Last && context.word(of + 1).is_unit(Span::Year) {
        (of + 2, None)
    } else if context.word(of) == Word::The && context.word(of + 1) == Word::Previous {
        (of + 3, None)
    } else if is_a_year_before(context, after) {
        (after + 3, None)
    } else {
        return None;
    };
    let value = compared(context, the + 1).map(|found| match year {
        Some(year) => years_on((found.0, Point { year, ..found.1 }), 0),
        None => years_on(found, -1),
    });
    Some(Hit {
        end,
        value: value.unwrap_or(Value::Nothing),
        rule: YEAR_BEFORE,
    })
}

/// "a year ago", "one year earlier"
fn is_a_year_before(context: &Context<'_>, at: usize) -> bool {
    matches!(context.word(at), Word::A | Word::Cardinal(1))
        && context.word(at + 1).is_unit(Span::Year)
        && (matches!(context.word(at + 2), Word::Ago | Word::Earlier)
            || context.text(at + 2) == "before")
}

/// "up from $2 million a year earlier", after a quarter or month was named.
fn year_before(context: &Context<'_>, at: usize) -> Option<Hit> {
    // Sums and shares are of a period; "thirteen sites, up from seven a year ago" is not.
    const CUES: &[&str] = &[
        "million",
        "billion",
        "percent",
        "%",
        "cents",
        "share",
        "changed",
        "unchanged",
        "profit",
        "profits",
        "loss",
        "losses",
        "net",
        "earnings",
        "income",
        "sales",
        "revenue",
    ];
    // "for the nine months …, a year earlier" is no quarter.
    let longer = context.has_before(at, 30, &["months", "half", "year"]);
    if !is_a_year_before(context, at) || longer || !context.has_before(at, 12, CUES) {
        return None;
    }
    let here = context.compared().filter(is_month_or_quarter);
    let found = here
        .or_else(|| context.quarter())
        .filter(|(_, date)| !ends_span(context, date) || is_quarter(date));
    found.and_then(as_point).map(|found| Hit {
        end: at + 3,
        value: years_on(found, -1),
        rule: YEAR_BEFORE,
    })
}

/// "the latest quarter", "for the quarter", "the previous quarter", "the current quarter", "the quarter ended June 30"
fn this_quarter(context: &Context<'_>, at: usize) -> Option<Hit> {
    if context.word(at) != Word::The {
        return None;
    }
    let latest = matches!(context.text(at + 1), "latest" | "reported");
    let noun = at + 1 + usize::from(latest || context.is_open(at + 1));
    let quarter = context.word(noun).is_unit(Span::Quarter);
    let named = quarter || latest && context.text(noun) == "period";
    if !named || matches!(context.word(noun + 1), Word::Of) {
        return None;
    }
    let bare = noun == at + 1;
    let value = match context.text(at + 1) {
        _ if matches!(context.text(noun + 1), "ended" | "ending") => ended(context, noun + 2),
        "current" => context.published().map(|date| {
            let unit = Unit::Quarter((super::calendar::month(date) - 1) / 3 + 1);
            Value::Date(Edtf::Point(point(date.year(), unit)), Anchor::Publication)
        }),
        "previous" | "preceding" | "prior" => {
            context.quarter().and_then(as_point).map(|q| moved(q, -1))
        }
        "following" | "next" => context.quarter().and_then(as_point).map(|q| moved(q, 1)),
        _ if latest || bare && is_governed(context, at) => {
            context.quarter().and_then(as_point).map(|q| years_on(q, 0))
        }
        _ => return None,
    };
    Some(Hit {
        end: noun + 1,
        value: value.unwrap_or(Value::Nothing),
        rule: "quarter-told",
    })
}

/// "the quarter ended Sept. 30": a calendar quarter ends with March, June, September or December.
fn ended(context: &Context<'_>, at: usize) -> Option<Value> {
    let Word::Month { n, .. } = context.word(at) else {
        return None;
    };
    let last = super::absolute::find(context, at)?;
    let Value::Date(Edtf::Point(day), anchor) = last.value else {
        return None;
    };
    let value = Edtf::Point(point(day.year, Unit::Quarter(n / 3)));
    (n % 3 == 0 && value.latest() == Edtf::Point(day).latest())
        .then_some(Value::Date(value, anchor))
}

fn is_governed(context: &Context<'_>, at: usize) -> bool {
    matches!(
        context.before(at),
        "for" | "in" | "during" | "For" | "In" | "During"
    )
}

/// A quarter so many quarters on.
fn moved((ix, from): (DateIx, Point), quarters: i32) -> Value {
    let Unit::Quarter(n) = from.unit else {
        return Value::Nothing;
    };
    let (year, month) = shift_month(from.year, n * 3, quarters * 3);
    Value::Date(
        Edtf::Point(point(year, Unit::Quarter(month / 3))),
        Anchor::Date(ix),
    )
}
