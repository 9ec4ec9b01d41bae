//! The verb with its auxiliaries: whether it happened, is planned, or states nothing.

use super::scene::Scene;
use crate::extract::facts::EventStatus;
use crate::extract::lexicon::triggers::VerbForm;
use std::ops::Range;

/// The verb with its auxiliaries.
#[derive(Clone, Copy, Debug)]
pub struct Group {
    /// First token of the group.
    pub first: usize,
    pub status: EventStatus,
    pub passive: bool,
    /// "had met": it lies before what is being told.
    pub before: bool,
    /// "is" or "are" stands in the group.
    pub expected: bool,
    /// "opens on Monday": a plan, when that day is still to come.
    pub timetable: bool,
    /// "would meet", "was to meet": a plan seen from then.
    pub seen: bool,
    /// "was to meet": a plan only while its day is still to come.
    pub then: bool,
    /// "has been": it may go on since a day.
    pub perfect: bool,
    /// A bare past form: it may be a participle after its noun ("the man arrested").
    pub bare: bool,
}

pub const AUXILIARIES: &[&str] = &[
    "will", "would", "shall", "’ll", "'ll", "has", "have", "had", "was", "were", "is", "are", "be",
    "been", "being", "to", "could", "may", "might", "should", "must", "can", "did", "do", "does",
    "not", "never",
];

/// Auxiliaries with which nothing is said to happen.
pub const UNREAL: &[&str] = &[
    "not", "never", "could", "may", "might", "should", "must", "can", "did", "do", "does",
];

/// Reads the verb group that ends at `at`; `None` when it states nothing: negated, hypothetical, an infinitive of wish.
pub fn group(
    scene: &Scene<'_>,
    sentence: &Range<usize>,
    at: usize,
    form: VerbForm,
) -> Option<Group> {
    let (first, words) = auxiliaries(scene, sentence, at)?;
    if words.iter().any(|word| UNREAL.contains(word)) {
        return None;
    }
    let participle = matches!(
        form,
        VerbForm::Past { participle: true } | VerbForm::Participle
    );
    let nearest = words
        .iter()
        .find(|word| AUXILIARIES.contains(word))
        .copied()
        .unwrap_or_default();
    let coming = words == ["is"] || words == ["are"];
    let passive = participle
        && matches!(
            nearest,
            "was" | "were" | "be" | "been" | "being" | "is" | "are"
        );
    // "the two go on trial in May", "12 May: governors sign the deal"
    let plural = form == VerbForm::Base
        && words.is_empty()
        && (super::subject::subject(scene, sentence, at).len() > 1
            || scene.chronicle(sentence).is_some());
    let present = form == VerbForm::Third && words.is_empty() || plural;
    let chronicle = present && scene.chronicle(sentence).is_some();
    // "was to have flown": it did not come about.
    let dropped = participle
        && ["to", "have"].iter().all(|word| words.contains(word))
        && (words.contains(&"was") || words.contains(&"were"));
    let status = match (present, chronicle) {
        _ if dropped => EventStatus::CalledOff,
        (true, true) => {
            let day = scene.chronicle(sentence);
            match day.and_then(|day| super::when::is_ahead(scene, day)) {
                Some(true) => EventStatus::Planned,
                _ => EventStatus::Happened,
            }
        }
        // "every year she visits": a habit.
        (true, false) if is_habit(scene, sentence) => return None,
        (true, false) => EventStatus::Planned,
        (false, _) => status(scene, sentence, first, &words, form, passive)?,
    };
    let infinitive = words.contains(&"to");
    Some(Group {
        first: if infinitive && !dropped {
            governor(scene, sentence, first, &words)
        } else {
            first
        },
        status,
        passive,
        before: words.contains(&"had"),
        seen: words.contains(&"would"),
        then: infinitive && !dropped && seen_from_then(scene, sentence, first, &words),
        perfect: words.iter().any(|word| matches!(*word, "has" | "have")) && !infinitive,
        timetable: present && !chronicle,
        expected: coming,
        bare: words.is_empty(),
    })
}

/// The auxiliaries and adverbs before a verb, nearest first, and where they begin; `None` for a contracted "not".
pub fn auxiliaries<'a>(
    scene: &Scene<'a>,
    sentence: &Range<usize>,
    at: usize,
) -> Option<(usize, Vec<&'a str>)> {
    const ADVERBS: &[&str] = &[
        "also", "now", "then", "again", "already", "since", "still", "later", "just", "once",
        "long",
    ];
    let mut first = at;
    let mut words: Vec<&str> = Vec::new();
    while let Some(before) = first
        .checked_sub(1)
        .filter(|ix| *ix >= sentence.start && words.len() < 6)
    {
        let text = scene.text(before);
        if text.ends_with("n't") || text.ends_with("n’t") || text == "cannot" {
            return None;
        }
        let adverb =
            text.ends_with("ly") && scene.mention_at(before).is_none() || ADVERBS.contains(&text);
        let inner = adverb && (first < at || AUXILIARIES.contains(&scene.before(before, sentence)));
        // "has today launched", "will on Monday meet"
        if scene.date_at(before).is_some() {
            match over_date(scene, sentence, before) {
                Some(earlier) => {
                    first = earlier;
                    continue;
                }
                None => break,
            }
        }
        if !inner && !AUXILIARIES.contains(&text) {
            break;
        }
        words.push(text);
        first = before;
    }
    Some((first, words))
}

/// Before a date and its preposition, when an auxiliary stands there.
fn over_date(scene: &Scene<'_>, sentence: &Range<usize>, last: usize) -> Option<usize> {
    let mut at = last;
    while at > sentence.start && last - at < 5 && scene.date_at(at - 1).is_some() {
        at -= 1;
    }
    if scene.before(at, sentence) == "on" {
        at -= 1;
    }
    AUXILIARIES
        .contains(&scene.before(at, sentence))
        .then_some(at)
}

