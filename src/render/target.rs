//! What a `[[target]]` leads to: an actor, a story, an event or an article, by slug.
//!
//! A bare slug is looked up in that order; `event/…`, `story/…`, `article/…` and `actor/…` say what is meant. An article's
//! slug may carry a sentence: `[[summit-news#s3|as reported]]`.

use super::{Site, permalink};
use crate::content::article::Article;

/// The permalink that a target means; `None` for one that nothing bears.
pub fn resolve(site: &Site<'_>, target: &str) -> Option<String> {
    let (slug, fragment) = match target.split_once('#') {
        Some((slug, fragment)) => (slug, Some(fragment)),
        None => (target, None),
    };
    let (kind, slug) = slug.split_once('/').unwrap_or(("", slug));
    let slug = slug.trim();
    match kind {
        "" => actor(site, slug)
            .or_else(|| story(site, slug))
            .or_else(|| event(site, slug))
            .or_else(|| article(site, slug, fragment)),
        "actor" | "place" | "actors" | "places" => actor(site, slug),
        "story" | "stories" => story(site, slug),
        "event" | "events" => event(site, slug),
        "article" | "articles" => article(site, slug, fragment),
        _ => None,
    }
}

fn actor(site: &Site<'_>, slug: &str) -> Option<String> {
    let actors = &site.resolution.actors;
    let found = actors
        .binary_search_by(|actor| actor.slug.as_str().cmp(slug))
        .ok()?;
    actors.get(found).map(permalink::actor)
}

fn story(site: &Site<'_>, slug: &str) -> Option<String> {
    let stories = &site.resolution.stories;
    let found = stories
        .binary_search_by(|story| story.slug.as_str().cmp(slug))
        .ok()?;
    stories.get(found).map(permalink::story)
}

fn event(site: &Site<'_>, slug: &str) -> Option<String> {
    let mut events = site.resolution.events.iter();
    events
        .find(|event| event.slug.as_str() == slug)
        .map(permalink::event)
}

fn article(site: &Site<'_>, slug: &str, fragment: Option<&str>) -> Option<String> {
    let found = site
        .articles
        .iter()
        .find(|article| article.slug.as_str() == slug)?;
    let permalink = permalink::article(found);
    match fragment {
        None => Some(permalink),
        Some(fragment) => {
            sentence_exists(site, found, fragment).then(|| format!("{permalink}#{fragment}"))
        }
    }
}

fn sentence_exists(site: &Site<'_>, article: &Article, fragment: &str) -> bool {
    let number: Option<usize> = fragment.strip_prefix('s').and_then(|n| n.parse().ok());
    let facts = site.facts.get(article.id.ix());
    match (number, facts) {
        (Some(n), Some(facts)) => {
            n >= 1 && n <= facts.sentences.len() && fragment == format!("s{n}")
        }
        _ => false,
    }
}
