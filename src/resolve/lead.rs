//! Where a report begins: behind its dateline ("SEOUL, March 9 (Harbor Wire) - ").
//!
//! Extraction tells the dateline where it reads one; the shape of the words does for the rest. Used for what is quoted
//! from an article and for what its editors cite, never for a fact.

use crate::content::Article;
use crate::extract::ArticleFacts;
use crate::text::{BlockKind, Span};

/// Longest dateline in bytes.
const LONGEST: usize = 120;

/// The dateline of an article with the dash behind it; empty where there is none.
pub fn dateline(article: &Article, facts: &ArticleFacts) -> Span {
    let text = article.text.text.as_str();
    let first = article
        .text
        .blocks
        .iter()
        .find(|block| block.kind == BlockKind::Paragraph);
    let Some(first) = first else {
        return Span::new(0, 0);
    };
    let start = first.span.start as usize;
    let told = facts
        .dateline
        .as_ref()
        .filter(|dateline| first.span.contains(dateline.span))
        .map(|dateline| dateline.span.end as usize);
    let words = first.span.of(text);
    let end = told.or_else(|| shape(words).map(|end| start + end));
    let Some(end) = end else {
        return Span::new(start, start);
    };
    let rest = text.get(end..first.span.end as usize).unwrap_or_default();
    let dash = rest.trim_start_matches(|ch: char| ch.is_whitespace() || DASHES.contains(&ch));
    Span::new(start, first.span.end as usize - dash.len())
}

const DASHES: [char; 5] = ['-', '–', '—', ':', ')'];

/// Where a dateline ends by its look: it begins with a word in capitals and a dash stands behind it.
fn shape(words: &str) -> Option<usize> {
    let first = words.split([' ', ',', '\u{a0}']).next()?;
    let capitals = first.chars().filter(|ch| ch.is_uppercase()).count();
    if capitals < 3 || first.chars().any(char::is_lowercase) {
        return None;
    }
    let dash = [" - ", " – ", " — ", " -- "]
        .iter()
        .filter_map(|dash| words.find(dash))
        .min()?;
    (dash <= LONGEST).then_some(dash)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn datelines_are_known_by_their_look() {
        for (text, rest) in [
            (
                "SEOUL, March 9 (Harbor Wire) - Envoys left.",
                " - Envoys left.",
            ),
            (
                "UNITED NATIONS, 9 November (Meridian) – It is off.",
                " – It is off.",
            ),
        ] {
            assert_eq!(shape(text).map(|end| &text[end..]), Some(rest));
        }
        for none in [
            "Trump - who else - spoke.",
            "UN envoys - two of them - left.",
            "SEOUL is quiet.",
        ] {
            assert_eq!(shape(none), None, "{none}");
        }
    }
}
