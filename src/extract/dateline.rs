//! The dateline: "SEOUL, South Korea, March 9 (Harbor Wire) – " at the head of the first paragraph.

use super::facts::{DateMention, Dateline};
use super::token::{Shape, Tokens};
use crate::text::{BlockKind, Document, Span};

/// Capital words before a dash that are no place.
const LABELS: &[&str] = &[
    "ANALYSIS",
    "BREAKING",
    "CORRECTED",
    "CORRECTION",
    "EXCLUSIVE",
    "FACTBOX",
    "LIVE",
    "NEWS",
    "OPINION",
    "REPEAT",
    "UPDATE",
    "UPDATED",
    "VIDEO",
    "WATCH",
];

/// A dateline has at most this many tokens.
const LONGEST: usize = 16;

/// Finds the dateline of a document: a place in capitals, or a place with a date or an agency in brackets, then a dash.
pub fn find(document: &Document<'_>, tokens: &Tokens, dates: &[DateMention]) -> Option<Dateline> {
    let block = document
        .blocks
        .iter()
        .position(|block| block.kind == BlockKind::Paragraph)? as u32;
    let sentence = tokens
        .sentences
        .iter()
        .position(|sentence| sentence.block == block)?;
    // "Jan. 18 (AP) –" may have been cut by a stop; the head of the block is looked at as one.
    let start = tokens.ranges.get(sentence)?.start;
    let list = tokens.tokens.get(start..)?;
    let text = |ix: usize| list.get(ix).map_or("", |token| token.text(document));
    let inside = |ix: usize| {
        list.get(ix)
            .and_then(|token| tokens.sentences.get(token.sentence.ix()))
            .is_some_and(|sentence| sentence.block == block)
    };
    let dash = (1..LONGEST).take_while(|ix| inside(*ix)).find(|ix| {
        let loose = ix
            .checked_sub(1)
            .and_then(|before| list.get(before))
            .zip(list.get(*ix))
            .is_some_and(|(a, b)| !a.touches(b));
        matches!(text(*ix), "—" | "–" | "--") || text(*ix) == "-" && loose
    })?;
    let place_end = (0..dash)
        .find(|ix| matches!(text(*ix), "," | "(" | "/"))
        .unwrap_or(dash);
    let words = list.get(..place_end)?;
    let capitals = words.iter().all(|token| {
        token.is_capital() || token.text(document) == "." || token.shape == Shape::Punct
    });
    let first = list.first()?;
    let whole = Span {
        start: first.span.start,
        end: list.get(dash - 1)?.span.end,
    };
    let date = dates.iter().find(|date| whole.contains(date.span));
    let bracket = (0..dash).any(|ix| text(ix) == "(");
    let shouted = words.iter().any(|token| {
        token.shape == Shape::Upper && token.span.len() > 2 && !token.text(document).contains('.')
    });
    let label = words
        .iter()
        .any(|token| LABELS.contains(&token.text(document)));
    // Everything up to the dash must be capitals, marks, numbers or the agency in brackets.
    let plain = list
        .get(..dash)?
        .iter()
        .all(|token| token.shape != Shape::Lower)
        || bracket;
    if !first.is_capital()
        || !capitals
        || label
        || !plain
        || words.len() > 4
        || !(shouted || date.is_some() || bracket)
    {
        return None;
    }
    Some(Dateline {
        span: whole,
        place: Some(Span {
            start: first.span.start,
            end: words.last()?.span.end,
        }),
        date: date.map(|date| date.value),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::{time, token};
    use crate::text::Block;

    fn dateline(text: &str) -> Option<(String, Option<String>)> {
        let blocks = [Block {
            span: Span::new(0, text.len()),
            kind: BlockKind::Paragraph,
        }];
        let document = Document {
            text,
            blocks: &blocks,
            date: "2018-03-10".parse().ok(),
            lang: "en",
        };
        let tokens = token::tokenize(&document);
        let dates = time::find(&document, &tokens).dates;
        let found = find(&document, &tokens, &dates)?;
        let place = found.place.map(|place| place.of(text).to_owned())?;
        Some((place, found.date.map(|date| date.to_string())))
    }

    fn check(text: &str, place: &str, date: Option<&str>) {
        assert_eq!(
            dateline(text),
            Some((place.to_owned(), date.map(str::to_owned))),
            "{text}"
        );
    }

    #[test]
    fn places_and_dates_are_read() {
        check(
            "SEOUL, South Korea, March 9 (Harbor Wire) - The envoy left.",
            "SEOUL",
            Some("2018-03-09"),
        );
        check("NEW YORK (AP) — The envoy left.", "NEW YORK", None);
        check(
            "Geneva, Sept 27 (Gulf Wire) – A prisoner exchange failed.",
            "Geneva",
            Some("2017-09-27"),
        );
        check("TEMA, Ghana – Dockers voted.", "TEMA", None);
        check(
            "ST. PETERSBURG, Jan. 18 -- The ship left.",
            "ST. PETERSBURG",
            Some("2018-01-18"),
        );
    }

    #[test]
    fn other_dashes_are_no_datelines() {
        for text in [
            "Kim – the leader – left.",
            "The talks – held in Seoul on March 9 – failed.",
            "BREAKING – The envoy left.",
            "Washington wants talks - and soon.",
            "SEOUL is far.",
            "The UN – once more – is silent.",
        ] {
            assert_eq!(dateline(text), None, "{text}");
        }
    }
}
