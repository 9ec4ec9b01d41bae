//! Plain text bodies: paragraphs and crossheads found from the shape of the lines.
//!
//! Texts come in two shapes: one paragraph on each line, or lines broken at some width with an empty line between
//! paragraphs. Which one it is is decided for the whole text. The events are those of Markdown
//! (see [`super::walk`]), but no character other than `[[target|words]]` has a meaning here.

use super::walk::{Head, Walk};
use pulldown_cmark::{CowStr, Event, HeadingLevel, LinkType, Tag, TagEnd};
use std::ops::Range;

/// Lines of broken text are no longer than this many characters.
const WIDEST: usize = 110;
/// Crossheads are no longer than this many characters.
const CROSSHEAD: usize = 80;

/// Events of a plain text with their ranges.
pub type Events<'a> = std::vec::IntoIter<(Event<'a>, Range<usize>)>;

/// Walks the plain text that begins at byte `body` of `source`; `head` is what stands before it in the plain text.
pub fn walk(source: &str, body: usize, head: Head) -> Walk<Events<'_>> {
    let text = source.get(body..).unwrap_or_default();
    Walk::new(events(text).into_iter(), body, head)
}

/// One paragraph or crosshead: the trimmed, non-empty lines of it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Part {
    lines: Vec<Range<usize>>,
    is_crosshead: bool,
}

/// Title and subtitle at the beginning of a text without front matter, and where its body begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    /// The first line.
    pub title: Range<usize>,
    /// The second, when it has no final stop and more text follows.
    pub subtitle: Option<Range<usize>>,
    /// Where the rest begins.
    pub body: usize,
}

/// Finds title and subtitle; `None` for an empty text.
pub fn opening(text: &str) -> Option<Opening> {
    let parts = parts(text, false);
    let title = parts.first()?.lines.first()?.clone();
    let mut opening = Opening {
        body: title.end,
        title,
        subtitle: None,
    };
    // The rest of the first part, when title and text stand without an empty line between, or the second part.
    let second = match parts.first()?.lines.as_slice() {
        [_] => parts.get(1),
        _ => None,
    };
    if let (Some(Part { lines, .. }), true) = (second, parts.len() > 2)
        && let [line] = lines.as_slice()
        && !has_final_stop(&text[line.clone()])
    {
        opening.body = line.end;
        opening.subtitle = Some(line.clone());
    }
    Some(opening)
}

/// True when a line ends with a mark that no headline ends with.
pub fn has_final_stop(line: &str) -> bool {
    ends_sentence(line) || line.trim_end().ends_with([':', ';', ','])
}

fn ends_sentence(line: &str) -> bool {
    let closing =
        |ch: char| matches!(ch, '"' | '\'' | '”' | '’' | '»' | ')' | ']') || ch.is_whitespace();
    line.trim_end_matches(closing)
        .ends_with(['.', '!', '?', '…'])
}

fn events(text: &str) -> Vec<(Event<'_>, Range<usize>)> {
    let mut events = Vec::new();
    for part in parts(text, true) {
        let (Some(first), Some(last)) = (part.lines.first(), part.lines.last()) else {
            continue;
        };
        let range = first.start..last.end;
        let tag = if part.is_crosshead {
            Tag::Heading {
                level: HeadingLevel::H2,
                id: None,
                classes: Vec::new(),
                attrs: Vec::new(),
            }
        } else {
            Tag::Paragraph
        };
        let end = tag.to_end();
        events.push((Event::Start(tag), range.clone()));
        for (ix, line) in part.lines.iter().enumerate() {
            if ix > 0 {
                events.push((Event::SoftBreak, part.lines[ix - 1].end..line.start));
            }
            line_events(text, line.clone(), &mut events);
        }
        events.push((Event::End(end), range));
    }
    events
}

