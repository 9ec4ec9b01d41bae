//! Publishing to a folder on a server, by the rsync program over ssh.
//!
//! ```text
//! .dateline-claim.json            put first, taken away last; whoever finds another's here has been overtaken
//! .dateline-tmp/                  what has not come whole
//! */.dateline-partial/            what waits until its whole wave has come
//! ```
//!
//! Content decides what is sent, never time. Only files that we name are replaced or deleted, and only folders that are
//! empty then go with them; no pattern of ours matches anything else. Knows nothing of what is in the files.

mod filter;
mod line;
mod listing;
mod transfer;

use super::host::{CLAIM, Done, Host, Progress, Published};
use super::program::fault;
use super::scratch::Scratch;
use super::target::Options;
use super::{Plan, Site, order};
use crate::error::{Error, Result};
use crate::output::{MANIFEST, Manifest};
use filter::Filter;
use line::Line;
use listing::{Listing, PARTIAL, TEMPORARY};
use rayon::prelude::*;
use serde::Serialize;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};
use transfer::Notes;

/// After a wave that took so long, we look whether another publisher came between.
const LONG: Duration = Duration::from_secs(5);

/// The manifest to come, and which run it is that brings it.
#[derive(Serialize)]
struct Claim<'a> {
    #[serde(flatten)]
    manifest: &'a Manifest,
    run: &'a str,
}

struct Server {
    name: String,
    line: Line,
    force: bool,
    listing: Listing,
    notes: Notes,
}

/// Opens the way to a server; nothing is asked of it yet.
///
/// # Errors
/// The rsync program is missing or too old.
pub(super) fn open(
    name: String,
    host: &str,
    port: Option<u16>,
    path: &str,
    options: &Options<'_>,
) -> Result<Box<dyn Host>> {
    let scratch = Scratch::open(&options.scratch, &name)?;
    let line = Line::new(&name, scratch, (host, port, path), options.environment)?;
    Ok(Box::new(Server {
        name,
        line,
        force: options.force,
        listing: Listing::default(),
        notes: Notes::default(),
    }))
}

impl Host for Server {
    fn name(&self) -> &str {
        &self.name
    }

    fn has_headers(&self) -> bool {
        false
    }

    fn published(&mut self) -> Result<Published> {
        self.listing = self.list()?;
        let mut present: BTreeSet<String> = self.listing.files.keys().cloned().collect();
        let has_notes = [MANIFEST, CLAIM].map(|name| present.remove(name));
        self.notes = match has_notes {
            [false, false] => Notes::default(),
            _ => self.read_notes()?,
        };
        let mut manifest = self.parsed(MANIFEST, self.notes.manifest.as_deref())?;
        for (path, entry) in manifest.iter_mut().flat_map(|found| &mut found.files) {
            // Cut or changed by another: no hash is like this one, so the file is sent again.
            if self.listing.files.get(path) != Some(&entry.bytes) {
                entry.hash = "changed".to_owned();
            }
        }
        Ok(Published {
            manifest,
            claim: self.parsed(CLAIM, self.notes.claim.as_deref())?,
            present: Some(present),
        })
    }

    fn apply(&mut self, plan: &Plan, site: &Site, progress: &dyn Progress) -> Result<Done> {
        let sent = plan.sent();
        let entries = sent.iter().filter_map(|path| site.files.get(*path));
        progress.start(sent.len(), entries.map(|entry| entry.bytes).sum());
        let mut manifest = site.manifest();
        let claim = self.claim(&plan.claim(site))?;
        self.make_way(plan, site)?;
        let mut done = Done::default();
        let waves = order::waves(sent.iter().copied());
        for wave in waves.values() {
            let start = Instant::now();
            self.send(wave, site, &mut done, progress)?;
            if start.elapsed() > LONG {
                self.check(&claim)?;
            }
        }
        self.check(&claim)?;
        if !plan.deleted.is_empty() {
            manifest.stale = plan.deleted.iter().cloned().collect();
            self.put_manifest(&manifest)?;
            manifest.stale.clear();
            self.delete(plan, site)?;
            done.deleted = plan.deleted.len();
            self.check_claim(&claim)?;
        }
        self.put_manifest(&manifest)?;
        self.clean(site)?;
        Ok(done)
    }
}

