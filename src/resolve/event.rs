//! Events: what is told of each happening, with its status, dates, title and permalink.
//!
//! Takes the groups of [`super::happening`]; the editors' files and decisions come in [`super::agenda`].

use super::cast::Cast;
use super::deed::Deed;
use super::happening::{Happening, Sides};
use super::person;
use super::report::Report;
use super::title::{self, Parts};
use super::{ActorId, ActorKind, EventReport, EventWhen, Origin, Participant, StatusReport};
use crate::content::Article;
use crate::extract::facts::{EventStatus, EventType, ParticipantRole};
use crate::slug::Slug;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// An event before the editors' word: everything that its reports give.
#[derive(Clone, Debug)]
pub struct Told {
    /// Indices into the reports, ascending: by article date, then place in the article.
    pub reports: Vec<usize>,
    /// Permanent, from the first report.
    pub slug: Slug,
    /// Type of the first report.
    pub event_type: EventType,
    /// Status.
    pub status: EventStatus,
    /// Best date.
    pub date: Option<EventWhen>,
    /// Dates that do not agree with it.
    pub other_dates: Vec<EventWhen>,
    /// Where.
    pub place: Option<ActorId>,
    /// Who.
    pub participants: Vec<Participant>,
}

/// The events worth a page, in order of their first report, each with a slug of its own.
pub fn told(
    happenings: &[Happening],
    reports: &[Report],
    cast: &Cast,
    sides: &Sides<'_>,
    articles: &[Arc<Article>],
) -> Vec<Told> {
    let mut taken: BTreeSet<Slug> = BTreeSet::new();
    let mut events = Vec::new();
    for happening in happenings {
        let Some(parts) = combine(&happening.reports, reports, sides) else {
            continue;
        };
        let slug = slug_candidates(&parts, reports, cast, articles)
            .into_iter()
            .find(|slug| !taken.contains(slug));
        if let Some(slug) = slug {
            taken.insert(slug.clone());
            events.push(Told { slug, ..parts });
        }
    }
    events
}

/// Puts the reports of one happening together; `None` when they say too little for an event.
pub fn combine(members: &[usize], reports: &[Report], sides: &Sides<'_>) -> Option<Told> {
    let of = || members.iter().filter_map(|ix| reports.get(*ix));
    let first = of().next()?;
    let participants = participants(members, reports);
    let place = place(members, reports, sides);
    let (date, other_dates) = dates(members, reports);
    let status = status(members, reports, date.as_ref());
    let told = Told {
        reports: members.to_vec(),
        slug: Slug::parse("event")?,
        event_type: first.event_type,
        status,
        date,
        other_dates,
        place,
        participants,
    };
    is_specific(&told, sides).then_some(told)
}

/// Enough to know the happening again: a date with somebody or somewhere, with two sides where it takes two, and where
/// only words were spoken (quotations have a page of their own); without a date, two sides, one of them a person or body,
/// and either a plan or a place.
fn is_specific(told: &Told, sides: &Sides<'_>) -> bool {
    let n_actors = told.participants.len();
    let parties = told
        .participants
        .iter()
        .filter(|participant| sides.is_party(participant.actor))
        .count();
    let mutual = matches!(
        told.event_type,
        EventType::Meet | EventType::Agree | EventType::Cooperate
    );
    let ahead = matches!(
        told.status,
        EventStatus::Planned | EventStatus::Postponed | EventStatus::CalledOff
    );
    match &told.date {
        Some(_) if told.event_type.is_wide() => n_actors >= 2,
        Some(_) if mutual => n_actors >= 2 || (n_actors == 1 && ahead && told.place.is_some()),
        Some(_) if told.event_type == EventType::Visit => {
            n_actors >= 2 || (n_actors == 1 && told.place.is_some())
        }
        Some(_) => n_actors >= 1 || told.place.is_some(),
        None => {
            let two_sides = n_actors >= 2 || (n_actors == 1 && told.place.is_some());
            let deed = mutual || told.event_type == EventType::Visit;
            two_sides && parties >= 1 && deed && (ahead || (told.place.is_some() && n_actors >= 2))
        }
    }
}

fn participants(members: &[usize], reports: &[Report]) -> Vec<Participant> {
    let mut found: Vec<Participant> = Vec::new();
    for report in members.iter().filter_map(|ix| reports.get(*ix)) {
        for (actor, role) in &report.participants {
            if found.iter().all(|participant| participant.actor != *actor) {
                found.push(Participant {
                    actor: *actor,
                    role: *role,
                    evidence: Some(report.sentence),
                });
            }
        }
    }
    found
}

