//! A small site to publish, and what must hold of it on a host.

#![allow(dead_code)] // Every test file takes what it needs.

use crate::support::{TestSite, tree};
use std::collections::{BTreeMap, BTreeSet};

/// Files by path.
pub type Files = BTreeMap<String, Vec<u8>>;

/// A site of some 40 files.
pub fn first() -> TestSite {
    TestSite::empty()
        .file(
            "dateline.yaml",
            "title: The Riga Wire\nbase_url: https://example.org/\n",
        )
        .file("static/press.css", "body { color: black }\n")
        .file(
            "content/articles/bridge.md",
            article(
                "Mayor Anna Berg opens bridge",
                5,
                "Mayor Anna Berg opened a bridge in Riga on Monday. \"It will last,\" said Berg.",
            ),
        )
        .file(
            "content/articles/visit.md",
            article(
                "Minister visits Riga",
                6,
                "Foreign Minister Karl Ozols met Mayor Anna Berg in Riga on Tuesday.",
            ),
        )
        .file(
            "content/articles/gone.md",
            article(
                "Ferry line to close",
                7,
                "The Harbour Company of Riga closed its ferry line on Wednesday.",
            ),
        )
}

/// The sample briefing.
pub fn sample() -> TestSite {
    let home = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut site = TestSite::empty();
    let config = std::fs::read(home.join("dateline.yaml")).unwrap();
    for (path, bytes) in tree(&home.join("content")) {
        site = site.file(&format!("content/{path}"), bytes);
    }
    site.file("dateline.yaml", config)
}

/// The same site a day later: a page less, a page more, others changed, and the style changed too.
pub fn second(site: &TestSite) {
    let _ = std::fs::remove_file(site.path("content/articles/gone.md"));
    site.write("static/press.css", b"body { color: navy }\n");
    site.write("static/new.css", b"main { margin: 0 }\n");
    site.write("content/articles/visit.md", article("Minister visits Riga again", 6, "Foreign Minister Karl Ozols met Mayor Anna Berg in Riga on Tuesday. Ozols left on Wednesday.").as_bytes());
    site.write(
        "content/articles/tram.md",
        article(
            "Tram returns to Riga",
            8,
            "Mayor Anna Berg reopened the tram line in Riga on Friday.",
        )
        .as_bytes(),
    );
}

/// The first site again, but for a style of its own and one page.
pub fn third(site: &TestSite) {
    site.write(
        "content/articles/gone.md",
        article(
            "Ferry line to close at once",
            7,
            "The Harbour Company of Riga closed its ferry line on Wednesday.",
        )
        .as_bytes(),
    );
    site.write("static/press.css", b"body { color: maroon }\n");
    for path in ["static/new.css", "content/articles/tram.md"] {
        let _ = std::fs::remove_file(site.path(path));
    }
}

fn article(title: &str, day: u8, body: &str) -> String {
    format!("---\ntitle: {title}\ndate: 2024-03-0{day}\npublisher: Riga Wire\n---\n\n{body}\n")
}

/// What a build makes of it, without the manifest.
pub fn plan(site: &TestSite) -> Files {
    let mut files = site.built(&[]);
    files.remove(".dateline-manifest.json");
    files
}

/// Every page on the host is the old or the new one, and whatever a page there loads is there.
pub fn assert_whole(host: &Files, old: &Files, new: &Files) {
    for (path, bytes) in host.iter().filter(|(path, _)| path.ends_with(".html")) {
        let is_known = [old, new]
            .iter()
            .any(|files| files.get(path) == Some(bytes));
        assert!(is_known, "{path} is neither the old nor the new page");
        let page = String::from_utf8_lossy(bytes);
        for asset in assets(path, &page) {
            assert!(
                host.contains_key(&asset),
                "{path} loads {asset}, which is not there"
            );
        }
    }
}

/// Everything of `files` is there, byte for byte.
pub fn assert_holds(host: &Files, files: &Files) {
    for (path, bytes) in files {
        let found = host.get(path);
        assert!(found.is_some(), "{path} is not there");
        assert!(found == Some(bytes), "{path} differs");
    }
}

/// The host holds just these files besides those of the program's own and those of others.
pub fn assert_equals(host: &Files, files: &Files, foreign: &[&str]) {
    assert_holds(host, files);
    let own = [".dateline-manifest.json", ".dateline-claim.json"];
    let more: BTreeSet<_> = host
        .keys()
        .filter(|path| !files.contains_key(*path))
        .map(String::as_str)
        .filter(|path| !foreign.contains(path) && *path != own[0])
        .collect();
    assert!(more.is_empty(), "there are also {more:?}");
    assert!(host.contains_key(own[0]), "no manifest");
}

/// Styles, scripts and pictures of a page, as paths below the site's root.
fn assets(page: &str, html: &str) -> BTreeSet<String> {
    let folder = page.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut found = BTreeSet::new();
    for attribute in ["href=\"", "src=\""] {
        for (at, _) in html.match_indices(attribute) {
            let rest = &html[at + attribute.len()..];
            let link = rest.split(['"', '#', '?']).next().unwrap_or("");
            let is_asset = [".css", ".js", ".svg", ".png", ".ico", ".woff2"]
                .iter()
                .any(|ending| link.ends_with(ending));
            if is_asset && !link.contains("://") {
                found.insert(joined(folder, link));
            }
        }
    }
    found
}

/// `a/b` and `../c.css` make `a/c.css`.
fn joined(folder: &str, link: &str) -> String {
    let mut parts: Vec<&str> = match link.starts_with('/') {
        true => Vec::new(),
        false => folder.split('/').filter(|part| !part.is_empty()).collect(),
    };
    for part in link.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// Files of a folder.
pub fn folder(path: &std::path::Path) -> Files {
    tree(path)
}
