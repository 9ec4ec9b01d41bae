//! Dates as EDTF (ISO 8601-2:2019, level 1): a day, month, season, quarter, year, decade or interval, perhaps
//! approximate or uncertain, always with its first and last day.

use jiff::civil::{Date, Weekday};
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

/// A calendar date of some precision, or an interval of two. The order is by first day, then by last day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Edtf {
    /// One calendar unit.
    Point(Point),
    /// From the first day of one to the last day of the other; `None` is an open end (`..`).
    Interval(Option<Point>, Option<Point>),
}

/// One calendar unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Point {
    /// Year; for a decade or century its first year.
    pub year: i16,
    /// What the point covers.
    pub unit: Unit,
    /// `~`: about.
    pub approximate: bool,
    /// `?`: uncertain.
    pub uncertain: bool,
}

/// The unit that a [`Point`] covers, from coarse to fine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Unit {
    /// `20XX`
    Century,
    /// `201X`
    Decade,
    /// `2018`
    Year,
    /// `2018-40`, `2018-41`: half-years, by number 1 and 2.
    Half(u8),
    /// `2018-33` to `2018-36`: quarters, by number 1 to 4.
    Quarter(u8),
    /// `2018-21` to `2018-24`: spring, summer, autumn, winter, by number 1 to 4.
    Season(u8),
    /// `2018-06`
    Month(u8),
    /// `2018-06-12`: month and day.
    Day(u8, u8),
}

impl Edtf {
    /// One day.
    pub fn day(date: Date) -> Self {
        Self::Point(Point::day(date))
    }

    /// One month, 1 to 12.
    pub fn month(year: i16, month: u8) -> Self {
        Self::Point(Point {
            year,
            unit: Unit::Month(month),
            approximate: false,
            uncertain: false,
        })
    }

    /// One year.
    pub fn year(year: i16) -> Self {
        Self::Point(Point {
            year,
            unit: Unit::Year,
            approximate: false,
            uncertain: false,
        })
    }

    /// From day to day, both included.
    pub fn days(first: Date, last: Date) -> Self {
        Self::Interval(Some(Point::day(first)), Some(Point::day(last)))
    }

    /// The first day it can mean; `None` for an open beginning.
    pub fn earliest(&self) -> Option<Date> {
        match self {
            Self::Point(point) => Some(point.earliest()),
            Self::Interval(first, _) => first.as_ref().map(Point::earliest),
        }
    }

    /// The last day it can mean; `None` for an open end.
    pub fn latest(&self) -> Option<Date> {
        match self {
            Self::Point(point) => Some(point.latest()),
            Self::Interval(_, last) => last.as_ref().map(Point::latest),
        }
    }

    /// The point with the `~` of "about".
    pub fn about(self) -> Self {
        let about = |point: Point| Point {
            approximate: true,
            ..point
        };
        match self {
            Self::Point(point) => Self::Point(about(point)),
            Self::Interval(first, last) => Self::Interval(first.map(about), last.map(about)),
        }
    }

    /// The day, when it is exactly one.
    pub fn as_day(&self) -> Option<Date> {
        match self {
            Self::Point(point) if matches!(point.unit, Unit::Day(..)) => Some(point.earliest()),
            _ => None,
        }
    }

    /// How many days it spans; `None` when an end is open.
    pub fn length(&self) -> Option<i32> {
        let (first, last) = (self.earliest()?, self.latest()?);
        Some((last - first).get_days() + 1)
    }

    /// First and last day for sorting; open ends lie beyond all others.
    pub fn bounds(&self) -> (Date, Date) {
        (
            self.earliest().unwrap_or(Date::MIN),
            self.latest().unwrap_or(Date::MAX),
        )
    }

    /// For readers: "18 January 2019", "June 2018", "week of 7 January 2019", "about February 2019".
    pub fn human(&self) -> String {
        words(self, &MONTHS)
    }

    /// For lists: "18 Jan 2019", "Jun 2018", "week of 7 Jan 2019".
    pub fn short(&self) -> String {
        words(self, &MONTHS.map(|month| month.get(..3).unwrap_or(month)))
    }

