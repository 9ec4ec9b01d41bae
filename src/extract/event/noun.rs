//! Nouns that stand for a happening: "is to hold a second summit", "the meeting was called off", "Kim's visit to
//! Beijing". A noun that only refers back ("since the first summit") has no verb of happening and gives nothing.

use super::after::after;
use super::chain::coordinated;
use super::group::{self, group};
use super::light;
pub use super::light::{is_light, undone};
use super::scene::Scene;
use super::subject::subject;
use super::told::Told;
use super::{Draft, Reading, named, visit, who};
use crate::extract::facts::{DateIx, EventStatus, EventType, MentionIx, ParticipantRole};
use crate::extract::lexicon::triggers::{Trigger, VerbForm};
use crate::extract::token::Shape;
use std::ops::Range;

/// The event of a noun at `at`.
pub fn find(scene: &Scene<'_>, sentence: &Range<usize>, at: usize) -> Option<Draft> {
    // "a final report", "the test match"
    if reading(scene, at + 1).is_some() {
        return None;
    }
    let token = scene.token(at)?;
    let opening = named::before_is_mark(scene, sentence, at) && token.shape == Shape::Capitalized;
    if token.shape != Shape::Lower && !opening
        || scene.mention_at(at).is_some()
        || scene.date_at(at).is_some()
    {
        return None;
    }
    let trigger = reading(scene, at)?;
    let clause = scene.clause(sentence, at);
    let reading = &Reading {
        scene,
        sentence,
        clause: &clause,
        at,
        trigger,
    };
    held(reading)
        .or_else(|| takes_place(reading))
        .or_else(|| visit::possessive(reading))
        .or_else(|| visit::on_a_visit(reading))
        .or_else(|| {
            let start = phrase_start(scene, &clause, at);
            named::find(reading, start)
        })
}

/// The reading of a word as a noun that stands for a happening.
pub fn reading<'a>(scene: &Scene<'a>, at: usize) -> Option<&'a Trigger> {
    if scene.mention_at(at).is_some() || scene.date_at(at).is_some() {
        return None;
    }
    let lower = scene.text(at).to_ascii_lowercase();
    let readings = scene.input.lexicon.triggers.get(&lower);
    readings.iter().find(|trigger| trigger.form.is_none())
}

/// Remembers who is named beside the noun at `at`.
pub fn note(scene: &Scene<'_>, sentence: &Range<usize>, at: usize, told: &mut Told) {
    if let Some(trigger) = reading(scene, at) {
        let clause = &scene.clause(sentence, at);
        let reading = &Reading {
            scene,
            sentence,
            clause,
            at,
            trigger,
        };
        let start = phrase_start(scene, clause, at);
        told.note(scene, trigger, named::people_beside(reading, start));
    }
}

/// "the hearing in Oslo": the place right behind the noun at `at`.
pub fn place_beside(scene: &Scene<'_>, sentence: &Range<usize>, at: usize) -> Option<MentionIx> {
    let trigger = reading(scene, at)?;
    let clause = &scene.clause(sentence, at);
    let reading = &Reading {
        scene,
        sentence,
        clause,
        at,
        trigger,
    };
    after(reading, phrase_start(scene, clause, at)).place
}

/// Those whom the article means where its noun names nobody: "its report", "the talks".
pub fn referred_to(
    scene: &Scene<'_>,
    sentence: &Range<usize>,
    noun: usize,
    told: &Told,
) -> Vec<(MentionIx, ParticipantRole)> {
    let Some(trigger) = reading(scene, noun) else {
        return Vec::new();
    };
    let start = phrase_start(scene, sentence, noun);
    let word = scene.text(start).to_ascii_lowercase();
    let owned = matches!(word.as_str(), "his" | "her" | "its" | "their");
    let mut who: Vec<MentionIx> = match owned {
        true => scene.mention_at(start).into_iter().collect(),
        false => Vec::new(),
    };
    who.retain(|who| scene.referent(*who).is_some());
    if who.is_empty() && matches!(word.as_str(), "the" | "this" | "that") {
        who = told.parties(trigger);
    }
    who.into_iter()
        .map(|who| (who, ParticipantRole::Concerned))
        .collect()
}

