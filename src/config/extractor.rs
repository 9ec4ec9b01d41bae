//! Somebody else's extractor, as `dateline.yaml` names it under `extract`.

use crate::diag::Place;
use crate::yaml::{Fields, Node, Value};
use serde::Deserialize;
use std::time::Duration;

/// A program that reads articles instead of dateline's own rules, or after them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extractor {
    /// The program and its arguments, as they are: no shell reads them.
    pub command: Vec<String>,
    /// Whose facts it begins with.
    pub mode: Mode,
    /// Longest silence before the program is given up.
    pub timeout: Duration,
    /// Any words; when they change, everything is asked again.
    pub version: String,
    /// Where the command is written.
    pub place: Place,
}

/// What the program is given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Mode {
    /// The bare articles; what it does not say, nobody says.
    Instead,
    /// The articles with dateline's own facts; what it leaves out stays.
    #[default]
    After,
}

/// A minute: a model is loaded in less.
const TIMEOUT: u64 = 60;
const HINT: &str = "write the program and its arguments as a list: command: [python3, extract.py]";

/// The entry `extract`.
pub(super) fn read(fields: &Fields<'_, '_>) -> Option<Extractor> {
    let inner = fields.inner(&["extract"])?;
    let node = inner.get(&["command"]);
    let extractor = Extractor {
        command: node
            .as_ref()
            .map(|node| words(&inner, node))
            .unwrap_or_default(),
        mode: inner.choice(&["mode"]).unwrap_or_default(),
        timeout: Duration::from_secs(inner.count(&["timeout"]).map_or(TIMEOUT, |n| n as u64)),
        version: inner.text(&["version"]).unwrap_or_default(),
        place: inner.doc.place(node.as_ref().unwrap_or(&inner.node)),
    };
    inner.warn_unknown();
    if node.is_none() {
        let message = "`extract` names no program";
        inner.error("config/extract", &inner.node, message, HINT);
    }
    (!extractor.command.is_empty()).then_some(extractor)
}

/// The words of the command; none where one is wrong.
fn words(inner: &Fields<'_, '_>, node: &Node<'_>) -> Vec<String> {
    let mut words = Vec::new();
    for item in inner.doc.items(node) {
        let word = match item.value {
            // As it is: blanks may mean something to the program.
            Value::Text(text) => Some(text.clone()),
            _ => inner.scalar(&item),
        };
        match word.filter(|word| !word.contains('\0')) {
            Some(word) => words.push(word),
            None => {
                let message = "a word of `command` is no text";
                inner.error("config/extract", &item, message, HINT);
                return Vec::new();
            }
        }
    }
    if words
        .first()
        .is_none_or(|program| program.trim().is_empty())
    {
        let message = "`command` is no list of a program and its arguments";
        inner.error("config/extract", node, message, HINT);
        return Vec::new();
    }
    words
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::*;

    fn read(text: &str) -> (Option<Extractor>, Vec<String>) {
        let (config, found) = parse(text);
        let found = found
            .iter()
            .map(|it| format!("{}:{} {}", it.place.line, it.place.col, it.code))
            .collect();
        (config.extract, found)
    }

    #[test]
    fn a_program_with_its_arguments_as_they_are() {
        let (found, wrong) = read(
            "extract:\n  command: [python3, \"my  file.py\", 7]\n  mode: instead\n  timeout: 5\n  version: 2\n",
        );
        assert_eq!(wrong, [""; 0]);
        let found = found.unwrap();
        assert_eq!(found.command, ["python3", "my  file.py", "7"]);
        assert_eq!((found.mode, found.timeout.as_secs()), (Mode::Instead, 5));
        assert_eq!((found.place.line, found.version.as_str()), (2, "2"));
        let (found, _) = read("extract: {command: [x]}\n");
        let found = found.unwrap();
        assert_eq!((found.mode, found.timeout.as_secs()), (Mode::After, 60));
    }

    #[test]
    fn a_wrong_entry_is_told_and_means_nothing() {
        for (text, expected) in [
            ("extract: {command: python3 x.py}\n", "1:20 config/extract"),
            ("extract: {command: []}\n", "1:20 config/extract"),
            ("extract: {command: [[x]]}\n", "1:21 config/extract"),
            ("extract: {mode: after}\n", "1:10 config/extract"),
        ] {
            let (found, wrong) = read(text);
            assert_eq!(found, None, "{text}");
            assert_eq!(wrong, [expected], "{text}");
        }
        let (_, wrong) = read("extract: {command: [x], mode: before}\n");
        assert_eq!(wrong, ["1:31 yaml/value"]);
    }
}
