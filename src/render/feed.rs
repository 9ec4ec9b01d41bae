//! Feeds: Atom and JSON Feed of the site, of each story and of each actor with enough articles.
//!
//! An entry is an article's headline, address and summary (or first sentence), which every license allows; never its text.
//! Undated articles stay out, because a feed is ordered by date and the program invents none. A day without a time of day is
//! written as noon UTC, which is the same day nearly everywhere. Addresses are absolute when `base_url` is known; otherwise
//! they are relative to the feed's own, and ids are UUIDs made from the permalink, so that they stay the same from build to
//! build.

mod atom;
mod json;

pub use atom::escape;

use super::{FeedFormat, FeedScope, Page, PageKind, Site, permalink, public};
use crate::content::article::Published;
use crate::content::{Article, ArticleId};
use crate::error::{Error, Result};
use crate::resolve::{ActorId, StoryId};
use jiff::Timestamp;
use std::borrow::Cow;
use std::cmp::Reverse;
use std::sync::Arc;

/// An actor with fewer articles has no feed: on a large site most are named once or twice.
const ENOUGH: usize = 3;
/// Feeds of stories and actors hold no more entries than this.
const SHORT: usize = 20;

/// The feeds of a site.
pub fn pages(site: &Site<'_>) -> Vec<Page> {
    let stories = (0..site.resolution.stories.len() as u32).map(|ix| FeedScope::Story(StoryId(ix)));
    let actors = (0..site.resolution.actors.len() as u32).map(|ix| FeedScope::Actor(ActorId(ix)));
    let scopes = [FeedScope::Site].into_iter().chain(stories).chain(actors);
    let formats = [FeedFormat::Atom, FeedFormat::Json];
    scopes
        .flat_map(|scope| formats.map(|format| (scope, format)))
        .filter_map(|(scope, format)| {
            let permalink = permalink(site, scope, format)?;
            Some(Page::new(permalink, PageKind::Feed { scope, format }))
        })
        .collect()
}

/// The permalink of a feed; `None` when the site has no such feed. Pages link to it in their head.
pub fn permalink(site: &Site<'_>, scope: FeedScope, format: FeedFormat) -> Option<String> {
    let articles = articles(site, scope);
    let needed = match scope {
        FeedScope::Actor(_) => ENOUGH,
        FeedScope::Site | FeedScope::Story(_) => 1,
    };
    let dated = articles.filter(|article| article.date.is_some());
    if dated.take(needed).count() < needed {
        return None;
    }
    let file = match format {
        FeedFormat::Atom => "feed.xml",
        FeedFormat::Json => "feed.json",
    };
    Some(format!("{}{file}", home(site, scope)?))
}

/// Makes one feed.
pub fn render(scope: FeedScope, format: FeedFormat, site: &Site<'_>) -> Result<Vec<u8>> {
    let Some(own) = permalink(site, scope, format) else {
        return Ok(Vec::new());
    };
    let feed = Feed::new(site, scope, &own);
    match format {
        FeedFormat::Atom => Ok(atom::write(&feed).into_bytes()),
        FeedFormat::Json => json::write(&feed).map_err(|error| Error::Serialize {
            what: own,
            reason: error.to_string(),
        }),
    }
}

/// The page that the feed belongs to.
fn home(site: &Site<'_>, scope: FeedScope) -> Option<String> {
    match scope {
        FeedScope::Site => Some("/".to_owned()),
        FeedScope::Story(id) => site.resolution.stories.get(id.ix()).map(permalink::story),
        FeedScope::Actor(id) => site.resolution.actors.get(id.ix()).map(permalink::actor),
    }
}

/// What the feed follows.
fn articles<'a>(site: &Site<'a>, scope: FeedScope) -> Box<dyn Iterator<Item = &'a Article> + 'a> {
    let all = site.articles;
    let resolution = site.resolution;
    let ids: Option<&'a [ArticleId]> = match scope {
        FeedScope::Site => return Box::new(all.iter().map(Arc::as_ref)),
        FeedScope::Story(id) => resolution.stories.get(id.ix()).map(|it| &it.articles[..]),
        FeedScope::Actor(id) => resolution.actors.get(id.ix()).map(|it| &it.articles[..]),
    };
    let ids = ids.unwrap_or_default().iter();
    Box::new(ids.filter_map(|id| Some(all.get(id.ix())?.as_ref())))
}

