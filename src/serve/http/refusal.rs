//! A request that is turned away, with the reason in plain words.

use hyper::StatusCode;

/// Why there is no answer. Never repeats what was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Refusal {
    /// Its status.
    pub status: StatusCode,
    /// A sentence for the one who asked.
    pub message: &'static str,
}

impl Refusal {
    pub(super) const fn new(status: StatusCode, message: &'static str) -> Self {
        Self { status, message }
    }
}
