//! `dateline check`

use super::Exit;
use super::common::Common;
use crate::error::Result;
use crate::pipeline::Target;
use std::path::Path;

/// Report every problem of the site without writing anything
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    common: Common,
}

pub(super) fn run(root: &Path, args: &Args) -> Result<Exit> {
    args.common.run(&args.common.options(root), Target::Nowhere)
}
