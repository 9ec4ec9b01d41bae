//! What a request asks for: from the address to a path, decoded exactly once. Knows nothing of pages; nothing here ever
//! becomes a path on disk.

use super::refusal::Refusal;
use crate::config::Config;
use hyper::{StatusCode, Uri};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use url::Url;

/// Longer addresses belong to no page of ours.
const LONGEST: usize = 8 << 10;

/// What stands as it is in the path of an address.
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'/')
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// The path and query of an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Target<'a> {
    /// Decoded; begins with a slash and has no empty part but the last, no dot segments and no control characters.
    pub path: String,
    /// As it was sent.
    pub query: Option<&'a str>,
}

impl<'a> Target<'a> {
    /// Reads an address.
    ///
    /// # Errors
    /// 414 when it is too long, 400 when it is damaged or tries to climb, 404 when no page can have it.
    pub(super) fn parse(uri: &'a Uri) -> Result<Self, Refusal> {
        const DAMAGED: Refusal =
            Refusal::new(StatusCode::BAD_REQUEST, "The address is not well-formed.");
        const EMPTY_PART: Refusal = Refusal::new(
            StatusCode::NOT_FOUND,
            "No page has two slashes in its address.",
        );
        let raw = uri.path();
        if raw.len() > LONGEST {
            return Err(Refusal::new(
                StatusCode::URI_TOO_LONG,
                "The address is too long.",
            ));
        }
        let parts = raw.strip_prefix('/').ok_or(DAMAGED)?.split('/');
        let parts: Vec<String> = parts.map(decode).collect::<Option<_>>().ok_or(DAMAGED)?;
        let (_, folders) = parts.split_last().ok_or(DAMAGED)?;
        if folders.iter().any(String::is_empty) {
            return Err(EMPTY_PART);
        }
        Ok(Self {
            path: format!("/{}", parts.join("/")),
            query: uri.query(),
        })
    }

    /// The address of this folder with a slash at its end, and the same query.
    pub(super) fn with_slash(&self) -> String {
        let query = self.query.map(|query| format!("?{query}"));
        format!("{}/{}", encode(&self.path), query.unwrap_or_default())
    }
}

/// One part of a path; `None` when it cannot be part of the name of a file.
fn decode(raw: &str) -> Option<String> {
    let is_escape = |after: &str| {
        let digits = after.as_bytes().get(..2);
        digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
    };
    if !raw.split('%').skip(1).all(is_escape) {
        return None;
    }
    let part = percent_decode_str(raw).decode_utf8().ok()?;
    let is_bad = part == "."
        || part == ".."
        || part.contains(|ch: char| ch.is_control() || matches!(ch, '/' | '\\'));
    (!is_bad).then(|| part.into_owned())
}

/// A decoded path as it stands in an address.
pub(super) fn encode(path: &str) -> String {
    utf8_percent_encode(path, PLAIN).to_string()
}

/// The sub-path that the site is published under, decoded: `/` or `/briefing/`.
pub(super) fn base_path(config: &Config) -> String {
    let url = config
        .base_url
        .as_deref()
        .and_then(|url| Url::parse(url).ok());
    let mut path = String::from("/");
    let parts = url.iter().filter_map(Url::path_segments).flatten();
    for part in parts.filter(|part| !part.is_empty()) {
        path.push_str(&percent_decode_str(part).decode_utf8_lossy());
        path.push('/');
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(uri: &str) -> Result<String, u16> {
        let uri: Uri = uri.parse().map_err(|_| 0_u16)?;
        let target = Target::parse(&uri).map_err(|refusal| refusal.status.as_u16())?;
        Ok(target.path)
    }

    #[test]
    fn decodes_exactly_once() {
        for (raw, path) in [
            ("/", "/"),
            ("/a/", "/a/"),
            ("/with%20space.txt", "/with space.txt"),
            ("/per%2520cent", "/per%20cent"),
            ("/plus+&=.txt", "/plus+&=.txt"),
            ("/q%3fx%23y", "/q?x#y"),
            ("/%E4%B8%AD", "/中"),
            ("/.../x", "/.../x"),
            ("/a?b=/../%00", "/a"),
            ("/%252e%252e%252fetc", "/%2e%2e%2fetc"),
        ] {
            assert_eq!(parse(raw).as_deref(), Ok(path), "{raw}");
        }
    }

    #[test]
    fn what_is_damaged_or_climbs_is_refused() {
        for raw in [
            "/..",
            "/../x",
            "/a/../b",
            "/./a",
            "/%2e%2e/x",
            "/.%2E/x",
            "/..%2fx",
            "/a%2Fb",
            "/%2fetc",
            "/..%5cx",
            "/%00",
            "/index.html%00",
            "/%0d%0aX-Injected:%20yes",
            "/%7f",
            "/%c2%85",
            "/%ff%fe",
            "/%c0%ae%c0%ae/x",
            "/%",
            "/%2",
            "/%zz",
            "/%+1",
            "/%%41",
            "*",
            "//evil.example/%2e%2e",
        ] {
            assert_eq!(parse(raw), Err(400), "{raw}");
        }
        assert_eq!(parse("//etc/passwd"), Err(404));
        assert_eq!(parse("/a//"), Err(404));
        assert_eq!(parse(&format!("/{}", "a".repeat(LONGEST))), Err(414));
    }

    #[test]
    fn redirects_stay_on_this_host() {
        let uri: Uri = "/a%20b/%E4%B8%AD%2525?x=%2f&y".parse().unwrap();
        let target = Target::parse(&uri).unwrap();
        assert_eq!(target.with_slash(), "/a%20b/%E4%B8%AD%2525/?x=%2f&y");
    }

    #[test]
    fn the_sub_path_comes_from_the_address_of_the_site() {
        for (base_url, path) in [
            (None, "/"),
            (Some("https://example.org/"), "/"),
            (Some("https://example.org/briefing/"), "/briefing/"),
            (Some("https://example.org/a%20b/%C3%BC//c/"), "/a b/ü/c/"),
            (Some("not an address"), "/"),
        ] {
            let config = Config {
                base_url: base_url.map(str::to_owned),
                ..Config::default()
            };
            assert_eq!(base_path(&config), path);
        }
    }
}
