//! An article's text as HTML: the source's own markup with an anchor around each sentence and links on names and dates.
//!
//! Articles are other people's texts: raw HTML is sanitised, links lead to harmless addresses only, and nothing is fetched
//! from elsewhere (a remote image becomes a link to it). Knows nothing of the page around the text.

use super::marks::{Mark, Marks, Writer};
use super::view::Maker;
use super::{html, permalink, target};
use crate::content::article::{Article, ArticleId};
use crate::content::walk::Step;
use crate::date::Edtf;
use crate::extract::ArticleFacts;
use crate::extract::facts::{MentionClass, SentenceIx};
use crate::resolve::{self, ActorId, ArticleLinks, EventId};
use crate::text::{BlockKind, Span};
use pulldown_cmark::{Alignment, Event, LinkType, Tag, TagEnd};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Everything about one article's text.
#[derive(Clone, Copy, Debug)]
pub struct Text<'a> {
    maker: Maker<'a>,
    article: &'a Article,
    facts: &'a ArticleFacts,
    links: &'a ArticleLinks,
}

/// The HTML of a body.
#[derive(Clone, Debug, Default)]
pub struct Body {
    /// HTML.
    pub html: String,
    /// For each sentence: whether its anchor is in the HTML.
    pub shown: Vec<bool>,
}

impl<'a> Text<'a> {
    /// The text of an article; `None` for an id that is none.
    pub fn of(maker: Maker<'a>, id: ArticleId) -> Option<Self> {
        Some(Self {
            maker,
            article: maker.article(id)?,
            facts: maker.site.facts.get(id.ix())?,
            links: maker.site.links(id)?,
        })
    }

    /// The article's body; with `paragraphs`, only so many of them.
    pub fn body(&self, paragraphs: Option<usize>) -> Body {
        let writer = Writer::new(self.marks(true));
        let mut render = Render {
            text: *self,
            writer,
            raw: false,
            tables: Vec::new(),
            head: false,
            notes: BTreeMap::new(),
            image: None,
            left: paragraphs,
            depth: 0,
        };
        for step in self.article.walk() {
            if render.left == Some(0) {
                break;
            }
            render.step(&step);
        }
        render.writer.end_block();
        let shown = (0..self.facts.sentences.len())
            .map(|ix| render.writer.has_written(ix))
            .collect();
        let html = match render.raw {
            true => sanitise(&render.writer.html),
            false => render.writer.html,
        };
        Body { html, shown }
    }

    /// The title's or subtitle's text with its anchors; empty when the text has no such block. Without `links`, names and
    /// dates are left plain.
    pub fn block(&self, kind: BlockKind, links: bool) -> String {
        let blocks = &self.article.text.blocks;
        let block = blocks.iter().find(|block| block.kind == kind);
        block.map_or_else(String::new, |block| self.range(block.span, links))
    }

    /// One sentence with its anchor and links.
    pub fn sentence(&self, sentence: SentenceIx) -> String {
        let found = self.facts.sentences.get(sentence.ix());
        found.map_or_else(String::new, |found| self.range(found.span, true))
    }

    /// How many sentences stand in the title and the subtitle: they are printed whatever the license says.
    pub fn head_sentences(&self) -> usize {
        let blocks = &self.article.text.blocks;
        let is_head = |block: u32| {
            let kind = blocks.get(block as usize).map(|block| block.kind);
            matches!(kind, Some(BlockKind::Title | BlockKind::Subtitle))
        };
        self.facts
            .sentences
            .iter()
            .take_while(|sentence| is_head(sentence.block))
            .count()
    }

    fn range(&self, span: Span, links: bool) -> String {
        let mut writer = Writer::new(self.marks(links));
        writer.text(span.start, span.of(&self.article.text.text));
        writer.end_block();
        writer.html
    }

    fn marks(&self, links: bool) -> Marks {
        let sentences = self.facts.sentences.iter().enumerate();
        let sentences = sentences.map(|(ix, sentence)| Mark {
            span: sentence.span,
            open: format!("<span id=\"{}\">", permalink::anchor(SentenceIx(ix as u32))),
            reopen: "<span>".to_owned(),
            close: "</span>",
        });
        let quotes = self.facts.quotes.iter().map(|quote| Mark {
            span: quote.span,
            open: "<span class=\"q\">".to_owned(),
            reopen: "<span class=\"q\">".to_owned(),
            close: "</span>",
        });
        let mut marks = Marks {
            sentences: sentences.collect(),
            quotes: quotes.collect(),
            links: Vec::new(),
        };
        if links {
            marks.links = self.actor_marks();
            marks.links.extend(self.date_marks());
        }
        disjoint(&mut marks.quotes);
        disjoint(&mut marks.links);
        marks
    }

