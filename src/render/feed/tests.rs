use super::super::sample::{Picture, picture};
use super::*;
use serde_json::Value;
use std::sync::Arc;

const SITE: FeedScope = FeedScope::Site;

fn made(picture: &Picture, scope: FeedScope, format: FeedFormat) -> String {
    String::from_utf8(render(scope, format, &picture.site()).unwrap()).unwrap()
}

fn json(picture: &Picture, scope: FeedScope) -> Value {
    serde_json::from_str(&made(picture, scope, FeedFormat::Json)).unwrap()
}

#[test]
fn entries_are_dated_articles_newest_first() {
    let feed = json(&picture(), SITE);
    let items = feed["items"].as_array().unwrap();
    assert_eq!(items.len(), 2);
    assert_eq!(items[0]["title"], "Bridge shut");
    assert_eq!(items[0]["date_published"], "2024-03-07T12:00:00Z");
    assert_eq!(items[0]["content_text"], "The bridge closed on Thursday.");
}

#[test]
fn the_number_of_entries_is_bounded() {
    let mut picture = picture();
    picture.config.feed_entries = 1;
    assert_eq!(json(&picture, SITE)["items"].as_array().unwrap().len(), 1);
}

#[test]
fn addresses_are_relative_until_the_site_has_one() {
    let mut picture = picture();
    let story = FeedScope::Story(StoryId(0));
    let feed = json(&picture, story);
    assert_eq!(feed["home_page_url"], "index.html");
    assert_eq!(
        feed["items"][0]["url"],
        "../../articles/bridge-shut/index.html"
    );
    let id = feed["items"][0]["id"].as_str().unwrap();
    assert!(id.starts_with("urn:uuid:") && id.len() == 45, "{id}");
    assert_eq!(json(&picture, SITE)["items"][0]["id"], id);

    picture.config.base_url = Some("https://example.org/news/".into());
    let feed = json(&picture, story);
    assert_eq!(
        feed["feed_url"],
        "https://example.org/news/stories/the-bridge/feed.json"
    );
    assert_eq!(
        feed["items"][0]["id"],
        "https://example.org/news/articles/bridge-shut/"
    );
}

#[test]
fn atom_is_escaped_and_free_of_control_characters() {
    let atom = made(&picture(), SITE, FeedFormat::Atom);
    assert!(
        atom.contains("<title>Mayor opens &lt;bridge&gt; &amp; park</title>"),
        "{atom}"
    );
    assert!(atom.contains("<name>Ann &amp; Bo</name>"));
    assert!(atom.contains("<updated>2024-03-07T12:00:00Z</updated>"));
    assert!(atom.contains("href=\"https://example.org/a?b=1&amp;c=2\""));
    assert!(!atom.contains(|ch: char| ch.is_control() && ch != '\n'));
}

#[test]
fn only_what_has_enough_dated_articles_has_a_feed() {
    let mut picture = picture();
    let actor = FeedScope::Actor(ActorId(0));
    // Two of its three articles are dated.
    assert_eq!(permalink(&picture.site(), actor, FeedFormat::Atom), None);
    assert_eq!(pages(&picture.site()).len(), 4);
    Arc::make_mut(&mut picture.articles[2]).date = picture.articles[0].date;
    assert_eq!(
        permalink(&picture.site(), actor, FeedFormat::Atom).as_deref(),
        Some("/actors/anna-berg/feed.xml")
    );
    let feed = json(&picture, FeedScope::Actor(ActorId(1)));
    assert_eq!(feed["title"], "Riga – Briefing");
    for article in &mut picture.articles {
        Arc::make_mut(article).date = None;
    }
    assert!(pages(&picture.site()).is_empty());
}
