//! Running the programs of others (git, rsync): arguments go to them as they are, never through a shell; what they say is
//! kept within bounds and shown without what may be secret; what they are fed and what they answer cannot block each other.
//!
//! Knows nothing of what the programs do.

use crate::error::{Error, Result};
use std::fs::File;
use std::io::{self, BufRead, BufReader, ErrorKind, Read, Write};
use std::process::{Command, Stdio};

/// Most that is kept of each end of what a program complains.
const COMPLAINT: usize = 8 * 1024;
/// Most that a program may answer: a listing of a million files fits, an endless stream does not fill the memory.
const ANSWER: u64 = 512 * 1024 * 1024;
/// Lines of a complaint that are shown, and characters of each.
const SHOWN: (usize, usize) = (4, 300);

/// Lines that tell nothing that the others do not.
const NOISE: [&str; 5] = [
    "Could not read from remote repository",
    "Please make sure you have the correct access rights",
    "and the repository exists.",
    "error: failed to push some refs",
    "rsync error: ",
];

/// A program that is not there, and where it comes from.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tool {
    /// Its name.
    pub name: &'static str,
    /// What to do when it is missing.
    pub install: &'static str,
}

/// How a run ended.
#[derive(Debug, Default)]
pub(super) struct Ended {
    /// Exit status; `None` when a signal ended it.
    pub code: Option<i32>,
    /// What it complained, in English, shortened in the middle.
    pub complaint: String,
}

/// What is written to a program's input.
pub(super) type Feed<'a> = &'a mut (dyn FnMut(&mut dyn Write) -> Result<()> + Send);

/// What a program reads.
pub(super) enum Input<'a> {
    /// Nothing. The program holds the file open as long as it lives: a lock on it lasts until a child that survived us is
    /// gone as well.
    Locked(&'a File),
    /// What this writes.
    Feed(Feed<'a>),
}

/// Runs a program and hands its answer over, piece by piece, each up to and with the byte `end`.
///
/// # Errors
/// [`Error::Host`] when the program is missing or cannot be run; what the feed fails with.
pub(super) fn run(
    host: &str,
    tool: Tool,
    command: &mut Command,
    input: Input<'_>,
    end: u8,
    piece: &mut dyn FnMut(&[u8]),
) -> Result<Ended> {
    // Messages are read here, so they must be in one language.
    command.env("LC_ALL", "C").env_remove("LANGUAGE");
    let (stdin, feed) = match input {
        Input::Locked(file) => {
            let file = file.try_clone();
            let file = file.map_err(|error| unusable(host, tool, &error))?;
            (Stdio::from(file), None)
        }
        Input::Feed(feed) => (Stdio::piped(), Some(feed)),
    };
    command.stdin(stdin).stdout(Stdio::piped());
    let child = command.stderr(Stdio::piped()).spawn();
    let mut child = child.map_err(|error| unusable(host, tool, &error))?;
    let stdin = child.stdin.take();
    let (stdout, stderr) = (child.stdout.take(), child.stderr.take());
    let (fed, read, complaint) = std::thread::scope(|scope| {
        let feeder = scope.spawn(move || match (stdin, feed) {
            (Some(stdin), Some(feed)) => feed_to(stdin, feed),
            _ => Ok(()),
        });
        let listener = scope.spawn(move || stderr.map(complaint).unwrap_or_default());
        let read = stdout.map_or(Ok(()), |stdout| pieces(stdout, end, piece));
        if read.is_err() {
            // Only a program that does not stop talking comes here.
            let _ = child.kill();
        }
        let panicked = || {
            Err(Error::io(
                "feed",
                tool.name.as_ref(),
                io::Error::other("panic"),
            ))
        };
        (
            feeder.join().unwrap_or_else(|_| panicked()),
            read,
            listener.join().unwrap_or_default(),
        )
    });
    let status = child.wait();
    fed?;
    read.map_err(|error| unusable(host, tool, &error))?;
    let status = status.map_err(|error| unusable(host, tool, &error))?;
    Ok(Ended {
        code: status.code(),
        complaint,
    })
}

/// As [`run`], with the whole answer.
///
/// # Errors
/// As [`run`].
pub(super) fn answer(
    host: &str,
    tool: Tool,
    command: &mut Command,
    input: Input<'_>,
) -> Result<(Ended, Vec<u8>)> {
    let mut answer = Vec::new();
    let mut piece = |piece: &[u8]| answer.extend_from_slice(piece);
    let ended = run(host, tool, command, input, b'\n', &mut piece)?;
    Ok((ended, answer))
}

/// Writes all of it. A program that ends before it has read all has a reason, which its status and complaint tell.
fn feed_to(stdin: impl Write, feed: Feed<'_>) -> Result<()> {
    let mut pipe = Pipe {
        inner: io::BufWriter::with_capacity(256 * 1024, stdin),
        is_closed: false,
    };
    let fed = feed(&mut pipe);
    let flushed = pipe.flush();
    match fed {
        Err(error) if !pipe.is_closed => Err(error),
        _ if pipe.is_closed => Ok(()),
        _ => flushed.map_err(|error| Error::io("write to", "the program's input".as_ref(), error)),
    }
}

struct Pipe<W: Write> {
    inner: io::BufWriter<W>,
    is_closed: bool,
}

impl<W: Write> Pipe<W> {
    fn noted<T>(&mut self, result: io::Result<T>) -> io::Result<T> {
        if let Err(error) = &result {
            self.is_closed |= error.kind() == ErrorKind::BrokenPipe;
        }
        result
    }
}

impl<W: Write> Write for Pipe<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let result = self.inner.write(bytes);
        self.noted(result)
    }

    fn flush(&mut self) -> io::Result<()> {
        let result = self.inner.flush();
        self.noted(result)
    }
}

