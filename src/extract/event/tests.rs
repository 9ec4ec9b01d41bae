//! Sentences and the events in them, the silent ones too. Mentions are marked in the text, so that only the rules of
//! this room are tried: `[Kim]` is a person, `<Acme>` a body, `{Seoul}` a place; equal words are one referent.

mod arranged;
mod concerned;
mod nobody;
mod topics;

use super::{Input, find};
use crate::extract::facts::{
    Mention, MentionClass, MentionIx, MentionKind, Referent, ReferentIx, Rule, SentenceIx,
};
use crate::extract::{Lexicon, dateline, time, token};
use crate::text::{Block, BlockKind, Document, Span};
use std::sync::LazyLock;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::embedded);

/// The text without its marks, and the mentions that were marked.
fn unmark(marked: &str) -> (String, Vec<Mention>, Vec<Referent>) {
    let (mut text, mut mentions, mut referents) =
        (String::new(), Vec::new(), Vec::<Referent>::new());
    let mut start = 0;
    for ch in marked.chars() {
        match ch {
            '[' | '{' | '<' => start = text.len(),
            ']' | '}' | '>' => {
                let kind = match ch {
                    ']' => MentionKind::Person,
                    '>' => MentionKind::Organization,
                    _ => MentionKind::Place,
                };
                let name = text[start..].to_owned();
                let known = referents.iter().position(|referent| referent.name == name);
                let ix = known.unwrap_or_else(|| {
                    referents.push(referent(kind, name));
                    referents.len() - 1
                });
                mentions.push(Mention {
                    span: Span::new(start, text.len()),
                    kind,
                    class: MentionClass::Name,
                    referent: Some(ReferentIx(ix as u32)),
                    sentence: SentenceIx(0),
                    rule: Rule("test"),
                });
            }
            ch => text.push(ch),
        }
    }
    (text, mentions, referents)
}

fn referent(kind: MentionKind, name: String) -> Referent {
    Referent {
        kind,
        name,
        strong: Vec::new(),
        weak: Vec::new(),
        country: None,
        is_full: true,
        gender: None,
        roles: Vec::new(),
    }
}

/// The events of a text of one paragraph a line, published on Friday, 18 January 2019, each as
/// "meet happened 2018-06-12 @Singapore: Kim, Trump says Sanders"; an inherited date in brackets.
fn events(marked: &str) -> Vec<String> {
    let (text, mentions, referents) = unmark(marked);
    let mut at = 0;
    let blocks: Vec<Block> = text
        .split('\n')
        .map(|line| {
            let span = Span::new(at, at + line.len());
            at += line.len() + 1;
            Block {
                span,
                kind: BlockKind::Paragraph,
            }
        })
        .collect();
    let document = Document {
        text: &text,
        blocks: &blocks,
        date: "2019-01-18".parse().ok(),
        lang: "en",
    };
    let tokens = token::tokenize(&document);
    let dates = time::find(&document, &tokens).dates;
    let dateline = dateline::find(&document, &tokens, &dates);
    let found = find(Input {
        document: &document,
        tokens: &tokens,
        lexicon: &LEXICON,
        mentions: &mentions,
        referents: &referents,
        dates: &dates,
        dateline: dateline.as_ref(),
        quotes: &[],
    });
    let name = |mention: MentionIx| mentions[mention.ix()].span.of(&text);
    let word = |value: serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    found
        .iter()
        .map(|event| {
            let date = event.date.map(|date| {
                let value = dates[date.date.ix()].value;
                if date.inherited {
                    format!(" [{value}]")
                } else {
                    format!(" {value}")
                }
            });
            let place = event.place.map(|place| format!(" @{}", name(place)));
            let source = event.source.map(|source| format!(" says {}", name(source)));
            let mut who: Vec<&str> = event
                .participants
                .iter()
                .map(|(mention, _)| name(*mention))
                .collect();
            who.sort_unstable();
            format!(
                "{} {}{}{}: {}{}",
                word(serde_json::to_value(event.event_type).unwrap()),
                word(serde_json::to_value(event.status).unwrap()),
                date.unwrap_or_default(),
                place.unwrap_or_default(),
                who.join(", "),
                source.unwrap_or_default()
            )
        })
        .collect()
}

fn check(text: &str, expected: &[&str]) {
    assert_eq!(events(text), expected, "{text}");
}

fn silent(text: &str) {
    check(text, &[]);
}

