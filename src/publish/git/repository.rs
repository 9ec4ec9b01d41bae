//! A bare repository of our own, and the git program at work in it. The repository, index, hooks and settings of the folder
//! that the user stands in are neither read nor touched; the user's own settings still say how to reach a host and with
//! which credentials.

use crate::error::Result;
use crate::publish::program::{self, Ended, Feed, Input, Tool, fault};
use crate::publish::scratch::Scratch;
use crate::publish::ssh;
use std::path::PathBuf;
use std::process::Command;

const GIT: Tool = Tool {
    name: "git",
    install: "install it (Debian: apt-get install git)",
};

/// What would lead git to another repository than ours, or have it print what goes over the line.
const FOREIGN: [&str; 18] = [
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR",
    "GIT_CONFIG",
    "GIT_CONFIG_PARAMETERS",
    "GIT_CURL_VERBOSE",
    "GIT_GRAFT_FILE",
    "GIT_IMPLICIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_NAMESPACE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_PREFIX",
    "GIT_QUARANTINE_PATH",
    "GIT_REPLACE_REF_BASE",
    "GIT_SHALLOW_FILE",
    "GIT_TRACE",
    "GIT_TRACE_CURL",
    "GIT_TRACE_PACKET",
    "GIT_WORK_TREE",
];

/// Settings under which nothing runs but what is asked for.
const SETTINGS: [&str; 9] = [
    "core.hooksPath=/dev/null",
    "gc.auto=0",
    "maintenance.auto=false",
    "fetch.recurseSubmodules=false",
    "fetch.writeCommitGraph=false",
    "init.defaultRefFormat=files",
    "push.followTags=false",
    "push.gpgSign=false",
    "push.recurseSubmodules=no",
];

/// The name that the host has in our repository.
pub(super) const REMOTE: &str = "published";

/// Our repository.
#[derive(Debug)]
pub(super) struct Repository {
    host: String,
    scratch: Scratch,
    folder: PathBuf,
    ssh: Option<String>,
}

impl Repository {
    /// Not yet a repository: see [`Repository::init`].
    pub fn new(host: &str, scratch: Scratch, ssh: Option<String>) -> Self {
        Self {
            host: host.to_owned(),
            folder: scratch.path().join("repository.git"),
            scratch,
            ssh,
        }
    }

    /// Makes it anew, for objects of the given hash (`sha1`, `sha256`), with the host as its remote.
    pub fn init(&self, format: &str, url: &str) -> Result<()> {
        self.scratch.fresh("repository.git")?;
        let mut args = vec!["init", "--quiet", "--bare", "--template="];
        let format = format!("--object-format={format}");
        // Versions before 2.29 know no other than sha1, nor the option.
        if !format.ends_with("sha1") {
            args.push(&format);
        }
        self.good(&args)?;
        self.good(&["config", &format!("remote.{REMOTE}.url"), url])?;
        Ok(())
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(GIT.name);
        for name in FOREIGN {
            command.env_remove(name);
        }
        command.env("GIT_DIR", &self.folder);
        command.env("GIT_TERMINAL_PROMPT", "0");
        command.env("GIT_NO_REPLACE_OBJECTS", "1");
        if let Some(ssh) = &self.ssh {
            command.env("GIT_SSH_COMMAND", ssh);
        }
        for setting in SETTINGS {
            command.args(["-c", setting]);
        }
        command.args(args);
        command
    }

    /// Runs git.
    pub fn run(&self, args: &[&str]) -> Result<(Ended, Vec<u8>)> {
        let mut command = self.command(args);
        let input = Input::Locked(self.scratch.lock());
        program::answer(&self.host, GIT, &mut command, input)
    }

    /// Runs git with something to read.
    pub fn fed(&self, args: &[&str], feed: Feed<'_>) -> Result<()> {
        let mut command = self.command(args);
        let (ended, _) = program::answer(&self.host, GIT, &mut command, Input::Feed(feed))?;
        self.is_well(ended)
    }

