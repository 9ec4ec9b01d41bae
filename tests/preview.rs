//! The preview as browsers and less friendly clients meet it: raw requests over loopback.

#![allow(clippy::unwrap_used, clippy::expect_used)] // A test that cannot go on fails.

mod support;

use dateline::pipeline::{Changes, Options, Silent, Snapshot, Workshop};
use dateline::serve::{State, http};
use std::io::{Read, Write};
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpStream};
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};
use support::TestSite;
use tokio::sync::{oneshot, watch};

/// A server that shows what the test gives it.
struct Preview {
    address: SocketAddr,
    state: watch::Sender<State>,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Preview {
    fn of(state: State) -> Self {
        let (listener, _) = http::listen(Ipv4Addr::LOCALHOST.into(), 0).unwrap();
        let address = listener.local_addr().unwrap();
        let (state, site) = watch::channel(state);
        let (stop, stopped) = oneshot::channel::<()>();
        let serve = move || {
            let mut runtime = tokio::runtime::Builder::new_current_thread();
            let runtime = runtime.enable_all().build().unwrap();
            let stopped = async {
                let _ = stopped.await;
            };
            runtime
                .block_on(http::serve(listener, site, stopped))
                .unwrap();
        };
        Self {
            address,
            state,
            stop: Some(stop),
            thread: Some(std::thread::spawn(serve)),
        }
    }

    /// Shows the site, as its next version.
    fn show(&self, snapshot: Snapshot) {
        self.state.send_modify(|state| {
            state.version += 1;
            state.snapshot = Some(snapshot);
        });
    }

    fn connect(&self) -> TcpStream {
        let line = TcpStream::connect(self.address).unwrap();
        line.set_read_timeout(Some(Duration::from_secs(10)))
            .unwrap();
        line
    }

    /// Sends bytes as they are and reads to the end.
    fn raw(&self, request: &str) -> Vec<u8> {
        let mut line = self.connect();
        // A server that refuses early may close before all is sent.
        let _ = line.write_all(request.as_bytes());
        let mut reply = Vec::new();
        let _ = line.read_to_end(&mut reply);
        reply
    }

    /// A request with a good Host and these further headers.
    fn ask(&self, method: &str, target: &str, headers: &[&str]) -> Reply {
        let mut request = format!(
            "{method} {target} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n",
            self.address
        );
        for header in headers {
            request.push_str(header);
            request.push_str("\r\n");
        }
        Reply::parse(&self.raw(&format!("{request}\r\n")))
    }

    fn get(&self, target: &str) -> Reply {
        self.ask("GET", target, &[])
    }

    fn stop(&mut self) {
        if let Some(stop) = self.stop.take() {
            let _ = stop.send(());
        }
        if let Some(thread) = self.thread.take() {
            thread.join().unwrap();
        }
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            self.stop();
        }
    }
}

#[derive(Debug)]
struct Reply {
    status: u16,
    head: String,
    body: Vec<u8>,
}

impl Reply {
    fn parse(bytes: &[u8]) -> Self {
        let end = bytes.windows(4).position(|at| at == b"\r\n\r\n");
        let end = end.unwrap_or_else(|| panic!("{:?}", String::from_utf8_lossy(bytes)));
        let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
        Self {
            status: head.split(' ').nth(1).unwrap().parse().unwrap(),
            head,
            body: bytes[end + 4..].to_vec(),
        }
    }

    fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().skip(1).find_map(|line| {
            let (found, value) = line.split_once(": ")?;
            found.eq_ignore_ascii_case(name).then_some(value)
        })
    }

    fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

fn snapshot(site: &TestSite, base_url: Option<&str>) -> Snapshot {
    let options = Options {
        root: site.root().to_owned(),
        output: None,
        base_url: base_url.map(str::to_owned),
        drafts: false,
        future: false,
        as_of: None,
        today: None,
        strict: false,
        force: false,
    };
    Workshop::new(options)
        .refresh(&Changes::All, &Silent)
        .unwrap()
}