#[test]
fn what_happened() {
    check(
        "[Donald Trump] met [Kim Jong Un] in {Singapore} on June 12, 2018.",
        &["meet happened 2018-06-12 @Singapore: Donald Trump, Kim Jong Un"],
    );
    check(
        "[Mike Pompeo] arrived in {Pyongyang} on Sunday.",
        &["visit happened 2019-01-13 @Pyongyang: Mike Pompeo"],
    );
    check(
        "[Donald Trump] had his first, historic meeting with [Kim Jong Un] last June in {Singapore}.",
        &["meet happened 2018-06 @Singapore: Donald Trump, Kim Jong Un"],
    );
    check(
        "[Angela Merkel] and [Emmanuel Macron] signed a treaty in {Berlin} on Tuesday.",
        &["agree happened 2019-01-15 @Berlin: Angela Merkel, Emmanuel Macron"],
    );
    check(
        "[Mike Pompeo], 55, the former spy chief, resigned on Monday.",
        &["personnel happened 2019-01-14: Mike Pompeo"],
    );
    check(
        "[John Miller] was arrested in {Paris} on Tuesday.",
        &["crime happened 2019-01-15 @Paris: John Miller"],
    );
}

#[test]
fn what_is_to_come() {
    check(
        "[Donald Trump] is to hold a second summit with [Kim Jong Un] near the end of February.",
        &["meet planned 2019-02~: Donald Trump, Kim Jong Un"],
    );
    check(
        "[Mike Pompeo] will visit {Seoul} next week.",
        &["visit planned 2019-01-21/2019-01-27 @Seoul: Mike Pompeo"],
    );
    check(
        "[Angela Merkel] plans to visit {Warsaw} in March.",
        &["visit planned 2019-03 @Warsaw: Angela Merkel"],
    );
    check(
        "[John Miller] is expected to be sentenced on Wednesday.",
        &["court planned 2019-01-23: John Miller"],
    );
}

#[test]
fn what_did_not_come() {
    check(
        "A planned meeting between [Mike Pompeo] and [Kim Yong Chol] in {New York} last November was called off abruptly.",
        &["meet called-off 2018-11 @New York: Kim Yong Chol, Mike Pompeo"],
    );
    check(
        "[Angela Merkel] cancelled a meeting with [Emmanuel Macron] on Tuesday.",
        &["meet called-off: Angela Merkel, Emmanuel Macron"],
    );
    check(
        "[Mike Pompeo] was to have flown to {Pyongyang} next week.",
        &["visit called-off 2019-01-21/2019-01-27 @Pyongyang: Mike Pompeo"],
    );
    check(
        "Talks between [Angela Merkel] and [Emmanuel Macron] were postponed on Tuesday.",
        &["meet postponed: Angela Merkel, Emmanuel Macron"],
    );
    // The day of the announcement is not the day of the meeting.
    check(
        "[Donald Trump] on Thursday called off his meeting with [Kim Jong Un], planned for February 27 in {Hanoi}.",
        &["meet called-off 2019-02-27 @Hanoi: Donald Trump, Kim Jong Un"],
    );
    check(
        "The meeting between [Angela Merkel] and [Emmanuel Macron] on Tuesday was cancelled.",
        &["meet called-off 2019-01-15: Angela Merkel, Emmanuel Macron"],
    );
}

#[test]
fn what_somebody_says() {
    check(
        "[Sarah Sanders] said [Donald Trump] met [Kim Yong Chol] on Thursday.",
        &["meet claimed 2019-01-17: Donald Trump, Kim Yong Chol says Sarah Sanders"],
    );
    check(
        "According to [Sarah Sanders], [Donald Trump] met [Kim Yong Chol] on Thursday.",
        &["meet claimed 2019-01-17: Donald Trump, Kim Yong Chol says Sarah Sanders"],
    );
    // What one says of oneself, and what the article merely attributes at the end, stay facts.
    check(
        "[Mike Pompeo] said [Mike Pompeo] visited {Seoul} on Thursday.",
        &["visit happened 2019-01-17 @Seoul: Mike Pompeo"],
    );
    check(
        "[Mike Pompeo] visited {Seoul} on Thursday, officials said.",
        &["visit happened 2019-01-17 @Seoul: Mike Pompeo"],
    );
}

#[test]
fn dates_are_taken_over_within_the_paragraph_only() {
    check(
        "The ship left on 5 March 2018. [John Miller] was arrested in {Paris}.",
        &["crime happened [2018-03-05] @Paris: John Miller"],
    );
    check(
        "The ship left on 5 March 2018.\n[John Miller] was arrested in {Paris}.",
        &["crime happened @Paris: John Miller"],
    );
    check(
        "The ship will leave on 5 March. [John Miller] was arrested in {Paris}.",
        &["crime happened @Paris: John Miller"],
    );
    check(
        "It has rained since 5 March 2018. [John Miller] was arrested in {Paris}.",
        &["crime happened @Paris: John Miller"],
    );
}

