//! One site, understood again and again as its sources change: what did not change is not computed again.

use super::{Clock, Options, Progress, Snapshot, stand_in, take};
use crate::error::Result;
use crate::extract::Lexicon;
use std::path::PathBuf;
use std::sync::OnceLock;

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
    /// Word lists, made when a text is first read alone.
    lexicon: OnceLock<Lexicon>,
}

impl Workshop {
    /// A workshop that has read nothing yet.
    pub fn new(options: Options) -> Self {
        Self {
            options,
            lexicon: OnceLock::new(),
        }
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
    pub fn stand_in(&mut self, last: &Snapshot, changes: &Changes) -> Option<Snapshot> {
        let lexicon = self.lexicon.get_or_init(Lexicon::embedded);
        stand_in::stand_in(&self.options, lexicon, last, changes)
    }
}
