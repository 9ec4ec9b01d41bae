//! The four things that are asked of a server: what it holds, its notes for us, to take files, to delete files.

use super::Server;
use super::filter::Filter;
use super::line::Way;
use super::listing::Listing;
use crate::error::{Error, Result};
use crate::output::MANIFEST;
use crate::publish::host::CLAIM;
use std::fs;
use std::path::Path;

/// Files come into place together, whole, readable by the web server. `--checksum`: equal files are not sent again.
const PUT: [&str; 8] = [
    "--no-implied-dirs",
    "--checksum",
    "--delay-updates",
    "--partial-dir=.dateline-partial",
    "--perms",
    "--chmod=D755,F644",
    "--compress",
    "--out-format=%i %l %n",
];

/// The server's notes for us, as they are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Notes {
    pub manifest: Option<Vec<u8>>,
    pub claim: Option<Vec<u8>>,
}

impl Server {
    /// What the folder holds; an empty listing when there is no such folder yet.
    pub(super) fn list(&mut self) -> Result<Listing> {
        let mut listing = Listing::default();
        let here = self.line.scratch.fresh("none")?;
        let args = ["--recursive", "--list-only", "--no-human-readable"];
        let mut take = |line: &[u8]| listing.take(line);
        let ended = self
            .line
            .run(Way::Pull, &args, &slashed(&here), &mut take)?;
        let is_missing = ended.code == Some(23)
            && !listing.has_root
            && ended.says("No such file or directory (2)");
        // 23, 24: something below could not be read, or went away meanwhile; what is ours shows when it is sent.
        let is_good = ended.is_good() || (listing.has_root && matches!(ended.code, Some(23 | 24)));
        if is_missing || is_good {
            Ok(listing)
        } else {
            Err(self.line.fault(&ended))
        }
    }

    /// Manifest and claim, whichever is there.
    pub(super) fn read_notes(&mut self) -> Result<Notes> {
        let folder = self.line.scratch.fresh("notes")?;
        let include = [MANIFEST, CLAIM].map(|name| format!("--include=/{name}"));
        let [manifest, claim] = include.each_ref().map(String::as_str);
        let args = ["--recursive", "--compress", manifest, claim, "--exclude=*"];
        self.line
            .good(Way::Pull, &args, &slashed(&folder), &mut |_| {})?;
        let read = |name: &str| {
            let path = folder.join(name);
            match fs::read(&path) {
                Ok(bytes) => Ok(Some(bytes)),
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
                Err(error) => Err(Error::io("read", &path, error)),
            }
        };
        Ok(Notes {
            manifest: read(MANIFEST)?,
            claim: read(CLAIM)?,
        })
    }

    /// Puts paths of the folder `here`.
    pub(super) fn put(
        &mut self,
        here: &Path,
        paths: &[String],
        more: &[&str],
        line: &mut dyn FnMut(&[u8]),
    ) -> Result<()> {
        let list = self.line.scratch.path().join("list");
        let bytes: Vec<u8> = paths
            .iter()
            .flat_map(|path| [path.as_bytes(), b"\0"].concat())
            .collect();
        fs::write(&list, bytes).map_err(|error| Error::io("write", &list, error))?;
        let from = format!("--files-from={}", list.display());
        let mut args: Vec<&str> = PUT.to_vec();
        args.extend(more);
        args.push(&from);
        self.line.good(Way::Push, &args, &slashed(here), line)
    }

    /// Deletes what the filter shows, from a folder that holds nothing but what is kept on the way.
    pub(super) fn remove(&mut self, filter: &Filter) -> Result<()> {
        let here = self.line.scratch.fresh("none")?;
        for folder in &filter.kept {
            let path = here.join(folder);
            fs::create_dir_all(&path)
                .map_err(|error| Error::io("create the folder", &path, error))?;
        }
        let list = self.line.scratch.path().join("filter");
        fs::write(&list, filter.to_bytes()).map_err(|error| Error::io("write", &list, error))?;
        let from = format!("--include-from={}", list.display());
        let args = ["--recursive", "--delete", &from, "--exclude=*"];
        self.line
            .good(Way::Push, &args, &slashed(&here), &mut |_| {})
    }
}

/// The content of a folder, not the folder itself.
fn slashed(folder: &Path) -> String {
    format!("{}/", folder.display())
}
