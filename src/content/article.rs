//! The article: one source text with what its front matter says.

use super::walk::{Head, Step};
use super::{markdown, plain};
use crate::diag::Place;
pub use crate::kinds::License;
use crate::slug::Slug;
use crate::text::{Block, BlockKind, Document, PlainText, Span};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::path::PathBuf;
use std::sync::Arc;

/// Index into the articles of a site, which are sorted by date (undated last), then slug.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ArticleId(pub u32);

impl ArticleId {
    /// For indexing.
    pub fn ix(self) -> usize {
        self.0 as usize
    }
}

/// A point in time as the front matter gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Published {
    /// The calendar day where it was published: the anchor of every relative date.
    pub day: Date,
    /// The instant, when a time of day with a zone was given.
    pub instant: Option<jiff::Timestamp>,
}

/// How the body is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Markup {
    /// CommonMark with tables and footnotes.
    Markdown,
    /// Paragraphs and crossheads found from the shape of the lines.
    Plain,
}

/// One source text.
#[derive(Clone, Debug)]
pub struct Article {
    /// Its index.
    pub id: ArticleId,
    /// Path relative to the site's root.
    pub path: PathBuf,
    /// The permalink's last part; unique among articles without regard to case.
    pub slug: Slug,
    /// Headline.
    pub title: String,
    /// Deck.
    pub subtitle: Option<String>,
    /// Publication date.
    pub date: Option<Published>,
    /// Last change.
    pub updated: Option<Published>,
    /// Byline.
    pub authors: Vec<String>,
    /// The outlet.
    pub publisher: Option<String>,
    /// Address of the original.
    pub url: Option<String>,
    /// BCP 47 tag.
    pub lang: String,
    /// How much may be printed.
    pub license: License,
    /// Description for lists and feeds, as the author wrote it.
    pub summary: Option<String>,
    /// Keywords.
    pub tags: Vec<String>,
    /// Stories that the article is forced into.
    pub stories: Vec<Slug>,
    /// Stories that it is kept out of.
    pub not_stories: Vec<Slug>,
    /// Main subjects that the editor named.
    pub actors: Vec<Slug>,
    /// Left out unless asked for.
    pub draft: bool,
    /// Old addresses, as absolute paths below the site's root (`/old/`).
    pub redirect_from: Vec<String>,
    /// Local repairs of the extraction.
    pub fixes: Fixes,
    /// Front-matter keys that the program does not know, for templates.
    pub extra: serde_json::Map<String, serde_json::Value>,
    /// How the body is written.
    pub markup: Markup,
    /// The whole file.
    pub source: Arc<str>,
    /// Where the body starts in `source`, in bytes.
    pub body: usize,
    /// Title, subtitle and body without markup.
    pub text: PlainText,
    /// `[[slug|text]]` links in the body.
    pub wikilinks: Vec<WikiLink>,
}

/// The editor's local repairs: front matter `fix:`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fixes {
    /// Who a name is, or that it is none.
    pub mentions: Vec<MentionFix>,
    /// What a time expression means.
    pub dates: Vec<DateFix>,
    /// Who said a quotation.
    pub quotes: Vec<QuoteFix>,
}

/// `{text, actor}` or `{text, hide: true}`, optionally `nth` (from 1; all occurrences without it).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MentionFix {
    /// The words.
    pub text: String,
    /// Which occurrence.
    pub nth: Option<usize>,
    /// The actor's slug; `None` hides the mention.
    pub actor: Option<Slug>,
    /// Where it stands in the front matter.
    pub place: Place,
}

/// `{text, edtf}`, optionally `nth`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateFix {
    /// The words.
    pub text: String,
    /// Which occurrence.
    pub nth: Option<usize>,
    /// The value.
    pub edtf: crate::date::Edtf,
    /// Where it stands in the front matter.
    pub place: Place,
}

/// `{text, speaker}`: any part of the quotation identifies it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuoteFix {
    /// Some words of the quotation.
    pub text: String,
    /// The speaker's slug.
    pub speaker: Slug,
    /// Where it stands in the front matter.
    pub place: Place,
}

/// `[[target|text]]` in a body: a slug of anything on the site, or an EDTF date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WikiLink {
    /// The words, in the plain text.
    pub span: Span,
    /// What they were linked to, as written.
    pub target: String,
    /// Where it stands.
    pub place: Place,
}

impl Article {
    /// A text without a file: nothing is known of it but its words and its day.
    pub fn of_text(slug: Slug, title: String, day: Option<Date>, text: PlainText) -> Self {
        Self {
            id: ArticleId(0),
            path: PathBuf::from(slug.as_str()),
            slug,
            title,
            subtitle: None,
            date: day.map(|day| Published { day, instant: None }),
            updated: None,
            authors: Vec::new(),
            publisher: None,
            url: None,
            lang: "en".into(),
            license: License::default(),
            summary: None,
            tags: Vec::new(),
            stories: Vec::new(),
            not_stories: Vec::new(),
            actors: Vec::new(),
            draft: false,
            redirect_from: Vec::new(),
            fixes: Fixes::default(),
            extra: serde_json::Map::new(),
            markup: Markup::Plain,
            source: Arc::from(""),
            body: 0,
            text,
            wikilinks: Vec::new(),
        }
    }

    /// What extraction sees.
    pub fn document(&self) -> Document<'_> {
        Document {
            text: &self.text.text,
            blocks: &self.text.blocks,
            date: self.date.map(|date| date.day),
            lang: &self.lang,
        }
    }

    /// The publication day.
    pub fn day(&self) -> Option<Date> {
        self.date.map(|date| date.day)
    }

    /// Walks the body; the plain spans of its steps are those of `text`, so that links can be put around facts.
    pub fn walk(&self) -> Box<dyn Iterator<Item = Step<'_>> + '_> {
        let head = self.head();
        match self.markup {
            Markup::Markdown => Box::new(markdown::walk(&self.source, self.body, head)),
            Markup::Plain => Box::new(plain::walk(&self.source, self.body, head)),
        }
    }

    /// What stands before the body in the plain text.
    fn head(&self) -> Head {
        let is_head = |block: &&Block| matches!(block.kind, BlockKind::Title | BlockKind::Subtitle);
        let blocks = self.text.blocks.iter().take_while(is_head);
        Head {
            len: blocks
                .clone()
                .last()
                .map_or(0, |block| block.span.end as usize),
            blocks: blocks.count(),
        }
    }

    /// The place of bytes of the plain text in the source file, for diagnostics.
    pub fn place(&self, span: Span) -> Place {
        let start = self.text.to_source(span.start);
        let last = self
            .text
            .to_source(span.end.saturating_sub(1).max(span.start));
        Place::at(&self.path, &self.source, start, last.max(start) + 1)
    }
}
