//! Sentence tests of attribution.

use crate::extract::facts::QuoteKind;
use crate::extract::testing::case;

/// "words <- speaker" for each quotation; the speaker as the referent's name, `(text)` for one without a name.
fn said(marked: &str) -> Vec<String> {
    let case = case(marked);
    case.quotes
        .iter()
        .map(|quote| {
            let words = quote.span.of(&case.text);
            let name = |ix: crate::extract::facts::MentionIx| {
                let mention = &case.mentions[ix.ix()];
                mention.referent.map_or_else(
                    || format!("?{}", mention.span.of(&case.text)),
                    |referent| case.referents[referent.ix()].name.clone(),
                )
            };
            let speaker = match (quote.speaker, quote.speaker_text) {
                (Some(ix), _) => name(ix),
                (None, Some(span)) => format!("({})", span.of(&case.text)),
                (None, None) => "?".to_owned(),
            };
            let relay = quote
                .relay
                .map(|ix| format!(" via {}", name(ix)))
                .unwrap_or_default();
            let words = words.trim_end_matches([',', '.', '?', '!']);
            format!("{words} <- {speaker}{relay}")
        })
        .collect()
}

fn check(marked: &str, expected: &[&str]) {
    assert_eq!(said(marked), expected, "{marked}");
}

#[test]
fn the_verb_follows_the_words() {
    check(
        "“It is too late,” [p:Anna Berg] said.",
        &["It is too late <- Anna Berg"],
    );
    check(
        "“It is too late,” said [p:Anna Berg], the minister.",
        &["It is too late <- Anna Berg"],
    );
    check(
        "“It is too late,” said the minister, [p:Anna Berg].",
        &["It is too late <- Anna Berg"],
    );
    check(
        "“It is too late,” said Mrs [sf:Berg].",
        &["It is too late <- Berg"],
    );
    check(
        "“It is too late,” [p:Anna Berg], a dentist from [l:Riga], told reporters on Friday.",
        &["It is too late <- Anna Berg"],
    );
    check(
        "“It is too late,” [p:Anna Berg], who met [p:Otto Lind], a lawyer, said.",
        &["It is too late <- Anna Berg"],
    );
    check(
        "“Is it too late?” [p:Anna Berg] asked.",
        &["Is it too late <- Anna Berg"],
    );
    check(
        "“It is too late,” said [o:White House] press secretary [p:Anna Berg].",
        &["It is too late <- Anna Berg"],
    );
    check(
        "“It is too late”, [p:Anna Berg] later added.",
        &["It is too late <- Anna Berg"],
    );
}

#[test]
fn the_verb_stands_before_the_words() {
    check(
        "[p:Anna Berg] said: “It is too late.”",
        &["It is too late <- Anna Berg"],
    );
    check(
        "[p:Anna Berg] told [o:CNN] on Friday, “It is too late.”",
        &["It is too late <- Anna Berg"],
    );
    check(
        "[p:Anna Berg] said that it's “high time we met.”",
        &["high time we met <- Anna Berg"],
    );
    check(
        "[p:Anna Berg] said talks had “come to nothing at all” and left.",
        &["come to nothing at all <- Anna Berg"],
    );
    check(
        "[p:Anna Berg], the minister, said: “It is too late.”",
        &["It is too late <- Anna Berg"],
    );
    check(
        "[p:Anna Berg] continued:\n“It is too late for us.”",
        &["It is too late for us <- Anna Berg"],
    );
}

#[test]
fn less_usual_orders_are_read_too() {
    check(
        "Said [p:Anna Berg]: “It is too late.”",
        &["It is too late <- Anna Berg"],
    );
    check(
        "“It is too late for us.” — [p:Anna Berg]",
        &["It is too late for us <- Anna Berg"],
    );
    check(
        "As [p:Anna Berg] put it, “it is too late for us”.",
        &["it is too late for us <- Anna Berg"],
    );
    check(
        "“It is late,” [p:Anna Berg] said, but “not too late.”",
        &["It is late <- Anna Berg", "not too late <- Anna Berg"],
    );
    check(
        "“It is too late,” [s:Lind] campaign spokesman [p:Anna Berg] said.",
        &["It is too late <- Anna Berg"],
    );
    check(
        "[o:White House] press secretary [p:Anna Berg] left early, saying “it is too late for us”.",
        &["it is too late for us <- Anna Berg"],
    );
    check(
        "The letter reads “it is too late for us”.",
        &["it is too late for us <- (The letter)"],
    );
    check(
        "“It was late.” — a sign of the times, [p:Anna Berg] knew.",
        &[],
    );
}

