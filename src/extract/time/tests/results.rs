//! Quarters, and what results are compared with.

use super::{check, dates, silent};

#[test]
fn quarters_without_a_year() {
    check("It posted a fourth-quarter loss.", "fourth-quarter=2018-36");
    check(
        "It expects to report a profit for the fourth quarter.",
        "the fourth quarter=2018-36",
    );
    check(
        "It will open in the third quarter.",
        "the third quarter=2019-35",
    );
    check(
        "Sales fell in the second quarter.",
        "the second quarter=2018-34",
    );
    check(
        "In the 2016 third quarter it lost money.",
        "the 2016 third quarter=2016-35",
    );
    check(
        "Sales in this year's first quarter will rise.",
        "this year's first quarter=2019-33",
    );
    check(
        "It slid through the first two quarters of 2017 and the last half of 2018.",
        "the first two quarters of 2017=2017-40; the last half of 2018=2018-41",
    );
    check(
        "It lost money in the third quarter ended Sept. 30.",
        "the third quarter=2018-35; Sept. 30=2018-09-30",
    );
    // Nobody's calendar, and a count.
    check(
        "It lost money in the second quarter ended Nov. 30.",
        "Nov. 30=2018-11-30",
    );
    silent("It lost money in the fiscal third quarter.");
    silent("It lost money for a third quarter in a row.");
}

#[test]
fn a_comparison_is_with_the_same_period() {
    check(
        "Profit rose in the fourth quarter to $3 million from $2 million a year earlier.",
        "the fourth quarter=2018-36; a year earlier=2017-36",
    );
    check(
        "Sales rose 4 percent in December compared to the same month a year ago.",
        "December=2018-12; the same month a year ago=2017-12",
    );
    check(
        "Fourth-quarter profit fell. In the year-ago quarter it had doubled.",
        "Fourth-quarter=2018-36; the year-ago quarter=2017-36",
    );
    check(
        "Profit fell in the fourth quarter, against a rise in the same period last year.",
        "the fourth quarter=2018-36; the same period last year=2017-36",
    );
    check(
        "Third-quarter sales fell, and costs rose for the quarter. In the previous quarter sales had risen.",
        "Third-quarter=2018-35; the quarter=2018-35; the previous quarter=2018-34",
    );
    // No period was named, or a longer one.
    silent("In the year-ago period it earned more, and in the same period last year it did well.");
    check(
        "For the nine months to December it earned $3 million, up from $2 million a year ago.",
        "December=2018-12; a year ago=2018",
    );
    silent("For the quarter there are no figures in the latest quarter.");
    assert_eq!(
        dates("", "In the third quarter it lost more than a year earlier."),
        ""
    );
}
