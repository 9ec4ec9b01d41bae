//! What is arranged for a day: "a hearing is expected in March", "its meeting, set for Tuesday,", "has invited both boards
//! to talks on June 5", "has moved the debate from June to October", "was put off until Monday".
//!
//! The day is the one that the arrangement is for, never the day on which it was arranged: it must lie ahead, and the
//! word for it must stand right before it.

use super::group::{Group, group};
use super::scene::Scene;
use super::subject::subject;
use super::{Draft, concern, who};
use crate::extract::facts::{DateIx, EventStatus, EventType, MentionIx, ParticipantRole};
use crate::extract::lexicon::triggers::VerbForm;
use std::ops::Range;

/// What the word does with the happening.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// "expected", "due": said of the happening itself.
    Awaited,
    /// "invited", "called": somebody arranges it.
    Arranged,
    /// "moved", "put off"
    Moved,
}

fn kind(scene: &Scene<'_>, at: usize) -> Option<Kind> {
    Some(match (scene.text(at), scene.text(at + 1)) {
        ("expected" | "due" | "slated" | "foreseen" | "billed" | "timetabled", _) => Kind::Awaited,
        ("pencilled" | "penciled", "in") => Kind::Awaited,
        (
            "scheduled" | "set" | "planned" | "fixed" | "booked" | "invited" | "summoned"
            | "convened" | "called",
            _,
        ) => Kind::Arranged,
        (
            "moved" | "postponed" | "delayed" | "deferred" | "adjourned" | "rescheduled"
            | "shifted",
            _,
        )
        | ("put", "off" | "back")
        | ("pushed", "back") => Kind::Moved,
        _ => return None,
    })
}

/// The event of a word of arranging at `at`.
pub fn find(scene: &Scene<'_>, sentence: &Range<usize>, at: usize) -> Option<Draft> {
    let kind = kind(scene, at)
        .filter(|_| scene.mention_at(at).is_none() && scene.date_at(at).is_none())?;
    // "called off his meeting, planned for May 4": told by the rules of nouns.
    let undone = |ix: usize| super::noun::undone(scene, ix).is_some();
    if kind != Kind::Moved && sentence.clone().any(undone) {
        return None;
    }
    let clause = scene.clause(sentence, at);
    let both = VerbForm::Past { participle: true };
    let group = group_of(scene, sentence, at, both)?;
    let aim = aim(scene, sentence, &clause, at, kind)?;
    let date = scene.input.dates.get(aim.date.ix())?.value;
    let day = scene.input.document.date?;
    let ahead = date.earliest().is_some_and(|first| first >= day)
        || date.latest().is_some_and(|last| last > day) && date.earliest() < Some(day);
    if !ahead || kind == Kind::Arranged && date.earliest() == Some(day) {
        return None;
    }
    // "was expected on Tuesday": which Tuesday nobody can tell.
    let then = kind != Kind::Moved
        && (group.first..at).any(|ix| matches!(scene.text(ix), "was" | "were" | "had"));
    if then && is_bare_weekday(scene, aim.date) {
        return None;
    }
    let passive = group.passive || group.reduced;
    let object = at + 1..aim.at;
    let agents = match group.reduced {
        true => Vec::new(),
        false => subject(scene, sentence, group.first),
    };
    let phrase = concern::subject(scene, sentence, group.first);
    let before = phrase
        .as_ref()
        .map_or(at..at, |phrase| phrase.range.clone());
    let noun = if passive || kind == Kind::Awaited {
        before
    } else {
        object.clone()
    };
    let named = noun_type(scene, &noun);
    let role = if passive {
        ParticipantRole::Counterpart
    } else {
        ParticipantRole::Agent
    };
    let mut participants: Vec<(MentionIx, ParticipantRole)> =
        agents.iter().rev().map(|who| (*who, role)).collect();
    let mut shown = None;
    if participants.is_empty()
        && let Some(phrase) = phrase
    {
        let concerned = |who: &Vec<MentionIx>| -> Vec<(MentionIx, ParticipantRole)> {
            who.iter()
                .map(|who| (*who, ParticipantRole::Concerned))
                .collect()
        };
        participants = concerned(&phrase.who);
        if participants.is_empty() {
            participants = concerned(&concern::complement(scene, sentence, &clause, at));
        }
        if participants.is_empty() {
            let teller = super::attribution::teller(scene, sentence, at);
            participants = concerned(&teller.into_iter().collect());
        }
        shown = Some(phrase.range);
    }
    // "Berg is expected in Oslo on Monday"
    let place = (kind == Kind::Awaited)
        .then(|| who::place(scene, &clause, at))
        .flatten();
    let comes = (place.is_some() || scene.text(at + 1) == "in")
        && agents.iter().any(|who| scene.is_person(*who));
    let event_type = named.unwrap_or(if comes {
        EventType::Visit
    } else {
        EventType::Other
    });
    // "has called Miller a liar", "set prices": only a happening with a name, or somebody who is bidden to it.
    let bidden = matches!(scene.text(at), "invited" | "summoned" | "scheduled");
    if kind == Kind::Arranged && named.is_none() && !passive && !bidden {
        return None;
    }
    Some(Draft {
        place,
        dated: true,
        day: Some(aim.date),
        phrase: shown,
        ..Draft::new(
            event_type,
            if kind == Kind::Moved {
                EventStatus::Postponed
            } else {
                EventStatus::Planned
            },
            participants,
            clause,
            "verb-scheduled",
        )
    })
}

