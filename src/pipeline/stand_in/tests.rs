//! Edits of the sample site: what a stand-in shows, and what it must not show.

use super::super::{Changes, Options, Silent, Snapshot, Workshop};
use crate::extract::ArticleFacts;
use crate::render::PageKind;
use crate::text::Span;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// A site in a temporary folder, its workshop and its last picture.
struct Bench {
    folder: TempDir,
    workshop: Workshop,
    last: Snapshot,
}

/// An article with a person of two names, a date, a quotation and an event.
const TALKS: &str = "---\ntitle: Talks in Riga\ndate: 2019-03-09\n---\n\
    Estonian President Maret Tamm met Latvian President Karlis Liepa in Riga on March 8, 2019.\n\n\
    \"We agreed on the bridge,\" Tamm said. Liepa left on Thursday.\n\n\
    Reporters waited outside.\n";

impl Bench {
    /// A site with these files.
    fn of(files: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for (path, text) in files {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        Self::new(folder)
    }

    fn new(folder: TempDir) -> Self {
        let mut workshop = Workshop::new(Options {
            root: folder.path().to_owned(),
            output: None,
            base_url: None,
            drafts: false,
            future: true,
            as_of: None,
            today: None,
            strict: false,
            force: false,
        });
        let last = workshop.refresh(&Changes::All, &Silent).unwrap();
        assert!(!last.pages.is_empty(), "{:?}", last.diagnostics);
        Self {
            folder,
            workshop,
            last,
        }
    }

    fn talks() -> Self {
        let other = "---\ndate: 2019-03-10\n---\n# More talks\n\nMaret Tamm and Karlis Liepa spoke again.\n";
        Self::of(&[
            ("content/articles/talks.md", TALKS),
            ("content/articles/more.md", other),
            ("templates/about.html", "about"),
            ("static/a.css", "a{}"),
        ])
    }

    fn write(&self, path: &str, text: &str) {
        fs::write(self.folder.path().join(path), text).unwrap();
    }

    fn stand_in(&mut self, paths: &[&str]) -> Option<Snapshot> {
        let paths = paths.iter().map(PathBuf::from).collect();
        self.workshop
            .stand_ins()
            .after(&self.last, &Changes::Paths(paths))
    }

    /// The page of the article after an edit.
    fn edited(&mut self, from: &str, to: &str) -> String {
        assert!(TALKS.contains(from), "{from}");
        self.write("content/articles/talks.md", &TALKS.replace(from, to));
        let next = self
            .stand_in(&["content/articles/talks.md"])
            .expect("a stand-in");
        page(&next, "articles/talks/index.html")
    }
}

fn page(snapshot: &Snapshot, path: &str) -> String {
    let output = snapshot.render(snapshot.page(path).unwrap()).unwrap();
    String::from_utf8(output.bytes).unwrap()
}

/// The linked words of an article's text.
fn linked(html: &str) -> Vec<String> {
    let body = html
        .split_once("class=\"text")
        .map_or(html, |(_, body)| body);
    let links = body.split("<a class=\"").skip(1);
    let links = links.filter(|link| link.starts_with("actor") || link.starts_with("date"));
    links
        .map(|link| {
            let inner = link
                .split_once('>')
                .unwrap()
                .1
                .split("</a>")
                .next()
                .unwrap();
            let words = inner
                .split('<')
                .map(|part| part.rsplit('>').next().unwrap());
            words.collect()
        })
        .collect()
}

#[test]
fn unedited_words_keep_their_links_and_new_ones_have_none() {
    let mut bench = Bench::talks();
    let before = linked(&page(&bench.last, "articles/talks/index.html"));
    for name in [
        "Maret Tamm",
        "Karlis Liepa",
        "Riga",
        "March 8, 2019",
        "Tamm",
    ] {
        assert!(before.contains(&name.to_owned()), "{name}: {before:?}");
    }
    let html = bench.edited("outside.", "outside, among them Karlis Liepa of the Post.");
    assert_eq!(linked(&html), before);
    assert!(html.contains("among them Karlis Liepa of the Post."));
}

#[test]
fn another_name_is_not_taken_for_the_old_one() {
    let mut bench = Bench::talks();
    for (from, to) in [
        ("Maret Tamm", "Mari Tamm"),
        ("Maret Tamm", "Maret Tammsaare"),
        ("Maret Tamm", "Maret Anne-Lill Kask"),
    ] {
        let html = bench.edited(from, to);
        let links = linked(&html);
        assert!(links.contains(&"Karlis Liepa".to_owned()), "{links:?}");
        let is_wrong = |words: &String| words.contains("Tamm") || words.contains("Maret");
        assert!(!links.iter().any(is_wrong), "{to}: {links:?}");
    }
}

#[test]
fn a_quotation_follows_its_words_and_goes_with_its_speaker() {
    let mut bench = Bench::talks();
    let quoted = |html: &str| html.contains("<blockquote") && html.contains("bridge");
    let speaker = |html: &str| html.contains("We agreed on the");
    assert!(quoted(&page(&bench.last, "quotes/index.html")));
    bench.edited("on the bridge,", "on the new bridge,");
    let next = bench.stand_in(&["content/articles/talks.md"]).unwrap();
    assert!(page(&next, "quotes/index.html").contains("on the new bridge"));
    bench.edited("Tamm said", "Liepa said");
    let next = bench.stand_in(&["content/articles/talks.md"]).unwrap();
    assert!(
        !speaker(&page(&next, "quotes/index.html")),
        "said by another now"
    );
    assert!(!page(&next, "data/quotes.json").contains("bridge"));
}

#[test]
fn titles_and_themes_are_shown_at_once() {
    let mut bench = Bench::talks();
    bench.edited("Talks in Riga", "A bridge for Riga");
    bench.write("templates/about.html", "about {{ site.title }}!");
    bench.write("static/b.css", "b{}");
    let next = bench
        .stand_in(&[
            "content/articles/talks.md",
            "templates/about.html",
            "static/b.css",
        ])
        .unwrap();
    assert!(page(&next, "index.html").contains("A bridge for Riga"));
    assert!(page(&next, "about/index.html").starts_with("about "));
    assert_eq!(page(&next, "b.css"), "b{}");
    fs::remove_file(bench.folder.path().join("static/a.css")).unwrap();
    let next = bench.stand_in(&["static/a.css"]).unwrap();
    assert!(next.page("a.css").is_none() && next.page("b.css").is_some());
}

#[test]
fn a_second_edit_starts_from_the_first() {
    let mut bench = Bench::talks();
    bench.edited("outside.", "outside the door.");
    bench.last = bench.stand_in(&["content/articles/talks.md"]).unwrap();
    let before = linked(&page(&bench.last, "articles/talks/index.html"));
    let html = bench.edited("Reporters waited", "The reporters waited");
    assert_eq!(linked(&html), before);
    assert!(html.contains("The reporters waited outside."));
    bench.last = bench.workshop.refresh(&Changes::All, &Silent).unwrap();
    assert!(bench.last.carried.is_empty());
}

#[test]
fn what_concerns_more_has_no_stand_in() {
    let mut bench = Bench::talks();
    bench.write("content/articles/new.md", TALKS);
    bench.write("dateline.yaml", "title: Other\n");
    for paths in [
        vec!["content/articles/new.md"],
        vec!["content/articles/talks.md", "dateline.yaml"],
        vec!["content/decisions.yaml"],
        vec!["content/articles/.talks.md.swp"],
        vec!["content/articles"],
        vec![],
    ] {
        assert!(bench.stand_in(&paths).is_none(), "{paths:?}");
    }
    assert!(
        bench
            .workshop
            .stand_ins()
            .after(&bench.last, &Changes::All)
            .is_none()
    );
    let beside = [
        "content/articles/.talks.md.swp",
        "content/articles/4913",
        "content/articles/talks.md~",
        "content/articles/talks.md",
    ];
    assert!(bench.stand_in(&beside).is_some(), "an editor's own files");
    bench.write(
        "content/articles/talks.md",
        &TALKS.replace("2019-03-09", "2019-13-09"),
    );
    assert!(
        bench.stand_in(&["content/articles/talks.md"]).is_none(),
        "an error"
    );
    bench.write("templates/about.html", "{% if %}");
    assert!(
        bench.stand_in(&["templates/about.html"]).is_none(),
        "an error"
    );
    fs::remove_file(bench.folder.path().join("content/articles/talks.md")).unwrap();
    assert!(
        bench.stand_in(&["content/articles/talks.md"]).is_none(),
        "gone"
    );
}

#[test]
fn findings_are_those_of_the_new_text() {
    let mut bench = Bench::talks();
    assert!(
        bench.last.diagnostics.is_empty(),
        "{:?}",
        bench.last.diagnostics
    );
    bench.write(
        "content/articles/talks.md",
        &TALKS.replace("title:", "titel: x\ntitle:"),
    );
    let next = bench.stand_in(&["content/articles/talks.md"]).unwrap();
    assert_eq!(next.diagnostics.len(), 1);
    bench.last = next;
    bench.edited("outside.", "inside.");
    let next = bench.stand_in(&["content/articles/talks.md"]).unwrap();
    assert!(next.diagnostics.is_empty(), "{:?}", next.diagnostics);
}

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % n.max(1)
    }
}

