//! Dates as EDTF (ISO 8601-2:2019, level 1): a day, month, season, quarter, year, decade or interval, perhaps
//! approximate or uncertain, always with its first and last day.

use jiff::civil::{Date, date};
use serde::{Deserialize, Serialize};
use std::fmt;

/// A calendar date of some precision, or an interval of two.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
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
            Unit::Day(month, day) => date(self.year, month as i8, day as i8),
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
