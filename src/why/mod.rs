//! Why the site says what it says, and why it does not say more: the sentences, the rules, what else was weighed, and the
//! lines with which an editor changes it.
//!
//! Answers are read off a [`Snapshot`], from the facts, their rules and the picture, after the fact: nothing here decides
//! anything, and no rule is run again. What the facts do not keep (which word made a verb a plan) is not made up. Knows
//! neither arguments nor terminals; [`text`] writes an answer for people, serde for programs.

mod absent;
mod actor;
mod advice;
mod article;
mod event;
mod find;
mod quote;
mod reckoning;
mod rules;
mod sentence;
mod story;
pub mod text;
mod view;
mod weighed;
mod words;

#[cfg(test)]
mod tests;

use crate::pipeline::Snapshot;
use find::Subject;
use serde::Serialize;
use view::View;

/// What is known of the thing that was asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Answer {
    /// What it is.
    pub subject: Heading,
    /// The reasons, the most important part first.
    pub parts: Vec<Part>,
    /// What an editor can do.
    pub advice: Vec<Advice>,
    /// What else may have been meant.
    pub also: Vec<Heading>,
}

/// What an answer is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Heading {
    /// "person", "event", "story", "article", "quote", "name" (without a page).
    pub kind: &'static str,
    /// Its name or title.
    pub title: String,
    /// Its address below the site's root.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<String>,
}

/// Reasons of one sort.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Part {
    /// "when", "who", "kept apart"
    pub title: &'static str,
    /// The reasons.
    pub items: Vec<Item>,
    /// How many more there are.
    pub more: usize,
}

/// One reason.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Item {
    /// What is said.
    pub says: String,
    /// The rule behind it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule: Option<&'static str>,
    /// What the rule does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub meaning: Option<&'static str>,
    /// The sentence it rests on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sentence: Option<Cited>,
    /// What else was weighed, and other remarks.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
}

/// A sentence with the words that count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Cited {
    /// The file, relative to the site's root.
    pub path: String,
    /// Line of the words, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub col: usize,
    /// Address of the sentence on the site.
    pub page: String,
    /// The sentence, white space folded.
    pub text: String,
    /// The words: first character of `text` and the one after the last, in code points.
    pub marks: Vec<[usize; 2]>,
}

/// Lines to paste.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Advice {
    /// When one would.
    pub when: String,
    /// Where the lines go.
    pub file: String,
    /// The lines.
    pub lines: String,
}

/// Nothing on the site is called so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Unknown {
    /// What was asked for.
    pub asked: String,
    /// What is called nearly so.
    pub near: Vec<Heading>,
}

/// Why the site says what it says of `asked`: an address, a path, a slug, a name, some words of a quotation. At most `most`
/// reasons of each sort.
///
/// # Errors
/// [`Unknown`] when nothing is called so, not even in a text.
pub fn ask(site: &Snapshot, asked: &str, most: usize) -> Result<Answer, Unknown> {
    let view = View { site, most };
    let mut found = find::find(&view, asked).into_iter();
    let Some(first) = found.next() else {
        return Err(Unknown {
            asked: asked.trim().to_owned(),
            near: find::near(&view, asked),
        });
    };
    let mut answer = match &first {
        Subject::Actor(id) => actor::answer(&view, *id),
        Subject::Event(id) => event::answer(&view, *id),
        Subject::Story(id) => story::answer(&view, *id),
        Subject::Article(id, None) => article::answer(&view, *id),
        Subject::Article(id, Some(sentence)) => article::sentence(&view, *id, *sentence),
        Subject::Quote(id) => quote::answer(&view, *id),
        Subject::Name(name) => absent::answer(&view, name),
    };
    answer.parts.retain(|part| !part.items.is_empty());
    answer.also = found
        .filter_map(|other| view.heading(&other))
        .take(most.max(1))
        .collect();
    Ok(answer)
}

impl Item {
    /// Something that is said.
    fn new(says: impl Into<String>) -> Self {
        Self {
            says: says.into(),
            ..Self::default()
        }
    }

    /// The rule behind it.
    fn rule(mut self, rule: &'static str) -> Self {
        self.rule = Some(rule);
        self.meaning = rules::meaning(rule);
        self
    }

    /// The sentence that it rests on.
    fn cited(mut self, sentence: Option<Cited>) -> Self {
        self.sentence = sentence;
        self
    }

    /// More to say.
    fn notes(mut self, notes: impl IntoIterator<Item = String>) -> Self {
        self.notes.extend(notes);
        self
    }
}
