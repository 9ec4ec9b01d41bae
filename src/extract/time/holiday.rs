//! Holidays that fix a day: "New Year's Day", "Christmas", "Good Friday". The list is `data/holidays.tsv`.

use super::calendar::{Direction, direction, nearest_weekday, shift, weekday};
use super::word::Word;
use super::{Context, Hit};
use crate::date::{Edtf, Point};
use crate::extract::facts::Anchor;
use crate::extract::grammar::Class;
use crate::extract::lexicon::lines;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// When a holiday falls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum When {
    /// Month and day.
    Fixed(i8, i8),
    /// The nth weekday of a month; `n` 5 is the last.
    Nth { month: i8, weekday: i8, n: i8 },
    /// Days after Easter Sunday of the western churches.
    Easter(i32),
}

struct Holiday {
    words: Vec<&'static str>,
    when: When,
}

/// By first word, longest first.
static HOLIDAYS: LazyLock<BTreeMap<&'static str, Vec<Holiday>>> = LazyLock::new(|| {
    let mut map: BTreeMap<&'static str, Vec<Holiday>> = BTreeMap::new();
    for (name, rule) in
        lines(include_str!("../data/holidays.tsv")).filter_map(|line| line.split_once('\t'))
    {
        let words: Vec<&str> = name.split(' ').collect();
        if let (Some(first), Some(when)) = (words.first().copied(), when(rule)) {
            map.entry(first).or_default().push(Holiday { words, when });
        }
    }
    for list in map.values_mut() {
        list.sort_by_key(|holiday| std::cmp::Reverse(holiday.words.len()));
    }
    map
});

fn when(rule: &str) -> Option<When> {
    let mut parts = rule.split(' ');
    let kind = parts.next()?;
    let mut number = || parts.next()?.parse::<i32>().ok();
    Some(match kind {
        "fixed" => When::Fixed(number()? as i8, number()? as i8),
        "nth" => When::Nth {
            month: number()? as i8,
            weekday: number()? as i8,
            n: number()? as i8,
        },
        "easter" => When::Easter(number()?),
        _ => return None,
    })
}

/// Matches a holiday's name, with a year after it or not.
pub fn find(context: &Context<'_>, at: usize) -> Option<Hit> {
    let small = matches!(
        context.class(at.wrapping_sub(1)),
        Class::Capital | Class::Time
    );
    let name_before = at > context.sentence.start && context.capital(at - 1) && small;
    if !context.capital(at) || name_before {
        return None;
    }
    let (length, when) = HOLIDAYS.get(context.text(at))?.iter().find_map(|holiday| {
        let mut words = holiday.words.iter().enumerate();
        let fits = words.all(|(ix, word)| {
            context.text(at + ix) == *word || *word == "'s" && context.text(at + ix) == "’s"
        });
        fits.then_some((holiday.words.len(), holiday.when))
    })?;
    let end = at + length;
    if longer_name(context, end) {
        return Some(Hit::nothing(end));
    }
    if let Word::Digits(year @ 1000..=2999, 4) = context.word(end) {
        let value = day(when, year as i16).map(Edtf::day);
        return Some(value.map_or(Hit::nothing(end), |value| {
            Hit::absolute(end + 1, value, "holiday")
        }));
    }
    let Some(date) = context.published() else {
        return Some(Hit::unanchored(end));
    };
    // "Easter Sunday, April 12": the written date follows by itself.
    let value = nearest(when, date, direction(context, at..end));
    Some(match value {
        Some(value) => Hit {
            end,
            value: super::Value::Date(named(context, end, value), Anchor::Publication),
            rule: "holiday",
        },
        None => Hit::nothing(end),
    })
}

