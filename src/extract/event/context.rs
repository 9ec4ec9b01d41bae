//! Whom a dated happening concerns that nobody named does: "A court approved the extradition of Miller on Friday", "Its
//! report is due in May".
//!
//! Those named after the verb in its clause, else the one person or body of the sentence before to whom "his", "her" or
//! "its" before the verb can point. Who merely tells of it, or is told, has no part in it, nor has a relative or a place.
//! Where a pronoun stands for the one who does it, whom it means was asked before, and nobody else is taken.

use super::group::AUXILIARIES;
use super::scene::Scene;
use super::subject::PREPOSITIONS;
use super::told::Told;
use super::{Draft, attribution, concern, noun};
use crate::extract::facts::{EventType, MentionIx};
use std::ops::Range;

/// More names than these in a sentence, and it is not about any of them.
const MANY: usize = 3;

/// Those concerned by a happening at `at` of which no participant is known.
pub fn concerned(
    scene: &Scene<'_>,
    sentence: &Range<usize>,
    draft: &Draft,
    at: usize,
    told: &Told,
) -> Vec<MentionIx> {
    let spoken_of = spoken_of(scene, sentence, draft, told);
    if !spoken_of.is_empty() {
        return spoken_of;
    }
    if is_done_by_pronoun(scene, sentence, draft, at) {
        return Vec::new();
    }
    let after = concern::complement(scene, sentence, &draft.clause, at);
    let after = clean(scene, sentence, at, after);
    // "A colleague decided against a word on Miller": what an unlisted verb does to others need not concern them.
    if !after.is_empty() && draft.event_type != EventType::Other {
        return if after.len() > MANY {
            Vec::new()
        } else {
            after
        };
    }
    let ruled = ruled_of(scene, sentence, draft)
        .or_else(|| behind_front(scene, sentence, draft))
        .map(|who| clean(scene, sentence, at, vec![who]))
        .unwrap_or_default();
    if !ruled.is_empty() {
        return ruled;
    }
    // Somebody else is named in the sentence: it is about them.
    if !named(scene, sentence, at).is_empty() {
        return Vec::new();
    }
    possessor(scene, sentence, draft)
        .and_then(|person| owner(scene, sentence, person))
        .into_iter()
        .collect()
}

/// "A judge ruled on Monday that Miller can be extradited": of whom a bench, body or ballot decides.
fn ruled_of(scene: &Scene<'_>, sentence: &Range<usize>, draft: &Draft) -> Option<MentionIx> {
    let decides = matches!(
        draft.event_type,
        EventType::Court | EventType::Policy | EventType::Vote | EventType::Investigate
    );
    let that = draft.clause.end;
    if !decides || !sentence.contains(&that) || scene.text(that) != "that" {
        return None;
    }
    let who = (that + 1..sentence.end.min(that + 6)).find_map(|ix| scene.mention_at(ix))?;
    let end = scene.tokens_of(who).end;
    let subject = super::subject::subject(scene, sentence, end);
    (subject.contains(&who) && !scene.is_place(who)).then_some(who)
}

/// "Under an agreement announced on Monday, Acme will pay": who does it opens the main clause.
fn behind_front(scene: &Scene<'_>, sentence: &Range<usize>, draft: &Draft) -> Option<MentionIx> {
    let phrase = draft.phrase.as_ref()?;
    let fronted = phrase.start <= sentence.start + 1
        && matches!(
            scene.text(sentence.start),
            "Under" | "In" | "Following" | "After"
        );
    let comma = (phrase.end..sentence.end.min(phrase.end + 16))
        .find(|ix| scene.text(*ix) == "," && scene.date_at(*ix).is_none())
        .filter(|_| fronted)?;
    let the = usize::from(scene.text(comma + 1) == "the");
    let who = scene.mention_at(comma + 1 + the)?;
    (scene.is_actor(who) && !scene.is_place(who)).then_some(who)
}

/// "He resigned", "they met": the one who does it is meant, and is not known.
fn is_done_by_pronoun(
    scene: &Scene<'_>,
    sentence: &Range<usize>,
    draft: &Draft,
    at: usize,
) -> bool {
    let from = match &draft.phrase {
        Some(phrase) if !phrase.is_empty() => phrase.start,
        _ => at.saturating_sub(6).max(sentence.start),
    };
    (from..at).any(|ix| {
        matches!(
            scene.text(ix).to_ascii_lowercase().as_str(),
            "he" | "she" | "it" | "they" | "i" | "we" | "you" | "who" | "somebody" | "nobody"
        )
    })
}