    fn actor_marks(&self) -> Vec<Mark> {
        let pairs = self.facts.mentions.iter().zip(&self.links.mentions);
        let found = pairs.filter_map(|(mention, actor)| match mention.class {
            MentionClass::Pronoun | MentionClass::Demonym => None,
            class => Some((mention.span, (*actor)?, class == MentionClass::Name)),
        });
        let added = self
            .links
            .added_mentions
            .iter()
            .map(|(span, actor)| (*span, *actor, true));
        let mut hrefs: BTreeMap<ActorId, (String, String)> = BTreeMap::new();
        let mark = |(span, id, is_name): (Span, ActorId, bool)| {
            let actor = self.maker.actor(id)?;
            let (href, name) = hrefs.entry(id).or_insert_with(|| {
                let href = self.maker.href(&permalink::actor(actor));
                (html::escape(&href), html::escape(&actor.name))
            });
            let quiet = if is_name { "" } else { " ref" };
            let mut open = format!("<a class=\"actor{quiet}\" href=\"{href}\"");
            if span.of(&self.article.text.text) != actor.name {
                let _ = write!(open, " title=\"{name}\"");
            }
            open.push('>');
            Some(Mark {
                span,
                reopen: open.clone(),
                open,
                close: "</a>",
            })
        };
        found.chain(added).filter_map(mark).collect()
    }

    fn date_marks(&self) -> Vec<Mark> {
        let events = self.events_by_date();
        let pairs = self.facts.dates.iter().zip(&self.links.dates).enumerate();
        let found = pairs.filter_map(|(ix, (mention, value))| {
            let event = events
                .get(&(ix as u32))
                .and_then(|id| self.maker.event(*id));
            Some((mention.span, (*value)?, event))
        });
        let added = self
            .links
            .added_dates
            .iter()
            .map(|(span, value)| (*span, *value, None));
        let mark = |(span, value, event): (Span, Edtf, Option<&resolve::Event>)| {
            let to = match event {
                Some(event) => permalink::event(event),
                None => super::timeline::permalink_of(&value)?,
            };
            let href = html::escape(&self.maker.href(&to));
            let (element, close) = match value.html_datetime() {
                Some(datetime) => (format!("<time datetime=\"{datetime}\">"), "</time></a>"),
                None => ("<span>".to_owned(), "</span></a>"),
            };
            let title = html::escape(&value.human());
            let open = format!("<a class=\"date\" href=\"{href}\" title=\"{title}\">{element}");
            Some(Mark {
                span,
                reopen: open.clone(),
                open,
                close,
            })
        };
        found.chain(added).filter_map(mark).collect()
    }

    /// For each date mention that dates an event: the event.
    fn events_by_date(&self) -> BTreeMap<u32, EventId> {
        let mut found = BTreeMap::new();
        for id in &self.links.events {
            let Some(event) = self.maker.event(*id) else {
                continue;
            };
            let reports = &event.reports;
            let start = reports.partition_point(|report| report.sentence.article < self.article.id);
            let here = reports.iter().skip(start);
            for report in here.take_while(|report| report.sentence.article == self.article.id) {
                let mention = self.facts.events.get(report.event_mention as usize);
                if let Some(date) = mention.and_then(|mention| mention.date) {
                    found.entry(date.date.0).or_insert(*id);
                }
            }
        }
        found
    }
}

/// Sorts marks and drops those that overlap an earlier one.
fn disjoint(marks: &mut Vec<Mark>) {
    marks.sort_by_key(|mark| (mark.span.start, std::cmp::Reverse(mark.span.end)));
    let mut end = 0;
    marks.retain(|mark| {
        let keep = mark.span.start >= end && !mark.span.is_empty();
        if keep {
            end = mark.span.end;
        }
        keep
    });
}

/// The state of one body in the making.
struct Render<'a> {
    text: Text<'a>,
    writer: Writer,
    /// Raw HTML was met.
    raw: bool,
    tables: Vec<(Vec<Alignment>, usize)>,
    /// Inside the head of a table.
    head: bool,
    /// Numbers of footnotes by name, in order of their first use.
    notes: BTreeMap<String, usize>,
    /// The image that is open: address and description so far.
    image: Option<(String, String)>,
    /// Paragraphs that may still be written.
    left: Option<usize>,
    depth: usize,
}

