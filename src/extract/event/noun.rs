//! Nouns that stand for a happening: "is to hold a second summit", "the meeting was called off", "Kim's visit to
//! Beijing". A noun that only refers back ("since the first summit") has no verb of happening and gives nothing.

use super::chain::coordinated;
use super::group::{self, Group, group};
use super::scene::Scene;
use super::subject::subject;
use super::told::Told;
use super::{Draft, Reading, named, who};
use crate::extract::facts::{DateIx, EventStatus, EventType, MentionIx, ParticipantRole};
use crate::extract::lexicon::triggers::{Trigger, VerbForm};
use crate::extract::token::Shape;
use std::ops::Range;

/// The event of a noun at `at`.
pub fn find(scene: &Scene<'_>, sentence: &Range<usize>, at: usize) -> Option<Draft> {
    let token = scene.token(at)?;
    let opening = named::before_is_mark(scene, sentence, at) && token.shape == Shape::Capitalized;
    if token.shape != Shape::Lower && !opening
        || scene.mention_at(at).is_some()
        || scene.date_at(at).is_some()
    {
        return None;
    }
    let trigger = reading(scene, at)?;
    let clause = scene.clause(sentence, at);
    let reading = &Reading {
        scene,
        sentence,
        clause: &clause,
        at,
        trigger,
    };
    held(reading)
        .or_else(|| takes_place(reading))
        .or_else(|| possessive(reading))
        .or_else(|| on_a_visit(reading))
        .or_else(|| {
            let start = phrase_start(scene, &clause, at);
            named::find(reading, start)
        })
}

/// The reading of a word as a noun that stands for a happening.
pub fn reading<'a>(scene: &Scene<'a>, at: usize) -> Option<&'a Trigger> {
    if scene.mention_at(at).is_some() || scene.date_at(at).is_some() {
        return None;
    }
    let lower = scene.text(at).to_ascii_lowercase();
    let readings = scene.input.lexicon.triggers.get(&lower);
    readings.iter().find(|trigger| trigger.form.is_none())
}

/// Remembers who is named beside the noun at `at`.
pub fn note(scene: &Scene<'_>, sentence: &Range<usize>, at: usize, told: &mut Told) {
    if let Some(trigger) = reading(scene, at) {
        let clause = &scene.clause(sentence, at);
        let reading = &Reading {
            scene,
            sentence,
            clause,
            at,
            trigger,
        };
        let start = phrase_start(scene, clause, at);
        told.note(scene, trigger, named::people_beside(reading, start));
    }
}

/// Those whom the article means where its noun names nobody: "its report", "the talks".
pub fn referred_to(
    scene: &Scene<'_>,
    sentence: &Range<usize>,
    noun: usize,
    told: &Told,
) -> Vec<(MentionIx, ParticipantRole)> {
    let Some(trigger) = reading(scene, noun) else {
        return Vec::new();
    };
    let start = phrase_start(scene, sentence, noun);
    let word = scene.text(start).to_ascii_lowercase();
    let owned = matches!(word.as_str(), "his" | "her" | "its" | "their");
    let mut who: Vec<MentionIx> = match owned {
        true => scene.mention_at(start).into_iter().collect(),
        false => Vec::new(),
    };
    who.retain(|who| scene.referent(*who).is_some());
    if who.is_empty() && matches!(word.as_str(), "the" | "this" | "that") {
        who = told.parties(trigger);
    }
    who.into_iter()
        .map(|who| (who, ParticipantRole::Concerned))
        .collect()
}

/// A noun with nobody beside it has its day right behind its verb or before itself, once and not every week.
pub fn may_stand_alone(
    scene: &Scene<'_>,
    sentence: &Range<usize>,
    draft: &Draft,
    noun: usize,
    date: DateIx,
) -> bool {
    let Some(day) = sentence.clone().find(|ix| scene.date_at(*ix) == Some(date)) else {
        return false;
    };
    let Some(verb) = draft.undone_at.filter(|verb| day > *verb) else {
        return !group::is_habit(scene, sentence);
    };
    let near = day - verb < 9 && (verb..day).all(|ix| scene.text(ix) != ",");
    near && noun < verb && !group::is_habit(scene, sentence)
}

