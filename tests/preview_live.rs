//! The preview as its user meets it: the program runs, sources change, pages and messages follow.

#![allow(clippy::unwrap_used, clippy::expect_used)] // A test that cannot go on fails.
#![cfg(unix)] // Ended by a signal.

mod support;

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};
use support::TestSite;

const ARTICLE: &str = "content/articles/sound.md";
const PAGE: &str = "articles/bridge/";
const SOUND: &str = "---\ntitle: Mayor opens bridge\ndate: 2024-03-05\nslug: bridge\n---\n\nMayor Anna Berg opened a bridge in Riga on Monday.\n";

/// A site with one sound article.
fn sound() -> TestSite {
    TestSite::empty().file(ARTICLE, SOUND)
}

/// `dateline serve` on a site.
struct Preview {
    child: Child,
    address: String,
    told: Arc<Mutex<String>>,
}

impl Preview {
    fn of(site: &TestSite, args: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_dateline"))
            .arg("serve")
            .args(args)
            .current_dir(site.root())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut address = String::new();
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        stdout.read_line(&mut address).unwrap();
        let told = Arc::new(Mutex::new(String::new()));
        let (stderr, heard) = (
            BufReader::new(child.stderr.take().unwrap()),
            Arc::clone(&told),
        );
        thread::spawn(move || {
            for line in stderr.lines().map_while(Result::ok) {
                heard.lock().unwrap().push_str(&format!("{line}\n"));
            }
        });
        Self {
            child,
            address: address.trim().to_owned(),
            told,
        }
    }

    /// Status and body of a page.
    fn get(&self, path: &str) -> (u16, String) {
        let rest = self.address.strip_prefix("http://").unwrap();
        let (host, base) = rest.split_once('/').unwrap();
        let mut line = TcpStream::connect(host).unwrap();
        write!(
            line,
            "GET /{base}{path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
        )
        .unwrap();
        let mut answer = String::new();
        line.read_to_string(&mut answer).unwrap();
        let status = answer.split(' ').nth(1).unwrap().parse().unwrap();
        let body = answer.split_once("\r\n\r\n").unwrap().1;
        (status, body.to_owned())
    }

    /// Waits until the page is as it should be.
    fn shows(&self, path: &str, is_so: impl Fn(u16, &str) -> bool) -> String {
        let end = Instant::now() + Duration::from_secs(30);
        loop {
            let (status, body) = self.get(path);
            if is_so(status, &body) {
                return body;
            }
            assert!(Instant::now() < end, "{status} {body}\n{}", self.told());
            thread::sleep(Duration::from_millis(20));
        }
    }

    fn told(&self) -> String {
        self.told.lock().unwrap().clone()
    }

    /// Waits until the terminal has these words.
    fn tells(&self, words: &str) -> String {
        let end = Instant::now() + Duration::from_secs(30);
        while !self.told().contains(words) {
            assert!(Instant::now() < end, "no {words:?} in {}", self.told());
            thread::sleep(Duration::from_millis(20));
        }
        self.told()
    }