/// A site with one article and a few static files, shown at this address.
fn preview_at(base_url: Option<&str>) -> (TestSite, Preview) {
    let site = TestSite::sound()
        .file("static/with space.txt", "space")
        .file("static/中.txt", "unicode")
        .file("static/per%20cent.txt", "per cent")
        .file("static/plus+&=.txt", "plus")
        .file("static/q?x#y.txt", "question")
        .file("static/noext", "<script>alert(1)</script>")
        .file("static/empty.css", "")
        .file("static/.env", "secret")
        .file("static/digits.txt", "0123456789")
        .file("static/big.bin", vec![b'x'; 4 << 20]);
    let preview = Preview::of(State::default());
    preview.show(snapshot(&site, base_url));
    (site, preview)
}

fn preview() -> (TestSite, Preview) {
    preview_at(None)
}

const ARTICLE: &str = "/articles/sound/";

#[test]
fn pages_are_found_by_folder_and_by_file() {
    let (_site, preview) = preview();
    for target in [
        "/",
        "/index.html",
        ARTICLE,
        "/articles/sound/index.html?x=/../y",
    ] {
        let reply = preview.get(target);
        assert_eq!(reply.status, 200, "{target}");
        assert_eq!(
            reply.header("content-type"),
            Some("text/html; charset=utf-8")
        );
        assert_eq!(reply.header("cache-control"), Some("no-store"));
        assert_eq!(reply.header("x-content-type-options"), Some("nosniff"));
        assert_eq!(reply.header("access-control-allow-origin"), None);
        assert!(reply.text().contains("<h1"), "{target}");
    }
    let reply = preview.get("/articles/sound?x=%2f");
    assert_eq!(reply.status, 308);
    assert_eq!(reply.header("location"), Some("/articles/sound/?x=%2f"));
}

#[test]
fn static_files_have_their_bytes_and_types() {
    let (_site, preview) = preview();
    for (target, body, media_type) in [
        ("/with%20space.txt", "space", "text/plain; charset=utf-8"),
        ("/%E4%B8%AD.txt", "unicode", "text/plain; charset=utf-8"),
        ("/per%2520cent.txt", "per cent", "text/plain; charset=utf-8"),
        ("/plus+&=.txt", "plus", "text/plain; charset=utf-8"),
        ("/q%3Fx%23y.txt", "question", "text/plain; charset=utf-8"),
        (
            "/noext",
            "<script>alert(1)</script>",
            "application/octet-stream",
        ),
        ("/empty.css", "", "text/css; charset=utf-8"),
    ] {
        let reply = preview.get(target);
        assert_eq!(
            (reply.status, reply.text().as_str()),
            (200, body),
            "{target}"
        );
        assert_eq!(reply.header("content-type"), Some(media_type), "{target}");
    }
    assert_eq!(preview.get("/big.bin").body.len(), 4 << 20);
    for target in [
        "/.env",
        "/%2eenv",
        "/static/.env",
        "/data/",
        "/dateline.yaml",
    ] {
        let reply = preview.get(target);
        assert_eq!(reply.status, 404, "{target}");
        assert!(!reply.text().contains("secret"), "{target}");
    }
}

#[test]
fn a_head_is_a_get_without_body() {
    let (_site, preview) = preview();
    for target in ["/", "/digits.txt", "/no-such-page/", "/articles"] {
        let (get, head) = (preview.get(target), preview.ask("HEAD", target, &[]));
        assert_eq!(get.status, head.status, "{target}");
        assert!(head.body.is_empty(), "{target}");
        let length = |reply: &Reply| reply.header("content-length").unwrap_or("0").to_owned();
        assert_eq!(length(&get), length(&head), "{target}");
        for name in ["content-type", "etag", "location"] {
            assert_eq!(get.header(name), head.header(name), "{target} {name}");
        }
    }
    let events = preview.ask("HEAD", "/__dateline/events", &[]);
    assert_eq!(events.header("content-type"), Some("text/event-stream"));
}

