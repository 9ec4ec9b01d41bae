//! Verbs that stand for a happening: "met", "will visit", "was arrested", "agreed to meet".

use super::chain::coordinated;
use super::group::{Group, group};
use super::scene::Scene;
use super::subject::subject;
use super::{Draft, attribution, concern, who};
use crate::extract::facts::{EventStatus, EventType, MentionIx, ParticipantRole};
use crate::extract::lexicon::triggers::{Trigger, VerbForm};
use crate::extract::token::Shape;
use std::ops::Range;

/// The event of a verb at `at`.
pub fn find(scene: &Scene<'_>, sentence: &Range<usize>, at: usize) -> Option<Draft> {
    let token = scene.token(at)?;
    if !matches!(token.shape, Shape::Lower)
        || scene.mention_at(at).is_some()
        || scene.date_at(at).is_some()
    {
        return None;
    }
    let readings = scene.input.lexicon.triggers.get(scene.text(at));
    let deed = super::deed::trigger(scene, sentence, at);
    if deed.is_none() && readings.iter().all(|trigger| trigger.form.is_none()) {
        return None;
    }
    let clause = scene.clause(sentence, at);
    let mut fitting = readings
        .iter()
        .filter(|trigger| trigger.form.is_some() && allowed(scene, &clause, at, trigger))
        .peekable();
    if fitting.peek().is_none() {
        return draft(scene, sentence, &clause, at, &deed?);
    }
    fitting.find_map(|trigger| draft(scene, sentence, &clause, at, trigger))
}

/// The condition of the list: one of the words within eight tokens, or right after the verb.
fn allowed(scene: &Scene<'_>, clause: &Range<usize>, at: usize, trigger: &Trigger) -> bool {
    // "held by 5 to 2 that": the word that opens the next clause counts.
    let window = at + 1..(at + 9).min(clause.end + 1);
    // "the agreement was signed": what is signed stands before.
    let passive = matches!(
        trigger.form,
        Some(VerbForm::Participle | VerbForm::Past { participle: true })
    ) && matches!(
        scene.text(at.saturating_sub(1)),
        "was" | "were" | "been" | "be"
    );
    let left = if passive {
        at.saturating_sub(8)..at
    } else {
        at..at
    };
    trigger.needs.is_empty()
        || trigger
            .needs
            .iter()
            .any(|word| match word.strip_prefix('+') {
                Some(word) => scene.text(at + 1) == word,
                None => window.clone().chain(left.clone()).any(|ix| {
                    let text = scene.text(ix);
                    text.eq_ignore_ascii_case(word)
                        || text
                            .strip_suffix('s')
                            .is_some_and(|one| one.eq_ignore_ascii_case(word))
                }),
            })
}

/// The same for a participle after its noun: what is signed stands before it.
pub fn allowed_after_noun(
    scene: &Scene<'_>,
    clause: &Range<usize>,
    at: usize,
    trigger: &Trigger,
) -> bool {
    let left = at.saturating_sub(18).max(clause.start)..at;
    trigger.needs.is_empty()
        || allowed(scene, clause, at, trigger)
        || trigger.needs.iter().any(|word| {
            left.clone().any(|ix| {
                let text = scene.text(ix);
                text.eq_ignore_ascii_case(word)
                    || text
                        .strip_suffix('s')
                        .is_some_and(|one| one.eq_ignore_ascii_case(word))
            })
        })
}

