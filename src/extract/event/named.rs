//! Happenings that only a noun names, with its day right beside it: "Kim's meeting with Xi in Beijing last month", "the
//! summit of Moon and Kim on 27 April", "a visit to Pyongyang by Mike Pompeo on Wednesday".
//!
//! Nothing that is called planned, cancelled or possible, and nothing in a sentence that calls something off.

use super::scene::Scene;
use super::{Draft, noun, who};
use crate::extract::facts::{DateIx, EventStatus, EventType, MentionIx, ParticipantRole};
use crate::extract::lexicon::triggers::Trigger;
use std::ops::Range;

/// Words before the noun with which it may never have come about.
const UNSURE: &[&str] = &[
    "no",
    "any",
    "possible",
    "planned",
    "proposed",
    "cancelled",
    "canceled",
    "aborted",
    "postponed",
    "scheduled",
    "expected",
    "future",
    "next",
    "potential",
    "another",
    "new",
    "scrapped",
    "delayed",
    "second-ever",
    "failed",
    "abortive",
    "would-be",
];

/// The event of a noun at `at` whose phrase begins at `start`.
pub fn find(
    scene: &Scene<'_>,
    sentence: &Range<usize>,
    clause: &Range<usize>,
    at: usize,
    start: usize,
    trigger: &Trigger,
) -> Option<Draft> {
    let mutual = matches!(
        trigger.event_type,
        EventType::Meet | EventType::Agree | EventType::Cooperate
    );
    if !mutual && trigger.event_type != EventType::Visit || is_unsure(scene, sentence, start, at) {
        return None;
    }
    let owner = noun::owner(scene, start);
    let mut people: Vec<MentionIx> = owner.into_iter().collect();
    let mut place = None;
    let mut end = at + 1;
    let link: &[&str] = if mutual {
        &["with", "between", "of"]
    } else {
        &["by", "of"]
    };
    // "to Bogotá by the director", "of the director to Bogotá"
    for _ in 0..2 {
        if trigger.event_type == EventType::Visit && scene.text(end) == "to" {
            let next = end + 1 + usize::from(scene.text(end + 1) == "the");
            place = scene.mention_at(next).filter(|to| scene.is_place(*to));
            end = scene.tokens_of(place?).end;
        }
        if link.contains(&scene.text(end)) {
            let found = who::object(scene, clause, end);
            end = found.iter().map(|one| scene.tokens_of(*one).end).max()?;
            people.extend(found);
        }
    }
    let needed = if mutual { 2 } else { 1 };
    let after = beside(scene, clause, end, &mut place);
    let before = day_before(scene, sentence, start);
    let date = after.or(before)?;
    let status = status(scene, date)?;
    (people.len() >= needed).then(|| Draft {
        event_type: trigger.event_type,
        status,
        participants: people.iter().map(|who| (*who, role(mutual))).collect(),
        place,
        clause: start..end + 8,
        narrative: false,
        dated: true,
        ahead: false,
        coming: false,
        perfect: false,
        day: Some(date),
        undone_at: None,
        phrase: None,
        chain: None,
        rule: "noun-named",
    })
}

fn role(mutual: bool) -> ParticipantRole {
    if mutual {
        ParticipantRole::Participant
    } else {
        ParticipantRole::Agent
    }
}

fn is_unsure(scene: &Scene<'_>, sentence: &Range<usize>, start: usize, at: usize) -> bool {
    (start..at).any(|ix| UNSURE.contains(&scene.text(ix).to_ascii_lowercase().as_str()))
        || sentence.clone().any(|ix| noun::undone(scene, ix).is_some())
        || matches!(
            scene.before(start, sentence),
            "for"
                | "no"
                | "without"
                | "against"
                | "about"
                | "towards"
                | "toward"
                | "want"
                | "wants"
                | "wanted"
                | "hopes"
        )
}

/// The day that follows the names, a place between: "in Beijing last month", "on 27 April in Oslo".
fn beside(
    scene: &Scene<'_>,
    clause: &Range<usize>,
    end: usize,
    place: &mut Option<MentionIx>,
) -> Option<DateIx> {
    let mut ix = end;
    while ix < (end + 8).min(clause.end) {
        if let Some(date) = scene.date_at(ix) {
            return Some(date);
        }
        if let Some(mention) = scene.mention_at(ix).filter(|here| scene.is_place(*here)) {
            place.get_or_insert(mention);
            ix = scene.tokens_of(mention).end;
            continue;
        }
        if !matches!(
            scene.text(ix),
            "in" | "at" | "on" | "the" | "earlier" | "late"
        ) {
            return None;
        }
        ix += 1;
    }
    None
}

/// "Thursday's meeting", "freed on Wednesday during a visit"
pub fn day_before(scene: &Scene<'_>, sentence: &Range<usize>, start: usize) -> Option<DateIx> {
    if scene.before(start, sentence) == "during" {
        return start.checked_sub(2).and_then(|ix| scene.date_at(ix));
    }
    let mark = start
        .checked_sub(1)
        .filter(|ix| *ix > sentence.start && matches!(scene.text(*ix), "'s" | "’s"))?;
    scene.date_at(mark - 1)
}

/// Behind the day of publication it happened, ahead of it it is planned; on the very day nobody can tell.
fn status(scene: &Scene<'_>, date: DateIx) -> Option<EventStatus> {
    let value = scene.input.dates.get(date.ix())?.value;
    let day = scene.input.document.date?;
    if value.latest()? < day {
        Some(EventStatus::Happened)
    } else if value.earliest()? > day {
        Some(EventStatus::Planned)
    } else {
        None
    }
}
