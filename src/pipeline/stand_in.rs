//! What the preview shows between a save and the new picture: the saved words in the picture of before.
//!
//! All that reads every article is left as it was. An edited article is read and understood again, alone, and its facts are
//! put into the places of the old ones (see [`carry`]); a changed theme is loaded. Everything else needs the whole site to
//! be looked at, and has no stand-in.

mod alignment;
mod carry;

use super::facts::lexicon;
use super::findings::findings_of;
use super::{Changes, Options, Snapshot};
use crate::content;
use crate::extract;
use crate::render::{self, Theme};
use carry::Version;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Makes stand-ins within milliseconds; on another thread than the workshop's, when that is busy.
#[derive(Clone, Debug)]
pub struct StandIns {
    root: PathBuf,
    strict: bool,
}

impl StandIns {
    pub(super) fn new(options: &Options) -> Self {
        Self {
            root: options.root.clone(),
            strict: options.strict,
        }
    }

    /// The site with the words and the theme as they are now, in the picture of `last`. Whatever an edit touched is shown
    /// without links; nothing is shown that may be wrong. `None` when `changes` concern more than texts and theme, or when
    /// there are errors. `last` may be a stand-in itself.
    pub fn after(&self, last: &Snapshot, changes: &Changes) -> Option<Snapshot> {
        let Changes::Paths(paths) = changes else {
            return None;
        };
        let touched = Touched::of(&self.root, last, paths)?;
        let mut next = last.clone();
        for ix in touched.articles {
            next.renew(ix, &self.root)?;
        }
        if touched.theme {
            next.reload_theme(&self.root)?;
        }
        next.sort_diagnostics();
        (!next.is_blocked(self.strict) && !next.pages.is_empty()).then_some(next)
    }
}

/// What of a site was touched.
#[derive(Debug, Default, PartialEq, Eq)]
struct Touched {
    /// Indices of articles.
    articles: BTreeSet<usize>,
    theme: bool,
}

impl Touched {
    /// `None` when something else was touched, or nothing that pages show.
    fn of(root: &Path, last: &Snapshot, paths: &[PathBuf]) -> Option<Self> {
        let mut touched = Self::default();
        for path in paths {
            let is_theme = path.starts_with("templates") || path.starts_with("static");
            let known = || last.articles.iter().position(|it| it.path == *path);
            if is_theme {
                touched.theme = true;
            } else if let Some(ix) = known() {
                touched.articles.insert(ix);
            } else if !is_unread(root, path) {
                return None;
            }
        }
        (touched != Self::default()).then_some(touched)
    }
}

/// True for what nobody reads beside articles: a folder, an editor's backup or swap file, and what is gone again.
fn is_unread(root: &Path, path: &Path) -> bool {
    if !path.starts_with("content/articles") {
        return false;
    }
    let is_hidden = path
        .iter()
        .any(|part| part.as_encoded_bytes().starts_with(b"."));
    let is_source = content::is_source(path);
    is_hidden || !is_source || !root.join(path).exists() || root.join(path).is_dir()
}

impl Snapshot {
    /// Puts the words that an article's file has now in the place of the old ones.
    fn renew(&mut self, ix: usize, root: &Path) -> Option<()> {
        let old = self.articles.get(ix)?;
        let mut found = Vec::new();
        let new = content::renewed(root, old, &self.config, &mut found)?;
        let facts = extract::extract(&new.document(), lexicon());
        found.extend(findings_of(&new, &facts));
        let version = |text, facts| Version { text, facts };
        let (facts, links) = carry::carry(
            version(&old.text.text, self.facts.get(ix)?),
            self.site().links(old.id)?,
            version(&new.text.text, &facts),
        );
        self.diagnostics.retain(|it| it.place.path != new.path);
        self.diagnostics.append(&mut found);
        let mut carried = (*self.carried).clone();
        carried.insert(new.id, links);
        self.carried = Arc::new(carried);
        *self.facts.get_mut(ix)? = Arc::new(facts);
        *self.articles.get_mut(ix)? = Arc::new(new);
        Some(())
    }

    /// Takes the theme as it is now, and plans anew when it has other files.
    fn reload_theme(&mut self, root: &Path) -> Option<()> {
        let (theme, mut found) = Theme::load(root).ok()?;
        let is_of_theme = |path: &Path| path.starts_with("templates") || path.starts_with("static");
        self.diagnostics.retain(|it| !is_of_theme(&it.place.path));
        self.diagnostics.append(&mut found);
        let has_same_files = theme.asset_names().eq(self.theme.asset_names());
        self.theme = Arc::new(theme);
        if !has_same_files {
            let pages = render::plan(&self.site(), &self.theme).ok()?;
            self.pages = pages.into();
        }
        Some(())
    }
}

#[cfg(test)]
mod tests;
