//! From outputs to a folder: written aside, then swapped; what did not change is not written again.

/// One file of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Output {
    /// Path below the output folder, with forward slashes: `actors/kim-jong-un/index.html`.
    pub path: String,
    /// Content.
    pub bytes: Vec<u8>,
}
