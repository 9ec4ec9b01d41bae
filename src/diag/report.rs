//! Diagnostics on a terminal: the message, `path:line:col`, the source line with a caret, and advice.

use super::{Diagnostic, Place, Severity};
use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet};
use std::fmt::Write as _;

/// All diagnostics in order of their places, each followed by an empty line, and their number.
/// Empty when there are none.
pub fn render(diagnostics: &[Diagnostic], color: bool) -> String {
    let renderer = match color {
        true => Renderer::styled(),
        false => Renderer::plain(),
    };
    let renderer = renderer.decor_style(DecorStyle::Ascii);
    let mut sorted: Vec<&Diagnostic> = diagnostics.iter().collect();
    sorted.sort_by(|a, b| (&a.place, &a.code, &a.message).cmp(&(&b.place, &b.code, &b.message)));
    let mut out = String::new();
    for diagnostic in sorted {
        let shown = renderer.render(&[group(diagnostic)]);
        // Of a line that is cut, the renderer names the place twice, the second time without a path.
        for line in shown.lines().filter(|line| line.trim() != ":::") {
            let _ = writeln!(out, "{line}");
        }
        out.push('\n');
    }
    if !diagnostics.is_empty() {
        let _ = writeln!(out, "{}", summary(diagnostics));
    }
    out
}

/// "2 errors, 1 warning"
pub fn summary(diagnostics: &[Diagnostic]) -> String {
    let count = |severity| {
        diagnostics
            .iter()
            .filter(|found| found.severity == severity)
            .count()
    };
    let parts = [
        (count(Severity::Error), "error"),
        (count(Severity::Warning), "warning"),
        (count(Severity::Note), "note"),
    ];
    let words: Vec<String> = parts
        .iter()
        .filter(|(n, _)| *n > 0)
        .map(|(n, word)| format!("{n} {word}{}", if *n == 1 { "" } else { "s" }))
        .collect();
    match words.is_empty() {
        true => "no problems".to_owned(),
        false => words.join(", "),
    }
}

fn group(diagnostic: &Diagnostic) -> Group<'_> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level
        .primary_title(printable(&diagnostic.message))
        .id(diagnostic.code.as_ref());
    let mut group = title.elements(place(&diagnostic.place));
    if let Some(hint) = &diagnostic.hint {
        group = group.element(Level::HELP.message(printable(hint)));
    }
    group
}

/// Where: path, line and column, then the line with its caret.
fn place(place: &Place) -> Vec<Element<'static>> {
    let path = printable(&place.path.to_string_lossy());
    let origin = Origin::path(path.clone());
    if place.line == 0 {
        return vec![origin.into()];
    }
    let origin = origin.line(place.line).char_column(place.col);
    if place.excerpt.trim().is_empty() {
        return vec![origin.into()];
    }
    let is_cut = place.skipped > 0;
    let mut line = if is_cut { "…" } else { "" }.to_owned();
    let before = place.col.saturating_sub(1 + place.skipped) + line.chars().count();
    line.push_str(&printable(&place.excerpt));
    let at = |chars: usize| {
        line.char_indices()
            .nth(chars)
            .map_or(line.len(), |(at, _)| at)
    };
    let span = at(before)..at(before + place.width);
    let snippet = Snippet::source(line)
        .line_start(place.line)
        .annotation(AnnotationKind::Primary.span(span));
    // The column is reckoned from the line that is shown; of a cut line it must be told.
    match is_cut {
        true => vec![origin.into(), snippet.into()],
        false => vec![snippet.path(path).into()],
    }
}

/// One character for each: what would move the cursor, ring a bell or turn the direction of writing is shown as a
/// picture or a replacement character.
fn printable(text: &str) -> String {
    let show = |ch: char| match ch {
        '\t' => ' ',
        '\0'..='\x1f' => char::from_u32(0x2400 + ch as u32).unwrap_or('\u{fffd}'),
        '\x7f' => '\u{2421}',
        '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
        ch if ch.is_control() => '\u{fffd}',
        ch => ch,
    };
    text.chars().map(show).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    #[test]
    fn shows_place_line_caret_and_hint_in_order() {
        let source = "---\ntitle: x\ndate: 2024-02-31\n---\n";
        let path = Path::new("content/articles/x.md");
        let found = [
            Diagnostic::warning(
                "text/empty",
                Place::file(Path::new("content/articles/y\x1b[31m.md")),
                "nothing in it",
            ),
            Diagnostic::error(
                "date/impossible",
                Place::at(path, source, 19, 29),
                "there is no such day",
            )
            .hint("February 2024 has 29 days"),
        ];
        assert_eq!(
            render(&found, false),
            "error[date/impossible]: there is no such day\n \
             --> content/articles/x.md:3:7\n  \
               |\n\
             3 | date: 2024-02-31\n  \
               |       ^^^^^^^^^^\n  \
               |\n  \
               = help: February 2024 has 29 days\n\
             \n\
             warning[text/empty]: nothing in it\n\
             --> content/articles/y␛[31m.md\n\
             \n\
             1 error, 1 warning\n"
        );
    }

    #[test]
    fn long_lines_are_cut_around_the_caret() {
        let source = format!(
            "{}\"odd{}",
            "word ".repeat(100_000),
            " word".repeat(100_000)
        );
        let found = [Diagnostic::warning(
            "quote/odd",
            Place::at(Path::new("x.md"), &source, 500_000, 500_001),
            "odd mark",
        )];
        let text = render(&found, false);
        assert!(text.len() < 1500, "{text}");
        assert!(text.contains("--> x.md:1:500001"), "{text}");
        let lines: Vec<&str> = text.lines().collect();
        let at = |line: &str, ch: char| line.chars().position(|found| found == ch);
        assert_eq!(at(lines[4], '"'), at(lines[5], '^'), "{text}");
    }

    #[test]
    fn nothing_to_say_is_said_briefly() {
        assert_eq!(render(&[], true), "");
        assert_eq!(summary(&[]), "no problems");
    }
}
