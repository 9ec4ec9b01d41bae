//! Names that hold over all documents of a run, found by whoever knows them all.

use crate::extract::facts::EventStatus;

/// What all documents together say of one.
#[derive(Clone, Debug, Default)]
pub struct Global<'a> {
    /// For each mention of its facts: whom it names.
    pub actors: Vec<Option<&'a str>>,
    /// The happenings that it reports and that have a name; its other event mentions stand alone.
    pub events: Vec<Happening<'a>>,
    /// Its story.
    pub story: Option<&'a str>,
}

/// A happening as one document reports it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Happening<'a> {
    /// Its name.
    pub id: &'a str,
    /// What the document says of its status in all.
    pub status: EventStatus,
    /// Indices of the document's event mentions that report it, the most telling one first; never empty.
    pub reports: Vec<usize>,
}
