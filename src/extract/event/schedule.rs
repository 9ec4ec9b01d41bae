//! What is arranged for a day: "a hearing is expected in March", "its meeting, set for Tuesday,", "has invited both boards
//! to talks on June 5", "has moved the debate from June to October", "was put off until Monday".
//!
//! The day is the one that the arrangement is for, never the day on which it was arranged: it must lie ahead, and the
//! word for it must stand right before it.

use super::chain::coordinated;
use super::group::{Group, group};
use super::scene::Scene;
use super::subject::subject;
use super::{Draft, concern, noun, who};
use crate::extract::facts::{DateIx, EventStatus, EventType, MentionIx, ParticipantRole};
use crate::extract::lexicon::triggers::VerbForm;
use crate::extract::token::Shape;
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
    // "calling off a strike set for Monday"
    let undone = |ix: usize| {
        noun::undone(scene, ix).is_some()
            || matches!(
                scene.text(ix),
                "call"
                    | "calls"
                    | "calling"
                    | "cancel"
                    | "cancels"
                    | "cancelling"
                    | "canceling"
                    | "scrap"
                    | "scrapping"
                    | "averting"
                    | "avert"
                    | "averted"
            )
    };
    if kind != Kind::Moved && sentence.clone().any(undone) {
        return None;
    }
    if is_of_a_verb(scene, at) {
        return None;
    }
    let clause = scene.clause(sentence, at);
    let group = group_of(scene, sentence, at, VerbForm::Past { participle: true })?;
    let aim = aim(scene, sentence, &clause, at, kind)?;
    if !is_open(scene, &group, at, kind, aim.date) {
        return None;
    }
    let after = at + 1..aim.at;
    // "The judge set sentencing for Monday": no participle.
    let unnamed = kind == Kind::Arranged && group.reduced && noun_in(scene, &after).is_some();
    let passive = group.passive || group.reduced && !unnamed;
    let agents = match group.reduced {
        true => Vec::new(),
        false => match subject(scene, sentence, group.first) {
            none if none.is_empty() => coordinated(scene, sentence, group.first).subject,
            agents => agents,
        },
    };
    let phrase = concern::subject(scene, sentence, group.first);
    let before = phrase
        .as_ref()
        .map_or(at..at, |phrase| phrase.range.clone());
    // "has called Miller a liar", "set prices": only a happening with a name, or somebody who is bidden to it.
    let bidden = matches!(scene.text(at), "invited" | "summoned" | "scheduled");
    let to = || noun_type(scene, &after);
    let named = match passive || kind == Kind::Awaited {
        // "are invited to a visit"
        true => noun_type(scene, &before).or_else(|| to().filter(|_| bidden)),
        false => to(),
    };
    if kind == Kind::Arranged && named.is_none() && !passive && !bidden {
        return None;
    }
    let (participants, shown) = match (agents.is_empty(), phrase) {
        (true, Some(phrase)) => {
            let who = concerned(scene, sentence, &clause, at, &phrase);
            // "The judge set sentencing for Monday"
            let shown = match (passive || kind == Kind::Awaited, noun_in(scene, &after)) {
                (false, Some(noun)) => noun::phrase_start(scene, &clause, noun)..noun + 1,
                _ => phrase.range,
            };
            (who, Some(shown))
        }
        _ => (those_who_act(&agents, passive), None),
    };
    // "Berg is expected in Oslo on Monday"
    let place = (kind == Kind::Awaited)
        .then(|| who::place(scene, &clause, at))
        .flatten()
        .or_else(|| noun::place_beside(scene, sentence, noun_in(scene, &before)?));
    let comes = (place.is_some() || scene.text(at + 1) == "in")
        && (agents.iter().any(|who| scene.is_person(*who)) || are_people(scene, &before));
    let plain = match comes {
        true => EventType::Visit,
        false => EventType::Other,
    };
    let status = match kind {
        Kind::Moved => EventStatus::Postponed,
        Kind::Awaited | Kind::Arranged => EventStatus::Planned,
    };
    let event_type = named.unwrap_or(plain);
    Some(Draft {
        place,
        dated: true,
        noun: noun_in(scene, &before).or_else(|| noun_in(scene, &after)),
        day: Some(aim.date),
        phrase: shown,
        ..Draft::new(event_type, status, participants, clause, "verb-scheduled")
    })
}

