//! How long a build takes, stage by stage: `cargo bench --bench build -- 1000 10000`.
//!
//! Each size is built in a process of its own, cold and then again with nothing changed, from a seeded corpus in a temporary
//! folder. Prints wall time, processor time and count of each stage, the processor time per article, and the most memory that
//! the process ever held. Compare ratios on one machine, not figures of two.

#![allow(clippy::expect_used)] // A bench that cannot go on ends.

mod corpus;

use dateline::pipeline::{self, Options, Report, Silent, Target};
use std::path::Path;
use std::process::{Command, ExitCode};

const SIZES: [usize; 2] = [1_000, 10_000];
const SEED: u64 = 1;

fn main() -> ExitCode {
    let numbers: Vec<usize> = std::env::args()
        .skip(1)
        .filter_map(|arg| arg.parse().ok())
        .collect();
    if std::env::args().any(|arg| arg == "--one") {
        return one(numbers.first().copied().unwrap_or(SIZES[0]));
    }
    let sizes = if numbers.is_empty() {
        SIZES.to_vec()
    } else {
        numbers
    };
    let own = std::env::current_exe().expect("the path of this program");
    for size in sizes {
        let mut child = Command::new(&own);
        let done = child
            .args(["--one", &size.to_string()])
            .status()
            .expect("start");
        if !done.success() {
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}

fn one(size: usize) -> ExitCode {
    let folder = tempfile::tempdir().expect("a temporary folder");
    corpus::write(folder.path(), size, SEED).expect("write the corpus");
    for name in ["cold", "again"] {
        match pipeline::build(&options(folder.path()), Target::Folder, &Silent) {
            Ok(report) => print(name, size, &report),
            Err(error) => {
                eprintln!("{error}");
                return ExitCode::FAILURE;
            }
        }
    }
    ExitCode::SUCCESS
}

fn options(root: &Path) -> Options {
    Options {
        root: root.to_owned(),
        output: None,
        base_url: None,
        drafts: false,
        future: true,
        as_of: None,
        today: None,
        strict: false,
        force: false,
    }
}

fn print(name: &str, size: usize, report: &Report) {
    let counts = &report.counts;
    println!(
        "\n{size} articles, {name}: {} actors, {} events, {} stories, {} quotes, {} files, {} diagnostics",
        counts.actors,
        counts.events,
        counts.stories,
        counts.quotes,
        counts.pages,
        report.diagnostics.len(),
    );
    println!(
        "{:10} {:>9} {:>9} {:>9}",
        "stage", "wall ms", "cpu ms", "count"
    );
    let (mut wall, mut cpu) = (0, 0);
    for timing in &report.timings {
        let stage = format!("{:?}", timing.stage).to_lowercase();
        println!(
            "{stage:10} {:>9} {:>9} {:>9}",
            timing.wall_ms, timing.cpu_ms, timing.count
        );
        wall += timing.wall_ms;
        cpu += timing.cpu_ms;
    }
    let per_article = cpu as f64 / size as f64;
    println!(
        "{:10} {wall:>9} {cpu:>9}   {per_article:.2} cpu ms an article, at most {} MiB",
        "all",
        peak_mib()
    );
}

/// The most memory that this process ever held, where the system tells.
fn peak_mib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
    kib.unwrap_or_default() / 1024
}
