//! Real saves in a real folder, told by the operating system and found by walking.

use super::*;
use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

/// A site that is watched.
struct Watched {
    dir: tempfile::TempDir,
    batches: Receiver<Changes>,
}

impl Watched {
    fn new(poll: bool) -> Self {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir_all(dir.path().join("content/articles")).unwrap();
        fs::write(dir.path().join("content/articles/a.md"), "one").unwrap();
        let (sender, batches) = channel();
        start(dir.path(), poll, sender, Box::new(|note| panic!("{note}")));
        Self { dir, batches }
    }

    fn path(&self, path: &str) -> PathBuf {
        self.dir.path().join(path)
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// What is told until all of `expected` was; nothing is told that nobody expects, but the folders they lie in.
    fn tells(&self, expected: &[&str]) {
        let expected: BTreeSet<PathBuf> = expected.iter().map(PathBuf::from).collect();
        let mut told = BTreeSet::new();
        let end = Instant::now() + Duration::from_secs(10);
        while !expected.is_subset(&told) {
            let left = end.saturating_duration_since(Instant::now());
            match self.batches.recv_timeout(left) {
                Ok(Changes::Paths(paths)) => told.extend(paths),
                Ok(Changes::All) => panic!("all"),
                Err(_) => panic!("told {told:?}, not {expected:?}"),
            }
        }
        let is_known = |path: &PathBuf| expected.iter().any(|expected| expected.starts_with(path));
        assert!(
            told.iter().all(is_known),
            "told {told:?}, not only {expected:?}"
        );
    }
}

#[test]
fn saves_of_all_kinds_are_told() {
    for poll in [false, true] {
        let site = Watched::new(poll);
        let article = "content/articles/a.md";
        site.write(article, "in place");
        site.tells(&[article]);

        site.write("content/articles/.a.md.swp", "written aside");
        fs::rename(site.path("content/articles/.a.md.swp"), site.path(article)).unwrap();
        site.tells(&[article]);

        fs::rename(site.path(article), site.path("content/articles/a.md~")).unwrap();
        site.write(article, "over a backup");
        fs::remove_file(site.path("content/articles/a.md~")).unwrap();
        site.tells(&[article]);

        site.write("public/index.html", "no source");
        site.write(".dateline/cache", "no source");
        site.write("dateline.yaml", "title: x");
        site.tells(&["dateline.yaml"]);

        fs::remove_file(site.path(article)).unwrap();
        site.tells(&[article]);
    }
}

#[test]
fn folders_come_and_go() {
    for poll in [false, true] {
        let site = Watched::new(poll);
        site.write("static/css/deep/a.css", "x");
        site.write("templates/base.html", "x");
        site.tells(&["static/css/deep/a.css", "templates/base.html"]);
        site.write("static/css/deep/a.css", "longer");
        site.tells(&["static/css/deep/a.css"]);
        fs::remove_dir_all(site.path("templates")).unwrap();
        site.tells(&["templates/base.html"]);
        site.write("templates/base.html", "again");
        site.tells(&["templates/base.html"]);
    }
}

#[cfg(unix)]
#[test]
fn links_are_followed_to_files_of_the_site() {
    for poll in [false, true] {
        let site = Watched::new(poll);
        site.write("shared/in.md", "one");
        std::os::unix::fs::symlink("../../shared/in.md", site.path("content/articles/in.md"))
            .unwrap();
        site.tells(&["content/articles/in.md"]);
        site.write("shared/in.md", "longer");
        site.tells(&["content/articles/in.md"]);
    }
}

#[test]
fn a_burst_is_a_few_batches_and_ends_with_the_last_save() {
    let site = Watched::new(false);
    for n in 0..50 {
        site.write("content/articles/a.md", &format!("save {n}"));
    }
    site.tells(&["content/articles/a.md"]);
    let more = site.batches.recv_timeout(Duration::from_millis(400));
    assert!(
        more.is_err() || site.batches.try_iter().count() < 10,
        "{more:?}"
    );
}
