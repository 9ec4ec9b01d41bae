//! Sentences in which nobody named does what the verb says, and those in which nobody may be made to.

use super::{check, silent};

#[test]
fn those_named_in_the_subject_phrase_are_concerned() {
    check(
        "Shares of <Acme> fell 3 percent on Tuesday.",
        &["other happened 2019-01-15: Acme"],
    );
    check(
        "The president of <Acme> resigned on Tuesday, a week after the fire.",
        &["personnel happened 2019-01-15: Acme"],
    );
    check(
        "A delegation led by [Anna Berg] will visit {Seoul} next week.",
        &["visit planned 2019-01-21/2019-01-27 @Seoul: Anna Berg"],
    );
    check(
        "[Anna Berg]'s trial opened on Tuesday.",
        &["court happened 2019-01-15: Anna Berg"],
    );
    check(
        "The <Guild> and the government signed a deal in {Vila} on Tuesday.",
        &["agree happened 2019-01-15 @Vila: Guild"],
    );
    check(
        "A warrant was issued against [John Miller] on Tuesday.",
        &["court happened 2019-01-15: John Miller"],
    );
}

#[test]
fn days_before_the_phrase_and_those_who_act_for_somebody() {
    check(
        "On Thursday some women of the <Guild> marched to the port.",
        &["protest happened 2019-01-17: Guild"],
    );
    check(
        "[Anna Berg]'s lawyers filed an appeal on Tuesday.",
        &["court happened 2019-01-15: Anna Berg"],
    );
    silent("<Acme> says two of its boxes were sent to {Limassol} on Tuesday.");
    silent(
        "Hosts of <Acme> were blamed after a colleague decided on Tuesday against a word on [John Miller].",
    );
}

#[test]
fn somebody_elses_doings_are_not_theirs() {
    silent("[John Miller]'s brother resigned on Tuesday.");
    silent("The husband of [Anna Berg] died on Tuesday.");
    silent("The president of {South Korea} resigned on Tuesday.");
    silent("Nobody from <Acme> came to the hearing on Tuesday.");
    silent("Neither [Anna Berg] nor [John Miller] came to {Oslo} on Tuesday.");
    silent("Few people at <Acme> were arrested on Tuesday.");
    silent(
        "The barrage, commissioned in 1964 and maintained by the <Treasury> under a treaty, has 56 gates.",
    );
    // The day is that of the study, the verb another's.
    silent("A study made for <Acme> last year compared the two.");
    silent("The ministry will answer questions on Thursday about <Acme>.");
    silent("The two met on Tuesday at a forum in {Baja}.");
}

#[test]
fn a_phrase_is_not_read_over_relative_clauses() {
    check(
        "The five-year mandate of [John Miller] as head of the smallest of the islands that form the union expired on Sunday.",
        &["other happened 2019-01-13: John Miller"],
    );
    check(
        "The <Treasury>, which last year ridiculed the plan, ate its words on Tuesday.",
        &[
            "other happened 2018: Treasury",
            "other happened 2019-01-15: Treasury",
        ],
    );
    check(
        "The arrest ends any talk of a second trial for [John Miller], who escaped on Tuesday.",
        &["crime happened 2019-01-15: John Miller"],
    );
    silent("The arrest of the brother of [John Miller], who escaped on Tuesday, was expected.");
}

#[test]
fn participles_after_their_noun() {
    check(
        "Western firms may serve them under the agreement signed by the <Treasury> in December 2017.",
        &["agree happened 2017-12: Treasury"],
    );
    check(
        "A contract with <Acme>, awarded in October, cost four times as much.",
        &["business happened 2018-10: Acme"],
    );
    silent(
        "A law passed there in December 2015 allows the <Constitutional Court> to set rulings aside.",
    );
    check(
        "The board proclaimed [Anna Berg] re-elected on Tuesday.",
        &["personnel happened 2019-01-15: Anna Berg"],
    );
}

#[test]
fn names_before_letters_brackets_and_offices() {
    check(
        "[Eric Nattrass] MP will see officials of the <Treasury> on Thursday.",
        &["meet planned 2019-01-24: Eric Nattrass, Treasury"],
    );
    check(
        "[John Miller], the clerk of {Marion County}, who in December had refused, resigned on Tuesday.",
        &["personnel happened 2019-01-15: John Miller"],
    );
    check(
        "The last one, Corporal [John Miller] of {Mukalla}, died in December.",
        &["death happened 2018-12: John Miller"],
    );
    check(
        "The government of {Georgia} closed the border on Tuesday.",
        &["coerce happened 2019-01-15: Georgia"],
    );
    check(
        "[John Miller] awaits extradition from {Lisbon}, where he was arrested on 19 July 2018.",
        &["crime happened 2018-07-19: John Miller"],
    );
    // Two men: nobody knows which.
    silent("[John Miller] awaits his friend in {Lisbon}, where he was arrested on 19 July 2018.");
}

#[test]
fn what_nobody_named_does_to_somebody() {
    check(
        "In {Dubai}, a court approved the extradition of [John Miller] on Tuesday.",
        &["court happened 2019-01-15 @Dubai: John Miller"],
    );
    check(
        "A judge ruled on Tuesday that [John Miller] may be extradited.",
        &["court happened 2019-01-15: John Miller"],
    );
    check(
        "Under an agreement announced on Tuesday, <Acme> will pay three million.",
        &["statement happened 2019-01-15: Acme"],
    );
    check(
        "[John Miller] fell out with <Acme>. His trial will begin on 25 January.",
        &["court planned 2019-01-25: John Miller"],
    );
    // Which of the two?
    silent("[John Miller] fell out with [Anna Berg]. Her trial will begin on 25 January.");
    // Somebody else does it.
    silent("A sheriff stepped down on Tuesday, although [John Miller] sang.");
    silent("Rumours of a raid spread after [John Miller] spoke. The pool shuts on 25 January.");
}

#[test]
fn the_name_behind_an_office_an_age_and_a_people() {
    check(
        "[John Miller], chairman of the <Workers Congress> (WC), which has 200 members, resigned on Tuesday.",
        &["personnel happened 2019-01-15: John Miller"],
    );
    check(
        "[John Miller], 52, who was flown to {Oslo} on Tuesday, is at home.",
        &["visit happened 2019-01-15 @Oslo: John Miller"],
    );
    check(
        "<Acme>, the line that stopped its service on Tuesday, is bankrupt.",
        &["other happened 2019-01-15: Acme"],
    );
    // The launch sank, not its owner.
    silent("[John Miller], owner of the launch that sank on Tuesday, is at home.");
}

#[test]
fn its_owner_is_nobody_when_two_could_be() {
    check(
        "<Acme> was fined on Tuesday. Its largest trial was held in September.",
        &[
            "sanction happened 2019-01-15: Acme",
            "court happened 2018-09: Acme",
        ],
    );
    let two = "<Acme> was fined on Tuesday, after {Norland} shut a plant. Its largest trial was held in September.";
    let found = super::events(two);
    assert!(
        found.iter().all(|event| !event.contains("2018-09")),
        "{found:?}"
    );
}
