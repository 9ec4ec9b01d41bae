//! Publishing to stores that speak S3, through lines that break, with runs that are killed, two at a time.

use super::flaky::{Fate, Faults, Line, Request};
use super::newsroom::{self, Files, assert_equals, assert_holds, assert_whole};
use super::program::{Program, find, free_port};
use crate::support::{Run, TestSite};
use dateline::publish::order::{Wave, wave};
use futures_util::TryStreamExt;
use object_store::aws::{AmazonS3, AmazonS3Builder};
use object_store::path::Path;
use object_store::{Attribute, Attributes, ClientOptions, ObjectStore, ObjectStoreExt, PutPayload};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const KEY: &str = "AKIDTEST";
const SECRET: &str = "SECRETTEST";
const MANIFEST: &str = ".dateline-manifest.json";
const CLAIM: &str = ".dateline-claim.json";
const FOREIGN: &str = "notes/of-others.txt";

/// A store with the bucket `site`.
pub(super) struct Store {
    pub(super) port: u16,
    client: AmazonS3,
    runtime: tokio::runtime::Runtime,
    _program: Program,
    _folder: tempfile::TempDir,
}

impl Store {
    /// s3s-fs: checks signatures and checksums, knows conditional puts, lists without tags.
    pub(super) fn strict() -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("site")).unwrap();
        let port = free_port();
        let mut command = Command::new(find("S3S_FS", "s3s-fs"));
        command
            .args(["--host", "127.0.0.1", "--port", &port.to_string()])
            .args(["--access-key", KEY, "--secret-key", SECRET])
            .arg(folder.path());
        Self::new(command, port, folder)
    }

    /// moto: lists with tags, deletes many at once.
    fn moto() -> Self {
        let port = free_port();
        let mut command = Command::new(find("MOTO_SERVER", "moto_server"));
        command.args(["-H", "127.0.0.1", "-p", &port.to_string()]);
        let store = Self::new(command, port, tempfile::tempdir().unwrap());
        let mut bucket = std::net::TcpStream::connect(("127.0.0.1", port)).unwrap();
        let request = "PUT /site HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        std::io::Write::write_all(&mut bucket, request.as_bytes()).unwrap();
        let answer = std::io::read_to_string(bucket).unwrap();
        assert!(answer.contains(" 200 "), "{answer}");
        store
    }

    fn new(mut command: Command, port: u16, folder: tempfile::TempDir) -> Self {
        command.stdout(Stdio::null()).stderr(Stdio::null());
        let client = AmazonS3Builder::new()
            .with_endpoint(format!("http://127.0.0.1:{port}"))
            .with_client_options(ClientOptions::new().with_allow_http(true))
            .with_bucket_name("site")
            .with_access_key_id(KEY)
            .with_secret_access_key(SECRET)
            .build();
        Self {
            port,
            client: client.unwrap(),
            runtime: tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .unwrap(),
            _program: Program::listening(&mut command, port),
            _folder: folder,
        }
    }

    /// Everything below the prefix, fetched.
    pub(super) fn files(&self) -> Files {
        self.runtime.block_on(async {
            let prefix = Path::from("wire");
            let found: Vec<_> = self.client.list(Some(&prefix)).try_collect().await.unwrap();
            let mut files = Files::new();
            for entry in found {
                let got = self.client.get(&entry.location).await.unwrap();
                let path = entry.location.as_ref().strip_prefix("wire/").unwrap();
                files.insert(path.to_owned(), got.bytes().await.unwrap().to_vec());
            }
            files
        })
    }

    fn put(&self, path: &str, bytes: &[u8]) {
        let path = Path::from(format!("wire/{path}"));
        let put = self.client.put(&path, PutPayload::from(bytes.to_vec()));
        self.runtime.block_on(put).unwrap();
    }

    fn attributes(&self, path: &str) -> Attributes {
        let path = Path::from(format!("wire/{path}"));
        let got = self.runtime.block_on(self.client.get(&path));
        got.unwrap().attributes
    }
}

