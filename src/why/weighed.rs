//! Who else a mention could have meant: the other bearers of a surname, the other persons in reach of a pronoun, the
//! others of an office.
//!
//! Read off the facts by what the rules look at; how a rule chose among several is in the rule's own words.

use super::view::{View, count};
use crate::content::ArticleId;
use crate::extract::ArticleFacts;
use crate::extract::facts::{
    Gender, Mention, MentionClass, MentionIx, MentionKind, Referent, ReferentIx,
};
use std::collections::BTreeSet;

/// Most candidates that are named.
const NAMED: usize = 6;

/// Somebody else, and what speaks against them, where that is known.
pub(super) struct Candidate<'a> {
    pub(super) name: &'a str,
    pub(super) referent: ReferentIx,
    pub(super) against: Option<&'static str>,
}

impl<'a> View<'a> {
    /// Everybody else of the article whom the mention could mean, in order of the text.
    pub(super) fn candidates(&self, article: ArticleId, mention: MentionIx) -> Vec<Candidate<'a>> {
        let Some(facts) = self.facts(article) else {
            return Vec::new();
        };
        let Some(found) = facts.mentions.get(mention.ix()) else {
            return Vec::new();
        };
        let words = self.words(article, found.span);
        match found.class {
            MentionClass::Pronoun => in_reach(facts, mention, found, &words),
            MentionClass::Name => bearers(facts, found, &words),
            MentionClass::Title | MentionClass::Nominal => holders(facts, found, &words),
            // A word list decides these.
            MentionClass::Demonym | MentionClass::Metonym | MentionClass::Epithet => Vec::new(),
        }
    }

    /// The slug of a candidate with a page.
    pub(super) fn slug_of(&self, article: ArticleId, candidate: &Candidate<'_>) -> Option<String> {
        let mentions = &self.facts(article)?.mentions;
        let own = mentions.iter().zip(0..);
        let mut own = own.filter(|(it, _)| it.referent == Some(candidate.referent));
        let actor = own.find_map(|(_, ix)| self.who(article, MentionIx(ix)))?;
        Some(self.actor(actor)?.slug.to_string())
    }

    /// The candidates in words.
    pub(super) fn weighed(&self, article: ArticleId, mention: MentionIx) -> Vec<String> {
        let facts = self.facts(article);
        let found = facts.and_then(|facts| facts.mentions.get(mention.ix()));
        let Some(found) = found else {
            return Vec::new();
        };
        let candidates = self.candidates(article, mention);
        let (what, nobody) = match found.class {
            MentionClass::Pronoun => ("in reach too", "nobody else stands in reach"),
            MentionClass::Name => ("bears the name too", "nobody else in the article bears it"),
            MentionClass::Title | MentionClass::Nominal => (
                "described so too",
                "nobody else in the article is described so",
            ),
            _ => return Vec::new(),
        };
        let whole = self
            .referent(article, found)
            .is_some_and(|(_, referent)| referent.name == self.words(article, found.span));
        if candidates.is_empty() {
            let is_plain = found.class == MentionClass::Name && (whole || found.referent.is_none());
            return match is_plain {
                true => Vec::new(),
                false => vec![nobody.to_owned()],
            };
        }
        let mut notes: Vec<String> = candidates
            .iter()
            .take(NAMED)
            .map(|candidate| match candidate.against {
                Some(against) => format!("{what}: {}, but {against}", candidate.name),
                None => format!("{what}: {}", candidate.name),
            })
            .collect();
        let more = candidates.len().saturating_sub(NAMED);
        if more > 0 {
            notes.push(format!("and {}", count(more, "other")));
        }
        notes
    }
}

/// Others of whom a mention of the article is certain.
fn others(
    facts: &ArticleFacts,
    own: Option<ReferentIx>,
) -> impl Iterator<Item = (ReferentIx, &Referent)> {
    let all = facts.referents.iter().enumerate();
    all.map(|(ix, referent)| (ReferentIx(ix as u32), referent))
        .filter(move |(ix, _)| Some(*ix) != own)
}

fn bearers<'a>(facts: &'a ArticleFacts, found: &Mention, words: &str) -> Vec<Candidate<'a>> {
    let bears = |referent: &Referent| {
        let is_part = |name: &str| {
            name.split([' ', '-'])
                .any(|part| part.eq_ignore_ascii_case(words))
        };
        referent.kind == found.kind
            && (is_part(&referent.name)
                || referent.weak.iter().any(|weak| weak == words)
                || referent.strong.iter().any(|strong| strong == words))
    };
    others(facts, found.referent)
        .filter(|(_, referent)| bears(referent))
        .map(|(ix, referent)| Candidate {
            name: &referent.name,
            referent: ix,
            against: None,
        })
        .collect()
}

fn holders<'a>(facts: &'a ArticleFacts, found: &Mention, words: &str) -> Vec<Candidate<'a>> {
    let last = words.rsplit(' ').next().unwrap_or(words).to_lowercase();
    let is_so = |referent: &Referent| {
        let mut roles = referent.roles.iter();
        roles.any(|role| role.title.rsplit([' ', '-']).next() == Some(last.as_str()))
    };
    others(facts, found.referent)
        .filter(|(_, referent)| is_so(referent))
        .map(|(ix, referent)| Candidate {
            name: &referent.name,
            referent: ix,
            against: None,
        })
        .collect()
}

/// Persons named outside quotations in the sentence before and in the same one up to the pronoun.
fn in_reach<'a>(
    facts: &'a ArticleFacts,
    ix: MentionIx,
    found: &Mention,
    words: &str,
) -> Vec<Candidate<'a>> {
    let female = matches!(words.to_lowercase().as_str(), "she" | "her" | "hers");
    let from = found.sentence.0.saturating_sub(1);
    let before = facts.mentions.get(..ix.ix()).unwrap_or_default();
    let quoted = |mention: &Mention| {
        let mut quotes = facts.quotes.iter();
        quotes.any(|quote| quote.span.contains(mention.span))
    };
    let near = before
        .iter()
        .rev()
        .take_while(|mention| mention.sentence.0 >= from)
        .filter(|mention| mention.kind == MentionKind::Person && !quoted(mention))
        .filter_map(|mention| mention.referent)
        .filter(|referent| Some(*referent) != found.referent);
    let near: BTreeSet<ReferentIx> = near.collect();
    let candidate = |ix: ReferentIx| {
        let referent = facts.referents.get(ix.ix())?;
        let against = match (referent.gender, female) {
            (Some(Gender::Male), true) => Some("a man"),
            (Some(Gender::Female), false) => Some("a woman"),
            _ => None,
        };
        Some(Candidate {
            name: &referent.name,
            referent: ix,
            against,
        })
    };
    near.into_iter().filter_map(candidate).collect()
}