fn pieces(stdout: impl Read, end: u8, piece: &mut dyn FnMut(&[u8])) -> io::Result<()> {
    let mut reader = BufReader::with_capacity(256 * 1024, stdout.take(ANSWER));
    let mut bytes = Vec::new();
    while reader.read_until(end, &mut bytes)? > 0 {
        piece(&bytes);
        bytes.clear();
    }
    match reader.get_ref().limit() {
        0 => Err(io::Error::other("its answer is too long")),
        _ => Ok(()),
    }
}

/// Reads all that a program complains; keeps the beginning, where the cause stands, and the end, where the outcome does.
fn complaint(mut stderr: impl Read) -> String {
    let (mut head, mut tail) = (Vec::new(), Vec::new());
    let mut buffer = [0; 4096];
    loop {
        let bytes = match stderr.read(&mut buffer) {
            Ok(0) => break,
            Ok(read) => buffer.get(..read).unwrap_or_default(),
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(_) => break,
        };
        let (first, rest) = bytes.split_at(bytes.len().min(COMPLAINT - head.len()));
        head.extend_from_slice(first);
        tail.extend_from_slice(rest);
        let surplus = tail.len().saturating_sub(COMPLAINT);
        tail.drain(..surplus);
    }
    let text = String::from_utf8_lossy(&head).into_owned();
    text + &String::from_utf8_lossy(&tail)
}

fn unusable(host: &str, tool: Tool, error: &io::Error) -> Error {
    let Tool { name, install } = tool;
    match error.kind() {
        ErrorKind::NotFound => fault(
            host,
            format!("the {name} program is missing on this machine"),
            install,
        ),
        _ => fault(
            host,
            format!("the {name} program cannot be run: {error}"),
            install,
        ),
    }
}

/// An error of this host.
pub(super) fn fault(host: &str, reason: impl Into<String>, hint: impl Into<String>) -> Error {
    Error::Host {
        host: host.to_owned(),
        reason: reason.into(),
        hint: hint.into(),
    }
}

impl Ended {
    pub(super) fn is_good(&self) -> bool {
        self.code == Some(0)
    }

    /// True when it gave no reason.
    pub(super) fn is_silent(&self) -> bool {
        self.news().next().is_none()
    }

    fn news(&self) -> impl Iterator<Item = String> {
        let lines = self.complaint.lines().map(shown);
        lines.filter(|line| !line.is_empty() && !NOISE.iter().any(|words| line.contains(words)))
    }

    /// What it complained, in a few lines joined by semicolons, without what may be a secret.
    pub(super) fn said(&self) -> String {
        let mut lines: Vec<String> = self.news().collect();
        lines.dedup();
        let surplus = lines.len().saturating_sub(SHOWN.0);
        if surplus > 0 {
            // The last line often tells no more than that something went wrong before.
            lines.truncate(SHOWN.0);
            lines.push(format!("and {surplus} lines more"));
        }
        match (lines.is_empty(), self.code) {
            (false, _) => lines.join("; "),
            (true, Some(code)) => format!("it ended with status {code} and said nothing"),
            (true, None) => "it was stopped".to_owned(),
        }
    }

