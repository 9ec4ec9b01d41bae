//! Gathers the steps of a save, and says when it is over.
//!
//! Editors save in many steps: they truncate and write, write aside and rename, or rename the old file away and write a
//! new one. A batch waits until nothing has happened for a moment; longer while a file is still open for writing, or is
//! gone and may come back.

use crate::pipeline::Changes;
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// Nothing happened for this long: the save is over.
const QUIET: Duration = Duration::from_millis(8);

/// A file that was removed or renamed away may come back within this time.
const COMING_BACK: Duration = Duration::from_millis(30);

/// A file that is being written is waited for this long. Where nobody tells that a file was closed, no longer than usual.
const WRITING: Duration = if cfg!(target_os = "linux") {
    Duration::from_millis(60)
} else {
    Duration::from_millis(20)
};

/// Whatever happens, what is known by then is handed on.
const LONGEST: Duration = Duration::from_millis(250);

/// A step of a save.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// Bytes were written, and more may follow.
    Written,
    /// Nobody has it open for writing any more, or it came in one piece.
    Done,
    /// Removed or renamed away.
    Gone,
}

/// Paths that changed together, relative to the site's root.
#[derive(Debug, Default)]
pub(super) struct Batch {
    paths: BTreeSet<PathBuf>,
    is_all: bool,
    writing: BTreeSet<PathBuf>,
    gone: BTreeSet<PathBuf>,
    span: Option<(Instant, Instant)>,
}

impl Batch {
    /// Takes a step that happened `at`.
    pub(super) fn add(&mut self, path: PathBuf, step: Step, at: Instant) {
        self.touch(at);
        self.writing.remove(&path);
        self.gone.remove(&path);
        match step {
            Step::Written => drop(self.writing.insert(path.clone())),
            Step::Gone => drop(self.gone.insert(path.clone())),
            Step::Done => {}
        }
        self.paths.insert(path);
    }

    /// Anything may have changed.
    pub(super) fn add_all(&mut self, at: Instant) {
        self.touch(at);
        self.is_all = true;
    }

    fn touch(&mut self, at: Instant) {
        let first = self.span.map_or(at, |(first, _)| first);
        self.span = Some((first, at));
    }

    /// When it is to be handed on, unless more happens before; `None` while it is empty.
    pub(super) fn due(&self) -> Option<Instant> {
        let (first, last) = self.span?;
        let patience = match () {
            () if !self.writing.is_empty() => WRITING,
            () if !self.gone.is_empty() => COMING_BACK,
            () => QUIET,
        };
        Some((last + patience).min(first + LONGEST))
    }

    /// What it holds; empty afterwards.
    pub(super) fn take(&mut self) -> Changes {
        let batch = std::mem::take(self);
        match batch.is_all {
            true => Changes::All,
            false => Changes::Paths(batch.paths.into_iter().collect()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MS: Duration = Duration::from_millis(1);

    fn after(steps: &[(u32, &str, Step)]) -> (Option<Duration>, Changes) {
        let start = Instant::now();
        let mut batch = Batch::default();
        for (ms, path, step) in steps {
            batch.add(PathBuf::from(path), *step, start + *ms * MS);
        }
        let due = batch.due().map(|due| due - start);
        (due, batch.take())
    }

    #[test]
    fn a_save_in_place_is_over_when_the_file_is_closed() {
        let (due, changes) = after(&[
            (0, "a", Step::Written),
            (1, "a", Step::Written),
            (2, "a", Step::Done),
        ]);
        assert_eq!(due, Some(2 * MS + QUIET));
        assert_eq!(changes, Changes::Paths(vec!["a".into()]));
    }

    #[test]
    fn a_file_that_is_being_written_is_waited_for() {
        let (due, _) = after(&[(0, "a", Step::Written), (1, "b", Step::Done)]);
        assert_eq!(due, Some(MS + WRITING));
    }

    #[test]
    fn a_file_that_is_gone_may_come_back() {
        let (due, _) = after(&[(0, "a", Step::Gone)]);
        assert_eq!(due, Some(COMING_BACK));
        let (due, changes) = after(&[(0, "a", Step::Gone), (3, "a", Step::Done)]);
        assert_eq!(due, Some(3 * MS + QUIET));
        assert_eq!(changes, Changes::Paths(vec!["a".into()]));
    }

    #[test]
    fn a_stream_of_changes_does_not_wait_for_its_end() {
        let steps: Vec<_> = (0..400).map(|ms| (ms, "a", Step::Written)).collect();
        let (due, _) = after(&steps);
        assert_eq!(due, Some(LONGEST));
    }

    #[test]
    fn an_empty_batch_is_never_due_and_all_outweighs_paths() {
        let mut batch = Batch::default();
        assert_eq!(batch.due(), None);
        batch.add("a".into(), Step::Done, Instant::now());
        batch.add_all(Instant::now());
        assert_eq!(batch.take(), Changes::All);
        assert_eq!(batch.due(), None);
    }
}
