//! The operating system tells what changes.

use super::batch::{Batch, Step};
use super::names::{self, FOLDERS};
use super::places::Places;
use crate::pipeline::Changes;
use notify::event::{AccessKind, AccessMode, CreateKind, ModifyKind, RemoveKind, RenameMode};
use notify::{ErrorKind, Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::Instant;
use walkdir::WalkDir;

/// A watcher on the places of a site.
pub(super) struct Native {
    root: PathBuf,
    watcher: RecommendedWatcher,
    events: Receiver<notify::Result<Event>>,
    places: Places,
}

/// Why there is no watcher, in words for the user.
type Reason = String;

impl Native {
    /// Watches the sources of the site at a real path.
    pub(super) fn new(root: &Path) -> Result<Self, Reason> {
        let (sender, events) = mpsc::channel();
        let watcher = notify::recommended_watcher(sender).map_err(|error| reason(&error))?;
        let mut native = Self {
            root: root.to_owned(),
            watcher,
            events,
            places: Places::default(),
        };
        // Folders may come and go, so the root tells of them; nothing below it is watched by that.
        let watched = native.watcher.watch(root, RecursiveMode::NonRecursive);
        watched.map_err(|error| reason(&error))?;
        native.settle(Places::new(root))?;
        Ok(native)
    }

    /// Watches these places and no others.
    fn settle(&mut self, places: Places) -> Result<(), Reason> {
        for (real, _) in &self.places.folders {
            // One that is gone is not watched any more; that is as well.
            let _ = self.watcher.unwatch(real);
        }
        for (real, _) in &places.folders {
            self.watch(real, RecursiveMode::Recursive)?;
        }
        self.places = places;
        self.watch_links()
    }

    fn watch_links(&mut self) -> Result<(), Reason> {
        let folders: Vec<PathBuf> = self
            .places
            .link_folders()
            .into_iter()
            .map(Path::to_owned)
            .collect();
        folders
            .iter()
            .try_for_each(|folder| self.watch(folder, RecursiveMode::NonRecursive))
    }

    fn watch(&mut self, path: &Path, mode: RecursiveMode) -> Result<(), Reason> {
        match self.watcher.watch(path, mode) {
            Err(error) if is_gone(&error) => Ok(()),
            watched => watched.map_err(|error| reason(&error)),
        }
    }

    /// Hands on batches until nobody listens.
    pub(super) fn run(mut self, changes: &Sender<Changes>) -> Result<(), Reason> {
        let mut batch = Batch::default();
        loop {
            let event = match batch.due() {
                None => self
                    .events
                    .recv()
                    .map_err(|_| RecvTimeoutError::Disconnected),
                Some(due) => self
                    .events
                    .recv_timeout(due.saturating_duration_since(Instant::now())),
            };
            match event {
                Ok(Ok(event)) => self.take(&event, &mut batch)?,
                Ok(Err(error)) if is_gone(&error) => batch.add_all(Instant::now()),
                Ok(Err(error)) => return Err(reason(&error)),
                Err(RecvTimeoutError::Disconnected) => return Err("the watcher ended".into()),
                Err(RecvTimeoutError::Timeout) => {}
            }
            if batch.due().is_some_and(|due| due <= Instant::now())
                && changes.send(batch.take()).is_err()
            {
                return Ok(());
            }
        }
    }

    fn take(&mut self, event: &Event, batch: &mut Batch) -> Result<(), Reason> {
        let now = Instant::now();
        if event.need_rescan() {
            // Folders may have been made that nobody told of.
            self.settle(Places::new(&self.root))?;
            batch.add_all(now);
            return Ok(());
        }
        let Some(step) = step(event.kind) else {
            return Ok(());
        };
        for path in &event.paths {
            let sources = self.places.sources(path);
            if sources.iter().any(|source| is_top(source)) {
                self.settle(Places::new(&self.root))?;
            }
            for source in sources {
                if path.is_symlink() && self.places.find_links(&source) {
                    self.watch_links()?;
                }
                if step == Step::Done && path.is_dir() {
                    // What was in a folder before it was watched is told by nobody else.
                    for file in files(path, &source) {
                        batch.add(file, step, now);
                    }
                }
                batch.add(source, step, now);
            }
        }
        Ok(())
    }
}

/// What an event means for a save; `None` when it changes nothing, as reading does.
fn step(kind: EventKind) -> Option<Step> {
    match kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => Some(Step::Done),
        EventKind::Access(_) => None,
        EventKind::Create(CreateKind::Folder) => Some(Step::Done),
        EventKind::Create(_) | EventKind::Modify(ModifyKind::Data(_)) => Some(Step::Written),
        EventKind::Modify(ModifyKind::Name(RenameMode::From))
        | EventKind::Remove(RemoveKind::File) => Some(Step::Gone),
        // Of a rename whose ends are both known, each end was told before.
        EventKind::Modify(ModifyKind::Name(RenameMode::Both)) if cfg!(target_os = "linux") => None,
        EventKind::Any | EventKind::Modify(_) | EventKind::Remove(_) | EventKind::Other => {
            Some(Step::Done)
        }
    }
}

/// The files of a folder, named as if it were `source`.
fn files(folder: &Path, source: &Path) -> Vec<PathBuf> {
    let entries = WalkDir::new(folder).into_iter().flatten();
    let files = entries.filter(|entry| !entry.file_type().is_dir());
    let named =
        files.filter_map(|entry| Some(source.join(entry.path().strip_prefix(folder).ok()?)));
    named.filter(|path| names::is_source(path)).collect()
}

/// True for the source folders themselves.
fn is_top(source: &Path) -> bool {
    FOLDERS.iter().any(|folder| source == Path::new(folder))
}

fn is_gone(error: &notify::Error) -> bool {
    match &error.kind {
        ErrorKind::PathNotFound | ErrorKind::WatchNotFound => true,
        ErrorKind::Io(error) => error.kind() == std::io::ErrorKind::NotFound,
        _ => false,
    }
}

fn reason(error: &notify::Error) -> Reason {
    match &error.kind {
        ErrorKind::MaxFilesWatch => {
            "the system's limit of watched folders is reached (fs.inotify.max_user_watches)".into()
        }
        ErrorKind::Io(error) if error.raw_os_error() == Some(24) => {
            "the system's limit of watchers is reached (fs.inotify.max_user_instances)".into()
        }
        _ => format!("the system does not tell of changes ({error})"),
    }
}
