//! The disk: sorted walks and reads, with the path in every error.
//!
//! A walk never leaves the site: symbolic links to folders are not followed, links to files only when they end inside
//! the root. What is passed over is told, so that nothing is lost silently. Knows nothing of what the files mean.

use crate::error::{Error, Result};
use std::fs::{self, File, FileType};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// Larger files are refused: offsets into texts are 32 bits wide.
pub const LARGEST: u64 = 1 << 30;

/// What a walk found; both lists are in the order of the walk, which is that of the names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// Files, relative to the root.
    pub files: Vec<PathBuf>,
    /// What bears a wanted name and is no file of the site.
    pub odd: Vec<(PathBuf, Oddity)>,
}

/// Why something was passed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Oddity {
    /// A symbolic link whose target lies outside the site.
    LinkOut,
    /// A symbolic link to nothing, or to itself.
    LinkBroken,
    /// A symbolic link to a folder.
    LinkedFolder,
    /// A folder with the name of a file.
    Folder,
    /// A pipe, socket or device.
    Special,
    /// The machine does not let us look.
    Unreadable(String),
}

/// Walks `root/folder` in the order of names, without entries whose names begin with a dot. `is_wanted` decides by the
/// path which files to take; a folder that does not exist is empty.
pub fn walk(root: &Path, folder: &Path, is_wanted: impl Fn(&Path) -> bool) -> Found {
    let mut found = Found::default();
    let top = root.join(folder);
    let Ok(meta) = fs::symlink_metadata(&top) else {
        return found;
    };
    let real_root = root.canonicalize().unwrap_or_else(|_| root.to_owned());
    if meta.is_symlink() && !leads_inside(&real_root, &top) {
        found.odd.push((folder.to_owned(), Oddity::LinkOut));
        return found;
    }
    let is_seen = |entry: &DirEntry| {
        entry.depth() == 0 || !entry.file_name().as_encoded_bytes().starts_with(b".")
    };
    for entry in WalkDir::new(&top)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(is_seen)
    {
        match entry {
            Ok(entry) if entry.depth() == 0 => {}
            Ok(entry) => {
                let path = relative(root, entry.path());
                let is_wanted = is_wanted(&path);
                match judge(&real_root, entry.path(), entry.file_type(), is_wanted) {
                    Judged::Take => found.files.push(path),
                    Judged::Odd(oddity) => found.odd.push((path, oddity)),
                    Judged::Leave => {}
                }
            }
            Err(error) => {
                let path = error
                    .path()
                    .map_or(folder.to_owned(), |path| relative(root, path));
                let reason = error
                    .io_error()
                    .map_or_else(|| error.to_string(), io::Error::to_string);
                found.odd.push((path, Oddity::Unreadable(reason)));
            }
        }
    }
    found
}

enum Judged {
    Take,
    Leave,
    Odd(Oddity),
}

fn judge(real_root: &Path, path: &Path, file_type: FileType, is_wanted: bool) -> Judged {
    if file_type.is_symlink() {
        return match fs::metadata(path) {
            Ok(meta) if meta.is_dir() => Judged::Odd(if leads_inside(real_root, path) {
                Oddity::LinkedFolder
            } else {
                Oddity::LinkOut
            }),
            _ if !is_wanted => Judged::Leave,
            Err(_) => Judged::Odd(Oddity::LinkBroken),
            Ok(_) if !leads_inside(real_root, path) => Judged::Odd(Oddity::LinkOut),
            Ok(meta) if meta.is_file() => Judged::Take,
            Ok(_) => Judged::Odd(Oddity::Special),
        };
    }
    match is_wanted {
        false => Judged::Leave,
        true if file_type.is_file() => Judged::Take,
        true if file_type.is_dir() => Judged::Odd(Oddity::Folder),
        true => Judged::Odd(Oddity::Special),
    }
}

fn leads_inside(real_root: &Path, link: &Path) -> bool {
    link.canonicalize()
        .is_ok_and(|target| target.starts_with(real_root))
}

