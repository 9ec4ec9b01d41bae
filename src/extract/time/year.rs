//! Years, decades and centuries: "in 2017", "2015–17", "the 1950s", "early 2012", "the 19th century".

use super::calendar::point;
use super::word::{Span, Word};
use super::{Context, Hit};
use crate::date::{Edtf, Unit};

/// Matches a year or something larger.
pub fn find(context: &Context<'_>, at: usize) -> Option<Hit> {
    decade(context, at)
        .or_else(|| century(context, at))
        .or_else(|| qualified(context, at))
        .or_else(|| pair(context, at))
        .or_else(|| alone(context, at))
}

fn year(context: &Context<'_>, at: usize) -> Option<i16> {
    match context.word(at) {
        Word::Digits(n @ 1000..=2199, 4) => Some(n as i16),
        _ => None,
    }
}

/// "the 1950s", "early 1990s", "mid-1980s", "the nineties"
fn decade(context: &Context<'_>, at: usize) -> Option<Hit> {
    let early = matches!(context.word(at), Word::Early | Word::Late | Word::Mid);
    let the = usize::from(context.word(at) == Word::The);
    let start = at
        + the
        + usize::from(
            early
                || the == 1 && matches!(context.word(at + 1), Word::Early | Word::Late | Word::Mid),
        );
    let about = start > at + the;
    let (first, about) = match context.word(start) {
        Word::Decade(first) => (first, about),
        Word::MidDecade(first) => (first, true),
        _ => return None,
    };
    let spelled = context.text(start).len() < 5 || context.text(start).ends_with("ies");
    let aged = matches!(context.before(at), "his" | "her" | "their" | "my")
        || matches!(context.before(start), "his" | "her" | "their" | "my");
    let temperature =
        spelled && the == 0 && !matches!(context.before(start), "'" | "’" | "‘" | "the");
    if aged || temperature {
        return Some(Hit::nothing(start + 1));
    }
    let value = Edtf::Point(point(first, Unit::Decade));
    Some(Hit::absolute(
        start + 1,
        if about { value.about() } else { value },
        "decade",
    ))
}

/// "the 19th century"
fn century(context: &Context<'_>, at: usize) -> Option<Hit> {
    let the = usize::from(context.word(at) == Word::The);
    let early = usize::from(matches!(
        context.word(at + the),
        Word::Early | Word::Late | Word::Mid
    ));
    let start = at + the + early;
    let (
        Word::Ordinal(n @ 2..=21),
        Word::Unit {
            unit: Span::Century,
            plural: false,
        },
    ) = (context.word(start), context.word(start + 1))
    else {
        return None;
    };
    let value = Edtf::Point(point((n as i16 - 1) * 100, Unit::Century));
    let before_christ = matches!(context.text(start + 2), "BC" | "B.C." | "BCE");
    if before_christ {
        return Some(Hit::nothing(start + 3));
    }
    Some(Hit::absolute(
        start + 2,
        if early == 1 { value.about() } else { value },
        "century",
    ))
}

/// "early 2012", "mid-2018", "the end of 2001": the year, about.
fn qualified(context: &Context<'_>, at: usize) -> Option<Hit> {
    if let Word::MidYear(year) = context.word(at) {
        return Some(Hit::absolute(
            at + 1,
            Edtf::year(year).about(),
            "part-of-year",
        ));
    }
    let (next, about) = super::relative::part(context, at)?;
    let year = year(context, next)?;
    let value = Edtf::year(year);
    Some(Hit::absolute(
        next + 1,
        if about { value.about() } else { value },
        "part-of-year",
    ))
}

/// "2015–17", "1994 to 1998"
fn pair(context: &Context<'_>, at: usize) -> Option<Hit> {
    let first = year(context, at)?;
    let dash = context.word(at + 1) == Word::Dash;
    let joined = dash
        || matches!(context.text(at + 1), "to" | "until" | "through")
            && matches!(
                context.before(at),
                "from" | "From" | "," | "(" | "of" | "years"
            );
    let last = match context.word(at + 2) {
        Word::Digits(n, 4) if (1000..=2199).contains(&n) => n as i16,
        Word::Digits(n, 2) if dash && context.touches(at) && context.touches(at + 1) => {
            first / 100 * 100 + n as i16
        }
        _ => return None,
    };
    let more = context.word(at + 3) == Word::Dash && context.touches(at + 2);
    if !joined || last <= first || more {
        return None;
    }
    let ends = Edtf::Interval(
        Some(point(first, Unit::Year)),
        Some(point(last, Unit::Year)),
    );
    Some(Hit::absolute(at + 3, ends, "year-range"))
}

