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
        let others = present.into_iter().flatten();
        let others = others.filter(|path| !ours.contains(path) && !site.files.contains_key(*path));
        plan.find_blocked(&others.map(String::as_str).collect());
        plan.deleted = ours
            .into_iter()
            .filter(|path| !site.files.contains_key(*path) && is_present(path))
            .cloned()
            .collect();
        plan.base = base;
        plan
    }

    /// Files that cannot be added since another's file stands where a folder must, or another's folder where the file must.
    fn find_blocked(&mut self, others: &BTreeSet<&str>) {
        let folders: BTreeSet<&str> = others.iter().copied().flat_map(folders).collect();
        let is_blocked = |path: &String| {
            folders.contains(path.as_str())
                || self::folders(path).any(|folder| others.contains(folder))
        };
        let (blocked, added) = std::mem::take(&mut self.added)
            .into_iter()
            .partition(is_blocked);
        self.added = added;
        self.foreign.extend::<Vec<String>>(blocked);
        self.foreign.sort();
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

/// The folders above a path.
fn folders(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').filter_map(|(at, _)| path.get(..at))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::{Entry, MANIFEST};
    use std::collections::BTreeMap;

    /// A site of these files, with their contents.
    fn site(files: &[(&str, &str)]) -> Site {
        let folder = tempfile::tempdir().unwrap();
        let json = Manifest::default().to_json().unwrap();
        std::fs::write(folder.path().join(MANIFEST), json).unwrap();
        let files = files
            .iter()
            .map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec()));
        Site::open(folder.path(), files.collect()).unwrap()
    }

    fn manifest(files: &[(&str, &str)]) -> Option<Manifest> {
        let mut entries: BTreeMap<String, Entry> = site(files).files;
        for entry in entries.values_mut().filter(|entry| entry.bytes == 0) {
            entry.headers = None;
        }
        Some(Manifest::new(entries))
    }

    fn present(paths: &[&str]) -> Option<BTreeSet<String>> {
        Some(paths.iter().map(|path| (*path).to_owned()).collect())
    }

    #[test]
    fn every_difference_has_its_list() {
        let site = site(&[
            ("new", "n"),
            ("other", "2"),
            ("same", "s"),
            ("typed", ""),
            ("lost", "l"),
        ]);
        let base = Published {
            manifest: manifest(&[
                ("other", "1"),
                ("same", "s"),
                ("typed", ""),
                ("lost", "l"),
                ("gone", "g"),
                ("gone too", "g"),
            ]),
            claim: None,
            present: present(&["other", "same", "typed", "gone", "theirs"]),
        };
        let plan = Plan::new(&site, base.clone(), true);
        assert_eq!(plan.added, ["lost", "new"]);
        assert_eq!(plan.changed, ["other"]);
        assert_eq!(plan.headers, ["typed"]);
        assert_eq!(plan.unchanged, ["same"]);
        assert_eq!(
            plan.deleted,
            ["gone"],
            "what is not there any more need not be deleted"
        );
        assert!(plan.foreign.is_empty() && !plan.is_empty());
        assert_eq!(
            plan.sent().into_iter().collect::<Vec<_>>(),
            ["lost", "new", "other", "typed"]
        );
        assert_eq!(plan.published(), 6);
        let plan = Plan::new(&site, base.clone(), false);
        assert_eq!((plan.headers.len(), plan.unchanged.len()), (0, 2));
        let unlisted = Published {
            present: None,
            ..base
        };
        let plan = Plan::new(&site, unlisted, true);
        assert_eq!(plan.added, ["new"], "a host that cannot list is believed");
        assert_eq!(plan.deleted, ["gone", "gone too"]);
    }

    #[test]
    fn an_equal_host_has_nothing_to_do() {
        let site = site(&[("a", "1")]);
        let base = Published {
            manifest: manifest(&[("a", "1")]),
            claim: None,
            present: present(&["a"]),
        };
        assert!(Plan::new(&site, base.clone(), true).is_empty());
        let cut_off = Published {
            claim: Some(Manifest::default()),
            ..base
        };
        assert!(
            !Plan::new(&site, cut_off, true).is_empty(),
            "the claim is to be removed"
        );
    }

    #[test]
    fn what_others_put_there_is_in_the_way_unless_taken_over() {
        let site = site(&[("CNAME", "x"), ("index.html", "1")]);
        let base = Published {
            present: present(&["CNAME", "readme"]),
            ..Published::default()
        };
        let mut plan = Plan::new(&site, base, true);
        assert_eq!(
            (plan.foreign.as_slice(), plan.added.as_slice()),
            (
                ["CNAME".to_owned()].as_slice(),
                ["index.html".to_owned()].as_slice()
            )
        );
        assert!(!plan.sent().contains("CNAME"));
        plan.take_over();
        assert_eq!(
            (plan.changed.as_slice(), plan.foreign.len()),
            (["CNAME".to_owned()].as_slice(), 0)
        );
        assert!(plan.deleted.is_empty());
    }

    #[test]
    fn a_run_that_was_cut_off_is_taken_up() {
        let old = [("a", "1"), ("b", "1"), ("drop", "1"), ("keep", "1")];
        let first = site(&[
            ("a", "2"),
            ("b", "2"),
            ("keep", "1"),
            ("new", "2"),
            ("newer", "2"),
        ]);
        let before = Published {
            manifest: manifest(&old),
            claim: None,
            present: present(&["a", "b", "drop", "keep"]),
        };
        let claim = Plan::new(&first, before.clone(), true).claim(&first);
        assert_eq!(
            claim.files.keys().collect::<Vec<_>>(),
            ["a", "b", "new", "newer"]
        );
        assert_eq!(claim.stale.iter().collect::<Vec<_>>(), ["drop"]);
        // Cut off when `a` and `new` were there; then the editor took `new` and the change of `b` back.
        let second = site(&[("a", "2"), ("b", "1"), ("keep", "1"), ("newer", "2")]);
        let cut_off = Published {
            claim: Some(claim),
            present: present(&["a", "b", "drop", "keep", "new"]),
            ..before
        };
        let plan = Plan::new(&second, cut_off, true);
        assert_eq!(plan.changed, ["a", "b"], "either may be old or new");
        assert_eq!(plan.added, ["newer"]);
        assert_eq!(plan.unchanged, ["keep"], "the claim did not speak of it");
        assert_eq!(plan.deleted, ["drop", "new"]);
        assert!(plan.foreign.is_empty());
    }

    #[test]
    fn deletions_that_were_cut_off_are_taken_up() {
        let mut manifest = Manifest::new(site(&[("a", "1")]).files);
        manifest.stale = ["old".to_owned(), "older".to_owned()].into();
        let base = Published {
            manifest: Some(manifest),
            claim: None,
            present: present(&["a", "old"]),
        };
        let plan = Plan::new(&site(&[("a", "1")]), base, true);
        assert_eq!(plan.deleted, ["old"]);
        assert_eq!(plan.unchanged, ["a"]);
    }

    #[test]
    fn a_file_in_the_place_of_a_folder_is_in_the_way_and_the_other_way_round() {
        let site = site(&[("a/index.html", ""), ("b", ""), ("c/d/e", ""), ("f", "")]);
        let base = Published {
            present: present(&["a", "b/theirs", "c/d.txt", "g/f"]),
            ..Published::default()
        };
        let plan = Plan::new(&site, base, false);
        assert_eq!(plan.foreign, ["a/index.html", "b"]);
        assert_eq!(plan.added, ["c/d/e", "f"]);
    }
}
