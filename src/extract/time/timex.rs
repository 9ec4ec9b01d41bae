//! EDTF values as TIMEX3 values, for programs that speak it.

use crate::date::{Edtf, Point, Unit};
use jiff::civil::{Date, Weekday};

/// The TIMEX3 value: `2018-W23`, `2018-SP`, `195`; an interval that TIMEX3 has no form for stays in EDTF.
pub fn of(value: &Edtf) -> String {
    match value {
        Edtf::Point(point) => of_point(point),
        Edtf::Interval(Some(first), Some(last)) => of_week(first.earliest(), last.latest())
            .unwrap_or_else(|| format!("{}/{}", of_point(first), of_point(last))),
        other => other.to_string(),
    }
}

fn of_point(point: &Point) -> String {
    let year = point.year;
    let plain = Point {
        approximate: false,
        uncertain: false,
        ..*point
    };
    match point.unit {
        Unit::Century => format!("{:02}", year / 100),
        Unit::Decade => format!("{:03}", year / 10),
        Unit::Half(n) => format!("{year:04}-H{n}"),
        Unit::Quarter(n) => format!("{year:04}-Q{n}"),
        Unit::Season(n) => {
            let season = ["SP", "SU", "FA", "WI"]
                .get(usize::from(n).saturating_sub(1))
                .unwrap_or(&"WI");
            format!("{year:04}-{season}")
        }
        Unit::Year | Unit::Month(_) | Unit::Day(..) => plain.to_string(),
    }
}

fn of_week(first: Date, last: Date) -> Option<String> {
    let days = (last - first).get_days();
    let week = first.iso_week_date();
    match (first.weekday(), days) {
        (Weekday::Monday, 6) => Some(format!("{:04}-W{:02}", week.year(), week.week())),
        (Weekday::Saturday, 1) => Some(format!("{:04}-W{:02}-WE", week.year(), week.week())),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_have_their_timex_form() {
        for (edtf, timex) in [
            ("2018-06-12", "2018-06-12"),
            ("2019-02~", "2019-02"),
            ("195X", "195"),
            ("19XX", "19"),
            ("2018-21", "2018-SP"),
            ("2018-36", "2018-Q4"),
            ("2018-40", "2018-H1"),
            ("2018-06-04/2018-06-10", "2018-W23"),
            ("2018-06-09/2018-06-10", "2018-W23-WE"),
            ("2018-06-12/2018-06-13", "2018-06-12/2018-06-13"),
            ("2018/..", "2018/.."),
        ] {
            assert_eq!(of(&edtf.parse().unwrap()), timex);
        }
    }
}
