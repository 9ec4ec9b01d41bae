//! Where the sources lie: a folder of the site may be a link to another one inside it, and so may files.

use super::names::{self, FOLDERS};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// Real folders that hold sources, and how to name what lies in them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Places {
    root: PathBuf,
    /// The source folders that exist: real path, name below the root.
    pub folders: Vec<(PathBuf, &'static str)>,
    /// Files that links among the sources lead to: real path, the links below the root.
    links: BTreeMap<PathBuf, BTreeSet<PathBuf>>,
}

impl Places {
    /// The places of the site at a real path, as they are now.
    pub(super) fn new(root: &Path) -> Self {
        let mut places = Self {
            root: root.to_owned(),
            ..Self::default()
        };
        for name in FOLDERS {
            let real = root.join(name).canonicalize();
            // A folder that leads out of the site is none of its sources.
            if let Ok(real) = real
                && real.starts_with(root)
                && real.is_dir()
            {
                places.folders.push((real, name));
            }
        }
        for (_, name) in places.folders.clone() {
            places.find_links(Path::new(name));
        }
        places
    }

    /// Takes note of the links at `path`, a file or folder below the root. True when there was one.
    pub(super) fn find_links(&mut self, path: &Path) -> bool {
        let entries = WalkDir::new(self.root.join(path)).into_iter().flatten();
        let mut found = false;
        for entry in entries.filter(walkdir::DirEntry::path_is_symlink) {
            let link = entry
                .path()
                .strip_prefix(&self.root)
                .unwrap_or(entry.path());
            let target = entry.path().canonicalize().ok();
            let target = target.filter(|target| target.is_file() && target.starts_with(&self.root));
            if let Some(target) = target
                && names::is_source(link)
            {
                let links = self.links.entry(target).or_default();
                found |= links.insert(link.to_owned());
            }
        }
        found
    }

    /// Folders outside of the source folders where files lie that links lead to.
    pub(super) fn link_folders(&self) -> BTreeSet<&Path> {
        let parents = self.links.keys().filter_map(|target| target.parent());
        parents
            .filter(|parent| {
                !self
                    .folders
                    .iter()
                    .any(|(real, _)| parent.starts_with(real))
            })
            .filter(|parent| *parent != self.root)
            .collect()
    }

    /// The sources that a real path is: itself, and the links to it.
    pub(super) fn sources(&self, real: &Path) -> Vec<PathBuf> {
        let below = self.folders.iter().filter_map(|(folder, name)| {
            let rest = real.strip_prefix(folder).ok()?;
            // Joining nothing would leave a slash at the end.
            Some(match rest == Path::new("") {
                true => PathBuf::from(name),
                false => Path::new(name).join(rest),
            })
        });
        let own = real.strip_prefix(&self.root).map(Path::to_owned);
        let links = self.links.get(real).into_iter().flatten().cloned();
        let mut sources: Vec<_> = below.chain(own).chain(links).collect();
        sources.retain(|path| names::is_source(path));
        sources.sort();
        sources.dedup();
        sources
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::fs;
    use std::os::unix::fs::symlink;

    #[test]
    fn names_are_those_of_the_site_through_links() {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path().canonicalize().unwrap().join("site");
        fs::create_dir_all(root.join("sources/articles")).unwrap();
        fs::create_dir_all(root.join("shared")).unwrap();
        fs::write(root.join("shared/in.md"), "x").unwrap();
        fs::write(dir.path().join("out.md"), "x").unwrap();
        symlink("sources", root.join("content")).unwrap();
        symlink("../../shared/in.md", root.join("sources/articles/in.md")).unwrap();
        symlink("../../../out.md", root.join("sources/articles/out.md")).unwrap();
        symlink("..", root.join("static")).unwrap();
        let places = Places::new(&root);
        assert_eq!(places.folders, [(root.join("sources"), "content")]);
        assert_eq!(
            places.link_folders(),
            [root.join("shared").as_path()].into()
        );
        let names = |path: &str| places.sources(&root.join(path));
        assert_eq!(
            names("sources/articles/a.md"),
            [PathBuf::from("content/articles/a.md")]
        );
        assert_eq!(
            names("shared/in.md"),
            [PathBuf::from("content/articles/in.md")]
        );
        assert_eq!(names("sources"), [PathBuf::from("content")]);
        assert_eq!(names("shared/other.md"), Vec::<PathBuf>::new());
        assert_eq!(names("dateline.yaml"), [PathBuf::from("dateline.yaml")]);
    }
}
