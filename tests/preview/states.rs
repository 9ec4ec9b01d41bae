//! One state after another: before the first, a new one, one with a page that fails; and who hears of them.

use crate::client::{ARTICLE, Preview, preview, snapshot};
use dateline::serve::State;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::Arc;
use std::time::{Duration, Instant};

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
