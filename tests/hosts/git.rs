//! Publishing to branches: bare repositories in a folder and over ssh.

use super::killed::{Publisher, kill_often};
use super::newsroom::{self, Files};
use super::program::find;
use super::ssh::Server;
use crate::support::{Run, TestSite};
use std::path::Path;
use std::process::Command;

/// A bare repository in a temporary folder.
pub(super) struct Bare {
    folder: tempfile::TempDir,
}

impl Bare {
    pub(super) fn new() -> Self {
        let bare = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        bare.git(&["init", "--quiet", "--bare", "."]);
        bare
    }

    pub(super) fn address(&self) -> String {
        format!("git+file://{}#gh-pages", self.folder.path().display())
    }

    #[track_caller]
    fn git(&self, args: &[&str]) -> String {
        git(self.folder.path(), args)
    }

    fn tip(&self) -> String {
        self.git(&["rev-parse", "gh-pages"])
    }

    /// The branch's files, without the one that tells the host to serve them as they are.
    pub(super) fn held(&self) -> Files {
        let folder = tempfile::tempdir().unwrap();
        let tree = format!("--work-tree={}", folder.path().display());
        self.git(&[
            &tree, "checkout", "--quiet", "--force", "gh-pages", "--", ".",
        ]);
        let mut files = newsroom::folder(folder.path());
        // GitHub Pages leaves files alone that begin with an underscore only where this is.
        assert_eq!(files.remove(".nojekyll"), Some(Vec::new()));
        files
    }

    /// Somebody else's commit on the branch, with one more file.
    fn other_commit(&self, path: &str) {
        let clone = tempfile::tempdir().unwrap();
        let (url, here) = (self.folder.path().display().to_string(), clone.path());
        git(here, &["clone", "--quiet", "--branch=gh-pages", &url, "."]);
        std::fs::write(here.join(path), "from somebody else\n").unwrap();
        git(here, &["add", "--all"]);
        git(here, &["commit", "--quiet", "--message=Other"]);
        git(here, &["push", "--quiet"]);
    }
}

#[track_caller]
fn git(folder: &Path, args: &[&str]) -> String {
    let done = Command::new(find("GIT", "git"))
        .args([
            "-c",
            "user.name=Other",
            "-c",
            "user.email=other@example.org",
        ])
        .args(args)
        .current_dir(folder)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .output()
        .unwrap();
    let stderr = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success(), "git {args:?}: {stderr}");
    String::from_utf8(done.stdout).unwrap().trim().to_owned()
}

pub(super) fn publish(site: &TestSite, address: &str, more: &[&str]) -> Run {
    let args = [&["publish", address, "--max-delete", "100%"], more].concat();
    site.run(&args)
}

#[track_caller]
fn published(site: &TestSite, address: &str) -> Run {
    let run = publish(site, address, &[]);
    assert_eq!(run.code, Some(0), "{}\n{}", run.stdout, run.stderr);
    run
}

#[track_caller]
fn assert_fails(run: &Run, words: &[&str]) {
    assert_eq!(run.code, Some(3), "{}\n{}", run.stdout, run.stderr);
    for words in words {
        assert!(run.stderr.contains(words), "{words}: {}", run.stderr);
    }
}

#[test]
#[ignore = "needs git"]
fn a_branch_becomes_the_site_and_a_second_run_changes_nothing() {
    let (site, bare) = (newsroom::first(), Bare::new());
    published(&site, &bare.address());
    newsroom::assert_equals(&bare.held(), &newsroom::plan(&site), &[]);
    let tip = bare.tip();
    let again = published(&site, &bare.address());
    assert!(
        again.stdout.starts_with("nothing to do"),
        "{}",
        again.stdout
    );
    assert_eq!(bare.tip(), tip);
    newsroom::second(&site);
    published(&site, &bare.address());
    newsroom::assert_equals(&bare.held(), &newsroom::plan(&site), &[]);
    assert_eq!(bare.git(&["rev-list", "--count", "gh-pages"]), "2");
    assert_eq!(bare.git(&["rev-parse", "gh-pages^"]), tip);
    assert_eq!(publish(&site, &bare.address(), &["--check"]).code, Some(0));
    bare.git(&["fsck", "--strict"]);
}