    /// A valid value for `<time datetime>`; `None` for what HTML cannot say (intervals, seasons, "about").
    pub fn html_datetime(&self) -> Option<String> {
        let Self::Point(point) = self else {
            return None;
        };
        let sayable = matches!(point.unit, Unit::Year | Unit::Month(_) | Unit::Day(..));
        (sayable && point.year > 0 && !point.approximate && !point.uncertain)
            .then(|| point.to_string())
    }

    /// Valid values for the `<time datetime>` of both ends of an interval; `None` unless HTML can say both.
    pub fn html_ends(&self) -> Option<[String; 2]> {
        let Self::Interval(Some(first), Some(last)) = self else {
            return None;
        };
        let said = |point: &Point| Self::Point(*point).html_datetime();
        Some([said(first)?, said(last)?])
    }

    /// True when at least one day can be meant by both.
    pub fn overlaps(&self, other: &Self) -> bool {
        let before = |end: Option<Date>, start: Option<Date>| matches!((end, start), (Some(end), Some(start)) if end < start);
        !before(self.latest(), other.earliest()) && !before(other.latest(), self.earliest())
    }
}

impl Point {
    /// One day.
    pub fn day(date: Date) -> Self {
        Self {
            year: date.year(),
            unit: Unit::Day(date.month() as u8, date.day() as u8),
            approximate: false,
            uncertain: false,
        }
    }

    /// First day.
    pub fn earliest(&self) -> Date {
        match self.unit {
            Unit::Century | Unit::Decade | Unit::Year => first(self.year, 1),
            Unit::Half(n) => first(self.year, n * 6 - 5),
            Unit::Quarter(n) => first(self.year, n * 3 - 2),
            Unit::Season(n) => first(self.year, n * 3),
            Unit::Month(n) => first(self.year, n),
            Unit::Day(month, day) => Date::new(self.year, month as i8, day as i8)
                .unwrap_or_else(|_| last(self.year, month)),
        }
    }

    /// Last day.
    pub fn latest(&self) -> Date {
        match self.unit {
            Unit::Century => last(self.year.saturating_add(99), 12),
            Unit::Decade => last(self.year.saturating_add(9), 12),
            Unit::Year => last(self.year, 12),
            Unit::Half(n) => last(self.year, n * 6),
            Unit::Quarter(n) => last(self.year, n * 3),
            Unit::Season(4) => last(self.year.saturating_add(1), 2),
            Unit::Season(n) => last(self.year, n * 3 + 2),
            Unit::Month(n) => last(self.year, n),
            Unit::Day(..) => self.earliest(),
        }
    }
}

fn first(year: i16, month: u8) -> Date {
    Date::new(year, month as i8, 1).unwrap_or(Date::MAX)
}

fn last(year: i16, month: u8) -> Date {
    first(year, month).last_of_month()
}

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let year = self.year;
        match self.unit {
            Unit::Century => write!(f, "{:02}XX", year / 100)?,
            Unit::Decade => write!(f, "{:03}X", year / 10)?,
            Unit::Year => write!(f, "{year:04}")?,
            Unit::Half(n) => write!(f, "{year:04}-{}", 39 + n)?,
            Unit::Quarter(n) => write!(f, "{year:04}-{}", 32 + n)?,
            Unit::Season(n) => write!(f, "{year:04}-{}", 20 + n)?,
            Unit::Month(n) => write!(f, "{year:04}-{n:02}")?,
            Unit::Day(month, day) => write!(f, "{year:04}-{month:02}-{day:02}")?,
        }
        match (self.approximate, self.uncertain) {
            (true, true) => f.write_str("%"),
            (true, false) => f.write_str("~"),
            (false, true) => f.write_str("?"),
            (false, false) => Ok(()),
        }
    }
}

impl fmt::Display for Edtf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let end = |f: &mut fmt::Formatter<'_>, point: &Option<Point>| match point {
            Some(point) => point.fmt(f),
            None => f.write_str(".."),
        };
        match self {
            Self::Point(point) => point.fmt(f),
            Self::Interval(first, last) => {
                end(f, first)?;
                f.write_str("/")?;
                end(f, last)
            }
        }
    }
}