fn arguments(port: u16) -> [String; 4] {
    let address = format!("s3://site/wire?endpoint=http://127.0.0.1:{port}");
    [
        "publish".into(),
        address,
        "--max-delete".into(),
        "100%".into(),
    ]
}

const ENVIRONMENT: [(&str, &str); 4] = [
    ("AWS_ACCESS_KEY_ID", KEY),
    ("AWS_SECRET_ACCESS_KEY", SECRET),
    ("DATELINE_PATIENCE", "2"),
    ("NO_PROXY", "127.0.0.1"),
];

pub(super) fn publish(site: &TestSite, port: u16, more: &[&str]) -> Run {
    publish_with(site, port, more, &[])
}

/// Publishes, and looks that nothing secret is told.
fn publish_with(site: &TestSite, port: u16, more: &[&str], env: &[(&str, &str)]) -> Run {
    let arguments = arguments(port);
    let arguments: Vec<&str> = arguments
        .iter()
        .map(String::as_str)
        .chain(more.iter().copied())
        .collect();
    let environment: Vec<_> = ENVIRONMENT.iter().chain(env).copied().collect();
    let run = site.run_with(&arguments, &environment);
    for (name, secret) in environment
        .iter()
        .filter(|(name, secret)| name.starts_with("AWS_") && !secret.is_empty())
    {
        for said in [&run.stdout, &run.stderr] {
            assert!(!said.contains(secret), "{name} is told: {said}");
        }
    }
    run
}

#[track_caller]
fn published(site: &TestSite, port: u16) -> Run {
    let run = publish(site, port, &[]);
    assert_eq!(run.code, Some(0), "{}{}", run.stdout, run.stderr);
    run
}

/// It fails, and says so in these words.
#[track_caller]
fn assert_fails(run: &Run, words: &[&str]) {
    assert_eq!(run.code, Some(3), "{}{}", run.stdout, run.stderr);
    for words in words {
        assert!(
            run.stderr.contains(words),
            "{words:?} is not in: {}",
            run.stderr
        );
    }
    assert!(!run.stderr.contains("<?xml"), "{}", run.stderr);
}

fn is_send(request: &Request) -> bool {
    request.method == "PUT" && request.fate == Fate::Passed
}

/// A store that holds the first site and a file of somebody else.
fn held(site: &TestSite) -> (Store, Files) {
    let store = Store::strict();
    store.put(FOREIGN, b"not ours");
    published(site, store.port);
    let old = newsroom::plan(site);
    assert_equals(&store.files(), &old, &[FOREIGN]);
    (store, old)
}

fn publishes_whole_and_only_once(store: &Store) {
    let site = newsroom::first()
        .file("static/odd/a b+c%20=&;,~'()!ü.txt", "an odd name")
        .file("static/odd/empty.css", "");
    store.put(FOREIGN, b"not ours");
    published(&site, store.port);
    let plan = newsroom::plan(&site);
    let host = store.files();
    assert_equals(&host, &plan, &[FOREIGN]);
    assert_eq!(host[FOREIGN], b"not ours");

    let page = store.attributes("index.html");
    let kind = page.get(&Attribute::ContentType).unwrap();
    assert_eq!(kind.as_ref(), "text/html; charset=utf-8");
    assert!(page.get(&Attribute::CacheControl).is_some());

    let line = Line::sound(store.port);
    let again = published(&site, line.port);
    assert!(again.stdout.contains("nothing to do"), "{}", again.stdout);
    let log = line.log();
    assert!(log.iter().all(|request| request.method == "GET"), "{log:?}");
    let token = [("AWS_SESSION_TOKEN", "TOKENTEST")];
    let check = publish_with(&site, store.port, &["--check"], &token);
    assert_eq!(check.code, Some(0), "{}{}", check.stdout, check.stderr);

    newsroom::second(&site);
    let differs = publish(&site, store.port, &["--check"]);
    assert_eq!(
        differs.code,
        Some(1),
        "{}{}",
        differs.stdout,
        differs.stderr
    );
    assert_equals(&store.files(), &plan, &[FOREIGN]);
    published(&site, store.port);
    assert_equals(&store.files(), &newsroom::plan(&site), &[FOREIGN]);
}

