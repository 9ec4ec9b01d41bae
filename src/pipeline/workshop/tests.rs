//! A workshop that sees a series of edits shows after each what a new one shows.

use super::super::Silent;
use super::*;
use std::fs;

/// What an editor does, on paths below `content/articles/` unless they begin with a slash.
enum Edit {
    Write(&'static str, String),
    Bytes(&'static str, &'static [u8]),
    Remove(&'static str),
    Rename(&'static str, &'static str),
}

use Edit::{Bytes, Remove, Rename, Write};

/// The path relative to the root.
fn path(name: &str) -> PathBuf {
    match name.strip_prefix('/') {
        Some(name) => PathBuf::from(name),
        None => Path::new("content/articles").join(name),
    }
}

impl Edit {
    /// Does it, and names what changed.
    fn run(&self, root: &Path) -> Vec<PathBuf> {
        let put = |name: &str, bytes: &[u8]| {
            let path = root.join(path(name));
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        };
        match self {
            Write(name, text) => put(name, text.as_bytes()),
            Bytes(name, bytes) => put(name, bytes),
            Remove(name) => {
                let path = root.join(path(name));
                fs::remove_file(&path)
                    .or_else(|_| fs::remove_dir_all(path))
                    .unwrap();
            }
            Rename(from, to) => fs::rename(root.join(path(from)), root.join(path(to))).unwrap(),
        }
        match self {
            Write(name, _) | Bytes(name, _) | Remove(name) => vec![path(name)],
            Rename(from, to) => vec![path(from), path(to)],
        }
    }
}

fn article(head: &str, body: &str) -> String {
    format!("---\n{head}\n---\n\n{body}\n")
}

const SUMMIT: &str = "TALLINN, March 4 (Harbor Wire) - Estonian President Maret Tamm met Latvian President Karlis Liepa in Riga on Monday. \
    \"We agreed on the ferry,\" Tamm said.\n\nThe two leaders will meet again on 20 March 2019.";
const FERRY: &str = "Latvian President Karlis Liepa said on Tuesday that the ferry to Tallinn would open in May. \
    Anna Ozola, the transport minister, visited the port of Riga last week.\n\n\"It is late,\" Ozola told [[karlis-liepa|reporters]].";
const STRIKE: &str = "Dockers in Riga went on strike on Wednesday. Transport minister Anna Ozola met Karlis Liepa on Thursday.";

fn site() -> (tempfile::TempDir, Options) {
    let root = tempfile::tempdir().unwrap();
    let files = [
        (
            "summit.md",
            article("title: Leaders meet in Riga\ndate: 2019-03-05", SUMMIT),
        ),
        (
            "ferry.md",
            article(
                "title: Ferry to open in May\ndate: 2019-03-06\nauthors: [Ann Poe]",
                FERRY,
            ),
        ),
        (
            "port/strike.md",
            article("title: Dockers strike in Riga\ndate: 2019-03-08", STRIKE),
        ),
        (
            "note.txt",
            "Port to close for a day\n\nThe port of Riga closes on Friday.\n".to_owned(),
        ),
        (
            "draft.md",
            article("title: Not yet\ndate: 2019-03-09\ndraft: true", STRIKE),
        ),
        (
            "/content/actors/anna-ozola.md",
            article("name: Anna Ozola\nkind: person", "She runs the ports."),
        ),
        ("/dateline.yaml", "title: Harbor\n".to_owned()),
    ];
    for (name, text) in files {
        Write(name, text).run(root.path());
    }
    let options = Options {
        root: root.path().to_owned(),
        output: None,
        base_url: None,
        drafts: false,
        future: false,
        as_of: None,
        today: Some(jiff::civil::date(2019, 4, 1)),
        strict: false,
        force: false,
    };
    (root, options)
}

/// Every edit by name, with what the workshop is told: the paths, or nothing but that something changed.
fn script() -> Vec<(&'static str, Vec<Edit>)> {
    let w = |name, text: &str| Write(name, text.to_owned());
    vec![
        ("nothing", vec![]),
        (
            "a body",
            vec![Write(
                "ferry.md",
                article(
                    "title: Ferry to open in May\ndate: 2019-03-06",
                    &FERRY.replace("May", "June"),
                ),
            )],
        ),
        (
            "front matter",
            vec![Write(
                "ferry.md",
                article(
                    "title: Ferry to open in June\ndate: 2019-03-06\ntags: [sea]\nstories: [ferry]",
                    FERRY,
                ),
            )],
        ),
        (
            "a date, so that articles change places",
            vec![Write(
                "ferry.md",
                article("title: Ferry to open\ndate: 2019-03-20", FERRY),
            )],
        ),
        (
            "a slug for two",
            vec![w(
                "a/summit.md",
                &article("title: Other\ndate: 2019-03-01", STRIKE),
            )],
        ),
        (
            "a slug for three, one wants it",
            vec![w(
                "b/other.md",
                &article("title: Third\ndate: 2019-03-02\nslug: summit", STRIKE),
            )],
        ),
        (
            "the wish withdrawn",
            vec![w(
                "b/other.md",
                &article("title: Third\ndate: 2019-03-02", STRIKE),
            )],
        ),
        ("the first of two gone", vec![Remove("summit.md")]),
        (
            "back again, with a fix",
            vec![Write(
                "summit.md",
                article(
                    "title: Leaders meet\ndate: 2019-03-05\nfix:\n  mentions: [{text: Liepa, actor: karlis-liepa}]",
                    SUMMIT,
                ),
            )],
        ),
        ("a file renamed", vec![Rename("ferry.md", "boat.md")]),
        ("a folder renamed", vec![Rename("port", "harbour")]),
        ("a folder gone", vec![Remove("a")]),
        (
            "an editor's file",
            vec![w(
                "/content/actors/karlis-liepa.md",
                &article(
                    "name: Kārlis Liepa\naliases: [Karlis Liepa]",
                    "President. See [[nobody]].",
                ),
            )],
        ),
        (
            "a decision",
            vec![w(
                "/content/decisions.yaml",
                "- {id: d1, hide: anna-ozola}\n- {id: d2, rename: {from: maret-tamm, to: president-tamm}}\n",
            )],
        ),
        (
            "a decision undone",
            vec![w(
                "/content/decisions.yaml",
                "- {id: d1, hide: anna-ozola}\n- {id: d2, undo: d1}\n",
            )],
        ),
        (
            "the title of the site",
            vec![w(
                "/dateline.yaml",
                "title: Harbour\nbase_url: https://example.org/x/\n",
            )],
        ),
        (
            "the language of articles",
            vec![w(
                "/dateline.yaml",
                "title: Harbour\nlang: en-GB\nlicense: excerpt\n",
            )],
        ),
        (
            "a broken configuration",
            vec![w("/dateline.yaml", "title: [\n")],
        ),
        (
            "a mended configuration",
            vec![w("/dateline.yaml", "title: Harbour\n")],
        ),
        (
            "a template",
            vec![w(
                "/templates/front.html",
                "{% extends \"default/front.html\" %}\n",
            )],
        ),
        (
            "a broken template",
            vec![w("/templates/front.html", "{{ page.title }\n")],
        ),
        ("a template gone", vec![Remove("/templates/front.html")]),
        (
            "a static file",
            vec![w("/static/style.css", "body{}"), w("/static/x.txt", "x")],
        ),
        (
            "broken YAML",
            vec![w("boat.md", "---\ntitle: [\n---\nText.\n")],
        ),
        (
            "and more beside it",
            vec![Write(
                "summit.md",
                article("title: Leaders\ndate: 2019-03-05", FERRY),
            )],
        ),
        (
            "mended YAML",
            vec![Write(
                "boat.md",
                article("title: Ferry\ndate: 2019-03-06", FERRY),
            )],
        ),
        (
            "bytes that are no text",
            vec![Bytes("boat.md", b"---\ntitle: x\n---\n\xff\n")],
        ),
        (
            "control characters",
            vec![Bytes(
                "boat.md",
                b"---\ntitle: x\ndate: 2019-03-06\n---\nRiga \x07 rests.\n",
            )],
        ),
        ("an empty file", vec![w("boat.md", "")]),
        (
            "an article of the future",
            vec![Write(
                "boat.md",
                article("title: Later\ndate: 2019-05-01", SUMMIT),
            )],
        ),
        (
            "a draft no more",
            vec![Write(
                "draft.md",
                article("title: Not yet\ndate: 2019-03-09", STRIKE),
            )],
        ),
        (
            "an odd mark",
            vec![Write(
                "note.txt",
                "Port to close\n\n\"The port closes, he said. It is \"late.\n".to_owned(),
            )],
        ),
        (
            "a file where nothing reads it",
            vec![
                w("/content/lost.md", "x"),
                w("/content/articles/x.yaml", "x"),
            ],
        ),
        (
            "a hidden file, and one of no kind",
            vec![w(".boat.md.swp", "x"), w("boat.md~", "x")],
        ),
        (
            "a folder with the name of an article",
            vec![w("odd.md/in.md", "# In\n\nText of Riga.\n")],
        ),
        ("no articles", vec![Remove("/content/articles")]),
        (
            "one again",
            vec![Write(
                "boat.md",
                article("title: Ferry\ndate: 2019-03-06", FERRY),
            )],
        ),
    ]
}

/// The first lines in which two snapshots differ.
fn difference(found: &Snapshot, expected: &Snapshot) -> Option<String> {
    let (found, expected) = (format!("{found:#?}"), format!("{expected:#?}"));
    let mut pairs = found.lines().zip(expected.lines()).enumerate();
    let (at, _) = pairs.find(|(_, (a, b))| a != b)?;
    let near = |text: &str| {
        text.lines()
            .skip(at.saturating_sub(12))
            .take(20)
            .collect::<Vec<_>>()
            .join("\n")
    };
    Some(format!(
        "found:\n{}\nexpected:\n{}",
        near(&found),
        near(&expected)
    ))
}

/// What the theme makes of a snapshot, which nothing else tells.
fn look(snapshot: &Snapshot) -> Vec<Vec<u8>> {
    let pages = ["404.html", "style.css", "articles/summit/index.html"];
    let pages = pages.iter().filter_map(|path| snapshot.page(path));
    pages
        .map(|page| snapshot.render(page).unwrap().bytes)
        .collect()
}

fn fresh(options: &Options, program: Option<Digest>) -> Snapshot {
    let mut workshop = Workshop::of(options.clone(), program);
    workshop.refresh(&Changes::All, &Silent).unwrap()
}

#[test]
fn after_every_edit_all_is_as_in_a_new_workshop() {
    let (root, options) = site();
    let program = Some([1; 32]);
    let mut told = Workshop::of(options.clone(), None);
    let mut asked = Workshop::of(options.clone(), program);
    for (at, (name, edits)) in script().into_iter().enumerate() {
        let changed = edits.iter().flat_map(|edit| edit.run(root.path()));
        let changes = Changes::Paths(changed.collect());
        let expected = fresh(&options, None);
        let mut found = vec![("told of paths", told.refresh(&changes, &Silent).unwrap())];
        // These cost more, so they see several edits at once.
        if at % 4 == 3 {
            let seen = asked.refresh(&Changes::All, &Silent).unwrap();
            found.push(("told of nothing", seen));
            found.push(("new, with what was kept before", fresh(&options, program)));
            asked.save();
            found.push(("new, with what was kept now", fresh(&options, program)));
        }
        for (who, found) in found {
            if let Some(difference) = difference(&found, &expected) {
                panic!("{name}, {who}: {difference}");
            }
            assert_eq!(look(&found), look(&expected), "{name}, {who}");
        }
    }
}

#[test]
fn what_did_not_change_is_the_same_thing() {
    let (root, options) = site();
    let mut workshop = Workshop::of(options, None);
    let mut refresh = |edit: &Edit| {
        let changes = Changes::Paths(edit.run(root.path()));
        workshop.refresh(&changes, &Silent).unwrap()
    };
    let body = |text: &str| Write("ferry.md", article("title: F\ndate: 2019-03-06", text));
    let first = refresh(&body(FERRY));
    let same = refresh(&body(FERRY));
    assert!(Arc::ptr_eq(&first.resolution, &same.resolution));
    assert!(Arc::ptr_eq(&first.editorial, &same.editorial));
    assert!(Arc::ptr_eq(&first.theme, &same.theme));
    assert!(Arc::ptr_eq(&first.config, &same.config));
    assert!(Arc::ptr_eq(&first.pages, &same.pages));
    let edited = refresh(&body(STRIKE));
    assert!(!Arc::ptr_eq(&same.resolution, &edited.resolution));
    for (a, b) in same.articles.iter().zip(&edited.articles) {
        let is_edited = a.path.ends_with("ferry.md");
        assert_eq!(Arc::ptr_eq(a, b), !is_edited, "{}", a.path.display());
    }
    let kept = same.facts.iter().zip(&edited.facts);
    let kept = kept.filter(|(a, b)| Arc::ptr_eq(a, b)).count();
    assert_eq!(kept, same.facts.len() - 1);
    let template = Write("/templates/404.html", "gone".to_owned());
    let themed = refresh(&template);
    assert!(Arc::ptr_eq(&edited.resolution, &themed.resolution));
    assert!(Arc::ptr_eq(&edited.pages, &themed.pages));
    assert!(!Arc::ptr_eq(&edited.theme, &themed.theme));
}

#[test]
fn a_look_that_fails_leaves_its_changes_to_the_next_one() {
    let (root, options) = site();
    let mut workshop = Workshop::of(options.clone(), None);
    workshop.refresh(&Changes::All, &Silent).unwrap();
    let config = root.path().join("dateline.yaml");
    fs::remove_file(&config).unwrap();
    fs::create_dir(&config).unwrap();
    let edit = Write("summit.md", article("title: New\ndate: 2019-03-05", FERRY));
    let changes = Changes::Paths(edit.run(root.path()));
    assert!(workshop.refresh(&changes, &Silent).is_err());
    fs::remove_dir(&config).unwrap();
    let found = workshop.refresh(&Changes::Paths(vec!["dateline.yaml".into()]), &Silent);
    assert_eq!(difference(&found.unwrap(), &fresh(&options, None)), None);
}

#[cfg(unix)]
#[test]
fn the_target_of_a_link_may_change_under_another_name() {
    use std::os::unix::fs::symlink;
    let (root, options) = site();
    let (drafts, articles) = (
        root.path().join("drafts"),
        root.path().join("content/articles"),
    );
    fs::create_dir(&drafts).unwrap();
    for name in ["linked.md", "late.md"] {
        symlink(drafts.join(name), articles.join(name)).unwrap();
    }
    let text = |day: u8| article(&format!("title: Linked\ndate: 2019-03-{day:02}"), STRIKE);
    Write("/drafts/linked.md", text(1)).run(root.path());
    let mut workshop = Workshop::of(options.clone(), None);
    workshop.refresh(&Changes::All, &Silent).unwrap();
    for edit in [
        Write("/drafts/linked.md", text(2)),
        Write("/drafts/late.md", text(3)),
        Remove("/drafts/linked.md"),
    ] {
        let changes = Changes::Paths(edit.run(root.path()));
        let found = workshop.refresh(&changes, &Silent).unwrap();
        assert_eq!(difference(&found, &fresh(&options, None)), None);
    }
}