fn relative(root: &Path, path: &Path) -> PathBuf {
    path.strip_prefix(root).unwrap_or(path).to_owned()
}

/// The bytes of a file.
///
/// # Errors
/// What the machine says, a file that is none (reading a pipe would wait for ever), or one over [`LARGEST`].
pub fn read(path: &Path) -> Result<Vec<u8>> {
    let fail = |source| Error::io("read", path, source);
    // The kind is asked before the file is opened: opening a pipe would already wait.
    let meta = fs::metadata(path).map_err(fail)?;
    if !meta.is_file() {
        return Err(fail(io::Error::other("not a regular file")));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(meta.len().min(LARGEST)).unwrap_or(0));
    let file = File::open(path).map_err(fail)?;
    file.take(LARGEST + 1)
        .read_to_end(&mut bytes)
        .map_err(fail)?;
    if bytes.len() as u64 > LARGEST {
        return Err(fail(io::Error::other("larger than 1 GiB")));
    }
    Ok(bytes)
}

/// The text of a file that must be UTF-8.
///
/// # Errors
/// As [`read`], and bytes that are no UTF-8.
pub fn read_to_string(path: &Path) -> Result<String> {
    String::from_utf8(read(path)?).map_err(|error| {
        Error::io(
            "read",
            path,
            io::Error::new(io::ErrorKind::InvalidData, error),
        )
    })
}

/// BLAKE3 of some bytes, in hexadecimal digits.
pub fn hash(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_md(path: &Path) -> bool {
        path.extension().is_some_and(|ext| ext == "md")
    }

    #[test]
    fn walks_in_order_and_tells_what_it_passes_over() {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path().join("site");
        fs::create_dir_all(root.join("c/sub.md")).unwrap();
        for name in [
            "c/b.md",
            "c/a.md",
            "c/sub.md/z.md",
            "c/.hidden.md",
            "c/x.png",
        ] {
            fs::write(root.join(name), "x").unwrap();
        }
        let found = walk(&root, Path::new("c"), is_md);
        let paths: Vec<_> = found
            .files
            .iter()
            .map(|path| path.to_str().unwrap())
            .collect();
        assert_eq!(paths, ["c/a.md", "c/b.md", "c/sub.md/z.md"]);
        assert_eq!(found.odd, [(PathBuf::from("c/sub.md"), Oddity::Folder)]);
        assert_eq!(walk(&root, Path::new("none"), is_md), Found::default());
    }

    #[cfg(unix)]
    #[test]
    fn links_do_not_lead_out_of_the_site() {
        use std::os::unix::fs::symlink;
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path().join("site");
        fs::create_dir_all(root.join("c")).unwrap();
        fs::write(dir.path().join("secret.md"), "x").unwrap();
        fs::write(root.join("in.md"), "x").unwrap();
        symlink(dir.path().join("secret.md"), root.join("c/1.md")).unwrap();
        symlink(root.join("in.md"), root.join("c/2.md")).unwrap();
        symlink("..", root.join("c/3")).unwrap();
        symlink("4.md", root.join("c/4.md")).unwrap();
        symlink(dir.path(), root.join("c/5")).unwrap();
        let found = walk(&root, Path::new("c"), is_md);
        assert_eq!(found.files, [PathBuf::from("c/2.md")]);
        let odd: Vec<_> = found.odd.into_iter().map(|(_, oddity)| oddity).collect();
        assert_eq!(
            odd,
            [
                Oddity::LinkOut,
                Oddity::LinkedFolder,
                Oddity::LinkBroken,
                Oddity::LinkOut
            ]
        );
    }

    #[test]
    fn errors_name_the_path() {
        let error = read(Path::new("/nonexistent/x.md")).unwrap_err();
        assert!(
            error
                .to_string()
                .starts_with("/nonexistent/x.md: cannot read: ")
        );
    }
}
