//! The site's configuration: `dateline.yaml`.

use crate::diag::{Diagnostic, Place};
use crate::error::Result;
use crate::kinds::License;
use crate::yaml::{Doc, Fields, Names, is_web_address};
use std::path::{Component, Path};

mod extractor;
mod publish;
mod target;

pub use extractor::{Extractor, Mode};
pub use publish::{CacheRules, Encoding, History, HostKind, MaxDelete, Publish};
pub use target::{Fault, Target, redacted};

/// What `dateline.yaml` says, complete with defaults.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// Name of the site.
    pub title: String,
    /// One sentence on it.
    pub description: String,
    /// Address that the site will have, with a trailing slash: `https://example.org/briefing/`. `None`: not known yet;
    /// then nothing that needs an absolute address (canonical links, sitemap) is made.
    pub base_url: Option<String>,
    /// BCP 47 tag of the site's own words and of articles that name none.
    pub lang: String,
    /// Who publishes the site.
    pub author: Option<String>,
    /// Output folder, relative to the root.
    pub output: String,
    /// License of articles that name none.
    pub license: License,
    /// Entries in each feed.
    pub feed_entries: usize,
    /// Somebody else's extractor.
    pub extract: Option<Extractor>,
    /// Where the site is published to.
    pub publish: Vec<Publish>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            title: "Briefing".into(),
            description: String::new(),
            base_url: None,
            lang: "en".into(),
            author: None,
            output: "public".into(),
            license: License::Full,
            feed_entries: 30,
            extract: None,
            publish: Vec::new(),
        }
    }
}

/// The file's name.
pub const FILE: &str = "dateline.yaml";

/// Reads `root/dateline.yaml`; a site without one has the defaults.
///
/// # Errors
/// A file that cannot be read.
pub fn load(root: &Path) -> Result<(Config, Vec<Diagnostic>)> {
    let path = root.join(FILE);
    if std::fs::symlink_metadata(&path).is_err() {
        return Ok((Config::default(), Vec::new()));
    }
    let bytes = crate::files::read(&path)?;
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let valid = error.utf8_error().valid_up_to();
            let message = format!("byte {valid} of the file is no UTF-8 text");
            let found = Diagnostic::error("file/utf8", Place::file(Path::new(FILE)), message)
                .hint("save it as UTF-8");
            return Ok((Config::default(), vec![found]));
        }
    };
    Ok(parse(&text))
}

/// Reads a configuration from its text.
pub fn parse(text: &str) -> (Config, Vec<Diagnostic>) {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let doc = Doc::new(Path::new(FILE), text, 0..text.len());
    let value = doc.parse();
    let fields = value.as_ref().and_then(|value| doc.fields(doc.root(value)));
    let config = fields.map_or_else(Config::default, |fields| read(&fields));
    let mut found = doc.into_diagnostics();
    for diagnostic in &mut found {
        publish::hide_password(&mut diagnostic.place);
    }
    (config, found)
}

fn read(fields: &Fields<'_, '_>) -> Config {
    let standard = Config::default();
    let config = Config {
        title: fields.text(&["title"]).unwrap_or(standard.title),
        description: fields.text(&["description"]).unwrap_or_default(),
        base_url: base_url(fields),
        lang: lang(fields, &["lang"]).unwrap_or(standard.lang),
        author: fields.text(&["author"]),
        output: output(fields).unwrap_or(standard.output),
        license: fields.choice(&["license"]).unwrap_or(standard.license),
        feed_entries: fields
            .count(&["feed_entries"])
            .unwrap_or(standard.feed_entries),
        extract: extractor::read(fields),
        publish: publish::targets(fields),
    };
    fields.warn_unknown();
    config
}

fn base_url(fields: &Fields<'_, '_>) -> Option<String> {
    let (text, node) = fields.text_node(&["base_url"])?;
    if let Some(url) = to_base_url(&text) {
        return Some(url);
    }
    let hint = "write the whole address, such as `https://example.org/briefing/`";
    fields.error(
        "config/base-url",
        &node,
        format!("`{text}` is no address that a site can have"),
        hint,
    );
    None
}

/// An absolute address with a slash at its end; `None` when it is no address, or has a query or fragment.
pub fn to_base_url(text: &str) -> Option<String> {
    let text = text.trim();
    let is_good = is_web_address(text) && !text.contains(['?', '#']);
    is_good.then(|| format!("{}/", text.trim_end_matches('/')))
}

/// The language tag under one of these keys; what is no tag is reported.
pub fn lang(fields: &Fields<'_, '_>, names: Names<'_>) -> Option<String> {
    let (text, node) = fields.text_node(names)?;
    if is_language_tag(&text) {
        return Some(text);
    }
    fields.error(
        "lang/invalid",
        &node,
        format!("`{text}` is no language tag"),
        "write a tag such as `en` or `pt-BR`",
    );
    None
}

/// True for what has the form of a BCP 47 tag.
fn is_language_tag(text: &str) -> bool {
    let mut parts = text.split('-');
    let is_word = |part: &str, longest| {
        (1..=longest).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    let first = parts.next().unwrap_or_default();
    (2..=8).contains(&first.len())
        && first.bytes().all(|byte| byte.is_ascii_alphabetic())
        && parts.all(|part| is_word(part, 8))
}

fn output(fields: &Fields<'_, '_>) -> Option<String> {
    let (text, node) = fields.text_node(&["output"])?;
    let is_inside = Path::new(&text)
        .components()
        .all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
    let is_source = Path::new(&text)
        .components()
        .find(|part| *part != Component::CurDir);
    let is_source = is_source.is_none_or(|part| {
        ["content", "templates", "static", ".git"]
            .iter()
            .any(|name| part.as_os_str() == *name)
    });
    if is_inside && !is_source && !text.contains('\0') {
        return Some(text);
    }
    fields.error(
        "config/output",
        &node,
        format!("`{text}` is no folder for the output"),
        "write the name of a folder inside the site, such as `public`",
    );
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let found = parse(text).1;
        found
            .iter()
            .map(|found| format!("{}:{} {}", found.place.line, found.place.col, found.code))
            .collect()
    }

    #[test]
    fn values_replace_the_defaults() {
        let (config, found) = parse(
            "title: Desk\nbase_url: https://example.org/briefing\nlang: en-GB\nlicense: quote-only\noutput: site\nfeed_entries: 5\n",
        );
        assert_eq!(found, []);
        assert_eq!(config.title, "Desk");
        assert_eq!(
            config.base_url.as_deref(),
            Some("https://example.org/briefing/")
        );
        assert_eq!(
            (config.license, config.feed_entries),
            (License::QuoteOnly, 5)
        );
        assert_eq!(parse(""), (Config::default(), vec![]));
    }

    #[test]
    fn wrong_values_have_places() {
        assert_eq!(found("title: Exam\nauthor: [\n"), ["2:10 yaml/syntax"]);
        assert_eq!(found("titel: x\n"), ["1:1 front-matter/typo"]);
        assert_eq!(found("theme: x\n"), ["1:1 yaml/unknown"]);
        assert_eq!(found("base_url: example.org\n"), ["1:11 config/base-url"]);
        assert_eq!(
            found("base_url: https://example.org/?x\n"),
            ["1:11 config/base-url"]
        );
        assert_eq!(found("lang: english language\n"), ["1:7 lang/invalid"]);
        assert_eq!(found("license: free\n"), ["1:10 yaml/value"]);
        for output in ["../x", "/tmp/x", "content/x", ".", "./content"] {
            assert_eq!(
                found(&format!("output: {output}\n")),
                ["1:9 config/output"],
                "{output}"
            );
        }
    }
}
