//! The thread that reads and understands the whole site, one look after the other.

use crate::pipeline::{Changes, Options, Progress, Silent, Snapshot, Workshop};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::Receiver;
use std::time::{Duration, Instant};

/// What it is asked to do.
pub(super) enum Job {
    /// Look at what changed.
    Look(Changes),
    /// Keep what was understood for the next run.
    Save,
}

/// A job that is done.
pub(super) enum Done {
    /// A look.
    Looked(Box<Seen>),
    /// The rest.
    Saved,
}

/// What a look saw.
pub(super) struct Seen {
    /// What it looked at.
    pub(super) changes: Changes,
    /// How long it took.
    pub(super) took: Duration,
    /// The site, or why there is none.
    pub(super) result: Result<Box<Snapshot>, String>,
}

/// Does one job after the other until no more can come. `progress` hears how far the first look is; later ones are quick.
pub(super) fn run(
    options: &Options,
    mut workshop: Workshop,
    mut progress: Box<dyn Progress + Send>,
    jobs: &Receiver<Job>,
    done: impl Fn(Done),
) {
    for job in jobs {
        done(match job {
            Job::Save => {
                // Nothing depends on it but the speed of the next start.
                let _ = catch_unwind(AssertUnwindSafe(|| workshop.save()));
                Done::Saved
            }
            Job::Look(changes) => {
                let began = Instant::now();
                let seen = catch_unwind(AssertUnwindSafe(|| {
                    workshop.refresh(&changes, progress.as_ref())
                }));
                progress = Box::new(Silent);
                let result = match seen {
                    Ok(seen) => seen.map(Box::new).map_err(|error| error.to_string()),
                    Err(panic) => {
                        workshop = Workshop::new(options.clone());
                        let words = words(&*panic);
                        Err(format!("this is a mistake of dateline: {words}"))
                    }
                };
                Done::Looked(Box::new(Seen {
                    changes,
                    took: began.elapsed(),
                    result,
                }))
            }
        });
    }
}

/// What a panic says.
fn words(panic: &(dyn std::any::Any + Send)) -> &str {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("no reason given")
}
