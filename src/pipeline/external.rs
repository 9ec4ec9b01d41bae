//! Facts from somebody else's extractor: many articles in one question, each answer taken or refused alone.
//!
//! Whatever goes wrong, our own rules read the articles that have no good answer, and a diagnostic says so. Knows how to
//! ask; what an answer means is [`crate::extract::external`]'s.

use super::facts::lexicon;
use super::{Progress, program};
use crate::cache::Digest;
use crate::config::{Extractor, Mode};
use crate::diag::Diagnostic;
use crate::extract::interchange::Reading;
use crate::extract::{self, ArticleFacts, external};
use crate::text::Document;
use rayon::prelude::*;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Articles of one question, and bytes after which it is closed.
const BATCH: (usize, usize) = (1000, 32 << 20);
/// A larger file that the command names is known by size and time.
const HASHED: u64 = 16 << 20;
/// Set for the programs that we start, so that one of them that is dateline itself does not start them again.
pub const INSIDE: &str = "DATELINE_EXTRACTOR";

/// An extractor at a site.
#[derive(Clone, Debug)]
pub struct External {
    extractor: Extractor,
    root: PathBuf,
}

/// What came of asking.
#[derive(Debug, Default)]
pub(super) struct Asked {
    /// For each document its facts.
    pub facts: Vec<ArticleFacts>,
    /// For each document: the program has answered, and well.
    pub is_told: Vec<bool>,
    /// What is wrong with the program.
    pub fault: Option<Diagnostic>,
}

impl External {
    /// The extractor of a site.
    pub fn new(extractor: &Extractor, root: &Path) -> Self {
        Self {
            extractor: extractor.clone(),
            root: root.to_owned(),
        }
    }

    /// What its answers depend on beside the articles: the entry, and the files that its command names.
    pub fn seal(&self) -> Digest {
        let Extractor {
            command,
            mode,
            version,
            timeout: _,
            place: _,
        } = &self.extractor;
        let mut hasher = blake3::Hasher::new();
        hasher.update(format!("{command:?} {mode:?} {version:?}").as_bytes());
        for word in command {
            hasher.update(&self.file(word).unwrap_or_default());
        }
        *hasher.finalize().as_bytes()
    }

    /// The digest of a file that a word of the command names.
    fn file(&self, word: &str) -> Option<Digest> {
        let path = self.root.join(word);
        let found = std::fs::metadata(&path).ok().filter(|it| it.is_file())?;
        let hash = match found.len() <= HASHED {
            true => blake3::hash(&std::fs::read(&path).ok()?),
            false => {
                blake3::hash(format!("{} {:?}", found.len(), found.modified().ok()).as_bytes())
            }
        };
        Some(*hash.as_bytes())
    }

    /// The facts of documents. `ours` are our own where they are known already.
    pub(super) fn read(
        &self,
        documents: &[Document<'_>],
        ours: Option<Vec<ArticleFacts>>,
        progress: &dyn Progress,
    ) -> Asked {
        let ours = match (ours, self.extractor.mode) {
            (Some(ours), _) => Some(ours),
            (None, Mode::Instead) => None,
            (None, Mode::After) => Some(documents.par_iter().map(own).collect()),
        };
        let given = ours
            .as_deref()
            .filter(|_| self.extractor.mode == Mode::After);
        let mut question = Question::new(documents, given);
        let mut fault = None;
        let mut from = 0;
        while from < documents.len() && fault.is_none() {
            let (batch, to) = question.batch(from);
            fault = self.ask(batch, &mut question, progress);
            from = to;
        }
        settle(question.answers(), documents, ours, fault)
    }

    /// Asks for one batch; what is wrong with the program, if anything is.
    fn ask(
        &self,
        batch: Vec<u8>,
        question: &mut Question<'_, '_>,
        progress: &dyn Progress,
    ) -> Option<Diagnostic> {
        let mut n = 0;
        let mut odd: Option<String> = None;
        let timeout = self.extractor.timeout;
        let ended = program::ask(self.command(), batch, timeout, &mut |line| {
            n += 1;
            match question.hear(line) {
                Ok(true) => progress.advance(),
                Ok(false) => {}
                Err(why) => {
                    odd.get_or_insert_with(|| format!("line {n} of its answer {why}"));
                }
            }
        });
        ended.err().or(odd).map(|why| self.fault(&why))
    }

    fn command(&self) -> Command {
        let mut words = self.extractor.command.iter();
        let program = words.next().map(String::as_str).unwrap_or_default();
        // A path is one from the site's folder; a bare name is looked for where programs are.
        let program = match program.contains(['/', '\\']) {
            true => {
                let path = self.root.join(program);
                std::path::absolute(&path).unwrap_or(path)
            }
            false => PathBuf::from(program),
        };
        let mut command = Command::new(program);
        command.args(words).current_dir(&self.root).env(INSIDE, "1");
        command
    }

    fn fault(&self, why: &str) -> Diagnostic {
        let program = program::shown(&self.extractor.command.join(" "));
        let message = format!("the extractor `{program}` failed: {why}");
        let hint = "articles without an answer are read by dateline's own rules; mend the program, which reads documents as \
                    `dateline extract` does, or take the entry out";
        let place = self.extractor.place.clone();
        Diagnostic::warning("extract/program", place, message).hint(hint)
    }

    /// Revises what was read of a stream; what is wrong with the program is handed to `tell`.
    pub fn revise(&self, batch: &mut [Reading], tell: &dyn Fn(Diagnostic)) {
        let read = || batch.iter().filter_map(|it| it.as_ref().ok());
        let blocks: Vec<_> = read().map(|(line, _)| line.blocks()).collect();
        let documents: Vec<Document<'_>> = read()
            .zip(&blocks)
            .map(|((line, _), blocks)| line.document(blocks))
            .collect();
        let ours = read().map(|(_, facts)| facts.clone()).collect();
        let asked = self.read(&documents, Some(ours), &super::Silent);
        if let Some(fault) = asked.fault {
            tell(fault);
        }
        let places = batch.iter_mut().filter_map(|it| it.as_mut().ok());
        for ((_, place), facts) in places.zip(asked.facts) {
            *place = facts;
        }
    }
}

fn own(document: &Document<'_>) -> ArticleFacts {
    extract::extract(document, lexicon())
}

/// The answer for one document.
type Answer = Result<ArticleFacts, String>;

/// Documents that are asked for, and what was answered so far.
struct Question<'a, 'd> {
    documents: &'a [Document<'d>],
    /// The facts that the program is given.
    given: Option<&'a [ArticleFacts]>,
    /// For each id the first document that has it: the same words are asked for once.
    places: BTreeMap<String, usize>,
    ids: Vec<String>,
    answers: Vec<Option<Answer>>,
}

