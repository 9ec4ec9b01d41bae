//! What the user's content has wrong: collected from all files, sorted by place, printed once.
//!
//! A diagnostic is complete when it is made: it carries the source line that it speaks of, so that
//! printing needs no file.

mod report;

pub use report::{render, summary};

use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::path::{Path, PathBuf};

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The site cannot be built with this: exit code 1, nothing written.
    Error,
    /// The site is built; `--strict` makes it an error.
    Warning,
    /// Nothing is wrong, but something is good to know. Never stops a build.
    Note,
}

impl Severity {
    /// True when a site with such a problem is not built.
    pub fn stops(self, strict: bool) -> bool {
        match self {
            Self::Error => true,
            Self::Warning => strict,
            Self::Note => false,
        }
    }
}

/// A place in a file of the site.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    /// Path relative to the site's root, with forward slashes.
    #[serde(serialize_with = "lossy")]
    pub path: PathBuf,
    /// Line, from 1; 0 when the file as a whole is meant.
    pub line: usize,
    /// Column in characters, from 1.
    pub col: usize,
    /// How many characters are meant; at least 1.
    pub width: usize,
    /// The source line, without its line feed; a window of it when it is very long.
    pub excerpt: String,
    /// How many characters of the line stand before the excerpt.
    pub skipped: usize,
}

/// One problem of the content.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// Stable code such as `date/unresolved`.
    pub code: Cow<'static, str>,
    /// Where.
    pub place: Place,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub hint: Option<String>,
}

impl Place {
    /// The file as a whole.
    pub fn file(path: &Path) -> Self {
        Self {
            path: path.to_owned(),
            line: 0,
            col: 0,
            width: 1,
            excerpt: String::new(),
            skipped: 0,
        }
    }

    /// The bytes `start..end` of `source`.
    pub fn at(path: &Path, source: &str, start: usize, end: usize) -> Self {
        let (line, col) = crate::text::line_col(source, start);
        let start = source.floor_char_boundary(start);
        let line_start = source[..start].rfind('\n').map_or(0, |at| at + 1);
        let text = source[line_start..].lines().next().unwrap_or_default();
        let width = source.get(start..end).map_or(1, |part| {
            part.lines().next().unwrap_or_default().chars().count()
        });
        let (excerpt, skipped) = window(text, col);
        Self {
            path: path.to_owned(),
            line,
            col,
            width: width.max(1),
            excerpt: excerpt.to_owned(),
            skipped,
        }
    }
}

/// Longest excerpt, in characters.
const WINDOW: usize = 200;

/// The part of a line around a column, and how many characters stand before it.
fn window(line: &str, col: usize) -> (&str, usize) {
    if line.len() <= WINDOW {
        return (line, 0);
    }
    let skipped = match col {
        col if col <= WINDOW / 2 => 0,
        col => col - WINDOW / 2,
    };
    let mut bounds = line.char_indices().map(|(at, _)| at).skip(skipped);
    let start = bounds.next().unwrap_or(line.len());
    let end = bounds.nth(WINDOW - 1).unwrap_or(line.len());
    (&line[start..end], skipped)
}

/// Paths need not be UTF-8, JSON must. A cache rather goes without such a path than change it.
fn lossy<S: serde::Serializer>(path: &Path, serializer: S) -> Result<S::Ok, S::Error> {
    if serializer.is_human_readable() {
        serializer.collect_str(&path.display())
    } else {
        path.serialize(serializer)
    }
}

impl Diagnostic {
    /// An error at a place.
    pub fn error(code: &'static str, place: Place, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Error,
            code: Cow::Borrowed(code),
            place,
            message: message.into(),
            hint: None,
        }
    }

    /// A warning at a place.
    pub fn warning(code: &'static str, place: Place, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Warning,
            code: Cow::Borrowed(code),
            place,
            message: message.into(),
            hint: None,
        }
    }

    /// The same with advice.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}
