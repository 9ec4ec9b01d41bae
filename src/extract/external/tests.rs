use super::*;
use crate::extract::{Lexicon, extract};
use crate::text::{Block, BlockKind};
use serde_json::{Value, json};

const TEXT: &str = "Estonian Foreign Minister Maret Tamm met Zoë Lê in Riga on Wednesday. She called the talks “open”.\n\
Zoë Lê said: “We will come back to Tallinn in June.” Tamm left.";

fn with<T>(work: impl FnOnce(&Document<'_>) -> T) -> T {
    let end = TEXT.find('\n').unwrap();
    let blocks = [(0, end), (end + 1, TEXT.len())].map(|(from, to)| Block {
        span: Span::new(from, to),
        kind: BlockKind::Paragraph,
    });
    work(&Document {
        text: TEXT,
        blocks: &blocks,
        date: Some(jiff::civil::date(2024, 3, 7)),
        lang: "en",
    })
}

fn ours(document: &Document<'_>) -> ArticleFacts {
    extract(document, &Lexicon::embedded())
}

/// Offsets of words in code points.
fn at(words: &str) -> (usize, usize) {
    let start = TEXT[..TEXT.find(words).unwrap()].chars().count();
    (start, start + words.chars().count())
}

fn entry(words: &str, more: Value) -> Value {
    let (start, end) = at(words);
    let mut entry = json!({"start": start, "end": end});
    let fields = entry.as_object_mut().unwrap();
    fields.extend(more.as_object().unwrap().clone());
    entry
}

/// The facts of an answer that adds fields to the bare document.
fn said(fields: Value) -> Result<ArticleFacts, String> {
    with(|document| {
        let mut answer: Value = serde_json::from_str(&request(document, None).unwrap()).unwrap();
        let object = answer.as_object_mut().unwrap();
        object.extend(fields.as_object().unwrap().clone());
        facts(document, None, &answer.to_string())
    })
}

#[test]
fn what_comes_back_as_it_was_given_stays_ours() {
    with(|document| {
        let ours = ours(document);
        assert!(
            ours.mentions.len() > 4 && !ours.quotes.is_empty(),
            "{ours:#?}"
        );
        let same = request(document, Some(&ours)).unwrap();
        let mut back = facts(document, Some(&ours), &same).unwrap();
        // Only the order of those spoken of may be another: it is that of the text.
        for (mention, own) in back.mentions.iter().zip(&ours.mentions) {
            let name = |facts: &ArticleFacts, mention: &crate::extract::facts::Mention| {
                mention
                    .referent
                    .map(|it| facts.referents[it.ix()].clone().name)
            };
            assert_eq!(name(&back, mention), name(&ours, own));
            assert_eq!((mention.span, mention.rule), (own.span, own.rule));
        }
        back.mentions.clone_from(&ours.mentions);
        back.referents.clone_from(&ours.referents);
        assert_eq!(back, ours);
    });
}

#[test]
fn what_is_left_out_stays_and_what_is_empty_is_empty() {
    with(|document| {
        let ours = ours(document);
        let bare = request(document, None).unwrap();
        let kept = facts(document, Some(&ours), &bare).unwrap();
        assert_eq!(kept.events, ours.events);
        assert_eq!(kept.dates, ours.dates);
        let mut answer: Value = serde_json::from_str(&bare).unwrap();
        answer["dates"] = json!([]);
        let kept = facts(document, Some(&ours), &answer.to_string()).unwrap();
        assert!(kept.dates.is_empty() && !ours.dates.is_empty());
        assert!(kept.events.iter().all(|event| event.date.is_none()));
        assert_eq!(kept.mentions.len(), ours.mentions.len());
        // Instead of ours: nothing that the program does not say.
        let alone = facts(document, None, &bare).unwrap();
        assert_eq!(
            (alone.mentions.len(), alone.sentences.len()),
            (0, ours.sentences.len())
        );
    });
}

#[test]
fn names_quotes_dates_and_events_of_the_program() {
    let facts = said(json!({
        "mentions": [
            entry("Zoë Lê", json!({"kind": "person", "actor": "z"})),
            entry("Maret Tamm", json!({"kind": "person", "actor": "m", "role": {"title": "minister"}})),
            entry("Riga", json!({"kind": "place"})),
        ],
        "references": [entry("She", json!({"class": "pronoun", "actor": "m"}))],
        "dates": [entry("Wednesday", json!({"value": "2024-03-06"}))],
        "quotes": [entry("We will come back to Tallinn in June.", json!({"actor": "z"}))],
        "events": [entry("met", json!({"type": "meet", "status": "happened", "date": "2024-03-06",
            "participants": ["m", "z"], "place": null}))],
    }))
    .unwrap();
    let names: Vec<&str> = facts.referents.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(names, ["Maret Tamm", "Zoë Lê", "Riga"]);
    assert_eq!(facts.referents[0].roles[0].title, "minister");
    assert!(facts.referents.iter().all(|it| it.is_full));
    let event = &facts.events[0];
    assert_eq!((event.participants.len(), event.rule), (2, RULE));
    assert_eq!(event.date.map(|it| it.inherited), Some(false));
    let speaker = facts.quotes[0].speaker.unwrap();
    assert_eq!(facts.mentions[speaker.ix()].span.of(TEXT), "Zoë Lê");
    let she = facts
        .mentions
        .iter()
        .find(|it| it.span.of(TEXT) == "She")
        .unwrap();
    assert_eq!(she.referent, facts.mentions[0].referent);
}

#[test]
fn a_name_of_one_word_is_no_full_name() {
    let facts = said(json!({"mentions": [entry("Tamm left", json!({"kind": "person"}))]})).unwrap();
    assert!(facts.referents[0].is_full);
    let mut alone = entry("Tamm left", json!({"kind": "person"}));
    alone["end"] = json!(alone["start"].as_u64().unwrap() + 4);
    let facts = said(json!({"mentions": [alone]})).unwrap();
    assert!(!facts.referents[0].is_full);
}

#[test]
fn an_answer_with_a_fault_is_refused_as_a_whole() {
    let person = |words| entry(words, json!({"kind": "person"}));
    let cases = [
        (json!({"text": "Another text."}), "the text is not the one"),
        (
            json!({"error": "out of memory"}),
            "the program says: \"out of memory\"",
        ),
        (json!({"mentions": {}}), "`mentions` is no list"),
        (
            json!({"mentions": [{"start": 0, "end": 5}]}),
            "mentions[0]: missing field `kind`",
        ),
        (
            json!({"mentions": [{"start": 0, "end": 9999, "kind": "person"}]}),
            "behind the end",
        ),
        (
            json!({"mentions": [{"start": 5, "end": 5, "kind": "person"}]}),
            "holds no words",
        ),
        (
            json!({"mentions": [{"start": -1, "end": 5, "kind": "person"}]}),
            "mentions[0]: invalid value",
        ),
        (
            json!({"mentions": [{"start": 1.5, "end": 5, "kind": "person"}]}),
            "mentions[0]: invalid type",
        ),
        (
            json!({"mentions": [{"start": 0, "end": 3, "kind": "dog"}]}),
            "unknown variant `dog`",
        ),
        (
            json!({"mentions": [person("Maret Tamm"), person("Tamm met")]}),
            "overlap",
        ),
        (
            json!({"mentions": [person("open”.\nZoë")]}),
            "goes beyond its paragraph",
        ),
        (
            json!({"references": [entry("She", json!({"class": "name", "actor": null}))]}),
            "names belong",
        ),
        (
            json!({"dates": [entry("Wednesday", json!({"value": "soon"}))]}),
            "`soon` is no EDTF date",
        ),
        (
            json!({"quotes": [entry("open", json!({"actor": "x"}))]}),
            "no mention is of the actor `x`",
        ),
        (
            json!({"events": [entry("met", json!({"type": "meet", "status": "happened"}))]}),
            "nobody takes part",
        ),
        (
            json!({"mentions": [entry("Maret Tamm", json!({"kind": "person", "actor": "m"}))],
                "events": [entry("met", json!({"type": "meet", "status": "happened", "participants": ["m"], "date": "2024-03-06"}))]}),
            "its date 2024-03-06 is no entry of `dates`",
        ),
    ];
    for (fields, expected) in cases {
        let why = said(fields).unwrap_err();
        assert!(why.contains(expected), "{why} / {expected}");
    }
    with(|document| {
        for garbage in ["", "[]", "{\"text\":", "null", "\u{0}"] {
            assert!(facts(document, None, garbage).is_err(), "{garbage}");
        }
    });
}

#[test]
fn the_documented_answer_is_taken() {
    let page = include_str!("../../../EXTRACTORS.md");
    let line = page.split("```json\n").nth(1).unwrap();
    let line = line.split("```").next().unwrap();
    let answer: Value = serde_json::from_str(line).unwrap();
    let text = answer["text"].as_str().unwrap();
    let end = text.find('\n').unwrap();
    let blocks = [(0, end), (end + 1, text.len())].map(|(from, to)| Block {
        span: Span::new(from, to),
        kind: BlockKind::Paragraph,
    });
    let document = Document {
        text,
        blocks: &blocks,
        date: None,
        lang: "en",
    };
    let facts = facts(&document, None, line).unwrap();
    let words: Vec<&str> = facts.mentions.iter().map(|it| it.span.of(text)).collect();
    assert_eq!(words, ["Maret Tamm", "She"]);
    assert_eq!(facts.dates[0].span.of(text), "Wednesday");
    assert_eq!(facts.events[0].trigger.of(text), "met");
}
