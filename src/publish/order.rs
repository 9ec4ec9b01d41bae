//! The order in which files are sent, so that whatever a reader loads in mid-run is whole: a page never comes before its
//! assets, nor a list before the pages that it links to.

use std::collections::BTreeMap;

/// Files that may be sent together. Each wave begins when the one before is whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Wave {
    /// Styles, scripts, pictures, fonts: what pages load.
    Assets,
    /// Pages of single things.
    Pages,
    /// The front page, lists and the 404 page.
    Indexes,
    /// Feeds, calendars, sitemaps, data files: what programs read to find the rest.
    Feeds,
}

/// The wave of a file.
pub fn wave(path: &str) -> Wave {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    match extension {
        "html" if folder.contains('/') && !folder.contains("/page/") => Wave::Pages,
        "html" => Wave::Indexes,
        "xml" | "ics" | "txt" => Wave::Feeds,
        "json" | "csv" | "ndjson" | "gexf" if folder.is_empty() || folder.ends_with("data") => {
            Wave::Feeds
        }
        _ if name == "feed.json" => Wave::Feeds,
        _ => Wave::Assets,
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
