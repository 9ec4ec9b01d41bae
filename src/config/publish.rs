//! The targets that a site is published to, as `dateline.yaml` names them.
//!
//! A target whose address means nothing is only warned of: the site itself can be built. Publishing there is refused.

use super::target::{Fault, Target};
use crate::diag::{Diagnostic, Place};
use crate::yaml::{Fields, Node, Value};
use serde::Deserialize;
use std::str::FromStr;

/// A target with its settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Publish {
    /// Its name; for an address given on the command line, the address.
    pub name: String,
    /// Where, or why the address means nothing.
    pub to: Result<Target, Fault>,
    /// Address that the site will have there, instead of the site's.
    pub base_url: Option<String>,
    /// Who serves what is published.
    pub host: HostKind,
    /// Domain that GitHub Pages serves the site under.
    pub cname: Option<String>,
    /// Whether a branch keeps what was published before.
    pub history: History,
    /// Text files are published compressed too, or on a store only so.
    pub precompress: Vec<Encoding>,
    /// How long readers may keep each kind of file.
    pub cache: CacheRules,
    /// Larger deletions are asked about or refused.
    pub max_delete: Option<MaxDelete>,
}

/// Whether a branch keeps what was published before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum History {
    /// Each publishing is a commit on top of the last.
    #[default]
    Keep,
    /// The branch holds one commit, the site as it is now.
    Squash,
}

/// Who serves what is published: some want files of their own beside the site.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum HostKind {
    /// GitHub Pages: `.nojekyll`, `CNAME`.
    GitHub,
    /// Netlify: `_headers`, `_redirects`.
    Netlify,
    /// Cloudflare Pages: `_headers`, `_redirects`.
    Cloudflare,
    /// Nothing special.
    #[default]
    None,
}

/// How a file is compressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Encoding {
    /// `gzip`, `.gz`
    Gzip,
    /// `br`, `.br`
    #[serde(alias = "br")]
    Brotli,
}

/// `Cache-Control` per kind of file; `None`: the standard one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CacheRules {
    /// Assets with a hash of their content in their names.
    pub fingerprinted: Option<String>,
    /// Other styles, scripts, pictures, fonts.
    pub assets: Option<String>,
    /// Pages.
    pub pages: Option<String>,
    /// Feeds, sitemaps, data files.
    pub feeds: Option<String>,
}

/// How much may be deleted without a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MaxDelete {
    /// So many files.
    Files(usize),
    /// So many of a hundred published files.
    Percent(u8),
}

impl MaxDelete {
    /// A fifth of what is published.
    pub const STANDARD: Self = Self::Percent(20);

    /// True when `deleted` files out of `published` are not too many.
    pub fn allows(self, deleted: usize, published: usize) -> bool {
        match self {
            Self::Files(most) => deleted <= most,
            Self::Percent(most) => deleted as u128 * 100 <= published as u128 * u128::from(most),
        }
    }
}

impl FromStr for MaxDelete {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || "write a number of files such as 50, or a share such as 20%".to_owned();
        match text.trim().strip_suffix('%') {
            Some(share) => {
                let share = share.trim_end().parse().map_err(|_| wrong())?;
                (share <= 100)
                    .then_some(Self::Percent(share))
                    .ok_or_else(wrong)
            }
            None => text.trim().parse().map(Self::Files).map_err(|_| wrong()),
        }
    }
}

impl Publish {
    /// A target with standard settings.
    pub fn new(name: String, to: Result<Target, Fault>) -> Self {
        Self {
            name,
            to,
            base_url: None,
            host: HostKind::None,
            cname: None,
            history: History::Keep,
            precompress: Vec::new(),
            cache: CacheRules::default(),
            max_delete: None,
        }
    }
}

/// The targets under `publish`, in the order of the file.
pub(super) fn targets(fields: &Fields<'_, '_>) -> Vec<Publish> {
    let Some(all) = fields.inner(&["publish"]) else {
        return Vec::new();
    };
    let Value::Map(pairs) = all.node.value else {
        return Vec::new();
    };
    let named = pairs.iter().filter_map(|(name, _)| {
        let node = all.doc.child(&all.node, name)?;
        target(&all, name, node)
    });
    named.collect()
}