#[test]
#[ignore = "needs git"]
fn the_same_site_makes_the_same_commit() {
    let ids = [0, 1].map(|_| {
        let (site, bare) = (newsroom::first(), Bare::new());
        published(&site, &bare.address());
        newsroom::second(&site);
        published(&site, &bare.address());
        bare.tip()
    });
    assert_eq!(ids[0], ids[1]);
}

#[test]
#[ignore = "needs git"]
fn history_is_kept_or_squashed_and_files_of_others_stay() {
    let (site, bare) = (newsroom::first(), Bare::new());
    let config = format!(
        "title: The Riga Wire\npublish:\n  live:\n    to: \"{}\"\n    history: squash\n",
        bare.address()
    );
    site.write("dateline.yaml", config.as_bytes());
    published(&site, "live");
    bare.other_commit("theirs ü.txt");
    newsroom::second(&site);
    published(&site, "live");
    assert_eq!(bare.git(&["rev-list", "--count", "gh-pages"]), "1");
    let (held, plan) = (bare.held(), newsroom::plan(&site));
    newsroom::assert_equals(&held, &plan, &["theirs ü.txt"]);
    assert_eq!(held["theirs ü.txt"], b"from somebody else\n");
}

#[test]
#[ignore = "needs git"]
fn the_users_own_repository_is_not_touched() {
    let (site, bare) = (newsroom::first(), Bare::new());
    let own = |args: &[&str]| git(site.root(), args);
    own(&["init", "--quiet"]);
    own(&["add", "content"]);
    site.write(".git/hooks/pre-push", b"#!/bin/sh\nexit 1\n");
    own(&["config", "core.autocrlf", "true"]);
    let state = || {
        (
            own(&["ls-files", "--stage"]),
            newsroom::folder(&site.path(".git")),
        )
    };
    let before = state();
    // As from within a hook of that repository.
    let index = site.path(".git/index").display().to_string();
    let env = [("GIT_DIR", ".git"), ("GIT_INDEX_FILE", index.as_str())];
    let run = site.run_with(&["publish", &bare.address()], &env);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(state() == before);
    newsroom::assert_equals(&bare.held(), &newsroom::plan(&site), &[]);
}

#[test]
#[ignore = "needs git"]
fn of_two_publishers_one_is_told() {
    let (site, bare) = (newsroom::first(), Bare::new());
    published(&site, &bare.address());
    newsroom::second(&site);
    // Another's commit comes in while ours is on its way.
    let hook = format!(
        "#!/bin/sh\ncd {}\nunset GIT_QUARANTINE_PATH\ngit update-ref refs/heads/gh-pages $(git commit-tree -p gh-pages -m Other gh-pages^{{tree}})\n",
        bare.folder.path().display()
    );
    let path = bare.folder.path().join("hooks/pre-receive");
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(&path, hook).unwrap();
    executable(&path);
    let env = [
        ("GIT_AUTHOR_NAME", "Other"),
        ("GIT_AUTHOR_EMAIL", "o@example.org"),
        ("GIT_COMMITTER_NAME", "Other"),
        ("GIT_COMMITTER_EMAIL", "o@example.org"),
    ];
    let run = site.run_with(&["publish", &bare.address(), "--max-delete", "100%"], &env);
    assert_fails(&run, &["another publisher came between", "run again"]);
    std::fs::remove_file(path).unwrap();
    published(&site, &bare.address());
    assert_eq!(bare.git(&["rev-list", "--count", "gh-pages"]), "3");
    newsroom::assert_equals(&bare.held(), &newsroom::plan(&site), &[]);
}

