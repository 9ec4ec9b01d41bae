//! What the preview shows at one moment.

use crate::diag::Diagnostic;
use crate::pipeline::Snapshot;
use std::sync::Arc;

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
}
