//! What is kept of earlier runs in `.dateline/`, a folder that may be deleted at any time. It saves time and decides
//! nothing: every file says what it was made from, and what does not fit, is damaged or cannot be written is as if it were
//! not there.
//!
//! ```text
//! .dateline/.gitignore         keeps the folder out of the user's repository
//! .dateline/last-build.json    last: what the last build read and said
//! .dateline/cache/facts-00…3f  shards: facts of articles, by the digest of what extraction sees
//! .dateline/cache/picture      sealed: the picture of all articles, by the digest of all that it is made from
//! ```
//!
//! Knows nothing of what facts and pictures are.

mod last;
mod sealed;
mod shards;

pub use last::{Fingerprint, remember, report_of_last};
pub use sealed::{Seal, read, write};
pub use shards::Shards;

use std::fs;
use std::path::{Path, PathBuf};

/// A BLAKE3 hash.
pub type Digest = [u8; 32];

/// Name of the folder below the root.
const FOLDER: &str = ".dateline";

const IGNORE: &str = "# Made by dateline to be quicker the next time. It may be deleted, and is not for a repository.\n*\n";

/// Makes the folder, or one below it.
fn folder(root: &Path, below: &str) -> Option<PathBuf> {
    let top = root.join(FOLDER);
    let ignore = top.join(".gitignore");
    let folder = top.join(below);
    fs::create_dir_all(&folder).ok()?;
    if !ignore.exists() {
        fs::write(ignore, IGNORE).ok()?;
    }
    Some(folder)
}

/// Writes a file aside and moves it to its place.
fn replace(path: &Path, content: &[u8]) -> Option<()> {
    let aside = path.with_extension("new");
    let done = fs::write(&aside, content).and_then(|()| fs::rename(&aside, path));
    if done.is_err() {
        let _ = fs::remove_file(&aside);
    }
    done.ok()
}

/// The program: what another one has cached is not for this one. Size and time tell one program from the next one without
/// reading all of it. `None` when it cannot be told; then nothing is cached.
pub fn program() -> Option<Digest> {
    let found = std::env::current_exe().and_then(fs::metadata).ok()?;
    let text = format!("{} {:?}", found.len(), found.modified().ok()?);
    Some(*blake3::hash(text.as_bytes()).as_bytes())
}
