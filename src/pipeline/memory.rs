//! A site of articles that are at hand: every stage from parsing to the plan of pages, without a disk.
//!
//! For tests and other programs. Knows no editor's files and keeps nothing for later.

use super::facts::lexicon;
use super::findings::findings;
use super::snapshot::Snapshot;
use crate::config::Config;
use crate::content::{self, Selection};
use crate::error::Result;
use crate::extract;
use crate::render::{self, Theme};
use crate::resolve;
use jiff::civil::Date;
use std::path::PathBuf;
use std::sync::Arc;

impl Snapshot {
    /// The site of these files, by path relative to a root (`content/articles/a.md`), drafts and articles to come among them.
    ///
    /// # Errors
    /// A plan that cannot be made; problems of the content are in the snapshot, and with errors it has no pages.
    pub fn of_files(
        files: impl IntoIterator<Item = (PathBuf, Vec<u8>)>,
        config: Config,
        theme: Arc<Theme>,
        as_of: Option<Date>,
    ) -> Result<Self> {
        let selection = Selection {
            drafts: true,
            future: true,
            as_of,
        };
        let content = content::of_files(files, &config, selection);
        let newest = || content.articles.iter().filter_map(|it| it.day()).max();
        let as_of = as_of.or_else(newest);
        let extract = |article: &Arc<content::Article>| {
            Arc::new(extract::extract(&article.document(), lexicon()))
        };
        let facts: Vec<_> = content.articles.iter().map(extract).collect();
        let mut diagnostics = content.diagnostics;
        diagnostics.extend(findings(&content.articles, &facts));
        let (resolution, found) =
            resolve::resolve(&content.articles, &facts, &content.editorial, as_of);
        diagnostics.extend(found);
        let mut snapshot = Self {
            config: Arc::new(config),
            theme,
            articles: content.articles,
            facts,
            resolution: Arc::new(resolution),
            carried: Arc::default(),
            editorial: content.editorial,
            as_of,
            pages: Arc::default(),
            diagnostics,
        };
        let found = render::check(&snapshot.site());
        snapshot.diagnostics.extend(found);
        snapshot.sort_diagnostics();
        if !snapshot.is_blocked(false) {
            snapshot.pages = render::plan(&snapshot.site(), &snapshot.theme)?.into();
        }
        Ok(snapshot)
    }
}