#[test]
fn a_verb_with_out_or_off_is_another_one() {
    check(
        "[Ri Yong Ho] ruled out on Monday that <Acme> would leave.",
        &["other happened 2019-01-14: Ri Yong Ho"],
    );
    check(
        "On Monday [Anna Berg] paid off <Acme>.",
        &["other happened 2019-01-14: Anna Berg"],
    );
}

#[test]
fn the_day_of_publication_dates_nothing() {
    check(
        "SEOUL, Jan. 18 (Harbor Wire) - [Mike Pompeo] met [Kim Yong Chol] in {New York}.",
        &["meet happened @New York: Kim Yong Chol, Mike Pompeo"],
    );
    silent("[John Miller] was arrested.");
    // The day is that of the statement.
    check(
        "[Sarah Sanders] said on Wednesday that [John Miller] resigned.",
        &["statement happened 2019-01-16: Sarah Sanders"],
    );
}

#[test]
fn what_is_not_said_to_happen_is_no_event() {
    silent("[Donald Trump] did not meet [Kim Jong Un] in {Singapore} on June 12, 2018.");
    silent("[Donald Trump] could meet [Kim Jong Un] in {Singapore} on June 12.");
    silent("[Donald Trump] would have met [Kim Jong Un] in {Singapore} last week.");
    silent("If [Donald Trump] meets [Kim Jong Un] in {Hanoi} in March, oil will rise.");
    silent("[Donald Trump] hopes to meet [Kim Jong Un] in {Singapore} in June.");
    silent("[Donald Trump] wants to meet [Kim Jong Un] in {Hanoi} in March.");
    silent("Will [Donald Trump] meet [Kim Jong Un] in {Hanoi} in March?");
    silent("Since the first summit, [Donald Trump] has been silent on {Pyongyang}.");
    silent("Even after the {Singapore} summit, there has been little progress in {Pyongyang}.");
    silent("No meeting between [Donald Trump] and [Kim Jong Un] was held in June.");
}

#[test]
fn others_names_are_no_participants() {
    silent("A plan to free four drivers in {northern Iraq} collapsed on Friday.");
    silent("The only road from {Seoul} to {Pyongyang} was blocked on Monday.");
    silent("The president of {South Korea} resigned on Tuesday.");
    silent("“[Donald Trump] met [Kim Jong Un] in {Singapore} on June 12,” said [Sarah Sanders].");
    silent("[John Miller]'s brother resigned on Tuesday.");
}

#[test]
fn a_place_or_date_of_something_else_is_not_the_events() {
    check(
        "[Angela Merkel] adopted a resolution on safeguards in {Iran} on Tuesday.",
        &["policy happened 2019-01-15: Angela Merkel"],
    );
    check(
        "[Mike Pompeo], who agreed in March, cancelled a speech in {Tokyo}.",
        &[
            "agree happened 2018-03: Mike Pompeo",
            "statement called-off @Tokyo: Mike Pompeo",
        ],
    );
    silent(
        "A sale of the unit, [Acme], announced with fanfare in December, has yet to find a buyer.",
    );
    silent("[John Miller], the manager, arrested in April, is out on bail.");
    check(
        "[Mike Pompeo] met {U.S.} President [Donald Trump] on Tuesday.",
        &["meet happened 2019-01-15: Donald Trump, Mike Pompeo"],
    );
    check(
        "A last obstacle fell on Monday, when the [Supreme Court] threw out a petition.",
        &["court happened 2019-01-14: Supreme Court"],
    );
}

#[test]
fn lists_of_people_and_verbs_are_taken_apart() {
    check(
        "{U.S.} President [Donald Trump] and North Korean leader [Kim Jong Un] will meet in {Hanoi} next week.",
        &["meet planned 2019-01-21/2019-01-27 @Hanoi: Donald Trump, Kim Jong Un"],
    );
    check(
        "[John Miller] was arrested in October 2015 and sentenced in April 2016 to ten years.",
        &[
            "crime happened 2015-10: John Miller",
            "court happened 2016-04: John Miller",
        ],
    );
    check(
        "[Mike Pompeo] is to visit {China} and {Russia} next week.",
        &["visit planned 2019-01-21/2019-01-27 @China: Mike Pompeo"],
    );
    // The date is the announcement's.
    silent("[Donald Trump] has agreed to talks, an envoy announced on Thursday.");
}

