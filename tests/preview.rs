//! The preview as browsers and less friendly clients meet it: raw requests over loopback.

#![allow(clippy::unwrap_used, clippy::expect_used)] // A test that cannot go on fails.

#[path = "preview/client.rs"]
mod client;
#[path = "preview/refused.rs"]
mod refused;
#[path = "preview/states.rs"]
mod states;
mod support;

use client::{ARTICLE, Reply, preview, preview_at};

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
