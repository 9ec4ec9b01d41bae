//! Happenings that only a noun names, with its day right beside it: "Kim's meeting with Xi in Beijing last month", "the
//! summit of Moon and Kim on 27 April", "a visit to Pyongyang by Mike Pompeo on Wednesday".
//!
//! Nothing that is called planned, cancelled or possible, and nothing in a sentence that calls something off.

use super::scene::Scene;
use super::{Draft, Reading, noun, who};
use crate::extract::facts::{DateIx, EventStatus, EventType, MentionIx, ParticipantRole};
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
pub fn find(reading: &Reading<'_, '_>, start: usize) -> Option<Draft> {
    let Reading {
        scene,
        sentence,
        clause,
        at,
        trigger,
    } = *reading;
    let mutual = matches!(
        trigger.event_type,
        EventType::Meet | EventType::Agree | EventType::Cooperate
    );
    if is_unsure(scene, sentence, start, at) {
        return None;
    }
    let owner = noun::owner(scene, start);
    let mut people: Vec<MentionIx> = owner.into_iter().collect();
    // "the African Union conference"
    let body = start
        .checked_sub(1)
        .filter(|ix| *ix >= sentence.start)
        .and_then(|ix| scene.mention_at(ix))
        .filter(|body| people.is_empty() && scene.is_organization(*body));
    people.extend(body);
    people.extend(its(scene, sentence, start).filter(|_| people.is_empty()));
    let mut place = None;
    let inner = (start..at).find_map(|ix| scene.date_at(ix));
    let outer = day_before(scene, sentence, start);
    let mut day = inner.or(outer);
    let mut end = at + 1;
    // "to Bogotá by the director", "in Oslo on Friday of Anna Berg"
    for _ in 0..4 {
        if let Some((date, after)) = dated(scene, clause, end) {
            if day.is_none() && may_follow(scene, sentence, start, trigger.event_type) {
                day = Some(date);
            }
            end = after;
            continue;
        }
        let link = scene.text(end);
        let next = end + 1 + usize::from(scene.text(end + 1) == "the");
        let there = scene.mention_at(next).filter(|to| scene.is_place(*to));
        let to = trigger.event_type == EventType::Visit && link == "to";
        if (to || matches!(link, "in" | "at"))
            && let Some(to) = there
        {
            place.get_or_insert(to);
            end = scene.tokens_of(to).end;
            continue;
        }
        if links(trigger.event_type).contains(&link) {
            let found = who::object(scene, clause, end);
            let Some(last) = found.iter().map(|one| scene.tokens_of(*one).end).max() else {
                break;
            };
            end = last;
            people.extend(
                found
                    .into_iter()
                    .filter(|who| mutual || !scene.is_place(*who)),
            );
            continue;
        }
        break;
    }
    let date = day?;
    let needed = if mutual && inner.is_none() && body.is_none() && scene.text(start) != "its" {
        2
    } else {
        1
    };
    let status = status(scene, date)?;
    (people.len() >= needed).then(|| Draft {
        place,
        dated: true,
        day: Some(date),
        ..Draft::new(
            trigger.event_type,
            status,
            people
                .iter()
                .map(|who| (*who, role(trigger.event_type)))
                .collect(),
            start..end,
            "noun-named",
        )
    })
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

/// Words between the noun and those who take part.
fn links(event_type: EventType) -> &'static [&'static str] {
    match event_type {
        EventType::Meet | EventType::Agree | EventType::Cooperate => &["with", "between", "of"],
        EventType::Visit => &["by", "of"],
        EventType::Attack => &["on", "by", "against", "of"],
        _ => &["of", "by", "against", "between", "with"],
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

fn role(event_type: EventType) -> ParticipantRole {
    match event_type {
        EventType::Meet | EventType::Agree | EventType::Cooperate => ParticipantRole::Participant,
        EventType::Visit => ParticipantRole::Agent,
        _ => ParticipantRole::Concerned,
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
