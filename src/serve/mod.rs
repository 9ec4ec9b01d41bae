//! The preview: the site from memory on loopback, each page made when it is asked for, and made again when a source changes.
//!
//! ```text
//! watch: paths that changed --> worker (pipeline::Workshop) --> State, by a watch channel --> http: pages, and events
//! ```
//!
//! One thread computes, and hands finished [`State`]s over; requests read the newest one and never wait for the next.
//! Nothing is written into the output folder.

pub mod http;
pub mod overlay;
pub mod state;
pub mod watch;
mod worker;

pub use state::State;

use crate::error::Result;
use crate::pipeline;
use std::net::IpAddr;

/// What to serve and how.
#[derive(Clone, Debug)]
pub struct Options {
    /// What to build.
    pub build: pipeline::Options,
    /// Address to listen on.
    pub host: IpAddr,
    /// First port to try.
    pub port: u16,
    /// Open the site in the user's browser.
    pub open: bool,
    /// Look for changes by walking the folders, not by asking the operating system.
    pub poll: bool,
}

/// Serves until it is interrupted. `said` hears what the user should know: the address, what is wrong, what was read again.
///
/// # Errors
/// No port is free, or the folder cannot be read.
pub fn run(_options: &Options, _said: &(dyn Fn(Said<'_>) + Sync)) -> Result<()> {
    Ok(())
}

/// What the user should know.
#[derive(Clone, Copy, Debug)]
pub enum Said<'a> {
    /// The site is up at this address; the port may not be the one that was asked for.
    Up {
        /// `http://127.0.0.1:1111/briefing/`
        address: &'a str,
        /// The wanted port was busy.
        moved: bool,
    },
    /// The sources were read again.
    Read(&'a State),
}
