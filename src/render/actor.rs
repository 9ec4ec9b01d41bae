//! An actor's page: who, as described, when and by whom; what happened, what was said, who appears with them, articles.

use super::index::ArticlesPage;
use super::view::{
    self, ArticleItem, CastItem, EventItem, FeedLink, Head, Link, Maker, QuoteItem, RoleItem,
    StoryItem,
};
use super::{FeedScope, html, linked_data, permalink, prose, target, words};
use crate::content::ArticleId;
use crate::extract::facts::EventStatus;
use crate::resolve::{Actor, ActorId, ActorKind, EventId};
use serde::Serialize;

/// Lists on the page.
const EVENTS: usize = 60;
const QUOTES: usize = 30;
const ROLES: usize = 12;
const STORIES: usize = 12;
/// Articles on the page; an actor with more has pages of their own for them.
pub const ARTICLES: usize = 50;
/// Articles on such a page.
pub const PER_PAGE: usize = 200;

/// The page.
#[derive(Clone, Debug, Serialize)]
pub struct ActorPage {
    /// Head.
    pub head: Head,
    /// Name.
    pub name: String,
    /// "person", "place"
    pub kind: &'static str,
    /// True for cities, regions and buildings.
    pub is_place: bool,
    /// Other names.
    pub aliases: Vec<String>,
    /// Descriptions, latest first.
    pub roles: Vec<RoleItem>,
    /// The editor's introduction.
    pub introduction_html: Option<String>,
    /// "in 12 articles, 9 March 2018 to 2 March 2019"
    pub seen: String,
    /// What the editor pinned.
    pub pinned: Vec<Link>,
    /// What is planned.
    pub planned: Vec<EventItem>,
    /// What happened, newest first, undated at the end.
    pub events: Vec<EventItem>,
    /// How many more events there are.
    pub more_events: usize,
    /// Quotations, newest first.
    pub quotes: Vec<QuoteItem>,
    /// How many more quotations there are.
    pub more_quotes: usize,
    /// Who appears with it.
    pub appears_with: Vec<CastItem>,
    /// Stories.
    pub stories: Vec<StoryItem>,
    /// The newest articles.
    pub articles: Vec<ArticleItem>,
    /// Link to all articles, when there are more.
    pub all_articles: Option<Link>,
    /// Namesakes.
    pub not_same: Vec<CastItem>,
    /// Addresses of the same actor elsewhere.
    pub same_as: Vec<String>,
    /// Feeds of the actor.
    pub feeds: Vec<FeedLink>,
    /// True when an editor's file speaks of it.
    pub has_editor: bool,
}

/// Builds the page; `None` for an id that is none.
pub fn view(maker: &Maker<'_>, id: ActorId) -> Option<ActorPage> {
    let actor = maker.actor(id)?;
    let (planned, past) = events(maker, actor);
    let feeds = maker.feeds(FeedScope::Actor(id), &actor.name);
    let articles = maker.newest(&actor.articles).take(ARTICLES);
    let cast = |id: ActorId, n: Option<u32>| maker.cast_item(id, n, None);
    Some(ActorPage {
        head: head(maker, actor).own_feeds(feeds.clone()),
        name: actor.name.clone(),
        kind: words::kind(actor.kind),
        is_place: actor.kind == ActorKind::Place,
        aliases: actor
            .aliases
            .iter()
            .filter(|alias| **alias != actor.name)
            .cloned()
            .collect(),
        roles: actor
            .roles
            .iter()
            .take(ROLES)
            .map(|role| maker.role(role, None))
            .collect(),
        introduction_html: actor
            .introduction
            .as_ref()
            .map(|text| prose::html(maker, text)),
        seen: seen(actor),
        pinned: actor
            .pin
            .iter()
            .filter_map(|slug| pinned(maker, slug.as_str()))
            .collect(),
        planned: maker.event_items(planned.into_iter()),
        more_events: past.len().saturating_sub(EVENTS),
        events: maker.event_items(past.into_iter().take(EVENTS)),
        quotes: maker.quote_items(actor.quotes.iter().rev().copied(), QUOTES),
        more_quotes: actor.quotes.len().saturating_sub(QUOTES),
        appears_with: actor
            .appears_with
            .iter()
            .filter_map(|(id, n)| cast(*id, Some(*n)))
            .collect(),
        stories: actor
            .stories
            .iter()
            .take(STORIES)
            .filter_map(|id| maker.story_item(*id))
            .collect(),
        articles: articles.filter_map(|id| maker.article_item(id)).collect(),
        all_articles: (actor.articles.len() > ARTICLES).then(|| {
            maker.link(
                format!("All {} articles", actor.articles.len()),
                &articles_permalink(actor),
            )
        }),
        not_same: actor
            .not_same
            .iter()
            .filter_map(|id| cast(*id, None))
            .collect(),
        same_as: actor
            .same_as
            .iter()
            .filter(|url| html::is_safe_address(url))
            .cloned()
            .collect(),
        feeds,
        has_editor: actor.editor_file.is_some(),
    })
}