impl<'a> Render<'a> {
    fn step(&mut self, step: &Step<'a>) {
        match &step.event {
            Event::Text(text) | Event::Code(text) if self.image.is_some() => {
                if let Some((_, alt)) = &mut self.image {
                    alt.push_str(text);
                }
            }
            Event::Text(text) if !step.plain.is_empty() => self.writer.text(step.plain.start, text),
            Event::Code(text) if !step.plain.is_empty() => {
                self.writer.open("<code>".to_owned(), "</code>", false);
                self.writer.text(step.plain.start, text);
                self.writer.close(false);
            }
            Event::SoftBreak if !step.plain.is_empty() => self.writer.text(step.plain.start, "\n"),
            Event::HardBreak if !step.plain.is_empty() => self.writer.raw("<br>\n"),
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Html(raw) | Event::InlineHtml(raw) => {
                self.raw = true;
                self.writer.raw(&without_ids(raw));
            }
            Event::FootnoteReference(name) if self.left.is_none() => {
                let n = self.note(name);
                self.writer
                    .raw(&format!("<sup><a href=\"#fn{n}\">[{n}]</a></sup>"));
            }
            Event::Rule => self.writer.raw("<hr>\n"),
            _ => {}
        }
    }

    fn note(&mut self, name: &str) -> usize {
        let next = self.notes.len() + 1;
        *self.notes.entry(name.to_owned()).or_insert(next)
    }

    fn block(&mut self, html: &str) {
        self.writer.end_block();
        self.writer.html.push_str(html);
    }

    fn start(&mut self, tag: &Tag<'a>) {
        match tag {
            Tag::Emphasis => self.writer.open("<em>".into(), "</em>", false),
            Tag::Strong => self.writer.open("<strong>".into(), "</strong>", false),
            Tag::Strikethrough => self.writer.open("<del>".into(), "</del>", false),
            Tag::Superscript => self.writer.open("<sup>".into(), "</sup>", false),
            Tag::Subscript => self.writer.open("<sub>".into(), "</sub>", false),
            Tag::Link {
                link_type,
                dest_url,
                ..
            } => self.link(*link_type, dest_url),
            Tag::Image { dest_url, .. } => {
                self.image = Some((dest_url.to_string(), String::new()));
            }
            other => self.start_block(other),
        }
    }

    fn start_block(&mut self, tag: &Tag<'a>) {
        self.depth += 1;
        match tag {
            Tag::Paragraph => self.block("<p>"),
            Tag::Heading { level, .. } => {
                let level = (*level as u8).max(2);
                self.block(&format!("<h{level}>"));
            }
            Tag::BlockQuote(_) => self.block("<blockquote>\n"),
            Tag::CodeBlock(_) => self.block("<pre><code>"),
            Tag::List(Some(1)) => self.block("<ol>\n"),
            Tag::List(Some(start)) => self.block(&format!("<ol start=\"{start}\">\n")),
            Tag::List(None) => self.block("<ul>\n"),
            Tag::Item => self.block("<li>"),
            Tag::FootnoteDefinition(name) => {
                let n = self.note(name);
                self.block(&format!(
                    "<div class=\"footnote\" id=\"fn{n}\"><span class=\"n\">{n}</span>\n"
                ));
            }
            Tag::Table(alignments) => {
                self.tables.push((alignments.clone(), 0));
                self.block("<div class=\"scroll\"><table>\n");
            }
            Tag::TableHead => {
                self.head = true;
                self.row();
                self.block("<thead><tr>");
            }
            Tag::TableRow => {
                self.row();
                self.block("<tr>");
            }
            Tag::TableCell => self.cell(),
            _ => self.block(""),
        }
    }

    fn row(&mut self) {
        if let Some((_, column)) = self.tables.last_mut() {
            *column = 0;
        }
    }

    fn cell(&mut self) {
        let name = if self.head { "th" } else { "td" };
        let alignment = self.tables.last_mut().and_then(|(alignments, column)| {
            *column += 1;
            alignments.get(*column - 1).copied()
        });
        let class = match alignment {
            Some(Alignment::Right) => " class=\"right\"",
            Some(Alignment::Center) => " class=\"center\"",
            _ => "",
        };
        self.block(&format!("<{name}{class}>"));
    }

