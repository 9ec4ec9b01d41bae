//! Happenings whose own sentence names nobody who takes part, and nouns with their day and place.

use super::{check, silent};

#[test]
fn a_day_that_is_set_for_it() {
    check(
        "A first hearing has been fixed for 4 February.",
        &["court planned 2019-02-04: "],
    );
    check(
        "The funeral is to be held on Saturday.",
        &["death planned 2019-01-19: "],
    );
    check(
        "Voting ended early. The general election was held on 2018-11-04.",
        &["vote happened 2018-11-04: "],
    );
    silent("The ceremony had been set for 4 February.");
    silent("The hearings are to be held every Monday.");
    silent("The drivers won by calling off a strike set for 4 February.");
    silent("Prices are expected to rise in February.");
}

#[test]
fn a_place_is_enough_where_the_day_is_its_own() {
    check(
        "Nobody moved after Monday's shelling of the port in {Nishtun}.",
        &["attack happened 2019-01-14 @Nishtun: "],
    );
    check(
        "The talks in {Delhi} on Monday shifted the mood.",
        &["meet happened 2019-01-14 @Delhi: "],
    );
    // The day may be that of another verb.
    silent("Nobody liked the plan for a meeting in {Delhi} on Monday.");
    silent("The rebels came under fire on Monday.");
    silent("Last year's flood of visitors in {Oslo} surprised all.");
    silent("The accord in {Delhi} collapsed on Monday.");
}

#[test]
fn the_parties_named_before() {
    check(
        "Talks between {India} and {Nepal} failed. The talks will now be held on 6 February.",
        &["meet planned 2019-02-06: India, Nepal"],
    );
    check(
        "Talks between {India} and {Nepal} failed, and talks between {Chad} and {Niger} too. The talks will be held on 6 February.",
        &["meet planned 2019-02-06: "],
    );
}

#[test]
fn rounds_and_days_of_talks() {
    check(
        "{India} and {Nepal} ended two days of talks on Monday.",
        &["meet happened 2019-01-14: India, Nepal"],
    );
    check(
        "{India} will host a second round of talks with {Nepal} in February.",
        &["meet planned 2019-02: India, Nepal"],
    );
}

#[test]
fn entries_of_a_calendar() {
    check(
        "4 January: Trial of [Anna Berg] in {Oslo}.",
        &["court happened 2019-01-04 @Oslo: Anna Berg"],
    );
    check(
        "• 4 February – [Anna Berg] visits {Oslo}.",
        &["visit planned 2019-02-04 @Oslo: Anna Berg"],
    );
}
