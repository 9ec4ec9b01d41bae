//! From the picture to pages and data files. Knows no rule of extraction.
//!
//! The site is a map from address to page: [`plan()`] lists every page, [`render`] makes one. Pages know nothing of each
//! other, so that they are made in any order and on any number of threads.

pub mod calendar;
pub mod data;
pub mod feed;
pub mod page;
pub mod permalink;
pub mod plan;
pub mod public;
#[cfg(test)]
mod sample;
pub mod sitemap;
pub mod theme;

pub use page::{FeedFormat, FeedScope, Page, PageKind};
pub use plan::plan;
pub use theme::Theme;

use crate::config::Config;
use crate::content::{Article, Editorial};
use crate::error::Result;
use crate::extract::ArticleFacts;
use crate::output::Output;
use crate::resolve::Resolution;

/// Everything that rendering reads.
#[derive(Clone, Copy, Debug)]
pub struct Site<'a> {
    /// Configuration.
    pub config: &'a Config,
    /// Articles, by [`crate::content::ArticleId`].
    pub articles: &'a [Article],
    /// Their facts.
    pub facts: &'a [ArticleFacts],
    /// The picture.
    pub resolution: &'a Resolution,
    /// The editors' words.
    pub editorial: &'a Editorial,
    /// The day that the site speaks for; `None` without any dated article.
    pub as_of: Option<jiff::civil::Date>,
}

/// Makes one page.
pub fn render(page: &Page, site: &Site<'_>, theme: &Theme) -> Result<Output> {
    let bytes = match &page.kind {
        PageKind::Asset(name) => theme.asset(name)?,
        PageKind::Data(file) => data::render(*file, site)?,
        PageKind::Feed { scope, format } => feed::render(*scope, *format, site)?,
        PageKind::Calendar => calendar::render(site)?,
        PageKind::Sitemap => sitemap::render(site, theme)?,
        PageKind::SitemapPart(n) => sitemap::render_part(*n, site, theme)?,
        PageKind::Robots => sitemap::robots(site)?,
        _ => Vec::new(),
    };
    Ok(Output {
        path: page.path.clone(),
        bytes,
    })
}
