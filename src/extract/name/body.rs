//! Organisations by their head word: *Ministry of Foreign Affairs*, *Harvard University*, *Maritime and Dockworkers' Union*.

use super::context::Context;
use super::pieces::{Look, lower};
use super::segment::{Guess, Segment};
use crate::extract::lexicon::world::PlaceKind;
use std::ops::Range;

/// Finds a body whose name begins at `ix`.
pub(super) fn body(context: &Context<'_>, ix: usize, line: &Range<usize>) -> Option<Segment> {
    if !context.at(ix).is_cap() || starts_badly(context, ix, line) {
        return None;
    }
    let region = region(context, ix, line.end);
    let mut end = None;
    for at in ix..region {
        if let Some(last) = head_at(context, ix, at, region, line) {
            end = Some(last);
        }
    }
    end.map(|end| Segment::new(ix..end, Guess::Body, "head-word"))
        .or_else(|| prefixed(context, ix, line))
        .or_else(|| branch(context, ix, line))
}

/// "Air Viti", "Radio Farda", "FC Porto"
fn prefixed(context: &Context<'_>, ix: usize, line: &Range<usize>) -> Option<Segment> {
    let end = context.run_end(ix, line.end).min(ix + 4);
    let next = context.at(ix + 1).text;
    let fits = end > ix + 1
        && context.lexicon.bodies.is_prefix(context.at(ix).text)
        && context.title_at(ix + 1, line.end).is_none()
        && context.lexicon.bodies.place_head(next).is_none()
        && !matches!(
            next,
            "Show" | "Raid" | "Quality" | "Traffic" | "Max" | "Marshal" | "Jordan"
        );
    fits.then(|| Segment::new(ix..end, Guess::Body, "body-prefix"))
}

/// "GM Europe", "Ford Australia": a listed company and a country.
fn branch(context: &Context<'_>, ix: usize, line: &Range<usize>) -> Option<Segment> {
    let company = context.listed(ix, line.end)?;
    let Guess::ListedBody(body) = company.guess else {
        return None;
    };
    let place = context.listed(company.pieces.end, line.end)?;
    let country = matches!(place.guess, Guess::ListedPlace(place) if !place.weak && place.kind != PlaceKind::City);
    (country && !body.metonym && !body.medium && !context.at(place.pieces.end).is_cap())
        .then(|| Segment::new(ix..place.pieces.end, Guess::Body, "branch"))
}

/// Titles and calendar words do not begin the name of a body; an ordinary word at the start of a sentence only when it modifies.
fn starts_badly(context: &Context<'_>, ix: usize, line: &Range<usize>) -> bool {
    if let Some(found) = context.listed(ix, line.end)
        && found.guess == Guess::Nothing
        && found.pieces.len() == 1
        && !matches!(found.rule, "people")
    {
        let word = context.at(ix).text;
        let calendar = word.ends_with("day")
            || word.ends_with("days")
            || is_month(word)
            || word == "I"
            || word.ends_with('.');
        if calendar {
            return true;
        }
    }
    FUNCTION_WORDS.contains(&lower(context.at(ix).text).as_ref())
}

fn is_month(word: &str) -> bool {
    matches!(
        word,
        "January"
            | "February"
            | "March"
            | "April"
            | "May"
            | "June"
            | "July"
            | "August"
            | "September"
            | "October"
            | "November"
            | "December"
    )
}

/// Words that begin sentences and no name.
pub(super) const FUNCTION_WORDS: [&str; 92] = [
    "a",
    "about",
    "after",
    "all",
    "also",
    "although",
    "among",
    "an",
    "and",
    "another",
    "any",
    "as",
    "at",
    "because",
    "before",
    "between",
    "both",
    "but",
    "by",
    "despite",
    "during",
    "each",
    "earlier",
    "either",
    "even",
    "every",
    "following",
    "for",
    "former",
    "from",
    "given",
    "he",
    "her",
    "here",
    "his",
    "how",
    "however",
    "if",
    "in",
    "instead",
    "it",
    "its",
    "last",
    "later",
    "like",
    "many",
    "meanwhile",
    "most",
    "much",
    "my",
    "neither",
    "no",
    "nor",
    "not",
    "now",
    "of",
    "on",
    "once",
    "only",
    "or",
    "our",
    "outside",
    "over",
    "she",
    "since",
    "so",
    "some",
    "such",
    "that",
    "the",
    "their",
    "then",
    "there",
    "these",
    "they",
    "this",
    "those",
    "though",
    "through",
    "to",
    "under",
    "unless",
    "until",
    "we",
    "what",
    "when",
    "where",
    "which",
    "while",
    "who",
    "why",
    "with",
];

