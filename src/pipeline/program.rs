//! A program of somebody else's as one question with many lines: what it is fed, what it answers line by line, how it ended.
//!
//! Arguments go to it as they are, never through a shell. It cannot hold us up: silence ends it after a while, its
//! complaints and answers are bounded, and nobody waits for what it started itself. Knows nothing of what the lines mean.

use std::io::{self, BufRead, BufReader, ErrorKind, Read, Write};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::thread;
use std::time::{Duration, Instant};

/// Longest line of an answer, in bytes.
const LONGEST: u64 = 64 << 20;
/// Lines that wait to be read.
const AHEAD: usize = 64;
/// What is kept of the end of its complaints, in bytes.
const COMPLAINT: usize = 4 << 10;
/// Lines of it that are shown, and characters of each.
const SHOWN: (usize, usize) = (3, 200);
/// How long the ends of its complaints are waited for.
const LAST_WORDS: Duration = Duration::from_millis(200);

/// Runs `command`, feeds it `input` and hands over each line of its answer, until `take` has enough or it ends.
///
/// # Errors
/// Why the program cannot be trusted: it is missing, was silent for longer than `timeout`, ended badly. Lines that were
/// handed over before stay good.
pub(super) fn ask(
    mut command: Command,
    input: Vec<u8>,
    timeout: Duration,
    take: &mut dyn FnMut(&[u8]),
) -> Result<(), String> {
    let pipes = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = pipes.spawn().map_err(|error| match error.kind() {
        ErrorKind::NotFound => "the program is not there".to_owned(),
        ErrorKind::PermissionDenied => "the program may not be run".to_owned(),
        _ => format!("it cannot be run: {error}"),
    })?;
    let heard = listen(&mut child, input);
    let Some((lines, complaint)) = heard else {
        end(&mut child);
        return Err("it has no input or output".into());
    };
    let ended = read(&lines, timeout, take).and_then(|()| wait(&mut child, timeout));
    if ended.is_err() {
        end(&mut child);
    }
    // Whoever is told why wants its last words.
    ended.map_err(|why| match complaint.recv_timeout(LAST_WORDS) {
        Ok(said) if !said.is_empty() => format!("{why}; it says: {said}"),
        _ => why,
    })
}

/// A piece of an answer.
enum Heard {
    Line(Vec<u8>),
    Broken(String),
}

/// Feeds and hears the program on threads of their own, which nobody waits for: a child of its own may hold its pipes for
/// longer than it lives.
fn listen(child: &mut Child, input: Vec<u8>) -> Option<(Receiver<Heard>, Receiver<String>)> {
    let (mut stdin, stdout) = (child.stdin.take()?, child.stdout.take()?);
    let stderr = child.stderr.take()?;
    let (lines, heard) = sync_channel(AHEAD);
    let (words, complaint) = sync_channel(1);
    thread::spawn(move || {
        // A program that ends before it has read all has a reason, which its status tells.
        let _ = stdin.write_all(&input);
    });
    thread::spawn(move || hear(BufReader::with_capacity(64 << 10, stdout), &lines));
    thread::spawn(move || {
        let _ = words.send(last_words(stderr));
    });
    Some((heard, complaint))
}

fn hear(mut stdout: impl BufRead, lines: &SyncSender<Heard>) {
    loop {
        let mut line = Vec::new();
        let read = stdout.by_ref().take(LONGEST).read_until(b'\n', &mut line);
        let heard = match read {
            Ok(0) => return,
            Ok(_) if line.len() as u64 == LONGEST => {
                Heard::Broken("a line of it is too long".into())
            }
            Ok(_) => Heard::Line(line),
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) => Heard::Broken(format!("its answer cannot be read: {error}")),
        };
        let is_last = matches!(heard, Heard::Broken(_));
        if lines.send(heard).is_err() || is_last {
            return;
        }
    }
}

/// Hands over lines until there are no more; long silence is a fault.
fn read(
    lines: &Receiver<Heard>,
    timeout: Duration,
    take: &mut dyn FnMut(&[u8]),
) -> Result<(), String> {
    loop {
        match lines.recv_timeout(timeout) {
            Ok(Heard::Line(line)) => take(&line),
            Ok(Heard::Broken(why)) => return Err(why),
            Err(RecvTimeoutError::Disconnected) => return Ok(()),
            Err(RecvTimeoutError::Timeout) => return Err(silent(timeout)),
        }
    }
}