#[test]
fn words_that_need_a_day_of_their_own() {
    check(
        "The [Treasury] tightened its rules on Monday.",
        &["policy happened 2019-01-14: Treasury"],
    );
    silent("The [Treasury] tightened its rules.");
    // A day of the sentence before does not count for them.
    silent("The ship left on 5 March 2018. The [Treasury] tightened its rules.");
    check(
        "[Anna Berg] hung her watch on a nail on Tuesday.",
        &["other happened 2019-01-15: Anna Berg"],
    );
    silent("[Anna Berg] believed on Tuesday in better times.");
    silent("[Anna Berg] was expected on Tuesday.");
    silent("[Anna Berg] owned a house in 2017.");
    silent("We rang [Anna Berg] on Tuesday.");
    check(
        "The board proclaimed [Anna Berg] re-elected on Tuesday.",
        &["personnel happened 2019-01-15: Anna Berg"],
    );
}

#[test]
fn verbs_share_a_subject() {
    check(
        "[Kim Jong Un] left home on Monday, arrived in {Beijing} on Tuesday and returned to {Pyongyang} on Thursday.",
        &[
            "other happened 2019-01-14: Kim Jong Un",
            "visit happened 2019-01-15 @Beijing: Kim Jong Un",
            "visit happened 2019-01-17 @Pyongyang: Kim Jong Un",
        ],
    );
    // The day of the first verb is taken over.
    check(
        "[Donald Trump] and [Kim Jong Un] shook hands on Tuesday before a row of flags, talked for hours and signed a joint statement.",
        &[
            "meet happened 2019-01-15: Donald Trump, Kim Jong Un",
            "agree happened [2019-01-15]: Donald Trump, Kim Jong Un",
        ],
    );
    // Who pleaded is not the court.
    check(
        "The sailor, flown out after the [Supreme Court] threw out his appeal on Monday, pleaded guilty.",
        &["court happened 2019-01-14: Supreme Court"],
    );
    check(
        "[Anna Berg] posted pictures on Monday showing names, numbers, scanned tax cards and more.",
        &["publish happened 2019-01-14: Anna Berg"],
    );
}

#[test]
fn subjects_behind_titles_and_clauses() {
    check(
        "Secretary of State [Mike Pompeo] visited {Seoul} on Tuesday.",
        &["visit happened 2019-01-15 @Seoul: Mike Pompeo"],
    );
    check(
        "[Mike Pompeo], who had met his aides in March, visited {Seoul} on Tuesday.",
        &[
            "meet happened 2018-03: Mike Pompeo",
            "visit happened 2019-01-15 @Seoul: Mike Pompeo",
        ],
    );
    check(
        "On Tuesday, after their return, [Anna Berg] announced a plan.",
        &["statement happened 2019-01-15: Anna Berg"],
    );
    check(
        "[Anna Berg] of the [Treasury] is to appear on Thursday before the committee.",
        &["meet planned 2019-01-24: Anna Berg"],
    );
    check(
        "{Yemen}'s government rejected the offer on Monday.",
        &["reject happened 2019-01-14: Yemen"],
    );
    check(
        "The foreign ministers of {Greece} and {Macedonia} signed an agreement on Sunday.",
        &["agree happened 2019-01-13: Greece, Macedonia"],
    );
    check(
        "[Anna Berg] said on Monday that she had resigned in March.",
        &[
            "statement happened 2019-01-14: Anna Berg",
            "personnel happened 2018-03: Anna Berg",
        ],
    );
    check(
        "They stood by the agreement, which was signed on June 17, 2018 at {Lake Prespa} by Foreign Ministers [Nikos Kotzias] and [Nikola Dimitrov].",
        &["agree happened 2018-06-17 @Lake Prespa: Nikola Dimitrov, Nikos Kotzias"],
    );
    check(
        "[Anna Berg] met Infrastructure Minister [Maret Tamm] in {Riga} on Tuesday.",
        &["meet happened 2019-01-15 @Riga: Anna Berg, Maret Tamm"],
    );
    check(
        "[Anna Berg] will meet her counterpart, [Kofi Mensah], in {Accra} on Tuesday.",
        &["meet planned 2019-01-22 @Accra: Anna Berg, Kofi Mensah"],
    );
    check(
        "[Anna Berg] met {Ghana}'s foreign minister, [Kofi Mensah], in {Accra} on Tuesday.",
        &["meet happened 2019-01-15 @Accra: Anna Berg, Kofi Mensah"],
    );
    check(
        "[Anna Berg] announced that [Kim Jong Un] would visit {Seoul} in March.",
        &["visit planned 2019-03 @Seoul: Kim Jong Un"],
    );
    // The second clause has no day of its own.
    check(
        "[Anna Berg] is to visit {China} next week, and [Suh Hoon] will tour {Japan}.",
        &[
            "visit planned 2019-01-21/2019-01-27 @China: Anna Berg",
            "visit planned @Japan: Suh Hoon",
        ],
    );
    silent("The leaders of North and {South Korea} promised on Friday to work for peace.");
}

