//! Quotation marks in pairs, paragraph by paragraph.
//!
//! Knows marks, not speakers. Nothing runs on from one paragraph into the next but by the printer's convention: an
//! open quotation goes on when the next paragraph opens with a mark too. An odd mark costs its own quotation and no
//! other. Apostrophes, possessives and inches are no marks.

use crate::diag::Severity;
use crate::extract::facts::Finding;
use crate::text::{Block, BlockKind, Document, Span};

/// Text between two marks of the outermost level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QuoteSpan {
    /// The words, without marks and without blanks at the edges.
    pub inner: Span,
    /// With the marks.
    pub outer: Span,
    /// Index of the block.
    pub block: u32,
    /// Stands open at the paragraph's end and goes on in the next.
    pub continues: bool,
    /// Goes on from the paragraph before.
    pub continued: bool,
    /// How many words are quoted.
    pub words: u32,
}

/// What a mark can be, told by its shape and its neighbours.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Open,
    Close,
    /// A straight mark, which may be either.
    Either,
}

/// All quotations of a document, in order, and what is odd about its marks.
pub fn spans(document: &Document<'_>) -> (Vec<QuoteSpan>, Vec<Finding>) {
    let mut scan = Scan {
        text: document.text,
        spans: Vec::new(),
        findings: Vec::new(),
    };
    let mut going_on = false;
    for (ix, block) in document.blocks.iter().enumerate() {
        if block.kind == BlockKind::Code {
            continue;
        }
        let first = scan.spans.len();
        let next_opens = document
            .blocks
            .get(ix + 1)
            .is_some_and(|next| is_running(next.kind) && opens(next.span.of(document.text)));
        going_on &= is_running(block.kind);
        scan.block(ix as u32, block, next_opens && is_running(block.kind));
        if let Some(span) = scan.spans.get_mut(first).filter(|_| going_on) {
            span.continued = span.outer.start == block.span.start;
        }
        going_on = scan.spans[first..]
            .last()
            .is_some_and(|span| span.continues);
    }
    (scan.spans, scan.findings)
}

fn is_running(kind: BlockKind) -> bool {
    matches!(
        kind,
        BlockKind::Paragraph | BlockKind::Quote | BlockKind::ListItem
    )
}

fn opens(text: &str) -> bool {
    text.trim_start()
        .starts_with(['"', '\u{201C}', '\u{201E}', '\u{AB}'])
        || text.starts_with("``")
}

struct Scan<'a> {
    text: &'a str,
    spans: Vec<QuoteSpan>,
    findings: Vec<Finding>,
}

impl Scan<'_> {
    /// Pairs the marks of one block.
    fn block(&mut self, ix: u32, block: &Block, next_opens: bool) {
        let body = block.span.of(self.text);
        let base = block.span.start as usize;
        let mut open: Option<(usize, usize)> = None;
        let mut skip_to = 0;
        for (at, mark) in body.char_indices() {
            if at < skip_to {
                continue;
            }
            if is_single(mark)
                && open.is_none()
                && let Some(close) = single_pair(body, at)
            {
                let inner = at + mark.len_utf8()..close;
                skip_to = close + char_at(body, close).map_or(1, char::len_utf8);
                self.push(ix, base, at..skip_to, inner);
                continue;
            }
            let Some((kind, len)) = double_mark(body, at, mark, open.is_some()) else {
                continue;
            };
            skip_to = at + len;
            match (kind, open) {
                (Mark::Open, None) => open = Some((at, len)),
                (Mark::Open, Some((lost, lost_len))) => {
                    self.odd(base, base + lost, lost_len);
                    open = Some((at, len));
                }
                (Mark::Close, Some((start, start_len))) => {
                    self.push(ix, base, start..at + len, start + start_len..at);
                    open = None;
                }
                (Mark::Close, None) => self.odd(base, base + at, len),
                (Mark::Either, _) => {}
            }
        }
        if let Some((start, len)) = open {
            if next_opens {
                self.push(ix, base, start..body.len(), start + len..body.len());
                if let Some(span) = self.spans.last_mut() {
                    span.continues = true;
                }
            } else {
                self.odd(base, base + start, len);
            }
        }
    }

    fn push(
        &mut self,
        block: u32,
        base: usize,
        outer: std::ops::Range<usize>,
        inner: std::ops::Range<usize>,
    ) {
        let whole = self
            .text
            .get(base + inner.start..base + inner.end)
            .unwrap_or_default();
        let words = whole.trim();
        let start = base + inner.start + (whole.len() - whole.trim_start().len());
        self.spans.push(QuoteSpan {
            inner: Span::new(start, start + words.len()),
            outer: Span::new(base + outer.start, base + outer.end),
            block,
            continues: false,
            continued: false,
            words: words
                .split_whitespace()
                .filter(|word| word.contains(char::is_alphanumeric))
                .count() as u32,
        });
    }

    /// Reports a mark without a partner, once a paragraph: where one is odd, the next ones mostly are its echo.
    fn odd(&mut self, base: usize, at: usize, len: usize) {
        if self
            .findings
            .last()
            .is_some_and(|last| last.span.start as usize >= base)
        {
            return;
        }
        self.findings.push(Finding {
            severity: Severity::Warning,
            code: "quote/unbalanced",
            span: Span::new(at, at + len),
            message: "this quotation mark has no partner in its paragraph".to_owned(),
            hint: "add the missing mark; a quotation that goes on needs an opening mark at the head of the next paragraph"
                .to_owned(),
        });
    }
}

