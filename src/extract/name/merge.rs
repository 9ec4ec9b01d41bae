//! Makes names of what the rules propose and what the tagger finds. The tagger says where a name is and of what kind; the rules
//! give titles, genders, surnames, entries of lists and acronyms, and keep peoples and epithets, which are no names.

use super::context::Context;
use super::person;
use super::segment::{Guess, Segment};
use super::tagger::{self, Tagged};
use crate::extract::facts::MentionKind;
use crate::extract::lexicon::people::TitleClass;
use std::collections::HashMap;
use std::ops::Range;

/// A name that is less likely than this is one in the text, but does not stand for somebody by itself.
const FULL: f32 = 0.85;

/// A name that no rule has and that is less likely than this is left out: better to say less.
const LEAST: f32 = 0.5;

/// A name that a rule is sure of stays unless one of its words is no part of a name with this likelihood.
const OUTSIDE: f32 = 0.8;

/// The names of a document; `found` is sorted, and so is the result.
pub(super) fn merge(context: &Context<'_>, found: Vec<Segment>) -> Vec<Segment> {
    let Some(tags) = tagger::tag(context, &found) else {
        return found;
    };
    let tagged = &tags.names;
    let by_start: HashMap<usize, &Segment> = found
        .iter()
        .map(|segment| (segment.pieces.start, segment))
        .collect();
    let mut names: Vec<Segment> = Vec::with_capacity(tagged.len());
    for name in tagged {
        match by_start.get(&name.pieces.start) {
            Some(segment) if segment.pieces == name.pieces => {
                names.extend(agreed(context, name, segment));
            }
            // "Booker" of "Booker Prize"
            Some(thing) if is_thing_around(thing, name) => {}
            _ => match listing(context, name, &by_start) {
                Some(list) => names.extend(list),
                None => names.extend(made(context, name)),
            },
        }
    }
    let mut at = 0;
    for segment in &found {
        while tagged
            .get(at)
            .is_some_and(|name| name.pieces.end <= segment.pieces.start)
        {
            at += 1;
        }
        let is_free = tagged
            .get(at)
            .is_none_or(|name| name.pieces.start >= segment.pieces.end);
        let stays = match segment.guess {
            Guess::Demonym(_) | Guess::Epithet(_) => true,
            Guess::Nothing => false,
            _ => segment.is_sure() && tags.outside(segment.pieces.clone()) < OUTSIDE,
        };
        if is_free && stays {
            names.push(segment.clone());
        }
    }
    names.sort_by_key(|segment| segment.pieces.start);
    names
}

/// True when the name is only the beginning of something that is no actor.
fn is_thing_around(thing: &Segment, name: &Tagged) -> bool {
    thing.guess == Guess::Nothing && thing.pieces.end > name.pieces.end
}

/// "Harbor Bank and Air China" are two where the rules know both.
fn listing(
    context: &Context<'_>,
    name: &Tagged,
    by_start: &HashMap<usize, &Segment>,
) -> Option<Vec<Segment>> {
    let mut list = Vec::new();
    let mut at = name.pieces.start;
    loop {
        let segment = by_start.get(&at).filter(|segment| segment.is_sure())?;
        list.push((*segment).clone());
        at = segment.pieces.end;
        if at == name.pieces.end {
            return Some(list);
        }
        if at > name.pieces.end || !matches!(context.at(at).text, "and" | "," | "&" | "-" | "/") {
            return None;
        }
        at += 1;
    }
}

/// A name whose extent a rule has too.
fn agreed(context: &Context<'_>, name: &Tagged, segment: &Segment) -> Option<Segment> {
    let same = match segment.guess {
        Guess::Person | Guess::Leader => name.kind == MentionKind::Person,
        Guess::Body => name.kind == MentionKind::Organization,
        Guess::Place => name.kind == MentionKind::Place,
        // The White House is a body that acts, whatever stands around it.
        Guess::ListedBody(body) if body.metonym => true,
        Guess::ListedBody(body) => name.kind == MentionKind::Organization && !body.weak,
        Guess::ListedPlace(place) => name.kind == MentionKind::Place && !place.weak,
        _ => false,
    };
    let is_people = matches!(segment.guess, Guess::Demonym(_)) && name.kind != MentionKind::Person;
    if same || is_people || matches!(segment.guess, Guess::Epithet(_)) {
        return Some(segment.clone());
    }
    let made = made(context, name)?;
    Some(Segment {
        title: segment
            .title
            .clone()
            .filter(|_| name.kind == MentionKind::Person)
            .or(made.title),
        expansion: segment.expansion,
        ..made
    })
}

/// A name that the rules do not have so; none for "the North", which is a place only where the rules say which.
fn made(context: &Context<'_>, name: &Tagged) -> Option<Segment> {
    let words = context.pieces.words(name.pieces.clone());
    // "Republican" of "the Republican strategy": listed as a word for no body and no place.
    let is_common =
        name.kind != MentionKind::Person && context.lexicon.bodies.common().get(words).is_some();
    let is_epithet = context.lexicon.world.epithet(words).is_some();
    if name.odds < LEAST || is_common || is_epithet {
        return None;
    }
    let mut made = match name.kind {
        MentionKind::Person => person::make(context, name.pieces.clone(), "tagger"),
        MentionKind::Organization => listed(context, name, Guess::Body),
        MentionKind::Place => listed(context, name, Guess::Place),
    };
    made.line = name.line;
    made.is_doubtful = name.odds < FULL;
    if name.kind == MentionKind::Person
        && let Some((range, gender)) = title(context, name)
    {
        made.gender = gender.or(made.gender);
        made.title = Some(range);
    }
    Some(made)
}

/// With what the lists have of it, when that is of its kind.
fn listed(context: &Context<'_>, name: &Tagged, otherwise: Guess) -> Segment {
    let found = context
        .listed(name.pieces.start, name.pieces.end)
        .filter(|found| found.pieces == name.pieces);
    let guess = match found.map(|found| found.guess) {
        Some(Guess::ListedBody(mut body)) if otherwise == Guess::Body => {
            body.weak = false;
            Guess::ListedBody(body)
        }
        Some(Guess::ListedPlace(mut place)) if otherwise == Guess::Place => {
            place.weak = false;
            Guess::ListedPlace(place)
        }
        _ => otherwise,
    };
    Segment::new(name.pieces.clone(), guess, "tagger")
}

/// The title right before a person's name.
fn title(
    context: &Context<'_>,
    name: &Tagged,
) -> Option<(Range<usize>, Option<crate::extract::facts::Gender>)> {
    let line = context.pieces.lines.get(name.line)?;
    let (range, title) = context.title_before(name.pieces.start, line.pieces.start)?;
    let fits =
        !title.plural && (title.title.class != TitleClass::Description || name.pieces.len() > 1);
    fits.then_some((range, title.title.gender))
}