impl Ord for Edtf {
    fn cmp(&self, other: &Self) -> Ordering {
        let parts = |date: &Self| match *date {
            Self::Point(point) => (0, Some(point), None),
            Self::Interval(first, last) => (1, first, last),
        };
        self.bounds()
            .cmp(&other.bounds())
            .then_with(|| parts(self).cmp(&parts(other)))
    }
}

impl PartialOrd for Edtf {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Why a text is no date.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EdtfError {
    /// Not of the form.
    #[error(
        "`{0}` is not an EDTF date (such as 2019-01-18, 2019-01, 2019, 201X, 2019-21, 2019-02~, 2019-01-07/2019-01-13)"
    )]
    Form(String),
    /// A month or season number that does not exist.
    #[error("`{0}`: there is no month {1}")]
    Month(String, u8),
    /// A day that the month does not have.
    #[error("`{0}`: {1} has no day {2}")]
    Day(String, String, u8),
    /// An interval whose end lies before its beginning.
    #[error("`{0}`: the interval ends before it begins")]
    Order(String),
}

impl FromStr for Edtf {
    type Err = EdtfError;

    fn from_str(text: &str) -> Result<Self, EdtfError> {
        let Some((first, last)) = text.split_once('/') else {
            return text.parse().map(Self::Point);
        };
        let end = |part: &str| match part {
            ".." => Ok(None),
            part => part.parse().map(Some),
        };
        let interval = Self::Interval(end(first)?, end(last)?);
        match (interval.earliest(), interval.latest()) {
            (None, None) => Err(EdtfError::Form(text.to_owned())),
            (Some(first), Some(last)) if last < first => Err(EdtfError::Order(text.to_owned())),
            _ => Ok(interval),
        }
    }
}

impl FromStr for Point {
    type Err = EdtfError;

    fn from_str(text: &str) -> Result<Self, EdtfError> {
        let form = || EdtfError::Form(text.to_owned());
        let (body, approximate, uncertain) = match text.as_bytes().last() {
            Some(b'~') => (text.strip_suffix('~'), true, false),
            Some(b'?') => (text.strip_suffix('?'), false, true),
            Some(b'%') => (text.strip_suffix('%'), true, true),
            _ => (Some(text), false, false),
        };
        let mut parts = body.unwrap_or_default().split('-');
        let year = parts.next().unwrap_or_default();
        let (month, day) = (parts.next(), parts.next());
        if parts.next().is_some() || year.len() != 4 {
            return Err(form());
        }
        let coarse = year
            .find('X')
            .map(|at| (at, year.get(..at).unwrap_or_default()));
        let (year, unit) = match (coarse, month, day) {
            (Some((2, head)), None, None) if year.ends_with("XX") => {
                (digits(head, 2).ok_or_else(form)? * 100, Unit::Century)
            }
            (Some((3, head)), None, None) => (digits(head, 3).ok_or_else(form)? * 10, Unit::Decade),
            (Some(_), ..) => return Err(form()),
            (None, month, day) => (
                digits(year, 4).ok_or_else(form)?,
                unit(text, digits(year, 4).ok_or_else(form)?, month, day)?,
            ),
        };
        Ok(Self {
            year,
            unit,
            approximate,
            uncertain,
        })
    }
}

/// A number of exactly `length` ASCII digits.
fn digits(text: &str, length: usize) -> Option<i16> {
    let only = text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit());
    only.then(|| text.parse().ok()).flatten()
}