/// A form of a verb that makes a noun happen, or undoes it.
pub fn is_light(scene: &Scene<'_>, at: usize) -> bool {
    light(scene.text(at)).is_some() || undone(scene, at).is_some()
}

/// Forms of the verbs that make a noun happen.
fn light(text: &str) -> Option<VerbForm> {
    let both = VerbForm::Past { participle: true };
    Some(match text {
        "hold" | "host" | "attend" | "begin" | "open" | "convene" | "make" | "stage"
        | "conduct" | "deliver" | "give" | "lead" | "start" | "launch" | "resume" | "chair"
        | "pay" | "join" | "take" => VerbForm::Base,
        "held" | "hosted" | "attended" | "opened" | "convened" | "made" | "staged"
        | "conducted" | "delivered" | "led" | "started" | "launched" | "resumed" | "chaired"
        | "paid" | "joined" | "finished" | "completed" | "wrapped" | "concluded" | "carried"
        | "ended" => both,
        "began" | "gave" | "had" => VerbForm::Past { participle: false },
        "took" => VerbForm::Past { participle: false },
        "begun" | "given" | "taken" => VerbForm::Participle,
        _ => return None,
    })
}

/// Past forms that undo: the noun they are said of was not to be.
pub fn undone(scene: &Scene<'_>, at: usize) -> Option<EventStatus> {
    match (scene.text(at), scene.text(at + 1)) {
        ("cancelled" | "canceled" | "scrapped" | "abandoned", _) | ("called", "off") => {
            Some(EventStatus::CalledOff)
        }
        ("postponed" | "delayed" | "deferred" | "rescheduled", _) | ("put", "off") => {
            Some(EventStatus::Postponed)
        }
        _ => None,
    }
}

/// Left from the noun over its adjectives and article to the token before its phrase.
fn phrase_start(scene: &Scene<'_>, clause: &Range<usize>, at: usize) -> usize {
    let mut start = at;
    while let Some(before) = start
        .checked_sub(1)
        .filter(|ix| *ix >= clause.start && at - ix < 7)
    {
        let token = scene.token(before);
        let text = scene.text(before);
        let demonym = scene
            .mention_at(before)
            .is_some_and(|mention| !scene.is_actor(mention));
        let mark = matches!(
            text,
            "'s" | "’s" | "," | "of" | "to" | "in" | "at" | "with" | "for" | "by" | "on" | "and"
        );
        let verb = light(text).is_some()
            || undone(scene, before).is_some()
            || crate::extract::clause::is_past_form(text)
                && !matches!(
                    text,
                    "planned" | "scheduled" | "proposed" | "televised" | "armed" | "joint"
                );
        let mark = mark && !between_adjectives(scene, clause, before) && !is_measure(scene, before);
        let plain =
            token.is_some_and(|token| token.shape != Shape::Punct || text == ",") && !mark && !verb;
        let owned = matches!(text, "his" | "her" | "its" | "their");
        let modifier = owned || demonym || scene.mention_at(before).is_none() && plain;
        if !modifier {
            break;
        }
        start = before;
        if matches!(
            text,
            "a" | "an"
                | "the"
                | "his"
                | "her"
                | "its"
                | "their"
                | "no"
                | "The"
                | "A"
                | "No"
                | "any"
                | "this"
                | "that"
        ) {
            break;
        }
    }
    start
}

/// The "of" of "two days of talks", "a second round of talks".
pub fn is_measure(scene: &Scene<'_>, of: usize) -> bool {
    scene.text(of) == "of"
        && of.checked_sub(1).is_some_and(|ix| {
            scene.date_at(ix).is_none()
                && matches!(
                    scene.text(ix),
                    "round"
                        | "rounds"
                        | "day"
                        | "days"
                        | "hours"
                        | "weeks"
                        | "months"
                        | "series"
                        | "minutes"
                )
        })
}