#[test]
#[ignore = "needs s3s-fs"]
fn a_site_is_published_whole_and_only_once() {
    publishes_whole_and_only_once(&Store::strict());
}

#[test]
#[ignore = "needs moto_server"]
fn another_store_will_do() {
    publishes_whole_and_only_once(&Store::moto());
}

#[test]
#[ignore = "needs s3s-fs"]
fn a_line_with_faults_delays_and_does_no_harm() {
    for seed in 1..=3 {
        let site = newsroom::first();
        let (store, _) = held(&site);
        newsroom::second(&site);
        let faults = Faults {
            busy: 5,
            reset: 5,
            cut: 5,
            seed,
            ..Faults::default()
        };
        let line = Line::to(store.port, faults);
        let env = [("DATELINE_PATIENCE", "20")];
        let run = publish_with(&site, line.port, &[], &env);
        assert_eq!(run.code, Some(0), "{}{:#?}", run.stderr, line.log());
        assert_equals(&store.files(), &newsroom::plan(&site), &[FOREIGN]);
        let log = line.log();
        let struck = log.iter().filter(|request| request.fate != Fate::Passed);
        assert!(struck.count() > 2, "seed {seed} makes no faults");
    }
}

#[test]
#[ignore = "needs s3s-fs"]
fn a_line_that_dies_leaves_a_whole_site_and_the_next_run_finishes() {
    let mut resumed = 0;
    for requests in [2, 3, 4, 6, 10, 16, 24, 32, 40] {
        let site = newsroom::first();
        let (store, old) = held(&site);
        newsroom::second(&site);
        let new = newsroom::plan(&site);
        let faults = Faults {
            dead_after: Some(requests),
            ..Faults::default()
        };
        let line = Line::to(store.port, faults);
        let run = publish(&site, line.port, &[]);
        if run.code == Some(0) {
            assert!(requests > 20, "{}{}", run.stdout, run.stderr);
            continue;
        }
        assert_fails(&run, &[]);
        let host = store.files();
        assert_whole(&host, &old, &new);
        let manifest = String::from_utf8_lossy(&host[MANIFEST]).into_owned();
        if !manifest.contains("\"stale\"") {
            for path in old.keys() {
                assert!(host.contains_key(path), "{path} was deleted");
            }
        }
        let next = published(&site, store.port);
        resumed += usize::from(next.stdout.contains("from a run that was cut off"));
        assert_equals(&store.files(), &new, &[FOREIGN]);
    }
    assert!(resumed > 1, "{resumed} runs went on where another stopped");
}

#[test]
#[ignore = "needs s3s-fs"]
fn a_store_that_takes_nothing_ends_the_run_in_time_and_is_not_changed() {
    let site = newsroom::first();
    let (store, _) = held(&site);
    let before = store.files();
    newsroom::second(&site);
    let faults = Faults {
        busy: 100,
        only: Some("PUT"),
        ..Faults::default()
    };
    let line = Line::to(store.port, faults);
    let began = Instant::now();
    let run = publish_with(&site, line.port, &[], &[("DATELINE_PATIENCE", "")]);
    assert!(
        began.elapsed() < Duration::from_secs(60),
        "{:?}",
        began.elapsed()
    );
    assert_fails(
        &run,
        &["503 SlowDown", "nothing was changed", "publish again"],
    );
    assert!(store.files() == before);
}