    /// Runs git, which must succeed; its answer as text without the line's end.
    pub fn good(&self, args: &[&str]) -> Result<String> {
        let answer = self.bytes(args)?;
        let text = String::from_utf8_lossy(&answer);
        Ok(text.trim_end().to_owned())
    }

    /// Runs git, which must succeed; its answer.
    pub fn bytes(&self, args: &[&str]) -> Result<Vec<u8>> {
        let (ended, answer) = self.run(args)?;
        self.is_well(ended)?;
        Ok(answer)
    }

    /// True when git knows this and says so by its status alone.
    pub fn holds(&self, args: &[&str]) -> Result<bool> {
        Ok(self.run(args)?.0.is_good())
    }

    fn is_well(&self, ended: Ended) -> Result<()> {
        if ended.is_good() {
            return Ok(());
        }
        Err(self.fault(&ended))
    }

    /// What went wrong, as far as that is known here.
    pub fn fault(&self, ended: &Ended) -> crate::error::Error {
        let (reason, hint) = explain(ended);
        fault(&self.host, reason, hint)
    }
}

/// Reason and hint for what git complains of.
fn explain(ended: &Ended) -> (String, String) {
    if let Some((reason, hint)) = ssh::explain(ended, "ssh user@host") {
        return (format!("{reason} ({})", ended.said()), hint);
    }
    let says = |words: &[&str]| words.iter().any(|words| ended.says(words));
    let said = ended.said();
    if says(&["dubious ownership"]) {
        let hint = "run as the owner, or allow the folder by git's setting safe.directory";
        return (
            "the repository belongs to another user of this machine".into(),
            hint.into(),
        );
    }
    if says(&["No space left on device", "Disk quota exceeded"]) {
        return (
            format!("a disk is full, here or at the host ({said})"),
            "make room, then publish again".into(),
        );
    }
    if says(&[
        "could not read Username",
        "could not read Password",
        "Authentication failed",
        "terminal prompts disabled",
    ]) {
        let hint = "let git's credential helper know the login: `git push` to it must work without a question";
        return (
            format!("the host refused to let us in ({said})"),
            hint.into(),
        );
    }
    if says(&[
        "does not appear to be a git repository",
        "not found",
        "does not exist",
        "No such file or directory",
        "no path specified",
    ]) {
        return (
            format!("there is no repository that we may read ({said})"),
            "check the address, and make the repository first: `git init --bare` or at your host"
                .into(),
        );
    }
    if says(&[
        "Could not resolve host",
        "Failed to connect",
        "Couldn't connect",
    ]) {
        return (
            format!("the host cannot be reached ({said})"),
            "check the address and the connection, then publish again".into(),
        );
    }
    if says(&[
        "ermission denied",
        "unable to create temporary object",
        "Read-only file system",
    ]) {
        return (
            format!("the host does not let us write ({said})"),
            "check who may write to the repository".into(),
        );
    }
    (
        format!("git failed ({said})"),
        "nothing was changed on the branch; mend this, then publish again".into(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn complaints_are_explained() {
        let cases = [
            (
                "fatal: '/x.git' does not appear to be a git repository",
                "there is no repository",
            ),
            (
                "fatal: could not read Username for 'https://h': terminal prompts disabled",
                "the host refused to let us in",
            ),
            (
                "git@h: Permission denied (publickey).\nfatal: Could not read from remote repository.",
                "the server refused to let us in",
            ),
            (
                "fatal: unable to access 'https://h/': Could not resolve host: h",
                "the host cannot be reached",
            ),
            (
                "remote: fatal: write error: No space left on device",
                "a disk is full",
            ),
            (
                "error: insufficient permission for adding an object\nerror: unable to create temporary object: x",
                "the host does not let us write",
            ),
            (
                "fatal: detected dubious ownership in repository at '/x'",
                "the repository belongs to another",
            ),
            ("fatal: something new", "git failed (fatal: something new)"),
        ];
        for (complaint, expected) in cases {
            let ended = Ended {
                code: Some(128),
                complaint: complaint.into(),
            };
            let (reason, hint) = explain(&ended);
            assert!(reason.starts_with(expected), "{reason}");
            assert!(!hint.is_empty());
        }
    }
}