fn draft(
    scene: &Scene<'_>,
    sentence: &Range<usize>,
    clause: &Range<usize>,
    at: usize,
    trigger: &Trigger,
) -> Option<Draft> {
    let mut group = group(scene, sentence, at, trigger.form?)?;
    let mut agents = subject(scene, sentence, group.first);
    // "Neither Berg nor Miller came"
    if agents.len() < 2
        && (sentence.start..group.first)
            .any(|ix| matches!(scene.text(ix), "neither" | "Neither" | "nor"))
    {
        return None;
    }
    let mut chain = None;
    if agents.is_empty() {
        let joined = coordinated(scene, sentence, group.first);
        chain = joined.first.filter(|_| !joined.subject.is_empty());
        agents = joined.subject;
        group.passive |= joined.passive && group.bare;
    }
    // "the agreement signed by A and B"
    let reduced = group.bare && agents.is_empty() && scene.text(at + 1) == "by" && !trigger.weak;
    group.passive |= reduced;
    let mut object = objects(scene, clause, at, trigger, agents.is_empty());
    let movement = trigger.event_type == EventType::Visit;
    let place = movement
        .then(|| destination(scene, clause, at))
        .flatten()
        .filter(|to| scene.is_place(*to));
    // "to visit China and Russia": the second is no participant either.
    object.retain(|mention| !movement || !scene.is_place(*mention));
    if is_out_of_place(scene, clause, at, trigger, &group, &object)
        || is_first_person(scene, sentence, &group)
    {
        return None;
    }
    let phrase = agents
        .is_empty()
        .then(|| concern::subject(scene, sentence, group.first))
        .flatten();
    // "was approved in May and received the consent of Berg": what comes after the verb.
    let joined = agents.is_empty()
        && phrase.is_none()
        && scene.before(group.first, sentence) == "and"
        && group.first > sentence.start + 2
        // The day before "and" is the first verb's.
        && (at + 1..clause.end).any(|ix| scene.date_at(ix).is_some());
    let phrase = match joined {
        true => Some(concern::Phrase {
            range: group.first..group.first,
            who: Vec::new(),
            object: false,
        }),
        false => phrase,
    };
    let alone_there = phrase.as_ref().is_some_and(|phrase| !phrase.object)
        && concern::is_verb_of_clause(scene, sentence, clause, at);
    let stray = agents.is_empty() && !is_finite(scene, sentence, at, &object) && !alone_there
        || is_participle(scene, sentence, at, group.first, trigger);
    if group.bare && stray && !reduced || names_noun(scene, clause, at, trigger) {
        return None;
    }
    let mut participants = participants(scene, clause, at, trigger, &group, &agents, &object);
    let beside = match &phrase {
        Some(phrase) if participants.is_empty() => {
            let mut who = phrase.who.clone();
            if who.is_empty() {
                who = concern::complement(scene, sentence, clause, at);
            }
            // "Berg said inspectors would go to Oslo tomorrow": who announces it.
            // "Acme says two of its ships were sent": whose they are.
            let its = phrase.range.clone().any(|ix| scene.text(ix) == "its");
            if who.is_empty() && (its || group.status == EventStatus::Planned) {
                let teller = attribution::teller(scene, sentence, at);
                let fits = |who: &MentionIx| !its || scene.is_organization(*who);
                who.extend(teller.filter(fits));
            }
            participants.extend(who.into_iter().map(|who| (who, ParticipantRole::Concerned)));
            true
        }
        _ => false,
    };
    let alone = needs_both(trigger) && participants.len() < 2 && place.is_none();
    // "The talks were postponed on Tuesday": told by the rules of nouns.
    if beside && super::noun::undone(scene, at).is_some() {
        return None;
    }
    let patient = if group.passive { &agents } else { &object };
    let freed = trigger.lemma == "release"
        && patient.first().is_some_and(|who| scene.is_person(*who))
        || trigger.lemma == "release"
            && object.is_empty()
            && agents.first().is_some_and(|who| scene.is_person(*who));
    let event_type = match &phrase {
        _ if freed => EventType::Concede,
        // "The trial of Miller begins": what the noun says.
        Some(phrase) if beside && carries_noun(scene, at, trigger) => {
            super::schedule::noun_type(scene, &phrase.range).unwrap_or(trigger.event_type)
        }
        // "received the consent": nobody was met.
        _ if trigger.lemma == "receive"
            && !matches!(scene.text(at + 1), "him" | "her" | "them" | "his" | "by")
            && !who::object(scene, clause, at)
                .first()
                .is_some_and(|who| scene.is_person(*who)) =>
        {
            EventType::Other
        }
        _ => trigger.event_type,
    };
    let tried = trigger.lemma == "try" && !group.passive;
    // "has put off the talks it was to hold": no longer.
    let undone = group.then
        && sentence
            .clone()
            .any(|ix| super::noun::undone(scene, ix).is_some());
    // "within the days the law allows": the day must follow what is said in the present.
    let stray_day = group.timetable
        && !(at + 1..(at + 9).min(clause.end)).any(|ix| scene.date_at(ix).is_some())
        && scene.date_at(sentence.start).is_none()
        && scene.date_at(sentence.start + 1).is_none();
    if tried || undone || stray_day {
        return None;
    }
    Some(Draft {
        event_type,
        status: group.status,
        participants,
        place,
        clause: clause.clone(),
        narrative: group.status == EventStatus::Happened && !group.before,
        dated: trigger.weak
            || alone
            || reduced
            || group.seen
            || group.then
            || group.timetable
            || beside,
        phrase: phrase.filter(|_| beside).map(|phrase| phrase.range),
        ahead: group.timetable,
        coming: group.then,
        perfect: group.perfect,
        day: None,
        undone_at: None,
        chain,
        rule: "verb",
    })
}

