//! One run: claim, files in waves, manifest, deletions, clean manifest, claim away. Nothing is deleted before everything
//! that is to be sent is there and the manifest says so.
//!
//! Whoever puts the claim last owns the site. A run whose claim was replaced stops at once; one that finds a claim and
//! takes it over waits a moment first, so that the other has stopped by then.

use super::Base;
use super::fault::{Doing, Fault};
use super::retry::Again;
use super::store::{Condition, Content, Store};
use crate::error::Result;
use crate::output::manifest::{Entry, Headers};
use crate::output::{MANIFEST, Manifest};
use crate::publish::host::CLAIM;
use crate::publish::{Done, Plan, Progress, Site, headers, order};
use bytes::Bytes;
use futures_util::{StreamExt, TryStreamExt, stream};
use std::cell::Cell;
use std::collections::BTreeSet;
use std::hash::{BuildHasher, RandomState};
use std::time::Duration;

/// Files that are sent at the same time.
const AT_ONCE: usize = 16;
/// How often a run looks whether the claim is still its own.
const WATCH: Duration = Duration::from_secs(2);

pub struct Run<'a> {
    host: &'a str,
    store: &'a Store,
    plan: &'a Plan,
    site: &'a Site,
    progress: &'a dyn Progress,
    again: Again<'a>,
    watch: Duration,
    /// What goes: besides the plan's, whatever a run that has not yet heard of this one may have sent since the plan was
    /// made.
    deleted: BTreeSet<String>,
    /// Known to this run alone; tells its claim and manifest from those of another.
    mark: String,
    done: Cell<Done>,
}

/// A failure and what was being done; the caller adds how things stand.
type Failed<'a> = (Fault, Doing<'a>);

impl<'a> Run<'a> {
    pub fn new(
        host: &'a str,
        store: &'a Store,
        plan: &'a Plan,
        site: &'a Site,
        progress: &'a dyn Progress,
        patience: Duration,
    ) -> Self {
        let claim = plan.base.claim.as_ref();
        let claimed = claim.into_iter().flat_map(|claim| claim.files.keys());
        let late = claimed.filter(|path| !site.files.contains_key(*path));
        Self {
            host,
            store,
            plan,
            site,
            progress,
            again: Again::new(patience, progress),
            watch: WATCH.min(patience / 10),
            deleted: plan.deleted.iter().chain(late).cloned().collect(),
            mark: mark_of_run(),
            done: Cell::default(),
        }
    }

    /// Makes the host equal to the plan.
    pub async fn go(&self, base: &Base) -> Result<Done> {
        let manifest = self.site.manifest();
        if self.plan.is_empty() && self.plan.base.manifest.as_ref() == Some(&manifest) {
            return Ok(self.done.get());
        }
        let claim = self.claim(base).await;
        claim.map_err(|failed| self.failed(failed, "nothing was changed"))?;
        self.send_all().await?;
        let mut announced = manifest.clone();
        announced.stale = self.deleted.clone();
        let put = self.put_own(MANIFEST, &announced, &base.manifest).await;
        let put =
            put.map_err(|failed| self.failed(failed, "every file is there, nothing was deleted"))?;
        if !self.deleted.is_empty() {
            let left = "every file is there, but not all that should be deleted is";
            let deleted = self.delete().await;
            deleted.map_err(|failed| self.failed(failed, left))?;
            let put = self.put_own(MANIFEST, &manifest, &put).await;
            put.map_err(|failed| self.failed(failed, "every file is as it should be"))?;
        }
        let ended = self.unclaim().await;
        ended.map_err(|failed| self.failed(failed, "every file is as it should be"))?;
        Ok(self.done.get())
    }