fn status(
    scene: &Scene<'_>,
    sentence: &Range<usize>,
    first: usize,
    words: &[&str],
    form: VerbForm,
    passive: bool,
) -> Option<EventStatus> {
    let has = |word: &str| words.contains(&word);
    let participle = matches!(
        form,
        VerbForm::Past { participle: true } | VerbForm::Participle
    );
    if has("to") {
        return planned(scene, sentence, first, words)
            .then_some(EventStatus::Planned)
            .filter(|_| matches!(form, VerbForm::Base) || passive && participle);
    }
    if has("will") || has("shall") || has("’ll") || has("'ll") {
        return (!has("have") && (form == VerbForm::Base || passive && participle))
            .then_some(EventStatus::Planned);
    }
    if has("would") {
        // "said it would meet" is a plan seen from then; "would have met" is none.
        let told = (sentence.start..first).any(|ix| {
            super::attribution::is_saying(scene.text(ix))
                || matches!(
                    scene.text(ix),
                    "announced" | "confirmed" | "promised" | "pledged" | "vowed"
                )
        });
        return (told && !has("have") && (form == VerbForm::Base || passive && participle))
            .then_some(EventStatus::Planned);
    }
    match form {
        VerbForm::Past { .. } if words.is_empty() => Some(EventStatus::Happened),
        _ if participle
            && (has("has") || has("have") || has("had") || has("was") || has("were")) =>
        {
            Some(EventStatus::Happened)
        }
        VerbForm::Ing if has("is") || has("are") => Some(EventStatus::Ongoing),
        // "is expected in": the rule of that verb asks for more.
        VerbForm::Past { .. } if words == ["is"] || words == ["are"] => expected(scene, first),
        _ => None,
    }
}

/// "is expected in Seoul"
fn expected(scene: &Scene<'_>, is: usize) -> Option<EventStatus> {
    (scene.text(is + 1) == "expected" && scene.text(is + 2) == "in").then_some(EventStatus::Planned)
}

/// "is to meet", "plans to meet", "agreed to meet", "is expected to meet"; not "wants to meet", "refused to meet".
fn planned(scene: &Scene<'_>, sentence: &Range<usize>, first: usize, words: &[&str]) -> bool {
    if words
        .iter()
        .any(|word| matches!(*word, "is" | "are" | "was" | "were"))
    {
        return true;
    }
    let governor = scene.before(first, sentence);
    let further = first
        .checked_sub(2)
        .filter(|ix| *ix >= sentence.start)
        .map_or("", |ix| scene.text(ix));
    if joined_to(scene, sentence, first, words).is_some() {
        return true;
    }
    match governor {
        "plans" | "plan" | "expects" | "expect" | "agreed" | "agree" | "intends" | "promised"
        | "pledged" | "vowed" | "decided" => !matches!(further, "had" | "not" | "never" | "to"),
        "due" | "expected" | "scheduled" | "set" | "planning" | "slated" | "planned" => {
            matches!(further, "is" | "are" | "was" | "were")
        }
        _ => false,
    }
}

/// "was to meet", "was due to meet", "had been expected to meet"
fn seen_from_then(
    scene: &Scene<'_>,
    sentence: &Range<usize>,
    first: usize,
    words: &[&str],
) -> bool {
    let was = |word: &str| matches!(word, "was" | "were");
    let further = first
        .checked_sub(2)
        .filter(|ix| *ix >= sentence.start)
        .map_or("", |ix| scene.text(ix));
    words.iter().any(|word| was(word)) || was(further) && is_arranged(scene.before(first, sentence))
}

/// Participles of arranging: "due to", "expected to".
fn is_arranged(word: &str) -> bool {
    matches!(
        word,
        "due" | "expected" | "scheduled" | "set" | "planning" | "slated" | "planned"
    )
}

/// "is due to fly in tomorrow and to receive": the first of two infinitives, where a plan governs it.
fn joined_to(
    scene: &Scene<'_>,
    sentence: &Range<usize>,
    first: usize,
    words: &[&str],
) -> Option<usize> {
    if words != ["to"] || scene.before(first, sentence) != "and" {
        return None;
    }
    let from = first.saturating_sub(14).max(sentence.start);
    (from..first - 1).rev().find(|ix| {
        scene.text(*ix) == "to"
            && scene.before(*ix, sentence) != "and"
            && planned(scene, sentence, *ix, &["to"])
    })
}

/// The first token of "is expected to", "plans to": the subject stands before it.
fn governor(scene: &Scene<'_>, sentence: &Range<usize>, first: usize, words: &[&str]) -> usize {
    if words
        .iter()
        .any(|word| matches!(*word, "is" | "are" | "was" | "were"))
    {
        return first;
    }
    if let Some(earlier) = joined_to(scene, sentence, first, words) {
        return governor(scene, sentence, earlier, &["to"]);
    }
    let governor = scene.before(first, sentence);
    let back = if is_arranged(governor) { 2 } else { 1 };
    let mut at = first.saturating_sub(back).max(sentence.start);
    while matches!(
        scene.before(at, sentence),
        "has" | "have" | "is" | "are" | "also" | "now"
    ) {
        at -= 1;
    }
    at
}

pub fn is_habit(scene: &Scene<'_>, sentence: &Range<usize>) -> bool {
    sentence.clone().any(|ix| {
        matches!(
            scene.text(ix),
            "every"
                | "Every"
                | "each"
                | "Each"
                | "always"
                | "usually"
                | "Usually"
                | "often"
                | "normally"
                | "traditionally"
                | "annually"
                | "regularly"
                | "sometimes"
        )
    })
}
