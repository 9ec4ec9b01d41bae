//! Which words are finite verbs, and where a clause of its own begins.

use super::scene::Scene;
use super::{attribution, who};
use crate::extract::clause::is_past_form;
use crate::extract::token::Shape;
use std::ops::Range;

/// A bare past form is the verb of its clause when no other finite verb follows before the next mark or clause.
pub fn is_verb_of_clause(
    scene: &Scene<'_>,
    sentence: &Range<usize>,
    clause: &Range<usize>,
    at: usize,
) -> bool {
    let adjective = matches!(
        scene.before(at, sentence),
        "a" | "an"
            | "the"
            | "his"
            | "her"
            | "its"
            | "their"
            | "of"
            | "with"
            | "by"
            | "in"
            | "on"
            | "for"
            | "to"
    );
    let later = (at + 1..clause.end)
        .take_while(|ix| {
            let clause_after =
                matches!(scene.text(*ix), "and" | "but") && opens_clause(scene, *ix, clause.end);
            !matches!(scene.text(*ix), "," | ";") && !clause_after
        })
        .any(|ix| is_finite_form(scene, sentence, ix));
    let noun = scene
        .token(at + 1)
        .is_some_and(|token| token.shape == Shape::Lower)
        && scene.text(at + 1).ends_with('s')
        && at == sentence.start;
    !adjective && !later && !noun
}

/// A finite verb; a past form before a preposition may be a participle ("led by", "held in Oslo") and is none.
pub fn is_finite_form(scene: &Scene<'_>, sentence: &Range<usize>, at: usize) -> bool {
    let text = scene.text(at);
    if scene.mention_at(at).is_some() || scene.date_at(at).is_some() {
        return false;
    }
    if matches!(
        text,
        "will"
            | "would"
            | "is"
            | "are"
            | "was"
            | "were"
            | "has"
            | "had"
            | "have"
            | "can"
            | "could"
            | "may"
            | "might"
            | "must"
            | "should"
            | "does"
            | "did"
            | "do"
            | "says"
    ) {
        return true;
    }
    let determined = matches!(
        scene.before(at, sentence),
        "a" | "an"
            | "the"
            | "his"
            | "her"
            | "its"
            | "their"
            | "no"
            | "of"
            | "The"
            | "A"
            | "An"
            | "His"
            | "Her"
            | "Its"
    );
    let participle = text.ends_with("ed")
        || matches!(text, "held" | "led" | "built" | "made" | "shot" | "found");
    let reduced = participle
        && matches!(
            scene.text(at + 1),
            "by" | "in"
                | "on"
                | "at"
                | "from"
                | "with"
                | "under"
                | "for"
                | "to"
                | "between"
                | "against"
        );
    is_past_form(text) && !determined && !reduced
}

/// "and the court ruled", ", Moon said": a verb follows soon, with its own subject.
pub fn opens_clause(scene: &Scene<'_>, at: usize, limit: usize) -> bool {
    let own = scene.mention_at(at + 1).is_some()
        || scene.token(at + 1).is_some_and(|token| token.is_capital())
            && scene.date_at(at + 1).is_none()
        || matches!(
            scene.text(at + 1),
            "the" | "a" | "an" | "he" | "she" | "it" | "they" | "his" | "her" | "its"
        );
    let verb = |ix: usize| {
        scene.mention_at(ix).is_none()
            && (who::is_verb_like(scene, ix) || attribution::is_saying(scene.text(ix)))
    };
    let adverb = usize::from(who::is_adverb(scene.text(at + 1)) || scene.text(at + 1) == "thereby");
    verb(at + 1 + adverb)
        || own
            && (at + 2..(at + 9).min(limit))
                .take_while(|ix| scene.text(*ix) != ",")
                .any(verb)
}
