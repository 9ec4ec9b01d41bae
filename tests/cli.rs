//! The program from outside: exit codes, what it prints, and that bad input is told exactly and changes nothing.
//!
//! The expected messages are in `tests/faults/NAME.txt`; `UPDATE_EXPECTED=1 cargo test --test cli` takes the present ones.

#![allow(clippy::unwrap_used, clippy::expect_used)] // A test that cannot go on fails.

mod support;

use std::fs;
use std::path::Path;
use support::{Run, TestSite, tree};

const SOUND: &str = "content/articles/sound.md";

fn article(front_matter: &str, body: &str) -> String {
    format!("---\n{front_matter}---\n\n{body}\n")
}

/// A sound site with one more article.
fn with_article(front_matter: &str, body: &str) -> TestSite {
    TestSite::sound().file("content/articles/fault.md", article(front_matter, body))
}

/// Builds the site: exit code and messages are exactly the expected ones, and after an error nothing was written.
fn expect(name: &str, site: TestSite) {
    let run = site.run(&["build"]);
    let said = format!("exit {}\n{}", run.code.unwrap_or(-1), run.stderr);
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/faults")
        .join(format!("{name}.txt"));
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, &said).unwrap();
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(said, expected, "{name}");
    assert!(!said.contains("panicked"), "{name}");
    if run.code != Some(0) {
        assert!(
            !site.path("public").exists(),
            "{name}: something was written"
        );
        assert_eq!(run.stdout, "nothing was written\n", "{name}");
    }
}

#[test]
fn front_matter_faults() {
    let dated = "title: Fine\ndate: 2024-03-05\n";
    expect(
        "yaml-syntax",
        with_article(
            "title: Fine\ndate: 2024-01-01\nsummary: \"open\nmore: x\n",
            "Text.",
        ),
    );
    expect(
        "yaml-tab",
        with_article("title: Fine\n\tdate: 2024-01-01\n", "Text."),
    );
    expect(
        "yaml-unclosed",
        TestSite::sound().file(
            "content/articles/fault.md",
            "---\ntitle: Never closed\n\nText.\n",
        ),
    );
    expect(
        "yaml-duplicate-key",
        with_article("title: One\ntitle: Two\ndate: 2024-01-01\n", "Text."),
    );
    expect(
        "yaml-deep",
        with_article(
            &format!(
                "{dated}deep: {}{}\n",
                "[".repeat(20_000),
                "]".repeat(20_000)
            ),
            "Text.",
        ),
    );
    expect(
        "yaml-types",
        with_article("title: [a, {b: c}]\ndate: 2024-01-01\n", "Text."),
    );
    expect(
        "date-missing",
        with_article(
            "title: Fine\n",
            "The mayor of Riga, Anna Berg, met reporters last Tuesday.",
        ),
    );
    expect(
        "date-impossible",
        with_article("title: Fine\ndate: 2024-02-31\n", "Text."),
    );
    expect(
        "key-typo",
        with_article(&format!("{dated}pubisher: Wire\n"), "Text."),
    );
    expect(
        "slug-climbs",
        with_article(&format!("{dated}slug: ../../escape\n"), "Text."),
    );
    expect(
        "redirect-climbs",
        with_article(
            &format!("{dated}redirect_from: [/../../escape/, /%2e%2e/up/]\n"),
            "Text.",
        ),
    );
    expect(
        "license-unknown",
        with_article(&format!("{dated}license: some\n"), "Text."),
    );
}

#[test]
fn slugs_that_meet() {
    let same = |slug: &str| {
        article(
            &format!("title: Same\ndate: 2024-03-05\nslug: {slug}\n"),
            "Text.",
        )
    };
    let site = TestSite::sound();
    expect(
        "slug-twice",
        site.file("content/articles/a.md", same("same"))
            .file("content/articles/b.md", same("same")),
    );
}

#[cfg(target_os = "linux")] // Elsewhere the two names are one file.
#[test]
fn names_that_differ_only_in_case() {
    let text = |word: &str| article("title: Case\ndate: 2024-03-05\n", word);
    let site = TestSite::sound()
        .file("content/articles/Case.md", text("First."))
        .file("content/articles/case.md", text("Second."));
    let pages = site.built(&[]);
    for word in ["First.", "Second."] {
        let holds = |bytes: &Vec<u8>| String::from_utf8_lossy(bytes).contains(word);
        assert!(
            pages
                .iter()
                .any(|(path, bytes)| path.starts_with("articles/") && holds(bytes)),
            "{word} is lost"
        );
    }
    expect(
        "slug-case",
        TestSite::sound()
            .file("content/articles/Case.md", text("First."))
            .file("content/articles/case.md", text("Second.")),
    );
}

