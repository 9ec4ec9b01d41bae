//! Lists of everything: articles by day, stories by freshness, actors and places from A to Z, events by date.

use super::front::{self, DayView};
use super::view::{self, CastItem, EventItem, Head, Maker, Pager, StoryItem};
use super::words;
use crate::content::ArticleId;
use crate::resolve::{ActorId, ActorKind, EventId};
use serde::Serialize;

/// Items on a page.
pub const ARTICLES: usize = 100;
/// Items on a page.
pub const STORIES: usize = 60;
/// Items on a page.
pub const ACTORS: usize = 200;
/// Items on a page.
pub const EVENTS: usize = 120;

/// A page of the list of articles: of the site, of a long story or of an actor with many.
#[derive(Clone, Debug, Serialize)]
pub struct ArticlesPage {
    /// Head.
    pub head: Head,
    /// Heading.
    pub title: String,
    /// Articles by day, newest first.
    pub days: Vec<DayView>,
    /// The other pages.
    pub pager: Option<Pager>,
}

/// A page of the list of stories.
#[derive(Clone, Debug, Serialize)]
pub struct StoriesPage {
    /// Head.
    pub head: Head,
    /// Stories, the freshest first.
    pub stories: Vec<StoryItem>,
    /// The other pages.
    pub pager: Option<Pager>,
}

/// A page of the list of actors or places.
#[derive(Clone, Debug, Serialize)]
pub struct ActorsPage {
    /// Head.
    pub head: Head,
    /// "Actors" or "Places".
    pub title: &'static str,
    /// By first letter of the sort name.
    pub letters: Vec<LetterView>,
    /// The other pages.
    pub pager: Option<Pager>,
}

/// The actors under one letter.
#[derive(Clone, Debug, Serialize)]
pub struct LetterView {
    /// "K"
    pub letter: String,
    /// The actors.
    pub actors: Vec<CastItem>,
}

/// A page of the list of events.
#[derive(Clone, Debug, Serialize)]
pub struct EventsPage {
    /// Head.
    pub head: Head,
    /// Events, newest first, undated at the end.
    pub events: Vec<EventItem>,
    /// The other pages.
    pub pager: Option<Pager>,
}

/// Builds a page of articles.
pub fn articles(maker: &Maker<'_>, n: u32) -> ArticlesPage {
    let all: Vec<ArticleId> = front::newest(maker, usize::MAX);
    ArticlesPage {
        head: maker.head("articles", "Articles", "All articles, newest first."),
        title: "Articles".to_owned(),
        days: front::days(maker, view::part(&all, n, ARTICLES)),
        pager: maker.pager("/articles/", n, view::pages_of(all.len(), ARTICLES)),
    }
}

/// Builds a page of stories.
pub fn stories(maker: &Maker<'_>, n: u32) -> StoriesPage {
    let all = front::by_freshness(maker);
    let part = view::part(&all, n, STORIES).iter();
    StoriesPage {
        head: maker.head("stories", "Stories", "All stories, the freshest first."),
        stories: part.filter_map(|id| maker.story_item(*id)).collect(),
        pager: maker.pager("/stories/", n, view::pages_of(all.len(), STORIES)),
    }
}

/// Builds a page of actors, or of places.
pub fn actors(maker: &Maker<'_>, places: bool, n: u32) -> ActorsPage {
    let actors = &maker.site.resolution.actors;
    let mut all: Vec<ActorId> = (0..actors.len() as u32)
        .map(ActorId)
        .filter(|id| {
            actors
                .get(id.ix())
                .is_some_and(|actor| (actor.kind == ActorKind::Place) == places)
        })
        .collect();
    let key = |id: &ActorId| {
        actors
            .get(id.ix())
            .map(|actor| (fold(&actor.sort_name), &actor.slug))
    };
    all.sort_by_cached_key(|id| key(id));
    let mut letters: Vec<LetterView> = Vec::new();
    for id in view::part(&all, n, ACTORS) {
        let Some((actor, item)) = actors.get(id.ix()).zip(maker.cast_item(*id, None, None)) else {
            continue;
        };
        let first = fold(&actor.sort_name).chars().next().unwrap_or('#');
        let letter = match first.is_alphabetic() {
            true => first.to_uppercase().to_string(),
            false => "#".to_owned(),
        };
        let item = CastItem {
            count: words::count(actor.articles.len(), "article", "articles"),
            ..item
        };
        match letters.last_mut() {
            Some(last) if last.letter == letter => last.actors.push(item),
            _ => letters.push(LetterView {
                letter,
                actors: vec![item],
            }),
        }
    }
    let (title, base, description) = match places {
        true => (
            "Places",
            "/places/",
            "All cities, regions and buildings that articles name.",
        ),
        false => (
            "Actors",
            "/actors/",
            "All people, organisations and countries that articles name.",
        ),
    };
    ActorsPage {
        head: maker.head("actors", title, description),
        title,
        letters,
        pager: maker.pager(base, n, view::pages_of(all.len(), ACTORS)),
    }
}

/// A sort name without case and diacritics.
fn fold(name: &str) -> String {
    deunicode::deunicode(name).to_lowercase()
}

/// Builds a page of events.
pub fn events(maker: &Maker<'_>, n: u32) -> EventsPage {
    let events = &maker.site.resolution.events;
    let dated = events.partition_point(|event| event.date.is_some());
    let ids = (0..dated).rev().chain(dated..events.len());
    let all: Vec<EventId> = ids.map(|ix| EventId(ix as u32)).collect();
    EventsPage {
        head: maker.head("events", "Events", "All events, newest first."),
        events: maker.event_items(view::part(&all, n, EVENTS).iter().copied()),
        pager: maker.pager("/events/", n, view::pages_of(events.len(), EVENTS)),
    }
}
