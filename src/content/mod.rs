//! From files to values: articles and the editor's files.
//!
//! Knows nothing of actors, events or pages; what it cannot read becomes a diagnostic, and nothing is lost silently.

pub mod article;
pub mod editorial;
mod editors;
mod front_matter;
mod headline;
mod library;
mod load;
pub mod markdown;
pub mod plain;
mod published;
mod redirect;
mod renewed;
mod slugs;
mod source;
pub mod walk;

pub use article::{Article, ArticleId};
pub use editorial::Editorial;
pub use library::Library;
pub use renewed::renewed;

use crate::config::Config;
use crate::diag::{Diagnostic, Place};
use crate::files;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Which articles to take.
#[derive(Clone, Copy, Debug, Default)]
pub struct Selection {
    /// Also drafts.
    pub drafts: bool,
    /// Also articles dated after `as_of`.
    pub future: bool,
    /// The day that the site speaks for; `None`: nothing counts as future.
    pub as_of: Option<Date>,
}

/// What `content/` holds.
#[derive(Debug, Default)]
pub struct Content {
    /// Sorted by date (undated last), then slug; ids are indices.
    pub articles: Vec<Arc<Article>>,
    /// For each article the digest of what extraction sees of it.
    pub documents: Vec<Digest>,
    /// The editors' files.
    pub editorial: Arc<Editorial>,
    /// What is wrong with them, unsorted.
    pub diagnostics: Vec<Diagnostic>,
    /// Of everything that `articles` and `editorial` are made from.
    pub digest: Digest,
}

/// A BLAKE3 hash.
pub type Digest = [u8; 32];

/// Reads everything under `root/content`. Whatever is wrong with a file becomes a diagnostic, also when the machine does
/// not let it be read; the other files are read all the same.
pub fn load(root: &Path, config: &Config, selection: Selection) -> Content {
    Library::default().read(root, config, selection, None)
}

/// The content of articles that are at hand, by path relative to the root (`content/articles/a.md`): no disk is looked at.
pub fn of_files(
    files: impl IntoIterator<Item = (PathBuf, Vec<u8>)>,
    config: &Config,
    selection: Selection,
) -> Content {
    Library::of_files(files, config, selection)
}

fn no_articles() -> Diagnostic {
    let place = Place::file(Path::new("content/articles"));
    Diagnostic::warning("content/empty", place, "there are no articles")
        .hint("put Markdown or text files there, one for each article")
}

/// The files of `content/`, by what they are; relative to the root, in order.
#[derive(Debug, Default)]
struct Sorted {
    articles: Vec<PathBuf>,
    /// Markdown files of the editors, by folder.
    editors: BTreeMap<String, Vec<PathBuf>>,
    decisions: Option<PathBuf>,
    corrections: Option<PathBuf>,
    /// True when something bears a wanted name and was passed over.
    has_odd: bool,
}

const DECISIONS: &str = "content/decisions.yaml";
const CORRECTIONS: &str = "content/corrections.yaml";

/// Folders of the editors' files.
const FOLDERS: &[&str] = &[
    "actors",
    "briefings",
    "events",
    "pages",
    "places",
    "stories",
];

impl Sorted {
    fn walk(root: &Path) -> (Self, Vec<Diagnostic>) {
        let walked = files::walk(root, Path::new("content"), |path| {
            has_extension(path, &["md", "markdown", "txt", "yaml", "yml"])
        });
        let mut sorted = Self {
            has_odd: !walked.odd.is_empty(),
            ..Self::default()
        };
        let mut diagnostics: Vec<Diagnostic> = walked
            .odd
            .iter()
            .map(|(path, oddity)| source::passed_over(path, oddity))
            .collect();
        for path in walked.files {
            let is_yaml = has_extension(&path, &["yaml", "yml"]);
            match folder(&path).as_str() {
                "articles" if !is_yaml => sorted.articles.push(path),
                name if FOLDERS.contains(&name) && has_extension(&path, &["md", "markdown"]) => {
                    sorted
                        .editors
                        .entry(name.to_owned())
                        .or_default()
                        .push(path);
                }
                "" if path == Path::new(DECISIONS) => sorted.decisions = Some(path),
                "" if path == Path::new(CORRECTIONS) => sorted.corrections = Some(path),
                _ if is_readme(&path) => {}
                _ => diagnostics.push(misplaced(&path)),
            }
        }
        (sorted, diagnostics)
    }

    /// All files of the editors.
    fn of_editors(&self) -> impl Iterator<Item = &PathBuf> {
        let lists = self.decisions.iter().chain(&self.corrections);
        self.editors.values().flatten().chain(lists)
    }
}

/// The folder below `content` in which a file lies, at whatever depth; empty for files beside the folders.
fn folder(path: &Path) -> String {
    let mut parts = path
        .components()
        .skip(1)
        .map(|part| part.as_os_str().to_string_lossy());
    match (parts.next(), parts.next()) {
        (Some(folder), Some(_)) => folder.into_owned(),
        _ => String::new(),
    }
}

fn has_extension(path: &Path, extensions: &[&str]) -> bool {
    path.extension().is_some_and(|found| {
        extensions
            .iter()
            .any(|wanted| found.eq_ignore_ascii_case(wanted))
    })
}

/// True for the name of an article's file.
pub fn is_source(path: &Path) -> bool {
    has_extension(path, &["md", "markdown", "txt"])
}

fn is_readme(path: &Path) -> bool {
    path.file_stem()
        .is_some_and(|stem| stem.eq_ignore_ascii_case("readme"))
}

fn misplaced(path: &Path) -> Diagnostic {
    Diagnostic::warning("file/misplaced", Place::file(path), "nothing reads this file here")
        .hint("articles belong in `content/articles`, the editors' files in the folders for actors, events, stories, places, briefings and pages")
}

#[cfg(test)]
mod tests;
