//! The stages in order: load, extract, resolve, plan, render, write. The only file that knows the order.
//!
//! A build is a function of the files under the root and of [`Options`]: the clock and the environment are read elsewhere.

use crate::cache::{self, Fingerprint};
use crate::config::{self, Config};
use crate::content::Selection;
use crate::diag::Diagnostic;
use crate::error::Result;
use crate::output::{self, Folder, Written};
use jiff::civil::Date;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

mod external;
mod facts;
mod filter;
mod findings;
mod memory;
mod picture;
mod program;
mod snapshot;
mod stand_in;
mod themed;
mod workshop;

pub use external::{External, INSIDE};
pub use filter::filter;
pub use snapshot::Snapshot;
pub use stand_in::StandIns;
pub use workshop::{Changes, Workshop};

/// What to build and how.
#[derive(Clone, Debug)]
pub struct Options {
    /// The site's folder.
    pub root: PathBuf,
    /// Output folder; the configured one without it.
    pub output: Option<PathBuf>,
    /// Takes the place of the configured address.
    pub base_url: Option<String>,
    /// Also drafts.
    pub drafts: bool,
    /// Also articles dated after `as_of` or `today`.
    pub future: bool,
    /// The day that the site speaks for; the day of the newest article without it.
    pub as_of: Option<Date>,
    /// Today, wherever it is latest on earth: later articles are future ones.
    pub today: Option<Date>,
    /// Warnings stop the build.
    pub strict: bool,
    /// Take over an output folder that dateline did not make.
    pub force: bool,
}

/// The stages, for progress and timings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Stage {
    /// Inputs with those of the last build.
    Compare,
    /// Files to articles.
    Load,
    /// Articles to facts.
    Extract,
    /// Facts to one picture.
    Resolve,
    /// The list of pages.
    Plan,
    /// Pages to bytes, on disk or counted only.
    Render,
    /// The swap.
    Write,
}

/// Hears how far the work is. Called from many threads.
pub trait Progress: Sync {
    /// A stage begins that will do `total` things.
    fn start(&self, stage: Stage, total: usize);
    /// One of them is done.
    fn advance(&self);
}

/// Nobody listens.
#[derive(Clone, Copy, Debug)]
pub struct Silent;

impl Progress for Silent {
    fn start(&self, _: Stage, _: usize) {}
    fn advance(&self) {}
}

/// How long a stage took and how many things it handled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Timing {
    /// Which.
    pub stage: Stage,
    /// Wall time in milliseconds.
    pub wall_ms: u64,
    /// Processor time of all threads in milliseconds.
    pub cpu_ms: u64,
    /// Articles or pages.
    pub count: usize,
}

/// How many of each the site has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Articles.
    pub articles: usize,
    /// Actors and places with a page.
    pub actors: usize,
    /// Events.
    pub events: usize,
    /// Stories.
    pub stories: usize,
    /// Quotations.
    pub quotes: usize,
    /// Files planned.
    pub pages: usize,
}

/// What came of a build or a check.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Report {
    /// Sorted by place.
    pub diagnostics: Vec<Diagnostic>,
    /// How many of each.
    pub counts: Counts,
    /// Where the site is.
    pub output: PathBuf,
    /// `None` when nothing was written: because of errors, or because only a check was asked for.
    pub written: Option<Written>,
    /// The day that the site speaks for, `2019-01-19`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_of: Option<String>,
    /// Old addresses below the site's root, and where they lead: `/old/` to `/articles/new/`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub redirects: Vec<(String, String)>,
    /// Per stage, in order.
    pub timings: Vec<Timing>,
}

/// Whether the site's pages go to disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// Into the output folder.
    Folder,
    /// Nowhere: every page is rendered and dropped.
    Nowhere,
}

/// Builds the site, or only checks that it can be built. A build with the inputs of the last one, whose output still
/// stands, is done when that is found out.
///
/// # Errors
/// What the machine refuses; problems of the content are in the report.
pub fn build(options: &Options, target: Target, progress: &dyn Progress) -> Result<Report> {
    let mut clock = Clock::new(progress);
    if target == Target::Nowhere {
        return run(options, target, &mut clock);
    }
    let inputs = clock.time(Stage::Compare, 0, || {
        Fingerprint::of(&options.root, &inputs_key(options))
    });
    if let Some(report) = inputs
        .as_ref()
        .and_then(|inputs| unchanged(options, inputs))
    {
        return Ok(Report {
            timings: clock.timings,
            ..report
        });
    }
    let report = run(options, target, &mut clock)?;
    // A program that failed may be mended without any source being touched: the next build asks it again.
    let is_sound = |report: &Report| {
        let mut found = report.diagnostics.iter();
        !found.any(|it| it.code.starts_with("extract/"))
    };
    if let (Some(inputs), Some(_)) = (inputs, report.written)
        && is_sound(&report)
        && let Some(standing) = output::standing(&report.output)
    {
        cache::remember(&options.root, inputs, standing.digest, &report);
    }
    Ok(report)
}

