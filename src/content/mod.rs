//! From files to values: articles and the editor's files.
//!
//! Knows nothing of actors, events or pages; what it cannot read becomes a diagnostic, and nothing is lost silently.

pub mod article;
pub mod editorial;
pub mod markdown;
pub mod plain;
pub mod walk;

pub use article::{Article, ArticleId};
pub use editorial::Editorial;

use crate::config::Config;
use crate::diag::Diagnostic;
use crate::error::Result;
use jiff::civil::Date;
use std::path::Path;

/// Which articles to take.
#[derive(Clone, Copy, Debug, Default)]
pub struct Selection {
    /// Also drafts.
    pub drafts: bool,
    /// Also articles dated after `as_of`.
    pub future: bool,
    /// The day that the site speaks for; `None`: nothing counts as future.
    pub as_of: Option<Date>,
}

/// What `content/` holds.
#[derive(Debug, Default)]
pub struct Content {
    /// Sorted by date (undated last), then slug; ids are indices.
    pub articles: Vec<Article>,
    /// The editors' files.
    pub editorial: Editorial,
    /// What is wrong with them, unsorted.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads everything under `root/content`.
pub fn load(_root: &Path, _config: &Config, _selection: Selection) -> Result<Content> {
    Ok(Content::default())
}
