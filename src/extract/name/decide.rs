//! Settles what the unsure stretches are: from the article's own full names, then from all the evidence for the same words.

use super::context::Context;
use super::dateline::title_case;
use super::evidence;
use super::memory::{Known, Memory};
use super::person;
use super::place;
use super::segment::{Guess, Segment, Votes};
use crate::extract::lexicon::world::{CountryCode, PlaceKind};
use std::collections::{HashMap, HashSet};

/// Points that a kind needs, and by how much it must lead.
const ENOUGH: i8 = 3;
const LEAD: i8 = 2;

/// The evidence for one spelling over the whole article.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    votes: Votes,
    inside: u16,
}

/// Gives every segment its final guess; what stays [`Guess::Unknown`] is no mention.
pub(super) fn decide<'a>(context: &Context<'a>, found: &mut [Segment]) -> Memory<'a> {
    let mut memory = Memory::default();
    for segment in found.iter() {
        memory.learn(context, segment);
    }
    let bodies = sure_bodies(found);
    let tally = tally(context, found);
    settle(context, found, &tally, &mut memory, &bodies);
    // What was settled by evidence teaches surnames too.
    for segment in found.iter() {
        if segment.guess == Guess::Person {
            memory.learn(context, segment);
        }
    }
    settle(context, found, &tally, &mut memory, &bodies);
    epithets(context, found);
    memory
}

fn sure_bodies(found: &[Segment]) -> HashSet<&'static str> {
    found
        .iter()
        .filter_map(|segment| match segment.guess {
            Guess::ListedBody(body) if !body.weak => Some(body.name),
            _ => None,
        })
        .collect()
}

fn tally<'a>(context: &Context<'a>, found: &[Segment]) -> HashMap<&'a str, Tally> {
    let mut tallies: HashMap<&str, Tally> = HashMap::new();
    for segment in found.iter().filter(|segment| !segment.is_sure()) {
        let Some(line) = context.pieces.lines.get(segment.line) else {
            continue;
        };
        let words = context.pieces.words(segment.pieces.clone());
        let entry = tallies.entry(words).or_default();
        let votes = evidence::votes(context, segment, &line.pieces);
        // The strongest evidence counts, not how often it is repeated.
        entry.votes.person = stronger(entry.votes.person, votes.person);
        entry.votes.body = stronger(entry.votes.body, votes.body);
        entry.votes.place = stronger(entry.votes.place, votes.place);
        entry.inside = entry.inside.saturating_add(u16::from(!segment.at_start));
    }
    tallies
}

fn stronger(old: i8, new: i8) -> i8 {
    if new < 0 && old <= 0 {
        old.min(new)
    } else {
        old.max(new)
    }
}

fn settle<'a>(
    context: &Context<'a>,
    found: &mut [Segment],
    tally: &HashMap<&'a str, Tally>,
    memory: &mut Memory<'a>,
    bodies: &HashSet<&'static str>,
) {
    for segment in found.iter_mut() {
        let words = context.pieces.words(segment.pieces.clone());
        if let Some(new) = settled(context, segment, words, tally.get(words), memory, bodies) {
            if matches!(new.guess, Guess::Body) {
                memory.set(words, Known::Body);
            }
            *segment = new;
        }
    }
}

/// The new reading of a segment, when there is one.
fn settled(
    context: &Context<'_>,
    segment: &Segment,
    words: &str,
    tally: Option<&Tally>,
    memory: &Memory<'_>,
    bodies: &HashSet<&'static str>,
) -> Option<Segment> {
    let sure = segment.is_sure();
    if sure && !matches!(segment.guess, Guess::ListedPlace(_)) {
        return None;
    }
    let shouted = segment.pieces.len() == 1
        && words.chars().count() > 4
        && words.chars().all(char::is_uppercase);
    let known = memory.get(words).or_else(|| {
        shouted
            .then(|| memory.get(&title_case(words)))
            .flatten()
            .filter(|known| *known == Known::Surname)
    });
    if let Some(known) = known {
        return remembered(context, segment, known, sure);
    }
    if sure {
        return None;
    }
    if let Guess::ListedBody(body) = segment.guess
        && bodies.contains(body.name)
    {
        return Some(strong(segment));
    }
    let last = context.at(segment.pieces.end - 1).text;
    let tally = tally.copied().unwrap_or_default();
    if segment.pieces.len() > 1
        && memory.get(last) == Some(Known::Surname)
        && !segment
            .pieces
            .clone()
            .any(|ix| context.is_ordinary(context.at(ix).text))
        && tally.votes.person >= 0
    {
        return Some(to_person(context, segment, "family-name"));
    }
    let people = &context.lexicon.people;
    let lone = tally.inside == 0
        && segment.pieces.len() == 1
        && segment.guess == Guess::Unknown
        && segment.title.is_none()
        && !words.chars().all(char::is_uppercase)
        && (context.is_ordinary(words)
            || people.given(words).is_none() && !people.may_be_surname(words));
    if lone {
        None
    } else {
        elected(context, segment, tally.votes)
    }
}