#[test]
fn who_has_a_file_is_not_sent_it_again() {
    let (_site, preview) = preview();
    let tag = preview
        .get("/digits.txt")
        .header("etag")
        .unwrap()
        .to_owned();
    for (header, status) in [
        (format!("If-None-Match: {tag}"), 304),
        (format!("If-None-Match: \"other\", W/{tag}"), 304),
        ("If-None-Match: *".to_owned(), 304),
        ("If-None-Match: \"other\"".to_owned(), 200),
        ("If-None-Match: odd".to_owned(), 200),
    ] {
        let reply = preview.ask("GET", "/digits.txt", &[&header]);
        assert_eq!(reply.status, status, "{header}");
        assert_eq!(reply.header("etag"), Some(tag.as_str()));
        assert_eq!(reply.body.is_empty(), status == 304);
    }
    let reply = preview.ask("GET", "/no-such-page/", &["If-None-Match: *"]);
    assert_eq!(reply.status, 404);
}

#[test]
fn parts_of_files() {
    let (_site, preview) = preview();
    let tag = preview
        .get("/digits.txt")
        .header("etag")
        .unwrap()
        .to_owned();
    let good = format!("If-Range: {tag}");
    for (headers, status, body, range) in [
        (vec!["Range: bytes=2-4"], 206, "234", Some("bytes 2-4/10")),
        (vec!["Range: bytes=-3"], 206, "789", Some("bytes 7-9/10")),
        (vec!["Range: bytes=8-"], 206, "89", Some("bytes 8-9/10")),
        (vec!["Range: bytes=10-"], 416, "", Some("bytes */10")),
        (vec!["Range: bytes=0-1,3-4"], 200, "0123456789", None),
        (vec!["Range: lines=1-2"], 200, "0123456789", None),
        (
            vec!["Range: bytes=2-4", &good],
            206,
            "234",
            Some("bytes 2-4/10"),
        ),
        (
            vec!["Range: bytes=2-4", "If-Range: \"other\""],
            200,
            "0123456789",
            None,
        ),
    ] {
        let reply = preview.ask("GET", "/digits.txt", &headers);
        assert_eq!(
            (reply.status, reply.text().as_str()),
            (status, body),
            "{headers:?}"
        );
        assert_eq!(reply.header("content-range"), range, "{headers:?}");
    }
    let head = preview.ask("HEAD", "/digits.txt", &["Range: bytes=2-4"]);
    assert_eq!(
        (head.status, head.header("content-length")),
        (200, Some("10"))
    );
}

#[test]
fn only_reading_is_allowed() {
    let (_site, preview) = preview();
    for method in ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "ODD"] {
        let reply = preview.ask(method, "/", &[]);
        assert_eq!(reply.status, 405, "{method}");
        assert_eq!(reply.header("allow"), Some("GET, HEAD"), "{method}");
    }
    let reply = preview.ask("GET", "/", &["Content-Length: 100000000"]);
    assert_eq!(reply.status, 413);
    let smuggled = "GET /no-such-page/ HTTP/1.1\r\nHost: localhost\r\n\r\n";
    let request = format!(
        "GET /digits.txt HTTP/1.1\r\nHost: localhost\r\nContent-Length: {}\r\n\r\n{smuggled}",
        smuggled.len()
    );
    let reply = Reply::parse(&preview.raw(&request));
    assert_eq!((reply.status, reply.text().as_str()), (200, "0123456789"));
    assert_eq!(reply.header("connection"), Some("close"));
}

