//! Arguments that several commands share: what the site is made from, and how a build tells of it.

use super::report::{self, Format};
use super::{Exit, progress};
use crate::config::to_base_url;
use crate::error::Result;
use crate::pipeline::{self, Options, Report, Target};
use jiff::civil::Date;
use std::path::Path;

/// What the site is made from.
#[derive(Debug, clap::Args)]
pub struct Making {
    /// Include drafts
    #[arg(long)]
    drafts: bool,
    /// Include articles dated in the future
    #[arg(long)]
    future: bool,
    /// Address the site will have, instead of `base_url` in dateline.yaml
    #[arg(long, value_name = "URL", value_parser = base_url)]
    base_url: Option<String>,
    /// Treat warnings as errors
    #[arg(long)]
    strict: bool,
    /// The day the site speaks for: later articles are left out, plans before it count as overdue
    /// [default: the day of the newest article]
    #[arg(long, value_name = "YYYY-MM-DD")]
    as_of: Option<Date>,
    /// Number of threads [default: one per core]
    #[arg(long, short, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=512))]
    jobs: Option<u16>,
}

/// What the commands share that build a site and tell what came of it.
#[derive(Debug, clap::Args)]
pub struct Common {
    #[command(flatten)]
    making: Making,
    /// Print time, processor time and counts per stage
    #[arg(long)]
    timings: bool,
    /// How to print the result on standard output
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(super) format: Format,
}

impl Making {
    pub(super) fn options(&self, root: &Path) -> Options {
        Options {
            root: root.to_owned(),
            output: None,
            base_url: self.base_url.clone(),
            drafts: self.drafts,
            future: self.future,
            as_of: self.as_of,
            today: Some(latest_today()),
            strict: self.strict,
            force: false,
        }
    }

    /// Takes as many threads as the user wants.
    pub(super) fn set_threads(&self) {
        if let Some(jobs) = self.jobs {
            // Fails only when the pool exists already, which a process that runs one command never sees.
            let _ = rayon::ThreadPoolBuilder::new()
                .num_threads(jobs.into())
                .build_global();
        }
    }
}

impl Common {
    pub(super) fn options(&self, root: &Path) -> Options {
        self.making.options(root)
    }

    pub(super) fn run(&self, options: &Options, target: Target) -> Result<Exit> {
        self.print(&self.build(options, target)?)
    }

    pub(super) fn build(&self, options: &Options, target: Target) -> Result<Report> {
        self.making.set_threads();
        let progress = progress::on_stderr();
        pipeline::build(options, target, progress.as_ref())
    }

    pub(super) fn print(&self, report: &Report) -> Result<Exit> {
        report::print(report, self.format, self.timings, self.making.strict)
    }

    /// What is wrong, and the timings if wanted; the result is left to another.
    pub(super) fn print_problems(&self, report: &Report) {
        report::print_problems(report, self.format, self.timings);
    }

    /// Says that others will read what is not meant for them yet.
    pub(super) fn warn_of_unpublished(&self) {
        if self.making.drafts {
            report::warn("--drafts: drafts are published too");
        }
        if self.making.future {
            report::warn("--future: articles dated in the future are published too");
        }
    }
}

fn base_url(text: &str) -> std::result::Result<String, String> {
    to_base_url(text)
        .ok_or_else(|| "write a full address such as https://example.org/briefing/".to_owned())
}

/// Today where it is latest on earth, so that no article of today counts as future, whatever the machine's time zone.
fn latest_today() -> Date {
    let fourteen_hours_east = jiff::tz::TimeZone::fixed(jiff::tz::offset(14));
    fourteen_hours_east
        .to_datetime(jiff::Timestamp::now())
        .date()
}
