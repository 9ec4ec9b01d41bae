//! `dateline extract`

use super::Exit;
use super::report;
use crate::config;
use crate::diag::{self, Diagnostic};
use crate::error::{Error, Result};
use crate::extract::Lexicon;
use crate::extract::interchange::{self, Reading, Revise};
use crate::pipeline::{self, External};
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::io;
use std::path::Path;

/// Annotate articles for other programs: NDJSON documents in, the same with their facts out
///
/// Each line of standard input is a document, `{"id", "date", "lang", "title", "text"}`; `id` and `text` must be there. Each
/// line of standard output is the same document with its names, references, dates, quotes and events, by offsets in code
/// points. A program under `extract` in dateline.yaml has the last word.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Read all documents before writing: actors, events and stories get ids that hold over all of them
    ///
    /// Actors are told from one another as in a build. A mention whose actor is known in its own document alone has an id
    /// with `#` (`DOCUMENT#name`). `events` has one entry for each event that a document reports, with its `id`; an event
    /// that would get no page has none. `story` is the story that the document belongs to, or null. All texts are held in
    /// memory.
    #[arg(long)]
    resolve: bool,
}

pub(super) fn run(root: &Path, args: &Args) -> Result<Exit> {
    let external = external(root)?;
    let told = RefCell::new(BTreeSet::new());
    // One and the same complaint for each batch would be noise.
    let tell = |fault: Diagnostic| {
        if told.borrow_mut().insert(fault.message.clone()) {
            eprint!("{}", diag::render(&[fault], report::is_colored()));
        }
    };
    let revise = external
        .as_ref()
        .map(|external| |batch: &mut [Reading]| external.revise(batch, &tell));
    let revise = revise.as_ref().map(|revise| revise as Revise<'_>);
    let (input, output) = (io::BufReader::new(io::stdin()), io::stdout().lock());
    let summary = if args.resolve {
        pipeline::filter(input, output, revise)
    } else {
        interchange::run(input, output, &Lexicon::embedded(), revise)
    };
    let summary =
        summary.map_err(|error| Error::io("filter", Path::new("standard input"), error))?;
    Ok(if summary.errors == 0 {
        Exit::Fine
    } else {
        Exit::Content
    })
}

/// The extractor of the site at `root`; none for a program that an extractor's run has started.
fn external(root: &Path) -> Result<Option<External>> {
    if std::env::var_os(pipeline::INSIDE).is_some() {
        return Ok(None);
    }
    let (config, found) = config::load(root)?;
    let found: Vec<_> = found
        .into_iter()
        .filter(|it| it.code == "config/extract")
        .collect();
    eprint!("{}", diag::render(&found, report::is_colored()));
    Ok(config.extract.map(|it| External::new(&it, root)))
}
