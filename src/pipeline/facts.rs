//! Facts of articles, each extracted once: what is known from the last look or from an earlier run is not extracted again.
//!
//! Where a site has an extractor of its own, its answers are known by the article and the extractor together. Articles that
//! it has no good answer for are read by our own rules; those facts are never kept for another run, which asks again.

use super::Progress;
use super::external::External;
use crate::cache::{Digest, Shards};
use crate::config::Extractor;
use crate::content::{Article, Content};
use crate::diag::Diagnostic;
use crate::extract::{self, ArticleFacts, Lexicon};
use rayon::prelude::*;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::path::Path;
use std::sync::{Arc, OnceLock};

/// Facts by the digest of what extraction sees.
#[derive(Debug)]
pub(super) struct Facts {
    known: HashMap<Digest, Arc<ArticleFacts>>,
    shards: Option<Shards>,
    is_read: bool,
    external: Option<External>,
    /// Of the extractor; nothing without one.
    seal: Option<Digest>,
    /// What our own rules read because the extractor has no good answer.
    untold: BTreeSet<Digest>,
    /// What is wrong with the extractor.
    fault: Option<Diagnostic>,
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
            external: None,
            seal: None,
            untold: BTreeSet::new(),
            fault: None,
        }
    }

    /// Takes the site's extractor. When it is another one, or the files that its command names have changed, everything is
    /// asked again.
    pub(super) fn set_extractor(&mut self, extractor: Option<&Extractor>, root: &Path) {
        self.external = extractor.map(|extractor| External::new(extractor, root));
        let seal = self.external.as_ref().map(External::seal);
        if seal != self.seal {
            self.seal = seal;
            self.untold.clear();
            self.fault = None;
        }
    }

    /// What is wrong with the extractor.
    pub(super) fn fault(&self) -> Option<&Diagnostic> {
        self.fault.as_ref()
    }

    /// What facts depend on beside articles and program; nothing without an extractor.
    pub(super) fn seal(&self) -> Option<Digest> {
        let mut hasher = blake3::Hasher::new();
        hasher.update(&self.seal?);
        for untold in &self.untold {
            hasher.update(untold);
        }
        Some(*hasher.finalize().as_bytes())
    }

    /// What the facts of a document are known by.
    fn key(&self, document: &Digest) -> Digest {
        match self.seal {
            None => *document,
            Some(seal) => {
                let mut hasher = blake3::Hasher::new();
                hasher.update(document).update(&seal);
                *hasher.finalize().as_bytes()
            }
        }
    }

    /// Looks into the cache of earlier runs, once.
    pub(super) fn recall(&mut self, documents: &[Digest]) {
        let wanted: HashSet<Digest> = documents.iter().map(|it| self.key(it)).collect();
        if let (false, Some(shards)) = (self.is_read, &mut self.shards) {
            self.known = shards.read(&wanted);
            self.is_read = true;
        }
    }

    /// How many articles must be extracted from.
    pub(super) fn missing(&self, documents: &[Digest]) -> usize {
        let keys = documents.iter().map(|it| self.key(it));
        let unknown = keys.filter(|key| !self.known.contains_key(key));
        unknown.collect::<HashSet<_>>().len()
    }

    /// The facts of every article; all others are forgotten.
    pub(super) fn of(
        &mut self,
        content: &Content,
        progress: &dyn Progress,
    ) -> Vec<Arc<ArticleFacts>> {
        let keys: Vec<Digest> = content.documents.iter().map(|it| self.key(it)).collect();
        let mut unknown: HashMap<Digest, &Article> = HashMap::new();
        let pairs = || keys.iter().zip(&content.articles);
        for (key, article) in pairs().filter(|(key, _)| !self.known.contains_key(*key)) {
            unknown.insert(*key, article);
        }
        if !unknown.is_empty() {
            match self.external.take() {
                Some(external) => {
                    self.ask(&external, &keys, &unknown, progress);
                    self.external = Some(external);
                }
                None => self.extract(unknown, progress),
            }
        }
        let mut old = std::mem::take(&mut self.known);
        let mut facts = Vec::with_capacity(keys.len());
        for key in &keys {
            // The same text twice: the second finds the first.
            let found = self.known.get(key).cloned().or_else(|| old.remove(key));
            let found = found.unwrap_or_default();
            self.known.insert(*key, found.clone());
            facts.push(found);
        }
        self.untold.retain(|key| self.known.contains_key(key));
        if self.untold.is_empty() {
            self.fault = None;
        }
        facts
    }

    /// By our own rules.
    fn extract(&mut self, unknown: HashMap<Digest, &Article>, progress: &dyn Progress) {
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

    /// By the site's extractor, in the order of the articles.
    fn ask(
        &mut self,
        external: &External,
        keys: &[Digest],
        unknown: &HashMap<Digest, &Article>,
        progress: &dyn Progress,
    ) {
        let mut seen = HashSet::new();
        let keys = keys.iter().filter(|key| seen.insert(**key));
        let (keys, articles): (Vec<Digest>, Vec<&Article>) = keys
            .filter_map(|key| Some((*key, *unknown.get(key)?)))
            .unzip();
        let documents: Vec<_> = articles.iter().map(|article| article.document()).collect();
        let asked = external.read(&documents, None, progress);
        for ((key, facts), is_told) in keys.into_iter().zip(asked.facts).zip(asked.is_told) {
            if !is_told {
                self.untold.insert(key);
            }
            self.known.insert(key, Arc::new(facts));
        }
        self.fault = asked.fault.or(self.fault.take());
    }

    /// Keeps them for the next run.
    pub(super) fn save(&mut self) {
        let Some(shards) = &mut self.shards else {
            return;
        };
        if self.untold.is_empty() {
            return shards.write(&self.known);
        }
        let mut told = self.known.clone();
        told.retain(|key, _| !self.untold.contains(key));
        shards.write(&told);
    }
}
