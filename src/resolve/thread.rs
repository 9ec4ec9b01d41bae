//! Threads: articles on one matter, found by joining what is most alike first.
//!
//! Every article begins as a group of its own; again and again the two groups that are most alike become one, until no
//! two are alike enough (agglomerative clustering by the cosine of the groups' sums). Two groups of some size also stay
//! apart when they are much less alike than the articles inside each of them: two matters of one kind, as two
//! earthquakes, share many words and still are two. Candidates come from an inverted index, a few for each article,
//! which keeps the work near-linear. Does not depend on the order in which articles of one day are given.

mod bundle;
mod pairs;

use super::term::Terms;
use crate::content::ArticleId;
use bundle::Bundle;
use jiff::civil::Date;
use std::cmp::Ordering;
use std::collections::{BTreeMap, BinaryHeap};

/// Likeness from which two groups are one matter.
const JOIN: f32 = 0.17;
/// Articles in a group from which its inner likeness says something.
const TELLING: usize = 4;
/// Two groups stay apart when the mean likeness between them is less than this part of the mean likeness within them.
const APART: f32 = 0.65;

/// Groups all articles, which are in order of date; single ones are groups too. Groups are in order of first member.
pub fn threads(terms: &[Terms], days: &[Option<Date>]) -> Vec<Vec<ArticleId>> {
    let mut joining = Joining::new(terms, days);
    while let Some((a, b)) = joining.next() {
        joining.join(a, b);
    }
    let mut threads: Vec<Vec<ArticleId>> = joining
        .bundles
        .into_iter()
        .flatten()
        .map(Bundle::into_members)
        .collect();
    threads.sort_unstable_by_key(|members| members.first().copied());
    threads
}

/// The article that is most like all others of a group; the earliest among equals.
pub fn central(members: &[ArticleId], terms: &[Terms]) -> Option<ArticleId> {
    let of = |member: &ArticleId| terms.get(member.ix());
    let mut all = Bundle::default();
    for (member, terms) in members.iter().filter_map(|it| Some((it, of(it)?))) {
        all.add(Bundle::new(*member, terms, None), 0.0);
    }
    members
        .iter()
        .filter_map(|member| Some((all.with_terms(of(member)?), *member)))
        .max_by(|(a, x), (b, y)| a.total_cmp(b).then(y.cmp(x)))
        .map(|(_, member)| member)
}

/// Whether two groups that share something may be joined.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Bond {
    Open,
    /// Found to be two matters; so are all groups that come of them.
    Apart,
}

/// Two groups and how alike they were when last compared.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Pair {
    likeness: f32,
    a: u32,
    b: u32,
}

impl Eq for Pair {}

impl Ord for Pair {
    /// The most alike is the greatest; the earliest among equals.
    fn cmp(&self, other: &Self) -> Ordering {
        let by_age = (other.a, other.b).cmp(&(self.a, self.b));
        self.likeness.total_cmp(&other.likeness).then(by_age)
    }
}

impl PartialOrd for Pair {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Groups that become fewer.
struct Joining {
    /// By the number of an article in the group; `None` where another group took it in.
    bundles: Vec<Option<Bundle>>,
    /// For each group, the groups that share something with it.
    bonds: Vec<BTreeMap<u32, Bond>>,
    queue: BinaryHeap<Pair>,
}

impl Joining {
    fn new(terms: &[Terms], days: &[Option<Date>]) -> Self {
        let single = |(ix, terms)| {
            let day = days.get(ix).copied().flatten();
            Some(Bundle::new(ArticleId(ix as u32), terms, day))
        };
        let mut joining = Self {
            bundles: terms.iter().enumerate().map(single).collect(),
            bonds: vec![BTreeMap::new(); terms.len()],
            queue: BinaryHeap::new(),
        };
        for (a, b) in pairs::pairs(terms) {
            joining.bind(a, b, Bond::Open);
            joining.compare(a, b);
        }
        joining
    }

    fn bundle(&self, ix: u32) -> Option<&Bundle> {
        self.bundles.get(ix as usize)?.as_ref()
    }

    fn bind(&mut self, a: u32, b: u32, bond: Bond) {
        for (one, other) in [(a, b), (b, a)] {
            if let Some(bonds) = self.bonds.get_mut(one as usize) {
                bonds.insert(other, bond);
            }
        }
    }

    fn bond(&self, a: u32, b: u32) -> Option<Bond> {
        self.bonds.get(a as usize)?.get(&b).copied()
    }

    fn likeness(&self, a: u32, b: u32) -> Option<f32> {
        Some(self.bundle(a)?.likeness(self.bundle(b)?))
    }

    /// Puts two groups into the queue if they are alike.
    fn compare(&mut self, a: u32, b: u32) {
        let (a, b) = (a.min(b), a.max(b));
        if let Some(likeness) = self.likeness(a, b)
            && likeness >= JOIN
        {
            self.queue.push(Pair { likeness, a, b });
        }
    }

