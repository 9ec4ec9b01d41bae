//! What the preview shows at one moment.

use crate::diag::Diagnostic;
use crate::pipeline::Snapshot;
use jiff::civil::Date;
use std::sync::Arc;
use std::time::Duration;

/// The site, or its last good state with what is wrong now. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct State {
    /// Counts up with each state.
    pub version: u64,
    /// The newest snapshot that has pages; `None` before the first one.
    pub snapshot: Option<Snapshot>,
    /// What is wrong with the sources as they are now: errors and warnings.
    pub diagnostics: Arc<[Diagnostic]>,
    /// What the machine did wrong: a file that cannot be read.
    pub failure: Option<Arc<str>>,
    /// True when `snapshot` is older than the sources, because of errors in them.
    pub is_stale: bool,
    /// True while the picture across all articles is still being made: links and lists may be those of a moment ago.
    pub is_partial: bool,
    /// The version with which a stylesheet last changed: pages that show an older one fetch it anew and stay.
    pub styles: u64,
    /// The version with which another static file last changed: pages that show an older one load anew.
    pub assets: u64,
    /// Articles dated later are future ones, on the site only when they are asked for.
    pub today: Option<Date>,
    /// What the last look at the sources found, for the user's terminal.
    pub read: Read,
}

/// What a look at the sources found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Read {
    /// How long it took.
    pub took: Duration,
    /// Files that changed, relative to the site's root, sorted; empty at the first look and when all may have changed.
    pub paths: Arc<[std::path::PathBuf]>,
}
