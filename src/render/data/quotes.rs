//! `quotes.json`: who said what, where. The sentence stands in the record itself and is the evidence for its speaker, unless
//! the origin says otherwise: a large site has hundreds of thousands of quotations.

use super::super::{Site, public};
use super::origin::{self, OriginOut};
use crate::extract::facts::{QuoteKind, SentenceIx};
use crate::resolve::{Origin, ResolvedQuote, SentenceRef};
use serde::Serialize;
use std::borrow::Cow;

#[derive(Serialize)]
pub struct Record<'a> {
    id: String,
    /// Address of the sentence in which it begins.
    url: String,
    article: &'a str,
    published: Option<String>,
    sentence: Cow<'a, str>,
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
    /// Where the speaker comes from; left out when it is the sentence.
    #[serde(skip_serializing_if = "Option::is_none")]
    origin: Option<OriginOut<'a>>,
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
    let is_own = resolved.origin == Origin::Extracted(sentence);
    Record {
        id: origin::quote_name(site, resolved),
        url: public::sentence_address(site, sentence),
        article: origin::article(site, resolved.article.ix()),
        published: article.and_then(|it| it.day()).map(|day| day.to_string()),
        sentence: public::sentence(site, sentence),
        words,
        cut,
        kind: quote.map(|it| it.kind),
        speaker: resolved.speaker.map(|id| origin::actor(site, id)),
        speaker_words: resolved.speaker_words.as_deref(),
        cue: quote
            .and_then(|it| it.cue)
            .map(|it| public::words(site, resolved.article, it)),
        relay: resolved.relay.map(|id| origin::actor(site, id)),
        origin: (!is_own).then(|| OriginOut::new(site, &resolved.origin)),
    }
}
