//! Files for search engines: the sitemap and `robots.txt`.

use super::{Page, Site};
use crate::error::Result;

/// The sitemap and `robots.txt`, as far as the site has them.
pub fn pages(_site: &Site<'_>) -> Vec<Page> {
    Vec::new()
}

/// Makes the sitemap.
pub fn render(_site: &Site<'_>) -> Result<Vec<u8>> {
    Ok(Vec::new())
}

/// Makes `robots.txt`.
pub fn robots(_site: &Site<'_>) -> Result<Vec<u8>> {
    Ok(Vec::new())
}
