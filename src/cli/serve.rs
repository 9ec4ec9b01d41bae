//! `dateline serve`

use super::common::Making;
use super::report::{self, to_stdout};
use super::{Exit, progress};
use crate::diag::{self, Diagnostic};
use crate::error::Result;
use crate::serve::{self, Options, Said, State};
use std::io::{self, Write};
use std::net::IpAddr;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// Preview the site locally; pages follow every change of its sources
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Port to listen on; a busy one gives way to the next free one
    #[arg(long, short, value_name = "N", default_value_t = 1111)]
    port: u16,
    /// Address to listen on
    #[arg(long, value_name = "IP", default_value = "127.0.0.1")]
    host: IpAddr,
    /// Open the site in the browser
    #[arg(long)]
    open: bool,
    /// Walk the folders for changes instead of asking the operating system, as network drives need
    #[arg(long)]
    poll: bool,
    #[command(flatten)]
    making: Making,
}

pub(super) fn run(root: &Path, args: &Args) -> Result<Exit> {
    args.making.set_threads();
    let options = Options {
        build: args.making.options(root),
        host: args.host,
        port: args.port,
        open: args.open,
        poll: args.poll,
    };
    let teller = Teller {
        wanted: args.port,
        last: Mutex::default(),
    };
    serve::run(&options, progress::on_stderr(), &|said| teller.tell(said))?;
    Ok(Exit::Fine)
}

/// Tells the user, and remembers what was told.
struct Teller {
    wanted: u16,
    last: Mutex<Option<Told>>,
}

/// What is wrong, as it was last told.
#[derive(Clone, PartialEq, Eq)]
struct Told {
    diagnostics: Arc<[Diagnostic]>,
    failure: Option<Arc<str>>,
}

impl Teller {
    fn tell(&self, said: Said<'_>) {
        // Whoever does not listen any more misses nothing else.
        let _ = match said {
            Said::Up { address, moved } => self.up(address, moved),
            Said::Read(state) => self.read(state),
            Said::Note(words) => writeln!(io::stderr(), "{words}"),
        };
    }

    fn up(&self, address: &str, moved: bool) -> io::Result<()> {
        let _ = to_stdout(format!("{address}\n").as_bytes());
        if moved {
            writeln!(
                io::stderr(),
                "port {} is in use: this is the next free one",
                self.wanted
            )?;
        }
        writeln!(io::stderr(), "reading the site; stop with Ctrl-C")
    }

    fn read(&self, state: &State) -> io::Result<()> {
        let now = Told {
            diagnostics: Arc::clone(&state.diagnostics),
            failure: state.failure.clone(),
        };
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        let is_first = last.is_none();
        let mut stderr = io::stderr().lock();
        if last.as_ref() != Some(&now) {
            let is_mended = now.is_fine() && last.as_ref().is_some_and(|last| !last.is_fine());
            stderr.write_all(now.shown().as_bytes())?;
            if is_mended {
                writeln!(stderr, "no problems any more")?;
            }
            *last = Some(now);
        }
        writeln!(stderr, "{}", line(state, is_first))
    }
}

impl Told {
    fn is_fine(&self) -> bool {
        self.diagnostics.is_empty() && self.failure.is_none()
    }

    fn shown(&self) -> String {
        let mut shown = diag::render(&self.diagnostics, report::is_colored());
        if let Some(failure) = &self.failure {
            shown.push_str(&format!("error: {failure}\n"));
        }
        shown
    }
}

/// One line on a look at the sources: "read again in 84 ms: content/articles/x.md".
fn line(state: &State, is_first: bool) -> String {
    let took = time(state.read.took);
    let what = match is_first {
        true => state.snapshot.as_ref().map(|snapshot| {
            let counts = snapshot.counts();
            let words = report::counts(&counts);
            format!("{words}, {}", report::count(counts.pages, "page"))
        }),
        false => Some(changed(&state.read.paths)),
    };
    let again = if is_first { "" } else { " again" };
    let what = what.map_or_else(String::new, |what| format!(": {what}"));
    let is_blocked = state.is_stale || state.snapshot.is_none();
    let stale = match is_blocked {
        true if state.snapshot.is_some() => "; pages stay as they were until this is mended",
        true => "; there are no pages until this is mended",
        false => "",
    };
    format!("read{again} in {took}{what}{stale}")
}

fn time(took: Duration) -> String {
    match took.as_millis() {
        ms if ms < 1000 => format!("{ms} ms"),
        ms => format!("{}.{} s", ms / 1000, ms % 1000 / 100),
    }
}

/// The file that changed, or how many of each kind did.
fn changed(paths: &[std::path::PathBuf]) -> String {
    match paths {
        [] => return "everything".into(),
        [path] => return path.display().to_string(),
        _ => {}
    }
    let kinds = [
        ("content/articles", "article"),
        ("content", "editors' file"),
        ("templates", "template"),
        ("static", "static file"),
        ("", "other file"),
    ];
    let mut counts = [0_usize; 5];
    for path in paths {
        let kind = kinds
            .iter()
            .position(|(folder, _)| path.starts_with(folder));
        if let Some(count) = kind.and_then(|kind| counts.get_mut(kind)) {
            *count += 1;
        }
    }
    let words = kinds.iter().zip(counts).filter(|(_, count)| *count > 0);
    let words: Vec<_> = words
        .map(|((_, kind), count)| report::count(count, kind))
        .collect();
    format!("{} changed", words.join(", "))
}
