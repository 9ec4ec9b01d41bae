//! From outputs to a folder: written aside, then swapped in one step; what did not change is not written again.
//!
//! ```text
//! public/                        the last site, untouched until the swap
//! .public.dateline-new/          the next site: changed files are written here, unchanged ones hard-linked at the end
//! .public.dateline-old/          the last site after the swap, on its way out
//! ```
//!
//! The folder's manifest (`.dateline-manifest.json`) lists what dateline made there: it marks the folder as ours, tells a
//! stale page from a file that somebody else put there (kept), and spares unchanged files from being written again.
//! A folder that is published to is made in the same way; see [`Folder::publish_to`]. Where the swap cannot be one step, a
//! claim (`.dateline-claim.json`) lists what is about to change, so that a run that was cut off is taken up.
//! Knows nothing of pages.

mod held;
pub mod manifest;
mod swap;

pub use held::Held;
pub use manifest::{CLAIM, Entry, MANIFEST, Manifest};

use crate::error::{Error, Result};
use rayon::prelude::*;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::Duration;
use swap::Swap;

/// One file of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Output {
    /// Path below the output folder, with forward slashes: `actors/kim-jong-un/index.html`.
    pub path: String,
    /// Content.
    pub bytes: Vec<u8>,
}

/// What a build did to the output folder.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Written {
    /// Files of the site.
    pub files: usize,
    /// Bytes of the site.
    pub bytes: u64,
    /// Files that are new or differ from the last site.
    pub changed: usize,
    /// Files of the last site that are no longer made.
    pub removed: usize,
}

/// A file of the next site.
#[derive(Debug)]
struct Made {
    entry: Entry,
    /// The last site has the same: it was not written aside.
    kept: bool,
}

/// An output folder with the next site in the making. Dropped without [`Folder::finish`], it leaves everything as it was.
#[derive(Debug)]
pub struct Folder {
    target: PathBuf,
    swap: Swap,
    held: Held,
    last: BTreeMap<String, Entry>,
    next: Mutex<BTreeMap<String, Made>>,
    _lock: Option<File>,
}

impl Folder {
    /// Opens the output folder `target` of the site at `root`, waiting for another build of the same site to end.
    ///
    /// # Errors
    /// [`Error::Refused`] when `target` is a file, holds the site's sources, or is neither empty nor ours (`force` takes
    /// it over and keeps what is in it); [`Error::Io`] when the disk refuses.
    pub fn open(root: &Path, target: &Path, force: bool) -> Result<Self> {
        let lock = lock(root);
        let target = absolute(target)?;
        refuse_sources(root, &target)?;
        Self::of(target, lock, force, "choose another folder with --output")
    }

    /// Opens a folder that a site is published to. Another publisher is waited for a while; until the value is dropped,
    /// others wait for this one.
    ///
    /// # Errors
    /// [`Error::Refused`] when the folder above does not exist, another publisher does not end, or `target` is a file or
    /// neither empty nor ours (`force` takes it over and keeps what is in it); [`Error::Io`] when the disk refuses.
    pub fn publish_to(target: &Path, force: bool) -> Result<Self> {
        let target = absolute(target)?;
        let parent = target.parent().unwrap_or(&target);
        if !parent.is_dir() {
            return Err(Error::Refused {
                path: parent.to_owned(),
                reason: "there is no such folder".into(),
                hint: "create it, or plug in the drive that holds it".into(),
            });
        }
        let lock = lock_or_give_up(parent, &target)?;
        Self::of(target, lock, force, "choose another folder")
    }

