//! Publishing to a folder on a server: sshd and rsync on loopback.

use super::killed::{Publisher, kill_often};
use super::newsroom::{self, Files};
use super::ssh::Server;
use crate::support::{Run, TestSite};
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A server and a folder on it.
pub(super) struct Remote {
    server: Server,
    folder: tempfile::TempDir,
    ssh: String,
}

impl Remote {
    pub(super) fn new() -> Self {
        let server = Server::start();
        Self {
            ssh: server.ssh(),
            server,
            folder: tempfile::tempdir().unwrap(),
        }
    }

    fn www(&self) -> PathBuf {
        self.folder.path().join("www")
    }

    pub(super) fn address(&self) -> String {
        self.address_of(&self.www())
    }

    fn address_of(&self, folder: &Path) -> String {
        let path: String = folder
            .to_str()
            .unwrap()
            .bytes()
            .map(|byte| match byte {
                b'/' | b'.' | b'-' | b'_' => char::from(byte).to_string(),
                byte if byte.is_ascii_alphanumeric() => char::from(byte).to_string(),
                byte => format!("%{byte:02X}"),
            })
            .collect();
        format!("rsync://{}{path}", self.server.login())
    }

    pub(super) fn publish(&self, site: &TestSite, address: &str) -> Run {
        self.publish_with(site, address, &[])
    }

    fn publish_with(&self, site: &TestSite, address: &str, more: &[&str]) -> Run {
        let args = [&["publish", address, "--max-delete", "100%"], more].concat();
        site.run_with(&args, &[("DATELINE_SSH", &self.ssh)])
    }

    #[track_caller]
    fn published(&self, site: &TestSite) -> Run {
        let run = self.publish(site, &self.address());
        assert_eq!(run.code, Some(0), "{}\n{}", run.stdout, run.stderr);
        run
    }

    pub(super) fn held(&self) -> Files {
        newsroom::folder(&self.www())
    }
}

#[track_caller]
fn assert_fails(run: &Run, words: &[&str]) {
    assert_eq!(run.code, Some(3), "{}\n{}", run.stdout, run.stderr);
    for words in words {
        assert!(run.stderr.contains(words), "{words}: {}", run.stderr);
    }
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o7777
}

#[test]
#[ignore = "needs sshd and rsync"]
fn a_folder_becomes_the_site_and_a_second_run_changes_nothing() {
    let (site, remote) = (newsroom::first(), Remote::new());
    remote.published(&site);
    newsroom::assert_equals(&remote.held(), &newsroom::plan(&site), &[]);
    assert_eq!(mode(&remote.www()), 0o755);
    assert_eq!(mode(&remote.www().join("articles")), 0o755);
    assert_eq!(mode(&remote.www().join("index.html")), 0o644);
    let times = |path: &str| {
        fs::metadata(remote.www().join(path))
            .unwrap()
            .modified()
            .unwrap()
    };
    let before = times("index.html");
    let again = remote.published(&site);
    assert!(
        again.stdout.starts_with("nothing to do"),
        "{}",
        again.stdout
    );
    assert_eq!(times("index.html"), before);
    newsroom::second(&site);
    remote.published(&site);
    newsroom::assert_equals(&remote.held(), &newsroom::plan(&site), &[]);
    assert!(
        !remote.www().join("articles/gone").exists(),
        "an empty folder is left"
    );
    let check = remote.publish_with(&site, &remote.address(), &["--check"]);
    assert_eq!(check.code, Some(0), "{}", check.stderr);
}

#[test]
#[ignore = "needs sshd and rsync"]
fn files_and_folders_of_others_stay_as_they_are() {
    let (site, remote) = (newsroom::first(), Remote::new());
    let www = remote.www();
    fs::create_dir_all(www.join("articles/gone")).unwrap();
    fs::set_permissions(&www, fs::Permissions::from_mode(0o2775)).unwrap();
    let theirs = ["theirs ü.txt", "articles/gone/-notes [1].txt"];
    for path in theirs {
        fs::write(www.join(path), "theirs").unwrap();
    }
    std::os::unix::fs::symlink("nowhere", www.join("link")).unwrap();
    remote.published(&site);
    newsroom::second(&site);
    remote.published(&site);
    newsroom::assert_equals(&remote.held(), &newsroom::plan(&site), &theirs);
    assert_eq!(mode(&www), 0o2775);
    assert!(fs::symlink_metadata(www.join("link")).unwrap().is_symlink());
    // A file of the site that somebody cut is mended.
    fs::write(www.join("index.html"), "cut").unwrap();
    remote.published(&site);
    newsroom::assert_equals(&remote.held(), &newsroom::plan(&site), &theirs);
    // Where others have a file, the site has none, and no folder either.
    fs::write(www.join("extra"), "theirs").unwrap();
    site.write("static/extra/more.css", b"main { margin: 0 }\n");
    let run = remote.publish(&site, &remote.address());
    assert_fails(&run, &["extra/more.css", "--force"]);
    assert_eq!(fs::read(www.join("extra")).unwrap(), b"theirs");
}

