//! The timeline: all years, one year, one month of a year with many events, and what has no date.
//!
//! Every year that an article's text names has a page, so that each date in a text can link to its year. An event stands in
//! the year and month in which it begins; one that is known only to the year stands before January.

use super::view::{self, EventItem, Head, Link, Maker, Pager, Source};
use super::{Site, permalink, words};
use crate::date::{Edtf, Point, Unit};
use crate::extract::facts::SentenceIx;
use crate::kinds::License;
use crate::resolve::{EventId, SentenceRef};
use serde::Serialize;
use std::collections::BTreeMap;

/// A year with more events has a page for each month.
const YEAR: usize = 150;
/// Events on a page of a month, or of undated events.
pub const PER_PAGE: usize = 150;
/// Sentences on the page of a year without events.
const MENTIONS: usize = 100;

/// All years.
#[derive(Clone, Debug, Serialize)]
pub struct TimelinePage {
    /// Head.
    pub head: Head,
    /// Years, newest first.
    pub years: Vec<YearItem>,
    /// Events without a date.
    pub undated: Option<Link>,
    /// Years that articles name and in which the site has no event.
    pub named: Vec<Link>,
}

/// A year.
#[derive(Clone, Debug, Serialize)]
pub struct YearItem {
    /// The year with its page.
    pub year: Link,
    /// "41 events"
    pub size: String,
    /// Its latest events.
    pub events: Vec<EventItem>,
    /// Share of the busiest year, in percent, for the bar.
    pub share: usize,
}

/// One year, one month or the undated events.
#[derive(Clone, Debug, Serialize)]
pub struct PeriodPage {
    /// Head.
    pub head: Head,
    /// "2018", "June 2018", "Undated events"
    pub title: String,
    /// Months with their events; in a year with many events only those known to the year.
    pub groups: Vec<PeriodGroup>,
    /// Pages of the months of a year with many events.
    pub months: Vec<YearItem>,
    /// Sentences that name the year, when the site has no event in it.
    pub mentions: Vec<MentionView>,
    /// The period before.
    pub previous: Option<Link>,
    /// The period after.
    pub next: Option<Link>,
    /// Other pages of the same period.
    pub pager: Option<Pager>,
}

/// Events under one heading.
#[derive(Clone, Debug, Serialize)]
pub struct PeriodGroup {
    /// "June"; none for events known only to the year.
    pub name: Option<String>,
    /// The events.
    pub events: Vec<EventItem>,
}

/// A sentence that names a date.
#[derive(Clone, Debug, Serialize)]
pub struct MentionView {
    /// The date.
    pub date: String,
    /// The sentence.
    pub text: String,
    /// The way to it.
    pub source: Source,
}

/// The year in which a date begins, or ends if its beginning is open.
pub fn year_of(value: &Edtf) -> Option<i16> {
    value.earliest().or(value.latest()).map(|day| day.year())
}

/// The page of a date's year.
pub fn permalink_of(value: &Edtf) -> Option<String> {
    year_of(value).map(permalink::timeline_year)
}

/// `/timeline/2018/06/`
pub fn month_permalink(year: i16, month: u8) -> String {
    format!("{}{month:02}/", permalink::timeline_year(year))
}

/// The month in which a date begins; `None` when it is known only to the year, quarter or season.
fn month_of(value: &Edtf) -> Option<u8> {
    let first = |point: &Point| match point.unit {
        Unit::Month(month) | Unit::Day(month, _) => Some(month),
        _ => None,
    };
    match value {
        Edtf::Point(point) => first(point),
        Edtf::Interval(Some(point), _) | Edtf::Interval(None, Some(point)) => first(point),
        Edtf::Interval(None, None) => None,
    }
}

/// All years of the timeline, each with its events; also years that only articles' texts name, without any.
pub fn years(site: &Site<'_>) -> BTreeMap<i16, Vec<EventId>> {
    let mut years: BTreeMap<i16, Vec<EventId>> = BTreeMap::new();
    for links in &site.resolution.articles {
        for year in links.dates.iter().flatten().filter_map(year_of) {
            years.entry(year).or_default();
        }
    }
    for (id, value) in dated(site) {
        if let Some(year) = year_of(&value) {
            years.entry(year).or_default().push(id);
        }
    }
    years
}

