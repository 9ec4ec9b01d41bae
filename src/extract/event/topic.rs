//! The type of a happening whose verb says little by itself: "issued a warrant", "went on trial", "a judge ordered".
//!
//! The noun that the verb is done to tells it, or the bench that does it. A verb that has a type of its own keeps it, and
//! what a word outside the verb's own phrase is about counts for nothing.

use super::scene::Scene;
use super::who;
use crate::extract::facts::{EventType, MentionIx};
use crate::extract::lexicon::triggers::Trigger;
use std::ops::Range;

/// What stands around the verb.
pub struct Company<'a> {
    /// The clause of the verb.
    pub clause: &'a Range<usize>,
    /// The verb.
    pub at: usize,
    /// Those before it.
    pub agents: &'a [MentionIx],
    /// The phrase before it, where nobody named in it does it.
    pub phrase: Option<&'a Range<usize>>,
    /// What stands before it is what it is done to.
    pub passive: bool,
}

/// Tokens of the phrase after a verb that are looked at.
const REACH: usize = 9;

/// The type that the company of the verb gives; that of the list where it tells nothing.
pub fn refine(scene: &Scene<'_>, company: &Company<'_>, trigger: &Trigger) -> EventType {
    let listed = trigger.event_type;
    if may_be_judicial(listed) && is_judicial(scene, company) {
        return EventType::Court;
    }
    if listed != EventType::Other && !is_general(trigger) {
        return listed;
    }
    let told = match company.passive {
        true => company.phrase.and_then(|phrase| head(scene, phrase)),
        false => object(scene, company),
    };
    told.unwrap_or(listed)
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

/// A judge or court does it, or is asked to.
fn is_judicial(scene: &Scene<'_>, company: &Company<'_>) -> bool {
    let bench = |who: &MentionIx| {
        scene.is_organization(*who) && scene.tokens_of(*who).any(|ix| is_court(scene.text(ix)))
            || scene.is_person(*who) && scene.holds_one_of(*who, JUDGES)
    };
    let spoken = |range: &Range<usize>| {
        let lower = |ix: usize| scene.text(ix).to_ascii_lowercase();
        range.clone().any(|ix| {
            let word = lower(ix);
            scene.mention_at(ix).is_none()
                && (JUDGES.contains(&word.as_str())
                    || matches!(word.as_str(), "court" | "courts" | "tribunal" | "jury" | "judges"))
        })
    };
    let by = || {
        let end = company.clause.end.min(company.at + 12);
        let by = (company.at + 1..end).find(|ix| scene.text(*ix) == "by")?;
        Some(spoken(&(by + 1..end.min(by + 4))) || who::object(scene, company.clause, by).iter().any(bench))
    };
    match company.passive {
        true => by().unwrap_or(false),
        false => company.agents.iter().any(bench) || company.phrase.is_some_and(spoken),
    }
}

const JUDGES: &[&str] = &["judge", "justice", "magistrate", "arbitrator"];

/// "Supreme Court", "Election Tribunal"
fn is_court(word: &str) -> bool {
    matches!(word, "Court" | "Tribunal" | "Magistrates")
}

/// The type of the noun that the verb is done to, or of the one after its preposition: "entered a plea", "went on trial".
fn object(scene: &Scene<'_>, company: &Company<'_>) -> Option<EventType> {
    let first = company.at + 1;
    let skip = usize::from(is_link(scene.text(first)));
    let limit = company.clause.end.min(first + REACH);
    let end = (first + skip..limit).find(|ix| ends_phrase(scene, *ix)).unwrap_or(limit);
    head(scene, &(first + skip..end))
}

/// The last noun of a phrase, when it is known what it is about.
fn head(scene: &Scene<'_>, phrase: &Range<usize>) -> Option<EventType> {
    // "the report of the commission": its head stands before "of".
    let end = phrase.clone().find(|ix| ends_phrase(scene, *ix)).unwrap_or(phrase.end);
    let last = (phrase.start..end)
        .rev()
        .find(|ix| scene.mention_at(*ix).is_none() && scene.date_at(*ix).is_none())?;
    let lower = scene.text(last).to_ascii_lowercase();
    scene.input.lexicon.triggers.topic_of(&lower)
}

fn is_link(text: &str) -> bool {
    matches!(text, "on" | "to" | "for" | "in" | "before" | "at" | "with" | "under" | "into")
}

fn ends_phrase(scene: &Scene<'_>, at: usize) -> bool {
    let text = scene.text(at);
    is_link(text)
        || matches!(
            text,
            "of" | "by" | "against" | "from" | "after" | "that" | "who" | "which" | "and" | "," | ";" | ":" | "." | "as" | "over" | "about"
        )
        || scene.date_at(at).is_some()
        || scene.mention_at(at).is_none() && who::is_verb_like(scene, at)
}
