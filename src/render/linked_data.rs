//! What a page says to machines in schema.org's words (JSON-LD 1.1): article, actor, event, site, and the way to the page.
//!
//! Says no more than the page: an event without a place or a day is no `Event`, because the word promises both.
//! Addresses need the site's own, which `base_url` gives; without it nothing is said about where a thing lives.

use super::view::{Head, Maker};
use super::{html, permalink, place, words};
use crate::content::Article;
use crate::date::{Edtf, Point, Unit};
use crate::resolve::{Actor, ArticleLinks, Event};
use serde_json::{Value, json};

/// Actors that an article's data names.
const MENTIONS: usize = 20;

/// The site, for the front page.
pub fn site(maker: &Maker<'_>, head: &Head) -> Value {
    let config = maker.site.config;
    let mut data = node("WebSite");
    data["name"] = json!(config.title);
    data["inLanguage"] = json!(config.lang);
    set(&mut data, "description", text(&config.description));
    set(&mut data, "url", head.canonical.as_deref());
    if let Some(author) = &config.author {
        data["publisher"] = json!({"@type": "Organization", "name": author});
    }
    data
}

/// An article.
pub fn article(maker: &Maker<'_>, article: &Article, links: &ArticleLinks, head: &Head) -> Value {
    let mut data = node("NewsArticle");
    data["headline"] = json!(article.title);
    data["inLanguage"] = json!(article.lang);
    let published = article.day().map(|day| day.to_string());
    let updated = article.updated.map(|updated| updated.day.to_string());
    set(&mut data, "datePublished", published.as_deref());
    set(&mut data, "dateModified", updated.or(published).as_deref());
    set(&mut data, "isBasedOn", article.url.as_deref());
    if !article.authors.is_empty() {
        data["author"] = authors(article, head);
    }
    if let Some(outlet) = &article.publisher {
        data["publisher"] = json!({"@type": "Organization", "name": outlet});
    }
    if let Some(url) = &head.canonical {
        data["url"] = json!(url);
        data["mainEntityOfPage"] = json!(url);
    }
    set(&mut data, "image", head.image.as_deref());
    let named = links.actors.iter().take(MENTIONS);
    let mentions: Vec<Value> = named
        .filter_map(|(id, _)| Some(named_actor(maker, maker.actor(*id)?)))
        .collect();
    if !mentions.is_empty() {
        data["mentions"] = json!(mentions);
    }
    data
}

/// Each author is known by a place on the page: two of one name may be two people.
fn authors(article: &Article, head: &Head) -> Value {
    let known_as = |n: usize| Some(format!("{}#author-{}", head.canonical.as_ref()?, n + 1));
    let authors = article.authors.iter().enumerate();
    authors
        .map(|(n, name)| {
            let mut author = json!({"@type": "Person", "name": name});
            set(&mut author, "@id", known_as(n).as_deref());
            author
        })
        .collect()
}

/// An actor.
pub fn actor(actor: &Actor, head: &Head) -> Value {
    let mut data = node(place::schema_type(actor.kind));
    data["name"] = json!(actor.name);
    if !actor.aliases.is_empty() {
        data["alternateName"] = json!(actor.aliases);
    }
    let same = actor.same_as.iter();
    let same: Vec<&String> = same.filter(|url| html::is_safe_address(url)).collect();
    if !same.is_empty() {
        data["sameAs"] = json!(same);
    }
    set(&mut data, "url", head.canonical.as_deref());
    data
}

/// An event with a day (or a month, or days from and to) and a place; of any other only that the page speaks of it.
pub fn event(maker: &Maker<'_>, event: &Event, head: &Head) -> Value {
    let days = event.date.as_ref().and_then(|when| days(&when.edtf));
    let place = event.place.and_then(|place| maker.actor(place));
    let (Some((start, end)), Some(place)) = (days, place) else {
        let mut data = node("WebPage");
        data["name"] = json!(event.title);
        data["about"] = json!({"@type": "Thing", "name": event.title});
        set(&mut data, "url", head.canonical.as_deref());
        return data;
    };
    let mut data = node("Event");
    data["name"] = json!(event.title);
    data["description"] = json!(head.description);
    data["startDate"] = json!(start);
    data["endDate"] = json!(end);
    data["location"] = json!({"@type": "Place", "name": place.name, "address": place.name});
    set(&mut data, "eventStatus", words::schema_status(event.status));
    set(&mut data, "url", head.canonical.as_deref());
    set(&mut data, "image", head.image.as_deref());
    data
}

/// First and last day (or month), when both are sure.
fn days(value: &Edtf) -> Option<(String, String)> {
    let sure = |point: &Point| {
        let known = matches!(point.unit, Unit::Day(..) | Unit::Month(_));
        (known && !point.approximate && !point.uncertain && point.year > 0)
            .then(|| point.to_string())
    };
    match value {
        Edtf::Point(point) => sure(point).map(|day| (day.clone(), day)),
        Edtf::Interval(Some(first), Some(last)) => Some((sure(first)?, sure(last)?)),
        Edtf::Interval(..) => None,
    }
}

/// The way from the front page to this one; `None` on a site that does not know its address, and on the front page.
pub fn breadcrumbs(head: &Head) -> Option<Value> {
    let here = url::Url::parse(head.canonical.as_deref()?).ok()?;
    let mut way = Vec::with_capacity(head.crumbs.len() + 2);
    for crumb in std::iter::once(head.home.as_ref()?).chain(&head.crumbs) {
        way.push((crumb.text.as_str(), here.join(&crumb.href).ok()?));
    }
    way.push((head.title.as_str(), here));
    let items = way.iter().enumerate().map(|(n, (name, address))| {
        json!({"@type": "ListItem", "position": n + 1, "name": name, "item": address.as_str()})
    });
    let mut data = node("BreadcrumbList");
    data["itemListElement"] = items.collect();
    Some(data)
}

fn named_actor(maker: &Maker<'_>, actor: &Actor) -> Value {
    let mut data = json!({"@type": place::schema_type(actor.kind), "name": actor.name});
    let url = maker.absolute(&permalink::actor(actor));
    set(&mut data, "url", url.as_deref());
    data
}

fn node(kind: &str) -> Value {
    json!({"@context": "https://schema.org", "@type": kind})
}

fn set(data: &mut Value, key: &str, value: Option<&str>) {
    if let Some(value) = value {
        data[key] = json!(value);
    }
}

fn text(words: &str) -> Option<&str> {
    (!words.is_empty()).then_some(words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn days_and_months_are_said_and_nothing_vaguer() {
        let parsed = |value: &str| value.parse().ok().and_then(|value| days(&value));
        let both = |one: &str, other: &str| Some((one.to_owned(), other.to_owned()));
        assert_eq!(
            days(&Edtf::day(date(2018, 6, 12))),
            both("2018-06-12", "2018-06-12")
        );
        assert_eq!(parsed("2018-06"), both("2018-06", "2018-06"));
        assert_eq!(
            parsed("2018-04-20/2018-04-21"),
            both("2018-04-20", "2018-04-21")
        );
        for vague in ["2018", "2018-06~", "2018-21", "2018-06-12/..", "201X"] {
            assert_eq!(parsed(vague), None, "{vague}");
        }
    }
}
