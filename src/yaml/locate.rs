//! Where a value of a parsed tree stands in its text.
//!
//! Places are only for people: a value in an unusual notation (complex keys, anchors) is placed at the nearest thing
//! that is found, at worst at the first line.

use super::Value;
use crate::diag::{Diagnostic, Place};
use std::cell::RefCell;
use std::ops::Range;
use std::path::Path;

/// A YAML text inside a file, and the complaints about it.
#[derive(Debug)]
pub struct Doc<'a> {
    /// The file, relative to the root.
    pub path: &'a Path,
    /// The whole file.
    pub source: &'a str,
    /// The YAML in it.
    pub range: Range<usize>,
    found: RefCell<Vec<Diagnostic>>,
}

/// A value with its place.
#[derive(Clone, Debug)]
pub struct Node<'v> {
    /// The value.
    pub value: &'v Value,
    /// Its key, or its first byte; in the whole file.
    key: Range<usize>,
    /// The text in which it stands, from behind the key on; in the whole file.
    region: Range<usize>,
}

impl<'a> Doc<'a> {
    /// A text without complaints.
    pub fn new(path: &'a Path, source: &'a str, range: Range<usize>) -> Self {
        Self {
            path,
            source,
            range,
            found: RefCell::default(),
        }
    }

    /// The YAML.
    pub fn text(&self) -> &'a str {
        self.source.get(self.range.clone()).unwrap_or_default()
    }

    /// Takes a complaint.
    pub fn report(&self, diagnostic: Diagnostic) {
        self.found.borrow_mut().push(diagnostic);
    }

    /// All complaints.
    pub fn into_diagnostics(self) -> Vec<Diagnostic> {
        self.found.into_inner()
    }

    /// The root of the tree.
    pub fn root<'v>(&self, value: &'v Value) -> Node<'v> {
        Node {
            value,
            key: self.range.start..self.range.start,
            region: self.range.clone(),
        }
    }

    /// The value of a key.
    pub fn child<'v>(&self, node: &Node<'v>, key: &str) -> Option<Node<'v>> {
        let Value::Map(pairs) = node.value else {
            return None;
        };
        let (_, value) = pairs.iter().find(|(name, _)| name == key)?;
        let region = self.source.get(node.region.clone()).unwrap_or_default();
        let is_top = node.region == self.range;
        let found = find_key(region, key, is_top).or_else(|| find_key(region, key, false));
        Some(match found {
            None => Node {
                value,
                ..node.clone()
            },
            Some(key) => {
                let end = end_of_value(region, &key);
                let base = node.region.start;
                Node {
                    value,
                    region: base + key.end..base + end,
                    key: base + key.start..base + key.end,
                }
            }
        })
    }

    /// The items of a list.
    pub fn items<'v>(&self, node: &Node<'v>) -> Vec<Node<'v>> {
        let Value::List(values) = node.value else {
            return Vec::new();
        };
        let region = self.source.get(node.region.clone()).unwrap_or_default();
        let ranges = split_items(region);
        let base = node.region.start;
        let of = |(ix, value): (usize, &'v Value)| match ranges.get(ix) {
            Some(range) if ranges.len() == values.len() => Node {
                value,
                key: base + range.start..base + range.start,
                region: base + range.start..base + range.end,
            },
            _ => Node {
                value,
                ..node.clone()
            },
        };
        values.iter().enumerate().map(of).collect()
    }

    /// The words of a scalar as written, without quotes; the first line of anything else.
    pub fn written<'s>(&'s self, node: &Node<'_>) -> &'s str {
        self.source.get(self.value_range(node)).unwrap_or_default()
    }

    /// Where a scalar stands, or the beginning of anything else.
    pub fn value_range(&self, node: &Node<'_>) -> Range<usize> {
        let region = self.source.get(node.region.clone()).unwrap_or_default();
        let after = region.strip_prefix(':').map_or(0, |_| 1);
        if let Value::Text(text) = node.value
            && !text.is_empty()
            && let Some(at) = region
                .get(after..)
                .and_then(|rest| rest.find(text.as_str()))
        {
            let start = node.region.start + after + at;
            return start..start + text.len();
        }
        let rest = region.get(after..).unwrap_or_default();
        let start = after + (rest.len() - rest.trim_start().len());
        let line = region
            .get(start..)
            .unwrap_or_default()
            .lines()
            .next()
            .unwrap_or_default();
        let line = line.split(" #").next().unwrap_or_default().trim_end();
        match line {
            "" => node.key.clone(),
            line => node.region.start + start..node.region.start + start + line.len(),
        }
    }

    /// The place of a value.
    pub fn place(&self, node: &Node<'_>) -> Place {
        let range = self.value_range(node);
        Place::at(self.path, self.source, range.start, range.end)
    }

    /// The place of its key.
    pub fn key_place(&self, node: &Node<'_>) -> Place {
        Place::at(self.path, self.source, node.key.start, node.key.end)
    }
}

/// The offset of a key's second appearance in a mapping, as near as can be told.
pub(super) fn second_key(text: &str, key: &str) -> Option<usize> {
    for is_top in [true, false] {
        if let Some(first) = find_key(text, key, is_top)
            && let Some(second) = find_key(text.get(first.end..)?, key, is_top)
        {
            return Some(first.end + second.start);
        }
    }
    None
}

