//! Data files: the picture as JSON and CSV.

use super::{Page, Site};
use crate::error::Result;

/// A data file of the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DataFile {}

/// The data files of a site.
pub fn pages(_site: &Site<'_>) -> Vec<Page> {
    Vec::new()
}

/// Makes one data file.
pub fn render(file: DataFile, _site: &Site<'_>) -> Result<Vec<u8>> {
    match file {}
}
