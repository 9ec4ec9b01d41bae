//! From the facts of all articles to one picture: actors, events, stories, quotes.
//!
//! The only stage that sees every article. Reads facts, never extraction rules.

pub mod model;

pub use model::*;

use crate::content::{Article, Editorial};
use crate::diag::Diagnostic;
use crate::extract::ArticleFacts;

/// What the whole corpus says. `as_of` decides which planned events are overdue.
pub fn resolve(
    _articles: &[Article],
    _facts: &[ArticleFacts],
    _editorial: &Editorial,
    _as_of: Option<jiff::civil::Date>,
) -> (Resolution, Vec<Diagnostic>) {
    (Resolution::default(), Vec::new())
}
