//! Every link of a built site leads somewhere: in pages, feeds, the sitemap and the data files, with its fragment; and nothing
//! on a page is fetched from elsewhere.

#![allow(clippy::unwrap_used, clippy::expect_used)] // A test that cannot go on fails.

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use support::{TestSite, tree};

const BASE: &str = "https://example.org/under/a/path/";

/// A start tag: name and attributes, entities decoded.
struct Tag {
    name: String,
    attributes: Vec<(String, String)>,
}

impl Tag {
    fn get(&self, name: &str) -> Option<&str> {
        let mut all = self.attributes.iter();
        all.find(|(own, _)| own == name)
            .map(|(_, value)| value.as_str())
    }
}

/// The start tags of HTML or XML that we wrote ourselves: attributes are quoted, and `<` and `>` inside them escaped.
fn tags(text: &str) -> Vec<Tag> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
            continue;
        }
        let end = rest.find('>').unwrap_or(rest.len());
        let (inside, after) = rest.split_at(end);
        if inside.starts_with(|ch: char| ch.is_ascii_alphabetic()) {
            let tag = tag(inside);
            let is_code = tag.name == "script" && tag.get("type") != Some("application/ld+json");
            let is_code = is_code || tag.name == "style";
            rest = match after.find(&format!("</{}", tag.name)) {
                Some(close) if is_code => &after[close..],
                _ => after,
            };
            found.push(tag);
        } else {
            rest = after;
        }
    }
    found
}

fn tag(inside: &str) -> Tag {
    let name_end = inside
        .find(|ch: char| ch.is_whitespace() || ch == '/')
        .unwrap_or(inside.len());
    let (name, mut rest) = inside.split_at(name_end);
    let mut attributes = Vec::new();
    while let Some((before, after)) = rest.split_once("=\"") {
        let name = before
            .split_whitespace()
            .last()
            .unwrap_or_default()
            .to_ascii_lowercase();
        let (value, after) = after.split_once('"').unwrap_or((after, ""));
        attributes.push((name, decoded(value)));
        rest = after;
    }
    Tag {
        name: name.to_ascii_lowercase(),
        attributes,
    }
}

fn decoded(text: &str) -> String {
    text.replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&#x27;", "'")
        .replace("&#x2F;", "/")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
}

/// A built site and what is wrong with its links.
struct Walk {
    files: BTreeMap<String, Vec<u8>>,
    ids: BTreeMap<String, BTreeSet<String>>,
    broken: Vec<String>,
    n_links: usize,
}

impl Walk {
    fn of(files: BTreeMap<String, Vec<u8>>) -> Self {
        let mut walk = Self {
            files: BTreeMap::new(),
            ids: BTreeMap::new(),
            broken: Vec::new(),
            n_links: 0,
        };
        for (path, bytes) in &files {
            if path.ends_with(".html") {
                walk.collect_ids(path, &String::from_utf8_lossy(bytes));
            }
        }
        walk.files = files;
        walk
    }

    fn collect_ids(&mut self, path: &str, html: &str) {
        let mut ids = BTreeSet::new();
        for id in tags(html).iter().filter_map(|tag| tag.get("id")) {
            if !ids.insert(id.to_owned()) {
                self.broken
                    .push(format!("{path}: the id {id} stands twice"));
            }
        }
        self.ids.insert(path.to_owned(), ids);
    }

    /// Checks a link that stands in the file `from`.
    fn link(&mut self, from: &str, link: &str) {
        self.n_links += 1;
        let path = match link.strip_prefix(BASE) {
            Some(path) => format!("/{path}"),
            None if link.starts_with('/') => link.to_owned(),
            None => match joined(from, link) {
                Some(path) => path,
                None => {
                    self.broken
                        .push(format!("{from}: {link} leads out of the site"));
                    return;
                }
            },
        };
        let (path, fragment) = path.split_once('#').unwrap_or((&path, ""));
        let path = path
            .split('?')
            .next()
            .unwrap_or_default()
            .trim_start_matches('/');
        let file = match path {
            "" => "index.html".to_owned(),
            path if path.ends_with('/') => format!("{path}index.html"),
            path => path.to_owned(),
        };
        if !self.files.contains_key(&file) {
            self.broken.push(format!("{from}: {link} leads nowhere"));
        } else if !fragment.is_empty() {
            let has_id = self
                .ids
                .get(&file)
                .is_some_and(|ids| ids.contains(fragment));
            if !has_id {
                self.broken
                    .push(format!("{from}: {link}: no such place on the page"));
            }
        }
    }

    fn page(&mut self, from: &str, html: &str) {
        for tag in tags(html) {
            for name in ["href", "src", "action", "poster", "data", "xlink:href"] {
                if let Some(link) = tag.get(name) {
                    self.page_link(from, &tag, link);
                }
            }
            if tag.get("srcset").is_some() {
                self.broken
                    .push(format!("{from}: srcset is not checked: teach this test"));
            }
        }
    }

