//! An event's page: when, as the sources put it and as it was reckoned; where, who, status and its history; every sentence
//! that reports it; what the sources disagree on.

use super::view::{CastItem, EventItem, Head, Link, Maker, Source, StatusView, StoryItem, When};
use super::{html, linked_data, prose, target, words};
use crate::extract::facts::EventStatus;
use crate::resolve::{Event, EventId, EventReport, Origin, Participant};
use serde::Serialize;

/// Reports on the page.
const REPORTS: usize = 100;
/// Neighbours on the timeline, each way.
const AROUND: u32 = 2;

/// The page.
#[derive(Clone, Debug, Serialize)]
pub struct EventPage {
    /// Head.
    pub head: Head,
    /// Title.
    pub title: String,
    /// An editor wrote the title.
    pub title_by_editor: bool,
    /// "meeting"
    pub kind: &'static str,
    /// Status.
    pub status: StatusView,
    /// Planned for a day that has passed without a report.
    pub overdue: bool,
    /// Date.
    pub when: Option<When>,
    /// Dates that do not agree with it.
    pub other_dates: Vec<When>,
    /// Place.
    pub place: Option<Link>,
    /// Who.
    pub participants: Vec<ParticipantView>,
    /// The editor's introduction.
    pub introduction_html: Option<String>,
    /// The editor's source, as an address or as words.
    pub editor_source: Option<EditorSource>,
    /// Changes of status, oldest first; only when there is more than one.
    pub history: Vec<HistoryView>,
    /// Every report.
    pub reports: Vec<ReportView>,
    /// How many more reports there are.
    pub more_reports: usize,
    /// Reports of different statuses side by side: not all say that it happened, or will.
    pub disagree: Vec<StatusGroup>,
    /// Stories.
    pub stories: Vec<StoryItem>,
    /// What stands before and after it on the timeline.
    pub around: Vec<EventItem>,
    /// Link to its year.
    pub timeline: Option<Link>,
}

/// Somebody in the event.
#[derive(Clone, Debug, Serialize)]
pub struct ParticipantView {
    /// Who.
    pub actor: CastItem,
    /// As what; empty where the sources do not tell sides apart.
    pub part: &'static str,
    /// The sentence, unless it is the one that describes the actor.
    pub source: Option<Source>,
    /// An editor says so.
    pub editor: bool,
}

/// The editor's source for their values.
#[derive(Clone, Debug, Serialize)]
pub struct EditorSource {
    /// The words.
    pub text: String,
    /// The address, if it is one.
    pub href: Option<String>,
}

/// A change of status.
#[derive(Clone, Debug, Serialize)]
pub struct HistoryView {
    /// Status.
    pub status: StatusView,
    /// The article's date.
    pub day: Option<String>,
    /// The sentence.
    pub source: Source,
}

/// A sentence that reports the event.
#[derive(Clone, Debug, Serialize)]
pub struct ReportView {
    /// The sentence's words.
    pub text: String,
    /// The way to it.
    pub source: Source,
    /// The article's headline.
    pub article: String,
    /// Status as told there, unless it simply happened.
    pub status: Option<StatusView>,
    /// Whose word it is.
    pub by: Option<Link>,
}

/// Who reports one status.
#[derive(Clone, Debug, Serialize)]
pub struct StatusGroup {
    /// Status.
    pub status: StatusView,
    /// The reports, at most three.
    pub sources: Vec<Source>,
    /// How many more.
    pub more_sources: usize,
}

/// Builds the page; `None` for an id that is none.
pub fn view(maker: &Maker<'_>, id: EventId) -> Option<EventPage> {
    let event = maker.event(id)?;
    let place = event.place.and_then(|place| maker.actor_link(place));
    let history = match event.history.len() {
        0 | 1 => Vec::new(),
        _ => history(maker, event),
    };
    Some(EventPage {
        head: head(maker, event),
        title: event.title.clone(),
        title_by_editor: matches!(event.title_origin, Origin::Editor(_)),
        kind: words::event_type(event.event_type),
        status: StatusView::of(event.status),
        overdue: event.overdue,
        when: event.date.as_ref().map(|when| maker.when(when)),
        other_dates: event
            .other_dates
            .iter()
            .map(|when| maker.when(when))
            .collect(),
        place,
        participants: event
            .participants
            .iter()
            .filter_map(|part| participant(maker, part))
            .collect(),
        introduction_html: event
            .introduction
            .as_ref()
            .map(|text| prose::html(maker, text)),
        editor_source: event
            .editor_source
            .as_deref()
            .map(|text| editor_source(maker, text)),
        history,
        reports: event
            .reports
            .iter()
            .take(REPORTS)
            .filter_map(|found| report(maker, found))
            .collect(),
        more_reports: event.reports.len().saturating_sub(REPORTS),
        disagree: disagreement(maker, event),
        stories: event
            .stories
            .iter()
            .filter_map(|id| maker.story_item(*id))
            .collect(),
        around: around(maker, id, event),
        timeline: timeline_link(maker, event),
    })
}

