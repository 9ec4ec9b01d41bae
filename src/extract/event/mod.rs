//! Happenings: a trigger word, its type and status, who takes part, when and where.
//!
//! An event needs a word of the list `data/triggers.tsv`, somebody who takes part and is known in the article, and a
//! date, a place or a second participant. Negated, conditional and hypothetical clauses, questions, headlines and
//! words in quotation marks give none. The date stands in the clause, or is taken over from the sentence before in
//! the same paragraph and marked so; it is never the day of publication. What one party says that another did is
//! `claimed`, what is denied `denied`. Where nobody named does what a verb says, those named in its phrase are only
//! concerned, and its own clause must give the day. Whether two mentions are one event is not asked here.

mod after;
mod apposition;
mod attribution;
mod chain;
mod concern;
mod context;
mod deed;
mod finite;
mod group;
mod kind;
mod light;
mod named;
mod noun;
mod pair;
mod reduced;
mod reference;
mod scene;
mod schedule;
mod statement;
mod subject;
mod told;
mod topic;
mod verb;
mod visit;
mod when;
mod who;

#[cfg(test)]
mod tests;

use super::facts::{
    DateMention, Dateline, EventDate, EventMention, EventStatus, EventType, Mention, MentionIx,
    ParticipantRole, Quote, Referent, Rule,
};
use super::lexicon::Lexicon;
use super::lexicon::triggers::Trigger;
use super::token::Tokens;
use crate::date::{Edtf, Unit};
use crate::text::{BlockKind, Document, Span};
use attribution::Doubt;
use scene::Scene;
use std::ops::Range;
use told::Told;

/// What the rules of this room look at.
#[derive(Clone, Copy)]
pub struct Input<'a> {
    /// The text.
    pub document: &'a Document<'a>,
    /// Its tokens.
    pub tokens: &'a Tokens,
    /// The word lists.
    pub lexicon: &'a Lexicon,
    /// Who is mentioned.
    pub mentions: &'a [Mention],
    /// Who they are.
    pub referents: &'a [Referent],
    /// The dates.
    pub dates: &'a [DateMention],
    /// Where and when it was filed: its date dates no event.
    pub dateline: Option<&'a Dateline>,
    /// The quotations.
    pub quotes: &'a [Quote],
}

/// Finds the events of an article, in order of their triggers.
pub fn find(input: Input<'_>) -> Vec<EventMention> {
    let scene = Scene::new(input);
    let mut events: Vec<EventMention> = Vec::new();
    let mut told = Told::default();
    for (ix, range) in input.tokens.ranges.iter().enumerate() {
        if !tells(&input, ix, range) {
            continue;
        }
        let first = events.len();
        for at in range.clone() {
            if scene.quoted(at) {
                continue;
            }
            let draft = statement::find(&scene, range, at)
                .or_else(|| schedule::find(&scene, range, at))
                .or_else(|| verb::find(&scene, range, at))
                .or_else(|| reduced::find(&scene, range, at))
                .or_else(|| noun::find(&scene, range, at));
            noun::note(&scene, range, at, &mut told);
            if let Some(event) = draft.and_then(|draft| finish(&scene, range, at, draft, &told))
                && !events
                    .iter()
                    .skip(first)
                    .any(|earlier| repeats(earlier, &event))
            {
                events.push(event);
            }
        }
    }
    events
}

/// Running text that states something.
fn tells(input: &Input<'_>, sentence: usize, range: &Range<usize>) -> bool {
    let block = input
        .tokens
        .sentences
        .get(sentence)
        .map_or(0, |sentence| sentence.block);
    let kind = input
        .document
        .blocks
        .get(block as usize)
        .map(|block| block.kind);
    let prose = matches!(
        kind,
        Some(BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Footnote)
    );
    let question = range
        .clone()
        .next_back()
        .is_some_and(|last| input.tokens.text(input.document, last) == "?");
    prose && !question && range.len() > 2
}

/// The same happening named twice in a sentence: "met for talks".
fn repeats(earlier: &EventMention, event: &EventMention) -> bool {
    // "Kim's meeting with Xi last month surprised many": of those concerned no more is told of that day.
    let told = |(who, role): &(MentionIx, ParticipantRole)| {
        // "the trial of Miller, which opened in May"
        let opened = earlier.rule == Rule("noun-takes-place");
        (*role == ParticipantRole::Concerned || opened)
            && earlier.participants.iter().any(|(other, _)| other == who)
    };
    let same_day = match (earlier.date, event.date) {
        (Some(one), Some(other)) => one.date == other.date,
        _ => false,
    };
    if same_day && event.event_type == EventType::Other && event.participants.iter().all(told) {
        return true;
    }
    earlier.event_type == event.event_type
        && (earlier.date == event.date || event.date.is_none())
        && event
            .participants
            .iter()
            .any(|(who, _)| earlier.participants.iter().any(|(other, _)| other == who))
}

/// A word that may stand for a happening, in its clause and sentence, with the reading of it that is tried.
#[derive(Clone, Copy)]
struct Reading<'r, 'a> {
    scene: &'r Scene<'a>,
    sentence: &'r Range<usize>,
    clause: &'r Range<usize>,
    at: usize,
    trigger: &'r Trigger,
}

