//! Reads a sentence from left to right and cuts it into stretches that are, or may be, names.

use super::acronym::{self, Expansion};
use super::context::Context;
use super::pieces::lower;
use super::pieces::{Line, Look, Mode};
use super::segment::{Guess, Segment};
use super::{body, dateline, person, place};
use crate::extract::lexicon::world::PlaceKind;
use std::ops::Range;

/// All stretches of a line of prose.
pub(super) fn prose(context: &Context<'_>, line: &Line, out: &mut Vec<Segment>) {
    let range = line.pieces.clone();
    let mut ix = range.start;
    if line.opens_block
        && let Some((names, end)) = dateline::dateline(context, &range)
    {
        out.extend(names);
        ix = end;
    }
    let expansions = acronym::expansions(context, &range);
    while ix < range.end {
        ix = step(context, line, &range, ix, &expansions, out);
    }
}

/// Reads one stretch and returns where the next begins.
fn step(
    context: &Context<'_>,
    line: &Line,
    range: &Range<usize>,
    ix: usize,
    expansions: &[Expansion],
    out: &mut Vec<Segment>,
) -> usize {
    if let Some(expansion) = expansions
        .iter()
        .find(|expansion| expansion.name.start == ix)
    {
        return expanded(context, expansion, out);
    }
    let piece = context.at(ix);
    if !piece.is_cap() {
        return small(context, ix, range, out);
    }
    let at_start = context.is_start(ix, range);
    if is_function_word(context, ix, range) || is_money(context, ix) {
        return ix + 1;
    }
    let limit = expansions
        .iter()
        .map(|expansion| expansion.name.start)
        .find(|start| *start > ix)
        .unwrap_or(range.end)
        .min(range.end);
    let bounds = range.start..limit;
    if let Some(mut found) = best(context, ix, &bounds, at_start) {
        found.at_start = at_start;
        let end = found.pieces.end;
        if let Guess::Nothing = found.guess {
            // The tagger is told of it.
            if found.pieces.len() > 1 {
                out.push(found);
            }
            return end.max(ix + 1);
        }
        let is_body = matches!(found.guess, Guess::Body | Guess::ListedBody(_));
        out.push(found);
        if is_body && let Some(next) = bracketed(context, ix, end, range, out) {
            return next;
        }
        return end.max(ix + 1);
    }
    if at_start && context.is_ordinary(piece.text) {
        return ix + 1;
    }
    if let Some(title) = context.title_at(ix, bounds.end) {
        return title.end;
    }
    unknown(context, line, ix, &bounds, at_start, out)
}

/// "In", "The" and the like, unless a longer name begins with it. Inside a sentence "No Kwang-chol" is a name.
fn is_function_word(context: &Context<'_>, ix: usize, range: &Range<usize>) -> bool {
    let (piece, next) = (context.at(ix), context.at(ix + 1));
    let is_surname = ix > range.start
        && context.lexicon.people.is_family_first(piece.text)
        && next.is_cap()
        && next.text.contains('-');
    piece.look == Look::Cap
        && !is_surname
        && body::FUNCTION_WORDS.contains(&lower(piece.text).as_ref())
        && context
            .listed(ix, range.end)
            .is_none_or(|found| found.pieces.len() < 2)
}

/// "US$ 5 million", "9.99 US dollars"
fn is_money(context: &Context<'_>, ix: usize) -> bool {
    let next = context.at(ix + 1).text;
    context.at(ix).look == Look::Upper
        && (matches!(next, "€" | "£" | "dollar" | "dollars" | "cents") || next.starts_with('$'))
}

/// "(Telcor)" right after the name of a body is its short name, whatever its letters.
fn bracketed(
    context: &Context<'_>,
    name: usize,
    open: usize,
    range: &Range<usize>,
    out: &mut Vec<Segment>,
) -> Option<usize> {
    let at = open + 1;
    let piece = context.at(at);
    let fits = at + 1 < range.end
        && context.at(open).text == "("
        && piece.is_cap()
        && context.at(at + 1).text == ")"
        && context.listed(at, range.end).is_none()
        && !context.is_ordinary(piece.text);
    if !fits {
        return None;
    }
    let mut short = Segment::new(at..at + 1, Guess::Body, "bracketed-short-name");
    short.expansion = Some(name);
    out.push(short);
    Some(at + 1)
}

/// Small words that begin a surname.
const PARTICLES: [&str; 10] = [
    "de", "van", "von", "dos", "da", "del", "di", "bin", "ibn", "der",
];

