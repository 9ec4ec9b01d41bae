//! Atom 1.0 (RFC 4287).

use super::super::public::printable;
use super::{Entry, Feed};
use std::fmt::Write as _;

/// The feed as XML.
pub fn write(feed: &Feed<'_>) -> String {
    let mut xml = Xml(String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"));
    xml.tag(
        "feed",
        &[
            ("xmlns", "http://www.w3.org/2005/Atom"),
            ("xml:lang", feed.lang),
        ],
        ">\n",
    );
    xml.text("id", &feed.id);
    xml.text("title", &feed.title);
    if !feed.description.is_empty() {
        xml.text("subtitle", feed.description);
    }
    xml.text("updated", &feed.updated.to_string());
    xml.author(feed.author);
    let own = [
        ("rel", "self"),
        ("type", "application/atom+xml"),
        ("href", feed.own.as_str()),
    ];
    xml.tag("link", &own, "/>\n");
    let home = [
        ("rel", "alternate"),
        ("type", "text/html"),
        ("href", feed.home.as_str()),
    ];
    xml.tag("link", &home, "/>\n");
    xml.text("generator", "dateline");
    for entry in &feed.entries {
        write_entry(&mut xml, feed, entry);
    }
    xml.0.push_str("</feed>\n");
    xml.0
}

fn write_entry(xml: &mut Xml, feed: &Feed<'_>, entry: &Entry<'_>) {
    match entry.lang {
        lang if lang == feed.lang => xml.tag("entry", &[], ">\n"),
        lang => xml.tag("entry", &[("xml:lang", lang)], ">\n"),
    }
    xml.text("id", &entry.id);
    xml.text("title", entry.title);
    xml.text("published", &entry.published.to_string());
    xml.text("updated", &entry.updated.to_string());
    for author in entry.authors {
        xml.author(author);
    }
    let page = [
        ("rel", "alternate"),
        ("type", "text/html"),
        ("href", entry.address.as_str()),
    ];
    xml.tag("link", &page, "/>\n");
    if let Some(original) = entry.original {
        xml.tag("link", &[("rel", "via"), ("href", original)], "/>\n");
    }
    for tag in entry.tags {
        xml.tag("category", &[("term", tag)], "/>\n");
    }
    if !entry.summary.is_empty() {
        xml.text("summary", &entry.summary);
    }
    xml.0.push_str("</entry>\n");
}

/// XML in the making; everything from outside goes through [`escape`].
struct Xml(String);

impl Xml {
    fn tag(&mut self, name: &str, attributes: &[(&str, &str)], end: &str) {
        let _ = write!(self.0, "<{name}");
        for (name, value) in attributes {
            let _ = write!(self.0, " {name}=\"");
            escape(&mut self.0, value);
            self.0.push('"');
        }
        self.0.push_str(end);
    }

    fn text(&mut self, name: &str, text: &str) {
        let _ = write!(self.0, "<{name}>");
        escape(&mut self.0, text);
        let _ = writeln!(self.0, "</{name}>");
    }

    fn author(&mut self, name: &str) {
        self.0.push_str("<author>");
        self.text("name", name);
        self.0.truncate(self.0.trim_end().len());
        self.0.push_str("</author>\n");
    }
}

/// Text for XML 1.0: without forbidden characters, with the five entities.
pub fn escape(xml: &mut String, text: &str) {
    for ch in printable(text).chars() {
        match ch {
            '&' => xml.push_str("&amp;"),
            '<' => xml.push_str("&lt;"),
            '>' => xml.push_str("&gt;"),
            '"' => xml.push_str("&quot;"),
            '\'' => xml.push_str("&#39;"),
            ch => xml.push(ch),
        }
    }
}
