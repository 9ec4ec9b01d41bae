//! Files that are no sources, by their names: what editors leave while they save, and what the site passes over anyway.

use crate::config;
use std::ffi::OsStr;
use std::path::{Component, Path};

/// The folders of a site that people write in.
pub(super) const FOLDERS: [&str; 3] = ["content", "templates", "static"];

/// True when a change of this file or folder, given relative to the site's root, may change the site.
pub(super) fn is_source(path: &Path) -> bool {
    let mut parts = path.components();
    let Some(Component::Normal(top)) = parts.next() else {
        return false;
    };
    let is_known = FOLDERS.iter().any(|folder| top == OsStr::new(folder));
    let is_config = top == OsStr::new(config::FILE) && parts.as_path() == Path::new("");
    is_config || is_known && parts.all(|part| is_visible(part.as_os_str()))
}

/// False for hidden files, backups and files in the making.
fn is_visible(name: &OsStr) -> bool {
    let name = name.to_string_lossy();
    let is_hidden = name.starts_with('.') && name != ".well-known";
    let is_backup = name.ends_with('~') || name.starts_with('#') && name.ends_with('#');
    // Vim writes 4913 to see whether it may write at all; JetBrains and gedit write aside under these names.
    let is_trial =
        name == "4913" || name.ends_with("___jb_tmp___") || name.ends_with("___jb_old___");
    let is_aside =
        name.starts_with(".goutputstream-") || name.ends_with(".swp") || name.ends_with(".swx");
    !(is_hidden || is_backup || is_trial || is_aside)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sources_are_told_from_what_lies_beside_them() {
        for path in [
            "dateline.yaml",
            "content",
            "content/articles/a.md",
            "content/decisions.yaml",
            "templates/base.html",
            "static/style.css",
            "static/.well-known/security.txt",
            "static/a#b.css",
        ] {
            assert!(is_source(Path::new(path)), "{path}");
        }
        for path in [
            "",
            "public",
            "public/index.html",
            ".dateline/cache",
            ".git/index",
            "dateline.yaml~",
            "dateline.yaml/x",
            "notes.md",
            "content/articles/.a.md.swp",
            "content/articles/a.md~",
            "content/articles/#a.md#",
            "content/articles/.#a.md",
            "content/articles/4913",
            "content/.git/HEAD",
            "templates/base.html___jb_tmp___",
        ] {
            assert!(!is_source(Path::new(path)), "{path}");
        }
    }
}
