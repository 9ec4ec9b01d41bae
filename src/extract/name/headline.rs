//! Headlines with a capital on every word, and lines in capitals: only listed names and names that the body has made known.

use super::context::Context;
use super::dateline::title_case;
use super::memory::{Known, Memory};
use super::person;
use super::pieces::{Line, Mode};
use super::segment::{Guess, Segment};
use std::ops::Range;

/// The longest name that is looked for.
const LONGEST: usize = 7;

/// Finds the names of one line.
pub(super) fn names(
    context: &Context<'_>,
    memory: &Memory<'_>,
    line: &Line,
    out: &mut Vec<Segment>,
) {
    let range = line.pieces.clone();
    let mut ix = range.start;
    while ix < range.end {
        if !context.at(ix).is_cap() {
            ix += 1;
            continue;
        }
        let found = if line.mode == Mode::Shout {
            shouted(context, ix, &range)
        } else {
            remembered(context, memory, ix, &range)
                .or_else(|| listed(context, ix, &range))
                .or_else(|| given(context, ix, &range))
        };
        match found {
            Some(found) => {
                ix = found.pieces.end;
                if found.guess != Guess::Nothing {
                    out.push(found);
                }
            }
            None => ix += 1,
        }
    }
}

/// The longest name from the body that begins here.
fn remembered(
    context: &Context<'_>,
    memory: &Memory<'_>,
    ix: usize,
    range: &Range<usize>,
) -> Option<Segment> {
    (ix + 1..=range.end.min(ix + LONGEST))
        .rev()
        .find_map(|end| {
            let words = context.pieces.words(ix..end);
            let known = memory.get(words)?;
            if end == ix + 1 && context.is_ordinary(words) {
                return None;
            }
            match known {
                Known::Person | Known::Surname => {
                    Some(person::make(context, ix..end, "headline-name"))
                }
                Known::Given => None,
                Known::Body => Some(Segment::new(ix..end, Guess::Body, "headline-name")),
                Known::Place => Some(Segment::new(ix..end, Guess::Place, "headline-name")),
            }
        })
}

fn listed(context: &Context<'_>, ix: usize, range: &Range<usize>) -> Option<Segment> {
    let found = context.listed(ix, range.end)?;
    let word = context.at(ix).text;
    let ordinary = found.pieces.len() == 1
        && context.is_ordinary(word)
        && context.at(ix).text.chars().any(char::is_lowercase);
    (found.is_sure() && !ordinary).then_some(found)
}

/// "Anna Berg", "Trump": a given name that is no word with a listed surname, or a person of world renown.
fn given(context: &Context<'_>, ix: usize, range: &Range<usize>) -> Option<Segment> {
    let people = &context.lexicon.people;
    let word = context.at(ix).text;
    if ix + 1 < range.end
        && people.given(word).is_some_and(|name| !name.weak)
        && !context.is_ordinary(word)
        && people.is_surname(context.at(ix + 1).text)
        && !context.is_ordinary(context.at(ix + 1).text)
    {
        return Some(person::make(context, ix..ix + 2, "headline-given"));
    }
    people.leader(word).map(|_| Segment {
        guess: Guess::Leader,
        ..person::make(context, ix..ix + 1, "leader")
    })
}

/// Countries and cities in a line of capitals.
fn shouted(context: &Context<'_>, ix: usize, range: &Range<usize>) -> Option<Segment> {
    (ix + 1..=range.end.min(ix + 4)).rev().find_map(|end| {
        let words = context.pieces.words(ix..end);
        let place = context
            .lexicon
            .world
            .places()
            .get(&title_case(words))
            .filter(|place| !place.weak)?;
        let ordinary = end == ix + 1 && context.is_ordinary(words);
        (!ordinary && words.len() > 3)
            .then(|| Segment::new(ix..end, Guess::ListedPlace(place), "shouted"))
    })
}