/// A target is an address with settings, or the address alone.
fn target<'a, 'v>(all: &Fields<'a, 'v>, name: &str, node: Node<'v>) -> Option<Publish> {
    if let Value::Text(text) = node.value {
        return Some(Publish::new(name.to_owned(), address(all, text, &node)));
    }
    let fields = all.doc.fields(node)?;
    let to = match fields.text_node(&["to"]) {
        Some((text, node)) => address(&fields, &text, &node),
        None => {
            let found = Diagnostic::warning(
                "publish/address",
                fields.doc.key_place(&fields.node),
                format!("the target `{name}` has no address"),
            );
            fields.doc.report(found.hint("write it as `to: …`"));
            Err(Fault {
                reason: "dateline.yaml gives no address for this target".into(),
                hint: "write it there as `to: …`".into(),
            })
        }
    };
    let found = Publish {
        base_url: super::base_url(&fields),
        host: fields.choice(&["host"]).unwrap_or_default(),
        cname: cname(&fields),
        history: fields.choice(&["history"]).unwrap_or_default(),
        precompress: precompress(&fields),
        cache: cache(&fields),
        max_delete: max_delete(&fields),
        ..Publish::new(name.to_owned(), to)
    };
    warn_unused(&fields, &found);
    fields.warn_unknown();
    Some(found)
}

/// Settings that this kind of target has no use for.
fn warn_unused(fields: &Fields<'_, '_>, found: &Publish) {
    let Ok(target) = &found.to else {
        return;
    };
    let is_git = matches!(target, Target::Git { .. });
    let is_local = matches!(target, Target::Folder(_) | Target::Rsync { .. });
    let is_github = is_git || found.host == HostKind::GitHub;
    let has_no_headers =
        is_local && !matches!(found.host, HostKind::Netlify | HostKind::Cloudflare);
    let cases = [
        (
            "history",
            !is_git && found.history != History::default(),
            "only a branch has a history",
        ),
        (
            "cname",
            !is_github && found.cname.is_some(),
            "only GitHub Pages reads it",
        ),
        (
            "precompress",
            is_git && !found.precompress.is_empty(),
            "who serves a branch compresses by himself",
        ),
        (
            "cache",
            has_no_headers && found.cache != CacheRules::default(),
            "the web server decides how long readers keep files",
        ),
    ];
    for (name, is_unused, why) in cases {
        if let Some(node) = fields.get(&[name]).filter(|_| is_unused) {
            let place = fields.doc.key_place(&node);
            let message = format!("`{name}` means nothing for this target: {why}");
            fields
                .doc
                .report(Diagnostic::warning("publish/unused", place, message));
        }
    }
}

fn address(fields: &Fields<'_, '_>, text: &str, node: &Node<'_>) -> Result<Target, Fault> {
    Target::read(text).inspect_err(|fault| {
        let found = Diagnostic::warning(
            "publish/address",
            fields.doc.place(node),
            fault.reason.clone(),
        );
        fields.doc.report(found.hint(fault.hint.clone()));
    })
}

fn cname(fields: &Fields<'_, '_>) -> Option<String> {
    let (text, node) = fields.text_node(&["cname"])?;
    let is_label = |label: &str| {
        let is_good = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
        (1..=63).contains(&label.len())
            && label.bytes().all(is_good)
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    if text.contains('.') && text.len() <= 253 && text.split('.').all(is_label) {
        return Some(text.to_ascii_lowercase());
    }
    fields.error(
        "publish/cname",
        &node,
        format!("`{text}` is no domain"),
        "write the bare name, such as `news.example.org`",
    );
    None
}

fn precompress(fields: &Fields<'_, '_>) -> Vec<Encoding> {
    let mut encodings = Vec::new();
    for (text, node) in fields.text_nodes(&["precompress"]) {
        match text.as_str() {
            "gzip" | "gz" => encodings.push(Encoding::Gzip),
            "brotli" | "br" => encodings.push(Encoding::Brotli),
            _ => fields.error(
                "publish/precompress",
                &node,
                format!("`{text}` is no compression of the web"),
                "write `gzip` or `brotli`",
            ),
        }
    }
    encodings.dedup();
    encodings
}

fn cache(fields: &Fields<'_, '_>) -> CacheRules {
    let Some(inner) = fields.inner(&["cache"]) else {
        return CacheRules::default();
    };
    let rule = |name: &'static str| {
        let (text, node) = inner.text_node(&[name])?;
        if text
            .bytes()
            .all(|byte| byte.is_ascii_graphic() || byte == b' ')
        {
            return Some(text);
        }
        inner.error(
            "publish/cache",
            &node,
            format!("`{name}` is no value of a header"),
            "write it as `public, max-age=3600`",
        );
        None
    };
    let rules = CacheRules {
        fingerprinted: rule("fingerprinted"),
        assets: rule("assets"),
        pages: rule("pages"),
        feeds: rule("feeds"),
    };
    inner.warn_unknown();
    rules
}

