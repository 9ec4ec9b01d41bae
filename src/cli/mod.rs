//! Arguments to options, a call of the library, a report. No logic worth a unit test.

mod build;
mod check;
mod common;
mod completions;
mod exit;
mod extract;
mod new;
mod progress;
mod publish;
mod report;
mod serve;
mod why;

pub use exit::Exit;

use clap::{Parser, Subcommand};
use std::ffi::OsString;
use std::path::PathBuf;

/// Turns a folder of news articles into a linked briefing site of stories, actors and events.
#[derive(Debug, Parser)]
#[command(name = "dateline", version, about, max_term_width = 100)]
#[command(after_help = "\
Begin with:
  dateline new briefing                 a small site in the folder `briefing`
  dateline serve --root briefing        look at it; put articles into briefing/content/articles
  dateline build --root briefing        make the files, in briefing/public

`dateline help COMMAND` tells more of each.")]
struct Cli {
    /// Folder of the site
    #[arg(
        long,
        global = true,
        value_name = "DIR",
        default_value = ".",
        display_order = 900
    )]
    root: PathBuf,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    New(new::Args),
    Build(build::Args),
    Serve(serve::Args),
    Check(check::Args),
    Publish(publish::Args),
    Why(why::Args),
    Extract(extract::Args),
    Completions(completions::Args),
}

/// Runs the program with its arguments, the first of which is its own name.
pub fn run(args: impl Iterator<Item = OsString>) -> Exit {
    let cli = match Cli::try_parse_from(args) {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version are printed this way too; a closed pipe is no failure.
            let _ = error.print();
            return if error.use_stderr() {
                Exit::Usage
            } else {
                Exit::Fine
            };
        }
    };
    let done = match &cli.command {
        Command::New(args) => new::run(args),
        Command::Build(args) => build::run(&cli.root, args),
        Command::Serve(args) => serve::run(&cli.root, args),
        Command::Check(args) => check::run(&cli.root, args),
        Command::Publish(args) => publish::run(&cli.root, args),
        Command::Why(args) => why::run(&cli.root, args),
        Command::Extract(args) => extract::run(&cli.root, args),
        Command::Completions(args) => completions::run(args),
    };
    done.unwrap_or_else(|error| {
        report::machine(&error);
        Exit::Machine
    })
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn arguments_are_consistent() {
        super::Cli::command().debug_assert();
    }
}
