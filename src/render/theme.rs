//! The theme: templates and static files, the built-in ones overridden file by file by the site's own.
//!
//! Built-in templates live under the name `default/…`, which Tera tries when the site has no template of a name; so a
//! site's `base.html` may itself say `{% extends "default/base.html" %}`.

use super::template_check as check;
use crate::diag::{Diagnostic, Place};
use crate::error::{Error, Result};
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// Prefix of the built-in templates' names.
pub const FALLBACK: &str = "default/";

/// No page is larger than this: a template that loops without end is cut, not suffered.
const MAX_PAGE: usize = 64 << 20;

macro_rules! embedded {
    ($include:ident, $folder:literal, $($name:literal)*) => {
        &[$(($name, $include!(concat!("../../", $folder, "/", $name)))),*]
    };
}

/// The built-in templates.
pub const TEMPLATES: &[(&str, &str)] = embedded!(include_str, "templates",
    "404.html" "about.html" "actor.html" "actors.html" "article.html" "articles.html" "base.html" "briefing.html"
    "briefings.html" "components.html" "event.html" "events.html" "front.html" "page.html" "quotes.html"
    "period.html" "redirect.html" "stories.html" "story.html" "timeline.html" "watch.html"
);

/// The built-in static files.
const ASSETS: &[(&str, &[u8])] =
    embedded!(include_bytes, "static", "card.png" "favicon.svg" "style.css");

/// Templates and static files, ready to use.
#[derive(Default)]
pub struct Theme {
    tera: tera::Tera,
    assets: BTreeMap<String, Asset>,
}

/// Where the bytes of a static file are.
#[derive(Clone, Debug)]
enum Asset {
    /// In the binary.
    Embedded(&'static [u8]),
    /// In the site's `static/` folder; read when it is needed.
    File(PathBuf),
}

impl Theme {
    /// The built-in theme alone.
    pub fn embedded() -> Result<Self> {
        let mut assets = BTreeMap::new();
        for (name, bytes) in ASSETS {
            assets.insert((*name).to_owned(), Asset::Embedded(bytes));
        }
        let tera = engine(&[]).map_err(|error| Error::Template {
            page: "the built-in theme".into(),
            report: error.to_string(),
        })?;
        Ok(Self { tera, assets })
    }

    /// The built-in theme with the files of `root/templates` and `root/static` laid over it. With an error among the
    /// diagnostics the templates are the built-in ones.
    pub fn load(root: &Path) -> Result<(Self, Vec<Diagnostic>)> {
        let mut theme = Self::embedded()?;
        let (templates, mut diagnostics) = read_templates(root)?;
        diagnostics.extend(check::syntax(&templates));
        if diagnostics.is_empty() {
            diagnostics.extend(check::cycles(&templates));
        }
        if diagnostics.is_empty() && !templates.is_empty() {
            match engine(&templates) {
                Ok(tera) => theme.tera = tera,
                Err(error) => diagnostics.extend(check::report(&error, &templates)),
            }
        }
        let folder = root.join("static");
        for file in walk(root, &folder, &mut diagnostics)? {
            theme.assets.insert(file.name, Asset::File(file.path));
        }
        Ok((theme, diagnostics))
    }

    /// Names of all static files, sorted.
    pub fn asset_names(&self) -> impl Iterator<Item = &str> {
        self.assets.keys().map(String::as_str)
    }

    /// True when there is such a static file.
    pub fn has_asset(&self, name: &str) -> bool {
        self.assets.contains_key(name)
    }

    /// The bytes of a static file.
    pub fn asset(&self, name: &str) -> Result<Vec<u8>> {
        match self.assets.get(name) {
            Some(Asset::Embedded(bytes)) => Ok(bytes.to_vec()),
            Some(Asset::File(path)) => {
                std::fs::read(path).map_err(|error| Error::io("read", path, error))
            }
            None => Ok(Vec::new()),
        }
    }

