//! What is put into pages for the preview alone: the reload script, the overlay with problems, the draft banner.
//!
//! Everything is complete in the HTML, so that it shows without JavaScript; script and style are files of their own, so
//! that a page's content security policy does not turn them off. Knows nothing of requests.

mod parts;

use super::State;
use crate::files;
use crate::render::Page;
use crate::render::html::escape;

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
pub fn dress(mut html: Vec<u8>, occasion: &Occasion<'_>) -> Vec<u8> {
    let dressing = dressing(&html, occasion);
    let at = end_of_body(&html);
    html.splice(at..at, dressing.bytes());
    html
}

/// A page of our own, for when there is none of the site: while it is read for the first time, or cannot be, or when a page
/// fails.
pub fn bare(occasion: &Occasion<'_>) -> Vec<u8> {
    let state = occasion.state;
    let is_reading = !parts::has_problem(occasion);
    let (title, words) = match () {
        () if is_reading => (
            "Reading the site…",
            "The page appears as soon as it can be made.",
        ),
        () if state.snapshot.is_some() => (
            "This page cannot be made",
            "What is wrong with it is told below.",
        ),
        () => (
            "The site cannot be shown yet",
            "What is wrong with its sources is told below.",
        ),
    };
    // Without the script, the page asks again by itself.
    let again = match is_reading {
        true => "<noscript><meta http-equiv=\"refresh\" content=\"1\"></noscript>\n",
        false => "",
    };
    let style = style(occasion);
    let html = format!(
        "<!doctype html>\n<html lang=\"en\" class=\"dateline-bare\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n{again}\
         <link rel=\"stylesheet\" href=\"{style}\">\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n<p>{words}</p>\n</main>\n\
         </body>\n</html>\n"
    );
    dress(html.into_bytes(), occasion)
}

/// What open pages are told of a state, as one line.
pub fn event(state: &State) -> String {
    serde_json::json!({
        "run": std::process::id(),
        "version": state.version,
        "styles": state.styles,
        "assets": state.assets,
    })
    .to_string()
}

/// Everything that is added to a page.
fn dressing(html: &[u8], occasion: &Occasion<'_>) -> String {
    let Occasion { state, prefix, .. } = occasion;
    let prefix = escape(prefix);
    let parts = parts::html(occasion);
    let style = style(occasion);
    // The same page has the same hash, whatever is put into it: open pages stay as they are.
    let page = files::hash(html);
    let page = page.get(..32).unwrap_or(&page);
    format!(
        "<link rel=\"stylesheet\" href=\"{style}\" data-dateline>\n\
         <div id=\"dateline-live\" lang=\"en\" dir=\"ltr\">{parts}</div>\n\
         <script src=\"{prefix}{FOLDER}live.js\" defer data-dateline data-events=\"{prefix}{EVENTS}\" data-run=\"{run}\" \
         data-version=\"{version}\" data-styles=\"{styles}\" data-assets=\"{assets}\" data-page=\"{page}\"></script>\n",
        run = std::process::id(),
        version = state.version,
        styles = state.styles,
        assets = state.assets,
    )
}

fn style(occasion: &Occasion<'_>) -> String {
    format!("{}{FOLDER}live.css", escape(occasion.prefix))
}

/// Where the body ends, or the page when it does not say so.
fn end_of_body(html: &[u8]) -> usize {
    let last = |tag: &[u8]| {
        let mut starts = html.windows(tag.len());
        starts.rposition(|at| at.eq_ignore_ascii_case(tag))
    };
    last(b"</body>")
        .or_else(|| last(b"</html>"))
        .unwrap_or(html.len())
}

#[cfg(test)]
mod tests;
