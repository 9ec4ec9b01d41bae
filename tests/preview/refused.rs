//! What is turned away, and clients that are slow, rude or gone.

use crate::client::{Reply, preview};
use std::io::{Read, Write};
use std::net::{Shutdown, TcpStream};
use std::time::{Duration, Instant};

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
        ("GET / HTTP/9.9\r\nHost: localhost\r\n\r\n".to_owned(), 400),
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
fn a_client_that_says_no_more_is_let_go() {
    let (_site, preview) = preview();
    let mut line = preview.connect();
    line.write_all(b"GET / HTTP/1.1\r\n").unwrap();
    line.shutdown(Shutdown::Write).unwrap();
    let mut rest = Vec::new();
    line.read_to_end(&mut rest).unwrap();
    assert!(!rest.starts_with(b"HTTP/1.1 5"));
}