/// Names that begin small: "al-Qaida", "eBay", "demilitarized zone"; and epithets.
fn small(context: &Context<'_>, ix: usize, range: &Range<usize>, out: &mut Vec<Segment>) -> usize {
    let piece = context.at(ix);
    if piece.look != Look::Lower && piece.look != Look::Number {
        return ix + 1;
    }
    if PARTICLES.contains(&piece.text) && context.at(ix + 1).look == Look::Cap && ix + 1 < range.end
    {
        let end = (ix + 1..range.end.min(ix + 4))
            .find(|at| !context.at(*at).is_cap())
            .unwrap_or(range.end.min(ix + 4));
        if !context.is_listed(ix + 1, range.end) && context.listed(ix, range.end).is_none() {
            let mut found = Segment::new(ix..end, Guess::Unknown, "particle");
            found.votes.person = 1;
            out.push(found);
            return end;
        }
    }
    match context.listed(ix, range.end) {
        Some(found) if found.is_sure() && found.guess != Guess::Nothing => {
            let end = found.pieces.end;
            out.push(found);
            end
        }
        _ => ix + 1,
    }
}

/// The name and the acronym, tied together.
fn expanded(context: &Context<'_>, expansion: &Expansion, out: &mut Vec<Segment>) -> usize {
    let listed = context
        .listed(expansion.name.start, expansion.name.end)
        .filter(|found| found.pieces == expansion.name && found.guess != Guess::Nothing);
    if expansion.is_thing && listed.is_none() {
        return expansion.acronym + 1;
    }
    let name = listed
        .unwrap_or_else(|| Segment::new(expansion.name.clone(), Guess::Body, "acronym-expansion"));
    let mut short = name.clone();
    short.pieces = expansion.acronym..expansion.acronym + 1;
    short.rule = "acronym";
    short.expansion = Some(name.pieces.start);
    out.push(name);
    out.push(short);
    expansion.acronym + 1
}

/// A run of capitals that ends in a word for something that is no actor: "Liberation Day", "Cannes Film Festival".
fn thing(context: &Context<'_>, ix: usize, range: &Range<usize>) -> Option<Segment> {
    let run = context.run_end(ix, range.end).min(ix + 6);
    let end = (ix + 2..=run).find(|end| THINGS.contains(&context.at(end - 1).text))?;
    let person = context
        .lexicon
        .people
        .given(context.at(ix).text)
        .is_some_and(|name| !name.weak)
        && end == ix + 2
        && context
            .lexicon
            .people
            .may_be_surname(context.at(end - 1).text);
    let titled = (ix..end).any(|at| context.is_title_word(at, range.end));
    (!person && !titled).then(|| Segment::new(ix..end, Guess::Nothing, "thing"))
}

/// Words that end the names of days, prizes, treaties, contests.
const THINGS: [&str; 34] = [
    "Accord",
    "Accords",
    "Act",
    "Agreement",
    "Award",
    "Awards",
    "Championship",
    "Championships",
    "Convention",
    "Cup",
    "Day",
    "Declaration",
    "Derby",
    "Expo",
    "Exposition",
    "Fair",
    "Festival",
    "Games",
    "Index",
    "Marathon",
    "Olympics",
    "Pact",
    "Prize",
    "Prizes",
    "Protocol",
    "Rally",
    "Show",
    "Style",
    "Symposium",
    "Treaty",
    "Trophy",
    "Tournament",
    "War",
    "Week",
];

/// The reading that wins at a place: the longest; of equals the surest.
fn best(context: &Context<'_>, ix: usize, range: &Range<usize>, at_start: bool) -> Option<Segment> {
    let mut listed = context.listed(ix, range.end);
    if at_start
        && let Some(found) = &listed
        && found.pieces.len() == 1
        && doubtful_start(context, found)
    {
        listed = None;
    }
    let readings = [
        listed.filter(|found| found.is_sure()),
        thing(context, ix, range),
        body::body(context, ix, range),
        person::person(context, ix, range),
        place::place(context, ix, range),
    ];
    let mut best: Option<Segment> = None;
    for reading in readings.into_iter().flatten() {
        let better = best.as_ref().is_none_or(|best| {
            reading.pieces.end > best.pieces.end
                && !(best.guess == Guess::Nothing
                    && best.pieces.len() > 1
                    && reading.guess == Guess::Person)
        });
        if better {
            best = Some(reading);
        }
    }
    let best = best?;
    match swallowed(context, &best, range) {
        Swallowed::No => Some(best),
        Swallowed::Thing(end) => Some(Segment::new(ix..end, Guess::Nothing, "thing")),
        Swallowed::Unknown => None,
    }
}