/// The text of one line, with its wiki links.
fn line_events<'a>(text: &'a str, line: Range<usize>, events: &mut Vec<(Event<'a>, Range<usize>)>) {
    let mut at = line.start;
    let mut look = line.start;
    while let Some(open) = text[look..line.end].find("[[").map(|found| look + found) {
        look = open + 2;
        let Some(close) = text[look..line.end].find("]]").map(|found| look + found) else {
            break;
        };
        let inside = &text[look..close];
        let (target, words) = match inside.split_once('|') {
            Some((target, _)) => (target.trim(), look + target.len() + 1..close),
            None => (inside.trim(), look..close),
        };
        if target.is_empty() || text[words.clone()].trim().is_empty() || inside.contains(['[', ']'])
        {
            continue;
        }
        push_text(text, at..open, events);
        let range = open..close + 2;
        let link = Tag::Link {
            link_type: LinkType::WikiLink {
                has_pothole: words.start > look,
            },
            dest_url: CowStr::from(target),
            title: CowStr::from(""),
            id: CowStr::from(""),
        };
        events.push((Event::Start(link), range.clone()));
        push_text(text, words, events);
        events.push((Event::End(TagEnd::Link), range.clone()));
        at = range.end;
        look = range.end;
    }
    push_text(text, at..line.end, events);
}

fn push_text<'a>(text: &'a str, range: Range<usize>, events: &mut Vec<(Event<'a>, Range<usize>)>) {
    if !range.is_empty() {
        events.push((Event::Text(CowStr::from(&text[range.clone()])), range));
    }
}

/// Splits a text into its parts; `None` of them is empty.
fn parts(text: &str, with_crossheads: bool) -> Vec<Part> {
    let lines = lines(text);
    let is_broken = is_broken(text, &lines);
    let mut parts: Vec<Part> = Vec::new();
    let mut joins = false;
    for line in lines {
        if line.is_empty() {
            joins = false;
            continue;
        }
        match parts.last_mut() {
            Some(part) if joins => part.lines.push(line),
            _ => parts.push(Part {
                lines: vec![line],
                is_crosshead: false,
            }),
        }
        joins = is_broken;
    }
    if with_crossheads {
        mark_crossheads(text, &mut parts);
    }
    parts
}

/// A short line without a final stop between two paragraphs is a crosshead; two such lines in a row are not.
fn mark_crossheads(text: &str, parts: &mut [Part]) {
    let short: Vec<bool> = parts
        .iter()
        .map(|part| match part.lines.as_slice() {
            [line] => {
                let line = &text[line.clone()];
                line.len() <= 4 * CROSSHEAD
                    && line.chars().count() <= CROSSHEAD
                    && line.starts_with(|ch: char| !matches!(ch, '-' | '*' | '•' | '–' | '—'))
                    && !has_final_stop(line)
            }
            _ => false,
        })
        .collect();
    for ix in 1..parts.len().saturating_sub(1) {
        parts[ix].is_crosshead = short[ix] && !short[ix - 1] && !short[ix + 1];
    }
}

/// Trimmed ranges of all lines, empty ones included.
fn lines(text: &str) -> Vec<Range<usize>> {
    let mut at = 0;
    let mut lines = Vec::new();
    for line in text.split_inclusive('\n') {
        let trimmed = line.trim();
        let start = at + (line.len() - line.trim_start().len());
        lines.push(if trimmed.is_empty() {
            at..at
        } else {
            start..start + trimmed.len()
        });
        at += line.len();
    }
    lines
}

/// True when lines were broken at some width: none is long, and most of the wider ones that another follows end in
/// mid-sentence. Titles and crossheads also lack a stop, but they are shorter than what stands around them.
fn is_broken(text: &str, lines: &[Range<usize>]) -> bool {
    let widths: Vec<usize> = lines
        .iter()
        .map(|line| match line.len() {
            len if len > 4 * WIDEST => len,
            _ => text[line.clone()].chars().count(),
        })
        .collect();
    let widest = widths.iter().copied().max().unwrap_or(0);
    if widest > WIDEST {
        return false;
    }
    let mut followed = 0;
    let mut open = 0;
    for ix in 1..lines.len() {
        if widths[ix] > 0 && widths[ix - 1] * 3 >= widest * 2 {
            followed += 1;
            open += usize::from(!ends_sentence(&text[lines[ix - 1].clone()]));
        }
    }
    open * 2 > followed
}

