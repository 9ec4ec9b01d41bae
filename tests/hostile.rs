//! Texts that nobody writes: whatever comes in, extraction, resolution and pages end without a panic and keep what they
//! promise (`support/promises.rs`). How long it takes is looked at by `cargo bench --bench extract`, not here.

#![allow(clippy::unwrap_used, clippy::expect_used)] // A test that cannot go on fails.

#[path = "../benches/hostile/mod.rs"]
mod hostile;
#[path = "support/promises.rs"]
mod promises;

use dateline::extract::{Lexicon, extract, interchange};
use dateline::render::Theme;
use dateline::text::{Block, BlockKind, Document, Span};
use rayon::prelude::*;
use std::sync::{Arc, LazyLock};

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::embedded);

/// Bytes of a text of each kind: enough for a few dozen of its pieces.
const SIZE: usize = 1_000;

/// Every line of a text as a block, untrimmed, of kinds by turns.
fn blocks(text: &str) -> Vec<Block> {
    const KINDS: [BlockKind; 4] = [
        BlockKind::Title,
        BlockKind::Paragraph,
        BlockKind::Heading,
        BlockKind::Quote,
    ];
    let mut blocks = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        let kind = KINDS[blocks.len().min(1) + blocks.len() % 3];
        let span = Span::new(start, start + line.len());
        blocks.push(Block { span, kind });
        start += line.len() + 1;
    }
    blocks
}

fn facts_keep_their_promises(text: &str) {
    for blocks in [&blocks(text)[..], &[]] {
        let date = Some(jiff::civil::date(2024, 2, 29));
        let document = Document {
            text,
            blocks,
            date,
            lang: "en",
        };
        promises::facts(&document, &extract(&document, &LEXICON));
    }
}

#[test]
fn every_kind_of_text_gives_sound_facts() {
    hostile::KINDS.par_iter().for_each(|(name, text)| {
        let text = text(SIZE);
        let checked = std::panic::catch_unwind(|| {
            facts_keep_their_promises(&text);
            promises::interchange(&text, None, &LEXICON);
        });
        assert!(checked.is_ok(), "{name}");
    });
}

#[test]
fn every_kind_of_text_gives_sound_pages() {
    let theme = Arc::new(Theme::embedded().unwrap());
    hostile::KINDS.par_chunks(8).for_each(|kinds| {
        let texts: Vec<(String, String)> = kinds
            .iter()
            .enumerate()
            .map(|(ix, (name, text))| {
                let ending = if ix % 2 == 0 { "md" } else { "txt" };
                let path = format!("content/articles/2024-03-{:02}-{ix}.{ending}", ix + 1);
                (
                    path,
                    format!("---\ntitle: {name}\n---\n\n{}\n", text(SIZE / 4)),
                )
            })
            .collect();
        let files: Vec<(&str, &[u8])> = texts
            .iter()
            .map(|(path, text)| (path.as_str(), text.as_bytes()))
            .collect();
        let snapshot = promises::site(&files, &theme);
        assert_eq!(snapshot.articles.len(), files.len());
        assert!(!snapshot.pages.is_empty(), "{:?}", snapshot.diagnostics);
    });
}

#[test]
fn an_article_may_be_nothing_at_all() {
    let theme = Arc::new(Theme::embedded().unwrap());
    for text in [
        "",
        "\n",
        "---\n---\n",
        "---\ntitle: A\n---\n",
        "# A",
        "\u{feff}",
        "\0",
        "%",
        "---",
        "[[a|b]]",
        "&#0;",
    ] {
        let files = [
            ("content/articles/a.md", text.as_bytes()),
            ("content/articles/b.txt", text.as_bytes()),
        ];
        promises::site(&files, &theme);
    }
}

#[test]
fn a_line_that_is_no_document_does_not_end_the_stream() {
    let bad = [
        r#"{"id":"a","text":"half a pair \ud800"}"#,
        r#"{"id":"a","text":"\udc00\ud800"}"#,
        r#"{"id":"a","text":7}"#,
        r#"{"id":"a"}"#,
        r#"[[[[[[[["#,
        "\u{feff}null",
        r#"{"id":"a","text":"","date":"2019-02-30"}"#,
    ];
    let good =
        r#"{"id":"b","text":"Whole pairs: \ud83d\ude42, and nothing else: \u0000\u001b\u202e"}"#;
    let mut lines: Vec<u8> = bad.join("\n").into_bytes();
    lines.extend_from_slice(b"\n\xff\xfe\n");
    lines.extend_from_slice(good.as_bytes());
    let mut out = Vec::new();
    let summary = interchange::run(&lines[..], &mut out, &LEXICON, None).unwrap();
    assert_eq!(
        (summary.documents, summary.errors),
        (1, bad.len() as u64 + 1)
    );
    assert_eq!(
        String::from_utf8(out).unwrap().lines().count(),
        bad.len() + 2
    );
}

/// Every text is made from its number, so that one that fails can be made again.
#[test]
fn facts_of_any_words_are_sound() {
    (0..200u64).into_par_iter().for_each(|seed| {
        let text = hostile::pieces(seed, 400);
        let checked = std::panic::catch_unwind(|| {
            facts_keep_their_promises(&text);
            promises::interchange(&text, Some("2024-02-29"), &LEXICON);
        });
        assert!(checked.is_ok(), "{seed}: {text:?}");
    });
}