/// Whether a listed name is only the beginning of another.
enum Swallowed {
    No,
    /// Of something that is no actor, up to here: "London Olympics", "Boeing 747".
    Thing(usize),
    /// Of a name that no list has: "Arakawa Muneyuki", "Zimbabwe Cricket".
    Unknown,
}

fn swallowed(context: &Context<'_>, found: &Segment, range: &Range<usize>) -> Swallowed {
    let end = found.pieces.end;
    if end >= range.end {
        return Swallowed::No;
    }
    let next = context.at(end);
    let maker = matches!(found.guess, Guess::ListedBody(body) if !body.metonym && !body.medium);
    let model = next.look == Look::Number && next.text.len() == 3
        || next.look == Look::Upper && next.text.chars().any(|ch| ch.is_ascii_digit());
    if maker && model {
        return Swallowed::Thing(end + 1);
    }
    let Guess::ListedPlace(place) = found.guess else {
        return Swallowed::No;
    };
    let ahead = if next.look == Look::Number {
        end + 1
    } else {
        end
    };
    if let Some(event) = context.listed(ahead, range.end)
        && event.guess == Guess::Nothing
        && EVENTS
            .iter()
            .any(|word| context.pieces.words(event.pieces.clone()).contains(word))
    {
        return Swallowed::Thing(event.pieces.end);
    }
    let city =
        place.kind == PlaceKind::City && context.lexicon.world.capital_of(place.name).is_none();
    let open = next.look == Look::Cap
        && context.listed(end, range.end).is_none()
        && context.title_at(end, range.end).is_none()
        && !context.is_ordinary(next.text);
    if city && open {
        Swallowed::Unknown
    } else {
        Swallowed::No
    }
}

const EVENTS: [&str; 9] = [
    "Olympic",
    "Games",
    "Cup",
    "Award",
    "Prize",
    "War",
    "Treaty",
    "Agreement",
    "Championship",
];

/// "Turkey", "Reading", "Polish" at the start of a sentence, when the article also has the word in small letters.
fn doubtful_start(context: &Context<'_>, found: &Segment) -> bool {
    let word = context.at(found.pieces.start).text;
    let small = super::pieces::lower(word);
    matches!(found.guess, Guess::ListedBody(_) | Guess::ListedPlace(_))
        && context.at(found.pieces.start).look == Look::Cap
        && context.small.contains(small.as_ref())
}

/// A listed city of one word that is no capital: it may be somebody's surname.
fn is_town(context: &Context<'_>, found: &Segment) -> bool {
    found.pieces.len() == 1
        && matches!(found.guess, Guess::ListedPlace(place) if place.kind == PlaceKind::City
            && context.lexicon.world.capital_of(place.name).is_none())
}

/// "FIJI" over a paragraph, "SEOUL" in a caption.
fn shouted(context: &Context<'_>, range: Range<usize>) -> Option<Segment> {
    let words = context.pieces.words(range.clone());
    let all = range
        .clone()
        .all(|ix| context.at(ix).look == Look::Upper && context.at(ix).text.len() > 3);
    let title_case = all.then(|| dateline::title_case(words))?;
    let place = context.lexicon.world.places().get(&title_case)?;
    (!place.weak).then(|| Segment::new(range, Guess::ListedPlace(place), "shouted"))
}

/// Capitals that no rule explains.
fn unknown(
    context: &Context<'_>,
    line: &Line,
    ix: usize,
    range: &Range<usize>,
    at_start: bool,
    out: &mut Vec<Segment>,
) -> usize {
    let mut end = ix + 1;
    while end < range.end && context.at(end).is_cap() && end < ix + 6 {
        let stops = context
            .listed(end, range.end)
            .is_some_and(|found| found.is_sure() && !is_town(context, &found))
            || context.is_title_word(end, range.end)
            || context.at(end).text == "I";
        if stops {
            break;
        }
        end += 1;
    }
    let mut found = context
        .listed(ix, range.end)
        .filter(|found| found.pieces.end == end)
        .or_else(|| shouted(context, ix..end))
        .unwrap_or_else(|| Segment::new(ix..end, Guess::Unknown, "unknown"));
    found.at_start = at_start;
    if line.mode == Mode::Prose {
        out.push(found);
    }
    end
}
