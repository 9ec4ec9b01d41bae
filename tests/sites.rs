//! Golden sites: `tests/sites/NAME/site` is built and compared with `tests/sites/NAME/expected`, whole.
//!
//! Of HTML pages only `<main>` is kept, so that a change of the frame does not touch every file; of assets nothing.
//! `UPDATE_EXPECTED=1 cargo test --test sites` takes the present output as the expected one.

#![allow(clippy::unwrap_used, clippy::expect_used)] // A test that cannot go on fails.

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use support::{TestSite, tree};

fn golden_sites() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites");
    let mut sites: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    sites.sort();
    assert!(!sites.is_empty());
    sites
}

/// What is compared of an output folder.
fn comparable(files: BTreeMap<String, Vec<u8>>) -> BTreeMap<String, String> {
    let skipped = |path: &str| {
        let is_asset = [".css", ".svg", ".png", ".js"]
            .iter()
            .any(|ending| path.ends_with(ending));
        is_asset || path.starts_with("data/schema/") || path.starts_with('.')
    };
    files
        .into_iter()
        .filter(|(path, _)| !skipped(path))
        .map(|(path, bytes)| {
            let text = String::from_utf8(bytes).unwrap();
            let main = text
                .find("<main")
                .zip(text.find("</main>"))
                .map(|(start, end)| text[start..end].to_owned() + "</main>\n");
            let kept = if path.ends_with(".html") {
                main.unwrap_or(text)
            } else {
                text
            };
            (path, kept)
        })
        .collect()
}

#[test]
fn golden_sites_come_out_as_expected() {
    let mut differences = Vec::new();
    for folder in golden_sites() {
        let name = folder.file_name().unwrap().to_str().unwrap().to_owned();
        let site = TestSite::copy_of(&folder.join("site"), false);
        let made = comparable(site.built(&[]));
        let expected_folder = folder.join("expected");
        if std::env::var_os("UPDATE_EXPECTED").is_some() {
            let _ = fs::remove_dir_all(&expected_folder);
            for (path, text) in &made {
                let path = expected_folder.join(path);
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(path, text).unwrap();
            }
        }
        let expected: BTreeMap<String, String> = tree(&expected_folder)
            .into_iter()
            .map(|(path, bytes)| (path, String::from_utf8(bytes).unwrap()))
            .collect();
        differences.extend(
            compare(&expected, &made)
                .into_iter()
                .map(|found| format!("{name}: {found}")),
        );
    }
    assert!(differences.is_empty(), "\n{}\n", differences.join("\n"));
}

fn compare(expected: &BTreeMap<String, String>, made: &BTreeMap<String, String>) -> Vec<String> {
    let mut found = Vec::new();
    for (path, text) in expected {
        match made.get(path) {
            None => found.push(format!("{path} is no longer made")),
            Some(now) if now != text => {
                let line = text
                    .lines()
                    .zip(now.lines())
                    .position(|(a, b)| a != b)
                    .unwrap_or_default();
                let at = |text: &str| text.lines().nth(line).unwrap_or("(end)").to_owned();
                found.push(format!(
                    "{path}:{}\n  expected {}\n  made     {}",
                    line + 1,
                    at(text),
                    at(now)
                ));
            }
            Some(_) => {}
        }
    }
    found.extend(
        made.keys()
            .filter(|path| !expected.contains_key(*path))
            .map(|path| format!("{path} is new")),
    );
    found
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR"));
    for folder in golden_sites()
        .iter()
        .map(|folder| folder.join("site"))
        .chain([sample.join("content")])
    {
        let (one, other) = if folder.ends_with("content") {
            (sample_site(&folder, false), sample_site(&folder, true))
        } else {
            (
                TestSite::copy_of(&folder, false),
                TestSite::copy_of(&folder, true),
            )
        };
        let first = one.built(&[]);
        assert_eq!(first.len(), one.built(&[]).len());
        assert!(
            first == one.built(&["--output", "public"]),
            "a second build differs: {}",
            folder.display()
        );
        let far_away = [
            ("TZ", "Pacific/Kiritimati"),
            ("LC_ALL", "tr_TR.UTF-8"),
            ("LANG", "tr_TR.UTF-8"),
        ];
        let run = other.run_with(&["build", "--jobs", "1"], &far_away);
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        let second = tree(&other.path("public"));
        let differ: Vec<_> = first
            .iter()
            .filter(|(path, bytes)| second.get(*path) != Some(bytes))
            .map(|(path, _)| path)
            .collect();
        assert!(
            differ.is_empty() && first.len() == second.len(),
            "{}: {differ:?}",
            folder.display()
        );
    }
}

/// The sample briefing as a site of its own.
fn sample_site(content: &Path, reversed: bool) -> TestSite {
    let site = TestSite::empty();
    let mut files: Vec<_> = tree(content).into_iter().collect();
    if reversed {
        files.reverse();
    }
    for (path, bytes) in files {
        site.write(&format!("content/{path}"), &bytes);
    }
    site
}