#[test]
fn pronouns_and_descriptions_speak_for_their_referent() {
    check(
        "[pf:Anna Berg] came. “It is too late,” she said.",
        &["It is too late <- Anna Berg"],
    );
    check(
        "Minister [p:Anna Berg] came. “It is too late,” the minister said.",
        &["It is too late <- Anna Berg"],
    );
    check("“It is too late,” she said.", &["It is too late <- (she)"]);
}

#[test]
fn interrupted_quotations_are_two() {
    check(
        "“It is late,” [p:Anna Berg] said, “but not too late.”",
        &["It is late <- Anna Berg", "but not too late <- Anna Berg"],
    );
    check(
        "“It is too late,” [p:Anna Berg] said. “We must go.”",
        &["It is too late <- Anna Berg", "We must go <- Anna Berg"],
    );
    check(
        "“It is too late!” [p:Anna Berg] said. She left. [p:Otto Lind] came. “We must go now, all of us.”",
        &[
            "It is too late <- Anna Berg",
            "We must go now, all of us <- ?",
        ],
    );
}

#[test]
fn bodies_and_countries_speak_and_other_places_do_not() {
    check(
        "“It is too late,” [c:KP:North Korea] said.",
        &["It is too late <- North Korea"],
    );
    check(
        "“It is too late,” the [o:Foreign Ministry] said.",
        &["It is too late <- Foreign Ministry"],
    );
    check(
        "“It is too late,” a spokesman for the [o:Foreign Ministry] said.",
        &["It is too late <- (a spokesman for the Foreign Ministry)"],
    );
    check(
        "“It is too late,” an official in [l:Riga] said.",
        &["It is too late <- (an official in Riga)"],
    );
    check(
        "“It is too late,” said a [c:US:U.S.] official.",
        &["It is too late <- (a U.S. official)"],
    );
}

#[test]
fn who_relays_is_not_who_speaks() {
    check(
        "[p:Anna Berg] said it would “bring peace to all”, according to [o:Xinhua].",
        &["bring peace to all <- Anna Berg via Xinhua"],
    );
    check(
        "It was “a mistake for all”, according to [p:Anna Berg].",
        &["a mistake for all <- Anna Berg"],
    );
    check(
        "According to [p:Anna Berg], it was “a mistake for all”.",
        &["a mistake for all <- Anna Berg"],
    );
}

#[test]
fn a_sentence_may_name_the_speaker_at_its_end() {
    check(
        "The vote was “a great day for us” and “a lesson for others”, [p:Anna Berg] said on Friday.",
        &[
            "a great day for us <- Anna Berg",
            "a lesson for others <- Anna Berg",
        ],
    );
}

#[test]
fn few_words_need_a_verb_of_their_own() {
    check(
        "[pf:Anna Berg] called the meeting “productive”.",
        &["productive <- Anna Berg"],
    );
    check("The so-called “peace talks” failed.", &[]);
    check("The “talks” failed, [p:Anna Berg] said.", &[]);
}

#[test]
fn titles_and_names_are_no_quotations() {
    check("The team, named “Better Idea of Girls,” scored.", &[]);
    check(
        "[p:Anna Berg] wrote the book “A House in the Hills” in 2012.",
        &[],
    );
}

#[test]
fn passives_and_negations_have_no_speaker() {
    check(
        "[p:Anna Berg] was told “it is too late for you”.",
        &["it is too late for you <- ?"],
    );
    check(
        "[p:Anna Berg] did not say “it is too late for you”.",
        &["it is too late for you <- ?"],
    );
    check(
        "[p:Anna Berg] was quoted as saying “it is too late”.",
        &["it is too late <- Anna Berg"],
    );
}

