//! What follows a noun that stands for a happening: with whom, where and when, in any order: "to Bogotá by the director",
//! "of creditors in Oslo on Friday". A day behind it that may be another verb's is left alone.

use super::named::is_mutual;
use super::scene::Scene;
use super::{Reading, noun, who};
use crate::extract::facts::{DateIx, EventType, MentionIx};
use crate::extract::token::Shape;
use std::ops::Range;

/// What follows the noun: with whom, where, when, in any order: "to Bogotá by the director", "of creditors in Oslo on
/// Friday".
pub struct After {
    pub people: Vec<MentionIx>,
    pub place: Option<MentionIx>,
    pub day: Option<DateIx>,
    pub end: usize,
}

pub fn after(reading: &Reading<'_, '_>, start: usize) -> After {
    let Reading {
        scene,
        sentence,
        clause,
        at,
        trigger,
    } = *reading;
    let event_type = trigger.event_type;
    let mut found = After {
        people: Vec::new(),
        place: None,
        day: None,
        end: at + 1,
    };
    for _ in 0..5 {
        if let Some((date, end)) = dated(scene, clause, found.end) {
            if found.day.is_none() && may_follow(scene, sentence, start, event_type) {
                found.day = Some(date);
            }
            found.end = end;
            continue;
        }
        let link = scene.text(found.end);
        let next = found.end + 1 + usize::from(scene.text(found.end + 1) == "the");
        let there = scene
            .mention_at(next)
            .filter(|to| scene.is_place(*to) && who::is_whole(scene, *to));
        let to = event_type == EventType::Visit && link == "to";
        if (to || matches!(link, "in" | "at"))
            && let Some(to) = there
        {
            found.place.get_or_insert(to);
            found.end = scene.tokens_of(to).end;
            continue;
        }
        let befalls = matches!(
            event_type,
            EventType::Attack | EventType::Disaster | EventType::Vote | EventType::Protest
        );
        if befalls
            && link == "of"
            && let Some(of) = there
        {
            found.place.get_or_insert(of);
            found.end = scene.tokens_of(of).end;
            continue;
        }
        if links(event_type).contains(&link) {
            let mut people = who::object(scene, clause, found.end);
            if people.is_empty() && link == "at" {
                // "at Acme's plant"
                let body = scene.mention_at(next);
                people.extend(body.filter(|body| scene.is_organization(*body)));
            }
            if let Some(last) = people.iter().map(|one| scene.tokens_of(*one).end).max() {
                found.end = last;
                let mutual = is_mutual(event_type);
                let who = people.into_iter();
                found
                    .people
                    .extend(who.filter(|who| mutual || !scene.is_place(*who)));
                continue;
            }
        }
        match plain_phrase(scene, clause, found.end) {
            Some(end) => found.end = end,
            None => break,
        }
    }
    found
}

/// The end of "of creditors", "on the reunion of families": small words without a name, up to the next preposition or day.
fn plain_phrase(scene: &Scene<'_>, clause: &Range<usize>, at: usize) -> Option<usize> {
    let opens = |ix: usize| {
        matches!(
            scene.text(ix),
            "of" | "on"
                | "about"
                | "over"
                | "for"
                | "in"
                | "at"
                | "between"
                | "with"
                | "against"
                | "by"
        )
    };
    if !opens(at) || scene.date_at(at).is_some() {
        return None;
    }
    let mut end = at + 1;
    while end < clause.end.min(at + 7) && !opens(end) && scene.date_at(end).is_none() {
        let small = scene
            .token(end)
            .is_some_and(|token| token.shape == Shape::Lower);
        if !small || scene.mention_at(end).is_some() || who::is_verb_like(scene, end) {
            return None;
        }
        end += 1;
    }
    (end > at + 1 && end < clause.end && (opens(end) || scene.date_at(end).is_some()))
        .then_some(end)
}

/// Words between the noun and those who take part.
fn links(event_type: EventType) -> &'static [&'static str] {
    match event_type {
        EventType::Meet | EventType::Agree | EventType::Cooperate => &["with", "between", "of"],
        EventType::Visit => &["by", "of"],
        EventType::Attack => &["on", "by", "against", "of", "at"],
        EventType::Court | EventType::Investigate => &[
            "of", "by", "against", "between", "with", "into", "for", "before",
        ],
        _ => &["of", "by", "against", "between", "with", "for", "at"],
    }
}

/// A day right here with its preposition, and the token after it: "on 27 April", "of last Sunday", "last month".
fn dated(scene: &Scene<'_>, clause: &Range<usize>, at: usize) -> Option<(DateIx, usize)> {
    let mut ix = at;
    while ix < (at + 3).min(clause.end)
        && scene.date_at(ix).is_none()
        && matches!(
            scene.text(ix),
            "in" | "on" | "of" | "the" | "earlier" | "late" | "held"
        )
    {
        ix += 1;
    }
    let date = scene.date_at(ix).filter(|_| ix < clause.end)?;
    let span = scene.input.dates.get(date.ix())?.span;
    let end = scene.input.tokens.under(span).end;
    (!matches!(scene.text(end), "'s" | "’s")).then_some((date, end))
}

/// The day after a noun is the noun's own, not that of a verb which has the noun as its object: "announced the arrest of
/// Miller on Monday".
fn may_follow(
    scene: &Scene<'_>,
    sentence: &Range<usize>,
    start: usize,
    event_type: EventType,
) -> bool {
    let owned = usize::from(matches!(
        scene.before(start, sentence),
        "'s" | "’s" | "’" | "'"
    ));
    let body = start
        .checked_sub(1)
        .filter(|ix| *ix >= sentence.start)
        .and_then(|ix| scene.mention_at(ix));
    let start = match body {
        Some(body) => {
            let first = scene.tokens_of(body).start;
            first - usize::from(matches!(scene.before(first, sentence), "the" | "The"))
        }
        None => start,
    };
    let first = match noun::owner(scene, start).filter(|_| owned == 1) {
        Some(owner) => scene.tokens_of(owner).start,
        None => start,
    };
    let before = scene.before(first, sentence);
    let subject = first == sentence.start || matches!(before, "," | ":" | "that" | "said" | "says");
    let governed = matches!(
        before,
        "after"
            | "since"
            | "during"
            | "before"
            | "following"
            | "in"
            | "at"
            | "from"
            | "by"
            | "including"
            | "After"
            | "Since"
            | "During"
            | "Before"
            | "Following"
            | "In"
            | "At"
            | "of"
            | "with"
            | "to"
    );
    let mutual = matches!(
        event_type,
        EventType::Meet | EventType::Agree | EventType::Cooperate | EventType::Visit
    );
    subject || governed || mutual
}
