//! Bodies that every country has: "the Supreme Court", "the Interior Ministry", "the Labour Party".
//!
//! Such a name means one body only together with its country. The country is certain where it is part of the name
//! ("Philippine Coast Guard"), where the article writes it beside the name ("Kenya's High Court", "Ministry of Justice of
//! Georgia"), or where the article speaks of hardly any other country. Else nobody knows which body is meant, and it stays
//! unlinked. "Foreign Ministry" and "Ministry of Foreign Affairs" are one.

use super::fold;
use super::person;
use crate::content::Article;
use crate::extract::ArticleFacts;
use crate::extract::facts::{Mention, MentionKind, Referent, ReferentIx};
use crate::extract::lexicon::World;
use crate::extract::lexicon::world::PlaceKind;
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

/// True for a name that any country's body could bear.
pub fn is_generic_name(name: &str) -> bool {
    let mut words = words(name).peekable();
    words.peek().is_some()
        && words.all(|word| {
            let word = fold::key(word);
            GENERIC.contains(word.as_str())
        })
        && !UNIQUE.contains(&fold::key(name).as_str())
}

/// Words that say the same in the names of bodies, or nothing.
const SAME: [(&str, &str); 8] = [
    ("affairs", ""),
    ("and", ""),
    ("appeals", "appeal"),
    ("defense", "defence"),
    ("for", ""),
    ("labor", "labour"),
    ("of", ""),
    ("the", ""),
];

/// Bodies that have one word for a name beside their country's.
const ONE_WORD: [&str; 8] = [
    "army",
    "cabinet",
    "congress",
    "navy",
    "parliament",
    "presidency",
    "senate",
    "treasury",
];

/// The key of such a body's name, whatever the order of its words.
pub fn key(name: &str) -> String {
    let mut words: Vec<String> = words(name).map(fold::key).collect();
    for word in &mut words {
        if let Some((_, same)) = SAME.iter().find(|(from, _)| from == word) {
            *word = (*same).to_owned();
        }
    }
    words.sort_unstable();
    words.concat()
}

/// "Philippine Coast Guard", "Supreme Court of Kenya": the name without its country, and the country.
pub fn national<'a>(name: &'a str, world: &World) -> Option<(&'a str, [u8; 2])> {
    let name = name.strip_prefix("the ").unwrap_or(name);
    let country = |words: &str| {
        let words = words.trim_end_matches("'s").trim_end_matches("’s");
        let place = world
            .places()
            .get(words)
            .filter(|it| it.kind == PlaceKind::Country);
        let place = place.filter(|it| !it.weak).and_then(|it| it.country);
        world.demonym(words).or(place)
    };
    let is_body = |rest: &str| {
        let n_words = words(rest).count();
        is_generic_name(rest) && (n_words > 1 || ONE_WORD.contains(&fold::key(rest).as_str()))
    };
    let blanks = || name.match_indices(' ').map(|(at, _)| at);
    let before = || {
        let mut heads = blanks().take(3).map(|at| (&name[at + 1..], &name[..at]));
        heads.find_map(|(rest, head)| Some((rest, country(head)?)).filter(|_| is_body(rest)))
    };
    let behind = || {
        let (rest, of) = name.rsplit_once(" of ")?;
        let of = of.strip_prefix("the ").unwrap_or(of);
        Some((rest, country(of)?)).filter(|_| is_body(rest))
    };
    before().or_else(behind)
}

fn words(name: &str) -> impl Iterator<Item = &str> {
    name.split(|ch: char| !ch.is_alphanumeric() && ch != '\'' && ch != '’')
        .filter(|word| !word.is_empty())
}

/// The country of such a body in an article.
pub fn country(
    article: &Article,
    facts: &ArticleFacts,
    referent: ReferentIx,
    world: &World,
) -> Option<[u8; 2]> {
    let beside = beside(article, facts, referent);
    match beside.len() {
        0 => dominant(facts, world),
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

/// The country that an article speaks of, when four in five mentions of countries and their cities are of it.
fn dominant(facts: &ArticleFacts, world: &World) -> Option<[u8; 2]> {
    let in_country = |mention: &Mention| {
        let referent = facts.referents.get(mention.referent?.ix())?;
        let place = || {
            let place = world.places().get(&referent.name)?;
            let is_sure = referent.kind == MentionKind::Place && !place.weak;
            place.country.filter(|_| is_sure)
        };
        referent.country.or_else(place)
    };
    let mut counts: BTreeMap<[u8; 2], usize> = BTreeMap::new();
    for country in facts.mentions.iter().filter_map(in_country) {
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
    fn a_body_may_bear_its_country_in_its_name() {
        let world = World::embedded();
        for (name, rest, country) in [
            ("Philippine Coast Guard", "Coast Guard", b"PH"),
            ("Supreme Court of Kenya", "Supreme Court", b"KE"),
            ("North Korean Foreign Ministry", "Foreign Ministry", b"KP"),
            (
                "United States Department of Justice",
                "Department of Justice",
                b"US",
            ),
            ("Indian Army", "Army", b"IN"),
        ] {
            assert_eq!(national(name, &world), Some((rest, *country)), "{name}");
        }
        for name in [
            "British Council",
            "African Union",
            "Florida Supreme Court",
            "Bank of China",
        ] {
            assert_eq!(national(name, &world), None, "{name}");
        }
    }

    #[test]
    fn the_order_of_words_says_nothing() {
        assert_eq!(key("Ministry of Foreign Affairs"), key("Foreign Ministry"));
        assert_eq!(key("Ministry of Labor"), key("Labour Ministry"));
        assert_ne!(key("Interior Ministry"), key("Foreign Ministry"));
    }

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
