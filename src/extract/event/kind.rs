//! What type the happening of a verb has, and which readings of a verb hold only in some company.

use super::group::Group;
use super::scene::Scene;
use super::verb::{Parts, destination};
use super::{Reading, concern, light, noun, schedule, topic, who};
use crate::extract::facts::{EventStatus, EventType};
use crate::extract::lexicon::triggers::{Trigger, VerbForm};
use crate::extract::token::Shape;
use std::ops::Range;

/// The type: that of the list, of the noun that the verb only lets begin or end, or of what is freed.
pub fn event_type(reading: &Reading<'_, '_>, parts: &Parts, beside: bool) -> EventType {
    let Reading {
        scene,
        clause,
        at,
        trigger,
        ..
    } = *reading;
    let is_person = |who: Option<&crate::extract::facts::MentionIx>| {
        who.is_some_and(|who| scene.is_person(*who))
    };
    let patient = match parts.group.passive {
        true => &parts.agents,
        false => &parts.object,
    };
    let freed =
        is_person(patient.first()) || parts.object.is_empty() && is_person(parts.agents.first());
    // "received the consent": nobody was met.
    let met = matches!(scene.text(at + 1), "him" | "her" | "them" | "his" | "by")
        || is_person(who::object(scene, clause, at).first());
    match (trigger.lemma, &parts.phrase) {
        ("release", _) if freed => EventType::Concede,
        ("suspend", _) if freed => EventType::Personnel,
        // "became the best-funded committee"
        ("become", _) if !is_person(parts.agents.first()) => EventType::Other,
        ("receive", _) if !met && trigger.event_type == EventType::Meet => EventType::Other,
        // "The trial of Miller begins"
        (_, Some(phrase)) if beside && carries_noun(scene, at, trigger) => {
            schedule::noun_type(scene, &phrase.range).unwrap_or(trigger.event_type)
        }
        // "conducted a poll": nobody was elected.
        ("conduct", _) => match topic::refine(reading, parts) {
            EventType::Vote => EventType::Other,
            other => other,
        },
        _ => topic::refine(reading, parts),
    }
}

/// Readings that hold only with a day to come ("opens on Monday"), with a place ("is expected in Seoul") or between
/// people ("will see Trump").
pub fn is_out_of_place(reading: &Reading<'_, '_>, parts: &Parts) -> bool {
    let Reading {
        scene,
        sentence,
        clause,
        at,
        trigger,
    } = *reading;
    let group = &parts.group;
    let seen = || {
        let person = parts
            .object
            .first()
            .is_some_and(|who| scene.is_person(*who));
        let other = concern::complement(scene, sentence, clause, at);
        person || !group.passive && other.first().is_some_and(|who| !scene.is_place(*who))
    };
    let dropped = group.status == EventStatus::CalledOff
        && !matches!(trigger.event_type, EventType::Meet | EventType::Visit);
    let lemma = trigger.lemma;
    dropped
        || group.timetable && !runs_to_plan(trigger)
        || is_day_astray(scene, sentence, clause, at, group)
        || lemma == "see" && !seen()
        || lemma == "try" && !group.passive
        || lemma == "come" && comes_nowhere(scene, at)
        || lemma == "accuse" && !group.passive && is_adjective(scene, at)
        || lemma == "shoot" && !group.passive && parts.agents.is_empty() && parts.phrase.is_none()
        || lemma == "collapse" && parts.agents.iter().any(|who| scene.is_person(*who))
        || lemma == "expect" && (!group.expected || destination(scene, clause, at).is_none())
        // "has put off the talks it was to hold": no longer.
        || group.then
            && sentence
                .clone()
                .any(|ix| noun::undone(scene, ix).is_some() || light::falls_through(scene, ix))
}

/// "the activist and accused killer Miller"
fn is_adjective(scene: &Scene<'_>, at: usize) -> bool {
    let next = scene.text(at + 1);
    scene
        .token(at + 1)
        .is_some_and(|token| token.shape == Shape::Lower)
        && scene.mention_at(at + 1).is_none()
        && !matches!(
            next,
            "the"
                | "a"
                | "an"
                | "his"
                | "her"
                | "its"
                | "their"
                | "some"
                | "two"
                | "three"
                | "both"
                | "him"
                | "them"
                | "of"
                | "police"
                | "officials"
                | "former"
        )
}

/// "came second", "came under fire": nobody went anywhere.
fn comes_nowhere(scene: &Scene<'_>, at: usize) -> bool {
    let next = scene.text(at + 1);
    let article = matches!(next, "a" | "an" | "the" | "his" | "her" | "its");
    scene.date_at(at + 1).is_none()
        && (article
            || matches!(
                next,
                "under" | "as" | "close" | "first" | "second" | "third"
            ))
}

/// "within the days the law allows": the day must follow what is said in the present, or open the sentence.
fn is_day_astray(
    scene: &Scene<'_>,
    sentence: &Range<usize>,
    clause: &Range<usize>,
    at: usize,
    group: &Group,
) -> bool {
    let day = |ix: usize| scene.date_at(ix).is_some();
    group.timetable
        && !(at + 1..(at + 9).min(clause.end)).any(day)
        && !day(sentence.start)
        && !day(sentence.start + 1)
}

/// "held talks", "opened an inquiry": the noun stands for the happening, not the weak verb before it.
pub fn names_noun(reading: &Reading<'_, '_>) -> bool {
    let Reading {
        scene,
        clause,
        at,
        trigger,
        ..
    } = *reading;
    let light = noun::is_light(scene, at);
    light
        && trigger.weak
        && (at + 1..(at + 7).min(clause.end))
            .take_while(|ix| {
                let ends = matches!(scene.text(*ix), "," | "of" | "in");
                (!ends || noun::is_measure(scene, *ix)) && scene.date_at(*ix).is_none()
            })
            .any(|ix| {
                let readings = scene.input.lexicon.triggers.get(scene.text(ix));
                readings.iter().any(|trigger| trigger.form.is_none())
            })
}

/// Verbs that say of a happening only that it begins, goes on or ends.
fn carries_noun(scene: &Scene<'_>, at: usize, trigger: &Trigger) -> bool {
    matches!(
        trigger.lemma,
        "begin"
            | "start"
            | "open"
            | "resume"
            | "hold"
            | "collapse"
            | "complete"
            | "close"
            | "postpone"
            | "cancel"
    ) || trigger.lemma.is_empty()
        && matches!(
            scene.text(at),
            "ended" | "end" | "finished" | "concluded" | "followed"
        )
        || matches!(
            (scene.text(at), scene.text(at + 1)),
            ("take" | "took" | "taken", "place")
        )
}

/// What is said in the present of a day to come: "the court sits on Monday", "she retires in May".
fn runs_to_plan(trigger: &Trigger) -> bool {
    trigger.form == Some(VerbForm::Third) && trigger.lemma.is_empty()
        || !trigger.lemma.is_empty()
            && !matches!(
                trigger.event_type,
                EventType::Statement
                    | EventType::Accuse
                    | EventType::Demand
                    | EventType::Support
                    | EventType::Threaten
                    | EventType::Reject
            )
}

/// Verbs that mean little without the one they are done to.
pub fn needs_both(trigger: &Trigger) -> bool {
    matches!(
        trigger.event_type,
        EventType::Support | EventType::Accuse | EventType::Demand | EventType::Threaten
    ) || matches!(
        trigger.lemma,
        "meet"
            | "visit"
            | "shoot"
            | "storm"
            | "free"
            | "shell"
            | "reject"
            | "tour"
            | "lend"
            | "ban"
            | "merge"
    )
}
