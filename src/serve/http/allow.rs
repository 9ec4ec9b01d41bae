//! Who may ask: this machine under its own names. A page of a foreign site that had its name point here (DNS rebinding)
//! asks under that name and is turned away.

use super::refusal::Refusal;
use hyper::header::{HOST, HeaderMap, HeaderName, ORIGIN};
use hyper::http::request::Parts;
use hyper::{StatusCode, Version};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// Lets a request pass that names this server, which listens at `local`, once and rightly.
///
/// # Errors
/// 400 without exactly one `Host`, 421 for a foreign name in it or in the request's own address.
pub(super) fn check_host(head: &Parts, local: SocketAddr) -> Result<(), Refusal> {
    let host = single(&head.headers, &HOST).ok_or_else(|| {
        let message = "The request must have exactly one Host header.";
        Refusal::new(StatusCode::BAD_REQUEST, message)
    })?;
    let authority = head.uri.authority().map(|authority| authority.as_str());
    let is_foreign = |name: &str| !is_ours(name, local);
    if is_foreign(host) || authority.is_some_and(is_foreign) {
        return Err(Refusal::new(
            StatusCode::MISDIRECTED_REQUEST,
            "This preview answers only under the address that `dateline serve` printed.",
        ));
    }
    if head.uri.scheme_str().is_some_and(|scheme| scheme != "http")
        || head.version > Version::HTTP_11
    {
        return Err(Refusal::new(
            StatusCode::BAD_REQUEST,
            "The preview speaks plain HTTP/1.1.",
        ));
    }
    Ok(())
}

/// Lets a request pass that comes from a page of this server or from no page at all.
///
/// # Errors
/// 403 for a request of a foreign page.
pub(super) fn check_origin(headers: &HeaderMap, local: SocketAddr) -> Result<(), Refusal> {
    let is_own = |origin: &str| {
        let authority = origin.strip_prefix("http://");
        authority.is_some_and(|authority| is_ours(authority, local))
    };
    let is_good_origin =
        !headers.contains_key(ORIGIN) || single(headers, &ORIGIN).is_some_and(is_own);
    let is_good_site = !headers.contains_key(SEC_FETCH_SITE)
        || matches!(
            single(headers, &SEC_FETCH_SITE),
            Some("same-origin" | "none")
        );
    if is_good_origin && is_good_site {
        Ok(())
    } else {
        Err(Refusal::new(
            StatusCode::FORBIDDEN,
            "Only pages of this preview may listen to its events.",
        ))
    }
}

fn single<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    let mut values = headers.get_all(name).iter();
    let value = values.next()?;
    values.next().is_none().then(|| value.to_str().ok())?
}

/// True for `localhost`, a loopback address or the one that is listened at, with its port or none.
fn is_ours(authority: &str, local: SocketAddr) -> bool {
    let (name, port) = match authority.rsplit_once(':') {
        // The last colon of `[::1]` is no port's.
        Some((name, port)) if !port.ends_with(']') => (name, Some(port)),
        _ => (authority, None),
    };
    let is_port = |port: &str| {
        port.bytes().all(|byte| byte.is_ascii_digit()) && port.parse() == Ok(local.port())
    };
    port.is_none_or(is_port)
        && (name.eq_ignore_ascii_case("localhost") || is_own_address(name, local.ip()))
}

fn is_own_address(name: &str, local: IpAddr) -> bool {
    let bracketed = name
        .strip_prefix('[')
        .and_then(|name| name.strip_suffix(']'));
    let address = match bracketed {
        Some(name) => name
            .parse()
            .ok()
            .map(|address: Ipv6Addr| address.to_canonical()),
        None => name.parse().ok().map(|address: Ipv4Addr| address.into()),
    };
    address.is_some_and(|address: IpAddr| {
        address == Ipv4Addr::LOCALHOST
            || address == Ipv6Addr::LOCALHOST
            || address == local.to_canonical()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use hyper::Request;

    fn local() -> SocketAddr {
        "127.0.0.1:1111".parse().unwrap()
    }

    #[test]
    fn own_names_pass_with_the_right_port_or_none() {
        for name in [
            "localhost",
            "LocalHost:1111",
            "127.0.0.1",
            "127.0.0.1:1111",
            "[::1]:1111",
            "[::1]",
        ] {
            assert!(is_ours(name, local()), "{name}");
        }
        let lan = "192.168.1.5:80".parse().unwrap();
        assert!(is_ours("192.168.1.5", lan));
        assert!(is_ours(
            "192.168.1.5",
            "[::ffff:192.168.1.5]:80".parse().unwrap()
        ));
        let six = "[fe80::7]:80".parse().unwrap();
        assert!(is_ours("[FE80::7]:80", six));
    }

    #[test]
    fn other_names_do_not_pass() {
        for name in [
            "",
            ":",
            ":1111",
            "evil.example",
            "evil.example:1111",
            "127.0.0.1.evil.example:1111",
            "localhost.evil.example",
            "evil-localhost:1111",
            "localhost:1112",
            "localhost:",
            "localhost:+1111",
            "localhost:1111:1111",
            "user@localhost",
            "localhost@evil.example",
            "0.0.0.0",
            "127.1",
            "127.0.0.2",
            "2130706433",
            "0x7f.0.0.1",
            "::1",
            "[::1",
            "::1]",
            "[::2]",
            "[127.0.0.1]",
            "[::1]x",
            "localhost ",
            "localhost,localhost",
            "192.168.1.5",
        ] {
            assert!(!is_ours(name, local()), "{name}");
        }
    }

    fn status(uri: &str, hosts: &[&str]) -> Option<u16> {
        let mut request = Request::builder().uri(uri);
        for host in hosts {
            request = request.header(HOST, *host);
        }
        let (head, ()) = request.body(()).unwrap().into_parts();
        check_host(&head, local())
            .err()
            .map(|refusal| refusal.status.as_u16())
    }

    #[test]
    fn exactly_one_host_is_asked_for_and_the_own_address_counts_too() {
        assert_eq!(status("/", &["localhost:1111"]), None);
        assert_eq!(status("/", &[]), Some(400));
        assert_eq!(status("/", &["localhost", "localhost"]), Some(400));
        assert_eq!(status("/", &["evil.example"]), Some(421));
        assert_eq!(status("http://localhost:1111/", &["localhost:1111"]), None);
        assert_eq!(
            status("http://evil.example/", &["localhost:1111"]),
            Some(421)
        );
        assert_eq!(status("http://localhost/", &["evil.example"]), Some(421));
        assert_eq!(status("ftp://localhost/", &["localhost"]), Some(400));
    }

    #[test]
    fn only_own_pages_hear_events() {
        let status = |name: &'static str, value: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(name, value.parse().unwrap());
            check_origin(&headers, local())
                .err()
                .map(|refusal| refusal.status.as_u16())
        };
        assert!(check_origin(&HeaderMap::new(), local()).is_ok());
        assert_eq!(status("origin", "http://localhost:1111"), None);
        assert_eq!(status("sec-fetch-site", "same-origin"), None);
        for origin in [
            "null",
            "",
            "http://evil.example",
            "https://localhost:1111",
            "http://localhost:80",
            "http://localhost:1111/x",
        ] {
            assert_eq!(status("origin", origin), Some(403), "{origin}");
        }
        for site in ["cross-site", "same-site", "odd"] {
            assert_eq!(status("sec-fetch-site", site), Some(403), "{site}");
        }
    }
}
