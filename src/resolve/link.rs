//! Each mention of an article tied to its actor: what the article itself makes certain, then the editors' word.

use super::ActorId;
use super::cast::Cast;
use super::evidence::Sentences;
use super::fix::{Forced, Repairs};
use super::fold;
use super::ledger::Ledger;
use crate::content::editorial::{Action, ActorFile};
use crate::content::{Article, ArticleId};
use crate::extract::ArticleFacts;
use crate::extract::facts::{MentionClass, MentionIx, ReferentIx};
use std::collections::BTreeMap;

/// The mentions of one article.
#[derive(Clone, Debug, Default)]
pub struct Mentions {
    /// For each mention: who.
    pub actors: Vec<Option<ActorId>>,
}

impl Mentions {
    /// Who a mention is.
    pub fn actor(&self, mention: MentionIx) -> Option<ActorId> {
        self.actors.get(mention.ix()).copied().flatten()
    }
}

/// Some mentions of one actor that an editor gives to another.
#[derive(Clone, Debug)]
struct Split {
    from: ActorId,
    to: ActorId,
    /// Sentences, or whole articles.
    places: Vec<(ArticleId, Option<u32>)>,
}

/// The editors' words that speak of mentions of many articles.
#[derive(Debug, Default)]
pub struct Rules {
    /// Folded weak alias to the actors that bear it.
    weak: BTreeMap<String, Vec<ActorId>>,
    splits: Vec<Split>,
}

/// Collects weak aliases and splits; a split whose mentions are not found is noted in the ledger.
pub fn rules(
    files: &[ActorFile],
    cast: &Cast,
    sentences: &Sentences<'_>,
    ledger: &mut Ledger<'_>,
) -> Rules {
    let mut rules = Rules::default();
    for file in files {
        let Some(actor) = cast.get(&file.slug) else {
            continue;
        };
        for alias in &file.weak_aliases {
            rules.weak.entry(alias_key(alias)).or_default().push(actor);
        }
    }
    for (ix, decision) in ledger.decisions() {
        let Action::Split {
            actor,
            mentions,
            to,
        } = &decision.action
        else {
            continue;
        };
        let (Some(from), Some(to)) = (cast.get(actor), cast.get(to)) else {
            ledger.miss(ix, actor);
            continue;
        };
        let places: Vec<(ArticleId, Option<u32>)> = mentions
            .iter()
            .filter_map(|mention| place_of(mention, sentences))
            .collect();
        if !places.is_empty() {
            ledger.apply(ix);
        }
        rules.splits.push(Split { from, to, places });
    }
    rules
}

fn place_of(mention: &str, sentences: &Sentences<'_>) -> Option<(ArticleId, Option<u32>)> {
    let (slug, part) = mention.split_once('#').unwrap_or((mention, ""));
    let article = sentences.article(slug.trim())?;
    if part.is_empty() {
        return Some((article, None));
    }
    let found = sentences.sentence(article, part.trim())?;
    Some((article, Some(found.sentence.0)))
}

/// "the envoy" and "envoy" are one alias.
fn alias_key(alias: &str) -> String {
    let alias = alias.trim();
    let without = alias
        .get(..4)
        .filter(|the| the.eq_ignore_ascii_case("the "))
        .map_or(alias, |_| &alias[4..]);
    fold::key(without)
}

/// Ties the mentions of one article.
pub fn mentions(
    id: ArticleId,
    article: &Article,
    facts: &ArticleFacts,
    cast: &Cast,
    rules: &Rules,
    repairs: &Repairs,
) -> Mentions {
    let referents = cast.referents.get(id.ix()).map_or(&[][..], Vec::as_slice);
    let of_referent = |referent: ReferentIx| referents.get(referent.ix()).copied().flatten();
    let mut actors: Vec<Option<ActorId>> = facts
        .mentions
        .iter()
        .map(|mention| mention.referent.and_then(of_referent))
        .collect();
    link_weak_aliases(article, facts, rules, &mut actors);
    for split in &rules.splits {
        for (mention, actor) in facts.mentions.iter().zip(&mut actors) {
            let meant = split.places.iter().any(|(article, sentence)| {
                *article == id && sentence.is_none_or(|sentence| sentence == mention.sentence.0)
            });
            if meant && *actor == Some(split.from) {
                *actor = Some(split.to);
            }
        }
    }
    for (forced, actor) in repairs.mentions.iter().zip(&mut actors) {
        match forced {
            Some(Forced::Actor(forced)) => *actor = Some(*forced),
            Some(Forced::Nobody) => *actor = None,
            None => {}
        }
    }
    Mentions { actors }
}

/// An editor's weak alias links where no rule did, in an article that names its bearer, if only one bearer is named.
fn link_weak_aliases(
    article: &Article,
    facts: &ArticleFacts,
    rules: &Rules,
    actors: &mut [Option<ActorId>],
) {
    if rules.weak.is_empty() {
        return;
    }
    let named: Vec<ActorId> = actors.iter().copied().flatten().collect();
    for (mention, actor) in facts.mentions.iter().zip(actors) {
        if actor.is_some() || mention.class == MentionClass::Pronoun {
            continue;
        }
        let key = alias_key(mention.span.of(&article.text.text));
        let bearers: Vec<ActorId> = rules
            .weak
            .get(&key)
            .into_iter()
            .flatten()
            .copied()
            .filter(|bearer| named.contains(bearer))
            .collect();
        if let [only] = bearers.as_slice() {
            *actor = Some(*only);
        }
    }
}
