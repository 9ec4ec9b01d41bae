//! Places by their head word or the frame around them: *Lake Chad*, *Kiel Canal*, *the port of Tema*, *Anbar province*.

use super::context::Context;
use super::pieces::{Look, Piece};
use super::segment::{Guess, Segment, Votes};
use crate::extract::lexicon::bodies::PlaceHead;
use std::ops::Range;

/// Nouns that say in small letters what the name before them is: "Anbar province".
const AFTER: [&str; 30] = [
    "airport",
    "airstrip",
    "archipelago",
    "atoll",
    "bay",
    "canal",
    "city",
    "coast",
    "county",
    "desert",
    "district",
    "governorate",
    "harbour",
    "harbor",
    "island",
    "islands",
    "municipality",
    "neighborhood",
    "neighbourhood",
    "peninsula",
    "prefecture",
    "province",
    "region",
    "river",
    "strait",
    "suburb",
    "territory",
    "town",
    "valley",
    "village",
];

/// Nouns that say in small letters what the name after "of" is: "the port of Tema".
const BEFORE: [&str; 26] = [
    "archipelago",
    "area",
    "capital",
    "city",
    "coast",
    "county",
    "district",
    "enclave",
    "gulf",
    "hamlet",
    "island",
    "islands",
    "isle",
    "municipality",
    "neighborhood",
    "neighbourhood",
    "outskirts",
    "peninsula",
    "port",
    "province",
    "region",
    "resort",
    "suburb",
    "town",
    "township",
    "village",
];

/// Finds a place whose name begins at `ix`.
pub(super) fn place(context: &Context<'_>, ix: usize, line: &Range<usize>) -> Option<Segment> {
    if !context.at(ix).is_cap() {
        return None;
    }
    if let Some(found) = compass(context, ix, line) {
        return Some(found);
    }
    let run = context.run_end(ix, line.end);
    let bodies = &context.lexicon.bodies;
    let first = context.at(ix).text;
    match bodies.place_head(first) {
        Some(PlaceHead::Prefix) if run > ix + 1 && !context.is_title_word(ix + 1, line.end) => {
            return Some(Segment::new(
                ix..run.min(ix + 3),
                Guess::Place,
                "place-head",
            ));
        }
        _ => {}
    }
    if matches!(
        bodies.place_head(context.pieces.words(ix..ix + 2)),
        Some(PlaceHead::Of)
    ) && context.at(ix + 2).is_cap()
    {
        let end = context.run_end(ix + 2, line.end).min(ix + 4);
        return Some(Segment::new(ix..end, Guess::Place, "place-head"));
    }
    suffixed(context, ix, run, line)
}

/// "Kiel Canal", "Akrotiri Air Base"
fn suffixed(context: &Context<'_>, ix: usize, run: usize, line: &Range<usize>) -> Option<Segment> {
    let people = &context.lexicon.people;
    if context.is_title_word(ix, line.end) && people.given(context.at(ix).text).is_none() {
        return None;
    }
    let end = (ix + 2..=run.min(ix + 6)).rev().find(|end| {
        (1..=3).any(|words| {
            end.checked_sub(words).is_some_and(|first| {
                first > ix
                    && context
                        .lexicon
                        .bodies
                        .place_head(context.pieces.words(first..*end))
                        == Some(PlaceHead::Suffix)
            })
        })
    })?;
    // "Tiger Woods", "Geun-hye Park": a given name and a surname that is also a word.
    let person = people
        .given(context.at(ix).text)
        .is_some_and(|name| !name.weak)
        && end == ix + 2
        && people.may_be_surname(context.at(end - 1).text);
    (!person).then(|| Segment::new(ix..end, Guess::Place, "place-head"))
}

/// "North Darfur", "Eastern Ghouta", "Upper Silesia"
fn compass(context: &Context<'_>, ix: usize, line: &Range<usize>) -> Option<Segment> {
    let word = context.at(ix).text;
    let points = [
        "North",
        "South",
        "East",
        "West",
        "Northern",
        "Southern",
        "Eastern",
        "Western",
        "Central",
        "Upper",
        "Lower",
        "Greater",
        "Northeast",
        "Northwest",
        "Southeast",
        "Southwest",
        "Inner",
        "Outer",
        "Old",
        "Mount",
        "Lake",
        "Port",
        "Fort",
        "St.",
        "Saint",
    ];
    if !points.contains(&word) {
        return None;
    }
    let found = context.listed(ix + 1, line.end)?;
    matches!(found.guess, Guess::ListedPlace(place) if !place.weak)
        .then(|| Segment::new(ix..found.pieces.end, Guess::Place, "compass"))
}

/// What the words right around a stretch say for its being a place.
pub(super) fn frame(context: &Context<'_>, range: &Range<usize>, line: &Range<usize>) -> Votes {
    let mut votes = Votes::default();
    let next = if range.end < line.end {
        context.at(range.end)
    } else {
        context.at(usize::MAX)
    };
    if next.look == Look::Lower && AFTER.contains(&next.text) {
        votes.place += 4;
    }
    let before = |back: usize| {
        range
            .start
            .checked_sub(back)
            .filter(|at| *at >= line.start)
            .map_or("", |at| context.at(at).text)
    };
    if before(1) == "of" && BEFORE.contains(&before(2)) {
        votes.place += 4;
    }
    if before(1) == "of"
        && matches!(
            before(2),
            "north"
                | "south"
                | "east"
                | "west"
                | "northeast"
                | "northwest"
                | "southeast"
                | "southwest"
        )
    {
        votes.place += 4;
    }
    if matches!(
        before(1),
        "town" | "village" | "city" | "capital" | "island"
    ) || before(1) == "," && matches!(before(2), "capital" | "town" | "village")
    {
        votes.place += 3;
    }
    // ", South Korea": a smaller place before a larger one.
    if next.text == ","
        && let Some(found) = context.listed(range.end + 1, line.end)
        && matches!(found.guess, Guess::ListedPlace(place) if place.kind != crate::extract::lexicon::world::PlaceKind::City)
        && !matches!(context.at(found.pieces.end).text, "and" | "or")
        && before(1) != ","
    {
        votes.place += if before(1) == "in" || before(1) == "at" || before(1) == "near" {
            4
        } else {
            2
        };
    }
    votes.place += adverbial(context, range, before(1), &next);
    votes
}

/// What a preposition of place before a stretch is worth, when nothing after it makes it part of a noun phrase.
fn adverbial(context: &Context<'_>, range: &Range<usize>, before: &str, next: &Piece<'_>) -> i8 {
    let closed = next.look != Look::Lower || CLOSERS.contains(&next.text);
    match before {
        "in" | "In" if closed => {
            let plain = range.len() <= 2
                && range.clone().all(|ix| {
                    let piece = context.at(ix);
                    piece.look == Look::Cap && !context.is_ordinary(piece.text)
                });
            if plain { 3 } else { 2 }
        }
        "near" | "outside" | "around" | "across" | "throughout" | "into" if closed => 2,
        "at" | "to" | "from" | "At" | "From" if closed => 1,
        _ => 0,
    }
}

/// Words that can follow a complete adverbial of place.
const CLOSERS: [&str; 44] = [
    "a", "after", "and", "are", "as", "at", "because", "before", "between", "but", "by", "during",
    "earlier", "for", "from", "had", "has", "have", "he", "if", "in", "is", "it", "last", "later",
    "next", "on", "or", "over", "said", "she", "since", "that", "the", "they", "this", "to",
    "today", "until", "was", "were", "when", "where", "who",
];
