//! Words that an article shares with the others of its story and with few others of the site.

use super::view::View;
use crate::content::ArticleId;
use crate::resolve::term::{each_word, is_common};
use std::collections::{BTreeMap, BTreeSet};

/// Shortest word that counts, in bytes.
const LEAST: usize = 4;
/// Most words that are told.
const TOLD: usize = 6;

impl View<'_> {
    /// For each of the first members of a story the words that it shares with other members, the rarest on the site first.
    pub(super) fn shared_words(&self, members: &[ArticleId]) -> BTreeMap<ArticleId, Vec<String>> {
        let shown: Vec<ArticleId> = members.iter().copied().take(self.most).collect();
        // Of each word: in how many members and in how many articles it stands.
        let mut spread: BTreeMap<String, (usize, usize)> = BTreeMap::new();
        for id in &shown {
            for word in self.words_of(*id) {
                spread.entry(word).or_default();
            }
        }
        let is_member: BTreeSet<ArticleId> = members.iter().copied().collect();
        for id in self.ids() {
            for word in self.words_of(id) {
                if let Some((inside, all)) = spread.get_mut(&word) {
                    *inside += usize::from(is_member.contains(&id));
                    *all += 1;
                }
            }
        }
        let of = |id: &ArticleId| {
            let words = self.words_of(*id).into_iter();
            let mut shared: Vec<(usize, usize, String)> = words
                .filter_map(|word| {
                    let (inside, all) = *spread.get(&word)?;
                    (inside > 1).then_some((all - inside, usize::MAX - inside, word))
                })
                .collect();
            shared.sort_unstable();
            let words = shared.into_iter().map(|(_, _, word)| word);
            (*id, words.take(TOLD).collect())
        };
        shown.iter().map(of).collect()
    }

    /// The telling words of an article, in lower case.
    fn words_of(&self, id: ArticleId) -> BTreeSet<String> {
        let mut words = BTreeSet::new();
        if let Some(article) = self.article(id) {
            each_word(&article.text.text, LEAST, |word| {
                if !is_common(word) && word.chars().all(char::is_alphabetic) {
                    words.insert(word.to_owned());
                }
            });
        }
        words
    }
}
