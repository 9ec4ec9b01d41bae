//! Where front matter ends and the body begins.

use crate::diag::{Diagnostic, Place};
use std::ops::Range;
use std::path::Path;

/// The parts of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parts {
    /// The YAML between the lines of dashes; `None` without front matter.
    pub yaml: Option<Range<usize>>,
    /// Where the body begins.
    pub body: usize,
}

/// Splits a file whose first line is `---` at the next line `---` or `...`.
///
/// # Errors
/// Front matter that nothing closes, or that is no YAML.
pub fn split(path: &Path, source: &str) -> Result<Parts, Box<Diagnostic>> {
    let mut lines = source.split_inclusive('\n');
    let first = lines.next().unwrap_or_default();
    if first.trim_end() == "+++" && source.lines().skip(1).any(|line| line.trim_end() == "+++") {
        let place = Place::at(path, source, 0, 3);
        let error = Diagnostic::error(
            "front-matter/toml",
            place,
            "front matter between `+++` is TOML, which is not read here",
        );
        return Err(Box::new(
            error.hint("write it as YAML, `key: value`, between lines of `---`"),
        ));
    }
    if first.trim_end() != "---" {
        return Ok(Parts {
            yaml: None,
            body: 0,
        });
    }
    let mut at = first.len();
    for line in lines {
        if matches!(line.trim_end(), "---" | "...") {
            return Ok(Parts {
                yaml: Some(first.len()..at),
                body: at + line.len(),
            });
        }
        at += line.len();
    }
    let place = Place::at(path, source, 0, 3);
    let error = Diagnostic::error(
        "front-matter/unclosed",
        place,
        "the front matter that begins here is never closed",
    );
    Err(Box::new(
        error.hint("close it with a line of three dashes, `---`"),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(source: &str) -> Option<(Option<&str>, &str)> {
        let parts = split(Path::new("x.md"), source).ok()?;
        Some((
            parts.yaml.map(|range| &source[range]),
            &source[parts.body..],
        ))
    }

    #[test]
    fn splits_at_lines_of_dashes() {
        assert_eq!(
            parts("---\na: 1\n---\nText"),
            Some((Some("a: 1\n"), "Text"))
        );
        assert_eq!(
            parts("---\r\na: 1\r\n---\r\nText"),
            Some((Some("a: 1\r\n"), "Text"))
        );
        assert_eq!(parts("---\n...\n"), Some((Some(""), "")));
        assert_eq!(parts("Text\n---\n"), Some((None, "Text\n---\n")));
        assert_eq!(parts("----\n"), Some((None, "----\n")));
        assert_eq!(parts(""), Some((None, "")));
        assert_eq!(parts("---\na: 1\n --- \n----\n"), None);
        assert_eq!(parts("+++\na = 1\n+++\nText"), None);
        assert_eq!(parts("+++ \nText"), Some((None, "+++ \nText")));
    }
}
