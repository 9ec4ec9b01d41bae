//! From one article to its facts: who, where, what happened when, who said what.
//!
//! Does no input or output and sees no other article, so that it runs in parallel and is tested by sentences.
//! The rules do not know each other; what they share is in [`token`], [`lexicon`] and [`facts`].

pub mod clause;
pub mod coref;
pub mod dateline;
pub mod event;
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
    let time::Dates { dates, findings } = time::find(document, &tokens);
    let dateline = dateline::find(document, &tokens, &dates);
    let names = name::find(document, &tokens, lexicon);
    let words = grammar::Words::new(document, &tokens);
    let (quote_spans, odd_marks) = quote::spans(document);
    let (mentions, referents) = coref::link(&words, lexicon, &names, &quote_spans);
    let quotes = quote::attribute(&words, lexicon, &quote_spans, &mentions, &referents);
    let events = event::find(event::Input {
        document,
        tokens: &tokens,
        lexicon,
        mentions: &mentions,
        referents: &referents,
        dates: &dates,
        dateline: dateline.as_ref(),
        quotes: &quotes,
    });
    ArticleFacts {
        sentences: tokens.sentences,
        dateline,
        mentions,
        referents,
        dates,
        quotes,
        events,
        findings: [odd_marks, findings].concat(),
    }
}
