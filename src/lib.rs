//! dateline turns a folder of news articles into a linked briefing site of stories, actors and events.
//!
//! # The way of the data
//!
//! ```text
//! content/** --load--> Article --extract--> ArticleFacts --+
//!                      (each alone, in parallel)           | all of them
//! public/** <--write-- Output <--render-- Page <--plan-- Site <--resolve (actors, events, stories, quotes)
//!                      (each alone, in parallel)
//! ```
//!
//! Data walks through once, room by room; no value is changed after its stage made it, and none has a field that a later
//! stage fills in. [`pipeline`] is the only module that knows the order; a [`pipeline::Snapshot`] holds all that pages are made
//! from at one moment. One plan of pages, three uses: a build makes every page and writes what changed, [`serve`] makes the
//! page that is asked for, [`publish`] compares what a build wrote with what a host has.
//!
//! | room | from | to | knows nothing of |
//! |---|---|---|---|
//! | [`content`] | files | [`content::Article`], [`content::Editorial`] | actors, pages |
//! | [`extract`] | one article's text | [`extract::ArticleFacts`] | other articles, the disk |
//! | [`resolve`] | all facts, the editors' words | [`resolve::Resolution`] | extraction rules, pages |
//! | [`render`] | the picture | [`render::Page`]s, [`output::Output`]s | extraction rules |
//! | [`output`], [`cache`] | outputs | the output folder | what is in them |
//! | [`serve`] | a [`pipeline::Workshop`] that follows the sources | pages over HTTP | extraction, resolution |
//! | [`why`] | a [`pipeline::Snapshot`], a name | sentences, rules, advice | how rules decide |
//! | [`publish`] | the output folder, a host | a host equal to it | what is in the files |
//! | [`cli`] | arguments | options, a call of [`pipeline`], a report | anything worth a unit test |
//!
//! The ground floor, which every room stands on: [`config`], [`date`], [`diag`], [`error`], [`files`], [`intern`], [`kinds`],
//! [`media`], [`slug`], [`text`], [`yaml`]. A room uses those below it, never one above or beside; `tests/layers.rs` holds us to that.
//!
//! # What always holds
//!
//! * *Say less, never wrong.* A reference that is not certain stays unlinked, an undated happening stays undated, and no
//!   precision is ever raised. Nothing gets the date of its article for want of another.
//! * Every value that a page shows has an [`resolve::Origin`]: a sentence, an editor's file and line, or the name of a rule.
//! * The editors' files and decisions win over everything extracted, and what of theirs no longer applies is reported.
//! * The same input gives the same bytes, whatever the number of threads, the order of files, the time zone, the clock. The
//!   clock is read in [`cli`] alone and decides only which articles lie in the future.
//! * A build writes aside and swaps; one that fails or is killed leaves the last site whole.
//! * A host holds whole files, old or new, whenever a run ends; nothing is deleted after a failure, and nothing that is not
//!   ours is touched.
//! * What a cache or a stand-in in the preview remembers can only save time: a full look at the sources gives the same.
//! * Work is near-linear in the number of articles: things are grouped by keys and compared within a group of bounded size,
//!   and templates get short lists of short items.
//!
//! # Two ways to fail
//!
//! What the *content* has wrong is a [`diag::Diagnostic`] with path, line, column, source line and advice: all of them are
//! collected, sorted and shown in one run. What the *machine* does wrong is an [`error::Error`] and ends the command.
//!
//! # Words
//!
//! A *mention* is a stretch of text that refers to somebody; the mentions that are one within an article make a *referent*;
//! the referents that are one across articles make an *actor* (person, organization, country or place). An *event mention*
//! is one report of a happening; the reports that are one make an *event*. A *story* is a thread of articles. Dates are
//! EDTF (ISO 8601-2).

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
pub mod intern;
pub mod kinds;
pub mod media;
pub mod output;
pub mod pipeline;
pub mod publish;
pub mod render;
pub mod resolve;
pub mod serve;
pub mod slug;
pub mod text;
pub mod why;
pub mod yaml;
