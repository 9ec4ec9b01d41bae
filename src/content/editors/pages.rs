//! `content/briefings/*.md` and `content/pages/*.md`

use super::{File, prose};
use crate::content::article::Markup;
use crate::content::editorial::{Briefing, FreePage, Prose};
use crate::content::{headline, published};
use crate::date::Edtf;
use crate::diag::{Diagnostic, Place};

/// Folders of the site's own at which no free page can stand.
const RESERVED: &[&str] = &[
    "actors",
    "articles",
    "briefings",
    "changes",
    "data",
    "events",
    "places",
    "quotes",
    "search",
    "static",
    "stories",
    "timeline",
    "watch",
];

pub(super) fn page(file: &File<'_, '_, '_>) -> Option<FreePage> {
    let doc = file.fields.doc;
    if RESERVED.contains(&file.slug.as_str()) {
        let message = format!("`/{}/` is a page of the site already", file.slug);
        doc.report(
            Diagnostic::error("slug/reserved", file.place.clone(), message)
                .hint("give the file another name"),
        );
    }
    let (title, body) = titled(file);
    if title.is_none() {
        let message = "the page has no title";
        doc.report(
            Diagnostic::error("title/missing", file.place.clone(), message)
                .hint("write `title:` in the front matter, or begin with a heading"),
        );
    }
    Some(FreePage {
        slug: file.slug.clone(),
        title: title?,
        body: body.unwrap_or_else(|| empty(file)),
    })
}

pub(super) fn briefing(file: &File<'_, '_, '_>) -> Option<Briefing> {
    let fields = file.fields;
    let day = match fields.text_node(&["date"]) {
        Some((text, node)) => match published::parse(&text) {
            Ok(published) => Some(published.day),
            Err(error) => {
                fields.error("date/invalid", &node, error.to_string(), "write 2019-01-18");
                return None;
            }
        },
        None => published::in_name(file.slug.as_str()),
    };
    if day.is_none() {
        let error = Diagnostic::error(
            "date/missing",
            file.place.clone(),
            "the briefing has no date",
        );
        fields
            .doc
            .report(error.hint("write `date: 2019-01-18`, or call the file `2019-01-18.md`"));
    }
    let date = day?;
    let title = fields.text(&["title"]);
    Some(Briefing {
        date,
        title: title.unwrap_or_else(|| format!("Briefing, {}", Edtf::day(date).human())),
        body: file.body.clone().unwrap_or_else(|| empty(file)),
    })
}

/// The title of the front matter, or the first heading, which then leaves the body.
fn titled(file: &File<'_, '_, '_>) -> (Option<String>, Option<Prose>) {
    let doc = file.fields.doc;
    if let Some(title) = file.fields.text(&["title"]) {
        return (Some(title), file.body.clone());
    }
    match headline::find(doc.source, file.body_start, Markup::Markdown) {
        Some(found) => (Some(found.title), prose(doc.path, doc.source, found.body)),
        None => (None, file.body.clone()),
    }
}

fn empty(file: &File<'_, '_, '_>) -> Prose {
    Prose {
        markdown: String::new(),
        place: Place::file(file.fields.doc.path),
    }
}
