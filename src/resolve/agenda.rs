//! The events as the editors want them: overlays, merges, other values, renames; and the final list in order of time.

use super::cast::Cast;
use super::event::{self, Told};
use super::happening::Sides;
use super::ledger::Ledger;
use super::report::Report;
use super::{ActorId, Event, EventId, EventWhen, Origin, Participant, Redirect, near};
use crate::content::editorial::{Action, EventFile};
use crate::content::{Article, Editorial};
use crate::date::Edtf;
use crate::diag::{Diagnostic, Place};
use crate::extract::facts::{EventStatus, EventType, ParticipantRole};
use crate::slug::Slug;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// All events, sorted by time.
#[derive(Debug, Default)]
pub struct Agenda {
    /// By [`EventId`].
    pub events: Vec<Event>,
    /// For each article its events, in order of the text.
    pub of_article: Vec<Vec<EventId>>,
    /// Old permalinks.
    pub redirects: Vec<Redirect>,
    by_slug: BTreeMap<Slug, EventId>,
}

impl Agenda {
    /// The event of a slug, also of one that it had before.
    pub fn get(&self, slug: &Slug) -> Option<EventId> {
        self.by_slug.get(slug).copied()
    }
}

/// What an editor decided about one event.
#[derive(Clone, Debug, Default)]
struct Said {
    edtf: Option<(Edtf, Place)>,
    status: Option<EventStatus>,
    location: Option<ActorId>,
    source: Option<String>,
}

#[derive(Clone, Debug)]
struct Draft<'a> {
    told: Told,
    file: Option<&'a EventFile>,
    said: Said,
    old: BTreeSet<Slug>,
    hidden: bool,
    gone: bool,
}

/// Everything that planning the agenda reads.
#[derive(Clone, Copy, Debug)]
pub struct Material<'a> {
    /// Articles.
    pub articles: &'a [Arc<Article>],
    /// All reports.
    pub reports: &'a [Report],
    /// Actors.
    pub cast: &'a Cast,
    /// Their countries.
    pub sides: &'a Sides<'a>,
    /// The editors' words.
    pub editorial: &'a Editorial,
    /// The day that decides what is overdue.
    pub as_of: Option<Date>,
}

struct Planning<'a> {
    material: Material<'a>,
    drafts: Vec<Draft<'a>>,
    by_slug: BTreeMap<Slug, usize>,
    diagnostics: Vec<Diagnostic>,
}

/// Makes the agenda.
pub fn agenda(
    told: Vec<Told>,
    material: Material<'_>,
    ledger: &mut Ledger<'_>,
) -> (Agenda, Vec<Diagnostic>) {
    let by_slug = told
        .iter()
        .enumerate()
        .map(|(ix, told)| (told.slug.clone(), ix))
        .collect();
    let drafts = told.into_iter().map(Draft::new).collect();
    let mut planning = Planning {
        material,
        drafts,
        by_slug,
        diagnostics: Vec::new(),
    };
    planning.apply_files();
    planning.apply_decisions(ledger);
    planning.finish()
}

impl Draft<'_> {
    fn new(told: Told) -> Self {
        Self {
            told,
            file: None,
            said: Said::default(),
            old: BTreeSet::new(),
            hidden: false,
            gone: false,
        }
    }
}

impl<'a> Planning<'a> {
    fn alive(&self, slug: &Slug) -> Option<usize> {
        let at = self.by_slug.get(slug).copied();
        at.filter(|ix| self.drafts.get(*ix).is_some_and(|draft| !draft.gone))
    }

    fn apply_files(&mut self) {
        let files: &'a [EventFile] = &self.material.editorial.events;
        for file in files {
            let mut same: Vec<usize> = Vec::new();
            for slug in &file.same_event {
                match self.alive(slug) {
                    Some(draft) => same.push(draft),
                    None => self.unknown_event(slug, file),
                }
            }
            let target = self.alive(&file.slug).or_else(|| same.first().copied());
            let target = match target {
                Some(target) => target,
                None => match self.likely(file).as_slice() {
                    [] => match self.own(file) {
                        Some(own) => own,
                        None => {
                            self.unknown_event(&file.slug, file);
                            continue;
                        }
                    },
                    [first, rest @ ..] => {
                        same.extend(rest);
                        *first
                    }
                },
            };
            for other in same {
                self.merge(target, other);
            }
            self.rename(target, &file.slug);
            self.overlay(target, file);
        }
    }