/// `/actors/<slug>/articles/`
pub fn articles_permalink(actor: &Actor) -> String {
    format!("{}articles/", permalink::actor(actor))
}

/// Planned events, the nearest first; and the others, newest first, undated at the end.
fn events(maker: &Maker<'_>, actor: &Actor) -> (Vec<EventId>, Vec<EventId>) {
    let is_planned = |id: &EventId| {
        let event = maker.event(*id);
        event.is_some_and(|event| event.status == EventStatus::Planned)
    };
    let (planned, past): (Vec<EventId>, Vec<EventId>) =
        actor.events.iter().partition(|id| is_planned(id));
    let is_dated = |id: &&EventId| maker.event(**id).is_some_and(|event| event.date.is_some());
    let dated = past.iter().rev().filter(is_dated);
    let undated = past.iter().filter(|id| !is_dated(id));
    let past = dated.chain(undated).copied().collect();
    (planned.into_iter().take(EVENTS / 3).collect(), past)
}

fn pinned(maker: &Maker<'_>, slug: &str) -> Option<Link> {
    let to = target::resolve(maker.site, slug)?;
    let resolution = maker.site.resolution;
    let event = resolution
        .events
        .iter()
        .find(|event| event.slug.as_str() == slug);
    let article = || {
        maker
            .site
            .articles
            .iter()
            .find(|article| article.slug.as_str() == slug)
    };
    let text = event
        .map(|event| event.title.clone())
        .or_else(|| article().map(|article| article.title.clone()));
    Some(maker.link(text.unwrap_or_else(|| slug.to_owned()), &to))
}

fn seen(actor: &Actor) -> String {
    let articles = words::count(actor.articles.len(), "article", "articles");
    match words::span(actor.first_seen, actor.last_seen) {
        span if span.is_empty() => articles,
        span => format!("{articles}, {span}"),
    }
}

fn head(maker: &Maker<'_>, actor: &Actor) -> Head {
    let role = actor
        .roles
        .first()
        .map(|role| words::role(&role.title, role.of.as_deref(), role.status));
    let description = match role {
        Some(role) => format!(
            "{}, described as {role}: events, quotes and articles.",
            actor.name
        ),
        None => format!("{}: events, quotes and articles.", actor.name),
    };
    let mut head = maker.head("actor", actor.name.clone(), description);
    if actor.kind == ActorKind::Person {
        head.og_type = "profile";
    }
    let data = linked_data::actor(actor, &head);
    head.crumbs([section(maker, actor)]).json_ld(&data)
}

fn section(maker: &Maker<'_>, actor: &Actor) -> Link {
    match actor.kind {
        ActorKind::Place => maker.link("Places", "/places/"),
        _ => maker.link("Actors", "/actors/"),
    }
}

/// Builds a page with all articles of an actor.
pub fn articles(maker: &Maker<'_>, id: ActorId, n: u32) -> Option<ArticlesPage> {
    let actor = maker.actor(id)?;
    let all: Vec<ArticleId> = maker.newest(&actor.articles).collect();
    let title = format!("{}: all articles", actor.name);
    let crumbs = [
        section(maker, actor),
        maker.link(actor.name.clone(), &permalink::actor(actor)),
    ];
    Some(ArticlesPage {
        head: maker
            .head("articles", title.clone(), title.clone())
            .crumbs(crumbs),
        title,
        days: super::front::days(maker, view::part(&all, n, PER_PAGE)),
        pager: maker.pager(
            &articles_permalink(actor),
            n,
            view::pages_of(all.len(), PER_PAGE),
        ),
    })
}
