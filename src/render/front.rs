//! The front page: the latest briefing or the lead story, what to watch, stories, people, the newest articles.

use super::view::{ArticleItem, CastItem, CitedItem, EventItem, Head, Maker, StoryItem};
use super::{linked_data, prose, watch, words};
use crate::content::ArticleId;
use crate::resolve::{ActorId, ActorKind, StoryId};
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Articles, stories, events and people on the front page.
const ARTICLES: usize = 16;
const STORIES: usize = 6;
const EVENTS: usize = 6;
const PEOPLE: usize = 10;

/// The front page.
#[derive(Clone, Debug, Serialize)]
pub struct FrontPage {
    /// Head.
    pub head: Head,
    /// True before the first article.
    pub is_empty: bool,
    /// The newest briefing.
    pub briefing: Option<BriefingView>,
    /// The story with the newest article, unless there is a briefing.
    pub lead: Option<LeadView>,
    /// What is planned next.
    pub watch: Vec<EventItem>,
    /// What was planned and not reported.
    pub overdue: Vec<EventItem>,
    /// Stories, the freshest first.
    pub stories: Vec<StoryItem>,
    /// How many stories there are beyond.
    pub more_stories: usize,
    /// The newest articles by day.
    pub days: Vec<DayView>,
    /// True when there are more articles than shown.
    pub more_articles: bool,
    /// Who is in the newest articles.
    pub people: Vec<CastItem>,
    /// "16 articles, 24 actors, 41 events"
    pub counts: String,
    /// Link to all articles.
    pub articles_href: String,
    /// Link to all stories.
    pub stories_href: String,
    /// Link to what to watch.
    pub watch_href: String,
    /// Link to all actors.
    pub actors_href: String,
}

/// A briefing on the front page.
#[derive(Clone, Debug, Serialize)]
pub struct BriefingView {
    /// Heading.
    pub title: String,
    /// Address of its own page.
    pub href: String,
    /// Day in words.
    pub day: String,
    /// Text.
    pub html: String,
}

/// A story on the front page.
#[derive(Clone, Debug, Serialize)]
pub struct LeadView {
    /// The story.
    pub story: StoryItem,
    /// Its key points.
    pub key_points: Vec<CitedItem>,
    /// Its newest articles.
    pub articles: Vec<ArticleItem>,
}

/// The articles of one day.
#[derive(Clone, Debug, Serialize)]
pub struct DayView {
    /// Day in words; "Undated" at the end.
    pub day: String,
    /// The articles, newest first.
    pub articles: Vec<ArticleItem>,
}

/// Builds the front page.
pub fn view(maker: &Maker<'_>) -> FrontPage {
    let site = maker.site;
    let newest: Vec<ArticleId> = newest(maker, ARTICLES);
    let mut stories = by_freshness(maker);
    let has_articles = |id: &StoryId| {
        let story = site.resolution.stories.get(id.ix());
        story.is_some_and(|story| !story.articles.is_empty())
    };
    stories.retain(has_articles);
    let briefing = briefing(maker);
    let lead = match briefing {
        Some(_) => None,
        None => stories.first().and_then(|id| lead(maker, *id)),
    };
    let skip = usize::from(lead.is_some());
    let description = match site.config.description.as_str() {
        "" => format!(
            "{}: stories, actors and events, each linked to its sources.",
            site.config.title
        ),
        text => text.to_owned(),
    };
    let head = maker.head("front", site.config.title.clone(), description);
    let data = linked_data::site(maker, &head);
    FrontPage {
        head: head.json_ld(&data),
        is_empty: site.articles.is_empty(),
        briefing,
        lead,
        watch: maker.event_items(watch::planned(site).take(EVENTS)),
        overdue: maker.event_items(watch::newly_overdue(site).take(EVENTS / 2)),
        stories: stories
            .iter()
            .skip(skip)
            .take(STORIES)
            .filter_map(|id| maker.story_item(*id))
            .collect(),
        more_stories: stories.len().saturating_sub(skip + STORIES),
        days: days(maker, &newest),
        more_articles: site.articles.len() > newest.len(),
        people: people(maker, &newest),
        counts: counts(maker),
        articles_href: maker.href("/articles/"),
        stories_href: maker.href("/stories/"),
        watch_href: maker.href("/watch/"),
        actors_href: maker.href("/actors/"),
    }
}

