//! Years, decades and centuries: "in 2017", "2015–17", "the 1950s", "early 2012", "the 19th century".

use super::calendar::{Direction, direction, point};
use super::range::LIFE;
use super::word::{Span, Word};
use super::{Context, Hit};
use crate::date::{Edtf, Unit};
use crate::extract::grammar::Class;
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
        .or_else(|| spoken(context, at))
        .or_else(|| year_end(context, at))
}

fn year(context: &Context<'_>, at: usize) -> Option<i16> {
    match context.word(at) {
        Word::Digits(n @ 1000..=2199, 4) => Some(n as i16),
        _ => None,
    }
}

/// A year in digits or as it is spoken, and where it ends: "2018", "nineteen ninety-six", "twenty fourteen".
pub fn written(context: &Context<'_>, at: usize) -> Option<(usize, i16)> {
    match (context.word(at), context.word(at + 1)) {
        (Word::Digits(n @ 1000..=2999, 4), _) => Some((at + 1, n as i16)),
        (Word::Cardinal(19), Word::Cardinal(n @ 20..=99)) => Some((at + 2, 1900 + n as i16)),
        (Word::Cardinal(20), Word::Cardinal(n @ 10..=40)) => Some((at + 2, 2000 + n as i16)),
        _ => None,
    }
}

/// "in nineteen ninety-six", "the year two thousand"
fn spoken(context: &Context<'_>, at: usize) -> Option<Hit> {
    let thousand = context.word(at) == Word::Cardinal(2)
        && context.text(at + 1) == "thousand"
        && context.before(at) == "year";
    let (end, year) = match (thousand, context.word(at)) {
        (true, _) => (at + 2, 2000),
        (_, Word::Cardinal(_)) => written(context, at)?,
        _ => return None,
    };
    Some(Hit::absolute(end, Edtf::year(year), "year"))
}

/// "by year-end", "at the year's end": about the last day of the year of publication, when books are closed.
fn year_end(context: &Context<'_>, at: usize) -> Option<Hit> {
    let the = at + usize::from(context.word(at) == Word::The);
    let unit = context.word(the).is_unit(Span::Year);
    let possessive = usize::from(matches!(context.text(the + 1), "'s" | "’s"));
    let end = match context.text(the) {
        "year-end" | "Year-end" | "yearend" => the + 1,
        _ if unit && context.text(the + 1 + possessive) == "end" => the + 2 + possessive,
        _ => return None,
    };
    let governed = matches!(
        context.before(at),
        "by" | "By" | "at" | "At" | "before" | "until" | "around" | "near" | "since" | "to"
    );
    let Some(date) = context.published() else {
        return Some(Hit::unanchored(end));
    };
    // "since year-end" and, in January, "at year-end" look back.
    let back = context.before(at) == "since"
        || date.month() <= 2 && direction(context, at..end) == Direction::Past;
    let year = date.year().saturating_sub(i16::from(back));
    let value = Edtf::year(year).latest().map(|day| Edtf::day(day).about());
    let value = value.filter(|_| governed && !context.is_noun(end));
    Some(Hit::relative(end, value, "year-end"))
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
    // "the 70s and 80s"
    let listed = start > at + the || matches!(context.before(start), "and" | "or");
    let second = listed
        && start
            .checked_sub(2)
            .is_some_and(|ix| matches!(context.word(ix), Word::Decade(_)));
    let temperature =
        spelled && the == 0 && !second && !matches!(context.before(start), "'" | "’" | "‘" | "the");
    if aged || temperature {
        return Some(Hit::nothing(start + 1));
    }
    // "the 1600s" are a hundred years; "the 1900s" either.
    let unit = match first {
        ..=1800 if first % 100 == 0 => Unit::Century,
        1900 => return Some(Hit::nothing(start + 1)),
        _ => Unit::Decade,
    };
    if context.text(start + 1).starts_with('°') {
        return Some(Hit::nothing(start + 1));
    }
    let value = Edtf::Point(point(first, unit));
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
    // "from 1994 to 1998" is a beginning and an end.
    let joined = dash
        || matches!(context.text(at + 1), "to" | "until" | "through")
            && matches!(context.before(at), "," | "(" | "of" | "years");
    let last = match context.word(at + 2) {
        Word::Digits(n, 4) if (1000..=2199).contains(&n) => n as i16,
        Word::Digits(n, 2) if dash && context.touches(at) && context.touches(at + 1) => {
            first / 100 * 100 + n as i16
        }
        _ => return None,
    };
    let more = context.word(at + 3) == Word::Dash && context.touches(at + 2);
    let life = context.before(at) == "(" && last.saturating_sub(first) > LIFE;
    if life {
        return Some(Hit::absolute(at + 1, Edtf::year(first), "year"));
    }
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
    if is_death(context, at) {
        return true;
    }
    const NUMBERED: [&str; 12] = [
        "Flight", "Route", "Highway", "Room", "Box", "Section", "Unit", "Model", "Channel",
        "Suite", "Bus", "Local",
    ];
    if is_marked(context, at)
        || NUMBERED.contains(&context.before(at))
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
        || is_attribute(context, at, year)
        || before == "due" && !context.is_noun(at + 1) && (1950..=2100).contains(&year)
}

/// "(1704 – 1787)": the second year of a life.
fn is_death(context: &Context<'_>, at: usize) -> bool {
    let dash = at
        .checked_sub(3)
        .filter(|_| context.word(at - 1) == Word::Dash);
    dash.is_some_and(|open| context.text(open) == "(" && year(context, open + 1).is_some())
}

/// "his failed 1996 campaign", "that 1978 resolution", "Expo 2016 in Toronto": a year of our time between an adjective or
/// a pronoun and one noun, or behind a name. Counts stand before plurals or behind words of quantity.
fn is_attribute(context: &Context<'_>, at: usize, year: i16) -> bool {
    let now = context.published().map_or(2030, |date| date.year());
    if !(1900..=now.saturating_add(10)).contains(&year) {
        return false;
    }
    let next = context.text(at + 1);
    let before = context.before(at);
    let name = context.capital(at.wrapping_sub(1)) && (now - year).abs() <= 2;
    if name
        && matches!(
            next,
            "in" | "at" | "on" | "and" | "was" | "is" | "will" | "–"
        )
    {
        return true;
    }
    const QUANTITY: &[&str] = &[
        "some",
        "nearly",
        "almost",
        "about",
        "over",
        "only",
        "another",
        "additional",
        "least",
        "than",
        "roughly",
        "approximately",
        "around",
        "up",
        "further",
        "extra",
        "all",
        "every",
        "more",
        "most",
        "many",
        "other",
        "total",
        "under",
        "each",
        "per",
        "million",
        "billion",
        "half",
    ];
    let class = context.class(at.wrapping_sub(1));
    let qualifies = at > context.sentence.start
        && (class == Class::Word && !QUANTITY.contains(&before)
            || matches!(
                before,
                "that" | "That" | "this" | "This" | "whose" | "'s" | "’s"
            ));
    let owned = matches!(before, "'s" | "’s" | "whose") && context.class(at + 1) == Class::Word;
    qualifies && (owned || context.is_noun(at + 1)) && !next.ends_with('s')
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
    ) || matches!(next, "%" | "°" | "$" | "€" | "/" | "+" | "-") && context.touches(at)
        || next == ":" && context.touches(at) && matches!(context.word(at + 2), Word::Digits(..))
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
