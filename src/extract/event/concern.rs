//! Who is concerned by what a verb says, where nobody named does it: "Shares of Acme fell", "A delegation led by Berg is
//! due", "Miller's trial opened", "a warrant was issued against Miller".
//!
//! The subject phrase and what follows the verb in its own clause are read; a relative or colleague of a person is
//! somebody else, a place or a people is none of those concerned, and whose word it is has no part in it.

use super::group::AUXILIARIES;
use super::scene::Scene;
use super::verb::Parts;
use super::{attribution, finite, who};
use crate::extract::facts::MentionIx;
use crate::extract::token::Shape;
use std::ops::Range;

/// The phrase before a verb and who is named in it.
#[derive(Clone, Debug)]
pub struct Phrase {
    pub range: Range<usize>,
    pub who: Vec<MentionIx>,
    /// It stands right after another verb, so that it may be the object of that one: "proclaimed Berg".
    pub object: bool,
}

/// Tokens looked at on either side of a verb.
const REACH: usize = 26;

/// The subject phrase that ends before the group at `group`; `None` where what stands there is no phrase of its own.
pub fn subject(scene: &Scene<'_>, sentence: &Range<usize>, group: usize) -> Option<Phrase> {
    let end = trimmed(scene, sentence, group);
    let mut start = end;
    // What stands between commas or in brackets is about those named before it.
    let mut inserted: Vec<Range<usize>> = Vec::new();
    let mut object = false;
    while let Some(before) = start
        .checked_sub(1)
        .filter(|ix| *ix >= sentence.start && end - ix < REACH)
    {
        match step(scene, sentence, before, start..end) {
            Step::On => start = before,
            Step::Over(part) => {
                start = part.start;
                inserted.push(part);
            }
            Step::Verb => {
                let told = attribution::is_saying(scene.text(before))
                    || matches!(scene.text(before), "announced" | "confirmed");
                object = !told;
                break;
            }
            Step::End => break,
            Step::Nothing => return None,
        }
    }
    let range = undated(scene, start..end);
    // "Nobody from Acme came": nothing happened.
    if range.is_empty() || range.clone().any(|ix| is_negative(scene.text(ix))) {
        return None;
    }
    Some(Phrase {
        who: concerned(scene, sentence, &range, &inserted),
        range,
        object,
    })
}

/// What the token before a phrase is to it.
enum Step {
    /// Part of it.
    On,
    /// The end of something inserted.
    Over(Range<usize>),
    /// A finite verb.
    Verb,
    /// None of it.
    End,
    /// It is no phrase.
    Nothing,
}

fn step(scene: &Scene<'_>, sentence: &Range<usize>, before: usize, phrase: Range<usize>) -> Step {
    let text = scene.text(before);
    match text {
        "," => {
            return closed(scene, sentence, before, phrase.end)
                .map_or(Step::End, |open| Step::Over(open..before));
        }
        ")" => {
            let from = before.saturating_sub(8).max(sentence.start);
            let open = (from..before).rev().find(|ix| scene.text(*ix) == "(");
            return open.map_or(Step::End, |open| Step::Over(open..before));
        }
        "and" if joins(scene, before, phrase.start) => return Step::On,
        _ if scene.mention_at(before).is_some() || scene.date_at(before).is_some() => {
            return Step::On;
        }
        _ => {}
    }
    // A plain noun before "that" or "before".
    let noun = before > sentence.start
        && scene.date_at(before - 1).is_none()
        && scene
            .token(before - 1)
            .is_some_and(|token| token.shape == Shape::Lower)
        && !who::is_verb_like(scene, before - 1)
        && !attribution::says(scene, sentence, before - 1);
    let role = |ix: usize| scene.input.lexicon.roles.get(scene.text(ix)).is_some();
    match text {
        "who" | "which" | "whom" => Step::Nothing,
        // "will answer questions"
        _ if AUXILIARIES.contains(&text) && phrase.end - before <= 2 => Step::Nothing,
        // "the smallest of the islands that form the Union"
        "that" if noun => Step::Over(before..phrase.start),
        // "A hearing before three arbitrators", "the mandate of Miller as head of the island"
        "before" if noun => Step::On,
        "as" if role(before + 1) => Step::On,
        _ if finite::is_finite_form(scene, sentence, before) => Step::Verb,
        _ if is_stop(text) => Step::End,
        _ => Step::On,
    }
}