fn unit(text: &str, year: i16, month: Option<&str>, day: Option<&str>) -> Result<Unit, EdtfError> {
    let form = || EdtfError::Form(text.to_owned());
    let number = match (month, day) {
        (None, _) | (Some("XX"), None | Some("XX")) => return Ok(Unit::Year),
        (Some(month), _) => digits(month, 2).ok_or_else(form)? as u8,
    };
    let Some(day) = day else {
        return match number {
            1..=12 => Ok(Unit::Month(number)),
            21..=24 => Ok(Unit::Season(number - 20)),
            33..=36 => Ok(Unit::Quarter(number - 32)),
            40 | 41 => Ok(Unit::Half(number - 39)),
            _ => Err(EdtfError::Month(text.to_owned(), number)),
        };
    };
    if !(1..=12).contains(&number) {
        return Err(EdtfError::Month(text.to_owned(), number));
    }
    if day == "XX" {
        return Ok(Unit::Month(number));
    }
    let day = digits(day, 2).ok_or_else(form)? as u8;
    match Date::new(year, number as i8, day as i8) {
        Ok(_) => Ok(Unit::Day(number, day)),
        Err(_) => {
            let month = format!("{} {year}", name(&MONTHS, number));
            Err(EdtfError::Day(text.to_owned(), month, day))
        }
    }
}

/// Days in caches: three numbers instead of a text. For `#[serde(with = "crate::date::days")]`.
pub mod days {
    use jiff::civil::Date;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    /// Writes a day.
    ///
    /// # Errors
    /// Those of the format.
    pub fn serialize<S: Serializer>(day: &Option<Date>, serializer: S) -> Result<S::Ok, S::Error> {
        day.map(|day| (day.year(), day.month(), day.day()))
            .serialize(serializer)
    }

    /// Reads a day.
    ///
    /// # Errors
    /// A day that does not exist.
    pub fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Date>, D::Error> {
        let day = Option::<(i16, i8, i8)>::deserialize(deserializer)?;
        day.map(|(year, month, day)| Date::new(year, month, day).map_err(serde::de::Error::custom))
            .transpose()
    }
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

fn name<'a>(months: &[&'a str; 12], number: u8) -> &'a str {
    let ix = usize::from(number).saturating_sub(1);
    months.get(ix).copied().unwrap_or_default()
}

fn words(date: &Edtf, months: &[&str; 12]) -> String {
    match date {
        Edtf::Point(point) => point_words(point, months),
        Edtf::Interval(Some(first), Some(last)) => interval_words(first, last, months),
        Edtf::Interval(Some(first), None) => format!("from {}", point_words(first, months)),
        Edtf::Interval(None, Some(last)) => format!("until {}", point_words(last, months)),
        Edtf::Interval(None, None) => "at no known time".to_owned(),
    }
}

fn point_words(point: &Point, months: &[&str; 12]) -> String {
    let year = point.year;
    let long = months == &MONTHS;
    let body = match point.unit {
        Unit::Century => format!("the {} century", ordinal(year / 100 + 1)),
        Unit::Decade => format!("the {year}s"),
        Unit::Year => year.to_string(),
        Unit::Half(n) if long => format!(
            "the {} half of {year}",
            if n == 1 { "first" } else { "second" }
        ),
        Unit::Half(n) => format!("H{n} {year}"),
        Unit::Quarter(n) if long => {
            let nth = ["first", "second", "third", "fourth"];
            let nth = nth.get(usize::from(n).saturating_sub(1)).unwrap_or(&"last");
            format!("the {nth} quarter of {year}")
        }
        Unit::Quarter(n) => format!("Q{n} {year}"),
        Unit::Season(1) => format!("spring {year}"),
        Unit::Season(2) => format!("summer {year}"),
        Unit::Season(3) => format!("autumn {year}"),
        Unit::Season(_) => format!("winter {year}–{:02}", (year + 1) % 100),
        Unit::Month(month) => format!("{} {year}", name(months, month)),
        Unit::Day(month, day) => format!("{day} {} {year}", name(months, month)),
    };
    match (point.approximate, point.uncertain) {
        (true, true) => format!("possibly about {body}"),
        (true, false) => format!("about {body}"),
        (false, true) => format!("possibly {body}"),
        (false, false) => body,
    }
}

