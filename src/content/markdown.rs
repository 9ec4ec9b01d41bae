//! Markdown bodies: CommonMark with tables, footnotes, strikethrough and wiki links.
//!
//! [`walk`] is the only place that parses an article's Markdown; see [`super::walk`] for what its steps mean.
//! Smart punctuation is off and events are not merged, so that offsets stay exact.
//!
//! ```
//! use dateline::content::markdown;
//! use dateline::content::walk::{Head, collect};
//! use dateline::text::PlainText;
//!
//! let source = "Kim *met* the\n[[kim-yong-chol|envoy]] &amp; left.";
//! let (plain, links) = collect(PlainText::default(), source, markdown::walk(source, 0, Head::default()));
//! assert_eq!(plain.text, "Kim met the envoy & left.");
//! assert_eq!(links[0].span.of(&plain.text), "envoy");
//! assert_eq!(links[0].target, "kim-yong-chol");
//! assert_eq!(plain.to_source(4), 5); // "met" stands after the asterisk
//! ```

use super::walk::{Head, Walk};
use pulldown_cmark::{OffsetIter, Options, Parser};

/// The dialect of every Markdown text of a site.
pub fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_WIKILINKS
}

/// Walks the Markdown that begins at byte `body` of `source`; `head` is what stands before it in the plain text
/// ([`super::Article::walk`] knows it for an article; an editor's text has none).
pub fn walk(source: &str, body: usize, head: Head) -> Walk<OffsetIter<'_>> {
    let text = source.get(body..).unwrap_or_default();
    Walk::new(
        Parser::new_ext(text, options()).into_offset_iter(),
        body,
        head,
    )
}

#[cfg(test)]
mod tests {
    use super::super::walk::{FoundLink, collect};
    use super::*;
    use crate::text::{BlockKind, PlainText};
    use pulldown_cmark::Event;

    fn plain(source: &str) -> (PlainText, Vec<FoundLink>) {
        let (plain, links) = collect(
            PlainText::default(),
            source,
            walk(source, 0, Head::default()),
        );
        // What the renderer sees is what the loader saw.
        for step in walk(source, 0, Head::default()) {
            if let (Event::Text(text) | Event::Code(text), false) =
                (&step.event, step.plain.is_empty())
            {
                assert_eq!(step.plain.of(&plain.text), text.as_ref());
                assert_eq!(plain.blocks[step.block as usize].kind, step.kind);
                assert!(plain.blocks[step.block as usize].span.start <= step.plain.start);
            }
        }
        (plain, links)
    }

    fn blocks(source: &str) -> Vec<(BlockKind, String)> {
        let (plain, _) = plain(source);
        plain
            .blocks
            .iter()
            .map(|block| (block.kind, block.span.of(&plain.text).to_owned()))
            .collect()
    }

    /// The source bytes at the place of a word of the plain text.
    fn at<'a>(source: &'a str, word: &str) -> &'a str {
        let (plain, _) = plain(source);
        let found = plain.text.find(word).unwrap();
        &source[plain.to_source(found as u32)..]
    }

    #[test]
    fn blocks_have_kinds_and_one_line_feed_between() {
        use BlockKind::*;
        let source = "# Head\n\nOne *two*.\n\n- a\n- b\n  - c\n\n> said\n\n| x | y |\n|---|---|\n| 1 | **2** |\n\n```\nlet a;\nb\n```\n\nEnd[^1].\n\n[^1]: Note.\n";
        let found = blocks(source);
        let expected = [
            (Heading, "Head"),
            (Paragraph, "One two."),
            (ListItem, "a"),
            (ListItem, "b"),
            (ListItem, "c"),
            (Quote, "said"),
            (Cell, "x"),
            (Cell, "y"),
            (Cell, "1"),
            (Cell, "2"),
            (Code, "let a;\nb"),
            (Paragraph, "End."),
            (Footnote, "Note."),
        ];
        let expected: Vec<_> = expected
            .iter()
            .map(|(kind, text)| (*kind, (*text).to_owned()))
            .collect();
        assert_eq!(found, expected);
        let (plain, _) = plain(source);
        for pair in plain.blocks.windows(2) {
            assert!(
                plain.text[pair[0].span.end as usize..pair[1].span.start as usize]
                    .trim()
                    .is_empty()
            );
            assert!(pair[0].span.end < pair[1].span.start);
        }
    }

    #[test]
    fn offsets_lead_back_through_markup() {
        let source = "The **first** step &amp; the\r\n`second` \\* one\\\nand [a *link*](https://example.org/x) — ünd.\r\n\r\nNext.";
        assert!(
            plain(source)
                .0
                .text
                .starts_with("The first step & the second * one and a link — ünd.")
        );
        for word in [
            "first", "step", "the ", "second", "* one", "and ", "link", "— ünd", "Next",
        ] {
            let word_at = at(source, word);
            assert!(word_at.starts_with(word.trim_end()), "{word}: {word_at}");
        }
    }

    #[test]
    fn images_and_raw_html_are_no_text() {
        let source = "See ![a *cat*](c.png) <b>this</b> <script>alert(1)</script> now.\n\n<div>\nhidden\n</div>\n\nEnd.";
        assert_eq!(plain(source).0.text, "See  this  now.\nEnd.");
    }

    #[test]
    fn wiki_links_are_found_with_their_words() {
        let source = "[[kim-yong-chol|The envoy]] left [[2019-01-16|*on* Wednesday]], [[seoul]].";
        let (plain, links) = plain(source);
        assert_eq!(plain.text, "The envoy left on Wednesday, seoul.");
        let found: Vec<_> = links
            .iter()
            .map(|link| (link.target.as_str(), link.span.of(&plain.text)))
            .collect();
        assert_eq!(
            found,
            [
                ("kim-yong-chol", "The envoy"),
                ("2019-01-16", "on Wednesday"),
                ("seoul", "seoul")
            ]
        );
        assert!(source[links[1].source.clone()].starts_with("[[2019-01-16|"));
    }

    #[test]
    fn entities_bring_no_control_characters() {
        assert_eq!(plain("a&#1;b&#10;c&nbsp;d").0.text, "ab c\u{a0}d");
    }
}
