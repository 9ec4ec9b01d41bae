//! The calendar of events, for calendar programs (RFC 5545): all days, no times of day.
//!
//! In it are events known to the day (or to a few days), and planned ones known to the week or month, which stand over all of
//! it and say so. Nothing comes from the clock: a stamp is the day of the newest report.

use super::{Page, PageKind, Site, permalink, public};
use crate::date::{Edtf, Point};
use crate::error::{Error, Result};
use crate::kinds::EventStatus;
use crate::resolve::{Event, EventWhen};
use icalendar::{Calendar, Component, EventLike, EventStatus as Status, Property};
use jiff::civil::Date;

/// A longer stretch of days is a "next week" rather than a summit of some days.
const EXACT_DAYS: i32 = 4;
/// The longest stretch that something planned stands over: a month.
const PLANNED_DAYS: i32 = 31;
const PERMALINK: &str = "/events.ics";

/// The calendar file, if the site has one.
pub fn pages(site: &Site<'_>) -> Vec<Page> {
    let mut events = site.resolution.events.iter();
    let has_any = events.any(|event| days(event).is_some());
    let page = || Page::new(PERMALINK, PageKind::Calendar);
    has_any.then(page).into_iter().collect()
}

/// Makes the calendar.
pub fn render(site: &Site<'_>) -> Result<Vec<u8>> {
    let mut calendar = Calendar::empty();
    let head = [
        ("VERSION", "2.0"),
        ("PRODID", "-//dateline//briefing//EN"),
        ("CALSCALE", "GREGORIAN"),
        ("METHOD", "PUBLISH"),
    ];
    for (name, value) in head {
        calendar.append_property(Property::new(name, value));
    }
    calendar.append_property(Property::new(
        "X-WR-CALNAME",
        public::printable(&site.config.title),
    ));
    for event in &site.resolution.events {
        if let Some(days) = days(event) {
            calendar.push(entry(site, event, days));
        }
    }
    let mut text = String::new();
    use std::fmt::Write as _;
    write!(text, "{calendar}").map_err(|error| Error::Serialize {
        what: PERMALINK.into(),
        reason: error.to_string(),
    })?;
    Ok(text.into_bytes())
}

/// The days that an event stands on in the calendar.
struct Days {
    first: Date,
    last: Date,
    is_exact: bool,
}

fn days(event: &Event) -> Option<Days> {
    let when = event.date.as_ref()?;
    let (first, last) = (when.edtf.earliest()?, when.edtf.latest()?);
    let length = last.since(first).ok()?.get_days() + 1;
    let is_exact = length <= EXACT_DAYS && is_certain(&when.edtf);
    let is_wanted = match event.status {
        EventStatus::Denied => false,
        EventStatus::Planned => length <= PLANNED_DAYS,
        _ => is_exact,
    };
    is_wanted.then_some(Days {
        first,
        last,
        is_exact,
    })
}

/// Said without "about" or doubt.
fn is_certain(edtf: &Edtf) -> bool {
    let is_certain = |point: &Point| !point.approximate && !point.uncertain;
    match edtf {
        Edtf::Point(point) => is_certain(point),
        Edtf::Interval(first, last) => first.iter().chain(last).all(is_certain),
    }
}

fn entry(site: &Site<'_>, event: &Event, days: Days) -> icalendar::Event {
    let permalink = permalink::event(event);
    let mut entry = icalendar::Event::new();
    entry.uid(&public::urn(site, &permalink));
    entry.add_property("DTSTAMP", stamp(site, event, &days));
    let day = |name: &str, day: Date| {
        let mut property = Property::new(name, basic(day));
        property.add_parameter("VALUE", "DATE").done()
    };
    entry.append_property(day("DTSTART", days.first));
    // The end is not part of the entry.
    entry.append_property(day("DTEND", days.last.tomorrow().unwrap_or(days.last)));
    entry.summary(&public::printable(&title(event)));
    entry.description(&public::printable(&description(site, event, &days)));
    entry.status(match event.status {
        EventStatus::Happened | EventStatus::Ongoing => Status::Confirmed,
        EventStatus::CalledOff => Status::Cancelled,
        EventStatus::Planned if days.is_exact && !event.overdue => Status::Confirmed,
        _ => Status::Tentative,
    });
    entry.add_property("TRANSP", "TRANSPARENT");
    let place = event
        .place
        .and_then(|id| site.resolution.actors.get(id.ix()));
    if let Some(place) = place {
        entry.location(&public::printable(&place.name));
    }
    if site.config.base_url.is_some() {
        entry.add_property("URL", public::address(site, &permalink));
    }
    entry.done()
}

/// Its title, with the status in front where it does not stand as told.
fn title(event: &Event) -> String {
    let prefix = match event.status {
        EventStatus::CalledOff => "Called off: ",
        EventStatus::Postponed => "Postponed: ",
        EventStatus::Claimed => "Claimed: ",
        _ => "",
    };
    format!("{prefix}{}", event.title)
}

/// How exact the date is, the newest report with its article, and where to read on.
fn description(site: &Site<'_>, event: &Event, days: &Days) -> String {
    let mut lines = Vec::new();
    if !days.is_exact
        && let Some(EventWhen { edtf, words, .. }) = &event.date
    {
        let said = if words.is_empty() {
            String::new()
        } else {
            format!(" (“{words}”)")
        };
        lines.push(format!("Date not exact: {edtf}{said}"));
    }
    if let Some(report) = event.reports.last() {
        let article = site.articles.get(report.sentence.article.ix());
        let title = article.map_or("", |article| &article.title);
        lines.push(format!(
            "{} ({title})",
            public::sentence(site, report.sentence)
        ));
    }
    if site.config.base_url.is_some() {
        lines.push(public::address(site, &permalink::event(event)));
    }
    lines.join("\n")
}

/// The day of the newest report, the site's day for an editor's own event.
fn stamp(site: &Site<'_>, event: &Event, days: &Days) -> String {
    let reports = event.reports.iter();
    let newest = reports
        .filter_map(|report| site.articles.get(report.sentence.article.ix())?.day())
        .max();
    let day = newest.or(site.as_of).unwrap_or(days.first);
    format!("{}T000000Z", basic(day))
}

/// `20190227`
fn basic(day: Date) -> String {
    format!("{:04}{:02}{:02}", day.year(), day.month(), day.day())
}

#[cfg(test)]
mod tests;
