//! One state of the site, with the pages that were made from it so far.
//!
//! A page is made when it is first asked for. When that fails although an earlier edition could make it, the earlier one
//! stays under the report of the failure.

use super::answer::File;
use super::target;
use crate::error::{Error, Result};
use crate::media;
use crate::output::Output;
use crate::render::Page;
use crate::serve::State;
use crate::serve::overlay::{self, Occasion};
use std::any::Any;
use std::collections::{BTreeMap, HashMap};
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Files of one edition are kept up to this size in all.
const MOST_KEPT: usize = 64 << 20;

/// A larger file is made again each time.
const LARGEST_KEPT: usize = 16 << 20;

/// A state and its pages.
#[derive(Debug)]
pub(super) struct Edition {
    /// The state.
    pub state: State,
    /// The site's sub-path, decoded: `/` or `/briefing/`.
    pub base: String,
    /// The same as it stands in addresses, without a slash at its end.
    pub prefix: String,
    shelf: Mutex<Shelf>,
    /// Pages of earlier editions, undressed.
    earlier: BTreeMap<String, Arc<[u8]>>,
}

/// What was made, by path.
#[derive(Debug, Default)]
struct Shelf {
    files: HashMap<String, File>,
    /// HTML pages as the site has them, undressed.
    plain: BTreeMap<String, Arc<[u8]>>,
    size: usize,
}

/// Why there is no file.
#[derive(Debug)]
pub(super) enum Failure {
    /// The file went away since the sources were read.
    Gone,
    /// It cannot be made; holds a page that says so.
    Broken(Vec<u8>),
}

impl Edition {
    /// The edition of a state that follows another one.
    pub(super) fn new(state: State, last: Option<&Self>) -> Self {
        let snapshot = state.snapshot.as_ref();
        let base = snapshot.map_or("/".to_owned(), |snapshot| {
            target::base_path(&snapshot.config)
        });
        let prefix = target::encode(base.trim_end_matches('/'));
        Self {
            state,
            base,
            prefix,
            shelf: Mutex::default(),
            earlier: last.map(Self::good_pages).unwrap_or_default(),
        }
    }

    /// The pages that this edition and earlier ones made, as long as there are not too many.
    fn good_pages(&self) -> BTreeMap<String, Arc<[u8]>> {
        let shelf = self.shelf();
        let mut pages = self.earlier.clone();
        for (path, html) in &shelf.plain {
            pages.insert(path.clone(), Arc::clone(html));
        }
        let size: usize = pages.values().map(|html| html.len()).sum();
        if size > MOST_KEPT {
            shelf.plain.clone()
        } else {
            pages
        }
    }

