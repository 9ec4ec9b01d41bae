//! What the words around a stretch of capitals say for its kind, in points.

use super::context::Context;
use super::pieces::{Look, Piece};
use super::place;
use super::segment::{Guess, Segment, Votes};
use crate::extract::lexicon::people::TitleClass;
use std::ops::Range;

/// Nouns that describe a body, before its name or after "a", "the".
const BODY_NOUNS: [&str; 62] = [
    "agency",
    "airline",
    "alliance",
    "association",
    "automaker",
    "band",
    "bank",
    "bloc",
    "brand",
    "broadcaster",
    "carmaker",
    "chain",
    "channel",
    "charity",
    "club",
    "company",
    "conglomerate",
    "cooperative",
    "corporation",
    "daily",
    "developer",
    "federation",
    "firm",
    "foundation",
    "giant",
    "group",
    "insurer",
    "institute",
    "label",
    "lender",
    "lobby",
    "magazine",
    "maker",
    "manufacturer",
    "militia",
    "ministry",
    "movement",
    "network",
    "newspaper",
    "nonprofit",
    "operator",
    "organisation",
    "organization",
    "paper",
    "parent",
    "party",
    "platform",
    "producer",
    "provider",
    "publisher",
    "rebels",
    "retailer",
    "rival",
    "startup",
    "station",
    "subsidiary",
    "supplier",
    "team",
    "think-tank",
    "union",
    "utility",
    "website",
];

/// Nouns that follow the name of a body.
const BODY_TAILS: [&str; 46] = [
    "analysts",
    "board",
    "boss",
    "chief",
    "customers",
    "director",
    "directors",
    "employee",
    "employees",
    "engineers",
    "executive",
    "executives",
    "factory",
    "fans",
    "fighters",
    "founder",
    "headquarters",
    "lawmakers",
    "leaders",
    "management",
    "manager",
    "members",
    "militants",
    "officer",
    "officers",
    "official",
    "officials",
    "players",
    "plant",
    "profits",
    "rebels",
    "report",
    "reporter",
    "representative",
    "researchers",
    "scientists",
    "shareholders",
    "shares",
    "spokesman",
    "spokesperson",
    "spokeswoman",
    "staff",
    "stock",
    "store",
    "stores",
    "workers",
];

/// The points for an unsure stretch.
pub(super) fn votes(context: &Context<'_>, found: &Segment, line: &Range<usize>) -> Votes {
    let mut votes = place::frame(context, &found.pieces, line);
    votes.add(found.votes);
    votes.add(shape(context, found, line));
    votes.add(person(context, &found.pieces, line));
    votes.add(body(context, &found.pieces, line));
    votes
}

/// What the words themselves say.
fn shape(context: &Context<'_>, found: &Segment, line: &Range<usize>) -> Votes {
    let mut votes = Votes::default();
    let range = &found.pieces;
    match found.guess {
        Guess::ListedPlace(_) => votes.place += 1,
        Guess::ListedBody(_) => votes.body += if found.at_start { 1 } else { 3 },
        _ => {}
    }
    let people = &context.lexicon.people;
    let (first, last) = (
        context.at(range.start),
        context.at(range.end.saturating_sub(1)),
    );
    let the = matches!(context.pieces.before(range.start).text, "the" | "The")
        && range.start > line.start;
    let ordinary = range
        .clone()
        .any(|ix| context.is_ordinary(context.at(ix).text));
    if range.len() >= 2
        && range.len() <= 3
        && !the
        && !ordinary
        && range.clone().all(|ix| context.at(ix).look == Look::Cap)
    {
        votes.person += 2;
        if people.is_surname(last.text) {
            votes.person += 1;
        }
        if people.given(first.text).is_some() {
            votes.person += 1;
        }
    }
    if the {
        votes.person -= 3;
        votes.place -= 1;
        votes.body += 1;
    }
    if range.len() == 1
        && first.look == Look::Upper
        && (3..=6).contains(&first.text.len())
        && first.text.chars().all(char::is_alphabetic)
        && !first.text.chars().all(|ch| "IVXLCM".contains(ch))
    {
        votes.body += 2;
        votes.place -= 2;
        // "NWSC's", "SLC secretary": things in capitals seldom own and have no officers.
        let next = if range.end < line.end {
            context.at(range.end)
        } else {
            context.at(usize::MAX)
        };
        let officer = next.look == Look::Lower && context.title_at(range.end, line.end).is_some();
        if officer || matches!(next.text, "'s" | "’s") {
            votes.body += 1;
        }
    }
    votes
}

/// The piece so far behind the name, or an empty mark beyond the line.
fn behind<'a>(
    context: &Context<'a>,
    range: &Range<usize>,
    line: &Range<usize>,
    ahead: usize,
) -> Piece<'a> {
    let ix = range.end + ahead;
    context.at(if ix < line.end { ix } else { usize::MAX })
}

