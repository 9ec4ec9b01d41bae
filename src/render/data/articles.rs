//! `articles.json`: what each article is and what it speaks of; never its text.

use super::super::{Site, permalink, public};
use super::origin::{self, Evidence};
use crate::content::Article;
use crate::content::article::Published;
use crate::kinds::License;
use serde::Serialize;

#[derive(Serialize)]
pub struct Record<'a> {
    id: &'a str,
    url: String,
    title: &'a str,
    subtitle: Option<&'a str>,
    date: Option<String>,
    updated: Option<String>,
    authors: &'a [String],
    publisher: Option<&'a str>,
    /// Address of the original.
    original: Option<&'a str>,
    lang: &'a str,
    license: License,
    /// As the author wrote it.
    summary: Option<&'a str>,
    /// The first sentence.
    lead: Option<Evidence<'a>>,
    tags: &'a [String],
    actors: Vec<Named<'a>>,
    events: Vec<&'a str>,
    quotes: Vec<String>,
    stories: Vec<&'a str>,
    copy_of: Option<&'a str>,
}

#[derive(Serialize)]
struct Named<'a> {
    actor: &'a str,
    mentions: u32,
}

pub fn record<'a>(site: &Site<'a>, article: &'a Article) -> Record<'a> {
    let links = origin::links(site, article.id.ix());
    Record {
        id: article.slug.as_str(),
        url: public::address(site, &permalink::article(article)),
        title: &article.title,
        subtitle: article.subtitle.as_deref(),
        date: article.date.as_ref().map(time),
        updated: article.updated.as_ref().map(time),
        authors: &article.authors,
        publisher: article.publisher.as_deref(),
        original: article.url.as_deref(),
        lang: &article.lang,
        license: article.license,
        summary: article.summary.as_deref(),
        lead: public::lead(site, article.id).map(|it| Evidence::new(site, it)),
        tags: &article.tags,
        actors: links.map_or_else(Vec::new, |links| {
            let all = links.actors.iter();
            all.map(|(id, mentions)| Named {
                actor: origin::actor(site, *id),
                mentions: *mentions,
            })
            .collect()
        }),
        events: links.map_or_else(Vec::new, |links| {
            links
                .events
                .iter()
                .map(|id| origin::event(site, *id))
                .collect()
        }),
        quotes: links.map_or_else(Vec::new, |links| {
            links
                .quotes
                .iter()
                .map(|id| origin::quote(site, *id))
                .collect()
        }),
        stories: links.map_or_else(Vec::new, |links| {
            links
                .stories
                .iter()
                .map(|id| origin::story(site, *id))
                .collect()
        }),
        copy_of: links
            .and_then(|links| links.copy_of)
            .map(|id| origin::article(site, id.ix())),
    }
}

/// The instant when it is known, else the day.
pub fn time(published: &Published) -> String {
    match published.instant {
        Some(instant) => instant.to_string(),
        None => published.day.to_string(),
    }
}