fn silent(timeout: Duration) -> String {
    format!("it was silent for {} seconds", timeout.as_secs())
}

/// Waits until a program that has said everything ends.
fn wait(child: &mut Child, timeout: Duration) -> Result<(), String> {
    let until = Instant::now() + timeout;
    loop {
        match child.try_wait() {
            Ok(Some(status)) if status.success() => return Ok(()),
            Ok(Some(status)) => {
                return Err(match status.code() {
                    Some(code) => format!("it ended with status {code}"),
                    None => "it was stopped by a signal".to_owned(),
                });
            }
            Ok(None) if Instant::now() < until => thread::sleep(Duration::from_millis(2)),
            Ok(None) => return Err(silent(timeout)),
            Err(error) => return Err(format!("it cannot be waited for: {error}")),
        }
    }
}

fn end(child: &mut Child) {
    // It may be gone already.
    let _ = child.kill();
    let _ = child.wait();
}

/// The end of what a program complains, in a few lines joined by semicolons.
fn last_words(mut stderr: impl Read) -> String {
    let mut tail = Vec::new();
    let mut buffer = [0; 4096];
    loop {
        match stderr.read(&mut buffer) {
            Ok(0) => break,
            Ok(read) => tail.extend_from_slice(buffer.get(..read).unwrap_or_default()),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(_) => break,
        }
        let surplus = tail.len().saturating_sub(COMPLAINT);
        tail.drain(..surplus);
    }
    let text = String::from_utf8_lossy(&tail);
    let lines = text.lines().map(shown).filter(|line| !line.is_empty());
    let lines: Vec<String> = lines.collect();
    let first = lines.len().saturating_sub(SHOWN.0);
    lines.get(first..).unwrap_or_default().join("; ")
}

/// A line as it can be shown: without control characters, of bounded length.
pub(super) fn shown(line: &str) -> String {
    let line = line.trim();
    let mut shown: String = line
        .chars()
        .filter(|ch| !ch.is_control())
        .take(SHOWN.1)
        .collect();
    if line.chars().count() > SHOWN.1 {
        shown.push('…');
    }
    shown
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn sh(script: &str, input: &str, timeout: u64) -> (Result<(), String>, Vec<String>) {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        let mut lines = Vec::new();
        let ended = ask(
            command,
            input.as_bytes().to_vec(),
            Duration::from_millis(timeout),
            &mut |line| lines.push(String::from_utf8_lossy(line).trim().to_owned()),
        );
        (ended, lines)
    }

    #[test]
    fn long_questions_and_answers_do_not_block_each_other() {
        let input = "a line of some length\n".repeat(20_000);
        let (ended, lines) = sh("tee /dev/stderr", &input, 60_000);
        assert_eq!((ended, lines.len()), (Ok(()), 20_000));
    }

    #[test]
    fn how_it_failed_is_told_with_its_last_words() {
        let (ended, lines) = sh("echo one; echo no model >&2; exit 3", "x\n", 60_000);
        assert_eq!(
            ended.unwrap_err(),
            "it ended with status 3; it says: no model"
        );
        assert_eq!(lines, ["one"]);
        let (ended, _) = sh("kill -9 $$", "", 60_000);
        assert_eq!(ended.unwrap_err(), "it was stopped by a signal");
        let missing = ask(
            Command::new("/nowhere/x"),
            Vec::new(),
            Duration::from_secs(1),
            &mut |_| {},
        );
        assert_eq!(missing.unwrap_err(), "the program is not there");
    }

    #[test]
    fn nobody_waits_for_a_silent_program_or_its_children() {
        let began = Instant::now();
        let (ended, lines) = sh("echo one; sleep 30", "", 300);
        assert!(ended.unwrap_err().starts_with("it was silent for"));
        assert_eq!(lines, ["one"]);
        let (ended, _) = sh("exec >&-; sleep 30", "", 300);
        assert!(ended.is_err());
        assert!(began.elapsed() < Duration::from_secs(20));
    }

    #[test]
    fn complaints_are_bounded() {
        let (ended, _) = sh(
            "yes complaint | head -100000 >&2; printf '\\033[1mlast\\n' >&2; exit 1",
            "",
            60_000,
        );
        let why = ended.unwrap_err();
        assert!(why.ends_with("complaint; complaint; [1mlast"), "{why}");
    }
}