impl Server {
    fn parsed(&self, name: &str, json: Option<&[u8]>) -> Result<Option<Manifest>> {
        let Some(json) = json else {
            return Ok(None);
        };
        match Manifest::parse(json) {
            Some(manifest) => Ok(Some(manifest)),
            None if self.force => Ok(None),
            None => Err(fault(
                &self.name,
                format!("{name} on the server is damaged, or not of this program"),
                "look at the folder: bring the file back, or empty the folder, or choose another",
            )),
        }
    }

    /// Puts our claim, and a folder for what has not come whole. The claim of a run that was cut off is replaced; one
    /// that came since we looked is another publisher's.
    fn claim(&mut self, manifest: &Manifest) -> Result<Vec<u8>> {
        let run = self.run_id()?;
        let claim = Claim {
            manifest,
            run: &run,
        };
        let json = serde_json::to_vec(&claim).map_err(|error| Error::Serialize {
            what: CLAIM.into(),
            reason: error.to_string(),
        })?;
        let here = self.line.scratch.fresh("claim")?;
        write(&here, CLAIM, &json)?;
        let temporary = here.join(TEMPORARY);
        fs::create_dir(&temporary)
            .map_err(|error| Error::io("create the folder", &temporary, error))?;
        let mut paths = Vec::new();
        if !self.listing.has_root {
            paths.push("./".to_owned());
        }
        paths.extend([format!("{TEMPORARY}/"), CLAIM.to_owned()]);
        let more: &[&str] = match &self.notes.claim {
            Some(_) => &[],
            None => &["--ignore-existing"],
        };
        self.put(&here, &paths, more, &mut |_| {})?;
        self.listing.has_root = true;
        self.check(&json)?;
        Ok(json)
    }

    /// A name that no other run has: made of what the server held, this process and a name that was free here.
    fn run_id(&self) -> Result<String> {
        let parent = self.line.scratch.path();
        let unique = tempfile::tempdir_in(parent)
            .map_err(|error| Error::io("create a folder in", parent, error))?;
        let mut hasher = blake3::Hasher::new();
        hasher.update(self.notes.manifest.as_deref().unwrap_or_default());
        hasher.update(&std::process::id().to_le_bytes());
        hasher.update(unique.path().as_os_str().as_encoded_bytes());
        Ok(hasher.finalize().to_hex().to_string())
    }

    /// The claim is ours, and nobody has ended a run since we looked.
    fn check(&mut self, claim: &[u8]) -> Result<()> {
        let notes = self.read_notes()?;
        if notes.claim.as_deref() == Some(claim) && notes.manifest == self.notes.manifest {
            return Ok(());
        }
        Err(self.overtaken())
    }

    /// The claim is ours.
    fn check_claim(&mut self, claim: &[u8]) -> Result<()> {
        if self.read_notes()?.claim.as_deref() == Some(claim) {
            return Ok(());
        }
        Err(self.overtaken())
    }

    fn overtaken(&self) -> Error {
        fault(
            &self.name,
            "another publisher came between; this run has stopped and deleted nothing",
            "run again when the other has ended",
        )
    }

    /// Sends the files of one wave.
    fn send(
        &mut self,
        wave: &[&str],
        site: &Site,
        done: &mut Done,
        progress: &dyn Progress,
    ) -> Result<()> {
        let here = self.line.scratch.fresh("wave")?;
        let folders = filter::folders(wave.iter().copied());
        for folder in &folders {
            let path = here.join(folder);
            fs::create_dir_all(&path)
                .map_err(|error| Error::io("create the folder", &path, error))?;
        }
        wave.par_iter()
            .try_for_each(|path| write(&here, path, &site.read(path)?))?;
        // A folder that is there keeps its mode: it may be another's.
        let new = folders.difference(&self.listing.folders);
        let mut paths: Vec<String> = new.map(|folder| format!("{folder}/")).collect();
        paths.extend(wave.iter().map(|path| (*path).to_owned()));
        let mut seen = BTreeSet::new();
        let mut line = |line: &[u8]| {
            if let Some(bytes) = arrived(line).filter(|_| seen.insert(line.to_owned())) {
                done.sent += 1;
                done.bytes += bytes;
                progress.sent(bytes);
            }
        };
        let more = ["--temp-dir=.dateline-tmp"];
        let put = self.put(&here, &paths, &more, &mut line);
        done.resumed += wave.len().saturating_sub(seen.len());
        if let Err(error) = put {
            self.sweep(&folders);
            return Err(error);
        }
        self.listing.folders.extend(folders);
        Ok(())
    }

