//! Verbs that stand for a happening: "met", "will visit", "was arrested", "agreed to meet".

use super::scene::Scene;
use super::{Draft, who};
use crate::extract::facts::{EventStatus, EventType, MentionIx, ParticipantRole};
use crate::extract::lexicon::triggers::{Trigger, VerbForm};
use crate::extract::token::Shape;
use std::ops::Range;

/// The event of a verb at `at`.
pub fn find(scene: &Scene<'_>, sentence: &Range<usize>, at: usize) -> Option<Draft> {
    let token = scene.token(at)?;
    if !matches!(token.shape, Shape::Lower)
        || scene.mention_at(at).is_some()
        || scene.date_at(at).is_some()
    {
        return None;
    }
    let clause = scene.clause(sentence, at);
    let readings = scene.input.lexicon.triggers.get(scene.text(at));
    let mut fitting = readings
        .iter()
        .filter(|trigger| trigger.form.is_some() && allowed(scene, &clause, at, trigger))
        .peekable();
    if fitting.peek().is_none() {
        let deed = super::deed::trigger(scene, sentence, at)?;
        return draft(scene, sentence, &clause, at, &deed);
    }
    fitting.find_map(|trigger| draft(scene, sentence, &clause, at, trigger))
}

/// The condition of the list: one of the words within eight tokens, or right after the verb.
fn allowed(scene: &Scene<'_>, clause: &Range<usize>, at: usize, trigger: &Trigger) -> bool {
    let window = at + 1..(at + 9).min(clause.end);
    // "the agreement was signed": what is signed stands before.
    let passive = matches!(
        trigger.form,
        Some(VerbForm::Participle | VerbForm::Past { participle: true })
    ) && matches!(
        scene.text(at.saturating_sub(1)),
        "was" | "were" | "been" | "be"
    );
    let left = if passive {
        at.saturating_sub(8)..at
    } else {
        at..at
    };
    trigger.needs.is_empty()
        || trigger
            .needs
            .iter()
            .any(|word| match word.strip_prefix('+') {
                Some(word) => scene.text(at + 1) == word,
                None => window.clone().chain(left.clone()).any(|ix| {
                    let text = scene.text(ix);
                    text == *word || text.strip_suffix('s') == Some(word)
                }),
            })
}

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
    /// "would meet": a plan seen from then.
    pub seen: bool,
    /// A bare past form: it may be a participle after its noun ("the man arrested").
    pub bare: bool,
}

const AUXILIARIES: &[&str] = &[
    "will", "would", "shall", "’ll", "'ll", "has", "have", "had", "was", "were", "is", "are", "be",
    "been", "being", "to", "could", "may", "might", "should", "must", "can", "did", "do", "does",
    "not", "never",
];

/// Auxiliaries with which nothing is said to happen.
const UNREAL: &[&str] = &[
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
    let present = form == VerbForm::Third && words.is_empty();
    let chronicle = present && scene.chronicle(sentence).is_some();
    // "was to have flown": it did not come about.
    let dropped = participle
        && ["to", "have"].iter().all(|word| words.contains(word))
        && (words.contains(&"was") || words.contains(&"were"));
    let status = match (present, chronicle) {
        _ if dropped => EventStatus::CalledOff,
        (true, true) => EventStatus::Happened,
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
        timetable: present && !chronicle,
        expected: coming,
        bare: words.is_empty(),
    })
}

/// The auxiliaries and adverbs before a verb, nearest first, and where they begin; `None` for a contracted "not".
fn auxiliaries<'a>(
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
    if words.iter().any(|word| matches!(*word, "is" | "are")) {
        return true;
    }
    let governor = scene.before(first, sentence);
    let further = first
        .checked_sub(2)
        .filter(|ix| *ix >= sentence.start)
        .map_or("", |ix| scene.text(ix));
    match governor {
        "plans" | "plan" | "expects" | "expect" | "agreed" | "agree" | "intends" | "promised"
        | "pledged" | "vowed" | "decided" => !matches!(further, "had" | "not" | "never" | "to"),
        "due" | "expected" | "scheduled" | "set" | "planning" | "slated" | "planned" => {
            matches!(further, "is" | "are")
        }
        _ => false,
    }
}

/// The first token of "is expected to", "plans to": the subject stands before it.
fn governor(scene: &Scene<'_>, sentence: &Range<usize>, first: usize, words: &[&str]) -> usize {
    if words.iter().any(|word| matches!(*word, "is" | "are")) {
        return first;
    }
    let governor = scene.before(first, sentence);
    let back = if matches!(
        governor,
        "due" | "expected" | "scheduled" | "set" | "planning" | "slated" | "planned"
    ) {
        2
    } else {
        1
    };
    let mut at = first.saturating_sub(back).max(sentence.start);
    while matches!(
        scene.before(at, sentence),
        "has" | "have" | "is" | "are" | "also" | "now"
    ) {
        at -= 1;
    }
    at
}

