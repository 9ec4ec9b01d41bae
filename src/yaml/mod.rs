//! YAML as people write it in front matter, configuration and decisions: read within bounds, with places.
//!
//! The parser tells neither where a value stands nor that a key stands twice, and some inputs keep it busy for minutes.
//! So texts are capped before parsing, the tree is counted while it grows ([`parse`]), values are found again in the
//! text ([`locate`]), and [`Fields`] turns them into what a reader wants, with a complaint at the right line for
//! everything else. Knows nothing of articles or configuration.

mod fields;
mod locate;

pub use fields::{Fields, Names, is_web_address};
pub use locate::{Doc, Node};

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use std::cell::Cell;
use std::fmt;

/// Longest text that is parsed.
pub const LONGEST: usize = 64 * 1024;
/// Deepest nesting of brackets.
pub const DEEPEST: usize = 64;
/// Most values in one tree, aliases counted as often as they are used.
const MOST: usize = 20_000;

/// A tree of values; maps keep their order.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Nothing.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number.
    Number(serde_json::Number),
    /// Anything else.
    Text(String),
    /// A sequence.
    List(Vec<Value>),
    /// A mapping with text keys; no key stands twice.
    Map(Vec<(String, Value)>),
}

impl Value {
    /// What it is, for messages: "a list".
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Null => "nothing",
            Self::Bool(_) => "true or false",
            Self::Number(_) => "a number",
            Self::Text(_) => "text",
            Self::List(_) => "a list",
            Self::Map(_) => "a mapping",
        }
    }

    /// The same as JSON.
    pub fn to_json(&self) -> serde_json::Value {
        match self {
            Self::Null => serde_json::Value::Null,
            Self::Bool(value) => (*value).into(),
            Self::Number(value) => value.clone().into(),
            Self::Text(value) => printable(value).into(),
            Self::List(values) => values.iter().map(Self::to_json).collect(),
            Self::Map(pairs) => {
                let pairs = pairs
                    .iter()
                    .map(|(key, value)| (key.clone(), value.to_json()));
                serde_json::Value::Object(pairs.collect())
            }
        }
    }
}

/// Escapes can bring control characters into a value; XML and terminals do not take them.
fn printable(text: &str) -> String {
    let is_kept = |ch: &char| !ch.is_control() || matches!(ch, '\t' | '\n');
    text.chars().filter(is_kept).collect()
}

/// Why a text is not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What kind of fault.
    pub kind: FaultKind,
    /// Byte offset in the text.
    pub at: usize,
    /// What is wrong.
    pub message: String,
}

/// Kinds of faults.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// The parser does not understand it.
    Syntax,
    /// A key stands twice.
    Duplicate,
    /// Too long, too deep, or too many values.
    TooLarge,
}

/// Reads one document; an empty text is [`Value::Null`].
///
/// # Errors
/// The first fault, with its place.
pub fn parse(text: &str) -> Result<Value, Fault> {
    check_size(text)?;
    let is_blank = |line: &str| line.trim_start().is_empty() || line.trim_start().starts_with('#');
    if text.lines().all(is_blank) {
        return Ok(Value::Null);
    }
    let budget = Cell::new(MOST);
    Seed(&budget)
        .deserialize(serde_yaml::Deserializer::from_str(text))
        .map_err(|error| fault(text, &error))
}

/// The parser's time grows with the square of some nestings: refuse them first.
fn check_size(text: &str) -> Result<(), Fault> {
    let too_large = |at, message: String| Fault {
        kind: FaultKind::TooLarge,
        at,
        message,
    };
    if text.len() > LONGEST {
        return Err(too_large(0, format!("longer than {} KiB", LONGEST / 1024)));
    }
    let mut depth = 0_usize;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > DEEPEST {
            return Err(too_large(
                at,
                format!("brackets are nested more than {DEEPEST} deep"),
            ));
        }
    }
    let markers = |line: &str| {
        let markers = line
            .split(' ')
            .take_while(|word| matches!(*word, "" | "-" | "?" | ":"));
        markers.filter(|word| !word.is_empty()).count()
    };
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if markers(line) > DEEPEST {
            return Err(too_large(
                at,
                format!("lists are nested more than {DEEPEST} deep"),
            ));
        }
        at += line.len();
    }
    Ok(())
}

