//! Threads: articles on one matter, found in one pass by date.
//!
//! Each article joins the nearest thread above a threshold or begins one. An inverted index from terms to threads, with
//! capped lists, keeps the pass near-linear; a thread that nobody added to for months fades.

use super::term::{Hashed, Terms};
use crate::content::ArticleId;
use jiff::civil::Date;
use std::collections::HashMap;

/// Similarity from which an article joins.
const JOIN: f32 = 0.18;
/// Terms of an article by which threads are found: the strongest.
const ASKED: usize = 64;
/// Threads per term: the newest.
const CAP: usize = 192;
/// Days after which a silent thread counts half.
const FADE: f32 = 400.0;

struct Thread {
    members: Vec<ArticleId>,
    sum: HashMap<u64, f32, Hashed>,
    /// Square of the length of `sum`.
    square: f32,
    last: Option<Date>,
}

/// Groups all articles, which are in order of date; single ones are groups too. Groups are in order of first member.
pub fn threads(terms: &[Terms], days: &[Option<Date>]) -> Vec<Vec<ArticleId>> {
    let mut threads: Vec<Thread> = Vec::new();
    let mut index: HashMap<u64, Vec<u32>, Hashed> = HashMap::default();
    let mut hits = Hits::default();
    for (ix, terms) in terms.iter().enumerate() {
        let day = days.get(ix).copied().flatten();
        let asked = strongest(terms);
        let best = hits
            .best(&asked, &index, threads.len())
            .into_iter()
            .filter_map(|thread| {
                let likeness = threads.get(thread as usize)?.likeness(terms, day);
                (likeness >= JOIN).then_some((likeness, thread))
            })
            .max_by(|(a, x), (b, y)| a.total_cmp(b).then(y.cmp(x)))
            .map(|(_, thread)| thread);
        let at = best.unwrap_or_else(|| {
            threads.push(Thread::default());
            (threads.len() - 1) as u32
        });
        if let Some(thread) = threads.get_mut(at as usize) {
            thread.add(ArticleId(ix as u32), terms, day);
        }
        for (feature, _) in asked {
            let list = index.entry(feature).or_default();
            if !list.contains(&at) {
                list.push(at);
                if list.len() > CAP {
                    list.remove(0);
                }
            }
        }
    }
    threads.into_iter().map(|thread| thread.members).collect()
}

fn strongest(terms: &Terms) -> Vec<(u64, f32)> {
    let mut asked = terms.weights.clone();
    asked.sort_by(|(a, x), (b, y)| y.total_cmp(x).then(a.cmp(b)));
    asked.truncate(ASKED);
    asked
}

/// Threads compared in full with an article.
const COMPARED: usize = 16;

/// Weights that threads have in common with an article: one place for each thread, cleared after each article.
#[derive(Debug, Default)]
struct Hits {
    weights: Vec<f32>,
    touched: Vec<u32>,
}

impl Hits {
    /// Threads that share terms, the ones with most weight in common first; only the best few are compared in full.
    fn best(
        &mut self,
        asked: &[(u64, f32)],
        index: &HashMap<u64, Vec<u32>, Hashed>,
        n_threads: usize,
    ) -> Vec<u32> {
        self.weights.resize(n_threads, 0.0);
        // Weights of one thread are summed in the order of the terms.
        for (feature, w) in asked {
            for thread in index.get(feature).into_iter().flatten() {
                let Some(weight) = self.weights.get_mut(*thread as usize) else {
                    continue;
                };
                // Terms weigh more than nothing.
                if *weight == 0.0 {
                    self.touched.push(*thread);
                }
                *weight += w;
            }
        }
        let (weights, touched) = (&mut self.weights, &mut self.touched);
        let mut best: Vec<(u32, f32)> = Vec::with_capacity(touched.len());
        for thread in touched.drain(..) {
            let weight = weights.get_mut(thread as usize).map(std::mem::take);
            best.push((thread, weight.unwrap_or_default()));
        }
        let order = |(a, x): &(u32, f32), (b, y): &(u32, f32)| y.total_cmp(x).then(a.cmp(b));
        if best.len() > COMPARED {
            best.select_nth_unstable_by(COMPARED, order);
            best.truncate(COMPARED);
        }
        best.sort_unstable_by(order);
        best.into_iter().map(|(thread, _)| thread).collect()
    }
}

impl Default for Thread {
    fn default() -> Self {
        Self {
            members: Vec::new(),
            sum: HashMap::default(),
            square: 0.0,
            last: None,
        }
    }
}

impl Thread {
    fn dot(&self, terms: &Terms) -> f32 {
        terms
            .weights
            .iter()
            .map(|(feature, w)| w * self.sum.get(feature).copied().unwrap_or(0.0))
            .sum()
    }

    fn likeness(&self, terms: &Terms, day: Option<Date>) -> f32 {
        let gap = match (self.last, day) {
            (Some(last), Some(day)) => (day - last).get_days().max(0) as f32,
            _ => 0.0,
        };
        if self.square <= 0.0 {
            return 0.0;
        }
        self.dot(terms) / self.square.sqrt() * (0.5f32).powf(gap / FADE)
    }

    fn add(&mut self, article: ArticleId, terms: &Terms, day: Option<Date>) {
        let mut dot = 0.0;
        for (feature, w) in &terms.weights {
            let sum = self.sum.entry(*feature).or_default();
            dot += w * *sum;
            *sum += w;
        }
        self.square += 2.0 * dot + terms.weights.iter().map(|(_, w)| w * w).sum::<f32>();
        self.members.push(article);
        self.last = self.last.max(day);
    }
}

/// The article that is most like all others of a group; the earliest among equals.
pub fn central(members: &[ArticleId], terms: &[Terms]) -> Option<ArticleId> {
    let mut thread = Thread::default();
    for member in members {
        if let Some(terms) = terms.get(member.ix()) {
            thread.add(*member, terms, None);
        }
    }
    members
        .iter()
        .filter_map(|member| Some((thread.dot(terms.get(member.ix())?), *member)))
        .max_by(|(a, x), (b, y)| a.total_cmp(b).then(y.cmp(x)))
        .map(|(_, member)| member)
}
