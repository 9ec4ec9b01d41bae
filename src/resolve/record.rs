//! Every referent of every article in one list, with what resolution asks of it.
//!
//! Records are in order of article (by date, then slug), then of the article's referents: whatever takes the first of
//! several takes the earliest told, and no order of input can be seen.

use super::company;
use super::fold;
use super::institution;
use super::lead;
use super::person;
use super::presence::{self, Presence};
use super::world;
use crate::content::{Article, ArticleId};
use crate::extract::ArticleFacts;
use crate::extract::facts::{Gender, MentionClass, MentionIx, MentionKind, Referent, ReferentIx};
use rayon::prelude::*;
use std::collections::HashSet;
use std::sync::Arc;

/// Letters of an unsure name of one word, at least.
const ONE_WORD: usize = 4;

/// One referent of one article.
#[derive(Clone, Debug)]
pub struct Record<'a> {
    /// The article.
    pub article: ArticleId,
    /// Index into its referents.
    pub referent: ReferentIx,
    /// What the article knows of it.
    pub facts: &'a Referent,
    /// The folded name without honorifics, or `=KP` for a country; `courtsupreme@KE` for a body that every country has.
    pub key: String,
    /// The same for each strong alias that is no acronym.
    pub strong: Vec<String>,
    /// Keys of strong aliases that are acronyms.
    pub acronyms: Vec<String>,
    /// The country of a body that every country has: part of what it is called.
    pub qualifier: Option<[u8; 2]>,
    /// The name is an acronym.
    pub is_acronym: bool,
    /// The article does not make sure that it is a full name: another must bear it out.
    pub is_unsure: bool,
    /// For each of its roles: the country that the role is held in.
    pub role_countries: Vec<Option<[u8; 2]>>,
    /// Index of its first mention by name, else of its first mention.
    pub first_mention: Option<u32>,
    /// How much the article has of it.
    pub presence: Presence,
}

impl Record<'_> {
    /// Kind as the article has it.
    pub fn kind(&self) -> MentionKind {
        self.facts.kind
    }

    /// The country of the first role that has one.
    pub fn country_of_role(&self) -> Option<[u8; 2]> {
        self.role_countries.iter().copied().flatten().next()
    }

    /// Gender cue.
    pub fn gender(&self) -> Option<Gender> {
        self.facts.gender
    }
}

/// All referents that may get a page: full names, countries, acronyms that may have their expansion elsewhere, and names
/// that others must bear out.
pub fn records<'a>(articles: &[Arc<Article>], facts: &'a [Arc<ArticleFacts>]) -> Vec<Record<'a>> {
    articles
        .par_iter()
        .zip(facts)
        .enumerate()
        .map(|(id, (article, facts))| of_article(ArticleId(id as u32), article, facts))
        .collect::<Vec<_>>()
        .into_iter()
        .flatten()
        .collect()
}

/// Why a referent cannot get a page, whatever other articles say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Only the dateline names it: it files the report.
    Outlet,
    /// The article never gives its full name.
    Short,
    /// A body of the kind that every country has, and the country is not certain.
    Generic,
    /// The name has no letter or digit.
    Nameless,
}

/// Why a referent of an article has no record; `None` when it has one.
pub fn refusal(article: &Article, facts: &ArticleFacts, ix: ReferentIx) -> Option<Refusal> {
    let outlets = outlets(article, facts);
    let is_outlet = outlets.get(ix.ix()).copied().unwrap_or(false);
    admit(article, facts, ix, is_outlet).err()
}

/// What makes a record of a referent.
struct Admitted {
    key: String,
    is_acronym: bool,
    is_generic: bool,
    qualifier: Option<[u8; 2]>,
}

fn admit(
    article: &Article,
    facts: &ArticleFacts,
    ix: ReferentIx,
    is_outlet: bool,
) -> Result<Admitted, Refusal> {
    let referent = facts.referents.get(ix.ix()).ok_or(Refusal::Short)?;
    let is_acronym = referent.kind != MentionKind::Person && fold::is_acronym(&referent.name);
    if is_outlet {
        return Err(Refusal::Outlet);
    }
    if !(referent.is_full || referent.country.is_some() || is_acronym) {
        return Err(Refusal::Short);
    }
    let is_generic = institution::is_generic(referent);
    let is_body = referent.kind == MentionKind::Organization;
    let national = institution::national(&referent.name, world()).filter(|_| is_body);
    let qualifier = match national {
        Some((_, country)) => Some(country),
        None if is_generic => institution::country(article, facts, ix, world()),
        None => None,
    };
    if is_generic && qualifier.is_none() {
        return Err(Refusal::Generic);
    }
    let name = national.map_or(referent.name.as_str(), |(name, _)| name);
    let key = key_of(referent, name, qualifier);
    if key.is_empty() {
        return Err(Refusal::Nameless);
    }
    Ok(Admitted {
        key,
        is_acronym,
        is_generic,
        qualifier,
    })
}