#[test]
fn the_lawyer_speaks_not_the_client() {
    check(
        "“It is too late,” the lawyer for [p:Anna Berg] said.",
        &["It is too late <- (the lawyer for Anna Berg)"],
    );
    check(
        "“It is too late,” [p:Anna Berg]'s lawyer said.",
        &["It is too late <- (Anna Berg's lawyer)"],
    );
    check(
        "“It is too late,” said a friend of [p:Anna Berg].",
        &["It is too late <- (a friend of Anna Berg)"],
    );
}

#[test]
fn a_quotation_over_two_paragraphs_keeps_its_speaker() {
    check(
        "“It is too late,” [p:Anna Berg] said. “We must go.\n“We must all go.”",
        &[
            "It is too late <- Anna Berg",
            "We must go <- Anna Berg",
            "We must all go <- Anna Berg",
        ],
    );
    check(
        "“It is too late.\n“We must all go,” said [p:Anna Berg].",
        &["It is too late <- Anna Berg", "We must all go <- Anna Berg"],
    );
}

#[test]
fn whole_and_part_are_told_apart() {
    let kinds = |marked| {
        case(marked)
            .quotes
            .iter()
            .map(|quote| quote.kind)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        kinds("“It is too late,” [p:Anna Berg] said."),
        [QuoteKind::Direct]
    );
    assert_eq!(
        kinds("[p:Anna Berg] said: “It is too late.”"),
        [QuoteKind::Direct]
    );
    assert_eq!(
        kinds("[p:Anna Berg] said it was “far too late for that”."),
        [QuoteKind::Partial]
    );
}

#[test]
fn an_odd_mark_is_reported_and_spoils_nothing() {
    let text = "[p:Anna Berg] said the steps were “far too late for that.\n“We must go,” said [p:Otto Lind], who left.";
    let case = case(text);
    assert_eq!(
        case.findings.len(),
        0,
        "a quotation may go on in the next paragraph"
    );
    let text =
        "[p:Anna Berg] said “it is” too late for that.”\nOtto said it was “far too late for that”.";
    let case = self::case(text);
    assert_eq!(case.findings.len(), 1);
    assert_eq!(case.findings[0].code, "quote/unbalanced");
    assert_eq!(
        case.quotes.last().unwrap().span.of(&case.text),
        "far too late for that"
    );
}

#[test]
fn a_verb_that_only_might_come_true_attributes_nothing() {
    let case = "The ships will sail if [l:Riga] answers in time and takes “quick and fair measures” for them.";
    assert!(
        said(case).iter().all(|found| !found.contains("Riga")),
        "{:?}",
        said(case)
    );
}

#[test]
fn who_is_cited_speaks_and_the_citing_one_relays() {
    check(
        "According to [o:Xinhua], citing [p:Anna Berg], it was “a mistake for all”.",
        &["a mistake for all <- Anna Berg via Xinhua"],
    );
}

#[test]
fn a_label_in_capitals_names_the_speaker() {
    check(
        "[p:Anna Berg] is here.\nBERG (on tape): “It is far too late.”",
        &["It is far too late <- Anna Berg"],
    );
    check(
        "[p:Anna Berg] spoke.\n“BERG: It is far too late.\n“LIND: We must go now.”",
        &[
            "BERG: It is far too late <- Anna Berg",
            "LIND: We must go now <- (LIND)",
        ],
    );
    check(
        "[p:Anna Berg] met [p:Otto Berg].\nBERG: “It is far too late.”",
        &["It is far too late <- (BERG)"],
    );
    check(
        "[p:Anna Berg] is here. Note: “It is far too late for that.”",
        &["It is far too late for that <- ?"],
    );
}