    fn end(&mut self, tag: &TagEnd) {
        match tag {
            TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript => self.writer.close(false),
            TagEnd::Link => self.writer.close(true),
            TagEnd::Image => self.end_image(),
            other => self.end_block(other),
        }
    }

    fn end_block(&mut self, tag: &TagEnd) {
        self.depth = self.depth.saturating_sub(1);
        match tag {
            TagEnd::Paragraph => {
                self.block("</p>\n");
                if self.depth == 0 {
                    self.left = self.left.map(|left| left.saturating_sub(1));
                }
            }
            TagEnd::Heading(level) => {
                let level = (*level as u8).max(2);
                self.block(&format!("</h{level}>\n"));
            }
            TagEnd::BlockQuote(_) => self.block("</blockquote>\n"),
            TagEnd::CodeBlock => self.block("</code></pre>\n"),
            TagEnd::List(true) => self.block("</ol>\n"),
            TagEnd::List(false) => self.block("</ul>\n"),
            TagEnd::Item => self.block("</li>\n"),
            TagEnd::FootnoteDefinition => self.block("</div>\n"),
            TagEnd::Table => {
                self.tables.pop();
                self.block("</tbody></table></div>\n");
            }
            TagEnd::TableHead => {
                self.head = false;
                self.block("</tr></thead><tbody>\n");
            }
            TagEnd::TableRow => self.block("</tr>\n"),
            TagEnd::TableCell if self.head => self.block("</th>"),
            TagEnd::TableCell => self.block("</td>"),
            _ => self.block(""),
        }
    }

    /// Opens a link. One that leads nowhere harmless is kept as text.
    fn link(&mut self, kind: LinkType, address: &str) {
        let maker = &self.text.maker;
        let href = match kind {
            LinkType::WikiLink { .. } => {
                target::resolve(maker.site, address).map(|to| maker.href(&to))
            }
            LinkType::Email => Some(format!("mailto:{address}")),
            _ => Some(own_address(maker, address).into_owned())
                .filter(|to| html::is_safe_address(to)),
        };
        match href {
            Some(href) => {
                let tag = format!("<a href=\"{}\">", html::escape(&href));
                self.writer.open(tag, "</a>", true);
            }
            // Dates and unknown targets: what the resolver made of the words is marked like any other mention.
            None => self.writer.open(String::new(), "", false),
        }
    }

    fn end_image(&mut self) {
        let Some((address, alt)) = self.image.take() else {
            return;
        };
        let (alt, maker) = (html::escape(&alt), &self.text.maker);
        let is_remote = address.contains("://") || address.starts_with("//");
        if !is_remote && address.starts_with('/') {
            let src = html::escape(&own_address(maker, &address));
            self.writer.raw(&format!(
                "<img src=\"{src}\" alt=\"{alt}\" loading=\"lazy\">"
            ));
        } else if is_remote && html::is_safe_address(&address) {
            let words = if alt.is_empty() {
                "Image"
            } else {
                alt.as_str()
            };
            let href = html::escape(&address);
            self.writer
                .raw(&format!("<a class=\"image\" href=\"{href}\">{words}</a>"));
        } else {
            self.writer.raw(&alt);
        }
    }
}

/// An address of the site's own (`/about/`) made relative; any other as it is.
fn own_address<'t>(maker: &Maker<'_>, address: &'t str) -> Cow<'t, str> {
    match address.starts_with('/') && !address.starts_with("//") {
        true => Cow::Owned(maker.href(address)),
        false => Cow::Borrowed(address),
    }
}

/// Raw HTML with its `id` attributes made harmless: anchors are ours, each once.
fn without_ids(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = rest.to_ascii_lowercase().find("id") {
        let (before, after) = rest.split_at(at);
        let starts =
            before.ends_with(|ch: char| ch.is_whitespace() || matches!(ch, '/' | '"' | '\''));
        out.push_str(before);
        if starts && after[2..].trim_start().starts_with('=') {
            out.push_str("data-");
        }
        out.push_str(&after[..2]);
        rest = &after[2..];
    }
    out.push_str(rest);
    out
}

/// Takes out of HTML what could run, fetch or restyle.
pub fn sanitise(html: &str) -> String {
    let mut builder = ammonia::Builder::default();
    builder
        .rm_tags(["img", "map", "area"])
        .add_generic_attributes(["class", "id"])
        .add_tag_attributes("time", ["datetime"])
        .add_tag_attributes("a", ["title"])
        .url_schemes(["http", "https", "mailto"].into())
        .link_rel(None);
    builder.clean(html).to_string()
}
