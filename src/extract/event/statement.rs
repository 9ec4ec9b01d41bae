//! What was said on a day that the sentence gives to the saying itself: "Miller said on Monday that", "told the committee
//! on 26 April that", "On Tuesday Miller, the minister, said".
//!
//! The day must stand right beside the verb or open the sentence; what was said is not looked into.

use super::Draft;
use super::scene::Scene;
use super::subject::subject;
use crate::extract::facts::{DateIx, EventStatus, EventType, MentionIx, ParticipantRole};
use std::ops::Range;

/// The event of a verb of saying at `at`.
pub fn find(scene: &Scene<'_>, sentence: &Range<usize>, at: usize) -> Option<Draft> {
    let verb = scene.text(at);
    let entry = matches!(verb, "says" | "tells") && scene.chronicle(sentence).is_some();
    let telling = verb == "told" || entry;
    if !telling
        && !matches!(
            verb,
            "said" | "wrote" | "argued" | "insisted" | "stated" | "testified"
        )
    {
        return None;
    }
    let (first, words) = super::group::auxiliaries(scene, sentence, at)?;
    if words.iter().any(|word| {
        !matches!(*word, "had" | "has" | "have") && super::group::AUXILIARIES.contains(word)
    }) {
        return None;
    }
    let mut speaker = subject(scene, sentence, first);
    let inverted = speaker
        .is_empty()
        .then(|| inverted(scene, sentence, at))
        .flatten();
    speaker.extend(inverted.map(|(who, _)| who));
    let day = if entry {
        scene.chronicle(sentence)
    } else if let Some((_, day)) = inverted {
        Some(day)
    } else if telling {
        told_on(scene, sentence, at)
    } else {
        beside(scene, sentence, at)
    }
    .or_else(|| opening(scene, sentence, at))?;
    let clause = at..at + 1;
    (!speaker.is_empty()).then(|| Draft {
        dated: true,
        day: Some(day),
        ..Draft::new(
            EventType::Statement,
            EventStatus::Happened,
            speaker
                .iter()
                .rev()
                .map(|who| (*who, ParticipantRole::Agent))
                .collect(),
            clause,
            "verb-said",
        )
    })
}

/// "said on Monday", "said in Paris late on Monday", ", Miller said yesterday".
fn beside(scene: &Scene<'_>, sentence: &Range<usize>, at: usize) -> Option<DateIx> {
    let by_the_way = matches!(
        scene.text(at + 1),
        "on" | "in" | "at" | "outside" | "after" | "during" | "before"
    );
    // "wrote to the committee on Monday to ask"
    let by_the_way = by_the_way || scene.text(at) == "wrote" && scene.text(at + 1) == "to";
    let day = (at + 1..(at + 10).min(sentence.end))
        .take_while(|ix| {
            scene.date_at(*ix).is_some()
                || matches!(scene.text(*ix), "late" | "early" | "earlier")
                || by_the_way
                    && !matches!(
                        scene.text(*ix),
                        "that" | "," | "he" | "she" | "it" | "they" | "there"
                    )
                    && !super::who::is_verb_like(scene, *ix)
        })
        .find_map(|ix| scene.date_at(ix))?;
    ends(scene, sentence, day).then_some(day)
}

/// "told a parliamentary committee on 26 April that"
fn told_on(scene: &Scene<'_>, sentence: &Range<usize>, at: usize) -> Option<DateIx> {
    let day = (at + 1..(at + 9).min(sentence.end))
        .take_while(|ix| {
            !matches!(
                scene.text(*ix),
                "that" | "," | "he" | "she" | "it" | "they" | "to"
            )
        })
        .find_map(|ix| scene.date_at(ix))?;
    ends(scene, sentence, day).then_some(day)
}

/// ", said Anna Berg, spokeswoman for the bank, at a press conference in Oslo yesterday.": the name after the verb, and the
/// day that ends the sentence.
fn inverted(scene: &Scene<'_>, sentence: &Range<usize>, at: usize) -> Option<(MentionIx, DateIx)> {
    let speaker = (at + 1..(at + 6).min(sentence.end))
        .take_while(|ix| {
            scene.mention_at(*ix).is_some()
                || scene.token(*ix).is_some_and(|token| token.is_capital())
        })
        .find_map(|ix| scene.mention_at(ix))
        .filter(|who| scene.is_actor(*who) && !scene.is_place(*who))?;
    let last = sentence.end.checked_sub(2)?;
    let day = scene.date_at(last)?;
    let after = scene.tokens_of(speaker).end;
    let plain = !(after..last).any(|ix| {
        scene.mention_at(ix).is_none()
            && scene.date_at(ix).is_none()
            && super::who::is_verb_like(scene, ix)
            || matches!(
                scene.text(ix),
                "who" | "that" | "since" | "until" | "which" | "of" | "from" | "by"
            )
    });
    (plain && last < at + 24).then_some((speaker, day))
}

/// After the day begins what was said, or nothing follows: "said on Monday's deal" is not meant.
fn ends(scene: &Scene<'_>, sentence: &Range<usize>, day: DateIx) -> bool {
    let Some(date) = scene.input.dates.get(day.ix()) else {
        return false;
    };
    let end = scene.input.tokens.under(date.span).end;
    let next = scene.text(end);
    let mentioned = scene.mention_at(end).is_some();
    end >= sentence.end
        || mentioned
        || !matches!(next, "'s" | "’s" | "and" | "or")
            && !crate::extract::clause::is_past_form(next)
            && !matches!(
                next,
                "was" | "were" | "is" | "would" | "will" | "has" | "had"
            )
}

/// "On Tuesday Vasile Rotaru, the minister, said": the sentence opens with the day, and the verb is its first.
fn opening(scene: &Scene<'_>, sentence: &Range<usize>, at: usize) -> Option<DateIx> {
    // "On Friday Miller said", "In an e-mail on Friday Acme said", "Passing sentence on Friday, Judge Miller told"
    let doing = scene.text(sentence.start).ends_with("ing");
    let opens = doing
        || matches!(
            scene.text(sentence.start),
            "On" | "In" | "Late" | "Early" | "At" | "Speaking"
        )
        || scene.date_at(sentence.start).is_some();
    let first = (sentence.start..(sentence.start + 10).min(at))
        .take_while(|ix| scene.text(*ix) != "," && (doing || !super::who::is_verb_like(scene, *ix)))
        .find(|ix| opens && scene.date_at(*ix).is_some())?;
    let day = scene.date_at(first)?;
    let apposed = subject(scene, sentence, at);
    let who = apposed.last()?;
    let start = scene.tokens_of(*who).start;
    let plain = (first..start).all(|ix| {
        scene.date_at(ix).is_some()
            || scene.mention_at(ix).is_some()
            || matches!(scene.text(ix), "," | "the" | "a" | "in" | "at")
            || scene.token(ix).is_some_and(|token| token.is_capital())
            || scene.input.lexicon.roles.get(scene.text(ix)).is_some()
    });
    plain.then_some(day)
}