/// "is scheduled to testify on Monday": the verb behind it tells what.
fn is_of_a_verb(scene: &Scene<'_>, at: usize) -> bool {
    let next = at + 2;
    let plan = matches!(
        scene.text(at),
        "scheduled" | "set" | "planned" | "slated" | "due" | "expected"
    );
    let base = scene
        .token(next)
        .is_some_and(|token| token.shape == Shape::Lower)
        && !matches!(
            scene.text(next),
            "the" | "a" | "an" | "his" | "her" | "its" | "their"
        );
    plan && scene.text(at + 1) == "to" && base && !begins(scene, next)
}

/// "begin on Monday", "take place in May": the noun before has the day of this verb.
fn begins(scene: &Scene<'_>, at: usize) -> bool {
    let after = match (scene.text(at), scene.text(at + 1)) {
        ("take", "place") | ("be", "held" | "heard" | "published" | "presented" | "delivered") => {
            at + 2
        }
        ("begin" | "start" | "open" | "resume" | "end", _) => at + 1,
        _ => return false,
    };
    scene.date_at(after).is_some()
        || matches!(
            scene.text(after),
            "on" | "in" | "at" | "early" | "late" | "around" | "this" | "next"
        )
}

/// "An OSCE team led by Berg", "the envoys": people, who come where they are expected.
fn are_people(scene: &Scene<'_>, phrase: &Range<usize>) -> bool {
    phrase.clone().any(|ix| {
        matches!(
            scene.text(ix),
            "team"
                | "delegation"
                | "mission"
                | "envoy"
                | "envoys"
                | "inspectors"
                | "observers"
                | "experts"
                | "officials"
                | "delegates"
        ) && scene.mention_at(ix).is_none()
    })
}

/// The day is still to come, and it is clear which day is meant: of "was expected on Tuesday" nobody can tell.
fn is_open(scene: &Scene<'_>, group: &Verb, at: usize, kind: Kind, date: DateIx) -> bool {
    let value = scene.input.dates.get(date.ix()).map(|date| date.value);
    let (Some(value), Some(day)) = (value, scene.input.document.date) else {
        return false;
    };
    let ahead = value.earliest().is_some_and(|first| first >= day)
        || value.latest().is_some_and(|last| last > day) && value.earliest() < Some(day);
    let then =
        kind != Kind::Moved && (group.first..at).any(|ix| matches!(scene.text(ix), "was" | "were"));
    // "had been set for Monday": something has come of it since.
    let over = kind != Kind::Moved && (group.first..at).any(|ix| scene.text(ix) == "had");
    let today = kind == Kind::Arranged && value.earliest() == Some(day);
    let unclear = then && is_bare_weekday(scene, date);
    ahead && !(today || over || unclear)
}

fn those_who_act(agents: &[MentionIx], passive: bool) -> Vec<(MentionIx, ParticipantRole)> {
    let role = match passive {
        true => ParticipantRole::Counterpart,
        false => ParticipantRole::Agent,
    };
    agents.iter().rev().map(|who| (*who, role)).collect()
}

/// Those in the phrase before the word, else those after it, else who tells it.
fn concerned(
    scene: &Scene<'_>,
    sentence: &Range<usize>,
    clause: &Range<usize>,
    at: usize,
    phrase: &concern::Phrase,
) -> Vec<(MentionIx, ParticipantRole)> {
    let mut who = phrase.who.clone();
    if who.is_empty() {
        who = concern::complement(scene, sentence, clause, at);
    }
    if who.is_empty() {
        who.extend(super::attribution::teller(scene, sentence, at));
    }
    who.into_iter()
        .map(|who| (who, ParticipantRole::Concerned))
        .collect()
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
        if scene.text(ix) == "to" && kind == Kind::Awaited && !begins(scene, ix + 1)
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
    let noun = noun::reading(scene, noun_in(scene, range)?)?;
    Some(noun.event_type)
}

/// The last word in a range that stands for a happening by itself.
fn noun_in(scene: &Scene<'_>, range: &Range<usize>) -> Option<usize> {
    range
        .clone()
        .rev()
        .find(|ix| noun::reading(scene, *ix).is_some())
}