/// "7–10 January 2019", "June–August 2018", "week of 7 January 2019"; anything else as two points.
fn interval_words(first: &Point, last: &Point, months: &[&str; 12]) -> String {
    let sure = |point: &Point| !point.approximate && !point.uncertain;
    let two = || {
        format!(
            "{} – {}",
            point_words(first, months),
            point_words(last, months)
        )
    };
    if !sure(first) || !sure(last) {
        return two();
    }
    let same_year = first.year == last.year;
    match (first.unit, last.unit) {
        (Unit::Day(..), Unit::Day(..)) if is_week(first, last) => {
            format!("week of {}", point_words(first, months))
        }
        (Unit::Day(m1, d1), Unit::Day(m2, _)) if same_year && m1 == m2 => {
            format!("{d1}–{}", point_words(last, months))
        }
        (Unit::Day(m1, d1), Unit::Day(..)) if same_year => {
            format!("{d1} {} – {}", name(months, m1), point_words(last, months))
        }
        (Unit::Month(m1), Unit::Month(_)) if same_year => {
            format!("{}–{}", name(months, m1), point_words(last, months))
        }
        (Unit::Year, Unit::Year) => format!("{}–{}", first.year, last.year),
        _ => two(),
    }
}

/// True for Monday to Sunday.
fn is_week(first: &Point, last: &Point) -> bool {
    let (first, last) = (first.earliest(), last.latest());
    first.weekday() == Weekday::Monday && (last - first).get_days() == 6
}

