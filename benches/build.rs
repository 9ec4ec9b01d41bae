//! How long a build takes, stage by stage: `cargo bench --bench build -- 1000 10000`.
//!
//! Each size is built in a process of its own, from a seeded corpus in a temporary folder: cold, again with nothing changed,
//! after an edit of a template, and after an edit of one article. A workshop that lives on, as in the preview, then sees one
//! more edit. Prints wall time, processor time and count of each stage, the processor time per article, and the most memory that
//! the process ever held. Compare ratios on one machine, not figures of two.

#![allow(clippy::expect_used)] // A bench that cannot go on ends.

mod corpus;

use dateline::pipeline::{self, Changes, Options, Report, Silent, Target, Workshop};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::Instant;

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

/// Changes something of a site.
type Edit = fn(&Path);

fn one(size: usize) -> ExitCode {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let root = folder.path();
    corpus::write(root, size, SEED).expect("write the corpus");
    let runs: [(&str, Edit); 4] = [
        ("cold", |_| {}),
        ("again", |_| {}),
        ("after an edit of a template", edit_template),
        ("after an edit of an article", |root| {
            edit_article(root, 0);
        }),
    ];
    for (name, edit) in runs {
        edit(root);
        match pipeline::build(&options(root), Target::Folder, &Silent) {
            Ok(report) => print(name, size, &report),
            Err(error) => {
                eprintln!("{error}");
                return ExitCode::FAILURE;
            }
        }
    }
    live(root);
    ExitCode::SUCCESS
}

/// What the preview waits for: the first look from caches, the look after an edit, and writing the caches.
fn live(root: &Path) {
    let mut workshop = Workshop::new(options(root));
    let mut time = |name: &str, changes: Option<Changes>| {
        let began = Instant::now();
        match changes {
            Some(changes) => {
                workshop.refresh(&changes, &Silent).expect("look");
            }
            None => workshop.save(),
        }
        println!("{name:40} {:>9} ms", began.elapsed().as_millis());
    };
    println!();
    time("first look from caches", Some(Changes::All));
    let changed = edit_article(root, 1);
    time(
        "look after an edit of an article",
        Some(Changes::Paths(vec![changed])),
    );
    time("caches written after it", None);
    edit_template(root);
    let changed = PathBuf::from("templates/404.html");
    time(
        "look after an edit of a template",
        Some(Changes::Paths(vec![changed])),
    );
}

fn edit_template(root: &Path) {
    let path = root.join("templates/404.html");
    std::fs::create_dir_all(root.join("templates")).expect("a folder");
    let mut text = std::fs::read_to_string(&path).unwrap_or_default();
    text.push_str("<p>There is no such page.</p>\n");
    std::fs::write(path, text).expect("write a template");
}

/// Adds a sentence to the `nth` article, and tells its path.
fn edit_article(root: &Path, nth: usize) -> PathBuf {
    let folder = std::fs::read_dir(root.join("content/articles")).expect("articles");
    let mut paths: Vec<PathBuf> = folder
        .map(|entry| entry.expect("an article").path())
        .collect();
    paths.sort();
    let path = &paths[nth];
    let text = std::fs::read_to_string(path).expect("read an article");
    let text = format!(
        "{}\n\nThe talks went on until the evening.\n",
        text.trim_end()
    );
    std::fs::write(path, text).expect("write an article");
    path.strip_prefix(root)
        .expect("a path below the root")
        .to_owned()
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