#[test]
fn two_men_are_the_two_just_named() {
    check(
        "[Kim Jong Un] praised [Moon Jae-in].\nThe two men met in {Panmunjom} on Friday.",
        &[
            "support happened: Kim Jong Un, Moon Jae-in",
            "meet happened 2019-01-18 @Panmunjom: Kim Jong Un, Moon Jae-in",
        ],
    );
    // Three were named: nobody knows which two.
    silent_about_meeting(
        "[Kim Jong Un] praised [Moon Jae-in] and [Xi Jinping].\nThe two men met on Friday.",
    );
}

fn silent_about_meeting(text: &str) {
    assert!(
        events(text).iter().all(|event| !event.starts_with("meet")),
        "{text}"
    );
}

#[test]
fn chronicles_and_timetables() {
    check(
        "11 January: {Kyrgyzstan} withdraws from the talks.",
        &["concede happened 2019-01-11: Kyrgyzstan"],
    );
    check(
        "[Anna Berg] retires on 21 February.",
        &["personnel planned 2019-02-21: Anna Berg"],
    );
    silent("[Anna Berg] retires in the evening.");
    silent("Every year [Anna Berg] visits {Paris} in May.");
    check(
        "[John Miller] was released in {Paris} on Tuesday.",
        &["concede happened 2019-01-15 @Paris: John Miller"],
    );
    check(
        "Sanctions were imposed by the [Security Council] in December.",
        &["sanction happened 2018-12: Security Council"],
    );
    check(
        "[Anna Berg] is expected in {Vienna} on Monday.",
        &["visit planned 2019-01-21 @Vienna: Anna Berg"],
    );
    silent("[Anna Berg] expects snow in {Vienna} on Monday.");
}

#[test]
fn nouns_with_their_day_beside_them() {
    check(
        "[Kim Jong Un]'s meeting with [Xi Jinping] in {Beijing} last month surprised many.",
        &["meet happened 2018-12 @Beijing: Kim Jong Un, Xi Jinping"],
    );
    check(
        "The talks between [Anna Berg] and [Xi Jinping] in {Oslo} on Thursday brought no result.",
        &["meet happened 2019-01-17 @Oslo: Anna Berg, Xi Jinping"],
    );
    check(
        "They were freed on Wednesday during a visit to {Pyongyang} by [Mike Pompeo].",
        &["visit happened 2019-01-16 @Pyongyang: Mike Pompeo"],
    );
    check(
        "Thursday's meeting between [Anna Berg] and [Xi Jinping] ended without a deal.",
        &["meet happened 2019-01-17: Anna Berg, Xi Jinping"],
    );
    silent("A possible meeting between [Anna Berg] and [Xi Jinping] last month was talked about.");
    silent("Since the meeting of [Anna Berg] and [Xi Jinping] all has been quiet.");
}

#[test]
fn a_named_teller_after_the_statement_makes_it_a_claim() {
    check(
        "[Anna Berg] met [Xi Jinping] in {Oslo} on Tuesday, [Steffen Seibert] said.",
        &["meet claimed 2019-01-15 @Oslo: Anna Berg, Xi Jinping says Steffen Seibert"],
    );
    check(
        "[Anna Berg] met [Xi Jinping] in {Oslo} on Tuesday, said [Steffen Seibert], her spokesman.",
        &["meet claimed 2019-01-15 @Oslo: Anna Berg, Xi Jinping says Steffen Seibert"],
    );
    check(
        "[Anna Berg] met [Xi Jinping] in {Oslo} on Tuesday, [Anna Berg] said.",
        &["meet happened 2019-01-15 @Oslo: Anna Berg, Xi Jinping"],
    );
}

#[test]
fn days_that_cannot_be_told_are_left_out() {
    silent("[Anna Berg] was arrested in April or May.");
    check(
        "[Mike Pompeo] went to {Pyongyang} in secret over the holy weekend.",
        &["visit happened @Pyongyang: Mike Pompeo"],
    );
    // Not the day of the sentence before.
    check(
        "The ship left on 5 March 2018. [Mike Pompeo] went to {Pyongyang} over the holy weekend.",
        &["visit happened @Pyongyang: Mike Pompeo"],
    );
    silent("[Anna Berg] would resign as soon as the bill passed on Monday.");
}
