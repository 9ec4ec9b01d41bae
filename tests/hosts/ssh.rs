//! An ssh server of our own on loopback, and a key that opens it.

use super::program::{Program, find, free_port};
use std::path::Path;
use std::process::Command;

/// Listens as long as the value lives.
pub struct Server {
    pub port: u16,
    pub user: String,
    folder: tempfile::TempDir,
    _sshd: Program,
}

impl Server {
    pub fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        for name in ["host", "user"] {
            keygen(&folder.path().join(name));
        }
        // The server wants it for its children; the package makes it only when the service starts.
        let _ = std::fs::create_dir_all("/run/sshd");
        let port = free_port();
        let path = |name: &str| folder.path().join(name).display().to_string();
        let config = format!(
            "Port {port}\nListenAddress 127.0.0.1\nHostKey {}\nAuthorizedKeysFile {}\nUsePAM no\nStrictModes no\n\
             PidFile none\nPermitRootLogin yes\nPasswordAuthentication no\nKbdInteractiveAuthentication no\nMaxStartups 100\n",
            path("host"),
            path("user.pub"),
        );
        std::fs::write(path("config"), config).unwrap();
        let mut sshd = Command::new(find("SSHD", "sshd"));
        sshd.args(["-D", "-f", &path("config"), "-E", &path("log")]);
        let sshd = Program::listening(&mut sshd, port);
        Self {
            port,
            user: user(),
            folder,
            _sshd: sshd,
        }
    }

    /// The command that logs in: with our key alone, and without the user's own settings.
    pub fn ssh(&self) -> String {
        let path = |name: &str| self.folder.path().join(name).display().to_string();
        format!(
            "ssh -F /dev/null -i {} -o IdentitiesOnly=yes -o StrictHostKeyChecking=no -o UserKnownHostsFile={} -o LogLevel=ERROR",
            path("user"),
            path("known")
        )
    }

    /// `user@127.0.0.1:port`
    pub fn login(&self) -> String {
        format!("{}@127.0.0.1:{}", self.user, self.port)
    }
}

fn keygen(path: &Path) {
    let mut command = Command::new(find("SSH_KEYGEN", "ssh-keygen"));
    let status = command
        .args(["-q", "-t", "ed25519", "-N", "", "-f"])
        .arg(path)
        .status();
    assert!(status.unwrap().success());
}

fn user() -> String {
    let name = Command::new("id").arg("-un").output().unwrap();
    String::from_utf8(name.stdout).unwrap().trim().to_owned()
}
