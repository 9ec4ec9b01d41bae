//! The targets that a site is published to, as `dateline.yaml` names them.

use serde::Deserialize;

/// Whether a branch keeps what was published before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum History {
    /// Each publishing is a commit on top of the last.
    #[default]
    Keep,
    /// The branch holds one commit, the site as it is now.
    Squash,
}

/// Who serves what is published: some want files of their own beside the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum HostKind {
    /// GitHub Pages: `.nojekyll`, `CNAME`.
    GitHub,
    /// Netlify: `_headers`, `_redirects`.
    Netlify,
    /// Cloudflare Pages: `_headers`, `_redirects`.
    Cloudflare,
    /// Nothing special.
    None,
}
