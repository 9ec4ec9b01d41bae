//! Years, decades and centuries: "in 2017", "2015–17", "the 1950s", "early 2012", "the 19th century".

use super::calendar::point;
use super::word::{Span, Word};
use super::{Context, Hit};
use crate::date::{Edtf, Unit};
use crate::extract::lexicon::lines;
use std::collections::HashSet;
use std::sync::LazyLock;

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
    let next = context.text(at + 1);
    let before = context.before(at).to_ascii_lowercase();
    let before = before.as_str();
    if is_marked(context, at)
        || NEIGHBOURS.contains(&("counted", next))
        || is_count(context, at, before)
    {
        return false;
    }
    let recent = (1800..=2100).contains(&year);
    let strong = matches!(
        before,
        "in" | "since" | "until" | "by" | "during" | "from" | "between" | "year"
    );
    let at_end = matches!(next, "." | "" | ",");
    let dangling = matches!(before, "a" | "on" | "as" | "at" | "with" | "an") && next.is_empty();
    strong && year >= 1400
        || recent && NEIGHBOURS.contains(&("before", before)) && !dangling
        || recent && context.capital(at.wrapping_sub(1)) && at_end
        || recent && at == context.sentence.start && !next.ends_with('s')
}

/// Words beside a number that tell years from counts: see `data/year_neighbours.tsv`.
static NEIGHBOURS: LazyLock<HashSet<(&'static str, &'static str)>> = LazyLock::new(|| {
    lines(include_str!("../data/year_neighbours.tsv"))
        .filter_map(|line| line.split_once('\t'))
        .collect()
});

/// "$2018", "2018%", "No. 2018", "12/2018"
fn is_marked(context: &Context<'_>, at: usize) -> bool {
    let before = context.before(at);
    let next = context.text(at + 1);
    matches!(
        before,
        "$" | "£" | "€" | "¥" | "#" | "№" | "No." | "no." | "+" | "/" | "." | "@" | ":" | "&"
    ) || matches!(next, "%" | "°" | "$" | "€" | "/" | ":" | "+" | "-") && context.touches(at)
        || context.word(at.wrapping_sub(1)) == Word::Dash
}

/// "of 2019 soldiers", "a 2000 homes": a plural after a preposition that years and counts share.
fn is_count(context: &Context<'_>, at: usize, before: &str) -> bool {
    let next = context.text(at + 1);
    let shared = matches!(
        before,
        "for"
            | "of"
            | "to"
            | "about"
            | "around"
            | "than"
            | "with"
            | "a"
            | "on"
            | "as"
            | "at"
            | "and"
            | "or"
    );
    let plural = next.len() > 2
        && next.ends_with('s')
        && !matches!(next, "'s" | "was" | "is" | "has" | "as");
    shared && plural && !context.capital(at + 1)
}
