//! The files of `content/`, remembered: what is the same by content is not parsed again, and keeps its place in memory.
//!
//! What comes out is always what a fresh look at the whole folder would give. A file that is a link, or could not be
//! read, is looked at every time, because nobody tells when its target changes. Knows nothing of who looks, and why.

use super::editors;
use super::load::{self, Parsed};
use super::slugs::{self, Claim};
use super::{Article, ArticleId, Content, Digest, Editorial, Selection, Sorted};
use super::{has_extension, no_articles, source};
use crate::config::Config;
use crate::diag::{Diagnostic, Place};
use crate::kinds::License;
use crate::slug::Slug;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

/// All files, as they were when they were last looked at.
#[derive(Debug, Default)]
pub struct Library {
    /// What of the configuration articles were parsed with.
    defaults: (String, License),
    listing: Option<Listing>,
    /// In the order of the walk, which is that of paths.
    articles: BTreeMap<PathBuf, Kept>,
    editors: Editors,
}

/// What is where.
#[derive(Debug)]
struct Listing {
    sorted: Sorted,
    diagnostics: Vec<Diagnostic>,
    /// All files that are read.
    files: BTreeSet<PathBuf>,
}

/// The editors' files.
#[derive(Debug, Default)]
struct Editors {
    editorial: Arc<Editorial>,
    diagnostics: Vec<Diagnostic>,
    digest: Digest,
    /// False: to be looked at again whatever changed.
    is_settled: bool,
}

/// The file of an article.
#[derive(Debug)]
struct Kept {
    /// BLAKE3 of its bytes; `None`: it cannot be read.
    hash: Option<Digest>,
    is_link: bool,
    found: Vec<Diagnostic>,
    taken: Option<Taken>,
}

/// An article with what its place among the others is found by.
#[derive(Debug)]
struct Taken {
    /// With the index and slug that it had at the last look.
    article: Arc<Article>,
    /// The slug that its file gives.
    slug: Slug,
    slug_place: Option<Place>,
    /// What extraction sees.
    document: Digest,
}

impl Library {
    /// The content as it is now. `changed` names the files and folders, relative to the root, that may not be what they
    /// were at the last look; without it all are looked at.
    pub fn read(
        &mut self,
        root: &Path,
        config: &Config,
        selection: Selection,
        changed: Option<&BTreeSet<PathBuf>>,
    ) -> Content {
        let defaults = (config.lang.clone(), config.license);
        if self.defaults != defaults {
            self.articles.clear();
            self.defaults = defaults;
        }
        let must_walk = match (&self.listing, changed) {
            (Some(listing), Some(changed)) => {
                listing.sorted.has_odd
                    || self.articles.values().any(|kept| kept.is_link)
                    || changed.iter().any(|path| listing.is_moved(root, path))
            }
            _ => true,
        };
        let listing = match self.listing.take() {
            Some(listing) if !must_walk => listing,
            _ => Listing::walk(root),
        };
        self.articles.retain(|path, _| listing.files.contains(path));
        self.read_articles(root, config, &listing, changed);
        self.read_editors(root, &listing, changed.filter(|_| !must_walk));
        let mut diagnostics = listing.diagnostics.clone();
        let is_empty = listing.sorted.articles.is_empty();
        self.listing = Some(listing);
        let found = self.articles.values().flat_map(|kept| &kept.found);
        diagnostics.extend(found.cloned());
        if is_empty {
            diagnostics.push(no_articles());
        }
        self.share_out_slugs(&mut diagnostics);
        diagnostics.extend(self.editors.diagnostics.iter().cloned());
        self.take(selection, diagnostics)
    }

    /// The content of articles that are at hand, by path: no disk is looked at, and there is no editor.
    pub fn of_files(
        files: impl IntoIterator<Item = (PathBuf, Vec<u8>)>,
        config: &Config,
        selection: Selection,
    ) -> Content {
        let kept = |(path, bytes): (PathBuf, Vec<u8>)| {
            let kept = Kept::parse(&path, Some(bytes), config, Vec::new());
            (path, kept)
        };
        let mut library = Self {
            defaults: (config.lang.clone(), config.license),
            articles: files.into_iter().map(kept).collect(),
            ..Self::default()
        };
        let found = library.articles.values().flat_map(|kept| &kept.found);
        let mut diagnostics = found.cloned().collect();
        library.share_out_slugs(&mut diagnostics);
        library.take(selection, diagnostics)
    }