#[test]
fn words_of_a_headline_are_whose_they_are_in_the_text() {
    check(
        "‘There is no money left’\n“There is no money left,” said [p:Anna Berg].",
        &[
            "There is no money left <- Anna Berg",
            "There is no money left <- Anna Berg",
        ],
    );
    check(
        "‘There is no money left’\n“There is no time left,” said [p:Anna Berg].",
        &[
            "There is no money left <- ?",
            "There is no time left <- Anna Berg",
        ],
    );
}

#[test]
fn a_sentence_about_the_speaker_does_not_end_the_speech() {
    check(
        "“It is too late,” said [pf:Anna Berg]. She smiled. “We must go now, all of us.”",
        &[
            "It is too late <- Anna Berg",
            "We must go now, all of us <- Anna Berg",
        ],
    );
    check(
        "“It is too late,” said [pf:Anna Berg]. She met [pm:Otto Lind]. “We must go now, all of us.”",
        &[
            "It is too late <- Anna Berg",
            "We must go now, all of us <- ?",
        ],
    );
}

#[test]
fn offices_and_relations_before_a_name_belong_to_it() {
    check(
        "“It is too late,” founder and chief executive [p:Anna Berg] wrote.",
        &["It is too late <- Anna Berg"],
    );
    check(
        "“It is too late,” said the families' lawyer, [p:Anna Berg].",
        &["It is too late <- Anna Berg"],
    );
    check(
        "[pm:Otto Lind] smiled. “It is too late,” said his lawyer, [pf:Anna Berg].",
        &["It is too late <- Anna Berg"],
    );
    check(
        "[pm:Otto Lind] smiled. “It is too late,” said his lawyer.",
        &["It is too late <- (his lawyer)"],
    );
    check(
        "A lawyer, [p:Anna Berg] of [l:Riga], said it was “far too late for that”.",
        &["far too late for that <- Anna Berg"],
    );
}

#[test]
fn a_place_behind_a_place_does_not_speak() {
    check(
        "It was made by a firm of [l:Riga], [c:LV:Latvia], which said it was “far too late for that”.",
        &["far too late for that <- ?"],
    );
}

#[test]
fn what_somebody_is_saying_is_theirs() {
    check(
        "[p:Anna Berg] is claiming that it is “far too late for that”.",
        &["far too late for that <- Anna Berg"],
    );
    check(
        "“It is too late,” [p:Anna Berg] is quoted as saying.",
        &["It is too late <- Anna Berg"],
    );
    check(
        "[p:Anna Berg] spoke of “a house in the hills”.",
        &["a house in the hills <- Anna Berg"],
    );
    check(
        "The accused had “far too much of that”.",
        &["far too much of that <- ?"],
    );
}

#[test]
fn a_described_speaker_goes_on_behind_the_description() {
    check(
        "“I have packed my bag,” said [p:Anna Berg], its president, “and I will not unpack it.”",
        &[
            "I have packed my bag <- Anna Berg",
            "and I will not unpack it <- Anna Berg",
        ],
    );
    check(
        "“I have packed my bag,” said [p:Anna Berg], who heard the crowd shout, “and I will not unpack it.”",
        &[
            "I have packed my bag <- Anna Berg",
            "and I will not unpack it <- ?",
        ],
    );
    check(
        "The manufacturer, [o:Lind Works], called the report “false from end to end”.",
        &["false from end to end <- Lind Works"],
    );
    check(
        "“It is too late,” our editor, [p:Anna Berg], notes.",
        &["It is too late <- Anna Berg"],
    );
    check(
        "[p:Anna Berg] rejected the accord in a letter as “a treaty with five families”.",
        &["a treaty with five families <- Anna Berg"],
    );
    check(
        "[p:Anna Berg] expressed her “deep and sincere regret”.",
        &["deep and sincere regret <- Anna Berg"],
    );
}

