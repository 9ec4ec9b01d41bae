//! Bodies that every country has: "the Supreme Court", "the Interior Ministry", "the Labour Party".
//!
//! Such a name means one body only together with its country. The country is certain where the article writes it beside
//! the name ("the Philippine Supreme Court", "Kenya's High Court", "Ministry of Justice of Georgia") or speaks of hardly
//! any other country. Else nobody knows which body is meant, and it stays unlinked.

use super::fold;
use super::person;
use crate::content::Article;
use crate::extract::ArticleFacts;
use crate::extract::facts::{Mention, MentionKind, Referent, ReferentIx};
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::LazyLock;

static GENERIC: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    person::table(include_str!("data/generic_words.txt"))
        .map(|(word, _)| word)
        .collect()
});

/// Names of generic words that the world's news uses for one body only.
const UNIQUE: [&str; 2] = ["homeoffice", "statedepartment"];

/// True for a body whose names, all of them, any country's body could bear.
pub fn is_generic(referent: &Referent) -> bool {
    referent.kind == MentionKind::Organization
        && std::iter::once(&referent.name)
            .chain(
                referent
                    .strong
                    .iter()
                    .filter(|name| !fold::is_acronym(name)),
            )
            .all(|name| is_generic_name(name))
}

fn is_generic_name(name: &str) -> bool {
    let mut words = name
        .split(|ch: char| !ch.is_alphanumeric() && ch != '\'' && ch != '’')
        .filter(|word| !word.is_empty())
        .peekable();
    words.peek().is_some()
        && words.all(|word| {
            let word = fold::key(word);
            GENERIC.contains(word.as_str())
        })
        && !UNIQUE.contains(&fold::key(name).as_str())
}

/// The country of such a body in an article.
pub fn country(article: &Article, facts: &ArticleFacts, referent: ReferentIx) -> Option<[u8; 2]> {
    let beside = beside(article, facts, referent);
    match beside.len() {
        0 => dominant(facts),
        1 => beside.first().copied(),
        _ => None,
    }
}

fn country_of(mention: &Mention, facts: &ArticleFacts) -> Option<[u8; 2]> {
    facts.referents.get(mention.referent?.ix())?.country
}

/// Countries written beside the name.
fn beside(article: &Article, facts: &ArticleFacts, referent: ReferentIx) -> BTreeSet<[u8; 2]> {
    let text = article.text.text.as_str();
    let mut countries = BTreeSet::new();
    for pair in facts.mentions.windows(2) {
        let [one, other] = pair else { continue };
        let between = text
            .get(one.span.end as usize..other.span.start as usize)
            .unwrap_or_default();
        if other.referent == Some(referent) && [" ", "'s ", "’s ", "' ", "’ "].contains(&between)
        {
            countries.extend(country_of(one, facts));
        }
        if one.referent == Some(referent) && [" of ", " of the ", " in "].contains(&between) {
            countries.extend(country_of(other, facts));
        }
    }
    countries
}

/// The country that an article speaks of, when four in five mentions of countries are of it.
fn dominant(facts: &ArticleFacts) -> Option<[u8; 2]> {
    let mut counts: BTreeMap<[u8; 2], usize> = BTreeMap::new();
    for country in facts
        .mentions
        .iter()
        .filter_map(|mention| country_of(mention, facts))
    {
        *counts.entry(country).or_default() += 1;
    }
    let total: usize = counts.values().sum();
    counts
        .into_iter()
        .find(|(_, n)| *n >= 3 && n * 5 >= total * 4)
        .map(|(country, _)| country)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_generic_words_only_are_generic() {
        for name in [
            "Supreme Court",
            "Ministry of Justice",
            "Labour Party",
            "Workers' Party",
            "Coast Guard",
        ] {
            assert!(is_generic_name(name), "{name}");
        }
        for name in [
            "Blue House",
            "UN Security Council",
            "Bank of England",
            "State Department",
            "Federal Reserve",
        ] {
            assert!(!is_generic_name(name), "{name}");
        }
    }
}