fn executable(path: &Path) {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
#[ignore = "needs git"]
fn a_host_that_refuses_is_quoted() {
    let (site, bare) = (newsroom::first(), Bare::new());
    let path = bare.folder.path().join("hooks/pre-receive");
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(&path, "#!/bin/sh\necho closed on Sundays >&2\nexit 1\n").unwrap();
    executable(&path);
    let run = publish(&site, &bare.address(), &[]);
    assert_fails(&run, &["hook declined", "closed on Sundays"]);
}

#[test]
#[ignore = "needs git"]
fn what_stands_in_the_way_is_named() {
    let site = newsroom::first();
    let nowhere = "git+file:///nowhere/at/all.git#gh-pages";
    assert_fails(
        &publish(&site, nowhere, &[]),
        &["no repository", "git init --bare"],
    );
    let bare = Bare::new();
    let odd = bare.address().replace("gh-pages", "gh..pages");
    assert_fails(&publish(&site, &odd, &[]), &["branch"]);
    let run = site.run_with(&["publish", &bare.address()], &[("PATH", "/nowhere")]);
    assert_fails(&run, &["the git program is missing", "apt-get install git"]);
    published(&site, &bare.address());
    let tip = bare.tip();
    // A manifest that is damaged.
    let clone = tempfile::tempdir().unwrap();
    let url = bare.folder.path().display().to_string();
    let here = clone.path();
    git(here, &["clone", "--quiet", "--branch=gh-pages", &url, "."]);
    std::fs::write(here.join(".dateline-manifest.json"), "{\"dateline\":1,").unwrap();
    git(here, &["commit", "--quiet", "--all", "--message=Damage"]);
    git(here, &["push", "--quiet"]);
    newsroom::second(&site);
    assert_fails(&publish(&site, &bare.address(), &[]), &["damaged"]);
    assert_eq!(bare.git(&["rev-parse", "gh-pages^"]), tip);
}

#[test]
#[ignore = "needs git"]
fn a_folder_of_others_is_not_taken_for_a_file() {
    let (site, bare) = (newsroom::first(), Bare::new());
    published(&site, &bare.address());
    bare.other_commit("extra");
    site.write("static/extra/more.css", b"main { margin: 0 }\n");
    let run = publish(&site, &bare.address(), &[]);
    assert_fails(&run, &["extra/more.css", "--force"]);
    assert_eq!(bare.held()["extra"], b"from somebody else\n");
}

#[test]
#[ignore = "needs git and sshd"]
fn a_branch_is_reached_over_ssh() {
    let (site, bare, server) = (newsroom::first(), Bare::new(), Server::start());
    let path = bare.folder.path().display();
    let address = format!("git+ssh://{}{path}#gh-pages", server.login());
    let ssh = server.ssh();
    let publisher = Publisher {
        site: &site,
        address: &address,
        env: &[("DATELINE_SSH", &ssh)],
    };
    publisher.good();
    newsroom::assert_equals(&bare.held(), &newsroom::plan(&site), &[]);
    newsroom::second(&site);
    publisher.good();
    newsroom::assert_equals(&bare.held(), &newsroom::plan(&site), &[]);
    assert!(publisher.good().stdout.starts_with("nothing to do"));
    let down = address.replace(&format!(":{}/", server.port), ":1/");
    assert_fails(
        &publish(&site, &down, &[]),
        &["the server cannot be reached"],
    );
    let run = publish(&site, &address, &[]);
    assert_fails(&run, &["server"]);
}

#[test]
#[ignore = "needs git"]
fn runs_that_are_killed_do_no_harm() {
    let (site, bare) = (newsroom::first(), Bare::new());
    let address = bare.address();
    let publisher = Publisher {
        site: &site,
        address: &address,
        env: &[],
    };
    publisher.good();
    bare.other_commit("theirs.txt");
    kill_often(&publisher, &["theirs.txt"], &|| bare.held());
    bare.git(&["fsck", "--strict"]);
}

#[test]
#[ignore = "kills runs for half a minute"]
fn runs_to_a_folder_that_are_killed_do_no_harm() {
    let site = newsroom::first();
    let folder = tempfile::tempdir().unwrap();
    let www = folder.path().join("www");
    let address = format!("file://{}", www.display());
    let publisher = Publisher {
        site: &site,
        address: &address,
        env: &[],
    };
    publisher.good();
    std::fs::write(www.join("theirs.txt"), "from somebody else\n").unwrap();
    kill_often(&publisher, &["theirs.txt"], &|| newsroom::folder(&www));
}
