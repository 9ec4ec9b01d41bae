//! Old addresses that lead on, and the page for addresses that lead nowhere.

use super::view::{Head, Link, Maker};
use serde::Serialize;

/// A redirect, or the page for unknown addresses.
#[derive(Clone, Debug, Serialize)]
pub struct SignPage {
    /// Head.
    pub head: Head,
    /// Where it leads.
    pub target: Link,
    /// Address of the front page.
    pub home: String,
    /// What relative links start from, when the site knows its address: a server shows the 404 page under any address.
    pub base: Option<String>,
}

/// Builds a redirect to a permalink.
pub fn redirect(maker: &Maker<'_>, to: &str) -> SignPage {
    let base = maker.site.config.base_url.as_deref();
    let mut head = maker.head("redirect", "Moved", "This page has moved.");
    head.canonical = base.map(|base| format!("{}{to}", base.trim_end_matches('/')));
    SignPage {
        head,
        target: maker.link(to, to),
        home: maker.href("/"),
        base: None,
    }
}

/// Builds the page for unknown addresses.
pub fn not_found(maker: &Maker<'_>) -> SignPage {
    let mut head = maker.head(
        "not-found",
        "Page not found",
        "There is no page at this address.",
    );
    head.canonical = None;
    SignPage {
        head,
        target: maker.link("Front page", "/"),
        home: maker.href("/"),
        base: maker.site.config.base_url.clone(),
    }
}
