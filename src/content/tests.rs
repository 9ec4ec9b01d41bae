//! Whole folders, good and bad.

use super::*;
use crate::date::Edtf;
use crate::diag::Severity;
use crate::text::BlockKind;
use editorial::Action;
use std::fs;

/// A site in a temporary folder.
struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn file(self, path: &str, content: impl AsRef<[u8]>) -> Self {
        let path = self.0.path().join("content").join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
        self
    }

    fn load(&self) -> Content {
        self.select(Selection::default())
    }

    fn select(&self, selection: Selection) -> Content {
        load(self.0.path(), &Config::default(), selection)
    }

    /// `path:line:col code` of every complaint, sorted, paths without `content/`.
    fn complaints(&self) -> Vec<String> {
        let mut found = self.load().diagnostics;
        found.sort_by(|a, b| a.place.cmp(&b.place));
        let line = |found: &Diagnostic| {
            let path = found.place.path.to_string_lossy();
            let path = path.strip_prefix("content/").unwrap_or(&path).to_owned();
            let sign = if found.severity == Severity::Error {
                "!"
            } else {
                ""
            };
            format!(
                "{path}:{}:{} {sign}{}",
                found.place.line, found.place.col, found.code
            )
        };
        found.iter().map(line).collect()
    }

    fn article(&self) -> Article {
        let content = self.load();
        assert_eq!(content.diagnostics, []);
        assert_eq!(content.articles.len(), 1);
        content.articles[0].as_ref().clone()
    }
}

fn one(text: impl AsRef<[u8]>) -> Folder {
    Folder::new().file("articles/x.md", text)
}

fn blocks(article: &Article) -> Vec<(BlockKind, &str)> {
    let text = &article.text;
    text.blocks
        .iter()
        .map(|block| (block.kind, block.span.of(&text.text)))
        .collect()
}

const FULL: &str = "---
title: Envoys to meet again
subtitle: Second round planned for spring
date: 2019-01-18T23:30:00-05:00
updated: 2019-01-19
authors: [Jane Roe, John Doe]
publisher: Harbor Wire
url: https://example.org/x
lang: en-GB
license: quote-only
summary: Short.
tags: [diplomacy]
stories: [talks, -other]
actors: [kim-yong-chol]
slug: envoys
redirect_from: [/old/, /caf%C3%A9/]
mood: sober
fix:
  mentions: [{text: Pompeo, actor: mike-pompeo}, {text: Independent, hide: true, nth: 2}]
  dates: [{text: near the end of February, edtf: 2019-02-27/2019-02-28}]
  quotes: [{text: concrete steps, speaker: mike-pence}]
---

The **envoys** met [[mike-pence|the vice president]] on [[2019-01-16|Wednesday]].

## Next

A date was not given.
";

#[test]
fn every_field_is_read() {
    let article = one(FULL).article();
    assert_eq!(article.title, "Envoys to meet again");
    assert_eq!(
        article.subtitle.as_deref(),
        Some("Second round planned for spring")
    );
    let date = article.date.unwrap();
    assert_eq!(date.day.to_string(), "2019-01-18");
    assert_eq!(date.instant.unwrap().to_string(), "2019-01-19T04:30:00Z");
    assert_eq!(article.authors, ["Jane Roe", "John Doe"]);
    assert_eq!(article.publisher.as_deref(), Some("Harbor Wire"));
    assert_eq!(
        (article.lang.as_str(), article.license),
        ("en-GB", article::License::QuoteOnly)
    );
    assert_eq!(article.slug.as_str(), "envoys");
    assert_eq!(
        (article.stories[0].as_str(), article.not_stories[0].as_str()),
        ("talks", "other")
    );
    assert_eq!(article.redirect_from, ["/old/", "/café/"]);
    assert_eq!(article.extra["mood"], "sober");
    assert_eq!(article.extra.len(), 1);
    assert_eq!(article.fixes.mentions[1].actor, None);
    assert_eq!(article.fixes.mentions[1].nth, Some(2));
    assert_eq!(article.fixes.mentions[0].place.line, 19);
    assert_eq!(
        article.fixes.dates[0].edtf,
        "2019-02-27/2019-02-28".parse::<Edtf>().unwrap()
    );
    assert_eq!(article.fixes.quotes[0].speaker.as_str(), "mike-pence");
    let words: Vec<_> = article
        .wikilinks
        .iter()
        .map(|link| (link.target.as_str(), link.span.of(&article.text.text)))
        .collect();
    assert_eq!(
        words,
        [
            ("mike-pence", "the vice president"),
            ("2019-01-16", "Wednesday")
        ]
    );
    assert_eq!(
        blocks(&article),
        [
            (BlockKind::Title, "Envoys to meet again"),
            (BlockKind::Subtitle, "Second round planned for spring"),
            (
                BlockKind::Paragraph,
                "The envoys met the vice president on Wednesday."
            ),
            (BlockKind::Heading, "Next"),
            (BlockKind::Paragraph, "A date was not given."),
        ]
    );
}

