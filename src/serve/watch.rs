//! Which sources changed: batches of paths, as soon as a save is over.
//!
//! The operating system is asked to tell of changes (`native`); where it cannot, or is asked not to, the folders are
//! walked twice a second (`walked`). Both look at the same places (`places`), pass over the same files (`names`), and hand
//! on what is left in batches (`batch`), so that the many steps of one save are one change. Knows nothing of what the
//! files mean.

mod batch;
mod names;
mod native;
mod places;
mod walked;

use crate::pipeline::Changes;
use std::path::Path;
use std::sync::mpsc::Sender;
use std::thread;

/// Hears what the watcher has to say to the user.
pub type Note = Box<dyn Fn(String) + Send>;

/// Sends what changes below `root` from now on to `changes`, until nobody listens there. `poll` walks the folders and does
/// not ask the operating system.
pub fn start(root: &Path, poll: bool, changes: Sender<Changes>, note: Note) {
    let root = root.canonicalize().unwrap_or_else(|_| root.to_owned());
    let native = match poll {
        true => None,
        false => native::Native::new(&root)
            .map_err(|reason| note(fallback(&reason)))
            .ok(),
    };
    // The first walk is done before the sources are read for the first time, so that no change is lost between.
    let walked = native.is_none().then(|| walked::Walked::new(&root));
    thread::spawn(move || {
        if let Some(native) = native
            && let Err(reason) = native.run(&changes)
        {
            note(fallback(&reason));
            // What changed since the watcher failed is not known.
            let _ = changes.send(Changes::All);
        }
        walked
            .unwrap_or_else(|| walked::Walked::new(&root))
            .run(&changes);
    });
}

fn fallback(reason: &str) -> String {
    format!("{reason}: looking for changes by walking the folders, as with --poll")
}

#[cfg(test)]
mod tests;
