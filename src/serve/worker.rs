//! The thread that computes: from batches of changed paths to states.

use super::state::{Read, State};
use super::{News, watch::Note};
use crate::error::Result;
use crate::pipeline::{self, Changes, Progress, Silent, Snapshot, Workshop};
use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};
use tokio::sync::mpsc::UnboundedSender;
use tokio::sync::watch;

/// When nothing changed for this long, what was understood is kept on disk for the next run.
const IDLE: Duration = Duration::from_secs(2);

/// Looks at the sources whenever they change, and hands on what it saw.
pub(super) struct Worker {
    options: pipeline::Options,
    workshop: Workshop,
    state: State,
    states: watch::Sender<State>,
    news: UnboundedSender<News>,
    /// Hears how far the first look is; later ones are quick.
    progress: Box<dyn Progress + Send>,
}

impl Worker {
    /// A worker that has seen nothing yet.
    pub(super) fn new(
        options: pipeline::Options,
        states: watch::Sender<State>,
        news: UnboundedSender<News>,
        progress: Box<dyn Progress + Send>,
    ) -> Self {
        let state = states.borrow().clone();
        Self {
            workshop: Workshop::new(options.clone()),
            state,
            options,
            states,
            news,
            progress,
        }
    }

    /// Looks once, then after each batch, until no more can come.
    pub(super) fn run(mut self, batches: &Receiver<Changes>) {
        self.look(Changes::All);
        let mut save_at = Some(Instant::now() + IDLE);
        loop {
            let first = match save_at {
                None => batches.recv().map_err(|_| RecvTimeoutError::Disconnected),
                Some(at) => batches.recv_timeout(at.saturating_duration_since(Instant::now())),
            };
            let changes = match first {
                Ok(first) => batches.try_iter().fold(first, merge),
                Err(RecvTimeoutError::Timeout) => {
                    // Nothing depends on it but the speed of the next start.
                    let _ = catch_unwind(AssertUnwindSafe(|| self.workshop.save()));
                    save_at = None;
                    continue;
                }
                Err(RecvTimeoutError::Disconnected) => return,
            };
            if changes != Changes::Paths(Vec::new()) {
                self.follow(changes);
                save_at = Some(Instant::now() + IDLE);
            }
        }
    }

    /// Shows the new words at once, then the whole picture.
    fn follow(&mut self, changes: Changes) {
        let next = self.state.version + 1;
        let kinds = Kinds::of(&self.options.root, &changes);
        if kinds.has_styles {
            self.state.styles = next;
        }
        if kinds.has_assets {
            self.state.assets = next;
        }
        let stand_in = catch_unwind(AssertUnwindSafe(|| {
            let last = self.state.snapshot.as_ref()?;
            self.workshop.stand_in(last, &changes)
        }));
        if let Ok(Some(snapshot)) = stand_in {
            self.state.snapshot = Some(snapshot);
            self.state.is_partial = true;
            self.publish();
        }
        self.look(changes);
    }

    /// Reads and understands what changed.
    fn look(&mut self, changes: Changes) {
        let began = Instant::now();
        let seen = catch_unwind(AssertUnwindSafe(|| {
            self.workshop.refresh(&changes, self.progress.as_ref())
        }));
        self.progress = Box::new(Silent);
        self.state.read = Read {
            took: began.elapsed(),
            paths: match changes {
                Changes::All => Arc::default(),
                Changes::Paths(paths) => paths.into(),
            },
        };
        match seen {
            Ok(seen) => self.take(seen),
            Err(panic) => {
                self.workshop = Workshop::new(self.options.clone());
                self.fail(&format!(
                    "this is a mistake of dateline: {}",
                    words(&*panic)
                ));
            }
        }
        self.state.is_partial = false;
        self.publish();
        // Nobody listens any more when the preview ends.
        let _ = self.news.send(News::Read(Box::new(self.state.clone())));
    }

    fn take(&mut self, seen: Result<Snapshot>) {
        let snapshot = match seen {
            Ok(snapshot) => snapshot,
            Err(error) => return self.fail(&error.to_string()),
        };
        self.state.failure = None;
        self.state.diagnostics = snapshot.diagnostics.as_slice().into();
        let is_blocked = snapshot.is_blocked(self.options.strict);
        self.state.is_stale = is_blocked && self.state.snapshot.is_some();
        if !is_blocked {
            self.state.snapshot = Some(snapshot);
        }
    }

    fn fail(&mut self, reason: &str) {
        self.state.failure = Some(reason.into());
        self.state.is_stale = self.state.snapshot.is_some();
    }

    fn publish(&mut self) {
        self.state.version += 1;
        self.states.send_replace(self.state.clone());
    }
}

/// Hands what the watcher has to say to the user on.
pub(super) fn note(news: UnboundedSender<News>) -> Note {
    Box::new(move |words| {
        let _ = news.send(News::Note(words));
    })
}

/// Two batches as one.
fn merge(one: Changes, other: Changes) -> Changes {
    match (one, other) {
        (Changes::Paths(mut paths), Changes::Paths(more)) => {
            paths.extend(more);
            let paths: BTreeSet<PathBuf> = paths.into_iter().collect();
            Changes::Paths(paths.into_iter().collect())
        }
        _ => Changes::All,
    }
}

/// What kinds of static files a batch holds.
struct Kinds {
    has_styles: bool,
    has_assets: bool,
}

impl Kinds {
    /// The kinds of what changed below `root`.
    fn of(root: &Path, changes: &Changes) -> Self {
        let Changes::Paths(paths) = changes else {
            return Self {
                has_styles: true,
                has_assets: true,
            };
        };
        let is_style = |path: &Path| {
            path.extension()
                .is_some_and(|ext| ext.eq_ignore_ascii_case("css"))
        };
        let assets = paths.iter().filter(|path| path.starts_with("static"));
        // The files of a folder that was made are told one by one.
        let mut assets = assets.filter(|path| !root.join(path).is_dir());
        Self {
            has_styles: assets.clone().any(|path| is_style(path)),
            has_assets: assets.any(|path| !is_style(path)),
        }
    }
}

/// What a panic says.
fn words(panic: &(dyn std::any::Any + Send)) -> &str {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("no reason given")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths(paths: &[&str]) -> Changes {
        Changes::Paths(paths.iter().map(PathBuf::from).collect())
    }

    #[test]
    fn batches_that_came_meanwhile_are_one() {
        assert_eq!(
            merge(paths(&["b", "a"]), paths(&["a", "c"])),
            paths(&["a", "b", "c"])
        );
        assert_eq!(merge(paths(&["a"]), Changes::All), Changes::All);
    }

    #[test]
    fn stylesheets_are_told_from_other_static_files() {
        let root = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(root.path().join("static/img")).unwrap();
        let kinds = |changes| {
            let kinds = Kinds::of(root.path(), &changes);
            (kinds.has_styles, kinds.has_assets)
        };
        assert_eq!(kinds(paths(&["static/a.CSS"])), (true, false));
        assert_eq!(
            kinds(paths(&["static/a.png", "content/x.css"])),
            (false, true)
        );
        assert_eq!(kinds(paths(&["content/articles/a.md"])), (false, false));
        assert_eq!(
            kinds(paths(&["static", "static/img", "static/img/a.css"])),
            (true, false)
        );
        assert_eq!(kinds(paths(&["static/gone"])), (false, true));
        assert_eq!(kinds(Changes::All), (true, true));
    }
}
