//! The site as it is to be published: the files of an output folder, and those that a host wants beside them.

use crate::error::{Error, Result};
use crate::output::{Entry, MANIFEST, Manifest};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Files to publish, by path below the site's root, each with the hash of its content and its headers.
#[derive(Clone, Debug)]
pub struct Site {
    folder: PathBuf,
    /// Files that are not in the folder: `CNAME`, `.nojekyll`, precompressed twins.
    extra: BTreeMap<String, Vec<u8>>,
    /// All files, complete with headers.
    pub files: BTreeMap<String, Entry>,
}

impl Site {
    /// The site in an output folder that dateline made.
    ///
    /// # Errors
    /// The folder has no manifest, or a file cannot be read.
    pub fn open(folder: &Path, extra: BTreeMap<String, Vec<u8>>) -> Result<Self> {
        let path = folder.join(MANIFEST);
        let json = std::fs::read(&path).map_err(|error| Error::io("read", &path, error))?;
        let manifest = Manifest::parse(&json).unwrap_or_default();
        let mut files = manifest.files;
        files.extend(
            extra
                .iter()
                .map(|(path, bytes)| (path.clone(), Entry::of(bytes))),
        );
        for (path, entry) in &mut files {
            entry.headers = Some(super::headers::of(path));
        }
        Ok(Self {
            folder: folder.to_owned(),
            extra,
            files,
        })
    }

    /// The content of one of its files.
    ///
    /// # Errors
    /// It cannot be read, or is no longer what the build wrote.
    pub fn read(&self, path: &str) -> Result<Cow<'_, [u8]>> {
        if let Some(bytes) = self.extra.get(path) {
            return Ok(Cow::Borrowed(bytes));
        }
        let full = self.folder.join(path);
        let bytes = std::fs::read(&full).map_err(|error| Error::io("read", &full, error))?;
        let is_same = self
            .files
            .get(path)
            .is_some_and(|entry| entry.hash == Entry::of(&bytes).hash);
        if is_same {
            return Ok(Cow::Owned(bytes));
        }
        Err(Error::Refused {
            path: full,
            reason: "the file is no longer what the build wrote".into(),
            hint: "build again, then publish".into(),
        })
    }

    /// What will be on the host when it holds this site.
    pub fn manifest(&self) -> Manifest {
        Manifest::new(self.files.clone())
    }
}
