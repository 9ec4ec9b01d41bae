//! `dateline publish`

mod words;

use super::common::Common;
use super::{Exit, progress, report};
use crate::config::{self, Config, MaxDelete};
use crate::diag::Severity;
use crate::error::Result;
use crate::pipeline::{self, Report};
use crate::publish::guard::{self, Limits, Risk};
use crate::publish::{self, Chosen, Host, Plan, Site};
use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::time::{Duration, Instant};
use words::Words;

/// Build the site and publish it to a host
#[derive(Debug, clap::Args)]
pub struct Args {
    /// A target named under `publish` in dateline.yaml, or an address: file://, s3://, git+ssh://, git+https://,
    /// git+file://, rsync:// [default: the only target there is]
    target: Option<String>,
    /// Only say what would be done
    #[arg(long)]
    dry_run: bool,
    /// Only say whether the host holds the site as it is now; exit code 1 when it does not
    #[arg(long, conflicts_with = "dry_run")]
    check: bool,
    /// Files that may be deleted without a question: a number, or a share of what is published
    /// [default: `max_delete` of the target, else 20%]
    #[arg(long, value_name = "N|N%")]
    max_delete: Option<MaxDelete>,
    /// Replace files of the site's names that others put there, or take over a folder that dateline did not make
    #[arg(long)]
    force: bool,
    /// Answer yes to what is asked on a terminal
    #[arg(long, short)]
    yes: bool,
    #[command(flatten)]
    common: Common,
}

pub(super) fn run(root: &Path, args: &Args) -> Result<Exit> {
    let (config, found) = config::load(root)?;
    let mut options = args.common.options(root);
    let chosen = match publish::choose(&config.publish, args.target.as_deref()) {
        // The target may be there and not be read: what is wrong with the file is the better answer.
        Err(_) if found.iter().any(|found| found.severity == Severity::Error) => {
            return args.common.run(&options, pipeline::Target::Nowhere);
        }
        chosen => chosen?,
    };
    args.common.warn_of_unpublished();
    let base_url = chosen.settings.base_url.clone();
    options.base_url = options.base_url.or(base_url);
    let is_known = options.base_url.is_some() || config.base_url.is_some();
    if !is_known && !matches!(chosen.target, publish::Target::Folder(_)) {
        report::warn("no `base_url` is set: feeds have no full addresses, and there is no sitemap");
    }
    let built = args.common.build(&options, pipeline::Target::Folder)?;
    if built.written.is_none() {
        return args.common.print(&built);
    }
    args.common.print_problems(&built);
    compare(root, args, &config, &chosen, &built)
}

/// From the built site to the plan, and on if that is wanted.
fn compare(
    root: &Path,
    args: &Args,
    config: &Config,
    chosen: &Chosen,
    built: &Report,
) -> Result<Exit> {
    let scratch = publish::scratch_folder(root);
    let site = publish::prepare(built, chosen, &scratch)?;
    let mut host = publish::open(
        &chosen.target,
        &publish::Options {
            root,
            scratch,
            history: chosen.settings.history,
            force: args.force,
            title: &config.title,
            day: built.as_of.as_deref().and_then(|day| day.parse().ok()),
            environment: &|name| std::env::var(name).ok(),
        },
    )?;
    let mut plan = Plan::new(&site, host.published()?, host.has_headers());
    if args.force {
        plan.take_over();
    }
    let words = Words::new(
        args.common.format,
        &chosen.settings.name,
        host.name(),
        built,
        &site,
    );
    let limits = Limits {
        asked: args.max_delete,
        configured: chosen.settings.max_delete,
    };
    let risk = guard::risk(&plan, built.counts.articles, limits);
    if args.check {
        words.check(&plan)?;
        return Ok(if plan.is_empty() {
            Exit::Fine
        } else {
            Exit::Content
        });
    }
    if args.dry_run {
        words.dry_run(&plan, risk)?;
        return Ok(Exit::Fine);
    }
    publish(args, host.as_mut(), &plan, &site, risk, &words)
}

/// From the plan to the host.
fn publish(
    args: &Args,
    host: &mut dyn Host,
    plan: &Plan,
    site: &Site,
    risk: Option<Risk>,
    words: &Words<'_>,
) -> Result<Exit> {
    guard::refuse_foreign(plan, host.name())?;
    if plan.is_empty() {
        words.done(plan, None, Duration::ZERO)?;
        return Ok(Exit::Fine);
    }
    words.plan(plan)?;
    if let Some(risk) = risk {
        allow(args, risk, host.name())?;
    }
    let began = Instant::now();
    let progress = progress::sending();
    let done = host.apply(plan, site, progress.as_ref());
    drop(progress);
    words.done(plan, Some(done?), began.elapsed())?;
    Ok(Exit::Fine)
}

/// On a terminal somebody can be asked; what was asked for by an option is not asked again.
fn allow(args: &Args, risk: Risk, host: &str) -> Result<()> {
    let is_terminal = io::stdin().is_terminal() && io::stderr().is_terminal();
    let may_ask = is_terminal && args.max_delete.is_none();
    if may_ask && (args.yes || is_yes(&format!("{host}: {risk}. Go on?"))) {
        return Ok(());
    }
    Err(risk.refusal(host))
}

fn is_yes(question: &str) -> bool {
    let mut stderr = io::stderr();
    let _ = write!(stderr, "{question} [y/N] ");
    let _ = stderr.flush();
    let mut answer = String::new();
    let read = io::stdin().read_line(&mut answer);
    read.is_ok() && matches!(answer.trim().to_ascii_lowercase().as_str(), "y" | "yes")
}
