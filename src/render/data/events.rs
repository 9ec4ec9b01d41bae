//! `events.json`: each happening with its date as written and as reckoned, and every sentence that reports it.

use super::super::{Site, permalink, public};
use super::origin::{self, Evidence, OriginOut, When};
use crate::extract::facts::ParticipantRole;
use crate::kinds::{EventStatus, EventType};
use crate::resolve::{Event, EventReport};
use serde::Serialize;

#[derive(Serialize)]
pub struct Record<'a> {
    id: &'a str,
    url: String,
    title: &'a str,
    title_origin: OriginOut<'a>,
    #[serde(rename = "type")]
    event_type: EventType,
    status: EventStatus,
    overdue: bool,
    date: Option<When<'a>>,
    /// Dates of other reports that do not agree.
    other_dates: Vec<When<'a>>,
    place: Option<&'a str>,
    participants: Vec<ParticipantOut<'a>>,
    reports: Vec<ReportOut<'a>>,
    history: Vec<Change<'a>>,
    stories: Vec<&'a str>,
    /// The editor's source for their values.
    editor_source: Option<&'a str>,
}

#[derive(Serialize)]
struct ParticipantOut<'a> {
    actor: &'a str,
    role: ParticipantRole,
    /// `null` when the editor says so.
    evidence: Option<Evidence<'a>>,
}

#[derive(Serialize)]
struct ReportOut<'a> {
    status: EventStatus,
    /// Whose word it is.
    source: Option<&'a str>,
    published: Option<String>,
    evidence: Evidence<'a>,
}

#[derive(Serialize)]
struct Change<'a> {
    status: EventStatus,
    as_of: Option<String>,
    evidence: Evidence<'a>,
}

pub fn record<'a>(site: &Site<'a>, event: &'a Event) -> Record<'a> {
    Record {
        id: event.slug.as_str(),
        url: public::address(site, &permalink::event(event)),
        title: &event.title,
        title_origin: OriginOut::new(site, &event.title_origin),
        event_type: event.event_type,
        status: event.status,
        overdue: event.overdue,
        date: event.date.as_ref().map(|it| When::new(site, it)),
        other_dates: event
            .other_dates
            .iter()
            .map(|it| When::new(site, it))
            .collect(),
        place: event.place.map(|id| origin::actor(site, id)),
        participants: participants(site, event),
        reports: event.reports.iter().map(|it| report(site, it)).collect(),
        history: history(site, event),
        stories: event
            .stories
            .iter()
            .map(|it| origin::story(site, *it))
            .collect(),
        editor_source: event.editor_source.as_deref(),
    }
}

fn participants<'a>(site: &Site<'a>, event: &Event) -> Vec<ParticipantOut<'a>> {
    let all = event.participants.iter();
    all.map(|it| ParticipantOut {
        actor: origin::actor(site, it.actor),
        role: it.role,
        evidence: it.evidence.map(|it| Evidence::new(site, it)),
    })
    .collect()
}

fn report<'a>(site: &Site<'a>, report: &EventReport) -> ReportOut<'a> {
    let article = site.articles.get(report.sentence.article.ix());
    ReportOut {
        status: report.status,
        source: report.source.map(|id| origin::actor(site, id)),
        published: article.and_then(|it| it.day()).map(|day| day.to_string()),
        evidence: Evidence::new(site, report.sentence),
    }
}

fn history<'a>(site: &Site<'a>, event: &Event) -> Vec<Change<'a>> {
    let all = event.history.iter();
    all.map(|it| Change {
        status: it.status,
        as_of: it.as_of.map(|day| day.to_string()),
        evidence: Evidence::new(site, it.evidence),
    })
    .collect()
}