    /// Looks at the files that may have changed.
    fn read_articles(
        &mut self,
        root: &Path,
        config: &Config,
        listing: &Listing,
        changed: Option<&BTreeSet<PathBuf>>,
    ) {
        let is_named = |path: &Path| {
            changed.is_none_or(|changed| path.ancestors().any(|part| changed.contains(part)))
        };
        let is_settled = |kept: &Kept| kept.hash.is_some() && !kept.is_link;
        let paths = listing.sorted.articles.iter();
        let to_read: Vec<(&PathBuf, Option<Kept>)> = paths
            .filter(|path| is_named(path) || !self.articles.get(*path).is_some_and(is_settled))
            .collect::<Vec<_>>()
            .into_iter()
            .map(|path| (path, self.articles.remove(path)))
            .collect();
        let read: Vec<(PathBuf, Kept)> = to_read
            .into_par_iter()
            .map(|(path, old)| (path.clone(), Kept::read(root, path, config, old)))
            .collect();
        self.articles.extend(read);
    }

    /// Reads the editors' files, all of them when any may have changed.
    fn read_editors(
        &mut self,
        root: &Path,
        listing: &Listing,
        changed: Option<&BTreeSet<PathBuf>>,
    ) {
        let is_named = |changed: &BTreeSet<PathBuf>| {
            let mut paths = listing.sorted.of_editors();
            paths.any(|path| path.ancestors().any(|part| changed.contains(part)))
        };
        if self.editors.is_settled && changed.is_some_and(|changed| !is_named(changed)) {
            return;
        }
        let has_links = || {
            let mut paths = listing.sorted.of_editors();
            paths.any(|path| is_link(root, path))
        };
        let loaded = editors::load(root, &listing.sorted);
        let is_same = self.editors.digest == loaded.digest && self.editors.is_settled;
        let editorial = match is_same {
            true => self.editors.editorial.clone(),
            false => Arc::new(loaded.editorial),
        };
        self.editors = Editors {
            editorial,
            diagnostics: loaded.diagnostics,
            digest: loaded.digest,
            is_settled: loaded.is_whole && !has_links(),
        };
    }

    fn taken(&mut self) -> impl Iterator<Item = &mut Taken> {
        self.articles
            .values_mut()
            .filter_map(|kept| kept.taken.as_mut())
    }

    /// Gives every article its slug.
    fn share_out_slugs(&mut self, found: &mut Vec<Diagnostic>) {
        let taken = self
            .articles
            .values()
            .filter_map(|kept| kept.taken.as_ref());
        let claims: Vec<Claim<'_>> = taken
            .map(|taken| Claim {
                slug: &taken.slug,
                path: &taken.article.path,
                place: taken.slug_place.as_ref(),
            })
            .collect();
        let moved = slugs::share_out(&claims, found);
        for (ix, taken) in self.taken().enumerate() {
            let slug = moved.get(&ix).unwrap_or(&taken.slug);
            if taken.article.slug != *slug {
                Arc::make_mut(&mut taken.article).slug = slug.clone();
            }
        }
    }

