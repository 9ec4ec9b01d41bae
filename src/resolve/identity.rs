//! Who is one: the referents of all articles grouped to actors.
//!
//! Groups are made by full names and strong aliases only; a surname or a nominal never joins two articles. What the
//! editors say comes later, in [`super::cast`]; here only their "not the same" counts.

use super::ActorKind;
use super::likeness::Name;
use super::namesake::{self, Profile};
use super::person;
use super::record::Record;
use super::setting::Settings;
use super::variant::{self, Candidate};
use crate::extract::facts::MentionKind;
use crate::slug::Slug;
use std::collections::{BTreeMap, BTreeSet};

/// Referents that are one.
#[derive(Clone, Debug)]
pub struct Cluster {
    /// Indices into the records, ascending.
    pub members: Vec<usize>,
    /// Kind.
    pub kind: ActorKind,
}

/// The result.
#[derive(Clone, Debug, Default)]
pub struct Clusters {
    /// In order of their first member.
    pub list: Vec<Cluster>,
    /// Pairs in `list` that share a full name but not, as it seems, the bearer; the later one second.
    pub namesakes: Vec<(usize, usize)>,
}

/// Pairs of slugs that an editor keeps apart.
#[derive(Clone, Debug, Default)]
pub struct Barrier(BTreeSet<(Slug, Slug)>);

impl Barrier {
    /// Keeps two apart.
    pub fn add(&mut self, one: &Slug, other: &Slug) {
        self.0.insert((one.clone(), other.clone()));
        self.0.insert((other.clone(), one.clone()));
    }

    /// True when the two are kept apart.
    pub fn parts(&self, one: &Slug, other: &Slug) -> bool {
        self.0.contains(&(one.clone(), other.clone()))
    }

    /// All pairs, each in both orders.
    pub fn pairs(&self) -> impl Iterator<Item = &(Slug, Slug)> {
        self.0.iter()
    }

    fn parts_any(&self, some: &BTreeSet<Slug>, others: &BTreeSet<Slug>) -> bool {
        !self.0.is_empty()
            && some
                .iter()
                .any(|one| others.iter().any(|other| self.parts(one, other)))
    }
}

/// Groups the records.
pub fn cluster(records: &[Record<'_>], barrier: &Barrier) -> Clusters {
    let settings = Settings::new(records);
    let mut joins = Joins::new(records, barrier, &settings);
    joins.by_strong_alias();
    joins.by_likeness(&settings);
    joins.by_acronym();
    joins.finish()
}

/// A part of the records that share a name, and whatever was joined to it.
#[derive(Clone, Debug)]
struct Part {
    members: Vec<usize>,
    kind: MentionKind,
    is_country: bool,
    profile: Profile,
    slugs: BTreeSet<Slug>,
    /// A bare acronym: joins its expansion, and speaks for itself only where it is a full name.
    is_acronym: bool,
    /// The part that this one was joined to.
    into: Option<usize>,
}

struct Joins<'a, 'r> {
    records: &'a [Record<'r>],
    barrier: &'a Barrier,
    parts: Vec<Part>,
    /// Parts by the name that made them.
    by_key: BTreeMap<&'a str, Vec<usize>>,
    namesakes: Vec<(usize, usize)>,
}

