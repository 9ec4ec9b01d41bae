//! The calendar of events, for calendar programs (RFC 5545).

use super::{Page, Site};
use crate::error::Result;

/// The calendar file, if the site has one.
pub fn pages(_site: &Site<'_>) -> Vec<Page> {
    Vec::new()
}

/// Makes the calendar.
pub fn render(_site: &Site<'_>) -> Result<Vec<u8>> {
    Ok(Vec::new())
}
