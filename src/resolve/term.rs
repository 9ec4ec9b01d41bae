//! What an article is about, as a weighted list of words and actors that two articles on one matter share.
//!
//! Words of the title count more than words of the text, names more than other words, and what stands in few articles
//! more than what stands in many. Knows nothing of stories.

use super::cast::Cast;
use super::{ActorId, ActorKind};
use crate::content::Article;
use crate::text::BlockKind;
use rayon::prelude::*;
use std::collections::HashMap;
use std::sync::Arc;
use std::sync::LazyLock;

/// Features kept for one article: the strongest. Bounds the work for long articles.
const KEPT: usize = 250;
/// What the names of two articles count for in their likeness; their words count for the rest.
const NAMES: f32 = 0.4;

/// Articles that the list of common words stands for beside the site's own: a site of ten articles cannot tell by itself
/// which of their words are common in news and which are their subject.
const BACKGROUND: f32 = 300.0;
/// In how many of a thousand articles a word stands that is not on the list.
const UNLISTED: f32 = 2.0;

static COMMON: LazyLock<HashMap<u64, f32, Hashed>> = LazyLock::new(|| {
    super::person::table(include_str!("data/common_words.tsv"))
        .filter_map(|(word, permille)| Some((word_feature(word), permille.parse().ok()?)))
        .collect()
});

/// A weighted list of features, sorted by feature: names and words have a fixed share of its unit length.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Terms {
    /// Feature (a hash of a word or an actor's slug) and weight.
    pub weights: Vec<(u64, f32)>,
}

/// The terms of every article. `actors` are those that each article names, with the number of mentions.
pub fn terms(articles: &[Arc<Article>], actors: &[Vec<(ActorId, u32)>], cast: &Cast) -> Vec<Terms> {
    let counts: Vec<Vec<(u64, f32)>> = articles
        .par_iter()
        .enumerate()
        .map(|(ix, article)| count(article, actors.get(ix).map_or(&[][..], Vec::as_slice), cast))
        .collect();
    let mut spread: HashMap<u64, u32, Hashed> = HashMap::default();
    for (feature, _) in counts.iter().flatten() {
        *spread.entry(*feature).or_default() += 1;
    }
    let n = articles.len() as f32;
    counts
        .par_iter()
        .map(|counts| weigh(counts, &spread, n))
        .collect()
}

/// True for a word that many articles on anything hold: what two of them share in it tells nothing.
pub fn is_common(word: &str) -> bool {
    /// Of a thousand articles.
    const MANY: f32 = 60.0;
    is_stop(word) || COMMON.get(&hash(b'w', word)).is_some_and(|n| *n > MANY)
}

fn weigh(counts: &[(u64, f32)], spread: &HashMap<u64, u32, Hashed>, n: f32) -> Terms {
    let mut weights: Vec<(u64, f32)> = counts
        .iter()
        .map(|(feature, count)| {
            let own = spread.get(feature).copied().unwrap_or(1) as f32;
            let elsewhere = COMMON.get(feature).copied().unwrap_or(UNLISTED) * BACKGROUND / 1000.0;
            let rarity = ((n + BACKGROUND) / (own + elsewhere)).ln().max(0.0);
            (
                *feature,
                (1.0 + count.ln().max(0.0)) * rarity * rarity.sqrt(),
            )
        })
        .filter(|(_, weight)| *weight > 0.0)
        .collect();
    weights.sort_by(|(a, x), (b, y)| y.total_cmp(x).then(a.cmp(b)));
    weights.truncate(KEPT);
    weights.sort_unstable_by_key(|(feature, _)| *feature);
    share_out(&mut weights);
    Terms { weights }
}

/// Gives names and words their share, whichever are more.
fn share_out(weights: &mut [(u64, f32)]) {
    let mut squares = [0.0_f32; 2];
    for (feature, weight) in weights.iter() {
        squares[usize::from(is_name(*feature))] += weight * weight;
    }
    let share = [1.0 - NAMES, NAMES];
    for (feature, weight) in weights {
        let kind = usize::from(is_name(*feature));
        *weight *= (share[kind] / squares[kind]).sqrt();
    }
}

// The lowest bit of a feature tells names from words.
fn word_feature(word: &str) -> u64 {
    hash(b'w', word) & !1
}

fn name_feature(slug: &str) -> u64 {
    hash(b'a', slug) | 1
}

fn is_name(feature: u64) -> bool {
    feature & 1 == 1
}

/// Features with their counts, sorted by feature.
fn count(article: &Article, actors: &[(ActorId, u32)], cast: &Cast) -> Vec<(u64, f32)> {
    let mut all: Vec<(u64, f32)> = Vec::new();
    let text = &article.text;
    for block in &text.blocks {
        let weight = match block.kind {
            BlockKind::Code => continue,
            BlockKind::Title => 2.0,
            _ => 1.0,
        };
        words(block.span.of(&text.text), |word| {
            all.push((word_feature(word), weight))
        });
    }
    for (actor, n) in actors {
        let Some(identity) = cast.of(*actor) else {
            continue;
        };
        let weight = match identity.kind {
            ActorKind::Person | ActorKind::Organization => 2.0,
            ActorKind::Country | ActorKind::Place => 1.0,
        };
        all.push((name_feature(identity.slug.as_str()), weight * *n as f32));
    }
    all.sort_unstable_by_key(|(feature, _)| *feature);
    all.chunk_by(|(a, _), (b, _)| a == b)
        .filter_map(|same| Some((same.first()?.0, same.iter().map(|(_, weight)| weight).sum())))
        .collect()
}

