//! The site as it is to be published: the files of an output folder, and those that a host wants beside them.

use super::precompress::{self, Form};
use crate::config::{CacheRules, Encoding};
use crate::error::{Error, Result};
use crate::output::{Entry, MANIFEST, Manifest};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Files to publish, by path below the site's root, each with the hash of its content and its headers. The content is what
/// is sent: where `headers.encoding` says so, it is compressed.
#[derive(Clone, Debug)]
pub struct Site {
    folder: PathBuf,
    /// Files that are not in the folder: `CNAME`, `.nojekyll`, compressed ones.
    extra: BTreeMap<String, Source>,
    /// All files, complete with headers.
    pub files: BTreeMap<String, Entry>,
}

/// Where the content of a file comes from.
#[derive(Clone, Debug)]
pub(super) enum Source {
    /// Made in memory.
    Bytes(Vec<u8>),
    /// Made on disk.
    File(PathBuf),
}

impl Site {
    /// The site in an output folder that dateline made, with files that a host wants beside it unless the site has its own.
    ///
    /// # Errors
    /// The folder has no manifest, a damaged one, or cannot be read.
    pub fn open(folder: &Path, extra: BTreeMap<String, Vec<u8>>) -> Result<Self> {
        let path = folder.join(MANIFEST);
        let json = std::fs::read(&path).map_err(|error| Error::io("read", &path, error))?;
        let manifest = Manifest::parse(&json).ok_or_else(|| Error::Refused {
            path,
            reason: "the list of what dateline made here is damaged".into(),
            hint: "delete the output folder, then publish again".into(),
        })?;
        let mut site = Self {
            folder: folder.to_owned(),
            extra: BTreeMap::new(),
            files: manifest.files,
        };
        site.keep_for(&CacheRules::default());
        site.add(extra);
        Ok(site)
    }

    /// Adds files unless the site has its own.
    pub fn add(&mut self, extra: BTreeMap<String, Vec<u8>>) {
        for (path, bytes) in extra {
            if !self.files.contains_key(&path) {
                let entry = Entry {
                    headers: Some(super::headers::of(&path)),
                    ..Entry::of(&bytes)
                };
                self.files.insert(path.clone(), entry);
                self.extra.insert(path, Source::Bytes(bytes));
            }
        }
    }

    /// Says how long readers may keep each file.
    pub fn keep_for(&mut self, rules: &CacheRules) {
        for (path, entry) in &mut self.files {
            let encoding = entry.headers.take().and_then(|headers| headers.encoding);
            entry.headers = Some(crate::output::manifest::Headers {
                encoding,
                ..super::headers::with(path, rules)
            });
        }
    }

    /// Compresses text files, each once: what was compressed for an earlier run lies in `scratch`.
    ///
    /// # Errors
    /// A file cannot be read, or `scratch` not written.
    pub fn precompress(
        &mut self,
        encodings: &[Encoding],
        form: Form,
        scratch: &Path,
    ) -> Result<()> {
        for found in precompress::all(self, encodings, form, scratch)? {
            let mut headers = super::headers::of(&found.path);
            if let Some(entry) = self.files.get(&found.of) {
                headers.cache_control = entry
                    .headers
                    .as_ref()
                    .map_or(headers.cache_control, |headers| {
                        headers.cache_control.clone()
                    });
            }
            headers.encoding = found.encoding.map(str::to_owned);
            let entry = Entry {
                headers: Some(headers),
                ..found.entry
            };
            self.files.insert(found.path.clone(), entry);
            self.extra.insert(found.path, Source::File(found.file));
        }
        Ok(())
    }

