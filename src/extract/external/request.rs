//! What the program is asked: a document as a line, bare or with our facts.

use crate::extract::facts::ArticleFacts;
use crate::extract::interchange::{self, Line};
use crate::text::{BlockKind, Document};
use serde_json::{Map, Value, json};

/// The line of a document, without its line feed.
pub fn request(document: &Document<'_>, ours: Option<&ArticleFacts>) -> Result<String, String> {
    let line = line(document);
    match ours {
        Some(facts) => interchange::write_line(&line, document.text, facts, None),
        None => Ok(json!({
            "id": line.id,
            "date": line.date,
            "lang": line.lang,
            "title": line.title,
            "text": document.text,
        })
        .to_string()),
    }
}

/// The document without its text.
pub(super) fn line(document: &Document<'_>) -> Line {
    let title = document.blocks.first();
    let title = title.filter(|block| block.kind == BlockKind::Title);
    Line {
        id: Value::String(super::id(document)),
        date: match document.date {
            Some(day) => Value::String(day.to_string()),
            None => Value::Null,
        },
        day: document.date,
        lang: document.lang.to_owned(),
        title: title.map_or_else(String::new, |block| block.span.of(document.text).to_owned()),
        text: String::new(),
        rest: Map::new(),
    }
}
