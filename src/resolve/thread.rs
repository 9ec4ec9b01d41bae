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
    for (ix, terms) in terms.iter().enumerate() {
        let day = days.get(ix).copied().flatten();
        let asked = strongest(terms);
        let best = candidates(&asked, &index)
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

/// Threads that share terms, the ones with most weight in common first; only the best few are compared in full.
fn candidates(asked: &[(u64, f32)], index: &HashMap<u64, Vec<u32>, Hashed>) -> Vec<u32> {
    let mut hits: Vec<(u32, f32)> = Vec::new();
    for (feature, w) in asked {
        let threads = index.get(feature).into_iter().flatten();
        hits.extend(threads.map(|thread| (*thread, *w)));
    }
    // Stable: weights of one thread are summed in the order of the terms.
    hits.sort_by_key(|(thread, _)| *thread);
    let mut best: Vec<(u32, f32)> = hits
        .chunk_by(|(a, _), (b, _)| a == b)
        .filter_map(|same| Some((same.first()?.0, same.iter().map(|(_, w)| w).sum())))
        .collect();
    best.sort_by(|(a, x), (b, y)| y.total_cmp(x).then(a.cmp(b)));
    best.truncate(16);
    best.into_iter().map(|(thread, _)| thread).collect()
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
        self.square +=
            2.0 * self.dot(terms) + terms.weights.iter().map(|(_, w)| w * w).sum::<f32>();
        for (feature, w) in &terms.weights {
            *self.sum.entry(*feature).or_default() += w;
        }
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