/// "On Thursday some women of the Front sat down": the day is no part of the phrase.
fn undated(scene: &Scene<'_>, phrase: Range<usize>) -> Range<usize> {
    let dated = |ix: usize| {
        let opener = matches!(
            scene.text(ix).to_ascii_lowercase().as_str(),
            "on" | "in" | "late" | "early" | "by" | "yet" | "but" | "then"
        );
        scene.date_at(ix).is_some()
            || opener && (scene.date_at(ix + 1).is_some() || scene.date_at(ix + 2).is_some())
    };
    let mut start = phrase.start;
    while start < phrase.end && dated(start) {
        start += 1;
    }
    start..phrase.end
}

/// "was approved in May and received the consent of Berg": no phrase at all, where a day of its own follows; the day before
/// "and" is the first verb's.
pub fn joined(
    scene: &Scene<'_>,
    sentence: &Range<usize>,
    clause: &Range<usize>,
    group: usize,
    at: usize,
) -> Option<Phrase> {
    let joined = scene.before(group, sentence) == "and"
        && group > sentence.start + 2
        && (at + 1..clause.end).any(|ix| scene.date_at(ix).is_some());
    joined.then(|| Phrase {
        range: group..group,
        who: Vec::new(),
        object: false,
    })
}

/// Who is concerned: those in the phrase before the verb, else those after it to whom something is done: "A warrant was
/// issued against Miller". What somebody unnamed does to others need not concern them.
pub fn beside(
    scene: &Scene<'_>,
    sentence: &Range<usize>,
    clause: &Range<usize>,
    at: usize,
    parts: &Parts,
) -> Vec<MentionIx> {
    let Some(phrase) = &parts.phrase else {
        return Vec::new();
    };
    match phrase.who.as_slice() {
        [] if parts.group.passive => complement(scene, sentence, clause, at),
        who => who.to_vec(),
    }
}

/// Who is named after the verb in its clause, up to the next clause or the one whose word it is.
pub fn complement(
    scene: &Scene<'_>,
    sentence: &Range<usize>,
    clause: &Range<usize>,
    at: usize,
) -> Vec<MentionIx> {
    let limit = clause.end.min(at + REACH);
    // Nothing behind the day but who did it: "passed in May by the council".
    let limit = match (at + 1..limit).find(|ix| scene.date_at(*ix).is_some()) {
        Some(day) => {
            let after = (day..limit)
                .find(|ix| scene.date_at(*ix).is_none())
                .unwrap_or(limit);
            match scene.text(after) {
                "by" | "with" | "between" | "against" => limit,
                _ => after,
            }
        }
        None => limit,
    };
    let end = (at + 1..limit)
        .find(|ix| {
            let free = scene.mention_at(*ix).is_none() && scene.date_at(*ix).is_none();
            free && (matches!(scene.text(*ix), ";" | "according" | "citing" | "(")
                || attribution::says(scene, sentence, *ix)
                || matches!(scene.text(*ix), "and" | "but" | ",")
                    && finite::opens_clause(scene, *ix, limit))
        })
        .unwrap_or(limit);
    let mut found = concerned(scene, sentence, &(at + 1..end), &[]);
    found.retain(|who| !is_scene_of(scene, sentence, *who));
    found
}

/// "at the Grammar School": where it happened.
fn is_scene_of(scene: &Scene<'_>, sentence: &Range<usize>, who: MentionIx) -> bool {
    let start = scene.tokens_of(who).start;
    let the = usize::from(scene.before(start, sentence) == "the");
    scene.is_organization(who)
        && matches!(
            scene.before(start - the, sentence),
            "in" | "at" | "outside" | "near" | "inside" | "from"
        )
}

/// Words with which a subject does nothing.
pub fn is_negative(word: &str) -> bool {
    matches!(
        word,
        "no" | "No"
            | "nobody"
            | "Nobody"
            | "none"
            | "None"
            | "neither"
            | "Neither"
            | "nor"
            | "few"
            | "Few"
            | "nothing"
            | "Nothing"
            | "hardly"
            | "Hardly"
    )
}

/// Left over the adverbs and days before a verb group.
fn trimmed(scene: &Scene<'_>, sentence: &Range<usize>, group: usize) -> usize {
    let mut end = group;
    while let Some(before) = end.checked_sub(1).filter(|ix| *ix >= sentence.start) {
        let text = scene.text(before);
        let preposition = text == "on" && scene.date_at(end).is_some();
        if scene.date_at(before).is_none() && !who::is_adverb(text) && !preposition {
            break;
        }
        end = before;
    }
    end
}