    fn page_link(&mut self, from: &str, tag: &Tag, link: &str) {
        let is_outside = link.contains("://") && !link.starts_with(BASE) || link.starts_with("//");
        let is_followed =
            tag.name == "a" || (tag.name == "link" && tag.get("rel") == Some("canonical"));
        if link.starts_with("mailto:") {
        } else if link.starts_with("data:") || link.starts_with("javascript:") {
            self.broken
                .push(format!("{from}: {link} in <{}>", tag.name));
        } else if is_outside && !is_followed {
            self.broken
                .push(format!("{from}: <{}> fetches {link}", tag.name));
        } else if !is_outside {
            self.link(from, link);
        }
    }

    fn style(&mut self, from: &str, css: &str) {
        for part in css.split("url(").skip(1) {
            let link = part
                .split(')')
                .next()
                .unwrap_or_default()
                .trim_matches(['"', '\'', ' ']);
            if !link.starts_with("data:") && !link.starts_with('#') {
                self.link(from, link);
            }
        }
        if css.contains("@import") {
            self.broken.push(format!("{from}: @import"));
        }
    }

    fn feed(&mut self, from: &str, xml: &str) {
        for tag in tags(xml).iter().filter(|tag| tag.get("rel") != Some("via")) {
            if let Some(link) = tag.get("href") {
                self.link(from, link);
            }
        }
        for part in xml.split("<loc>").skip(1) {
            let link = decoded(part.split("</loc>").next().unwrap_or_default());
            assert!(link.starts_with(BASE), "{from}: {link}");
            self.link(from, &link);
        }
    }

    /// Checks the members of JSON that hold addresses of the site.
    fn json(&mut self, from: &str, value: &serde_json::Value) {
        match value {
            serde_json::Value::Object(members) => {
                for (name, value) in members {
                    let is_address =
                        ["url", "feed_url", "home_page_url", "$schema"].contains(&name.as_str());
                    match value.as_str() {
                        Some(link)
                            if is_address && !link.starts_with("https://json-schema.org/") =>
                        {
                            self.link(from, link);
                        }
                        _ => self.json(from, value),
                    }
                }
            }
            serde_json::Value::Array(items) => items.iter().for_each(|item| self.json(from, item)),
            _ => {}
        }
    }

    fn check(mut self, name: &str) {
        for (path, bytes) in self.files.clone() {
            let text = String::from_utf8_lossy(&bytes);
            match path.rsplit('.').next().unwrap_or_default() {
                "html" => self.page(&path, &text),
                "css" => self.style(&path, &text),
                "xml" => self.feed(&path, &text),
                "json" if !path.starts_with("data/schema/") => {
                    self.json(&path, &serde_json::from_str(&text).unwrap());
                }
                _ => {}
            }
        }
        assert!(self.n_links > 0, "{name}: no links at all");
        let all = self.broken.len();
        self.broken.truncate(40);
        assert!(
            all == 0,
            "{name}: {all} of {} links\n{}\n",
            self.n_links,
            self.broken.join("\n")
        );
    }
}

/// The path of a relative link, from the site's root; `None` when it leads out.
fn joined(from: &str, link: &str) -> Option<String> {
    let (path, fragment) = link
        .split_once('#')
        .map_or((link, None), |(path, it)| (path, Some(it)));
    let mut parts: Vec<&str> = from.split('/').collect();
    if !path.is_empty() {
        parts.pop();
        for part in path.split('/') {
            match part {
                ".." => {
                    parts.pop()?;
                }
                "." => {}
                part => parts.push(part),
            }
        }
    }
    let fragment = fragment.map_or(String::new(), |it| format!("#{it}"));
    Some(format!("/{}{fragment}", parts.join("/")))
}

fn sample() -> TestSite {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let site = TestSite::empty();
    for (path, bytes) in tree(&root.join("content")) {
        site.write(&format!("content/{path}"), &bytes);
    }
    site
}

#[test]
fn every_link_of_the_sample_resolves_under_its_address() {
    let site = sample();
    Walk::of(site.built(&["--base-url", BASE])).check("sample");
}

#[test]
fn every_link_of_the_sample_resolves_without_an_address() {
    let site = sample();
    Walk::of(site.built(&[])).check("sample without base_url");
}

#[test]
fn every_link_of_the_golden_sites_resolves() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites");
    let mut sites: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    sites.sort();
    for folder in sites {
        let site = TestSite::copy_of(&folder.join("site"), false);
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        Walk::of(site.built(&["--base-url", BASE])).check(&name);
    }
}

#[test]
fn relative_links_are_joined() {
    assert_eq!(
        joined("a/b/index.html", "../c/x.html#s1").as_deref(),
        Some("/a/c/x.html#s1")
    );
    assert_eq!(
        joined("a/index.html", "#s1").as_deref(),
        Some("/a/index.html#s1")
    );
    assert_eq!(joined("index.html", "../x"), None);
}