#[test]
#[ignore = "needs s3s-fs"]
fn files_go_in_an_order_that_keeps_pages_whole() {
    let site = newsroom::first();
    let (store, _) = held(&site);
    newsroom::second(&site);
    let line = Line::sound(store.port);
    published(&site, line.port);
    let log = line.log();
    let changes: Vec<&Request> = log
        .iter()
        .filter(|request| ["PUT", "POST", "DELETE"].contains(&request.method.as_str()))
        .collect();
    let name = |request: &Request| request.path.trim_start_matches("/site/wire/").to_owned();
    let manifests: Vec<usize> = changes
        .iter()
        .enumerate()
        .filter(|(_, request)| name(request) == MANIFEST)
        .map(|(at, _)| at)
        .collect();
    let end = changes.len() - 1;
    assert_eq!(name(changes[0]), CLAIM);
    assert_eq!(manifests, [end - 3, end - 1], "{changes:?}");
    assert_eq!(changes[end - 2].query, "delete");
    assert!(changes[..end - 2].iter().all(|request| is_send(request)));
    let waves: Vec<Wave> = changes[1..end - 3]
        .iter()
        .map(|request| wave(&name(request)))
        .collect();
    assert!(waves.is_sorted(), "{waves:?}");
    assert!(waves.contains(&Wave::Assets) && waves.contains(&Wave::Pages));
}

#[test]
#[ignore = "needs s3s-fs"]
fn runs_that_are_killed_do_no_harm() {
    let site = newsroom::first();
    let (store, mut old) = held(&site);
    let mut dice: usize = 7;
    for round in 0..20 {
        match round % 2 {
            0 => newsroom::second(&site),
            _ => newsroom::third(&site),
        }
        let new = newsroom::plan(&site);
        let slow = Faults {
            slow: 3,
            ..Faults::default()
        };
        let line = Line::to(store.port, slow);
        dice = (dice * 75 + 74) % 65537;
        kill_after(&site, &line, 1 + dice % 60);
        assert_whole(&store.files(), &old, &new);
        published(&site, store.port);
        let host = store.files();
        assert_equals(&host, &new, &[FOREIGN]);
        assert_eq!(host[FOREIGN], b"not ours");
        old = new;
    }
}

/// Starts to publish, and kills the run when so many requests have come by, unless it ended before.
fn kill_after(site: &TestSite, line: &Line, requests: usize) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_dateline"))
        .args(arguments(line.port))
        .current_dir(site.root())
        .envs(ENVIRONMENT)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    while line.log().len() < requests && child.try_wait().unwrap().is_none() {
        std::thread::sleep(Duration::from_millis(1));
    }
    let _ = child.kill();
    child.wait().unwrap();
}

#[test]
#[ignore = "needs s3s-fs"]
fn other_headers_alone_are_a_change() {
    let site = newsroom::first();
    let (store, old) = held(&site);
    let manifest = String::from_utf8(store.files().remove(MANIFEST).unwrap()).unwrap();
    let mut manifest: serde_json::Value = serde_json::from_str(&manifest).unwrap();
    manifest["files"]["index.html"]["headers"]["cache"] = "no-store".into();
    store.put(MANIFEST, manifest.to_string().as_bytes());
    let line = Line::sound(store.port);
    let run = published(&site, line.port);
    assert!(run.stdout.contains("1 other headers"), "{}", run.stdout);
    let log = line.log();
    let sent: Vec<_> = log
        .iter()
        .filter(|request| is_send(request))
        .map(|request| request.path.as_str())
        .collect();
    assert!(sent.contains(&"/site/wire/index.html"), "{sent:?}");
    assert_eq!(sent.len(), 3, "{sent:?}");
    assert_equals(&store.files(), &old, &[FOREIGN]);
}

#[test]
#[ignore = "needs s3s-fs"]
fn a_file_of_somebody_else_is_in_the_way() {
    let site = newsroom::first();
    let store = Store::strict();
    store.put("index.html", b"not ours");
    let run = publish(&site, store.port, &[]);
    assert_fails(&run, &["index.html", "--force"]);
    assert_eq!(store.files().len(), 1);
    let forced = publish(&site, store.port, &["--force"]);
    assert_eq!(forced.code, Some(0), "{}{}", forced.stdout, forced.stderr);
    assert_equals(&store.files(), &newsroom::plan(&site), &[]);
}