/// The newest articles of the site.
pub fn newest(maker: &Maker<'_>, n: usize) -> Vec<ArticleId> {
    let articles = maker.site.articles;
    let dated = articles.partition_point(|article| article.date.is_some());
    let ids = (0..dated).rev().chain(dated..articles.len());
    ids.take(n).map(|ix| ArticleId(ix as u32)).collect()
}

/// Articles by day, in the order given.
pub fn days(maker: &Maker<'_>, ids: &[ArticleId]) -> Vec<DayView> {
    let mut days: Vec<DayView> = Vec::new();
    for id in ids {
        let Some(item) = maker.article_item(*id) else {
            continue;
        };
        let day = maker.article(*id).and_then(crate::content::Article::day);
        let day = day.map_or_else(|| "Undated".to_owned(), words::day);
        match days.last_mut() {
            Some(last) if last.day == day => last.articles.push(item),
            _ => days.push(DayView {
                day,
                articles: vec![item],
            }),
        }
    }
    days
}

/// Stories by the date of their newest article, then size, then slug.
pub fn by_freshness(maker: &Maker<'_>) -> Vec<StoryId> {
    let stories = &maker.site.resolution.stories;
    let mut ids: Vec<StoryId> = (0..stories.len() as u32).map(StoryId).collect();
    ids.sort_by_key(|id| {
        let story = stories.get(id.ix());
        Reverse(story.map(|story| {
            (
                story.last,
                story.articles.len(),
                Reverse(story.slug.clone()),
            )
        }))
    });
    ids
}

fn briefing(maker: &Maker<'_>) -> Option<BriefingView> {
    let briefings = &maker.site.editorial.briefings;
    let briefing = briefings.iter().max_by_key(|briefing| briefing.date)?;
    Some(BriefingView {
        title: briefing.title.clone(),
        href: maker.href(&super::permalink::briefing(briefing.date)),
        day: words::day(briefing.date),
        html: prose::html(maker, &briefing.body),
    })
}

fn lead(maker: &Maker<'_>, id: StoryId) -> Option<LeadView> {
    let story = maker.site.resolution.stories.get(id.ix())?;
    let articles = maker.newest(&story.articles).take(3);
    Some(LeadView {
        story: maker.story_item(id)?,
        key_points: story
            .key_points
            .iter()
            .take(5)
            .map(|point| maker.cited(point))
            .collect(),
        articles: articles.filter_map(|id| maker.article_item(id)).collect(),
    })
}

/// People and bodies that most of these articles name.
fn people(maker: &Maker<'_>, articles: &[ArticleId]) -> Vec<CastItem> {
    let mut counts: BTreeMap<ActorId, u32> = BTreeMap::new();
    for id in articles {
        let links = maker.site.links(*id);
        for (actor, _) in links
            .map(|links| links.actors.as_slice())
            .unwrap_or_default()
        {
            let kind = maker.actor(*actor).map(|actor| actor.kind);
            if kind == Some(ActorKind::Person) {
                *counts.entry(*actor).or_default() += 1;
            }
        }
    }
    let mut ranked: Vec<(ActorId, u32)> = counts.into_iter().collect();
    ranked.sort_by_key(|(id, n)| (Reverse(*n), *id));
    ranked
        .into_iter()
        .take(PEOPLE)
        .filter_map(|(id, _)| maker.cast_item(id, None, None))
        .collect()
}

fn counts(maker: &Maker<'_>) -> String {
    let resolution = maker.site.resolution;
    [
        words::count(maker.site.articles.len(), "article", "articles"),
        words::count(resolution.stories.len(), "story", "stories"),
        words::count(
            resolution.actors.len(),
            "actor or place",
            "actors and places",
        ),
        words::count(resolution.events.len(), "event", "events"),
    ]
    .join(", ")
}
