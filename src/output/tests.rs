use super::*;

fn output(path: &str, text: &str) -> Output {
    Output {
        path: path.into(),
        bytes: text.into(),
    }
}

fn build(root: &Path, files: &[(&str, &str)]) -> Result<Written> {
    let folder = Folder::open(root, &root.join("public"), false)?;
    for (path, text) in files {
        folder.put(&output(path, text))?;
    }
    folder.finish()
}

fn read(root: &Path, path: &str) -> String {
    fs::read_to_string(root.join("public").join(path)).unwrap_or_else(|_| "(none)".into())
}

#[test]
fn writes_then_writes_only_what_changed() {
    let root = tempfile::tempdir().unwrap();
    let first = build(root.path(), &[("index.html", "a"), ("x/index.html", "b")]).unwrap();
    assert_eq!((first.files, first.changed, first.removed), (2, 2, 0));
    let again = build(root.path(), &[("index.html", "a"), ("x/index.html", "b")]).unwrap();
    assert_eq!((again.changed, again.removed), (0, 0));
    let third = build(root.path(), &[("index.html", "c"), ("y/index.html", "d")]).unwrap();
    assert_eq!((third.changed, third.removed), (2, 1));
    assert_eq!(read(root.path(), "index.html"), "c");
    assert_eq!(read(root.path(), "x/index.html"), "(none)");
    let left: Vec<_> = fs::read_dir(root.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert_eq!(left, ["public"], "nothing is left beside the output folder");
}

#[test]
fn an_unfinished_build_leaves_the_last_site() {
    let root = tempfile::tempdir().unwrap();
    build(root.path(), &[("index.html", "old")]).unwrap();
    let folder = Folder::open(root.path(), &root.path().join("public"), false).unwrap();
    folder.put(&output("index.html", "new")).unwrap();
    drop(folder);
    assert_eq!(read(root.path(), "index.html"), "old");
    build(root.path(), &[("index.html", "new")]).unwrap();
    assert_eq!(read(root.path(), "index.html"), "new");
}

#[test]
fn foreign_files_are_kept_and_a_foreign_folder_is_refused() {
    let root = tempfile::tempdir().unwrap();
    let public = root.path().join("public");
    fs::create_dir_all(public.join("notes")).unwrap();
    fs::write(public.join("notes/mine.txt"), "mine").unwrap();
    assert!(matches!(
        build(root.path(), &[("index.html", "a")]),
        Err(Error::Refused { .. })
    ));
    let folder = Folder::open(root.path(), &public, true).unwrap();
    folder.put(&output("index.html", "a")).unwrap();
    folder.finish().unwrap();
    build(root.path(), &[("index.html", "b")]).unwrap();
    assert_eq!(read(root.path(), "notes/mine.txt"), "mine");
    assert_eq!(read(root.path(), "index.html"), "b");
}

#[test]
fn a_file_that_was_cut_is_written_again() {
    let root = tempfile::tempdir().unwrap();
    build(root.path(), &[("index.html", "whole")]).unwrap();
    fs::write(root.path().join("public/index.html"), "wh").unwrap();
    build(root.path(), &[("index.html", "whole")]).unwrap();
    assert_eq!(read(root.path(), "index.html"), "whole");
}

#[test]
fn sources_and_files_are_refused() {
    let root = tempfile::tempdir().unwrap();
    fs::create_dir_all(root.path().join("content/articles")).unwrap();
    fs::write(root.path().join("file"), "precious").unwrap();
    for target in [".", "..", "content", "content/articles", "static/x", "file"] {
        let refused = Folder::open(root.path(), &root.path().join(target), true);
        assert!(matches!(refused, Err(Error::Refused { .. })), "{target}");
    }
}

#[test]
fn a_damaged_manifest_is_refused() {
    let root = tempfile::tempdir().unwrap();
    build(root.path(), &[("index.html", "a")]).unwrap();
    for bad in [
        "{",
        r#"{"dateline":1,"files":{"../up":{"hash":"","bytes":1}}}"#,
    ] {
        fs::write(root.path().join("public").join(MANIFEST), bad).unwrap();
        assert!(
            matches!(
                build(root.path(), &[("index.html", "a")]),
                Err(Error::Refused { .. })
            ),
            "{bad}"
        );
    }
}

/// The same, each file renamed into its place, as below a mount point.
fn publish_in_place(target: &Path, files: &[(&str, &str)]) -> Result<Written> {
    let mut folder = Folder::publish_to(target, false)?;
    folder.swap = Swap::in_place(target);
    for (path, text) in files {
        folder.put(&output(path, text))?;
    }
    folder.finish()
}

#[test]
fn a_switch_file_by_file_is_taken_up_where_it_was_cut_off() {
    let root = tempfile::tempdir().unwrap();
    let target = root.path().join("public");
    fs::create_dir(&target).unwrap();
    publish_in_place(
        &target,
        &[("a", "1"), ("b", "1"), ("gone", "1"), ("x/y", "1")],
    )
    .unwrap();
    assert!(!target.join(CLAIM).exists());
    fs::write(target.join("mine.txt"), "mine").unwrap();
    // A run to a = 2, b = 2, new = 2, cut off when `b` and `new` were there and `gone` was not.
    let entries = [("a", "2"), ("b", "2"), ("new", "2")];
    let entries = entries.map(|(path, text)| (path.to_owned(), Entry::of(text.as_bytes())));
    let mut claim = Manifest::new(entries.into());
    claim.stale = ["gone".to_owned(), "x/y".to_owned()].into();
    fs::write(target.join(CLAIM), claim.to_json().unwrap()).unwrap();
    fs::write(target.join("b"), "2").unwrap();
    fs::write(target.join("new"), "2").unwrap();
    fs::remove_file(target.join("gone")).unwrap();
    // The next run wants `b` as it was.
    publish_in_place(&target, &[("a", "1"), ("b", "1")]).unwrap();
    let left = |path: &str| fs::read_to_string(target.join(path)).ok();
    assert_eq!(
        (left("a").as_deref(), left("b").as_deref()),
        (Some("1"), Some("1"))
    );
    assert_eq!((left("new"), left("x/y"), left(CLAIM)), (None, None, None));
    assert_eq!(left("mine.txt").as_deref(), Some("mine"));
    assert!(!target.join("x").exists());
    // A first run that was cut off leaves a claim and no manifest: the folder is ours all the same.
    fs::remove_file(target.join(MANIFEST)).unwrap();
    fs::write(target.join(CLAIM), claim.to_json().unwrap()).unwrap();
    publish_in_place(&target, &[("a", "3")]).unwrap();
    assert_eq!((left("a").as_deref(), left("b")), (Some("3"), None));
}

#[test]
fn a_swap_that_was_cut_off_keeps_the_files_of_others() {
    let root = tempfile::tempdir().unwrap();
    let (target, aside) = (
        root.path().join("public"),
        root.path().join(".public.dateline-old"),
    );
    // Before the exchange: the next site waits under the old one's name.
    build(root.path(), &[("index.html", "new")]).unwrap();
    fs::rename(&target, &aside).unwrap();
    build_in(root.path(), &target, &[("index.html", "old")]);
    fs::write(target.join("mine.txt"), "mine").unwrap();
    build(root.path(), &[("index.html", "newer")]).unwrap();
    assert_eq!(
        (
            read(root.path(), "index.html").as_str(),
            read(root.path(), "mine.txt").as_str()
        ),
        ("newer", "mine")
    );
    assert!(!aside.exists());
    // After it: the last site, with what others put into it, has that name.
    fs::rename(&target, &aside).unwrap();
    build_in(root.path(), &target, &[("index.html", "newest")]);
    build(root.path(), &[("index.html", "newest")]).unwrap();
    assert_eq!(
        (
            read(root.path(), "index.html").as_str(),
            read(root.path(), "mine.txt").as_str()
        ),
        ("newest", "mine")
    );
    assert!(!aside.exists());
}

/// A site as a build leaves it, without looking at what lies beside it.
fn build_in(root: &Path, target: &Path, files: &[(&str, &str)]) {
    let elsewhere = tempfile::tempdir_in(root).unwrap();
    build(elsewhere.path(), files).unwrap();
    fs::rename(elsewhere.path().join("public"), target).unwrap();
}

#[test]
fn a_published_folder_is_locked_and_not_made_by_mistake() {
    let root = tempfile::tempdir().unwrap();
    let stick = root.path().join("media/stick/site");
    let error = Folder::publish_to(&stick, false).unwrap_err().to_string();
    assert!(
        error.ends_with(
            "media/stick: there is no such folder; create it, or plug in the drive that holds it"
        ),
        "{error}"
    );
    fs::create_dir(root.path().join("theirs")).unwrap();
    fs::write(root.path().join("theirs/x"), "x").unwrap();
    let error = Folder::publish_to(&root.path().join("theirs"), false)
        .unwrap_err()
        .to_string();
    assert!(error.ends_with("dateline did not make it; choose another folder, or take it over with --force (files in it are kept)"), "{error}");
    let error = Folder::publish_to(&root.path().join("theirs/x"), true)
        .unwrap_err()
        .to_string();
    assert!(
        error.ends_with("this is a file, not a folder; choose another folder"),
        "{error}"
    );
}
