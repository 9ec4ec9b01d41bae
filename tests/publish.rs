//! `dateline publish` from outside, to a folder: what it says, what it does, and that it keeps its hands off the rest.

#![allow(clippy::unwrap_used, clippy::expect_used)] // A test that cannot go on fails.

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use support::{Run, TestSite, tree};

const MANIFEST: &str = ".dateline-manifest.json";

/// A newsroom with a folder to publish to.
struct Desk {
    site: TestSite,
    host: tempfile::TempDir,
}

impl Desk {
    fn new(settings: &str) -> Self {
        let host = tempfile::tempdir().unwrap();
        let www = host.path().join("www");
        let config = format!(
            "title: Riga Wire\nbase_url: https://example.org/\npublish:\n  live:\n    to: file://{}\n{settings}",
            www.display()
        );
        let site = TestSite::sound()
            .file("dateline.yaml", config)
            .file("content/articles/visit.md", "---\ntitle: Minister visits Riga\ndate: 2024-03-06\nredirect_from: [/old/visit/]\n---\n\nForeign Minister Karl Ozols met Mayor Anna Berg in Riga on Tuesday.\n");
        Self { site, host }
    }

    fn www(&self) -> PathBuf {
        self.host.path().join("www")
    }

    fn publish(&self, args: &[&str]) -> Run {
        let args: Vec<&str> = ["publish"]
            .into_iter()
            .chain(args.iter().copied())
            .collect();
        self.site.run(&args)
    }

    fn published(&self, args: &[&str]) -> String {
        let run = self.publish(args);
        assert_eq!(run.code, Some(0), "{}{}", run.stdout, run.stderr);
        run.stdout
    }

    /// What it says when it refuses, without the folder's name.
    fn refused(&self, args: &[&str]) -> String {
        let run = self.publish(args);
        assert_eq!(run.code, Some(3), "{}{}", run.stdout, run.stderr);
        run.stderr.replace(&self.www().display().to_string(), "WWW")
    }

    fn files(&self) -> BTreeMap<String, Vec<u8>> {
        tree(&self.www())
    }
}

#[test]
fn publishes_then_says_that_nothing_changed() {
    let desk = Desk::new("");
    let dry = desk.published(&["--dry-run"]);
    assert!(
        dry.contains(" added\n") && dry.ends_with("nothing was published: this is a dry run\n"),
        "{dry}"
    );
    assert!(!desk.www().exists());
    let first = desk.published(&[]);
    assert!(
        first.contains("sent ") && first.contains(" holds the site ("),
        "{first}"
    );
    assert_eq!(
        desk.files(),
        tree(&desk.site.path("public")),
        "byte for byte, the list of files too"
    );
    let second = desk.published(&["live"]);
    let count = desk.files().len() - 1;
    let www = desk.www();
    assert_eq!(
        second,
        format!(
            "nothing to do: file://{} holds the site as it is ({count} files)\n",
            www.display()
        )
    );
    let check = desk.published(&["--check", &format!("file://{}", www.display())]);
    assert_eq!(
        check,
        format!(
            "file://{} holds the site as it is ({count} files)\n",
            www.display()
        )
    );
}

#[test]
fn changes_are_sent_and_what_is_gone_is_deleted_but_never_files_of_others() {
    let desk = Desk::new("");
    desk.published(&[]);
    fs::write(desk.www().join("mine.txt"), "mine").unwrap();
    fs::write(desk.www().join("articles/sound/mine.txt"), "mine").unwrap_or_else(|_| {
        let folder = fs::read_dir(desk.www().join("articles"))
            .unwrap()
            .next()
            .unwrap()
            .unwrap()
            .path();
        fs::write(folder.join("mine.txt"), "mine").unwrap();
    });
    fs::remove_file(desk.site.path("content/articles/visit.md")).unwrap();
    let check = desk.publish(&["--check"]);
    assert_eq!(check.code, Some(1), "{}", check.stdout);
    assert!(
        check.stdout.contains(" deleted\n") && check.stdout.ends_with(" differs from the site\n"),
        "{}",
        check.stdout
    );
    let before = desk.files();
    let refused = desk.refused(&["--max-delete", "0"]);
    let deletions = before
        .keys()
        .filter(|path| !desk.site.path("public").join(path).exists() && !path.ends_with("mine.txt"))
        .count();
    assert_eq!(
        refused,
        format!(
            "error: file://WWW: nothing was published: {deletions} of {} published files would be deleted; look at them with --dry-run; if they are to go, say --max-delete {deletions}\n",
            before.len() - 3
        )
    );
    assert_eq!(desk.files(), before);
    let done = desk.published(&["--max-delete", "100%"]);
    assert!(done.contains(&format!("deleted {deletions}\n")), "{done}");
    let mut left = desk.files();
    left.retain(|path, _| !path.ends_with("mine.txt"));
    assert_eq!(left, tree(&desk.site.path("public")));
    assert!(desk.www().join("mine.txt").exists());
}

