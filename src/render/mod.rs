//! From the picture to pages and data files. Knows no rule of extraction.
//!
//! The site is a map from address to page: [`plan`] lists every page, [`render`] makes one.

pub mod permalink;

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

/// One file of the site that is still to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Path below the output folder.
    pub path: String,
}

/// Every page of the site, sorted by path.
pub fn plan(_site: &Site<'_>) -> Vec<Page> {
    Vec::new()
}

/// Makes one page.
pub fn render(page: &Page, _site: &Site<'_>) -> Result<Output> {
    Ok(Output {
        path: page.path.clone(),
        bytes: Vec::new(),
    })
}
