//! The editors' files: one small reader for each kind.
//!
//! Whether the slugs in them belong to anything is for the stages that know actors, events and stories.

mod actors;
mod corrections;
mod decisions;
mod events;
mod pages;
mod stories;

use super::editorial::{Briefing, Editorial, Prose};
use super::{Sorted, front_matter, source};
use crate::diag::{Diagnostic, Place};
use crate::slug::Slug;
use crate::yaml::{Doc, Fields, Value};
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// What the editors' files hold.
#[derive(Debug, Default)]
pub(super) struct Loaded {
    /// Their words.
    pub(super) editorial: Editorial,
    /// What is wrong with them.
    pub(super) diagnostics: Vec<Diagnostic>,
    /// BLAKE3 of their names and contents.
    pub(super) digest: [u8; 32],
    /// False when a file could not be read: its name and those of the others do not tell when that changes.
    pub(super) is_whole: bool,
}

/// Reads them all.
pub(super) fn load(root: &Path, files: &Sorted) -> Loaded {
    let mut reader = Reader {
        root,
        files,
        found: Vec::new(),
        hasher: blake3::Hasher::new(),
        is_whole: true,
    };
    let editorial = reader.all();
    Loaded {
        editorial,
        digest: *reader.hasher.finalize().as_bytes(),
        is_whole: reader.is_whole,
        diagnostics: reader.found,
    }
}

/// An editor's Markdown file, being read.
struct File<'f, 'a, 'v> {
    /// Its front matter; empty without any.
    fields: &'f Fields<'a, 'v>,
    /// From its name.
    slug: Slug,
    /// The file.
    place: Place,
    /// The text, and where it begins in the file.
    body: Option<Prose>,
    body_start: usize,
}

type Read<T> = fn(&File<'_, '_, '_>) -> Option<T>;

struct Reader<'r> {
    root: &'r Path,
    files: &'r Sorted,
    found: Vec<Diagnostic>,
    hasher: blake3::Hasher,
    is_whole: bool,
}

