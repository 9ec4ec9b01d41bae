//! Sentences by their editors' names: `article-slug#s12`, `article-slug#first words of the sentence`, or `article-slug`
//! for its first.

use super::{SentenceRef, lead, near};
use crate::content::{Article, ArticleId};
use crate::diag::{Diagnostic, Place};
use crate::extract::ArticleFacts;
use crate::extract::facts::SentenceIx;
use crate::slug::Slug;
use crate::text::{BlockKind, Span};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Articles by slug, with their sentences.
#[derive(Debug)]
pub struct Sentences<'a> {
    articles: &'a [Arc<Article>],
    facts: &'a [Arc<ArticleFacts>],
    by_slug: BTreeMap<&'a Slug, ArticleId>,
}

impl<'a> Sentences<'a> {
    /// Over all articles.
    pub fn new(articles: &'a [Arc<Article>], facts: &'a [Arc<ArticleFacts>]) -> Self {
        let by_slug = articles
            .iter()
            .enumerate()
            .map(|(ix, article)| (&article.slug, ArticleId(ix as u32)))
            .collect();
        Self {
            articles,
            facts,
            by_slug,
        }
    }

    /// The article of a slug.
    pub fn article(&self, slug: &str) -> Option<ArticleId> {
        self.by_slug.get(&Slug::parse(slug)?).copied()
    }

    /// All article slugs.
    pub fn slugs(&self) -> impl Iterator<Item = &'a Slug> + '_ {
        self.by_slug.keys().copied()
    }

    /// The sentence that a citation names; the warning says what is missing.
    pub fn find(&self, citation: &str, place: &Place) -> Result<SentenceRef, Box<Diagnostic>> {
        let (slug, part) = citation.split_once('#').unwrap_or((citation, ""));
        let warning =
            |message: String| Diagnostic::warning("evidence/not-found", place.clone(), message);
        let Some(article) = self.article(slug.trim()) else {
            let warning = warning(format!("`{citation}`: there is no article `{slug}`"));
            return Err(Box::new(match near::hint(slug, self.slugs()) {
                Some(hint) => warning.hint(hint),
                None => warning,
            }));
        };
        self.sentence(article, part.trim()).ok_or_else(|| {
            let warning = warning(format!("`{citation}`: the article has no such sentence"));
            Box::new(warning.hint(
                "write `article-slug#s12`, as in the page's address, or `article-slug#` and the sentence's first words",
            ))
        })
    }

    /// The first sentence of the running text: what an article is cited for as a whole.
    fn first(&self, article: ArticleId) -> Option<usize> {
        let blocks = &self.articles.get(article.ix())?.text.blocks;
        let sentences = &self.facts.get(article.ix())?.sentences;
        sentences.iter().position(|sentence| {
            let block = blocks.get(sentence.block as usize);
            block.is_some_and(|block| block.kind == BlockKind::Paragraph)
        })
    }

    /// A sentence by anchor or by its first words; without either, the first sentence.
    pub fn sentence(&self, article: ArticleId, part: &str) -> Option<SentenceRef> {
        let facts = self.facts.get(article.ix())?;
        let number = part
            .strip_prefix('s')
            .and_then(|number| number.parse::<usize>().ok());
        let found = match number {
            Some(number) => number
                .checked_sub(1)
                .filter(|ix| *ix < facts.sentences.len()),
            None if part.is_empty() => self.first(article),
            None => {
                let article = self.articles.get(article.ix())?;
                let dateline = lead::dateline(article, facts);
                let wanted = words(part);
                facts.sentences.iter().position(|sentence| {
                    let Span { start, end } = sentence.span;
                    let behind = Span {
                        start: start.max(dateline.end).min(end),
                        end,
                    };
                    let begins = |span: Span| begins_with(span.of(&article.text.text), &wanted);
                    // Readers cite the words behind a dateline.
                    begins(sentence.span) || (dateline.overlaps(sentence.span) && begins(behind))
                })
            }
        };
        found.map(|ix| SentenceRef {
            article,
            sentence: SentenceIx(ix as u32),
        })
    }
}

fn words(text: &str) -> Vec<String> {
    text.split(|ch: char| !ch.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

fn begins_with(text: &str, wanted: &[String]) -> bool {
    let mut words = text
        .split(|ch: char| !ch.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase);
    !wanted.is_empty()
        && wanted
            .iter()
            .all(|word| words.next().as_ref() == Some(word))
}
