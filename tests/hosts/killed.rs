//! Runs that are killed at random moments, and what the next one makes of it.

use super::newsroom::{self, Files};
use crate::support::{Run, TestSite};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Moments at which a run is killed.
const TIMES: u32 = 20;

/// How a run is started, again and again.
pub struct Publisher<'a> {
    pub site: &'a TestSite,
    pub address: &'a str,
    pub env: &'a [(&'a str, &'a str)],
}

impl Publisher<'_> {
    fn args(&self) -> [&str; 4] {
        ["publish", self.address, "--max-delete", "100%"]
    }

    pub fn run(&self) -> Run {
        self.site.run_with(&self.args(), self.env)
    }

    #[track_caller]
    pub fn good(&self) -> Run {
        let run = self.run();
        assert_eq!(run.code, Some(0), "{}\n{}", run.stdout, run.stderr);
        run
    }

    /// Starts a run and kills it after that time; true when it had not ended by itself.
    fn killed_after(&self, time: Duration) -> bool {
        let mut child = Command::new(env!("CARGO_BIN_EXE_dateline"))
            .args(self.args())
            .current_dir(self.site.root())
            .envs(self.env.iter().copied())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(time);
        let was_alive = child.try_wait().unwrap().is_none();
        // SIGKILL: nothing can be tidied up.
        child.kill().unwrap();
        child.wait().unwrap();
        was_alive
    }
}

/// Publishes two states of a site in turn, each time killed in mid-run at first. What `held` finds on the host is then
/// still whole, and after the next run it is the site; files of others are as they were.
pub fn kill_often(publisher: &Publisher<'_>, foreign: &[&str], held: &dyn Fn() -> Files) {
    let site = publisher.site;
    let before = newsroom::plan(site);
    let style = |n: u32| format!("body {{ color: rgb({n}, {n}, {n}) }}\n");
    let start = Instant::now();
    site.write("static/press.css", style(250).as_bytes());
    publisher.good();
    let whole = start.elapsed();
    let others: Files = held()
        .into_iter()
        .filter(|(path, _)| foreign.contains(&path.as_str()))
        .collect();
    assert_eq!(others.len(), foreign.len());
    let mut seed = 88_172_645_463_325_252_u64;
    let (mut cut, mut old) = (0, before);
    for n in 0..TIMES {
        site.write("static/press.css", style(n).as_bytes());
        site.write("content/articles/run.md", article(n).as_bytes());
        let new = newsroom::plan(site);
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        let share = u32::try_from(seed % 1000).unwrap();
        cut += u32::from(publisher.killed_after(whole * share / 1000));
        newsroom::assert_whole(&without(held(), foreign), &old, &new);
        publisher.good();
        newsroom::assert_equals(&held(), &new, foreign);
        newsroom::assert_holds(&held(), &others);
        old = new;
    }
    assert!(cut >= TIMES / 2, "only {cut} runs were cut off");
}

fn without(mut files: Files, foreign: &[&str]) -> Files {
    files.retain(|path, _| !foreign.contains(&path.as_str()));
    files
}

fn article(n: u32) -> String {
    let place = ["Riga", "Tallinn", "Vilnius"][n as usize % 3];
    format!(
        "---\ntitle: Bridge {n} opens in {place}\ndate: 2024-03-08\n---\n\nMayor Anna Berg opened bridge {n} in {place} on Friday.\n"
    )
}
