//! Verbs that are on no list: what somebody did on a given day is a happening too, of type `other`.
//!
//! Only a past form, or a plain form after "will" or "to", in a sentence with a date; never what somebody is, has, feels,
//! thinks or says. The subject, the day and the verb group are asked for by the rules of verbs.

use super::scene::Scene;
use super::who;
use crate::extract::clause::is_past_form;
use crate::extract::facts::EventType;
use crate::extract::lexicon::triggers::{Trigger, VerbForm};
use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

/// Verbs that tell no happening: states, thoughts, feelings, words, and those that only carry another verb.
static STATES: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    crate::extract::lexicon::lines(include_str!("../data/state_verbs.txt")).collect()
});

/// "considering", "hoping", "weighing": no happening, whatever day follows.
fn is_state(stem: &str) -> bool {
    let forms = [
        stem.to_owned(),
        format!("{stem}e"),
        format!("{stem}d"),
        format!("{stem}ed"),
    ];
    forms.iter().any(|form| STATES.contains(form.as_str()))
        || stem.len() > 3
            && stem.as_bytes().last() == stem.as_bytes().get(stem.len().wrapping_sub(2))
            && STATES.contains(format!("{stem}ed").as_str())
        || matches!(
            stem,
            "weigh"
                | "seek"
                | "ask"
                | "urg"
                | "await"
                | "prepar"
                | "push"
                | "press"
                | "call"
                | "fight"
                | "threaten"
                | "aim"
                | "bidd"
                | "go"
                | "do"
                | "see"
                | "gett"
                | "com"
        )
}

/// Irregular participles that are no past forms.
const PARTICIPLES: &[&str] = &[
    "beaten",
    "bitten",
    "blown",
    "broken",
    "chosen",
    "drawn",
    "driven",
    "fallen",
    "flown",
    "forbidden",
    "frozen",
    "given",
    "grown",
    "hidden",
    "overcome",
    "overrun",
    "overtaken",
    "overthrown",
    "ridden",
    "shaken",
    "shown",
    "spoken",
    "stolen",
    "sunk",
    "swept",
    "sworn",
    "taken",
    "thrown",
    "torn",
    "undergone",
    "withdrawn",
];

/// The trigger that an unlisted verb at `at` is; `None` when it is a state or no verb form.
pub fn trigger(scene: &Scene<'_>, sentence: &Range<usize>, at: usize) -> Option<Trigger> {
    let word = scene.text(at);
    let form = form(scene, sentence, at, word)?;
    let dated = sentence.clone().any(|ix| scene.date_at(ix).is_some());
    let undoes = super::noun::undone(scene, at).is_some();
    // "was made on Wednesday by the clinic"
    let made = word == "made"
        && matches!(scene.before(at, sentence), "was" | "were")
        && (scene.text(at + 1) == "by" || scene.date_at(at + 1).is_some());
    let state = !made
        && STATES.contains(word)
        && !(word == "set" && matches!(scene.text(at + 1), "up" | "off" | "out"));
    (dated && !undoes && !state).then_some(Trigger {
        event_type: EventType::Other,
        form: Some(form),
        lemma: "",
        needs: Vec::new(),
        weak: true,
    })
}

fn form(scene: &Scene<'_>, sentence: &Range<usize>, at: usize, word: &str) -> Option<VerbForm> {
    if is_past_form(word) {
        return Some(VerbForm::Past { participle: true });
    }
    let before = scene.before(at, sentence);
    // "12 May: Acme rebuilds the hull"
    if word.len() > 3
        && word.ends_with('s')
        && at > sentence.start
        && scene.mention_at(at - 1).is_some()
        && scene.chronicle(sentence).is_some()
    {
        return Some(VerbForm::Third);
    }
    // "is running for mayor in October"
    if let Some(stem) = word.strip_suffix("ing").filter(|stem| stem.len() > 2)
        && matches!(before, "is" | "are")
    {
        return (!is_state(stem)).then_some(VerbForm::Ing);
    }
    // "set up a crisis desk", "set off for Oslo"
    if word == "set" && matches!(scene.text(at + 1), "up" | "off" | "out") && before != "to" {
        return Some(VerbForm::Past { participle: true });
    }
    let after_auxiliary = super::group::AUXILIARIES.contains(&before) || who::is_adverb(before);
    if after_auxiliary && PARTICIPLES.contains(&word) {
        return Some(VerbForm::Participle);
    }
    // Past forms that are base forms too.
    let same = matches!(
        word,
        "set" | "put" | "let" | "hit" | "cut" | "cast" | "spread" | "split" | "shut"
    );
    if same && !matches!(before, "will" | "to" | "’ll" | "'ll") {
        return Some(VerbForm::Past { participle: true });
    }
    let next = scene.text(at + 1);
    let plain = matches!(before, "will" | "would" | "to" | "’ll" | "'ll")
        && word.len() > 2
        && word.bytes().all(|byte| byte.is_ascii_lowercase())
        && !matches!(
            word,
            "the" | "his" | "her" | "its" | "their" | "not" | "also" | "have" | "all" | "both"
        )
        && !matches!(next, "been")
        && !who::is_adverb(word)
        && !matches!(
            word,
            "never" | "only" | "soon" | "just" | "instead" | "probably" | "further"
        );
    plain.then_some(VerbForm::Base)
}