    fn of(target: PathBuf, lock: Option<File>, force: bool, way_out: &str) -> Result<Self> {
        if target.exists() && !target.is_dir() {
            return Err(Error::Refused {
                path: target,
                reason: "this is a file, not a folder".into(),
                hint: way_out.to_owned(),
            });
        }
        let swap = Swap::new(&target)?;
        swap.recover(|old| Ok(Held::read(old)?.last()))?;
        let held = Held::read(&target)?;
        if held.is_nothing() && !force && !is_empty(&target)? {
            return Err(not_ours(&target, way_out));
        }
        Ok(Self {
            target,
            swap,
            last: held.last(),
            held,
            next: Mutex::default(),
            _lock: lock,
        })
    }

    /// Takes one file of the next site; writes it aside unless the last site has the same.
    ///
    /// # Errors
    /// [`Error::Io`] when it cannot be written.
    pub fn put(&self, output: &Output) -> Result<()> {
        let entry = Entry::of(&output.bytes);
        self.take(&output.path, entry, || Ok(Cow::Borrowed(&output.bytes)))?;
        Ok(())
    }

    /// Takes one file of the next site; reads it and writes it aside unless the last site has the same. True when it was
    /// written.
    ///
    /// # Errors
    /// [`Error::Io`] when it cannot be written, and what `read` says.
    pub fn take<'b>(
        &self,
        path: &str,
        entry: Entry,
        read: impl FnOnce() -> Result<Cow<'b, [u8]>>,
    ) -> Result<bool> {
        let kept = self.has(path, &entry);
        if !kept {
            let path = self.swap.aside().join(path);
            if let Some(parent) = path.parent() {
                fs::create_dir_all(parent)
                    .map_err(|error| Error::io("create the folder", parent, error))?;
            }
            fs::write(&path, read()?).map_err(|error| Error::io("write", &path, error))?;
        }
        let mut next = self
            .next
            .lock()
            .unwrap_or_else(|poisoned| poisoned.into_inner());
        next.insert(path.to_owned(), Made { entry, kept });
        Ok(!kept)
    }

    /// True when the last site holds this very file, and nobody has cut or removed it since.
    fn has(&self, path: &str, entry: &Entry) -> bool {
        self.last.get(path) == Some(entry)
            && fs::symlink_metadata(self.target.join(path))
                .is_ok_and(|found| found.is_file() && found.len() == entry.bytes)
    }

    /// What the folder held when it was opened.
    pub fn held(&self) -> &Held {
        &self.held
    }

    /// Swaps the next site in and removes what is no longer made. Files that dateline did not make are kept.
    ///
    /// # Errors
    /// [`Error::Io`]; the last site is then still in place.
    pub fn finish(self) -> Result<Written> {
        let next = std::mem::take(
            &mut *self
                .next
                .lock()
                .unwrap_or_else(|poisoned| poisoned.into_inner()),
        );
        let changed = next.values().filter(|made| !made.kept).count();
        let removed = self
            .last
            .keys()
            .filter(|path| !next.contains_key(*path))
            .count();
        let bytes = next.values().map(|made| made.entry.bytes).sum();
        let written = Written {
            files: next.len(),
            bytes,
            changed,
            removed,
        };
        if changed == 0 && removed == 0 && self.held.is_settled() {
            return Ok(written);
        }
        let kept = next
            .iter()
            .filter(|(_, made)| made.kept)
            .map(|(path, _)| path.as_str());
        self.swap.link(kept)?;
        let files = next
            .into_iter()
            .map(|(path, made)| (path, made.entry))
            .collect();
        let manifest = Manifest::new(files);
        let path = self.swap.aside().join(MANIFEST);
        let json = manifest.to_json()?;
        fs::create_dir_all(self.swap.aside())
            .map_err(|error| Error::io("create the folder", self.swap.aside(), error))?;
        fs::write(&path, json).map_err(|error| Error::io("write", &path, error))?;
        self.swap.commit(&self.last, &manifest.files)?;
        Ok(written)
    }
}

/// What stands in an output folder that dateline made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Hash of the list of files with their hashes.
    pub digest: String,
    /// Its files, none of them changed.
    pub written: Written,
}

