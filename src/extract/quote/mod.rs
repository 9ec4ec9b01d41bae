//! Quotations: words in marks, and who said them.
//!
//! [`spans`] pairs the marks before anything else is known; [`attribute()`] finds the speakers when names and pronouns
//! are linked. A quotation without a sure speaker is kept without one.

mod attribute;
mod marks;

#[cfg(test)]
mod tests;

pub use attribute::attribute;
pub use marks::{QuoteSpan, spans};
