//! Seasons, quarters and halves: "the spring of 2011", "last summer", "the third quarter", "the first half of 2019".

use super::calendar::{Direction, direction, month, point, season};
use super::word::{Span, Word};
use super::{Context, Hit};
use crate::date::{Edtf, Unit};
use jiff::civil::Date;

/// Matches a season, quarter or half-year.
pub fn find(context: &Context<'_>, at: usize) -> Option<Hit> {
    of_season(context, at).or_else(|| of_part(context, at))
}

/// "the summer of 2013", "summer 2000", "autumn last year", "this spring", "next winter", "the spring"
fn of_season(context: &Context<'_>, at: usize) -> Option<Hit> {
    let early = usize::from(matches!(
        context.word(at),
        Word::Early | Word::Late | Word::Mid
    ));
    let hit = plain_season(context, at + early)?;
    Some(match (early, hit.value) {
        (1, super::Value::Date(value, anchor)) => Hit {
            value: super::Value::Date(value.about(), anchor),
            ..hit
        },
        _ => hit,
    })
}

fn plain_season(context: &Context<'_>, start: usize) -> Option<Hit> {
    let head = context.word(start);
    let modified = matches!(
        head,
        Word::The | Word::Last | Word::Next | Word::This | Word::Coming
    );
    let season_at = start + usize::from(modified);
    let Word::Season(n) = context.word(season_at) else {
        return None;
    };
    if let Some((end, year, end_year)) = year(context, season_at + 1) {
        let sane = end_year.is_none_or(|end| end == year + 1 && n == 4);
        return Some(match sane {
            true => Hit::absolute(end, season(year, n), "season"),
            false => Hit::nothing(end),
        });
    }
    if !is_season(context, start, season_at) {
        return None;
    }
    let end = season_at + 1;
    let Some(date) = context.published() else {
        return Some(Hit::unanchored(end));
    };
    if let Some((end, offset)) = counted(context, end) {
        let value = season(date.year().saturating_add(offset), n);
        return Some(Hit::relative(end, Some(value), "season"));
    }
    let value = which(context, date, n, head, start..end);
    Some(Hit::relative(
        end,
        value.map(|year| season(year, n)),
        "season",
    ))
}

/// A season without a year needs a modifier or a preposition: "spring" and "fall" are verbs and more besides.
fn is_season(context: &Context<'_>, start: usize, season_at: usize) -> bool {
    let before = context.before(start);
    let bare = start == season_at;
    let verb = matches!(
        context.text(season_at),
        "fall" | "spring" | "Fall" | "Spring"
    );
    let governed = matches!(
        before,
        "until" | "in" | "by" | "before" | "since" | "for" | "this"
    );
    let placed = governed || matches!(before, "In" | "of" | "during" | "from" | "over" | "after");
    let counted = counted(context, season_at + 1).is_some();
    match context.word(start) {
        _ if context.word(season_at + 1) == Word::Of && !counted => false,
        Word::The => placed || counted,
        _ if bare => !verb && !context.capital(season_at) && (governed || counted),
        _ => true,
    }
}

/// "2013", "of 2013", "2005–06": first year and, in a pair, the second.
fn year(context: &Context<'_>, at: usize) -> Option<(usize, i16, Option<i16>)> {
    let at = at + usize::from(matches!(context.word(at), Word::Of | Word::Comma));
    let Word::Digits(year @ 1000..=2999, 4) = context.word(at) else {
        return None;
    };
    let year = year as i16;
    match (context.word(at + 1), context.word(at + 2)) {
        (Word::Dash | Word::Slash, Word::Digits(next, 2)) if context.touches(at) => {
            Some((at + 3, year, Some(year / 100 * 100 + next as i16)))
        }
        (Word::Dash | Word::Slash, Word::Digits(next, 4)) if context.touches(at) => {
            Some((at + 3, year, Some(next as i16)))
        }
        _ => Some((at + 1, year, None)),
    }
}

/// "last year", "of next year"
fn counted(context: &Context<'_>, at: usize) -> Option<(usize, i16)> {
    let at = at + usize::from(context.word(at) == Word::Of);
    let offset = match context.word(at) {
        Word::Last => -1,
        Word::This => 0,
        Word::Next => 1,
        _ => return None,
    };
    let year = matches!(
        context.word(at + 1),
        Word::Unit {
            unit: Span::Year,
            plural: false
        }
    );
    year.then_some((at + 2, offset))
}