/// The reading that an article's own full name gives.
fn remembered(
    context: &Context<'_>,
    segment: &Segment,
    known: Known,
    sure: bool,
) -> Option<Segment> {
    let line = context.pieces.lines.get(segment.line)?;
    let frame = place::frame(context, &segment.pieces, &line.pieces);
    match known {
        Known::Surname | Known::Person => {
            // "Jordan" after "Michael Jordan": the country only where a place is meant.
            if sure && (frame.place > 0 || segment.pieces.len() > 1 || segment.at_start) {
                return None;
            }
            if matches!(segment.guess, Guess::ListedPlace(_)) && frame.place > 1 {
                return None;
            }
            Some(to_person(context, segment, "surname-again"))
        }
        Known::Given if sure => None,
        Known::Given => {
            let word = context.at(segment.pieces.start).text;
            let doubtful = segment.at_start && context.is_ordinary(word);
            (!doubtful && frame.place < 2).then(|| {
                let mut person = to_person(context, segment, "given-again");
                person.gender = context
                    .lexicon
                    .people
                    .given(word)
                    .and_then(|name| name.gender);
                person
            })
        }
        _ if sure => None,
        Known::Body => Some(Segment {
            guess: Guess::Body,
            rule: "body-again",
            ..segment.clone()
        }),
        Known::Place => Some(Segment {
            guess: Guess::Place,
            rule: "place-again",
            ..segment.clone()
        }),
    }
}

fn to_person(context: &Context<'_>, segment: &Segment, rule: &'static str) -> Segment {
    let made = person::make(context, segment.pieces.clone(), rule);
    Segment {
        line: segment.line,
        at_start: segment.at_start,
        title: segment.title.clone(),
        gender: segment.gender.or(made.gender),
        ..made
    }
}

/// The kind with most points, when it has enough and leads.
fn elected(context: &Context<'_>, segment: &Segment, votes: Votes) -> Option<Segment> {
    let mut order = [(votes.person, 0), (votes.body, 1), (votes.place, 2)];
    order.sort_by_key(|(points, _)| std::cmp::Reverse(*points));
    let [(first, kind), (second, _), _] = order;
    if first < ENOUGH || first - second.max(0) < LEAD {
        return None;
    }
    match kind {
        0 => Some(to_person(context, segment, "evidence")),
        1 if matches!(segment.guess, Guess::ListedBody(_)) => Some(strong(segment)),
        2 if matches!(segment.guess, Guess::ListedPlace(_)) => Some(strong(segment)),
        1 => Some(Segment {
            guess: Guess::Body,
            rule: "evidence",
            ..segment.clone()
        }),
        _ => Some(Segment {
            guess: Guess::Place,
            rule: "evidence",
            ..segment.clone()
        }),
    }
}

/// A listed name whose doubt is removed.
fn strong(segment: &Segment) -> Segment {
    let guess = match segment.guess {
        Guess::ListedBody(mut body) => {
            body.weak = false;
            Guess::ListedBody(body)
        }
        Guess::ListedPlace(mut place) => {
            place.weak = false;
            Guess::ListedPlace(place)
        }
        guess => guess,
    };
    Segment {
        guess,
        ..segment.clone()
    }
}

/// "the North" where North Korea is spoken of.
fn epithets(context: &Context<'_>, found: &mut [Segment]) {
    let spoken: HashSet<CountryCode> = found
        .iter()
        .filter_map(|segment| match segment.guess {
            Guess::ListedPlace(place) if place.kind == PlaceKind::Country => place.country,
            Guess::Demonym(code) => Some(code),
            _ => None,
        })
        .collect();
    for segment in found
        .iter_mut()
        .filter(|segment| segment.guess == Guess::Unknown)
    {
        let words = context.pieces.words(segment.pieces.clone());
        let the = matches!(
            context.pieces.before(segment.pieces.start).text,
            "the" | "The"
        );
        let after = context.at(segment.pieces.end).text;
        if let Some(code) = context.lexicon.world.epithet(words)
            && the
            && spoken.contains(&code)
            && !matches!(
                after,
                "of" | "-" | "side" | "coast" | "end" | "east" | "west"
            )
        {
            segment.guess = Guess::Epithet(code);
            segment.rule = "epithet";
        }
    }
}
