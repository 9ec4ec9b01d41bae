//! The page for addresses that lead nowhere, with those that were perhaps meant.

use super::edition::Edition;
use super::target;
use crate::config::Config;
use crate::pipeline::Snapshot;
use crate::render::{Page, html};
use crate::serve::overlay;
use std::sync::Arc;

/// Suggestions on one page.
const MOST: usize = 5;

/// Longer paths are not compared with those of pages.
const LONGEST: usize = 200;

/// The site's own page for this, with suggestions and what the preview adds. `path` is decoded, below the sub-path.
pub(super) fn page(edition: &Edition, path: &str) -> Vec<u8> {
    let Some(snapshot) = &edition.state.snapshot else {
        return overlay::bare(&edition.occasion(None, None));
    };
    let own = own_page(snapshot, &format!("{}/", edition.prefix));
    let html = own.unwrap_or_else(|| {
        b"<!doctype html>\n<title>Page not found</title>\n<h1>Page not found</h1>\n".to_vec()
    });
    let near = near(path, &snapshot.pages);
    let html = insert(html, &suggestions(&near, &edition.prefix));
    overlay::dress(html, &edition.occasion(None, None))
}

/// The site's `404.html`, whose relative links start from the preview's front page, not from the published one.
fn own_page(snapshot: &Snapshot, base: &str) -> Option<Vec<u8>> {
    let page = snapshot.page("404.html")?;
    let here = Snapshot {
        config: Arc::new(Config {
            base_url: Some(base.to_owned()),
            ..Config::clone(&snapshot.config)
        }),
        ..snapshot.clone()
    };
    Some(here.render(page).ok()?.bytes)
}

fn suggestions(near: &[&Page], prefix: &str) -> String {
    if near.is_empty() {
        return String::new();
    }
    let mut list = String::from(
        "<nav aria-labelledby=\"near-misses\">\n<h2 id=\"near-misses\">Did you mean</h2>\n<ul>\n",
    );
    for page in near {
        let address = format!("{prefix}{}", target::encode(&page.permalink));
        let text = html::escape(&page.permalink);
        list.push_str(&format!("<li><a href=\"{address}\">{text}</a></li>\n"));
    }
    list.push_str("</ul>\n</nav>\n");
    list
}

/// Puts `more` at the end of the main part, or as near to it as the page allows.
fn insert(mut page: Vec<u8>, more: &str) -> Vec<u8> {
    let last = |tag: &[u8]| {
        let mut starts = page.windows(tag.len());
        starts.rposition(|at| at.eq_ignore_ascii_case(tag))
    };
    let at = last(b"</main>").or_else(|| last(b"</body>"));
    let at = at.unwrap_or(page.len());
    page.splice(at..at, more.bytes());
    page
}

/// How far a page is from what was asked for; the smaller the nearer.
type Distance = usize;

/// The pages with the most similar addresses, nearest first.
fn near<'a>(path: &str, pages: &'a [Page]) -> Vec<&'a Page> {
    let wanted = Address::new(
        path.trim_end_matches("index.html")
            .trim_end_matches(".html"),
    );
    if wanted.path.is_empty() || wanted.path.len() > LONGEST {
        return Vec::new();
    }
    let mut found: Vec<(Distance, &Page)> = Vec::new();
    // What is no nearer than the last of a full list needs not be measured to the end.
    let mut limit = wanted.path.len() / 3 + 1;
    for page in pages.iter().filter(|page| page.is_listed()) {
        let Some(distance) = wanted.distance(&Address::new(&page.permalink), limit) else {
            continue;
        };
        let at = found.partition_point(|(other, _)| *other <= distance);
        found.insert(at, (distance, page));
        if found.len() > MOST {
            found.truncate(MOST);
            limit = found.last().map_or(limit, |(distance, _)| *distance);
        }
    }
    found.into_iter().map(|(_, page)| page).collect()
}

/// An address made comparable.
struct Address {
    /// In lower case, without slashes at its ends.
    path: String,
    /// Where its last part begins.
    last: usize,
}

impl Address {
    fn new(path: &str) -> Self {
        let path = path.trim_matches('/').to_lowercase();
        let last = path.rfind('/').map_or(0, |slash| slash + 1);
        Self { path, last }
    }

    fn name(&self) -> &str {
        self.path.get(self.last..).unwrap_or_default()
    }

    /// The distance of `other` when it is at most `limit`. The same name in another folder is near; so is a name that
    /// was cut.
    fn distance(&self, other: &Self, limit: Distance) -> Option<Distance> {
        if other.path.is_empty() {
            return None;
        }
        let (name, other_name) = (self.name(), other.name());
        let is_cut = name.len() >= 4 && other_name.starts_with(name);
        let by_name = if name == other_name {
            Some(1)
        } else if is_cut {
            Some(2)
        } else {
            None
        };
        let whole = edits(&self.path, &other.path, by_name.unwrap_or(limit).min(limit));
        whole.or(by_name).filter(|distance| *distance <= limit)
    }
}

