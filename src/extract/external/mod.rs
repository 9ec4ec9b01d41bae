//! Facts of an article from somebody else's extractor: what it is asked, and how its answer becomes facts.
//!
//! A program that speaks the interchange format reads documents and writes them back with annotations. Its answer is taken
//! as a whole or not at all: an offset behind the text, a kind nobody knows or a changed word shows that the program does not
//! mean the text that it was given. What it gives back as our own rules had said it stays theirs, with their names; all
//! else is of the rule [`RULE`].
//!
//! Starts no program and knows none: lines in, lines out.

mod answer;
mod assembly;
mod own;
mod people;
mod request;
mod spans;
mod told;

#[cfg(test)]
mod tests;

pub use request::request;

use super::facts::{ArticleFacts, Finding, Rule};
use crate::diag::Severity;
use crate::text::{Document, Span};

/// The rule of everything that only the program says.
pub const RULE: Rule = Rule("external");

/// The code of a finding that tells of an answer that is not taken.
pub const CODE: &str = "extract/answer";

/// The id under which a document is asked for: the same for the same words.
pub fn id(document: &Document<'_>) -> String {
    let digest = blake3::Hash::from_bytes(document.digest()).to_hex();
    digest.get(..16).unwrap_or_default().to_owned()
}

/// The facts of an answer. `ours` are those that the program was given; what it leaves out of them stays.
///
/// # Errors
/// What is wrong with the answer, and where.
pub fn facts(
    document: &Document<'_>,
    ours: Option<&ArticleFacts>,
    answer: &str,
) -> Result<ArticleFacts, String> {
    let answer = answer::Answer::read(answer, document)?;
    assembly::assemble(document, ours, answer)
}

/// The finding that an answer is not taken.
pub fn not_taken(why: &str) -> Finding {
    Finding {
        severity: Severity::Warning,
        code: CODE,
        span: Span::new(0, 0),
        message: format!("the extractor's answer is not taken: {why}"),
        hint: "the article is read by dateline's own rules; mend the program under `extract` in dateline.yaml"
            .to_owned(),
    }
}
