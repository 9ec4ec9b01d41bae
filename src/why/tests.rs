use super::*;
use crate::pipeline::{Changes, Options, Silent, Workshop};
use std::fs;

/// A site of some files, as one looks at it.
fn site(files: &[(&str, &str)]) -> Snapshot {
    let root = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = root.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let options = Options {
        root: root.path().to_owned(),
        output: None,
        base_url: None,
        drafts: false,
        future: false,
        as_of: None,
        today: None,
        strict: false,
        force: false,
    };
    let mut workshop = Workshop::new(options);
    workshop.refresh(&Changes::All, &Silent).unwrap()
}

const CONFIG: &str = "title: Desk\nbase_url: https://example.org/desk/\n";
const TALKS: &str = "---\ntitle: Ministers meet in Riga\nslug: riga-talks\ndate: 2024-03-07\nurl: https://wire.example/riga\n---\n\n\
Estonian Foreign Minister Maret Tamm met Latvian President Karlis Liepa in Riga on Wednesday. She said the talks were useful.\n\n\
\"We had a long and open talk,\" Tamm said. Another Tamm, the singer Jaan Tamm, performed in Tallinn. Tamm will return in June.\n";
const AGAIN: &str = "---\ntitle: Tamm visits Riga again\nslug: riga-again\ndate: 2024-03-14\n---\n\n\
Foreign Minister Maret Tamm will meet President Karlis Liepa in Riga on Friday. Kask said nothing.\n";

fn desk() -> Snapshot {
    site(&[
        ("dateline.yaml", CONFIG),
        ("content/articles/talks.md", TALKS),
        ("content/articles/again.md", AGAIN),
    ])
}

/// What is said under a heading of an answer.
fn said(answer: &Answer, title: &str) -> Vec<String> {
    let parts = answer.parts.iter().filter(|part| part.title == title);
    parts
        .flat_map(|part| &part.items)
        .map(|item| item.says.clone())
        .collect()
}

fn notes(answer: &Answer) -> Vec<String> {
    let items = answer.parts.iter().flat_map(|part| &part.items);
    items.flat_map(|item| item.notes.clone()).collect()
}

#[test]
fn one_thing_is_found_by_all_its_names() {
    let site = desk();
    let page = |asked: &str| ask(&site, asked, 5).unwrap().subject.page.unwrap();
    for asked in [
        "Maret Tamm",
        "maret tamm",
        "maret-tamm",
        "/actors/maret-tamm/",
        "actors/maret-tamm/index.html",
        "https://example.org/desk/actors/maret-tamm/",
        "http://127.0.0.1:1111/actors/maret-tamm/#roles",
        "actor/maret-tamm",
    ] {
        assert_eq!(page(asked), "/actors/maret-tamm/", "{asked}");
    }
    for asked in [
        "article/riga-talks",
        "content/articles/talks.md",
        "https://wire.example/riga",
        "/articles/riga-talks/",
    ] {
        assert_eq!(page(asked), "/articles/riga-talks/", "{asked}");
    }
    for asked in [
        "riga-talks#s3",
        "content/articles/talks.md:8:100",
        "/articles/riga-talks/#s3",
    ] {
        assert_eq!(page(asked), "/articles/riga-talks/#s3", "{asked}");
    }
    let on_line = ask(&site, "content/articles/talks.md:8", 5).unwrap();
    assert_eq!(
        on_line.subject.page.as_deref(),
        Some("/articles/riga-talks/#s2")
    );
    assert_eq!(on_line.also.len(), 1);
    let quote = ask(&site, "long and open talk", 5).unwrap();
    assert_eq!(quote.subject.kind, "quote");
}

#[test]
fn nothing_of_a_name_gives_the_nearest() {
    let unknown = ask(&desk(), "Marit Tam", 5).unwrap_err();
    let near: Vec<&str> = unknown.near.iter().map(|it| it.title.as_str()).collect();
    assert_eq!(near.first(), Some(&"Maret Tamm"));
    assert!(ask(&desk(), "", 5).is_err());
    assert!(
        ask(&desk(), "https://elsewhere.example/x", 5)
            .unwrap_err()
            .near
            .is_empty()
    );
}

#[test]
fn a_date_tells_its_anchor_and_the_other_way() {
    let site = desk();
    let event = site.resolution.events.iter();
    let event = event.clone().find(|it| {
        it.date
            .as_ref()
            .is_some_and(|when| when.words == "Wednesday")
    });
    let slug = event.expect("the meeting is an event").slug.to_string();
    let answer = ask(&site, &format!("event/{slug}"), 5).unwrap();
    assert_eq!(
        said(&answer, "when"),
        ["\"Wednesday\" is 2024-03-06 (6 March 2024)"]
    );
    let notes = notes(&answer);
    assert!(notes.contains(&"reckoned from the article's day, 2024-03-07".to_owned()));
    assert!(notes.contains(&"looking the other way it would be 2024-03-13".to_owned()));
    let fix = &answer.advice[0];
    assert_eq!(fix.file, "content/articles/talks.md (front matter)");
    assert_eq!(
        fix.lines,
        "fix:\n  dates:\n    - {text: \"Wednesday\", edtf: 2024-03-13}\n"
    );
}

#[test]
fn the_advice_does_what_it_says() {
    let mended = TALKS.replacen(
        "---\n\n",
        "fix:\n  dates:\n    - {text: \"Wednesday\", edtf: 2024-03-13}\n---\n\n",
        1,
    );
    let site = site(&[
        ("dateline.yaml", CONFIG),
        ("content/articles/talks.md", &mended),
    ]);
    let answer = ask(&site, "riga-talks", usize::MAX).unwrap();
    let shown =
        "an editor says 2024-03-13 in content/articles/talks.md:8, and that is what the site shows";
    assert!(
        notes(&answer).contains(&shown.to_owned()),
        "{:#?}",
        notes(&answer)
    );
}

