//! What actors were described as, when and where it was said.

use super::cast::{Cast, Identity};
use super::fold;
use super::record::{Record, name_key};
use super::{ActorId, ActorRole, ArticleLinks, Origin, SentenceRef};
use crate::content::Article;
use crate::content::editorial::ActorFile;
use crate::extract::facts::{Role, RoleStatus};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Actors by full name, for bodies that no mention names.
#[derive(Debug)]
pub struct Names(BTreeMap<String, Option<ActorId>>);

impl Names {
    /// Of all actors; a name that two bear leads to none.
    pub fn new(cast: &Cast) -> Self {
        let mut names: BTreeMap<String, Option<ActorId>> = BTreeMap::new();
        for (id, identity) in cast.ids().zip(&cast.list) {
            for name in std::iter::once(&identity.name).chain(&identity.aliases) {
                names
                    .entry(name_key(name))
                    .and_modify(|known| {
                        if *known != Some(id) {
                            *known = None;
                        }
                    })
                    .or_insert(Some(id));
            }
        }
        Self(names)
    }

    fn get(&self, name: &str) -> Option<ActorId> {
        self.0.get(&name_key(name)).copied().flatten()
    }
}

/// Everything that collecting roles reads.
#[derive(Clone, Copy, Debug)]
pub struct Material<'a, 'r> {
    /// Articles.
    pub articles: &'a [Arc<Article>],
    /// All referents.
    pub records: &'a [Record<'r>],
    /// Who the mentions of each article are.
    pub links: &'a [ArticleLinks],
    /// Actors by name.
    pub names: &'a Names,
    /// Actors.
    pub cast: &'a Cast,
    /// The editors' actor files.
    pub files: &'a [ActorFile],
}

/// The roles of one actor: the editor's, then those of the articles, latest first.
pub fn roles(identity: &Identity, material: Material<'_, '_>) -> Vec<ActorRole> {
    let mut found: BTreeMap<(String, String, RoleStatus), ActorRole> = BTreeMap::new();
    for record in identity
        .members
        .iter()
        .filter_map(|ix| material.records.get(*ix))
    {
        let day = material
            .articles
            .get(record.article.ix())
            .and_then(|article| article.day());
        for role in &record.facts.roles {
            let of_actor = of_actor(role, record, material);
            let evidence = SentenceRef {
                article: record.article,
                sentence: role.sentence,
            };
            let entry = found
                .entry(role_key(role, of_actor))
                .or_insert_with(|| ActorRole {
                    title: role.title.clone(),
                    of: role.of.clone(),
                    of_actor,
                    status: role.status,
                    first_seen: day,
                    last_seen: day,
                    evidence: Vec::new(),
                    origin: Origin::Extracted(evidence),
                });
            entry.first_seen = match (entry.first_seen, day) {
                (Some(first), Some(day)) => Some(first.min(day)),
                (first, day) => first.or(day),
            };
            entry.last_seen = entry.last_seen.max(day);
            if entry.evidence.last() != Some(&evidence) {
                entry.evidence.push(evidence);
            }
        }
    }
    let mut roles: Vec<ActorRole> = found.into_values().collect();
    fold_bodiless(&mut roles);
    roles.sort_by(|a, b| {
        let key = |role: &ActorRole| {
            (
                Reverse(role.last_seen),
                role.status,
                Reverse(role.evidence.len()),
            )
        };
        key(a)
            .cmp(&key(b))
            .then_with(|| (&a.title, &a.of).cmp(&(&b.title, &b.of)))
    });
    let mut all = editors(identity, material);
    all.extend(roles);
    all
}

/// "president" is the "president of X" that other sentences speak of, where they speak of one X only.
fn fold_bodiless(roles: &mut Vec<ActorRole>) {
    let key = |role: &ActorRole| (fold::key(&role.title), role.status);
    let bare: Vec<ActorRole> = roles.extract_if(.., |role| role.of.is_none()).collect();
    for role in bare {
        let mut full = roles
            .iter_mut()
            .filter(|full| full.of.is_some() && key(full) == key(&role));
        match (full.next(), full.next()) {
            (Some(full), None) => {
                full.first_seen = match (full.first_seen, role.first_seen) {
                    (Some(one), Some(other)) => Some(one.min(other)),
                    (one, other) => one.or(other),
                };
                full.last_seen = full.last_seen.max(role.last_seen);
                full.evidence.extend(role.evidence);
                full.evidence.sort_unstable();
                full.evidence.dedup();
            }
            _ => roles.push(role),
        }
    }
}

fn role_key(role: &Role, of_actor: Option<ActorId>) -> (String, String, RoleStatus) {
    let of = match of_actor {
        Some(actor) => format!("#{}", actor.0),
        None => role.of.as_deref().map(fold::key).unwrap_or_default(),
    };
    (fold::key(&role.title), of, role.status)
}

fn of_actor(role: &Role, record: &Record<'_>, material: Material<'_, '_>) -> Option<ActorId> {
    let mentioned = role.of_mention.and_then(|mention| {
        let links = material.links.get(record.article.ix())?;
        links.mentions.get(mention.ix()).copied().flatten()
    });
    mentioned.or_else(|| material.names.get(role.of.as_deref()?))
}

fn editors(identity: &Identity, material: Material<'_, '_>) -> Vec<ActorRole> {
    let Some(file) = identity.file.and_then(|ix| material.files.get(ix)) else {
        return Vec::new();
    };
    file.roles
        .iter()
        .map(|entry| {
            let of = entry.of.as_deref();
            let of_actor = of.and_then(|of| {
                let slug = crate::slug::Slug::parse(of);
                slug.and_then(|slug| material.cast.get(&slug))
                    .or_else(|| material.names.get(of))
            });
            let name = of_actor.and_then(|actor| material.cast.of(actor));
            let ended = entry.end.is_some_and(|end| end.latest().is_some());
            ActorRole {
                title: entry.title.clone(),
                of: name
                    .map(|identity| identity.name.clone())
                    .or_else(|| entry.of.clone()),
                of_actor,
                status: if ended {
                    RoleStatus::Former
                } else {
                    RoleStatus::Current
                },
                first_seen: entry.start.and_then(|start| start.earliest()),
                last_seen: entry.end.and_then(|end| end.latest()),
                evidence: Vec::new(),
                origin: Origin::Editor(file.place.clone()),
            }
        })
        .collect()
}