fn draft(
    scene: &Scene<'_>,
    sentence: &Range<usize>,
    clause: &Range<usize>,
    at: usize,
    trigger: &Trigger,
) -> Option<Draft> {
    let mut group = group(scene, sentence, at, trigger.form?)?;
    let mut subject = who::subject(scene, sentence, group.first);
    let mut chain = None;
    if subject.is_empty() {
        let joined = coordinated(scene, sentence, group.first);
        chain = joined.first.filter(|_| !joined.subject.is_empty());
        subject = joined.subject;
        group.passive |= joined.passive && group.bare;
    }
    // "the agreement signed by A and B"
    let reduced = group.bare && subject.is_empty() && scene.text(at + 1) == "by" && !trigger.weak;
    group.passive |= reduced;
    let mut object = who::object(scene, clause, at);
    if object.is_empty() && trigger.lemma == "meet" {
        object = who::after(scene, clause, at + 1, 8, &["with"]);
    } else if object.is_empty()
        && trigger.event_type != EventType::Visit
        && !trigger.lemma.is_empty()
    {
        // "rejected a request by Miller"; "opened an inquiry against Miller"
        let against: &[&str] = match subject.is_empty() {
            true => &["by"],
            false => &["by", "from", "against"],
        };
        object = who::after(scene, clause, at + 2, 6, against);
        if object.is_empty() {
            object = who::owner_of_object(scene, clause, at);
        }
    }
    let movement = trigger.event_type == EventType::Visit;
    let place = movement
        .then(|| destination(scene, clause, at))
        .flatten()
        .filter(|to| scene.is_place(*to));
    // "to visit China and Russia": the second is no participant either.
    object.retain(|mention| !movement || !scene.is_place(*mention));
    if is_out_of_place(scene, clause, at, trigger, &group, &object) {
        return None;
    }
    if matches!(
        scene.before(group.first, sentence),
        "I" | "we" | "We" | "you" | "You"
    ) {
        return None;
    }
    let stray = subject.is_empty() && !is_finite(scene, sentence, at, &object)
        || is_participle(scene, sentence, at, group.first, trigger);
    if group.bare && stray && !reduced || names_noun(scene, clause, at, trigger) {
        return None;
    }
    let participants = participants(scene, clause, at, trigger, &group, &subject, &object);
    let alone = needs_both(trigger) && participants.len() < 2 && place.is_none();
    Some(Draft {
        event_type: trigger.event_type,
        status: group.status,
        participants,
        place,
        clause: clause.clone(),
        narrative: group.status == EventStatus::Happened && !group.before,
        dated: trigger.weak || alone || reduced || group.seen || group.timetable,
        ahead: group.timetable,
        day: None,
        undone_at: None,
        chain,
        rule: "verb",
    })
}

/// "held talks", "opened an inquiry": the noun stands for the happening, not the weak verb before it.
fn names_noun(scene: &Scene<'_>, clause: &Range<usize>, at: usize, trigger: &Trigger) -> bool {
    let light = super::noun::is_light(scene, at);
    light
        && trigger.weak
        && (at + 1..(at + 7).min(clause.end))
            .take_while(|ix| scene.text(*ix) != "," && scene.date_at(*ix).is_none())
            .any(|ix| {
                let readings = scene.input.lexicon.triggers.get(scene.text(ix));
                readings.iter().any(|trigger| trigger.form.is_none())
            })
}

/// Subject and object with their roles; in the passive the other way round. Those who meet are alike.
fn participants(
    scene: &Scene<'_>,
    clause: &Range<usize>,
    at: usize,
    trigger: &Trigger,
    group: &Group,
    subject: &[MentionIx],
    object: &[MentionIx],
) -> Vec<(MentionIx, ParticipantRole)> {
    let (agent, counterpart) = match trigger.event_type {
        EventType::Meet => (ParticipantRole::Participant, ParticipantRole::Participant),
        _ => (ParticipantRole::Agent, ParticipantRole::Counterpart),
    };
    let by = match group.passive {
        true => who::after(scene, clause, at + 1, 14, &["by"]),
        false => Vec::new(),
    };
    let (first, second, others) = match group.passive {
        true => (counterpart, agent, by.as_slice()),
        false => (agent, counterpart, object),
    };
    let subject = subject.iter().rev().map(|who| (*who, first));
    subject
        .chain(others.iter().map(|who| (*who, second)))
        .collect()
}

