//! The dateline: "SEOUL, South Korea, March 9 (Harbor Wire) – " at the head of the first paragraph.

use super::facts::{DateMention, Dateline};
use super::token::{Shape, Token, Tokens};
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
    let list = head(document, tokens)?;
    let text = |ix: usize| list.get(ix).map_or("", |token| token.text(document));
    let dash = (1..list.len()).find(|ix| {
        let pair = ix
            .checked_sub(1)
            .and_then(|before| list.get(before))
            .zip(list.get(*ix));
        let loose = pair.is_some_and(|(a, b)| !a.touches(b));
        matches!(text(*ix), "—" | "–" | "--") || text(*ix) == "-" && loose
    })?;
    let place_end = (0..dash)
        .find(|ix| matches!(text(*ix), "," | "(" | "/"))
        .unwrap_or(dash);
    let place = Span {
        start: list.first()?.span.start,
        end: list.get(place_end.checked_sub(1)?)?.span.end,
    };
    let span = Span {
        start: place.start,
        end: list.get(dash - 1)?.span.end,
    };
    let date = dates.iter().find(|date| span.contains(date.span));
    let bracket = (0..dash).any(|ix| text(ix) == "(");
    // Everything up to the dash must be capitals, marks and numbers, or an agency stands in brackets.
    let plain = bracket
        || list
            .get(..dash)?
            .iter()
            .all(|token| token.shape != Shape::Lower);
    let shouted = is_place(document, list.get(..place_end)?)?;
    (plain && (shouted || date.is_some() || bracket)).then(|| Dateline {
        span,
        place: Some(place),
        date: date.map(|date| date.value),
    })
}

/// The first tokens of the first paragraph. "Jan. 18 (AP) –" may have been cut by a stop, so sentences are not asked.
fn head<'a>(document: &Document<'_>, tokens: &'a Tokens) -> Option<&'a [Token]> {
    let block = document
        .blocks
        .iter()
        .position(|block| block.kind == BlockKind::Paragraph)? as u32;
    let first = tokens
        .sentences
        .iter()
        .position(|sentence| sentence.block == block)?;
    let last = tokens
        .sentences
        .iter()
        .rposition(|sentence| sentence.block == block)?;
    let range = tokens.ranges.get(first)?.start..tokens.ranges.get(last)?.end;
    let list = tokens.tokens.get(range)?;
    Some(list.get(..LONGEST.min(list.len())).unwrap_or(list))
}

/// One to four capital words; the value tells whether one is all capitals. `None` for anything else and for labels.
fn is_place(document: &Document<'_>, words: &[Token]) -> Option<bool> {
    let capitals = words
        .iter()
        .all(|token| token.is_capital() || token.shape == Shape::Punct);
    let label = words
        .iter()
        .any(|token| LABELS.contains(&token.text(document)));
    let fits =
        words.first().is_some_and(Token::is_capital) && capitals && !label && words.len() <= 4;
    fits.then(|| {
        words.iter().any(|token| {
            token.shape == Shape::Upper
                && token.span.len() > 2
                && !token.text(document).contains('.')
        })
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