/// The parser's complaint in our words, at the place where the writer slipped.
fn fault(text: &str, error: &serde_yaml::Error) -> Fault {
    let message = error.to_string();
    if let Some(key) = between(&message, TWICE) {
        return Fault {
            kind: FaultKind::Duplicate,
            at: locate::second_key(text, key).unwrap_or(0),
            message: format!("the key `{key}` stands twice"),
        };
    }
    let at = error
        .location()
        .map_or(0, |place| offset(text, place.line(), place.column()));
    if message.contains(MANY) || message.contains("limit exceeded") {
        return Fault {
            kind: FaultKind::TooLarge,
            at,
            message: MANY.to_owned(),
        };
    }
    let opened = opened(text, &message);
    let short = message.split(" at line ").next().unwrap_or_default();
    let (at, message) = match opened {
        Some(opened) if message.contains("scanning a quoted scalar") => {
            (opened, "this quotation mark is never closed".to_owned())
        }
        Some(opened) if message.contains("parsing a flow") => (
            opened,
            "this bracket is not closed, or a comma is missing behind it".to_owned(),
        ),
        _ if short.starts_with("mapping values are not allowed") => {
            (at, "a second `: ` in one value".to_owned())
        }
        _ if short.starts_with("found character that cannot start") => {
            (at, "no value can begin with this character".to_owned())
        }
        _ if short.starts_with("did not find expected key") => {
            (at, "something stands behind the end of a value".to_owned())
        }
        _ => (at, short.to_owned()),
    };
    Fault {
        kind: FaultKind::Syntax,
        at,
        message,
    }
}

/// Where the thing began that the parser was reading: the second place in its complaint.
fn opened(text: &str, message: &str) -> Option<usize> {
    let (_, context) = message.split_once(", while ")?;
    let (_, place) = context.split_once(" at line ")?;
    let (line, column) = place.split_once(" column ")?;
    Some(offset(text, line.parse().ok()?, column.parse().ok()?))
}

const MANY: &str = "too many or too deeply nested values";
const TWICE: &str = "key stands twice: ";

/// The words after `mark`, up to the place that the parser adds.
fn between<'a>(message: &'a str, mark: &str) -> Option<&'a str> {
    let (_, rest) = message.split_once(mark)?;
    Some(rest.rsplit_once(" at line ").map_or(rest, |(key, _)| key))
}

/// Byte offset of a line and column that count from one.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let mut at = 0;
    for (ix, content) in text.split_inclusive('\n').enumerate() {
        if ix + 1 == line {
            let inside = content.char_indices().nth(column.saturating_sub(1));
            return at + inside.map_or(content.trim_end().len(), |(within, _)| within);
        }
        at += content.len();
    }
    text.trim_end().len()
}

/// Builds a [`Value`], counting.
#[derive(Clone, Copy)]
struct Seed<'b>(&'b Cell<usize>);