fn max_delete(fields: &Fields<'_, '_>) -> Option<MaxDelete> {
    let (text, node) = fields.text_node(&["max_delete"])?;
    match text.parse() {
        Ok(most) => Some(most),
        Err(hint) => {
            let message = format!("`{text}` is no limit for deletions");
            fields.error("publish/max-delete", &node, message, &hint);
            None
        }
    }
}

/// Takes the source line out of a place whose line may hold a password.
pub(super) fn hide_password(place: &mut Place) {
    let value = place.excerpt.split_once(": ");
    let value = value.map_or(place.excerpt.as_str(), |(_, value)| value);
    if super::target::redacted(value) != value {
        place.excerpt.clear();
        place.skipped = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::parse;
    use crate::diag::Severity;

    fn found(text: &str) -> Vec<String> {
        let found = parse(text).1.into_iter();
        found
            .map(|found| {
                let hint = found.hint.unwrap_or_default();
                let place = format!("{}:{}", found.place.line, found.place.col);
                format!("{place} {}: {}; {hint}", found.code, found.message)
            })
            .collect()
    }

    #[test]
    fn a_target_has_settings_or_is_an_address_alone() {
        let text = "publish:\n  stick: file:///media/stick/site\n  live:\n    to: git+ssh://git@github.com/desk/site.git#gh-pages\n    base_url: https://news.example.org\n    host: github\n    cname: News.example.org\n    history: squash\n    max_delete: 50%\n";
        let (config, found) = parse(text);
        assert_eq!(found, []);
        let [stick, live] = config.publish.as_slice() else {
            panic!("{:?}", config.publish)
        };
        assert_eq!(stick.to, Ok(Target::Folder("/media/stick/site".into())));
        assert_eq!((stick.name.as_str(), live.name.as_str()), ("stick", "live"));
        assert_eq!(live.base_url.as_deref(), Some("https://news.example.org/"));
        assert_eq!(live.cname.as_deref(), Some("news.example.org"));
        assert_eq!(
            (live.host, live.history),
            (HostKind::GitHub, History::Squash)
        );
        assert_eq!(live.max_delete, Some(MaxDelete::Percent(50)));
        let (config, found) =
            parse("publish:\n  live: {to: 's3://b', max_delete: 7, precompress: br}\n");
        assert_eq!(found, []);
        assert_eq!(config.publish[0].max_delete, Some(MaxDelete::Files(7)));
        assert_eq!(config.publish[0].precompress, [Encoding::Brotli]);
        let text = "publish:\n  live:\n    to: s3://b\n    precompress: [gzip, brotli]\n    cache: {pages: 'public, max-age=5'}\n";
        let (config, found) = parse(text);
        assert_eq!(found, []);
        let live = &config.publish[0];
        assert_eq!(live.precompress, [Encoding::Gzip, Encoding::Brotli]);
        assert_eq!(live.cache.pages.as_deref(), Some("public, max-age=5"));
    }

    #[test]
    fn settings_without_a_use_are_warned_of() {
        let with = |to: &str, field: &str| {
            found(&format!("publish:\n  live:\n    to: {to}\n    {field}\n"))
        };
        let branch = "git+file:///srv/site.git#live";
        assert_eq!(
            with("s3://b", "history: squash"),
            [
                "4:5 publish/unused: `history` means nothing for this target: only a branch has a history; "
            ]
        );
        assert_eq!(
            with("s3://b", "cname: x.org"),
            [
                "4:5 publish/unused: `cname` means nothing for this target: only GitHub Pages reads it; "
            ]
        );
        assert_eq!(
            with(branch, "precompress: gzip"),
            [
                "4:5 publish/unused: `precompress` means nothing for this target: who serves a branch compresses by himself; "
            ]
        );
        assert_eq!(
            with("rsync://h/w", "cache: {pages: no-store}"),
            [
                "4:5 publish/unused: `cache` means nothing for this target: the web server decides how long readers keep files; "
            ]
        );
        assert_eq!(with(branch, "history: squash"), Vec::<String>::new());
        assert_eq!(
            with("rsync://h/w", "precompress: gzip"),
            Vec::<String>::new()
        );
    }

    #[test]
    fn wrong_values_have_places() {
        let one = |field: &str| found(&format!("publish:\n  live:\n    to: s3://b\n    {field}\n"));
        assert_eq!(
            one("cname: https://x"),
            [
                "4:12 publish/cname: `https://x` is no domain; write the bare name, such as `news.example.org`"
            ]
        );
        assert_eq!(
            one("base_url: x.org"),
            [
                "4:15 config/base-url: `x.org` is no address that a site can have; write the whole address, such as `https://example.org/briefing/`"
            ]
        );
        assert_eq!(
            one("precompress: [zip]"),
            [
                "4:19 publish/precompress: `zip` is no compression of the web; write `gzip` or `brotli`"
            ]
        );
        assert_eq!(
            one("max_delete: 120%"),
            [
                "4:17 publish/max-delete: `120%` is no limit for deletions; write a number of files such as 50, or a share such as 20%"
            ]
        );
        assert_eq!(
            one("host: githb"),
            [
                "4:11 yaml/value: `host`: unknown word `githb`, expected one of `github`, `netlify`, `cloudflare`, `none`; "
            ]
        );
        assert_eq!(
            one("history: kept"),
            ["4:14 yaml/value: `history`: unknown word `kept`, expected `keep` or `squash`; "]
        );
        assert_eq!(
            one("cache: {page: x}"),
            ["4:13 front-matter/typo: unknown key `page`; did you mean `pages`?"]
        );
        assert_eq!(
            one("cache: {pages: é}"),
            [
                "4:20 publish/cache: `pages` is no value of a header; write it as `public, max-age=3600`"
            ]
        );
        assert_eq!(
            one("histroy: keep"),
            ["4:5 front-matter/typo: unknown key `histroy`; did you mean `history`?"]
        );
        assert_eq!(
            one("theme: x"),
            ["4:5 yaml/unknown: `theme` means nothing here; "]
        );
        assert_eq!(
            found("publish: live\n"),
            ["1:10 yaml/type: expected `key: value` pairs, found text; "]
        );
    }

    #[test]
    fn an_address_that_means_nothing_does_not_stop_a_build() {
        let (config, found) =
            parse("publish:\n  live: {to: 'rsnc://host/x'}\n  none: {host: none}\n");
        assert!(config.publish.iter().all(|target| target.to.is_err()));
        let said: Vec<_> = found.iter().map(|found| found.message.as_str()).collect();
        assert_eq!(
            said,
            [
                "nothing is published to addresses that begin with `rsnc://`",
                "the target `none` has no address"
            ]
        );
        assert!(
            found
                .iter()
                .all(|found| found.severity == Severity::Warning)
        );
        assert_eq!((found[0].place.line, found[0].place.col), (2, 15));
    }

    #[test]
    fn a_line_with_a_password_is_not_shown() {
        for line in [
            "  live: s3://AKIA123:hush@bucket",
            "  live: {to: 'git+https://hush@github.com/a/b#c', tpyo: 1}",
            "  live: {to: 's3://b?secret=hush'}",
            "  live: {to: 'rsync://me:hu/sh@host/www'}",
            "  live: 's3://AKIA:hush@bucket' x",
        ] {
            let (config, found) = parse(&format!("publish:\n{line}\n"));
            let said = format!("{config:?} {found:?}");
            assert!(!found.is_empty(), "{line}");
            assert!(
                !said.contains("hush") && !said.contains("hu/sh") && !said.contains("AKIA"),
                "{said}"
            );
        }
    }

    #[test]
    fn limits_for_deletions() {
        assert!(MaxDelete::STANDARD.allows(1, 5));
        assert!(!MaxDelete::STANDARD.allows(2, 9));
        assert!(MaxDelete::Percent(100).allows(9, 9));
        assert!(MaxDelete::Files(0).allows(0, 9));
        assert!(!MaxDelete::Files(3).allows(4, 9));
        for bad in ["", "x", "-1", "101%", "20 %%", "1.5"] {
            assert!(bad.parse::<MaxDelete>().is_err(), "{bad}");
        }
        assert_eq!("20 %".parse(), Ok(MaxDelete::STANDARD));
    }
}
