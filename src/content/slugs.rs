//! Who gets which permalink.
//!
//! A slug that an editor wrote is the article's or nobody's: two of one are an error. A slug from a file's name is
//! shared out when several names give the same: the name that is the slug already keeps it, else the one in the outermost folder, else the first by path;
//! the others add a short hash of their path, so that no article is lost and no other article is renamed.

use super::load::{Parsed, slug_of_stem};
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

/// Settles who keeps a slug.
pub fn share_out(parsed: &mut [Parsed], found: &mut Vec<Diagnostic>) {
    let mut groups: BTreeMap<Slug, Vec<usize>> = BTreeMap::new();
    for (ix, one) in parsed.iter().enumerate() {
        groups.entry(one.article.slug.clone()).or_default().push(ix);
    }
    let mut taken: BTreeSet<Slug> = groups.keys().cloned().collect();
    for (slug, members) in groups.into_iter().filter(|(_, members)| members.len() > 1) {
        if members.iter().any(|ix| parsed[*ix].slug_place.is_some()) {
            found.extend(refuse(&slug, &members, parsed));
        } else {
            found.extend(move_over(&slug, &members, parsed, &mut taken));
        }
    }
}

/// An error at each article but the first, naming the first.
fn refuse(slug: &Slug, members: &[usize], parsed: &[Parsed]) -> Vec<Diagnostic> {
    let mut members: Vec<&Parsed> = members.iter().map(|ix| &parsed[*ix]).collect();
    // Complaints belong where a slug is written, so articles without one come first.
    members.sort_by_key(|one| (one.slug_place.is_some(), one.article.path.clone()));
    let Some((first, others)) = members.split_first() else {
        return Vec::new();
    };
    let of = |one: &&Parsed| {
        let place = one
            .slug_place
            .clone()
            .unwrap_or_else(|| Place::file(&one.article.path));
        let message = format!(
            "the slug `{slug}` is also that of {}",
            first.article.path.display()
        );
        Diagnostic::error("slug/duplicate", place, message).hint("give one of them another `slug:`")
    };
    others.iter().map(of).collect()
}

fn move_over(
    slug: &Slug,
    members: &[usize],
    parsed: &mut [Parsed],
    taken: &mut BTreeSet<Slug>,
) -> Vec<Diagnostic> {
    let is_exact = |ix: &usize| {
        parsed[*ix]
            .article
            .path
            .file_stem()
            .is_some_and(|stem| stem == slug.as_str())
    };
    let rank = |ix: &&usize| {
        let path = &parsed[**ix].article.path;
        (!is_exact(ix), path.components().count(), path.clone())
    };
    let by_path = members.iter().min_by_key(rank);
    let Some(keeper) = by_path.copied() else {
        return Vec::new();
    };
    let keeper_path = parsed[keeper].article.path.clone();
    let mut found = Vec::new();
    for ix in members.iter().copied().filter(|ix| *ix != keeper) {
        let article = &mut parsed[ix].article;
        let free = [6, 12, 24, 48].map(|digits| with_hash(slug, &article.path, digits));
        let free = free.into_iter().find(|slug| !taken.contains(slug));
        article.slug = free.unwrap_or_else(|| article.slug.clone());
        taken.insert(article.slug.clone());
        let message = format!(
            "its name gives the same slug as {}; the article is `{}` instead",
            keeper_path.display(),
            article.slug
        );
        found.push(
            Diagnostic::warning("slug/shared", Place::file(&article.path), message)
                .hint("write a `slug:` into one of them, so that its address stays"),
        );
    }
    found
}
