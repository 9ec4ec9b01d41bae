//! The editors' briefings and pages.

use super::view::{Head, Link, Maker};
use super::{permalink, prose, view, words};
use serde::Serialize;

/// A briefing or a page of the editor's own.
#[derive(Clone, Debug, Serialize)]
pub struct ProsePage {
    /// Head.
    pub head: Head,
    /// Heading.
    pub title: String,
    /// Day in words, for a briefing.
    pub day: Option<String>,
    /// Day for `<time>`.
    pub datetime: Option<String>,
    /// Text.
    pub html: String,
    /// The briefing before.
    pub previous: Option<Link>,
    /// The briefing after.
    pub next: Option<Link>,
}

/// All briefings.
#[derive(Clone, Debug, Serialize)]
pub struct BriefingsPage {
    /// Head.
    pub head: Head,
    /// Newest first.
    pub briefings: Vec<BriefingItem>,
}

/// A briefing in the list.
#[derive(Clone, Debug, Serialize)]
pub struct BriefingItem {
    /// Heading with its page.
    pub title: Link,
    /// Day in words.
    pub day: String,
    /// Day for `<time>`.
    pub datetime: String,
}

/// Builds the list of briefings.
pub fn index(maker: &Maker<'_>) -> BriefingsPage {
    let mut briefings: Vec<_> = maker.site.editorial.briefings.iter().collect();
    briefings.sort_by_key(|briefing| std::cmp::Reverse(briefing.date));
    let briefings = briefings.into_iter().map(|briefing| BriefingItem {
        title: maker.link(briefing.title.clone(), &permalink::briefing(briefing.date)),
        day: words::day(briefing.date),
        datetime: briefing.date.to_string(),
    });
    BriefingsPage {
        head: maker.head(
            "briefings",
            "Briefings",
            "The editors' briefings, newest first.",
        ),
        briefings: briefings.collect(),
    }
}

/// Builds a briefing; `None` for an index that is none.
pub fn briefing(maker: &Maker<'_>, ix: u32) -> Option<ProsePage> {
    let all = &maker.site.editorial.briefings;
    let briefing = all.get(ix as usize)?;
    let link = |found: Option<&crate::content::editorial::Briefing>| {
        found.map(|found| maker.link(found.title.clone(), &permalink::briefing(found.date)))
    };
    let before = all.iter().filter(|other| other.date < briefing.date);
    let after = all.iter().filter(|other| other.date > briefing.date);
    Some(ProsePage {
        head: maker
            .head(
                "briefing",
                briefing.title.clone(),
                first_words(&briefing.body.markdown),
            )
            .crumbs([maker.link("Briefings", "/briefings/")]),
        title: briefing.title.clone(),
        day: Some(words::day(briefing.date)),
        datetime: Some(briefing.date.to_string()),
        html: prose::html(maker, &briefing.body),
        previous: link(before.max_by_key(|other| other.date)),
        next: link(after.min_by_key(|other| other.date)),
    })
}

/// Builds a page of the editor's own; `None` for an index that is none.
pub fn free(maker: &Maker<'_>, ix: u32) -> Option<ProsePage> {
    let page = maker.site.editorial.pages.get(ix as usize)?;
    Some(ProsePage {
        head: maker.head("page", page.title.clone(), first_words(&page.body.markdown)),
        title: page.title.clone(),
        day: None,
        datetime: None,
        html: prose::html(maker, &page.body),
        previous: None,
        next: None,
    })
}

/// The beginning of a Markdown text without its markup, for descriptions.
fn first_words(markdown: &str) -> String {
    use pulldown_cmark::{Event, Parser, TagEnd};
    let mut text = String::new();
    for event in Parser::new_ext(markdown, crate::content::markdown::options()) {
        match event {
            Event::Text(part) | Event::Code(part) => text.push_str(&part),
            Event::SoftBreak
            | Event::HardBreak
            | Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item) => {
                text.push(' ');
            }
            _ => {}
        }
        if text.len() > 400 {
            break;
        }
    }
    view::shorten(text.trim(), 200)
}