/// "The recall was announced on Friday": those whom the article has named with that noun.
fn spoken_of(
    scene: &Scene<'_>,
    sentence: &Range<usize>,
    draft: &Draft,
    told: &Told,
) -> Vec<MentionIx> {
    let phrase = match (&draft.phrase, draft.noun) {
        (Some(phrase), None) => phrase.clone(),
        _ => return Vec::new(),
    };
    let of = phrase
        .clone()
        .find(|ix| PREPOSITIONS.contains(&scene.text(*ix)) || scene.text(*ix) == ",")
        .unwrap_or(phrase.end);
    match of.checked_sub(1).filter(|head| phrase.contains(head)) {
        Some(head) => noun::referred_to(scene, sentence, head, told)
            .into_iter()
            .map(|(who, _)| who)
            .collect(),
        None => Vec::new(),
    }
}

/// "Its report is due in May", "His trial": whether the one whom the phrase before the verb belongs to is a person.
pub fn possessor(scene: &Scene<'_>, sentence: &Range<usize>, draft: &Draft) -> Option<bool> {
    let start = match (&draft.phrase, draft.noun) {
        (Some(phrase), _) if !phrase.is_empty() => phrase.start,
        (_, Some(noun)) => noun::phrase_start(scene, sentence, noun),
        _ => return None,
    };
    match scene.text(start).to_ascii_lowercase().as_str() {
        "his" | "her" => Some(true),
        "its" => Some(false),
        _ => None,
    }
}

/// The one person or body that the sentence before, in the same paragraph, tells of, when it names no other who could own.
fn owner(scene: &Scene<'_>, sentence: &Range<usize>, person: bool) -> Option<MentionIx> {
    let tokens = scene.input.tokens;
    let here = scene.token(sentence.start)?.sentence.ix();
    let before = here.checked_sub(1)?;
    if tokens.sentences.get(before)?.block != tokens.sentences.get(here)?.block {
        return None;
    }
    let range = tokens.ranges.get(before)?.clone();
    let mut found = named(scene, &range, usize::MAX);
    found.retain(|who| scene.is_person(*who) == person);
    let [one] = found.as_slice() else { return None };
    // "The council met after the North tested a missile. Its test": a country can own what is told as well as a body can.
    let others = range.filter_map(|ix| scene.mention_at(ix));
    let is_other = |who: MentionIx| {
        scene.is_person(who) == person && scene.referent(who) != scene.referent(*one)
    };
    (!others.into_iter().any(is_other)).then_some(*one)
}

/// One mention for each person and body that a sentence is about.
fn named(scene: &Scene<'_>, sentence: &Range<usize>, at: usize) -> Vec<MentionIx> {
    let found = concern::concerned(scene, sentence, sentence, &[]);
    clean(scene, sentence, at, found)
}

/// One mention for each who does not merely tell or hear of it.
fn clean(
    scene: &Scene<'_>,
    sentence: &Range<usize>,
    at: usize,
    mut found: Vec<MentionIx>,
) -> Vec<MentionIx> {
    let tellers: Vec<Option<_>> = sentence
        .clone()
        .filter(|ix| *ix != at && attribution::says(scene, sentence, *ix))
        .flat_map(|ix| tellers(scene, sentence, ix))
        .map(|who| scene.referent(who))
        .collect();
    let mut seen = Vec::new();
    found.retain(|who| {
        let referent = scene.referent(*who);
        let new = referent.is_some() && !seen.contains(&referent) && !tellers.contains(&referent);
        seen.push(referent);
        new && !scene.quoted(scene.tokens_of(*who).start)
    });
    found
}

/// Who says it and who is told: the names beside a verb of saying.
fn tellers(scene: &Scene<'_>, sentence: &Range<usize>, verb: usize) -> Vec<MentionIx> {
    let mut found = super::subject::subject(scene, sentence, verb);
    let beside = |ix: usize| scene.mention_at(ix).filter(|_| sentence.contains(&ix));
    let after = (verb + 1..verb + 6)
        .take_while(|ix| {
            beside(*ix).is_some()
                || !matches!(scene.text(*ix), "," | "that" | ".")
                    && !AUXILIARIES.contains(&scene.text(*ix))
        })
        .find_map(beside);
    found.extend(after);
    found.extend(verb.checked_sub(1).and_then(beside));
    found
}
