//! `quotes.json`: who said what, where.

use super::super::{Site, public};
use super::origin::{self, Evidence, OriginOut};
use crate::extract::facts::{QuoteKind, SentenceIx};
use crate::resolve::{ResolvedQuote, SentenceRef};
use serde::Serialize;
use std::borrow::Cow;

#[derive(Serialize)]
pub struct Record<'a> {
    id: String,
    url: String,
    words: Cow<'a, str>,
    /// The license of the article allows no more than the first sentence.
    cut: bool,
    kind: Option<QuoteKind>,
    speaker: Option<&'a str>,
    /// Words for a speaker without a name.
    speaker_words: Option<&'a str>,
    /// The verb of saying.
    cue: Option<Cow<'a, str>>,
    relay: Option<&'a str>,
    published: Option<String>,
    evidence: Evidence<'a>,
    origin: OriginOut<'a>,
}

pub fn record<'a>(site: &Site<'a>, resolved: &'a ResolvedQuote) -> Record<'a> {
    let quote = public::quote(site, resolved);
    let article = site.articles.get(resolved.article.ix());
    let sentence = SentenceRef {
        article: resolved.article,
        sentence: quote.map_or(SentenceIx(0), |it| it.sentence),
    };
    let (words, cut) = quote.map_or((Cow::Borrowed(""), false), |it| {
        public::quote_words(site, resolved.article, it)
    });
    Record {
        id: origin::quote_name(site, resolved),
        url: public::sentence_address(site, sentence),
        words,
        cut,
        kind: quote.map(|it| it.kind),
        speaker: resolved.speaker.map(|id| origin::actor(site, id)),
        speaker_words: resolved.speaker_words.as_deref(),
        cue: quote
            .and_then(|it| it.cue)
            .map(|it| public::words(site, resolved.article, it)),
        relay: resolved.relay.map(|id| origin::actor(site, id)),
        published: article.and_then(|it| it.day()).map(|day| day.to_string()),
        evidence: Evidence::new(site, sentence),
        origin: OriginOut::new(site, &resolved.origin),
    }
}
