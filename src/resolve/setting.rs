//! The setting of a name: the articles that it stands in, and who else is named there.
//!
//! Two names in one setting are likely to be about one matter. Only names that few articles have are evidence: everybody is
//! named beside the United Nations. Countries are none.

use super::record::Record;
use crate::content::ArticleId;
use crate::extract::facts::MentionKind;
use std::collections::BTreeMap;

/// A name in more articles than this is no evidence.
const RARE: usize = 32;
/// Articles of one name that are looked at.
const ARTICLES: usize = 64;

/// Who is named in which article.
#[derive(Debug, Default)]
pub struct Settings {
    /// For each article: the rare names in it and what each is worth, sorted.
    rare: Vec<Vec<(u32, u8)>>,
    /// For each record: the number of its name.
    names: Vec<u32>,
}

impl Settings {
    /// Numbers the names and counts the articles of each.
    pub fn new(records: &[Record<'_>]) -> Self {
        let mut numbers: BTreeMap<&str, u32> = BTreeMap::new();
        let mut names = Vec::with_capacity(records.len());
        let mut articles: Vec<Vec<ArticleId>> = Vec::new();
        for record in records {
            let number = *numbers.entry(&record.key).or_insert(articles.len() as u32);
            names.push(number);
            if number as usize == articles.len() {
                articles.push(Vec::new());
            }
            if let Some(list) = articles.get_mut(number as usize)
                && list.last() != Some(&record.article)
            {
                list.push(record.article);
            }
        }
        let n_articles = records.last().map_or(0, |record| record.article.ix() + 1);
        let mut rare = vec![Vec::new(); n_articles];
        for (record, number) in records.iter().zip(&names) {
            let seen = articles.get(*number as usize).map_or(0, Vec::len);
            let worth = worth(record).filter(|_| (2..=RARE).contains(&seen));
            if let (Some(list), Some(worth)) = (rare.get_mut(record.article.ix()), worth) {
                list.push((*number, worth));
            }
        }
        for list in &mut rare {
            list.sort_unstable();
            list.dedup_by_key(|(number, _)| *number);
        }
        Self { rare, names }
    }

    /// What two groups of records have in common: two for each other person or body, one for each place.
    pub fn shared(&self, records: &[Record<'_>], one: &[usize], other: &[usize]) -> u32 {
        let (a, b) = (self.around(records, one), self.around(records, other));
        let own = |number: u32| {
            let mut members = one.iter().chain(other);
            members.any(|ix| self.names.get(*ix) == Some(&number))
        };
        let both = a.iter().filter(|(number, _)| b.contains_key(number));
        both.filter(|(number, _)| !own(**number))
            .map(|(_, worth)| u32::from(*worth))
            .sum()
    }

    fn around(&self, records: &[Record<'_>], members: &[usize]) -> BTreeMap<u32, u8> {
        let articles = articles(records, members).take(ARTICLES);
        articles
            .filter_map(|article| self.rare.get(article.ix()))
            .flatten()
            .copied()
            .collect()
    }
}

fn worth(record: &Record<'_>) -> Option<u8> {
    match record.kind() {
        _ if record.facts.country.is_some() => None,
        MentionKind::Place => Some(1),
        MentionKind::Person | MentionKind::Organization => Some(2),
    }
}

/// The articles of some records, in order.
fn articles<'a>(
    records: &'a [Record<'_>],
    members: &'a [usize],
) -> impl Iterator<Item = ArticleId> + 'a {
    members
        .iter()
        .filter_map(|ix| records.get(*ix))
        .map(|it| it.article)
}

/// True when one article names both: it tells them apart, or it would have made them one.
pub fn meet(records: &[Record<'_>], one: &[usize], other: &[usize]) -> bool {
    let (mut a, mut b) = (
        articles(records, one).peekable(),
        articles(records, other).peekable(),
    );
    while let (Some(x), Some(y)) = (a.peek(), b.peek()) {
        match x.cmp(y) {
            std::cmp::Ordering::Less => a.next(),
            std::cmp::Ordering::Greater => b.next(),
            std::cmp::Ordering::Equal => return true,
        };
    }
    false
}
