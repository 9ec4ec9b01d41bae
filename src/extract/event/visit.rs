//! Visits that a noun tells with their day beside it: "on a visit to Beijing last week, he said", "Kim's visit to Beijing
//! last week". One that is only planned, and whose day has gone by, may never have come about.

use super::noun::{destination, owner, phrase_start};
use super::{Draft, Reading};
use crate::extract::facts::{EventStatus, EventType, ParticipantRole};

/// "on a visit to Beijing last week, he said": the subject after the comma made it.
pub fn on_a_visit(reading: &Reading<'_, '_>) -> Option<Draft> {
    let Reading {
        scene,
        sentence,
        clause,
        at,
        trigger,
    } = *reading;
    let start = phrase_start(scene, clause, at);
    let on = matches!(
        scene.before(start, sentence),
        "on" | "On" | "during" | "During"
    ) && matches!(scene.text(start), "a" | "his" | "her" | "an");
    if trigger.event_type != EventType::Visit || !on || scene.text(at + 1) != "to" {
        return None;
    }
    let place = destination(scene, at)?;
    let after = scene.tokens_of(place).end;
    let date = (after..after + 2).find_map(|ix| scene.date_at(ix))?;
    let value = scene.input.dates.get(date.ix())?.value;
    let comma = (after..(after + 5).min(sentence.end)).find(|ix| scene.text(*ix) == ",")?;
    let subject = scene
        .mention_at(comma + 1)
        .filter(|who| scene.is_actor(*who))?;
    let past = scene
        .input
        .document
        .date
        .is_some_and(|day| value.earliest() <= Some(day));
    past.then(|| Draft {
        place: Some(place),
        ..Draft::new(
            trigger.event_type,
            EventStatus::Happened,
            vec![(subject, ParticipantRole::Agent)],
            clause.start..comma,
            "noun-on-a-visit",
        )
    })
}

/// "Kim's visit to Beijing last week", "Kim's planned trip to Seoul": a date or a place beside it makes it one.
pub fn possessive(reading: &Reading<'_, '_>) -> Option<Draft> {
    let Reading {
        scene,
        sentence,
        clause,
        at,
        trigger,
    } = *reading;
    if trigger.event_type != EventType::Visit {
        return None;
    }
    let start = phrase_start(scene, clause, at);
    let owner = owner(scene, start)?;
    let place = destination(scene, at)?;
    let after = scene.tokens_of(place).end;
    // Its date stands right beside it: "to Beijing last week", "to Beijing on Monday".
    let date = (after..after + 2).find_map(|ix| scene.date_at(ix))?;
    let planned = (start..at).any(|ix| {
        matches!(
            scene.text(ix),
            "planned" | "upcoming" | "scheduled" | "proposed" | "forthcoming"
        )
    });
    let negated = matches!(
        scene.before(scene.tokens_of(owner).start, sentence),
        "of" | "for"
    );
    let value = scene.input.dates.get(date.ix())?.value;
    let ahead = scene
        .input
        .document
        .date
        .is_some_and(|day| value.earliest() > Some(day));
    let status = match (planned, ahead) {
        (_, true) => EventStatus::Planned,
        (true, false) => return None,
        (false, false) => EventStatus::Happened,
    };
    (!negated).then(|| Draft {
        place: Some(place),
        ..Draft::new(
            trigger.event_type,
            status,
            vec![(owner, ParticipantRole::Agent)],
            clause.clone(),
            "noun-possessive",
        )
    })
}
