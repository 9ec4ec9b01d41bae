//! The interchange format of `dateline extract`: one JSON document a line in, the same document with its facts out.
//!
//! Text in, text out: the module knows neither files nor arguments nor any other document than the one in hand.
//! Offsets on the outside are Unicode code points (as in the W3C TextPositionSelector), inside they are bytes.

mod annotate;
mod document;
mod offsets;
mod stream;

pub use annotate::annotate_line;
pub use stream::{Summary, run};

#[cfg(test)]
mod tests;
