//! A mapping read field by field.
//!
//! Every name asked for becomes a known one; what is left over at the end is unknown, and perhaps a typo.

use super::{Doc, FaultKind, Node, Value};
use crate::date::Edtf;
use crate::diag::{Diagnostic, Place};
use crate::slug::Slug;
use serde::de::DeserializeOwned;
use serde::de::IntoDeserializer;
use serde::de::value::{Error as ValueError, StrDeserializer};
use std::cell::RefCell;

/// The names of a field: the usual one first, then others that mean the same.
pub type Names<'n> = &'n [&'static str];

/// One mapping, being read.
#[derive(Debug)]
pub struct Fields<'a, 'v> {
    /// The text, which also takes the complaints.
    pub doc: &'a Doc<'a>,
    /// The mapping.
    pub node: Node<'v>,
    known: RefCell<Vec<&'static str>>,
}

impl<'a> Doc<'a> {
    /// Parses the text; what is wrong with it becomes an error, and `None`.
    pub fn parse(&self) -> Option<Value> {
        match super::parse(self.text()) {
            Ok(value) => Some(value),
            Err(fault) => {
                let at = self.range.start + fault.at;
                let line_end = self.source[at..]
                    .find(['\n', '\r'])
                    .map_or(self.source.len(), |len| at + len);
                let end = self.source[at..line_end]
                    .chars()
                    .next()
                    .map_or(at, |ch| at + ch.len_utf8());
                let place = Place::at(self.path, self.source, at, end);
                let (code, hint) = match fault.kind {
                    FaultKind::Syntax => (
                        "yaml/syntax",
                        "put text that holds `: `, `#` or quotation marks in quotation marks; indent with spaces",
                    ),
                    FaultKind::Duplicate => ("yaml/duplicate", "keep one of them"),
                    FaultKind::TooLarge => (
                        "yaml/too-large",
                        "long texts belong in the body or in files of their own",
                    ),
                };
                self.report(Diagnostic::error(code, place, fault.message).hint(hint));
                None
            }
        }
    }

    /// The fields of a mapping; nothing counts as an empty one, anything else is an error.
    pub fn fields<'v>(&'a self, node: Node<'v>) -> Option<Fields<'a, 'v>> {
        match node.value {
            Value::Map(_) | Value::Null => Some(Fields {
                doc: self,
                node,
                known: RefCell::default(),
            }),
            other => {
                let message = format!("expected `key: value` pairs, found {}", other.kind());
                self.report(Diagnostic::error("yaml/type", self.place(&node), message));
                None
            }
        }
    }
}

