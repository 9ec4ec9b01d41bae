//! The date of an event: in its clause, else taken over from the sentence before.

use super::scene::Scene;
use super::{Draft, attribution};
use crate::date::{Edtf, Unit};
use crate::extract::clause::is_past_form;
use crate::extract::facts::{DateIx, EventDate, EventStatus, EventType};
use crate::extract::lexicon::triggers::VerbForm;
use crate::extract::token::Shape;
use std::ops::Range;

/// The date that the text gives the event; never the day of publication.
pub fn find(
    scene: &Scene<'_>,
    sentence: &Range<usize>,
    draft: &Draft,
    at: usize,
) -> Option<EventDate> {
    let explicit = draft.day.or_else(|| explicit(scene, sentence, draft, at));
    if let Some(date) = explicit {
        return fits(scene, draft, date).then_some(EventDate {
            date,
            inherited: false,
        });
    }
    if let Some(first) = draft.chain {
        let date = chained(scene, sentence, draft, first, at)?;
        return fits(scene, draft, date).then_some(EventDate {
            date,
            inherited: true,
        });
    }
    let other = sentence.clone().any(|ix| scene.date_at(ix).is_some());
    let whole = draft.clause.start == sentence.start;
    if other || !whole || !draft.narrative {
        return None;
    }
    let timed = has_own_time(scene, &draft.clause);
    if timed {
        return None;
    }
    let date = inherited(scene, sentence)?;
    fits(scene, draft, date).then_some(EventDate {
        date,
        inherited: true,
    })
}

/// True for a day after that of publication.
pub fn is_ahead(scene: &Scene<'_>, date: DateIx) -> Option<bool> {
    let value = scene.input.dates.get(date.ix())?.value;
    Some(value.earliest()? > scene.input.document.date?)
}

/// "has been on strike since Monday": the day that it goes on since.
pub fn since(
    scene: &Scene<'_>,
    sentence: &Range<usize>,
    draft: &Draft,
    at: usize,
) -> Option<EventDate> {
    if !draft.perfect || draft.status != EventStatus::Happened {
        return None;
    }
    let date = (at + 1..draft.clause.end).find_map(|ix| {
        let date = scene.date_at(ix)?;
        matches!(scene.before(ix, sentence), "since" | "Since").then_some(date)
    });
    let after = || {
        let end = draft.clause.end;
        (scene.text(end) == "since")
            .then(|| scene.date_at(end + 1))
            .flatten()
    };
    let date = date.or_else(after)?;
    fits(scene, draft, date).then_some(EventDate {
        date,
        inherited: false,
    })
}

/// "over the Easter weekend": it has a time of its own, though not one that could be read.
fn has_own_time(scene: &Scene<'_>, clause: &Range<usize>) -> bool {
    clause.clone().any(|ix| {
        matches!(
            scene.text(ix),
            "weekend"
                | "week"
                | "weeks"
                | "month"
                | "months"
                | "year"
                | "years"
                | "day"
                | "days"
                | "ago"
                | "later"
                | "earlier"
                | "previously"
                | "morning"
                | "evening"
                | "night"
                | "once"
                | "decade"
                | "decades"
                | "summer"
                | "winter"
                | "autumn"
                | "spring"
        )
    })
}