#[test]
#[ignore = "needs sshd and rsync"]
fn a_file_becomes_a_folder_and_the_other_way_round() {
    let (site, remote) = (newsroom::first(), Remote::new());
    site.write("static/file", b"a");
    site.write("static/folder/deep/x.txt", b"b");
    remote.published(&site);
    fs::remove_file(site.path("static/file")).unwrap();
    fs::remove_dir_all(site.path("static/folder")).unwrap();
    site.write("static/file/y.txt", b"c");
    site.write("static/folder", b"d");
    remote.published(&site);
    newsroom::assert_equals(&remote.held(), &newsroom::plan(&site), &[]);
}

#[test]
#[ignore = "needs sshd and rsync"]
fn odd_names_are_no_commands_and_no_patterns() {
    let (site, remote) = (newsroom::first(), Remote::new());
    let names = [
        "-rf",
        "a b",
        "quo'te\"",
        "star*[1]?",
        "$(id);&|",
        "ü#x",
        "tab~!",
    ];
    for name in names {
        let name = format!("static/odd/{name}.txt");
        site.write(&name, name.as_bytes());
    }
    let folder = remote.folder.path().join("-w w ü'$(id)&;[1]*");
    let address = remote.address_of(&folder);
    let run = remote.publish(&site, &address);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let held = || newsroom::folder(&folder);
    newsroom::assert_equals(&held(), &newsroom::plan(&site), &[]);
    fs::write(folder.join("odd/star*[1]?.txt.mine"), "theirs").unwrap();
    for name in names {
        fs::remove_file(site.path(&format!("static/odd/{name}.txt"))).unwrap();
    }
    let run = remote.publish(&site, &address);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let theirs = ["odd/star*[1]?.txt.mine"];
    newsroom::assert_equals(&held(), &newsroom::plan(&site), &theirs);
    let others = fs::read_dir(remote.folder.path()).unwrap().count();
    assert_eq!(others, 1, "a folder of another name was made");
}