#[test]
fn many_deletions_and_an_empty_site_are_refused_where_nobody_can_be_asked() {
    let desk = Desk::new("");
    desk.published(&[]);
    let before = desk.files();
    for article in ["visit", "sound"] {
        fs::remove_file(desk.site.path(&format!("content/articles/{article}.md"))).unwrap();
    }
    let refused = desk.refused(&[]);
    assert!(
        refused.contains(" published files would be deleted; look at them with --dry-run"),
        "{refused}"
    );
    let dry = desk.published(&["--dry-run"]);
    assert!(
        dry.contains("publishing would stop: ") && dry.contains("--max-delete allows it"),
        "{dry}"
    );
    let refused = desk.refused(&["--yes"]);
    assert!(refused.contains("would be deleted"), "{refused}");
    assert_eq!(desk.files(), before);
    let lax = Desk::new("    max_delete: 100%\n");
    lax.published(&[]);
    for article in ["visit", "sound"] {
        fs::remove_file(lax.site.path(&format!("content/articles/{article}.md"))).unwrap();
    }
    let refused = lax.refused(&[]);
    assert!(
        refused.ends_with("error: file://WWW: nothing was published: the site has no articles; if that is meant, say --max-delete 100%\n"),
        "{refused}"
    );
    lax.published(&["--max-delete", "100%"]);
    assert_eq!(lax.files(), tree(&lax.site.path("public")));
}

#[test]
fn errors_of_the_content_stop_everything() {
    let desk = Desk::new("");
    desk.site
        .write("content/articles/bad.md", b"---\ntitle: [\n---\n\nText.\n");
    let run = desk.publish(&[]);
    assert_eq!(run.code, Some(1));
    assert!(run.stderr.contains("yaml/syntax"), "{}", run.stderr);
    assert_eq!(run.stdout, "nothing was written\n");
    assert!(!desk.www().exists());
}

#[test]
fn errors_of_the_configuration_are_told_before_a_target_is_missed() {
    let desk = Desk::new("");
    desk.site
        .write("dateline.yaml", b"title: x\npublish: {live: [\n");
    let run = desk.publish(&["live"]);
    assert_eq!(
        (run.code, run.stdout.as_str()),
        (Some(1), "nothing was written\n")
    );
    assert!(run.stderr.contains("dateline.yaml:2"), "{}", run.stderr);
}

#[test]
fn the_plan_can_be_read_by_programs() {
    let desk = Desk::new("");
    let read = |args: &[&str]| -> serde_json::Value {
        let args: Vec<&str> = args.iter().copied().chain(["--format", "json"]).collect();
        serde_json::from_str(&desk.published(&args)).unwrap()
    };
    let dry = read(&["--dry-run"]);
    assert_eq!(dry["target"], "live");
    assert_eq!(
        (dry["equal"].as_bool(), dry["done"].is_null()),
        (Some(false), true)
    );
    let added = dry["plan"]["added"].as_array().unwrap().len();
    assert!(added > 20, "lists are whole");
    let done = read(&[]);
    assert_eq!(done["done"]["sent"], added);
    assert_eq!(done["done"]["deleted"], 0);
    assert_eq!(done["build"]["counts"]["articles"], 2);
    let again = read(&["--check"]);
    assert_eq!(
        (
            again["equal"].as_bool(),
            again["plan"]["unchanged"].as_array().map(Vec::len)
        ),
        (Some(true), Some(added))
    );
}

#[test]
fn the_target_decides_on_address_compression_and_files_of_the_host() {
    let desk = Desk::new(
        "    base_url: https://news.example.org/riga/\n    host: netlify\n    precompress: [gzip, brotli]\n",
    );
    desk.published(&[]);
    let files = desk.files();
    let text = |path: &str| String::from_utf8(files[path].clone()).unwrap();
    assert!(text("index.html").contains("https://news.example.org/riga/"));
    assert!(
        text("_redirects").starts_with("/old/visit/ /articles/"),
        "{}",
        text("_redirects")
    );
    assert!(text("_redirects").ends_with("/ 301!\n"));
    assert!(text("_headers").contains("/style.css\n  Cache-Control: public, max-age=3600\n"));
    for (path, bytes) in files
        .iter()
        .filter(|(path, bytes)| path.ends_with(".html") && bytes.len() > 2000)
    {
        for twin in [format!("{path}.gz"), format!("{path}.br")] {
            assert!(files[&twin].len() < bytes.len(), "{twin}");
        }
    }
    assert!(desk.published(&[]).starts_with("nothing to do"));
}

#[test]
fn a_damaged_folder_is_mended_and_a_damaged_list_is_refused() {
    let desk = Desk::new("");
    desk.published(&[]);
    let whole = desk.files();
    fs::write(desk.www().join("index.html"), "cut").unwrap();
    fs::remove_file(desk.www().join("style.css")).unwrap();
    assert_eq!(desk.publish(&["--check"]).code, Some(1));
    let done = desk.published(&[]);
    assert!(done.contains("sent 2 files"), "{done}");
    assert_eq!(desk.files(), whole);
    fs::write(desk.www().join(MANIFEST), "{").unwrap();
    assert_eq!(
        desk.refused(&[]),
        format!(
            "error: WWW/{MANIFEST}: the list of what dateline made here is damaged; delete this file and take the folder over with --force; files in it are kept\n"
        )
    );
    fs::remove_file(desk.www().join(MANIFEST)).unwrap();
    assert_eq!(
        desk.refused(&[]),
        "error: WWW: the folder is not empty and dateline did not make it; choose another folder, or take it over with --force (files in it are kept)\n"
    );
    desk.published(&["--force"]);
    assert_eq!(desk.files(), whole);
}

