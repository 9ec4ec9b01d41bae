//! A folder of our own on this machine that one run at a time works in.
//!
//! The programs that a run starts hold its lock too. A run that was killed may leave such a child behind, still at work on
//! the host: the next run waits until it has ended.
//!
//! Knows nothing of hosts.

use crate::error::{Error, Result};
use std::fs::{self, File};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// An empty folder, gone when the value is dropped.
#[derive(Debug)]
pub(super) struct Scratch {
    folder: PathBuf,
    lock: File,
}

impl Scratch {
    /// Makes the folder for the host called `name` below `parent`; waits for another run to the same host from here.
    ///
    /// # Errors
    /// [`Error::Io`].
    pub fn open(parent: &Path, name: &str) -> Result<Self> {
        fs::create_dir_all(parent)
            .map_err(|error| Error::io("create the folder", parent, error))?;
        let hash = blake3::hash(name.as_bytes()).to_hex();
        let folder = parent.join(hash.get(..16).unwrap_or_default());
        let path = folder.with_extension("lock");
        let lock = File::create(&path).map_err(|error| Error::io("create", &path, error))?;
        // A file system without locks loses nothing but the waiting.
        let _ = lock.lock();
        clear(&folder)?;
        fs::create_dir(&folder).map_err(|error| Error::io("create the folder", &folder, error))?;
        let folder =
            std::path::absolute(&folder).map_err(|error| Error::io("resolve", &folder, error))?;
        Ok(Self { folder, lock })
    }

    pub fn path(&self) -> &Path {
        &self.folder
    }

    /// What children are given as their input.
    pub fn lock(&self) -> &File {
        &self.lock
    }

    /// An empty folder in it, whatever was there before.
    ///
    /// # Errors
    /// [`Error::Io`].
    pub fn fresh(&self, name: &str) -> Result<PathBuf> {
        let folder = self.folder.join(name);
        clear(&folder)?;
        fs::create_dir(&folder).map_err(|error| Error::io("create the folder", &folder, error))?;
        Ok(folder)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // What cannot be removed now is removed by the next run.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// Removes a folder. A child of a run that was killed may still put its last words there.
fn clear(folder: &Path) -> Result<()> {
    let mut left = 40;
    loop {
        match fs::remove_dir_all(folder) {
            Ok(()) => return Ok(()),
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
            Err(error) if error.kind() != ErrorKind::DirectoryNotEmpty || left == 0 => {
                return Err(Error::io("remove the folder", folder, error));
            }
            Err(_) => std::thread::sleep(Duration::from_millis(50)),
        }
        left -= 1;
    }
}

#[cfg(test)]
mod tests {
    use super::Scratch;

    #[test]
    fn each_run_finds_it_empty_and_leaves_nothing_but_the_lock() {
        let parent = tempfile::tempdir().unwrap();
        let parent = parent.path().join("not/yet");
        let first = Scratch::open(&parent, "host").unwrap();
        let folder = first.path().to_owned();
        drop(first);
        // As after a run that was killed.
        std::fs::create_dir_all(folder.join("left/behind")).unwrap();
        let second = Scratch::open(&parent, "host").unwrap();
        assert_eq!(second.path(), folder);
        assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 0);
        assert_ne!(Scratch::open(&parent, "other").unwrap().path(), folder);
        drop(second);
        assert!(!folder.exists());
    }
}