#[test]
fn a_paragraph_of_words_alone_goes_on() {
    check(
        "“It is too late for us,” [p:Anna Berg] said.\n“And nobody told us about it.”",
        &[
            "It is too late for us <- Anna Berg",
            "And nobody told us about it <- Anna Berg",
        ],
    );
    check(
        "“Is it too late for you?” [p:Anna Berg] asked.\n“Nobody told us about it.”",
        &[
            "Is it too late for you <- Anna Berg",
            "Nobody told us about it <- ?",
        ],
    );
    check(
        "“It is too late for us,” [p:Anna Berg] said. [p:Otto Lind] said he agreed.\n“And nobody told us about it.”",
        &[
            "It is too late for us <- Anna Berg",
            "And nobody told us about it <- ?",
        ],
    );
    check(
        "“It is too late for us,” [p:Anna Berg] said. “No, it is not at all,” said [p:Otto Lind].\n“And nobody told us about it.”",
        &[
            "It is too late for us <- Anna Berg",
            "No, it is not at all <- Otto Lind",
            "And nobody told us about it <- ?",
        ],
    );
}

#[test]
fn a_nickname_in_marks_does_not_end_the_speech() {
    check(
        "“It is too late,” said [p:Anna Berg], known as “Mama”. “I came at five this morning.”",
        &[
            "It is too late <- Anna Berg",
            "I came at five this morning <- Anna Berg",
        ],
    );
}

#[test]
fn a_colon_may_stand_for_the_verb() {
    check(
        "News\nStatement by the director, [p:Anna Berg]: “We are going on with it.”",
        &["We are going on with it <- Anna Berg"],
    );
    check(
        "News\n[p:Anna Berg]'s reply: “We are going on with it.”",
        &["We are going on with it <- Anna Berg"],
    );
    check(
        "News\n[p:Anna Berg] met [p:Otto Lind] under a banner: “We are going on with it.”",
        &["We are going on with it <- ?"],
    );
}

#[test]
fn who_is_in_the_sentence_before_may_speak_of_himself() {
    check(
        "[pm:Otto Lind] laughed. “I came for the soup and I got it.”",
        &["I came for the soup and I got it <- Otto Lind"],
    );
    check(
        "[pm:Otto Lind] left with [p:Anna Berg]. “I came for the soup and I got it.”",
        &["I came for the soup and I got it <- ?"],
    );
    check(
        "[pm:Otto Lind] opened it. “The soup is served at five o'clock.”",
        &["The soup is served at five o'clock <- ?"],
    );
}

#[test]
fn turned_verbs_and_thanks_have_a_speaker() {
    check(
        "The kitchen will close, says [p:Anna Berg], “a day after the strike does.”",
        &["a day after the strike does <- Anna Berg"],
    );
    check(
        "[p:Anna Berg] thanked [p:Otto Lind] for “stepping up and taking action”.",
        &["stepping up and taking action <- Anna Berg"],
    );
    check(
        "[p:Anna Berg] said it rained, and added: “I know a little about this.”",
        &["I know a little about this <- Anna Berg"],
    );
    check(
        "The part was made by [o:Lind Works] of [l:Stuttgart], [c:DE:Germany], which said it was “built exactly to the drawing”.",
        &["built exactly to the drawing <- Lind Works"],
    );
    check(
        "In the words of [p:Anna Berg], it was “a bad day for everybody here”.",
        &["a bad day for everybody here <- Anna Berg"],
    );
}

#[test]
fn reported_speech_goes_on_without_its_verb() {
    check(
        "“No deal at all,” [pm:Otto Lind] said. He would hand it over “to an elected president only”.",
        &[
            "No deal at all <- Otto Lind",
            "to an elected president only <- Otto Lind",
        ],
    );
    check(
        "[pm:Otto Lind] fell. He had broken “the oldest bone of all”.",
        &["the oldest bone of all <- ?"],
    );
}

#[test]
fn what_a_court_found_is_the_courts() {
    check(
        "The [o:High Court] found that the firm had “failed to tell its own owners”.",
        &["failed to tell its own owners <- High Court"],
    );
    check(
        "The governor, [pm:Otto Lind], whose consent is needed, said he would “respect it as one of several”.",
        &["respect it as one of several <- Otto Lind"],
    );
    check(
        "[p:Anna Berg], whose lawyer, [p:Otto Lind], said it would “end in tears for all”, left.",
        &["end in tears for all <- ?"],
    );
}
