//! The picture of all articles, made once for what it is made from.

use crate::cache::{self, Digest};
use crate::content::Content;
use crate::diag::Diagnostic;
use crate::resolve::Resolution;
use jiff::civil::Date;
use std::path::Path;
use std::sync::Arc;

/// Name in the cache.
const NAME: &str = "picture";

/// A picture and what it was made from.
#[derive(Debug)]
pub(super) struct Picture {
    pub(super) resolution: Arc<Resolution>,
    pub(super) diagnostics: Vec<Diagnostic>,
    /// Of everything that resolution reads.
    seal: Digest,
    is_saved: bool,
}

/// The digest of all that resolution reads: articles, the editors' files, the day, and the rules, that is, the program.
/// Facts need not be told, they come of the articles and the program, but for what `facts` tells of a site's own extractor.
pub(super) fn seal(
    program: &Digest,
    content: &Content,
    facts: Option<Digest>,
    as_of: Option<Date>,
) -> Digest {
    let mut hasher = blake3::Hasher::new();
    hasher
        .update(program)
        .update(&content.digest)
        .update(&facts.unwrap_or_default())
        .update(format!("{as_of:?}").as_bytes());
    *hasher.finalize().as_bytes()
}

impl Picture {
    /// A new one.
    pub(super) fn new(
        seal: Digest,
        (resolution, diagnostics): (Resolution, Vec<Diagnostic>),
    ) -> Self {
        Self {
            resolution: Arc::new(resolution),
            diagnostics,
            seal,
            is_saved: false,
        }
    }

    /// That of an earlier run.
    pub(super) fn recall(root: &Path, seal: Digest) -> Option<Self> {
        let (resolution, diagnostics) = cache::read(root, NAME, &seal)?;
        Some(Self {
            resolution: Arc::new(resolution),
            diagnostics,
            seal,
            is_saved: true,
        })
    }

    /// True when it was made from the same.
    pub(super) fn is_of(&self, seal: &Digest) -> bool {
        self.seal == *seal
    }

    /// Keeps it for the next run.
    pub(super) fn save(&mut self, root: &Path) {
        if !self.is_saved {
            let content = (self.resolution.as_ref(), &self.diagnostics);
            // One that cannot be written is not tried again.
            let _ = cache::write(root, NAME, &self.seal, &content);
            self.is_saved = true;
        }
    }
}
