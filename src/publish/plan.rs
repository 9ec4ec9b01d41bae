//! What a run will do, before it does anything.

use super::{Published, Site};
use crate::output::Manifest;
use std::collections::BTreeSet;

/// The difference between a site and what a host holds, by content, never by time. Lists are sorted by path.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Plan {
    /// Not there yet.
    pub added: Vec<String>,
    /// There with other content, or perhaps so after a run that was cut off.
    pub changed: Vec<String>,
    /// There with the same content and other headers.
    pub headers: Vec<String>,
    /// Ours, and no longer part of the site.
    pub deleted: Vec<String>,
    /// There as they should be.
    pub unchanged: Vec<String>,
    /// Part of the site, and there already though we did not put them there: publishing is refused.
    pub foreign: Vec<String>,
    /// What the host held when the plan was made: a host that can, refuses to be changed from another state.
    #[serde(skip)]
    pub base: Published,
}

impl Plan {
    /// Compares; `has_headers` as in [`super::Host::has_headers`].
    pub fn new(site: &Site, base: Published, has_headers: bool) -> Self {
        let mut plan = Self::default();
        let present = base.present.as_ref();
        let held = base.manifest.as_ref().map(|manifest| &manifest.files);
        let claimed = base.claim.as_ref().map(|claim| &claim.files);
        let is_present = |path: &String| present.is_none_or(|present| present.contains(path));
        for (path, entry) in &site.files {
            let path = path.clone();
            let was = held.and_then(|held| held.get(&path));
            let is_claimed = claimed.is_some_and(|claimed| claimed.contains_key(&path));
            let list = match was {
                _ if is_claimed && is_present(&path) => &mut plan.changed,
                Some(was) if is_present(&path) => match () {
                    () if was.hash != entry.hash => &mut plan.changed,
                    () if has_headers && was.headers != entry.headers => &mut plan.headers,
                    () => &mut plan.unchanged,
                },
                None if present.is_some_and(|present| present.contains(&path)) => &mut plan.foreign,
                _ => &mut plan.added,
            };
            list.push(path);
        }
        let ours: BTreeSet<&String> = [&base.manifest, &base.claim]
            .into_iter()
            .flatten()
            .flat_map(|found| found.files.keys().chain(&found.stale))
            .collect();
        plan.deleted = ours
            .into_iter()
            .filter(|path| !site.files.contains_key(*path) && is_present(path))
            .cloned()
            .collect();
        plan.base = base;
        plan
    }

    /// True when the host already is what it should be.
    pub fn is_empty(&self) -> bool {
        let lists = [&self.added, &self.changed, &self.headers, &self.deleted];
        lists.iter().all(|list| list.is_empty()) && self.base.claim.is_none()
    }

    /// How many files of ours the host holds.
    pub fn published(&self) -> usize {
        let lists = [&self.base.manifest, &self.base.claim];
        let ours: BTreeSet<&String> = lists
            .into_iter()
            .flatten()
            .flat_map(|found| found.files.keys().chain(&found.stale))
            .collect();
        ours.len()
    }

    /// Takes the files of others that are in the way for changed ones.
    pub fn take_over(&mut self) {
        self.changed.append(&mut self.foreign);
        self.changed.sort();
    }

    /// What a run puts on the host before its first byte, so that the next one knows what it may find: the files that are
    /// about to be sent, and those that are about to be deleted. Whatever is not in it stays as the manifest says.
    pub fn claim(&self, site: &Site) -> Manifest {
        let sent = self.sent().into_iter();
        let files = sent.filter_map(|path| Some((path.to_owned(), site.files.get(path)?.clone())));
        let mut claim = Manifest::new(files.collect());
        claim.stale = self.deleted.iter().cloned().collect();
        claim
    }

    /// Everything that must be sent, sorted by path.
    pub fn sent(&self) -> BTreeSet<&str> {
        let lists = [&self.added, &self.changed, &self.headers];
        let all = lists.into_iter().flatten();
        all.map(String::as_str).collect()
    }
}
