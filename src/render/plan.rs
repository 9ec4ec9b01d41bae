//! The plan of the site: every file that will be made, each under a path of its own.

use super::{Page, PageKind, Site, Theme, calendar, data, feed, sitemap};
use crate::error::{Error, Result};
use std::collections::BTreeMap;

/// Every page of the site, sorted by path. Two pages with one path are refused, also when only case tells them apart,
/// because many file systems do not.
pub fn plan(site: &Site<'_>, theme: &Theme) -> Result<Vec<Page>> {
    let mut pages = vec![Page::new("/", PageKind::Front)];
    pages.extend(data::pages(site));
    pages.extend(feed::pages(site));
    pages.extend(calendar::pages(site));
    pages.extend(sitemap::pages(site));
    pages.extend(
        theme
            .asset_names()
            .map(|name| Page::new(format!("/{name}"), PageKind::Asset(name.to_owned()))),
    );
    pages.extend(sitemap::parts(site, &pages));
    pages.sort_by(|a, b| a.path.cmp(&b.path));
    refuse_doubles(&pages)?;
    Ok(pages)
}

/// Refuses two pages that would be one file.
fn refuse_doubles(pages: &[Page]) -> Result<()> {
    let mut seen: BTreeMap<String, &Page> = BTreeMap::new();
    for page in pages {
        if let Some(other) = seen.insert(page.path.to_lowercase(), page) {
            return Err(Error::Refused {
                path: page.path.clone().into(),
                reason: format!(
                    "two pages of the site have this address: {} and {}",
                    other.permalink, page.permalink
                ),
                hint: "give one of them another slug".into(),
            });
        }
    }
    Ok(())
}
