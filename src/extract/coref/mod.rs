//! Which mentions of one article are the same person, body or place.

use super::facts::{Mention, Referent, ReferentIx};
use super::grammar::Words;
use super::lexicon::Lexicon;
use super::name::NameMention;
use super::quote::QuoteSpan;

/// Links names.
pub fn link(
    words: &Words<'_>,
    _lexicon: &Lexicon,
    names: Vec<NameMention>,
    _quotes: &[QuoteSpan],
) -> (Vec<Mention>, Vec<Referent>) {
    let mut referents = Vec::new();
    let mentions = names
        .iter()
        .map(|name| {
            let referent = ReferentIx(referents.len() as u32);
            referents.push(Referent {
                kind: name.kind,
                name: name.span.of(words.text).to_owned(),
                strong: Vec::new(),
                weak: Vec::new(),
                country: None,
                is_full: name.is_full,
                gender: name.gender,
                roles: Vec::new(),
            });
            Mention {
                span: name.span,
                kind: name.kind,
                class: name.class,
                referent: Some(referent),
                sentence: name.sentence,
                rule: name.rule,
            }
        })
        .collect();
    (mentions, referents)
}