/// Where a part between commas begins that the comma at `close` closes: a relative clause, or an apposition right
/// before the verb.
fn closed(scene: &Scene<'_>, sentence: &Range<usize>, close: usize, end: usize) -> Option<usize> {
    if close + 1 != end {
        return None;
    }
    let open = (close.saturating_sub(20).max(sentence.start)..close)
        .rev()
        .find(|ix| scene.text(*ix) == ",")?;
    // ", the company said," may be skipped; ", said Miller, the owner," may not.
    let told = (open + 1..close - 1).any(|ix| attribution::says(scene, sentence, ix));
    (!told && open > sentence.start).then_some(open)
}

/// "the Guild and the government signed": a name before "and", a plain noun or an unknown name after it.
fn joins(scene: &Scene<'_>, and: usize, start: usize) -> bool {
    let named = and.checked_sub(1).and_then(|ix| scene.mention_at(ix));
    let unknown = scene.mention_at(start).is_none()
        && scene.date_at(start).is_none()
        && scene.token(start).is_some_and(|token| token.is_capital());
    named.is_some_and(|who| scene.is_actor(who))
        && (unknown
            || matches!(
                scene.text(start),
                "the" | "its" | "his" | "her" | "their" | "a"
            ))
}

/// Marks and words that a phrase does not reach over.
fn is_stop(text: &str) -> bool {
    matches!(
        text,
        ";" | ":"
            | "“"
            | "”"
            | "\""
            | "—"
            | "–"
            | "("
            | ")"
            | "and"
            | "but"
            | "or"
            | "that"
            | "where"
            | "when"
            | "while"
            | "whose"
            | "because"
            | "although"
            | "though"
            | "if"
            | "unless"
            | "until"
            | "after"
            | "before"
            | "since"
            | "as"
            | "than"
            | "whether"
            | "how"
            | "what"
            | "why"
    )
}

/// People and bodies named in a range that are meant themselves.
pub fn concerned(
    scene: &Scene<'_>,
    sentence: &Range<usize>,
    range: &Range<usize>,
    without: &[Range<usize>],
) -> Vec<MentionIx> {
    let mut found: Vec<MentionIx> = Vec::new();
    let inside = |ix: &usize| !without.iter().any(|part| part.contains(ix));
    for mention in range
        .clone()
        .filter(inside)
        .filter_map(|ix| scene.mention_at(ix))
    {
        // "his appointments went to men": what somebody has done it is not.
        let fits = scene.is_actor(mention)
            && scene.is_name(mention)
            && !scene.is_place(mention)
            && !(scene.is_person(mention) && is_anothers(scene, sentence, mention));
        if fits && !found.contains(&mention) {
            found.push(mention);
        }
    }
    found
}

/// "Miller's brother", "the killer of Miller", "his lawyer": somebody else is meant.
fn is_anothers(scene: &Scene<'_>, sentence: &Range<usize>, mention: MentionIx) -> bool {
    let range = scene.tokens_of(mention);
    let is_human = |ix: usize| {
        let noun = scene.text(ix);
        // Those who act for somebody are no others.
        let acts_for = matches!(
            noun,
            "lawyer" | "lawyers" | "attorney" | "attorneys" | "counsel" | "representatives"
        );
        !acts_for
            && (who::KIN.contains(&noun)
                || scene.input.lexicon.roles.get(noun).is_some()
                || noun
                    .strip_suffix('s')
                    .is_some_and(|one| scene.input.lexicon.roles.get(one).is_some()))
    };
    let possessive = matches!(scene.text(range.end), "'s" | "’s" | "’" | "'")
        || matches!(scene.text(range.start), "his" | "her" | "His" | "Her");
    if possessive {
        return (range.end..(range.end + 5).min(sentence.end))
            .take_while(|ix| {
                let mark = matches!(scene.text(*ix), "'s" | "’s" | "’" | "'");
                mark || scene
                    .token(*ix)
                    .is_some_and(|token| token.shape == Shape::Lower)
                    && !who::is_verb_like(scene, *ix)
                    && !matches!(
                        scene.text(*ix),
                        "in" | "on"
                            | "at"
                            | "before"
                            | "with"
                            | "to"
                            | "for"
                            | "against"
                            | "from"
                            | "by"
                    )
            })
            .any(is_human);
    }
    let mut first = range.start;
    while first > sentence.start
        && (who::is_title(scene, first - 1) || matches!(scene.text(first - 1), "the" | "former"))
    {
        first -= 1;
    }
    matches!(scene.before(first, sentence), "of" | "to" | "for" | "from")
        && first >= sentence.start + 2
        && is_human(first - 2)
}