impl<'a, 'v> Fields<'a, 'v> {
    /// The value of a field; `None` when it is absent or nothing.
    pub fn get(&self, names: Names<'_>) -> Option<Node<'v>> {
        self.known.borrow_mut().extend(names);
        let mut found = names
            .iter()
            .filter_map(|name| Some((*name, self.doc.child(&self.node, name)?)));
        let (name, node) = found.next()?;
        if let Some((other, twin)) = found.next() {
            let message = format!(
                "`{other}` means the same as `{name}`, which is also there; it is left out"
            );
            self.doc.report(Diagnostic::warning(
                "yaml/twice",
                self.doc.key_place(&twin),
                message,
            ));
        }
        (*node.value != Value::Null).then_some(node)
    }

    /// An error at a value.
    pub fn error(
        &self,
        code: &'static str,
        node: &Node<'_>,
        message: impl Into<String>,
        hint: &str,
    ) {
        let found = Diagnostic::error(code, self.doc.place(node), message);
        self.doc.report(if hint.is_empty() {
            found
        } else {
            found.hint(hint)
        });
    }

    fn wrong_type(&self, name: &str, node: &Node<'_>, wanted: &str) {
        let message = format!("`{name}` must be {wanted}, not {}", node.value.kind());
        self.error("yaml/type", node, message, "");
    }

    /// A scalar as text, trimmed, white space folded; numbers as they were written.
    pub fn scalar(&self, node: &Node<'_>) -> Option<String> {
        let text = match node.value {
            Value::Text(text) => text.as_str(),
            Value::Number(_) | Value::Bool(_) => self
                .doc
                .written(node)
                .trim_matches(['"', '\'', ',', ']', '}', ' ']),
            Value::Null | Value::List(_) | Value::Map(_) => return None,
        };
        let words: Vec<&str> = text
            .split(|ch: char| ch.is_whitespace() || ch.is_control())
            .filter(|word| !word.is_empty())
            .collect();
        Some(words.join(" "))
    }

    /// Text with its node; empty text counts as absent.
    pub fn text_node(&self, names: Names<'_>) -> Option<(String, Node<'v>)> {
        let node = self.get(names)?;
        match self.scalar(&node) {
            Some(text) if text.is_empty() => None,
            Some(text) => Some((text, node)),
            None => {
                self.wrong_type(names.first().unwrap_or(&""), &node, "text");
                None
            }
        }
    }

    /// Text.
    pub fn text(&self, names: Names<'_>) -> Option<String> {
        self.text_node(names).map(|(text, _)| text)
    }

    /// A list of texts, or one text; each with its node.
    pub fn text_nodes(&self, names: Names<'_>) -> Vec<(String, Node<'v>)> {
        let Some(node) = self.get(names) else {
            return Vec::new();
        };
        let nodes = match node.value {
            Value::List(_) => self.doc.items(&node),
            _ => vec![node],
        };
        let mut texts = Vec::new();
        for node in nodes {
            match self.scalar(&node) {
                Some(text) if text.is_empty() => {}
                Some(text) => texts.push((text, node)),
                None => self.wrong_type(
                    names.first().unwrap_or(&""),
                    &node,
                    "text or a list of texts",
                ),
            }
        }
        texts
    }

    /// A list of texts, or one text.
    pub fn texts(&self, names: Names<'_>) -> Vec<String> {
        self.text_nodes(names)
            .into_iter()
            .map(|(text, _)| text)
            .collect()
    }

    /// `true` or `false`; false when absent.
    pub fn flag(&self, names: Names<'_>) -> bool {
        let Some(node) = self.get(names) else {
            return false;
        };
        match node.value {
            Value::Bool(value) => *value,
            _ => {
                self.wrong_type(names.first().unwrap_or(&""), &node, "true or false");
                false
            }
        }
    }

    /// A whole number from 1.
    pub fn count(&self, names: Names<'_>) -> Option<usize> {
        let node = self.get(names)?;
        let count = match node.value {
            Value::Number(number) => number.as_u64().and_then(|n| usize::try_from(n).ok()),
            _ => None,
        };
        if count.is_none_or(|n| n == 0) {
            self.wrong_type(names.first().unwrap_or(&""), &node, "a whole number from 1");
        }
        count.filter(|n| *n > 0)
    }

    /// One word out of a few.
    pub fn choice<T: DeserializeOwned>(&self, names: Names<'_>) -> Option<T> {
        let (text, node) = self.text_node(names)?;
        let deserializer: StrDeserializer<'_, ValueError> = text.as_str().into_deserializer();
        match T::deserialize(deserializer) {
            Ok(value) => Some(value),
            Err(error) => {
                let message = error.to_string().replace("unknown variant", "unknown word");
                self.error(
                    "yaml/value",
                    &node,
                    format!("`{}`: {message}", names.first().unwrap_or(&"")),
                    "",
                );
                None
            }
        }
    }

    /// A slug; a prefix such as `event/` is allowed and left out.
    fn to_slug(&self, text: &str, node: &Node<'_>, prefixes: &[&str]) -> Option<Slug> {
        let bare = prefixes
            .iter()
            .find_map(|prefix| text.strip_prefix(prefix))
            .unwrap_or(text);
        let slug = Slug::parse(bare);
        if slug.is_none() {
            let hint = match Slug::from_text(bare) {
                Some(near) => format!("write `{near}`"),
                None => "small letters a to z, digits and single hyphens make a slug".to_owned(),
            };
            self.error("slug/invalid", node, format!("`{text}` is no slug"), &hint);
        }
        slug
    }

    /// A slug with its node.
    pub fn slug_node(&self, names: Names<'_>) -> Option<(Slug, Node<'v>)> {
        let (text, node) = self.raw(names)?;
        Some((self.to_slug(&text, &node, &[])?, node))
    }

    /// Text exactly as it is.
    fn raw(&self, names: Names<'_>) -> Option<(String, Node<'v>)> {
        let node = self.get(names)?;
        match node.value {
            Value::Text(text) => Some((text.clone(), node)),
            _ => self
                .scalar(&node)
                .map(|text| (text, node.clone()))
                .or_else(|| {
                    self.wrong_type(names.first().unwrap_or(&""), &node, "text");
                    None
                }),
        }
    }

    /// The slug of anything on the site.
    pub fn slug(&self, names: Names<'_>) -> Option<Slug> {
        let (text, node) = self.raw(names)?;
        self.to_slug(&text, &node, PREFIXES)
    }

    /// Slugs of anything on the site, in a list or alone.
    pub fn slugs(&self, names: Names<'_>) -> Vec<Slug> {
        let nodes = self.text_nodes(names);
        nodes
            .iter()
            .filter_map(|(text, node)| self.to_slug(text, node, PREFIXES))
            .collect()
    }

    /// Slugs without and with a leading minus: what is meant, and what is kept out.
    pub fn signed_slugs(&self, names: Names<'_>) -> (Vec<Slug>, Vec<Slug>) {
        let (mut with, mut without) = (Vec::new(), Vec::new());
        for (text, node) in self.text_nodes(names) {
            match text.strip_prefix('-') {
                Some(text) => without.extend(self.to_slug(text, &node, PREFIXES)),
                None => with.extend(self.to_slug(&text, &node, PREFIXES)),
            }
        }
        (with, without)
    }

    /// An absolute address on the web.
    pub fn web_address(&self, names: Names<'_>) -> Option<String> {
        let (text, node) = self.text_node(names)?;
        if is_web_address(&text) {
            return Some(text);
        }
        self.error(
            "url/invalid",
            &node,
            format!("`{text}` is no address on the web"),
            "write the whole address, with `https://`",
        );
        None
    }

    /// An EDTF date.
    pub fn edtf(&self, names: Names<'_>) -> Option<Edtf> {
        let (text, node) = self.text_node(names)?;
        match text.parse() {
            Ok(edtf) => Some(edtf),
            Err(error) => {
                self.error("date/invalid", &node, format!("{error}"), "");
                None
            }
        }
    }

    /// The mappings of a list (or one mapping), each read by `read`.
    pub fn list<T>(
        &self,
        names: Names<'_>,
        mut read: impl FnMut(&Fields<'a, 'v>) -> Option<T>,
    ) -> Vec<T> {
        let Some(node) = self.get(names) else {
            return Vec::new();
        };
        let nodes = match node.value {
            Value::List(_) => self.doc.items(&node),
            _ => vec![node],
        };
        let fields = nodes.into_iter().filter_map(|node| self.doc.fields(node));
        fields.filter_map(|fields| read(&fields)).collect()
    }

    /// A mapping inside this one.
    pub fn inner(&self, names: Names<'_>) -> Option<Fields<'a, 'v>> {
        self.get(names).and_then(|node| self.doc.fields(node))
    }

    /// A text that must be there.
    pub fn required(&self, names: Names<'_>) -> Option<String> {
        let text = self.text(names);
        let name = names.first().unwrap_or(&"");
        let is_absent = self
            .get(&names[..names.len().min(1)])
            .is_none_or(|node| *node.value == Value::Text(String::new()));
        if text.is_none() && is_absent {
            let message = format!("`{name}` is missing here");
            self.error("yaml/missing", &self.node, message, "");
        }
        text
    }

    /// The keys that nobody asked for.
    pub fn unknown(&self) -> Vec<(&'v str, &'v Value)> {
        let known = self.known.borrow();
        match self.node.value {
            Value::Map(pairs) => pairs
                .iter()
                .filter(|(key, _)| !known.iter().any(|name| name == key))
                .map(|(key, value)| (key.as_str(), value))
                .collect(),
            _ => Vec::new(),
        }
    }

    /// Warns of every key that nobody asked for.
    pub fn warn_unknown(&self) {
        for (key, _) in self.unknown() {
            if !self.warn_typo(key, &[]) {
                self.warn_key(
                    "yaml/unknown",
                    key,
                    format!("`{key}` means nothing here"),
                    None,
                );
            }
        }
    }

    /// Warns when a key looks like a slip of the pen for a known one, or for one of `others`: what people also call
    /// something, with its name here.
    pub fn warn_typo(&self, key: &str, others: &[(&str, &'static str)]) -> bool {
        let known = self.known.borrow();
        let known_pairs = known.iter().map(|name| (*name, *name));
        let near = known_pairs
            .chain(others.iter().copied())
            .filter(|(near, _)| is_near(key, near))
            .min_by_key(|(near, _)| strsim::damerau_levenshtein(&fold(key), &fold(near)));
        let Some((near, name)) = near else {
            return false;
        };
        let hint = match near == name {
            true => format!("did you mean `{name}`?"),
            false => format!("did you mean `{near}`? Here it is called `{name}`"),
        };
        self.warn_key(
            "front-matter/typo",
            key,
            format!("unknown key `{key}`"),
            Some(hint),
        );
        true
    }

    fn warn_key(&self, code: &'static str, key: &str, message: String, hint: Option<String>) {
        let node = self.doc.child(&self.node, key);
        let place = self.doc.key_place(node.as_ref().unwrap_or(&self.node));
        let warning = Diagnostic::warning(code, place, message);
        self.doc.report(match hint {
            Some(hint) => warning.hint(hint),
            None => warning,
        });
    }
}

/// Slugs may say what they are of.
const PREFIXES: &[&str] = &["event/", "story/", "actor/", "place/", "article/"];

/// True for `http://host` and `https://host/path`.
pub fn is_web_address(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let rest = lower
        .strip_prefix("https://")
        .or_else(|| lower.strip_prefix("http://"));
    let is_bad = |ch: char| {
        ch.is_whitespace() || ch.is_control() || matches!(ch, '<' | '>' | '"' | '\\' | '`')
    };
    rest.is_some_and(|rest| {
        rest.starts_with(|ch: char| ch.is_alphanumeric() || ch == '[') && !text.contains(is_bad)
    })
}

fn fold(key: &str) -> String {
    let is_kept = |ch: &char| !matches!(ch, '_' | '-' | ' ');
    key.chars()
        .filter(is_kept)
        .flat_map(char::to_lowercase)
        .collect()
}

/// One slip in a short word, two in a long one; other spellings of the same word are nearest of all.
fn is_near(key: &str, name: &str) -> bool {
    let (key, name) = (fold(key), fold(name));
    let slips = match name.len() {
        0..=3 => 0,
        4..=8 => 1,
        _ => 2,
    };
    key.len() < 40
        && key.len().abs_diff(name.len()) <= slips
        && strsim::damerau_levenshtein(&key, &name) <= slips
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    /// Reads `text` with `read` and returns "line:col code" of each complaint.
    fn complaints(text: &str, read: impl Fn(&Fields<'_, '_>)) -> Vec<String> {
        let source = format!("---\n{text}");
        let doc = Doc::new(Path::new("x.md"), &source, 4..source.len());
        if let Some(value) = doc.parse() {
            let root = doc.root(&value);
            // The values outlive the reading, the complaints do not borrow.
            if let Some(fields) = doc.fields(root) {
                read(&fields);
                fields.warn_unknown();
            }
        }
        let found = doc.into_diagnostics();
        found
            .iter()
            .map(|found| format!("{}:{} {}", found.place.line, found.place.col, found.code))
            .collect()
    }

    #[test]
    fn values_of_every_kind() {
        let text = "title:  A  title \nn: 7\nyear: 2019\ntags: [a, 'b c', 3]\none: x\nflag: true\ndate: 2019-06~\n";
        let found = complaints(text, |fields| {
            assert_eq!(fields.text(&["title"]).as_deref(), Some("A title"));
            assert_eq!(fields.count(&["n"]), Some(7));
            assert_eq!(fields.text(&["year"]).as_deref(), Some("2019"));
            assert_eq!(fields.texts(&["tags"]), ["a", "b c", "3"]);
            assert_eq!(fields.texts(&["one"]), ["x"]);
            assert!(fields.flag(&["flag"]));
            assert_eq!(fields.edtf(&["date"]).unwrap().to_string(), "2019-06~");
            assert_eq!(fields.text(&["absent"]), None);
        });
        assert_eq!(found, Vec::<String>::new());
    }

    #[test]
    fn wrong_values_are_found_at_their_places() {
        let text = "title: [a]\nn: -1\nslug: \"../x\"\nnotSame:\n  - kim\n  - Kim Jong\nfix:\n  dates: [{text: now, edtf: 2019-13}, {edtf: 2019}]\ntitel: y\nother: z\n";
        let found = complaints(text, |fields| {
            fields.text(&["title"]);
            fields.count(&["n"]);
            fields.slug(&["slug"]);
            assert_eq!(fields.slugs(&["notSame"]).len(), 1);
            let fix = fields.inner(&["fix"]).unwrap();
            fix.list(&["dates"], |date| {
                date.required(&["text"]);
                date.edtf(&["edtf"])
            });
        });
        let expected = [
            "2:8 yaml/type",
            "3:4 yaml/type",
            "4:8 slug/invalid",
            "7:5 slug/invalid",
            "9:29 date/invalid",
            "9:39 yaml/missing",
            "10:1 front-matter/typo",
            "11:1 yaml/unknown",
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn faults_of_the_text_are_errors_with_lines_of_the_file() {
        assert_eq!(complaints("a: 1\na: 2\n", |_| ()), ["3:1 yaml/duplicate"]);
        assert_eq!(complaints("a: 1\n\tb: 2\n", |_| ()), ["3:1 yaml/syntax"]);
        assert_eq!(complaints("- a\n- b\n", |_| ()), ["2:1 yaml/type"]);
    }

    #[test]
    fn slips_of_the_pen_are_near() {
        assert!(is_near("pubished", "published"));
        assert!(is_near("redirect-from", "redirect_from"));
        assert!(is_near("Title", "title"));
        assert!(!is_near("series", "stories"));
        assert!(!is_near("type", "title"));
        assert!(!is_near("image", "date"));
        assert!(!is_near("uri", "url"));
    }
}
