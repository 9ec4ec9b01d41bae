//! Any bytes as the text of an article, with and without a date: extraction ends, its facts keep their promises, and the
//! filter's answer reads back the same.

#![no_main]

use dateline::extract::{Lexicon, extract};
use dateline::text::{Block, BlockKind, Document, Span};
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

#[path = "../../tests/support/promises.rs"]
#[allow(dead_code)] // Another target takes the rest.
mod promises;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::embedded);

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    // One block that need not be trimmed; the filter makes its own.
    let blocks = [Block {
        span: Span::new(0, text.len()),
        kind: BlockKind::Paragraph,
    }];
    let document = Document {
        text: &text,
        blocks: &blocks,
        date: Some(jiff::civil::date(2024, 2, 29)),
        lang: "en",
    };
    promises::facts(&document, &extract(&document, &LEXICON));
    promises::interchange(&text, None, &LEXICON);
});
