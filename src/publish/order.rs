//! The order in which files are sent, so that whatever a reader loads in mid-run is whole: a page never comes before its
//! assets, nor a list before the pages that it links to.
//!
//! Knows files by their paths alone.

use std::collections::BTreeMap;

/// Files that may be sent together. Each wave begins when the one before is whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Wave {
    /// Styles, scripts, pictures, fonts: what pages load. Whatever is not known otherwise counts as such.
    Assets,
    /// Pages of single things.
    Pages,
    /// The front page, lists and the 404 page.
    Indexes,
    /// Feeds, calendars, sitemaps, data files, redirect rules: what programs read to find the rest.
    Feeds,
}

/// Folders whose first page, and in the case of the time line every page, is a list.
const LISTS: [&str; 11] = [
    "actors",
    "articles",
    "briefings",
    "changes",
    "events",
    "places",
    "quotes",
    "search",
    "stories",
    "timeline",
    "watch",
];

/// The wave of a file. A compressed twin goes with its file.
pub fn wave(path: &str) -> Wave {
    let path = without_compression(path);
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    let is_data = folder == "data" || folder.starts_with("data/") || name == "feed.json";
    match extension {
        "html" if is_list(folder) => Wave::Indexes,
        "html" => Wave::Pages,
        "xml" | "ics" | "txt" => Wave::Feeds,
        "json" | "csv" | "ndjson" | "gexf" if is_data || folder.is_empty() => Wave::Feeds,
        _ if path == "_redirects" => Wave::Feeds,
        _ => Wave::Assets,
    }
}

/// `a.html` for `a.html.gz`; archives are left as they are.
pub(super) fn without_compression(path: &str) -> &str {
    let bare = path
        .strip_suffix(".gz")
        .or_else(|| path.strip_suffix(".br"));
    bare.filter(|bare| !bare.ends_with(".tar")).unwrap_or(path)
}

/// True for the folder of a page that lists others: `""`, `actors`, `timeline/2019`, `stories/x/articles/page/2`.
fn is_list(folder: &str) -> bool {
    let parts: Vec<&str> = folder.split('/').collect();
    match parts.as_slice() {
        [""] | ["timeline", ..] => true,
        [one] => LISTS.contains(one),
        ["actors" | "places" | "stories", _, "articles", ..] => true,
        [.., "page", _] => true,
        _ => false,
    }
}

/// Files by wave, in order.
pub fn waves<'a>(paths: impl IntoIterator<Item = &'a str>) -> BTreeMap<Wave, Vec<&'a str>> {
    let mut waves: BTreeMap<Wave, Vec<&str>> = BTreeMap::new();
    for path in paths {
        waves.entry(wave(path)).or_default().push(path);
    }
    waves
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_file_has_its_wave() {
        let expected = [
            (
                Wave::Assets,
                "style.css favicon.svg fonts/a.woff2 app.js pagefind/pagefind.js pagefind/index/en.pf_index site.webmanifest CNAME .nojekyll _headers docs/report.pdf map/tiles.json sources.tar.gz style.css.gz",
            ),
            (
                Wave::Pages,
                "articles/a/index.html actors/kim/index.html places/riga/index.html events/e/index.html stories/s/index.html briefings/2019-01-19/index.html about/index.html method/index.html old/page/index.html old.d/x.html articles/a/index.html.br",
            ),
            (
                Wave::Indexes,
                "index.html 404.html actors/index.html articles/page/2/index.html timeline/index.html timeline/2019/index.html timeline/2019/03/index.html timeline/undated/page/3/index.html stories/s/articles/index.html actors/kim/articles/page/2/index.html quotes/index.html watch/index.html briefings/index.html index.html.gz",
            ),
            (
                Wave::Feeds,
                "feed.xml feed.json actors/kim/feed.json events.ics sitemap.xml sitemaps/1.xml robots.txt data/actors.json data/actors.csv data/schema/actors.schema.json _redirects feed.xml.gz",
            ),
        ];
        for (wave_of, paths) in expected {
            for path in paths.split(' ') {
                assert_eq!(wave(path), wave_of, "{path}");
            }
        }
        let waves: Vec<Wave> = waves(["feed.xml", "index.html", "style.css"])
            .into_keys()
            .collect();
        assert_eq!(waves, [Wave::Assets, Wave::Indexes, Wave::Feeds]);
    }
}
