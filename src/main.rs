//! The `dateline` binary: everything it does is in the library.

#![forbid(unsafe_code)]

use std::process::ExitCode;

fn main() -> ExitCode {
    dateline::cli::run(std::env::args_os()).into()
}
