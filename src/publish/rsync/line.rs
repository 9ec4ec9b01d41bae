//! The rsync program and the way to the server: which arguments it is called with, and what its complaints mean.

use crate::error::{Error, Result};
use crate::publish::program::{self, Ended, Input, Tool, fault};
use crate::publish::scratch::Scratch;
use crate::publish::ssh;
use std::process::Command;
use std::time::Duration;

const RSYNC: Tool = Tool {
    name: "rsync",
    install: "install it (Debian: apt-get install rsync)",
};

/// Seconds without a word from the server after which rsync gives up.
const SILENCE: &str = "--timeout=300";

/// Pauses before a broken line is tried again.
const PAUSES: [Duration; 3] = [
    Duration::from_millis(500),
    Duration::from_secs(2),
    Duration::from_secs(6),
];

/// Settings of the user's that would change what our arguments mean.
const FOREIGN: [&str; 5] = [
    "RSYNC_RSH",
    "RSYNC_OLD_ARGS",
    "RSYNC_PROTECT_ARGS",
    "RSYNC_PARTIAL_DIR",
    "RSYNC_ICONV",
];

/// Which end of the line is the server's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// From the server.
    Pull,
    /// To the server.
    Push,
}

/// The way to a folder on a server.
pub(super) struct Line {
    pub host: String,
    pub scratch: Scratch,
    login: String,
    port: Option<u16>,
    path: String,
    shell: String,
    /// Before 3.2.4 the server's shell reads the path, unless it is sent apart.
    is_old: bool,
    /// The server has answered before: a line that breaks then is worth another try.
    was_reached: bool,
}

impl Line {
    /// # Errors
    /// The rsync program is missing, or too old.
    pub fn new(
        host: &str,
        scratch: Scratch,
        (login, port, path): (&str, Option<u16>, &str),
        environment: &dyn Fn(&str) -> Option<String>,
    ) -> Result<Self> {
        let mut line = Self {
            host: host.to_owned(),
            scratch,
            login: login.to_owned(),
            port,
            path: path.to_owned(),
            shell: shell(port, environment),
            is_old: false,
            was_reached: false,
        };
        let mut version = Command::new(RSYNC.name);
        version.arg("--version");
        let input = Input::Locked(line.scratch.lock());
        let (_, answer) = program::answer(host, RSYNC, &mut version, input)?;
        let found = version_of(&String::from_utf8_lossy(&answer));
        match found {
            Some(version) if version >= (3, 1, 0) => line.is_old = version < (3, 2, 4),
            _ => {
                let hint = "install rsync 3.1 or later from https://rsync.samba.org";
                return Err(fault(
                    host,
                    "the rsync program on this machine is too old",
                    hint,
                ));
            }
        }
        Ok(line)
    }

    /// Runs rsync between the folder `here` and the server's, with each line of its answer handed over. A line that
    /// breaks is tried again, so that what is handed over may come twice.
    pub fn run(
        &mut self,
        way: Way,
        args: &[&str],
        here: &str,
        line: &mut dyn FnMut(&[u8]),
    ) -> Result<Ended> {
        let mut pauses = PAUSES.iter();
        loop {
            let mut command = self.command(way, args, here);
            let input = Input::Locked(self.scratch.lock());
            let ended = program::run(&self.host, RSYNC, &mut command, input, b'\n', line)?;
            let broke = matches!(ended.code, Some(10 | 12 | 30 | 35 | 255))
                && !ended.says("No space left")
                && !ended.says("Permission denied");
            let is_mute = matches!(ended.code, Some(11 | 23)) && ended.is_silent();
            if !broke && !is_mute {
                self.was_reached = true;
                return Ok(ended);
            }
            match pauses.next() {
                // What the server says last may be lost on the way.
                Some(_) if is_mute => {}
                Some(pause) if self.was_reached => std::thread::sleep(*pause),
                _ => return Ok(ended),
            }
        }
    }

    /// As [`Line::run`], and it must succeed.
    pub fn good(
        &mut self,
        way: Way,
        args: &[&str],
        here: &str,
        line: &mut dyn FnMut(&[u8]),
    ) -> Result<()> {
        let ended = self.run(way, args, here, line)?;
        if ended.is_good() {
            Ok(())
        } else {
            Err(self.fault(&ended))
        }
    }

