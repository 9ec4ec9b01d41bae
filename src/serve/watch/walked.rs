//! The folders are walked again and again: works everywhere, also where the operating system tells nothing.

use super::names::{self, FOLDERS};
use crate::config;
use crate::pipeline::Changes;
use std::collections::BTreeMap;
use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;
use std::thread;
use std::time::{Duration, Instant, SystemTime};
use walkdir::WalkDir;

/// From the end of one walk to the next.
const PAUSE: Duration = Duration::from_millis(400);

/// A walk that takes long is followed by a pause this many times as long.
const REST: u32 = 4;

/// What tells a file from what it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Mark {
    size: u64,
    modified: Option<SystemTime>,
    inode: u64,
}

/// The sources as the last walk saw them, by path below the root.
#[derive(Debug)]
pub(super) struct Walked {
    root: PathBuf,
    marks: BTreeMap<PathBuf, Mark>,
}

impl Walked {
    /// Walks for the first time.
    pub(super) fn new(root: &Path) -> Self {
        Self {
            root: root.to_owned(),
            marks: marks(root),
        }
    }

    /// Hands on what changed, until nobody listens.
    pub(super) fn run(mut self, changes: &Sender<Changes>) {
        let mut pause = PAUSE;
        loop {
            thread::sleep(pause);
            let began = Instant::now();
            let changed = self.look();
            pause = PAUSE.max(began.elapsed() * REST);
            // Nothing is sent too: that is how the end of the listener is found out.
            if changes.send(Changes::Paths(changed)).is_err() {
                return;
            }
        }
    }

    /// What changed since the last look.
    fn look(&mut self) -> Vec<PathBuf> {
        let now = marks(&self.root);
        let gone = self.marks.keys().filter(|path| !now.contains_key(*path));
        let changed = now
            .iter()
            .filter(|(path, mark)| self.marks.get(*path) != Some(mark));
        let mut paths: Vec<PathBuf> = changed.map(|(path, _)| path).chain(gone).cloned().collect();
        paths.sort();
        self.marks = now;
        paths
    }
}

fn marks(root: &Path) -> BTreeMap<PathBuf, Mark> {
    let mut marks = BTreeMap::new();
    let mut add = |path: &Path| {
        let below = path.strip_prefix(root).unwrap_or(path);
        // Through links: their targets are what is read.
        if let Ok(meta) = fs::metadata(path)
            && meta.is_file()
        {
            marks.insert(below.to_owned(), Mark::of(&meta));
        }
    };
    add(&root.join(config::FILE));
    for folder in FOLDERS {
        let is_seen = |path: &Path| path.strip_prefix(root).is_ok_and(names::is_source);
        let walk = WalkDir::new(root.join(folder)).into_iter();
        for entry in walk.filter_entry(|entry| is_seen(entry.path())).flatten() {
            add(entry.path());
        }
    }
    marks
}

impl Mark {
    fn of(meta: &Metadata) -> Self {
        #[cfg(unix)]
        let inode = std::os::unix::fs::MetadataExt::ino(meta);
        #[cfg(not(unix))]
        let inode = 0;
        Self {
            size: meta.len(),
            modified: meta.modified().ok(),
            inode,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_what_was_made_written_replaced_and_removed() {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path();
        let write = |path: &str, text: &str| {
            let path = root.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        };
        write("content/articles/a.md", "one");
        write("content/articles/b.md", "one");
        write("content/articles/.a.md.swp", "one");
        write("dateline.yaml", "title: x");
        write("public/index.html", "x");
        let mut walked = Walked::new(root);
        assert_eq!(walked.look(), Vec::<PathBuf>::new());

        write("content/articles/a.md", "longer");
        write("content/articles/.a.md.swp", "longer");
        write("static/new.css", "x");
        write("public/index.html", "longer");
        assert_eq!(
            walked.look(),
            ["content/articles/a.md", "static/new.css"].map(PathBuf::from)
        );

        write("aside", "again!");
        let modified = fs::metadata(root.join("content/articles/a.md"))
            .unwrap()
            .modified()
            .unwrap();
        fs::File::open(root.join("aside"))
            .unwrap()
            .set_modified(modified)
            .unwrap();
        fs::rename(root.join("aside"), root.join("content/articles/a.md")).unwrap();
        fs::remove_file(root.join("content/articles/b.md")).unwrap();
        let expected = ["content/articles/a.md", "content/articles/b.md"];
        assert_eq!(walked.look(), expected.map(PathBuf::from));
        fs::remove_dir_all(root.join("static")).unwrap();
        assert_eq!(walked.look(), [PathBuf::from("static/new.css")]);
    }
}