    /// True when it complained of this.
    pub(super) fn says(&self, words: &str) -> bool {
        self.complaint.contains(words)
    }
}

/// A line as it can be shown: without control characters, of bounded length, without names and passwords in addresses.
fn shown(line: &str) -> String {
    let printable: String = line.chars().filter(|ch| !ch.is_control()).collect();
    let mut rest = printable.trim();
    let mut shown = String::new();
    while let Some(at) = rest.find("://") {
        let (before, after) = rest.split_at(at + 3);
        let end = after.find(|ch: char| ch == '/' || ch.is_whitespace());
        let authority = after.get(..end.unwrap_or(after.len())).unwrap_or_default();
        let user = authority.rfind('@').map_or(0, |at| at + 1);
        shown.push_str(before);
        rest = after.get(user..).unwrap_or_default();
    }
    shown.push_str(rest);
    if shown.chars().count() > SHOWN.1 {
        shown = shown.chars().take(SHOWN.1).chain(['…']).collect();
    }
    shown
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    const SH: Tool = Tool {
        name: "sh",
        install: "install it",
    };

    fn sh(script: &str, feed: Feed<'_>) -> Result<(Ended, Vec<u8>)> {
        let mut command = Command::new("sh");
        answer("host", SH, command.args(["-c", script]), Input::Feed(feed))
    }

    fn nothing(_: &mut dyn Write) -> Result<()> {
        Ok(())
    }

    #[test]
    fn long_answers_and_long_feeds_do_not_block_each_other() {
        let mut feed = |pipe: &mut dyn Write| {
            for _ in 0..40_000 {
                let written = pipe.write_all(b"thirty-two bytes are in one line\n");
                written.map_err(|error| Error::io("write", "x".as_ref(), error))?;
            }
            Ok(())
        };
        let (ended, answer) = sh("tee /dev/stderr", &mut feed).unwrap();
        assert!(ended.is_good());
        assert_eq!(answer.len(), 40_000 * 33);
        assert_eq!(ended.complaint.len(), 2 * COMPLAINT);
    }

    #[test]
    fn a_program_that_does_not_read_tells_why() {
        let mut feed = |pipe: &mut dyn Write| {
            let written = (0..100_000).try_for_each(|_| pipe.write_all(&[b'x'; 100]));
            written.map_err(|error| Error::io("write", "x".as_ref(), error))
        };
        let (ended, _) = sh("echo no room >&2; exit 7", &mut feed).unwrap();
        assert_eq!((ended.code, ended.said()), (Some(7), "no room".to_owned()));
    }

    #[test]
    fn what_the_feed_fails_with_is_told() {
        let mut feed = |_: &mut dyn Write| Err(fault("host", "gone", "build again"));
        let error = sh("cat", &mut feed).unwrap_err();
        assert_eq!(error.to_string(), "host: gone; build again");
    }

    #[test]
    fn a_missing_program_is_named() {
        let mut command = Command::new("/nowhere/git");
        let tool = Tool {
            name: "git",
            install: "install git",
        };
        let error = answer("host", tool, &mut command, Input::Feed(&mut nothing)).unwrap_err();
        let expected = "host: the git program is missing on this machine; install git";
        assert_eq!(error.to_string(), expected);
    }

    #[test]
    fn complaints_are_short_and_hold_no_secret() {
        let lines = [
            (
                "fatal: unable to access 'https://u:p@host/x'",
                "fatal: unable to access 'https://host/x'",
            ),
            ("https://u:p@a/ and ssh://git@b", "https://a/ and ssh://b"),
            ("\u{1b}[31mred", "[31mred"),
            ("  plain a@b  ", "plain a@b"),
        ];
        for (line, expected) in lines {
            assert_eq!(shown(line), expected);
        }
        assert_eq!(shown(&"é".repeat(500)).chars().count(), 301);
        let ended = Ended {
            code: Some(1),
            complaint: "a\na\nb\nc\nd\ne\nf\n".into(),
        };
        assert_eq!(ended.said(), "a; b; c; d; and 2 lines more");
        let silent = Ended {
            code: Some(9),
            complaint: String::new(),
        };
        assert_eq!(silent.said(), "it ended with status 9 and said nothing");
    }
}