/// Whom the verb is done to: the names right after it, or behind the noun after it.
fn objects(
    scene: &Scene<'_>,
    clause: &Range<usize>,
    at: usize,
    trigger: &Trigger,
    no_subject: bool,
) -> Vec<MentionIx> {
    let object = who::object(scene, clause, at);
    if !object.is_empty() || trigger.event_type == EventType::Visit || trigger.lemma.is_empty() {
        return object;
    }
    if trigger.lemma == "meet" {
        return who::after(scene, clause, at + 1, 8, &["with"]);
    }
    // "rejected a request by Miller"; "opened an inquiry against Miller"
    let against: &[&str] = match no_subject {
        true => &["by"],
        false => &["by", "from", "against"],
    };
    let found = who::after(scene, clause, at + 2, 6, against);
    match found.is_empty() {
        true => who::owner_of_object(scene, clause, at),
        false => found,
    }
}

/// "held talks", "opened an inquiry": the noun stands for the happening, not the weak verb before it.
fn names_noun(scene: &Scene<'_>, clause: &Range<usize>, at: usize, trigger: &Trigger) -> bool {
    let light = super::noun::is_light(scene, at);
    light
        && trigger.weak
        && (at + 1..(at + 7).min(clause.end))
            .take_while(|ix| {
                !matches!(scene.text(*ix), "," | "of" | "in") && scene.date_at(*ix).is_none()
            })
            .any(|ix| {
                let readings = scene.input.lexicon.triggers.get(scene.text(ix));
                readings.iter().any(|trigger| trigger.form.is_none())
            })
}

/// Subject and object with their roles; in the passive the other way round. Those who meet are alike.
fn participants(
    scene: &Scene<'_>,
    clause: &Range<usize>,
    at: usize,
    trigger: &Trigger,
    group: &Group,
    subject: &[MentionIx],
    object: &[MentionIx],
) -> Vec<(MentionIx, ParticipantRole)> {
    let (agent, counterpart) = match trigger.event_type {
        EventType::Meet => (ParticipantRole::Participant, ParticipantRole::Participant),
        _ => (ParticipantRole::Agent, ParticipantRole::Counterpart),
    };
    let by = match group.passive {
        true => who::after(scene, clause, at + 1, 14, &["by"]),
        false => Vec::new(),
    };
    let (first, second, others) = match group.passive {
        true => (counterpart, agent, by.as_slice()),
        false => (agent, counterpart, object),
    };
    let subject = subject.iter().rev().map(|who| (*who, first));
    subject
        .chain(others.iter().map(|who| (*who, second)))
        .collect()
}

