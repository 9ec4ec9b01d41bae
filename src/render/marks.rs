//! What is marked in an article's text: sentences, quotations, links to actors and dates; and the writer that keeps the
//! marks well nested while markup opens and closes around them.
//!
//! Each [`Layer`] holds disjoint spans of the plain text in order. Before each stretch of text the writer compares the
//! elements that should be open with those that are, closes from the top down to the first difference, and opens the rest;
//! so no mark ever crosses another, and an element that is split gets its `id` once.

use super::html;
use crate::text::Span;

/// A mark: an element around a span.
#[derive(Clone, Debug)]
pub struct Mark {
    /// Where, in the plain text.
    pub span: Span,
    /// The tag that opens it for the first time.
    pub open: String,
    /// The tag that opens it again after a break.
    pub reopen: String,
    /// The tags that close it.
    pub close: &'static str,
}

/// Disjoint marks in order, and how far the text has come.
#[derive(Debug, Default)]
struct Layer {
    marks: Vec<Mark>,
    at: usize,
}

/// The marks of an article's text, from the outermost layer to the innermost.
#[derive(Debug, Default)]
pub struct Marks {
    /// Sentences: each with its anchor.
    pub sentences: Vec<Mark>,
    /// Quotations.
    pub quotes: Vec<Mark>,
    /// Links to actors and dates.
    pub links: Vec<Mark>,
}

/// An element that is open or should be.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Element {
    /// Mark `1` of layer `0`.
    Mark(usize, usize),
    /// Inline markup: number and tags.
    Inline(u32, &'static str, String),
}

/// Writes marked text.
#[derive(Debug)]
pub struct Writer {
    /// The HTML so far.
    pub html: String,
    layers: [Layer; 3],
    opened: Vec<bool>,
    inline: Vec<Element>,
    stack: Vec<Element>,
    n_inline: u32,
    /// Links of the text's own around the next text: links inside links are not allowed.
    in_link: usize,
}

const LINKS: usize = 2;

impl Writer {
    /// A writer for one article's marks.
    pub fn new(marks: Marks) -> Self {
        let opened = vec![false; marks.sentences.len()];
        let layer = |marks| Layer { marks, at: 0 };
        Self {
            html: String::new(),
            layers: [
                layer(marks.sentences),
                layer(marks.quotes),
                layer(marks.links),
            ],
            opened,
            inline: Vec::new(),
            stack: Vec::new(),
            n_inline: 0,
            in_link: 0,
        }
    }

    /// Writes text that stands at `start` in the plain text.
    pub fn text(&mut self, start: u32, text: &str) {
        let end = start + text.len() as u32;
        let mut at = start;
        while at < end {
            let mut next = end;
            let mut wanted = Vec::with_capacity(4);
            for (ix, layer) in self.layers.iter_mut().enumerate() {
                while layer
                    .marks
                    .get(layer.at)
                    .is_some_and(|mark| mark.span.end <= at)
                {
                    layer.at += 1;
                }
                let Some(mark) = layer.marks.get(layer.at) else {
                    continue;
                };
                if mark.span.start > at {
                    next = next.min(mark.span.start);
                } else {
                    next = next.min(mark.span.end);
                    if ix != LINKS || self.in_link == 0 {
                        wanted.push(Element::Mark(ix, layer.at));
                    }
                }
            }
            wanted.extend(self.inline.iter().cloned());
            self.change_to(wanted);
            let part = text.get((at - start) as usize..(next - start) as usize);
            html::escape_into(&mut self.html, part.unwrap_or_default());
            at = next;
        }
    }

    /// Writes finished HTML inside the elements that are open, links excepted: it may be a link itself.
    pub fn raw(&mut self, html: &str) {
        let wanted = self
            .stack
            .iter()
            .filter(|element| matches!(element, Element::Mark(layer, _) if *layer != LINKS))
            .cloned()
            .chain(self.inline.iter().cloned())
            .collect();
        self.change_to(wanted);
        self.html.push_str(html);
    }