    /// The articles to take, in order and numbered.
    fn take(&mut self, selection: Selection, diagnostics: Vec<Diagnostic>) -> Content {
        let is_future = |article: &Article| match (article.day(), selection.as_of) {
            (Some(day), Some(as_of)) => day > as_of,
            _ => false,
        };
        let is_taken = |article: &Article| {
            (selection.drafts || !article.draft) && (selection.future || !is_future(article))
        };
        let mut digest = blake3::Hasher::new();
        digest.update(format!("{:?}", self.defaults).as_bytes());
        digest.update(&self.editors.digest);
        let editorial = self.editors.editorial.clone();
        let kept = self.articles.values_mut();
        let mut all: Vec<(Digest, &mut Taken)> = kept
            .filter_map(|kept| Some((kept.hash?, kept.taken.as_mut()?)))
            .filter(|(_, taken)| is_taken(&taken.article))
            .collect();
        all.sort_by(|(_, a), (_, b)| {
            let key = |taken: &Taken| (taken.article.day().is_none(), taken.article.date);
            let (a, b): (&Taken, &Taken) = (a, b);
            key(a)
                .cmp(&key(b))
                .then_with(|| a.article.slug.cmp(&b.article.slug))
        });
        let mut articles = Vec::with_capacity(all.len());
        let mut documents = Vec::with_capacity(all.len());
        for (ix, (hash, taken)) in all.into_iter().enumerate() {
            let id = ArticleId(ix as u32);
            if taken.article.id != id {
                Arc::make_mut(&mut taken.article).id = id;
            }
            let article = &taken.article;
            for part in [
                article.path.as_os_str().as_encoded_bytes(),
                article.slug.as_str().as_bytes(),
            ] {
                digest.update(part).update(&[0]);
            }
            digest.update(&hash);
            articles.push(article.clone());
            documents.push(taken.document);
        }
        Content {
            articles,
            documents,
            editorial,
            diagnostics,
            digest: *digest.finalize().as_bytes(),
        }
    }
}

impl Listing {
    fn walk(root: &Path) -> Self {
        let (sorted, diagnostics) = Sorted::walk(root);
        let files = sorted.articles.iter().chain(sorted.of_editors());
        Self {
            files: files.cloned().collect(),
            sorted,
            diagnostics,
        }
    }

    /// True when a change at this path may mean that files came or went.
    fn is_moved(&self, root: &Path, path: &Path) -> bool {
        let mut parts = path.components();
        if parts.next() != Some(Component::Normal("content".as_ref())) || parts.any(is_hidden) {
            return false;
        }
        match fs::symlink_metadata(root.join(path)) {
            Ok(meta) if meta.is_file() => {
                !self.files.contains(path)
                    && has_extension(path, &["md", "markdown", "txt", "yaml", "yml"])
            }
            Ok(_) => true,
            Err(_) => {
                let mut below = self.files.range(path.to_owned()..);
                below.next().is_some_and(|next| next.starts_with(path))
            }
        }
    }
}

fn is_hidden(part: Component<'_>) -> bool {
    part.as_os_str().as_encoded_bytes().starts_with(b".")
}

fn is_link(root: &Path, path: &Path) -> bool {
    fs::symlink_metadata(root.join(path)).is_ok_and(|meta| meta.is_symlink())
}

impl Kept {
    fn read(root: &Path, path: &Path, config: &Config, old: Option<Self>) -> Self {
        let is_link = is_link(root, path);
        let mut found = Vec::new();
        let bytes = source::bytes(root, path, &mut found);
        let hash = bytes.as_ref().map(|bytes| *blake3::hash(bytes).as_bytes());
        if let Some(old) = old.filter(|old| hash.is_some() && old.hash == hash) {
            return Self { is_link, ..old };
        }
        Self {
            is_link,
            ..Self::parse(path, bytes, config, found)
        }
    }

    /// From the bytes of a file, when it can be read; `found` holds what is wrong with it so far.
    fn parse(
        path: &Path,
        bytes: Option<Vec<u8>>,
        config: &Config,
        mut found: Vec<Diagnostic>,
    ) -> Self {
        let hash = bytes.as_ref().map(|bytes| *blake3::hash(bytes).as_bytes());
        let text = bytes.and_then(|bytes| source::decode(path, bytes, &mut found));
        let parsed = text.and_then(|text| load::parse(path, &text, config, &mut found));
        Self {
            hash,
            is_link: false,
            found,
            taken: parsed.map(Taken::new),
        }
    }
}

impl Taken {
    fn new(parsed: Parsed) -> Self {
        Self {
            slug: parsed.article.slug.clone(),
            slug_place: parsed.slug_place,
            document: parsed.article.document().digest(),
            article: Arc::new(parsed.article),
        }
    }
}
