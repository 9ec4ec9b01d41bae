//! Behind or ahead: what verbs, prepositions and nouns tell of a weekday or month without a year.

use super::{check, silent};

#[test]
fn what_is_asked_or_arranged_lies_ahead() {
    check(
        "They made an agreement on Monday to take over the yard from 1 October.",
        "Monday=2019-01-14; 1 October=2019-10-01",
    );
    check(
        "She has urged members to vote the deal down at the annual meeting in April.",
        "April=2019-04",
    );
    check(
        "The court has scheduled a hearing Tuesday to hear him.",
        "Tuesday=2019-01-22",
    );
    check("He had until Tuesday to pay.", "Tuesday=2019-01-22");
    check(
        "The office has forecast rain till Monday.",
        "Monday=2019-01-21",
    );
    check(
        "He extended the deadline until 9 a.m. Tuesday.",
        "Tuesday=2019-01-22",
    );
    check(
        "He was named chairman effective Feb. 1.",
        "Feb. 1=2019-02-01",
    );
    check(
        "The storm was expected to come ashore on Sunday.",
        "Sunday=2019-01-20",
    );
    check("The talks begin on Monday.", "Monday=2019-01-21");
    check("The country votes for a president in May.", "May=2019-05");
    // Perhaps it took place, perhaps it is still to come.
    silent("The ferries were supposed to start on Sunday.");
    silent("It had been due to expire Sunday.");
    silent("The rally planned for Sunday was cancelled.");
    silent("They planned a rally on Sunday.");
    silent("The ministry set Sunday as the deadline.");
    silent("Ministers would be told if he did not pay by Sunday.");
}

#[test]
fn what_was_done_lies_behind() {
    check(
        "In a picture taken on Monday she is alone.",
        "Monday=2019-01-14",
    );
    check(
        "He could not be found; nobody could be reached Thursday.",
        "Thursday=2019-01-17",
    );
    check(
        "It fell from its record high set on Aug. 6.",
        "Aug. 6=2018-08-06",
    );
    check("He read the report of September.", "September=2018-09");
    check(
        "Homes that cost a million in October are cheap now.",
        "October=2018-10",
    );
    check(
        "It is trying to sell itself under an October agreement.",
        "October=2018-10",
    );
    check(
        "It held through the weekend.",
        "the weekend=2019-01-12/2019-01-13",
    );
    check(
        "Her decision to meet him at the end of June was read out.",
        "the end of June=2018-06~",
    );
    silent("Hundreds die every year in the storms of April and May.");
}

#[test]
fn weekdays_that_lean_on_another_day() {
    check(
        "He left on December 10 and came back the following Friday.",
        "December 10=2018-12-10; following Friday=2018-12-14",
    );
    check(
        "They met on the Tuesday after Easter.",
        "Tuesday=2018-04-03; Easter=2018-04-01",
    );
    check("Following Monday's vote he resigned.", "Monday=2019-01-14");
    check(
        "He won 61,203 votes in Monday's election.",
        "Monday=2019-01-14",
    );
    check(
        "The mission is to stay from Monday to Thursday.",
        "Monday=2019-01-21; Thursday=2019-01-24",
    );
    check("He spoke in a Monday interview.", "Monday=2019-01-14");
    silent("They met on the Tuesday after the storm.");
    silent("Down from the previous Friday it was no surprise.");
    silent("Call the number below, Monday through Friday.");
    silent("The hearings are to be held every Monday and Thursday.");
    silent("She read it on ABC's “This Week” and went to bed.");
    silent("Six pupils are in their last year.");
}

#[test]
fn days_of_the_month() {
    check("They must be gone by the 24th.", "the 24th=2019-01-24");
    check(
        "The rules have applied since the eleventh.",
        "the eleventh=2019-01-11",
    );
    // A floor, a hole, another month.
    silent("He lives on the 24th floor and won on the 17th hole.");
    silent("They must be gone by the 14th.");
    check(
        "He sailed on 3 December. She left on the 12th.",
        "3 December=2018-12-03",
    );
}

#[test]
fn entries_of_a_chronology_follow_each_other() {
    check(
        "11 May: The road opens.\n28 June: Work starts.\n6 August: Three are killed.",
        "11 May=2018-05-11; 28 June=2018-06-28; 6 August=2018-08-06",
    );
    check(
        "October 2017: A ship is sold.\n28 December: It is gone.\n8 February: It is found.",
        "October 2017=2017-10; 28 December=2017-12-28; 8 February=2018-02-08",
    );
    check("25 January: The court sits.", "25 January=2019-01-25");
}

#[test]
fn a_written_day_wins_over_a_count() {
    check(
        "He left on July 19 and his appeal failed three weeks earlier, on June 28.",
        "July 19=2018-07-19; three weeks earlier=2018-06-28; June 28=2018-06-28",
    );
}
