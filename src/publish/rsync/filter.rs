//! What rsync is told to delete: it deletes whatever a filter lets it see and the (empty) source does not hold. So the
//! filter names just our own files and the folders on the way to them, and hides everything else.

use std::collections::BTreeSet;

/// What goes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Filter {
    /// Patterns, each on the way before what lies below it.
    pub patterns: BTreeSet<String>,
    /// Folders on the way that stay.
    pub kept: BTreeSet<String>,
}

impl Filter {
    /// For files, and for folders that go with all that is in them. A folder in which `stays` finds nothing that stays
    /// goes too, unless the server holds something else there.
    pub fn new<'a>(
        files: impl IntoIterator<Item = &'a str>,
        folders: impl IntoIterator<Item = &'a str>,
        stays: &BTreeSet<String>,
    ) -> Self {
        let mut filter = Self::default();
        let files = files.into_iter().map(|path| (path, ""));
        let folders = folders.into_iter().map(|path| (path, "/***"));
        for (path, rest) in files.chain(folders) {
            filter.patterns.insert(pattern(path, rest));
            for folder in ancestors(path) {
                filter.patterns.insert(pattern(folder, "/"));
                if stays.contains(folder) {
                    filter.kept.insert(folder.to_owned());
                }
            }
        }
        filter
    }

    /// As `--include-from` with `--from0` reads it.
    pub fn to_bytes(&self) -> Vec<u8> {
        let lines = self.patterns.iter();
        lines
            .flat_map(|line| [line.as_bytes(), b"\0"].concat())
            .collect()
    }
}

/// Folders above a path, the outermost first: `a`, `a/b` for `a/b/c`.
pub(super) fn ancestors(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').filter_map(|(at, _)| path.get(..at))
}

/// Folders above any of the paths.
pub(super) fn folders<'a>(paths: impl IntoIterator<Item = &'a str>) -> BTreeSet<String> {
    let paths = paths.into_iter().flat_map(ancestors);
    paths.map(str::to_owned).collect()
}

/// A pattern that matches this path alone. A backslash means itself unless a wildcard stands somewhere in the pattern.
fn pattern(path: &str, rest: &str) -> String {
    let has_wildcard = path.contains(['*', '?', '[']) || !rest.trim_end_matches('/').is_empty();
    if has_wildcard {
        format!("/{}{rest}", escaped(path))
    } else {
        format!("/{path}{rest}")
    }
}

/// With a backslash before what has a meaning in a pattern.
fn escaped(path: &str) -> String {
    let mut escaped = String::with_capacity(path.len());
    for ch in path.chars() {
        if matches!(ch, '*' | '?' | '[' | '\\') {
            escaped.push('\\');
        }
        escaped.push(ch);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_goes_and_the_way_to_it_is_seen() {
        let stays = folders(["a/x.html"]);
        let filter = Filter::new(["a/b/c.html", "q[1]*.html", "w\\e"], ["a/.tmp"], &stays);
        let found: Vec<_> = filter.patterns.iter().map(String::as_str).collect();
        let expected = [
            "/a/",
            "/a/.tmp/***",
            "/a/b/",
            "/a/b/c.html",
            "/q\\[1]\\*.html",
            "/w\\e",
        ];
        assert_eq!(found, expected);
        assert_eq!(filter.kept, ["a".to_owned()].into());
        assert!(filter.to_bytes().starts_with(b"/a/\0/a/.tmp/***\0"));
    }

    #[test]
    fn backslashes_are_escaped_where_wildcards_stand() {
        assert_eq!(pattern("b\\[q", ""), "/b\\\\\\[q");
        assert_eq!(pattern("b\\q", "/***"), "/b\\\\q/***");
        assert_eq!(pattern("b\\q", "/"), "/b\\q/");
    }
}