#[test]
fn targets_in_the_way_of_the_site_are_refused() {
    let desk = Desk::new("");
    let root = desk.site.root().canonicalize().unwrap();
    let at = |path: &str| format!("file://{}{path}", root.display());
    for path in [
        "/content",
        "/content/articles/x",
        "/templates",
        "/static",
        "/.dateline/x",
        "/.git",
    ] {
        let address = at(path);
        assert_eq!(
            desk.refused(&[&address]),
            format!(
                "error: {address}: the published site would mix with the site's sources; publish to a folder outside of them\n"
            )
        );
    }
    for path in ["", "/public", "/public/x"] {
        let address = at(path);
        assert_eq!(
            desk.refused(&[&address]),
            format!(
                "error: {address}: this is where the site is built ({}/public); publish to another folder\n",
                root.display()
            )
        );
    }
    desk.published(&[&at("/published")]);
    assert_eq!(tree(&root.join("published")), tree(&root.join("public")));
}

#[test]
fn bad_targets_are_told_exactly_and_passwords_never() {
    let desk = Desk::new("");
    for (target, message) in [
        (
            "lvie",
            "lvie: no target has this name; did you mean `live`?",
        ),
        (
            "ftp://h/x",
            "ftp://h/x: nothing is published to addresses that begin with `ftp://`; write rsync://user@host/folder for a folder on a server, git+ssh://…#branch for a branch",
        ),
        (
            "s3://",
            "s3://: there is no bucket in the address; write s3://bucket or s3://bucket/prefix",
        ),
        (
            "www",
            "www: no target has this name; dateline.yaml has live",
        ),
        (
            "./www",
            "./www: this is no address; write the whole path as file:///srv/www",
        ),
        (
            "rsync://me:hush@host/www",
            "rsync://…@host/www: the address holds a password or key; take it out, and let ssh log in with a key",
        ),
        (
            "file:///nonexistent/drive/site",
            "/nonexistent/drive: there is no such folder; create it, or plug in the drive that holds it",
        ),
    ] {
        assert_eq!(desk.refused(&[target]), format!("error: {message}\n"));
    }
    desk.site.write(
        "dateline.yaml",
        b"title: x\npublish:\n  live: s3://AKIA:hush@bucket\n",
    );
    for command in [["publish", "live"], ["build", "--strict"]] {
        let run = desk.site.run(&command);
        assert!(
            run.stderr.contains("the address holds a password or key"),
            "{}",
            run.stderr
        );
        assert!(!format!("{run:?}").contains("hush"), "{run:?}");
    }
}

#[test]
fn drafts_are_warned_of() {
    let desk = Desk::new("");
    let run = desk.publish(&["--dry-run", "--drafts", "--future"]);
    assert_eq!(
        run.stderr,
        "warning: --drafts: drafts are published too\nwarning: --future: articles dated in the future are published too\n"
    );
}

/// Killed at any moment, the folder holds the old or the new site, whole; the next run ends with the new one.
#[cfg(unix)]
#[test]
fn a_run_that_is_killed_leaves_a_whole_site() {
    use std::process::{Command, Stdio};
    use std::time::Duration;
    let desk = Desk::new("");
    desk.published(&[]);
    fs::write(desk.www().join("mine.txt"), "mine").unwrap();
    for round in 0..6_u64 {
        let old = desk.files();
        let style = format!("body {{ margin: {round}px }}\n");
        desk.site.write("static/press.css", style.as_bytes());
        desk.site.write("content/articles/sound.md", format!("---\ntitle: Mayor opens bridge {round}\ndate: 2024-03-05\nslug: bridge\n---\n\nMayor Anna Berg opened a bridge in Riga on Monday.\n").as_bytes());
        // Building is not what is to be interrupted.
        desk.site.built(&[]);
        let mut child = Command::new(env!("CARGO_BIN_EXE_dateline"))
            .args(["publish", "--max-delete", "100%"])
            .current_dir(desk.site.root())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(3 + 7 * round));
        let _ = child.kill();
        child.wait().unwrap();
        let found = desk.files();
        let mut new = tree(&desk.site.path("public"));
        new.insert("mine.txt".into(), b"mine".to_vec());
        // Between the swap and its end, what others put there may still lie in the old folder.
        let whole = |want: &BTreeMap<String, Vec<u8>>| {
            want.iter()
                .all(|(path, bytes)| path == "mine.txt" || found.get(path) == Some(bytes))
        };
        assert!(whole(&old) || whole(&new), "round {round}: a mix of both");
        desk.published(&["--max-delete", "100%"]);
        assert_eq!(desk.files(), new, "round {round}");
    }
}
