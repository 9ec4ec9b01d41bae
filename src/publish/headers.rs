//! What hosts are asked to say of each file: its type, and how long a reader may keep it.

use super::order::without_compression;
use crate::config::CacheRules;
use crate::media;
use crate::output::manifest::Headers;

/// How files are kept by readers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// An asset with a hash of its content in its name: another content has another name.
    Fingerprinted,
    /// Any other asset.
    Asset,
    /// A page.
    Page,
    /// A feed, a calendar, a sitemap, a data file.
    Feed,
}

impl Kind {
    /// The kind of a file.
    pub fn of(path: &str) -> Self {
        let name = without_compression(path).rsplit('/').next().unwrap_or(path);
        let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
        match extension {
            "html" => Self::Page,
            "xml" | "ics" | "txt" | "json" | "csv" | "ndjson" | "gexf" => Self::Feed,
            _ if stem.split(['.', '-', '_']).any(is_hash) => Self::Fingerprinted,
            _ => Self::Asset,
        }
    }

    /// `Cache-Control` of files of this kind.
    pub fn cache_control(self, rules: &CacheRules) -> &str {
        let (rule, standard) = match self {
            Self::Fingerprinted => (&rules.fingerprinted, "public, max-age=31536000, immutable"),
            Self::Asset => (&rules.assets, "public, max-age=3600"),
            Self::Page => (&rules.pages, "public, max-age=60, must-revalidate"),
            Self::Feed => (&rules.feeds, "public, max-age=300"),
        };
        rule.as_deref().unwrap_or(standard)
    }
}

/// At least eight hexadecimal digits, letters and figures: `3f2a9c1b`; neither a date nor a word.
fn is_hash(part: &str) -> bool {
    part.len() >= 8
        && part
            .bytes()
            .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
        && part.bytes().any(|byte| byte.is_ascii_digit())
        && part.bytes().any(|byte| byte.is_ascii_alphabetic())
}

/// The headers of a file under the standard rules.
pub fn of(path: &str) -> Headers {
    with(path, &CacheRules::default())
}

/// The headers of a file.
pub fn with(path: &str, rules: &CacheRules) -> Headers {
    Headers {
        content_type: media::content_type(path),
        cache_control: Kind::of(path).cache_control(rules).to_owned(),
        encoding: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_file_is_kept_as_long_as_it_may() {
        let expected = [
            (
                Kind::Fingerprinted,
                "style.3f2a9c1b.css app-0123456789abcdef.js img/a_9c1b3f2a.png style.3f2a9c1b.css.br",
            ),
            (
                Kind::Asset,
                "style.css favicon.svg 20190118.jpg photo-20190118.jpg deadbeef.png CNAME",
            ),
            (
                Kind::Page,
                "index.html 3f2a9c1b.html articles/a/index.html index.html.gz",
            ),
            (
                Kind::Feed,
                "feed.xml feed.json events.ics data/3f2a9c1b.json robots.txt",
            ),
        ];
        for (kind, paths) in expected {
            for path in paths.split(' ') {
                assert_eq!(Kind::of(path), kind, "{path}");
            }
        }
    }

    #[test]
    fn rules_of_the_site_win() {
        let rules = CacheRules {
            pages: Some("no-store".into()),
            ..CacheRules::default()
        };
        assert_eq!(with("index.html", &rules).cache_control, "no-store");
        assert_eq!(
            with("style.css", &rules).cache_control,
            "public, max-age=3600"
        );
        assert_eq!(
            of("index.html").cache_control,
            "public, max-age=60, must-revalidate"
        );
        assert_eq!(of("index.html").content_type, "text/html; charset=utf-8");
    }
}