/// The comma of "his first, historic meeting": an article or possessive opens the list of adjectives.
fn between_adjectives(scene: &Scene<'_>, clause: &Range<usize>, comma: usize) -> bool {
    let opener = comma
        .checked_sub(2)
        .filter(|ix| *ix >= clause.start)
        .map_or("", |ix| scene.text(ix));
    scene.text(comma) == ","
        && matches!(opener, "a" | "an" | "the" | "his" | "her" | "its" | "their")
}

/// "is to hold a second summit", "held talks with Kim", "cancelled the meeting"
fn held(reading: &Reading<'_, '_>) -> Option<Draft> {
    let Reading {
        scene,
        sentence,
        clause,
        at,
        trigger,
    } = *reading;
    let start = phrase_start(scene, clause, at);
    // "opened fire"
    if matches!(scene.text(start), "no" | "No" | "any") || named::is_bare(reading, start) {
        return None;
    }
    let before = start.checked_sub(1).filter(|ix| *ix >= clause.start)?;
    let back = match scene.text(before) {
        "off" | "out" | "up" => 1,
        // "took part in talks"
        "in" if scene.before(before, sentence) == "part" => 2,
        _ => 0,
    };
    let verb_at = before.checked_sub(back)?;
    if matches!(scene.text(verb_at), "took" | "take" | "taken") && back != 2 {
        return None;
    }
    let undoing = undone(scene, verb_at);
    let form =
        light(scene.text(verb_at)).or(undoing.map(|_| VerbForm::Past { participle: true }))?;
    let group = group(scene, sentence, verb_at, form)?;
    if group.passive || undoing.is_some() && group.status != EventStatus::Happened {
        return None;
    }
    let mut subject = subject(scene, sentence, group.first);
    if subject.is_empty() {
        subject = coordinated(scene, sentence, group.first).subject;
    }
    let place = match trigger.event_type {
        EventType::Visit if scene.text(at + 1) == "to" => {
            let next = at + 2 + usize::from(scene.text(at + 2) == "the");
            scene.mention_at(next).filter(|to| scene.is_place(*to))
        }
        _ => None,
    };
    let mut participants = roles(trigger, subject.iter().rev().copied(), true);
    participants.extend(with(reading));
    let status = undoing.unwrap_or(group.status);
    Some(Draft {
        place,
        narrative: status == EventStatus::Happened,
        ..Draft::new(
            trigger.event_type,
            status,
            participants,
            clause.clone(),
            "noun-held",
        )
    })
}

fn roles(
    trigger: &Trigger,
    who: impl Iterator<Item = MentionIx>,
    agent: bool,
) -> Vec<(MentionIx, ParticipantRole)> {
    let role = match (trigger.event_type, agent) {
        (EventType::Meet | EventType::Cooperate | EventType::Agree, _) => {
            ParticipantRole::Participant
        }
        (_, true) => ParticipantRole::Agent,
        (_, false) => ParticipantRole::Counterpart,
    };
    who.map(|who| (who, role)).collect()
}

/// "with Kim", "between Kim and Moon" after the noun.
fn with(reading: &Reading<'_, '_>) -> Vec<(MentionIx, ParticipantRole)> {
    let Reading {
        scene,
        clause,
        at,
        trigger,
        ..
    } = *reading;
    let found = who::after(scene, clause, at + 1, 5, &["with", "between"]);
    roles(trigger, found.into_iter(), false)
}

