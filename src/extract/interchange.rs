//! The interchange format of `dateline extract`: one JSON document a line in, the same document with its facts out.
//!
//! Text in, text out: the module knows neither files nor arguments. What other documents say of one comes from outside
//! ([`Global`]), for whoever has read them all.
//! Offsets on the outside are Unicode code points (as in the W3C TextPositionSelector), inside they are bytes.

mod annotate;
mod document;
mod global;
mod offsets;
mod stream;

pub use annotate::{annotate_line, write_line};
pub use document::{Line, blocks};
pub use global::{Global, Happening};
pub use stream::{Reading, Revise, Summary, read_all, run, write_all};

#[cfg(test)]
mod tests;
