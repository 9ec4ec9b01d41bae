//! What a folder holds of ours when it is opened: the list of the last run that ended, and of one that was cut off.

use super::{CLAIM, Entry, Error, MANIFEST, Manifest, Result};
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

/// What dateline left in a folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Held {
    /// What the last run that ended made.
    pub manifest: Option<Manifest>,
    /// What a run that was cut off was about to write and to delete.
    pub claim: Option<Manifest>,
}

impl Held {
    pub(super) fn read(folder: &Path) -> Result<Self> {
        Ok(Self {
            manifest: read_list(folder, MANIFEST)?,
            claim: read_list(folder, CLAIM)?,
        })
    }

    /// True when dateline never was here.
    pub(super) fn is_nothing(&self) -> bool {
        self.manifest.is_none() && self.claim.is_none()
    }

    /// True when the last run ended.
    pub(super) fn is_settled(&self) -> bool {
        self.manifest.is_some() && self.claim.is_none()
    }

    /// Every file that is ours. What a run that was cut off may have written has a hash that no content has.
    pub(super) fn last(&self) -> BTreeMap<String, Entry> {
        let unknown = || Entry {
            hash: String::new(),
            bytes: 0,
            headers: None,
        };
        let mut last = BTreeMap::new();
        if let Some(manifest) = &self.manifest {
            last.clone_from(&manifest.files);
            let stale = manifest.stale.iter();
            last.extend(stale.map(|path| (path.clone(), unknown())));
        }
        if let Some(claim) = &self.claim {
            let paths = claim.files.keys().chain(&claim.stale);
            last.extend(paths.map(|path| (path.clone(), unknown())));
        }
        last
    }
}

/// A list of ours in a folder; `None` when there is none.
pub(super) fn read_list(folder: &Path, name: &str) -> Result<Option<Manifest>> {
    let path = folder.join(name);
    let json = match fs::read(&path) {
        Ok(json) => json,
        Err(error)
            if matches!(
                error.kind(),
                io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
            ) =>
        {
            return Ok(None);
        }
        Err(error) => return Err(Error::io("read", &path, error)),
    };
    match Manifest::parse(&json) {
        Some(manifest) => Ok(Some(manifest)),
        None => Err(Error::Refused {
            path,
            reason: "the list of what dateline made here is damaged".into(),
            hint: "delete this file and take the folder over with --force; files in it are kept"
                .into(),
        }),
    }
}