#[cfg(unix)]
#[test]
fn a_file_that_cannot_be_read_is_named() {
    use std::os::unix::fs::PermissionsExt;
    let site = with_article("title: Locked\ndate: 2024-03-05\n", "Text.");
    let path = site.path("content/articles/fault.md");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
    if fs::read(&path).is_ok() {
        return; // The superuser reads everything.
    }
    expect("unreadable", site);
}

#[test]
fn texts_that_are_no_text() {
    let bytes = b"---\ntitle: Bytes\ndate: 2024-03-05\n---\n\none \xff two\n";
    expect(
        "utf8",
        TestSite::sound().file("content/articles/fault.md", bytes),
    );
    expect(
        "control-characters",
        with_article("title: Nul\ndate: 2024-03-05\n", "a\0b \x1b[31mc"),
    );
    expect(
        "empty-file",
        TestSite::sound().file("content/articles/fault.md", ""),
    );
    expect(
        "odd-quote",
        with_article(
            "title: Odd\ndate: 2024-03-05\n",
            "Berg said: \"We will see.\n\nNothing else happened.",
        ),
    );
}

#[test]
fn editors_that_speak_of_nobody() {
    let unknown = TestSite::sound().file(
        "content/actors/nobody-known.md",
        "---\nname: Nobody Known\n---\n",
    );
    expect("actor-unknown", unknown);
    let orphan =
        "- {id: d1, at: 2024-03-06, by: ana, merge: [anna-berg, anne-berg], keep: anna-berg}\n";
    expect(
        "decision-orphaned",
        TestSite::sound().file("content/decisions.yaml", orphan),
    );
    expect(
        "decision-unknown",
        TestSite::sound().file("content/decisions.yaml", "- {id: d1, fuse: [a, b]}\n"),
    );
    let story = "---\nname: Bridges\ninclude: [sound]\nkeyPoints:\n  - {text: A bridge opened., evidence: [sound#No such words]}\n---\n";
    expect(
        "evidence-not-found",
        TestSite::sound().file("content/stories/bridges.md", story),
    );
}

#[test]
fn templates_that_fail() {
    let theme = |name: &str, text: &str| TestSite::sound().file(&format!("templates/{name}"), text);
    expect(
        "template-syntax",
        theme("article.html", "<p>{% if %}</p>\n"),
    );
    expect(
        "template-cycle",
        theme("article.html", "{% include \"loop.html\" %}")
            .file("templates/loop.html", "{% include \"loop.html\" %}"),
    );
    expect_machine(
        "template-unknown-variable",
        theme("article.html", "<main>{{ page.no_such_thing }}</main>\n"),
    );
}

/// The same for what the machine, not the content, does wrong: exit code 3.
fn expect_machine(name: &str, site: TestSite) {
    let run = site.run(&["build"]);
    assert_eq!(run.code, Some(3), "{name}: {}", run.stderr);
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/faults")
        .join(format!("{name}.txt"));
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        fs::write(&path, &run.stderr).unwrap();
    }
    assert_eq!(
        run.stderr,
        fs::read_to_string(&path).unwrap_or_default(),
        "{name}"
    );
    assert!(
        !site.path("public").exists(),
        "{name}: something was written"
    );
}

#[test]
fn configuration_faults() {
    expect(
        "config-syntax",
        TestSite::sound().file("dateline.yaml", "title: Fine\ntitle: [\n"),
    );
    expect(
        "config-typo",
        TestSite::sound().file("dateline.yaml", "titel: Fine\n"),
    );
    expect(
        "config-base-url",
        TestSite::sound().file("dateline.yaml", "base_url: example.org\n"),
    );
}

#[test]
fn empty_content_is_told_and_builds() {
    expect("empty-content", TestSite::empty());
}

