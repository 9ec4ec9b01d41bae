//! The head of an article: title and subtitle, written in front matter or found at the beginning of the text.

use super::article::Markup;
use super::load::push_block;
use super::walk::{self, Head, Step};
use super::{markdown, plain};
use crate::text::{BlockKind, PlainText};
use pulldown_cmark::{Event, Tag, TagEnd};

/// A line that is longer is no title: its first words are.
const LONGEST: usize = 300;
/// The length of a title that is cut from a long line, in characters.
const CUT: usize = 120;

/// Title and subtitle, as text and as blocks of the article's plain text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Headline {
    /// The title.
    pub title: String,
    /// The deck.
    pub subtitle: Option<String>,
    /// Their blocks.
    pub text: PlainText,
    /// Where the rest of the text begins in the file.
    pub body: usize,
}

impl Headline {
    /// A title that stands at `source` in the file.
    pub fn written(title: String, source: usize, body: usize) -> Self {
        let mut text = PlainText::default();
        push_block(&mut text, BlockKind::Title, &title, source);
        Self {
            title,
            subtitle: None,
            text,
            body,
        }
    }

    /// Passes over a first line or heading that says the title once more.
    pub fn skip_repetition(&mut self, source: &str, markup: Markup) {
        let repeated = match markup {
            Markup::Markdown => {
                first_line(source, self.body).map(|found| (found.title, found.body))
            }
            Markup::Plain => source.get(self.body..).and_then(|text| {
                let line = text.trim_start().lines().next()?;
                let start = text.len() - text.trim_start().len();
                Some((line.trim().to_owned(), self.body + start + line.len()))
            }),
        };
        if let Some((_, end)) = repeated.filter(|(title, _)| *title == self.title) {
            self.body = end;
        }
    }

    /// Adds a subtitle; one that was found in the text goes back to it.
    pub fn set_subtitle(&mut self, subtitle: String, source: usize) {
        if self.subtitle.is_none() {
            push_block(&mut self.text, BlockKind::Subtitle, &subtitle, source);
            self.subtitle = Some(subtitle);
        }
    }

    /// What the walk over the body must know.
    pub fn head(&self) -> Head {
        Head {
            len: self.text.text.len(),
            blocks: self.text.blocks.len(),
        }
    }
}

/// Finds the title at the beginning of a body.
pub fn find(source: &str, body: usize, markup: Markup) -> Option<Headline> {
    match markup {
        Markup::Plain => in_plain(source, body),
        Markup::Markdown => in_markdown(source, body),
    }
}

fn in_plain(source: &str, body: usize) -> Option<Headline> {
    let text = source.get(body..)?;
    let opening = plain::opening(text)?;
    let title = text.get(opening.title.clone())?;
    if title.len() > LONGEST {
        return Some(Headline::written(
            cut(title),
            body + opening.title.start,
            body,
        ));
    }
    let mut headline = Headline::written(
        title.to_owned(),
        body + opening.title.start,
        body + opening.body,
    );
    if let Some(range) = opening.subtitle {
        headline.set_subtitle(text.get(range.clone())?.to_owned(), body + range.start);
    }
    Some(headline)
}

/// A heading at the beginning, or a paragraph of one line there that looks like a headline; else the first heading
/// further down, which the body keeps.
fn in_markdown(source: &str, body: usize) -> Option<Headline> {
    first_line(source, body).or_else(|| first_heading(source, body))
}

/// The first block, when it is a heading or looks like a headline.
fn first_line(source: &str, body: usize) -> Option<Headline> {
    let mut steps: Vec<Step<'_>> = Vec::new();
    for step in markdown::walk(source, body, Head::default()) {
        let end = step.source.end;
        let is_over = matches!(
            step.event,
            Event::End(TagEnd::Heading(_) | TagEnd::Paragraph)
        );
        steps.push(step);
        match steps.first().map(|step| &step.event) {
            Some(Event::Start(Tag::Heading { .. })) if is_over => {
                return titled(source, steps, end);
            }
            Some(Event::Start(Tag::Paragraph)) if is_over => {
                let headline = is_line(&steps)
                    .then(|| titled(source, steps, end))
                    .flatten();
                let is_title = |line: &str| line.len() <= LONGEST && !plain::has_final_stop(line);
                return headline.filter(|headline| is_title(&headline.title));
            }
            Some(Event::Start(Tag::Heading { .. } | Tag::Paragraph)) => {}
            _ => return None,
        }
    }
    None
}

/// True for the steps of a paragraph without line breaks.
fn is_line(steps: &[Step<'_>]) -> bool {
    !steps
        .iter()
        .any(|step| matches!(step.event, Event::SoftBreak | Event::HardBreak))
}

fn first_heading(source: &str, body: usize) -> Option<Headline> {
    let mut steps: Vec<Step<'_>> = Vec::new();
    for step in markdown::walk(source, body, Head::default()) {
        let is_start = matches!(step.event, Event::Start(Tag::Heading { .. }));
        let is_end = matches!(step.event, Event::End(TagEnd::Heading(_)));
        if is_start || !steps.is_empty() {
            steps.push(step);
        }
        if is_end {
            return titled(source, steps, body);
        }
    }
    None
}

/// The headline that some steps hold; their offsets are counted anew.
fn titled(source: &str, steps: Vec<Step<'_>>, body: usize) -> Option<Headline> {
    let base = steps
        .iter()
        .find(|step| !step.plain.is_empty())?
        .plain
        .start;
    let steps = steps.into_iter().map(|step| rebased(step, base));
    let (mut text, _) = walk::collect(PlainText::default(), source, steps);
    text.blocks.first_mut()?.kind = BlockKind::Title;
    let title = text.text.clone();
    (!title.trim().is_empty()).then_some(Headline {
        title,
        subtitle: None,
        text,
        body,
    })
}

fn rebased(mut step: Step<'_>, base: u32) -> Step<'_> {
    step.plain.start = step.plain.start.saturating_sub(base);
    step.plain.end = step.plain.end.saturating_sub(base);
    step.block = 0;
    step
}

fn cut(line: &str) -> String {
    let end = line
        .char_indices()
        .nth(CUT)
        .map_or(line.len(), |(at, _)| at);
    let words = line[..end].rfind(' ').map_or(end, |at| at);
    format!("{}…", line[..words].trim_end())
}