#[test]
fn places_of_plain_text_lead_into_the_file() {
    let article = one(FULL).article();
    for (words, place) in [
        ("Envoys to", (2, 8)),
        ("Second round", (3, 11)),
        ("envoys met", (24, 7)),
        ("Wednesday", (24, 70)),
        ("A date", (28, 1)),
    ] {
        let at = article.text.text.find(words).unwrap();
        let found = article.place(crate::text::Span::new(at, at + words.len()));
        assert_eq!((found.line, found.col), place, "{words}");
    }
    // The walk of the renderer has the same offsets.
    for step in article.walk() {
        if let (pulldown_cmark::Event::Text(text), false) = (&step.event, step.plain.is_empty()) {
            assert_eq!(step.plain.of(&article.text.text), text.as_ref());
        }
    }
}

#[test]
fn the_names_of_schema_org_mean_the_same() {
    let text = "---\nheadline: T\nalternativeHeadline: S\ndatePublished: 2019-01-18\ndateModified: 2019-01-19\nauthor: Jane Roe\nsource: Wire\ninLanguage: de\ndescription: D\nkeywords: [a]\nabout: [kim-jong-un]\n---\nText.\n";
    let article = one(text).article();
    assert_eq!(
        (article.title.as_str(), article.subtitle.as_deref()),
        ("T", Some("S"))
    );
    assert_eq!(article.updated.unwrap().day.to_string(), "2019-01-19");
    assert_eq!(
        (article.authors[0].as_str(), article.publisher.as_deref()),
        ("Jane Roe", Some("Wire"))
    );
    assert_eq!(
        (article.lang.as_str(), article.summary.as_deref()),
        ("de", Some("D"))
    );
    assert_eq!(
        (article.tags[0].as_str(), article.actors[0].as_str()),
        ("a", "kim-jong-un")
    );
    assert!(article.extra.is_empty());
}

#[test]
fn mark_and_carriage_returns_change_nothing() {
    let article = one(format!("\u{feff}{}", FULL.replace('\n', "\r\n"))).article();
    let plain = one(FULL).article();
    assert_eq!(article.text.text, plain.text.text);
    assert_eq!(article.text.blocks, plain.text.blocks);
    assert_eq!(article.fixes, plain.fixes);
}

#[test]
fn a_title_is_found_in_the_text() {
    let article = one("---\ndate: 2019-01-18\n---\n\n# Envoys *to* meet\n\nText.\n").article();
    assert_eq!(
        blocks(&article),
        [
            (BlockKind::Title, "Envoys to meet"),
            (BlockKind::Paragraph, "Text.")
        ]
    );
    let article = Folder::new()
        .file(
            "articles/2019-01-18-x.md",
            "Envoys to meet\n\nText of it.\n\n## More\n",
        )
        .article();
    assert_eq!(
        blocks(&article)[..2],
        [
            (BlockKind::Title, "Envoys to meet"),
            (BlockKind::Paragraph, "Text of it.")
        ]
    );
    let article =
        one("---\ndate: 2019-01-18\n---\nA sentence first.\n\n## A *late* heading\n\nText.\n")
            .article();
    assert_eq!(article.title, "A late heading");
    assert_eq!(
        blocks(&article)[1],
        (BlockKind::Paragraph, "A sentence first.")
    );
    let at = article.place(article.text.blocks[0].span);
    assert_eq!((at.line, at.col), (6, 4));
}

#[test]
fn a_title_that_is_repeated_stands_once() {
    let front = "---\ntitle: Envoys to meet\ndate: 2019-01-18\n---\n\n";
    for (name, body) in [
        ("articles/x.md", "# Envoys to meet\n\nText.\n"),
        ("articles/x.txt", "Envoys to meet\n\nText.\n"),
    ] {
        let article = Folder::new().file(name, format!("{front}{body}")).article();
        assert_eq!(
            blocks(&article),
            [
                (BlockKind::Title, "Envoys to meet"),
                (BlockKind::Paragraph, "Text.")
            ]
        );
    }
    let article = one(format!("{front}# Another heading\n\nText.\n")).article();
    assert_eq!(blocks(&article).len(), 3);
}

