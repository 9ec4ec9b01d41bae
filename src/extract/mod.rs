//! From one article to its facts: who, where, what happened when, who said what.
//!
//! Does no input or output and sees no other article, so that it runs in parallel and is tested by sentences.
//! The rules do not know each other; what they share is in [`token`], [`lexicon`] and [`facts`].

pub mod clause;
pub mod coref;
pub mod facts;
pub mod grammar;
pub mod interchange;
pub mod lexicon;
pub mod name;
pub mod phrase;
pub mod quote;
pub mod role;
pub mod saying;
#[cfg(test)]
mod testing;
pub mod time;
pub mod token;

pub use facts::ArticleFacts;
pub use lexicon::Lexicon;

use crate::text::Document;

/// Runs every rule over one article.
pub fn extract(document: &Document<'_>, lexicon: &Lexicon) -> ArticleFacts {
    let tokens = token::tokenize(document);
    let dates = time::find(document, &tokens);
    let names = name::find(document, &tokens, lexicon);
    let words = grammar::Words::new(document, &tokens);
    let (quote_spans, findings) = quote::spans(document);
    let (mentions, referents) = coref::link(&words, lexicon, &names, &quote_spans);
    let quotes = quote::attribute(&words, lexicon, &quote_spans, &mentions, &referents);
    ArticleFacts {
        sentences: tokens.sentences.clone(),
        mentions,
        referents,
        dates: dates.dates,
        quotes,
        findings: [findings, dates.findings].concat(),
        ..ArticleFacts::default()
    }
}