/// Readings that hold only with a day to come ("opens on Monday"), with a place ("is expected in Seoul") or between
/// people ("will see Trump").
fn is_out_of_place(
    scene: &Scene<'_>,
    clause: &Range<usize>,
    at: usize,
    trigger: &Trigger,
    group: &Group,
    object: &[MentionIx],
) -> bool {
    let person = object.first().is_some_and(|who| scene.is_person(*who));
    let dropped = group.status == EventStatus::CalledOff
        && !matches!(trigger.event_type, EventType::Meet | EventType::Visit);
    dropped
        || group.timetable && !runs_to_plan(trigger)
        || trigger.lemma == "see" && !person
        || trigger.lemma == "expect"
            && (!group.expected || destination(scene, clause, at).is_none())
}

/// What is said in the present of a day to come: "the court sits on Monday", "she retires in May".
fn runs_to_plan(trigger: &Trigger) -> bool {
    matches!(
        trigger.event_type,
        EventType::Meet
            | EventType::Visit
            | EventType::Vote
            | EventType::Personnel
            | EventType::Business
            | EventType::Publish
    ) || matches!(
        trigger.lemma,
        "open" | "begin" | "start" | "leave" | "return" | "appear"
    )
}

/// Verbs that mean little without the one they are done to.
fn needs_both(trigger: &Trigger) -> bool {
    matches!(
        trigger.event_type,
        EventType::Support | EventType::Accuse | EventType::Demand | EventType::Threaten
    ) || matches!(
        trigger.lemma,
        "meet"
            | "visit"
            | "shoot"
            | "storm"
            | "free"
            | "shell"
            | "reject"
            | "tour"
            | "lend"
            | "ban"
            | "merge"
    )
}

/// "Miller, the manager, arrested in April, is out": after a comma, before a preposition, the form of a verb that has
/// an object is a participle.
fn is_participle(
    scene: &Scene<'_>,
    sentence: &Range<usize>,
    at: usize,
    first: usize,
    trigger: &Trigger,
) -> bool {
    const ALONE: &[&str] = &[
        "agree",
        "appeal",
        "apologise",
        "apologize",
        "arrive",
        "clash",
        "crash",
        "default",
        "demonstrate",
        "die",
        "drown",
        "erupt",
        "explode",
        "fire",
        "fly",
        "land",
        "march",
        "meet",
        "merge",
        "negotiate",
        "plead",
        "protest",
        "quit",
        "rally",
        "resign",
        "retire",
        "retreat",
        "return",
        "settle",
        "sink",
        "step",
        "surrender",
        "testify",
        "travel",
        "vote",
        "walk",
    ];
    let same = matches!(trigger.form, Some(VerbForm::Past { participle: true }));
    let comma = first.checked_sub(1).is_some_and(|ix| scene.text(ix) == ",");
    let next = scene.text(at + 1);
    let preposition = matches!(
        next,
        "in" | "on" | "at" | "by" | "for" | "with" | "after" | "from" | "as" | "under" | ","
    ) || scene.date_at(at + 1).is_some();
    // The verb of the sentence comes after: ", is out on bail".
    let later =
        (at + 1..sentence.end).any(|ix| scene.text(ix) == "," && who::is_verb_like(scene, ix + 1));
    same && comma && preposition && later && !ALONE.contains(&trigger.lemma)
}

/// A past form is the verb of its clause when its object follows: "police arrested five men"; "the man arrested in
/// May" is not.
fn is_finite(scene: &Scene<'_>, sentence: &Range<usize>, at: usize, object: &[MentionIx]) -> bool {
    const BEFORE: &[&str] = &[
        "a", "an", "the", "his", "her", "its", "their", "of", "with", "and",
    ];
    let adjective = BEFORE.contains(&scene.before(at, sentence).to_ascii_lowercase().as_str());
    if adjective || matches!(scene.text(at), "named" | "called") {
        return false;
    }
    let next = scene.text(at + 1);
    let determiner = matches!(
        next,
        "the"
            | "a"
            | "an"
            | "his"
            | "her"
            | "its"
            | "their"
            | "two"
            | "three"
            | "four"
            | "five"
            | "some"
            | "more"
    );
    !object.is_empty() && next != "with"
        || determiner
        || scene
            .token(at + 1)
            .is_some_and(|token| token.shape == Shape::Number)
}

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
        joined.subject = who::subject(scene, sentence, first);
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

/// "visited Beijing", "flew to Beijing", "arrived in Hanoi"
fn destination(scene: &Scene<'_>, clause: &Range<usize>, at: usize) -> Option<MentionIx> {
    let mut next = at + 1;
    while next < clause.end
        && matches!(
            scene.text(next),
            "to" | "in" | "at" | "the" | "back" | "from"
        )
    {
        if scene.text(next) == "from" {
            return None;
        }
        next += 1;
    }
    let mention = scene.mention_at(next).filter(|_| next < clause.end)?;
    let possessive = matches!(scene.text(scene.tokens_of(mention).end), "'s" | "’s");
    (!possessive && scene.is_actor(mention)).then_some(mention)
}
