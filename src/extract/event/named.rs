//! Happenings that only a noun names, with its day right beside it: "Kim's meeting with Xi in Beijing last month", "the
//! summit of Moon and Kim on 27 April", "a visit to Pyongyang by Mike Pompeo on Wednesday".
//!
//! Nothing that is called planned, cancelled or possible, and nothing in a sentence that calls something off.

use super::after::after;
use super::scene::Scene;
use super::{Draft, Reading, noun, who};
use crate::extract::facts::{DateIx, EventStatus, EventType, MentionIx, ParticipantRole};
use std::ops::Range;

/// Words before the noun with which it may never have come about.
const UNSURE: &[&str] = &[
    "no",
    "any",
    "possible",
    "proposed",
    "cancelled",
    "canceled",
    "aborted",
    "postponed",
    "potential",
    "scrapped",
    "delayed",
    "second-ever",
    "failed",
    "abortive",
    "would-be",
];

/// Words before the noun that fit a day to come, but none gone by.
const COMING: &[&str] = &[
    "planned",
    "scheduled",
    "expected",
    "upcoming",
    "forthcoming",
    "next",
    "new",
    "another",
    "future",
];

/// The event of a noun at `at` whose phrase begins at `start`.
pub fn find(reading: &Reading<'_, '_>, start: usize) -> Option<Draft> {
    let Reading {
        scene,
        sentence,
        at,
        trigger,
        ..
    } = *reading;
    if is_bare(reading, start) || is_figure(reading) {
        return None;
    }
    let before = before(scene, sentence, start);
    let after = after(reading, start);
    let inner = (start..at).find_map(|ix| scene.date_at(ix));
    let entry = || {
        let opens = before_is_mark(scene, sentence, start);
        scene.chronicle(sentence).filter(|_| opens)
    };
    let date = inner
        .or_else(|| day_before(scene, sentence, start))
        .or(after.day)
        .or_else(entry)?;
    let status = status(scene, date)?;
    if is_unsure(scene, sentence, start, at, status) {
        return None;
    }
    let place = after
        .place
        .or_else(|| compound_place(scene, sentence, start))
        .or_else(|| people_of(scene, start..at).filter(|_| trigger.event_type == EventType::Vote));
    let alone = is_mutual(trigger.event_type)
        && inner.is_none()
        && !before.body
        && place.is_none()
        && scene.text(start) != "its";
    let mut people = before.who;
    people.extend(after.people);
    if trigger.event_type == EventType::Vote && people.is_empty() {
        people = candidates(reading, start);
    }
    let told = is_topic(scene, sentence, start) || after.day != Some(date);
    let enough = people.len() > usize::from(alone) || people.is_empty() && place.is_some() && told;
    enough.then(|| Draft {
        place,
        dated: true,
        noun: place.map(|_| at),
        day: Some(date),
        ..Draft::new(
            trigger.event_type,
            status,
            people
                .iter()
                .map(|who| (*who, role(trigger.event_type)))
                .collect(),
            start..after.end,
            "noun-named",
        )
    })
}

pub fn is_mutual(event_type: EventType) -> bool {
    matches!(
        event_type,
        EventType::Meet | EventType::Agree | EventType::Cooperate
    )
}

/// "Miller received 61,203 votes in Monday's election", "won four seats in the May poll": who stood in it.
fn candidates(reading: &Reading<'_, '_>, start: usize) -> Vec<MentionIx> {
    let Reading {
        scene,
        sentence,
        clause,
        ..
    } = *reading;
    let outer = noun::outer_start(scene, clause, start);
    if !matches!(scene.before(outer, sentence), "in" | "of" | "at") {
        return Vec::new();
    }
    let stood = |ix: &usize| {
        matches!(
            scene.text(*ix),
            "won"
                | "lost"
                | "received"
                | "got"
                | "took"
                | "polled"
                | "stood"
                | "ran"
                | "defeated"
                | "beat"
                | "gained"
                | "swept"
        ) && scene.mention_at(*ix).is_none()
    };
    let from = outer.saturating_sub(14).max(clause.start);
    let verb = (from..outer).rev().find(stood);
    verb.map_or_else(Vec::new, |verb| {
        super::subject::subject(scene, sentence, verb)
    })
}

/// Those named right before and behind a noun at `at`.
pub fn people_beside(reading: &Reading<'_, '_>, start: usize) -> Vec<MentionIx> {
    let mut people = before(reading.scene, reading.sentence, start).who;
    people.extend(after(reading, start).people);
    people
}

