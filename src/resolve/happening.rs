//! Which reports are of one happening.
//!
//! Reports are laid beside each other only where type, days and an actor meet, so that the work stays near-linear. The
//! surest reports (exact day, most participants) come first; each joins the one group that it fits, and none where it
//! fits two equally well. What speaks against one happening: another type, days that cannot meet, sides that differ,
//! places that differ.

use super::cast::Cast;
use super::report::Report;
use super::{ActorId, ActorKind};
use crate::extract::facts::{EventStatus, EventType};
use crate::extract::lexicon::World;
use jiff::civil::Date;
use std::collections::{BTreeSet, HashMap};

/// Groups looked at for one report and key: the newest. More would make hot keys quadratic.
const CAP: usize = 48;

/// Reports of one happening.
#[derive(Clone, Debug)]
pub struct Happening {
    /// Indices into the reports, ascending.
    pub reports: Vec<usize>,
}

/// What grouping must know of the actors.
#[derive(Debug)]
pub struct Sides<'a> {
    cast: &'a Cast,
    /// For each actor: the country that it is, lies in, or serves.
    country: Vec<Option<[u8; 2]>>,
}

impl<'a> Sides<'a> {
    /// Countries of all actors.
    pub fn new(cast: &'a Cast, world: &World) -> Self {
        let country = cast
            .list
            .iter()
            .map(|identity| match identity.kind {
                ActorKind::Country => identity.country,
                ActorKind::Place => world.capital_of(&identity.name),
                ActorKind::Person | ActorKind::Organization => identity.role_country,
            })
            .collect();
        Self { cast, country }
    }

    fn country(&self, actor: ActorId) -> Option<[u8; 2]> {
        self.country.get(actor.ix()).copied().flatten()
    }

    /// Kind of an actor.
    pub fn kind(&self, actor: ActorId) -> ActorKind {
        self.cast
            .of(actor)
            .map_or(ActorKind::Place, |identity| identity.kind)
    }

    /// True for what acts by itself: neither a country nor a place.
    pub fn is_party(&self, actor: ActorId) -> bool {
        matches!(
            self.kind(actor),
            ActorKind::Person | ActorKind::Organization
        )
    }

    /// True when both can be meant by two reports of one place: equal, or a country and a place in it.
    fn places_agree(&self, one: ActorId, other: ActorId) -> bool {
        let country = |actor| self.kind(actor) == ActorKind::Country;
        one == other
            || ((country(one) || country(other))
                && self.country(one).is_some()
                && self.country(one) == self.country(other))
    }

    /// True when every actor of `some` is among `others` or stands for one of them (a country for its president).
    fn covered(&self, some: &BTreeSet<ActorId>, others: &BTreeSet<ActorId>) -> bool {
        some.iter().all(|actor| {
            others.contains(actor)
                || others.iter().any(|other| {
                    let stands = self.kind(*actor) == ActorKind::Country
                        || self.kind(*other) == ActorKind::Country;
                    stands
                        && self.country(*actor).is_some()
                        && self.country(*actor) == self.country(*other)
                })
        })
    }
}

/// How finely a report is dated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Grain {
    Day,
    Days,
    Month,
    Coarse,
    None,
}

fn grain(bounds: Option<(Date, Date)>) -> Grain {
    let Some((first, last)) = bounds else {
        return Grain::None;
    };
    match days_between(first, last) {
        0 => Grain::Day,
        1..=10 => Grain::Days,
        11..=62 => Grain::Month,
        _ => Grain::Coarse,
    }
}

/// Whole days from one to the other.
pub fn days_between(first: Date, last: Date) -> i32 {
    (last - first).get_days()
}

/// What a report says of itself, for comparing.
#[derive(Clone, Debug)]
struct Group {
    event_type: EventType,
    /// Days that all its dated reports can mean.
    bounds: Option<(Date, Date)>,
    grain: Grain,
    actors: BTreeSet<ActorId>,
    places: BTreeSet<ActorId>,
    stems: BTreeSet<String>,
    days: BTreeSet<Date>,
    /// Exact days by article: an article that tells two days tells two happenings.
    article_days: BTreeSet<(u32, Date)>,
    articles: BTreeSet<u32>,
    planned_from: Option<Date>,
    reports: Vec<usize>,
}