impl Reader<'_> {
    fn all(&mut self) -> Editorial {
        let files = self.files;
        let (decisions_file, corrections_file) =
            (files.decisions.as_deref(), files.corrections.as_deref());
        Editorial {
            actors: self.folders(
                &[("actors", actors::actor), ("places", actors::place)],
                |actor| &actor.slug,
            ),
            events: self.folders(&[("events", events::read)], |event| &event.slug),
            stories: self.folders(&[("stories", stories::read)], |story| &story.slug),
            briefings: self.briefings(),
            pages: self.folders(&[("pages", pages::page)], |page| &page.slug),
            decisions: self.list(decisions_file, decisions::read),
            corrections: self.list(corrections_file, corrections::read),
        }
    }

    /// The text of a file.
    fn text(&mut self, path: &Path) -> Option<String> {
        self.hasher
            .update(path.as_os_str().as_encoded_bytes())
            .update(&[0]);
        let Some(bytes) = source::bytes(self.root, path, &mut self.found) else {
            self.is_whole = false;
            return None;
        };
        self.hasher.update(blake3::hash(&bytes).as_bytes());
        source::decode(path, bytes, &mut self.found)
    }

    /// The files of some folders, sorted by slug; two with one slug are an error.
    fn folders<T>(&mut self, folders: &[(&str, Read<T>)], slug: fn(&T) -> &Slug) -> Vec<T> {
        let mut by_slug: BTreeMap<Slug, (PathBuf, T)> = BTreeMap::new();
        for (folder, read) in folders {
            for (path, value) in self.folder(folder, *read) {
                match by_slug.get(slug(&value)) {
                    Some((first, _)) => {
                        let message =
                            format!("{} is about `{}` too", first.display(), slug(&value));
                        self.found.push(
                            Diagnostic::error("slug/duplicate", Place::file(&path), message)
                                .hint("make one file of the two"),
                        );
                    }
                    None => {
                        by_slug.insert(slug(&value).clone(), (path, value));
                    }
                }
            }
        }
        by_slug.into_values().map(|(_, value)| value).collect()
    }

    /// The files of one folder, by path.
    fn folder<T>(&mut self, folder: &str, read: Read<T>) -> Vec<(PathBuf, T)> {
        let paths = self
            .files
            .editors
            .get(folder)
            .map_or(&[][..], Vec::as_slice);
        let values = paths
            .iter()
            .filter_map(|path| Some((path.clone(), self.file(path, read)?)));
        values.collect()
    }

    /// By date; two of one day are an error, because a day has one page.
    fn briefings(&mut self) -> Vec<Briefing> {
        let mut by_day: BTreeMap<Date, (PathBuf, Briefing)> = BTreeMap::new();
        for (path, briefing) in self.folder("briefings", pages::briefing) {
            if let Some((first, _)) = by_day.get(&briefing.date) {
                let message = format!(
                    "{} is the briefing of {} already",
                    first.display(),
                    briefing.date
                );
                let error = Diagnostic::error("briefing/duplicate", Place::file(&path), message);
                self.found.push(error.hint("make one file of the two"));
                continue;
            }
            by_day.insert(briefing.date, (path, briefing));
        }
        by_day.into_values().map(|(_, briefing)| briefing).collect()
    }

    fn file<T>(&mut self, path: &Path, read: Read<T>) -> Option<T> {
        let text = self.text(path)?;
        let slug = self.slug(path)?;
        let parts = match front_matter::split(path, &text) {
            Ok(parts) => parts,
            Err(error) => {
                self.found.push(*error);
                return None;
            }
        };
        let doc = Doc::new(path, &text, parts.yaml.unwrap_or(0..0));
        let value = doc.parse();
        let fields = value.as_ref().and_then(|value| doc.fields(doc.root(value)));
        let read = fields.and_then(|fields| {
            let value = read(&File {
                fields: &fields,
                slug,
                place: Place::file(path),
                body: prose(path, &text, parts.body),
                body_start: parts.body,
            });
            fields.warn_unknown();
            value
        });
        self.found.extend(doc.into_diagnostics());
        read
    }

    fn slug(&mut self, path: &Path) -> Option<Slug> {
        let stem = path.file_stem()?.to_string_lossy();
        let slug = Slug::parse(&stem);
        if slug.is_none() {
            let message = "the name of the file is no slug, so it is not clear whom it is about";
            let error = Diagnostic::error("slug/invalid", Place::file(path), message);
            self.found.push(match Slug::from_text(&stem) {
                Some(near) => error.hint(format!("call it `{near}.md`")),
                None => error,
            });
        }
        slug
    }

    /// The mappings of a YAML file that is a list.
    fn list<T>(&mut self, path: Option<&Path>, read: fn(Vec<Fields<'_, '_>>) -> Vec<T>) -> Vec<T> {
        let Some(path) = path else {
            return Vec::new();
        };
        let Some(text) = self.text(path) else {
            return Vec::new();
        };
        let doc = Doc::new(path, &text, 0..text.len());
        let value = doc.parse().unwrap_or(Value::Null);
        let values = match &value {
            Value::Null => Vec::new(),
            Value::List(_) => {
                let items = doc.items(&doc.root(&value));
                read(
                    items
                        .into_iter()
                        .filter_map(|item| doc.fields(item))
                        .collect(),
                )
            }
            other => {
                let message = format!("expected a list, found {}", other.kind());
                let place = doc.place(&doc.root(&value));
                doc.report(
                    Diagnostic::error("yaml/type", place, message)
                        .hint("begin each entry with a dash"),
                );
                Vec::new()
            }
        };
        self.found.extend(doc.into_diagnostics());
        values
    }
}

/// The Markdown from a byte of a file on; `None` when there is none.
fn prose(path: &Path, text: &str, start: usize) -> Option<Prose> {
    let markdown = text.get(start..)?;
    let lead = markdown.len() - markdown.trim_start().len();
    let first = start + lead;
    (!markdown.trim().is_empty()).then(|| Prose {
        markdown: markdown
            .trim_start_matches(['\n', '\r'])
            .trim_end()
            .to_owned(),
        place: Place::at(path, text, first, first + 1),
    })
}
