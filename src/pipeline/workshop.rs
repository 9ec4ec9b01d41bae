//! One site, understood again and again as its sources change: what did not change is not computed again.
//!
//! Every look gives exactly what a new workshop would give: what is remembered is only ever the result for the same bytes.
//! A build is the first look of a workshop. Knows the order of the stages, and no rule of any.

use super::facts::Facts;
use super::findings::findings;
use super::picture::{self, Picture};
use super::stand_in::StandIns;
use super::themed::Themed;
use super::{Clock, Options, Progress, Snapshot, Stage};
use crate::cache::{self, Digest};
use crate::config::{self, Config};
use crate::content::{Content, Library};
use crate::diag::Diagnostic;
use crate::error::Result;
use crate::render::{self, Page};
use crate::resolve;
use jiff::civil::Date;
use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};
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
    program: Option<Digest>,
    /// What is still to be looked at: a look that fails leaves it to the next one. `None`: everything.
    pending: Option<BTreeSet<PathBuf>>,
    config: Arc<Config>,
    themed: Option<Themed>,
    library: Library,
    facts: Facts,
    picture: Option<Picture>,
    plan: Option<Plan>,
}

/// The list of pages and all that it comes of.
#[derive(Debug)]
struct Plan {
    content: Digest,
    as_of: Option<Date>,
    config: Arc<Config>,
    assets: Vec<String>,
    pages: Arc<[Page]>,
}

impl Workshop {
    /// A workshop that has read nothing yet.
    pub fn new(options: Options) -> Self {
        Self::of(options, cache::program())
    }

    /// Without a program nothing is kept on disk.
    fn of(options: Options, program: Option<Digest>) -> Self {
        Self {
            program,
            pending: None,
            config: Arc::default(),
            themed: None,
            library: Library::default(),
            facts: Facts::new(&options.root, program),
            picture: None,
            plan: None,
            options,
        }
    }

    /// The site as its sources are now. The first look is at everything.
    ///
    /// # Errors
    /// What the machine refuses; problems of the content are in the snapshot.
    pub fn refresh(&mut self, changes: &Changes, progress: &dyn Progress) -> Result<Snapshot> {
        self.look(changes, &mut Clock::new(progress))
    }

    /// Keeps what was understood in `.dateline/` for the next run. Worth a call when there is nothing else to do.
    pub fn save(&mut self) {
        self.facts.save();
        if let (Some(_), Some(picture)) = (self.program, &mut self.picture) {
            picture.save(&self.options.root);
        }
    }

    pub(super) fn look(&mut self, changes: &Changes, clock: &mut Clock<'_>) -> Result<Snapshot> {
        match (changes, &mut self.pending) {
            (Changes::Paths(paths), Some(pending)) => {
                pending.extend(paths.iter().map(|path| plain(path)));
            }
            (Changes::All, pending) => *pending = None,
            (Changes::Paths(_), None) => {}
        }
        // The root itself is everything.
        if self
            .pending
            .as_ref()
            .is_some_and(|pending| pending.contains(Path::new("")))
        {
            self.pending = None;
        }
        let snapshot = self.understand(clock)?;
        self.pending = Some(BTreeSet::new());
        Ok(snapshot)
    }