/// A noun with nobody beside it tells something of its own ("the presidential election", not "the trial"), and has its day
/// right behind its verb or before itself, once and not every week.
pub fn may_stand_alone(
    scene: &Scene<'_>,
    sentence: &Range<usize>,
    draft: &Draft,
    noun: usize,
    date: DateIx,
) -> bool {
    let day = sentence.clone().find(|ix| scene.date_at(*ix) == Some(date));
    let near = match (day, draft.undone_at) {
        (None, _) => false,
        (Some(day), Some(verb)) if day > verb => {
            day - verb < 9 && (verb..day).all(|ix| scene.text(ix) != ",") && noun < verb
        }
        _ => true,
    };
    near && !group::is_habit(scene, sentence)
}

/// The phrase of a noun says which one it is: "the presidential election", "a meeting of creditors", but not "a first
/// hearing".
pub fn says_which(scene: &Scene<'_>, phrase: &Range<usize>, noun: usize) -> bool {
    const SAY_NOTHING: &[&str] = &[
        "first",
        "second",
        "third",
        "fourth",
        "next",
        "last",
        "latest",
        "final",
        "another",
        "regular",
        "further",
        "later",
        "planned",
        "this",
        "that",
        "these",
        "those",
        "their",
        "which",
        "with",
        "from",
        "before",
        "after",
        "here",
        "there",
        "round",
        "rounds",
        "days",
        "hours",
        "weeks",
        "expected",
        "scheduled",
        "long-awaited",
        "also",
    ];
    phrase.clone().any(|ix| {
        let word = scene.text(ix);
        let small = scene
            .token(ix)
            .is_some_and(|token| token.shape == Shape::Lower);
        let free = scene.date_at(ix).is_none() && scene.mention_at(ix).is_none();
        ix != noun
            && small
            && free
            && word.len() > 3
            && !SAY_NOTHING.contains(&word)
            && !who::is_verb_like(scene, ix)
    })
}

/// Left from the noun over its adjectives and article to the token before its phrase.
pub fn phrase_start(scene: &Scene<'_>, clause: &Range<usize>, at: usize) -> usize {
    let mut start = at;
    while let Some(before) = start
        .checked_sub(1)
        .filter(|ix| *ix >= clause.start && at - ix < 7)
    {
        let token = scene.token(before);
        let text = scene.text(before);
        let demonym = scene
            .mention_at(before)
            .is_some_and(|mention| !scene.is_actor(mention));
        let mark = matches!(
            text,
            "'s" | "’s" | "," | "of" | "to" | "in" | "at" | "with" | "for" | "by" | "on" | "and"
        );
        let verb = light::light(text).is_some()
            || undone(scene, before).is_some()
            || crate::extract::clause::is_past_form(text)
                && !matches!(
                    text,
                    "planned" | "scheduled" | "proposed" | "televised" | "armed" | "joint"
                );
        let mark = mark && !between_adjectives(scene, clause, before) && !is_measure(scene, before);
        let plain =
            token.is_some_and(|token| token.shape != Shape::Punct || text == ",") && !mark && !verb;
        let owned = matches!(text, "his" | "her" | "its" | "their");
        let modifier = owned || demonym || scene.mention_at(before).is_none() && plain;
        if !modifier {
            break;
        }
        start = before;
        if matches!(
            text,
            "a" | "an"
                | "the"
                | "his"
                | "her"
                | "its"
                | "their"
                | "no"
                | "The"
                | "A"
                | "No"
                | "any"
                | "this"
                | "that"
        ) {
            break;
        }
    }
    start
}

/// The "of" of "two days of talks", "a second round of talks".
pub fn is_measure(scene: &Scene<'_>, of: usize) -> bool {
    scene.text(of) == "of"
        && of.checked_sub(1).is_some_and(|ix| {
            scene.date_at(ix).is_none()
                && matches!(
                    scene.text(ix),
                    "round"
                        | "rounds"
                        | "day"
                        | "days"
                        | "hours"
                        | "weeks"
                        | "months"
                        | "series"
                        | "minutes"
                )
        })
}