/// What speaks for a person.
fn person(context: &Context<'_>, range: &Range<usize>, line: &Range<usize>) -> Votes {
    let mut votes = Votes::default();
    let next = |ahead: usize| behind(context, range, line, ahead);
    let full = range.len() >= 2 && range.len() <= 4;
    let says = |ix: usize| context.lexicon.says.get(context.at(ix).text).is_some();
    if range.end < line.end && says(range.end) {
        votes.person += if full { 2 } else { 1 };
        votes.body += 1;
    } else if range.start > line.start
        && says(range.start - 1)
        && matches!(next(0).text, "," | "." | "")
    {
        votes.person += if full { 2 } else { 1 };
    }
    votes.add(followed(context, range, line));
    if introduced(context, range, line)
        && matches!(
            next(0).text,
            "," | "." | "" | ";" | ")" | "—" | "–" | "?" | "!"
        )
    {
        votes.person += if full { 4 } else { 2 };
    }
    let byline = range.start == line.start + 1
        && matches!(context.at(line.start).text, "By" | "BY" | "From");
    if byline && (range.end >= line.end || matches!(next(0).text, "," | "in" | "and" | "|")) {
        votes.person += 4;
    }
    votes
}

/// What stands after the name: an age, "who", an apposition.
fn followed(context: &Context<'_>, range: &Range<usize>, line: &Range<usize>) -> Votes {
    let mut votes = Votes::default();
    let next = |ahead: usize| behind(context, range, line, ahead);
    if next(0).text == "," {
        let age = next(1);
        if age.look == Look::Number
            && age.text.len() == 2
            && matches!(next(2).text, "," | "." | ")" | ";")
        {
            votes.person += 4;
        }
        if matches!(next(1).text, "who" | "whose" | "whom") {
            votes.person += 3;
        }
        if matches!(
            next(1).text,
            "a" | "an" | "the" | "his" | "her" | "their" | "then" | "former"
        ) || next(1).look == Look::Lower
        {
            votes.add(apposition(context, range.end + 1, line));
        }
    }
    if next(0).text == "("
        && next(1).look == Look::Number
        && next(1).text.len() <= 2
        && next(2).text == ")"
    {
        votes.person += 3;
    }
    if matches!(next(0).text, "who" | "himself" | "herself") {
        votes.person += 3;
    }
    votes
}

/// "His counsel, Ashwin Jairam,": a title in small letters and a comma stand before.
fn introduced(context: &Context<'_>, range: &Range<usize>, line: &Range<usize>) -> bool {
    if range.start < line.start + 2 || context.at(range.start - 1).text != "," {
        return false;
    }
    context
        .title_before(range.start - 1, line.start)
        .is_some_and(|(words, title)| {
            context.at(words.start).look == Look::Lower
                && !title.plural
                && title.title.class != TitleClass::Honorific
        })
}

/// What a noun phrase after a comma calls it: ", a teacher from Leeds,", ", the country's largest bank,".
fn apposition(context: &Context<'_>, from: usize, line: &Range<usize>) -> Votes {
    let mut votes = Votes::default();
    for ix in from..line.end.min(from + 8) {
        let piece = context.at(ix);
        if piece.look == Look::Punct && !matches!(piece.text, "'" | "’")
            || matches!(
                piece.text,
                "who" | "which" | "and" | "said" | "of" | "for" | "in" | "at"
            ) && ix > from
        {
            break;
        }
        if BODY_NOUNS.contains(&piece.text) && !context.at(ix + 1).text.ends_with('r') {
            votes.body += 3;
            return votes;
        }
        if let Some(title) = context.title_at(ix, line.end)
            && piece.look == Look::Lower
            && !title.plural
            && title.title.class != TitleClass::Honorific
            && !matches!(context.at(title.end).text, "'s" | "’s" | "'" | "’")
        {
            votes.person += 3;
            return votes;
        }
        if matches!(
            piece.text,
            "city" | "town" | "village" | "province" | "suburb" | "region" | "port" | "island"
        ) {
            votes.place += 3;
            return votes;
        }
    }
    votes
}

/// What speaks for a body.
fn body(context: &Context<'_>, range: &Range<usize>, line: &Range<usize>) -> Votes {
    let mut votes = Votes::default();
    let before = if range.start > line.start {
        context.at(range.start - 1).text
    } else {
        ""
    };
    let next = |ahead: usize| {
        let ix = range.end + ahead;
        if ix < line.end {
            context.at(ix).text
        } else {
            ""
        }
    };
    if BODY_NOUNS.contains(&before) {
        votes.body += 3;
    }
    let mut ahead = 0;
    if matches!(next(0), "'s" | "’s" | "'" | "’") {
        ahead = 1;
    }
    if BODY_TAILS.contains(&next(ahead))
        || BODY_NOUNS.contains(&next(ahead)) && next(ahead) != "group"
    {
        votes.body += 2;
    }
    let two = range
        .start
        .checked_sub(2)
        .filter(|at| *at >= line.start)
        .map_or("", |at| context.at(at).text);
    if matches!(before, "for" | "of" | "at")
        && matches!(
            two,
            "spokesman"
                | "spokeswoman"
                | "spokesperson"
                | "executive"
                | "employees"
                | "shares"
                | "CEO"
                | "founder"
                | "cofounder"
                | "cofounders"
                | "co-founder"
                | "analyst"
                | "economist"
        )
    {
        votes.body += 3;
    }
    votes
}
