//! Any number of lines in bounded memory: read ahead on one thread, extracted in parallel, written in order.

use super::annotate::{Rejected, annotate_line, read_line, write_line};
use super::document::Line;
use crate::extract::{ArticleFacts, Lexicon};
use rayon::prelude::*;
use serde_json::Value;
use std::io::{self, BufRead, Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

/// Lines that wait between the reader and the workers.
const AHEAD: usize = 64;
/// Lines that are worked on at once.
const BATCH: usize = 128;
/// Bytes of input after which a batch is closed.
const BATCH_BYTES: usize = 8 << 20;
/// A longer line is refused and skipped.
const LONGEST: usize = 64 << 20;

/// What went through.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Documents written with their facts.
    pub documents: u64,
    /// Lines that were no documents.
    pub errors: u64,
}

/// A line as it was read.
enum Read1 {
    Line(Vec<u8>),
    TooLong,
    Failed(io::Error),
}

/// Has the last word on what was read of some documents.
pub type Revise<'a> = &'a dyn Fn(&mut [Reading]);

/// Annotates every line of `input`. Answers as soon as the input pauses, so that a program may write a line and wait for
/// its answer. A reader that closes `output` early ends the work without an error.
pub fn run(
    input: impl BufRead + Send,
    mut output: impl Write,
    lexicon: &Lexicon,
    revise: Option<Revise<'_>>,
) -> io::Result<Summary> {
    let mut summary = Summary::default();
    let mut write = |lines: Vec<Result<String, String>>| {
        let mut written = Vec::new();
        for line in lines {
            summary.put(&line, &mut written);
        }
        output.write_all(&written)?;
        output.flush()
    };
    let done = match revise {
        None => each_batch(input, |line| annotate_line(line, lexicon), write),
        Some(revise) => each_batch(
            input,
            |line| read_line(line, lexicon),
            |mut batch| {
                revise(&mut batch);
                let line = |reading: Reading| {
                    let (line, facts) = reading?;
                    write_line(&line, &line.text, &facts, None)
                };
                write(batch.into_par_iter().map(line).collect())
            },
        ),
    };
    done.or_else(unless_closed).map(|()| summary)
}

/// A document that was read, or the line that says why it could not be.
pub type Reading = Result<(Line, ArticleFacts), String>;

/// Reads every document and extracts its facts, in order; nothing is written yet.
pub fn read_all(
    input: impl BufRead + Send,
    lexicon: &Lexicon,
    revise: Option<Revise<'_>>,
) -> io::Result<Vec<Reading>> {
    let mut all = Vec::new();
    each_batch(
        input,
        |line| read_line(line, lexicon),
        |mut batch| {
            if let Some(revise) = revise {
                revise(&mut batch);
            }
            all.extend(batch);
            Ok(())
        },
    )?;
    Ok(all)
}

/// Writes a line for each index below `n`, in order, as `line` makes it on many threads.
pub fn write_all(
    n: usize,
    line: impl Fn(usize) -> Result<String, String> + Sync,
    mut output: impl Write,
) -> io::Result<Summary> {
    let mut summary = Summary::default();
    let mut write = || {
        for from in (0..n).step_by(BATCH) {
            let batch = from..n.min(from + BATCH);
            let lines: Vec<_> = batch.into_par_iter().map(&line).collect();
            let mut written = Vec::new();
            for line in lines {
                summary.put(&line, &mut written);
            }
            output.write_all(&written)?;
        }
        output.flush()
    };
    write().or_else(unless_closed).map(|()| summary)
}

impl Summary {
    fn put(&mut self, line: &Result<String, String>, written: &mut Vec<u8>) {
        let (count, line) = match line {
            Ok(line) => (&mut self.documents, line),
            Err(line) => (&mut self.errors, line),
        };
        *count += 1;
        written.extend_from_slice(line.as_bytes());
        written.push(b'\n');
    }
}

fn unless_closed(error: io::Error) -> io::Result<()> {
    match error.kind() {
        io::ErrorKind::BrokenPipe => Ok(()),
        _ => Err(error),
    }
}

/// Works on the lines of `input` in parallel and hands the results on in order, as many at once as had been read.
fn each_batch<T: Send>(
    input: impl BufRead + Send,
    work: impl Fn(&str) -> Result<T, String> + Sync,
    mut take: impl FnMut(Vec<Result<T, String>>) -> io::Result<()>,
) -> io::Result<()> {
    let (sender, receiver) = sync_channel(AHEAD);
    std::thread::scope(|scope| {
        // Dropped with this block: the thread that reads must not wait for one that has gone.
        let receiver = receiver;
        scope.spawn(move || read_lines(input, &sender));
        while let Ok(first) = receiver.recv() {
            let (batch, failure) = batch(first, &receiver);
            let done = batch.par_iter().filter_map(|line| guarded(line, &work));
            take(done.collect())?;
            if let Some(error) = failure {
                return Err(error);
            }
        }
        Ok(())
    })
}

/// Reads until the end, an error, or nobody listens.
fn read_lines(mut input: impl BufRead, sender: &SyncSender<Read1>) {
    loop {
        let mut line = Vec::new();
        let read = match input
            .by_ref()
            .take(LONGEST as u64 + 1)
            .read_until(b'\n', &mut line)
        {
            Ok(0) => return,
            Ok(_) if line.len() > LONGEST && line.last() != Some(&b'\n') => {
                match input.skip_until(b'\n') {
                    Ok(_) => Read1::TooLong,
                    Err(error) => Read1::Failed(error),
                }
            }
            Ok(_) => Read1::Line(line),
            Err(error) => Read1::Failed(error),
        };
        let is_last = matches!(read, Read1::Failed(_));
        if sender.send(read).is_err() || is_last {
            return;
        }
    }
}

/// What has been read by now, up to the limits, and the error that ended the input.
fn batch(first: Read1, receiver: &Receiver<Read1>) -> (Vec<Option<Vec<u8>>>, Option<io::Error>) {
    let mut lines = Vec::new();
    let mut bytes = 0;
    let mut next = Some(first);
    while let Some(read) = next {
        match read {
            Read1::Failed(error) => return (lines, Some(error)),
            Read1::TooLong => lines.push(None),
            Read1::Line(line) => {
                bytes += line.len();
                lines.push(Some(line));
            }
        }
        let is_full = lines.len() >= BATCH || bytes >= BATCH_BYTES;
        next = if is_full {
            None
        } else {
            receiver.try_recv().ok()
        };
    }
    (lines, None)
}

/// Work on one line; nothing for a blank one. `None` stands for a line that was too long.
fn guarded<T>(
    line: &Option<Vec<u8>>,
    work: impl Fn(&str) -> Result<T, String>,
) -> Option<Result<T, String>> {
    let reject = |error: &str| {
        let id = &Value::Null;
        Some(Err(Rejected { id, error }.to_line()))
    };
    let Some(bytes) = line else {
        return reject("longer than 64 MiB");
    };
    let Ok(text) = std::str::from_utf8(bytes) else {
        return reject("not UTF-8");
    };
    let text = text.trim_start_matches('\u{feff}').trim();
    if text.is_empty() {
        return None;
    }
    // One document must not end the stream, whatever is wrong with it or with a rule.
    match catch_unwind(AssertUnwindSafe(|| work(text))) {
        Ok(done) => Some(done),
        Err(_) => {
            let id = serde_json::from_str::<Value>(text)
                .ok()
                .and_then(|mut value| value.get_mut("id").map(Value::take))
                .unwrap_or_default();
            let error = "a rule failed on this document";
            Some(Err(Rejected { id: &id, error }.to_line()))
        }
    }
}
