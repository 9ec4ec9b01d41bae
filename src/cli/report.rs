//! What a command says when it is done: results on standard output, problems on standard error.

use super::Exit;
use crate::diag;
use crate::error::{Error, Result};
use crate::pipeline::{Counts, Report, Timing};
use std::fmt::Write as _;
use std::io::{self, Write};
use std::path::Path;

/// How results are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// For people
    Text,
    /// One JSON object with counts, timings and diagnostics
    Json,
}

pub(super) fn print(report: &Report, format: Format, timings: bool, strict: bool) -> Result<Exit> {
    let failed = report
        .diagnostics
        .iter()
        .any(|found| found.severity.stops(strict));
    let exit = if failed { Exit::Content } else { Exit::Fine };
    print_problems(report, format, timings);
    match format {
        Format::Json => to_json(report)?,
        Format::Text => to_stdout(summary(report, failed).as_bytes())?,
    };
    Ok(exit)
}

/// What is not the result goes to standard error, before it.
pub(super) fn print_problems(report: &Report, format: Format, timings: bool) {
    let mut stderr = io::stderr();
    if format == Format::Text {
        let shown = diag::render(&report.diagnostics, is_colored());
        let _ = stderr.write_all(shown.as_bytes());
    }
    if timings {
        let _ = stderr.write_all(table(&report.timings).as_bytes());
    }
}

/// A word of caution.
pub(super) fn warn(words: &str) {
    let _ = writeln!(io::stderr(), "warning: {words}");
}

/// Writes a result that programs may read.
pub(super) fn to_json(result: &impl serde::Serialize) -> Result<Exit> {
    let mut json = serde_json::to_vec_pretty(result).map_err(|error| Error::Serialize {
        what: "report".into(),
        reason: error.to_string(),
    })?;
    json.push(b'\n');
    to_stdout(&json)
}

fn summary(report: &Report, failed: bool) -> String {
    let counts = &report.counts;
    let made = self::counts(counts);
    match &report.written {
        Some(written) => format!(
            "{made}\n{} in {} ({} changed, {} removed)\n",
            count(written.files, "file"),
            report.output.display(),
            written.changed,
            written.removed
        ),
        None if failed => "nothing was written\n".into(),
        None => format!(
            "{made}\n{}, nothing was written\n",
            count(counts.pages, "file")
        ),
    }
}

/// "3 articles, 1 story, 7 actors, 4 events, 2 quotes"
pub(super) fn counts(counts: &Counts) -> String {
    format!(
        "{}, {}, {}, {}, {}",
        count(counts.articles, "article"),
        counted(counts.stories, "story", "stories"),
        count(counts.actors, "actor"),
        count(counts.events, "event"),
        count(counts.quotes, "quote"),
    )
}

/// True when diagnostics are to be coloured: on terminals, unless the user does not want it.
pub(super) fn is_colored() -> bool {
    anstream::AutoStream::choice(&io::stderr()) != anstream::ColorChoice::Never
}

pub(super) fn count(n: usize, one: &str) -> String {
    counted(n, one, &format!("{one}s"))
}

pub(super) fn counted(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

fn table(timings: &[Timing]) -> String {
    let mut table = format!(
        "{:<10}{:>10}{:>10}{:>10}\n",
        "stage", "wall ms", "cpu ms", "count"
    );
    let mut row = |name: &str, wall: u64, cpu: u64, count: String| {
        let _ = writeln!(table, "{name:<10}{wall:>10}{cpu:>10}{count:>10}");
    };
    for timing in timings {
        let name = format!("{:?}", timing.stage).to_lowercase();
        let count = if timing.count == 0 {
            String::new()
        } else {
            timing.count.to_string()
        };
        row(&name, timing.wall_ms, timing.cpu_ms, count);
    }
    let sum = |of: fn(&Timing) -> u64| timings.iter().map(of).sum();
    row(
        "all",
        sum(|timing| timing.wall_ms),
        sum(|timing| timing.cpu_ms),
        String::new(),
    );
    table
}

/// Writes a result; a reader that has gone away is no failure.
pub(super) fn to_stdout(bytes: &[u8]) -> Result<Exit> {
    let mut stdout = io::stdout().lock();
    match stdout.write_all(bytes).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Error::io("write to", Path::new("standard output"), error))
        }
        _ => Ok(Exit::Fine),
    }
}

/// Says what the machine did wrong.
pub(super) fn machine(error: &Error) {
    let _ = writeln!(io::stderr(), "error: {error}");
}