/// Whatever decides the outcome beside the files below the root's own folders: the options, and a site's extractor.
fn inputs_key(options: &Options) -> String {
    let extractor = config::load(&options.root)
        .ok()
        .and_then(|(config, _)| Some(External::new(&config.extract?, &options.root).seal()));
    format!("{} {extractor:?}", options.key())
}

/// The report of the last build when there is nothing to do.
fn unchanged(options: &Options, inputs: &Fingerprint) -> Option<Report> {
    let (config, _) = config::load(&options.root).ok()?;
    let standing = output::standing(&options.output_folder(&config))?;
    let report: Report = cache::report_of_last(&options.root, inputs, &standing.digest)?;
    Some(Report {
        written: Some(standing.written),
        ..report
    })
}

fn run(options: &Options, target: Target, clock: &mut Clock<'_>) -> Result<Report> {
    let mut workshop = Workshop::new(options.clone());
    let snapshot = workshop.look(&Changes::All, clock)?;
    let output = options.output_folder(&snapshot.config);
    let is_blocked = snapshot.is_blocked(options.strict);
    let making = || match is_blocked {
        true => Ok(None),
        false => make(&snapshot, options, &output, target, clock),
    };
    // What was understood is kept while pages are made, whatever comes of them.
    let (written, ()) = rayon::join(making, || workshop.save());
    Ok(Report {
        counts: snapshot.counts(),
        as_of: snapshot.as_of.map(|day| day.to_string()),
        redirects: snapshot.redirects(),
        diagnostics: snapshot.diagnostics,
        output,
        written: written?,
        timings: std::mem::take(&mut clock.timings),
    })
}

/// Renders every page and hands it on at once, so that memory holds only the pages in the making.
fn make(
    snapshot: &Snapshot,
    options: &Options,
    output: &Path,
    target: Target,
    clock: &mut Clock<'_>,
) -> Result<Option<Written>> {
    let folder = match target {
        Target::Folder => Some(Folder::open(&options.root, output, options.force)?),
        Target::Nowhere => None,
    };
    let progress = clock.progress;
    clock.time(Stage::Render, snapshot.pages.len(), || {
        snapshot.pages.par_iter().try_for_each(|page| {
            let made = snapshot.render(page)?;
            progress.advance();
            folder.as_ref().map_or(Ok(()), |folder| folder.put(&made))
        })
    })?;
    folder
        .map(|folder| clock.time(Stage::Write, 0, || folder.finish()))
        .transpose()
}

impl Options {
    /// Whatever decides the outcome beside the files.
    fn key(&self) -> String {
        let Self {
            root: _,
            force: _,
            output,
            base_url,
            drafts,
            future,
            as_of,
            today,
            strict,
        } = self;
        format!("{output:?} {base_url:?} {drafts} {future} {as_of:?} {today:?} {strict}")
    }

    fn output_folder(&self, config: &Config) -> PathBuf {
        self.output
            .clone()
            .unwrap_or_else(|| self.root.join(&config.output))
    }

    fn selection(&self) -> Selection {
        Selection {
            drafts: self.drafts,
            future: self.future,
            as_of: self.as_of.or(self.today),
        }
    }
}

/// Measures stages and tells the listener about them.
struct Clock<'a> {
    progress: &'a dyn Progress,
    timings: Vec<Timing>,
}

impl<'a> Clock<'a> {
    fn new(progress: &'a dyn Progress) -> Self {
        Self {
            progress,
            timings: Vec::new(),
        }
    }

    fn time<T>(&mut self, stage: Stage, count: usize, work: impl FnOnce() -> T) -> T {
        self.progress.start(stage, count);
        let (wall, cpu) = (Instant::now(), processor_time());
        let made = work();
        let milliseconds = |duration: Duration| duration.as_millis() as u64;
        self.timings.push(Timing {
            stage,
            wall_ms: milliseconds(wall.elapsed()),
            cpu_ms: milliseconds(processor_time().saturating_sub(cpu)),
            count,
        });
        made
    }
}

#[cfg(unix)]
fn processor_time() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    Duration::new(
        time.tv_sec.unsigned_abs(),
        time.tv_nsec.unsigned_abs() as u32,
    )
}

#[cfg(not(unix))]
fn processor_time() -> Duration {
    Duration::ZERO
}