/// The verb group of the word, or a participle after its noun.
struct Verb {
    first: usize,
    passive: bool,
    reduced: bool,
}

fn group_of(scene: &Scene<'_>, sentence: &Range<usize>, at: usize, form: VerbForm) -> Option<Verb> {
    let copula = (at.saturating_sub(4).max(sentence.start)..at)
        .rev()
        .take_while(|ix| {
            matches!(
                scene.text(*ix),
                "is" | "are"
                    | "now"
                    | "also"
                    | "still"
                    | "not"
                    | "be"
                    | "been"
                    | "has"
                    | "have"
                    | "will"
                    | "was"
                    | "were"
                    | "had"
            ) || who::is_adverb(scene.text(*ix))
        })
        .collect::<Vec<_>>();
    if copula.iter().any(|ix| scene.text(*ix) == "not") {
        return None;
    }
    let present = copula
        .iter()
        .any(|ix| matches!(scene.text(*ix), "is" | "are"));
    if let (true, Some(first)) = (present, copula.last()) {
        return Some(Verb {
            first: *first,
            passive: true,
            reduced: false,
        });
    }
    let found: Option<Group> = group(scene, sentence, at, form);
    match found {
        Some(group) if !group.bare && group.status == EventStatus::Happened => Some(Verb {
            first: group.first,
            passive: group.passive,
            reduced: false,
        }),
        Some(group) if group.bare => {
            let reduced = subject(scene, sentence, at).is_empty();
            Some(Verb {
                first: at,
                passive: false,
                reduced,
            })
        }
        _ => None,
    }
}

struct Aim {
    at: usize,
    date: DateIx,
}

/// The day that the arrangement is for.
fn aim(
    scene: &Scene<'_>,
    sentence: &Range<usize>,
    clause: &Range<usize>,
    at: usize,
    kind: Kind,
) -> Option<Aim> {
    let reach = if kind == Kind::Arranged { 14 } else { 12 };
    let end = clause.end.min(at + reach);
    let mut last: Option<Aim> = None;
    for ix in at + 1..end {
        // "due to speak on Monday": the verb after it has the day.
        if scene.text(ix) == "to" && kind == Kind::Awaited
            || matches!(scene.text(ix), "said" | "told")
        {
            break;
        }
        let Some(date) = scene
            .date_at(ix)
            .filter(|date| ix == at + 1 || scene.date_at(ix - 1) != Some(*date))
        else {
            continue;
        };
        let start = scene
            .input
            .tokens
            .under(scene.input.dates.get(date.ix())?.span)
            .start;
        let before = scene.before(start, sentence);
        let fits = match kind {
            Kind::Awaited => {
                matches!(before, "in" | "on" | "for" | "at" | "around" | "about")
                    || start == at + 1
                    || is_relative(scene, start)
            }
            Kind::Arranged => matches!(before, "for" | "on" | "in") || is_relative(scene, start),
            Kind::Moved => matches!(before, "to" | "until" | "till" | "for" | ","),
        };
        let possessive = matches!(
            scene.text(
                scene
                    .input
                    .tokens
                    .under(scene.input.dates.get(date.ix())?.span)
                    .end
            ),
            "'s" | "’s"
        );
        if fits && !possessive {
            last = Some(Aim { at: start, date });
            if kind != Kind::Moved {
                break;
            }
        }
    }
    last
}

/// "Tuesday", with neither "next" nor a number.
fn is_bare_weekday(scene: &Scene<'_>, date: DateIx) -> bool {
    scene.input.dates.get(date.ix()).is_some_and(|date| {
        let words = date.span.of(scene.input.document.text);
        !words.contains(|ch: char| ch.is_ascii_digit())
            && !words
                .split_whitespace()
                .any(|word| matches!(word, "this" | "next" | "tomorrow" | "today" | "later"))
            && words.contains("day")
    })
}

/// "tomorrow", "next Monday"
fn is_relative(scene: &Scene<'_>, start: usize) -> bool {
    let bound = start.checked_sub(1).is_some_and(|ix| {
        matches!(
            scene.text(ix),
            "by" | "since"
                | "until"
                | "till"
                | "after"
                | "before"
                | "from"
                | "of"
                | "between"
                | "the"
                | "than"
                | "to"
        )
    });
    !bound
        && (matches!(
            scene.text(start),
            "tomorrow" | "next" | "today" | "tonight" | "this"
        ) || scene.token(start).is_some_and(|token| token.is_capital()))
}

/// The type of the last word in a range that stands for a happening by itself.
pub fn noun_type(scene: &Scene<'_>, range: &Range<usize>) -> Option<EventType> {
    range
        .clone()
        .rev()
        .filter(|ix| scene.mention_at(*ix).is_none() && scene.date_at(*ix).is_none())
        .find_map(|ix| {
            let lower = scene.text(ix).to_ascii_lowercase();
            let readings = scene.input.lexicon.triggers.get(&lower);
            readings
                .iter()
                .find(|trigger| trigger.form.is_none())
                .map(|trigger| trigger.event_type)
        })
}