#[test]
fn foreign_names_are_turned_away() {
    let (_site, preview) = preview();
    let port = preview.address.port();
    let status = |head: &str| {
        Reply::parse(&preview.raw(&format!("GET / {head}\r\nConnection: close\r\n\r\n"))).status
    };
    assert_eq!(status(&format!("HTTP/1.1\r\nHost: localhost:{port}")), 200);
    assert_eq!(status(&format!("HTTP/1.0\r\nHost: 127.0.0.1:{port}")), 200);
    assert_eq!(status("HTTP/1.1\r\nHost: [::1]"), 200);
    assert_eq!(status("HTTP/1.1\r\nHost: localhost:1"), 421);
    assert_eq!(status("HTTP/1.1\r\nHost: evil.example"), 421);
    assert_eq!(status("HTTP/1.0\r\nHost: evil.example"), 421);
    assert_eq!(status("HTTP/1.1"), 400);
    assert_eq!(status("HTTP/1.0"), 400);
    assert_eq!(
        status("HTTP/1.1\r\nHost: localhost\r\nHost: localhost"),
        400
    );
    assert_eq!(
        preview.get(&format!("http://localhost:{port}/")).status,
        200
    );
    assert_eq!(preview.get("http://evil.example/").status, 421);
    assert_eq!(preview.get("https://localhost/").status, 400);
    assert_eq!(preview.get("secret.txt").status, 421);
}

#[test]
fn no_address_climbs_or_leads_elsewhere() {
    let (_site, preview) = preview();
    for target in [
        "/../etc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/..%2f..%2fetc%2fpasswd",
        "/..%5c..%5cetc",
        "/a/%2e%2e/b",
        "/%c0%ae%c0%ae/etc/passwd",
        "/%ff%fe",
        "/%zz%2",
        "/%00",
        "/index.html%00",
        "/%0d%0aX-Injected:%20yes",
        "/..\\..\\etc\\passwd",
        "//evil.example/%2e%2e",
        "/./index.html",
        "*",
        "file:///etc/passwd",
    ] {
        let reply = preview.get(target);
        assert_eq!(reply.status, 400, "{target}");
        assert_eq!(reply.header("location"), None, "{target}");
        assert_eq!(reply.header("x-injected"), None, "{target}");
    }
    for target in [
        "//etc/passwd",
        "//evil.example/",
        "/%252e%252e%252fetc/passwd",
        "/..;/etc/passwd",
        "/articles//",
    ] {
        assert_eq!(preview.get(target).status, 404, "{target}");
    }
    assert_eq!(preview.get(&format!("/{}", "a/".repeat(4000))).status, 404);
    assert_eq!(preview.get(&format!("/{}", "a/".repeat(5000))).status, 414);
}

#[test]
fn malformed_requests_are_no_fault_of_the_server() {
    let (_site, preview) = preview();
    let head = "GET / HTTP/1.1\r\nHost: localhost\r\n";
    let many: String = (0..2000).map(|n| format!("X-{n}: 1\r\n")).collect();
    for (request, status) in [
        (format!("{head}X-Big: {}\r\n\r\n", "a".repeat(100_000)), 431),
        (format!("{head}{many}\r\n"), 431),
        (format!("GET / HTTP/9.9\r\nHost: localhost\r\n\r\n"), 400),
        (format!("{head}Bad Name: 1\r\n\r\n"), 400),
        (format!("{head}Content-Length: -1\r\n\r\n"), 400),
        (
            format!("{head}Content-Length: 1\r\nContent-Length: 2\r\n\r\n"),
            400,
        ),
        ("\u{16}\u{3}\u{1}\r\n\r\n".to_owned(), 400),
    ] {
        let reply = preview.raw(&request);
        // The line may be cut before the answer is through.
        if !reply.is_empty() {
            assert_eq!(
                Reply::parse(&reply).status,
                status,
                "{}",
                &request[..40.min(request.len())]
            );
        }
        assert_eq!(preview.get("/digits.txt").status, 200);
    }
}

#[test]
fn one_line_carries_many_requests() {
    let (_site, preview) = preview();
    let ask =
        |target: &str, end: &str| format!("GET {target} HTTP/1.1\r\nHost: localhost\r\n{end}\r\n");
    let requests = [
        ask("/digits.txt", ""),
        ask("/no-such-page/", ""),
        ask("/empty.css", ""),
        ask("/digits.txt", "Connection: close\r\n"),
    ];
    let replies = String::from_utf8(preview.raw(&requests.concat())).unwrap();
    let statuses: Vec<&str> = replies
        .match_indices("HTTP/1.1 ")
        .map(|(at, _)| &replies[at + 9..at + 12])
        .collect();
    assert_eq!(statuses, ["200", "404", "200", "200"]);
}