/// The place that most reports give, the finer one of a country and a city in it; the earliest told among equals.
fn place(members: &[usize], reports: &[Report], sides: &Sides<'_>) -> Option<ActorId> {
    let mut counts: Vec<(ActorId, usize)> = Vec::new();
    for place in members
        .iter()
        .filter_map(|ix| reports.get(*ix))
        .filter_map(|report| report.place)
    {
        match counts.iter_mut().find(|(known, _)| *known == place) {
            Some((_, n)) => *n += 1,
            None => counts.push((place, 1)),
        }
    }
    let fine = |place: ActorId| sides.kind(place) == ActorKind::Place;
    let finest = counts.iter().any(|(place, _)| fine(*place));
    counts
        .into_iter()
        .rev()
        .filter(|(place, _)| !finest || fine(*place))
        .max_by_key(|(_, n)| *n)
        .map(|(place, _)| place)
}

/// The best date and those that do not agree with it. Reports of what happened count before plans, a date of the
/// sentence's own before one taken over, fine before coarse, what more articles say before what one says.
fn dates(members: &[usize], reports: &[Report]) -> (Option<EventWhen>, Vec<EventWhen>) {
    let mut values: BTreeMap<crate::date::Edtf, Candidate<'_>> = BTreeMap::new();
    for (at, report) in members.iter().filter_map(|ix| reports.get(*ix)).enumerate() {
        let Some(when) = &report.when else { continue };
        let candidate = values.entry(when.edtf).or_insert_with(|| Candidate {
            when,
            edited: false,
            happened: false,
            own: false,
            fine: fineness(report.bounds()),
            articles: BTreeSet::new(),
            at,
        });
        candidate.edited |= matches!(when.origin, Origin::Editor(_));
        candidate.happened |= matches!(report.status, EventStatus::Happened | EventStatus::Ongoing);
        if !when.inherited && !candidate.own {
            candidate.own = true;
            candidate.when = when;
        }
        candidate.articles.insert(report.sentence.article.0);
    }
    let Some(best) = values.values().max_by_key(|candidate| candidate.rank()) else {
        return (None, Vec::new());
    };
    let mut others: Vec<&Candidate<'_>> = values
        .values()
        .filter(|other| !other.when.edtf.overlaps(&best.when.edtf))
        .collect();
    others.sort_by_key(|other| other.at);
    (
        Some(best.when.clone()),
        others.into_iter().map(|other| other.when.clone()).collect(),
    )
}

struct Candidate<'a> {
    when: &'a EventWhen,
    edited: bool,
    happened: bool,
    own: bool,
    fine: i32,
    articles: BTreeSet<u32>,
    at: usize,
}

impl Candidate<'_> {
    fn rank(&self) -> (bool, bool, bool, i32, usize, std::cmp::Reverse<usize>) {
        (
            self.edited,
            self.happened,
            self.own,
            self.fine,
            self.articles.len(),
            std::cmp::Reverse(self.at),
        )
    }
}

fn fineness(bounds: Option<(Date, Date)>) -> i32 {
    bounds.map_or(i32::MIN, |(first, last)| {
        -super::happening::days_between(first, last)
    })
}

/// The latest article's word. Somebody's word for it (`claimed`, `denied`) yields to what is reported as fact, and a
/// plan told again after the day yields to the report that it happened.
fn status(members: &[usize], reports: &[Report], date: Option<&EventWhen>) -> EventStatus {
    let of = || members.iter().filter_map(|ix| reports.get(*ix));
    let factual = of().any(|report| weight(report.status) >= 3);
    let happened = of().any(|report| report.status == EventStatus::Happened);
    let last_day = date.and_then(|when| when.edtf.latest());
    let yields = |report: &Report| {
        let stale_plan = happened
            && weight(report.status) == 2
            && matches!((report.day, last_day), (Some(day), Some(last)) if day >= last);
        stale_plan || (factual && weight(report.status) == 1)
    };
    of().filter(|report| !yields(report))
        .max_by_key(|report| (report.day, weight(report.status)))
        .or_else(|| of().next_back())
        .map_or(EventStatus::Happened, |report| report.status)
}

/// Which status stands when one article gives two.
pub fn weight(status: EventStatus) -> u8 {
    match status {
        EventStatus::Denied | EventStatus::Claimed => 1,
        EventStatus::Planned => 2,
        EventStatus::Ongoing => 3,
        EventStatus::Happened => 4,
        EventStatus::Postponed => 5,
        EventStatus::CalledOff => 6,
    }
}