/// "the meeting between A and B was called off", "the election will be held", "talks took place in Oslo"
fn takes_place(reading: &Reading<'_, '_>) -> Option<Draft> {
    let Reading {
        scene,
        sentence,
        clause,
        at,
        trigger,
    } = *reading;
    let start = phrase_start(scene, clause, at);
    if matches!(scene.text(start), "no" | "No" | "any") || is_object(scene, clause, start) {
        return None;
    }
    let (group, status) = verb_of_noun(scene, sentence, at)?;
    let mut participants = with(reading);
    let phrase = super::concern::subject(scene, sentence, group.first)
        .filter(|phrase| phrase.range.contains(&at));
    if let Some(owner) = owner(scene, start) {
        participants.extend(roles(trigger, std::iter::once(owner), true));
    }
    let mut shown = None;
    if participants.is_empty()
        && let Some(phrase) = phrase
    {
        participants = phrase
            .who
            .iter()
            .map(|who| (*who, ParticipantRole::Concerned))
            .collect();
        shown = Some(phrase.range);
    }
    let whole = clause.start..clause.end.max(scene.clause(sentence, group.first).end);
    Some(Draft {
        narrative: status == EventStatus::Happened,
        dated: shown.is_some(),
        noun: shown.as_ref().map(|_| at),
        ahead: group.timetable,
        coming: group.then,
        day: named::day_before(scene, sentence, start),
        undone_at: Some(group.first),
        phrase: shown,
        ..Draft::new(
            trigger.event_type,
            status,
            participants,
            whole,
            "noun-takes-place",
        )
    })
}

/// A noun after a preposition or verb is no subject: "since the first summit".
fn is_object(scene: &Scene<'_>, clause: &Range<usize>, start: usize) -> bool {
    let Some(before) = start.checked_sub(1).filter(|ix| *ix >= clause.start) else {
        return false;
    };
    let text = scene.text(before);
    !(text == "," || matches!(text, "'s" | "’s") || scene.date_at(before).is_some())
}

/// The verb of happening that the noun is the subject of: the first verb after its phrase, over relative clauses set
/// off by commas.
fn verb_of_noun(
    scene: &Scene<'_>,
    sentence: &Range<usize>,
    at: usize,
) -> Option<(Group, EventStatus)> {
    let both = VerbForm::Past { participle: true };
    let mut ix = at + 1;
    let end = (at + 30).min(sentence.end);
    while ix < end {
        let text = scene.text(ix);
        if text == "," {
            // Over a clause between commas.
            ix = (ix + 1..end).find(|next| scene.text(*next) == ",")? + 1;
            continue;
        }
        if matches!(text, ";" | ":" | "“" | "\"" | "that") {
            return None;
        }
        let passive = if undone(scene, ix).is_some()
            || matches!(
                text,
                "held"
                    | "heard"
                    | "scheduled"
                    | "planned"
                    | "delivered"
                    | "announced"
                    | "published"
                    | "released"
                    | "repeated"
                    | "staged"
                    | "conducted"
                    | "convened"
                    | "resumed"
            ) {
            Some(both)
        } else {
            None
        };
        if let Some(form) = passive {
            let group = group(scene, sentence, ix, form).filter(|group| group.passive)?;
            let status = match (undone(scene, ix), group.status) {
                (Some(undone), EventStatus::Happened) => undone,
                (Some(_), _) => return None,
                (None, EventStatus::Happened)
                    if !matches!(text, "held" | "heard" | "staged" | "conducted" | "convened") =>
                {
                    return None;
                }
                (None, status) => status,
            };
            return Some((group, status));
        }
        let active = match (text, scene.text(ix + 1)) {
            ("took", "place" | "effect")
            | ("came", "into")
            | ("went", "ahead")
            | ("got", "under" | "underway")
            | ("broke", "out")
            | (
                "began" | "opened" | "ended" | "collapsed" | "resumed" | "started" | "concluded"
                | "erupted" | "occurred",
                _,
            ) => Some(VerbForm::Past { participle: false }),
            ("takes", "place" | "effect")
            | ("goes", "ahead")
            | ("gets", "under" | "underway")
            | ("begins" | "opens" | "starts" | "resumes" | "ends", _) => Some(VerbForm::Third),
            ("take", "place" | "effect")
            | ("come", "into")
            | ("go", "ahead")
            | ("get", "under" | "underway")
            | ("begin" | "open" | "start" | "resume", _) => Some(VerbForm::Base),
            _ => None,
        };
        // A deal that ended or collapsed was made before.
        let undoes = matches!(text, "ended" | "collapsed" | "ends")
            && reading(scene, at).is_some_and(|noun| noun.event_type == EventType::Agree);
        if let Some(form) = active.filter(|_| !undoes) {
            let group = group(scene, sentence, ix, form)?;
            return Some((group, group.status));
        }
        if crate::extract::clause::is_past_form(text)
            || matches!(text, "is" | "are" | "has" | "have")
                && scene.text(ix + 1) != "to"
                && scene.text(ix + 1) != "been"
        {
            return None;
        }
        ix += 1;
    }
    None
}

