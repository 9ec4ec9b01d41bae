//! The type of a happening from what its verb is done to, and by whom.

use super::check;

#[test]
fn what_a_verb_that_says_little_is_about() {
    check(
        "<Acme> issued a summons against [Anna Berg] on Tuesday.",
        &["court happened 2019-01-15: Acme, Anna Berg"],
    );
    check(
        "<Acme> issued its annual report on Tuesday.",
        &["publish happened 2019-01-15: Acme"],
    );
    check(
        "[Anna Berg] entered the witness box on Tuesday.",
        &["court happened 2019-01-15: Anna Berg"],
    );
    check(
        "[Anna Berg] gave up her seat in December.",
        &["personnel happened 2018-12: Anna Berg"],
    );
    check(
        "[Anna Berg] gave up her flat in December.",
        &["concede happened 2018-12: Anna Berg"],
    );
}

#[test]
fn what_a_bench_does() {
    check(
        "The <Supreme Court> ordered <Acme> on Tuesday to pay.",
        &["court happened 2019-01-15: Acme, Supreme Court"],
    );
    check(
        "[Anna Berg] was freed on Tuesday by a judge.",
        &["court happened 2019-01-15: Anna Berg"],
    );
    check(
        "The <Ministry of Health> ordered <Acme> on Tuesday to pay.",
        &["policy happened 2019-01-15: Acme, Ministry of Health"],
    );
}

#[test]
fn the_noun_before_a_relative_clause() {
    check(
        "The exercise that {France} and {Spain} began on Tuesday is the largest yet.",
        &["mobilize happened 2019-01-15: France, Spain"],
    );
    check(
        "[Anna Berg] moved the piano on Tuesday.",
        &["other happened 2019-01-15: Anna Berg"],
    );
}

#[test]
fn who_becomes_what_and_what_closes() {
    check(
        "[Anna Berg] became minister of trade on Tuesday.",
        &["personnel happened 2019-01-15: Anna Berg"],
    );
    check(
        "<Acme> became the largest bank of all in December.",
        &["other happened 2018-12: Acme"],
    );
    check(
        "<Acme> closed at $43.50 on Tuesday.",
        &["business happened 2019-01-15: Acme"],
    );
}

#[test]
fn who_telephones_does_not_meet() {
    check(
        "[Anna Berg] telephoned [John Miller] on Tuesday.",
        &["other happened 2019-01-15: Anna Berg, John Miller"],
    );
    check(
        "[Anna Berg] spoke with [John Miller] by telephone on Tuesday.",
        &["other happened 2019-01-15: Anna Berg, John Miller"],
    );
}
