//! One article from one file.

use super::article::{
    Article, ArticleId, DateFix, Fixes, Markup, MentionFix, Published, QuoteFix, WikiLink,
};
use super::headline::{self, Headline};
use super::walk::{self, push_run};
use super::{front_matter, published, redirect, slugs, source};
use crate::config::Config;
use crate::diag::{Diagnostic, Place};
use crate::slug::Slug;
use crate::text::{Block, BlockKind, PlainText, Run, Span};
use crate::yaml::{Doc, Fields, Names, Value};
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

/// An article whose permalink may still be somebody else's.
#[derive(Clone, Debug)]
pub struct Parsed {
    /// The article; its id is not set yet.
    pub article: Article,
    /// Where the editor wrote the slug, if so.
    pub slug_place: Option<Place>,
}

/// The names of a date, here and elsewhere: `published: true` means something else to other programs, so it is no
/// name here, but it helps to find slips of the pen.
const OTHERS: &[(&str, &str)] = &[
    ("published", "date"),
    ("publish_date", "date"),
    ("modified", "updated"),
];

/// Reads one article. Whatever is wrong is added to `found`; `None` means an error among it, or an empty file.
pub fn article(
    root: &Path,
    path: &Path,
    config: &Config,
    found: &mut Vec<Diagnostic>,
) -> Option<Parsed> {
    let source = source::decode(path, source::bytes(root, path, found)?, found)?;
    parse(path, &source, config, found)
}

/// Reads one article from its text. Whatever is wrong is added to `found`; `None` means an error among it, or an empty
/// file.
pub fn parse(
    path: &Path,
    source: &str,
    config: &Config,
    found: &mut Vec<Diagnostic>,
) -> Option<Parsed> {
    if source.trim().is_empty() {
        found.push(Diagnostic::warning(
            "file/empty",
            Place::file(path),
            "an empty file is skipped",
        ));
        return None;
    }
    let parts = match front_matter::split(path, source) {
        Ok(parts) => parts,
        Err(error) => {
            found.push(*error);
            return None;
        }
    };
    let doc = Doc::new(path, source, parts.yaml.unwrap_or(0..0));
    let value = doc.parse();
    let parsed = value.as_ref().and_then(|value| {
        let fields = doc.fields(doc.root(value))?;
        read(&fields, parts.body, config)
    });
    found.extend(doc.into_diagnostics());
    parsed
}

fn markup(path: &Path) -> Markup {
    let is_text = path
        .extension()
        .is_some_and(|ext| ext.eq_ignore_ascii_case("txt"));
    if is_text {
        Markup::Plain
    } else {
        Markup::Markdown
    }
}

fn read(fields: &Fields<'_, '_>, body: usize, config: &Config) -> Option<Parsed> {
    let doc = fields.doc;
    let markup = markup(doc.path);
    let headline = headline(fields, body, markup)?;
    let steps: Box<dyn Iterator<Item = walk::Step<'_>>> = match markup {
        Markup::Markdown => Box::new(super::markdown::walk(
            doc.source,
            headline.body,
            headline.head(),
        )),
        Markup::Plain => Box::new(super::plain::walk(
            doc.source,
            headline.body,
            headline.head(),
        )),
    };
    let (text, links) = walk::collect(headline.text, doc.source, steps);
    let links = links.into_iter().map(|link| WikiLink {
        span: link.span,
        target: link.target,
        place: Place::at(doc.path, doc.source, link.source.start, link.source.end),
    });
    let slug = fields.slug_node(&["slug"]);
    let date = date(fields, &["date", "datePublished"]).or_else(|| date_of_name(fields));
    let (stories, not_stories) = fields.signed_slugs(&["stories", "story"]);
    let mut article = Article {
        id: ArticleId(0),
        path: doc.path.to_owned(),
        slug: slug
            .as_ref()
            .map_or_else(|| slugs::of_path(doc.path), |(slug, _)| slug.clone()),
        title: headline.title,
        subtitle: headline.subtitle,
        date,
        updated: self::date(fields, &["updated", "dateModified"]),
        authors: fields.texts(&["authors", "author"]),
        publisher: fields.text(&["publisher", "source"]),
        url: fields.web_address(&["url"]),
        lang: crate::config::lang(fields, &["lang", "inLanguage"])
            .unwrap_or_else(|| config.lang.clone()),
        license: fields.choice(&["license"]).unwrap_or(config.license),
        summary: fields.text(&["summary", "description"]),
        tags: fields.texts(&["tags", "keywords"]),
        stories,
        not_stories,
        actors: fields.slugs(&["actors", "about"]),
        draft: fields.flag(&["draft"]),
        redirect_from: redirects(fields),
        fixes: fixes(fields),
        extra: serde_json::Map::new(),
        markup,
        source: Arc::from(doc.source),
        body: headline.body,
        text,
        wikilinks: links.collect(),
    };
    article.extra = extra(fields);
    Some(Parsed {
        slug_place: slug.map(|(_, node)| doc.place(&node)),
        article,
    })
}

/// Title and subtitle from the front matter, else from the body.
fn headline(fields: &Fields<'_, '_>, body: usize, markup: Markup) -> Option<Headline> {
    let doc = fields.doc;
    let title = fields.text_node(&["title", "headline"]);
    let subtitle = fields.text_node(&["subtitle", "alternativeHeadline", "deck"]);
    let found = match title {
        Some((title, node)) => {
            let mut headline = Headline::written(title, doc.value_range(&node).start, body);
            headline.skip_repetition(doc.source, markup);
            Some(headline)
        }
        // A title of the wrong type has been told of.
        None if fields
            .get(&["title", "headline"])
            .is_some_and(|node| matches!(node.value, Value::List(_) | Value::Map(_))) =>
        {
            return None;
        }
        None => headline::find(doc.source, body, markup),
    };
    let Some(mut headline) = found else {
        let place = Place::at(doc.path, doc.source, 0, 1);
        doc.report(
            Diagnostic::error("title/missing", place, "the article has no title")
                .hint("write `title:` in the front matter, or begin the text with a heading"),
        );
        return None;
    };
    if let Some((subtitle, node)) = subtitle {
        headline.set_subtitle(subtitle, doc.value_range(&node).start);
    }
    Some(headline)
}