/// Words of three letters and more that are no function words, and numbers of three digits and more.
fn words(text: &str, mut found: impl FnMut(&str)) {
    each_word(text, 3, |word| {
        let is_plural = word.len() > 4 && word.ends_with('s') && !word.ends_with("ss");
        let word = match is_plural {
            true => &word[..word.len() - 1],
            false => word,
        };
        if !is_stop(word) {
            found(word);
        }
    });
}

/// Hands over every word of at least so many bytes, in lower case.
pub fn each_word(text: &str, least: usize, mut found: impl FnMut(&str)) {
    let mut lower = String::new();
    let words = text.split(|ch: char| !ch.is_alphanumeric());
    for word in words.filter(|word| word.len() >= least) {
        // Nearly every word is plain ASCII, and needs no memory of its own.
        lower.clear();
        match word.is_ascii() {
            true => lower.extend(word.chars().map(|ch| ch.to_ascii_lowercase())),
            false => lower.push_str(&word.to_lowercase()),
        }
        found(&lower);
    }
}

/// True for a function word. Few words begin with one letter, and most of those differ in length.
fn is_stop(word: &str) -> bool {
    static BY_LETTER: LazyLock<[(usize, usize); 26]> = LazyLock::new(|| {
        std::array::from_fn(|letter| {
            let letter = b'a' + letter as u8;
            let before = |word: &&str| word.as_bytes().first() < Some(&letter);
            let upto = |word: &&str| word.as_bytes().first() <= Some(&letter);
            (STOP.partition_point(before), STOP.partition_point(upto))
        })
    });
    let letter = word.bytes().next().unwrap_or_default().wrapping_sub(b'a');
    let range = BY_LETTER.get(usize::from(letter)).copied();
    let (start, end) = range.unwrap_or_default();
    STOP[start..end].contains(&word)
}

/// Looks up keys that are hashes already.
#[derive(Clone, Copy, Debug, Default)]
pub struct Hashed(u64);

impl std::hash::BuildHasher for Hashed {
    type Hasher = Self;

    fn build_hasher(&self) -> Self {
        Self(0)
    }
}

impl std::hash::Hasher for Hashed {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }

    fn write_u64(&mut self, hash: u64) {
        // The low bits choose the place in the table, and the low bits of sketches are alike.
        self.0 = hash.wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(32);
    }
}

/// FNV-1a: the same on every machine.
pub fn hash(kind: u8, word: &str) -> u64 {
    std::iter::once(kind)
        .chain(word.bytes())
        .fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
        })
}

/// Function words and words of reporting, sorted.
const STOP: [&str; 103] = [
    "about",
    "after",
    "again",
    "against",
    "all",
    "also",
    "and",
    "any",
    "are",
    "because",
    "been",
    "before",
    "being",
    "between",
    "both",
    "but",
    "can",
    "could",
    "day",
    "did",
    "does",
    "down",
    "during",
    "each",
    "early",
    "first",
    "five",
    "for",
    "four",
    "friday",
    "from",
    "had",
    "have",
    "her",
    "here",
    "him",
    "his",
    "how",
    "into",
    "its",
    "just",
    "last",
    "late",
    "like",
    "made",
    "make",
    "many",
    "may",
    "monday",
    "month",
    "more",
    "most",
    "much",
    "new",
    "next",
    "not",
    "now",
    "off",
    "one",
    "only",
    "other",
    "our",
    "out",
    "over",
    "own",
    "said",
    "saturday",
    "say",
    "she",
    "should",
    "since",
    "some",
    "still",
    "such",
    "sunday",
    "than",
    "that",
    "the",
    "their",
    "them",
    "then",
    "there",
    "these",
    "they",
    "thi",
    "this",
    "three",
    "thursday",
    "told",
    "tuesday",
    "two",
    "under",
    "until",
    "upon",
    "was",
    "wednesday",
    "week",
    "were",
    "what",
    "when",
    "which",
    "while",
    "who",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn function_words_are_sorted_and_left_out() {
        assert!(STOP.is_sorted());
        let mut found: Vec<String> = Vec::new();
        let text = "The talks, which were held in Seoul, and 12 tests, by Ärzte and the PRESS";
        words(text, |word| found.push(word.to_owned()));
        assert_eq!(found, ["talk", "held", "seoul", "test", "ärzte", "press"]);
        assert!(STOP.iter().all(|word| is_stop(word)));
        assert!(!is_stop("") && !is_stop("zzz") && !is_stop("{") && !is_stop("th"));
    }
}
