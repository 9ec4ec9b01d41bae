//! Verbs that share a subject: "left on Monday, arrived on Tuesday and spoke".

use super::group::{AUXILIARIES, UNREAL, auxiliaries};
use super::scene::Scene;
use super::subject::subject;
use crate::extract::facts::MentionIx;
use crate::extract::token::Shape;
use std::ops::Range;

/// "Trump met Kim and signed a declaration", "left on Monday, arrived on Tuesday and spoke": the subject of the verbs
/// before, and whether the nearest of them is in the passive.
pub fn coordinated(scene: &Scene<'_>, sentence: &Range<usize>, group: usize) -> Joined {
    let mut joined = Joined::default();
    let mut at = group;
    let mut nearest = true;
    for _ in 0..4 {
        if scene.before(at, sentence) == "later" {
            at -= 1;
        }
        let link = scene.before(at, sentence);
        let list = link == "," && !opens_object(scene, group);
        if !matches!(link, "and" | ",") || list {
            break;
        }
        let Some((verb, first, words)) = verb_before(scene, sentence, at - 1) else {
            break;
        };
        let stated = words
            .iter()
            .all(|word| !UNREAL.contains(word) && !matches!(*word, "will" | "would" | "to"));
        if !stated {
            break;
        }
        let was = |word: &&str| matches!(*word, "was" | "were" | "been");
        joined.passive |= nearest && words.iter().any(was);
        joined.first = Some(verb);
        nearest = false;
        joined.subject = subject(scene, sentence, first);
        if !joined.subject.is_empty() {
            if link == "," && in_subordinate(scene, sentence, &joined.subject) {
                joined.subject.clear();
            }
            return joined;
        }
        at = first;
    }
    joined
}

/// After a comma, a verb is followed by its object, a preposition or a day; "scanned tax cards" is a noun in a list.
fn opens_object(scene: &Scene<'_>, group: usize) -> bool {
    let mut next = group + 1;
    while AUXILIARIES.contains(&scene.text(next - 1)) && next < group + 3 {
        next += 1;
    }
    let text = scene.text(next);
    scene.mention_at(next).is_some()
        || scene.date_at(next).is_some()
        || text.ends_with("ly")
        || scene
            .token(next)
            .is_some_and(|token| token.shape != Shape::Lower)
        || matches!(
            text,
            "a" | "an"
                | "the"
                | "his"
                | "her"
                | "its"
                | "their"
                | "in"
                | "on"
                | "at"
                | "to"
                | "for"
                | "with"
                | "by"
                | "into"
                | "from"
                | "out"
                | "off"
                | "up"
                | "down"
                | "over"
                | "back"
                | "home"
                | "two"
                | "three"
                | "hands"
                | "him"
                | "them"
                | "it"
                | "that"
                | "away"
                | "through"
                | "and"
                | "again"
        )
}

/// "after the court threw out his appeal, pleaded guilty": the verb before belongs to a clause of its own.
fn in_subordinate(scene: &Scene<'_>, sentence: &Range<usize>, subject: &[MentionIx]) -> bool {
    let first = subject
        .last()
        .map_or(sentence.start, |mention| scene.tokens_of(*mention).start);
    (first.saturating_sub(6).max(sentence.start)..first).any(|ix| {
        matches!(
            scene.text(ix),
            "after"
                | "when"
                | "while"
                | "because"
                | "before"
                | "until"
                | "since"
                | "that"
                | "which"
                | "who"
                | "whose"
                | "whom"
                | "where"
        )
    })
}

/// What a verb shares with those before it.
#[derive(Default)]
pub struct Joined {
    pub subject: Vec<MentionIx>,
    /// The nearest verb before is in the passive.
    pub passive: bool,
    /// The verb beside the subject.
    pub first: Option<usize>,
}

/// The nearest past form before `end`, in the same clause, with its auxiliaries.
fn verb_before<'a>(
    scene: &Scene<'a>,
    sentence: &Range<usize>,
    end: usize,
) -> Option<(usize, usize, Vec<&'a str>)> {
    let from = end.saturating_sub(20).max(sentence.start);
    let verb = (from..end)
        .rev()
        .take_while(|ix| {
            !matches!(
                scene.text(*ix),
                ";" | ":"
                    | "who"
                    | "which"
                    | "that"
                    | "when"
                    | "while"
                    | "where"
                    | "as"
                    | "because"
            )
        })
        .find(|ix| {
            scene.mention_at(*ix).is_none()
                && scene.date_at(*ix).is_none()
                && crate::extract::clause::is_past_form(scene.text(*ix))
        })?;
    let (first, words) = auxiliaries(scene, sentence, verb)?;
    Some((verb, first, words))
}