/// How far capitals and their connectors go.
fn region(context: &Context<'_>, ix: usize, end: usize) -> usize {
    let mut at = ix;
    while at < end && at < ix + 14 {
        let piece = context.at(at);
        let joined = match piece.look {
            Look::Cap | Look::Upper => true,
            Look::Lower if matches!(piece.text, "'s" | "’s") => possessor(context, at - 1),
            Look::Lower => at > ix && connects(context, at, end),
            Look::Punct if matches!(piece.text, "'" | "’") => {
                at > ix && context.at(at - 1).text.ends_with('s') && possessor(context, at - 1)
            }
            Look::Punct => piece.text == "&" && at > ix,
            Look::Number => false,
        };
        if !joined {
            break;
        }
        at += 1;
    }
    at
}

/// "of", "for the" and the like, with a capital behind.
fn connects(context: &Context<'_>, at: usize, end: usize) -> bool {
    let next = |ahead: usize| at + ahead < end && context.at(at + ahead).is_cap();
    let text = context.at(at).text;
    match text {
        "of" | "for" | "on" | "and" | "to" | "in" | "against" | "de" | "du" | "des" | "la"
        | "e" => next(1) || matches!(context.at(at + 1).text, "the" | "and" | "la") && next(2),
        "the" => {
            matches!(
                context.at(at - 1).text,
                "of" | "for" | "on" | "to" | "in" | "against" | "and" | "de"
            ) && next(1)
        }
        _ => false,
    }
}

/// "People's", "Workers'": a common noun owns, so that the name goes on. "China's", "Trump's": it does not.
fn possessor(context: &Context<'_>, at: usize) -> bool {
    let word = context.at(at).text;
    if context.lexicon.people.leader(word).is_some()
        || context
            .lexicon
            .people
            .given(word)
            .is_some_and(|name| !name.weak)
    {
        return matches!(word, "Christian");
    }
    let small = lower(word);
    let singular = small.strip_suffix('s').unwrap_or(&small);
    let group = singular.strip_suffix("er").is_some() && small.ends_with("ers")
        || singular.ends_with("ian")
        || small.ends_with("men");
    context.lexicon.bodies.is_ordinary(&small)
        || context.lexicon.bodies.is_ordinary(singular)
        || group
}

/// When the word at `at` is the head of a name that began at `ix`, where that name ends.
fn head_at(
    context: &Context<'_>,
    ix: usize,
    at: usize,
    region: usize,
    line: &Range<usize>,
) -> Option<usize> {
    let piece = context.at(at);
    let (head, head_end) = longest_head(context, at, region)?;
    // "Press Secretary", "Police Chief": the word belongs to a title.
    if context
        .title_at(at, line.end)
        .is_some_and(|title| title.end > at + 1 && title.end > head_end)
    {
        return None;
    }
    if !clean(context, ix, at) {
        return None;
    }
    if head.prefix
        && matches!(context.at(head_end).text, "of" | "for" | "on" | "against")
        && head_end < region
        && (ix == at || before_fits(context, ix, at))
    {
        return object_end(context, head_end, region, line);
    }
    if !head.suffix || at == ix || piece.look == Look::Lower {
        return None;
    }
    if head.doubtful {
        let before = context.at(at - 1).text;
        let people = &context.lexicon.people;
        if people.given(before).is_some() && !context.is_listed(at - 1, line.end)
            || piece.text == "Summit"
        {
            return None;
        }
    }
    before_fits(context, ix, at).then_some(head_end)
}

