//! About the data: how the site was made, from what, and what was corrected.

use super::view::{Head, Link, Maker};
use super::{data, words};
use crate::content::editorial::Correction;
use crate::resolve::ActorKind;
use serde::Serialize;

/// The page.
#[derive(Clone, Debug, Serialize)]
pub struct AboutPage {
    /// Head.
    pub head: Head,
    /// How many of each.
    pub counts: Vec<CountView>,
    /// Outlets with the number of their articles, most first.
    pub outlets: Vec<CountView>,
    /// From the first article to the last.
    pub span: String,
    /// BLAKE3 hash of all articles: two sites with one fingerprint were made from the same texts.
    pub fingerprint: String,
    /// Version of the program.
    pub version: &'static str,
    /// Corrections, newest first.
    pub corrections: Vec<CorrectionView>,
    /// Data files.
    pub files: Vec<Link>,
    /// How many decisions the editors took.
    pub decisions: usize,
}

/// A number with its name.
#[derive(Clone, Debug, Serialize)]
pub struct CountView {
    /// "people"
    pub name: String,
    /// 24
    pub n: usize,
}

/// A correction.
#[derive(Clone, Debug, Serialize)]
pub struct CorrectionView {
    /// Day in words.
    pub day: String,
    /// The page that it speaks of.
    pub page: String,
    /// Its address, when the site has such a page.
    pub href: Option<String>,
    /// What it said.
    pub was: String,
    /// What it says.
    pub now: String,
    /// Why.
    pub because: Option<String>,
}

/// Builds the page.
pub fn view(maker: &Maker<'_>) -> AboutPage {
    let site = maker.site;
    let mut corrections: Vec<&Correction> = site.editorial.corrections.iter().collect();
    corrections.sort_by_key(|correction| std::cmp::Reverse(correction.date));
    let days = || site.articles.iter().filter_map(|article| article.day());
    let files = data::pages(site).into_iter();
    AboutPage {
        head: maker.head(
            "about",
            "About the data",
            "How this site was made, from what, and what was corrected.",
        ),
        counts: counts(maker),
        outlets: outlets(maker),
        span: words::span(days().min(), days().max()),
        fingerprint: fingerprint(maker),
        version: env!("CARGO_PKG_VERSION"),
        corrections: corrections
            .into_iter()
            .map(|correction| self::correction(maker, correction))
            .collect(),
        files: files
            .map(|page| maker.link(page.path.trim_start_matches("data/"), &page.permalink))
            .collect(),
        decisions: site.editorial.decisions.len(),
    }
}

fn counts(maker: &Maker<'_>) -> Vec<CountView> {
    let resolution = maker.site.resolution;
    let of = |kind| {
        resolution
            .actors
            .iter()
            .filter(|actor| actor.kind == kind)
            .count()
    };
    let sentences = maker
        .site
        .facts
        .iter()
        .map(|facts| facts.sentences.len())
        .sum();
    [
        ("articles", maker.site.articles.len()),
        ("sentences", sentences),
        ("stories", resolution.stories.len()),
        ("people", of(ActorKind::Person)),
        ("organisations", of(ActorKind::Organization)),
        ("countries", of(ActorKind::Country)),
        ("places", of(ActorKind::Place)),
        ("events", resolution.events.len()),
        ("quotes", resolution.quotes.len()),
    ]
    .into_iter()
    .filter(|(_, n)| *n > 0)
    .map(|(name, n)| CountView {
        name: name.to_owned(),
        n,
    })
    .collect()
}

fn outlets(maker: &Maker<'_>) -> Vec<CountView> {
    let mut outlets = std::collections::BTreeMap::new();
    for outlet in maker
        .site
        .articles
        .iter()
        .filter_map(|article| article.publisher.as_deref())
    {
        *outlets.entry(outlet).or_insert(0usize) += 1;
    }
    let mut outlets: Vec<_> = outlets.into_iter().collect();
    outlets.sort_by_key(|(name, n)| (std::cmp::Reverse(*n), *name));
    outlets
        .into_iter()
        .take(40)
        .map(|(name, n)| CountView {
            name: name.to_owned(),
            n,
        })
        .collect()
}

fn fingerprint(maker: &Maker<'_>) -> String {
    let mut hasher = blake3::Hasher::new();
    for article in maker.site.articles {
        hasher.update(article.slug.as_str().as_bytes());
        hasher.update(b"\0");
        hasher.update(article.source.as_bytes());
        hasher.update(b"\0");
    }
    hasher.finalize().to_hex().chars().take(16).collect()
}

fn correction(maker: &Maker<'_>, correction: &Correction) -> CorrectionView {
    let page = correction.page.trim_matches('/');
    CorrectionView {
        day: words::day(correction.date),
        page: page.to_owned(),
        href: super::target::resolve(maker.site, page).map(|to| maker.href(&to)),
        was: correction.was.clone(),
        now: correction.now.clone(),
        because: correction.because.clone(),
    }
}