/// The text with one stretch replaced.
fn random_edit(text: &str, dice: &mut Dice) -> String {
    const PARTS: &[&str] = &[
        "",
        "",
        " ",
        "\n\n",
        "\"",
        "Kim Jong Un",
        " said. ",
        "ü",
        "on Monday",
        "[[x|y]]",
        "**",
        "> ",
        "# ",
        "|a|b|\n|-|-|\n",
        "日本",
    ];
    let bounds: Vec<usize> = text
        .char_indices()
        .map(|(at, _)| at)
        .chain([text.len()])
        .collect();
    let start = dice.below(bounds.len());
    let most = [12, 12, 12, 400][dice.below(4)];
    let len = dice.below(most);
    let end = (start + len).min(bounds.len() - 1);
    let part = PARTS[dice.below(PARTS.len())];
    format!("{}{part}{}", &text[..bounds[start]], &text[bounds[end]..])
}

fn spans(facts: &ArticleFacts) -> impl Iterator<Item = Span> {
    let sentences = facts.sentences.iter().map(|it| it.span);
    let mentions = facts.mentions.iter().map(|it| it.span);
    let dates = facts.dates.iter().map(|it| it.span);
    let quotes = facts
        .quotes
        .iter()
        .flat_map(|it| [Some(it.span), it.cue, it.speaker_text]);
    let events = facts.events.iter().map(|it| it.trigger);
    let roles = facts
        .referents
        .iter()
        .flat_map(|it| it.roles.iter().map(|role| role.span));
    sentences
        .chain(mentions)
        .chain(dates)
        .chain(quotes.flatten())
        .chain(events)
        .chain(roles)
}