fn char_at(text: &str, at: usize) -> Option<char> {
    text.get(at..).and_then(|rest| rest.chars().next())
}

fn char_before(text: &str, at: usize) -> Option<char> {
    text.get(..at).and_then(|head| head.chars().next_back())
}

fn is_single(mark: char) -> bool {
    matches!(mark, '\'' | '\u{2018}' | '\u{2019}')
}

/// Before an opening mark.
fn opens_after(before: Option<char>) -> bool {
    before.is_none_or(|c| {
        c.is_whitespace()
            || matches!(
                c,
                '(' | '[' | '{' | '-' | '/' | '\u{2010}'
                    ..='\u{2015}' | '\u{201C}' | '\u{2018}' | '\u{BF}'
            )
    })
}

/// Decides what a double mark does at `at`; `None` when the character is no mark there.
fn double_mark(body: &str, at: usize, mark: char, open: bool) -> Option<(Mark, usize)> {
    let len = mark.len_utf8();
    let (kind, len) = match mark {
        '\u{201E}' | '\u{AB}' => (Mark::Open, len),
        '\u{201C}' if open && opened_low(body, at) => (Mark::Close, len),
        '\u{201C}' | '\u{201F}' => (Mark::Open, len),
        '\u{BB}' => (Mark::Close, len),
        '"' | '\u{201D}' => (Mark::Either, len),
        '`' if body[at..].starts_with("``") => (Mark::Open, 2),
        '\'' if open && body[at..].starts_with("''") => (Mark::Close, 2),
        _ => return None,
    };
    if kind != Mark::Either {
        return Some((kind, len));
    }
    let before = char_before(body, at);
    let after = char_at(body, at + len);
    let opener = opens_after(before) && after.is_some_and(|c| !c.is_whitespace());
    if mark == '\u{201D}' {
        // A closing mark, unless it stands where only an opening one can.
        return Some((
            if opener && !open {
                Mark::Open
            } else {
                Mark::Close
            },
            len,
        ));
    }
    if open {
        // A dash or bracket before the mark ends a quotation as well as it begins one.
        let sure = before.is_none_or(char::is_whitespace);
        let kind = if opener && sure {
            Mark::Open
        } else {
            Mark::Close
        };
        return Some((kind, len));
    }
    if before.is_some_and(|c| c.is_ascii_digit()) {
        return None; // 6'2", 12" pipes
    }
    let stray = after.is_none_or(|c| c.is_whitespace() || matches!(c, ',' | '.' | ';' | ':'))
        && before.is_some_and(|c| !c.is_whitespace());
    Some((if stray { Mark::Close } else { Mark::Open }, len))
}

/// True when the last opening mark before `at` is a low one, which the high mark closes.
fn opened_low(body: &str, at: usize) -> bool {
    body[..at]
        .chars()
        .rev()
        .find(|c| matches!(c, '\u{201E}' | '\u{201C}' | '\u{201D}'))
        == Some('\u{201E}')
}

/// The partner of a single mark that opens a quotation at `at`.
///
/// A possessive of a plural ("the drivers’ wives") looks like a closing mark: it is taken for one only when nothing
/// better comes before the next opening mark.
fn single_pair(body: &str, at: usize) -> Option<usize> {
    let mark = char_at(body, at)?;
    if mark == '\u{2019}' || !opens_after(char_before(body, at)) {
        return None;
    }
    let rest = body.get(at + mark.len_utf8()..)?;
    if !rest.starts_with(|c: char| {
        c.is_alphanumeric() || matches!(c, '"' | '\u{201C}' | '[' | '\u{2026}' | '$')
    }) || is_clipped(rest)
    {
        return None;
    }
    let close = closing_single(body, at + mark.len_utf8(), mark)?;
    let inner = body.get(at + mark.len_utf8()..close)?;
    let straight = inner.matches('"').count();
    let curly = inner.matches('\u{201C}').count() == inner.matches('\u{201D}').count();
    (straight % 2 == 0 && curly).then_some(close)
}

/// 'em, '90s, 'tis
fn is_clipped(rest: &str) -> bool {
    let word = rest
        .split(|c: char| !c.is_alphanumeric())
        .next()
        .unwrap_or_default();
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    (digits == 2 && matches!(&word[2..], "s" | ""))
        || ["em", "til", "tis", "twas", "cause", "n", "bout", "round"]
            .iter()
            .any(|clipped| word.eq_ignore_ascii_case(clipped))
}

