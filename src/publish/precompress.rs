//! Compressed forms of a site's text files, made once per content and kept in a folder of the program's own.
//!
//! The same content gives the same bytes: no time, no name and no system goes into them. Knows nothing of hosts.

use super::Site;
use crate::config::Encoding;
use crate::error::{Error, Result};
use crate::output::Entry;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

/// How compressed files are published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Beside the plain file, for a server that chooses: `index.html.gz`, `index.html.br`.
    Twins,
    /// In its place, for a store that sends what it holds, in the first of the encodings.
    Objects,
}

/// One compressed file.
pub(super) struct Compressed {
    /// Path on the host.
    pub path: String,
    /// Path of the plain file.
    pub of: String,
    /// `Content-Encoding`, where it takes the plain file's place.
    pub encoding: Option<&'static str>,
    pub entry: Entry,
    pub file: PathBuf,
}

/// Smaller files are not worth it.
const SMALLEST: u64 = 1024;

const TEXT: [&str; 15] = [
    "html",
    "css",
    "js",
    "mjs",
    "json",
    "xml",
    "ics",
    "txt",
    "csv",
    "ndjson",
    "gexf",
    "svg",
    "webmanifest",
    "md",
    "map",
];

impl Encoding {
    fn suffix(self) -> &'static str {
        match self {
            Self::Gzip => "gz",
            Self::Brotli => "br",
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Gzip => "gzip",
            Self::Brotli => "br",
        }
    }
}

/// Compresses whatever is text, long enough and shrinks.
pub(super) fn all(
    site: &Site,
    encodings: &[Encoding],
    form: Form,
    scratch: &Path,
) -> Result<Vec<Compressed>> {
    let encodings = match form {
        Form::Twins => encodings,
        Form::Objects => encodings.get(..1).unwrap_or_default(),
    };
    let texts = site
        .files
        .iter()
        .filter(|(path, entry)| is_text(path) && entry.bytes > SMALLEST);
    let wanted: Vec<(&String, &Entry, Encoding)> = texts
        .flat_map(|(path, entry)| {
            encodings
                .iter()
                .map(move |encoding| (path, entry, *encoding))
        })
        .filter(|(path, _, encoding)| {
            form == Form::Objects || !site.files.contains_key(&twin(path, *encoding))
        })
        .collect();
    fs::create_dir_all(scratch).map_err(|error| Error::io("create the folder", scratch, error))?;
    let made = wanted.into_par_iter().map(|(path, entry, encoding)| {
        let file = scratch.join(format!("{}.{}", entry.hash, encoding.suffix()));
        let bytes = match fs::read(&file) {
            Ok(bytes) if !bytes.is_empty() => bytes,
            _ => keep(&file, compress(&site.read(path)?, encoding)?)?,
        };
        let compressed = Compressed {
            path: match form {
                Form::Twins => twin(path, encoding),
                Form::Objects => path.clone(),
            },
            of: path.clone(),
            encoding: (form == Form::Objects).then(|| encoding.name()),
            entry: Entry::of(&bytes),
            file,
        };
        Ok((compressed, (bytes.len() as u64) < entry.bytes))
    });
    let made: Vec<(Compressed, bool)> = made.collect::<Result<_>>()?;
    sweep(
        scratch,
        made.iter()
            .map(|(compressed, _)| compressed.file.as_path())
            .collect(),
    );
    let shrunk = made.into_iter().filter(|(_, shrinks)| *shrinks);
    Ok(shrunk.map(|(compressed, _)| compressed).collect())
}

fn is_text(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.')
        .is_some_and(|(_, extension)| TEXT.contains(&extension))
}

fn twin(path: &str, encoding: Encoding) -> String {
    format!("{path}.{}", encoding.suffix())
}

fn compress(bytes: &[u8], encoding: Encoding) -> Result<Vec<u8>> {
    let made = match encoding {
        Encoding::Gzip => {
            let mut encoder =
                flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
            encoder.write_all(bytes).and_then(|()| encoder.finish())
        }
        Encoding::Brotli => {
            let settings = brotli::enc::BrotliEncoderParams {
                quality: 9,
                ..Default::default()
            };
            let mut made = Vec::new();
            brotli::BrotliCompress(&mut &*bytes, &mut made, &settings).map(|_| made)
        }
    };
    made.map_err(|error| Error::Serialize {
        what: encoding.name().to_owned(),
        reason: error.to_string(),
    })
}

/// Writes aside and renames, so that no other run reads half a file.
fn keep(file: &Path, bytes: Vec<u8>) -> Result<Vec<u8>> {
    let fail = |error| Error::io("write", file, error);
    let mut aside =
        tempfile::NamedTempFile::new_in(file.parent().unwrap_or(Path::new("."))).map_err(fail)?;
    aside.write_all(&bytes).map_err(fail)?;
    aside.persist(file).map_err(|error| fail(error.error))?;
    Ok(bytes)
}

/// Deletes what no file of this site needs any more. What cannot be deleted now, a later run deletes.
fn sweep(scratch: &Path, needed: BTreeSet<&Path>) {
    let Ok(entries) = fs::read_dir(scratch) else {
        return;
    };
    for path in entries.flatten().map(|entry| entry.path()) {
        let is_ours = path
            .extension()
            .is_some_and(|end| end == "gz" || end == "br");
        if is_ours && !needed.contains(path.as_path()) {
            let _ = fs::remove_file(path);
        }
    }
}
