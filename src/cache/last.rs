//! The fingerprint of the last build's inputs, and its report.
//!
//! A build whose inputs are those of the last one, and whose output folder still holds what the last one made, has nothing
//! to do: the same input gives the same bytes. The fingerprint covers every file under the site's source folders, the
//! options, and the program itself.

use super::FOLDER;
use crate::files;
use rayon::prelude::*;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::fs;
use std::path::{Path, PathBuf};

/// The fingerprint of everything that a build reads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Fingerprint(String);

/// What is kept of a build: what it read, what it left in the output folder, and what it said.
#[derive(Debug, Serialize, Deserialize)]
struct Last<T> {
    inputs: Fingerprint,
    output: String,
    report: T,
}

const FILE: &str = "last-build.json";

/// Names of what a site is made from, below its root.
const SOURCES: [&str; 4] = ["dateline.yaml", "content", "templates", "static"];

impl Fingerprint {
    /// Reads all sources of the site at `root`; `options` is whatever else decides the outcome. `None` when something
    /// cannot be read: then the build itself will say what.
    pub fn of(root: &Path, options: &str) -> Option<Self> {
        let program = super::program()?;
        let paths = sources(root)?;
        let hashes: Option<Vec<blake3::Hash>> =
            paths.par_iter().map(|path| hash_of(root, path)).collect();
        let mut hasher = blake3::Hasher::new();
        hasher.update(options.as_bytes()).update(&program);
        for hash in hashes? {
            hasher.update(hash.as_bytes());
        }
        Some(Self(hasher.finalize().to_hex().to_string()))
    }
}

/// Every entry below the sources, sorted by path.
fn sources(root: &Path) -> Option<Vec<PathBuf>> {
    let mut paths = Vec::new();
    for name in SOURCES {
        let base = root.join(name);
        if fs::symlink_metadata(&base).is_err() {
            continue;
        }
        for entry in walkdir::WalkDir::new(base).sort_by_file_name() {
            paths.push(entry.ok()?.into_path());
        }
    }
    Some(paths)
}

/// Name, kind and content of one entry. The target of a link counts too: it may lie within the site.
fn hash_of(root: &Path, path: &Path) -> Option<blake3::Hash> {
    let mut hasher = blake3::Hasher::new();
    hasher
        .update(path.strip_prefix(root).ok()?.as_os_str().as_encoded_bytes())
        .update(&[0]);
    let found = fs::symlink_metadata(path).ok()?;
    let is_file = if found.is_symlink() {
        fs::metadata(path).is_ok_and(|target| target.is_file())
    } else {
        found.is_file()
    };
    if is_file {
        hasher.update(&files::read(path).ok()?);
    }
    Some(hasher.finalize())
}

/// The report of the last build, when it had the same inputs and left the same `output`.
pub fn report_of_last<T: DeserializeOwned>(
    root: &Path,
    inputs: &Fingerprint,
    output: &str,
) -> Option<T> {
    let last: Last<T> =
        serde_json::from_slice(&fs::read(root.join(FOLDER).join(FILE)).ok()?).ok()?;
    (last.inputs == *inputs && last.output == output).then_some(last.report)
}

/// Remembers a build.
pub fn remember<T: Serialize>(root: &Path, inputs: Fingerprint, output: String, report: &T) {
    let last = Last {
        inputs,
        output,
        report,
    };
    let written = super::folder(root, "").and_then(|folder| {
        let json = serde_json::to_vec(&last).ok()?;
        super::replace(&folder.join(FILE), &json)
    });
    if written.is_none() {
        let _ = fs::remove_file(root.join(FOLDER).join(FILE));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site() -> tempfile::TempDir {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir_all(root.path().join("content")).unwrap();
        fs::write(root.path().join("content/a.md"), "a").unwrap();
        root
    }

    #[test]
    fn the_fingerprint_tells_names_contents_and_options() {
        let root = site();
        let of = |options: &str| Fingerprint::of(root.path(), options).unwrap();
        let first = of("");
        assert_eq!(first, of(""));
        assert_ne!(first, of("drafts"));
        fs::write(root.path().join("content/a.md"), "b").unwrap();
        assert_ne!(first, of(""));
        fs::write(root.path().join("content/a.md"), "a").unwrap();
        assert_eq!(first, of(""));
        fs::rename(
            root.path().join("content/a.md"),
            root.path().join("content/b.md"),
        )
        .unwrap();
        assert_ne!(first, of(""));
    }

    #[test]
    fn a_report_comes_back_for_the_same_inputs_and_output_only() {
        let root = site();
        let inputs = Fingerprint::of(root.path(), "").unwrap();
        remember(root.path(), inputs.clone(), "x".into(), &7);
        assert_eq!(report_of_last::<i32>(root.path(), &inputs, "x"), Some(7));
        assert_eq!(report_of_last::<i32>(root.path(), &inputs, "y"), None);
        let other = Fingerprint::of(root.path(), "drafts").unwrap();
        assert_eq!(report_of_last::<i32>(root.path(), &other, "x"), None);
        fs::write(root.path().join(FOLDER).join(FILE), "{").unwrap();
        assert_eq!(report_of_last::<i32>(root.path(), &inputs, "x"), None);
    }
}