    fn unknown_event(&mut self, slug: &Slug, file: &EventFile) {
        let warning = Diagnostic::warning(
            "editor/unknown-event",
            file.place.clone(),
            format!("no article reports an event `{slug}`"),
        );
        self.diagnostics
            .push(match near::hint(slug.as_str(), self.by_slug.keys()) {
                Some(hint) => warning.hint(hint),
                None => warning
                    .hint("give it `name`, `type` and `edtf` to make it an event of your own"),
            });
    }

    /// Reported events that the file can mean: its type, its days, two of its participants, no other place.
    fn likely(&self, file: &EventFile) -> Vec<usize> {
        let (Some(edtf), Some(event_type)) = (file.edtf, file.event_type) else {
            return Vec::new();
        };
        let cast = self.material.cast;
        let actors: BTreeSet<ActorId> = file
            .participants
            .iter()
            .filter_map(|slug| cast.get(slug))
            .collect();
        let location = file.location.as_ref().and_then(|slug| cast.get(slug));
        let fits = |draft: &Draft<'_>| {
            let told = &draft.told;
            let shared = told
                .participants
                .iter()
                .filter(|participant| actors.contains(&participant.actor))
                .count();
            !draft.gone
                && draft.file.is_none()
                && told.event_type == event_type
                && told
                    .date
                    .as_ref()
                    .is_some_and(|when| lies_in(&when.edtf, &edtf))
                && shared >= 2
                && shared == told.participants.len()
                && (told.place.is_none() || location.is_none() || told.place == location)
                && !file.not_same.contains(&told.slug)
        };
        (0..self.drafts.len())
            .filter(|ix| fits(&self.drafts[*ix]))
            .collect()
    }

    /// An event of the editor's own; it needs a name or a type, or it would be nothing.
    fn own(&mut self, file: &EventFile) -> Option<usize> {
        if file.name.is_none() && (file.event_type.is_none() || file.participants.is_empty()) {
            return None;
        }
        let told = Told {
            reports: Vec::new(),
            slug: file.slug.clone(),
            event_type: file.event_type.unwrap_or(EventType::Other),
            status: file.status.unwrap_or(EventStatus::Happened),
            date: None,
            other_dates: Vec::new(),
            place: None,
            participants: Vec::new(),
        };
        self.by_slug.insert(file.slug.clone(), self.drafts.len());
        self.drafts.push(Draft::new(told));
        Some(self.drafts.len() - 1)
    }

    fn merge(&mut self, into: usize, from: usize) {
        if into == from || from >= self.drafts.len() {
            return;
        }
        let from_draft = &mut self.drafts[from];
        from_draft.gone = true;
        let reports = std::mem::take(&mut from_draft.told.reports);
        let mut old = std::mem::take(&mut from_draft.old);
        old.insert(from_draft.told.slug.clone());
        let Some(draft) = self.drafts.get_mut(into) else {
            return;
        };
        let mut members = draft.told.reports.clone();
        members.extend(reports);
        members.sort_unstable();
        draft.old.extend(old.iter().cloned());
        if let Some(told) = event::combine(&members, self.material.reports, self.material.sides) {
            draft.told = Told {
                slug: draft.told.slug.clone(),
                event_type: draft.told.event_type,
                ..told
            };
        } else {
            draft.told.reports = members;
        }
        for slug in old {
            self.by_slug.insert(slug, into);
        }
    }

    fn rename(&mut self, ix: usize, slug: &Slug) {
        let Some(draft) = self.drafts.get_mut(ix) else {
            return;
        };
        if draft.told.slug != *slug {
            let old = std::mem::replace(&mut draft.told.slug, slug.clone());
            draft.old.insert(old);
            self.by_slug.insert(slug.clone(), ix);
        }
    }

    fn actor(&mut self, slug: &Slug, place: &Place) -> Option<ActorId> {
        let found = self.material.cast.get(slug);
        if found.is_none() {
            let warning = Diagnostic::warning(
                "editor/unknown-actor",
                place.clone(),
                format!("there is no actor or place `{slug}`"),
            );
            let hint = near::hint(slug.as_str(), self.material.cast.slugs());
            self.diagnostics.push(match hint {
                Some(hint) => warning.hint(hint),
                None => warning,
            });
        }
        found
    }

    fn overlay(&mut self, ix: usize, file: &'a EventFile) {
        let location = file
            .location
            .as_ref()
            .and_then(|slug| self.actor(slug, &file.place));
        let named: Vec<ActorId> = file
            .participants
            .iter()
            .filter_map(|slug| self.actor(slug, &file.place))
            .collect();
        let Some(draft) = self.drafts.get_mut(ix) else {
            return;
        };
        draft.file = Some(file);
        draft.said = Said {
            edtf: file.edtf.map(|edtf| (edtf, file.place.clone())),
            status: file.status,
            location,
            source: file.source.clone(),
        };
        if let Some(event_type) = file.event_type {
            draft.told.event_type = event_type;
        }
        if !named.is_empty() {
            let reported = std::mem::take(&mut draft.told.participants);
            draft.told.participants = named
                .into_iter()
                .map(|actor| {
                    let known = reported
                        .iter()
                        .find(|participant| participant.actor == actor);
                    known.copied().unwrap_or(Participant {
                        actor,
                        role: ParticipantRole::Participant,
                        evidence: None,
                    })
                })
                .collect();
        }
    }

    fn apply_decisions(&mut self, ledger: &mut Ledger<'_>) {
        for (ix, decision) in ledger.decisions() {
            match &decision.action {
                Action::Merge { slugs, keep } => self.decide_merge(ix, slugs, keep, ledger),
                Action::Hide(slug) => {
                    if let Some(draft) = self.alive(slug) {
                        self.drafts[draft].hidden = true;
                        ledger.apply(ix);
                    }
                }
                Action::Rename { from, to } => {
                    if let Some(draft) = self.alive(from) {
                        if self.alive(to).is_none_or(|other| other == draft) {
                            self.rename(draft, to);
                        }
                        ledger.apply(ix);
                    }
                }
                Action::Confirm(slug) => {
                    if self.alive(slug).is_some() {
                        ledger.apply(ix);
                    }
                }
                Action::Distinct(slugs) => self.decide_distinct(ix, slugs, ledger),
                Action::Set { event, .. } => match self.alive(event) {
                    Some(draft) => {
                        self.decide_set(ix, draft, &decision.action, &decision.place, ledger)
                    }
                    None => ledger.miss(ix, event),
                },
                Action::Split { .. } => {}
            }
        }
    }

    fn decide_merge(&mut self, ix: usize, slugs: &[Slug], keep: &Slug, ledger: &mut Ledger<'_>) {
        let found: Vec<usize> = slugs.iter().filter_map(|slug| self.alive(slug)).collect();
        let Some(keeper) = self.alive(keep).or_else(|| found.first().copied()) else {
            return;
        };
        if found.is_empty() {
            return;
        }
        ledger.apply(ix);
        for slug in slugs.iter().filter(|slug| self.alive(slug).is_none()) {
            ledger.miss(ix, slug);
        }
        for other in found {
            self.merge(keeper, other);
        }
        self.rename(keeper, keep);
    }

    fn decide_distinct(&self, ix: usize, slugs: &[Slug], ledger: &mut Ledger<'_>) {
        let (known, unknown): (Vec<&Slug>, Vec<&Slug>) =
            slugs.iter().partition(|slug| self.alive(slug).is_some());
        if !known.is_empty() {
            ledger.apply(ix);
            unknown.into_iter().for_each(|slug| ledger.miss(ix, slug));
        }
    }

    fn decide_set(
        &mut self,
        ix: usize,
        draft: usize,
        action: &Action,
        place: &Place,
        ledger: &mut Ledger<'_>,
    ) {
        let Action::Set {
            edtf,
            status,
            location,
            source,
            ..
        } = action
        else {
            return;
        };
        let at = location.as_ref().and_then(|slug| {
            let found = self.material.cast.get(slug);
            if found.is_none() {
                ledger.miss(ix, slug);
            }
            found
        });
        ledger.apply(ix);
        let said = &mut self.drafts[draft].said;
        if let Some(edtf) = edtf {
            said.edtf = Some((*edtf, place.clone()));
        }
        said.status = status.or(said.status);
        said.location = at.or(said.location);
        said.source = source.clone().or(said.source.take());
    }

    fn finish(mut self) -> (Agenda, Vec<Diagnostic>) {
        let mut events: Vec<(Event, BTreeSet<Slug>)> = Vec::new();
        for draft in std::mem::take(&mut self.drafts) {
            if !draft.gone && !draft.hidden {
                let old = draft.old.clone();
                events.push((self.event(draft), old));
            }
        }
        events.sort_by(|(a, _), (b, _)| sort_key(a).cmp(&sort_key(b)));
        let mut agenda = Agenda {
            of_article: vec![Vec::new(); self.material.articles.len()],
            ..Agenda::default()
        };
        let current: BTreeSet<Slug> = events.iter().map(|(event, _)| event.slug.clone()).collect();
        let mut positions: Vec<Vec<(u32, EventId)>> =
            vec![Vec::new(); self.material.articles.len()];
        for (ix, (event, old)) in events.into_iter().enumerate() {
            let id = EventId(ix as u32);
            for slug in old.iter().filter(|slug| !current.contains(*slug)) {
                agenda.redirects.push(Redirect {
                    from: format!("/events/{slug}/"),
                    to: format!("/events/{}/", event.slug),
                });
                agenda.by_slug.entry(slug.clone()).or_insert(id);
            }
            agenda.by_slug.insert(event.slug.clone(), id);
            for report in &event.reports {
                if let Some(list) = positions.get_mut(report.sentence.article.ix()) {
                    list.push((report.event_mention, id));
                }
            }
            agenda.events.push(event);
        }
        for (list, mut at) in agenda.of_article.iter_mut().zip(positions) {
            at.sort_unstable();
            for (_, id) in at {
                if !list.contains(&id) {
                    list.push(id);
                }
            }
        }
        (agenda, self.diagnostics)
    }

    fn event(&self, draft: Draft<'a>) -> Event {
        let Material {
            reports,
            cast,
            as_of,
            ..
        } = self.material;
        let (told, said, file) = (draft.told, draft.said, draft.file);
        let status = said.status.unwrap_or(told.status);
        let date = said
            .edtf
            .as_ref()
            .map_or(told.date.clone(), |(edtf, place)| {
                Some(EventWhen {
                    edtf: *edtf,
                    words: String::new(),
                    anchor: None,
                    inherited: false,
                    origin: Origin::Editor(place.clone()),
                })
            });
        let place = said.location.or(told.place);
        let first = event::first_report(&told, reports);
        let other_dates = self.other_dates(&told, date.as_ref());
        let (title, title_origin) =
            match file.and_then(|file| Some((file.name.clone()?, &file.place))) {
                Some((name, place)) => (name, Origin::Editor(place.clone())),
                None => (
                    event::title_of(
                        told.event_type,
                        status,
                        &told.participants,
                        place,
                        first,
                        cast,
                    ),
                    Origin::Derived("event-title"),
                ),
            };
        let passed = |when: &EventWhen| matches!((when.edtf.latest(), as_of), (Some(last), Some(day)) if last < day);
        Event {
            slug: told.slug,
            title,
            title_origin,
            event_type: told.event_type,
            status,
            overdue: status == EventStatus::Planned && date.as_ref().is_some_and(passed),
            history: event::history(&told.reports, reports),
            date,
            other_dates,
            place,
            participants: told.participants,
            reports: event::event_reports(&told.reports, reports),
            stories: Vec::new(),
            introduction: file.and_then(|file| file.body.clone()),
            editor_source: said.source,
            editor_file: file.map(|file| file.place.clone()),
        }
    }

    /// Reported dates that do not agree with the one shown.
    fn other_dates(&self, told: &Told, shown: Option<&EventWhen>) -> Vec<EventWhen> {
        let Some(shown) = shown else {
            return Vec::new();
        };
        let reported = told.date.iter().chain(&told.other_dates);
        reported
            .filter(|when| !when.edtf.overlaps(&shown.edtf))
            .cloned()
            .collect()
    }
}

/// True when the one date lies wholly inside the other, or they are one day or month.
fn lies_in(inner: &Edtf, outer: &Edtf) -> bool {
    let within = |inner: &Edtf, outer: &Edtf| {
        matches!(
            (inner.earliest(), inner.latest(), outer.earliest(), outer.latest()),
            (Some(a), Some(b), Some(c), Some(d)) if c <= a && b <= d
        )
    };
    within(inner, outer) || within(outer, inner)
}

fn sort_key(event: &Event) -> (bool, Option<Date>, Option<Date>, &Slug) {
    let edtf = event.date.as_ref().map(|when| &when.edtf);
    let first = edtf.and_then(|edtf| edtf.earliest().or_else(|| edtf.latest()));
    let last = edtf.and_then(|edtf| edtf.latest().or_else(|| edtf.earliest()));
    (first.is_none(), first, last, &event.slug)
}
