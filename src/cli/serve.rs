//! `dateline serve`

use super::Exit;
use super::build::Common;
use crate::error::Result;
use crate::serve::{self, Options};
use std::net::IpAddr;
use std::path::Path;

/// Preview the site locally; pages follow every change of its sources
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Port to listen on; a busy one gives way to the next free one
    #[arg(long, short, value_name = "N", default_value_t = 1111)]
    port: u16,
    /// Address to listen on
    #[arg(long, value_name = "IP", default_value = "127.0.0.1")]
    host: IpAddr,
    /// Open the site in the browser
    #[arg(long)]
    open: bool,
    /// Walk the folders for changes instead of asking the operating system, as network drives need
    #[arg(long)]
    poll: bool,
    #[command(flatten)]
    common: Common,
}

pub(super) fn run(root: &Path, args: &Args) -> Result<Exit> {
    let options = Options {
        build: args.common.options(root),
        host: args.host,
        port: args.port,
        open: args.open,
        poll: args.poll,
    };
    serve::run(&options, &|_| {})?;
    Ok(Exit::Fine)
}
