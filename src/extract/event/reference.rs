//! Whom "he", "she" and "it" mean before a verb, where the words of one sentence leave no choice.

use super::attribution::is_saying;
use super::scene::Scene;
use super::subject::subject;
use super::who::{KIN, is_verb_like};
use crate::extract::facts::{Gender, MentionIx};
use std::ops::Range;

/// "Miller said on Monday that he had", "the bank said it would": the speaker, when the pronoun right after fits only
/// them.
pub fn spoken_of(scene: &Scene<'_>, sentence: &Range<usize>, pronoun: usize) -> Option<MentionIx> {
    let text = scene.text(pronoun);
    if text == "It" && pronoun == sentence.start {
        return body_before(scene, sentence);
    }
    if !matches!(text, "he" | "she" | "it") {
        return None;
    }
    if let Some(person) = only_person(scene, sentence, pronoun) {
        return Some(person);
    }
    let mut at = pronoun;
    let mut verb = None;
    for _ in 0..8 {
        let before = at.checked_sub(1).filter(|ix| *ix >= sentence.start)?;
        let word = scene.text(before);
        if scene.date_at(before).is_some() || matches!(word, "that" | "on" | "late" | "early") {
            at = before;
        } else {
            verb = Some(before).filter(|_| is_saying(word) || word == "announced");
            break;
        }
    }
    let mut speaker = subject(scene, sentence, verb?);
    // "welcomed the deal and said he would travel"
    if speaker.is_empty() {
        speaker = super::chain::coordinated(scene, sentence, verb?).subject;
    }
    match speaker.as_slice() {
        [one] if scene.is_person(*one) == (text != "it") => Some(*one),
        _ => None,
    }
}

/// "Tavares awaits extradition from Lisbon, where he was arrested": the one person whom the sentence has named before, no
/// other human being standing between.
fn only_person(scene: &Scene<'_>, sentence: &Range<usize>, pronoun: usize) -> Option<MentionIx> {
    let wanted = match scene.text(pronoun) {
        "he" => Gender::Male,
        "she" => Gender::Female,
        _ => return None,
    };
    let mut people = (sentence.start..pronoun)
        .filter(|ix| !scene.quoted(*ix))
        .filter_map(|ix| scene.mention_at(ix))
        .filter(|who| scene.is_person(*who));
    let first = people.next()?;
    let alone = people.all(|other| scene.referent(other) == scene.referent(first));
    let referent = scene.input.referents.get(scene.referent(first)?.ix())?;
    let fits = referent.gender.is_none_or(|gender| gender == wanted);
    let other = (scene.tokens_of(first).end..pronoun).any(|ix| {
        let word = scene.text(ix);
        let one = word.strip_suffix('s').unwrap_or(word);
        scene.mention_at(ix).is_none()
            && (KIN.contains(&word)
                || scene.input.lexicon.roles.get(one).is_some()
                || matches!(
                    word,
                    "man" | "woman" | "boy" | "girl" | "who" | "whose" | "that"
                ))
    });
    let before = (sentence.start..scene.tokens_of(first).start).any(|ix| {
        let word = scene.text(ix).to_lowercase();
        KIN.contains(&word.as_str()) || matches!(word.as_str(), "man" | "woman" | "he" | "she")
    });
    (alone && fits && !other && !before && scene.is_name(first)).then_some(first)
}

/// "The Treasury sold the yard in May. It opened": the body that the sentence before, in the same paragraph, is about,
/// when it names no other.
fn body_before(scene: &Scene<'_>, sentence: &Range<usize>) -> Option<MentionIx> {
    let tokens = scene.input.tokens;
    let here = scene.token(sentence.start)?.sentence.ix();
    let before = here.checked_sub(1)?;
    let same = tokens.sentences.get(before)?.block == tokens.sentences.get(here)?.block;
    let range = tokens.ranges.get(before).filter(|_| same)?;
    let mut bodies = range
        .clone()
        .filter_map(|ix| scene.mention_at(ix))
        .filter(|who| scene.is_organization(*who));
    let first = bodies.next()?;
    let one = bodies.all(|other| scene.referent(other) == scene.referent(first));
    // It is what the sentence is about: nothing but an article and titles before it, and a verb after it.
    let start = scene.tokens_of(first).start;
    let end = scene.tokens_of(first).end;
    let leads = start - range.start <= 1 && is_verb_like(scene, end);
    (one && leads).then_some(first)
}
