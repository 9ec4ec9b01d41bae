//! The swap: how the next site takes the place of the last one.
//!
//! Beside the target where that is possible: one rename exchanges the two folders. Where the target is a mount point or its
//! parent is not ours to write, inside the target: then each file is renamed into place, so that every single page is whole,
//! under a claim that tells the next run what it may find if this one is cut off.

use super::{CLAIM, Entry, Error, MANIFEST, Manifest, Result};
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

type Files = BTreeMap<String, Entry>;

#[derive(Debug)]
pub(super) struct Swap {
    target: PathBuf,
    new: PathBuf,
    old: PathBuf,
    in_place: bool,
}

impl Swap {
    pub(super) fn new(target: &Path) -> Result<Self> {
        Ok(Self::of(target, !can_stand_beside(target)))
    }

    /// The same without a look at the disk.
    #[cfg(test)]
    pub(super) fn in_place(target: &Path) -> Self {
        Self::of(target, true)
    }

    fn of(target: &Path, in_place: bool) -> Self {
        let name = target.file_name().unwrap_or_default();
        let base = if in_place {
            target
        } else {
            target.parent().unwrap_or(target)
        };
        let hidden = |suffix: &str| {
            let mut hidden = OsString::from(".");
            hidden.push(name);
            hidden.push(suffix);
            base.join(hidden)
        };
        Self {
            target: target.to_owned(),
            new: hidden(".dateline-new"),
            old: hidden(".dateline-old"),
            in_place,
        }
    }

    /// The folder that the next site is written into; made on first use.
    pub(super) fn aside(&self) -> &Path {
        &self.new
    }

    /// Clears what a build that was cut off left behind; `files` reads the list of what dateline made in a folder.
    pub(super) fn recover(&self, files: impl Fn(&Path) -> Result<Files>) -> Result<()> {
        if self.old.exists() {
            if self.target.exists() {
                self.retire(&files(&self.old)?)?;
            } else {
                fs::rename(&self.old, &self.target)
                    .map_err(|error| Error::io("restore", &self.target, error))?;
            }
        }
        remove(&self.new)
    }

