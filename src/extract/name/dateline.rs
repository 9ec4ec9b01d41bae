//! Names in a dateline: *SEOUL, South Korea (Harbor Wire) —*, *MORONI, June 16 (Southern Cross Agency) –*.

use super::context::Context;
use super::pieces::Look;
use super::segment::{Guess, Segment};
use std::ops::Range;

/// A dateline is no longer than this.
const LONGEST: usize = 24;

/// The names of a dateline at the start of a paragraph, and where it ends.
pub(super) fn dateline(
    context: &Context<'_>,
    line: &Range<usize>,
) -> Option<(Vec<Segment>, usize)> {
    let start = line.start;
    let city_end = (start..line.end).find(|at| {
        let piece = context.at(*at);
        !(piece.look == Look::Upper || piece.look == Look::Cap && piece.text.chars().count() <= 1)
    })?;
    let dash = (start + 1..line.end.min(start + LONGEST)).find(|at| is_dash(context, *at))?;
    let words = context.pieces.words(start..city_end);
    let shouted = city_end > start && words.chars().filter(|ch| ch.is_alphabetic()).count() >= 3;
    let mut names = Vec::new();
    let first_end = if shouted {
        city_end
    } else {
        // "Seoul (Harbor Wire) – ", "Berlin, 3 May (dpa) – " with a listed city in ordinary letters.
        let found = context.listed(start, line.end)?;
        let bracketed = (start..dash).any(|at| context.at(at).text == "(");
        if !matches!(found.guess, Guess::ListedPlace(_))
            || !bracketed && !has_date(context, start..dash)
        {
            return None;
        }
        found.pieces.end
    };
    let follows = context.at(first_end);
    if !matches!(follows.text, "," | "(" | "/")
        && !is_dash(context, first_end)
        && follows.look != Look::Number
    {
        return None;
    }
    names.push(city(context, start..first_end));
    let mut at = first_end;
    while at < dash {
        let piece = context.at(at);
        if piece.text == "(" || piece.text == "[" {
            let close = (at..dash).find(|end| matches!(context.at(*end).text, ")" | "]"))?;
            if close > at + 1
                && !has_date(context, at + 1..close)
                && (context.at(at + 1).is_cap() || context.is_listed(at + 1, close))
            {
                names.push(agency(context, at + 1..close));
            }
            at = close + 1;
        } else if let Some(found) = context.listed(at, dash).filter(|_| piece.is_cap()) {
            at = found.pieces.end;
            names.push(found);
        } else {
            at += 1;
        }
    }
    Some((names, dash + 1))
}

fn is_dash(context: &Context<'_>, at: usize) -> bool {
    let piece = context.at(at);
    matches!(piece.text, "—" | "–" | "--" | "―")
        || piece.text == "-" && context.at(at.saturating_sub(1)).span.end < piece.span.start
}

fn has_date(context: &Context<'_>, range: Range<usize>) -> bool {
    range
        .into_iter()
        .any(|at| context.at(at).look == Look::Number)
}

/// The city, in capitals or not.
fn city(context: &Context<'_>, range: Range<usize>) -> Segment {
    let words = context.pieces.words(range.clone());
    let place = context
        .lexicon
        .world
        .places()
        .get(words)
        .or_else(|| context.lexicon.world.places().get(&title_case(words)));
    match place {
        Some(mut place) => {
            place.weak = false;
            Segment::new(range, Guess::ListedPlace(place), "dateline")
        }
        None => Segment::new(range, Guess::Place, "dateline"),
    }
}

fn agency(context: &Context<'_>, range: Range<usize>) -> Segment {
    match context
        .lexicon
        .bodies
        .listed()
        .get(context.pieces.words(range.clone()))
    {
        Some(mut body) => {
            body.weak = false;
            Segment::new(range, Guess::ListedBody(body), "dateline")
        }
        None => Segment::new(range, Guess::Body, "dateline"),
    }
}

/// "NEW YORK" as "New York"
pub(super) fn title_case(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let mut inside = false;
    for ch in words.chars() {
        if inside {
            out.extend(ch.to_lowercase());
        } else {
            out.push(ch);
        }
        inside = ch.is_alphabetic();
    }
    out
}
