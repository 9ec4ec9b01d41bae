//! From bytes to text: UTF-8 without byte order mark or control characters.
//!
//! What comes out is what every offset of an article speaks of. Lines keep their numbers.

use crate::diag::{Diagnostic, Place};
use crate::error::Error;
use crate::files::{self, Oddity};
use std::path::Path;

/// The bytes of a file of the site; complaints are added to `found`, and `None` means an error among them.
pub fn bytes(root: &Path, path: &Path, found: &mut Vec<Diagnostic>) -> Option<Vec<u8>> {
    match files::read(&root.join(path)) {
        Ok(bytes) => Some(bytes),
        Err(error) => {
            let reason = match error {
                Error::Io { source, .. } => source.to_string(),
                other => other.to_string(),
            };
            found.push(
                Diagnostic::error(
                    "file/unreadable",
                    Place::file(path),
                    format!("cannot be read: {reason}"),
                )
                .hint("make it readable, or move it out of `content`"),
            );
            None
        }
    }
}

/// The text of some bytes.
pub fn decode(path: &Path, bytes: Vec<u8>, found: &mut Vec<Diagnostic>) -> Option<String> {
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let valid = error.utf8_error().valid_up_to();
            found.push(not_utf8(path, error.as_bytes(), valid));
            return None;
        }
    };
    let text = match text.strip_prefix('\u{feff}') {
        Some(rest) => rest.to_owned(),
        None => text,
    };
    Some(clean(path, text, found))
}

fn not_utf8(path: &Path, bytes: &[u8], valid: usize) -> Diagnostic {
    let start = bytes[..valid]
        .iter()
        .rposition(|byte| *byte == b'\n')
        .map_or(0, |at| at + 1);
    let rest = &bytes[valid..];
    let end = rest
        .iter()
        .position(|byte| *byte == b'\n')
        .map_or(bytes.len(), |at| valid + at);
    // Lossy text up to the bad byte is the text itself, so the column is right.
    let line = String::from_utf8_lossy(&bytes[start..end]);
    let mut place = Place::at(
        path,
        &line,
        valid - start,
        valid - start + '\u{fffd}'.len_utf8(),
    );
    place.line = bytes[..valid].iter().filter(|byte| **byte == b'\n').count() + 1;
    let hint = match bytes {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => "it looks like UTF-16: save it as UTF-8",
        _ => "save it as UTF-8",
    };
    let message = format!("byte {valid} of the file is no UTF-8 text");
    Diagnostic::error("file/utf8", place, message).hint(hint)
}

/// Leaves out control characters, and without a word what only tells where a line may break; a lone carriage return
/// becomes a line feed.
fn clean(path: &Path, text: String, found: &mut Vec<Diagnostic>) -> String {
    let text = lone_returns(text);
    if let Some(first) = text.find(is_stripped) {
        let count = text.chars().filter(|ch| is_stripped(*ch)).count();
        let message = match count {
            1 => "a control character is left out".to_owned(),
            n => format!("{n} control characters are left out, here is the first"),
        };
        let place = Place::at(path, &text, first, first + 1);
        found.push(Diagnostic::warning("text/control", place, message));
    }
    match text.contains(|ch| is_stripped(ch) || is_break_hint(ch)) {
        true => text
            .chars()
            .filter(|ch| !is_stripped(*ch) && !is_break_hint(*ch))
            .collect(),
        false => text,
    }
}

/// Soft hyphen and word joiner: invisible inside names that must be found.
fn is_break_hint(ch: char) -> bool {
    matches!(ch, '\u{ad}' | '\u{2060}')
}

/// Characters that XML or a terminal does not take.
fn is_stripped(ch: char) -> bool {
    (ch.is_control() && !matches!(ch, '\t' | '\n' | '\r'))
        || matches!(ch, '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

fn lone_returns(text: String) -> String {
    let is_lone = |at: usize| text.as_bytes().get(at + 1) != Some(&b'\n');
    if !text.match_indices('\r').any(|(at, _)| is_lone(at)) {
        return text;
    }
    let change = |(at, ch)| if ch == '\r' && is_lone(at) { '\n' } else { ch };
    text.char_indices().map(change).collect()
}

/// What to say of something that a walk passed over.
pub fn passed_over(path: &Path, oddity: &Oddity) -> Diagnostic {
    let warn = |code, message: &'static str| Diagnostic::warning(code, Place::file(path), message);
    match oddity {
        Oddity::LinkOut => warn(
            "file/symlink",
            "a symbolic link that leads out of the site is not followed",
        )
        .hint("copy what it leads to"),
        Oddity::LinkBroken => warn(
            "file/symlink",
            "a symbolic link that leads nowhere is skipped",
        ),
        Oddity::LinkedFolder => warn(
            "file/symlink",
            "a symbolic link to a folder is not followed",
        ),
        Oddity::Folder => warn(
            "file/folder",
            "a folder with the name of an article; the files in it are read, it is skipped itself",
        ),
        Oddity::Special => warn("file/special", "a pipe, socket or device is skipped"),
        Oddity::Unreadable(reason) => Diagnostic::error(
            "file/unreadable",
            Place::file(path),
            format!("cannot be read: {reason}"),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(bytes: &[u8]) -> (Option<String>, Vec<String>) {
        let mut found = Vec::new();
        let text = decode(Path::new("x.md"), bytes.to_vec(), &mut found);
        let found = found
            .iter()
            .map(|found| format!("{}:{} {}", found.place.line, found.place.col, found.code));
        (text, found.collect())
    }

    #[test]
    fn bytes_that_are_no_text_are_placed() {
        assert_eq!(
            decoded(b"one\ntw\xc3\xbc \xff x\n"),
            (None, vec!["2:5 file/utf8".to_owned()])
        );
        assert_eq!(
            decoded(b"\xff\xfeo\0"),
            (None, vec!["1:1 file/utf8".to_owned()])
        );
    }

    #[test]
    fn marks_and_control_characters_go() {
        assert_eq!(
            decoded(b"\xef\xbb\xbfone\r\ntwo"),
            (Some("one\r\ntwo".into()), vec![])
        );
        assert_eq!(
            decoded(b"a\n\tb\0\x1bc\x7f"),
            (Some("a\n\tbc".into()), vec!["2:3 text/control".to_owned()])
        );
        assert_eq!(
            decoded("Pyong\u{ad}yang".as_bytes()),
            (Some("Pyongyang".into()), vec![])
        );
        assert_eq!(decoded(b"a\rb\r\nc").0.as_deref(), Some("a\nb\r\nc"));
    }
}
