//! Happenings that only a noun names, with its day right beside it: "Kim's meeting with Xi in Beijing last month", "the
//! summit of Moon and Kim on 27 April", "a visit to Pyongyang by Mike Pompeo on Wednesday".
//!
//! Nothing that is called planned, cancelled or possible, and nothing in a sentence that calls something off.

use super::scene::Scene;
use super::{Draft, Reading, noun, who};
use crate::extract::facts::{DateIx, EventStatus, EventType, MentionIx, ParticipantRole};
use crate::extract::token::Shape;
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

fn is_mutual(event_type: EventType) -> bool {
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

/// What follows the noun: with whom, where, when, in any order: "to Bogotá by the director", "of creditors in Oslo on
/// Friday".
pub struct After {
    people: Vec<MentionIx>,
    pub place: Option<MentionIx>,
    day: Option<DateIx>,
    end: usize,
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
