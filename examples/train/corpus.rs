//! Reads labelled text: NDJSON in the interchange format, plain or gzipped, and `.desk` files.

use crate::desk;
use dateline::extract::facts::MentionKind;
use dateline::extract::interchange::blocks;
use dateline::extract::name::tagger::{Sequence, sequences};
use dateline::extract::{Lexicon, token};
use dateline::text::{Document, Span};
use serde::Deserialize;
use std::io::Read;
use std::path::Path;

/// A labelled document. Offsets are bytes.
#[derive(Clone, Debug, Default)]
pub struct Labelled {
    pub title: String,
    pub text: String,
    pub names: Vec<(Span, MentionKind)>,
}

#[derive(Deserialize)]
struct Line {
    #[serde(default)]
    title: String,
    text: String,
    mentions: Option<Vec<Name>>,
}

#[derive(Deserialize)]
struct Name {
    start: usize,
    end: usize,
    kind: MentionKind,
}

/// All documents of a file.
pub fn read(path: &Path) -> Result<Vec<Labelled>, String> {
    let bytes = std::fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let mut text = String::new();
    if path.extension().is_some_and(|it| it == "gz") {
        flate2::read::GzDecoder::new(&bytes[..]).read_to_string(&mut text)
    } else {
        (&bytes[..]).read_to_string(&mut text)
    }
    .map_err(|error| format!("{}: {error}", path.display()))?;
    if path.extension().is_some_and(|it| it == "desk") {
        return desk::parse(&text).map_err(|error| format!("{}: {error}", path.display()));
    }
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    lines
        .map(|line| {
            let line = serde_json::from_str(line)
                .map_err(|error| format!("{}: {error}", path.display()))?;
            Ok(labelled(line))
        })
        .collect()
}

fn labelled(line: Line) -> Labelled {
    let bytes: Vec<usize> = line
        .text
        .char_indices()
        .map(|(at, _)| at)
        .chain([line.text.len()])
        .collect();
    let names = line.mentions.unwrap_or_default();
    Labelled {
        names: names
            .iter()
            .filter_map(|name| {
                Some((
                    Span::new(*bytes.get(name.start)?, *bytes.get(name.end)?),
                    name.kind,
                ))
            })
            .collect(),
        title: line.title,
        text: line.text,
    }
}

impl Labelled {
    /// Its stretches.
    pub fn sequences(&self, lexicon: &Lexicon) -> Vec<Sequence> {
        let blocks = blocks(&self.text, &self.title);
        let document = Document {
            text: &self.text,
            blocks: &blocks,
            date: None,
            lang: "en",
        };
        sequences(&document, &token::tokenize(&document), lexicon, &self.names)
    }
}