#[test]
fn slow_clients_hold_up_nobody() {
    let (_site, preview) = preview();
    let slow: Vec<TcpStream> = (0..60)
        .map(|_| {
            let mut line = preview.connect();
            line.write_all(b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ")
                .unwrap();
            line
        })
        .collect();
    let idle: Vec<TcpStream> = (0..20)
        .map(|_| {
            let mut line = preview.connect();
            line.write_all(b"GET /big.bin HTTP/1.1\r\nHost: localhost\r\n\r\n")
                .unwrap();
            line
        })
        .collect();
    let start = Instant::now();
    assert_eq!(preview.get("/digits.txt").status, 200);
    assert!(start.elapsed() < Duration::from_secs(5));
    drop((slow, idle));
    assert_eq!(preview.get("/digits.txt").status, 200);
}

#[test]
fn everything_lies_below_the_sub_path() {
    let (_site, preview) = preview_at(Some("https://example.org/brief%20ing/"));
    for target in [
        "/brief%20ing/",
        "/brief%20ing/articles/sound/",
        "/brief%20ing/digits.txt",
        "/brief%20ing/__dateline/live.js",
    ] {
        assert_eq!(preview.get(target).status, 200, "{target}");
    }
    let page = preview.get("/brief%20ing/").text();
    assert!(page.contains("/brief%20ing/__dateline/live.js"), "{page}");
    for (target, location) in [
        ("/", "/brief%20ing/"),
        ("/brief%20ing?x", "/brief%20ing/?x"),
        ("/brief%20ing/articles", "/brief%20ing/articles/"),
    ] {
        let reply = preview.get(target);
        assert!(matches!(reply.status, 307 | 308), "{target}");
        assert_eq!(reply.header("location"), Some(location), "{target}");
    }
    let reply = preview.get("/articles/sound/");
    assert_eq!(reply.status, 404);
    assert!(
        reply
            .text()
            .contains("href=\"/brief%20ing/articles/sound/\"")
    );
    assert!(reply.text().contains("<base href=\"/brief%20ing/\">"));
    assert_eq!(preview.get("/digits.txt").status, 404);
}

#[test]
fn an_address_that_leads_nowhere_names_near_ones() {
    let (_site, preview) = preview();
    let reply = preview.get("/articles/sonud/?%3Cscript%3Ealert(1)%3C/script%3E");
    assert_eq!(reply.status, 404);
    assert_eq!(
        reply.header("content-type"),
        Some("text/html; charset=utf-8")
    );
    let text = reply.text();
    assert!(text.contains("Page not found"), "{text}");
    assert!(text.contains("<a href=\"/articles/sound/\">"), "{text}");
    assert!(text.contains("<base href=\"/\">"), "{text}");
    assert!(!text.contains("alert(1)"), "{text}");
    assert!(!preview.get("/favicon.ico").text().contains("Did you mean"));
}

#[test]
fn before_the_first_site_a_page_says_so() {
    let preview = Preview::of(State::default());
    let reply = preview.get("/any/");
    assert_eq!(
        (reply.status, reply.header("retry-after")),
        (503, Some("1"))
    );
    assert!(
        reply.text().contains("/__dateline/live.js"),
        "{}",
        reply.text()
    );
    assert_eq!(preview.get("/__dateline/live.js").status, 200);
    preview.state.send_modify(|state| {
        state.version += 1;
        state.failure = Some(Arc::from("disk <b>broken</b>"));
    });
    let reply = preview.get("/any/");
    assert_eq!(reply.status, 500);
    assert!(
        reply.text().contains("disk &lt;b>broken&lt;/b>")
            || reply.text().contains("disk &lt;b&gt;broken"),
        "{}",
        reply.text()
    );
}

/// Reads what has come so far, until it contains `text`.
fn read_until(line: &mut TcpStream, text: &str) -> String {
    let mut seen = String::new();
    let mut buffer = [0; 4096];
    while !seen.contains(text) {
        let count = line.read(&mut buffer).unwrap();
        assert!(count > 0, "ended after {seen}");
        seen.push_str(std::str::from_utf8(&buffer[..count]).unwrap());
    }
    seen
}

#[test]
fn open_pages_hear_of_each_state() {
    let (site, mut preview) = preview();
    let mut line = preview.connect();
    line.write_all(
        b"GET /__dateline/events HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n",
    )
    .unwrap();
    let first = read_until(&mut line, "data: ");
    assert!(
        first.contains("content-type: text/event-stream\r\n"),
        "{first}"
    );
    assert!(first.contains("retry: "), "{first}");
    assert!(first.contains("\"version\":1"), "{first}");
    preview.show(snapshot(&site, None));
    read_until(&mut line, "\"version\":2");
    // A stop ends the stream at once.
    let start = Instant::now();
    preview.stop();
    assert!(start.elapsed() < Duration::from_millis(900));
    let mut rest = Vec::new();
    line.read_to_end(&mut rest).unwrap();
}

#[test]
fn foreign_pages_hear_nothing() {
    let (_site, preview) = preview();
    for header in [
        "Origin: http://evil.example",
        "Origin: null",
        "Sec-Fetch-Site: cross-site",
    ] {
        let reply = preview.ask("GET", "/__dateline/events", &[header]);
        assert_eq!(reply.status, 403, "{header}");
    }
    assert_eq!(preview.get("/__dateline/other").status, 404);
}

#[test]
fn a_new_state_is_shown_at_once_and_an_edition_is_one_piece() {
    let (site, preview) = preview();
    let old = preview.get(ARTICLE);
    site.write("static/digits.txt", b"9876543210");
    assert_eq!(preview.get("/digits.txt").text(), "9876543210");
    site.write("static/digits.txt", b"0000000000");
    assert_eq!(
        preview.get("/digits.txt").text(),
        "9876543210",
        "kept until the next state"
    );
    site.write(
        "content/articles/sound.md",
        b"---\ntitle: Mayor opens bridge\ndate: 2024-03-05\n---\n\nMayor Anna Berg opened another bridge.\n",
    );
    preview.show(snapshot(&site, None));
    let new = preview.get(ARTICLE);
    assert!(new.text().contains("another"));
    assert_ne!(old.header("etag"), new.header("etag"));
    assert_eq!(preview.get("/digits.txt").text(), "0000000000");
}

#[test]
fn a_page_that_fails_leaves_its_last_good_one() {
    let (site, preview) = preview();
    assert_eq!(preview.get(ARTICLE).status, 200);
    site.write(
        "templates/article.html",
        b"{% extends \"base.html\" %}{% block main %}{{ page.no_such_thing }}{% endblock main %}",
    );
    preview.show(snapshot(&site, None));
    let reply = preview.get(ARTICLE);
    assert_eq!(reply.status, 200);
    assert!(reply.text().contains("opened a bridge"), "{}", reply.text());
    assert!(reply.text().contains("no_such_thing"), "{}", reply.text());
    let fresh = Preview::of(State::default());
    fresh.show(snapshot(&site, None));
    let reply = fresh.get(ARTICLE);
    assert_eq!(reply.status, 500);
    assert!(reply.text().contains("no_such_thing"), "{}", reply.text());
    assert_eq!(fresh.get("/digits.txt").status, 200);
}

#[test]
fn a_client_that_says_no_more_is_let_go() {
    let (_site, preview) = preview();
    let mut line = preview.connect();
    line.write_all(b"GET / HTTP/1.1\r\n").unwrap();
    line.shutdown(Shutdown::Write).unwrap();
    let mut rest = Vec::new();
    line.read_to_end(&mut rest).unwrap();
    assert!(!rest.starts_with(b"HTTP/1.1 5"));
}