#[test]
#[ignore = "needs sshd and rsync"]
fn of_two_publishers_one_is_told() {
    let (site, remote) = (newsroom::first(), Remote::new());
    remote.published(&site);
    let old = newsroom::plan(&site);
    newsroom::second(&site);
    // Another's claim comes in while ours is at work: as soon as ours is seen.
    let claim = remote.www().join(".dateline-claim.json");
    let stop = std::sync::atomic::AtomicBool::new(false);
    let run = std::thread::scope(|scope| {
        scope.spawn(|| {
            while !claim.exists() && !stop.load(std::sync::atomic::Ordering::Relaxed) {
                std::thread::sleep(std::time::Duration::from_millis(1));
            }
            fs::write(&claim, r#"{"dateline":1,"files":{},"run":"another"}"#).unwrap();
        });
        let run = remote.publish(&site, &remote.address());
        stop.store(true, std::sync::atomic::Ordering::Relaxed);
        run
    });
    assert_fails(&run, &["another publisher came between", "run again"]);
    let held = remote.held();
    for path in old.keys() {
        assert!(held.contains_key(path), "{path} was deleted");
    }
    remote.published(&site);
    newsroom::assert_equals(&remote.held(), &newsroom::plan(&site), &[]);
}

#[test]
#[ignore = "needs sshd and rsync"]
fn what_stands_in_the_way_is_named() {
    let (site, remote) = (newsroom::first(), Remote::new());
    remote.published(&site);
    let held = remote.held();
    newsroom::second(&site);
    let address = remote.address();
    let down = address.replace(&format!(":{}/", remote.server.port), ":1/");
    assert_fails(
        &remote.publish(&site, &down),
        &["the server cannot be reached"],
    );
    // Without our key.
    let no_key = remote.ssh.replace("/user ", "/host ");
    let args = ["publish", &address, "--max-delete", "100%"];
    let run = site.run_with(&args, &[("DATELINE_SSH", &no_key)]);
    assert_fails(&run, &["refused to let us in", "ssh -p"]);
    let run = site.run_with(&args, &[("PATH", "/nowhere")]);
    assert_fails(&run, &["the rsync program is missing on this machine"]);
    let nowhere = remote.address_of(Path::new("/nowhere/at/all"));
    assert_fails(&remote.publish(&site, &nowhere), &["/nowhere/at/all"]);
    let file = remote.folder.path().join("file");
    fs::write(&file, "x").unwrap();
    let run = remote.publish(&site, &remote.address_of(&file));
    assert_fails(&run, &["there is no folder"]);
    fs::write(remote.www().join(".dateline-manifest.json"), "{").unwrap();
    assert_fails(&remote.publish(&site, &address), &["damaged"]);
    fs::write(
        remote.www().join(".dateline-manifest.json"),
        &held[".dateline-manifest.json"],
    )
    .unwrap();
    assert!(remote.held() == held, "the folder is as it was");
}

#[test]
#[ignore = "needs sshd and rsync"]
fn a_server_without_rsync_is_named() {
    let (site, remote) = (newsroom::first(), Remote::new());
    // A login shell that finds no program.
    let wrapper = remote.folder.path().join("ssh");
    fs::write(
        &wrapper,
        "#!/bin/sh\necho 'sh: 1: rsync: not found' >&2\nexit 127\n",
    )
    .unwrap();
    fs::set_permissions(&wrapper, fs::Permissions::from_mode(0o755)).unwrap();
    let ssh = wrapper.display().to_string();
    let run = site.run_with(&["publish", &remote.address()], &[("DATELINE_SSH", &ssh)]);
    assert_fails(&run, &["missing on the server", "install it there"]);
}

#[test]
#[ignore = "needs sshd, rsync and root"]
fn a_full_disk_leaves_the_old_site_and_room() {
    let (site, remote) = (newsroom::first(), Remote::new());
    let Some(disk) = Disk::new(remote.folder.path(), "900k") else {
        eprintln!("skipped: a small disk can be mounted by root alone");
        return;
    };
    let www = disk.path.join("www");
    let address = remote.address_of(&www);
    let run = remote.publish(&site, &address);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let old = newsroom::plan(&site);
    for n in 0..40 {
        site.write(&format!("static/big{n}.txt"), &noise(n, 40_000));
    }
    let run = remote.publish(&site, &address);
    assert_fails(&run, &["disk is full", "make room"]);
    let held = newsroom::folder(&www);
    newsroom::assert_holds(&held, &old);
    assert!(
        !held
            .keys()
            .any(|path| path.contains("partial") || path.contains("-tmp"))
    );
    for n in 0..40 {
        fs::remove_file(site.path(&format!("static/big{n}.txt"))).unwrap();
    }
    let run = remote.publish(&site, &address);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    newsroom::assert_equals(&newsroom::folder(&www), &old, &[]);
}

/// Bytes that do not compress.
fn noise(seed: u64, length: usize) -> Vec<u8> {
    let mut state = seed + 1;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()[0]
    };
    (0..length).map(|_| next()).collect()
}

/// A small disk in memory, unmounted with the value.
struct Disk {
    path: PathBuf,
}

impl Disk {
    fn new(parent: &Path, size: &str) -> Option<Self> {
        let path = parent.join("disk");
        fs::create_dir(&path).unwrap();
        let size = format!("size={size}");
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", &size, "tmpfs"]).arg(&path);
        let is_mounted = mount.output().is_ok_and(|done| done.status.success());
        is_mounted.then_some(Self { path })
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.path).status();
    }
}

#[test]
#[ignore = "needs sshd and rsync"]
fn runs_that_are_killed_do_no_harm() {
    let (site, remote) = (newsroom::first(), Remote::new());
    let address = remote.address();
    let publisher = Publisher {
        site: &site,
        address: &address,
        env: &[("DATELINE_SSH", &remote.ssh)],
    };
    publisher.good();
    fs::write(remote.www().join("theirs.txt"), "from somebody else\n").unwrap();
    kill_often(&publisher, &["theirs.txt"], &|| remote.held());
}
