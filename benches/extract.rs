//! How quick extraction is on news, what it costs to start, and how its time grows with hostile text:
//! `cargo bench --bench extract`.
//!
//! News is the made-up corpus, on one core, from the line of the interchange format to its answer. What it costs to start is
//! the time and the memory of the word lists and the model, and the time of a whole run of the program over one short
//! document. Each hostile kind is extracted at a size and at four times that size: more time for a byte, beyond chance,
//! means that something is not linear. Words after `--` pick kinds by a part of their names and leave out the rest; a number
//! is the smaller size in bytes.

#![allow(clippy::expect_used)] // A bench that cannot go on ends.

#[allow(dead_code)] // The other bench writes it to a folder.
mod corpus;
mod hostile;

use dateline::extract::Lexicon;
use dateline::extract::interchange::annotate_line;
use std::io::Write as _;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Bytes of the smaller text.
const SIZE: usize = 50_000;
/// How much larger the other one is.
const TIMES: usize = 4;
/// A byte of the larger text may take this much longer.
const GROWTH: f64 = 1.6;
/// Articles of news.
const ARTICLES: usize = 1_000;
/// Runs of the program of which the quickest counts.
const RUNS: usize = 9;

fn main() {
    let args: Vec<String> = std::env::args()
        .skip(1)
        .filter(|arg| !arg.starts_with("--"))
        .collect();
    let size = args.iter().find_map(|arg| arg.parse().ok()).unwrap_or(SIZE);
    let wanted: Vec<&String> = args
        .iter()
        .filter(|arg| arg.parse::<usize>().is_err())
        .collect();
    let (before, began) = (memory(), Instant::now());
    let lexicon = Lexicon::embedded();
    let made = began.elapsed();
    // The model is read when the first text is.
    line_of("Mayor Anna Berg opened a bridge in Riga.", &lexicon);
    let ready = began.elapsed();
    if wanted.is_empty() {
        println!("word lists                {:>9} ms", made.as_millis());
        println!("word lists and model      {:>9} ms", ready.as_millis());
        if let (Some(before), Some(after)) = (before, memory()) {
            println!(
                "their memory              {:>9} MB",
                (after - before) / 1024
            );
        }
        println!("a run over one document   {:>9} ms", start().as_millis());
        println!("news, words a second      {:>9.0}", news(&lexicon));
    }
    growth(size, &wanted, &lexicon);
}

/// Annotates a text; gives the time that the processor took.
fn line_of(text: &str, lexicon: &Lexicon) -> Duration {
    let line = serde_json::json!({"id": "a", "date": "2019-03-05", "text": text}).to_string();
    let began = processor_time();
    std::hint::black_box(annotate_line(&line, lexicon).expect("a document"));
    processor_time() - began
}

/// Words a second.
fn news(lexicon: &Lexicon) -> f64 {
    let mut words = 0;
    let mut time = Duration::ZERO;
    for (_, text) in corpus::articles(ARTICLES, 1) {
        let body = text.splitn(3, "---\n").last().unwrap_or_default();
        words += body.split_whitespace().count();
        time += line_of(body, lexicon);
    }
    words as f64 / time.as_secs_f64()
}

/// The quickest of some runs of the program over one short document.
fn start() -> Duration {
    let run = || {
        let began = Instant::now();
        let mut child = Command::new(env!("CARGO_BIN_EXE_dateline"))
            .arg("extract")
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .spawn()
            .expect("start");
        let mut stdin = child.stdin.take().expect("a pipe");
        stdin
            .write_all(b"{\"id\":\"a\",\"text\":\"Mayor Anna Berg opened a bridge in Riga.\"}\n")
            .expect("write");
        drop(stdin);
        assert!(child.wait().expect("wait").success());
        began.elapsed()
    };
    (0..RUNS).map(|_| run()).min().unwrap_or_default()
}

fn growth(size: usize, wanted: &[&String], lexicon: &Lexicon) {
    println!(
        "\n{:44} {:>9} {:>9} {:>7}",
        "hostile text", "ns/byte", "at 4 n", "growth"
    );
    for (name, text) in hostile::KINDS {
        if !wanted.is_empty() && !wanted.iter().any(|part| name.contains(part.as_str())) {
            continue;
        }
        let (small, large) = (
            per_byte(&text(size), lexicon),
            per_byte(&text(size * TIMES), lexicon),
        );
        let growth = large / small;
        let mark = if growth > GROWTH { "  !" } else { "" };
        println!("{name:44} {small:9.0} {large:9.0} {growth:7.2}{mark}");
    }
}

/// Nanoseconds a byte, the better of two runs.
fn per_byte(text: &str, lexicon: &Lexicon) -> f64 {
    let first = line_of(text, lexicon);
    let best = if first < Duration::from_secs(2) {
        first.min(line_of(text, lexicon))
    } else {
        first
    };
    best.as_nanos() as f64 / text.len() as f64
}

/// Memory that the process holds now, in KiB, where the system tells it.
fn memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

/// Of this thread, so that other programs do not count.
fn processor_time() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::new(
        time.tv_sec.unsigned_abs(),
        time.tv_nsec.unsigned_abs() as u32,
    )
}
