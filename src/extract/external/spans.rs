//! From offsets of the outside, code points, to spans of a text.

use crate::text::{Block, BlockKind, Document, Span};

/// The way from code points to bytes of one text, and its blocks.
pub(super) struct Spans<'a> {
    text: &'a str,
    blocks: &'a [Block],
    /// The byte of each code point; empty for pure ASCII.
    bytes: Vec<u32>,
}

impl<'a> Spans<'a> {
    pub(super) fn new(document: &Document<'a>) -> Self {
        let text = document.text;
        let bytes = match text.is_ascii() {
            true => Vec::new(),
            false => text.char_indices().map(|(at, _)| at as u32).collect(),
        };
        Self {
            text,
            blocks: document.blocks,
            bytes,
        }
    }

    /// The byte of a code point, the end of the text included.
    fn byte(&self, point: u64) -> Option<u32> {
        let len = self.text.len() as u64;
        if self.bytes.is_empty() {
            return (point <= len).then_some(point as u32);
        }
        match usize::try_from(point).ok()? {
            at if at == self.bytes.len() => Some(len as u32),
            at => self.bytes.get(at).copied(),
        }
    }

    /// The code points of a span.
    pub(super) fn points(&self, span: Span) -> (u64, u64) {
        let point = |byte: u32| match self.bytes.is_empty() {
            true => u64::from(byte),
            false => self.bytes.partition_point(|at| *at < byte) as u64,
        };
        (point(span.start), point(span.end))
    }

    /// The span of words that stand in one paragraph.
    pub(super) fn span(&self, [start, end]: [u64; 2]) -> Result<Span, String> {
        let (Some(from), Some(to)) = (self.byte(start), self.byte(end)) else {
            return Err(format!("{start}..{end} lies behind the end of the text"));
        };
        let span = Span {
            start: from,
            end: to,
        };
        if span.of(self.text).trim().is_empty() {
            return Err(format!("{start}..{end} holds no words"));
        }
        let at = self.blocks.partition_point(|block| block.span.end <= from);
        let block = self.blocks.get(at);
        let inside = block.filter(|block| block.span.contains(span));
        match inside {
            Some(block) if block.kind != BlockKind::Code => Ok(span),
            Some(_) => Err(format!("{start}..{end} lies in code")),
            None => Err(format!("{start}..{end} goes beyond its paragraph")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_are_code_points_within_a_paragraph() {
        let text = "Zoë 🕊 met\nLê.";
        let len = text.find('\n').unwrap();
        let blocks = [(0, len), (len + 1, text.len())].map(|(from, to)| Block {
            span: Span::new(from, to),
            kind: BlockKind::Paragraph,
        });
        let document = Document {
            text,
            blocks: &blocks,
            date: None,
            lang: "en",
        };
        let spans = Spans::new(&document);
        let words = |range| spans.span(range).map(|span| span.of(text));
        assert_eq!(words([0, 3]), Ok("Zoë"));
        assert_eq!(words([6, 9]), Ok("met"));
        assert_eq!(words([10, 13]), Ok("Lê."));
        for wrong in [[3, 3], [4, 3], [3, 4], [6, 12], [10, 14], [99, u64::MAX]] {
            assert!(words(wrong).is_err(), "{wrong:?}");
        }
    }
}