fn dated<'a>(site: &Site<'a>) -> impl Iterator<Item = (EventId, Edtf)> + use<'a> {
    let events = site.resolution.events.iter().enumerate();
    events.filter_map(|(ix, event)| Some((EventId(ix as u32), event.date.as_ref()?.edtf)))
}

/// The events of one year, without looking at other years' pages.
fn of_year(site: &Site<'_>, year: i16) -> Vec<(EventId, Edtf)> {
    dated(site)
        .filter(|(_, value)| year_of(value) == Some(year))
        .collect()
}

/// Events without a date.
pub fn undated(site: &Site<'_>) -> Vec<EventId> {
    let events = site.resolution.events.iter().enumerate();
    let events = events.filter(|(_, event)| {
        event
            .date
            .as_ref()
            .and_then(|when| year_of(&when.edtf))
            .is_none()
    });
    events.map(|(ix, _)| EventId(ix as u32)).collect()
}

/// The months of a year that have pages of their own, each with the number of its events; empty in a year with few.
pub fn months(site: &Site<'_>, events: &[EventId]) -> BTreeMap<u8, usize> {
    let mut months = BTreeMap::new();
    if events.len() > YEAR {
        let events = events
            .iter()
            .filter_map(|id| site.resolution.events.get(id.ix()));
        for month in events.filter_map(|event| month_of(&event.date.as_ref()?.edtf)) {
            *months.entry(month).or_default() += 1;
        }
    }
    months
}

/// Builds the page of all years.
pub fn view(maker: &Maker<'_>) -> TimelinePage {
    let years = years(maker.site);
    let most = years.values().map(Vec::len).max().unwrap_or(0).max(1);
    let n_undated = undated(maker.site).len();
    let link = |year: i16| maker.link(year.to_string(), &permalink::timeline_year(year));
    let full = years.iter().rev().filter(|(_, events)| !events.is_empty());
    TimelinePage {
        head: maker.head("timeline", "Timeline", "All dated events, year by year."),
        years: full
            .map(|(year, events)| YearItem {
                year: link(*year),
                size: words::count(events.len(), "event", "events"),
                events: maker.event_items(events.iter().rev().take(3).copied()),
                share: (events.len() * 100).div_ceil(most),
            })
            .collect(),
        undated: (n_undated > 0).then(|| {
            maker.link(
                words::count(n_undated, "event without a date", "events without a date"),
                "/timeline/undated/",
            )
        }),
        named: years
            .iter()
            .filter(|(_, events)| events.is_empty())
            .map(|(year, _)| link(*year))
            .collect(),
    }
}

/// Builds the page of one year.
pub fn year(maker: &Maker<'_>, year: i16) -> PeriodPage {
    let events = of_year(maker.site, year);
    let ids: Vec<EventId> = events.iter().map(|(id, _)| *id).collect();
    let months = months(maker.site, &ids);
    let shown = events
        .iter()
        .filter(|(_, value)| months.is_empty() || month_of(value).is_none())
        .take(YEAR);
    let mut groups: Vec<PeriodGroup> = Vec::new();
    let (in_months, whole): (Vec<&(EventId, Edtf)>, Vec<_>) =
        shown.partition(|(_, value)| month_of(value).is_some());
    for (id, value) in whole.into_iter().chain(in_months) {
        let name = month_of(value).map(|month| month_name(year, month));
        let Some(item) = maker.event_item(*id) else {
            continue;
        };
        match groups.last_mut() {
            Some(last) if last.name == name => last.events.push(item),
            _ => groups.push(PeriodGroup {
                name,
                events: vec![item],
            }),
        }
    }
    let (previous, next) = neighbours(maker, year);
    let title = year.to_string();
    PeriodPage {
        head: maker
            .head(
                "timeline",
                format!("Timeline {title}"),
                format!("What happened in {title}."),
            )
            .crumbs([maker.link("Timeline", "/timeline/")]),
        title,
        groups,
        months: month_items(maker, year, &months),
        mentions: match events.is_empty() {
            true => mentions(maker, year),
            false => Vec::new(),
        },
        previous,
        next,
        pager: None,
    }
}

fn month_name(year: i16, month: u8) -> String {
    let name = Edtf::month(year, month).human();
    name.split(' ').next().unwrap_or_default().to_owned()
}