    /// The content of one of its files, as it is sent.
    ///
    /// # Errors
    /// It cannot be read, or is no longer what the build wrote.
    pub fn read(&self, path: &str) -> Result<Cow<'_, [u8]>> {
        let full = match self.extra.get(path) {
            Some(Source::Bytes(bytes)) => return Ok(Cow::Borrowed(bytes)),
            Some(Source::File(file)) => file.clone(),
            None => self.folder.join(path),
        };
        let bytes = std::fs::read(&full).map_err(|error| Error::io("read", &full, error))?;
        let is_same = self
            .files
            .get(path)
            .is_some_and(|entry| entry.hash == Entry::of(&bytes).hash);
        if is_same {
            return Ok(Cow::Owned(bytes));
        }
        Err(Error::Refused {
            path: full,
            reason: "the file is no longer what the build wrote".into(),
            hint: "build again, then publish".into(),
        })
    }

    /// How many bytes these files have.
    pub fn bytes<'p>(&self, paths: impl IntoIterator<Item = &'p str>) -> u64 {
        let entries = paths.into_iter().filter_map(|path| self.files.get(path));
        entries.map(|entry| entry.bytes).sum()
    }

    /// What will be on the host when it holds this site.
    pub fn manifest(&self) -> Manifest {
        Manifest::new(self.files.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn built(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        let mut entries = BTreeMap::new();
        for (path, text) in files {
            let full = folder.path().join(path);
            std::fs::create_dir_all(full.parent().unwrap()).unwrap();
            std::fs::write(full, text).unwrap();
            entries.insert((*path).to_owned(), Entry::of(text.as_bytes()));
        }
        let json = Manifest::new(entries).to_json().unwrap();
        std::fs::write(folder.path().join(MANIFEST), json).unwrap();
        folder
    }

    #[test]
    fn files_of_the_host_never_replace_those_of_the_site() {
        let folder = built(&[("index.html", "a"), ("CNAME", "mine.example.org\n")]);
        let extra = [("CNAME", "other.example.org\n"), (".nojekyll", "")];
        let extra = extra.map(|(path, text)| (path.to_owned(), text.into()));
        let site = Site::open(folder.path(), extra.into()).unwrap();
        assert_eq!(site.read("CNAME").unwrap().as_ref(), b"mine.example.org\n");
        assert_eq!(site.read(".nojekyll").unwrap().as_ref(), b"");
        assert_eq!(site.files.len(), 3);
        assert_eq!(site.bytes(["index.html", "CNAME", "none"]), 18);
    }

    #[test]
    fn a_file_that_changed_after_the_build_is_not_sent() {
        let folder = built(&[("index.html", "a")]);
        let site = Site::open(folder.path(), BTreeMap::new()).unwrap();
        std::fs::write(folder.path().join("index.html"), "b").unwrap();
        let error = site.read("index.html").unwrap_err().to_string();
        assert!(
            error
                .ends_with("the file is no longer what the build wrote; build again, then publish")
        );
        std::fs::write(folder.path().join(MANIFEST), "{").unwrap();
        assert!(Site::open(folder.path(), BTreeMap::new()).is_err());
    }

    #[test]
    fn text_is_compressed_where_that_pays() {
        let long = "word ".repeat(1000);
        let folder = built(&[
            ("index.html", &long),
            ("a.html", "short"),
            ("p.png", &long),
            ("b.html.gz", "mine"),
            ("b.html", &long),
        ]);
        let scratch = tempfile::tempdir().unwrap();
        let both = [Encoding::Gzip, Encoding::Brotli];
        let mut twins = Site::open(folder.path(), BTreeMap::new()).unwrap();
        twins
            .precompress(&both, Form::Twins, scratch.path())
            .unwrap();
        let paths: Vec<_> = twins.files.keys().map(String::as_str).collect();
        assert_eq!(
            paths,
            [
                "a.html",
                "b.html",
                "b.html.br",
                "b.html.gz",
                "index.html",
                "index.html.br",
                "index.html.gz",
                "p.png"
            ]
        );
        assert_eq!(twins.read("b.html.gz").unwrap().as_ref(), b"mine");
        let mut text = String::new();
        let gz = twins.read("index.html.gz").unwrap();
        std::io::Read::read_to_string(&mut flate2::read::GzDecoder::new(gz.as_ref()), &mut text)
            .unwrap();
        assert_eq!(text, long);

        let mut objects = Site::open(folder.path(), BTreeMap::new()).unwrap();
        objects
            .precompress(&both, Form::Objects, scratch.path())
            .unwrap();
        let encoding = |path: &str| {
            objects.files[path]
                .headers
                .as_ref()
                .unwrap()
                .encoding
                .clone()
        };
        assert_eq!(encoding("index.html").as_deref(), Some("gzip"));
        assert_eq!((encoding("a.html"), encoding("p.png")), (None, None));
        assert_eq!(objects.read("index.html").unwrap(), gz);
        assert_eq!(
            objects.files["index.html"]
                .headers
                .as_ref()
                .unwrap()
                .content_type,
            "text/html; charset=utf-8"
        );
        let mut again = Site::open(folder.path(), BTreeMap::new()).unwrap();
        again
            .precompress(&both, Form::Objects, &scratch.path().join("new"))
            .unwrap();
        assert_eq!(again.files, objects.files, "the same bytes each time");
    }
}