#[test]
fn a_plan_says_that_it_is_one() {
    let site = desk();
    let event = site.resolution.events.iter();
    let event = event
        .clone()
        .find(|it| it.date.as_ref().is_some_and(|when| when.words == "Friday"));
    let slug = event.expect("the plan is an event").slug.to_string();
    let answer = ask(&site, &slug, 5).unwrap();
    let what = answer
        .parts
        .iter()
        .find(|part| part.title == "what")
        .unwrap();
    assert_eq!(what.items[1].rule, Some("status-planned"));
    assert!(
        what.items[0]
            .sentence
            .as_ref()
            .unwrap()
            .text
            .contains("will meet")
    );
    let alike = said(&answer, "alike, and not taken for it");
    assert_eq!(alike.len(), 1, "{alike:?}");
}

#[test]
fn a_surname_alone_says_why_it_has_no_page() {
    let site = desk();
    let answer = ask(&site, "Kask", 5).unwrap();
    assert_eq!(answer.subject.kind, "name");
    let rules: Vec<_> = answer
        .parts
        .iter()
        .flat_map(|part| &part.items)
        .map(|it| it.rule)
        .collect();
    assert!(
        matches!(rules.as_slice(), [Some("short-name" | "no-name")]),
        "{rules:?}"
    );
    let fix = &answer.advice[0];
    assert!(
        fix.lines.contains("{text: \"Kask\", actor: its-slug}"),
        "{}",
        fix.lines
    );
    // The surname of two leads to whoever is meant, or says who may be.
    let answer = ask(&site, "Tamm", usize::MAX).unwrap();
    let told = text::answer(&answer);
    assert!(told.contains("Jaan Tamm"), "{told}");
}

#[test]
fn an_answer_is_bounded_and_says_what_it_leaves_out() {
    let paragraph = "Maret Tamm spoke in Riga.\n\n".repeat(40);
    let article =
        format!("---\ntitle: Speeches\nslug: speeches\ndate: 2024-03-07\n---\n\n{paragraph}");
    let site = site(&[("content/articles/a.md", &article)]);
    let few = ask(&site, "Maret Tamm", 2).unwrap();
    assert!(few.parts.iter().all(|part| part.items.len() <= 2));
    let all = ask(&site, "Maret Tamm", usize::MAX).unwrap();
    assert_eq!(said(&all, "mentions").len(), 40);
}

#[test]
fn namesakes_tell_what_keeps_them_apart() {
    let one = "---\ntitle: Minister\nslug: one\ndate: 2024-03-07\n---\n\nForeign Minister John Smith spoke in Riga. He left on Friday.\n";
    let two = "---\ntitle: Singer\nslug: two\ndate: 2024-03-08\n---\n\nThe singer John Smith performed in Tallinn.\n";
    let site = site(&[
        ("content/articles/one.md", one),
        ("content/articles/two.md", two),
    ]);
    let answer = ask(&site, "John Smith", 5).unwrap();
    let apart = said(&answer, "kept apart from");
    assert_eq!(apart.len(), 1, "{answer:#?}");
    assert!(
        notes(&answer)
            .iter()
            .any(|note| note.contains("walk of life"))
    );
    assert_eq!(answer.also.len(), 1);
    assert!(
        answer
            .advice
            .iter()
            .any(|it| it.lines.contains("distinct: ["))
    );
}

#[test]
fn every_kind_of_page_has_an_answer_as_text_and_json() {
    let site = desk();
    for page in site
        .pages
        .iter()
        .filter(|page| page.permalink.ends_with('/') && page.permalink.matches('/').count() == 3)
    {
        let Ok(answer) = ask(&site, &page.permalink, 5) else {
            continue;
        };
        assert_eq!(
            answer.subject.page.as_deref(),
            Some(page.permalink.as_str())
        );
        assert!(!answer.parts.is_empty(), "{}", page.permalink);
        let told = text::answer(&answer);
        assert!(
            told.lines().count() > 3 && !told.contains("\n\n\n"),
            "{told}"
        );
        assert!(serde_json::to_string(&answer).is_ok());
    }
}

#[test]
fn nearly_all_facts_of_the_sample_are_of_rules_with_a_meaning() {
    let mut files = Vec::new();
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    for entry in fs::read_dir(root.join("content/articles")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        files.push((
            format!("content/articles/{name}"),
            fs::read_to_string(path).unwrap(),
        ));
    }
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_str()))
        .collect();
    let (mut n_facts, mut n_unknown) = (0, 0);
    let mut unknown = std::collections::BTreeSet::new();
    for facts in &site(&files).facts {
        let roles = facts.referents.iter().flat_map(|it| &it.roles);
        let all = facts.mentions.iter().map(|it| it.rule);
        let all = all.chain(facts.dates.iter().map(|it| it.rule));
        let all = all.chain(facts.quotes.iter().map(|it| it.rule));
        let all = all.chain(facts.events.iter().map(|it| it.rule));
        let all = all.chain(roles.map(|it| it.rule));
        for rule in all {
            n_facts += 1;
            if rules::meaning(rule.0).is_none() {
                n_unknown += 1;
                unknown.insert(rule.0);
            }
        }
    }
    assert!(
        n_facts > 1000 && n_unknown * 20 < n_facts,
        "say in rules.rs what they do: {unknown:?}"
    );
}