    fn command(&self, way: Way, args: &[&str], here: &str) -> Command {
        let mut command = Command::new(RSYNC.name);
        for name in FOREIGN {
            command.env_remove(name);
        }
        command.args(["-e", &self.shell, "-8", "--from0", SILENCE]);
        if self.is_old {
            command.arg("--protect-args");
        }
        let there = self.there(way);
        command.args(args).arg("--");
        match way {
            Way::Pull => command.args([there.as_str(), here]),
            Way::Push => command.args([here, there.as_str()]),
        };
        command
    }

    /// The server's folder as rsync is given it. Its wildcards are expanded by the server unless they are escaped.
    fn there(&self, way: Way) -> String {
        let path = match (self.is_old, way) {
            (true, Way::Push) => self.path.clone(),
            _ => wild_escaped(&self.path),
        };
        format!("{}:{path}/", self.login)
    }

    /// What the user would type to try by hand.
    fn by_hand(&self) -> String {
        let port = self
            .port
            .map_or_else(String::new, |port| format!("-p {port} "));
        format!("ssh {port}{}", self.login)
    }

    /// What went wrong.
    pub fn fault(&self, ended: &Ended) -> Error {
        let (reason, hint) = explain(ended, &self.by_hand(), &self.path);
        fault(&self.host, reason, hint)
    }
}

/// With a backslash before each wildcard. The rsync program itself takes care of all else that a shell would read.
fn wild_escaped(path: &str) -> String {
    let mut escaped = String::with_capacity(path.len());
    for ch in path.chars() {
        if matches!(ch, '*' | '?' | '[' | ']') {
            escaped.push('\\');
        }
        escaped.push(ch);
    }
    escaped
}

/// The command that rsync reaches the server by; rsync itself takes it apart at spaces.
fn shell(port: Option<u16>, environment: &dyn Fn(&str) -> Option<String>) -> String {
    let set = |name: &str| environment(name).filter(|command| !command.trim().is_empty());
    let options = ssh::OPTIONS;
    let shell = match (set("DATELINE_SSH"), set("RSYNC_RSH")) {
        (Some(own), _) => format!("{own} {options}"),
        // Whatever that is, it may not know the options of ssh.
        (None, Some(own)) => own,
        (None, None) => format!("ssh {options}"),
    };
    match port {
        Some(port) => format!("{shell} -p {port}"),
        None => shell,
    }
}

/// The version in `rsync  version 3.2.7  protocol version 31`; `None` for what only looks like rsync.
fn version_of(answer: &str) -> Option<(u32, u32, u32)> {
    let rest = answer.strip_prefix("rsync")?.trim_start();
    let rest = rest.strip_prefix("version")?.trim_start();
    let rest = rest.strip_prefix('v').unwrap_or(rest);
    let number = rest.split_whitespace().next()?;
    let mut parts = number.split('.').map(|part| {
        let end = part.find(|ch: char| !ch.is_ascii_digit());
        part.get(..end.unwrap_or(part.len()))?.parse().ok()
    });
    let mut next = || parts.next().unwrap_or(Some(0));
    Some((next()?, next()?, next()?))
}

