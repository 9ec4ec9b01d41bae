//! Everything that the pages of a site are made from, at one moment.

use super::Counts;
use crate::config::Config;
use crate::content::{Article, Editorial};
use crate::diag::Diagnostic;
use crate::error::Result;
use crate::extract::ArticleFacts;
use crate::output::Output;
use crate::render::{self, Carried, Page, PageKind, Site, Theme};
use crate::resolve::Resolution;
use jiff::civil::Date;
use std::sync::Arc;

/// The site as it stands at one moment: any page of it can be made from this, alone and at any time. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Snapshot {
    /// Configuration.
    pub config: Arc<Config>,
    /// Templates and static files.
    pub theme: Arc<Theme>,
    /// All articles; ids are indices.
    pub articles: Vec<Arc<Article>>,
    /// Their facts, index by index.
    pub facts: Vec<Arc<ArticleFacts>>,
    /// The picture.
    pub resolution: Arc<Resolution>,
    /// Links of articles whose texts are newer than the picture; empty once it is made anew.
    pub carried: Arc<Carried>,
    /// The editors' words.
    pub editorial: Arc<Editorial>,
    /// The day that the site speaks for.
    pub as_of: Option<Date>,
    /// The plan, sorted by path; empty when errors stand in the way.
    pub pages: Arc<[Page]>,
    /// What is wrong, sorted by place.
    pub diagnostics: Vec<Diagnostic>,
}

impl Snapshot {
    /// What pages are made from.
    pub fn site(&self) -> Site<'_> {
        Site {
            config: &self.config,
            articles: &self.articles,
            facts: &self.facts,
            resolution: &self.resolution,
            editorial: &self.editorial,
            as_of: self.as_of,
            carried: Some(&self.carried),
        }
    }

    /// The page whose file has this path below the output folder: `actors/x/index.html`.
    pub fn page(&self, path: &str) -> Option<&Page> {
        let at = self
            .pages
            .binary_search_by(|page| page.path.as_str().cmp(path));
        self.pages.get(at.ok()?)
    }

    /// Makes one page.
    ///
    /// # Errors
    /// A template that fails, a static file that cannot be read.
    pub fn render(&self, page: &Page) -> Result<Output> {
        render::render(page, &self.site(), &self.theme)
    }

    /// Puts what is wrong in the order of files and lines.
    pub(super) fn sort_diagnostics(&mut self) {
        self.diagnostics.sort_by(|a, b| {
            (&a.place, a.severity, &a.code, &a.message)
                .cmp(&(&b.place, b.severity, &b.code, &b.message))
        });
    }

    /// True when the content has errors (or, if `strict`, warnings), so that there are no pages.
    pub fn is_blocked(&self, strict: bool) -> bool {
        self.diagnostics
            .iter()
            .any(|found| found.severity.stops(strict))
    }

    /// Old addresses, and where they lead; in the order of their paths.
    pub fn redirects(&self) -> Vec<(String, String)> {
        let redirect = |page: &Page| match &page.kind {
            PageKind::Redirect(to) => Some((page.permalink.clone(), to.clone())),
            _ => None,
        };
        self.pages.iter().filter_map(redirect).collect()
    }

    /// How many of each there are.
    pub fn counts(&self) -> Counts {
        Counts {
            articles: self.articles.len(),
            actors: self.resolution.actors.len(),
            events: self.resolution.events.len(),
            stories: self.resolution.stories.len(),
            quotes: self.resolution.quotes.len(),
            pages: self.pages.len(),
        }
    }
}
