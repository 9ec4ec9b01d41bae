//! The type of a happening whose verb says little by itself: "issued a warrant", "went on trial", "a judge ordered".
//!
//! The noun that the verb is done to tells it, or the bench that does it. A verb that has a type of its own keeps it, and
//! what a word outside the verb's own phrase is about counts for nothing.

use super::scene::Scene;
use super::verb::Parts;
use super::{Reading, who};
use crate::extract::facts::{EventType, MentionIx};
use crate::extract::lexicon::triggers::Trigger;
use std::ops::Range;

/// Tokens of the phrase after a verb that are looked at.
const REACH: usize = 9;

/// The type that the company of the verb gives; that of the list where it tells nothing.
pub fn refine(reading: &Reading<'_, '_>, parts: &Parts) -> EventType {
    let listed = reading.trigger.event_type;
    if may_be_judicial(listed) && is_judicial(reading, parts) {
        return EventType::Court;
    }
    if listed != EventType::Other && !is_general(reading.trigger) {
        return listed;
    }
    let phrase = parts.phrase.as_ref().map(|phrase| &phrase.range);
    let told = match (parts.group.passive, phrase) {
        (true, Some(phrase)) => head(reading.scene, phrase),
        (true, None) => None,
        (false, _) => object(reading).or_else(|| antecedent(reading)),
    };
    told.unwrap_or(match phrase {
        Some(phrase) if names_voters(reading.scene, phrase) => EventType::Vote,
        _ => listed,
    })
}

/// "the voters of the province chose"
fn names_voters(scene: &Scene<'_>, phrase: &Range<usize>) -> bool {
    phrase.clone().any(|ix| {
        matches!(
            scene.text(ix),
            "voters" | "Voters" | "electors" | "Electors" | "electorate"
        )
    })
}

/// What a court does by its rulings.
fn may_be_judicial(listed: EventType) -> bool {
    use EventType as T;
    matches!(
        listed,
        T::Other | T::Policy | T::Concede | T::Demand | T::Coerce | T::Reject | T::Investigate
    )
}

/// Verbs that are on the list for what they most often mean, but mean what is done to their object.
fn is_general(trigger: &Trigger) -> bool {
    trigger.needs.is_empty()
        && matches!(
            trigger.lemma,
            "issue"
                | "file"
                | "submit"
                | "present"
                | "lift"
                | "drop"
                | "extend"
                | "suspend"
                | "release"
                | "cancel"
                | "postpone"
                | "complete"
                | "deliver"
                | "resume"
                | "order"
        )
}

/// A judge or court does it.
fn is_judicial(reading: &Reading<'_, '_>, parts: &Parts) -> bool {
    let Reading {
        scene, clause, at, ..
    } = *reading;
    let bench = |who: &MentionIx| {
        scene.is_organization(*who) && scene.tokens_of(*who).any(|ix| is_court(scene.text(ix)))
            || scene.is_person(*who) && scene.holds_one_of(*who, JUDGES)
    };
    let named = |range: Range<usize>| {
        range.into_iter().any(|ix| {
            let word = scene.text(ix).to_ascii_lowercase();
            scene.mention_at(ix).is_none() && (is_bench(&word) || JUDGES.contains(&word.as_str()))
        })
    };
    if !parts.group.passive {
        let phrase = parts.phrase.as_ref().map(|phrase| phrase.range.clone());
        return parts.agents.iter().any(bench) || phrase.is_some_and(named);
    }
    let end = clause.end.min(at + 12);
    (at + 1..end)
        .find(|ix| scene.text(*ix) == "by")
        .is_some_and(|by| {
            named(by + 1..end.min(by + 4)) || who::object(scene, clause, by).iter().any(bench)
        })
}

/// Those who sit in judgement, where they have no name.
fn is_bench(word: &str) -> bool {
    matches!(word, "court" | "courts" | "tribunal" | "jury" | "judges")
}

const JUDGES: &[&str] = &["judge", "justice", "magistrate", "arbitrator"];

/// "Supreme Court", "Election Tribunal"
fn is_court(word: &str) -> bool {
    matches!(word, "Court" | "Tribunal" | "Magistrates")
}

/// The type of the noun that the verb is done to, or of the one after its preposition: "entered a plea", "went on trial".
fn object(reading: &Reading<'_, '_>) -> Option<EventType> {
    let Reading {
        scene, clause, at, ..
    } = *reading;
    let first = at + 1 + usize::from(is_link(scene.text(at + 1)));
    head(scene, &(first..clause.end.min(first + REACH)))
}

/// The type of the noun before the verb's relative clause, or right before its participle: "the exercise that the two
/// countries began", "under an accord reached in May".
fn antecedent(reading: &Reading<'_, '_>) -> Option<EventType> {
    let Reading {
        scene,
        sentence,
        clause,
        at,
        ..
    } = *reading;
    let relative = matches!(scene.before(clause.start, sentence), "that" | "which");
    let end = match relative {
        true => clause.start.checked_sub(1)?,
        false => at,
    };
    head(scene, &(end.checked_sub(1)?.max(sentence.start)..end))
}

/// The last noun of a phrase, when it is known what it is about.
fn head(scene: &Scene<'_>, phrase: &Range<usize>) -> Option<EventType> {
    // "the report of the commission": its head stands before "of".
    let end = phrase
        .clone()
        .find(|ix| ends_phrase(scene, *ix))
        .unwrap_or(phrase.end);
    let last = (phrase.start..end)
        .rev()
        .find(|ix| scene.mention_at(*ix).is_none() && scene.date_at(*ix).is_none())?;
    let lower = scene.text(last).to_ascii_lowercase();
    scene.input.lexicon.triggers.topic_of(&lower)
}

fn is_link(text: &str) -> bool {
    matches!(
        text,
        "on" | "to" | "for" | "in" | "before" | "at" | "with" | "under" | "into"
    )
}

fn ends_phrase(scene: &Scene<'_>, at: usize) -> bool {
    let text = scene.text(at);
    is_link(text)
        || matches!(
            text,
            "of" | "by"
                | "against"
                | "from"
                | "after"
                | "that"
                | "who"
                | "which"
                | "and"
                | ","
                | ";"
                | ":"
                | "."
                | "as"
                | "over"
                | "about"
        )
        || scene.date_at(at).is_some()
        || scene.mention_at(at).is_none() && who::is_verb_like(scene, at)
}
