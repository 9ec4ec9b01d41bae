//! From one article to its facts: who, where, what happened when, who said what.
//!
//! Does no input or output and sees no other article, so that it runs in parallel and is tested by sentences.
//! The rules do not know each other; what they share is in [`token`], [`lexicon`] and [`facts`].

pub mod facts;
pub mod interchange;
pub mod lexicon;
pub mod name;
pub mod token;

pub use facts::ArticleFacts;
pub use lexicon::Lexicon;

use crate::text::Document;

/// Runs every rule over one article.
pub fn extract(document: &Document<'_>, _lexicon: &Lexicon) -> ArticleFacts {
    let _tokens = token::tokenize(document);
    ArticleFacts::default()
}