/// A date of the front matter.
fn date(fields: &Fields<'_, '_>, names: Names<'_>) -> Option<Published> {
    let (text, node) = fields.text_node(names)?;
    match published::parse(&text) {
        Ok(published) => Some(published),
        Err(error) => {
            let (code, hint) = match error {
                published::DateError::Impossible(_) => ("date/impossible", "check day and month"),
                published::DateError::Form(_) => (
                    "date/invalid",
                    "write 2019-01-18, or 2019-01-18T10:00:00+09:00",
                ),
            };
            fields.error(code, &node, error.to_string(), hint);
            None
        }
    }
}

/// The date that the file's name bears. Without any the article builds, but says when nothing happened.
fn date_of_name(fields: &Fields<'_, '_>) -> Option<Published> {
    let doc = fields.doc;
    if fields.get(&["date", "datePublished"]).is_some() {
        return None; // Wrong, and told.
    }
    let stem = doc
        .path
        .file_stem()
        .map(|stem| stem.to_string_lossy())
        .unwrap_or_default();
    let day = published::in_name(&stem);
    if day.is_none() {
        let message = "the article has no date, so its relative dates stay unresolved";
        doc.report(
            Diagnostic::warning("date/missing", Place::file(doc.path), message).hint(
                "write `date: 2019-01-18` in the front matter, or the day in the file's name",
            ),
        );
    }
    day.map(|day| Published { day, instant: None })
}

fn redirects(fields: &Fields<'_, '_>) -> Vec<String> {
    let mut paths = Vec::new();
    for (text, node) in fields.text_nodes(&["redirect_from"]) {
        match redirect::parse(&text) {
            Ok(path) => paths.push(path),
            Err(reason) => fields.error(
                "redirect/invalid",
                &node,
                format!("`{text}` {reason}"),
                "write the old path, such as `/2018/summit/`",
            ),
        }
    }
    // Text is folded and stripped before it comes here: what was cut out must not pass unseen.
    for node in fields.get(&["redirect_from"]).iter() {
        let has_control =
            |value: &Value| matches!(value, Value::Text(text) if text.contains(char::is_control));
        let is_bad = match node.value {
            Value::List(values) => values.iter().any(has_control),
            value => has_control(value),
        };
        if is_bad {
            fields.error(
                "redirect/invalid",
                node,
                "an old path holds control characters",
                "",
            );
        }
    }
    paths
}

fn fixes(fields: &Fields<'_, '_>) -> Fixes {
    let Some(fix) = fields.inner(&["fix"]) else {
        return Fixes::default();
    };
    let place = |item: &Fields<'_, '_>| item.doc.place(&item.node);
    let fixes = Fixes {
        mentions: fix.list(&["mentions"], |item| {
            let (text, nth) = (item.required(&["text"]), item.count(&["nth"]));
            let (actor, hide) = (item.slug(&["actor"]), item.flag(&["hide"]));
            item.warn_unknown();
            if actor.is_none() && !hide && item.get(&["actor"]).is_none() {
                item.error(
                    "yaml/missing",
                    &item.node,
                    "`actor` or `hide: true` is missing here",
                    "",
                );
            }
            let actor = actor.filter(|_| !hide);
            Some(MentionFix {
                text: text?,
                nth,
                actor,
                place: place(item),
            })
        }),
        dates: fix.list(&["dates"], |item| {
            let (text, nth) = (item.required(&["text"]), item.count(&["nth"]));
            let edtf = item.required(&["edtf"]).and_then(|_| item.edtf(&["edtf"]));
            item.warn_unknown();
            Some(DateFix {
                text: text?,
                nth,
                edtf: edtf?,
                place: place(item),
            })
        }),
        quotes: fix.list(&["quotes"], |item| {
            let text = item.required(&["text"]);
            let speaker = item
                .required(&["speaker"])
                .and_then(|_| item.slug(&["speaker"]));
            item.warn_unknown();
            Some(QuoteFix {
                text: text?,
                speaker: speaker?,
                place: place(item),
            })
        }),
    };
    fix.warn_unknown();
    fixes
}

/// Unknown keys are kept for templates; those that look like a slip of the pen are told of.
fn extra(fields: &Fields<'_, '_>) -> serde_json::Map<String, serde_json::Value> {
    let mut extra = serde_json::Map::new();
    for (key, value) in fields.unknown() {
        fields.warn_typo(key, OTHERS);
        extra.insert(key.to_owned(), value.to_json());
    }
    extra
}

/// A block of the head, whose words stand at `source` in the file.
pub(super) fn push_block(text: &mut PlainText, kind: BlockKind, words: &str, source: usize) {
    if !text.text.is_empty() {
        text.text.push('\n');
    }
    let start = text.text.len();
    text.text.push_str(words);
    let range: Range<usize> = start..text.text.len();
    text.blocks.push(Block {
        span: Span::new(range.start, range.end),
        kind,
    });
    push_run(
        &mut text.runs,
        Run {
            plain: start as u32,
            source: source as u32,
        },
    );
}

/// The slug that a file's name gives, if it gives any.
pub(super) fn slug_of_stem(path: &Path) -> Option<Slug> {
    Slug::from_text(&path.file_stem()?.to_string_lossy())
}