    /// Brings unchanged files over by hard links, or by copies where the file system has none.
    pub(super) fn link<'a>(&self, paths: impl Iterator<Item = &'a str>) -> Result<()> {
        if self.in_place {
            return Ok(());
        }
        let mut made = PathBuf::new();
        for path in paths {
            let (from, to) = (self.target.join(path), self.new.join(path));
            let parent = to.parent().unwrap_or(&self.new);
            if parent != made {
                fs::create_dir_all(parent)
                    .map_err(|error| Error::io("create the folder", parent, error))?;
                made = parent.to_owned();
            }
            if fs::hard_link(&from, &to).is_err() {
                fs::copy(&from, &to).map_err(|error| Error::io("copy", &from, error))?;
            }
        }
        Ok(())
    }

    pub(super) fn commit(&self, last: &Files, next: &Files) -> Result<()> {
        if self.in_place {
            return self.commit_in_place(last, next);
        }
        if !self.target.exists() {
            return fs::rename(&self.new, &self.target)
                .map_err(|error| Error::io("put in place", &self.target, error));
        }
        self.change_places()
            .map_err(|error| Error::io("put in place", &self.target, error))?;
        self.retire(last)
    }

    /// The next site gets the old one's name first. So at no moment does the last site, with what others put into it, bear
    /// the name of one that was not finished and may be thrown away.
    fn change_places(&self) -> io::Result<()> {
        // Who may enter stays as it was set; where that cannot be done, the usual holds.
        if let Ok(found) = fs::metadata(&self.target) {
            let _ = fs::set_permissions(&self.new, found.permissions());
        }
        fs::rename(&self.new, &self.old)?;
        if exchange(&self.old, &self.target).is_ok() {
            return Ok(());
        }
        fs::rename(&self.old, &self.new)?;
        fs::rename(&self.target, &self.old)?;
        fs::rename(&self.new, &self.target).inspect_err(|_| {
            let _ = fs::rename(&self.old, &self.target);
        })
    }

    /// Moves files that dateline did not make from the old site to the new one, and deletes the rest.
    fn retire(&self, made: &Files) -> Result<()> {
        let mut foreign = Vec::new();
        collect_foreign(&self.old, &self.old, made, &mut foreign)?;
        for path in foreign {
            let (from, to) = (self.old.join(&path), self.target.join(&path));
            if fs::symlink_metadata(&to).is_ok() {
                continue;
            }
            if let Some(parent) = to.parent() {
                fs::create_dir_all(parent)
                    .map_err(|error| Error::io("create the folder", parent, error))?;
            }
            fs::rename(&from, &to).map_err(|error| Error::io("keep", &to, error))?;
        }
        remove(&self.old)
    }

    fn commit_in_place(&self, last: &Files, next: &Files) -> Result<()> {
        let is_aside = |path: &str| self.new.join(path).exists();
        let changed: Vec<&String> = next.keys().filter(|path| is_aside(path)).collect();
        let stale: Vec<&String> = last
            .keys()
            .filter(|path| !next.contains_key(*path))
            .collect();
        self.claim(next, &changed, &stale)?;
        for path in changed {
            self.place(path)?;
        }
        for path in stale {
            let path = self.target.join(path);
            remove_file(&path)?;
            let folders = path
                .ancestors()
                .skip(1)
                .take_while(|folder| *folder != self.target);
            // A folder that is not empty stays.
            for folder in folders {
                let _ = fs::remove_dir(folder);
            }
        }
        self.place(MANIFEST)?;
        remove_file(&self.target.join(CLAIM))?;
        remove(&self.new)
    }

    /// Says in the target what is about to change there.
    fn claim(&self, next: &Files, changed: &[&String], stale: &[&String]) -> Result<()> {
        let files = changed.iter().filter_map(|path| next.get_key_value(*path));
        let mut claim = Manifest::new(
            files
                .map(|(path, entry)| (path.clone(), entry.clone()))
                .collect(),
        );
        claim.stale = stale.iter().map(|path| (*path).clone()).collect();
        let path = self.new.join(CLAIM);
        fs::write(&path, claim.to_json()?).map_err(|error| Error::io("write", &path, error))?;
        self.place(CLAIM)
    }

    /// Renames one file of the next site into place.
    fn place(&self, path: &str) -> Result<()> {
        let (from, to) = (self.new.join(path), self.target.join(path));
        if let Some(parent) = to.parent() {
            fs::create_dir_all(parent)
                .map_err(|error| Error::io("create the folder", parent, error))?;
        }
        fs::rename(&from, &to).map_err(|error| Error::io("put in place", &to, error))
    }
}

/// True when a sibling of the target can be renamed over it: same file system, and a parent that can be written.
fn can_stand_beside(target: &Path) -> bool {
    let Some(parent) = target.parent() else {
        return false;
    };
    if !target.exists() {
        return true;
    }
    same_device(parent, target)
        && tempfile::Builder::new()
            .prefix(".dateline-")
            .tempdir_in(parent)
            .is_ok()
}

#[cfg(unix)]
fn same_device(one: &Path, other: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let device = |path: &Path| fs::metadata(path).map(|found| found.dev()).ok();
    device(one) == device(other)
}

#[cfg(not(unix))]
fn same_device(_: &Path, _: &Path) -> bool {
    true
}

/// Exchanges two folders in one step.
#[cfg(any(target_os = "linux", target_os = "macos"))]
fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Files, links and whole folders below `folder` that are not in `made`, relative to `base`.
fn collect_foreign(
    base: &Path,
    folder: &Path,
    made: &Files,
    foreign: &mut Vec<PathBuf>,
) -> Result<()> {
    let failed = |error| Error::io("read the folder", folder, error);
    for entry in fs::read_dir(folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let path = entry.path();
        let Ok(relative) = path.strip_prefix(base) else {
            continue;
        };
        if entry.file_type().map_err(failed)?.is_dir() {
            collect_foreign(base, &path, made, foreign)?;
        } else if ![MANIFEST, CLAIM].map(Path::new).contains(&relative)
            && !relative
                .to_str()
                .is_some_and(|name| made.contains_key(name))
        {
            foreign.push(relative.to_owned());
        }
    }
    Ok(())
}

fn remove(folder: &Path) -> Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(Error::io("remove", folder, error))
        }
        _ => Ok(()),
    }
}

fn remove_file(path: &Path) -> Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(Error::io("remove", path, error))
        }
        _ => Ok(()),
    }
}

impl Drop for Swap {
    /// A build that ends early leaves nothing beside the site. What cannot be removed now, the next build removes.
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.new);
    }
}
