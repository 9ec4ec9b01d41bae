//! Happenings whose own sentence names nobody who takes part, and nouns with their day and place.

use super::{check, silent};

#[test]
fn a_day_that_is_set_for_it() {
    check(
        "A meeting of creditors has been fixed for 4 February.",
        &["meet planned 2019-02-04: "],
    );
    check(
        "The first hearing in {Oslo} has been fixed for 4 February.",
        &["court planned 2019-02-04 @Oslo: "],
    );
    check(
        "The judge set a preliminary hearing for 4 February.",
        &["court planned 2019-02-04: "],
    );
    check(
        "Voting ended early. The general election was held on 2018-11-04.",
        &["vote happened 2018-11-04: "],
    );
    // Which one nobody can tell.
    silent("The funeral is to be held on Saturday.");
    silent("A first hearing has been fixed for 4 February.");
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
    // The embassies need not stand there.
    silent("The explosions at {U.S.} embassies on Monday killed many.");
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
        "[Anna Berg] gave a speech. Its report is expected in March.",
        &[],
    );
    silent(
        "Talks between {India} and {Nepal} failed, and talks between {Chad} and {Niger} too. The talks will be held on 6 February.",
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

#[test]
fn what_the_phrase_of_a_noun_hangs_on() {
    check(
        "[Anna Berg] will attend the <NATO> summit in {Brussels} on 11 July.",
        &["meet planned 2019-07-11 @Brussels: Anna Berg, NATO"],
    );
    check(
        "<OPEC> called off next week's ministerial meeting in {Caracas}.",
        &["meet called-off 2019-01-21/2019-01-27 @Caracas: OPEC"],
    );
    check(
        "[Anna Berg] received 61,203 votes in Monday's election.",
        &["vote happened 2019-01-14: Anna Berg"],
    );
    silent("[Anna Berg] spoke of Monday's election.");
}

#[test]
fn a_relative_clause_that_gives_the_day() {
    check(
        "The trial of [Anna Berg], which opens on 4 February in {Oslo}, is expected to last a month.",
        &["court planned 2019-02-04 @Oslo: Anna Berg"],
    );
    check(
        "[Kofi Mensah] was heard at the trial of [Anna Berg], which opened on 4 January.",
        &["court happened 2019-01-04: Anna Berg"],
    );
}

#[test]
fn what_will_not_take_place() {
    check(
        "The debate between [Anna Berg] and [Kofi Mensah], which had been fixed for 4 February, will not take place.",
        &["meet called-off 2019-02-04: Anna Berg, Kofi Mensah"],
    );
    check(
        "The meeting of the <African Union>, which was to take place today in {Oslo}, could not be held.",
        &["meet called-off 2019-01-18: African Union"],
    );
    silent("The debate did not take long.");
}

#[test]
fn a_word_before_the_noun_is_no_happening() {
    check(
        "A final report will be presented in {Brussels} in March.",
        &["publish planned 2019-03 @Brussels: "],
    );
}

#[test]
fn what_is_arranged_is_told_by_the_verb_behind() {
    check(
        "[Anna Berg] is scheduled to testify on Wednesday.",
        &["court planned 2019-01-23: Anna Berg"],
    );
    check(
        "The trial of [Anna Berg] is due to open in February.",
        &["court planned 2019-02: Anna Berg"],
    );
    check(
        "A team of the <OSCE> is expected in {Batken} on 8 July.",
        &["visit planned 2019-07-08 @Batken: OSCE"],
    );
    silent("Prices are set to rise in February.");
}
