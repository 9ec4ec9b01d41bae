//! JSON Feed 1.1.

use super::super::public::printable;
use super::{Entry, Feed};
use serde::Serialize;
use std::borrow::Cow;

#[derive(Serialize)]
struct FeedOut<'a> {
    version: &'static str,
    title: Cow<'a, str>,
    home_page_url: &'a str,
    feed_url: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    description: Cow<'a, str>,
    language: &'a str,
    authors: [Author<'a>; 1],
    items: Vec<Item<'a>>,
}

#[derive(Serialize)]
struct Item<'a> {
    id: &'a str,
    url: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    external_url: Option<&'a str>,
    title: Cow<'a, str>,
    /// The summary; the headline where there is none, because an item needs a content.
    content_text: Cow<'a, str>,
    date_published: String,
    date_modified: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    authors: Vec<Author<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tags: Vec<Cow<'a, str>>,
    language: &'a str,
}

#[derive(Serialize)]
struct Author<'a> {
    name: Cow<'a, str>,
}

/// The feed as JSON.
pub fn write(feed: &Feed<'_>) -> Result<Vec<u8>, serde_json::Error> {
    let mut out = serde_json::to_vec_pretty(&FeedOut {
        version: "https://jsonfeed.org/version/1.1",
        title: printable(&feed.title),
        home_page_url: &feed.home,
        feed_url: &feed.own,
        description: printable(feed.description),
        language: feed.lang,
        authors: [author(feed.author)],
        items: feed.entries.iter().map(item).collect(),
    })?;
    out.push(b'\n');
    Ok(out)
}

fn item<'a>(entry: &'a Entry<'a>) -> Item<'a> {
    let content = if entry.summary.is_empty() {
        entry.title
    } else {
        &entry.summary
    };
    Item {
        id: &entry.id,
        url: &entry.address,
        external_url: entry.original,
        title: printable(entry.title),
        content_text: printable(content),
        date_published: entry.published.to_string(),
        date_modified: entry.updated.to_string(),
        authors: entry.authors.iter().map(|name| author(name)).collect(),
        tags: entry.tags.iter().map(|tag| printable(tag)).collect(),
        language: entry.lang,
    }
}

fn author(name: &str) -> Author<'_> {
    Author {
        name: printable(name),
    }
}
