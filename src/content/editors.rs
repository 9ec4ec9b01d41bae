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

/// Reads them all.
pub(super) fn load(root: &Path, files: &Sorted, found: &mut Vec<Diagnostic>) -> Editorial {
    let mut reader = Reader { root, files, found };
    let (decisions_file, corrections_file) =
        (files.decisions.as_deref(), files.corrections.as_deref());
    Editorial {
        actors: reader.folders(
            &[("actors", actors::actor), ("places", actors::place)],
            |actor| &actor.slug,
        ),
        events: reader.folders(&[("events", events::read)], |event| &event.slug),
        stories: reader.folders(&[("stories", stories::read)], |story| &story.slug),
        briefings: reader.briefings(),
        pages: reader.folders(&[("pages", pages::page)], |page| &page.slug),
        decisions: reader.list(decisions_file, decisions::read),
        corrections: reader.list(corrections_file, corrections::read),
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
    found: &'r mut Vec<Diagnostic>,
}

impl Reader<'_> {
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
        let text = source::read(self.root, path, self.found)?;
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
        let Some(text) = source::read(self.root, path, self.found) else {
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
