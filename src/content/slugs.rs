//! Who gets which permalink.
//!
//! A slug that an editor wrote is the article's or nobody's: two of one are an error. A slug from a file's name is
//! shared out when several names give the same: the name that is the slug already keeps it, else the one in the outermost folder, else the first by path;
//! the others add a short hash of their path, so that no article is lost and no other article is renamed.

use super::load::slug_of_stem;
use crate::diag::{Diagnostic, Place};
use crate::files;
use crate::slug::Slug;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Names that Windows keeps for devices: no folder can bear them.
const DEVICES: &[&str] = &["con", "prn", "aux", "nul"];

/// The slug of a file's name.
pub fn of_path(path: &Path) -> Slug {
    match slug_of_stem(path) {
        Some(slug) if !is_device(slug.as_str()) => slug,
        Some(slug) => with_hash(&slug, path, 6),
        None => with_hash(&Slug::article(), path, 6),
    }
}

fn is_device(slug: &str) -> bool {
    let port = |rest: &str| rest.len() == 1 && rest.bytes().all(|byte| byte.is_ascii_digit());
    DEVICES.contains(&slug)
        || ["com", "lpt"]
            .iter()
            .any(|name| slug.strip_prefix(name).is_some_and(port))
}

/// `slug-3fa2c1`
fn with_hash(slug: &Slug, path: &Path, digits: usize) -> Slug {
    let hash = files::hash(path.as_os_str().as_encoded_bytes());
    let hash = hash.get(..digits).unwrap_or(&hash);
    let base = slug
        .as_str()
        .get(..Slug::MAX - digits - 1)
        .unwrap_or(slug.as_str());
    Slug::parse(&format!("{}-{hash}", base.trim_end_matches('-'))).unwrap_or_else(|| slug.clone())
}

/// An article's wish.
#[derive(Clone, Copy, Debug)]
pub struct Claim<'a> {
    /// The slug that its file gives.
    pub slug: &'a Slug,
    /// Its file.
    pub path: &'a Path,
    /// Where the editor wrote the slug, if so.
    pub place: Option<&'a Place>,
}

/// Settles who keeps a slug. Claims are in order of path; returns the slugs of those that do not get what they claim, by
/// index.
pub fn share_out(claims: &[Claim<'_>], found: &mut Vec<Diagnostic>) -> BTreeMap<usize, Slug> {
    let mut groups: BTreeMap<&Slug, Vec<usize>> = BTreeMap::new();
    for (ix, claim) in claims.iter().enumerate() {
        groups.entry(claim.slug).or_default().push(ix);
    }
    let mut sharing = Sharing {
        taken: groups.keys().map(|slug| (*slug).clone()).collect(),
        moved: BTreeMap::new(),
    };
    for (slug, members) in groups.into_iter().filter(|(_, members)| members.len() > 1) {
        let claims: Vec<(usize, Claim<'_>)> = members
            .into_iter()
            .filter_map(|ix| Some((ix, *claims.get(ix)?)))
            .collect();
        if claims.iter().any(|(_, claim)| claim.place.is_some()) {
            found.extend(refuse(slug, claims));
        } else {
            found.extend(sharing.move_over(slug, &claims));
        }
    }
    sharing.moved
}

/// An error at each article but the first, naming the first.
fn refuse(slug: &Slug, mut claims: Vec<(usize, Claim<'_>)>) -> Vec<Diagnostic> {
    // Complaints belong where a slug is written, so articles without one come first.
    claims.sort_by_key(|(_, claim)| (claim.place.is_some(), claim.path));
    let Some(((_, first), others)) = claims.split_first() else {
        return Vec::new();
    };
    let of = |(_, claim): &(usize, Claim<'_>)| {
        let place = claim
            .place
            .cloned()
            .unwrap_or_else(|| Place::file(claim.path));
        let message = format!("the slug `{slug}` is also that of {}", first.path.display());
        Diagnostic::error("slug/duplicate", place, message).hint("give one of them another `slug:`")
    };
    others.iter().map(of).collect()
}

#[derive(Default)]
struct Sharing {
    taken: BTreeSet<Slug>,
    moved: BTreeMap<usize, Slug>,
}

impl Sharing {
    fn move_over(&mut self, slug: &Slug, claims: &[(usize, Claim<'_>)]) -> Vec<Diagnostic> {
        let is_exact = |path: &Path| path.file_stem().is_some_and(|stem| stem == slug.as_str());
        let keeper = claims.iter().min_by_key(|(_, claim)| {
            let depth = claim.path.components().count();
            (!is_exact(claim.path), depth, claim.path)
        });
        let Some((keeper, kept)) = keeper else {
            return Vec::new();
        };
        let mut found = Vec::new();
        for (ix, claim) in claims.iter().filter(|(ix, _)| ix != keeper) {
            let free = [6, 12, 24, 48].map(|digits| with_hash(slug, claim.path, digits));
            let free = free.into_iter().find(|slug| !self.taken.contains(slug));
            let other = free.unwrap_or_else(|| slug.clone());
            let message = format!(
                "its name gives the same slug as {}; the article is `{other}` instead",
                kept.path.display(),
            );
            found.push(
                Diagnostic::warning("slug/shared", Place::file(claim.path), message)
                    .hint("write a `slug:` into one of them, so that its address stays"),
            );
            self.taken.insert(other.clone());
            self.moved.insert(*ix, other);
        }
        found
    }
}
