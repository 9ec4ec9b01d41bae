//! All quotations, newest first.

use super::view::{self, Head, Maker, Pager, QuoteItem};
use crate::content::article::{Article, ArticleId};
use crate::resolve::QuoteId;
use serde::Serialize;

/// Quotations on a page.
pub const PER_PAGE: usize = 100;

/// The page.
#[derive(Clone, Debug, Serialize)]
pub struct QuotesPage {
    /// Head.
    pub head: Head,
    /// Quotations.
    pub quotes: Vec<QuoteItem>,
    /// The other pages.
    pub pager: Option<Pager>,
}

/// Builds the page.
pub fn view(maker: &Maker<'_>, n: u32) -> QuotesPage {
    let quotes = &maker.site.resolution.quotes;
    let is_dated = |id: ArticleId| maker.article(id).and_then(Article::day).is_some();
    let dated = quotes.partition_point(|quote| is_dated(quote.article));
    let start = (n.saturating_sub(1)) as usize * PER_PAGE;
    let newest = (0..dated)
        .rev()
        .chain(dated..quotes.len())
        .skip(start)
        .take(PER_PAGE);
    QuotesPage {
        head: maker.head("quotes", "Quotes", "Who said what, each with its sentence."),
        quotes: newest
            .filter_map(|ix| maker.quote_item(QuoteId(ix as u32)))
            .collect(),
        pager: maker.pager("/quotes/", n, view::pages_of(quotes.len(), PER_PAGE)),
    }
}
