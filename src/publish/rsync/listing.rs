//! What a folder on the server holds, from the listing that rsync prints.

use std::collections::{BTreeMap, BTreeSet};

/// Files that are not yet in place: rsync keeps them in a folder of this name beside their target until all have come.
pub(super) const PARTIAL: &str = ".dateline-partial";
/// Files that have not come whole, in a folder of this name at the root.
pub(super) const TEMPORARY: &str = ".dateline-tmp";

/// Paths below the folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Listing {
    /// Length of each file; links and other things that are no folders have one too.
    pub files: BTreeMap<String, u64>,
    /// Folders, without the one that is listed.
    pub folders: BTreeSet<String>,
    /// Folders of a run that was cut off, with files that never came into place.
    pub leftovers: BTreeSet<String>,
    /// True when the folder itself was listed.
    pub has_root: bool,
}

impl Listing {
    /// Takes one line: `drwxr-xr-x  4096 2026/11/24 12:08:40 a/b`. What is no such line is passed over.
    pub fn take(&mut self, line: &[u8]) {
        let line = line.strip_suffix(b"\n").unwrap_or(line);
        let Some((kind, length, name)) = parse(line) else {
            return;
        };
        if name == "." {
            self.has_root = true;
            return;
        }
        let mut parts = name.split('/');
        let is_ours = |part: &str| part == PARTIAL || part == TEMPORARY;
        if parts.any(is_ours) {
            if kind == b'd' && name.rsplit('/').next().is_some_and(is_ours) {
                self.leftovers.insert(name);
            }
        } else if kind == b'd' {
            self.folders.insert(name);
        } else {
            self.files.insert(name, length);
        }
    }
}

/// Kind, length and name.
fn parse(line: &[u8]) -> Option<(u8, u64, String)> {
    let (mode, rest) = word(line)?;
    let (length, rest) = word(rest)?;
    let (date, rest) = word(rest)?;
    let (time, rest) = word(rest)?;
    let name = rest.strip_prefix(b" ")?;
    let is_line = mode.len() >= 10 && date.len() == 10 && time.len() == 8 && !name.is_empty();
    let digits: String = length
        .iter()
        .filter(|byte| byte.is_ascii_digit())
        .map(|byte| char::from(*byte))
        .collect();
    let length = digits.parse().ok()?;
    is_line.then(|| Some((*mode.first()?, length, unescaped(name))))?
}

/// The next word and what follows it, spaces first.
fn word(text: &[u8]) -> Option<(&[u8], &[u8])> {
    let start = text.iter().position(|byte| *byte != b' ')?;
    let text = text.get(start..)?;
    let end = text.iter().position(|byte| *byte == b' ')?;
    Some(text.split_at(end))
}

/// A name as it is: rsync prints a byte that could be misread as `\#` and three octal digits.
fn unescaped(name: &[u8]) -> String {
    let mut bytes = Vec::with_capacity(name.len());
    let mut rest = name;
    while let Some((first, more)) = rest.split_first() {
        let escaped = more.strip_prefix(b"#").and_then(|rest| rest.get(..3));
        match escaped.filter(|_| *first == b'\\').and_then(octal) {
            Some(byte) => {
                bytes.push(byte);
                rest = more.get(4..).unwrap_or_default();
            }
            None => {
                bytes.push(*first);
                rest = more;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn octal(digits: &[u8]) -> Option<u8> {
    let text = std::str::from_utf8(digits).ok()?;
    u8::from_str_radix(text, 8).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listing(text: &str) -> Listing {
        let mut listing = Listing::default();
        for line in text.split_inclusive('\n') {
            listing.take(line.as_bytes());
        }
        listing
    }

    #[test]
    fn files_folders_links_and_odd_names_are_told_apart() {
        let found = listing(
            "drwxr-xr-x        4096 2026/11/24 12:08:40 .
lrwxrwxrwx           7 2026/11/24 12:08:40 link
drwxrws---        4096 2026/11/24 12:08:40 a
-rw-r--r--         120 2026/11/24 12:08:40 a/b c.html
-rw-r--r--+  1,234,567 2026/11/24 12:08:40  leading
-rw-r--r--           0 2026/11/24 12:08:40 back\\#134#134s
-rw-r--r--           0 2026/11/24 12:08:40 \\#303\\#274 n\\#012l
rsync: something else
",
        );
        assert!(found.has_root);
        assert_eq!(found.folders, ["a".to_owned()].into());
        let expected = [
            ("link", 7),
            ("a/b c.html", 120),
            (" leading", 1_234_567),
            ("back\\#134s", 0),
            ("ü n\nl", 0),
        ];
        let expected = expected.map(|(name, length)| (name.to_owned(), length));
        assert_eq!(found.files, expected.into());
    }

    #[test]
    fn what_a_run_left_is_set_apart() {
        let found = listing(
            "drwx------        4096 2026/11/24 12:08:40 a/.dateline-partial
-rw-r--r--         120 2026/11/24 12:08:40 a/.dateline-partial/index.html
drwx------        4096 2026/11/24 12:08:40 .dateline-tmp
-rw-r--r--         120 2026/11/24 12:08:40 .dateline-tmp/.index.html.Ab12Cd
-rw-r--r--         120 2026/11/24 12:08:40 .dateline-tmpx
",
        );
        let leftovers = [".dateline-tmp", "a/.dateline-partial"].map(str::to_owned);
        assert_eq!(found.leftovers, leftovers.into());
        assert_eq!(found.files.len(), 1);
    }
}
