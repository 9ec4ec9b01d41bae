//! Arguments to options, a call of the library, a report. No logic worth a unit test.

use std::ffi::OsString;
use std::process::ExitCode;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// All is well.
    Fine,
    /// The content has errors (or warnings under `--strict`).
    Content,
    /// The arguments are wrong.
    Usage,
    /// The machine failed.
    Machine,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        ExitCode::from(exit as u8)
    }
}

/// Runs the program with its arguments.
pub fn run(_args: impl Iterator<Item = OsString>) -> Exit {
    Exit::Fine
}