/// What a rule found before date, place and attribution are added.
struct Draft {
    event_type: EventType,
    status: EventStatus,
    participants: Vec<(MentionIx, ParticipantRole)>,
    /// The place, when the frame gives one ("visit to Beijing").
    place: Option<MentionIx>,
    /// The tokens of the clause.
    clause: Range<usize>,
    /// It may take its date from the sentence before.
    narrative: bool,
    /// It counts only with a date in its own clause.
    dated: bool,
    /// The noun that names it: nobody need be named, where its own clause gives the day.
    noun: Option<usize>,
    /// Its day, where the rule has found it already.
    day: Option<super::facts::DateIx>,
    /// Its date must lie ahead of the day of publication.
    ahead: bool,
    /// Its date must not lie before the day of publication.
    coming: bool,
    /// It may go on since a day: "has been on strike since Monday".
    perfect: bool,
    /// The verb of which the noun is the subject: "the meeting on Monday was cancelled".
    undone_at: Option<usize>,
    /// What stands before the verb, when nobody named in it does what the verb says.
    phrase: Option<Range<usize>>,
    /// The first of the verbs that share a subject: "shook hands on Tuesday, talked and signed".
    chain: Option<usize>,
    rule: &'static str,
}

impl Draft {
    /// A happening with its clause, of which no more is known.
    fn new(
        event_type: EventType,
        status: EventStatus,
        participants: Vec<(MentionIx, ParticipantRole)>,
        clause: Range<usize>,
        rule: &'static str,
    ) -> Self {
        Self {
            event_type,
            status,
            participants,
            place: None,
            clause,
            narrative: false,
            dated: false,
            noun: None,
            day: None,
            ahead: false,
            coming: false,
            perfect: false,
            undone_at: None,
            phrase: None,
            chain: None,
            rule,
        }
    }
}

/// What lasts from the day on which it began.
fn goes_on(event_type: EventType) -> bool {
    matches!(
        event_type,
        EventType::Protest
            | EventType::Coerce
            | EventType::Sanction
            | EventType::Investigate
            | EventType::Policy
            | EventType::Concede
    )
}

/// A day inside the phrase before the verb belongs to that phrase ("a study made last year compared"), and one before it
/// to the verb between ("On Friday the court froze the villas, the manager put in by the bank said").
fn may_date(
    scene: &Scene<'_>,
    sentence: &Range<usize>,
    phrase: &Range<usize>,
    at: usize,
    date: super::facts::DateIx,
) -> bool {
    let Some(first) = sentence.clone().find(|ix| scene.date_at(*ix) == Some(date)) else {
        return true;
    };
    // "On Monday, a day before he fell ill, the president sacked"
    let comma = phrase
        .start
        .checked_sub(1)
        .filter(|ix| scene.text(*ix) == ",");
    let open = comma.and_then(|close| scene.insertion(sentence, close));
    let inserted = |ix: usize| open.is_some_and(|open| ix > open) && scene.text(first + 1) == ",";
    let between = first < phrase.start
        && (first..phrase.start).any(|ix| {
            !inserted(ix)
                && scene.mention_at(ix).is_none()
                && scene.date_at(ix).is_none()
                && who::is_verb_like(scene, ix)
        });
    // "a study made for Acme last year compared": whose day it is nobody can tell.
    let shared = first >= phrase.end
        && at > first
        && phrase.clone().any(|ix| {
            scene.mention_at(ix).is_none() && crate::extract::clause::is_past_form(scene.text(ix))
        });
    !phrase.contains(&first) && !between && !shared
}

/// The words of a range of tokens; where there are none, the place before its first.
fn stretch(scene: &Scene<'_>, range: &Range<usize>) -> Option<Span> {
    let first = scene.token(range.start)?;
    let last = scene.token(range.end.checked_sub(1)?)?;
    Some(Span {
        start: first.span.start,
        end: last.span.end.max(first.span.start),
    })
}

/// What can befall a place, nobody being named.
fn needs_nobody(event_type: EventType) -> bool {
    matches!(
        event_type,
        EventType::Vote
            | EventType::Disaster
            | EventType::Attack
            | EventType::Protest
            | EventType::Death
    )
}

/// The date, and what it makes of the status; `None` where the happening cannot have the one that stands there.
fn timed(
    scene: &Scene<'_>,
    sentence: &Range<usize>,
    at: usize,
    draft: &mut Draft,
) -> Option<Option<EventDate>> {
    let mut date = when::find(scene, sentence, draft, at);
    if date.is_none()
        && goes_on(draft.event_type)
        && let Some(since) = when::since(scene, sentence, draft, at)
    {
        date = Some(since);
        draft.status = EventStatus::Ongoing;
    }
    if draft.status == EventStatus::Ongoing && !draft.perfect {
        match date.and_then(|date| when::is_ahead(scene, date.date)) {
            // "is running for mayor in October"
            Some(true) => draft.status = EventStatus::Planned,
            _ if draft.dated => return None,
            _ => {}
        }
    }
    let astray = match (&draft.phrase, date) {
        (Some(phrase), Some(found)) => {
            draft.rule.starts_with("verb") && !may_date(scene, sentence, phrase, at, found.date)
        }
        _ => false,
    };
    (!astray).then_some(date)
}

