//! The thread that decides what is shown: from batches of changed paths to states.
//!
//! It never computes for long, so that a save is shown at once, also while the whole site is being understood for the save
//! before; that is another thread's work (see [`super::reader`]).

use super::reader::{self, Done, Job, Seen};
use super::state::{Read, State};
use super::{News, watch::Note};
use crate::pipeline::{self, Changes, Progress, Snapshot, StandIns, Workshop};
use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};
use tokio::sync::mpsc::UnboundedSender;
use tokio::sync::watch;

/// When nothing changed for this long, what was understood is kept on disk for the next run.
const IDLE: Duration = Duration::from_secs(2);

/// Shows what changes at once and in full.
pub(super) struct Worker {
    options: pipeline::Options,
    state: State,
    states: watch::Sender<State>,
    news: UnboundedSender<News>,
    /// Hears how far the first look is.
    progress: Box<dyn Progress + Send>,
}

/// What the worker hears of.
enum Event {
    /// Sources changed.
    Batch(Changes),
    /// The reader is done with its job.
    Done(Done),
    /// Nothing will change any more.
    End,
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
            options,
            state,
            states,
            news,
            progress,
        }
    }

    /// Looks once, then after each batch, until no more can come.
    pub(super) fn run(self, batches: &Receiver<Changes>) {
        let (events, heard) = channel();
        let (jobs, todo) = channel();
        let workshop = Workshop::new(self.options.clone());
        let desk = Desk {
            stand_ins: workshop.stand_ins(),
            options: self.options.clone(),
            state: self.state,
            states: self.states,
            news: self.news,
            jobs,
            is_busy: false,
            waiting: Some(Changes::All),
        };
        let (options, progress) = (self.options, self.progress);
        let done = events.clone();
        thread::scope(|scope| {
            scope.spawn(move || {
                reader::run(&options, workshop, progress, &todo, |it| {
                    // Nobody listens any more when the preview ends.
                    let _ = done.send(Event::Done(it));
                });
            });
            scope.spawn(move || desk.run(&heard));
            for batch in batches {
                if batch != Changes::Paths(Vec::new()) && events.send(Event::Batch(batch)).is_err()
                {
                    break;
                }
            }
            let _ = events.send(Event::End);
        });
    }
}

/// The worker at work.
struct Desk {
    options: pipeline::Options,
    stand_ins: StandIns,
    state: State,
    states: watch::Sender<State>,
    news: UnboundedSender<News>,
    jobs: Sender<Job>,
    /// The reader has a job.
    is_busy: bool,
    /// What the reader has not been told of yet.
    waiting: Option<Changes>,
}

impl Desk {
    fn run(mut self, events: &Receiver<Event>) {
        self.read_on();
        let mut save_at = None;
        loop {
            let event = match save_at.filter(|_| !self.is_busy) {
                None => events.recv().map_err(|_| RecvTimeoutError::Disconnected),
                Some(at) => {
                    events.recv_timeout(Instant::saturating_duration_since(&at, Instant::now()))
                }
            };
            match event {
                Ok(Event::Batch(changes)) => self.follow(changes),
                Ok(Event::Done(Done::Looked(seen))) => {
                    self.take(*seen);
                    save_at = Some(Instant::now() + IDLE);
                }
                Ok(Event::Done(Done::Saved)) => self.is_busy = false,
                Err(RecvTimeoutError::Timeout) => {
                    save_at = None;
                    self.give(Job::Save);
                }
                Ok(Event::End) | Err(RecvTimeoutError::Disconnected) => return,
            }
            self.read_on();
        }
    }

    /// Gives the reader what waits, when it is free.
    fn read_on(&mut self) {
        if !self.is_busy
            && let Some(changes) = self.waiting.take()
        {
            self.give(Job::Look(changes));
        }
    }

    fn give(&mut self, job: Job) {
        self.is_busy = self.jobs.send(job).is_ok();
    }

    /// Shows the new words at once; the whole picture follows.
    fn follow(&mut self, changes: Changes) {
        let next = self.state.version + 1;
        let kinds = Kinds::of(&self.options.root, &changes);
        if kinds.has_styles {
            self.state.styles = next;
        }
        if kinds.has_assets {
            self.state.assets = next;
        }
        let last = self.state.snapshot.as_ref();
        if let Some(snapshot) = last.and_then(|last| self.stand_in(last, &changes)) {
            self.state.snapshot = Some(snapshot);
            self.state.is_partial = true;
            self.publish();
        }
        self.waiting = Some(match self.waiting.take() {
            Some(waiting) => merge(waiting, changes),
            None => changes,
        });
    }

    fn stand_in(&self, last: &Snapshot, changes: &Changes) -> Option<Snapshot> {
        let made = catch_unwind(AssertUnwindSafe(|| self.stand_ins.after(last, changes)));
        made.ok().flatten()
    }

    /// Shows what the reader has seen.
    fn take(&mut self, seen: Seen) {
        self.is_busy = false;
        self.state.read = Read {
            took: seen.took,
            paths: match seen.changes {
                Changes::All => Arc::default(),
                Changes::Paths(paths) => paths.into(),
            },
        };
        match seen.result {
            Ok(snapshot) => self.show(*snapshot),
            Err(reason) => {
                self.state.failure = Some(reason.into());
                self.state.is_stale = self.state.snapshot.is_some();
            }
        }
        self.state.is_partial = self.waiting.is_some();
        self.publish();
        // Nobody listens any more when the preview ends.
        let _ = self.news.send(News::Read(Box::new(self.state.clone())));
    }

    fn show(&mut self, snapshot: Snapshot) {
        self.state.failure = None;
        self.state.diagnostics = snapshot.diagnostics.as_slice().into();
        let is_blocked = snapshot.is_blocked(self.options.strict);
        self.state.is_stale = is_blocked && self.state.snapshot.is_some();
        if is_blocked {
            return;
        }
        // What was saved while the reader read is newer than what it saw, and must not be taken back.
        let newest = match &self.waiting {
            None => Some(snapshot),
            Some(changes) => match self.stand_in(&snapshot, changes) {
                None if self.state.is_partial => None,
                None => Some(snapshot),
                newer => newer,
            },
        };
        self.state.snapshot = newest.or(self.state.snapshot.take());
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
