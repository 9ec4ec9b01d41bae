//! What leaves the site for other programs: addresses as strangers can use them, and sentences as the licenses allow.
//!
//! Shared by data files, feeds, the calendar and the sitemap; knows nothing of any of them.

use super::{Site, permalink};
use crate::content::ArticleId;
use crate::extract::facts::{Quote, SentenceIx};
use crate::kinds::License;
use crate::resolve::{ResolvedQuote, SentenceRef};
use crate::text::{BlockKind, Span};
use std::borrow::Cow;

/// The address of a permalink: absolute when the site's own address is known, else a path below the site's root.
pub fn address(site: &Site<'_>, permalink: &str) -> String {
    match &site.config.base_url {
        Some(base) => format!(
            "{}/{}",
            base.trim_end_matches('/'),
            permalink.trim_start_matches('/')
        ),
        None => permalink.to_owned(),
    }
}

/// A name for a permalink that stays the same from build to build, also when the site's address is not known: a UUID
/// (version 8, RFC 9562) made from the site's address or title and the permalink.
pub fn urn(site: &Site<'_>, permalink: &str) -> String {
    let site = site
        .config
        .base_url
        .as_deref()
        .unwrap_or(&site.config.title);
    let mut hasher = blake3::Hasher::new_derive_key("dateline permalink 1");
    hasher.update(site.as_bytes());
    hasher.update(b"\0");
    hasher.update(permalink.as_bytes());
    let mut bytes = [0; 16];
    hasher.finalize_xof().fill(&mut bytes);
    bytes[6] = bytes[6] & 0x0f | 0x80;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let mut urn = String::from("urn:uuid:");
    for (ix, byte) in bytes.iter().enumerate() {
        if matches!(ix, 4 | 6 | 8 | 10) {
            urn.push('-');
        }
        urn.push_str(&format!("{byte:02x}"));
    }
    urn
}

/// The address of a sentence: `…/articles/<slug>/#s12`.
pub fn sentence_address(site: &Site<'_>, sentence: SentenceRef) -> String {
    address(site, &permalink::sentence(site, sentence))
}

/// The words of a sentence, on one line. Every license allows single sentences as evidence.
pub fn sentence<'a>(site: &Site<'a>, sentence: SentenceRef) -> Cow<'a, str> {
    let span = sentence_span(site, sentence);
    words(site, sentence.article, span.unwrap_or(Span::new(0, 0)))
}

fn sentence_span(site: &Site<'_>, sentence: SentenceRef) -> Option<Span> {
    let facts = site.facts.get(sentence.article.ix())?;
    let found = facts.sentences.get(sentence.sentence.ix())?;
    Some(found.span)
}

/// The words of a span of an article, on one line.
pub fn words<'a>(site: &Site<'a>, article: ArticleId, span: Span) -> Cow<'a, str> {
    let article = site.articles.get(article.ix());
    one_line(article.map_or("", |article| span.of(&article.text.text)))
}

/// White space folded into single blanks.
fn one_line(text: &str) -> Cow<'_, str> {
    let text = text.trim();
    let is_folded =
        !text.contains(|ch: char| ch != ' ' && ch.is_whitespace()) && !text.contains("  ");
    if is_folded {
        return Cow::Borrowed(text);
    }
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    Cow::Owned(line)
}

/// The first sentence of an article's running text.
pub fn lead(site: &Site<'_>, article: ArticleId) -> Option<SentenceRef> {
    let blocks = &site.articles.get(article.ix())?.text.blocks;
    let sentences = &site.facts.get(article.ix())?.sentences;
    let first = sentences.iter().position(|sentence| {
        let block = blocks.get(sentence.block as usize);
        let is_running = block.is_some_and(|block| block.kind == BlockKind::Paragraph);
        is_running && !sentence.span.is_empty()
    })?;
    Some(SentenceRef {
        article,
        sentence: SentenceIx(first as u32),
    })
}

/// The quotation in the article.
pub fn quote<'a>(site: &Site<'a>, quote: &ResolvedQuote) -> Option<&'a Quote> {
    let facts = site.facts.get(quote.article.ix())?;
    facts.quotes.get(quote.quote as usize)
}

/// False for a quotation whose words are gone from the text since the picture was made.
pub fn has_words(site: &Site<'_>, resolved: &ResolvedQuote) -> bool {
    quote(site, resolved).is_some_and(|quote| !quote.span.is_empty())
}

/// The words of a quotation, and whether they had to be cut: where the license allows no more than single sentences, at the
/// end of the first.
pub fn quote_words<'a>(site: &Site<'a>, article: ArticleId, quote: &Quote) -> (Cow<'a, str>, bool) {
    let is_free = site
        .articles
        .get(article.ix())
        .is_some_and(|article| article.license == License::Full);
    let sentence = SentenceRef {
        article,
        sentence: quote.sentence,
    };
    let end = sentence_span(site, sentence).map_or(quote.span.end, |span| span.end);
    let is_cut = !is_free && end < quote.span.end;
    let span = Span {
        end: if is_cut { end } else { quote.span.end },
        ..quote.span
    };
    (words(site, article, span), is_cut)
}

/// Text without the control characters that XML 1.0 and calendar files forbid; tabs and line feeds stay.
pub fn printable(text: &str) -> Cow<'_, str> {
    let is_bad = |ch: char| {
        (ch.is_control() && ch != '\n' && ch != '\t') || matches!(ch, '\u{fffe}' | '\u{ffff}')
    };
    if text.contains(is_bad) {
        Cow::Owned(text.chars().filter(|ch| !is_bad(*ch)).collect())
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_folded() {
        assert_eq!(one_line(" a\n  b "), "a b");
        assert!(matches!(one_line("a b"), Cow::Borrowed("a b")));
    }

    #[test]
    fn control_characters_go() {
        assert_eq!(printable("a\u{0}b\u{1b}\tc\n\u{85}\u{ffff}"), "ab\tc\n");
        assert!(matches!(printable("plain"), Cow::Borrowed(_)));
    }
}