/// A feed before it is written in one format or the other.
struct Feed<'a> {
    title: Cow<'a, str>,
    description: &'a str,
    lang: &'a str,
    author: &'a str,
    /// Permanent name.
    id: String,
    /// Its own address.
    own: String,
    /// The page that it belongs to.
    home: String,
    updated: Timestamp,
    entries: Vec<Entry<'a>>,
}

/// One article in a feed.
struct Entry<'a> {
    id: String,
    address: String,
    /// The original, when it is on the web.
    original: Option<&'a str>,
    title: &'a str,
    summary: Cow<'a, str>,
    lang: &'a str,
    authors: &'a [String],
    tags: &'a [String],
    published: Timestamp,
    updated: Timestamp,
}

impl<'a> Feed<'a> {
    fn new(site: &Site<'a>, scope: FeedScope, own: &str) -> Self {
        let config = site.config;
        let name = match scope {
            FeedScope::Site => None,
            FeedScope::Story(id) => site.resolution.stories.get(id.ix()).map(|it| &it.name),
            FeedScope::Actor(id) => site.resolution.actors.get(id.ix()).map(|it| &it.name),
        };
        let entries = entries(site, scope, own);
        Self {
            title: match name {
                Some(name) => Cow::Owned(format!("{name} – {}", config.title)),
                None => Cow::Borrowed(&config.title),
            },
            description: if name.is_none() {
                &config.description
            } else {
                ""
            },
            lang: &config.lang,
            author: config.author.as_deref().unwrap_or(&config.title),
            id: id(site, own),
            own: link(site, own, own),
            home: link(site, own, &home(site, scope).unwrap_or_default()),
            updated: entries
                .iter()
                .map(|it| it.updated)
                .max()
                .unwrap_or_default(),
            entries,
        }
    }
}

/// The newest articles, newest first.
fn entries<'a>(site: &Site<'a>, scope: FeedScope, own: &str) -> Vec<Entry<'a>> {
    let most = match scope {
        FeedScope::Site => site.config.feed_entries,
        FeedScope::Story(_) | FeedScope::Actor(_) => site.config.feed_entries.min(SHORT),
    };
    let mut dated: Vec<(Timestamp, &Article)> = articles(site, scope)
        .filter_map(|article| Some((stamp(article.date.as_ref()?), article)))
        .collect();
    dated.sort_by_key(|(published, article)| (Reverse(*published), article.id));
    dated.truncate(most);
    let all = dated.into_iter();
    all.map(|(published, article)| entry(site, own, article, published))
        .collect()
}

fn entry<'a>(site: &Site<'a>, own: &str, article: &'a Article, published: Timestamp) -> Entry<'a> {
    let permalink = permalink::article(article);
    let updated = article.updated.as_ref().map(stamp);
    Entry {
        id: id(site, &permalink),
        address: link(site, own, &permalink),
        original: article.url.as_deref().filter(|url| is_web(url)),
        title: &article.title,
        summary: summary(site, article),
        lang: &article.lang,
        authors: &article.authors,
        tags: &article.tags,
        published,
        updated: updated.map_or(published, |updated| updated.max(published)),
    }
}

/// The author's summary, else the first sentence.
fn summary<'a>(site: &Site<'a>, article: &'a Article) -> Cow<'a, str> {
    let lead = || public::lead(site, article.id).map(|it| public::sentence(site, it));
    match &article.summary {
        Some(summary) => Cow::Borrowed(summary.as_str()),
        None => lead().unwrap_or_default(),
    }
}

fn is_web(url: &str) -> bool {
    let is_plain = |ch: char| ch.is_ascii_graphic() && !"<>\"\\^`{|}".contains(ch);
    (url.starts_with("https://") || url.starts_with("http://")) && url.chars().all(is_plain)
}

/// The instant, or noon of the day.
fn stamp(published: &Published) -> Timestamp {
    let noon = || {
        jiff::tz::TimeZone::UTC
            .to_timestamp(published.day.at(12, 0, 0, 0))
            .ok()
    };
    published.instant.or_else(noon).unwrap_or_default()
}

/// An address as a reader of the feed can use it.
fn link(site: &Site<'_>, own: &str, to: &str) -> String {
    match site.config.base_url {
        Some(_) => public::address(site, to),
        None => permalink::relative(own, to),
    }
}

/// A name that stays the same from build to build.
fn id(site: &Site<'_>, permalink: &str) -> String {
    match site.config.base_url {
        Some(_) => public::address(site, permalink),
        None => public::urn(site, permalink),
    }
}

#[cfg(test)]
mod tests;
