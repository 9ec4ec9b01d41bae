//! Years and days that the words around them tell.

use super::{check, dates, silent};

#[test]
fn years_beside_one_noun_or_spoken() {
    check("He recalled his failed 1996 campaign.", "1996=1996");
    check("That 1978 resolution was never met.", "1978=1978");
    check("She spoke at Expo 2018 in Port Amity.", "2018=2018");
    check("The bonds due 2024 fell.", "2024=2024");
    check("They have built it since 2018: a small craft.", "2018=2018");
    check(
        "He was tried in nineteen ninety-one.",
        "nineteen ninety-one=1991",
    );
    check(
        "It was begun in January nineteen ninety-seven.",
        "January nineteen ninety-seven=1997-01",
    );
    check("They wait for the year two thousand.", "two thousand=2000");
    check(
        "The cars of the 1970s and 80s rusted.",
        "the 1970s=197X; 80s=198X",
    );
    silent("He lost another 1996 ballots and some 1950 votes.");
    silent("They shipped nearly 2012 tons on Flight 1950.");
    silent("There are nineteen seats and ninety-six people.");
}

#[test]
fn the_year_end_is_about_its_last_day() {
    check("The deal will close by year-end.", "year-end=2019-12-31~");
    check(
        "It hopes to cut costs by the year's end.",
        "the year's end=2019-12-31~",
    );
    silent("The year-end results were poor.");
}

#[test]
fn counts_of_years_may_be_about() {
    check("He left nearly four years ago.", "four years ago=2015~");
    check("He left a decade ago.", "a decade ago=2009~");
    check("He left a year or so ago.", "a year or so ago=2018~");
    check(
        "He left twenty-five years ago.",
        "twenty-five years ago=1994",
    );
    silent("He left more than four years ago.");
    silent("He left over a decade ago.");
}

#[test]
fn a_month_takes_the_year_that_is_told() {
    check(
        "He fled in 1981 and came back in March the same year.",
        "1981=1981; March the same year=1981-03",
    );
    check(
        "He fled in May 1981. In June of that year he wrote home.",
        "May 1981=1981-05; June of that year=1981-06",
    );
    check(
        "He fled in 1981 and died in March the following year.",
        "1981=1981; March the following year=1982-03",
    );
    check(
        "There were two deaths last year, in February and November.",
        "last year=2018; February=2018-02; November=2018-11",
    );
    check("It opened in May in 2014.", "May in 2014=2014-05");
    // Nothing tells which year.
    silent("It was in March that year.");
    silent("She left last December.");
    check(
        "He fell ill in 2003, he said in April.",
        "2003=2003; April=2018-04",
    );
}

#[test]
fn history_keeps_its_months() {
    check(
        "He was born in 1811. On 29 April 1832 he was freed. His duel took place on 30 May.",
        "1811=1811; 29 April 1832=1832-04-29; 30 May=1832-05-30",
    );
    // No month has been told of; this year's it is not.
    check(
        "He was born in 1811, left in 1829 and fought in 1830 and 1832. His duel took place on 30 May.",
        "1811=1811; 1829=1829; 1830=1830; 1832=1832",
    );
    check(
        "The king died on 30 September 420 in the 1600s house.",
        "the 1600s=16XX",
    );
    check(
        "The firm was founded in 1998, he said on Tuesday. It grew in November.",
        "1998=1998; Tuesday=2019-01-15; November=2018-11",
    );
    silent("The shop is shut on Saturday mornings and on Friday the 13th.");
}

#[test]
fn lists_of_days_share_their_month() {
    check(
        "The talks were held on Nov. 15 and 16.",
        "Nov. 15=2018-11-15; 16=2018-11-16",
    );
    check("We lost on Nov. 15 and 16 men died.", "Nov. 15=2018-11-15");
    check("We met on Nov. 16 and 12 of us left.", "Nov. 16=2018-11-16");
}

#[test]
fn the_last_days_of_units() {
    check(
        "He will step down on the last day of the year.",
        "the last day of the year=2019-12-31",
    );
    check(
        "The limit has applied since the first of the month.",
        "the first of the month=2019-01-01",
    );
    check(
        "The shop will be shut for the rest of the month.",
        "the rest of the month=2019-01-18/2019-01-31",
    );
    silent("He spent the rest of the day in bed on the first of the boats.");
}

#[test]
fn the_past_week_is_told_early_in_the_next() {
    assert_eq!(
        dates("2019-01-15", "This past week she sang."),
        "This past week=2019-01-07/2019-01-13"
    );
    check(
        "It rained this past weekend.",
        "this past weekend=2019-01-12/2019-01-13",
    );
    silent("This past week she sang.");
    check(
        "“[Ten] years ago there was nothing,” he said.",
        "Ten] years ago=2009",
    );
    check(
        "He came on December 10 and went back the next Friday.",
        "December 10=2018-12-10; next Friday=2018-12-14",
    );
    silent("They will meet the next Friday.");
}

#[test]
fn seasons_with_the_and_a_part() {
    check(
        "Orders rose from the low levels of the early autumn.",
        "the early autumn=2018-23~",
    );
    check("The stone will be laid in spring.", "spring=2019-21");
    silent("They bathed in spring water.");
}
