//! What to watch: what is planned, what should have happened and was not reported, what was put off, and the editors' lists.

use super::view::{CitedItem, EventItem, Head, Link, Maker};
use super::{Site, permalink};
use crate::extract::facts::EventStatus;
use crate::resolve::{Event, EventId};
use serde::Serialize;

/// Events in one list of the page.
const MOST: usize = 100;

/// The page.
#[derive(Clone, Debug, Serialize)]
pub struct WatchPage {
    /// Head.
    pub head: Head,
    /// Planned, the nearest first, undated at the end.
    pub planned: Vec<EventItem>,
    /// How many more are planned.
    pub more_planned: usize,
    /// Planned for a day that has passed, and not reported, the latest first.
    pub overdue: Vec<EventItem>,
    /// How many more are overdue.
    pub more_overdue: usize,
    /// Put off without having happened since.
    pub postponed: Vec<EventItem>,
    /// What the editors watch, by story.
    pub stories: Vec<StoryWatch>,
}

/// What to watch in one story.
#[derive(Clone, Debug, Serialize)]
pub struct StoryWatch {
    /// The story.
    pub story: Link,
    /// The editors' points.
    pub points: Vec<CitedItem>,
}

/// Builds the page.
pub fn view(maker: &Maker<'_>) -> WatchPage {
    let site = maker.site;
    let stories = site.resolution.stories.iter();
    let stories = stories.filter(|story| !story.watch.is_empty());
    WatchPage {
        head: maker.head(
            "watch",
            "What to watch",
            "What is planned, and what was planned and has not been reported.",
        ),
        planned: maker.event_items(planned(site).take(MOST)),
        more_planned: planned(site).count().saturating_sub(MOST),
        overdue: maker.event_items(overdue(site).take(MOST)),
        more_overdue: overdue(site).count().saturating_sub(MOST),
        postponed: maker.event_items(
            with(site, |event| event.status == EventStatus::Postponed)
                .rev()
                .take(MOST),
        ),
        stories: stories
            .map(|story| StoryWatch {
                story: maker.link(story.name.clone(), &permalink::story(story)),
                points: story.watch.iter().map(|point| maker.cited(point)).collect(),
            })
            .collect(),
    }
}

/// Planned events that are still to come, the nearest first, undated at the end.
pub fn planned<'a>(site: &Site<'a>) -> impl Iterator<Item = EventId> + use<'a> {
    with(site, |event| {
        event.status == EventStatus::Planned && !event.overdue
    })
}

/// Overdue events, the latest first.
pub fn overdue<'a>(site: &Site<'a>) -> impl Iterator<Item = EventId> + use<'a> {
    with(site, |event| event.overdue).rev()
}

/// As many days an overdue event is news.
const NEWS_DAYS: i32 = 60;

/// Overdue events that fell due lately, the latest first.
pub fn newly_overdue<'a>(site: &Site<'a>) -> impl Iterator<Item = EventId> + use<'a> {
    let (events, as_of) = (&site.resolution.events, site.as_of);
    overdue(site).filter(move |id| {
        let event = events.get(id.ix());
        let due = event.and_then(|event| event.date.as_ref()?.edtf.latest());
        due.zip(as_of)
            .is_some_and(|(due, today)| (today - due).get_days() <= NEWS_DAYS)
    })
}

fn with<'a>(
    site: &Site<'a>,
    keep: fn(&Event) -> bool,
) -> impl DoubleEndedIterator<Item = EventId> + use<'a> {
    let events = &site.resolution.events;
    let kept = events
        .iter()
        .enumerate()
        .filter(move |(_, event)| keep(event));
    kept.map(|(ix, _)| EventId(ix as u32))
}