    /// Renders a template with `site` and `page`.
    pub fn render<S, P>(
        &self,
        template: &str,
        permalink: &str,
        site: &S,
        page: &P,
    ) -> Result<Vec<u8>>
    where
        S: serde::Serialize,
        P: serde::Serialize,
    {
        let failed = |error: tera::Error| Error::Template {
            page: permalink.to_owned(),
            report: check::with_paths(&error.to_string()),
        };
        let mut context = tera::Context::new();
        context.insert_value(
            "site",
            tera::Value::try_from_serializable(site).map_err(failed)?,
        );
        context.insert_value(
            "page",
            tera::Value::try_from_serializable(page).map_err(failed)?,
        );
        let mut page = Capped(Vec::with_capacity(16 << 10));
        self.tera
            .render_to(template, &context, &mut page)
            .map_err(failed)?;
        Ok(page.0)
    }
}

/// A page in the making that refuses to grow without end.
struct Capped(Vec<u8>);

impl io::Write for Capped {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0.len() + bytes.len() > MAX_PAGE {
            return Err(io::Error::new(
                io::ErrorKind::FileTooLarge,
                "the page is larger than 64 MiB",
            ));
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A template of the site.
pub struct SiteTemplate {
    /// Name below `templates/`, with forward slashes.
    pub name: String,
    /// Text.
    pub source: String,
}

/// An engine with the built-in templates and these.
fn engine(templates: &[SiteTemplate]) -> tera::TeraResult<tera::Tera> {
    let mut tera = tera::Tera::default();
    tera.set_fallback_prefixes([FALLBACK])?;
    let built_in = TEMPLATES
        .iter()
        .map(|(name, source)| (format!("{FALLBACK}{name}"), *source));
    let own = templates
        .iter()
        .map(|template| (template.name.clone(), template.source.as_str()));
    tera.add_raw_templates(built_in.chain(own))?;
    Ok(tera)
}

/// A file below a folder of the site.
struct Found {
    /// Name below the folder, with forward slashes.
    name: String,
    /// Where it is.
    path: PathBuf,
}

/// The `.html` files below `root/templates`, sorted by name.
fn read_templates(root: &Path) -> Result<(Vec<SiteTemplate>, Vec<Diagnostic>)> {
    let mut diagnostics = Vec::new();
    let mut templates = Vec::new();
    let files = walk(root, &root.join("templates"), &mut diagnostics)?;
    for file in files
        .into_iter()
        .filter(|file| file.name.ends_with(".html"))
    {
        let bytes =
            std::fs::read(&file.path).map_err(|error| Error::io("read", &file.path, error))?;
        match String::from_utf8(bytes) {
            Ok(source) => templates.push(SiteTemplate {
                name: file.name,
                source,
            }),
            Err(_) => diagnostics.push(Diagnostic::error(
                "template/encoding",
                Place::file(&Path::new("templates").join(&file.name)),
                "the template is not UTF-8",
            )),
        }
    }
    Ok((templates, diagnostics))
}

/// The regular files below a folder, sorted by name. Links that lead out of the site, hidden files (but `.well-known`) and
/// things that are no files are left out, the first and last with a warning. No folder: no files.
fn walk(root: &Path, folder: &Path, diagnostics: &mut Vec<Diagnostic>) -> Result<Vec<Found>> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let home = std::fs::canonicalize(root).map_err(|error| Error::io("open", root, error))?;
    let mut files = Vec::new();
    let visible = |name: &str| !name.starts_with('.') || name == ".well-known";
    let entries = WalkDir::new(folder)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || visible(&entry.file_name().to_string_lossy()));
    for entry in entries {
        let entry = entry.map_err(|error| {
            let path = error.path().unwrap_or(folder).to_owned();
            Error::io("read", &path, error.into())
        })?;
        let path = entry.path();
        let relative = path.strip_prefix(root).unwrap_or(path);
        let warn = |code, message: &str| Diagnostic::warning(code, Place::file(relative), message);
        if entry.file_type().is_dir() {
            continue;
        }
        if entry.file_type().is_symlink() {
            let target = std::fs::canonicalize(path).ok();
            if !target.is_some_and(|target| target.starts_with(&home) && target.is_file()) {
                diagnostics.push(
                    warn(
                        "static/symlink",
                        "the link does not lead to a file of the site: left out",
                    )
                    .hint("copy the file here"),
                );
                continue;
            }
        } else if !entry.file_type().is_file() {
            diagnostics.push(warn("static/special", "this is no regular file: left out"));
            continue;
        }
        let name = path.strip_prefix(folder).unwrap_or(path);
        let parts: Vec<_> = name.iter().map(|part| part.to_string_lossy()).collect();
        files.push(Found {
            name: parts.join("/"),
            path: path.to_owned(),
        });
    }
    Ok(files)
}

impl std::fmt::Debug for Theme {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Theme")
            .field("assets", &self.assets)
            .finish_non_exhaustive()
    }
}
