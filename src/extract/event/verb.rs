//! Verbs that stand for a happening: "met", "will visit", "was arrested", "agreed to meet".

use super::chain::coordinated;
use super::group::{Group, group};
use super::scene::Scene;
use super::subject::subject;
use super::{Draft, Reading, concern, finite, kind, who};
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
    let clause = &clause;
    let reading = |trigger| Reading {
        scene,
        sentence,
        clause,
        at,
        trigger,
    };
    let mut fitting = readings
        .iter()
        .filter(|trigger| trigger.form.is_some() && allowed(&reading(trigger)))
        .peekable();
    if fitting.peek().is_none() {
        return draft(&reading(&deed?));
    }
    fitting.find_map(|trigger| draft(&reading(trigger)))
}

/// The condition of the list: one of the words within eight tokens, or right after the verb.
fn allowed(reading: &Reading<'_, '_>) -> bool {
    let Reading {
        scene,
        clause,
        at,
        trigger,
        ..
    } = *reading;
    if is_another_verb(scene, at, trigger) {
        return false;
    }
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

/// "Ri ruled out a meeting": with a word that makes another verb of it, a verb stands for its own happening only where the
/// list says so.
fn is_another_verb(scene: &Scene<'_>, at: usize, trigger: &Trigger) -> bool {
    let particle = scene.text(at + 1);
    let is_listed = || {
        trigger
            .needs
            .iter()
            .any(|word| word.trim_start_matches('+') == particle)
    };
    matches!(particle, "out" | "off") && !is_listed()
}

/// The same for a participle after its noun: what is signed stands before it.
pub fn allowed_after_noun(reading: &Reading<'_, '_>) -> bool {
    let Reading {
        scene,
        clause,
        at,
        trigger,
        ..
    } = *reading;
    let left = at.saturating_sub(18).max(clause.start)..at;
    trigger.needs.is_empty()
        || allowed(reading)
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

/// What stands around a verb.
pub struct Parts {
    pub group: Group,
    /// Before it.
    pub agents: Vec<MentionIx>,
    /// After it.
    pub object: Vec<MentionIx>,
    /// Where the movement goes.
    place: Option<MentionIx>,
    /// The phrase before it, where nobody named there does it.
    pub phrase: Option<concern::Phrase>,
    /// The first of the verbs that share a subject.
    chain: Option<usize>,
    /// "the agreement signed by A and B"
    reduced: bool,
}

fn draft(reading: &Reading<'_, '_>) -> Option<Draft> {
    let Reading {
        scene,
        sentence,
        clause,
        at,
        trigger,
    } = *reading;
    let parts = parts(reading)?;
    if kind::is_out_of_place(reading, &parts) || !is_stated(reading, &parts) {
        return None;
    }
    let group = parts.group;
    let mut participants = participants(reading, &parts);
    let beside = participants.is_empty() && parts.phrase.is_some();
    if beside {
        // "The talks were postponed on Tuesday": told by the rules of nouns.
        if super::noun::undone(scene, at).is_some() {
            return None;
        }
        participants = concern::beside(scene, sentence, clause, at, &parts)
            .into_iter()
            .map(|who| (who, ParticipantRole::Concerned))
            .collect();
    }
    let alone = kind::needs_both(trigger) && participants.len() < 2 && parts.place.is_none();
    let dated = trigger.weak || alone || beside || parts.reduced;
    Some(Draft {
        event_type: kind::event_type(reading, &parts, beside),
        status: group.status,
        participants,
        place: parts.place,
        clause: clause.clone(),
        narrative: group.status == EventStatus::Happened && !group.before,
        dated: dated || group.seen || group.then || group.timetable,
        phrase: parts.phrase.filter(|_| beside).map(|phrase| phrase.range),
        ahead: group.timetable,
        coming: group.then,
        perfect: group.perfect,
        noun: None,
        day: None,
        undone_at: None,
        chain: parts.chain,
        rule: "verb",
    })
}

/// Reads what stands around the verb; `None` where it states nothing or nobody does it.
fn parts(reading: &Reading<'_, '_>) -> Option<Parts> {
    let Reading {
        scene,
        sentence,
        clause,
        at,
        trigger,
    } = *reading;
    let mut group = group(scene, sentence, at, trigger.form?)?;
    let mut agents = subject(scene, sentence, group.first);
    // "Neither Berg nor Miller came"
    let neither = |ix: usize| matches!(scene.text(ix), "neither" | "Neither" | "nor");
    if agents.len() < 2 && (sentence.start..group.first).any(neither) {
        return None;
    }
    let mut chain = None;
    if agents.is_empty() {
        let joined = coordinated(scene, sentence, group.first);
        chain = joined.first.filter(|_| !joined.subject.is_empty());
        agents = joined.subject;
        group.passive |= joined.passive && group.bare;
    }
    let reduced = group.bare && agents.is_empty() && scene.text(at + 1) == "by" && !trigger.weak;
    group.passive |= reduced;
    let mut object = objects(reading, agents.is_empty());
    let movement = trigger.event_type == EventType::Visit;
    let place = movement
        .then(|| destination(scene, clause, at))
        .flatten()
        .filter(|to| scene.is_place(*to));
    // "to visit China and Russia": the second is no participant either.
    object.retain(|mention| !movement || !scene.is_place(*mention));
    let phrase = agents
        .is_empty()
        .then(|| {
            concern::subject(scene, sentence, group.first)
                .or_else(|| concern::joined(scene, sentence, clause, group.first, at))
        })
        .flatten();
    Some(Parts {
        group,
        agents,
        object,
        place,
        phrase,
        chain,
        reduced,
    })
}

/// The verb is the verb of its clause and stands for the happening itself.
fn is_stated(reading: &Reading<'_, '_>, parts: &Parts) -> bool {
    let Reading {
        scene,
        sentence,
        clause,
        at,
        ..
    } = *reading;
    let group = &parts.group;
    let own = parts.phrase.as_ref().is_some_and(|phrase| !phrase.object)
        && finite::is_verb_of_clause(scene, sentence, clause, at);
    let stray = parts.agents.is_empty() && !is_finite(scene, sentence, at, &parts.object) && !own
        || is_participle(reading, group.first);
    !(group.bare && stray && !parts.reduced
        || kind::names_noun(reading)
        || is_first_person(scene, sentence, group))
}

/// Whom the verb is done to: the names right after it, or behind the noun after it.
fn objects(reading: &Reading<'_, '_>, no_subject: bool) -> Vec<MentionIx> {
    let Reading {
        scene,
        clause,
        at,
        trigger,
        ..
    } = *reading;
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

/// Subject and object with their roles; in the passive the other way round. Those who meet are alike.
fn participants(reading: &Reading<'_, '_>, parts: &Parts) -> Vec<(MentionIx, ParticipantRole)> {
    let Reading {
        scene,
        clause,
        at,
        trigger,
        ..
    } = *reading;
    let group = &parts.group;
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
        false => (agent, counterpart, parts.object.as_slice()),
    };
    let agents = parts.agents.iter().rev().map(|who| (*who, first));
    agents
        .chain(others.iter().map(|who| (*who, second)))
        .collect()
}

/// "We rang Miller": the reporter's own doing.
fn is_first_person(scene: &Scene<'_>, sentence: &Range<usize>, group: &Group) -> bool {
    matches!(
        scene.before(group.first, sentence),
        "I" | "we" | "We" | "you" | "You"
    )
}

/// "Miller, the manager, arrested in April, is out": after a comma, before a preposition, the form of a verb that has
/// an object is a participle.
fn is_participle(reading: &Reading<'_, '_>, first: usize) -> bool {
    let Reading {
        scene,
        sentence,
        at,
        trigger,
        ..
    } = *reading;
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
pub fn destination(scene: &Scene<'_>, clause: &Range<usize>, at: usize) -> Option<MentionIx> {
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
