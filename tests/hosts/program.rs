//! Programs of others that a test starts: found by a variable of the environment or on the path, on a free port, killed
//! when the test ends.

#![allow(dead_code)] // Every test file takes what it needs.

use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command};
use std::time::{Duration, Instant};

/// A child process that does not outlive the value.
pub struct Program {
    child: Child,
}

impl Program {
    pub fn start(command: &mut Command) -> Self {
        let child = command.spawn();
        Self {
            child: child.unwrap_or_else(|error| panic!("{command:?}: {error}")),
        }
    }

    /// Starts it and waits until somebody listens at the port.
    pub fn listening(command: &mut Command, port: u16) -> Self {
        let mut started = Self::start(command);
        let end = Instant::now() + Duration::from_secs(30);
        while TcpStream::connect(loopback(port)).is_err() {
            let ended = started.child.try_wait().unwrap();
            assert!(ended.is_none(), "{command:?} ended with {ended:?}");
            assert!(
                Instant::now() < end,
                "{command:?} does not listen at {port}"
            );
            std::thread::sleep(Duration::from_millis(20));
        }
        started
    }

    pub fn id(&self) -> u32 {
        self.child.id()
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The program that `variable` names, or the one of this name on the path or beside it; the test fails without it.
pub fn find(variable: &str, name: &str) -> PathBuf {
    if let Some(path) = std::env::var_os(variable) {
        return path.into();
    }
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders = std::env::split_paths(&path);
    let more = ["/usr/sbin", "/usr/local/sbin", "/sbin"].map(PathBuf::from);
    folders
        .chain(more)
        .map(|folder| folder.join(name))
        .find(|file| file.is_file())
        .unwrap_or_else(|| panic!("{name} is missing: install it, or name it by {variable}"))
}

/// A port of this machine that nobody listens at.
pub fn free_port() -> u16 {
    let listener = TcpListener::bind(loopback(0)).unwrap();
    listener.local_addr().unwrap().port()
}

pub fn loopback(port: u16) -> SocketAddr {
    (Ipv4Addr::LOCALHOST, port).into()
}
