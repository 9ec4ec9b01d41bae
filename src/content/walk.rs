//! One walk over an article's body, for two readers.
//!
//! The loader walks a body to make its [`PlainText`]; the renderer walks the same body to make HTML and to put links
//! around stretches of that plain text. Both take the same [`Step`]s, so that their offsets cannot differ.
//!
//! * [`Step::event`] is a pulldown-cmark event. Plain text bodies yield the same kinds of events as Markdown
//!   (paragraphs, level-2 headings, wiki links), so that a renderer needs no second code path.
//! * [`Step::plain`] is the span of the *article's* plain text (title and subtitle included) that the event stands for.
//!   For `Text` and `Code` it has exactly the length of the event's string and the same bytes; a soft or hard break is
//!   one space. Everything else is empty and tells the position where the next text goes (opening tags) or where the
//!   last text ended (closing tags).
//! * Text inside an image (its alternative text), raw HTML, and text between raw `<script>` or `<style>` tags
//!   is no plain text: its span is empty although the event has a string.
//! * Blocks are separated by one line feed, which belongs to no event. A block begins with its first text, so empty
//!   blocks leave no trace.
//! * [`Step::source`] is the byte range of the event in the whole source file.
//!
//! Control characters that entities smuggle in (`&#1;`) are dropped from the events themselves.
//! Knows nothing of HTML output, mentions or links to pages.

use crate::text::{Block, BlockKind, PlainText, Run, Span};
use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};
use std::ops::Range;

/// One event of a body with its places.
#[derive(Clone, Debug, PartialEq)]
pub struct Step<'a> {
    /// What the parser saw.
    pub event: Event<'a>,
    /// Bytes of the article's plain text.
    pub plain: Span,
    /// Index into the blocks of the article's [`PlainText`]; only meaningful when `plain` is not empty.
    pub block: u32,
    /// What that block is.
    pub kind: BlockKind,
    /// Bytes of the source file.
    pub source: Range<usize>,
}

/// What comes before the body in the plain text: the title's and the subtitle's blocks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// Length of their text, line feed between them included, line feed after them not.
    pub len: usize,
    /// How many blocks.
    pub blocks: usize,
}

/// The steps of a stream of parser events.
#[derive(Debug)]
pub struct Walk<I> {
    events: I,
    /// Where the parsed text begins in the source file.
    offset: usize,
    /// Length of the plain text so far.
    len: usize,
    /// Blocks so far, the open one included.
    blocks: usize,
    open: bool,
    /// Kinds of the containers around; the innermost names the block.
    kinds: Vec<BlockKind>,
    images: usize,
    /// The raw element whose content is no text.
    mute: Option<&'static str>,
}

impl<I> Walk<I> {
    /// Numbers events; their ranges count from `offset` in the source file.
    pub fn new(events: I, offset: usize, head: Head) -> Self {
        Self {
            events,
            offset,
            len: head.len,
            blocks: head.blocks,
            open: false,
            kinds: Vec::new(),
            images: 0,
            mute: None,
        }
    }

    /// Where the next text goes.
    fn position(&self) -> usize {
        if self.open || self.blocks == 0 {
            self.len
        } else {
            self.len + 1
        }
    }

    /// Takes `len` bytes of plain text, opening a block if none is open.
    fn take(&mut self, len: usize) -> Span {
        let start = self.position();
        if len > 0 && !self.open {
            self.open = true;
            self.blocks += 1;
        }
        if len > 0 {
            self.len = start + len;
        }
        Span::new(start, start + len)
    }

    /// A block boundary.
    fn close(&mut self) {
        self.open = false;
        self.mute = None;
    }

    fn enter(&mut self, tag: &Tag<'_>) {
        if let Tag::Image { .. } = tag {
            self.images += 1;
        } else if !is_inline(&tag.to_end()) {
            self.close();
            self.kinds.extend(container(&tag.to_end()));
        }
    }

    fn leave(&mut self, tag: &TagEnd) {
        if let TagEnd::Image = tag {
            self.images = self.images.saturating_sub(1);
        } else if !is_inline(tag) {
            self.close();
            if container(tag).is_some() {
                self.kinds.pop();
            }
        }
    }

    /// Notes raw elements whose content no reader sees.
    fn raw(&mut self, html: &str) {
        let html = html.to_ascii_lowercase();
        match self.mute {
            Some(name) if html.starts_with("</") && html[2..].starts_with(name) => self.mute = None,
            Some(_) => {}
            None => {
                self.mute = ["script", "style"].into_iter().find(|name| {
                    html.strip_prefix('<')
                        .is_some_and(|tag| tag.starts_with(name))
                });
            }
        }
    }

    fn is_silent(&self) -> bool {
        self.images > 0 || self.mute.is_some()
    }

