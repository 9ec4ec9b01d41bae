//! Files that a host wants beside the site: `.nojekyll`, `CNAME`, `_headers`, `_redirects`.
//!
//! Knows nothing of how files get to the host.

use super::Site;
use super::headers::Kind;
use crate::config::{CacheRules, HostKind, Publish, Target};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// Redirects that Cloudflare Pages takes; the redirect pages of the rest still lead on.
const MOST_REDIRECTS: usize = 2000;
/// Bytes of `_redirects` that it reads.
const LONGEST_REDIRECTS: usize = 100_000;
/// Rules of `_headers` that it takes.
const MOST_RULES: usize = 100;

/// The files for a target. `redirects` are the addresses that moved, with where they lead; `site` knows the other files.
pub fn extras(
    publish: &Publish,
    target: &Target,
    redirects: &[(String, String)],
    site: &Site,
) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut add = |path: &str, text: String| {
        if !text.is_empty() || path == ".nojekyll" {
            files.insert(path.to_owned(), text.into_bytes());
        }
    };
    let is_git = matches!(target, Target::Git { .. });
    if is_git || publish.host == HostKind::GitHub {
        // Without it GitHub Pages leaves out whatever begins with `_` or a dot.
        add(".nojekyll", String::new());
    }
    if let Some(domain) = &publish.cname {
        add("CNAME", format!("{domain}\n"));
    }
    if matches!(publish.host, HostKind::Netlify | HostKind::Cloudflare) {
        add("_headers", header_rules(site, &publish.cache));
        add("_redirects", redirect_rules(redirects, publish.host));
    }
    files
}

/// One rule per asset: hosts join the values of all rules that match, so patterns that overlap would say two things. Both
/// hosts have readers ask again for whatever no rule speaks of, which suits pages and feeds.
fn header_rules(site: &Site, rules: &CacheRules) -> String {
    let assets: BTreeSet<(Kind, &String)> = site
        .files
        .keys()
        .map(|path| (Kind::of(path), path))
        .filter(|(kind, path)| matches!(kind, Kind::Fingerprinted | Kind::Asset) && is_plain(path))
        .collect();
    let mut text = String::new();
    for (kind, path) in assets.into_iter().take(MOST_RULES) {
        let value = kind.cache_control(rules);
        let _ = write!(text, "/{path}\n  Cache-Control: {value}\n");
    }
    text
}

/// True for an address that stands for itself in a rule.
fn is_plain(address: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_graphic() && byte != b'*' && byte != b':';
    address.bytes().all(is_plain)
}

fn redirect_rules(redirects: &[(String, String)], host: HostKind) -> String {
    // Netlify serves the redirect page itself unless the rule insists; Cloudflare Pages knows no insisting.
    let status = if host == HostKind::Netlify {
        "301!"
    } else {
        "301"
    };
    let mut text = String::new();
    let plain = redirects
        .iter()
        .filter(|(from, to)| is_plain(from) && is_plain(to) && from != to);
    for (from, to) in plain.take(MOST_REDIRECTS) {
        let line = format!("{from} {to} {status}\n");
        if text.len() + line.len() > LONGEST_REDIRECTS {
            break;
        }
        text.push_str(&line);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::{Entry, MANIFEST, Manifest};

    fn site() -> (tempfile::TempDir, Site) {
        let folder = tempfile::tempdir().unwrap();
        let paths = [
            "index.html",
            "style.css",
            "app.3f2a9c1b.js",
            "feed.xml",
            "my photo.png",
        ];
        let files = paths.map(|path| (path.to_owned(), Entry::of(path.as_bytes())));
        let json = Manifest::new(files.into()).to_json().unwrap();
        std::fs::write(folder.path().join(MANIFEST), json).unwrap();
        let site = Site::open(folder.path(), BTreeMap::new()).unwrap();
        (folder, site)
    }

    fn made(address: &str, host: HostKind, cname: Option<&str>) -> Vec<(String, String)> {
        let (_folder, site) = site();
        let target = Target::parse(address).unwrap();
        let publish = Publish {
            host,
            cname: cname.map(str::to_owned),
            ..Publish::new("live".into(), Ok(target.clone()))
        };
        let moved = [
            ("/old/", "/new/"),
            ("/a b/", "/new/"),
            ("/x/*", "/new/"),
            ("/new/", "/new/"),
        ];
        let moved = moved.map(|(from, to)| (from.to_owned(), to.to_owned()));
        let files = extras(&publish, &target, &moved, &site);
        let text = |bytes| String::from_utf8(bytes).unwrap();
        files
            .into_iter()
            .map(|(path, bytes)| (path, text(bytes)))
            .collect()
    }

    #[test]
    fn each_host_gets_its_files() {
        let pair = |path: &str, text: &str| (path.to_owned(), text.to_owned());
        let branch = "git+ssh://git@example.org/site.git#gh-pages";
        assert_eq!(made("s3://bucket", HostKind::None, None), []);
        assert_eq!(made(branch, HostKind::None, None), [pair(".nojekyll", "")]);
        assert_eq!(
            made(branch, HostKind::GitHub, Some("news.example.org")),
            [pair(".nojekyll", ""), pair("CNAME", "news.example.org\n")]
        );
        let headers = "/app.3f2a9c1b.js\n  Cache-Control: public, max-age=31536000, immutable\n/style.css\n  Cache-Control: public, max-age=3600\n";
        assert_eq!(
            made("file:///srv/www", HostKind::Netlify, None),
            [
                pair("_headers", headers),
                pair("_redirects", "/old/ /new/ 301!\n")
            ]
        );
        assert_eq!(
            made("file:///srv/www", HostKind::Cloudflare, None)[1],
            pair("_redirects", "/old/ /new/ 301\n")
        );
    }

    #[test]
    fn rules_stay_within_what_the_host_reads() {
        let many: Vec<_> = (0..5000)
            .map(|n| (format!("/old/{n}/{}/", "x".repeat(60)), "/".to_owned()))
            .collect();
        let text = redirect_rules(&many, HostKind::Cloudflare);
        assert!(text.len() <= LONGEST_REDIRECTS && text.lines().count() <= MOST_REDIRECTS);
        assert!(text.ends_with(" / 301\n"));
    }
}
