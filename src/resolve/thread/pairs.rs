//! Pairs of articles worth comparing: those that share strong terms.

use crate::resolve::term::{Hashed, Terms};
use rayon::prelude::*;
use std::collections::HashMap;

/// Terms of an article by which others are found: the strongest.
const ASKED: usize = 64;
/// Articles looked at per term: the newest before this one.
const CAP: usize = 192;
/// Pairs kept for each article, beside those that later articles bring.
const KEPT: usize = 16;

/// Pairs of articles, the earlier one first; sorted by the later one.
pub fn pairs(terms: &[Terms]) -> Vec<(u32, u32)> {
    let asked: Vec<Vec<(u64, f32)>> = terms.par_iter().map(strongest).collect();
    let mut index: HashMap<u64, Vec<u32>, Hashed> = HashMap::default();
    for (ix, asked) in asked.iter().enumerate() {
        for (feature, _) in asked {
            index.entry(*feature).or_default().push(ix as u32);
        }
    }
    let earlier = |hits: &mut Hits, (ix, asked): (usize, &Vec<(u64, f32)>)| {
        let best = hits.best(ix, asked, &index);
        let with_this: Vec<(u32, u32)> = best.into_iter().map(|one| (one, ix as u32)).collect();
        with_this
    };
    asked
        .par_iter()
        .enumerate()
        .map_init(Hits::default, earlier)
        .flatten_iter()
        .collect()
}

fn strongest(terms: &Terms) -> Vec<(u64, f32)> {
    let mut asked = terms.weights.clone();
    asked.sort_unstable_by(|(a, x), (b, y)| y.total_cmp(x).then(a.cmp(b)));
    asked.truncate(ASKED);
    asked
}

/// Weights that earlier articles have in common with one: one place for each, cleared after each article.
#[derive(Debug, Default)]
struct Hits {
    weights: Vec<f32>,
    touched: Vec<u32>,
}

impl Hits {
    /// The earlier articles that share most.
    fn best(
        &mut self,
        ix: usize,
        asked: &[(u64, f32)],
        index: &HashMap<u64, Vec<u32>, Hashed>,
    ) -> Vec<u32> {
        self.weights.resize(self.weights.len().max(ix), 0.0);
        // Weights of one article are summed in the order of the terms.
        for (feature, w) in asked {
            let list = index.get(feature).map_or(&[][..], Vec::as_slice);
            let end = list.partition_point(|other| (*other as usize) < ix);
            let newest = list.get(end.saturating_sub(CAP)..end).unwrap_or_default();
            for other in newest {
                let Some(weight) = self.weights.get_mut(*other as usize) else {
                    continue;
                };
                // Terms weigh more than nothing.
                if *weight == 0.0 {
                    self.touched.push(*other);
                }
                *weight += w * w;
            }
        }
        let (weights, touched) = (&mut self.weights, &mut self.touched);
        let mut best: Vec<(u32, f32)> = Vec::with_capacity(touched.len());
        for other in touched.drain(..) {
            let weight = weights.get_mut(other as usize).map(std::mem::take);
            best.push((other, weight.unwrap_or_default()));
        }
        let order = |(a, x): &(u32, f32), (b, y): &(u32, f32)| y.total_cmp(x).then(a.cmp(b));
        if best.len() > KEPT {
            best.select_nth_unstable_by(KEPT, order);
            best.truncate(KEPT);
        }
        best.sort_unstable_by_key(|(other, _)| *other);
        best.into_iter().map(|(other, _)| other).collect()
    }
}