#[test]
fn plain_text_without_front_matter_is_an_article() {
    let text = "Envoys to meet again\nThe second round is planned for spring\nSEOUL (Wire) - The two sides will meet again.\nStill waiting\nNo date was given.\n";
    let folder = Folder::new().file("articles/talks-2019-01-18.txt", text);
    let article = folder.article();
    assert_eq!(article.day().unwrap().to_string(), "2019-01-18");
    assert_eq!(article.slug.as_str(), "talks-2019-01-18");
    let kinds: Vec<_> = blocks(&article).iter().map(|(kind, _)| *kind).collect();
    use BlockKind::*;
    assert_eq!(kinds, [Title, Subtitle, Paragraph, Heading, Paragraph]);
    assert_eq!(article.text.text, text.trim_end());
    let place = article.place(article.text.blocks[3].span);
    assert_eq!((place.line, place.col), (4, 1));
}

#[test]
fn bad_front_matter_is_told_with_its_line() {
    let cases: &[(&[u8], &str)] = &[
        (
            b"---\ntitle: T\ndate: 2024-01-01\n\ntext\n",
            "1:1 !front-matter/unclosed",
        ),
        (
            b"---\ntitle: T\ndate: 2024-01-01\nsummary: \"open\nmore: x\n---\n\nText\n",
            "4:10 !yaml/syntax",
        ),
        (
            b"---\ntitle: T\n\tdate: 2024-01-01\n---\nText\n",
            "3:1 !yaml/syntax",
        ),
        (
            b"---\ntitle: T\ntitle: U\ndate: 2024-01-01\n---\nText\n",
            "3:1 !yaml/duplicate",
        ),
        (
            b"---\ntitle: T\ndate: 2024-02-31\n---\nText\n",
            "3:7 !date/impossible",
        ),
        (
            b"---\ntitle: T\ndate: 18 January\n---\nText\n",
            "3:7 !date/invalid",
        ),
        (
            b"---\ntitle: [a, {b: c}]\ndate: 2024-01-01\n---\nText\n",
            "2:8 !yaml/type",
        ),
        (
            b"---\ntitle: T\ndate: 2024-01-01\nslug: ../../up\n---\nText\n",
            "4:7 !slug/invalid",
        ),
        (
            b"---\ntitle: T\ndate: 2024-01-01\nredirect_from: [/%2e%2e/x]\n---\nText\n",
            "4:17 !redirect/invalid",
        ),
        (
            b"---\ntitle: T\ndate: 2024-01-01\nredirect_from: [\"/a\\0b/\"]\n---\nText\n",
            "4:16 !redirect/invalid",
        ),
        (
            b"---\ntitle: T\ndate: 2024-01-01\nurl: javascript:x\n---\nText\n",
            "4:6 !url/invalid",
        ),
        (
            b"---\ntitle: T\ndate: 2024-01-01\nlicense: free\n---\nText\n",
            "4:10 !yaml/value",
        ),
        (
            b"---\ntitle: T\ndate: 2024-01-01\nauthros: x\n---\nText\n",
            "4:1 front-matter/typo",
        ),
        (
            b"---\ntitle: T\npubished: 2024-01-01\ndate: 2024-01-01\n---\nText\n",
            "3:1 front-matter/typo",
        ),
        (b"---\ntitle: T\n---\nText\n", "0:0 date/missing"),
        (
            b"---\ndate: 2024-01-01\n---\nA sentence.\n",
            "1:1 !title/missing",
        ),
        (
            b"---\ntitle: T\ndate: 2024-01-01\n---\nbad \xff byte\n",
            "5:5 !file/utf8",
        ),
        (
            b"---\ntitle: T\ndate: 2024-01-01\n---\na \0\x1b b\n",
            "5:3 text/control",
        ),
        (b"\n", "0:0 file/empty"),
    ];
    for (text, complaint) in cases {
        let found = Folder::new()
            .file(
                "articles/ok.md",
                "---\ntitle: Fine\ndate: 2024-01-01\n---\nx\n",
            )
            .file("articles/x.md", text)
            .complaints();
        let found: Vec<_> = found
            .iter()
            .map(|found| found.strip_prefix("articles/x.md:").unwrap_or(found))
            .collect();
        assert_eq!(found, [*complaint], "{}", String::from_utf8_lossy(text));
    }
}