/// What stands in `target`; `None` when it is not ours or a file of it is missing or cut.
pub fn standing(target: &Path) -> Option<Standing> {
    let json = fs::read(target.join(MANIFEST)).ok()?;
    let manifest = Manifest::parse(&json)?;
    let is_whole = |(path, entry): (&String, &Entry)| {
        fs::symlink_metadata(target.join(path))
            .is_ok_and(|found| found.is_file() && found.len() == entry.bytes)
    };
    let bytes = manifest.files.values().map(|entry| entry.bytes).sum();
    let written = Written {
        files: manifest.files.len(),
        bytes,
        changed: 0,
        removed: 0,
    };
    let digest = blake3::hash(&json).to_hex().to_string();
    manifest
        .files
        .par_iter()
        .all(is_whole)
        .then_some(Standing { digest, written })
}

/// Serialises builds of one site. A file system without locks loses nothing but that.
fn lock(root: &Path) -> Option<File> {
    let folder = File::open(root).ok()?;
    folder.lock().ok()?;
    Some(folder)
}

/// How long another publisher is waited for.
const PATIENCE: Duration = Duration::from_secs(10);

/// Serialises publishers to one folder. The folder itself is exchanged, so the one above is locked.
fn lock_or_give_up(parent: &Path, target: &Path) -> Result<Option<File>> {
    let Ok(folder) = File::open(parent) else {
        return Ok(None);
    };
    let pause = Duration::from_millis(50);
    for _ in 0..PATIENCE.as_millis() / pause.as_millis() {
        match folder.try_lock() {
            Ok(()) => return Ok(Some(folder)),
            Err(TryLockError::WouldBlock) => std::thread::sleep(pause),
            // A file system without locks.
            Err(TryLockError::Error(_)) => return Ok(None),
        }
    }
    Err(Error::Refused {
        path: target.to_owned(),
        reason: "another publisher is at work here".into(),
        hint: "wait until it has ended, then publish again".into(),
    })
}

/// An absolute path without links or dots, also when the last part does not exist yet.
fn absolute(path: &Path) -> Result<PathBuf> {
    let path = std::path::absolute(path).map_err(|error| Error::io("resolve", path, error))?;
    if let Ok(found) = path.canonicalize() {
        return Ok(found);
    }
    match (path.parent(), path.file_name()) {
        (Some(parent), Some(name)) => Ok(absolute(parent)?.join(name)),
        _ => Ok(path),
    }
}

/// The folders of a site that people or programs write in.
const SOURCES: [&str; 5] = ["content", "templates", "static", ".git", ".dateline"];

/// True when a site made in `target` would mix with the sources of the site at `root`.
///
/// # Errors
/// [`Error::Io`] when a path cannot be resolved.
pub fn mixes_with_sources(root: &Path, target: &Path) -> Result<bool> {
    let (root, target) = (absolute(root)?, absolute(target)?);
    let is_within = |name: &str| target.starts_with(root.join(name));
    Ok(root.starts_with(&target) || SOURCES.iter().any(|name| is_within(name)))
}

fn refuse_sources(root: &Path, target: &Path) -> Result<()> {
    if mixes_with_sources(root, target)? {
        return Err(Error::Refused {
            path: target.to_owned(),
            reason: "the output folder would mix with the site's sources".into(),
            hint: "choose another folder with --output, such as public".into(),
        });
    }
    Ok(())
}

fn is_empty(folder: &Path) -> Result<bool> {
    match fs::read_dir(folder) {
        Ok(mut entries) => Ok(entries.next().is_none()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(true),
        Err(error) => Err(Error::io("read the folder", folder, error)),
    }
}

fn not_ours(target: &Path, way_out: &str) -> Error {
    Error::Refused {
        path: target.to_owned(),
        reason: "the folder is not empty and dateline did not make it".into(),
        hint: format!("{way_out}, or take it over with --force (files in it are kept)"),
    }
}

#[cfg(test)]
mod tests;
