//! Sentences about what is to come, what goes on, and what is said of it.

use super::{check, silent};

#[test]
fn what_is_arranged_for_a_day() {
    check(
        "A hearing on <Acme> is expected in March.",
        &["court planned 2019-03: Acme"],
    );
    check(
        "<Acme> has moved the meeting from February to March.",
        &["meet postponed 2019-03: Acme"],
    );
    check(
        "The <Council> has invited both boards to talks on 5 March.",
        &["meet planned 2019-03-05: Council"],
    );
    check(
        "A vote of the full <Senate> is pencilled in for 27 February.",
        &["vote planned 2019-02-27: Senate"],
    );
    silent("[Anna Berg] was expected on Tuesday.");
    silent("A general election is due in {Greece} by October.");
    silent("The <Treasury> set a trap in October.");
    silent("<Acme> had called the plan a mistake on Tuesday.");
}

#[test]
fn plans_seen_from_then_count_while_their_day_is_to_come() {
    check(
        "[Anna Berg] was to visit {Paris} on 25 January.",
        &["visit planned 2019-01-25 @Paris: Anna Berg"],
    );
    check(
        "[Anna Berg] is due to fly to {Oslo} on 21 January and to meet [Kofi Mensah] on 23 January.",
        &[
            "visit planned 2019-01-21 @Oslo: Anna Berg",
            "meet planned 2019-01-23: Anna Berg, Kofi Mensah",
        ],
    );
    silent("[Anna Berg] was to visit {Paris} on 5 January.");
    check(
        "{Iran} has put off the talks it was to hold with [Anna Berg] on 25 January.",
        &["meet postponed 2019-01-25: Iran"],
    );
}

#[test]
fn what_is_under_way_with_a_day_ahead_is_a_plan() {
    check(
        "[Anna Berg] is running for mayor of {Olinda} on 3 March.",
        &["other planned 2019-03-03: Anna Berg"],
    );
    silent("[Anna Berg] is considering a journey on 3 March.");
    silent("[Anna Berg] is hoping for snow on 3 March.");
    silent("[Anna Berg] is repairing the boat since 2 January.");
}

#[test]
fn who_announces_a_plan_of_others() {
    // What others will do is not hers.
    silent("[Anna Berg] said inspectors would go to {Oslo} on 25 January.");
    // Not when, but when it was said.
    check(
        "Speaking to reporters in {Seoul} on Monday, [Anna Berg] said the experts would travel to {Oslo} soon.",
        &["statement happened 2019-01-14: Anna Berg"],
    );
}

#[test]
fn what_goes_on_since_a_day() {
    check(
        "The <Guild> has blockaded the port since 2 January.",
        &["protest ongoing 2019-01-02: Guild"],
    );
    silent("[Anna Berg] has received eleven letters since Monday.");
    silent("The <Guild> blockaded the port since 2 January.");
}

#[test]
fn statements_with_a_day_of_their_own() {
    check(
        "[Anna Berg] told the committee on 26 November that she regretted it.",
        &["statement happened 2018-11-26: Anna Berg"],
    );
    check(
        "[Anna Berg] had told investigators in November that she regretted it.",
        &["statement happened 2018-11: Anna Berg"],
    );
    check(
        "“Nobody is safe,” said [Anna Berg], spokeswoman for the council, at a press conference in {Oslo} on Tuesday.",
        &["statement happened 2019-01-15: Anna Berg"],
    );
    check(
        "In an e-mail on Tuesday <Acme> said that the pump had failed.",
        &["statement happened 2019-01-15: Acme"],
    );
    // What was said has the day.
    silent("[Anna Berg] said that it had rained on Tuesday.");
    silent("[Anna Berg] would have said on Tuesday what she thought.");
}

#[test]
fn what_is_denied_or_rumoured() {
    check(
        "[Anna Berg] denied that [Kofi Mensah] met [John Miller] on Tuesday.",
        &["meet denied 2019-01-15: John Miller, Kofi Mensah"],
    );
    check(
        "Reports that [Anna Berg] had died on Tuesday were read out.",
        &["death claimed 2019-01-15: Anna Berg"],
    );
    silent("Rumours that [Anna Berg] had died on Tuesday were read out.");
}

#[test]
fn nouns_of_all_kinds_with_their_day() {
    check(
        "Oil rose after the arrest of [Anna Berg] on Tuesday.",
        &["crime happened 2019-01-15: Anna Berg"],
    );
    check(
        "[Anna Berg]'s funeral takes place on 25 January.",
        &["death planned 2019-01-25: Anna Berg"],
    );
    check(
        "The <Council> announced after its meeting on Tuesday that all was well.",
        &["meet happened 2019-01-15: Council"],
    );
    check(
        "[Anna Berg] lost her seat in Sunday's election.",
        &["vote happened 2019-01-13: Anna Berg"],
    );
    // The day may be that of the announcement.
    silent("Police regretted the arrest of [Anna Berg] on Tuesday.");
    silent("[Anna Berg] was unhappy about Tuesday's report.");
}

#[test]
fn days_of_other_verbs() {
    check(
        "Eight days after he cancelled it, [Anna Berg] opened the plant on Tuesday.",
        &["business happened 2019-01-15: Anna Berg"],
    );
    check(
        "The plan was approved in February and received the consent of [Anna Berg] on 20 March 2018.",
        &["other happened 2018-03-20: Anna Berg"],
    );
    silent("By Tuesday [Anna Berg] had opened the plant.");
}

#[test]
fn days_that_another_verb_has() {
    check(
        "[Anna Berg] signed the agreement that ends the war yesterday.",
        &["agree happened 2019-01-17: Anna Berg"],
    );
    // The exchange is in January, not the asking.
    silent("[Anna Berg] asked <Acme> to carry out the exchange in January.");
    // He formed it some other time.
    check(
        "[John Miller] announced plans on Tuesday to give more to a fund he formed.",
        &["statement happened 2019-01-15: John Miller"],
    );
    check(
        "[Anna Berg], the younger of the two sisters who own <Acme>, resigned on Tuesday.",
        &["personnel happened 2019-01-15: Anna Berg"],
    );
    check(
        "On Tuesday, a day before his term ran out, [John Miller] pardoned [Anna Berg].",
        &["concede happened 2019-01-15: Anna Berg, John Miller"],
    );
}

#[test]
fn readings_that_are_none() {
    // The years and days of other things.
    silent("[John Miller] was charged in the Dec. 21, 1988 bombing of a flight.");
    silent("Portrait shot of [John Miller], famous for his role in the 1969 film.");
    silent("Police put the activist and accused killer [John Miller] on the list on Tuesday.");
    silent("[Anna Berg] came a distant second on Tuesday.");
    silent("[Anna Berg] collapsed on Tuesday.");
    // Long ago, and no deed that is news.
    silent("<Acme> was founded in 1969.");
}