impl<'a, 'd> Question<'a, 'd> {
    fn new(documents: &'a [Document<'d>], given: Option<&'a [ArticleFacts]>) -> Self {
        let ids: Vec<String> = documents.iter().map(external::id).collect();
        let mut places = BTreeMap::new();
        for (at, id) in ids.iter().enumerate() {
            places.entry(id.clone()).or_insert(at);
        }
        let mut answers = Vec::new();
        answers.resize_with(documents.len(), || None);
        Self {
            documents,
            given,
            places,
            ids,
            answers,
        }
    }

    /// The lines of the next batch, and where the one after begins.
    fn batch(&self, from: usize) -> (Vec<u8>, usize) {
        let mut lines = Vec::new();
        let mut at = from;
        for (document, id) in self
            .documents
            .iter()
            .zip(&self.ids)
            .skip(from)
            .take(BATCH.0)
        {
            let is_first = self.places.get(id) == Some(&at);
            let ours = self.given.and_then(|given| given.get(at));
            at += 1;
            // A document that cannot be written is not asked for, and so not answered.
            if is_first && let Ok(line) = external::request(document, ours) {
                lines.extend_from_slice(line.as_bytes());
                lines.push(b'\n');
            }
            if lines.len() >= BATCH.1 {
                break;
            }
        }
        (lines, at)
    }

    /// Takes one line of the answer; false for a blank one. What is wrong with a line that answers nothing is the error.
    fn hear(&mut self, line: &[u8]) -> Result<bool, String> {
        let text = std::str::from_utf8(line).map_err(|_| "is no UTF-8 text".to_owned())?;
        if text.trim().is_empty() {
            return Ok(false);
        }
        let begins = || program::shown(&text.chars().take(60).collect::<String>());
        let value: Value = serde_json::from_str(text).map_err(|_| {
            let begins = begins();
            format!("is no JSON (`{begins}`): messages belong to standard error")
        })?;
        let id = value.get("id").and_then(Value::as_str);
        let place = id.and_then(|id| self.places.get(id).copied());
        let place = place.ok_or_else(|| format!("has the id of no document (`{}`)", begins()))?;
        if let (Some(slot), Some(document)) =
            (self.answers.get_mut(place), self.documents.get(place))
        {
            let ours = self.given.and_then(|given| given.get(place));
            *slot = Some(match slot {
                None => external::facts(document, ours, text),
                Some(_) => Err("it came twice".to_owned()),
            });
        }
        Ok(true)
    }

    /// For each document its answer.
    fn answers(self) -> Vec<Option<Answer>> {
        let of = |id: &String| {
            let first = self.places.get(id)?;
            self.answers.get(*first)?.clone()
        };
        self.ids.iter().map(of).collect()
    }
}

/// Good answers, and our own facts in the place of bad and missing ones.
fn settle(
    answers: Vec<Option<Answer>>,
    documents: &[Document<'_>],
    ours: Option<Vec<ArticleFacts>>,
    fault: Option<Diagnostic>,
) -> Asked {
    let mut ours = ours.into_iter().flatten();
    let mut asked = Asked::default();
    for (document, answer) in documents.iter().zip(answers) {
        let ours = ours.next();
        let own = || ours.unwrap_or_else(|| self::own(document));
        let (facts, why) = match answer {
            Some(Ok(facts)) => (facts, None),
            Some(Err(why)) => (own(), Some(why)),
            // One complaint on the program is enough.
            None if fault.is_some() => (own(), None),
            None => (own(), Some("there is none".to_owned())),
        };
        asked.is_told.push(why.is_none() && fault.is_none());
        asked.facts.push(facts);
        if let (Some(why), Some(facts)) = (why, asked.facts.last_mut()) {
            facts.findings.push(external::not_taken(&why));
        }
    }
    asked.fault = fault;
    asked
}
