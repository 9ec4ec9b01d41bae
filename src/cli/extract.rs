//! `dateline extract`

use super::Exit;
use crate::error::{Error, Result};
use crate::extract::{Lexicon, interchange};
use std::io;
use std::path::Path;

/// Annotate articles: NDJSON documents on standard input, the same with names, dates, quotes and events on standard output
#[derive(Debug, clap::Args)]
pub struct Args {}

pub(super) fn run(_: &Args) -> Result<Exit> {
    let summary = interchange::run(
        io::BufReader::new(io::stdin()),
        io::stdout().lock(),
        &Lexicon::embedded(),
    )
    .map_err(|error| Error::io("filter", Path::new("standard input"), error))?;
    Ok(if summary.errors == 0 {
        Exit::Fine
    } else {
        Exit::Content
    })
}
