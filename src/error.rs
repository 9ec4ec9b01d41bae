//! What the machine did wrong: unreadable files, a full disk, a template that does not render.
//!
//! Problems of the user's content are [`crate::diag::Diagnostic`]s, not errors.

use std::path::{Path, PathBuf};

/// A failure that ends the command with exit code 3.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// An input or output operation failed.
    #[error("{}: cannot {action}: {source}", path.display())]
    Io {
        /// What was being done, as a verb phrase: "read", "create the folder".
        action: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// The operating system's answer.
        source: std::io::Error,
    },
    /// The output folder holds something that dateline did not make.
    #[error("{}: {reason}; {hint}", path.display())]
    Refused {
        /// The folder or file.
        path: PathBuf,
        /// Why nothing was done.
        reason: String,
        /// What the user can do.
        hint: String,
    },
    /// A template failed while a page was rendered, with Tera's own report (template, line, column, caret).
    #[error("{page}: the template does not render\n{report}")]
    Template {
        /// Permalink of the page.
        page: String,
        /// Tera's report.
        report: String,
    },
    /// A value of ours could not be written as JSON, CSV or XML.
    #[error("{what}: cannot be written: {reason}")]
    Serialize {
        /// The file in the making.
        what: String,
        /// The library's answer.
        reason: String,
    },
    /// A host refused, failed or is not what was expected. Never holds a secret.
    #[error("{host}: {reason}; {hint}")]
    Host {
        /// The host as its user names it, without credentials: `s3://bucket/prefix`.
        host: String,
        /// What went wrong.
        reason: String,
        /// What the user can do.
        hint: String,
    },
}

/// The result of everything that touches the machine.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// Wraps an I/O error with what was being done and where.
    pub fn io(action: &'static str, path: &Path, source: std::io::Error) -> Self {
        Self::Io {
            action,
            path: path.to_owned(),
            source,
        }
    }
}
