//! The site's configuration: `dateline.yaml`.

use crate::kinds::License;

/// What `dateline.yaml` says, complete with defaults.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// Name of the site.
    pub title: String,
    /// One sentence on it.
    pub description: String,
    /// Address that the site will have, with a trailing slash: `https://example.org/briefing/`. `None`: not known yet;
    /// then nothing that needs an absolute address (canonical links, sitemap) is made.
    pub base_url: Option<String>,
    /// BCP 47 tag of the site's own words and of articles that name none.
    pub lang: String,
    /// Who publishes the site.
    pub author: Option<String>,
    /// Output folder, relative to the root.
    pub output: String,
    /// License of articles that name none.
    pub license: License,
    /// Entries in each feed.
    pub feed_entries: usize,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            title: "Briefing".into(),
            description: String::new(),
            base_url: None,
            lang: "en".into(),
            author: None,
            output: "public".into(),
            license: License::Full,
            feed_entries: 30,
        }
    }
}