/// A lone number of four digits is a year when its neighbours allow it.
fn alone(context: &Context<'_>, at: usize) -> Option<Hit> {
    let year = year(context, at)?;
    if !is_year(context, at, year) {
        return Some(Hit::nothing(at + 1));
    }
    Some(Hit::absolute(at + 1, Edtf::year(year), "year"))
}

fn is_year(context: &Context<'_>, at: usize, year: i16) -> bool {
    const PREPOSITIONS: &[&str] = &[
        "in",
        "since",
        "during",
        "by",
        "until",
        "till",
        "from",
        "before",
        "after",
        "throughout",
        "through",
        "between",
        "and",
        "circa",
        "for",
        "of",
        "to",
        "around",
        "about",
        "late",
        "early",
        "the",
        "or",
        "than",
        "a",
        "its",
        "his",
        "her",
        "their",
        "our",
        "fiscal",
        "summer",
        "winter",
        "autumn",
        "spring",
        "election",
        "back",
        "on",
        "as",
        "into",
        "at",
        "with",
        "(",
        ",",
        "this",
        "year",
        "late",
        "an",
    ];
    const COUNTED: &[&str] = &[
        "year",
        "people",
        "men",
        "women",
        "children",
        "troops",
        "soldiers",
        "feet",
        "meters",
        "metres",
        "miles",
        "km",
        "kilometers",
        "kilometres",
        "dollars",
        "euros",
        "pounds",
        "yen",
        "points",
        "votes",
        "homes",
        "houses",
        "workers",
        "jobs",
        "cases",
        "deaths",
        "hours",
        "tons",
        "tonnes",
        "acres",
        "hectares",
        "percent",
        "per",
        "m",
        "kg",
        "MW",
        "cars",
        "seats",
        "employees",
        "residents",
        "members",
        "students",
        "years",
        "days",
        "copies",
        "units",
        "megawatts",
        "square",
        "cubic",
        "pages",
        "rooms",
        "spectators",
        "passengers",
        "police",
        "officers",
        "barrels",
        "shares",
        "words",
        "names",
        "villages",
        "schools",
        "million",
        "billion",
        "thousand",
        "hundred",
        "others",
        "GMT",
        "UTC",
        "local",
        "hrs",
        "civilians",
        "refugees",
        "families",
    ];
    let before = context.before(at);
    let next = context.text(at + 1);
    let marks = matches!(
        before,
        "$" | "£" | "€" | "¥" | "#" | "№" | "No." | "no." | "+" | "/" | "." | "@" | ":" | "&"
    ) || matches!(next, "%" | "°" | "$" | "€" | "/" | ":" | "+") && context.touches(at);
    if marks
        || COUNTED.contains(&next)
        || next == "-" && context.touches(at)
        || context.word(at.wrapping_sub(1)) == Word::Dash
    {
        return false;
    }
    let lower = before.to_ascii_lowercase();
    let governed = PREPOSITIONS.contains(&lower.as_str());
    let recent = (1800..=2100).contains(&year);
    let plain_prepositions = matches!(
        lower.as_str(),
        "in" | "since" | "until" | "by" | "during" | "from" | "between" | "year"
    );
    if matches!(
        lower.as_str(),
        "for"
            | "of"
            | "to"
            | "about"
            | "around"
            | "than"
            | "with"
            | "a"
            | "the"
            | ","
            | "on"
            | "as"
            | "at"
            | "and"
            | "or"
    ) && next.ends_with('s')
        && !context.capital(at + 1)
        && !matches!(lower.as_str(), "the" | ",")
        && next.len() > 2
        && !matches!(next, "'s" | "was" | "is" | "has" | "as")
    {
        return false;
    }
    let copula = matches!(lower.as_str(), "a" | "on" | "as" | "at" | "with" | "an")
        && !context.capital(at + 1)
        && next.is_empty();
    recent && governed && !copula
        || plain_prepositions && year >= 1400
        || recent && context.capital(at.wrapping_sub(1)) && matches!(next, "." | "" | ",")
        || recent && at == context.sentence.start && !next.ends_with('s')
        || recent
            && matches!(
                lower.as_str(),
                "presidential"
                    | "world"
                    | "cup"
                    | "olympics"
                    | "games"
                    | "general"
                    | "parliamentary"
                    | "war"
                    | "financial"
                    | "landmark"
            )
}