fn of_article<'a>(id: ArticleId, article: &Article, facts: &'a ArticleFacts) -> Vec<Record<'a>> {
    let first = first_mentions(facts);
    let presences = presence::presences(facts);
    let person_words = person_words(facts);
    let outlets = outlets(article, facts);
    facts
        .referents
        .iter()
        .enumerate()
        .filter_map(|(ix, referent)| {
            let is_outlet = outlets.get(ix).copied().unwrap_or(false);
            let admitted = admit(article, facts, ReferentIx(ix as u32), is_outlet);
            let is_unsure = admitted.as_ref().err() == Some(&Refusal::Short);
            let admitted = match admitted {
                Err(Refusal::Short) => unsure(referent, &person_words)?,
                admitted => admitted.ok()?,
            };
            let strong = |acronyms| match admitted.is_generic {
                true => Vec::new(),
                false => strong_keys(referent, acronyms),
            };
            Some(Record {
                article: id,
                referent: ReferentIx(ix as u32),
                facts: referent,
                strong: strong(false),
                acronyms: strong(true),
                key: admitted.key,
                qualifier: admitted.qualifier,
                is_acronym: admitted.is_acronym,
                is_unsure,
                role_countries: role_countries(facts, referent),
                first_mention: first.get(ix).copied().flatten(),
                presence: presences.get(ix).copied().unwrap_or_default(),
            })
        })
        .collect()
}

/// A name that the article alone does not make sure: of several words, or a place or body of one word that is no word of
/// a person's name in the article.
fn unsure(referent: &Referent, person_words: &HashSet<String>) -> Option<Admitted> {
    let key = match referent.kind {
        MentionKind::Organization => name_key(company::without_suffix(&referent.name)),
        MentionKind::Person | MentionKind::Place => name_key(&referent.name),
    };
    let fits = if is_one_word(&referent.name) {
        referent.kind != MentionKind::Person
            && key.len() >= ONE_WORD
            && !person_words.contains(&key)
    } else {
        !key.is_empty() && !person::is_titled(&referent.name)
    };
    (fits && !institution::is_generic(referent)).then_some(Admitted {
        key,
        is_acronym: false,
        is_generic: false,
        qualifier: None,
    })
}

/// "Boeing", not "Air Canada" nor "Al-Balad".
pub fn is_one_word(name: &str) -> bool {
    !name.contains([' ', '-'])
}

/// The folded words of all personal names.
fn person_words(facts: &ArticleFacts) -> HashSet<String> {
    let referents = facts.referents.iter();
    let persons = referents.filter(|referent| referent.kind == MentionKind::Person);
    persons
        .flat_map(|referent| referent.name.split([' ', '-']))
        .map(fold::key)
        .collect()
}

/// For each referent: it is a body that nothing but the dateline names, so the one that files the report.
fn outlets(article: &Article, facts: &ArticleFacts) -> Vec<bool> {
    let dateline = lead::dateline(article, facts);
    let mut outlets: Vec<bool> = facts
        .referents
        .iter()
        .map(|referent| referent.kind == MentionKind::Organization && !dateline.is_empty())
        .collect();
    for mention in &facts.mentions {
        let slot = mention
            .referent
            .and_then(|referent| outlets.get_mut(referent.ix()));
        if let Some(slot) = slot {
            *slot &= dateline.contains(mention.span);
        }
    }
    outlets
}

fn role_countries(facts: &ArticleFacts, referent: &Referent) -> Vec<Option<[u8; 2]>> {
    let country = |mention: MentionIx| {
        let referent = facts.mentions.get(mention.ix())?.referent?;
        facts.referents.get(referent.ix())?.country
    };
    referent
        .roles
        .iter()
        .map(|role| role.of_mention.and_then(country))
        .collect()
}

fn key_of(referent: &Referent, name: &str, qualifier: Option<[u8; 2]>) -> String {
    let letters = |[a, b]: [u8; 2]| format!("{}{}", a as char, b as char);
    match (referent.country, qualifier) {
        (Some(code), _) => format!("={}", letters(code)),
        (None, Some(code)) => format!("{}@{}", institution::key(name), letters(code)),
        (None, None) if referent.kind == MentionKind::Organization => {
            name_key(company::without_suffix(&referent.name))
        }
        (None, None) => name_key(&referent.name),
    }
}

/// The folded name without honorifics.
pub fn name_key(name: &str) -> String {
    fold::key(person::plain(name))
}

fn strong_keys(referent: &Referent, acronyms: bool) -> Vec<String> {
    if referent.country.is_some() {
        return Vec::new();
    }
    let mut keys: Vec<String> = referent
        .strong
        .iter()
        .filter(|name| fold::is_acronym(name) == acronyms)
        .map(|name| match referent.kind {
            MentionKind::Organization => name_key(company::without_suffix(name)),
            MentionKind::Person | MentionKind::Place => name_key(name),
        })
        .filter(|key| !key.is_empty())
        .collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

fn first_mentions(facts: &ArticleFacts) -> Vec<Option<u32>> {
    let mut first: Vec<Option<u32>> = vec![None; facts.referents.len()];
    let mut named = vec![false; facts.referents.len()];
    for (ix, mention) in facts.mentions.iter().enumerate() {
        let Some(referent) = mention.referent.map(ReferentIx::ix) else {
            continue;
        };
        let (Some(first), Some(named)) = (first.get_mut(referent), named.get_mut(referent)) else {
            continue;
        };
        let by_name = mention.class == MentionClass::Name;
        if first.is_none() || (by_name && !*named) {
            *first = Some(ix as u32);
        }
        *named |= by_name;
    }
    first
}
