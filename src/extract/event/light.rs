//! Verbs that say of a noun that it comes about, or that it does not: "is to open", "was held", "has been put off".

use super::group::{Group, group};
use super::scene::Scene;
use crate::extract::facts::{EventStatus, EventType};
use crate::extract::lexicon::triggers::VerbForm;
use std::ops::Range;

/// A form of a verb that makes a noun happen, or undoes it.
pub fn is_light(scene: &Scene<'_>, at: usize) -> bool {
    light(scene.text(at)).is_some() || undone(scene, at).is_some()
}

/// Forms of the verbs that make a noun happen.
pub fn light(text: &str) -> Option<VerbForm> {
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

/// What becomes of a noun.
#[derive(Clone, Copy)]
pub struct Outcome {
    pub status: EventStatus,
    /// The first token of the verb that says so.
    pub verb: usize,
    /// "opens on Monday": a plan, when that day is still to come.
    pub timetable: bool,
    /// "was to open": a plan only while its day is still to come.
    pub then: bool,
}

impl Outcome {
    fn of(group: Group, status: EventStatus) -> Self {
        Self {
            status,
            verb: group.first,
            timetable: group.timetable,
            then: group.then,
        }
    }
}

/// "will not take place", "could not be held": where it begins.
pub fn falls_through(scene: &Scene<'_>, at: usize) -> bool {
    matches!(
        scene.text(at),
        "will" | "would" | "could" | "can" | "did" | "shall"
    ) && scene.text(at + 1) == "not"
        && matches!(
            (scene.text(at + 2), scene.text(at + 3)),
            ("take", "place") | ("be", "held") | ("go", "ahead") | ("happen", _)
        )
}

/// The verb of happening that the noun at `at` is the subject of: the first verb after its phrase, over clauses set off
/// by commas, or that of the relative clause right behind it ("the hearing, which opened on May 22").
pub fn of_subject(
    scene: &Scene<'_>,
    sentence: &Range<usize>,
    at: usize,
    noun: EventType,
) -> Option<Outcome> {
    let mut ix = at + 1;
    let end = (at + 30).min(sentence.end);
    // "The election, which was to be held in May, was called off": the verb of the sentence tells more.
    let off = (at..end).any(|ix| undone(scene, ix).is_some() || falls_through(scene, ix));
    while ix < end {
        let text = scene.text(ix);
        if !off && let Some(found) = relative(scene, sentence, ix, noun) {
            return Some(found);
        }
        if text == "," {
            // Over a clause between commas.
            ix = (ix + 1..end).find(|next| scene.text(*next) == ",")? + 1;
            continue;
        }
        if matches!(text, ";" | ":" | "“" | "\"") || text == "that" && !off {
            return None;
        }
        if falls_through(scene, ix) {
            return Some(Outcome {
                status: EventStatus::CalledOff,
                verb: ix,
                timetable: false,
                then: false,
            });
        }
        // "which had been fixed for Monday will not take place"
        if off && matches!(text, "which" | "that") {
            ix += 1;
            continue;
        }
        if verb_form(scene, ix).is_some() {
            return brings_about(scene, sentence, ix, noun);
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

/// That of the relative clause right behind the noun at `at` and its "of …": "at the hearing of Miller, which opened in May".
pub fn of_relative(
    scene: &Scene<'_>,
    sentence: &Range<usize>,
    at: usize,
    noun: EventType,
) -> Option<Outcome> {
    let end = (at + 14).min(sentence.end);
    let clause = (at + 1..end).find(|ix| matches!(scene.text(*ix), "," | "which" | "that"))?;
    relative(scene, sentence, clause, noun)
}

/// The verb that a relative clause at `at` begins with.
fn relative(
    scene: &Scene<'_>,
    sentence: &Range<usize>,
    at: usize,
    noun: EventType,
) -> Option<Outcome> {
    let pronoun = at + usize::from(scene.text(at) == ",");
    if !matches!(scene.text(pronoun), "which" | "that") {
        return None;
    }
    (pronoun + 1..(pronoun + 6).min(sentence.end))
        .find_map(|verb| brings_about(scene, sentence, verb, noun))
        .filter(|outcome| outcome.verb == pronoun + 1)
}

/// How a verb speaks of its subject.
#[derive(Clone, Copy)]
enum Voice {
    /// "was held", "has been called off"
    Passive,
    /// "opened", "takes place"
    Active(VerbForm),
}

/// The form of a verb that a noun can come about by.
fn verb_form(scene: &Scene<'_>, at: usize) -> Option<Voice> {
    let passive = undone(scene, at).is_some()
        || matches!(
            scene.text(at),
            "held"
                | "heard"
                | "scheduled"
                | "planned"
                | "delivered"
                | "announced"
                | "published"
                | "presented"
                | "released"
                | "repeated"
                | "staged"
                | "conducted"
                | "convened"
                | "resumed"
        );
    match passive {
        true => Some(Voice::Passive),
        false => active(scene, at).map(Voice::Active),
    }
}

fn active(scene: &Scene<'_>, at: usize) -> Option<VerbForm> {
    Some(match (scene.text(at), scene.text(at + 1)) {
        ("took", "place" | "effect")
        | ("came", "into")
        | ("went", "ahead")
        | ("got", "under" | "underway")
        | ("broke", "out")
        | (
            "began" | "opened" | "ended" | "collapsed" | "resumed" | "started" | "concluded"
            | "erupted" | "occurred",
            _,
        ) => VerbForm::Past { participle: false },
        ("takes", "place" | "effect")
        | ("goes", "ahead")
        | ("gets", "under" | "underway")
        | ("begins" | "opens" | "starts" | "resumes" | "ends", _) => VerbForm::Third,
        ("take", "place" | "effect")
        | ("come", "into")
        | ("go", "ahead")
        | ("get", "under" | "underway")
        | ("begin" | "open" | "start" | "resume", _) => VerbForm::Base,
        _ => return None,
    })
}

/// The group of the verb at `at` and what it makes of the noun; `None` where it states nothing of it.
fn brings_about(
    scene: &Scene<'_>,
    sentence: &Range<usize>,
    at: usize,
    noun: EventType,
) -> Option<Outcome> {
    let text = scene.text(at);
    match verb_form(scene, at)? {
        Voice::Passive => {
            let form = VerbForm::Past { participle: true };
            let group = group(scene, sentence, at, form).filter(|group| group.passive)?;
            let told = matches!(text, "held" | "heard" | "staged" | "conducted" | "convened");
            let status = match (undone(scene, at), group.status) {
                (Some(undone), EventStatus::Happened) => undone,
                (Some(_), _) => return None,
                (None, EventStatus::Happened) if !told => return None,
                (None, status) => status,
            };
            Some(Outcome::of(group, status))
        }
        Voice::Active(form) => {
            // A deal that ended or collapsed was made before.
            let undoes = matches!(text, "ended" | "collapsed" | "ends") && noun == EventType::Agree;
            let group = group(scene, sentence, at, form).filter(|_| !undoes)?;
            Some(Outcome::of(group, group.status))
        }
    }
}
