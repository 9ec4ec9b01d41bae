//! The theme: templates and static files, the built-in ones overridden file by file by the site's own.

use crate::diag::Diagnostic;
use crate::error::{Error, Result};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Templates and static files, ready to use.
#[derive(Default)]
pub struct Theme {
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
    /// The built-in theme with the files of `root/templates` and `root/static` laid over it.
    pub fn load(_root: &Path) -> Result<(Self, Vec<Diagnostic>)> {
        Ok((Self::default(), Vec::new()))
    }

    /// Names of all static files, sorted.
    pub fn asset_names(&self) -> impl Iterator<Item = &str> {
        self.assets.keys().map(String::as_str)
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
}