    /// Says which files will be ours: those of this run, and those that a run that was cut off, or has not yet heard of
    /// this one, may still have put there.
    async fn claim(&self, base: &Base) -> Result<(), Failed<'a>> {
        let mut claim = self.plan.claim(self.site);
        claim.stale.extend(self.deleted.iter().cloned());
        self.put_own(CLAIM, &claim, &base.claim).await?;
        if base.claim != Condition::Absent {
            tokio::time::sleep(self.watch * 3 / 2).await;
        }
        Ok(())
    }

    async fn send_all(&self) -> Result<()> {
        let sent = self.plan.sent();
        let bytes = sent
            .iter()
            .filter_map(|path| self.site.files.get(*path))
            .map(|entry| entry.bytes);
        self.progress.start(sent.len(), bytes.sum());
        for paths in order::waves(sent.iter().copied()).into_values() {
            tokio::select! {
                done = self.send_wave(&paths) => done?,
                failed = self.overtaken() => return Err(self.stopped(failed, sent.len())),
            }
        }
        // Just before the manifest once more, and strictly: the watch forgives a look that fails.
        let owned = self.owned().await;
        owned.map_err(|failed| self.stopped(failed, sent.len()))
    }

    async fn send_wave(&self, paths: &[&str]) -> Result<()> {
        let files = stream::iter(paths).map(|path| self.send(path));
        files.buffer_unordered(AT_ONCE).try_collect().await
    }

    /// Sends a file, unless a run that was cut off did so.
    async fn send(&self, path: &str) -> Result<()> {
        let Some(entry) = self.site.files.get(path) else {
            return Ok(());
        };
        let failed = |fault| self.stopped((fault, Doing::Send(path)), self.plan.sent().len());
        let mark = mark_of_file(entry);
        let claim = self.plan.base.claim.as_ref();
        if claim.is_some_and(|claim| claim.files.contains_key(path)) {
            let seen = self.store.head(path, &self.again).await.map_err(failed)?;
            if seen.is_some_and(|seen| seen.mark == mark && seen.bytes == entry.bytes) {
                self.count(|done| done.resumed += 1);
                self.progress.sent(entry.bytes);
                return Ok(());
            }
        }
        let made = headers::of(path);
        let content = Content {
            bytes: Bytes::from(self.site.read(path)?.into_owned()),
            headers: entry.headers.as_ref().unwrap_or(&made),
            mark: &mark,
        };
        let put = self.store.put(path, &content, &self.again).await;
        put.map_err(failed)?;
        self.count(|done| {
            done.sent += 1;
            done.bytes += entry.bytes;
        });
        self.progress.sent(entry.bytes);
        Ok(())
    }

    /// Ends when another run has put its claim in the place of ours.
    async fn overtaken(&self) -> Failed<'static> {
        loop {
            tokio::time::sleep(self.watch).await;
            if let Err(failed @ (Fault::Overtaken, _)) = self.owned().await {
                return failed;
            }
        }
    }

    async fn owned(&self) -> Result<(), Failed<'static>> {
        let doing = Doing::Read(CLAIM);
        let seen = self.store.head(CLAIM, &self.again).await;
        let seen = seen.map_err(|fault| (fault, doing))?;
        match seen {
            Some(seen) if seen.mark == self.mark => Ok(()),
            _ => Err((Fault::Overtaken, doing)),
        }
    }

    async fn put_own(
        &self,
        path: &'static str,
        manifest: &Manifest,
        condition: &Condition,
    ) -> Result<Condition, Failed<'a>> {
        let doing = Doing::Send(path);
        let json = manifest.to_json();
        let json = json.map_err(|error| (Fault::Odd(error.to_string()), doing))?;
        let headers = Headers {
            content_type: "application/json".into(),
            cache_control: "no-store".into(),
            encoding: None,
        };
        let content = Content {
            bytes: json.into(),
            headers: &headers,
            mark: &self.mark,
        };
        let put = self.store.put_if(condition, path, &content, &self.again);
        put.await.map_err(|fault| (fault, doing))
    }

    async fn delete(&self) -> Result<(), Failed<'a>> {
        let paths: Vec<&str> = self.deleted.iter().map(String::as_str).collect();
        let deleted = self.store.delete(&paths, &self.again).await;
        deleted.map_err(|fault| (fault, Doing::Delete("what is no longer part of the site")))?;
        self.count(|done| done.deleted = self.plan.deleted.len());
        Ok(())
    }

    /// Takes the claim away, unless it is another's by now.
    async fn unclaim(&self) -> Result<(), Failed<'a>> {
        if self.owned().await.is_ok() {
            let deleted = self.store.delete(&[CLAIM], &self.again).await;
            deleted.map_err(|fault| (fault, Doing::Delete(CLAIM)))?;
        }
        Ok(())
    }

    fn count(&self, change: impl FnOnce(&mut Done)) {
        let mut done = self.done.get();
        change(&mut done);
        self.done.set(done);
    }

    fn failed(&self, (fault, doing): Failed<'_>, state: &str) -> crate::error::Error {
        fault.error(self.host, doing, state)
    }

    /// The error of a run that did not send all.
    fn stopped(&self, failed: Failed<'_>, all: usize) -> crate::error::Error {
        let done = self.done.get();
        let there = done.sent + done.resumed;
        let state = format!(
            "{there} of {all} files are there, nothing was deleted, and the next run goes on from here"
        );
        self.failed(failed, &state)
    }
}

/// Tells a file with this content and these headers from any other.
fn mark_of_file(entry: &Entry) -> String {
    let headers = entry.headers.clone().unwrap_or_else(|| headers::of(""));
    let Headers {
        content_type,
        cache_control,
        encoding,
    } = headers;
    let encoding = encoding.unwrap_or_default();
    let all = [&entry.hash, &content_type, &cache_control, &encoding].map(String::as_str);
    blake3::hash(all.join("\n").as_bytes()).to_hex().to_string()
}

/// Differs from run to run.
fn mark_of_run() -> String {
    let [first, second] = [(); 2].map(|()| RandomState::new().hash_one(std::process::id()));
    format!("run-{first:016x}{second:016x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_knows_content_and_headers() {
        let mut entry = Entry::of(b"page");
        entry.headers = Some(headers::of("index.html"));
        let page = mark_of_file(&entry);
        let mut other = Entry::of(b"another");
        other.headers = entry.headers.clone();
        assert_ne!(page, mark_of_file(&other));
        if let Some(headers) = &mut entry.headers {
            headers.cache_control = "no-store".into();
        }
        assert_ne!(page, mark_of_file(&entry));
    }

    #[test]
    fn no_two_runs_are_alike() {
        assert_ne!(mark_of_run(), mark_of_run());
    }
}
