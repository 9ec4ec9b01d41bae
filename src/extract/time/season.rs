//! Seasons: "the spring of 2011", "last summer", "the early autumn", "in spring".

use super::calendar::{Direction, direction, month, season};
use super::word::{Span, Word};
use super::{Context, Hit};
use jiff::civil::Date;

/// Matches a season: "the summer of 2013", "summer 2000", "autumn last year", "this spring", "next winter", "the spring".
pub fn find(context: &Context<'_>, at: usize) -> Option<Hit> {
    let is_part = |at: usize| matches!(context.word(at), Word::Early | Word::Late | Word::Mid);
    let the = context.word(at) == Word::The && is_part(at + 1);
    let early = usize::from(the || is_part(at));
    let hit = match the {
        true => plain_season(context, at + 2, at),
        false => plain_season(context, at + early, at + early),
    }?;
    Some(match (early, hit.value) {
        (1, super::Value::Date(value, anchor)) => Hit {
            value: super::Value::Date(value.about(), anchor),
            ..hit
        },
        _ => hit,
    })
}

/// A season from `start` on; `head` is where its modifier would stand.
fn plain_season(context: &Context<'_>, start: usize, head: usize) -> Option<Hit> {
    let first = head;
    let head = context.word(head);
    let modified = matches!(
        head,
        Word::The | Word::Last | Word::Next | Word::This | Word::Coming
    );
    // "this past spring"
    let past = head == Word::This && context.text(first + 1) == "past";
    let head = if past { Word::Last } else { head };
    let season_at = start + usize::from(modified && first == start) + usize::from(past);
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
    if !is_season(context, first, season_at) {
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
    let value = which(context, date, n, head, first..end);
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
    let placed = governed
        || matches!(
            before,
            "In" | "of" | "during" | "from" | "over" | "Over" | "after" | "into" | "through"
        );
    let counted = counted(context, season_at + 1).is_some();
    // "lay the first stone in spring"; not "in spring water", "in fall".
    let alone = context.text(season_at) == "spring"
        && matches!(before, "in" | "by" | "until")
        && !context.is_noun(season_at + 1);
    match context.word(start) {
        _ if context.word(season_at + 1) == Word::Of && !counted => false,
        Word::The => placed || counted,
        _ if bare => (!verb || alone) && !context.capital(season_at) && (governed || counted),
        _ => true,
    }
}

/// "2013", "of 2013", "2005–06": first year and, in a pair, the second.
pub fn year(context: &Context<'_>, at: usize) -> Option<(usize, i16, Option<i16>)> {
    let at = at + usize::from(matches!(context.word(at), Word::Of | Word::Comma));
    let (end, year) = super::year::written(context, at)?;
    match (context.word(end), context.word(end + 1)) {
        (Word::Dash | Word::Slash, Word::Digits(next, 2)) if context.touches(end - 1) => {
            Some((end + 2, year, Some(year / 100 * 100 + next as i16)))
        }
        (Word::Dash | Word::Slash, Word::Digits(next, 4)) if context.touches(end - 1) => {
            Some((end + 2, year, Some(next as i16)))
        }
        _ => Some((end, year, None)),
    }
}

/// "last year", "of next year"
pub fn counted(context: &Context<'_>, at: usize) -> Option<(usize, i16)> {
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
