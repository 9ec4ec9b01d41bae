//! Publishing to a folder on this machine: the next site is made aside and switched in one step, as a build does it.
//!
//! The folder stays locked from the first look to the last change, so that a plan never is for another state than the one
//! it was made for. Knows nothing of other hosts.

use super::target::Options;
use super::{Done, Host, Plan, Progress, Published, Site};
use crate::error::{Error, Result};
use crate::output::{CLAIM, Entry, Folder, Held, MANIFEST, mixes_with_sources};
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use walkdir::WalkDir;

struct Local {
    name: String,
    path: PathBuf,
    force: bool,
    /// Locked and looked at.
    opened: Option<Folder>,
}

pub(super) fn open(name: String, path: &Path, options: &Options<'_>) -> Result<Box<dyn Host>> {
    if mixes_with_sources(options.root, path)? {
        return Err(Error::Host {
            host: name,
            reason: "the published site would mix with the site's sources".into(),
            hint: "publish to a folder outside of them".into(),
        });
    }
    Ok(Box::new(Local {
        name,
        path: path.to_owned(),
        force: options.force,
        opened: None,
    }))
}

impl Host for Local {
    fn name(&self) -> &str {
        &self.name
    }

    fn has_headers(&self) -> bool {
        false
    }

    fn published(&mut self) -> Result<Published> {
        self.opened = None;
        let folder = Folder::publish_to(&self.path, self.force)?;
        let published = look(&self.path, folder.held())?;
        self.opened = Some(folder);
        Ok(published)
    }

    fn apply(&mut self, plan: &Plan, site: &Site, progress: &dyn Progress) -> Result<Done> {
        let folder = match self.opened.take() {
            Some(folder) => folder,
            None => Folder::publish_to(&self.path, self.force)?,
        };
        if look(&self.path, folder.held())? != plan.base {
            return Err(Error::Host {
                host: self.name.clone(),
                reason: "the folder changed after the plan was made".into(),
                hint: "publish again".into(),
            });
        }
        let to_send = plan.sent();
        progress.start(to_send.len(), site.bytes(to_send));
        let (sent, bytes) = (AtomicUsize::new(0), AtomicU64::new(0));
        site.files.par_iter().try_for_each(|(path, entry)| {
            let bare = Entry {
                headers: None,
                ..entry.clone()
            };
            let taken = folder.take(path, bare, || site.read(path));
            if taken.map_err(|error| self.explain(error, "the site there is as it was"))? {
                sent.fetch_add(1, Ordering::Relaxed);
                bytes.fetch_add(entry.bytes, Ordering::Relaxed);
                progress.sent(entry.bytes);
            }
            Ok::<(), Error>(())
        })?;
        let finished = folder.finish();
        finished.map_err(|error| self.explain(error, "every page there is whole"))?;
        Ok(Done {
            sent: sent.into_inner(),
            bytes: bytes.into_inner(),
            resumed: 0,
            deleted: plan.deleted.len(),
        })
    }
}

impl Local {
    /// What to do when the disk refuses.
    fn explain(&self, error: Error, state: &str) -> Error {
        let Error::Io { path, source, .. } = &error else {
            return error;
        };
        let hint = match source.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "make room there",
            ErrorKind::PermissionDenied => "get the right to write there",
            ErrorKind::ReadOnlyFilesystem => "make the drive writable",
            // What cannot be read is here.
            _ if !path.starts_with(self.path.parent().unwrap_or(&self.path)) => return error,
            _ => "look at the disk",
        };
        Error::Host {
            host: self.name.clone(),
            reason: format!("{error}; {state}"),
            hint: format!("{hint}, then publish again"),
        }
    }
}

/// What is there. A file that was cut is there with another content.
fn look(path: &Path, held: &Held) -> Result<Published> {
    let mut present = BTreeSet::new();
    let mut manifest = held.manifest.clone();
    for found in WalkDir::new(path).min_depth(1) {
        let found = match found {
            Ok(found) => found,
            Err(_) if !path.exists() => break,
            Err(error) => {
                let at = error.path().unwrap_or(path).to_owned();
                return Err(Error::io("read the folder", &at, error.into()));
            }
        };
        let relative = found.path().strip_prefix(path).ok().and_then(Path::to_str);
        let Some(name) = relative.filter(|_| !found.file_type().is_dir()) else {
            continue;
        };
        let name = name.replace(std::path::MAIN_SEPARATOR, "/");
        if [MANIFEST, CLAIM].contains(&name.as_str()) {
            continue;
        }
        let entry = manifest
            .as_mut()
            .and_then(|manifest| manifest.files.get_mut(&name));
        if let Some(entry) = entry {
            let length = found.metadata().map_or(0, |found| found.len());
            if length != entry.bytes || !found.file_type().is_file() {
                entry.hash = String::new();
            }
        }
        present.insert(name);
    }
    Ok(Published {
        manifest,
        claim: held.claim.clone(),
        present: Some(present),
    })
}