impl<'a, 'r> Joins<'a, 'r> {
    fn new(records: &'a [Record<'r>], barrier: &'a Barrier, settings: &Settings) -> Self {
        let mut groups: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (ix, record) in records.iter().enumerate() {
            groups.entry(&record.key).or_default().push(ix);
        }
        let mut joins = Self {
            records,
            barrier,
            parts: Vec::new(),
            by_key: BTreeMap::new(),
            namesakes: Vec::new(),
        };
        for (key, members) in groups {
            joins.add_group(key, &variant::supported(&members, records, settings));
        }
        joins
    }

    fn add_group(&mut self, key: &'a str, members: &[usize]) {
        let first = self.parts.len();
        for (kind, members) in by_kind(self.records, members) {
            if kind == MentionKind::Organization {
                self.add_part(kind, members);
                continue;
            }
            if kind == MentionKind::Place {
                for members in by_spelling(self.records, &members) {
                    self.add_part(kind, members);
                }
                continue;
            }
            let (bearers, _untold) = namesake::divide(self.records, &members);
            for bearer in bearers {
                self.add_part(kind, bearer);
            }
        }
        let parts: Vec<usize> = (first..self.parts.len()).collect();
        let mut in_order = parts.clone();
        in_order.sort_by_key(|ix| self.parts[*ix].members.first().copied());
        for (at, later) in in_order.iter().enumerate().skip(1) {
            let folder = |ix: usize| self.parts[ix].kind == MentionKind::Place;
            if let Some(earlier) = in_order[..at]
                .iter()
                .find(|ix| folder(**ix) == folder(*later))
            {
                self.namesakes.push((*earlier, *later));
            }
        }
        self.by_key.insert(key, parts);
    }

    fn add_part(&mut self, kind: MentionKind, members: Vec<usize>) {
        let records = self.records;
        let of = |ix: &usize| records.get(*ix);
        let mut profile = Profile::default();
        if kind == MentionKind::Person {
            for record in members.iter().filter_map(of) {
                profile.join(Profile::of(record));
            }
        }
        self.parts.push(Part {
            kind,
            is_country: members
                .iter()
                .filter_map(of)
                .any(|record| record.facts.country.is_some()),
            profile,
            slugs: self.slugs(&members),
            is_acronym: members
                .iter()
                .filter_map(of)
                .all(|record| record.is_acronym),
            members,
            into: None,
        });
    }

    /// The permalinks that members would have by their names: what an editor can keep apart, where one does.
    fn slugs(&self, members: &[usize]) -> BTreeSet<Slug> {
        if self.barrier.0.is_empty() {
            return BTreeSet::new();
        }
        let records = members.iter().filter_map(|ix| self.records.get(*ix));
        let names: BTreeSet<&str> = records.map(|record| record.facts.name.as_str()).collect();
        let names = names.into_iter();
        names
            .filter_map(|name| Slug::from_text(person::plain(name)))
            .collect()
    }

    fn root(&self, mut ix: usize) -> usize {
        while let Some(into) = self.parts.get(ix).and_then(|part| part.into) {
            ix = into;
        }
        ix
    }

    /// Joins two parts unless something speaks against it.
    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.root(one), self.root(other));
        let (into, from) = (one.min(other), one.max(other));
        let (Some(a), Some(b)) = (self.parts.get(into), self.parts.get(from)) else {
            return;
        };
        let barred = a.is_country
            || b.is_country
            || into == from
            || a.kind != b.kind
            || a.profile.conflicts(&b.profile, false)
            || self.barrier.parts_any(&a.slugs, &b.slugs);
        if barred {
            return;
        }
        let Some(from) = self.parts.get_mut(from) else {
            return;
        };
        from.into = Some(into);
        let (members, profile, slugs) = (
            std::mem::take(&mut from.members),
            std::mem::take(&mut from.profile),
            std::mem::take(&mut from.slugs),
        );
        let is_acronym = from.is_acronym;
        if let Some(part) = self.parts.get_mut(into) {
            part.members.extend(members);
            part.profile.join(profile);
            part.slugs.extend(slugs);
            part.is_acronym &= is_acronym;
        }
    }

    /// A strong alias means nobody else: whoever bears it as a name or alias is one, where there is one only.
    fn by_strong_alias(&mut self) {
        let mut bearers: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
        for (ix, part) in self.parts.iter().enumerate() {
            for alias in part
                .members
                .iter()
                .filter_map(|member| self.records.get(*member))
                .flat_map(|record| &record.strong)
            {
                bearers.entry(alias).or_default().insert(ix);
            }
        }
        for (alias, parts) in bearers {
            let mut parts: Vec<usize> = parts.into_iter().collect();
            match self.by_key.get(alias).map(Vec::as_slice) {
                Some([only]) => parts.push(*only),
                Some([_, _, ..]) => continue,
                _ => {}
            }
            for pair in parts.windows(2) {
                self.join(pair[0], pair[1]);
            }
        }
    }

    /// Like names of one bearer: "Mike Pompeo", "Michael R. Pompeo".
    fn by_likeness(&mut self, settings: &Settings) {
        let mut parts: Vec<usize> = Vec::new();
        let mut candidates: Vec<Candidate<'_>> = Vec::new();
        for (ix, part) in self.parts.iter().enumerate() {
            let first = part.members.first();
            let first = first.filter(|_| part.kind == MentionKind::Person && part.into.is_none());
            let record = first.and_then(|member| self.records.get(*member));
            if let Some(name) = record.and_then(|record| Name::new(&record.facts.name)) {
                parts.push(ix);
                candidates.push(Candidate {
                    name,
                    members: &part.members,
                    profile: &part.profile,
                });
            }
        }
        let pairs = variant::pairs(&candidates, self.records, settings);
        for (one, other) in pairs {
            if let (Some(one), Some(other)) = (parts.get(one), parts.get(other)) {
                self.join(*one, *other);
            }
        }
    }

    /// A bare acronym is what it stands for in other articles, if that is one thing only; else nobody knows.
    fn by_acronym(&mut self) {
        let mut expansions: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
        for (ix, part) in self.parts.iter().enumerate() {
            let root = self.root(ix);
            let own = self.parts[root].members.iter().filter(|_| root == ix);
            for acronym in own
                .filter_map(|member| self.records.get(*member))
                .flat_map(|record| &record.acronyms)
            {
                expansions.entry(acronym).or_default().insert(root);
            }
            let _ = part;
        }
        for (acronym, roots) in expansions {
            let bare: Vec<usize> = self.by_key.get(acronym).cloned().unwrap_or_default();
            let only = (roots.len() == 1).then(|| roots.first().copied()).flatten();
            for part in bare {
                if !self.parts[part].is_acronym || self.parts[part].into.is_some() {
                    continue;
                }
                match only {
                    Some(root) => self.join_bare(root, part),
                    None => self.parts[part].members.clear(),
                }
            }
        }
    }

    /// Joins a bare acronym even where the kinds differ: the expansion tells the kind.
    fn join_bare(&mut self, root: usize, part: usize) {
        if self.root(root) == self.root(part) {
            return;
        }
        if let Some(kind) = self.parts.get(root).map(|root| root.kind)
            && let Some(part) = self.parts.get_mut(part)
        {
            part.kind = kind;
        }
        self.join(root, part);
    }

    fn finish(self) -> Clusters {
        let mut alive: Vec<(usize, Vec<usize>)> = Vec::new();
        for (ix, part) in self.parts.iter().enumerate() {
            let speaks = part.members.iter().any(|member| {
                self.records.get(*member).is_some_and(|record| {
                    record.facts.is_full || record.facts.country.is_some() || record.is_unsure
                })
            });
            if part.into.is_none() && speaks {
                let mut members = part.members.clone();
                members.sort_unstable();
                alive.push((ix, members));
            }
        }
        alive.sort_by_key(|(_, members)| members.first().copied());
        let place: BTreeMap<usize, usize> = alive
            .iter()
            .enumerate()
            .map(|(at, (ix, _))| (*ix, at))
            .collect();
        let mut namesakes: Vec<(usize, usize)> = self
            .namesakes
            .iter()
            .filter_map(|(one, other)| {
                let one = place.get(&self.root(*one))?;
                let other = place.get(&self.root(*other))?;
                (one != other).then_some((*one.min(other), *one.max(other)))
            })
            .collect();
        namesakes.sort_unstable();
        namesakes.dedup();
        let list = alive
            .into_iter()
            .map(|(ix, members)| Cluster {
                kind: actor_kind(&self.parts[ix]),
                members,
            })
            .collect();
        Clusters { list, namesakes }
    }
}

