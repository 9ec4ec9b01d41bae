//! Feeds: Atom and JSON Feed of the site, of each story and of each actor.

use super::{FeedFormat, FeedScope, Page, Site};
use crate::error::Result;

/// The feeds of a site.
pub fn pages(_site: &Site<'_>) -> Vec<Page> {
    Vec::new()
}

/// The permalink of a feed; `None` when the site has no such feed. Pages link to it in their head.
pub fn permalink(_site: &Site<'_>, _scope: FeedScope, _format: FeedFormat) -> Option<String> {
    None
}

/// Makes one feed.
pub fn render(_scope: FeedScope, _format: FeedFormat, _site: &Site<'_>) -> Result<Vec<u8>> {
    Ok(Vec::new())
}
