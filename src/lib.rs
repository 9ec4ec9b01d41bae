//! dateline turns a folder of news articles into a linked briefing site of stories, actors and events.
//!
//! ```text
//! content/** --load--> Article --extract--> ArticleFacts --+
//!                      (each alone, in parallel)           | all of them
//! public/** <--write-- Output <--render-- Page <--plan-- Site <--resolve (actors, events, stories, quotes)
//!                      (each alone, in parallel)
//! ```
//!
//! Data walks through once, room by room; no value is changed after its stage made it.

#![forbid(unsafe_code)]

pub mod cache;
pub mod cli;
pub mod config;
pub mod content;
pub mod date;
pub mod diag;
pub mod error;
pub mod extract;
pub mod files;
pub mod kinds;
pub mod output;
pub mod pipeline;
pub mod render;
pub mod resolve;
pub mod slug;
pub mod text;
pub mod yaml;