/// The nearest date of the clause, to the right first.
fn explicit(
    scene: &Scene<'_>,
    sentence: &Range<usize>,
    draft: &Draft,
    at: usize,
) -> Option<DateIx> {
    // "announced for Monday": the plan is for Monday, not the announcement.
    let aimed = |ix: usize| {
        draft.status == EventStatus::Happened && matches!(scene.before(ix, sentence), "for" | "For")
    };
    let undone = matches!(
        draft.status,
        EventStatus::CalledOff | EventStatus::Postponed
    ) && draft.rule != "verb";
    let usable = |ix: &usize| {
        let date = scene.date_at(*ix)?;
        let own = !undone || is_planned_for(scene, sentence, draft, at, date);
        (is_when(scene, sentence, *ix, date, at) && own && !aimed(*ix)).then_some(date)
    };
    // "sold fuel in Aqaba, went bankrupt in 2003": the next verb has its own date.
    let next_verb = |ix: &usize| {
        let told = attribution::says(scene, sentence, *ix)
            || matches!(scene.text(*ix), "announced" | "confirmed");
        let joined = matches!(scene.before(*ix, sentence), "," | "and")
            && is_past_form(scene.text(*ix))
            && !matches!(
                scene.text(*ix),
                "planned" | "scheduled" | "set" | "expected"
            );
        scene.mention_at(*ix).is_none() && (joined || told)
    };
    let end = (at + 2..draft.clause.end)
        .find(next_verb)
        .unwrap_or(draft.clause.end);
    // "asked Acme to carry out the exchange in May": the day is that of the exchange.
    let end = match draft.event_type {
        _ if draft.status == EventStatus::Planned => end,
        EventType::Demand | EventType::Policy | EventType::Court | EventType::Statement => (at + 2
            ..end)
            .find(|ix| is_infinitive(scene, *ix))
            .unwrap_or(end),
        _ => end,
    };
    let right = (at + 1..end).find_map(|ix| usable(&ix).map(|date| (ix - at, date)));
    // "who agreed in March, cancelled": the date before the comma is the relative clause's.
    let relative = draft.clause.start > sentence.start;
    let comma = (draft.clause.start..at)
        .rev()
        .find(|ix| relative && scene.text(*ix) == ",")
        .or_else(|| contact_clause(scene, sentence, at));
    let left = left_of(
        scene,
        sentence,
        draft,
        comma.unwrap_or(draft.clause.start)..at,
        &usable,
    )
    .map(|(ix, date)| (at - ix, date));
    match (right, left) {
        (Some((_, date)), None) | (None, Some((_, date))) => Some(date),
        // "On Monday Trump met Kim, who left on Tuesday": the nearer one, unless the farther is in the way.
        (Some((near, right)), Some((far, left))) => {
            // "is to fly in tomorrow and to receive Berg on Saturday": the left one is the other verb's.
            let other = (at - far..at).any(|ix| scene.text(ix) == "and")
                && matches!(scene.text(at - 1), "to" | "and");
            Some(if near <= far + 4 || other {
                right
            } else {
                left
            })
        }
        (None, None) => on_the_day(scene, sentence, draft, at)
            .or_else(|| behind_present(scene, sentence, draft))
            .or_else(|| scene.chronicle(sentence)),
    }
}

/// "signed the agreement that ends the war yesterday": a day gone by is not that of a verb in the present.
fn behind_present(scene: &Scene<'_>, sentence: &Range<usize>, draft: &Draft) -> Option<DateIx> {
    let open = draft.clause.end;
    let verb = scene.text(open + 1);
    let present = verb.len() > 3 && verb.ends_with('s') && !verb.ends_with("ss")
        || matches!(verb, "is" | "are" | "has");
    let relative = matches!(scene.text(open), "that" | "which" | "who")
        && scene.before(open, sentence) != ","
        && scene.mention_at(open + 1).is_none();
    if draft.status != EventStatus::Happened || !relative || !present {
        return None;
    }
    let ix = (open + 2..sentence.end.min(open + 16))
        .take_while(|ix| {
            !matches!(scene.text(*ix), "," | ";" | "and" | "or" | "to" | "will")
                && (scene.date_at(*ix).is_some()
                    || scene.mention_at(*ix).is_some()
                    || !super::who::is_verb_like(scene, *ix))
        })
        .find(|ix| scene.date_at(*ix).is_some())?;
    let date = scene.date_at(ix)?;
    let gone = scene.input.dates.get(date.ix())?.value.latest()? < scene.input.document.date?;
    (gone && is_when(scene, sentence, ix, date, open)).then_some(date)
}

/// "to carry out", "to pay the fine": a verb follows.
fn is_infinitive(scene: &Scene<'_>, at: usize) -> bool {
    let readings = scene.input.lexicon.triggers.get(scene.text(at + 1));
    let listed = readings
        .iter()
        .any(|trigger| trigger.form == Some(VerbForm::Base));
    let after = matches!(
        scene.text(at + 2),
        "the" | "a" | "an" | "its" | "his" | "her" | "their" | "out" | "up" | "off" | "back" | "it"
    );
    scene.text(at) == "to"
        && scene.mention_at(at + 1).is_none()
        && scene.date_at(at + 1).is_none()
        && (listed || after && !matches!(scene.text(at + 1), "the" | "a" | "an" | "all"))
}

/// "a fund he formed": the pronoun right before the verb, where it follows a noun without a mark, opens a clause.
fn contact_clause(scene: &Scene<'_>, sentence: &Range<usize>, at: usize) -> Option<usize> {
    let (first, _) = super::group::auxiliaries(scene, sentence, at)?;
    let pronoun = first.checked_sub(1).filter(|ix| {
        *ix > sentence.start + 1 && matches!(scene.text(*ix), "he" | "she" | "it" | "they")
    })?;
    let noun = pronoun - 1;
    let before = scene.text(noun);
    let plain = scene
        .token(noun)
        .is_some_and(|token| token.shape == Shape::Lower)
        && scene.mention_at(noun).is_none()
        && scene.date_at(noun).is_none()
        && !is_past_form(before)
        && !attribution::is_saying(before)
        && !super::who::is_adverb(before)
        && !super::scene::OPENERS.contains(&before)
        && !matches!(before, "and" | "or" | "so" | "than" | "like" | "now");
    plain.then_some(noun)
}