    /// The two groups to be joined next.
    fn next(&mut self) -> Option<(u32, u32)> {
        while let Some(Pair { likeness, a, b }) = self.queue.pop() {
            let (Some(Bond::Open), Some(now)) = (self.bond(a, b), self.likeness(a, b)) else {
                continue;
            };
            if now < JOIN {
                continue;
            }
            // A group that grew meanwhile is less like this one than it was.
            if now < likeness {
                self.compare(a, b);
                continue;
            }
            let (Some(one), Some(other)) = (self.bundle(a), self.bundle(b)) else {
                continue;
            };
            if are_two_matters(one, other) {
                self.bind(a, b, Bond::Apart);
                continue;
            }
            return Some((a, b));
        }
        None
    }

    /// The smaller group goes into the larger one, with its bonds: what it does not touch need not be compared again.
    fn join(&mut self, a: u32, b: u32) {
        let size = |ix| self.bundle(ix).map_or(0, Bundle::len);
        let (into, from) = match size(a) >= size(b) {
            true => (a, b),
            false => (b, a),
        };
        let taken = self.bundles.get_mut(from as usize).and_then(Option::take);
        let Some(taken) = taken else { return };
        if let Some(Some(bundle)) = self.bundles.get_mut(into as usize) {
            let between = bundle.dot(&taken);
            bundle.add(taken, between);
        }
        let bonds = self.bonds.get_mut(from as usize).map(std::mem::take);
        for (other, bond) in bonds.unwrap_or_default() {
            if let Some(back) = self.bonds.get_mut(other as usize) {
                back.remove(&from);
            }
            if other == into {
                continue;
            }
            let known = self.bond(into, other);
            let bond = match known {
                Some(Bond::Apart) => Bond::Apart,
                _ => bond,
            };
            self.bind(into, other, bond);
            if bond == Bond::Open {
                self.compare(into, other);
            }
        }
    }
}

/// True when each group holds together much better than both do.
fn are_two_matters(a: &Bundle, b: &Bundle) -> bool {
    if a.len().min(b.len()) < TELLING {
        return false;
    }
    let between = a.dot(b) / (a.len() * b.len()) as f32;
    between < APART * (a.mean_within() * b.mean_within()).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(weights: &[(u64, f32)]) -> Terms {
        let length = weights.iter().map(|(_, w)| w * w).sum::<f32>().sqrt();
        let weights = weights.iter().map(|(feature, w)| (*feature, w / length));
        Terms {
            weights: weights.collect(),
        }
    }

    fn groups(terms: &[Terms]) -> Vec<Vec<u32>> {
        let days = vec![None; terms.len()];
        let threads = threads(terms, &days).into_iter();
        threads
            .map(|thread| thread.into_iter().map(|id| id.0).collect())
            .collect()
    }

    #[test]
    fn a_late_link_brings_together_what_one_pass_would_part() {
        // The first two share nothing; the third has half of each.
        let all = [
            terms(&[(1, 1.0), (2, 1.0)]),
            terms(&[(3, 1.0), (4, 1.0)]),
            terms(&[(1, 1.0), (2, 1.0), (3, 1.0), (4, 1.0)]),
            terms(&[(9, 1.0)]),
        ];
        assert_eq!(groups(&all), [vec![0, 1, 2], vec![3]]);
    }

    #[test]
    fn two_matters_of_one_kind_stay_two() {
        let about = |own: u64, kind: f32| terms(&[(1, kind), (own, 1.0), (own + 1, 1.0)]);
        let alike: Vec<Terms> = [10, 10, 10, 10, 20, 20, 20, 20]
            .map(|own| about(own, 0.9))
            .to_vec();
        assert_eq!(groups(&alike), [vec![0, 1, 2, 3], vec![4, 5, 6, 7]]);
        // With most in common they are one.
        let one: Vec<Terms> = [10, 10, 10, 10, 20, 20, 20, 20]
            .map(|own| about(own, 3.0))
            .to_vec();
        assert_eq!(groups(&one), [vec![0, 1, 2, 3, 4, 5, 6, 7]]);
    }

    #[test]
    fn what_lies_years_apart_is_less_alike() {
        let all = [terms(&[(1, 1.0), (2, 2.0)]), terms(&[(1, 1.0), (3, 2.0)])];
        let day = |year| Date::new(year, 3, 1).ok();
        assert_eq!(threads(&all, &[day(2019), day(2019)]).len(), 1);
        assert_eq!(threads(&all, &[day(2019), day(2022)]).len(), 2);
    }

    #[test]
    fn nothing_and_words_in_common_with_nobody_are_groups_of_one() {
        assert!(groups(&[]).is_empty());
        let lonely = [Terms::default(), terms(&[(1, 1.0)]), Terms::default()];
        assert_eq!(groups(&lonely).len(), 3);
    }
}
