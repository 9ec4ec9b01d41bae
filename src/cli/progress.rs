//! Progress on standard error: a bar on a terminal, a line a stage elsewhere when it is slow enough to wonder.

use crate::pipeline::{Progress, Stage};
use crate::publish;
use indicatif::{HumanBytes, ProgressBar, ProgressStyle};
use std::io::IsTerminal;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// The listener that fits standard error.
pub(super) fn on_stderr() -> Box<dyn Progress + Send> {
    if std::io::stderr().is_terminal() {
        Box::new(Bar(ProgressBar::new(0).with_style(style())))
    } else {
        Box::new(Lines {
            began: Instant::now(),
            last: Mutex::new(None),
        })
    }
}

fn style() -> ProgressStyle {
    ProgressStyle::with_template("{msg:<10} {wide_bar} {pos}/{len}")
        .unwrap_or_else(|_| ProgressStyle::default_bar())
}

fn name(stage: Stage) -> &'static str {
    match stage {
        Stage::Compare => "comparing",
        Stage::Load => "loading",
        Stage::Extract => "extracting",
        Stage::Resolve => "resolving",
        Stage::Plan => "planning",
        Stage::Render => "rendering",
        Stage::Write => "writing",
    }
}

struct Bar(ProgressBar);

impl Progress for Bar {
    fn start(&self, stage: Stage, total: usize) {
        self.0.set_message(name(stage));
        self.0.set_length(total as u64);
        self.0.set_position(0);
    }

    fn advance(&self) {
        self.0.inc(1);
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}

/// Builds quicker than this say nothing on the way: logs should hold results, not noise.
const SLOW: Duration = Duration::from_secs(10);

/// A line for each stage of a slow build.
struct Lines {
    began: Instant,
    last: Mutex<Option<Stage>>,
}

impl Progress for Lines {
    fn start(&self, stage: Stage, total: usize) {
        let mut last = self
            .last
            .lock()
            .unwrap_or_else(|poisoned| poisoned.into_inner());
        if self.began.elapsed() >= SLOW && *last != Some(stage) {
            eprintln!(
                "{} {}",
                name(stage),
                if total > 0 {
                    total.to_string()
                } else {
                    String::new()
                }
            );
        }
        *last = Some(stage);
    }

    fn advance(&self) {}
}

/// The listener for a run to a host.
pub(super) fn sending() -> Box<dyn publish::Progress> {
    if std::io::stderr().is_terminal() {
        let style = ProgressStyle::with_template("sending    {wide_bar} {bytes}/{total_bytes}");
        let style = style.unwrap_or_else(|_| ProgressStyle::default_bar());
        Box::new(Bar(ProgressBar::new(0).with_style(style)))
    } else {
        Box::new(SendingLines {
            last: Mutex::new(Instant::now()),
            total: AtomicU64::new(0),
            sent: AtomicU64::new(0),
        })
    }
}

impl publish::Progress for Bar {
    fn start(&self, _: usize, bytes: u64) {
        self.0.set_length(bytes);
        self.0.set_position(0);
    }

    fn sent(&self, bytes: u64) {
        self.0.inc(bytes);
    }

    fn note(&self, words: &str) {
        self.0.println(words);
    }
}

/// A line every few seconds.
struct SendingLines {
    last: Mutex<Instant>,
    total: AtomicU64,
    sent: AtomicU64,
}

impl publish::Progress for SendingLines {
    fn start(&self, _: usize, bytes: u64) {
        self.total.store(bytes, Ordering::Relaxed);
    }

    fn sent(&self, bytes: u64) {
        let sent = self.sent.fetch_add(bytes, Ordering::Relaxed) + bytes;
        let mut last = self
            .last
            .lock()
            .unwrap_or_else(|poisoned| poisoned.into_inner());
        if last.elapsed().as_secs() >= 5 {
            let total = self.total.load(Ordering::Relaxed);
            eprintln!("sent {} of {}", HumanBytes(sent), HumanBytes(total));
            *last = Instant::now();
        }
    }

    fn note(&self, words: &str) {
        eprintln!("{words}");
    }
}