/// Groups the reports; every report is in exactly one happening.
pub fn happenings(reports: &[Report], sides: &Sides<'_>) -> Vec<Happening> {
    let mut order: Vec<usize> = (0..reports.len()).collect();
    order.sort_by_key(|ix| {
        let report = &reports[*ix];
        let many = std::cmp::Reverse(report.participants.len());
        (grain(report.bounds()), many, report.place.is_none(), *ix)
    });
    let mut grouping = Grouping {
        sides,
        groups: Vec::new(),
        index: HashMap::new(),
    };
    for ix in order {
        grouping.add(ix, &reports[ix]);
    }
    let mut happenings: Vec<Happening> = grouping
        .groups
        .into_iter()
        .map(|mut group| {
            group.reports.sort_unstable();
            Happening {
                reports: group.reports,
            }
        })
        .collect();
    happenings.sort_by_key(|happening| happening.reports.first().copied());
    happenings
}

/// Where reports can meet: a class of types, an actor, and a day, month, year, article or "undated".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Slot {
    Day(Date),
    Month(i16, i8),
    Year(i16),
    Article(u32),
    Undated,
}

type Key = (EventType, ActorId, Slot);

struct Grouping<'a> {
    sides: &'a Sides<'a>,
    groups: Vec<Group>,
    index: HashMap<Key, Vec<usize>>,
}

/// Types that can be one happening at one place on one day.
fn class(event_type: EventType) -> EventType {
    match event_type {
        EventType::Visit | EventType::Agree => EventType::Meet,
        other => other,
    }
}

/// Words rather than deeds: one actor may utter several on a day.
fn is_verbal(event_type: EventType) -> bool {
    matches!(
        event_type,
        EventType::Statement
            | EventType::Accuse
            | EventType::Demand
            | EventType::Reject
            | EventType::Threaten
            | EventType::Support
    )
}

/// What happens between the same parties once in a few days, so that days next to each other are a disagreement.
fn is_single(event_type: EventType) -> bool {
    matches!(
        event_type,
        EventType::Meet | EventType::Agree | EventType::Death
    )
}

