//! What the user's content has wrong: collected from all files, sorted by place, printed once.
//!
//! A diagnostic is complete when it is made: it carries the source line that it speaks of, so that
//! printing needs no file.

use serde::Serialize;
use std::path::{Path, PathBuf};

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The site cannot be built with this: exit code 1, nothing written.
    Error,
    /// The site is built; `--strict` makes it an error.
    Warning,
}

/// A place in a file of the site.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Place {
    /// Path relative to the site's root, with forward slashes.
    pub path: PathBuf,
    /// Line, from 1; 0 when the file as a whole is meant.
    pub line: usize,
    /// Column in characters, from 1.
    pub col: usize,
    /// How many characters are meant; at least 1.
    pub width: usize,
    /// The source line, without its line feed; cut when it is very long.
    pub excerpt: String,
}

/// One problem of the content.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// Stable code such as `date/unresolved`.
    pub code: &'static str,
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
        }
    }

    /// The bytes `start..end` of `source`.
    pub fn at(path: &Path, source: &str, start: usize, end: usize) -> Self {
        let (line, col) = crate::text::line_col(source, start);
        let text = source.lines().nth(line - 1).unwrap_or_default();
        let width = source.get(start..end).map_or(1, |part| {
            part.lines().next().unwrap_or_default().chars().count()
        });
        Self {
            path: path.to_owned(),
            line,
            col,
            width: width.max(1),
            excerpt: text.to_owned(),
        }
    }
}

impl Diagnostic {
    /// An error at a place.
    pub fn error(code: &'static str, place: Place, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Error,
            code,
            place,
            message: message.into(),
            hint: None,
        }
    }

    /// A warning at a place.
    pub fn warning(code: &'static str, place: Place, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Warning,
            code,
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