/// "Christmas Island", "Easter Rising", "Christmas sales", "New Year's address" is a day still.
fn longer_name(context: &Context<'_>, end: usize) -> bool {
    let next = context.text(end);
    context.capital(end) && !matches!(context.word(end), Word::Month { .. } | Word::Weekday(_))
        || matches!(
            next,
            "period"
                | "season"
                | "holidays"
                | "holiday"
                | "sales"
                | "tree"
                | "trees"
                | "shopping"
                | "party"
                | "break"
                | "gift"
                | "gifts"
                | "presents"
                | "carols"
                | "markets"
                | "market"
                | "weekend"
                | "week"
                | "lights"
                | "card"
                | "cards"
                | "recess"
                | "vacation"
                | "rush"
                | "bonus"
                | "bonuses"
                | "celebrations"
                | "festivities"
        )
}

/// "the New Year's address", "a Christmas message": given for the day, perhaps not on it.
fn named(context: &Context<'_>, end: usize, day: Date) -> Edtf {
    let noun = matches!(
        context.text(end),
        "address" | "message" | "speech" | "sermon" | "letter" | "greeting" | "greetings"
    );
    let point = Point {
        uncertain: noun,
        ..Point::day(day)
    };
    Edtf::Point(point)
}

fn day(when: When, year: i16) -> Option<Date> {
    match when {
        When::Fixed(month, day) => Date::new(year, month, day).ok(),
        When::Nth {
            month,
            weekday: day,
            n,
        } => {
            let first = nearest_weekday(Date::new(year, month, 1).ok()?, day, Direction::Future)?;
            let date = shift(first, 7 * (i32::from(n) - 1))?;
            if date.month() == month {
                Some(date)
            } else {
                shift(date, -7)
            }
        }
        When::Easter(days) => shift(easter(year)?, days),
    }
}

/// Easter Sunday in the Gregorian calendar, by the anonymous algorithm of 1876.
fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y.rem_euclid(19), y.div_euclid(100), y.rem_euclid(100));
    let (d, e) = (b / 4, b % 4);
    let f = (b + 8) / 25;
    let g = (b - f + 1) / 3;
    let h = (19 * a + b - d - g + 15).rem_euclid(30);
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k).rem_euclid(7);
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    let date = Date::new(year, (n / 31) as i8, (n % 31 + 1) as i8).ok()?;
    debug_assert_eq!(weekday(date), 7);
    Some(date)
}

fn nearest(when: When, date: Date, direction: Direction) -> Option<Date> {
    let days = [-1, 0, 1].map(|offset| day(when, date.year().saturating_add(offset)));
    let distance = |other: Date| (other - date).get_days();
    let past = days
        .iter()
        .rev()
        .flatten()
        .copied()
        .find(|day| distance(*day) <= 0);
    let future = days
        .iter()
        .flatten()
        .copied()
        .find(|day| distance(*day) >= 0);
    let (back, ahead) = (
        past.map_or(i32::MAX, |day| -distance(day)),
        future.map_or(i32::MAX, distance),
    );
    match direction {
        Direction::Past if back > 270 && ahead < 60 => future,
        Direction::Past => past,
        Direction::Future => future,
        Direction::Open if back <= 75 && ahead > 180 => past,
        Direction::Open if ahead <= 75 && back > 180 => future,
        Direction::Open => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn movable_feasts_fall_where_the_calendar_says() {
        assert_eq!(easter(2019), Some(date(2019, 4, 21)));
        assert_eq!(easter(2024), Some(date(2024, 3, 31)));
        let thanksgiving = When::Nth {
            month: 11,
            weekday: 4,
            n: 4,
        };
        assert_eq!(day(thanksgiving, 2014), Some(date(2014, 11, 27)));
        let memorial = When::Nth {
            month: 5,
            weekday: 1,
            n: 5,
        };
        assert_eq!(day(memorial, 2018), Some(date(2018, 5, 28)));
        assert_eq!(day(When::Easter(-2), 2014), Some(date(2014, 4, 18)));
        assert!(easter(9999).is_some() && easter(-9999).is_some());
    }

    #[test]
    fn the_list_is_read_whole() {
        let listed = lines(include_str!("../data/holidays.tsv")).count();
        assert_eq!(HOLIDAYS.values().map(Vec::len).sum::<usize>(), listed);
    }
}