#[test]
fn any_edit_leaves_pages_that_can_be_made() {
    let mut bench = sample();
    let mut dice = Dice(7);
    let root = bench.folder.path().to_owned();
    let mut done = 0;
    for n in 0..60 {
        let old = bench.last.articles[dice.below(bench.last.articles.len())].clone();
        let head = old.source[..old.body].to_owned();
        let mut body = old.source[old.body..].to_owned();
        for _ in 0..=dice.below(3) {
            body = random_edit(&body, &mut dice);
        }
        fs::write(root.join(&old.path), format!("{head}{body}")).unwrap();
        let changes = Changes::Paths(vec![old.path.clone()]);
        let Some(next) = bench.workshop.stand_ins().after(&bench.last, &changes) else {
            fs::write(root.join(&old.path), &*old.source).unwrap();
            continue;
        };
        done += 1;
        holds(&next, old.id.ix());
        let (was, is) = (&bench.last.facts[old.id.ix()], &next.facts[old.id.ix()]);
        assert_eq!(was.mentions.len(), is.mentions.len());
        assert_eq!(was.sentences.len(), is.sentences.len());
        // Every page in the end, and sometimes: making all of them takes a while.
        let all = n % 40 == 0;
        for page in next
            .pages
            .iter()
            .filter(|page| all || page.kind == PageKind::Article(old.id))
        {
            next.render(page).unwrap();
        }
        bench.last = next;
    }
    assert!(done > 30, "{done}");
    for page in bench.last.pages.iter() {
        bench.last.render(page).unwrap();
    }
}

/// Spans lie inside the text and cut no character; sentences are apart and in order.
fn holds(next: &Snapshot, ix: usize) {
    let (article, facts) = (&next.articles[ix], &next.facts[ix]);
    for span in spans(facts) {
        let part = article.text.text.get(span.range());
        assert!(part.is_some(), "{span:?}");
    }
    let sentences = facts.sentences.iter().map(|it| it.span);
    let sentences: Vec<Span> = sentences.filter(|span| !span.is_empty()).collect();
    assert!(sentences.is_sorted_by(|a, b| a.end <= b.start));
    let links = next.site().links(article.id).unwrap();
    assert_eq!(links.mentions.len(), facts.mentions.len());
    assert_eq!(links.dates.len(), facts.dates.len());
}

/// A copy of the sample newsroom.
fn sample() -> Bench {
    let folder = tempfile::tempdir().unwrap();
    let from = Path::new(env!("CARGO_MANIFEST_DIR"));
    for entry in walkdir::WalkDir::new(from.join("content")) {
        let entry = entry.unwrap();
        let to = folder.path().join(entry.path().strip_prefix(from).unwrap());
        match entry.file_type().is_dir() {
            true => fs::create_dir_all(&to).unwrap(),
            false => fs::copy(entry.path(), &to).map(drop).unwrap(),
        }
    }
    Bench::new(folder)
}