impl<'de> DeserializeSeed<'de> for Seed<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        let left = self.0.get().checked_sub(1);
        self.0
            .set(left.ok_or_else(|| serde::de::Error::custom(MANY))?);
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Seed<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("text, a number, a list or a mapping")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_none<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_i128<E>(self, value: i128) -> Result<Value, E> {
        Ok(Value::Text(value.to_string()))
    }

    fn visit_u128<E>(self, value: u128) -> Result<Value, E> {
        Ok(Value::Text(value.to_string()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        let number = serde_json::Number::from_f64(value);
        Ok(number.map_or_else(|| Value::Text(value.to_string()), Value::Number))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::Text(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = access.next_element_seed(self)? {
            values.push(value);
        }
        Ok(Value::List(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        use serde::de::Error as _;
        let mut pairs: Vec<(String, Value)> = Vec::new();
        while let Some(key) = access.next_key_seed(self)? {
            let key = match key {
                Value::Text(key) => key,
                Value::Number(key) => key.to_string(),
                Value::Bool(key) => key.to_string(),
                other => {
                    return Err(A::Error::custom(format!(
                        "a key must be text, not {}",
                        other.kind()
                    )));
                }
            };
            if pairs.iter().any(|(seen, _)| *seen == key) {
                return Err(A::Error::custom(format!("{TWICE}{key}")));
            }
            pairs.push((key, access.next_value_seed(self)?));
        }
        Ok(Value::Map(pairs))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str) -> (FaultKind, usize, String) {
        let fault = parse(text).unwrap_err();
        (
            fault.kind,
            crate::text::line_col(text, fault.at).0,
            fault.message,
        )
    }

    #[test]
    fn reads_values_in_order() {
        let value = parse("b: 1\na: [x, {y: true}]\nn:\nt: 2019-01-18\n").unwrap();
        assert_eq!(
            value.to_json().to_string(),
            r#"{"a":["x",{"y":true}],"b":1,"n":null,"t":"2019-01-18"}"#
        );
        assert_eq!(parse("# nothing\n\n"), Ok(Value::Null));
    }

    #[test]
    fn faults_have_lines() {
        assert_eq!(line("a: 1\nb: \"open\nc: x\n").0, FaultKind::Syntax);
        assert_eq!(line("a: 1\n\tb: 2\n").1, 2);
        assert_eq!(
            line("a: 1\nb: 2\na: 3\n"),
            (FaultKind::Duplicate, 3, "the key `a` stands twice".into())
        );
        assert_eq!(line("a: 1\n[x]: 2\n").0, FaultKind::Syntax);
    }

    #[test]
    fn faults_say_what_slipped() {
        let said = |text: &str| {
            let fault = parse(text).unwrap_err();
            let (line, col) = crate::text::line_col(text, fault.at);
            format!("{line}:{col} {}", fault.message)
        };
        assert_eq!(
            said("a: 1\nb: \"open\nc: x\n"),
            "2:4 this quotation mark is never closed"
        );
        assert_eq!(
            said("a: [1, 2\nb: 3\n"),
            "1:4 this bracket is not closed, or a comma is missing behind it"
        );
        assert_eq!(
            said("a: Trump: the deal\n"),
            "1:9 a second `: ` in one value"
        );
        assert_eq!(
            said("a: @x\n"),
            "1:4 no value can begin with this character"
        );
        assert_eq!(
            said("a: 'it's'\n"),
            "1:8 something stands behind the end of a value"
        );
    }

    #[test]
    fn hostile_texts_are_refused_at_once() {
        let mut bomb = String::from("a0: &a0 [q,q,q,q,q,q,q,q,q]\n");
        for i in 1..10 {
            let alias = format!("*a{}", i - 1);
            bomb += &format!("a{i}: &a{i} [{}]\n", vec![alias; 9].join(","));
        }
        let wide = format!(
            "a: &a [{}]\nb: [{}]\n",
            "q,".repeat(9000),
            "*a,".repeat(9000)
        );
        let deep = format!("d: {}{}\n", "[".repeat(20000), "]".repeat(20000));
        let block: String = (0..300)
            .map(|ix| format!("{}a:\n", " ".repeat(ix)))
            .collect();
        let start = std::time::Instant::now();
        for text in [
            bomb,
            wide,
            deep,
            block,
            "- ".repeat(30000),
            "? ".repeat(30000),
            "x".repeat(70_000),
        ] {
            assert_eq!(line(&text).0, FaultKind::TooLarge, "{}", &text[..20]);
        }
        assert!(start.elapsed().as_secs() < 5);
    }
}