fn actor_kind(part: &Part) -> ActorKind {
    match part.kind {
        MentionKind::Person => ActorKind::Person,
        MentionKind::Organization => ActorKind::Organization,
        MentionKind::Place if part.is_country => ActorKind::Country,
        MentionKind::Place => ActorKind::Place,
    }
}

/// "Georgetown" and "George Town" are two cities; hyphens and capitals make no difference.
fn by_spelling(records: &[Record<'_>], members: &[usize]) -> Vec<Vec<usize>> {
    let mut spellings: BTreeMap<Vec<String>, Vec<usize>> = BTreeMap::new();
    for ix in members {
        let Some(record) = records.get(*ix) else {
            continue;
        };
        let words = match record.facts.country {
            Some(_) => Vec::new(),
            None => record
                .facts
                .name
                .split([' ', '-'])
                .map(super::fold::key)
                .collect(),
        };
        spellings.entry(words).or_default().push(*ix);
    }
    spellings.into_values().collect()
}

/// Divides the bearers of a name by kind. A body and a person of one name stay apart when the person is known to be
/// one; where the kinds are only the extraction's uncertainty, the majority decides.
fn by_kind(records: &[Record<'_>], members: &[usize]) -> Vec<(MentionKind, Vec<usize>)> {
    let of = |kind: MentionKind| -> Vec<usize> {
        members
            .iter()
            .copied()
            .filter(|ix| records.get(*ix).is_some_and(|record| record.kind() == kind))
            .collect()
    };
    let mut persons = of(MentionKind::Person);
    let mut bodies = of(MentionKind::Organization);
    let mut places = of(MentionKind::Place);
    let first = members.first().and_then(|ix| records.get(*ix));
    let one_word = first.is_some_and(|record| !record.facts.name.trim().contains([' ', '-']));
    let is_country = first.is_some_and(|record| record.facts.country.is_some());
    if !bodies.is_empty() && !places.is_empty() && (!one_word || is_country) {
        let (into, from) = if is_country || places.len() > bodies.len() {
            (&mut places, &mut bodies)
        } else {
            (&mut bodies, &mut places)
        };
        into.append(from);
    }
    let others = bodies.len() + places.len();
    if !persons.is_empty() && others > 0 {
        let sure = persons.iter().any(|ix| {
            records
                .get(*ix)
                .is_some_and(|record| record.gender().is_some())
        });
        let main = if places.len() > bodies.len() {
            &mut places
        } else {
            &mut bodies
        };
        if !sure && persons.len() <= others {
            main.append(&mut persons);
        } else if others * 3 <= persons.len() {
            persons.append(&mut bodies);
            persons.append(&mut places);
        }
    }
    [
        (MentionKind::Person, persons),
        (MentionKind::Organization, bodies),
        (MentionKind::Place, places),
    ]
    .into_iter()
    .filter(|(_, members)| !members.is_empty())
    .map(|(kind, mut members)| {
        members.sort_unstable();
        (kind, members)
    })
    .collect()
}