fn closing_single(body: &str, from: usize, opener: char) -> Option<usize> {
    let closer = if opener == '\'' { '\'' } else { '\u{2019}' };
    let mut maybe = None;
    for (offset, mark) in body.get(from..)?.char_indices() {
        let at = from + offset;
        if !is_single(mark) {
            continue;
        }
        let before = char_before(body, at);
        let after = char_at(body, at + mark.len_utf8());
        if opens_after(before) && after.is_some_and(char::is_alphanumeric) {
            if mark != '\u{2019}' && !is_clipped(&body[at + mark.len_utf8()..]) {
                break;
            }
            continue;
        }
        if mark != closer
            || after.is_some_and(char::is_alphanumeric)
            || before.is_none_or(char::is_whitespace)
        {
            continue;
        }
        let possessive = before.is_some_and(|c| matches!(c, 's' | 'S' | 'z' | 'x'))
            && after.is_some_and(char::is_whitespace);
        if !possessive {
            return Some(at);
        }
        maybe = maybe.or(Some(at));
    }
    maybe
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scan(text: &str) -> (Vec<String>, usize) {
        let mut blocks = Vec::new();
        let mut at = 0;
        for line in text.split('\n') {
            blocks.push(Block {
                span: Span::new(at, at + line.len()),
                kind: BlockKind::Paragraph,
            });
            at += line.len() + 1;
        }
        let document = Document {
            text,
            blocks: &blocks,
            date: None,
            lang: "en",
        };
        let (spans, findings) = spans(&document);
        let words = spans
            .iter()
            .map(|span| {
                format!(
                    "{}{}{}",
                    if span.continued { "~" } else { "" },
                    span.inner.of(text),
                    if span.continues { "~" } else { "" }
                )
            })
            .collect();
        (words, findings.len())
    }

    fn pairs(text: &str, expected: &[&str]) {
        let (words, odd) = scan(text);
        assert_eq!(words, expected, "{text}");
        assert_eq!(odd, 0, "{text}");
    }

    #[test]
    fn straight_and_curly_marks_pair() {
        pairs("\"It is late,\" she said. \"Go.\"", &["It is late,", "Go."]);
        pairs("“It is late,” she said. “Go.”", &["It is late,", "Go."]);
        pairs("He spoke of \"steps\"-and meant it.", &["steps"]);
        pairs("«Trop tard», he said.", &["Trop tard"]);
        pairs("„Zu spät“, he said.", &["Zu spät"]);
        pairs("``It is late,'' she said.", &["It is late,"]);
    }

    #[test]
    fn nested_marks_belong_to_the_outer_quotation() {
        pairs(
            "“He said ‘never’ to me,” Berg said.",
            &["He said ‘never’ to me,"],
        );
        pairs(
            "‘He said “never” to me,’ Berg said.",
            &["He said “never” to me,"],
        );
        pairs(
            "\"They call it 'the pit',\" she said.",
            &["They call it 'the pit',"],
        );
    }

    #[test]
    fn single_marks_pair_around_possessives() {
        pairs(
            "‘The drivers’ wives don’t sleep,’ she said.",
            &["The drivers’ wives don’t sleep,"],
        );
        pairs("Still awaiting 'concrete steps'", &["concrete steps"]);
        pairs("the ‘talks’ that failed", &["talks"]);
        pairs("‘Yes’ and ‘no’.", &["Yes", "no"]);
    }

    #[test]
    fn apostrophes_and_inches_are_no_marks() {
        pairs("The drivers' wives and Berg's brother don't talk.", &[]);
        pairs("Rock 'n' roll in the '90s, get 'em.", &[]);
        pairs("a 12\" pipe and a man of 6'2\" in all", &[]);
        pairs("the class of ’98 won’t go", &[]);
    }

    #[test]
    fn an_odd_mark_costs_only_itself() {
        let text = "still awaiting \"concrete steps\" to dismantle the weapons of our region.\"\nBerg said \"it is high time\".";
        let (words, odd) = scan(text);
        assert_eq!(words, ["concrete steps", "it is high time"]);
        assert_eq!(odd, 1);
        let (words, odd) = scan("He said \"we go.\nShe said \"we stay\".");
        assert_eq!(words, ["we stay"]);
        assert_eq!(odd, 1);
        let (words, odd) = scan("He said “we go and she said “we stay”.");
        assert_eq!(words, ["we stay"]);
        assert_eq!(odd, 1);
    }

    #[test]
    fn a_quotation_goes_on_when_the_next_paragraph_opens_with_a_mark() {
        pairs("“We go.\n“We stay,” he said.", &["We go.~", "~We stay,"]);
        let (words, odd) = scan("“We go.\nHe left.\n“We stay,” he said.");
        assert_eq!(words, ["We stay,"]);
        assert_eq!(odd, 1);
    }
}