/// The editor's source: an address, an article or sentence of the site, or words.
fn editor_source(maker: &Maker<'_>, text: &str) -> EditorSource {
    let own = || target::resolve(maker.site, text).map(|to| maker.href(&to));
    let is_address = text.contains("://") && html::is_safe_address(text);
    EditorSource {
        href: match is_address {
            true => Some(text.to_owned()),
            false => own(),
        },
        text: text.to_owned(),
    }
}

fn timeline_link(maker: &Maker<'_>, event: &Event) -> Option<Link> {
    let value = event.date.as_ref()?.edtf;
    let to = super::timeline::permalink_of(&value)?;
    let year = to
        .trim_matches('/')
        .rsplit('/')
        .next()
        .unwrap_or_default()
        .to_owned();
    Some(maker.link(year, &to))
}

fn participant(maker: &Maker<'_>, part: &Participant) -> Option<ParticipantView> {
    let seen = part.evidence.map(|sentence| sentence.article);
    let actor = maker.cast_item(part.actor, None, seen)?;
    let shown = |source: &Source| {
        let role = actor.role.iter().flat_map(|role| &role.sources);
        role.into_iter().any(|other| other.href == source.href)
    };
    let source = part.evidence.and_then(|sentence| maker.source(sentence));
    Some(ParticipantView {
        part: words::participant(part.role),
        source: source.filter(|source| !shown(source)),
        editor: part.evidence.is_none(),
        actor,
    })
}

fn history(maker: &Maker<'_>, event: &Event) -> Vec<HistoryView> {
    let changes = event.history.iter();
    changes
        .filter_map(|change| {
            Some(HistoryView {
                status: StatusView::of(change.status),
                day: change.as_of.map(words::day),
                source: maker.source(change.evidence)?,
            })
        })
        .collect()
}

fn report(maker: &Maker<'_>, report: &EventReport) -> Option<ReportView> {
    let text = maker.sentence_text(report.sentence);
    (!text.is_empty()).then_some(ReportView {
        text: text.to_owned(),
        source: maker.source(report.sentence)?,
        article: maker.article(report.sentence.article)?.title.clone(),
        status: StatusView::unless_happened(report.status),
        by: report.source.and_then(|source| maker.actor_link(source)),
    })
}

/// Reports by status, when some say otherwise than others: a claim or a denial beside a report, or a cancellation beside one.
/// That something was planned and then happened is no disagreement.
fn disagreement(maker: &Maker<'_>, event: &Event) -> Vec<StatusGroup> {
    use EventStatus::{CalledOff, Claimed, Denied, Happened, Ongoing, Planned, Postponed};
    let has = |status| event.reports.iter().any(|report| report.status == status);
    let clash =
        (has(Denied) && (has(Claimed) || has(Happened))) || (has(CalledOff) && has(Happened));
    if !clash {
        return Vec::new();
    }
    [
        Happened, Ongoing, Claimed, Denied, CalledOff, Postponed, Planned,
    ]
    .into_iter()
    .filter(|status| has(*status))
    .map(|status| {
        let reports = event
            .reports
            .iter()
            .filter(|report| report.status == status);
        let (sources, more_sources) = maker.sources(reports.map(|report| report.sentence));
        StatusGroup {
            status: StatusView::of(status),
            sources,
            more_sources,
        }
    })
    .collect()
}

/// The neighbours on the timeline; nothing for an undated event.
fn around(maker: &Maker<'_>, id: EventId, event: &Event) -> Vec<EventItem> {
    if event.date.is_none() {
        return Vec::new();
    }
    let ids = (id.0.saturating_sub(AROUND)..=id.0.saturating_add(AROUND)).map(EventId);
    let dated = ids.filter(|other| {
        *other != id
            && maker
                .event(*other)
                .is_some_and(|event| event.date.is_some())
    });
    maker.event_items(dated)
}

fn head(maker: &Maker<'_>, event: &Event) -> Head {
    // Two events of one title are told apart by their days.
    let title = match &event.date {
        Some(when) => format!("{} ({})", event.title, when.edtf.human()),
        None => event.title.clone(),
    };
    let description = format!(
        "{title}: {}, {}.",
        words::status(event.status),
        words::count(event.reports.len(), "report", "reports")
    );
    let head = maker.head("event", title, description);
    let data = linked_data::event(maker, event, &head);
    let crumb = match event.date {
        Some(_) => maker.link("Timeline", "/timeline/"),
        None => maker.link("Events", "/events/"),
    };
    head.crumbs([crumb]).json_ld(&data)
}
