//! `dateline build`

use super::Exit;
use super::common::Common;
use crate::error::Result;
use crate::pipeline::Target;
use std::path::{Path, PathBuf};

/// Build the site: articles in, a folder of pages, feeds and data files out
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Output folder [default: `output` in dateline.yaml, else public]
    #[arg(long, short, value_name = "DIR")]
    output: Option<PathBuf>,
    /// Take over an output folder that dateline did not make; files in it are kept
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    common: Common,
}

pub(super) fn run(root: &Path, args: &Args) -> Result<Exit> {
    let mut options = args.common.options(root);
    options.output = args.output.clone();
    options.force = args.force;
    args.common.run(&options, Target::Folder)
}
