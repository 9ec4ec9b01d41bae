//! Places in text: spans, blocks, and the way back from plain text to the source file.
//!
//! Extraction works on *plain text*: an article without its markup, blocks set off by line feeds.
//! Every offset in the program is a byte offset into that text unless it says otherwise.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A half-open byte range `start..end` of an article's plain text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// A span from two byte offsets. Texts over 4 GiB are refused when files are read.
    pub fn new(start: usize, end: usize) -> Self {
        Self {
            start: start as u32,
            end: end as u32,
        }
    }

    /// The bytes as a `usize` range, for slicing.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The text under the span; empty when the span does not fit the text.
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or_default()
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        self.end.saturating_sub(self.start) as usize
    }

    /// True when nothing is under the span.
    pub fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// True when `other` lies wholly inside.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// True when the two share at least one byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }
}

/// What a block of an article is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum BlockKind {
    /// The headline.
    Title,
    /// The deck under the headline.
    Subtitle,
    /// Running text.
    Paragraph,
    /// A crosshead or Markdown heading: telegraphic, often without articles or full stops.
    Heading,
    /// One item of a list.
    ListItem,
    /// A paragraph inside a block quotation.
    Quote,
    /// A cell of a table.
    Cell,
    /// A paragraph of a footnote.
    Footnote,
    /// A code block: never extracted from.
    Code,
}

/// One block of plain text; blocks are disjoint, in order, and separated by a line feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// Where it is, without the line feed.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
}

/// What extraction sees of an article, whether it came from a file or from a stream.
#[derive(Clone, Copy, Debug)]
pub struct Document<'a> {
    /// The plain text.
    pub text: &'a str,
    /// Its blocks, in order.
    pub blocks: &'a [Block],
    /// Publication date: the anchor of every relative date.
    pub date: Option<Date>,
    /// BCP 47 language tag.
    pub lang: &'a str,
}

impl Document<'_> {
    /// BLAKE3 of all that extraction sees.
    pub fn digest(&self) -> [u8; 32] {
        let mut hasher = blake3::Hasher::new();
        for part in [self.text, self.lang] {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part.as_bytes());
        }
        let date = self
            .date
            .map(|date| (date.year(), date.month(), date.day()));
        hasher.update(format!("{date:?}").as_bytes());
        for block in self.blocks {
            hasher.update(&block.span.start.to_le_bytes());
            hasher.update(&block.span.end.to_le_bytes());
            hasher.update(&[block.kind as u8]);
        }
        *hasher.finalize().as_bytes()
    }
}

/// Plain text with its blocks and the way back to the file that it came from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlainText {
    /// The text.
    pub text: String,
    /// Its blocks, in order.
    pub blocks: Vec<Block>,
    /// Sorted by `plain`: from this plain offset on, bytes stand at `source` in the file, one for one,
    /// until the next run.
    pub runs: Vec<Run>,
}

/// A stretch of plain text that stands byte for byte in the source file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    /// Byte offset in the plain text.
    pub plain: u32,
    /// Byte offset in the source file.
    pub source: u32,
}

impl PlainText {
    /// The byte offset in the source file of a byte of the plain text; 0 for text without a source.
    pub fn to_source(&self, plain: u32) -> usize {
        let after = self.runs.partition_point(|run| run.plain <= plain);
        match after.checked_sub(1).and_then(|ix| self.runs.get(ix)) {
            Some(run) => (run.source + (plain - run.plain)) as usize,
            None => 0,
        }
    }
}

/// Line and column of a byte offset, both from 1; the column counts characters.
pub fn line_col(source: &str, offset: usize) -> (usize, usize) {
    let mut offset = offset.min(source.len());
    while !source.is_char_boundary(offset) {
        offset -= 1;
    }
    let before = &source[..offset];
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
    (line, before[line_start..].chars().count() + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_slice_compare_and_overlap() {
        let span = Span::new(4, 7);
        assert_eq!(span.of("The Kim letter"), "Kim");
        assert!(Span::new(0, 9).contains(span));
        assert!(span.overlaps(Span::new(6, 9)));
        assert!(!span.overlaps(Span::new(7, 9)));
        assert_eq!(Span::new(4, 99).of("short"), "");
    }

    #[test]
    fn lines_and_columns_count_from_one_in_characters() {
        assert_eq!(line_col("ab\nçd\n", 0), (1, 1));
        assert_eq!(line_col("ab\nçd\n", 5), (2, 2));
        assert_eq!(line_col("ab", 99), (1, 3));
    }

    #[test]
    fn plain_offsets_lead_back_to_the_source() {
        let text = PlainText {
            text: "a b".into(),
            blocks: Vec::new(),
            runs: vec![
                Run {
                    plain: 0,
                    source: 10,
                },
                Run {
                    plain: 2,
                    source: 20,
                },
            ],
        };
        assert_eq!(text.to_source(1), 11);
        assert_eq!(text.to_source(2), 20);
    }
}
