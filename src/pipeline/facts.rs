//! Facts of articles, each extracted once: what is known from the last look or from an earlier run is not extracted again.

use super::Progress;
use crate::cache::{Digest, Shards};
use crate::content::{Article, Content};
use crate::extract::{self, ArticleFacts, Lexicon};
use rayon::prelude::*;
use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::sync::{Arc, OnceLock};

/// Facts by the digest of what extraction sees.
#[derive(Debug)]
pub(super) struct Facts {
    known: HashMap<Digest, Arc<ArticleFacts>>,
    shards: Option<Shards>,
    is_read: bool,
}

/// The word lists, made when a text is first read.
pub(super) fn lexicon() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(Lexicon::embedded)
}

impl Facts {
    /// Nothing is known yet but where to look.
    pub(super) fn new(root: &Path, program: Option<Digest>) -> Self {
        Self {
            known: HashMap::new(),
            shards: program.map(|program| Shards::new(root, "facts", program)),
            is_read: false,
        }
    }

    /// Looks into the cache of earlier runs, once.
    pub(super) fn recall(&mut self, documents: &[Digest]) {
        if let (false, Some(shards)) = (self.is_read, &mut self.shards) {
            let wanted: HashSet<Digest> = documents.iter().copied().collect();
            self.known = shards.read(&wanted);
            self.is_read = true;
        }
    }

    /// How many articles must be extracted from.
    pub(super) fn missing(&self, documents: &[Digest]) -> usize {
        let unknown = documents
            .iter()
            .filter(|key| !self.known.contains_key(*key));
        unknown.collect::<HashSet<_>>().len()
    }

    /// The facts of every article; all others are forgotten.
    pub(super) fn of(
        &mut self,
        content: &Content,
        progress: &dyn Progress,
    ) -> Vec<Arc<ArticleFacts>> {
        let mut unknown: HashMap<Digest, &Article> = HashMap::new();
        let pairs = || content.documents.iter().zip(&content.articles);
        for (key, article) in pairs().filter(|(key, _)| !self.known.contains_key(*key)) {
            unknown.insert(*key, article);
        }
        if !unknown.is_empty() {
            let lexicon = lexicon();
            let extracted: Vec<(Digest, Arc<ArticleFacts>)> = unknown
                .into_par_iter()
                .map(|(key, article)| {
                    let facts = extract::extract(&article.document(), lexicon);
                    progress.advance();
                    (key, Arc::new(facts))
                })
                .collect();
            self.known.extend(extracted);
        }
        let mut old = std::mem::take(&mut self.known);
        let mut facts = Vec::with_capacity(content.documents.len());
        for key in &content.documents {
            // The same text twice: the second finds the first.
            let found = self.known.get(key).cloned().or_else(|| old.remove(key));
            let found = found.unwrap_or_default();
            self.known.insert(*key, found.clone());
            facts.push(found);
        }
        facts
    }

    /// Keeps them for the next run.
    pub(super) fn save(&mut self) {
        if let Some(shards) = &mut self.shards {
            shards.write(&self.known);
        }
    }
}
