//! Wire copies: articles that say nearly the same words as an earlier one.
//!
//! Each text is a set of runs of three words. Sets that share a fifth of their smallest hashes are compared in full; a copy
//! has at least four fifths of the shorter text's runs in common with it.

use super::term::{Hashed, each_word, hash};
use crate::content::{Article, ArticleId};
use crate::text::BlockKind;
use rayon::prelude::*;
use std::collections::HashMap;
use std::sync::Arc;

/// Words in a run.
const RUN: usize = 3;
/// Smallest hashes by which candidates are found.
const SKETCH: usize = 24;
/// Smallest hashes that a copy shares with its original, nearly always: about half of them are expected.
const ALIKE: usize = 5;
/// Articles compared for one hash: the first ones. Boilerplate would make more of them quadratic.
const CAP: usize = 24;
/// Shared part of the shorter text.
const SAME: f64 = 0.8;
/// A text shorter than this part of the other is an excerpt, not a copy.
const LENGTH: f64 = 0.6;

/// For each article: the earliest article that it copies.
pub fn copies(articles: &[Arc<Article>]) -> Vec<Option<ArticleId>> {
    let runs: Vec<Vec<u64>> = articles.par_iter().map(|article| runs(article)).collect();
    let sketches: Vec<Vec<u64>> = runs.par_iter().map(|runs| sketch(runs)).collect();
    let mut seen: HashMap<u64, Vec<u32>, Hashed> = HashMap::default();
    let mut originals: Vec<Option<ArticleId>> = vec![None; articles.len()];
    for (ix, sketch) in sketches.iter().enumerate() {
        originals[ix] = candidates(sketch, &seen)
            .into_iter()
            .find(|other| is_copy(&runs[*other as usize], &runs[ix]))
            .map(ArticleId);
        if originals[ix].is_none() {
            for hash in sketch {
                let list = seen.entry(*hash).or_default();
                if list.len() < CAP {
                    list.push(ix as u32);
                }
            }
        }
    }
    originals
}

/// Earlier articles that share enough of the sketch, in order.
fn candidates(sketch: &[u64], seen: &HashMap<u64, Vec<u32>, Hashed>) -> Vec<u32> {
    let mut hits: Vec<u32> = sketch
        .iter()
        .filter_map(|hash| seen.get(hash))
        .flatten()
        .copied()
        .collect();
    hits.sort_unstable();
    let needed = ALIKE.min(sketch.len());
    hits.chunk_by(|a, b| a == b)
        .filter(|same| same.len() >= needed)
        .filter_map(|same| same.first().copied())
        .collect()
}

/// The hashes of all runs of the body, sorted, each once.
fn runs(article: &Article) -> Vec<u64> {
    let text = &article.text;
    let body = text.blocks.iter().filter(|block| {
        !matches!(
            block.kind,
            BlockKind::Title | BlockKind::Subtitle | BlockKind::Code
        )
    });
    let mut words: Vec<u64> = Vec::new();
    for block in body {
        each_word(block.span.of(&text.text), 1, |word| {
            words.push(hash(b'c', word))
        });
    }
    let mut runs: Vec<u64> = words
        .windows(RUN)
        .map(|run| {
            run.iter().fold(7, |sum: u64, word| {
                (sum.rotate_left(21) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15)
            })
        })
        .collect();
    runs.sort_unstable();
    runs.dedup();
    runs
}

fn sketch(runs: &[u64]) -> Vec<u64> {
    runs.iter().copied().take(SKETCH).collect()
}

fn is_copy(one: &[u64], other: &[u64]) -> bool {
    let (short, long) = (one.len().min(other.len()), one.len().max(other.len()));
    // A text of a few words is no evidence of copying.
    if short < 20 || (short as f64) < LENGTH * long as f64 {
        return false;
    }
    share(one, other, (SAME * short as f64).ceil() as usize)
}

/// True when two sorted lists have at least so many hashes in common; most pairs are given up early.
fn share(one: &[u64], other: &[u64], needed: usize) -> bool {
    let (mut a, mut b, mut n) = (0, 0, 0);
    while let (Some(x), Some(y)) = (one.get(a), other.get(b)) {
        if n + (one.len() - a).min(other.len() - b) < needed {
            return false;
        }
        n += usize::from(x == y);
        a += usize::from(x <= y);
        b += usize::from(y <= x);
    }
    n >= needed
}
