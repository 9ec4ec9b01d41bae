//! Time words that name no date: durations, sets, idioms, and names that only look like dates.

use super::word::{Span, Word};
use super::{Context, Hit};

/// Matches "for 90 minutes", "every Monday", "on Mondays", "one day", "Sunday Times", "second".
pub fn find(context: &Context<'_>, at: usize) -> Option<Hit> {
    every(context, at)
        .or_else(|| paper(context, at))
        .or_else(|| past_years(context, at))
        .or_else(|| vague_day(context, at))
        .or_else(|| era(context, at))
        .or_else(|| programme(context, at))
        .or_else(|| habit(context, at))
}

/// "Saturday mornings", "Friday the 13th"
fn habit(context: &Context<'_>, at: usize) -> Option<Hit> {
    let Word::Weekday(day) = context.word(at) else {
        return None;
    };
    let plural = matches!(
        context.text(at + 1),
        "mornings" | "afternoons" | "evenings" | "nights" | "lunchtimes"
    );
    let unlucky = day == 5
        && context.word(at + 1) == Word::The
        && context.word(at + 2) == Word::Ordinal(13)
        && !matches!(context.word(at + 3), Word::Of);
    match (plural, unlucky) {
        (true, _) => Some(Hit::nothing(at + 2)),
        (_, true) => Some(Hit::nothing(at + 3)),
        _ => None,
    }
}

/// "This Week", "Last Week Tonight", "Face the Nation Sunday": programmes have capitals where words of time have none.
fn programme(context: &Context<'_>, at: usize) -> Option<Hit> {
    let head = matches!(context.word(at), Word::This | Word::Last | Word::Next);
    let unit = matches!(
        context.word(at + 1),
        Word::Unit { .. } | Word::Today | Word::Tonight
    );
    let inside = at > context.sentence.start && context.capital(at) && context.capital(at + 1);
    // In a title all words may have capitals.
    let title = at
        .checked_sub(1)
        .is_some_and(|before| context.capital(before) && before > context.sentence.start);
    (head && unit && inside && !title).then(|| Hit::nothing(at + 2))
}

/// "every Monday", "each year", "every two weeks", "every last Sunday of the month"
fn every(context: &Context<'_>, at: usize) -> Option<Hit> {
    if context.word(at) != Word::Every {
        return None;
    }
    let end = (at + 1..at + 6)
        .take_while(|ix| {
            matches!(
                context.word(*ix),
                Word::Weekday(_)
                    | Word::Unit { .. }
                    | Word::Month { .. }
                    | Word::Cardinal(_)
                    | Word::Digits(..)
                    | Word::Ordinal(_)
                    | Word::Last
                    | Word::Season(_)
                    | Word::Daypart
            ) || matches!(context.text(*ix), "and" | "or")
                && matches!(context.word(*ix + 1), Word::Weekday(_) | Word::Month { .. })
        })
        .last()?;
    Some(Hit::nothing(end + 1))
}

/// "the Sunday Times", "Friday Harbor": a weekday or month inside a longer name.
fn paper(context: &Context<'_>, at: usize) -> Option<Hit> {
    const NAMES: &[&str] = &[
        "Times",
        "Telegraph",
        "Mirror",
        "Mail",
        "Express",
        "Post",
        "World",
        "Herald",
        "Tribune",
        "Independent",
        "Sun",
        "Star",
        "Business",
        "Live",
        "Observer",
        "Night",
        "Club",
        "Group",
        "Movement",
        "Revolution",
        "Harbor",
        "Fever",
        "Massacre",
        "Agreement",
        "League",
        "Mass",
    ];
    let named = matches!(
        context.word(at),
        Word::Weekday(_) | Word::Month { short: false, .. } | Word::Season(_)
    );
    let next = context.text(at + 1);
    let two = next == "Night"
        && matches!(
            context.text(at + 2),
            "Live" | "Football" | "Fever" | "Lights"
        );
    let hit = named && context.capital(at) && NAMES.contains(&next) && (next != "Night" || two);
    hit.then(|| Hit::nothing(at + 2))
}

/// "the past year", "the last two weeks", "the next four years", "in recent weeks": durations.
fn past_years(context: &Context<'_>, at: usize) -> Option<Hit> {
    let first = at + usize::from(context.word(at) == Word::The);
    let past = context.text(first) == "past";
    if !past
        && !matches!(
            context.word(first),
            Word::Last | Word::Next | Word::Coming | Word::Following | Word::Previous
        )
    {
        return None;
    }
    let number = matches!(
        context.word(first + 1),
        Word::Cardinal(_) | Word::Digits(..)
    ) || matches!(
        context.text(first + 1),
        "few" | "several" | "couple" | "dozen"
    );
    let unit = first + 1 + usize::from(number);
    match context.word(unit) {
        Word::Unit { .. } if past || number => Some(Hit::nothing(unit + 1)),
        Word::Unit { plural: true, .. } => Some(Hit::nothing(unit + 1)),
        _ if number && past => Some(Hit::nothing(first + 2)),
        _ => None,
    }
}

/// "one day", "some day", "the other day", "these days", "the day"
fn vague_day(context: &Context<'_>, at: usize) -> Option<Hit> {
    let day = matches!(
        context.word(at + 1),
        Word::Unit {
            unit: Span::Day | Span::Year | Span::Week | Span::Month,
            ..
        }
    );
    let idiom = matches!(
        context.text(at),
        "one"
            | "One"
            | "some"
            | "Some"
            | "other"
            | "these"
            | "those"
            | "any"
            | "no"
            | "per"
            | "all"
    );
    (day && idiom
        && context.word(at + 2) != Word::Ago
        && !matches!(context.word(at + 2), Word::Later | Word::Earlier))
    .then(|| Hit::nothing(at + 2))
}

/// Weekdays and decades in the names of past times: "Bloody Sunday", "Black Friday", "Friday the 13th".
fn era(context: &Context<'_>, at: usize) -> Option<Hit> {
    let name = matches!(
        context.text(at),
        "Bloody" | "Black" | "Super" | "Cyber" | "Holy" | "Casual" | "Sheffield" | "Maundy"
    );
    (name && matches!(context.word(at + 1), Word::Weekday(_))).then(|| Hit::nothing(at + 2))
}