    /// A decoded path as one below the site's sub-path, without a slash in front; `None` when it lies outside.
    pub(super) fn below<'a>(&self, path: &'a str) -> Option<&'a str> {
        path.strip_prefix(&self.base)
    }

    /// What a page of this edition is dressed for.
    pub(super) fn occasion<'a>(
        &'a self,
        page: Option<&'a Page>,
        failure: Option<&'a str>,
    ) -> Occasion<'a> {
        Occasion {
            state: &self.state,
            prefix: &self.prefix,
            page,
            failure,
        }
    }

    /// The file at this path if it was made already.
    pub(super) fn made(&self, path: &str) -> Option<File> {
        self.shelf().files.get(path).cloned()
    }

    /// Makes the file at this path. Takes as long as it takes.
    ///
    /// # Errors
    /// There is no such file, or no more, or it cannot be made.
    pub(super) fn make(&self, path: &str) -> Result<File, Failure> {
        if let Some(made) = self.made(path) {
            return Ok(made);
        }
        let snapshot = self.state.snapshot.as_ref().ok_or(Failure::Gone)?;
        let page = snapshot.page(path).ok_or(Failure::Gone)?;
        let failure = match attempt(&page.permalink, || snapshot.render(page)) {
            Ok(bytes) => return Ok(self.dressed(page, bytes.ok_or(Failure::Gone)?, None)),
            Err(failure) => failure,
        };
        match self.earlier.get(path) {
            Some(html) => Ok(self.dressed(page, html.to_vec(), Some(&failure))),
            None => Err(Failure::Broken(overlay::bare(
                &self.occasion(Some(page), Some(&failure)),
            ))),
        }
    }

    fn dressed(&self, page: &Page, bytes: Vec<u8>, failure: Option<&str>) -> File {
        let media_type = media::content_type(&page.path);
        if !media_type.starts_with("text/html") {
            let file = File::new(bytes, &media_type);
            self.shelf().keep(&page.path, &file, None);
            return file;
        }
        let plain: Arc<[u8]> = bytes.as_slice().into();
        let html = overlay::dress(bytes, &self.occasion(Some(page), failure));
        let file = File::new(html, &media_type);
        self.shelf().keep(&page.path, &file, Some(plain));
        file
    }

    fn shelf(&self) -> MutexGuard<'_, Shelf> {
        self.shelf.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Shelf {
    /// Keeps a file; a full shelf is emptied first, which costs each page one more making.
    fn keep(&mut self, path: &str, file: &File, plain: Option<Arc<[u8]>>) {
        let size = file.len() + plain.as_ref().map_or(0, |plain| plain.len());
        if size > LARGEST_KEPT {
            return;
        }
        if self.size + size > MOST_KEPT {
            *self = Self::default();
        }
        self.size += size;
        self.files.insert(path.to_owned(), file.clone());
        if let Some(plain) = plain {
            self.plain.insert(path.to_owned(), plain);
        }
    }
}

/// What `render` makes, `None` when a file that it needs is no more, or words on why it failed.
fn attempt(
    permalink: &str,
    render: impl FnOnce() -> Result<Output>,
) -> Result<Option<Vec<u8>>, String> {
    match catch_unwind(AssertUnwindSafe(render)) {
        Ok(Ok(output)) => Ok(Some(output.bytes)),
        Ok(Err(Error::Io { source, .. })) if source.kind() == io::ErrorKind::NotFound => Ok(None),
        Ok(Err(error)) => Err(error.to_string()),
        Err(panic) => {
            let words = words(&*panic);
            Err(format!(
                "{permalink}: making this page failed, which is a mistake of dateline: {words}"
            ))
        }
    }
}

/// What a panic says.
fn words(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("no reason given")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    #[test]
    fn a_panic_is_a_failure_with_its_words() {
        let failure = attempt("/a/", || panic!("index {} out of bounds", 7)).unwrap_err();
        assert_eq!(
            failure,
            "/a/: making this page failed, which is a mistake of dateline: index 7 out of bounds"
        );
    }

    #[test]
    fn a_file_that_went_away_is_no_failure() {
        let not_there = |kind: io::ErrorKind| {
            attempt("/a", move || {
                Err(Error::io("read", Path::new("a"), kind.into()))
            })
        };
        assert_eq!(not_there(io::ErrorKind::NotFound), Ok(None));
        assert!(not_there(io::ErrorKind::PermissionDenied).is_err());
    }

    #[test]
    fn a_full_shelf_is_emptied_and_what_is_too_large_is_not_kept() {
        let mut shelf = Shelf::default();
        let file = File::new(vec![0; LARGEST_KEPT], "text/plain");
        for name in ["a", "b", "c", "d"] {
            shelf.keep(name, &file, None);
        }
        assert_eq!((shelf.files.len(), shelf.size), (4, MOST_KEPT));
        shelf.keep("e", &file, None);
        assert_eq!((shelf.files.len(), shelf.size), (1, LARGEST_KEPT));
        let plain: Arc<[u8]> = [1].into();
        shelf.keep("f", &file, Some(plain));
        assert!(!shelf.files.contains_key("f"));
    }
}