    /// Ends it as the system does, and returns its exit code.
    fn end(mut self) -> Option<i32> {
        let kill = format!("kill -TERM {}", self.child.id());
        let killed = Command::new("sh").args(["-c", &kill]).status().unwrap();
        assert!(killed.success());
        self.child.wait().unwrap().code()
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn has_overlay(body: &str) -> bool {
    body.contains("role=\"alertdialog\"")
}

#[test]
fn pages_follow_their_sources() {
    let site = sound().file("dateline.yaml", "base_url: https://example.org/briefing/\n");
    for more in [None, Some("--poll")] {
        let args: Vec<&str> = ["--port", "0"].into_iter().chain(more).collect();
        let preview = Preview::of(&site, &args);
        assert!(
            preview.address.ends_with("/briefing/"),
            "{}",
            preview.address
        );
        preview.shows(PAGE, |status, _| status == 200);

        site.write(ARTICLE, format!("{SOUND}\nIn place.\n").as_bytes());
        preview.shows(PAGE, |_, body| body.contains("In place."));
        site.write(
            "content/articles/.sound.swp",
            format!("{SOUND}\nWritten aside.\n").as_bytes(),
        );
        fs::rename(site.path("content/articles/.sound.swp"), site.path(ARTICLE)).unwrap();
        preview.shows(PAGE, |_, body| body.contains("Written aside."));

        site.write("static/style.css", b"body { color: red }");
        preview.shows("style.css", |_, body| body == "body { color: red }");
        site.write("templates/about.html", b"<p>Ours</p>");
        preview.shows("about/", |_, body| body.starts_with("<p>Ours</p>"));
        for folder in ["static", "templates"] {
            fs::remove_dir_all(site.path(folder)).unwrap();
        }
        preview.shows("about/", |_, body| body.contains("<h1"));

        fs::remove_file(site.path(ARTICLE)).unwrap();
        preview.shows(PAGE, |status, _| status == 404);
        site.write(ARTICLE, SOUND.as_bytes());
        preview.shows(PAGE, |status, body| {
            status == 200 && !body.contains("Written aside.")
        });
        assert!(
            !site.path("public").exists(),
            "nothing is written into the output folder"
        );
        assert_eq!(preview.end(), Some(0));
    }
}

#[test]
fn errors_lie_over_the_last_good_page_and_are_told_once() {
    let site = sound();
    let preview = Preview::of(&site, &["--port", "0"]);
    preview.shows(PAGE, |status, _| status == 200);

    let broken = SOUND.replace("date: 2024-03-05", "date: [<script>alert(1)</script>");
    site.write(ARTICLE, broken.as_bytes());
    let body = preview.shows(PAGE, |_, body| has_overlay(body));
    assert!(
        body.contains("Anna Berg"),
        "the last good page is under it: {body}"
    );
    assert!(body.contains("content/articles/sound.md:3:7"), "{body}");
    assert!(
        body.contains("&lt;script&gt;alert(1)") && !body.contains("<script>alert"),
        "{body}"
    );
    preview.tells("pages stay as they were until this is mended");

    // Another change does not tell the same again.
    site.write("static/x.txt", b"x");
    let told = preview.tells("static");
    assert_eq!(
        told.matches("content/articles/sound.md:3:7").count(),
        1,
        "{told}"
    );

    site.write(ARTICLE, SOUND.as_bytes());
    preview.shows(PAGE, |_, body| !has_overlay(body));
    let told = preview.tells("no problems any more");
    assert!(
        !told.contains('\x1b'),
        "no colours where there is no terminal: {told}"
    );
    assert_eq!(preview.end(), Some(0));
}

#[test]
fn a_site_that_begins_broken_comes_up_when_it_is_mended() {
    let site = sound().file("dateline.yaml", "titel: x\nbase_url: nothing\n");
    let preview = Preview::of(&site, &["--port", "0", "--strict"]);
    let body = preview.shows("", |_, body| has_overlay(body));
    assert!(body.contains("dateline.yaml:1:1"), "{body}");
    preview.tells("there are no pages until this is mended");
    site.write("dateline.yaml", b"title: x\n");
    preview.shows("", |status, body| status == 200 && !has_overlay(body));
    assert_eq!(preview.end(), Some(0));
}

#[test]
fn a_busy_port_gives_way_and_is_told_of() {
    let site = sound();
    let first = Preview::of(&site, &["--port", "0"]);
    let port = first
        .address
        .trim_matches('/')
        .rsplit(':')
        .next()
        .unwrap()
        .to_owned();
    let second = Preview::of(&site, &["--port", &port]);
    assert_ne!(first.address, second.address);
    second.tells(&format!("port {port} is in use"));
}

#[test]
fn a_folder_that_is_not_there_is_refused() {
    let run = TestSite::empty().run(&["--root", "nowhere", "serve", "--port", "0"]);
    assert_eq!(run.code, Some(3));
    assert!(
        run.stderr
            .starts_with("error: nowhere: cannot read the folder: "),
        "{}",
        run.stderr
    );
    assert_eq!(run.stdout, "");
}

#[test]
fn an_edit_asks_the_sites_extractor_for_that_article() {
    let other = SOUND.replace("bridge", "market");
    let site = sound()
        .file("content/articles/other.md", other)
        .file("x.sh", "tee -a asked\n")
        .file("dateline.yaml", "extract: {command: [sh, x.sh]}\n");
    let asked = || {
        let asked = fs::read_to_string(site.path("asked")).unwrap_or_default();
        asked.lines().count()
    };
    let preview = Preview::of(&site, &["--port", "0"]);
    preview.shows("articles/market/", |status, _| status == 200);
    assert_eq!(asked(), 2);
    site.write(ARTICLE, format!("{SOUND}\nIn place.\n").as_bytes());
    preview.tells("read again in");
    preview.shows(PAGE, |_, body| body.contains("In place."));
    assert_eq!(asked(), 3);
    // A program that fails is told of, and the pages follow by our own rules.
    site.write("x.sh", b"echo broken >&2; exit 1\n");
    site.write(ARTICLE, format!("{SOUND}\nOnce more.\n").as_bytes());
    preview.tells("it ended with status 1; it says: broken");
    preview.shows(PAGE, |_, body| body.contains("Once more."));
    assert_eq!(preview.end(), Some(0));
}