/// "Kim's visit": the mention before the possessive mark that the phrase stands after.
pub fn owner(scene: &Scene<'_>, start: usize) -> Option<MentionIx> {
    let mark = start
        .checked_sub(1)
        .filter(|ix| matches!(scene.text(*ix), "'s" | "’s" | "’" | "'"))?;
    scene
        .mention_at(mark.checked_sub(1)?)
        .filter(|mention| scene.is_actor(*mention))
}

/// "on a visit to Beijing last week, he said": the subject after the comma made it.
fn on_a_visit(reading: &Reading<'_, '_>) -> Option<Draft> {
    let Reading {
        scene,
        sentence,
        clause,
        at,
        trigger,
    } = *reading;
    let start = phrase_start(scene, clause, at);
    let on = matches!(
        scene.before(start, sentence),
        "on" | "On" | "during" | "During"
    ) && matches!(scene.text(start), "a" | "his" | "her" | "an");
    if trigger.event_type != EventType::Visit || !on || scene.text(at + 1) != "to" {
        return None;
    }
    let place = scene
        .mention_at(at + 2 + usize::from(scene.text(at + 2) == "the"))
        .filter(|to| scene.is_place(*to))?;
    let after = scene.tokens_of(place).end;
    let date = (after..after + 2).find_map(|ix| scene.date_at(ix))?;
    let value = scene.input.dates.get(date.ix())?.value;
    let comma = (after..(after + 5).min(sentence.end)).find(|ix| scene.text(*ix) == ",")?;
    let subject = scene
        .mention_at(comma + 1)
        .filter(|who| scene.is_actor(*who))?;
    let past = scene
        .input
        .document
        .date
        .is_some_and(|day| value.earliest() <= Some(day));
    past.then(|| Draft {
        place: Some(place),
        ..Draft::new(
            trigger.event_type,
            EventStatus::Happened,
            vec![(subject, ParticipantRole::Agent)],
            clause.start..comma,
            "noun-on-a-visit",
        )
    })
}

/// "Kim's visit to Beijing last week", "Kim's planned trip to Seoul": a date or a place beside it makes it one.
fn possessive(reading: &Reading<'_, '_>) -> Option<Draft> {
    let Reading {
        scene,
        sentence,
        clause,
        at,
        trigger,
    } = *reading;
    if trigger.event_type != EventType::Visit {
        return None;
    }
    let start = phrase_start(scene, clause, at);
    let owner = owner(scene, start)?;
    let to = (scene.text(at + 1) == "to").then(|| {
        let next = at + 2 + usize::from(scene.text(at + 2) == "the");
        scene.mention_at(next)
    });
    let place = to.flatten().filter(|to| scene.is_place(*to))?;
    let after = scene.tokens_of(place).end;
    // Its date stands right beside it: "to Beijing last week", "to Beijing on Monday".
    let date = (after..after + 2).find_map(|ix| scene.date_at(ix))?;
    let planned = (start..at).any(|ix| {
        matches!(
            scene.text(ix),
            "planned" | "upcoming" | "scheduled" | "proposed" | "forthcoming"
        )
    });
    let negated = matches!(
        scene.before(scene.tokens_of(owner).start, sentence),
        "of" | "for"
    );
    let value = scene.input.dates.get(date.ix())?.value;
    let ahead = scene
        .input
        .document
        .date
        .is_some_and(|day| value.earliest() > Some(day));
    let status = match (planned, ahead) {
        (_, true) => EventStatus::Planned,
        (true, false) => return None,
        (false, false) => EventStatus::Happened,
    };
    (!negated).then(|| Draft {
        place: Some(place),
        ..Draft::new(
            trigger.event_type,
            status,
            vec![(owner, ParticipantRole::Agent)],
            clause.clone(),
            "noun-possessive",
        )
    })
}