    /// The plain span of one event.
    fn span(&mut self, event: &Event<'_>) -> Span {
        match event {
            Event::Start(tag) => {
                self.enter(tag);
                self.take(0)
            }
            Event::End(tag) => {
                let at = Span::new(self.len, self.len);
                self.leave(tag);
                at
            }
            Event::Text(_) | Event::Code(_) | Event::SoftBreak | Event::HardBreak
                if self.is_silent() =>
            {
                self.take(0)
            }
            Event::Text(text) | Event::Code(text) => self.take(text.len()),
            Event::SoftBreak | Event::HardBreak => self.take(1),
            Event::InlineHtml(html) => {
                self.raw(html);
                self.take(0)
            }
            _ => self.take(0),
        }
    }
}

impl<'a, I: Iterator<Item = (Event<'a>, Range<usize>)>> Iterator for Walk<I> {
    type Item = Step<'a>;

    fn next(&mut self) -> Option<Step<'a>> {
        let (event, range) = self.events.next()?;
        let kind = self.kinds.last().copied().unwrap_or(BlockKind::Paragraph);
        let event = clean(event, kind);
        let plain = self.span(&event);
        Some(Step {
            event,
            plain,
            block: self.blocks.saturating_sub(1) as u32,
            kind,
            source: self.offset + range.start..self.offset + range.end,
        })
    }
}

/// True for tags inside a block; false for blocks and their containers.
fn is_inline(tag: &TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
            | TagEnd::Image
    )
}

/// What the blocks inside a tag are.
fn container(tag: &TagEnd) -> Option<BlockKind> {
    match tag {
        TagEnd::Heading(_) => Some(BlockKind::Heading),
        TagEnd::BlockQuote(_) => Some(BlockKind::Quote),
        TagEnd::CodeBlock => Some(BlockKind::Code),
        TagEnd::Item => Some(BlockKind::ListItem),
        TagEnd::FootnoteDefinition => Some(BlockKind::Footnote),
        TagEnd::TableCell => Some(BlockKind::Cell),
        _ => None,
    }
}

/// The event without control characters, which only entities can bring here: files are cleaned when they are read.
/// Line feeds stay in code alone.
fn clean(event: Event<'_>, kind: BlockKind) -> Event<'_> {
    let is_bad =
        |ch: char| ch.is_control() && ch != '\t' && !(ch == '\n' && kind == BlockKind::Code);
    match event {
        Event::Text(text) if text.contains(is_bad) => {
            let text: String = text
                .chars()
                .map(|ch| {
                    if matches!(ch, '\n' | '\r') && is_bad(ch) {
                        ' '
                    } else {
                        ch
                    }
                })
                .filter(|ch| !is_bad(*ch))
                .collect();
            Event::Text(CowStr::from(text))
        }
        event => event,
    }
}

/// A wiki link as the walk found it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundLink {
    /// Its words in the plain text.
    pub span: Span,
    /// What they are linked to.
    pub target: String,
    /// Where it stands in the source file, brackets included.
    pub source: Range<usize>,
}

/// Appends a body to the plain text of an article's head, and gathers its wiki links.
/// `source` is the whole file that the steps speak of.
pub fn collect<'a>(
    head: PlainText,
    source: &str,
    steps: impl Iterator<Item = Step<'a>>,
) -> (PlainText, Vec<FoundLink>) {
    let mut plain = head;
    let mut links = Vec::new();
    let mut pending: Option<FoundLink> = None;
    for step in steps {
        match &step.event {
            Event::Start(Tag::Link {
                link_type: LinkType::WikiLink { .. },
                dest_url,
                ..
            }) => {
                pending = Some(FoundLink {
                    span: step.plain,
                    target: dest_url.trim().to_owned(),
                    source: step.source.clone(),
                });
            }
            Event::End(TagEnd::Link) => {
                if let Some(mut link) = pending.take() {
                    link.span.end = step.plain.end;
                    links.extend((!link.span.is_empty()).then_some(link));
                }
            }
            _ => push(&mut plain, source, &step),
        }
    }
    (plain, links)
}

/// Appends the text of one step.
fn push(plain: &mut PlainText, source: &str, step: &Step<'_>) {
    if step.plain.is_empty() {
        return;
    }
    let text = match &step.event {
        Event::Text(text) | Event::Code(text) => text.as_ref(),
        _ => " ",
    };
    if plain.blocks.len() <= step.block as usize {
        if !plain.blocks.is_empty() {
            plain.text.push('\n');
        }
        plain.blocks.push(Block {
            span: step.plain,
            kind: step.kind,
        });
    }
    let within = source
        .get(step.source.clone())
        .and_then(|part| part.find(text));
    let run = Run {
        plain: step.plain.start,
        source: (step.source.start + within.unwrap_or(0)) as u32,
    };
    push_run(&mut plain.runs, run);
    plain.text.push_str(text);
    if let Some(block) = plain.blocks.last_mut() {
        block.span.end = match block.kind {
            BlockKind::Code => step.plain.start + text.trim_end_matches('\n').len() as u32,
            _ => step.plain.end,
        };
    }
}

/// Adds a run unless the one before goes on.
pub(super) fn push_run(runs: &mut Vec<Run>, run: Run) {
    let goes_on = runs.last().is_some_and(|last| {
        i64::from(run.source) - i64::from(run.plain)
            == i64::from(last.source) - i64::from(last.plain)
    });
    if !goes_on {
        runs.push(run);
    }
}