impl Grouping<'_> {
    fn add(&mut self, ix: usize, report: &Report) {
        let group = Group::of(ix, report);
        let candidates = self.candidates(&group);
        let mut best: Option<(i32, usize)> = None;
        let mut tied = false;
        for candidate in candidates {
            let Some(score) = self.fit(&self.groups[candidate], &group, report) else {
                continue;
            };
            match best {
                Some((top, _)) if top > score => {}
                Some((top, _)) if top == score => tied = true,
                _ => {
                    best = Some((score, candidate));
                    tied = false;
                }
            }
        }
        match best {
            Some((_, into)) if !tied => {
                let keys = self.keys(&group, false);
                self.groups[into].join(group);
                self.enter(into, keys);
            }
            _ => {
                let keys = self.keys(&group, false);
                self.groups.push(group);
                self.enter(self.groups.len() - 1, keys);
            }
        }
    }

    fn enter(&mut self, group: usize, keys: Vec<Key>) {
        for key in keys {
            let groups = self.index.entry(key).or_default();
            if !groups.contains(&group) {
                groups.push(group);
                if groups.len() > CAP {
                    groups.remove(0);
                }
            }
        }
    }

    fn candidates(&self, group: &Group) -> BTreeSet<usize> {
        self.keys(group, true)
            .into_iter()
            .filter_map(|key| self.index.get(&key))
            .flatten()
            .copied()
            .collect()
    }

    /// The keys under which a group is entered, or asked for.
    fn keys(&self, group: &Group, asking: bool) -> Vec<Key> {
        let class = class(group.event_type);
        let mut slots: Vec<Slot> = Vec::new();
        match (group.grain, group.bounds) {
            (Grain::Day | Grain::Days, Some((first, last))) => {
                let margin = i32::from(asking && is_single(group.event_type)) * 2;
                let mut day = plus_days(first, -margin);
                let end = plus_days(last, margin);
                while day <= end {
                    slots.push(Slot::Day(day));
                    let next = plus_days(day, 1);
                    if next <= day {
                        break;
                    }
                    day = next;
                }
                if !asking {
                    slots.push(Slot::Month(first.year(), first.month()));
                    slots.push(Slot::Month(last.year(), last.month()));
                }
            }
            (Grain::Month, Some((first, last))) => {
                slots.push(Slot::Month(first.year(), first.month()));
                slots.push(Slot::Month(last.year(), last.month()));
            }
            (Grain::Coarse, Some((first, _))) => slots.push(Slot::Year(first.year())),
            _ => slots.push(Slot::Undated),
        }
        if asking
            && group.grain == Grain::None
            && let Some(from) = group.planned_from
        {
            let mut month = from.first_of_month();
            for _ in 0..4 {
                slots.push(Slot::Month(month.year(), month.month()));
                month = plus_days(month.last_of_month(), 1);
            }
        }
        if !asking || group.grain == Grain::None {
            slots.extend(group.articles.iter().copied().map(Slot::Article));
        }
        slots.dedup();
        let mut keys: Vec<Key> = Vec::with_capacity(slots.len() * group.actors.len());
        for actor in &group.actors {
            keys.extend(slots.iter().map(|slot| (class, *actor, *slot)));
        }
        keys
    }

    /// How well a report fits a group; `None` when it does not.
    fn fit(&self, group: &Group, new: &Group, report: &Report) -> Option<i32> {
        let shared = group.actors.intersection(&new.actors).count() as i32;
        let parties = group
            .actors
            .intersection(&new.actors)
            .filter(|actor| self.sides.is_party(**actor))
            .count() as i32;
        let same_word = group.stems.intersection(&new.stems).next().is_some();
        let same_place = group.places.intersection(&new.places).next().is_some();
        let sides = self.sides.covered(&group.actors, &new.actors)
            || self.sides.covered(&new.actors, &group.actors);
        let meets = match (group.bounds, new.bounds) {
            (Some(one), Some(other)) => Meeting::of(one, other),
            _ => Meeting::Unknown,
        };
        if !sides || shared == 0 || !self.enough(group, new, shared, parties, same_word) {
            return None;
        }
        if new.event_type.is_wide() && !same_word {
            return None;
        }
        if group.event_type != new.event_type
            && !(same_place && meets == Meeting::SameDay && shared >= 2)
        {
            return None;
        }
        let placed = self.places_fit(group, new, parties, meets);
        let timed = match meets {
            Meeting::SameDay => true,
            Meeting::Overlap => shared >= 2 || (same_word && same_place),
            Meeting::Near(days) => {
                is_single(new.event_type)
                    && days <= 2
                    && (parties >= 2 && same_place || new.event_type == EventType::Death)
                    && !group.tells_both(new)
            }
            Meeting::Apart => false,
            Meeting::Unknown => self.undated_fit(group, new, report, shared, parties),
        };
        (placed && timed).then(|| {
            shared * 4
                + parties * 2
                + i32::from(same_place) * 3
                + i32::from(same_word) * 2
                + i32::from(group.event_type == new.event_type)
                + i32::from(meets == Meeting::SameDay) * 8
        })
    }

    /// Enough actors in common: one party, or two countries, or the same deed in the same word.
    fn enough(
        &self,
        group: &Group,
        new: &Group,
        shared: i32,
        parties: i32,
        same_word: bool,
    ) -> bool {
        if is_verbal(new.event_type) && shared < 2 {
            return same_word && group.actors == new.actors;
        }
        parties >= 1 || shared >= 2 || (same_word && group.actors == new.actors)
    }

    fn places_fit(&self, group: &Group, new: &Group, parties: i32, meets: Meeting) -> bool {
        group.places.iter().all(|one| {
            new.places.iter().all(|other| {
                let countries = self.sides.kind(*one) == ActorKind::Country
                    && self.sides.kind(*other) == ActorKind::Country;
                self.sides.places_agree(*one, *other)
                    || (parties >= 2 && meets == Meeting::SameDay && !countries)
            })
        })
    }

    /// A report without a date joins a dated one of its own article, or the first that comes after it was planned.
    fn undated_fit(
        &self,
        group: &Group,
        new: &Group,
        report: &Report,
        shared: i32,
        parties: i32,
    ) -> bool {
        if shared < 2 || parties < 1 {
            return false;
        }
        let article = report.sentence.article.0;
        if group.bounds.is_some() && group.articles.contains(&article) {
            return true;
        }
        let Some(from) = new.planned_from else {
            return false;
        };
        if group.actors != new.actors || parties < 2 {
            return false;
        }
        match group.bounds {
            Some((first, _)) => (0..=100).contains(&days_between(from, first)),
            None => group
                .planned_from
                .is_some_and(|other| days_between(other, from).abs() <= 60),
        }
    }
}