#[test]
fn all_files_are_told_of_in_one_run() {
    let bad = "---\ntitle: [\n---\n";
    let folder = Folder::new()
        .file("articles/a.md", bad)
        .file("articles/b.md", bad)
        .file("actors/Kim Jong.md", "")
        .file("events/x.md", "---\nedtf: 2019-13\ntype: party\n---\n")
        .file("decisions.yaml", "- id: d1\n  marge: [a, b]\n")
        .file("loose.md", "x");
    let expected = [
        "actors/Kim Jong.md:0:0 !slug/invalid",
        "articles/a.md:2:9 !yaml/syntax",
        "articles/b.md:2:9 !yaml/syntax",
        "decisions.yaml:1:3 !decision/action",
        "decisions.yaml:2:3 front-matter/typo",
        "events/x.md:2:7 !date/invalid",
        "events/x.md:3:7 !yaml/value",
        "loose.md:0:0 file/misplaced",
    ];
    assert_eq!(folder.complaints(), expected);
    assert_eq!(Folder::new().complaints(), ["articles:0:0 content/empty"]);
}

fn titled(title: &str, extra: &str) -> String {
    format!("---\ntitle: {title}\ndate: 2024-01-01\n{extra}---\nText.\n")
}

#[test]
fn a_written_slug_belongs_to_one_article() {
    let folder = Folder::new()
        .file("articles/a.md", titled("A", "slug: same\n"))
        .file("articles/b.md", titled("B", "slug: same\n"))
        .file("articles/c.md", titled("C", ""))
        .file("articles/d.md", titled("D", "slug: c\n"));
    let content = folder.load();
    let found: Vec<_> = content
        .diagnostics
        .iter()
        .map(|found| {
            (
                found.place.path.to_str().unwrap(),
                found.place.line,
                found.message.as_str(),
            )
        })
        .collect();
    assert_eq!(
        found,
        [
            (
                "content/articles/d.md",
                4,
                "the slug `c` is also that of content/articles/c.md"
            ),
            (
                "content/articles/b.md",
                4,
                "the slug `same` is also that of content/articles/a.md"
            ),
        ]
    );
}

#[test]
fn names_that_give_one_slug_share_it_out() {
    let names = [
        "Zz-Case.md",
        "zz-case.md",
        "e\u{301}.md",
        "\u{e9}.md",
        "2024/zz-case.md",
        "CON.md",
        "….md",
        "zz-#1?.md",
        "zz-%41.md",
    ];
    let mut folder = Folder::new();
    for name in names {
        folder = folder.file(&format!("articles/{name}"), titled(name, ""));
    }
    let content = folder.load();
    let slugs: std::collections::BTreeSet<_> = content
        .articles
        .iter()
        .map(|article| article.slug.as_str())
        .collect();
    assert_eq!(slugs.len(), names.len());
    let by_name = |name: &str| {
        content
            .articles
            .iter()
            .find(|article| article.path.ends_with(name))
            .unwrap()
            .slug
            .to_string()
    };
    assert_eq!(by_name("articles/zz-case.md"), "zz-case");
    assert!(by_name("articles/Zz-Case.md").starts_with("zz-case-"));
    assert!(by_name("CON.md").starts_with("con-"));
    assert!(
        by_name("….md").starts_with("article-"),
        "{}",
        by_name("….md")
    );
    assert!(
        content
            .diagnostics
            .iter()
            .all(|found| found.code == "slug/shared")
    );
    assert_eq!(content.diagnostics.len(), 3);
}

#[test]
fn drafts_and_articles_of_the_future_wait() {
    let folder = Folder::new()
        .file("articles/a.md", titled("A", "draft: true\n"))
        .file("articles/b.md", "---\ntitle: B\ndate: 2030-01-01\n---\n")
        .file("articles/c.md", titled("C", ""))
        .file("articles/d.md", "---\ntitle: D\n---\n")
        .file("articles/e.md", "---\ntitle: E\ndate: 2023-01-01\n---\n");
    let as_of = Some(jiff::civil::date(2024, 6, 1));
    let titles = |selection| {
        let articles = folder.select(selection).articles;
        assert!(
            articles
                .iter()
                .enumerate()
                .all(|(ix, article)| article.id.ix() == ix)
        );
        articles
            .into_iter()
            .map(|article| article.title.clone())
            .collect::<Vec<_>>()
            .join("")
    };
    assert_eq!(
        titles(Selection {
            as_of,
            ..Selection::default()
        }),
        "ECD"
    );
    assert_eq!(
        titles(Selection {
            as_of,
            drafts: true,
            future: true
        }),
        "EACBD"
    );
    assert_eq!(titles(Selection::default()), "ECBD");
}

