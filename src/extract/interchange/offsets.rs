//! Byte offsets to code points, in one pass over the text.

use crate::text::Span;

/// How many bytes lie between two counts that are kept.
const STEP: usize = 64;

/// Counts code points before a byte of one text.
#[derive(Debug)]
pub struct CodePoints<'a> {
    text: &'a str,
    /// Code points that begin before byte `ix * STEP`; empty for pure ASCII, where bytes are code points.
    counts: Vec<u32>,
}

impl<'a> CodePoints<'a> {
    /// Counts once.
    pub fn new(text: &'a str) -> Self {
        let mut counts = Vec::new();
        if !text.is_ascii() {
            let mut total = 0;
            for chunk in text.as_bytes().chunks(STEP) {
                counts.push(total);
                total += begun(chunk);
            }
            counts.push(total);
        }
        Self { text, counts }
    }

    /// How many code points stand before a byte.
    pub fn at(&self, byte: u32) -> u32 {
        let byte = (byte as usize).min(self.text.len());
        match self.counts.get(byte / STEP) {
            None => byte as u32,
            Some(count) => {
                let from = byte / STEP * STEP;
                count + begun(self.text.as_bytes().get(from..byte).unwrap_or_default())
            }
        }
    }

    /// Start and end of a span.
    pub fn span(&self, span: Span) -> [u32; 2] {
        [self.at(span.start), self.at(span.end)]
    }
}

/// How many code points begin in these bytes.
fn begun(bytes: &[u8]) -> u32 {
    bytes.iter().filter(|byte| (**byte as i8) >= -0x40).count() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_code_points_not_bytes_nor_utf16_units() {
        let text = format!("\u{feff}“Kim” 🕊 said — {} end", "é".repeat(200));
        let points = CodePoints::new(&text);
        for (count, (byte, _)) in text.char_indices().enumerate() {
            assert_eq!(points.at(byte as u32), count as u32);
        }
        assert_eq!(points.at(text.len() as u32), text.chars().count() as u32);
        assert_eq!(points.at(u32::MAX), text.chars().count() as u32);
    }

    #[test]
    fn ascii_needs_no_table() {
        let points = CodePoints::new("plain");
        assert_eq!((points.at(3), points.at(99)), (3, 5));
        assert!(points.counts.is_empty());
    }
}
