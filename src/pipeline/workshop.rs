//! One site, understood again and again as its sources change: what did not change is not computed again.

use super::{Clock, Options, Progress, Snapshot, take};
use crate::content::{self, Article};
use crate::diag::Diagnostic;
use crate::error::Result;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What may have changed since the last look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Changes {
    /// Anything.
    All,
    /// These files and folders, relative to the site's root: made, removed or written.
    Paths(Vec<PathBuf>),
}

/// Remembers what was read and understood, so that the next look is quick.
#[derive(Debug)]
pub struct Workshop {
    options: Options,
}

/// What the file of an article says now.
#[derive(Clone, Debug)]
pub struct Reread {
    /// The article as the snapshot has it.
    pub old: Arc<Article>,
    /// The article as the file has it, with the index of the old one; its address is the same, everything else may differ.
    pub new: Article,
    /// What is wrong with the file; no errors.
    pub diagnostics: Vec<Diagnostic>,
}

impl Workshop {
    /// A workshop that has read nothing yet.
    pub fn new(options: Options) -> Self {
        Self { options }
    }

    /// The site as its sources are now.
    ///
    /// # Errors
    /// What the machine refuses; problems of the content are in the snapshot.
    pub fn refresh(&mut self, _changes: &Changes, progress: &dyn Progress) -> Result<Snapshot> {
        take(&self.options, &mut Clock::new(progress))
    }

    /// A stand-in for the next [`Workshop::refresh`] within milliseconds, when only texts of articles or parts of the
    /// theme changed: the new words in the picture of `last`. Whatever an edit touched is shown without links until the
    /// refresh is there; nothing is shown that may be wrong. `None`: it cannot be done that quickly.
    pub fn stand_in(&mut self, _last: &Snapshot, _changes: &Changes) -> Option<Snapshot> {
        None
    }

    /// Reads again the file of an article that `last` has, with the configuration of `last`. `None` when there is no such
    /// article or file, when it has errors, or when its address would change.
    pub fn reread(&self, last: &Snapshot, path: &Path) -> Option<Reread> {
        let old = last.articles.iter().find(|article| article.path == path)?;
        let mut diagnostics = Vec::new();
        let mut new = content::read(&self.options.root, path, &last.config, &mut diagnostics)?;
        if new.slug != old.slug {
            return None;
        }
        new.id = old.id;
        Some(Reread {
            old: old.clone(),
            new,
            diagnostics,
        })
    }
}