#[test]
fn editors_files_are_overlays() {
    let content = Folder::new()
        .file("articles/a.md", titled("A", ""))
        .file("actors/kim-yong-chol.md", "---\nkind: person\nname: Kim Yong Chol\naliases: [Kim Yong-chol]\nweakAliases: [Kim]\nnotSame: [kim-jong-un]\nroles:\n  - title: vice chairman\n    of: Workers' Party\n    start: 2016\n---\nHe led the talks.\n")
        .file("places/panmunjom.md", "---\nname: Panmunjom\n---\n")
        .file("events/hanoi.md", "---\ntype: meet\nstatus: called-off\nedtf: 2019-02-27/2019-02-28\nlocation: hanoi\n---\n")
        .file("stories/talks.md", "---\nname: Talks\nseed: {actors: [a, b], keywords: [Summit]}\nkeyPoints:\n  - text: One.\n    evidence: [\"x#s1\"]\n  - Two.\nwatch: Three.\nchapters: [{name: First, from: 2018-01, to: 2018-06}]\n---\n")
        .file("briefings/2019-01-19.md", "Text.\n")
        .file("pages/method.md", "# How we work\n\nText.\n")
        .load();
    assert_eq!(content.diagnostics, []);
    let editorial = content.editorial;
    let actor = &editorial.actors[0];
    assert_eq!(
        (actor.slug.as_str(), actor.weak_aliases[0].as_str()),
        ("kim-yong-chol", "Kim")
    );
    assert_eq!(actor.roles[0].start, Some(Edtf::year(2016)));
    assert_eq!(
        actor
            .body
            .as_ref()
            .map(|body| (body.markdown.as_str(), body.place.line)),
        Some(("He led the talks.", 12))
    );
    assert_eq!(
        editorial.actors[1].kind,
        Some(crate::kinds::ActorKind::Place)
    );
    assert_eq!(
        editorial.events[0].status,
        Some(crate::kinds::EventStatus::CalledOff)
    );
    let story = &editorial.stories[0];
    assert_eq!(
        (
            story.key_points[0].evidence[0].as_str(),
            story.key_points[1].text.as_str(),
            story.key_points[1].place.line
        ),
        ("x#s1", "Two.", 7)
    );
    assert_eq!(
        (
            story.watch[0].text.as_str(),
            story.chapters[0].name.as_str()
        ),
        ("Three.", "First")
    );
    assert_eq!(editorial.briefings[0].date.to_string(), "2019-01-19");
    assert_eq!(
        (
            editorial.pages[0].title.as_str(),
            editorial.pages[0].body.markdown.as_str()
        ),
        ("How we work", "Text.")
    );
}

#[test]
fn decisions_can_be_taken_back() {
    let yaml = "- {id: d1, merge: [a, b], keep: b}\n- {id: d2, hide: event/x}\n- {id: d3, undo: d1}\n- {id: d4, undo: d2}\n- {id: d5, undo: d4}\n- id: d6\n  at: 2019-03-24T09:10:00Z\n  rename: {from: a, to: c}\n- id: d7\n  set: event/y\n  status: postponed\n";
    let content = Folder::new()
        .file("articles/a.md", titled("A", ""))
        .file("decisions.yaml", yaml)
        .load();
    assert_eq!(content.diagnostics, []);
    let decisions = &content.editorial.decisions;
    let ids: Vec<_> = decisions
        .iter()
        .map(|decision| decision.id.as_str())
        .collect();
    assert_eq!(ids, ["d2", "d6", "d7"]);
    assert!(matches!(&decisions[0].action, Action::Hide(slug) if slug.as_str() == "x"));
    assert_eq!(
        (decisions[1].place.line, decisions[1].at),
        (6, Some(jiff::civil::date(2019, 3, 24)))
    );
    let bad = "- {id: d1, merge: [a]}\n- {id: d1, hide: x}\n- {id: d3, undo: d9}\n- {id: d4, hide: a, confirm: b}\n- hide: z\n- {id: d6, set: x, status: over}\n";
    let found = Folder::new()
        .file("articles/a.md", titled("A", ""))
        .file("decisions.yaml", bad)
        .complaints();
    let expected = [
        "decisions.yaml:1:19 !yaml/value",
        "decisions.yaml:2:3 !decision/duplicate",
        "decisions.yaml:3:18 !decision/unknown",
        "decisions.yaml:4:3 !decision/action",
        "decisions.yaml:5:3 !yaml/missing",
        "decisions.yaml:6:28 !yaml/value",
    ];
    assert_eq!(found, expected);
}
