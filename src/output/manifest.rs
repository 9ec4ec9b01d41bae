//! The list of what dateline made in a folder or put on a host: it marks what is ours, and tells what changed.

use crate::error::{Error, Result};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path};

/// Name of the manifest at the root of a site.
pub const MANIFEST: &str = ".dateline-manifest.json";

/// Name of the claim at the root of a site: the list of what a run that has not ended is about to write and to delete.
pub const CLAIM: &str = ".dateline-claim.json";

/// Files of a site by path, with forward slashes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Version of this format.
    dateline: u32,
    /// What is there.
    pub files: BTreeMap<String, Entry>,
    /// On a host: files of an earlier site that are still to be deleted.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub stale: BTreeSet<String>,
}

/// One file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// BLAKE3 of the content, in hex.
    pub hash: String,
    /// Length of the content.
    pub bytes: u64,
    /// On a host that has them: the headers it is served with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub headers: Option<Headers>,
}

/// What a host says of a file when it serves it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Headers {
    /// `Content-Type`
    #[serde(rename = "type")]
    pub content_type: String,
    /// `Cache-Control`
    #[serde(rename = "cache")]
    pub cache_control: String,
    /// `Content-Encoding`
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub encoding: Option<String>,
}

const VERSION: u32 = 1;

impl Default for Manifest {
    fn default() -> Self {
        Self::new(BTreeMap::new())
    }
}

impl Manifest {
    /// A list of files, nothing stale.
    pub fn new(files: BTreeMap<String, Entry>) -> Self {
        Self {
            dateline: VERSION,
            files,
            stale: BTreeSet::new(),
        }
    }

    /// Reads a manifest; `None` for anything that is not one of ours, such as one with paths that climb out of the site.
    pub fn parse(json: &[u8]) -> Option<Self> {
        let manifest: Self = serde_json::from_slice(json).ok()?;
        let mut paths = manifest.files.keys().chain(&manifest.stale);
        (manifest.dateline == VERSION && paths.all(|path| is_below(path))).then_some(manifest)
    }

    /// The file's content.
    ///
    /// # Errors
    /// None in practice.
    pub fn to_json(&self) -> Result<Vec<u8>> {
        serde_json::to_vec(self).map_err(|error| Error::Serialize {
            what: MANIFEST.into(),
            reason: error.to_string(),
        })
    }
}

impl Entry {
    /// The entry of a file with this content, without headers.
    pub fn of(content: &[u8]) -> Self {
        Self {
            hash: blake3::hash(content).to_hex().to_string(),
            bytes: content.len() as u64,
            headers: None,
        }
    }
}

/// True for a relative path that cannot climb out of its folder.
fn is_below(path: &str) -> bool {
    Path::new(path)
        .components()
        .all(|part| matches!(part, Component::Normal(_)))
}