/// How the days of two reports lie to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Meeting {
    /// Both say the same days, to within ten.
    SameDay,
    /// At least one is coarser, and they can mean one day.
    Overlap,
    /// They differ by so many days.
    Near(i32),
    /// They cannot be one.
    Apart,
    /// One has no date.
    Unknown,
}

impl Meeting {
    fn of(one: (Date, Date), other: (Date, Date)) -> Self {
        let fine = |bounds| matches!(grain(Some(bounds)), Grain::Day | Grain::Days);
        if one.0 <= other.1 && other.0 <= one.1 {
            return if fine(one) && fine(other) {
                Self::SameDay
            } else {
                Self::Overlap
            };
        }
        if !fine(one) || !fine(other) {
            return Self::Apart;
        }
        let gap = days_between(one.1, other.0).max(days_between(other.1, one.0));
        if gap <= 2 {
            Self::Near(gap)
        } else {
            Self::Apart
        }
    }
}

impl Group {
    fn of(ix: usize, report: &Report) -> Self {
        let bounds = report.bounds();
        let day = bounds
            .filter(|(first, last)| first == last)
            .map(|(first, _)| first);
        let planned = matches!(report.status, EventStatus::Planned | EventStatus::Postponed);
        Self {
            event_type: report.event_type,
            bounds,
            grain: grain(bounds),
            actors: report
                .participants
                .iter()
                .map(|(actor, _)| *actor)
                .collect(),
            places: report.place.into_iter().collect(),
            stems: BTreeSet::from([report.stem.clone()]),
            days: day.into_iter().collect(),
            article_days: day
                .map(|day| (report.sentence.article.0, day))
                .into_iter()
                .collect(),
            articles: BTreeSet::from([report.sentence.article.0]),
            planned_from: report.day.filter(|_| planned),
            reports: vec![ix],
        }
    }

    fn join(&mut self, other: Self) {
        self.bounds = match (self.bounds, other.bounds) {
            (Some(one), Some(other)) if one.0 <= other.1 && other.0 <= one.1 => {
                Some((one.0.max(other.0), one.1.min(other.1)))
            }
            (one, other) => one.or(other),
        };
        self.grain = grain(self.bounds);
        self.actors.extend(other.actors);
        self.places.extend(other.places);
        self.stems.extend(other.stems);
        self.days.extend(other.days);
        self.article_days.extend(other.article_days);
        self.articles.extend(other.articles);
        self.planned_from = match (self.planned_from, other.planned_from) {
            (Some(one), Some(other)) => Some(one.min(other)),
            (one, other) => one.or(other),
        };
        self.reports.extend(other.reports);
    }

    /// True when one article tells both the group's day and the other's.
    fn tells_both(&self, other: &Self) -> bool {
        other.article_days.iter().any(|(article, day)| {
            self.article_days
                .iter()
                .any(|(article_2, day_2)| article == article_2 && day != day_2)
        })
    }
}

fn plus_days(day: Date, days: i32) -> Date {
    day.saturating_add(jiff::Span::new().days(days))
}