/// Reason and hint for what rsync complains of.
fn explain(ended: &Ended, by_hand: &str, path: &str) -> (String, String) {
    let said = ended.said();
    let says = |words: &[&str]| words.iter().any(|words| ended.says(words));
    let told = |reason: &str, hint: &str| (format!("{reason} ({said})"), hint.to_owned());
    if let Some((reason, hint)) = ssh::explain(ended, by_hand) {
        return (format!("{reason} ({said})"), hint);
    }
    if ended.code == Some(127) || says(&["rsync: command not found", "rsync: not found"]) {
        return told(
            "the rsync program is missing on the server",
            "install it there (Debian: apt-get install rsync)",
        );
    }
    if says(&[
        "No space left on device",
        "Disk quota exceeded",
        "(28)",
        "(122)",
    ]) {
        return told(
            "the server's disk is full",
            "make room there, then publish again; the site on the server is whole",
        );
    }
    if says(&[
        "Read-only file system",
        "Permission denied (13)",
        "Operation not permitted (1)",
    ]) {
        let hint = format!("let this user write to `{path}` and all that is in it");
        return (format!("the server does not let us write ({said})"), hint);
    }
    if says(&["is your shell clean", "protocol version mismatch"]) {
        let hint =
            format!("`{by_hand} true` must print nothing: mend the shell's start files there");
        return (
            format!("the server's shell prints something at login ({said})"),
            hint,
        );
    }
    if says(&[
        "Not a directory (20)",
        "mkdir",
        "No such file or directory (2)",
    ]) {
        let hint = format!("make the folder there: `{by_hand} mkdir -p FOLDER`");
        return (
            format!("there is no folder `{path}` on the server ({said})"),
            hint,
        );
    }
    match ended.code {
        Some(11) => (
            format!("the server could not make or write a file ({said})"),
            format!(
                "see whether `{path}` can be made there and written to, and whether its disk has room"
            ),
        ),
        Some(1 | 2 | 4) => told(
            "the rsync programs here and there do not understand each other",
            "install rsync 3.1 or later on both",
        ),
        Some(10 | 12 | 20 | 30 | 35 | 255) | None => told(
            "the connection broke",
            "publish again: it goes on where it stopped",
        ),
        _ => told("rsync failed", "mend this, then publish again"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read_and_impostors_are_not() {
        let cases = [
            ("rsync  version 3.2.7  protocol version 31", Some((3, 2, 7))),
            (
                "rsync  version v3.3.0dev  protocol version 31",
                Some((3, 3, 0)),
            ),
            ("rsync  version 2.6.9 compatible", Some((2, 6, 9))),
            ("openrsync: protocol version 29", None),
            ("", None),
        ];
        for (answer, expected) in cases {
            assert_eq!(version_of(answer), expected, "{answer}");
        }
    }

    #[test]
    fn ssh_is_called_as_its_user_wants() {
        let none = |_: &str| None;
        assert!(shell(None, &none).starts_with("ssh -o BatchMode=yes"));
        assert!(shell(Some(2222), &none).ends_with(" -p 2222"));
        let own = |name: &str| (name == "DATELINE_SSH").then(|| "ssh -F 'my config'".to_owned());
        assert!(shell(None, &own).starts_with("ssh -F 'my config' -o BatchMode=yes"));
        let other = |name: &str| (name == "RSYNC_RSH").then(|| "rsh".to_owned());
        assert_eq!(shell(None, &other), "rsh");
    }

    #[test]
    fn complaints_are_explained() {
        let cases = [
            (
                255,
                "ssh: connect to host h port 22: Connection refused",
                "the server cannot be reached",
            ),
            (
                255,
                "u@h: Permission denied (publickey).",
                "the server refused to let us in",
            ),
            (
                127,
                "sh: 1: rsync: not found",
                "the rsync program is missing on the server",
            ),
            (
                11,
                "rsync: [receiver] write failed on \"/x\": No space left on device (28)",
                "the server's disk is full",
            ),
            (
                23,
                "rsync: [receiver] mkstemp \"/x\" failed: Permission denied (13)",
                "the server does not let us write",
            ),
            (
                12,
                "rsync: connection unexpectedly closed (0 bytes received so far)",
                "the connection broke",
            ),
            (
                2,
                "protocol version mismatch -- is your shell clean?",
                "the server's shell prints something",
            ),
            (
                11,
                "rsync: [Receiver] mkdir \"/x/y\" failed: No such file or directory (2)",
                "there is no folder `/srv`",
            ),
            (
                1,
                "rsync: --delay-updates: unknown option",
                "the rsync programs here and there",
            ),
            (23, "something", "rsync failed (something)"),
        ];
        for (code, complaint, expected) in cases {
            let ended = Ended {
                code: Some(code),
                complaint: complaint.into(),
            };
            let (reason, hint) = explain(&ended, "ssh u@h", "/srv");
            assert!(reason.starts_with(expected), "{reason}");
            assert!(!hint.is_empty());
        }
    }
}