/// Finds `key:` where a key can stand: behind the indentation, a dash, a bracket or a comma. The range is that of the
/// key's name; the colon comes next, perhaps after a quotation mark.
fn find_key(text: &str, key: &str, is_top: bool) -> Option<Range<usize>> {
    let mut from = 0;
    while let Some(at) = text.get(from..).and_then(|rest| rest.find(key)) {
        let start = from + at;
        let end = start + key.len();
        let before = text[..start].trim_end_matches(['"', '\'']);
        let line = before.rsplit('\n').next().unwrap_or_default();
        let opens = match is_top {
            true => line.is_empty(),
            false => line.trim().is_empty() || line.trim_end().ends_with(['-', '{', ',', '[', '?']),
        };
        let after = text[end..]
            .trim_start_matches(['"', '\''])
            .trim_start_matches(' ');
        let closes = after.strip_prefix(':').is_some_and(|rest| {
            rest.is_empty()
                || rest.starts_with(|ch: char| ch.is_whitespace() || "[{\"'".contains(ch))
        });
        if opens && closes && !key.is_empty() {
            return Some(start..text.len() - after.len());
        }
        from = start + text[start..].chars().next().map_or(1, char::len_utf8);
    }
    None
}

/// Where the value of a key ends: at its bracket or comma, or before the next line that is indented no deeper.
fn end_of_value(text: &str, key: &Range<usize>) -> usize {
    let before = &text[..key.start];
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    let lead = &before[line_start..];
    if lead.contains(['{', ',']) {
        return key.end + flow_end(&text[key.end..]);
    }
    // In "- name: x" the key's column counts, not the dash's.
    let column = lead.chars().count();
    let mut at = text[key.end..]
        .find('\n')
        .map_or(text.len(), |end| key.end + end + 1);
    while at < text.len() {
        let line = text[at..].split_inclusive('\n').next().unwrap_or_default();
        let content = line.trim();
        let indent = line.len() - line.trim_start().len();
        let is_item = content.starts_with("- ") || content == "-";
        let goes_on = content.is_empty()
            || content.starts_with('#')
            || indent > column
            || (is_item && indent == column);
        if !goes_on {
            return at;
        }
        at += line.len();
    }
    text.len()
}

/// Length of a flow value, up to the comma or bracket that ends it.
fn flow_end(text: &str) -> usize {
    let mut scan = Scan::default();
    for (at, byte) in text.bytes().enumerate() {
        if scan.depth == 0 && !scan.is_quoted() && matches!(byte, b',' | b'}' | b']') {
            return at;
        }
        scan.step(byte, text.as_bytes().get(at.wrapping_sub(1)).copied());
    }
    text.len()
}

/// Depth of brackets and state of quotation marks.
#[derive(Default)]
struct Scan {
    depth: usize,
    quote: Option<u8>,
}

impl Scan {
    fn is_quoted(&self) -> bool {
        self.quote.is_some()
    }

    fn step(&mut self, byte: u8, before: Option<u8>) {
        match (self.quote, byte) {
            (Some(b'"'), b'"') if before == Some(b'\\') => {}
            (Some(open), close) if open == close => self.quote = None,
            (Some(_), _) => {}
            // An apostrophe inside a word opens nothing.
            (None, b'"' | b'\'')
                if before.is_none_or(|ch| ch.is_ascii_whitespace() || b"[{,:".contains(&ch)) =>
            {
                self.quote = Some(byte);
            }
            (None, b'[' | b'{') => self.depth += 1,
            (None, b']' | b'}') => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
    }
}

/// The ranges of a list's items, in flow or block notation.
fn split_items(text: &str) -> Vec<Range<usize>> {
    let body = text.trim_start_matches([':', ' ', '\n', '\r']);
    let start = text.len() - body.len();
    match body.strip_prefix('[') {
        Some(inside) => split_flow(inside, start + 1),
        None => split_block(text),
    }
}

fn split_flow(text: &str, base: usize) -> Vec<Range<usize>> {
    let mut items = Vec::new();
    let mut at = 0;
    loop {
        let rest = &text[at..];
        let len = flow_end(rest);
        let lead = rest[..len].len() - rest[..len].trim_start().len();
        if !rest[..len].trim().is_empty() {
            items.push(base + at + lead..base + at + len);
        }
        match rest.as_bytes().get(len) {
            Some(b',') => at += len + 1,
            _ => return items,
        }
    }
}

fn split_block(text: &str) -> Vec<Range<usize>> {
    let mut items: Vec<Range<usize>> = Vec::new();
    let mut indent = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let content = line.trim_start();
        let column = line.len() - content.len();
        if (content.starts_with("- ") || content.trim_end() == "-")
            && indent.is_none_or(|indent| indent == column)
        {
            indent = Some(column);
            if let Some(last) = items.last_mut() {
                last.end = at;
            }
            let start = (at + column + 2).min(text.len());
            items.push(start..text.len());
        }
        at += line.len();
    }
    items
}
