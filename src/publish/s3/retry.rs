//! Asking again, with waits that grow and differ, until a bounded time has passed without success.
//!
//! The client's own retries are switched off: they sign once for all tries and give up on a connection that breaks.

use super::fault::Fault;
use crate::publish::Progress;
use std::cell::Cell;
use std::hash::{BuildHasher, RandomState};
use std::time::Duration;
use tokio::time::{Instant, sleep, timeout};

/// How long a request is tried again, and who hears of it.
pub struct Again<'a> {
    patience: Duration,
    answer: Duration,
    progress: &'a dyn Progress,
    /// When something was noted last: a bad line gives a note a second, not one a request.
    noted: Cell<Option<Instant>>,
}

/// The first wait; each further one is up to twice as long.
const FIRST_WAIT: Duration = Duration::from_millis(100);
/// The longest wait.
const LONGEST_WAIT: Duration = Duration::from_secs(5);
/// A request without content is answered within this time, or taken as lost: three such fit into the usual patience.
const ANSWER: Duration = Duration::from_secs(14);
/// Content goes at least so fast, in bytes a second, or is taken as lost.
const SLOWEST: u64 = 32 * 1024;

impl<'a> Again<'a> {
    /// Tries for `patience` after a request's first try.
    pub fn new(patience: Duration, progress: &'a dyn Progress) -> Self {
        Self {
            patience,
            answer: ANSWER,
            progress,
            noted: Cell::new(None),
        }
    }

    /// Asks until it is done, the fault is one that stays, or patience ends. `bytes` go with each try.
    pub async fn ask<T>(
        &self,
        bytes: u64,
        mut attempt: impl AsyncFnMut() -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        let began = Instant::now();
        let mut wait = FIRST_WAIT;
        loop {
            let limit = self.answer + Duration::from_secs(bytes / SLOWEST);
            let fault = match timeout(limit, attempt()).await {
                Ok(Ok(done)) => return Ok(done),
                Ok(Err(fault)) => fault,
                Err(_) => Fault::Late,
            };
            let pause = jittered(wait);
            if !fault.is_transient() || began.elapsed() + pause > self.patience {
                return Err(fault);
            }
            self.note(&format!("{}; trying again", fault.brief()));
            sleep(pause).await;
            wait = (wait * 2).min(LONGEST_WAIT);
        }
    }

    /// Tells, but not too often.
    pub fn note(&self, words: &str) {
        let now = Instant::now();
        let is_due = self
            .noted
            .get()
            .is_none_or(|last| now - last >= Duration::from_secs(1));
        if is_due {
            self.noted.set(Some(now));
            self.progress.note(words);
        }
    }
}

/// Between half of it and all of it, so that requests that failed together do not come again together.
fn jittered(wait: Duration) -> Duration {
    // Each state is made with other keys: enough of a die for a pause.
    let parts = RandomState::new().hash_one(0) % 512;
    wait / 2 + wait * (parts as u32) / 1024
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::Silent;
    use crate::publish::s3::answer::Answer;

    fn run<T>(future: impl Future<Output = T>) -> T {
        tokio::runtime::Builder::new_current_thread()
            .enable_time()
            .build()
            .unwrap()
            .block_on(future)
    }

    fn busy() -> Fault {
        Fault::Refused(Answer::new(503, "", "<Code>SlowDown</Code>"))
    }

    #[test]
    fn asks_until_it_is_done() {
        let mut tries = 0;
        let done = run(async {
            let again = Again::new(Duration::from_secs(30), &Silent);
            again
                .ask(0, async || {
                    tries += 1;
                    if tries < 3 { Err(busy()) } else { Ok(tries) }
                })
                .await
        });
        assert_eq!(done, Ok(3));
    }

    #[test]
    fn ends_in_bounded_time() {
        let (done, elapsed) = run(async {
            let began = Instant::now();
            let again = Again::new(Duration::from_millis(400), &Silent);
            let done: Result<(), Fault> = again.ask(0, async || Err(busy())).await;
            (done, began.elapsed())
        });
        assert_eq!(done, Err(busy()));
        assert!(elapsed <= Duration::from_secs(2), "{elapsed:?}");
    }

    #[test]
    fn does_not_ask_again_what_stays_refused() {
        let mut tries = 0;
        let denied = Fault::Refused(Answer::new(403, "", ""));
        let done: Result<(), Fault> = run(async {
            let again = Again::new(Duration::from_secs(30), &Silent);
            again
                .ask(0, async || {
                    tries += 1;
                    Err(denied.clone())
                })
                .await
        });
        assert_eq!((done, tries), (Err(denied), 1));
    }

    #[test]
    fn takes_silence_as_lost() {
        let mut tries = 0;
        let done = run(async {
            let mut again = Again::new(Duration::from_secs(30), &Silent);
            again.answer = Duration::from_millis(20);
            again
                .ask(0, async || {
                    tries += 1;
                    if tries == 1 {
                        std::future::pending::<()>().await;
                    }
                    Ok(())
                })
                .await
        });
        assert_eq!((done, tries), (Ok(()), 2));
    }
}
