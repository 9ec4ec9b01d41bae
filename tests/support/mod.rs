//! A site in a temporary folder, and the program run on it.

#![allow(clippy::unwrap_used, clippy::expect_used)] // A test that cannot go on fails.
#![allow(dead_code)] // Every test file takes what it needs.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A site in a temporary folder that goes away with the value.
#[must_use]
pub struct TestSite {
    folder: tempfile::TempDir,
}

/// How a run of the program ended.
#[derive(Debug)]
pub struct Run {
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

impl TestSite {
    /// A site without any file.
    pub fn empty() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    /// A site with one sound article.
    pub fn sound() -> Self {
        Self::empty().file(
            "content/articles/sound.md",
            "---\ntitle: Mayor opens bridge\ndate: 2024-03-05\n---\n\nMayor Anna Berg opened a bridge in Riga on Monday.\n",
        )
    }

    /// A copy of a folder, its files created in the order of their names or against it.
    pub fn copy_of(folder: &Path, reversed: bool) -> Self {
        let site = Self::empty();
        let mut files: Vec<_> = tree(folder).into_iter().collect();
        if reversed {
            files.reverse();
        }
        for (path, bytes) in files {
            site.write(&path, &bytes);
        }
        site
    }

    /// With one more file.
    pub fn file(self, path: &str, text: impl AsRef<[u8]>) -> Self {
        self.write(path, text.as_ref());
        self
    }

    pub fn write(&self, path: &str, bytes: &[u8]) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.root().join(path)
    }

    /// Runs `dateline --root . ARGS` inside the site's folder.
    pub fn run(&self, args: &[&str]) -> Run {
        self.run_with(args, &[])
    }

    pub fn run_with(&self, args: &[&str], env: &[(&str, &str)]) -> Run {
        let done = Command::new(env!("CARGO_BIN_EXE_dateline"))
            .args(args)
            .current_dir(self.root())
            .envs(env.iter().copied())
            .stdin(Stdio::null())
            .output()
            .unwrap();
        Run {
            code: done.status.code(),
            stdout: String::from_utf8(done.stdout).unwrap(),
            stderr: String::from_utf8(done.stderr).unwrap(),
        }
    }

    /// Runs the program with `input` on its standard input.
    pub fn filter(&self, args: &[&str], input: &str) -> Run {
        let mut child = Command::new(env!("CARGO_BIN_EXE_dateline"))
            .args(args)
            .current_dir(self.root())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let input = input.to_owned();
        let writer = std::thread::spawn(move || stdin.write_all(input.as_bytes()));
        let done = child.wait_with_output().unwrap();
        writer.join().unwrap().unwrap();
        Run {
            code: done.status.code(),
            stdout: String::from_utf8(done.stdout).unwrap(),
            stderr: String::from_utf8(done.stderr).unwrap(),
        }
    }

    /// Builds and returns the files of the output folder.
    pub fn built(&self, args: &[&str]) -> BTreeMap<String, Vec<u8>> {
        let args: Vec<&str> = ["build"].into_iter().chain(args.iter().copied()).collect();
        let run = self.run(&args);
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        tree(&self.path("public"))
    }
}

/// Every file below a folder: path with forward slashes, bytes.
pub fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    walkdir::WalkDir::new(folder)
        .into_iter()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let path = entry
                .path()
                .strip_prefix(folder)
                .unwrap()
                .to_str()
                .unwrap()
                .replace('\\', "/");
            (path, fs::read(entry.path()).unwrap())
        })
        .collect()
}
