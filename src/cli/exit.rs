//! Exit codes.

use std::process::ExitCode;

/// How a command ended; the code is the variant's number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// All is well.
    Fine = 0,
    /// The content has errors, or warnings under `--strict`.
    Content = 1,
    /// The arguments are wrong.
    Usage = 2,
    /// The machine failed.
    Machine = 3,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        ExitCode::from(exit as u8)
    }
}
