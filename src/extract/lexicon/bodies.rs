//! Organisations and the words that make them.

/// Bodies that are known by name, and words by which an unknown one is known to be a body.
#[derive(Debug, Default)]
pub struct Bodies {}

impl Bodies {
    /// The embedded lists.
    pub fn embedded() -> Self {
        Self::default()
    }
}