fn longest_head(
    context: &Context<'_>,
    at: usize,
    region: usize,
) -> Option<(crate::extract::lexicon::bodies::Head, usize)> {
    (at + 1..=(at + 3).min(region)).rev().find_map(|end| {
        context
            .lexicon
            .bodies
            .head(context.pieces.words(at..end))
            .map(|head| (head, end))
    })
}

/// True when the words before a head belong to it: at least one says which body it is.
fn before_fits(context: &Context<'_>, ix: usize, at: usize) -> bool {
    (ix..at).any(|mid| context.at(mid).is_cap())
}

/// True when no title, and no "and" between names of its own, stands between the start and the head.
fn clean(context: &Context<'_>, ix: usize, at: usize) -> bool {
    for mid in ix..at {
        let piece = context.at(mid);
        match piece.text {
            "and" | "&" if mid > ix => {
                let complete = context
                    .lexicon
                    .bodies
                    .head(context.at(mid - 1).text)
                    .is_some_and(|head| head.suffix && !head.doubtful);
                let long = mid >= ix + 2 && !context.is_ordinary(context.at(ix).text);
                if complete
                    || long
                    || context.at(mid + 1).text == "the"
                    || context.is_listed(mid - 1, mid)
                    || context
                        .lexicon
                        .people
                        .given(context.at(mid - 1).text)
                        .is_some_and(|name| !name.weak)
                {
                    return false;
                }
            }
            "of" | "for" | "on" | "in" | "to" | "against" => return false,
            _ => {}
        }
        if piece.is_cap()
            && context.title_at(mid, at).is_some_and(|title| {
                title.title.class != crate::extract::lexicon::people::TitleClass::Description
                    && !matches!(
                        title.title.text,
                        "general"
                            | "justice"
                            | "major"
                            | "chief"
                            | "independent"
                            | "king"
                            | "queen"
                            | "prince"
                            | "head"
                            | "premier"
                            | "director"
                            | "commander"
                            | "senator"
                            | "officer"
                            | "judge"
                            | "private"
                            | "superintendent"
                            | "sheriff"
                            | "attorney general"
                            | "prosecutor general"
                            | "prosecutor"
                    )
            })
        {
            return false;
        }
    }
    true
}

/// Where "of Foreign Affairs and Trade" ends, from its "of" on.
fn object_end(
    context: &Context<'_>,
    of: usize,
    region: usize,
    line: &Range<usize>,
) -> Option<usize> {
    let mut at = of + 1;
    while matches!(context.at(at).text, "the" | "la") {
        at += 1;
    }
    let first = at;
    let mut good = at;
    while at < region {
        let piece = context.at(at);
        if piece.is_cap() {
            if at > first && context.is_title_word(at, line.end) {
                break;
            }
            if let Some(found) = context.listed(at, region) {
                if found.guess == Guess::Nothing
                    && found.pieces.len() == 1
                    && (is_month(piece.text) || piece.text.ends_with("day"))
                {
                    break;
                }
                if matches!(found.guess, Guess::ListedPlace(_)) && found.is_sure() {
                    // "Bank of England" ends here, "Bank of New York Mellon" is listed or not found.
                    good = found.pieces.end;
                    return Some(good);
                }
            }
            at += 1;
            good = at;
            continue;
        }
        let goes_on = match piece.text {
            "and" | "&" => {
                context.at(at + 1).text != "the"
                    && !context.is_listed(at + 1, line.end)
                    && context
                        .lexicon
                        .people
                        .given(context.at(at + 1).text)
                        .is_none_or(|name| name.weak)
                    && context.title_at(at + 1, line.end).is_none()
                    && (longest_head(context, at + 1, region).is_none()
                        || !context.at(at + 2).is_cap() && context.at(at + 2).text != "of")
            }
            "of" | "for" | "the" | "'" | "’" | "'s" | "’s" | "on" => true,
            _ => false,
        };
        if !goes_on {
            break;
        }
        at += 1;
    }
    (good > first).then_some(good)
}