#[test]
#[ignore = "needs s3s-fs"]
fn of_two_publishers_one_is_told() {
    let (site, other) = (newsroom::first(), newsroom::first());
    let (store, _) = held(&site);
    newsroom::second(&site);
    newsroom::third(&other);
    let slow = Faults {
        slow: 400,
        ..Faults::default()
    };
    let line = Line::to(store.port, slow);
    std::thread::scope(|scope| {
        let first =
            scope.spawn(|| publish_with(&site, line.port, &[], &[("DATELINE_PATIENCE", "10")]));
        while !line
            .log()
            .iter()
            .any(|request| request.path.ends_with(".html"))
        {
            assert!(!first.is_finished(), "{:?}", first.join());
            std::thread::sleep(Duration::from_millis(5));
        }
        let second = publish_with(&other, store.port, &[], &[("DATELINE_PATIENCE", "20")]);
        assert_eq!(second.code, Some(0), "{}{}", second.stdout, second.stderr);
        assert_fails(
            &first.join().unwrap(),
            &["another publisher", "nothing was deleted"],
        );
    });
    assert_equals(&store.files(), &newsroom::plan(&other), &[FOREIGN]);
}

#[test]
#[ignore = "needs s3s-fs"]
fn a_manifest_that_changed_in_mid_run_ends_it_without_deleting() {
    let site = newsroom::first();
    let (store, old) = held(&site);
    newsroom::second(&site);
    let new = newsroom::plan(&site);
    let slow = Faults {
        slow: 100,
        ..Faults::default()
    };
    let line = Line::to(store.port, slow);
    std::thread::scope(|scope| {
        let run = scope.spawn(|| publish(&site, line.port, &[]));
        while !line
            .log()
            .iter()
            .any(|request| request.path.ends_with(".html"))
        {
            assert!(!run.is_finished(), "{:?}", run.join());
            std::thread::sleep(Duration::from_millis(5));
        }
        store.put(MANIFEST, b"{\"dateline\":1,\"files\":{}}");
        assert_fails(
            &run.join().unwrap(),
            &["another publisher", "nothing was deleted"],
        );
    });
    let host = store.files();
    assert_whole(&host, &old, &new);
    assert!(old.keys().all(|path| host.contains_key(path)));
}

#[test]
#[ignore = "needs s3s-fs"]
fn a_manifest_that_is_damaged_stops_the_run() {
    let site = newsroom::first();
    let (store, _) = held(&site);
    newsroom::second(&site);
    for damaged in [
        "{\"dateline\":1,\"fil",
        "{\"dateline\":1,\"files\":{\"../x\":{\"hash\":\"\",\"bytes\":0}}}",
    ] {
        store.put(MANIFEST, damaged.as_bytes());
        let before = store.files();
        let run = publish(&site, store.port, &[]);
        assert_fails(&run, &[MANIFEST, "damaged", "--force"]);
        assert!(store.files() == before);
    }
    let forced = publish(&site, store.port, &["--force"]);
    assert_eq!(forced.code, Some(0), "{}{}", forced.stdout, forced.stderr);
    assert_holds(&store.files(), &newsroom::plan(&site));
}