/// The noun is what the clause speaks of, or what it happened after: its day is no other verb's.
fn is_topic(scene: &Scene<'_>, sentence: &Range<usize>, start: usize) -> bool {
    before_is_mark(scene, sentence, start)
        || matches!(
            scene.before(start, sentence),
            "after" | "since" | "before" | "following" | "After" | "Since" | "Before" | "Following"
        )
}

/// "came under fire on Monday", "at trial": one of a kind without article or owner is a way of speaking.
pub fn is_bare(reading: &Reading<'_, '_>, start: usize) -> bool {
    let Reading {
        scene,
        sentence,
        at,
        trigger,
        ..
    } = *reading;
    let opens = before_is_mark(scene, sentence, start);
    let owned = noun::owner(scene, start).is_some()
        || day_before(scene, sentence, start).is_some()
        || start
            .checked_sub(1)
            .is_some_and(|ix| scene.mention_at(ix).is_some());
    let one = scene.text(at) == trigger.lemma && !trigger.lemma.ends_with('s');
    one && start == at && !opens && !owned
}

/// "last year's flood of migrants", "a storm of protest": no disaster.
fn is_figure(reading: &Reading<'_, '_>) -> bool {
    reading.trigger.event_type == EventType::Disaster
        && reading.scene.text(reading.at + 1) == "of"
        && reading.scene.date_at(reading.at + 2).is_none()
}

/// The noun phrase opens the sentence, or an entry: "12 May: Trial of Miller".
pub fn before_is_mark(scene: &Scene<'_>, sentence: &Range<usize>, start: usize) -> bool {
    start == sentence.start || matches!(scene.before(start, sentence), ":" | "•" | "–" | "—" | "-")
}

/// "the Paris summit": a place right before the noun.
fn compound_place(scene: &Scene<'_>, sentence: &Range<usize>, start: usize) -> Option<MentionIx> {
    let place = start
        .checked_sub(1)
        .filter(|ix| *ix >= sentence.start)
        .and_then(|ix| scene.mention_at(ix))
        .filter(|place| scene.is_place(*place) && scene.is_actor(*place))?;
    let first = scene.tokens_of(place).start;
    matches!(scene.before(first, sentence), "the" | "The").then_some(place)
}

/// The country whose people a demonym before the noun names: "the Turkish election".
fn people_of(scene: &Scene<'_>, phrase: Range<usize>) -> Option<MentionIx> {
    phrase
        .filter_map(|ix| scene.mention_at(ix))
        .find(|mention| !scene.is_actor(*mention) && scene.referent(*mention).is_some())
}

/// Those named right before the noun.
pub struct Before {
    pub who: Vec<MentionIx>,
    /// A body whose own it is: "the African Union conference".
    body: bool,
}

pub fn before(scene: &Scene<'_>, sentence: &Range<usize>, start: usize) -> Before {
    let mut who: Vec<MentionIx> = noun::owner(scene, start).into_iter().collect();
    let body = start
        .checked_sub(1)
        .filter(|ix| *ix >= sentence.start)
        .and_then(|ix| scene.mention_at(ix))
        .filter(|body| who.is_empty() && scene.is_organization(*body));
    who.extend(body);
    who.extend(its(scene, sentence, start).filter(|_| who.is_empty()));
    Before {
        who,
        body: body.is_some(),
    }
}

/// "announced after its meeting on Monday": the body that the verb before is said of.
fn its(scene: &Scene<'_>, sentence: &Range<usize>, start: usize) -> Option<MentionIx> {
    let before = scene.before(start, sentence);
    if scene.text(start) != "its"
        || !matches!(before, "after" | "at" | "during" | "before" | "following")
    {
        return None;
    }
    let verb = (start.saturating_sub(6).max(sentence.start)..start - 1)
        .rev()
        .find(|ix| scene.mention_at(*ix).is_none() && who::is_verb_like(scene, *ix))?;
    match super::subject::subject(scene, sentence, verb).as_slice() {
        [one] if scene.is_organization(*one) => Some(*one),
        _ => None,
    }
}

fn role(event_type: EventType) -> ParticipantRole {
    match event_type {
        EventType::Meet | EventType::Agree | EventType::Cooperate => ParticipantRole::Participant,
        EventType::Visit => ParticipantRole::Agent,
        _ => ParticipantRole::Concerned,
    }
}

fn is_unsure(
    scene: &Scene<'_>,
    sentence: &Range<usize>,
    start: usize,
    at: usize,
    status: EventStatus,
) -> bool {
    (start..at).any(|ix| {
        let word = scene.text(ix).to_ascii_lowercase();
        UNSURE.contains(&word.as_str())
            || status == EventStatus::Happened && COMING.contains(&word.as_str())
    }) || sentence.clone().any(|ix| noun::undone(scene, ix).is_some())
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
