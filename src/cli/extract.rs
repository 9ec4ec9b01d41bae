//! `dateline extract`

use super::Exit;
use crate::error::{Error, Result};
use crate::extract::{Lexicon, interchange};
use crate::pipeline;
use std::io;
use std::path::Path;

/// Annotate articles: NDJSON documents on standard input, the same with names, dates, quotes and events on standard output
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

pub(super) fn run(args: &Args) -> Result<Exit> {
    let (input, output) = (io::BufReader::new(io::stdin()), io::stdout().lock());
    let summary = if args.resolve {
        pipeline::filter(input, output)
    } else {
        interchange::run(input, output, &Lexicon::embedded())
    };
    let summary =
        summary.map_err(|error| Error::io("filter", Path::new("standard input"), error))?;
    Ok(if summary.errors == 0 {
        Exit::Fine
    } else {
        Exit::Content
    })
}
