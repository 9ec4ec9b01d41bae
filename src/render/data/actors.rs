//! `actors.json`: persons, organizations, countries and places.

use super::super::{Site, permalink, public};
use super::origin::{self, Evidence, OriginOut};
use crate::extract::facts::RoleStatus;
use crate::kinds::ActorKind;
use crate::resolve::{Actor, ActorRole, SentenceRef};
use serde::Serialize;

#[derive(Serialize)]
pub struct Record<'a> {
    id: &'a str,
    url: String,
    kind: ActorKind,
    name: &'a str,
    sort_name: &'a str,
    aliases: &'a [String],
    weak_aliases: &'a [String],
    /// ISO 3166-1 alpha-2
    country: Option<String>,
    roles: Vec<RoleOut<'a>>,
    mentions: usize,
    first_seen: Option<String>,
    last_seen: Option<String>,
    articles: Vec<&'a str>,
    events: Vec<&'a str>,
    quotes: Vec<String>,
    stories: Vec<&'a str>,
    appears_with: Vec<Together<'a>>,
    not_same: Vec<&'a str>,
    same_as: &'a [String],
}

#[derive(Serialize)]
struct RoleOut<'a> {
    title: &'a str,
    of: Option<&'a str>,
    of_actor: Option<&'a str>,
    status: RoleStatus,
    first_seen: Option<String>,
    last_seen: Option<String>,
    /// Sentences that say so.
    sentences: usize,
    /// The first and last of them.
    evidence: Vec<Evidence<'a>>,
    origin: OriginOut<'a>,
}

#[derive(Serialize)]
struct Together<'a> {
    actor: &'a str,
    articles: u32,
}

pub fn record<'a>(site: &Site<'a>, actor: &'a Actor) -> Record<'a> {
    Record {
        id: actor.slug.as_str(),
        url: public::address(site, &permalink::actor(actor)),
        kind: actor.kind,
        name: &actor.name,
        sort_name: &actor.sort_name,
        aliases: &actor.aliases,
        weak_aliases: &actor.weak_aliases,
        country: origin::country(actor.country),
        roles: actor.roles.iter().map(|it| role(site, it)).collect(),
        mentions: actor.mentions.len(),
        first_seen: actor.first_seen.map(|day| day.to_string()),
        last_seen: actor.last_seen.map(|day| day.to_string()),
        articles: actor
            .articles
            .iter()
            .map(|it| origin::article(site, it.ix()))
            .collect(),
        events: actor
            .events
            .iter()
            .map(|it| origin::event(site, *it))
            .collect(),
        quotes: actor
            .quotes
            .iter()
            .map(|it| origin::quote(site, *it))
            .collect(),
        stories: actor
            .stories
            .iter()
            .map(|it| origin::story(site, *it))
            .collect(),
        appears_with: together(site, actor),
        not_same: actor
            .not_same
            .iter()
            .map(|it| origin::actor(site, *it))
            .collect(),
        same_as: &actor.same_as,
    }
}

fn role<'a>(site: &Site<'a>, role: &'a ActorRole) -> RoleOut<'a> {
    RoleOut {
        title: &role.title,
        of: role.of.as_deref(),
        of_actor: role.of_actor.map(|id| origin::actor(site, id)),
        status: role.status,
        first_seen: role.first_seen.map(|day| day.to_string()),
        last_seen: role.last_seen.map(|day| day.to_string()),
        sentences: role.evidence.len(),
        evidence: ends(&role.evidence)
            .map(|it| Evidence::new(site, it))
            .collect(),
        origin: OriginOut::new(site, &role.origin),
    }
}

/// The first two and the last two: they stand for `first_seen` and `last_seen`, and a president is one in every article.
fn ends(evidence: &[SentenceRef]) -> impl Iterator<Item = SentenceRef> {
    let (first, rest) = evidence.split_at(evidence.len().min(2));
    let last = &rest[rest.len().saturating_sub(2)..];
    first.iter().chain(last).copied()
}

fn together<'a>(site: &Site<'a>, actor: &Actor) -> Vec<Together<'a>> {
    let all = actor.appears_with.iter();
    all.map(|(id, articles)| Together {
        actor: origin::actor(site, *id),
        articles: *articles,
    })
    .collect()
}
