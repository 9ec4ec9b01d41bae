//! What git and rsync have in common when they go over ssh: how it is called, and what its complaints mean.

use super::program::Ended;

/// What ssh is told besides the user's own settings: to ask nothing, and to give up on a host that has gone silent.
pub(super) const OPTIONS: &str =
    "-o BatchMode=yes -o ConnectTimeout=30 -o ServerAliveInterval=15 -o ServerAliveCountMax=4";

/// What ssh complained of, and what to do about it. `login` is what the user would type to try by hand.
pub(super) fn explain(ended: &Ended, login: &str) -> Option<(&'static str, String)> {
    let says = |words: &[&str]| words.iter().any(|words| ended.says(words));
    if says(&[
        "Host key verification failed",
        "HOST IDENTIFICATION HAS CHANGED",
    ]) {
        let hint = format!("connect once by hand (`{login}`) and check the key that it shows");
        return Some(("the server's key is not one that ssh knows", hint));
    }
    if says(&[
        "Permission denied (publickey",
        "Permission denied (password",
        "Permission denied (keyboard",
        "Permission denied (gssapi",
        "Permission denied (hostbased",
        "Permission denied, please",
        "Too many authentication",
    ]) {
        let hint = format!(
            "`{login}` must log in without a question: check the user's name, the key and ssh-agent"
        );
        return Some(("the server refused to let us in", hint));
    }
    if says(&["Could not resolve hostname"]) {
        return Some(("no host of this name is known", "check the address".into()));
    }
    let unreachable = [
        "Connection refused",
        "Connection timed out",
        "Connection reset",
        "Connection closed",
        "No route to host",
        "Network is unreachable",
        "Operation timed out",
        "send disconnect: Broken pipe",
        "not responding",
    ];
    if says(&unreachable) {
        let hint = "check the address and whether the server is up, then publish again";
        return Some(("the server cannot be reached", hint.into()));
    }
    let is_missing = says(&["cannot run ssh", "Failed to exec ssh", "ssh: not found"]);
    is_missing.then(|| {
        let hint = "install it (Debian: openssh-client), or name another by DATELINE_SSH";
        ("the ssh program is missing on this machine", hint.into())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ssh_is_understood() {
        let fault = |complaint: &str| {
            let ended = Ended {
                code: Some(255),
                complaint: complaint.into(),
            };
            explain(&ended, "ssh a@b").map(|(reason, _)| reason)
        };
        assert_eq!(
            fault("a@b: Permission denied (publickey)."),
            Some("the server refused to let us in")
        );
        assert_eq!(
            fault("ssh: connect to host b port 22: Connection refused"),
            Some("the server cannot be reached")
        );
        assert_eq!(fault("rsync: mkdir failed: Permission denied (13)"), None);
    }
}
