//! Points in time as people write them in front matter.

use super::article::Published;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{Offset, TimeZone};

/// Why a text is no date.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DateError {
    /// A day or time that does not exist.
    #[error("`{0}`: there is no such day or time")]
    Impossible(String),
    /// Not of the form.
    #[error("`{0}` is no date")]
    Form(String),
}

/// Reads `2019-01-18`, `2019-01-18T10:00:00Z`, `2019-01-18 10:00 +0900` and the like. The day is the one written,
/// whatever the zone; without a zone there is no instant.
///
/// # Errors
/// Anything else.
pub fn parse(text: &str) -> Result<Published, DateError> {
    let form = || DateError::Form(text.to_owned());
    let impossible = || DateError::Impossible(text.to_owned());
    let (date, rest) = text.split_at_checked(10).ok_or_else(form)?;
    let (year, month, day) = numbers(date).ok_or_else(form)?;
    let day = Date::new(year, month, day).map_err(|_| impossible())?;
    let rest = match rest.strip_prefix(['T', 't', ' ']) {
        Some(rest) => rest.trim(),
        None if rest.is_empty() => {
            return Ok(Published { day, instant: None });
        }
        None => return Err(form()),
    };
    let zone_at = rest.find(|ch: char| !ch.is_ascii_digit() && !matches!(ch, ':' | '.' | ','));
    let (clock, zone) = rest.split_at(zone_at.unwrap_or(rest.len()));
    let time = time(clock).ok_or_else(form)?.ok_or_else(impossible)?;
    let instant = match zone.trim() {
        "" => None,
        zone => {
            let offset = offset(zone).ok_or_else(form)?;
            let local = DateTime::from_parts(day, time);
            let instant = TimeZone::fixed(offset)
                .to_ambiguous_timestamp(local)
                .compatible();
            Some(instant.map_err(|_| impossible())?)
        }
    };
    Ok(Published { day, instant })
}

/// A day at the beginning or end of a file's name: `2019-01-18-summit`, `summit-2019-01-18`.
pub fn in_name(stem: &str) -> Option<Date> {
    let is_apart = |rest: &str, edge: Option<char>| {
        rest.is_empty() || edge.is_some_and(|ch| !ch.is_ascii_alphanumeric())
    };
    let to_date = |text: &str| {
        let (year, month, day) = numbers(text)?;
        Date::new(year, month, day).ok()
    };
    let head = stem
        .split_at_checked(10)
        .filter(|(_, rest)| is_apart(rest, rest.chars().next()));
    let tail = stem
        .len()
        .checked_sub(10)
        .and_then(|at| stem.split_at_checked(at))
        .filter(|(rest, _)| is_apart(rest, rest.chars().next_back()));
    head.and_then(|(date, _)| to_date(date))
        .or_else(|| tail.and_then(|(_, date)| to_date(date)))
}

/// The three numbers of `2019-01-18`.
fn numbers(date: &str) -> Option<(i16, i8, i8)> {
    let mut parts = date.split('-');
    let mut number = |len: usize| {
        let part = parts.next()?;
        (part.len() == len && part.bytes().all(|byte| byte.is_ascii_digit())).then_some(part)
    };
    let (year, month, day) = (number(4)?, number(2)?, number(2)?);
    if parts.next().is_some() {
        return None;
    }
    Some((year.parse().ok()?, month.parse().ok()?, day.parse().ok()?))
}

/// `10:00`, `10:00:30`, `10:00:30.25`; the inner `None` is a time that no clock shows.
fn time(clock: &str) -> Option<Option<Time>> {
    let (clock, _fraction) = clock.split_once(['.', ',']).unwrap_or((clock, ""));
    let mut parts = clock.split(':').map(|part| {
        let is_number =
            (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then(|| part.parse::<i8>().ok()).flatten()
    });
    let (hour, minute) = (parts.next()??, parts.next()??);
    let second = match parts.next() {
        Some(second) => second?,
        None => 0,
    };
    match parts.next() {
        Some(_) => None,
        // Leap seconds belong to the minute before.
        None => Some(
            Time::new(hour, minute, second.min(59), 0)
                .ok()
                .filter(|_| second <= 60),
        ),
    }
}

/// `Z`, `UTC`, `+09:00`, `-0500`, `+09`
fn offset(zone: &str) -> Option<Offset> {
    if matches!(zone, "Z" | "z" | "UTC" | "GMT") {
        return Some(Offset::UTC);
    }
    let sign = match zone.as_bytes().first()? {
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    let digits: String = zone.get(1..)?.split(':').collect();
    if !matches!(digits.len(), 2 | 4) || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let hours: i32 = digits.get(..2)?.parse().ok()?;
    let minutes: i32 = digits
        .get(2..)
        .filter(|rest| !rest.is_empty())
        .map_or(Ok(0), str::parse)
        .ok()?;
    (minutes < 60).then_some(())?;
    Offset::from_seconds(sign * (hours * 3600 + minutes * 60)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn at(text: &str) -> (Date, Option<String>) {
        let published = parse(text).unwrap();
        (
            published.day,
            published.instant.map(|instant| instant.to_string()),
        )
    }

    #[test]
    fn the_day_is_the_one_that_is_written() {
        let day = date(2019, 1, 18);
        assert_eq!(at("2019-01-18"), (day, None));
        assert_eq!(at("2019-01-18 10:00"), (day, None));
        assert_eq!(
            at("2019-01-18T23:30:00-05:00"),
            (day, Some("2019-01-19T04:30:00Z".into()))
        );
        assert_eq!(
            at("2019-01-18 01:00 +0900"),
            (day, Some("2019-01-17T16:00:00Z".into()))
        );
        assert_eq!(
            at("2019-01-18T10:00:30.25Z"),
            (day, Some("2019-01-18T10:00:30Z".into()))
        );
        assert_eq!(at("0001-01-01").0, date(1, 1, 1));
        assert_eq!(at("9999-12-31").0, date(9999, 12, 31));
    }

    #[test]
    fn what_is_no_date_is_told_from_what_cannot_be() {
        for text in [
            "2024-02-31",
            "2023-02-29",
            "2019-13-01",
            "2019-01-18T25:00Z",
        ] {
            assert_eq!(parse(text), Err(DateError::Impossible(text.into())));
        }
        for text in [
            "",
            "2019",
            "18.1.2019",
            "2019-1-18",
            "2019-01-18x",
            "2019-01-18T10",
            "2019-01-18 10:00 CET",
            "２019-01-18",
        ] {
            assert_eq!(parse(text), Err(DateError::Form(text.into())), "{text}");
        }
    }

    #[test]
    fn file_names_may_bear_a_date() {
        assert_eq!(in_name("2018-04-27-summit"), Some(date(2018, 4, 27)));
        assert_eq!(in_name("summit-2019-01-18"), Some(date(2019, 1, 18)));
        assert_eq!(in_name("2019-01-18"), Some(date(2019, 1, 18)));
        for name in [
            "summit",
            "a-2019-01-18-b",
            "12019-01-18",
            "2019-02-30-x",
            "é2019-01-18x",
            "2019-01-180",
        ] {
            assert_eq!(in_name(name), None, "{name}");
        }
    }
}
