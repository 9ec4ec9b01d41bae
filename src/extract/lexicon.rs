//! The word lists, embedded from `data/`, in the forms that the rules ask for.

/// All word lists. Made once a run and shared.
#[derive(Debug, Default)]
pub struct Lexicon {}

impl Lexicon {
    /// The lists that the binary carries.
    pub fn embedded() -> Self {
        Self::default()
    }
}
