//! A story's page: key points with sources, chronology, cast, quotes, open questions, what to watch, articles.

use super::index::ArticlesPage;
use super::view::{
    self, ArticleItem, CastItem, CitedItem, EventItem, Head, Link, Maker, QuoteItem,
};
use super::{FeedScope, permalink, prose, words};
use crate::content::editorial::Chapter;
use crate::extract::facts::EventStatus;
use crate::resolve::{ActorKind, Event, EventId, Origin, Story, StoryId};
use serde::Serialize;

/// Lists on the page.
const EVENTS: usize = 80;
const CAST: usize = 24;
const QUOTES: usize = 24;
/// Articles on the page; a longer story has pages of its own for them.
pub const ARTICLES: usize = 50;
/// Articles on such a page.
pub const PER_PAGE: usize = 200;

/// The page.
#[derive(Clone, Debug, Serialize)]
pub struct StoryPage {
    /// Head.
    pub head: Head,
    /// Name.
    pub name: String,
    /// An editor named it.
    pub name_by_editor: bool,
    /// The editor's word on its state.
    pub status: Option<String>,
    /// From the first article to the last.
    pub span: String,
    /// "16 articles, 14 independent sources"
    pub size: String,
    /// The editor's introduction.
    pub introduction_html: Option<String>,
    /// Key points.
    pub key_points: Vec<CitedItem>,
    /// Chronology.
    pub chapters: Vec<ChapterView>,
    /// Events that are left out of the chronology.
    pub more_events: usize,
    /// People and bodies.
    pub cast: Vec<CastItem>,
    /// Places.
    pub places: Vec<CastItem>,
    /// Quotations, newest first.
    pub quotes: Vec<QuoteItem>,
    /// The editor's open questions.
    pub open_questions: Vec<CitedItem>,
    /// The editor's list of what to watch.
    pub watch: Vec<CitedItem>,
    /// Planned and overdue events of the story.
    pub planned: Vec<EventItem>,
    /// The newest articles.
    pub articles: Vec<ArticleItem>,
    /// Link to all articles of a long story.
    pub all_articles: Option<Link>,
    /// Feeds of the story.
    pub feeds: Vec<view::FeedLink>,
}

/// A slot of the chronology.
#[derive(Clone, Debug, Serialize)]
pub struct ChapterView {
    /// Heading; none when the editor made no chapters.
    pub name: Option<String>,
    /// Its events by date.
    pub events: Vec<EventItem>,
}

/// Builds the page; `None` for an id that is none.
pub fn view(maker: &Maker<'_>, id: StoryId) -> Option<StoryPage> {
    let story = maker.site.resolution.stories.get(id.ix())?;
    let (chapters, more_events) = chronology(maker, story);
    let (places, actors): (Vec<_>, Vec<_>) = story.actors.iter().partition(|(id, _)| {
        maker
            .actor(*id)
            .is_some_and(|actor| actor.kind == ActorKind::Place)
    });
    let cast = |list: Vec<&(crate::resolve::ActorId, u32)>, most| {
        let items = list.into_iter().take(most);
        items
            .filter_map(|(id, n)| maker.cast_item(*id, Some(*n), None))
            .collect()
    };
    let feeds = maker.feeds(FeedScope::Story(id), &story.name);
    let articles = maker.newest(&story.articles).take(ARTICLES);
    Some(StoryPage {
        head: head(maker, story).own_feeds(feeds.clone()),
        name: story.name.clone(),
        name_by_editor: matches!(story.name_origin, Origin::Editor(_)),
        status: story.status.clone(),
        span: words::span(story.first, story.last),
        size: size(story),
        introduction_html: story
            .introduction
            .as_ref()
            .map(|text| prose::html(maker, text)),
        key_points: story
            .key_points
            .iter()
            .map(|point| maker.cited(point))
            .collect(),
        chapters,
        more_events,
        cast: cast(actors, CAST),
        places: cast(places, CAST / 2),
        quotes: maker.quote_items(story.quotes.iter().rev().copied(), QUOTES),
        open_questions: story
            .open_questions
            .iter()
            .map(|point| maker.cited(point))
            .collect(),
        watch: story.watch.iter().map(|point| maker.cited(point)).collect(),
        planned: planned(maker, story),
        articles: articles.filter_map(|id| maker.article_item(id)).collect(),
        all_articles: (story.articles.len() > ARTICLES).then(|| {
            maker.link(
                format!("All {} articles", story.articles.len()),
                &articles_permalink(story),
            )
        }),
        feeds,
    })
}

