//! The sample briefing on each kind of host: fetched back it is what was built, and a second run changes nothing.

use super::git::{self, Bare};
use super::newsroom::{self, Files};
use super::rsync::Remote;
use super::s3::{self, Store};
use crate::support::{Run, TestSite};

#[track_caller]
fn assert_arrives(publish: impl Fn(&TestSite) -> Run, held: impl Fn() -> Files) {
    let site = newsroom::sample();
    let first = publish(&site);
    assert_eq!(first.code, Some(0), "{}{}", first.stdout, first.stderr);
    newsroom::assert_equals(&held(), &newsroom::plan(&site), &[]);
    let again = publish(&site);
    assert_eq!(again.code, Some(0), "{}{}", again.stdout, again.stderr);
    assert!(
        again.stdout.starts_with("nothing to do"),
        "{}",
        again.stdout
    );
}

#[test]
#[ignore = "slow"]
fn in_a_folder() {
    let folder = tempfile::tempdir().unwrap();
    let address = format!("file://{}/www", folder.path().display());
    assert_arrives(
        |site| site.run(&["publish", &address]),
        || newsroom::folder(&folder.path().join("www")),
    );
}

#[test]
#[ignore = "needs s3s-fs"]
fn in_a_store() {
    let store = Store::strict();
    assert_arrives(|site| s3::publish(site, store.port, &[]), || store.files());
}

#[test]
#[ignore = "needs git"]
fn on_a_branch() {
    let bare = Bare::new();
    assert_arrives(
        |site| git::publish(site, &bare.address(), &[]),
        || bare.held(),
    );
}

#[test]
#[ignore = "needs sshd and rsync"]
fn on_a_server() {
    let remote = Remote::new();
    assert_arrives(
        |site| remote.publish(site, &remote.address()),
        || remote.held(),
    );
}
