//! The date of an event: in its clause, else taken over from the sentence before.

use super::scene::Scene;
use super::{Draft, attribution};
use crate::date::{Edtf, Unit};
use crate::extract::clause::is_past_form;
use crate::extract::facts::{DateIx, EventDate, EventStatus};
use std::ops::Range;

/// The date that the text gives the event; never the day of publication.
pub fn find(
    scene: &Scene<'_>,
    sentence: &Range<usize>,
    draft: &Draft,
    at: usize,
) -> Option<EventDate> {
    let explicit = explicit(scene, sentence, draft, at);
    if let Some(date) = explicit {
        return fits(scene, draft, date).then_some(EventDate {
            date,
            inherited: false,
        });
    }
    let other = sentence.clone().any(|ix| scene.date_at(ix).is_some());
    let whole = draft.clause.start == sentence.start;
    if other || !whole || !draft.narrative {
        return None;
    }
    let date = inherited(scene, sentence)?;
    fits(scene, draft, date).then_some(EventDate {
        date,
        inherited: true,
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
    let usable = |ix: &usize| {
        let date = scene.date_at(*ix)?;
        (is_when(scene, sentence, *ix, date) && !aimed(*ix)).then_some(date)
    };
    // "sold fuel in Aqaba, went bankrupt in 2003": the next verb has its own date.
    let next_verb = |ix: &usize| {
        let told = attribution::is_saying(scene.text(*ix))
            || matches!(scene.text(*ix), "announced" | "confirmed");
        let joined =
            matches!(scene.before(*ix, sentence), "," | "and") && is_past_form(scene.text(*ix));
        scene.mention_at(*ix).is_none() && (joined || told)
    };
    let end = (at + 2..draft.clause.end)
        .find(next_verb)
        .unwrap_or(draft.clause.end);
    let right = (at + 1..end).find_map(|ix| usable(&ix).map(|date| (ix - at, date)));
    // "who agreed in March, cancelled": the date before the comma is the relative clause's.
    let relative = draft.clause.start > sentence.start;
    let comma = (draft.clause.start..at)
        .rev()
        .find(|ix| relative && scene.text(*ix) == ",");
    let left = (comma.unwrap_or(draft.clause.start)..at)
        .rev()
        .find_map(|ix| usable(&ix).map(|date| (at - ix, date)));
    match (right, left) {
        (Some((_, date)), None) | (None, Some((_, date))) => Some(date),
        // "On Monday Trump met Kim, who left on Tuesday": the nearer one, unless the farther is in the way.
        (Some((near, right)), Some((far, left))) => {
            Some(if near <= far + 4 { right } else { left })
        }
        (None, None) => on_the_day(scene, sentence, draft),
    }
}

/// "fell on Monday, when the court threw out a petition": the day before "when".
fn on_the_day(scene: &Scene<'_>, sentence: &Range<usize>, draft: &Draft) -> Option<DateIx> {
    let when = draft
        .clause
        .start
        .checked_sub(1)
        .filter(|ix| *ix > sentence.start && scene.text(*ix) == "when")?;
    let day = when - 1 - usize::from(scene.text(when - 1) == ",");
    scene
        .date_at(day)
        .filter(|date| is_when(scene, sentence, day, *date))
}

/// A date that says when: not since, until or by when, not whose, and not when somebody said it.
fn is_when(scene: &Scene<'_>, sentence: &Range<usize>, at: usize, date: DateIx) -> bool {
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
            | "than"
            | "to"
            | "'s"
            | "’s"
    );
    let possessive = matches!(scene.text(range.end), "'s" | "’s");
    let noun = matches!(before, "the" | "a" | "his" | "its" | "their" | "her" | "(");
    let said = attribution::is_saying(before)
        || attribution::is_saying(further)
        || attribution::is_saying(scene.text(range.end)) && at >= range.start;
    !(bound || possessive || noun || said)
}

/// The last date of the sentence right before, in the same paragraph, when it is a past day, month or interval.
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
    is_when(scene, &range, at, *date).then_some(*date)
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
        EventStatus::Planned => value.latest().is_none_or(|latest| latest >= day),
        EventStatus::Happened | EventStatus::Claimed | EventStatus::Denied => {
            value.earliest().is_none_or(|earliest| earliest <= day)
        }
        EventStatus::Ongoing | EventStatus::Postponed | EventStatus::CalledOff => true,
    }
}
