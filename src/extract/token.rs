//! Tokens and sentences: the ground that every rule stands on.

use super::facts::{Sentence, SentenceIx};
use crate::text::{BlockKind, Document, Span};

/// What a token looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// "summit"
    Lower,
    /// "Kim", "McDonald", "Jong-un"
    Capitalized,
    /// "UN", "U.S.", "KCNA"
    Upper,
    /// "12", "1,000", "3.5"
    Number,
    /// Everything else that has letters and digits: "12th", "e-mail" is Lower, "2nd"
    Mixed,
    /// One punctuation mark.
    Punct,
}

/// One token. "U.S.", "Jan.", "Jong-un" and "O'Neill" are one token; possessive 's is a token of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where.
    pub span: Span,
    /// Shape.
    pub shape: Shape,
    /// Its sentence.
    pub sentence: SentenceIx,
}

/// Tokens and sentences of one document.
#[derive(Clone, Debug, Default)]
pub struct Tokens {
    /// All tokens, in order.
    pub tokens: Vec<Token>,
    /// All sentences, in order; none crosses a block.
    pub sentences: Vec<Sentence>,
    /// For each sentence the range of its tokens.
    pub ranges: Vec<std::ops::Range<usize>>,
}

/// Splits a document into sentences and tokens. Code blocks are left out.
pub fn tokenize(document: &Document<'_>) -> Tokens {
    let mut tokens = Tokens::default();
    for (ix, block) in document
        .blocks
        .iter()
        .enumerate()
        .filter(|(_, block)| block.kind != BlockKind::Code)
    {
        tokens.sentences.push(Sentence {
            span: Span { ..block.span },
            block: ix as u32,
        });
    }
    tokens
}
