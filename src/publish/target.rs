//! Where to publish to: what a target's address means.

use super::Host;
use crate::error::{Error, Result};
use std::path::PathBuf;

/// A place to publish to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// `file:///srv/www`: a folder, switched in one step.
    Folder(PathBuf),
    /// `s3://bucket/prefix?endpoint=…&region=…`: any store that speaks S3.
    S3 {
        /// Bucket.
        bucket: String,
        /// Path below it, without slashes at its ends; may be empty.
        prefix: String,
        /// Address of a store that is not Amazon's.
        endpoint: Option<String>,
        /// Region.
        region: Option<String>,
    },
    /// `git+ssh://…#gh-pages`, `git+file://…#gh-pages`: a branch whose tree is the site.
    Git {
        /// What the git program is given.
        remote: String,
        /// Branch.
        branch: String,
    },
    /// `rsync://user@host:port/path`: a folder on a server, over ssh.
    Rsync {
        /// `user@host`, or `host`.
        host: String,
        /// Port of the ssh server.
        port: Option<u16>,
        /// Absolute folder.
        path: String,
    },
}

impl Target {
    /// Reads an address.
    ///
    /// # Errors
    /// [`Error::Host`]: an unknown scheme, a missing bucket, path or branch, or credentials in the address.
    pub fn parse(address: &str) -> Result<Self> {
        Err(Error::Host {
            host: address.to_owned(),
            reason: "unknown kind of address".into(),
            hint: "write file://, s3://, git+ssh://, git+file:// or rsync://".into(),
        })
    }

    /// Opens the way to it; nothing is asked of the host yet.
    ///
    /// # Errors
    /// [`Error::Host`]: a program (git, rsync) or credentials are missing.
    pub fn host(&self) -> Result<Box<dyn Host>> {
        Err(Error::Host {
            host: String::new(),
            reason: String::new(),
            hint: String::new(),
        })
    }
}