/// What is told by others is claimed, what is denied denied; of rumours nothing is told.
fn believed(
    scene: &Scene<'_>,
    sentence: &Range<usize>,
    at: usize,
    status: EventStatus,
    told: bool,
) -> Option<EventStatus> {
    let doubt = attribution::cast_doubt(scene, sentence, at);
    match doubt {
        Some(Doubt::Open) => None,
        _ if status != EventStatus::Happened => Some(status),
        Some(Doubt::Denied) => Some(EventStatus::Denied),
        Some(Doubt::Claimed) => Some(EventStatus::Claimed),
        None if told => Some(EventStatus::Claimed),
        None => Some(status),
    }
}

/// "was founded in 1969": what an unlisted verb tells of a year long past is no news.
fn is_background(scene: &Scene<'_>, draft: &Draft, date: EventDate) -> bool {
    let value = scene.input.dates.get(date.date.ix()).map(|date| date.value);
    let year = matches!(value, Some(Edtf::Point(point)) if point.unit == Unit::Year);
    let old = value
        .and_then(|value| value.latest())
        .zip(scene.input.document.date)
        .is_some_and(|(last, day)| last.year() + 1 < day.year());
    draft.event_type == EventType::Other && year && old
}

/// The same role for all.
fn roles(who: &[MentionIx], role: ParticipantRole) -> Vec<(MentionIx, ParticipantRole)> {
    who.iter().map(|who| (*who, role)).collect()
}

/// Fills in those concerned where nobody named does it; false where a noun then says too little of itself.
fn is_told_of(
    scene: &Scene<'_>,
    sentence: &Range<usize>,
    at: usize,
    draft: &mut Draft,
    (date, place): (Option<EventDate>, Option<MentionIx>),
    so_far: &Told,
) -> bool {
    if !draft.participants.is_empty() {
        return true;
    }
    if let Some(noun) = draft.noun {
        draft.participants = noun::referred_to(scene, sentence, noun, so_far);
    }
    if draft.participants.is_empty() && date.is_some_and(|date| !date.inherited) {
        let concerned = context::concerned(scene, sentence, draft, at, so_far);
        draft.participants = roles(&concerned, ParticipantRole::Concerned);
    }
    draft.noun.is_none_or(|noun| {
        let which = || {
            let phrase = draft.phrase.as_ref();
            // "Its largest test so far": of two that could own it, neither is named by it.
            let owned = context::possessor(scene, sentence, draft).is_some();
            !owned
                && (place.is_some()
                    || phrase.is_some_and(|phrase| noun::says_which(scene, phrase, noun)))
        };
        let day =
            date.is_none_or(|date| noun::may_stand_alone(scene, sentence, draft, noun, date.date));
        day && (!draft.participants.is_empty() || which())
    })
}

fn finish(
    scene: &Scene<'_>,
    sentence: &Range<usize>,
    at: usize,
    mut draft: Draft,
    so_far: &Told,
) -> Option<EventMention> {
    if scene.is_conditional(sentence, at, draft.status == EventStatus::Happened) {
        return None;
    }
    let known = |(mention, _): &(MentionIx, ParticipantRole)| scene.referent(*mention).is_some();
    draft.participants.retain(known);
    who::without_repeats(scene, &mut draft.participants);
    let token = scene.token(at)?;
    let place = draft
        .place
        .or_else(|| who::place(scene, &draft.clause, at))
        .filter(|place| scene.referent(*place).is_some());
    draft
        .participants
        .retain(|(mention, _)| Some(*mention) != place);
    let date = timed(scene, sentence, at, &mut draft)?;
    let own_date = date.is_some_and(|date| !date.inherited);
    if !is_told_of(scene, sentence, at, &mut draft, (date, place), so_far) {
        return None;
    }
    if date.is_some_and(|date| is_background(scene, &draft, date)) {
        return None;
    }
    // "She said after Monday's shelling that": nobody doubts the shelling.
    let told =
        attribution::find(scene, sentence, &draft, at).filter(|_| draft.rule != "noun-named");
    let status = believed(scene, sentence, at, draft.status, told.is_some())?;
    let enough = match draft.dated {
        true => own_date,
        false => date.is_some() || place.is_some() || draft.participants.len() > 1,
    };
    let nobody = draft.noun.is_some() || place.is_some() && needs_nobody(draft.event_type);
    let anchored = !draft.participants.is_empty() || own_date && nobody;
    (enough && anchored).then(|| EventMention {
        trigger: token.span,
        event_type: draft.event_type,
        status,
        phrase: draft.phrase.and_then(|range| stretch(scene, &range)),
        participants: draft.participants,
        date,
        place,
        source: told.flatten().filter(|_| status == EventStatus::Claimed),
        sentence: token.sentence,
        rule: Rule(draft.rule),
    })
}