    fn put_manifest(&mut self, manifest: &Manifest) -> Result<()> {
        let json = manifest.to_json()?;
        let here = self.line.scratch.fresh("manifest")?;
        write(&here, MANIFEST, &json)?;
        let more = ["--temp-dir=.dateline-tmp"];
        self.put(&here, &[MANIFEST.to_owned()], &more, &mut |_| {})?;
        self.notes.manifest = Some(json);
        Ok(())
    }

    /// Where a file becomes a folder, or a folder a file, the old must go before the new can come.
    fn make_way(&mut self, plan: &Plan, site: &Site) -> Result<()> {
        let folders = folders_of(site);
        let is_in_the_way = |path: &&str| {
            let mut above = filter::ancestors(path);
            folders.contains(*path) || above.any(|folder| site.files.contains_key(folder))
        };
        let files = plan.deleted.iter().map(String::as_str);
        let blocking: Vec<&str> = files.filter(is_in_the_way).collect();
        if blocking.is_empty() {
            return Ok(());
        }
        self.remove(&Filter::new(blocking, [], &folders))
    }

    fn delete(&mut self, plan: &Plan, site: &Site) -> Result<()> {
        let folders = folders_of(site);
        let files = plan.deleted.iter().map(String::as_str);
        let files = files.filter(|path| !folders.contains(*path));
        self.remove(&Filter::new(files, [], &folders))
    }

    /// Takes away the claim and what runs that were cut off have left.
    fn clean(&mut self, site: &Site) -> Result<()> {
        let mut leftovers = std::mem::take(&mut self.listing.leftovers);
        leftovers.insert(TEMPORARY.to_owned());
        let leftovers = leftovers.iter().map(String::as_str);
        self.remove(&Filter::new([CLAIM], leftovers, &folders_of(site)))
    }

    /// After a failure: gives back the room of what will not come into place. The failure is what is told, not this.
    fn sweep(&mut self, folders: &BTreeSet<String>) {
        let all = folders.iter().map(|folder| format!("{folder}/{PARTIAL}"));
        let mut partial: Vec<String> = all.collect();
        partial.extend([PARTIAL.to_owned(), TEMPORARY.to_owned()]);
        let partial = partial.iter().map(String::as_str);
        // Folders that were there stay; new ones go unless something has come into place in them.
        let known = self.listing.folders.clone();
        let _ = self.remove(&Filter::new([], partial, &known));
    }
}

/// Folders that the site needs.
fn folders_of(site: &Site) -> BTreeSet<String> {
    filter::folders(site.files.keys().map(String::as_str))
}

/// The length of a file that was sent, from a line `<f+++++++++ LENGTH NAME`.
fn arrived(line: &[u8]) -> Option<u64> {
    let rest = line.strip_prefix(b"<f")?;
    let mut words = rest.split(|byte| *byte == b' ');
    let length = std::str::from_utf8(words.nth(1)?).ok()?;
    length.parse().ok()
}

fn write(folder: &Path, path: &str, bytes: &[u8]) -> Result<()> {
    let path = folder.join(path);
    fs::write(&path, bytes).map_err(|error| Error::io("write", &path, error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_files_that_were_sent_count() {
        assert_eq!(arrived(b"<f+++++++++ 120 a/b c.html\n"), Some(120));
        assert_eq!(arrived(b"<f..t...... 0 x\n"), Some(0));
        assert_eq!(arrived(b"cd+++++++++ 4096 a/\n"), None);
        assert_eq!(arrived(b".f...p..... 120 a\n"), None);
        assert_eq!(arrived(b"<fxxx\n"), None);
    }
}
