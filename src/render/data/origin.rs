//! Where a value comes from, and the sentence that shows it.

use super::super::{Site, public};
use crate::content::ArticleId;
use crate::date::Edtf;
use crate::resolve::{
    ActorId, ArticleLinks, EventId, EventWhen, Origin, QuoteId, ResolvedQuote, SentenceRef, StoryId,
};
use serde::Serialize;
use std::borrow::Cow;

/// A sentence of an article.
#[derive(Serialize)]
pub struct Evidence<'a> {
    /// Slug of the article.
    article: &'a str,
    /// Address of the sentence.
    url: String,
    /// Its words.
    sentence: Cow<'a, str>,
}

impl<'a> Evidence<'a> {
    pub fn new(site: &Site<'a>, sentence: SentenceRef) -> Self {
        Self {
            article: article(site, sentence.article.ix()),
            url: public::sentence_address(site, sentence),
            sentence: public::sentence(site, sentence),
        }
    }

    pub fn all(site: &Site<'a>, sentences: &[SentenceRef]) -> Vec<Self> {
        let all = sentences.iter();
        all.map(|sentence| Self::new(site, *sentence)).collect()
    }
}

/// `extracted` with its sentence, `editor` with file and line, or `derived` with the rule's name.
#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum OriginOut<'a> {
    Extracted { evidence: Evidence<'a> },
    Editor { file: Cow<'a, str>, line: usize },
    Derived { rule: &'static str },
}

impl<'a> OriginOut<'a> {
    pub fn new(site: &Site<'a>, origin: &'a Origin) -> Self {
        match origin {
            Origin::Extracted(sentence) => Self::Extracted {
                evidence: Evidence::new(site, *sentence),
            },
            Origin::Editor(place) => Self::Editor {
                file: place.path.to_string_lossy(),
                line: place.line,
            },
            Origin::Derived(rule) => Self::Derived { rule },
        }
    }
}

/// A date with the words that it was read from.
#[derive(Serialize)]
pub struct When<'a> {
    edtf: String,
    earliest: Option<String>,
    latest: Option<String>,
    words: &'a str,
    /// The day that relative words were reckoned from.
    anchor: Option<String>,
    /// Taken over from an earlier sentence of the paragraph.
    inherited: bool,
    origin: OriginOut<'a>,
}

impl<'a> When<'a> {
    pub fn new(site: &Site<'a>, when: &'a EventWhen) -> Self {
        let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string());
        let edtf: &Edtf = &when.edtf;
        Self {
            edtf: edtf.to_string(),
            earliest: day(edtf.earliest()),
            latest: day(edtf.latest()),
            words: &when.words,
            anchor: day(when.anchor),
            inherited: when.inherited,
            origin: OriginOut::new(site, &when.origin),
        }
    }
}

/// The slug of an article.
pub fn article<'a>(site: &Site<'a>, ix: usize) -> &'a str {
    site.articles.get(ix).map_or("", |it| it.slug.as_str())
}

/// The slug of an actor.
pub fn actor<'a>(site: &Site<'a>, id: ActorId) -> &'a str {
    let found = site.resolution.actors.get(id.ix());
    found.map_or("", |it| it.slug.as_str())
}

/// The slug of an event.
pub fn event<'a>(site: &Site<'a>, id: EventId) -> &'a str {
    let found = site.resolution.events.get(id.ix());
    found.map_or("", |it| it.slug.as_str())
}

/// The slug of a story.
pub fn story<'a>(site: &Site<'a>, id: StoryId) -> &'a str {
    let found = site.resolution.stories.get(id.ix());
    found.map_or("", |it| it.slug.as_str())
}

/// The name of a quotation: the article's slug and its number there, from 1.
pub fn quote(site: &Site<'_>, id: QuoteId) -> String {
    let found = site.resolution.quotes.get(id.ix());
    found.map_or_else(String::new, |it| quote_name(site, it))
}

/// The same from the quotation itself.
pub fn quote_name(site: &Site<'_>, quote: &ResolvedQuote) -> String {
    format!("{}/q{}", article(site, quote.article.ix()), quote.quote + 1)
}

/// What the picture says of an article.
pub fn links<'a>(site: &Site<'a>, ix: usize) -> Option<&'a ArticleLinks> {
    site.links(ArticleId(ix as u32))
}

/// A country code as text.
pub fn country(code: Option<[u8; 2]>) -> Option<String> {
    code.map(|code| String::from_utf8_lossy(&code).into_owned())
}
