//! The editors' own words as HTML: Markdown with `[[slug|text]]` links into the site.
//!
//! A link to something that the site does not have is kept as text, and [`check`] tells the editor.

use super::view::Maker;
use super::{Site, body, html, target};
use crate::content::editorial::Prose;
use crate::content::markdown;
use crate::date::Edtf;
use crate::diag::{Diagnostic, Place};
use crate::text::line_col;
use pulldown_cmark::{CowStr, Event, HeadingLevel, LinkType, Parser, Tag, TagEnd};

/// The HTML of an editor's text on a page.
pub fn html(maker: &Maker<'_>, prose: &Prose) -> String {
    let mut out = String::new();
    let mut raw = false;
    let mut dropped = 0;
    let events = Parser::new_ext(&prose.markdown, markdown::options()).filter_map(|event| {
        raw |= matches!(event, Event::Html(_) | Event::InlineHtml(_));
        match event {
            Event::Start(Tag::Link {
                link_type,
                dest_url,
                title,
                id,
            }) => match href(maker, link_type, &dest_url) {
                Some(href) => Some(Event::Start(Tag::Link {
                    link_type: LinkType::Inline,
                    dest_url: CowStr::from(href),
                    title,
                    id,
                })),
                None => {
                    dropped += 1;
                    None
                }
            },
            Event::End(TagEnd::Link) if dropped > 0 => {
                dropped -= 1;
                None
            }
            Event::Start(Tag::Image { dest_url, .. }) if is_remote(&dest_url) => None,
            Event::Start(Tag::Image {
                link_type,
                dest_url,
                title,
                id,
            }) => Some(Event::Start(Tag::Image {
                link_type,
                dest_url: CowStr::from(own(maker, &dest_url)),
                title,
                id,
            })),
            Event::Start(Tag::Heading {
                level,
                id,
                classes,
                attrs,
            }) => Some(Event::Start(Tag::Heading {
                level: below_title(level),
                id,
                classes,
                attrs,
            })),
            Event::End(TagEnd::Heading(level)) => {
                Some(Event::End(TagEnd::Heading(below_title(level))))
            }
            event => Some(event),
        }
    });
    pulldown_cmark::html::push_html(&mut out, events);
    match raw {
        true => body::sanitise(&out),
        false => out,
    }
}

/// The page's title is its only first-level heading.
fn below_title(level: HeadingLevel) -> HeadingLevel {
    level.max(HeadingLevel::H2)
}

fn is_remote(address: &str) -> bool {
    address.contains("://") || address.starts_with("//")
}

/// An address of the site's own made relative.
fn own(maker: &Maker<'_>, address: &str) -> String {
    match address.starts_with('/') && !address.starts_with("//") {
        true => maker.href(address),
        false => address.to_owned(),
    }
}

fn href(maker: &Maker<'_>, kind: LinkType, address: &str) -> Option<String> {
    match kind {
        LinkType::WikiLink { .. } => {
            Some(maker.href(&target::resolve(maker.site, address.trim())?))
        }
        _ => Some(own(maker, address)).filter(|href| html::is_safe_address(href)),
    }
}

/// Links in the editors' texts that lead to nothing.
pub fn check(site: &Site<'_>) -> Vec<Diagnostic> {
    let editorial = site.editorial;
    let bodies = editorial
        .actors
        .iter()
        .filter_map(|file| file.body.as_ref());
    let bodies = bodies
        .chain(
            editorial
                .events
                .iter()
                .filter_map(|file| file.body.as_ref()),
        )
        .chain(
            editorial
                .stories
                .iter()
                .filter_map(|file| file.body.as_ref()),
        )
        .chain(editorial.briefings.iter().map(|briefing| &briefing.body))
        .chain(editorial.pages.iter().map(|page| &page.body));
    bodies.flat_map(|prose| unknown(site, prose)).collect()
}

fn unknown(site: &Site<'_>, prose: &Prose) -> Vec<Diagnostic> {
    let events = Parser::new_ext(&prose.markdown, markdown::options()).into_offset_iter();
    let mut found = Vec::new();
    for (event, range) in events {
        let Event::Start(Tag::Link {
            link_type: LinkType::WikiLink { .. },
            dest_url,
            ..
        }) = event
        else {
            continue;
        };
        let target = dest_url.trim();
        if target.parse::<Edtf>().is_err() && target::resolve(site, target).is_none() {
            let message = format!(
                "`{dest_url}` is no actor, story, event or article of the site: shown without a link"
            );
            let place = place(prose, range.start, range.end);
            found.push(
                Diagnostic::warning("prose/unknown-link", place, message)
                    .hint("write the last part of the page's address, such as `kim-jong-un` or `article/summit-news#s3`"),
            );
        }
    }
    found
}

/// The place of bytes of the prose in its file.
fn place(prose: &Prose, start: usize, end: usize) -> Place {
    let (line, col) = line_col(&prose.markdown, start);
    let within = Place::at(&prose.place.path, &prose.markdown, start, end);
    Place {
        line: prose.place.line.max(1) + line - 1,
        col,
        ..within
    }
}
