//! The theme, read again only when its files may have changed.

use crate::diag::Diagnostic;
use crate::error::Result;
use crate::render::Theme;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use walkdir::WalkDir;

/// Folders that a theme is made from.
const FOLDERS: [&str; 2] = ["templates", "static"];

/// A theme and what is wrong with it.
#[derive(Debug)]
pub(super) struct Themed {
    pub(super) theme: Arc<Theme>,
    pub(super) diagnostics: Vec<Diagnostic>,
    /// Links may change without anybody telling.
    has_links: bool,
}

impl Themed {
    pub(super) fn load(root: &Path) -> Result<Self> {
        let (theme, diagnostics) = Theme::load(root)?;
        Ok(Self {
            theme: Arc::new(theme),
            diagnostics,
            has_links: FOLDERS.iter().any(|folder| has_links(&root.join(folder))),
        })
    }

    /// True when these changes say nothing of it.
    pub(super) fn holds(&self, changed: Option<&BTreeSet<PathBuf>>) -> bool {
        let is_of_theme = |path: &PathBuf| FOLDERS.iter().any(|folder| path.starts_with(folder));
        !self.has_links && changed.is_some_and(|changed| !changed.iter().any(is_of_theme))
    }
}

fn has_links(folder: &Path) -> bool {
    let mut entries = WalkDir::new(folder)
        .into_iter()
        .filter_map(|entry| entry.ok());
    entries.any(|entry| entry.path_is_symlink())
}
