//! What every host can do.

use super::{Plan, Site};
use crate::error::Result;
pub use crate::output::CLAIM;
use crate::output::Manifest;
use std::collections::BTreeSet;

/// What a host holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Published {
    /// What the last run that ended left there; `None`: nothing of ours.
    pub manifest: Option<Manifest>,
    /// The claim of a run that was cut off, as [`Plan::claim`] made it: its files are ours too, whole or missing, old or
    /// new.
    pub claim: Option<Manifest>,
    /// Every file that is there, ours or not, without manifest and claim. `None` where a host cannot list.
    pub present: Option<BTreeSet<String>>,
}

/// A place that holds a published site. Whatever fails is an [`crate::error::Error`] that names the host and says what to
/// do; it leaves the host with whole files, old or new, and nothing deleted.
pub trait Host {
    /// The host as its user names it, without credentials.
    fn name(&self) -> &str;

    /// True when the host serves files with headers of our choice.
    fn has_headers(&self) -> bool;

    /// What is there now. A manifest that is damaged or not ours is refused.
    ///
    /// # Errors
    /// [`crate::error::Error::Host`].
    fn published(&mut self) -> Result<Published>;

    /// Makes the host equal to the plan: puts [`Plan::claim`], sends [`Plan::sent`] in the order of
    /// [`super::order::Wave`]s, puts [`Site::manifest`] with what is still to be deleted as `stale`, deletes, puts the
    /// manifest without it, removes the claim. Deletes only when everything before went well. A host that changes in one
    /// step needs no claim.
    ///
    /// # Errors
    /// [`crate::error::Error::Host`], also when another publisher came between.
    fn apply(&mut self, plan: &Plan, site: &Site, progress: &dyn Progress) -> Result<Done>;
}

/// What a run did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Done {
    /// Files sent.
    pub sent: usize,
    /// Bytes of them.
    pub bytes: u64,
    /// Files that a run that was cut off had already sent.
    pub resumed: usize,
    /// Files deleted.
    pub deleted: usize,
}

/// Hears how far a run is. Called from many threads.
pub trait Progress: Sync {
    /// So much is to be sent.
    fn start(&self, files: usize, bytes: u64);
    /// One file is there.
    fn sent(&self, bytes: u64);
    /// Something worth knowing, such as a request that is tried again.
    fn note(&self, words: &str);
}

/// Nobody listens.
#[derive(Clone, Copy, Debug)]
pub struct Silent;

impl Progress for Silent {
    fn start(&self, _: usize, _: u64) {}
    fn sent(&self, _: u64) {}
    fn note(&self, _: &str) {}
}