#[cfg(unix)]
#[test]
fn links_and_pipes_are_not_followed() {
    use std::os::unix::fs::symlink;
    let outside = tempfile::tempdir().unwrap();
    fs::write(
        outside.path().join("secret.md"),
        article("title: Secret\ndate: 2024-03-05\n", "secret"),
    )
    .unwrap();
    let site = TestSite::sound();
    symlink(
        outside.path().join("secret.md"),
        site.path("content/articles/link.md"),
    )
    .unwrap();
    symlink("gone.md", site.path("content/articles/dangling.md")).unwrap();
    symlink("..", site.path("content/articles/loop")).unwrap();
    fs::create_dir_all(site.path("static")).unwrap();
    symlink(outside.path(), site.path("static/linked")).unwrap();
    rustix::fs::mkfifoat(
        rustix::fs::CWD,
        site.path("content/articles/pipe.md"),
        rustix::fs::Mode::RUSR,
    )
    .unwrap();
    let run = site.run(&["build"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    for name in ["link.md", "dangling.md", "loop", "pipe.md", "static/linked"] {
        assert!(
            run.stderr.contains(name),
            "{name} is not named:\n{}",
            run.stderr
        );
    }
    let secret = tree(&site.path("public"))
        .values()
        .any(|bytes| bytes.windows(6).any(|word| word == b"secret"));
    assert!(!secret, "a text from outside of the site was published");
}

#[test]
fn every_problem_is_told_in_one_run() {
    let bad = |title: &str| article(&format!("title: {title}\ndate: 2024-02-31\n"), "Text.");
    let site = TestSite::sound()
        .file("content/articles/a.md", bad("A"))
        .file("content/articles/b.md", bad("B"));
    let site = site.file("content/decisions.yaml", "- {id: d1, fuse: [a, b]}\n");
    let run = site.run(&["build"]);
    assert_eq!(run.code, Some(1));
    for name in [
        "content/articles/a.md:3:7",
        "content/articles/b.md:3:7",
        "content/decisions.yaml:1",
    ] {
        assert!(
            run.stderr.contains(name),
            "{name} is not named:\n{}",
            run.stderr
        );
    }
}

#[test]
fn a_failed_build_leaves_the_last_site() {
    let site = TestSite::sound();
    let before = site.built(&[]);
    site.write("content/articles/fault.md", b"---\ntitle: [\n---\n");
    let Run { code, .. } = site.run(&["build"]);
    assert_eq!(code, Some(1));
    assert!(before == tree(&site.path("public")));
    fs::remove_file(site.path("content/articles/fault.md")).unwrap();
    assert!(before == site.built(&[]));
}

#[test]
fn pages_of_removed_articles_go_and_foreign_files_stay() {
    let site = with_article("title: Second\ndate: 2024-03-06\n", "Text.");
    site.built(&[]);
    site.write("public/CNAME", b"example.org");
    fs::remove_file(site.path("content/articles/fault.md")).unwrap();
    let after = site.built(&[]);
    assert!(
        !after.keys().any(|path| path.contains("fault")),
        "{:?}",
        after.keys()
    );
    assert_eq!(after["CNAME"], b"example.org");
}

#[test]
fn scripts_of_an_article_are_taken_out() {
    let body = "Text <script>alert(1)</script> <img src=x onerror=go()> [l](javascript:go()) <iframe src=//evil.example></iframe>";
    let site = with_article(
        "title: '<script>x</script> & \"q\"'\ndate: 2024-03-05\n",
        body,
    );
    for (path, bytes) in site
        .built(&[])
        .into_iter()
        .filter(|(path, _)| path.ends_with(".html"))
    {
        let text = String::from_utf8(bytes).unwrap();
        for live in [
            "<script>x",
            "<script>alert",
            "onerror=",
            "href=\"javascript:",
            "<iframe",
        ] {
            assert!(!text.contains(live), "{live} in {path}");
        }
    }
}

#[test]
fn strict_makes_warnings_errors() {
    let site = with_article("title: Fine\n", "Text.");
    assert_eq!(site.run(&["build"]).code, Some(0));
    assert_eq!(site.run(&["check"]).code, Some(0));
    assert_eq!(site.run(&["check", "--strict"]).code, Some(1));
}

#[test]
fn an_article_in_another_language_is_told_of() {
    let german = "Die Präsidentin Anna Berg traf den Minister von Lettland in Riga, wie das Ministerium am Montag mitteilte. \
                  Das nächste Treffen ist für den Sommer geplant und wird auf dem Land sein.";
    let named = with_article(
        "title: Treffen in Riga\nlang: de\ndate: 2024-03-05\n",
        german,
    );
    let run = named.run(&["build", "--strict"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(
        run.stderr
            .contains("note[lang/unread]: the text is in German"),
        "{}",
        run.stderr
    );
    let unnamed = with_article("title: Treffen in Riga\ndate: 2024-03-05\n", german)
        .run(&["check", "--strict"]);
    assert_eq!(unnamed.code, Some(1), "{}", unnamed.stderr);
    assert!(
        unnamed.stderr.contains("warning[lang/unread]"),
        "{}",
        unnamed.stderr
    );
}

#[test]
fn drafts_and_future_articles_wait() {
    let site = TestSite::sound()
        .file(
            "content/articles/draft.md",
            article("title: Draft\ndate: 2024-03-04\ndraft: true\n", "Text."),
        )
        .file(
            "content/articles/future.md",
            article("title: Future\ndate: 9998-01-01\n", "Text."),
        );
    let has = |args: &[&str], slug: &str| {
        site.built(args)
            .contains_key(&format!("articles/{slug}/index.html"))
    };
    assert!(!has(&[], "draft") && !has(&[], "future") && has(&[], "sound"));
    assert!(has(&["--drafts"], "draft"));
    assert!(has(&["--future"], "future"));
    assert!(!has(&["--as-of", "2024-03-01"], "sound"));
}

#[test]
fn wrong_arguments_are_explained() {
    let site = TestSite::sound();
    for args in [
        &["buidl"][..],
        &["build", "--as-of", "2024-02-31"],
        &["build", "--jobs", "0"],
        &["build", "--base-url", "x"],
    ] {
        let run = site.run(args);
        assert_eq!(run.code, Some(2), "{args:?}: {}", run.stderr);
        assert!(run.stderr.contains("error:"), "{args:?}");
    }
    assert_eq!(site.run(&["--help"]).code, Some(0));
    assert_eq!(
        site.run(&["--version"]).stdout,
        format!("dateline {}\n", env!("CARGO_PKG_VERSION"))
    );
}

#[test]
fn a_new_site_builds_at_once() {
    let site = TestSite::empty();
    let made = site.run(&["new", "demo"]);
    assert_eq!(made.code, Some(0), "{}", made.stderr);
    let built = site.run(&["--root", "demo", "build", "--strict"]);
    assert_eq!((built.code, built.stderr.as_str()), (Some(0), ""));
    assert!(site.path("demo/public/index.html").exists());
    assert_eq!(
        site.run(&["new", "demo"]).code,
        Some(3),
        "a used folder is refused"
    );
}

#[test]
fn results_for_programs_are_json() {
    let run = TestSite::sound().run(&["build", "--format", "json", "--timings"]);
    let report: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(report["counts"]["articles"], 1);
    assert!(report["written"]["files"].as_u64() > Some(5));
    assert!(run.stderr.contains("extract"), "{}", run.stderr);
}

#[test]
fn completions_name_the_commands() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let run = TestSite::empty().run(&["completions", shell]);
        assert!(
            run.code == Some(0) && run.stdout.contains("build"),
            "{shell}"
        );
    }
}

#[test]
fn the_sound_site_is_sound() {
    let site = TestSite::sound();
    assert!(site.path(SOUND).exists());
    let run = site.run(&["build", "--strict"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
}

#[test]
fn the_editors_repairs_show_in_the_article() {
    let fixes = "fix:\n  mentions: [{text: the skipper, actor: anna-berg}, {text: Riga, hide: true}]\n  dates: [{text: the day of the flood, edtf: 2024-02-29}]\n";
    let body = "Mayor Anna Berg came to Riga. On the day of the flood, the skipper said, all boats were lost.";
    let site = with_article(&format!("title: Boats\ndate: 2024-03-05\n{fixes}"), body);
    let page =
        String::from_utf8(site.built(&["--strict"])["articles/fault/index.html"].clone()).unwrap();
    assert!(
        page.contains("title=\"Anna Berg\">the skipper</a>"),
        "{page}"
    );
    assert!(
        page.contains("<time datetime=\"2024-02-29\">the day of the flood</time>"),
        "{page}"
    );
    assert!(!page.contains(">Riga</a>"), "{page}");
}

/// Three documents of one visit, the last first; the second has no date.
const VISIT: [&str; 3] = [
    r#"{"id":"c","date":"2024-03-07","title":"Envoy back from Riga","text":"Envoy back from Riga\nAnna Berg met Foreign Minister Janis Ozols in Riga on Wednesday. Berg said \u201cwe had a good day in Riga\u201d.","story":"x"}"#,
    r#"{"id":"b","text":"Anna Berg lives in Oslo. Minister Ozols does not, a spokeswoman for Mr. Ozols said."}"#,
    r#"{"id":"a","date":"2024-03-05","title":"Envoy flies to Riga","text":"Envoy flies to Riga\nAnna Berg will meet Foreign Minister Janis Ozols in Riga on Wednesday. Ozols is happy."}"#,
];

fn documents(run: &Run) -> Vec<serde_json::Value> {
    let lines = run.stdout.lines();
    lines.map(|it| serde_json::from_str(it).unwrap()).collect()
}

/// The text and actor of each name of a document.
fn named(document: &serde_json::Value) -> Vec<(String, String)> {
    let text: Vec<char> = document["text"].as_str().unwrap().chars().collect();
    let of = |mention: &serde_json::Value| {
        let at = |key: &str| mention[key].as_u64().unwrap() as usize;
        let words = text[at("start")..at("end")].iter().collect();
        (words, mention["actor"].as_str().unwrap().to_owned())
    };
    let all = document["mentions"].as_array().unwrap();
    all.iter().map(of).collect()
}

#[test]
fn documents_resolved_together_share_actors_events_and_stories() {
    let run = TestSite::empty().filter(&["extract", "--resolve"], &VISIT.join("\n"));
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    let documents = documents(&run);
    let ids: Vec<_> = documents.iter().map(|it| it["id"].as_str()).collect();
    assert_eq!(ids, [Some("c"), Some("b"), Some("a")], "the input's order");
    for document in &documents {
        let (words, berg) = &named(document)[usize::from(document["id"] != "b")];
        assert_eq!((words.as_str(), berg.as_str()), ("Anna Berg", "anna-berg"));
    }
    let [last, other, first] = documents.as_slice() else {
        panic!("{documents:?}")
    };
    assert!(named(first).contains(&("Ozols".into(), "janis-ozols".into())));
    assert!(
        named(other).contains(&("Ozols".into(), "b#ozols".into())),
        "a surname does not cross over to another document: {:?}",
        named(other)
    );
    assert_eq!(last["quotes"][0]["actor"], "anna-berg");
    let event = |document: &serde_json::Value| document["events"][0].clone();
    assert_eq!(event(first)["id"], event(last)["id"]);
    assert!(event(first)["id"].is_string());
    assert_eq!(event(first)["status"], "planned");
    assert_eq!(event(last)["status"], "happened");
    for document in [first, last] {
        assert_eq!(event(document)["date"], "2024-03-06");
        assert_eq!(
            event(document)["participants"],
            serde_json::json!(["anna-berg", "janis-ozols"])
        );
        assert_eq!(event(document)["place"], "riga");
    }
    assert_eq!(first["story"], last["story"]);
    assert!(first["story"].is_string());
}

#[test]
fn the_order_of_documents_changes_nothing_but_the_order_of_lines() {
    let site = TestSite::empty();
    let lines = |documents: &[&str]| {
        let run = site.filter(&["extract", "--resolve"], &documents.join("\n"));
        let mut lines: Vec<String> = run.stdout.lines().map(str::to_owned).collect();
        lines.sort();
        lines
    };
    let mut reversed = VISIT;
    reversed.reverse();
    assert_eq!(lines(&VISIT), lines(&reversed));
}

#[test]
fn a_bad_line_is_told_in_its_place_when_all_are_resolved() {
    let input = format!("{}\n{{oops\n\n{}\n", VISIT[0], VISIT[1]);
    let run = TestSite::empty().filter(&["extract", "--resolve"], &input);
    assert_eq!(run.code, Some(1));
    let documents = documents(&run);
    assert_eq!(documents.len(), 3);
    assert!(documents[1]["error"].as_str().unwrap().contains("not JSON"));
    assert_eq!(documents[2]["id"], "b");
    let run = TestSite::empty().filter(&["extract", "--resolve"], "");
    assert_eq!((run.code, run.stdout.as_str()), (Some(0), ""));
}

#[test]
fn why_tells_sentence_rule_and_advice() {
    let site = TestSite::sound();
    let run = site.run(&["why", "Anna", "Berg"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    let expected = "\
Anna Berg (person): /actors/anna-berg/

names taken for one
  Anna Berg (1 article)
    rule same-name: one full name, whatever its spelling, is one bearer unless something speaks against it
    content/articles/sound.md:6:7
      Mayor [Anna Berg] opened a bridge in Riga on Monday.
";
    assert!(run.stdout.starts_with(expected), "{}", run.stdout);
    assert!(run.stdout.contains("hide: anna-berg"), "{}", run.stdout);

    let run = site.run(&["why", "--json", "/actors/anna-berg/"]);
    let answer: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(answer["subject"]["kind"], "person");
    assert_eq!(answer["parts"][0]["items"][0]["sentence"]["line"], 6);

    let run = site.run(&["why", "Anna Borg"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""));
    let expected = "nothing on the site is called \"Anna Borg\", and no article has these words\nnearest\n  Anna Berg (person): /actors/anna-berg/\n";
    assert_eq!(run.stderr, expected);
    assert_eq!(site.run(&["why"]).code, Some(2));
    assert!(!site.path("public").exists());
}