    /// Opens inline markup around the text that follows.
    pub fn open(&mut self, tag: String, close: &'static str, is_link: bool) {
        self.n_inline += 1;
        self.in_link += usize::from(is_link);
        self.inline.push(Element::Inline(self.n_inline, close, tag));
    }

    /// Closes the innermost inline markup.
    pub fn close(&mut self, is_link: bool) {
        self.in_link -= usize::from(is_link && self.in_link > 0);
        self.inline.pop();
    }

    /// Closes everything: a block ends.
    pub fn end_block(&mut self) {
        self.change_to(Vec::new());
    }

    fn change_to(&mut self, wanted: Vec<Element>) {
        let same = self
            .stack
            .iter()
            .zip(&wanted)
            .take_while(|(open, wanted)| open == wanted)
            .count();
        while self.stack.len() > same {
            match self.stack.pop() {
                Some(Element::Mark(layer, ix)) => {
                    let mark = self.layers[layer].marks.get(ix);
                    self.html.push_str(mark.map_or("", |mark| mark.close));
                }
                Some(Element::Inline(_, close, _)) => self.html.push_str(close),
                None => {}
            }
        }
        for element in wanted.into_iter().skip(same) {
            match &element {
                Element::Mark(layer, ix) => {
                    let mark = self.layers[*layer].marks.get(*ix);
                    let again = *layer == 0
                        && self
                            .opened
                            .get_mut(*ix)
                            .is_some_and(|opened| std::mem::replace(opened, true));
                    self.html.push_str(mark.map_or("", |mark| match again {
                        true => mark.reopen.as_str(),
                        false => mark.open.as_str(),
                    }));
                }
                Element::Inline(_, _, tag) => self.html.push_str(tag),
            }
            self.stack.push(element);
        }
    }

    /// True when the sentence has been written, at least in part.
    pub fn has_written(&self, sentence: usize) -> bool {
        self.opened.get(sentence).copied().unwrap_or(false)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(span: (usize, usize), open: &str, close: &'static str) -> Mark {
        Mark {
            span: Span::new(span.0, span.1),
            open: open.into(),
            reopen: "<span>".into(),
            close,
        }
    }

    fn marks() -> Marks {
        // "One Kim. Two Kim."
        Marks {
            sentences: vec![
                mark((0, 8), "<span id=\"s1\">", "</span>"),
                mark((9, 17), "<span id=\"s2\">", "</span>"),
            ],
            quotes: Vec::new(),
            links: vec![mark((4, 7), "<a>", "</a>"), mark((13, 16), "<a>", "</a>")],
        }
    }

    #[test]
    fn markup_across_sentences_is_split_inside_them() {
        let mut writer = Writer::new(marks());
        writer.text(0, "One ");
        writer.open("<em>".into(), "</em>", false);
        writer.text(4, "Kim. Two K");
        writer.close(false);
        writer.text(14, "im.");
        writer.end_block();
        assert_eq!(
            writer.html,
            "<span id=\"s1\">One <a><em>Kim</em></a><em>.</em></span><em> </em>\
             <span id=\"s2\"><em>Two </em><a><em>K</em>im</a>.</span>"
        );
    }

    #[test]
    fn no_link_stands_inside_a_link() {
        let mut writer = Writer::new(marks());
        writer.open("<a href=\"x\">".into(), "</a>", true);
        writer.text(0, "One Kim.");
        writer.close(true);
        writer.end_block();
        assert_eq!(
            writer.html,
            "<span id=\"s1\"><a href=\"x\">One Kim.</a></span>"
        );
    }

    #[test]
    fn a_sentence_has_one_anchor() {
        let mut writer = Writer::new(marks());
        writer.text(0, "One");
        writer.end_block();
        writer.text(3, " <b>");
        writer.end_block();
        assert_eq!(
            writer.html,
            "<span id=\"s1\">One</span><span> <a>&lt;b&gt;</a></span>"
        );
    }
}
