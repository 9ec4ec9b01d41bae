//! Participles after their noun: "the cap agreed by the G7 in December", "its contract with Acme, signed in October", "the
//! accord reached in Oslo on Friday".
//!
//! The day must follow inside the participle's own phrase. Those named in the noun's phrase are concerned; those after
//! "by" did it.

use super::scene::Scene;
use super::{Draft, Reading, concern, who};
use crate::extract::facts::{EventStatus, MentionIx, ParticipantRole};
use crate::extract::lexicon::triggers::{Trigger, VerbForm};
use crate::extract::token::Shape;
use std::ops::Range;

/// The event of a participle at `at`.
pub fn find(scene: &Scene<'_>, sentence: &Range<usize>, at: usize) -> Option<Draft> {
    let token = scene.token(at)?;
    if token.shape != Shape::Lower || scene.mention_at(at).is_some() || scene.date_at(at).is_some()
    {
        return None;
    }
    let readings = scene.input.lexicon.triggers.get(scene.text(at));
    let participle = |trigger: &Trigger| {
        matches!(
            trigger.form,
            Some(VerbForm::Participle | VerbForm::Past { participle: true })
        )
    };
    // "was signed": the verb of its clause.
    let auxiliary = super::group::AUXILIARIES.contains(&scene.before(at, sentence));
    if auxiliary || !readings.iter().any(participle) {
        return None;
    }
    let clause = scene.clause(sentence, at);
    let trigger: &Trigger = readings.iter().find(|trigger| {
        participle(trigger)
            && super::verb::allowed_after_noun(&Reading {
                scene,
                sentence,
                clause: &clause,
                at,
                trigger,
            })
    })?;
    // "Merkel cancelled a meeting": the verb of the clause.
    if !super::subject::subject(scene, sentence, at).is_empty() {
        return None;
    }
    let comma = usize::from(scene.before(at, sentence) == ",");
    let noun = at
        .checked_sub(1 + comma)
        .filter(|ix| *ix > sentence.start)?;
    let after_noun = scene.mention_at(noun).is_some()
        || scene.text(noun) == ")"
        || scene
            .token(noun)
            .is_some_and(|token| token.shape == Shape::Lower)
            && !who::is_adverb(scene.text(noun))
            && !super::group::AUXILIARIES.contains(&scene.text(noun));
    // "proclaimed Berg re-elected": what another verb says of its object.
    let object = scene.mention_at(noun).is_some_and(|who| {
        let start = scene.tokens_of(who).start;
        start > sentence.start && who::is_verb_like(scene, start - 1)
    });
    if !after_noun || object || super::noun::undone(scene, at).is_some() {
        return None;
    }
    // The day inside the participle's phrase, before the next comma or verb.
    let end = (at + 1..clause.end.min(at + 14))
        .find(|ix| {
            scene.text(*ix) == "," && scene.date_at(*ix).is_none()
                || scene.mention_at(*ix).is_none()
                    && scene.date_at(*ix).is_none()
                    && who::is_verb_like(scene, *ix)
        })
        .unwrap_or(clause.end.min(at + 14));
    (at + 1..end).find_map(|ix| scene.date_at(ix))?;
    let phrase = concern::subject(scene, sentence, at - comma)?;
    let by = who::after(scene, &clause, at + 1, end - at, &["by"]);
    let mut participants: Vec<(MentionIx, ParticipantRole)> = by
        .iter()
        .map(|who| (*who, ParticipantRole::Agent))
        .collect();
    let inside = concern::complement(scene, sentence, &(at..end), at);
    for mention in inside.into_iter().chain(phrase.who) {
        if participants.iter().all(|(other, _)| *other != mention) {
            participants.push((mention, ParticipantRole::Concerned));
        }
    }
    Some(Draft {
        dated: true,
        phrase: Some(phrase.range),
        ..Draft::new(
            trigger.event_type,
            EventStatus::Happened,
            participants,
            at..end,
            "verb-participle",
        )
    })
}