/// Left over what the noun's phrase hangs on: "the NATO summit", "Thursday's meeting", "the Acme chairman's visit".
pub fn outer_start(scene: &Scene<'_>, clause: &Range<usize>, start: usize) -> usize {
    let mut first = start;
    for _ in 0..2 {
        let Some(before) = first.checked_sub(1).filter(|ix| *ix >= clause.start) else {
            break;
        };
        let owned = matches!(scene.text(before), "'s" | "’s" | "’" | "'");
        let end = before - usize::from(owned && before > clause.start);
        let mention = scene
            .mention_at(end)
            .filter(|mention| owned || !scene.is_person(*mention));
        let date = scene
            .date_at(end)
            .and_then(|date| scene.input.dates.get(date.ix()));
        first = match (mention, date) {
            (Some(mention), _) => scene.tokens_of(mention).start,
            (None, Some(date)) => scene.input.tokens.under(date.span).start,
            // "Thursday's meeting", where nobody can tell which Thursday
            (None, None) if owned && is_weekday(scene.text(end)) => end,
            (None, None) => break,
        };
        while first > clause.start
            && (matches!(scene.text(first - 1), "the" | "a" | "an")
                || who::is_title(scene, first - 1))
        {
            first -= 1;
        }
    }
    first
}

fn is_weekday(text: &str) -> bool {
    matches!(
        text,
        "Monday" | "Tuesday" | "Wednesday" | "Thursday" | "Friday" | "Saturday" | "Sunday"
    )
}

/// The comma of "his first, historic meeting": an article or possessive opens the list of adjectives.
fn between_adjectives(scene: &Scene<'_>, clause: &Range<usize>, comma: usize) -> bool {
    let opener = comma
        .checked_sub(2)
        .filter(|ix| *ix >= clause.start)
        .map_or("", |ix| scene.text(ix));
    scene.text(comma) == ","
        && matches!(opener, "a" | "an" | "the" | "his" | "her" | "its" | "their")
}

/// "is to hold a second summit", "held talks with Kim", "cancelled the meeting"
fn held(reading: &Reading<'_, '_>) -> Option<Draft> {
    let Reading {
        scene,
        sentence,
        clause,
        at,
        trigger,
    } = *reading;
    let start = phrase_start(scene, clause, at);
    // "opened fire"
    if matches!(scene.text(start), "no" | "No" | "any") || named::is_bare(reading, start) {
        return None;
    }
    let before = outer_start(scene, clause, start)
        .checked_sub(1)
        .filter(|ix| *ix >= clause.start)?;
    let back = match scene.text(before) {
        "off" | "out" | "up" => 1,
        // "took part in talks"
        "in" if scene.before(before, sentence) == "part" => 2,
        _ => 0,
    };
    let verb_at = before.checked_sub(back)?;
    if matches!(scene.text(verb_at), "took" | "take" | "taken") && back != 2 {
        return None;
    }
    let undoing = undone(scene, verb_at);
    let form = light::light(scene.text(verb_at))
        .or(undoing.map(|_| VerbForm::Past { participle: true }))?;
    let group = group(scene, sentence, verb_at, form)?;
    if group.passive || undoing.is_some() && group.status != EventStatus::Happened {
        return None;
    }
    let mut subject = subject(scene, sentence, group.first);
    if subject.is_empty() {
        subject = coordinated(scene, sentence, group.first).subject;
    }
    let place = match trigger.event_type {
        EventType::Visit => destination(scene, at),
        _ => None,
    };
    let mut participants = roles(trigger, subject.iter().rev().copied(), true);
    participants.extend(with(reading));
    let hosts = named::before(scene, sentence, start).who.into_iter();
    participants.extend(hosts.map(|who| (who, ParticipantRole::Concerned)));
    let status = undoing.unwrap_or(group.status);
    // "agreed to hold a second round of talks in Kaesong on March 12"
    let there = after(reading, start).place;
    Some(Draft {
        noun: there.map(|_| at),
        day: named::day_before(scene, sentence, start),
        place,
        narrative: status == EventStatus::Happened,
        ..Draft::new(
            trigger.event_type,
            status,
            participants,
            clause.clone(),
            "noun-held",
        )
    })
}