/// `/stories/<slug>/articles/`
pub fn articles_permalink(story: &Story) -> String {
    format!("{}articles/", permalink::story(story))
}

fn head(maker: &Maker<'_>, story: &Story) -> Head {
    let points: Vec<&str> = story
        .key_points
        .iter()
        .map(|point| point.text.as_str())
        .collect();
    let description = match points.is_empty() {
        true => format!(
            "{}: {}, {}",
            story.name,
            size(story),
            words::span(story.first, story.last)
        ),
        false => points.join(" "),
    };
    maker
        .head("story", story.name.clone(), description)
        .crumbs([maker.link("Stories", "/stories/")])
}

fn size(story: &Story) -> String {
    let articles = words::count(story.articles.len(), "article", "articles");
    match story.independent == story.articles.len() {
        true => articles,
        false => format!(
            "{articles}, {}",
            words::count(
                story.independent,
                "independent source",
                "independent sources"
            )
        ),
    }
}

fn planned(maker: &Maker<'_>, story: &Story) -> Vec<EventItem> {
    let is_planned = |id: &&EventId| {
        let event = maker.event(**id);
        event.is_some_and(|event| event.overdue || event.status == EventStatus::Planned)
    };
    maker.event_items(story.events.iter().filter(is_planned).take(20).copied())
}

/// The story's dated events, in the editor's chapters if there are any, and how many are left out. The latest events are kept.
fn chronology(maker: &Maker<'_>, story: &Story) -> (Vec<ChapterView>, usize) {
    let dated: Vec<(EventId, &Event)> = story
        .events
        .iter()
        .filter_map(|id| Some((*id, maker.event(*id)?)))
        .filter(|(_, event)| event.date.is_some())
        .collect();
    let more = dated.len().saturating_sub(EVENTS);
    let kept = dated.get(more..).unwrap_or_default();
    let mut chapters: Vec<ChapterView> = Vec::new();
    for (id, event) in kept {
        let name = story.chapters.iter().find(|chapter| holds(chapter, event));
        let name = match (name, story.chapters.is_empty()) {
            (Some(chapter), _) => Some(chapter.name.clone()),
            (None, true) => None,
            (None, false) => Some("Other events".to_owned()),
        };
        let Some(item) = maker.event_item(*id) else {
            continue;
        };
        match chapters.last_mut() {
            Some(last) if last.name == name => last.events.push(item),
            _ => chapters.push(ChapterView {
                name,
                events: vec![item],
            }),
        }
    }
    (chapters, more)
}

/// True when the event begins within the chapter.
fn holds(chapter: &Chapter, event: &Event) -> bool {
    let Some(day) = event.date.as_ref().and_then(|when| when.edtf.earliest()) else {
        return false;
    };
    let from = chapter.from.as_ref().and_then(|from| from.earliest());
    let to = chapter.to.as_ref().and_then(|to| to.latest());
    from.is_none_or(|from| from <= day) && to.is_none_or(|to| day <= to)
}

/// Builds a page with all articles of a story.
pub fn articles(maker: &Maker<'_>, id: StoryId, n: u32) -> Option<ArticlesPage> {
    let story = maker.site.resolution.stories.get(id.ix())?;
    let all: Vec<_> = maker.newest(&story.articles).collect();
    let title = format!("{}: all articles", story.name);
    let crumbs = [
        maker.link("Stories", "/stories/"),
        maker.link(story.name.clone(), &permalink::story(story)),
    ];
    Some(ArticlesPage {
        head: maker
            .head("articles", title.clone(), title.clone())
            .crumbs(crumbs),
        title,
        days: super::front::days(maker, view::part(&all, n, PER_PAGE)),
        pager: maker.pager(
            &articles_permalink(story),
            n,
            view::pages_of(all.len(), PER_PAGE),
        ),
    })
}
