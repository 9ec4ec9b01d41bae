//! Articles taken together: the sum of their terms, and how much they have in common.

use crate::content::ArticleId;
use crate::resolve::term::{Hashed, Terms};
use jiff::civil::Date;
use std::collections::HashMap;

/// Days of silence between two groups after which their likeness counts half.
const FADE: f32 = 400.0;

/// A group of articles with the sum of their terms.
#[derive(Debug, Default)]
pub struct Bundle {
    /// In order of date.
    members: Vec<ArticleId>,
    sum: HashMap<u64, f32, Hashed>,
    /// The features of `sum` in a fixed order.
    features: Vec<u64>,
    /// Square of the length of `sum`.
    square: f32,
    /// Likeness of all pairs of members, summed.
    within: f32,
    days: Option<(Date, Date)>,
}

impl Bundle {
    /// One article.
    pub fn new(article: ArticleId, terms: &Terms, day: Option<Date>) -> Self {
        Self {
            members: vec![article],
            sum: terms.weights.iter().copied().collect(),
            features: terms.weights.iter().map(|(feature, _)| *feature).collect(),
            square: terms.weights.iter().map(|(_, w)| w * w).sum(),
            within: 0.0,
            days: day.map(|day| (day, day)),
        }
    }

    /// Number of articles.
    pub fn len(&self) -> usize {
        self.members.len()
    }

    /// Articles in order of date.
    pub fn into_members(self) -> Vec<ArticleId> {
        self.members
    }

    /// Product of the sums: the likeness of all pairs of articles, one from each side.
    pub fn dot(&self, other: &Self) -> f32 {
        let (small, large) = match self.features.len() <= other.features.len() {
            true => (self, other),
            false => (other, self),
        };
        let weight = |bundle: &Self, feature| bundle.sum.get(feature).copied().unwrap_or(0.0);
        let both = |feature| weight(small, feature) * weight(large, feature);
        small.features.iter().map(both).sum()
    }

    /// Product of the sum and the terms of one article.
    pub fn with_terms(&self, terms: &Terms) -> f32 {
        let both = |(feature, w): &(u64, f32)| w * self.sum.get(feature).copied().unwrap_or(0.0);
        terms.weights.iter().map(both).sum()
    }

    /// Cosine of the sums, faded by the silence between: 0 to 1.
    pub fn likeness(&self, other: &Self) -> f32 {
        let length = (self.square * other.square).sqrt();
        if length <= 0.0 {
            return 0.0;
        }
        let fading = (0.5f32).powf(self.silence(other) / FADE);
        self.dot(other) / length * fading
    }

    /// Mean likeness of two members; nothing for a single one.
    pub fn mean_within(&self) -> f32 {
        let n_pairs = self.len() * self.len().saturating_sub(1) / 2;
        self.within / n_pairs.max(1) as f32
    }

    /// Days between the end of one and the beginning of the other.
    fn silence(&self, other: &Self) -> f32 {
        let (Some((from, upto)), Some((first, last))) = (self.days, other.days) else {
            return 0.0;
        };
        let days = (first - upto).get_days().max((from - last).get_days());
        days.max(0) as f32
    }

    /// Takes in another group; `between` is the product of both sums.
    pub fn add(&mut self, other: Self, between: f32) {
        for feature in &other.features {
            let weight = other.sum.get(feature).copied().unwrap_or(0.0);
            match self.sum.entry(*feature) {
                std::collections::hash_map::Entry::Occupied(mut sum) => *sum.get_mut() += weight,
                std::collections::hash_map::Entry::Vacant(place) => {
                    place.insert(weight);
                    self.features.push(*feature);
                }
            }
        }
        self.square += 2.0 * between + other.square;
        self.within += between + other.within;
        self.members.extend(other.members);
        self.members.sort_unstable();
        self.days = match (self.days, other.days) {
            (Some((from, upto)), Some((first, last))) => Some((from.min(first), upto.max(last))),
            (mine, others) => mine.or(others),
        };
    }
}