#[cfg(test)]
mod tests {
    use super::super::walk::{FoundLink, collect};
    use super::*;
    use crate::text::{BlockKind, PlainText};

    fn plain(source: &str) -> (PlainText, Vec<FoundLink>) {
        collect(
            PlainText::default(),
            source,
            walk(source, 0, Head::default()),
        )
    }

    fn blocks(source: &str) -> Vec<(BlockKind, String)> {
        let (plain, _) = plain(source);
        plain
            .blocks
            .iter()
            .map(|block| (block.kind, block.span.of(&plain.text).to_owned()))
            .collect()
    }

    const LINES: &str = "Envoys to meet again in spring\r\n\
        The first round ended without a paper\r\n\
        The two delegations will meet again in spring, both sides said on Friday.\r\n\
        \"We have time,\" the host said.\r\n\
        Still waiting for 'first steps'\r\n\
        No date was given.\r\n";

    #[test]
    fn title_subtitle_and_crossheads_come_from_the_shape() {
        let opening = opening(LINES).unwrap();
        assert_eq!(&LINES[opening.title], "Envoys to meet again in spring");
        assert_eq!(
            &LINES[opening.subtitle.unwrap()],
            "The first round ended without a paper"
        );
        let found = blocks(&LINES[opening.body..]);
        assert_eq!(found.len(), 4);
        assert_eq!(found[0].0, BlockKind::Paragraph);
        assert_eq!(
            found[2],
            (
                BlockKind::Heading,
                "Still waiting for 'first steps'".to_owned()
            )
        );
    }

    #[test]
    fn broken_lines_are_joined_to_paragraphs() {
        let source = "A title\n\nThe two delegations will meet again in\nspring, both sides said on\nFriday. It is\nthe second round.\n\nNo date\n\nwas given to the press at the time, or since,\nby anyone.\n";
        let opening = opening(source).unwrap();
        assert_eq!(&source[opening.title], "A title");
        assert_eq!(opening.subtitle, None);
        let found = blocks(&source[opening.body..]);
        assert_eq!(
            found[0].1,
            "The two delegations will meet again in spring, both sides said on Friday. It is the second round."
        );
        assert_eq!(found[1], (BlockKind::Heading, "No date".to_owned()));
        assert_eq!(found.len(), 3);
    }

    #[test]
    fn a_text_that_ends_soon_has_no_subtitle() {
        assert_eq!(opening("\n\n"), None);
        assert_eq!(opening("Only a line").unwrap().subtitle, None);
        assert_eq!(
            opening("Title\nA text without a stop").unwrap().subtitle,
            None
        );
        assert_eq!(opening("Title\nA sentence.\nMore.").unwrap().subtitle, None);
    }

    #[test]
    fn short_lines_in_a_row_are_no_crossheads() {
        let found =
            blocks("A sentence.\nBy Jane Roe\n18 January\nA sentence.\n- a point\nA sentence.");
        assert!(found.iter().all(|(kind, _)| *kind == BlockKind::Paragraph));
    }

    #[test]
    fn wiki_links_and_nothing_else_are_markup() {
        let source =
            "The [[kim-yong-chol|envoy]] *left* on [[2019-01-16|Wednesday]] [[ | ]] & [[open.";
        let (plain, links) = plain(source);
        assert_eq!(
            plain.text,
            "The envoy *left* on Wednesday [[ | ]] & [[open."
        );
        let found: Vec<_> = links
            .iter()
            .map(|link| (link.target.as_str(), link.span.of(&plain.text)))
            .collect();
        assert_eq!(
            found,
            [("kim-yong-chol", "envoy"), ("2019-01-16", "Wednesday")]
        );
        let at = plain.text.find("Wednesday").unwrap();
        assert!(source[plain.to_source(at as u32)..].starts_with("Wednesday]]"));
    }
}