/// "to Beijing", "to the Vatican" right after the noun.
pub fn destination(scene: &Scene<'_>, at: usize) -> Option<MentionIx> {
    let next = at + 2 + usize::from(scene.text(at + 2) == "the");
    scene
        .mention_at(next)
        .filter(|to| scene.text(at + 1) == "to" && scene.is_place(*to))
}

fn roles(
    trigger: &Trigger,
    who: impl Iterator<Item = MentionIx>,
    agent: bool,
) -> Vec<(MentionIx, ParticipantRole)> {
    let role = match (trigger.event_type, agent) {
        (EventType::Meet | EventType::Cooperate | EventType::Agree, _) => {
            ParticipantRole::Participant
        }
        (_, true) => ParticipantRole::Agent,
        (_, false) => ParticipantRole::Counterpart,
    };
    who.map(|who| (who, role)).collect()
}

/// "with Kim", "between Kim and Moon" after the noun.
fn with(reading: &Reading<'_, '_>) -> Vec<(MentionIx, ParticipantRole)> {
    let Reading {
        scene,
        clause,
        at,
        trigger,
        ..
    } = *reading;
    let found = who::after(scene, clause, at + 1, 5, &["with", "between"]);
    roles(trigger, found.into_iter(), false)
}

/// "the meeting between A and B was called off", "the election will be held", "talks took place in Oslo"
fn takes_place(reading: &Reading<'_, '_>) -> Option<Draft> {
    let Reading {
        scene,
        sentence,
        clause,
        at,
        trigger,
    } = *reading;
    let start = phrase_start(scene, clause, at);
    if matches!(scene.text(start), "no" | "No" | "any") {
        return None;
    }
    let outcome = match is_object(scene, clause, start) {
        true => light::of_relative(scene, sentence, at, trigger.event_type)?,
        false => light::of_subject(scene, sentence, at, trigger.event_type)?,
    };
    let status = outcome.status;
    let mut participants = with(reading);
    let phrase = super::concern::subject(scene, sentence, outcome.verb)
        .filter(|phrase| phrase.range.contains(&at));
    if let Some(owner) = owner(scene, start) {
        participants.extend(roles(trigger, std::iter::once(owner), true));
    }
    let mut shown = None;
    if participants.is_empty() && phrase.is_none() {
        let people = named::people_beside(reading, start).into_iter();
        participants.extend(people.map(|who| (who, ParticipantRole::Concerned)));
    }
    if participants.is_empty()
        && let Some(phrase) = phrase
    {
        participants = phrase
            .who
            .iter()
            .map(|who| (*who, ParticipantRole::Concerned))
            .collect();
        shown = Some(phrase.range);
    }
    let whole = clause.start..clause.end.max(scene.clause(sentence, outcome.verb).end);
    let place = after(reading, start).place.or_else(|| {
        let own = scene.clause(sentence, outcome.verb);
        who::place(scene, &own, outcome.verb)
    });
    Some(Draft {
        place,
        narrative: status == EventStatus::Happened,
        dated: shown.is_some(),
        noun: shown.as_ref().map(|_| at),
        ahead: outcome.timetable,
        coming: outcome.then,
        day: named::day_before(scene, sentence, start),
        undone_at: Some(outcome.verb),
        phrase: shown,
        ..Draft::new(
            trigger.event_type,
            status,
            participants,
            whole,
            "noun-takes-place",
        )
    })
}

/// A noun after a preposition or verb is no subject: "since the first summit".
fn is_object(scene: &Scene<'_>, clause: &Range<usize>, start: usize) -> bool {
    let Some(before) = start.checked_sub(1).filter(|ix| *ix >= clause.start) else {
        return false;
    };
    let text = scene.text(before);
    !(text == "," || matches!(text, "'s" | "’s") || scene.date_at(before).is_some())
}

/// "Kim's visit": the mention before the possessive mark that the phrase stands after.
pub fn owner(scene: &Scene<'_>, start: usize) -> Option<MentionIx> {
    let mark = start
        .checked_sub(1)
        .filter(|ix| matches!(scene.text(*ix), "'s" | "’s" | "’" | "'"))?;
    scene
        .mention_at(mark.checked_sub(1)?)
        .filter(|mention| scene.is_actor(*mention))
}