/// The year in which the season begins.
fn which(
    context: &Context<'_>,
    date: Date,
    n: u8,
    head: Word,
    range: std::ops::Range<usize>,
) -> Option<i16> {
    let first = n * 3;
    // The year of the latest such season that has begun.
    let begun = if month(date) >= first {
        date.year()
    } else {
        date.year() - 1
    };
    let inside = match n {
        4 => month(date) == 12 || month(date) <= 2,
        _ => (first..first + 3).contains(&month(date)),
    };
    let ahead = if inside {
        begun
    } else {
        begun.saturating_add(1)
    };
    match head {
        Word::Last => Some(if inside { begun - 1 } else { begun }),
        Word::Next | Word::Coming => Some(begun.saturating_add(1)),
        Word::This => Some(if n == 4 {
            if month(date) <= 5 {
                date.year() - 1
            } else {
                date.year()
            }
        } else {
            date.year()
        }),
        _ => match direction(context, range) {
            Direction::Past => Some(begun),
            Direction::Future => Some(ahead),
            Direction::Open => None,
        },
    }
}

/// "the first quarter of 2010", "third-quarter", "Q3 2019", "the second half of next year", "the last quarter"
fn of_part(context: &Context<'_>, at: usize) -> Option<Hit> {
    let the = usize::from(context.word(at) == Word::The);
    let start = at + the;
    let (next, unit) = match (context.word(start), context.word(start + 1)) {
        (Word::Quarter(n), _) => (start + 1, Unit::Quarter(n)),
        (Word::Half(n), _) => (start + 1, Unit::Half(n)),
        (
            Word::Ordinal(n @ 1..=4),
            Word::Unit {
                unit: Span::Quarter,
                ..
            },
        ) => (start + 2, Unit::Quarter(n as u8)),
        (
            Word::Ordinal(n @ 1..=2),
            Word::Unit {
                unit: Span::Half, ..
            },
        ) => (start + 2, Unit::Half(n as u8)),
        (
            Word::Other | Word::Last,
            Word::Unit {
                unit: Span::Quarter,
                ..
            },
        ) if matches!(context.text(start), "final" | "last")
            && context.word(start + 2) == Word::Of =>
        {
            (start + 2, Unit::Quarter(4))
        }
        _ => return None,
    };
    if let Some((end, year, None)) = year(context, next) {
        return Some(Hit::absolute(
            end,
            Edtf::Point(point(year, unit)),
            "quarter",
        ));
    }
    let date = context.published();
    let the_year = context.word(next) == Word::Of
        && context.word(next + 1) == Word::The
        && matches!(
            context.word(next + 2),
            Word::Unit {
                unit: Span::Year,
                plural: false
            }
        );
    let of_year = counted(context, next).or(the_year.then_some((next + 3, 0)));
    match (of_year, date) {
        (Some((end, offset)), Some(date)) => {
            let value = Edtf::Point(point(date.year().saturating_add(offset), unit));
            Some(Hit::relative(end, Some(value), "quarter"))
        }
        (None, Some(date)) => {
            let value = bare_quarter(context, date, unit, at..next);
            Some(Hit::relative(next, value, "quarter"))
        }
        (_, None) => Some(Hit::unanchored(next)),
    }
}

/// "the third quarter" without a year: results tell of one that has ended, plans of one to come. A half may also be
/// a game's, so that it needs its year.
fn bare_quarter(
    context: &Context<'_>,
    date: Date,
    unit: Unit,
    range: std::ops::Range<usize>,
) -> Option<Edtf> {
    let Unit::Quarter(n) = unit else {
        return None;
    };
    // "the third quarter of the business year" is nobody's calendar.
    if matches!(context.before(range.start), "a" | "an" | "every" | "each")
        || context.word(range.end) == Word::Of
    {
        return None;
    }
    let now = (month(date) - 1) / 3 + 1;
    let year = match direction(context, range) {
        Direction::Past if n <= now => date.year(),
        Direction::Past => date.year() - 1,
        Direction::Future if n >= now => date.year(),
        Direction::Future => date.year().saturating_add(1),
        Direction::Open => return None,
    };
    Some(Edtf::Point(point(year, unit)))
}
