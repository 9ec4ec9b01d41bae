//! A commit in the making, as a stream for `git fast-import`: what it is built on, what goes, what comes.

use crate::error::{Error, Result};
use crate::output::MANIFEST;
use crate::publish::{Plan, Progress, Site};
use std::io::{self, Write};

/// The branch in our repository that the commit is made on.
pub(super) const NEXT: &str = "refs/dateline/next";

/// Whose commits they are. Fixed, so that the same site makes the same commit for everybody.
const WHO: &str = "dateline <dateline@localhost>";

/// What a commit is besides the files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Base {
    /// The commit that it follows.
    pub parent: Option<String>,
    /// The tree that it starts from, where it follows none.
    pub tree: Option<String>,
    /// Seconds since 1970.
    pub date: i64,
    /// What it says.
    pub message: String,
}

/// Writes the stream. Deletions come first, since a file may have become a folder or the other way round.
///
/// # Errors
/// A file of the site that cannot be read; [`Error::Io`] when git does not read on.
pub(super) fn write(
    out: &mut dyn Write,
    base: &Base,
    plan: &Plan,
    site: &Site,
    progress: &dyn Progress,
) -> Result<()> {
    let fed = |result: io::Result<()>| {
        result.map_err(|error| Error::io("write to", "git fast-import".as_ref(), error))
    };
    fed(head(out, base))?;
    for path in &plan.deleted {
        fed(writeln!(out, "D {}", quoted(path)))?;
    }
    for path in plan.sent() {
        let bytes = site.read(path)?;
        fed(file(out, path, &bytes))?;
        progress.sent(bytes.len() as u64);
    }
    let manifest = site.manifest().to_json()?;
    fed(file(out, MANIFEST, &manifest))?;
    fed(out.write_all(b"\ndone\n"))
}

fn head(out: &mut dyn Write, base: &Base) -> io::Result<()> {
    let Base { date, message, .. } = base;
    writeln!(out, "commit {NEXT}")?;
    writeln!(out, "author {WHO} {date} +0000")?;
    writeln!(out, "committer {WHO} {date} +0000")?;
    writeln!(out, "data {}\n{message}", message.len())?;
    match (&base.parent, &base.tree) {
        (Some(parent), _) => writeln!(out, "from {parent}"),
        (None, Some(tree)) => writeln!(out, "M 040000 {tree} "),
        (None, None) => Ok(()),
    }
}

fn file(out: &mut dyn Write, path: &str, bytes: &[u8]) -> io::Result<()> {
    writeln!(out, "M 100644 inline {}", quoted(path))?;
    writeln!(out, "data {}", bytes.len())?;
    out.write_all(bytes)?;
    out.write_all(b"\n")
}

/// A path as fast-import reads it whatever stands in it.
fn quoted(path: &str) -> String {
    let mut quoted = String::with_capacity(path.len() + 2);
    quoted.push('"');
    for ch in path.chars() {
        match ch {
            '"' | '\\' => quoted.extend(['\\', ch]),
            '\n' => quoted.push_str("\\n"),
            ch => quoted.push(ch),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::Silent;

    #[test]
    fn odd_paths_are_quoted() {
        assert_eq!(quoted("a b/ü.html"), "\"a b/ü.html\"");
        assert_eq!(quoted("-x\"\\\n"), r#""-x\"\\\n""#);
    }

    #[test]
    fn deletions_come_before_files_and_the_manifest_last() {
        let folder = tempfile::tempdir().unwrap();
        let manifest = crate::output::Manifest::default();
        std::fs::write(folder.path().join(MANIFEST), manifest.to_json().unwrap()).unwrap();
        let extra = [("a/b".to_owned(), b"text".to_vec())].into();
        let site = Site::open(folder.path(), extra).unwrap();
        let plan = Plan {
            added: vec!["a/b".into()],
            deleted: vec!["a".into()],
            ..Plan::default()
        };
        let base = Base {
            tree: Some("ab12".into()),
            date: 86_400,
            message: "Publish it: 1 file".into(),
            ..Base::default()
        };
        let mut stream = Vec::new();
        write(&mut stream, &base, &plan, &site, &Silent).unwrap();
        let stream = String::from_utf8(stream).unwrap();
        let expected = "commit refs/dateline/next
author dateline <dateline@localhost> 86400 +0000
committer dateline <dateline@localhost> 86400 +0000
data 18
Publish it: 1 file
M 040000 ab12 \nD \"a\"
M 100644 inline \"a/b\"
data 4
text
M 100644 inline \".dateline-manifest.json\"
";
        assert!(stream.starts_with(expected), "{stream}");
        assert!(stream.ends_with("\n\ndone\n"), "{stream}");
    }
}