    /// Reads and understands what is pending, short of making pages.
    fn understand(&mut self, clock: &mut Clock<'_>) -> Result<Snapshot> {
        let mut diagnostics = self.configure()?;
        let themed = match self.themed.take() {
            Some(themed) if themed.holds(self.pending.as_ref()) => themed,
            _ => Themed::load(&self.options.root)?,
        };
        diagnostics.extend(themed.diagnostics.iter().cloned());
        let theme = self.themed.insert(themed).theme.clone();

        let mut content = clock.time(Stage::Load, 0, || self.read());
        diagnostics.append(&mut content.diagnostics);
        let as_of = self.as_of(&content);
        let (progress, missing) = (clock.progress, self.facts.missing(&content.documents));
        let facts = clock.time(Stage::Extract, missing, || {
            self.facts.of(&content, progress)
        });
        diagnostics.extend(self.facts.fault().cloned());
        diagnostics.extend(findings(&content.articles, &facts));
        let seal = self.seal(&content);
        let known = self.picture.take().filter(|picture| picture.is_of(&seal));
        let picture = clock.time(Stage::Resolve, 0, || {
            known.unwrap_or_else(|| {
                let made = resolve::resolve(&content.articles, &facts, &content.editorial, as_of);
                Picture::new(seal, made)
            })
        });
        diagnostics.extend(picture.diagnostics.iter().cloned());
        let resolution = self.picture.insert(picture).resolution.clone();
        let mut snapshot = Snapshot {
            config: self.config.clone(),
            theme,
            articles: content.articles,
            facts,
            resolution,
            carried: Arc::default(),
            editorial: content.editorial,
            as_of,
            pages: Arc::default(),
            diagnostics,
        };
        snapshot.diagnostics.extend(render::check(&snapshot.site()));
        snapshot.sort_diagnostics();
        if !snapshot.is_blocked(self.options.strict) {
            snapshot.pages = clock.time(Stage::Plan, 0, || self.plan(&snapshot, content.digest))?;
        }
        Ok(snapshot)
    }

    /// Reads the configuration, which is one small file, whatever changed.
    fn configure(&mut self) -> Result<Vec<Diagnostic>> {
        let (mut config, diagnostics) = config::load(&self.options.root)?;
        if let Some(base_url) = &self.options.base_url {
            config.base_url = Some(base_url.clone());
        }
        self.facts
            .set_extractor(config.extract.as_ref(), &self.options.root);
        if *self.config != config {
            self.config = Arc::new(config);
        }
        Ok(diagnostics)
    }

    /// Reads the content, and what an earlier run understood of it.
    fn read(&mut self) -> Content {
        let root = &self.options.root;
        let (selection, pending) = (self.options.selection(), self.pending.as_ref());
        let content = self.library.read(root, &self.config, selection, pending);
        let seal = self.seal(&content);
        let is_first = self.picture.is_none() && self.program.is_some();
        let recall = || is_first.then(|| Picture::recall(root, seal)).flatten();
        let (facts, documents) = (&mut self.facts, &content.documents);
        let (picture, ()) = rayon::join(recall, || facts.recall(documents));
        self.picture = self.picture.take().or(picture);
        content
    }

    /// The day that the site speaks for.
    fn as_of(&self, content: &Content) -> Option<Date> {
        let newest = || {
            content
                .articles
                .iter()
                .filter_map(|article| article.day())
                .max()
        };
        self.options.as_of.or_else(newest)
    }

    /// What the picture of some content is known by.
    fn seal(&self, content: &Content) -> Digest {
        let program = self.program.unwrap_or_default();
        picture::seal(&program, content, self.facts.seal(), self.as_of(content))
    }

    /// The list of pages; the last one when it would be the same.
    fn plan(&mut self, snapshot: &Snapshot, content: Digest) -> Result<Arc<[Page]>> {
        let assets: Vec<String> = snapshot.theme.asset_names().map(str::to_owned).collect();
        let same = self.plan.take().filter(|plan| {
            (plan.content, plan.as_of, &plan.config, &plan.assets)
                == (content, snapshot.as_of, &snapshot.config, &assets)
        });
        let plan = match same {
            Some(plan) => plan,
            None => Plan {
                content,
                as_of: snapshot.as_of,
                config: snapshot.config.clone(),
                assets,
                pages: render::plan(&snapshot.site(), &snapshot.theme)?.into(),
            },
        };
        Ok(self.plan.insert(plan).pages.clone())
    }

    /// What makes stand-ins for the next [`Workshop::refresh`], also while that is under way.
    pub fn stand_ins(&self) -> StandIns {
        StandIns::new(&self.options)
    }
}

/// A path as walks give it: `./content/a.md` is `content/a.md`.
fn plain(path: &Path) -> PathBuf {
    let parts = path.components();
    parts.filter(|part| *part != Component::CurDir).collect()
}

#[cfg(test)]
mod tests;