/// The nearest usable date of a range, from its end, over relative clauses between commas.
fn left_of(
    scene: &Scene<'_>,
    sentence: &Range<usize>,
    draft: &Draft,
    range: Range<usize>,
    usable: &impl Fn(&usize) -> Option<DateIx>,
) -> Option<(usize, DateIx)> {
    let mut ix = range.end;
    // ", and Suh will brief": a clause of its own shares only a date that opens the sentence.
    let mut beyond = false;
    while let Some(before) = ix.checked_sub(1).filter(|before| range.contains(before)) {
        // "On Monday Pompeo said the experts would travel": the day is that of the saying.
        if draft.chain.is_none()
            && attribution::says(scene, sentence, before)
            && scene.date_at(before).is_none()
        {
            return None;
        }
        let shared = !beyond || before < sentence.start + 4;
        if let Some(date) = usable(&before).filter(|_| shared) {
            return Some((before, date));
        }
        beyond |= matches!(scene.text(before), "and" | "but" | "so")
            && scene.before(before, sentence) == ",";
        ix = scene.insertion(sentence, before).unwrap_or(before);
    }
    None
}

/// The day that a happening was planned for, not the day that it was called off: "planned for Monday", "the meeting on
/// Monday was cancelled", or a day still to come.
fn is_planned_for(
    scene: &Scene<'_>,
    sentence: &Range<usize>,
    draft: &Draft,
    noun: usize,
    date: DateIx,
) -> bool {
    let Some(mention) = scene.input.dates.get(date.ix()) else {
        return false;
    };
    let range = scene.input.tokens.under(mention.span);
    let from = range.start.saturating_sub(3).max(sentence.start);
    let planned = (from..range.start).any(|ix| {
        matches!(
            scene.text(ix),
            "planned" | "scheduled" | "set" | "due" | "slated" | "for" | "expected"
        )
    });
    let moved = matches!(scene.before(range.start, sentence), "until" | "till" | "to");
    let ahead = scene.input.document.date.is_some_and(|day| {
        mention
            .value
            .earliest()
            .is_some_and(|earliest| earliest > day)
    });
    let before_verb = draft
        .undone_at
        .is_some_and(|verb| verb > range.start && noun < range.start);
    !moved && (planned || ahead || before_verb)
}

/// The one date between the first verb of a chain and this one, or before the chain.
fn chained(
    scene: &Scene<'_>,
    sentence: &Range<usize>,
    draft: &Draft,
    first: usize,
    at: usize,
) -> Option<DateIx> {
    let mut dates: Vec<DateIx> = (sentence.start..at)
        .filter_map(|ix| scene.date_at(ix))
        .collect();
    dates.dedup();
    let [date] = dates.as_slice() else {
        return None;
    };
    (explicit(scene, sentence, draft, first) == Some(*date)).then_some(*date)
}

/// "fell on Monday, when the court threw out a petition": the day before "when".
fn on_the_day(
    scene: &Scene<'_>,
    sentence: &Range<usize>,
    draft: &Draft,
    at: usize,
) -> Option<DateIx> {
    let when = draft
        .clause
        .start
        .checked_sub(1)
        .filter(|ix| *ix > sentence.start && scene.text(*ix) == "when")?;
    let day = when - 1 - usize::from(scene.text(when - 1) == ",");
    scene.date_at(day).filter(|date| {
        // "since Monday, when they resigned": on Monday.
        let start = scene
            .input
            .dates
            .get(date.ix())
            .map_or(day, |date| scene.input.tokens.under(date.span).start);
        matches!(scene.before(start, sentence), "since" | "Since" | "to")
            || is_when(scene, sentence, day, *date, at)
    })
}

