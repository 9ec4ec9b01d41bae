//! One line of input as a document: its fields, and the blocks of its text from the shape of the lines.

use crate::text::{Block, BlockKind, Document, Span};
use jiff::civil::Date;
use serde_json::{Map, Value};

/// What the program writes itself: what the input says under these names is dropped.
pub const ANNOTATIONS: [&str; 6] = [
    "mentions",
    "references",
    "dates",
    "quotes",
    "events",
    "diagnostics",
];

/// Lines longer than this are running text, even without a final stop.
const HEADING_WORDS: usize = 12;
/// Longer titles are the first sentence of a text without a title.
const TITLE_WORDS: usize = 25;

/// A first line that ends so is the place and date of filing.
const DASHES: [char; 4] = ['—', '–', '-', '_'];

/// A parsed line.
#[derive(Debug)]
pub struct Line {
    /// `id`: a string or a number, written back as it was.
    pub id: Value,
    /// `date` as written: a string or null.
    pub date: Value,
    /// Its calendar day.
    pub day: Option<Date>,
    /// `lang`, `en` by default.
    pub lang: String,
    /// `title`, may be empty.
    pub title: String,
    /// `text`.
    pub text: String,
    /// Fields that the program does not write.
    pub rest: Map<String, Value>,
}

/// A line that is no document.
#[derive(Debug, PartialEq, Eq)]
pub struct BadLine {
    /// Its `id`, when it has one.
    pub id: Value,
    /// Why.
    pub error: String,
}

impl Line {
    /// Reads one line.
    pub fn parse(line: &str) -> Result<Self, BadLine> {
        let value: Value = serde_json::from_str(line).map_err(|error| BadLine {
            id: Value::Null,
            error: format!("not JSON: {error}"),
        })?;
        let Value::Object(mut fields) = value else {
            return Err(BadLine {
                id: Value::Null,
                error: "not a JSON object".into(),
            });
        };
        let id = fields.remove("id").unwrap_or(Value::Null);
        Self::from_fields(id.clone(), fields).map_err(|error| BadLine { id, error })
    }

    /// What extraction sees of it; `blocks` are those of its text.
    pub fn document<'a>(&'a self, blocks: &'a [Block]) -> Document<'a> {
        Document {
            text: &self.text,
            blocks,
            date: self.day,
            lang: &self.lang,
        }
    }

    /// The blocks of its text.
    pub fn blocks(&self) -> Vec<Block> {
        blocks(&self.text, &self.title)
    }

    fn from_fields(id: Value, mut fields: Map<String, Value>) -> Result<Self, String> {
        if !(id.is_string() || id.is_number()) {
            return Err("`id` must be a string".into());
        }
        let text = string(&mut fields, "text")?.ok_or("`text` is missing")?;
        if u32::try_from(text.len()).is_err() {
            return Err("`text` is longer than 4 GiB".into());
        }
        let date = fields.remove("date").unwrap_or(Value::Null);
        let (lang, title) = (string(&mut fields, "lang")?, string(&mut fields, "title")?);
        fields.retain(|name, _| !ANNOTATIONS.contains(&name.as_str()));
        Ok(Self {
            id,
            day: day(&date)?,
            date,
            lang: lang.unwrap_or_else(|| "en".into()),
            title: title.unwrap_or_default(),
            text,
            rest: fields,
        })
    }
}

/// Takes a string field out; null counts as missing.
fn string(fields: &mut Map<String, Value>, name: &str) -> Result<Option<String>, String> {
    match fields.remove(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text)),
        Some(_) => Err(format!("`{name}` must be a string")),
    }
}

/// The calendar day of a `date` field: a day, or a date-time of which the day is taken as written.
fn day(date: &Value) -> Result<Option<Date>, String> {
    let text = match date {
        Value::Null => return Ok(None),
        Value::String(text) if text.trim().is_empty() => return Ok(None),
        Value::String(text) => text.trim(),
        _ => return Err("`date` must be a string".into()),
    };
    let (head, tail) = text.split_at_checked(10).unwrap_or((text, ""));
    let is_end = matches!(tail.chars().next(), None | Some('T' | 't' | ' '));
    match head.parse() {
        Ok(day) if is_end && head.len() == 10 => Ok(Some(day)),
        _ => Err(format!(
            "`date` is not a date of the form 2019-01-18: {text}"
        )),
    }
}

/// The blocks of a text whose paragraphs are set off by line breaks. Knows the title when it is the first line, a subtitle
/// right under it, and short lines without a final stop between paragraphs.
pub fn blocks(text: &str, title: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        let trimmed = line.trim();
        if !trimmed.is_empty() {
            let from = start + (line.len() - line.trim_start().len());
            let before = blocks.last().map(|block| block.kind);
            blocks.push(Block {
                span: Span::new(from, from + trimmed.len()),
                kind: kind(trimmed, title, before),
            });
        }
        start += line.len() + 1;
    }
    // Nothing follows the last line, so it heads nothing.
    if let Some(last) = blocks.last_mut()
        && matches!(last.kind, BlockKind::Heading | BlockKind::Subtitle)
    {
        last.kind = BlockKind::Paragraph;
    }
    blocks
}

fn kind(line: &str, title: &str, before: Option<BlockKind>) -> BlockKind {
    let short = |words| line.split_whitespace().nth(words).is_none();
    if before.is_none() && short(TITLE_WORDS) && same_words(line, title) && !line.ends_with(DASHES)
    {
        return BlockKind::Title;
    }
    let open_end = !line.ends_with(|last: char| !last.is_alphanumeric() && !")]’'%".contains(last));
    let begins = line.starts_with(|first: char| first.is_uppercase() || first.is_numeric());
    match before {
        _ if !open_end || !begins => BlockKind::Paragraph,
        Some(BlockKind::Title) if short(TITLE_WORDS) => BlockKind::Subtitle,
        _ if short(HEADING_WORDS) => BlockKind::Heading,
        _ => BlockKind::Paragraph,
    }
}

/// Equal but for white space and a final stop.
fn same_words(line: &str, title: &str) -> bool {
    let (line, title) = (
        line.trim_end_matches('.'),
        title.trim().trim_end_matches('.'),
    );
    !title.is_empty() && line.split_whitespace().eq(title.split_whitespace())
}
