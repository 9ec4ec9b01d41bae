//! Any bytes as files of articles, parted by a line of `%%%`: parsing, extraction, resolution and every page end, twice
//! with the same bytes, and facts keep their promises.

#![no_main]

use dateline::render::Theme;
use libfuzzer_sys::fuzz_target;
use std::sync::{Arc, LazyLock};

#[path = "../../tests/support/promises.rs"]
#[allow(dead_code)] // Another target takes the rest.
mod promises;

static THEME: LazyLock<Arc<Theme>> =
    LazyLock::new(|| Arc::new(Theme::embedded().expect("the built-in theme")));

const PATHS: [&str; 3] = [
    "content/articles/2024-02-29-first.md",
    "content/articles/second.txt",
    "content/articles/third.md",
];

const BETWEEN: &[u8] = b"\n%%%\n";

fuzz_target!(|bytes: &[u8]| {
    let mut files = Vec::new();
    let mut rest = bytes;
    for path in PATHS {
        let at = rest.windows(BETWEEN.len()).position(|window| window == BETWEEN);
        let (file, next) = at.map_or((rest, None), |at| (&rest[..at], Some(&rest[at + BETWEEN.len()..])));
        files.push((path, file));
        match next {
            Some(next) => rest = next,
            None => break,
        }
    }
    promises::site(&files, &THEME);
});
