//! From a target's address to the host behind it.

use super::{Host, folder, git, rsync, s3};
use crate::config::{History, Target};
use crate::error::Result;
use jiff::civil::Date;
use std::fmt;
use std::path::{Path, PathBuf};

/// What a host is opened with beside its address.
#[derive(Clone)]
pub struct Options<'a> {
    /// The site's folder, which no target may lie in the way of.
    pub root: &'a Path,
    /// A folder for the program's own files, such as a copy of a repository. It may not exist yet, and may be deleted at
    /// any time between two runs.
    pub scratch: PathBuf,
    /// Whether a branch keeps what was published before.
    pub history: History,
    /// Take over what another put there: a folder that is not ours, a manifest that is damaged.
    pub force: bool,
    /// The site's title, for the message of a commit.
    pub title: &'a str,
    /// The day that the site speaks for: the date of a commit. `None`: that of the commit before it.
    pub day: Option<Date>,
    /// Looks up a variable of the environment; credentials come from nowhere else.
    pub environment: &'a dyn Fn(&str) -> Option<String>,
}

impl fmt::Debug for Options<'_> {
    /// Without the environment, which holds secrets.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Options")
            .field("root", &self.root)
            .field("scratch", &self.scratch)
            .field("history", &self.history)
            .field("force", &self.force)
            .field("title", &self.title)
            .field("day", &self.day)
            .finish_non_exhaustive()
    }
}

/// Opens the way to a host; nothing is asked of it yet.
///
/// # Errors
/// [`crate::error::Error::Host`]: a program (git, rsync) or credentials are missing.
pub fn open(target: &Target, options: &Options<'_>) -> Result<Box<dyn Host>> {
    let name = target.to_string();
    match target {
        Target::Folder(path) => folder::open(name, path, options),
        Target::S3 {
            bucket,
            prefix,
            endpoint,
            region,
        } => {
            let (endpoint, region) = (endpoint.as_deref(), region.as_deref());
            s3::open(name, bucket, prefix, endpoint, region, options)
        }
        Target::Git { remote, branch } => git::open(name, remote, branch, options),
        Target::Rsync { host, port, path } => rsync::open(name, host, *port, path, options),
    }
}
