//! Reads a sentence from left to right and cuts it into stretches that are, or may be, names.

use super::acronym::{self, Expansion};
use super::context::Context;
use super::pieces::{Line, Look, Mode};
use super::segment::{Guess, Segment};
use super::{body, dateline, person, place};
use std::ops::Range;

/// All stretches of a line of prose.
pub(super) fn prose(context: &Context<'_>, line: &Line, out: &mut Vec<Segment>) {
    let range = line.pieces.clone();
    let mut ix = range.start;
    if line.opens_block
        && let Some((names, end)) = dateline::dateline(context, &range)
    {
        out.extend(names);
        ix = end;
    }
    let expansions = acronym::expansions(context, &range);
    while ix < range.end {
        ix = step(context, line, &range, ix, &expansions, out);
    }
}

/// Reads one stretch and returns where the next begins.
fn step(
    context: &Context<'_>,
    line: &Line,
    range: &Range<usize>,
    ix: usize,
    expansions: &[Expansion],
    out: &mut Vec<Segment>,
) -> usize {
    if let Some(expansion) = expansions
        .iter()
        .find(|expansion| expansion.name.start == ix)
    {
        return expanded(context, expansion, out);
    }
    let piece = context.at(ix);
    if !piece.is_cap() {
        return small(context, ix, range, out);
    }
    let at_start = context.is_start(ix, range);
    let limit = expansions
        .iter()
        .map(|expansion| expansion.name.start)
        .find(|start| *start > ix)
        .unwrap_or(range.end)
        .min(range.end);
    let bounds = range.start..limit;
    if let Some(mut found) = best(context, ix, &bounds, at_start) {
        found.at_start = at_start;
        let end = found.pieces.end;
        if let Guess::Nothing = found.guess {
            return end.max(ix + 1);
        }
        out.push(found);
        return end.max(ix + 1);
    }
    if at_start && context.is_ordinary(piece.text) {
        return ix + 1;
    }
    if let Some(title) = context.title_at(ix, bounds.end) {
        return title.end;
    }
    unknown(context, line, ix, &bounds, at_start, out)
}

/// Names that begin small: "al-Qaida", "eBay", "demilitarized zone"; and epithets.
fn small(context: &Context<'_>, ix: usize, range: &Range<usize>, out: &mut Vec<Segment>) -> usize {
    let piece = context.at(ix);
    if piece.look != Look::Lower && piece.look != Look::Number {
        return ix + 1;
    }
    match context.listed(ix, range.end) {
        Some(found) if found.is_sure() && found.guess != Guess::Nothing => {
            let end = found.pieces.end;
            out.push(found);
            end
        }
        _ => ix + 1,
    }
}

/// The name and the acronym, tied together.
fn expanded(context: &Context<'_>, expansion: &Expansion, out: &mut Vec<Segment>) -> usize {
    let listed = context
        .listed(expansion.name.start, expansion.name.end)
        .filter(|found| found.pieces == expansion.name && found.guess != Guess::Nothing);
    let name = listed
        .unwrap_or_else(|| Segment::new(expansion.name.clone(), Guess::Body, "acronym-expansion"));
    let mut short = name.clone();
    short.pieces = expansion.acronym..expansion.acronym + 1;
    short.rule = "acronym";
    short.expansion = Some(name.pieces.start);
    out.push(name);
    out.push(short);
    expansion.acronym + 1
}

/// The reading that wins at a place: the longest; of equals the surest.
fn best(context: &Context<'_>, ix: usize, range: &Range<usize>, at_start: bool) -> Option<Segment> {
    let mut listed = context.listed(ix, range.end);
    if at_start
        && let Some(found) = &listed
        && found.pieces.len() == 1
        && doubtful_start(context, found)
    {
        listed = None;
    }
    let readings = [
        listed.filter(|found| found.is_sure()),
        body::body(context, ix, range),
        person::person(context, ix, range),
        place::place(context, ix, range),
    ];
    let mut best: Option<Segment> = None;
    for reading in readings.into_iter().flatten() {
        let better = best.as_ref().is_none_or(|best| {
            reading.pieces.end > best.pieces.end
                && !(best.guess == Guess::Nothing
                    && best.pieces.len() > 1
                    && reading.guess == Guess::Person)
        });
        if better {
            best = Some(reading);
        }
    }
    let best = best?;
    let swallowed = swallowed(context, &best, range);
    Some(if swallowed {
        Segment {
            guess: Guess::Nothing,
            ..best
        }
    } else {
        best
    })
}

/// True when a listed place or people is only the beginning of some other name: "Paris Motor Show".
fn swallowed(context: &Context<'_>, found: &Segment, range: &Range<usize>) -> bool {
    let _ = (context, found, range);
    false
}

/// "Turkey", "Reading", "Polish" at the start of a sentence, when the article also has the word in small letters.
fn doubtful_start(context: &Context<'_>, found: &Segment) -> bool {
    let word = context.at(found.pieces.start).text;
    let small = super::pieces::lower(word);
    matches!(found.guess, Guess::ListedBody(_) | Guess::ListedPlace(_))
        && context.small.contains(small.as_ref())
        && context.lexicon.bodies.is_ordinary(&small)
}

/// Capitals that no rule explains.
fn unknown(
    context: &Context<'_>,
    line: &Line,
    ix: usize,
    range: &Range<usize>,
    at_start: bool,
    out: &mut Vec<Segment>,
) -> usize {
    let mut end = ix + 1;
    while end < range.end && context.at(end).is_cap() && end < ix + 6 {
        let stops = context
            .listed(end, range.end)
            .is_some_and(|found| found.is_sure())
            || context.is_title_word(end, range.end)
            || context.at(end).text == "I";
        if stops {
            break;
        }
        end += 1;
    }
    let mut found = context
        .listed(ix, range.end)
        .filter(|found| found.pieces.end == end)
        .unwrap_or_else(|| Segment::new(ix..end, Guess::Unknown, "unknown"));
    found.at_start = at_start;
    if line.mode == Mode::Prose {
        out.push(found);
    }
    end
}
