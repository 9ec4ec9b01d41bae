//! Given names, surnames, titles and offices.

/// What persons are called.
#[derive(Debug, Default)]
pub struct People {}

impl People {
    /// The embedded lists.
    pub fn embedded() -> Self {
        Self::default()
    }
}