#[test]
#[ignore = "needs s3s-fs"]
fn whoever_may_not_or_is_not_there_is_told_what_to_do() {
    let site = newsroom::first();
    let store = Store::strict();
    let wrong = |name, value| publish_with(&site, store.port, &[], &[(name, value)]);
    assert_fails(
        &wrong("AWS_ACCESS_KEY_ID", "AKIDWRONG"),
        &["AWS_ACCESS_KEY_ID"],
    );
    assert_fails(
        &wrong("AWS_SECRET_ACCESS_KEY", "WRONGSECRET"),
        &["AWS_SECRET_ACCESS_KEY"],
    );
    assert_fails(
        &wrong("AWS_ACCESS_KEY_ID", ""),
        &["AWS_ACCESS_KEY_ID is not set"],
    );
    let env = ENVIRONMENT;
    let to = |address: &str| site.run_with(&["publish", address], &env);
    let here = format!("127.0.0.1:{}", store.port);
    let elsewhere = to(&format!("s3://other/wire?endpoint=http://{here}"));
    assert_fails(&elsewhere, &["there is no such bucket", "create it"]);
    let gone = to(&format!(
        "s3://site/wire?endpoint=http://127.0.0.1:{}",
        free_port()
    ));
    assert_fails(&gone, &["cannot be reached", "check the address"]);
    let secure = to(&format!("s3://site/wire?endpoint=https://{here}"));
    assert_fails(&secure, &["is not trusted", "http://"]);
    let unknown = to("s3://site/wire?endpoint=http://host.invalid");
    assert_fails(&unknown, &["cannot be reached", "check the address"]);
    assert!(store.files().is_empty());
}

#[test]
#[ignore = "needs s3s-fs"]
fn what_is_not_permitted_is_named() {
    let refusals = [
        ("GET", 403, "AccessDenied", "s3:ListBucket"),
        ("PUT", 403, "AccessDenied", "s3:PutObject"),
        ("POST", 403, "AccessDenied", "s3:DeleteObject"),
        ("PUT", 507, "XMinioStorageFull", "the store is full"),
        ("GET", 301, "PermanentRedirect", "name its region"),
        ("PUT", 403, "ExpiredToken", "AWS_SESSION_TOKEN"),
    ];
    for (method, status, code, words) in refusals {
        let site = newsroom::first();
        let (store, old) = held(&site);
        newsroom::second(&site);
        let faults = Faults {
            refuse: Some((method, status, code)),
            ..Faults::default()
        };
        let line = Line::to(store.port, faults);
        assert_fails(&publish(&site, line.port, &[]), &[words, code]);
        let host = store.files();
        assert!(
            old.keys().all(|path| host.contains_key(path)),
            "{method} {code}"
        );
    }
}

#[test]
#[ignore = "needs s3s-fs"]
fn a_store_that_deletes_one_by_one_will_do() {
    let site = newsroom::first();
    let (store, _) = held(&site);
    newsroom::second(&site);
    let faults = Faults {
        refuse: Some(("POST", 501, "NotImplemented")),
        ..Faults::default()
    };
    let line = Line::to(store.port, faults);
    published(&site, line.port);
    assert_equals(&store.files(), &newsroom::plan(&site), &[FOREIGN]);
    assert!(line.log().iter().any(|request| request.method == "DELETE"));
}

#[test]
#[ignore = "needs s3s-fs"]
fn a_store_without_conditions_will_do() {
    let site = newsroom::first();
    let store = Store::strict();
    let faults = Faults {
        unconditional: true,
        ..Faults::default()
    };
    let line = Line::to(store.port, faults);
    published(&site, line.port);
    newsroom::second(&site);
    published(&site, line.port);
    assert_equals(&store.files(), &newsroom::plan(&site), &[]);
}

#[test]
#[ignore = "needs s3s-fs"]
fn an_answer_that_is_lost_is_no_other_publisher() {
    let site = newsroom::first();
    let store = Store::strict();
    let faults = Faults {
        cut_first: true,
        ..Faults::default()
    };
    let line = Line::to(store.port, faults);
    published(&site, line.port);
    newsroom::second(&site);
    published(&site, line.port);
    assert!(line.count(Fate::Cut) > 40);
    let log = line.log();
    let refused = log.iter().find(|request| request.status == Some(412));
    assert!(refused.is_some_and(|request| request.path.ends_with(CLAIM)));
    assert_equals(&store.files(), &newsroom::plan(&site), &[]);
}