/// The number of edits between two texts when it is at most `limit`. Measuring takes long; most pairs differ so much in
/// length or letters that it is not needed.
fn edits(a: &str, b: &str, limit: Distance) -> Option<Distance> {
    if a.len().abs_diff(b.len()) > 4 * limit || letters_apart(a, b) > limit {
        return None;
    }
    Some(strsim::osa_distance(a, b)).filter(|distance| *distance <= limit)
}

/// A lower bound of the number of edits: each one changes the counts of letters by one more and one less.
fn letters_apart(a: &str, b: &str) -> usize {
    let mut counts = [0_i32; 64];
    let mut count = |text: &str, by: i32| {
        for ch in text.chars() {
            if let Some(count) = counts.get_mut(ch as usize % 64) {
                *count += by;
            }
        }
    };
    count(a, 1);
    count(b, -1);
    let sum = |sign: i32| {
        counts
            .iter()
            .map(|count| (count * sign).max(0))
            .sum::<i32>()
    };
    sum(1).max(sum(-1)).unsigned_abs() as usize
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::PageKind;

    fn pages(permalinks: &[&str]) -> Vec<Page> {
        let new = |permalink: &&str| Page::new(*permalink, PageKind::About);
        permalinks.iter().map(new).collect()
    }

    fn nearest(path: &str, permalinks: &[&str]) -> Vec<String> {
        let pages = pages(permalinks);
        let found = near(path, &pages).into_iter();
        found.map(|page| page.permalink.clone()).collect()
    }

    const SITE: [&str; 7] = [
        "/",
        "/about/",
        "/actors/kim-jong-un/",
        "/actors/moon-jae-in/",
        "/articles/trump-to-hold-2nd-summit/",
        "/places/hanoi/",
        "/stories/",
    ];

    #[test]
    fn near_addresses_are_found() {
        for (path, expected) in [
            ("abuot/", "/about/"),
            ("about.html", "/about/"),
            ("About/index.html", "/about/"),
            ("actors/kim-jong-on/", "/actors/kim-jong-un/"),
            ("actor/moon-jae-in", "/actors/moon-jae-in/"),
            ("people/moon-jae-in/", "/actors/moon-jae-in/"),
            (
                "articles/trump-to-hold",
                "/articles/trump-to-hold-2nd-summit/",
            ),
            ("hanoi", "/places/hanoi/"),
            ("storys/", "/stories/"),
        ] {
            assert_eq!(
                nearest(path, &SITE).first().map(String::as_str),
                Some(expected),
                "{path}"
            );
        }
    }

    #[test]
    fn far_addresses_are_not() {
        for path in [
            "",
            "index.html",
            "favicon.ico",
            "zz-no-such-page-4711/",
            "x",
            "wp-login.php",
        ] {
            assert_eq!(nearest(path, &SITE), [""; 0], "{path}");
        }
        assert_eq!(nearest(&"a".repeat(LONGEST + 1), &SITE), [""; 0]);
    }

    #[test]
    fn the_nearest_come_first_and_few() {
        let many: Vec<String> = (0..30)
            .map(|n| format!("/articles/summit-{n:02}/"))
            .collect();
        let many: Vec<&str> = many.iter().map(String::as_str).collect();
        let found = nearest("articles/summit-17x/", &many);
        assert_eq!(found.len(), MOST);
        assert_eq!(found[0], "/articles/summit-17/");
    }

    #[test]
    fn counting_letters_never_says_too_much() {
        for (a, b) in [
            ("abc", "abd"),
            ("abc", "acb"),
            ("", "abc"),
            ("kitten", "sitting"),
            ("üx", "x"),
        ] {
            assert!(letters_apart(a, b) <= strsim::osa_distance(a, b), "{a} {b}");
        }
    }

    #[test]
    fn suggestions_are_escaped_and_stand_in_the_main_part() {
        let pages = pages(&["/a\"><b>&/"]);
        let near: Vec<&Page> = pages.iter().collect();
        let list = suggestions(&near, "/briefing");
        assert!(
            list.contains("href=\"/briefing/a%22%3E%3Cb%3E%26/\""),
            "{list}"
        );
        assert!(!list.contains("<b>"), "{list}");
        let page = |html: &str| String::from_utf8(insert(html.into(), "+")).unwrap();
        assert_eq!(page("<main>x</main></body>"), "<main>x+</main></body>");
        assert_eq!(page("<body>x</BODY>"), "<body>x+</BODY>");
        assert_eq!(page("x"), "x+");
        assert_eq!(page(""), "+");
    }
}