/// A date that says when: not since, until or by when, not whose, and not when somebody said it.
fn is_when(
    scene: &Scene<'_>,
    sentence: &Range<usize>,
    at: usize,
    date: DateIx,
    trigger: usize,
) -> bool {
    let range = scene.input.tokens.under(
        scene
            .input
            .dates
            .get(date.ix())
            .map_or(crate::text::Span::new(0, 0), |date| date.span),
    );
    let before = scene.before(range.start, sentence);
    let further = range
        .start
        .checked_sub(2)
        .filter(|ix| *ix >= sentence.start)
        .map_or("", |ix| scene.text(ix));
    let bound = matches!(
        before,
        "since"
            | "until"
            | "till"
            | "by"
            | "from"
            | "before"
            | "after"
            | "between"
            | "of"
            | "Since"
            | "By"
            | "Until"
            | "Before"
            | "After"
            | "than"
            | "to"
            | "'s"
            | "’s"
    );
    let possessive = matches!(scene.text(range.end), "'s" | "’s")
        && !(matches!(before, "in" | "In" | "at" | "At" | "during")
            && names_occasion(scene, range.end));
    // "on the last day of the year", but not "the May accord"
    let next = scene.token(range.end);
    let open = next.is_none_or(|token| token.shape == Shape::Punct)
        || matches!(
            scene.text(range.end),
            "and" | "but" | "in" | "at" | "to" | "for" | "with" | "by"
        );
    let on_the = open && before == "the" && matches!(further, "on" | "On");
    let noun = !on_the && matches!(before, "the" | "a" | "his" | "its" | "their" | "her" | "(");
    // "suspended with effect from 1 May"
    let in_force = before == "from" && further == "effect";
    let told = |word: &str, ix: Option<usize>| attribution::is_saying(word) && ix != Some(trigger);
    let said = told(before, range.start.checked_sub(1))
        || told(further, range.start.checked_sub(2))
        || told(scene.text(range.end), Some(range.end)) && at >= range.start;
    // "from Sunday to Wednesday"
    let interval = scene
        .input
        .dates
        .get(date.ix())
        .is_some_and(|date| matches!(date.value, Edtf::Interval(..)))
        && matches!(before, "from" | "From" | "between" | "Between");
    let bound = bound && !interval && !in_force;
    // "in May or early June", "in April and May 2017"
    let either = matches!(scene.text(range.end), "or" | "and")
        && scene.date_at(range.end + 1).is_some()
        || matches!(before, "or" | "and")
            && range
                .start
                .checked_sub(2)
                .is_some_and(|ix| scene.date_at(ix).is_some());
    !(either || bound || possessive || noun || said)
}

/// "in Monday's election": what the noun after the possessive mark names happened on that day, and so did what befell
/// somebody in it.
fn names_occasion(scene: &Scene<'_>, mark: usize) -> bool {
    (mark + 1..mark + 4)
        .take_while(|ix| scene.mention_at(*ix).is_none())
        .any(|ix| {
            matches!(
                scene.text(ix),
                "election"
                    | "elections"
                    | "by-election"
                    | "referendum"
                    | "vote"
                    | "ballot"
                    | "runoff"
                    | "run-off"
                    | "primary"
                    | "crash"
                    | "attack"
                    | "attacks"
                    | "bombing"
                    | "shooting"
                    | "earthquake"
                    | "explosion"
                    | "blast"
                    | "reshuffle"
                    | "match"
                    | "game"
                    | "final"
                    | "race"
            )
        })
}

/// The one date of the sentence right before, in the same paragraph.
fn inherited(scene: &Scene<'_>, sentence: &Range<usize>) -> Option<DateIx> {
    let tokens = scene.input.tokens;
    let here = tokens.tokens.get(sentence.start)?.sentence;
    let before = here.ix().checked_sub(1)?;
    let same = tokens.sentences.get(before)?.block == tokens.sentences.get(here.ix())?.block;
    let range = tokens.ranges.get(before).filter(|_| same)?.clone();
    let mut dates: Vec<DateIx> = range.clone().filter_map(|ix| scene.date_at(ix)).collect();
    dates.dedup();
    let [date] = dates.as_slice() else {
        return None;
    };
    let at = range.clone().find(|ix| scene.date_at(*ix).is_some())?;
    is_when(scene, &range, at, *date, usize::MAX).then_some(*date)
}

/// A happening lies behind, a plan ahead of the day of publication; a decade dates nothing.
fn fits(scene: &Scene<'_>, draft: &Draft, date: DateIx) -> bool {
    let Some(value) = scene.input.dates.get(date.ix()).map(|date| date.value) else {
        return false;
    };
    if matches!(value, Edtf::Point(point) if matches!(point.unit, Unit::Decade | Unit::Century)) {
        return false;
    }
    let Some(day) = scene.input.document.date else {
        return true;
    };
    match draft.status {
        EventStatus::Planned if draft.ahead => {
            value.earliest().is_some_and(|earliest| earliest > day)
        }
        EventStatus::Planned if draft.coming => {
            value.earliest().is_some_and(|earliest| earliest >= day)
        }
        EventStatus::Planned => value.latest().is_none_or(|latest| latest >= day),
        EventStatus::Happened | EventStatus::Claimed | EventStatus::Denied => {
            value.earliest().is_none_or(|earliest| earliest <= day)
        }
        EventStatus::Ongoing | EventStatus::Postponed | EventStatus::CalledOff => true,
    }
}