/// Each change of status, by article date: of one article the strongest word counts.
pub fn history(members: &[usize], reports: &[Report]) -> Vec<StatusReport> {
    let mut by_article: Vec<&Report> = Vec::new();
    for report in members.iter().filter_map(|ix| reports.get(*ix)) {
        match by_article.last_mut() {
            Some(last) if last.sentence.article == report.sentence.article => {
                if weight(report.status) > weight(last.status) {
                    *last = report;
                }
            }
            _ => by_article.push(report),
        }
    }
    let mut history: Vec<StatusReport> = Vec::new();
    for report in by_article {
        if history
            .last()
            .is_none_or(|last| last.status != report.status)
        {
            history.push(StatusReport {
                status: report.status,
                as_of: report.day,
                evidence: report.sentence,
            });
        }
    }
    history
}

/// The reports as the page shows them.
pub fn event_reports(members: &[usize], reports: &[Report]) -> Vec<EventReport> {
    members
        .iter()
        .filter_map(|ix| reports.get(*ix))
        .map(|report| EventReport {
            sentence: report.sentence,
            event_mention: report.mention,
            status: report.status,
            source: report.source,
        })
        .collect()
}

/// Slugs in order of preference, all from the first report: date, participants, type; then with place, word, sentence.
fn slug_candidates(
    told: &Told,
    reports: &[Report],
    cast: &Cast,
    articles: &[Arc<Article>],
) -> Vec<Slug> {
    let Some(first) = first_report(told, reports) else {
        return Vec::new();
    };
    let short = |actor: ActorId| cast.of(actor).and_then(short_slug);
    let mut base: Vec<String> = Vec::new();
    base.extend(
        first
            .when
            .as_ref()
            .and_then(|when| title::date_part(&when.edtf)),
    );
    base.extend(
        first
            .participants
            .iter()
            .take(3)
            .filter_map(|(actor, _)| short(*actor))
            .map(|slug| slug.to_string()),
    );
    let place = first.place.and_then(short).map(|slug| slug.to_string());
    if first.participants.is_empty() {
        base.extend(place.clone());
    }
    base.push(title::type_word(told.event_type));
    let base = base.join("-");
    let mut candidates = vec![base.clone()];
    candidates.extend(place.map(|place| format!("{base}-{place}")));
    candidates.push(format!("{base}-{}", first.trigger));
    if let Some(article) = articles.get(first.sentence.article.ix()) {
        candidates.push(format!(
            "{base}-{}-s{}",
            article.slug,
            first.sentence.sentence.0 + 1
        ));
        // Long parts are cut by the slug's limit: the sentence then comes first.
        let sentence = format!("s{}-{}", first.sentence.sentence.0 + 1, first.mention + 1);
        candidates.push(format!("{sentence}-{}", article.slug));
    }
    candidates
        .iter()
        .filter_map(|candidate| Slug::from_text(candidate))
        .collect()
}

/// The first dated report of the first article, else its first report: later articles do not change it.
pub fn first_report<'r>(told: &Told, reports: &'r [Report]) -> Option<&'r Report> {
    let first = reports.get(*told.reports.first()?)?;
    told.reports
        .iter()
        .filter_map(|ix| reports.get(*ix))
        .take_while(|report| report.sentence.article == first.sentence.article)
        .find(|report| report.when.is_some())
        .or(Some(first))
}

/// The part of an actor in an event's permalink: a Western surname, else the actor's own slug.
fn short_slug(identity: &super::cast::Identity) -> Option<Slug> {
    let western = identity.kind == ActorKind::Person
        && !person::is_family_first(&identity.name, identity.role_country);
    if western {
        Slug::from_text(person::surname(&identity.name, identity.role_country))
    } else {
        Some(identity.slug.clone())
    }
}

/// The title of an event from its parts.
pub fn title_of(
    event_type: EventType,
    status: EventStatus,
    participants: &[Participant],
    place: Option<ActorId>,
    first: Option<&Report>,
    cast: &Cast,
) -> String {
    let name = |actor: ActorId| cast.of(actor).map(|identity| identity.name.as_str());
    let participants: Vec<(&str, ParticipantRole)> = participants
        .iter()
        .filter_map(|participant| Some((name(participant.actor)?, participant.role)))
        .collect();
    let deed = first
        .and_then(|report| report.deed.as_ref())
        .map(|deed| Deed {
            subject: deed
                .subject
                .iter()
                .filter_map(|actor| name(*actor))
                .collect(),
            phrase: deed.phrase.clone(),
            words: deed.words.clone(),
        });
    title::title(&Parts {
        event_type,
        status,
        participants: &participants,
        place: place.and_then(name),
        trigger: first.map_or("event", |report| report.trigger.as_str()),
        is_noun: first.is_some_and(|report| report.is_noun),
        deed,
    })
}
