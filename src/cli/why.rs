//! `dateline why`

use super::common::Making;
use super::report::{self, to_stdout};
use super::{Exit, progress};
use crate::diag::{self, Severity};
use crate::error::Result;
use crate::pipeline::{Changes, Workshop};
use crate::why::{self, text};
use std::path::Path;

/// Reasons of each sort that are shown without `--all`.
const FEW: usize = 5;

/// Explain what the site says, or does not say: sentences, rules, and how to change it
///
/// Tells on which sentences something on the site rests, which rule read them, what else was weighed, and the lines to
/// paste if it is wrong. Asked for a name that has no page, tells why it has none.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  dateline why Kim Jong Un                      an actor by name (or kim-jong-un)
  dateline why /events/2018-06-12-summit/       any page by its address, with or without the host
  dateline why /articles/a-slug/#s12            all that was read in one sentence
  dateline why content/articles/a.md:14         the same by file and line
  dateline why Pompeo                           why a name has no page of its own
  dateline why we had a productive day          a quotation by some of its words")]
pub struct Args {
    /// Name, slug, address, file with line, or some words of a quotation
    #[arg(required = true, value_name = "WHAT")]
    what: Vec<String>,
    /// Show every reason, not only the first five of each sort
    #[arg(long)]
    all: bool,
    /// Print the answer as one JSON object
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    making: Making,
}

pub(super) fn run(root: &Path, args: &Args) -> Result<Exit> {
    args.making.set_threads();
    let mut workshop = Workshop::new(args.making.options(root));
    let progress = progress::on_stderr();
    let snapshot = workshop.refresh(&Changes::All, progress.as_ref())?;
    drop(progress);
    workshop.save();
    let errors = snapshot.diagnostics.iter();
    let errors: Vec<_> = errors
        .filter(|found| found.severity == Severity::Error)
        .cloned()
        .collect();
    if !errors.is_empty() {
        eprint!("{}", diag::render(&errors, report::is_colored()));
    }
    let most = if args.all { usize::MAX } else { FEW };
    match why::ask(&snapshot, &args.what.join(" "), most) {
        Ok(answer) if args.json => report::to_json(&answer),
        Ok(answer) => to_stdout(text::answer(&answer).as_bytes()),
        Err(unknown) => {
            if args.json {
                report::to_json(&unknown)?;
            }
            eprint!("{}", text::unknown(&unknown));
            Ok(Exit::Usage)
        }
    }
}
