//! Slugs: the last part of a permalink, chosen from content and kept for ever.

use serde::{Deserialize, Deserializer, Serialize};
use std::fmt;

/// A lower-case ASCII word of letters, digits and hyphens; never empty, at most [`Slug::MAX`] bytes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Slug(#[serde(deserialize_with = "checked")] String);

impl Slug {
    /// Longest slug in bytes: every common file system takes it.
    pub const MAX: usize = 100;

    /// The slug of any text: transliterated, lower-cased, everything else a hyphen. `None` when nothing is left.
    pub fn from_text(text: &str) -> Option<Self> {
        let mut slug = String::with_capacity(text.len());
        for ch in deunicode::deunicode(text).chars() {
            match ch.to_ascii_lowercase() {
                ch @ ('a'..='z' | '0'..='9') => slug.push(ch),
                '\'' => {}
                _ if slug.ends_with('-') || slug.is_empty() => {}
                _ => slug.push('-'),
            }
        }
        if slug.len() > Self::MAX {
            let cut = slug[..Self::MAX]
                .rfind('-')
                .filter(|at| *at > Self::MAX / 2)
                .unwrap_or(Self::MAX);
            slug.truncate(cut);
        }
        let slug = slug.trim_matches('-');
        (!slug.is_empty()).then(|| Self(slug.to_owned()))
    }

    /// A slug that a person wrote: must be one already.
    pub fn parse(text: &str) -> Option<Self> {
        Self::from_text(text).filter(|slug| slug.as_str() == text)
    }

    /// `article`: for articles whose names have no letter that a slug can take.
    pub fn article() -> Self {
        Self("article".to_owned())
    }

    /// The slug as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Reads what only a slug may be.
fn checked<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let text = String::deserialize(deserializer)?;
    match Slug::parse(&text) {
        Some(slug) => Ok(slug.0),
        None => Err(serde::de::Error::custom("no slug")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slug(text: &str) -> String {
        Slug::from_text(text)
            .map(|slug| slug.to_string())
            .unwrap_or_default()
    }

    #[test]
    fn folds_case_diacritics_and_punctuation() {
        assert_eq!(slug("Kim Jong-un"), "kim-jong-un");
        assert_eq!(slug("António Guterres’s visit"), "antonio-guterress-visit");
        assert_eq!(slug("  U.S. – North  Korea "), "u-s-north-korea");
        assert_eq!(slug("…"), "");
    }

    #[test]
    fn refuses_what_is_not_a_slug_already() {
        assert!(Slug::parse("kim-jong-un").is_some());
        for bad in ["../up", "Kim", "a--b", "", "a b", "-a"] {
            assert!(Slug::parse(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn long_texts_are_cut_at_a_word() {
        let long = slug(&"word ".repeat(100));
        assert!(long.len() <= Slug::MAX && long.ends_with("word"));
    }
}
