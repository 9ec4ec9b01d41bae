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
    /// Address of the front page that works from any depth: a server shows the 404 page under the address that was asked for.
    pub home: String,
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
    let home = match &maker.site.config.base_url {
        Some(base) => base.clone(),
        None => maker.href("/"),
    };
    SignPage {
        head,
        target: maker.link("Front page", "/"),
        home,
    }
}
