//! How the time of extraction grows with hostile text, and how quick it is on news: `cargo bench --bench extract`.
//!
//! Each hostile kind is extracted at a size and at four times that size: twice the time for a byte means that something is
//! not linear. Words after `--` pick kinds by a part of their names; a number is the smaller size in bytes.

#![allow(clippy::expect_used)] // A bench that cannot go on ends.

mod hostile;

use dateline::extract::Lexicon;
use dateline::extract::interchange::annotate_line;
use std::time::Duration;

/// Bytes of the smaller text.
const SIZE: usize = 50_000;
/// How much larger the other one is.
const TIMES: usize = 4;
/// A byte of the larger text may take this much longer.
const GROWTH: f64 = 1.6;

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
    let lexicon = Lexicon::embedded();
    println!(
        "{:44} {:>9} {:>9} {:>7}",
        "hostile text", "ns/byte", "at 4 n", "growth"
    );
    for (name, text) in hostile::KINDS {
        if !wanted.is_empty() && !wanted.iter().any(|part| name.contains(part.as_str())) {
            continue;
        }
        let (small, large) = (
            per_byte(&text(size), &lexicon),
            per_byte(&text(size * TIMES), &lexicon),
        );
        let growth = large / small;
        let mark = if growth > GROWTH { "  !" } else { "" };
        println!("{name:44} {small:9.0} {large:9.0} {growth:7.2}{mark}");
    }
}

/// Nanoseconds a byte, the better of two runs.
fn per_byte(text: &str, lexicon: &Lexicon) -> f64 {
    let line = serde_json::json!({"id": "a", "date": "2019-03-05", "text": text}).to_string();
    let run = || {
        let began = processor_time();
        let out = annotate_line(&line, lexicon).expect("a document");
        std::hint::black_box(out);
        processor_time() - began
    };
    let first = run();
    let best = if first < Duration::from_secs(2) {
        first.min(run())
    } else {
        first
    };
    best.as_nanos() as f64 / text.len() as f64
}

/// Of this thread, so that other programs do not count.
fn processor_time() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::new(
        time.tv_sec.unsigned_abs(),
        time.tv_nsec.unsigned_abs() as u32,
    )
}