fn month_items(maker: &Maker<'_>, year: i16, months: &BTreeMap<u8, usize>) -> Vec<YearItem> {
    let most = months.values().copied().max().unwrap_or(0).max(1);
    months
        .iter()
        .map(|(month, n)| YearItem {
            year: maker.link(month_name(year, *month), &month_permalink(year, *month)),
            size: words::count(*n, "event", "events"),
            events: Vec::new(),
            share: (n * 100).div_ceil(most),
        })
        .collect()
}

/// The years with events before and after.
fn neighbours(maker: &Maker<'_>, year: i16) -> (Option<Link>, Option<Link>) {
    let mut previous = None;
    let mut next = None;
    for found in dated(maker.site).filter_map(|(_, value)| year_of(&value)) {
        if found < year {
            previous = previous.max(Some(found));
        } else if found > year {
            next = Some(next.map_or(found, |next: i16| next.min(found)));
        }
    }
    let link = |year: i16| maker.link(year.to_string(), &permalink::timeline_year(year));
    (previous.map(link), next.map(link))
}

/// Sentences that name a date in a year without events.
fn mentions(maker: &Maker<'_>, year: i16) -> Vec<MentionView> {
    // The other licenses allow sentences as evidence for a fact, and nothing is told here but the sentence.
    let articles = maker.site.articles.iter();
    let articles = articles.filter(|article| article.license == License::Full);
    let read = articles.filter_map(|article| {
        let facts = maker.site.facts.get(article.id.ix())?;
        Some((article.id, maker.site.links(article.id)?, facts))
    });
    let found = read.flat_map(|(article, links, facts)| {
        let dates = links.dates.iter().zip(&facts.dates);
        let in_year = dates.filter_map(move |(value, mention)| {
            let value = (*value)?;
            (year_of(&value) == Some(year)).then_some((value, mention.sentence))
        });
        in_year.map(move |(value, sentence): (Edtf, SentenceIx)| {
            (value, SentenceRef { article, sentence })
        })
    });
    let mut last = None;
    let found = found.filter(|(_, sentence)| last.replace(*sentence) != Some(*sentence));
    let found = found.take(MENTIONS).filter_map(|(value, sentence)| {
        let text = maker.sentence_text(sentence);
        (!text.is_empty()).then_some(MentionView {
            date: value.human(),
            text: text.to_owned(),
            source: maker.source(sentence)?,
        })
    });
    found.collect()
}

/// Builds a page of one month.
pub fn month(maker: &Maker<'_>, year: i16, month: u8, n: u32) -> PeriodPage {
    let events = of_year(maker.site, year).into_iter();
    let events = events.filter(|(_, value)| month_of(value) == Some(month));
    let ids: Vec<EventId> = events.map(|(id, _)| id).collect();
    let title = Edtf::month(year, month).human();
    let crumbs = [
        maker.link("Timeline", "/timeline/"),
        maker.link(year.to_string(), &permalink::timeline_year(year)),
    ];
    let base = month_permalink(year, month);
    PeriodPage {
        head: maker
            .head(
                "timeline",
                format!("Timeline {title}"),
                format!("What happened in {title}."),
            )
            .crumbs(crumbs),
        ..period(maker, title, &base, &ids, n)
    }
}

/// Builds a page of undated events.
pub fn undated_page(maker: &Maker<'_>, n: u32) -> PeriodPage {
    let page = period(
        maker,
        "Undated events".to_owned(),
        "/timeline/undated/",
        &undated(maker.site),
        n,
    );
    PeriodPage {
        head: page.head.crumbs([maker.link("Timeline", "/timeline/")]),
        ..page
    }
}

fn period(maker: &Maker<'_>, title: String, base: &str, ids: &[EventId], n: u32) -> PeriodPage {
    let events = view::part(ids, n, PER_PAGE).iter().copied();
    PeriodPage {
        head: maker.head(
            "timeline",
            title.clone(),
            format!("{title}, each with the sentences that report them."),
        ),
        title,
        groups: vec![PeriodGroup {
            name: None,
            events: maker.event_items(events),
        }],
        months: Vec::new(),
        mentions: Vec::new(),
        previous: None,
        next: None,
        pager: maker.pager(base, n, view::pages_of(ids.len(), PER_PAGE)),
    }
}
