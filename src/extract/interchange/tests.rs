use super::document::blocks;
use super::*;
use crate::extract::Lexicon;
use crate::text::BlockKind::{self, *};
use serde_json::Value;
use std::io::{self, BufReader, Write};

fn annotated(line: &str) -> Value {
    let line = annotate_line(line, &Lexicon::embedded()).unwrap();
    serde_json::from_str(&line).unwrap()
}

fn refused(line: &str) -> String {
    annotate_line(line, &Lexicon::embedded()).unwrap_err()
}

fn kinds(text: &str, title: &str) -> Vec<BlockKind> {
    blocks(text, title).iter().map(|block| block.kind).collect()
}

#[test]
fn keeps_the_document_and_replaces_annotations() {
    let out = annotated(
        r#"{"id":"a","date":null,"lang":"en","title":"","text":"Nothing.","genre":"news","mentions":[{"start":0,"end":1,"kind":"person"}],"story":"s1"}"#,
    );
    assert_eq!(out["id"], "a");
    assert_eq!(out["text"], "Nothing.");
    assert_eq!(out["genre"], "news");
    assert_eq!(out["story"], "s1");
    for name in super::document::ANNOTATIONS {
        assert_eq!(out[name], Value::Array(Vec::new()), "{name}");
    }
}

#[test]
fn missing_fields_have_defaults_but_a_document_needs_an_id_and_a_text() {
    let out = annotated(r#"{"id":7,"text":""}"#);
    assert_eq!((&out["id"], &out["lang"]), (&7.into(), &"en".into()));
    assert_eq!(
        refused(r#"{"id":"a"}"#),
        r#"{"id":"a","error":"`text` is missing"}"#
    );
    assert_eq!(
        refused(r#"{"text":"x"}"#),
        r#"{"id":null,"error":"`id` must be a string"}"#
    );
    assert!(refused("[1]").contains("not a JSON object"));
    assert!(refused("{\"id\":").starts_with(r#"{"id":null,"error":"not JSON: "#));
}

#[test]
fn an_impossible_date_is_an_error_not_a_missing_one() {
    for good in [
        "2019-01-18",
        "2019-01-18T23:30:00-08:00",
        "2019-01-18 10:00",
    ] {
        let out = annotated(&format!(r#"{{"id":"a","text":"","date":"{good}"}}"#));
        assert_eq!(out["date"], good);
    }
    for bad in ["2019-02-30", "yesterday", "2019-01-181", "2019"] {
        let line = refused(&format!(r#"{{"id":"a","text":"","date":"{bad}"}}"#));
        assert!(line.contains("is not a date"), "{line}");
    }
}

#[test]
fn lines_are_blocks() {
    let text = "Envoy flies to Seoul\nTalks resume after a month\n\nThe envoy left.\n  What comes next\nHe returns on Friday.\nJane Roe";
    assert_eq!(
        kinds(text, "Envoy flies to  Seoul."),
        [Title, Subtitle, Paragraph, Heading, Paragraph, Paragraph]
    );
    let heading = blocks(text, "")[3].span;
    assert_eq!(heading.of(text), "What comes next");
}

#[test]
fn running_text_is_no_heading() {
    assert_eq!(
        kinds("A first sentence.\n\nand so on\nNo.", ""),
        [Paragraph; 3]
    );
    assert_eq!(kinds("", "Title"), []);
    assert_eq!(kinds("SEOUL —\nA sentence.", "SEOUL —"), [Paragraph; 2]);
}

fn stream(input: &[u8]) -> (Summary, Vec<Value>) {
    let mut output = Vec::new();
    let summary = run(input, &mut output, &Lexicon::embedded(), None).unwrap();
    let text = String::from_utf8(output).unwrap();
    let lines = text.lines().map(|line| serde_json::from_str(line).unwrap());
    (summary, lines.collect())
}

#[test]
fn the_stream_keeps_order_and_goes_on_after_bad_lines() {
    let mut input = Vec::new();
    for n in 0..500 {
        let line = match n {
            7 => b"{oops".to_vec(),
            9 => b"\xff\xfe".to_vec(),
            _ => format!(r#"{{"id":"{n}","text":"Text {n}."}}"#).into_bytes(),
        };
        input.extend(line);
        input.extend(b"\r\n\n");
    }
    let (summary, lines) = stream(&input);
    assert_eq!((summary.documents, summary.errors), (498, 2));
    assert_eq!(lines.len(), 500);
    assert_eq!(lines[9]["error"], "not UTF-8");
    assert_eq!(lines[499]["id"], "499");
    assert_eq!(stream(b"").0, Summary::default());
}

/// A pipe whose reader went away.
struct Closed;

impl Write for Closed {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(io::ErrorKind::BrokenPipe.into())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_closed_pipe_is_no_error() {
    let input = "{\"id\":\"a\",\"text\":\"x\"}\n".repeat(10_000);
    run(
        BufReader::new(input.as_bytes()),
        Closed,
        &Lexicon::embedded(),
        None,
    )
    .unwrap();
}