/// Readings that hold only with a day to come ("opens on Monday"), with a place ("is expected in Seoul") or between
/// people ("will see Trump").
fn is_out_of_place(
    scene: &Scene<'_>,
    clause: &Range<usize>,
    at: usize,
    trigger: &Trigger,
    group: &Group,
    object: &[MentionIx],
) -> bool {
    let person = object.first().is_some_and(|who| scene.is_person(*who))
        || concern::complement(scene, &(clause.start..clause.end), clause, at)
            .first()
            .is_some_and(|who| !group.passive && !scene.is_place(*who));
    let dropped = group.status == EventStatus::CalledOff
        && !matches!(trigger.event_type, EventType::Meet | EventType::Visit);
    dropped
        || group.timetable && !runs_to_plan(trigger)
        || trigger.lemma == "see" && !person
        || trigger.lemma == "expect"
            && (!group.expected || destination(scene, clause, at).is_none())
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

/// "We rang Miller": the reporter's own doing.
fn is_first_person(scene: &Scene<'_>, sentence: &Range<usize>, group: &Group) -> bool {
    matches!(
        scene.before(group.first, sentence),
        "I" | "we" | "We" | "you" | "You"
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
fn needs_both(trigger: &Trigger) -> bool {
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

/// "Miller, the manager, arrested in April, is out": after a comma, before a preposition, the form of a verb that has
/// an object is a participle.
fn is_participle(
    scene: &Scene<'_>,
    sentence: &Range<usize>,
    at: usize,
    first: usize,
    trigger: &Trigger,
) -> bool {
    const ALONE: &[&str] = &[
        "agree",
        "appeal",
        "apologise",
        "apologize",
        "arrive",
        "clash",
        "crash",
        "default",
        "demonstrate",
        "die",
        "drown",
        "erupt",
        "explode",
        "fire",
        "fly",
        "land",
        "march",
        "meet",
        "merge",
        "negotiate",
        "plead",
        "protest",
        "quit",
        "rally",
        "resign",
        "retire",
        "retreat",
        "return",
        "settle",
        "sink",
        "step",
        "surrender",
        "testify",
        "travel",
        "vote",
        "walk",
    ];
    let same = matches!(trigger.form, Some(VerbForm::Past { participle: true }));
    let comma = first.checked_sub(1).is_some_and(|ix| scene.text(ix) == ",");
    let next = scene.text(at + 1);
    let preposition = matches!(
        next,
        "in" | "on" | "at" | "by" | "for" | "with" | "after" | "from" | "as" | "under" | ","
    ) || scene.date_at(at + 1).is_some();
    // The verb of the sentence comes after: ", is out on bail".
    let later =
        (at + 1..sentence.end).any(|ix| scene.text(ix) == "," && who::is_verb_like(scene, ix + 1));
    same && comma && preposition && later && !ALONE.contains(&trigger.lemma)
}

/// A past form is the verb of its clause when its object follows: "police arrested five men"; "the man arrested in
/// May" is not.
fn is_finite(scene: &Scene<'_>, sentence: &Range<usize>, at: usize, object: &[MentionIx]) -> bool {
    const BEFORE: &[&str] = &[
        "a", "an", "the", "his", "her", "its", "their", "of", "with", "and",
    ];
    let adjective = BEFORE.contains(&scene.before(at, sentence).to_ascii_lowercase().as_str());
    if adjective || matches!(scene.text(at), "named" | "called") {
        return false;
    }
    let next = scene.text(at + 1);
    let determiner = matches!(
        next,
        "the"
            | "a"
            | "an"
            | "his"
            | "her"
            | "its"
            | "their"
            | "two"
            | "three"
            | "four"
            | "five"
            | "some"
            | "more"
    );
    !object.is_empty() && next != "with"
        || determiner
        || scene
            .token(at + 1)
            .is_some_and(|token| token.shape == Shape::Number)
}

/// "visited Beijing", "flew to Beijing", "arrived in Hanoi"
fn destination(scene: &Scene<'_>, clause: &Range<usize>, at: usize) -> Option<MentionIx> {
    let mut next = at + 1;
    while next < clause.end
        && matches!(
            scene.text(next),
            "to" | "in" | "at" | "the" | "back" | "from"
        )
    {
        if scene.text(next) == "from" {
            return None;
        }
        next += 1;
    }
    let mention = scene.mention_at(next).filter(|_| next < clause.end)?;
    let possessive = matches!(scene.text(scene.tokens_of(mention).end), "'s" | "’s");
    (!possessive && scene.is_actor(mention)).then_some(mention)
}