fn ordinal(number: i16) -> String {
    let suffix = match (number % 100, number % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    format!("{number}{suffix}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn edtf(text: &str) -> Edtf {
        text.parse().unwrap()
    }

    #[test]
    fn what_is_written_is_read_again() {
        for text in [
            "2019-01-18",
            "2019-01",
            "2019",
            "201X",
            "20XX",
            "2018-21",
            "2018-24",
            "2018-33",
            "2018-36",
            "2018-40",
            "2018-41",
            "2019-02~",
            "2019-02?",
            "2019-02%",
            "2019-01-07/2019-01-13",
            "2018-06/..",
            "../2018-06",
            "0001",
            "9999-12-31",
            "0000",
            "2016-02-29",
        ] {
            assert_eq!(edtf(text).to_string(), text);
        }
        assert_eq!(edtf("2018-06-XX").to_string(), "2018-06");
        assert_eq!(edtf("2018-XX-XX").to_string(), "2018");
    }

    #[test]
    fn what_is_no_date_is_refused_with_the_reason() {
        let error = |text: &str| text.parse::<Edtf>().unwrap_err();
        for text in [
            "",
            "18",
            "2019-1-18",
            "2019-01-18T10:00",
            "20190118",
            "2019-01-",
            "-2019",
            "2X19",
            "XXXX",
            "201X-01",
            "../..",
            "/",
            "2019/",
            "2019-01-18-",
            "２０１９",
            "2019~~",
            "+019",
        ] {
            assert!(matches!(error(text), EdtfError::Form(_)), "{text}");
        }
        assert_eq!(
            error("2019-02-30").to_string(),
            "`2019-02-30`: February 2019 has no day 30"
        );
        assert_eq!(
            error("2019-02-29/2019-03").to_string(),
            "`2019-02-29`: February 2019 has no day 29"
        );
        assert_eq!(
            error("2019-13").to_string(),
            "`2019-13`: there is no month 13"
        );
        assert_eq!(
            error("2019-21-01").to_string(),
            "`2019-21-01`: there is no month 21"
        );
        assert_eq!(
            error("2019-02/2019-01").to_string(),
            "`2019-02/2019-01`: the interval ends before it begins"
        );
    }

    #[test]
    fn bounds_cover_the_whole_unit() {
        let bounds = |text: &str| edtf(text).bounds();
        assert_eq!(bounds("2016-02"), (date(2016, 2, 1), date(2016, 2, 29)));
        assert_eq!(bounds("2018-24"), (date(2018, 12, 1), date(2019, 2, 28)));
        assert_eq!(bounds("2018-34"), (date(2018, 4, 1), date(2018, 6, 30)));
        assert_eq!(bounds("2018-41"), (date(2018, 7, 1), date(2018, 12, 31)));
        assert_eq!(bounds("195X"), (date(1950, 1, 1), date(1959, 12, 31)));
        assert_eq!(bounds("2018-06/.."), (date(2018, 6, 1), Date::MAX));
        assert_eq!(edtf("9999-24").latest(), Some(Date::MAX));
        assert_eq!(edtf("99XX").latest(), Some(Date::MAX));
        assert_eq!(edtf("0000").bounds().0, date(0, 1, 1));
        assert_eq!(edtf("2019-01-07/2019-01-13").length(), Some(7));
    }

    #[test]
    fn readers_get_plain_english() {
        let human = |text: &str| edtf(text).human();
        assert_eq!(human("2019-01-18"), "18 January 2019");
        assert_eq!(human("2018-06"), "June 2018");
        assert_eq!(human("2018"), "2018");
        assert_eq!(human("2019-01-07/2019-01-13"), "week of 7 January 2019");
        assert_eq!(human("2019-01-07/2019-01-10"), "7–10 January 2019");
        assert_eq!(human("2019-02-27/2019-03-02"), "27 February – 2 March 2019");
        assert_eq!(
            human("2018-12-30/2019-01-02"),
            "30 December 2018 – 2 January 2019"
        );
        assert_eq!(human("2018-06/2018-08"), "June–August 2018");
        assert_eq!(human("2015/2017"), "2015–2017");
        assert_eq!(human("2019-02~"), "about February 2019");
        assert_eq!(human("2019-01-01?"), "possibly 1 January 2019");
        assert_eq!(human("2018-21"), "spring 2018");
        assert_eq!(human("2018-24"), "winter 2018–19");
        assert_eq!(human("2018-34"), "the second quarter of 2018");
        assert_eq!(human("2018-41"), "the second half of 2018");
        assert_eq!(human("195X"), "the 1950s");
        assert_eq!(human("19XX"), "the 20th century");
        assert_eq!(human("2018-06/.."), "from June 2018");
        assert_eq!(human("../2018-06"), "until June 2018");
        assert_eq!(human("9999-12-31"), "31 December 9999");
        assert_eq!(human("9999-24"), "winter 9999–00");
    }

    #[test]
    fn lists_get_short_months() {
        let short = |text: &str| edtf(text).short();
        assert_eq!(short("2019-01-18"), "18 Jan 2019");
        assert_eq!(short("2018-06"), "Jun 2018");
        assert_eq!(short("2018-33"), "Q1 2018");
        assert_eq!(short("2019-01-07/2019-01-13"), "week of 7 Jan 2019");
    }

    #[test]
    fn html_gets_only_what_it_can_say() {
        let html = |text: &str| edtf(text).html_datetime();
        assert_eq!(html("2019-01-18").as_deref(), Some("2019-01-18"));
        assert_eq!(html("2018-06").as_deref(), Some("2018-06"));
        assert_eq!(html("2018").as_deref(), Some("2018"));
        for text in [
            "2019-02~",
            "2018-21",
            "201X",
            "2018/2019",
            "2018-06/..",
            "0000",
        ] {
            assert_eq!(html(text), None, "{text}");
        }
    }

    #[test]
    fn order_is_by_first_then_last_day() {
        let mut dates: Vec<Edtf> = [
            "2019-01-18",
            "2018-06/..",
            "2019",
            "2019-01",
            "../2017",
            "2018-06",
            "2019-01-18~",
        ]
        .map(edtf)
        .to_vec();
        dates.sort();
        let texts: Vec<String> = dates.iter().map(Edtf::to_string).collect();
        assert_eq!(
            texts,
            [
                "../2017",
                "2018-06",
                "2018-06/..",
                "2019-01",
                "2019",
                "2019-01-18",
                "2019-01-18~"
            ]
        );
    }

    #[test]
    fn overlap_needs_a_common_day() {
        assert!(edtf("2019-01").overlaps(&edtf("2019-01-18")));
        assert!(edtf("2018-06/..").overlaps(&edtf("2019")));
        assert!(!edtf("2018").overlaps(&edtf("2019")));
    }
}
