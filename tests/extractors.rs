//! Other extractors from outside: a program under `extract` in dateline.yaml reads the articles, and whatever it does
//! wrong is told and costs nothing but its own facts.

#![allow(clippy::unwrap_used, clippy::expect_used)] // A test that cannot go on fails.
#![cfg(unix)] // The programs are shell scripts.

mod support;

use std::fs;
use std::io::Write;
use std::process::{Command, Stdio};
use support::{Run, TestSite};

/// The program itself speaks the format.
const DATELINE: &str = env!("CARGO_BIN_EXE_dateline");

const ONE: &str = "---\ntitle: Mayor opens bridge\nslug: bridge\ndate: 2024-03-05\n---\n\nMayor Anna Berg opened a bridge in Riga on Monday. \"It is a good bridge,\" Berg said.\n";
const TWO: &str = "---\ntitle: Mayor closes bridge\nslug: closed\ndate: 2024-03-08\n---\n\nMayor Anna Berg closed the bridge in Riga on Thursday.\n";

/// A site of two articles with an entry `extract`; every run of a script is noted in `ran`.
fn site(extract: &str) -> TestSite {
    TestSite::empty()
        .file("content/articles/one.md", ONE)
        .file("content/articles/two.md", TWO)
        .file(
            "dateline.yaml",
            format!("title: Desk\nextract: {extract}\n"),
        )
}

/// With a script.
fn scripted(mode: &str, script: &str) -> TestSite {
    let script = format!("echo run >> ran\n{script}\n");
    site(&format!(
        "{{command: [sh, x.sh], mode: {mode}, timeout: 20}}"
    ))
    .file("x.sh", script)
}

/// How often the script was run.
fn runs(site: &TestSite) -> usize {
    fs::read_to_string(site.path("ran")).map_or(0, |text| text.lines().count())
}

fn pages(site: &TestSite) -> Vec<String> {
    let mut pages: Vec<String> = support::tree(&site.path("public")).into_keys().collect();
    pages.retain(|path| path.starts_with("actors/") && path.ends_with("/index.html"));
    pages
}

fn build(site: &TestSite) -> Run {
    let run = site.run(&["build"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    run
}

/// The pages that our own rules make.
fn own_pages() -> Vec<String> {
    let site = TestSite::empty()
        .file("content/articles/one.md", ONE)
        .file("content/articles/two.md", TWO);
    build(&site);
    pages(&site)
}

#[test]
fn a_program_that_gives_back_what_it_was_given_changes_nothing() {
    let site = scripted("after", "cat");
    let run = build(&site);
    assert_eq!(run.stderr, "");
    let public = support::tree(&site.path("public"));
    let plain = TestSite::empty()
        .file("content/articles/one.md", ONE)
        .file("content/articles/two.md", TWO)
        .file("dateline.yaml", "title: Desk\n");
    build(&plain);
    assert!(public == support::tree(&plain.path("public")));
}

#[test]
fn the_program_is_asked_once_and_again_for_what_changed() {
    let site = scripted("after", "tee -a asked");
    build(&site);
    let asked = || {
        fs::read_to_string(site.path("asked"))
            .unwrap()
            .lines()
            .count()
    };
    assert_eq!((runs(&site), asked()), (1, 2));
    // Nothing changed; then the pages are gone; then another option.
    build(&site);
    fs::remove_dir_all(site.path("public")).unwrap();
    build(&site);
    build(&site.file("templates/.keep", ""));
    let site = scripted("after", "tee -a asked");
    let asked = || {
        fs::read_to_string(site.path("asked"))
            .unwrap()
            .lines()
            .count()
    };
    build(&site);
    site.write(
        "content/articles/two.md",
        TWO.replace("closed", "shut").as_bytes(),
    );
    build(&site);
    assert_eq!((runs(&site), asked()), (2, 3));
    // Another program is another question.
    site.write("x.sh", b"echo run >> ran\ncat\n");
    build(&site);
    assert_eq!(runs(&site), 3);
}

#[test]
fn instead_of_ours_nothing_stands_but_what_the_program_says() {
    let site = scripted("instead", "cat");
    let run = build(&site);
    assert_eq!(run.stderr, "");
    assert_eq!(pages(&site), ["actors/index.html"]);
    // dateline is a program that speaks the format.
    let site = self::site(&format!(
        "{{command: ['{DATELINE}', extract], mode: instead}}"
    ));
    let run = build(&site);
    assert_eq!(run.stderr, "");
    assert_eq!(pages(&site), own_pages());
}

#[test]
fn names_that_a_program_adds_get_pages() {
    let add = r#"sed 's/"mentions":\[/"mentions":[{"start":0,"end":5,"kind":"organization","actor":"m"},/'"#;
    let site = scripted("after", add);
    build(&site);
    assert!(!own_pages().contains(&"actors/mayor/index.html".to_owned()));
    assert!(
        pages(&site).contains(&"actors/mayor/index.html".to_owned()),
        "{:?}",
        pages(&site)
    );
    let why = site.run(&["why", "Mayor"]);
    assert!(why.stdout.contains("rule external"), "{}", why.stdout);
}

#[test]
fn whatever_fails_is_told_and_our_own_rules_read_on() {
    let own = own_pages();
    for (command, told) in [
        ("[no-such-program-here]", "the program is not there"),
        ("[./missing.sh]", "the program is not there"),
        (
            "[sh, -c, 'echo no model >&2; exit 3']",
            "it ended with status 3; it says: no model",
        ),
        (
            "[sh, -c, 'cat >/dev/null']",
            "the extractor's answer is not taken: there is none",
        ),
        (
            "[sh, -c, 'echo loading; cat']",
            "line 1 of its answer is no JSON (`loading`): messages belong to standard error",
        ),
        (
            "[sh, -c, 'echo {}; cat']",
            "line 1 of its answer has the id of no document",
        ),
        ("[sh, -c, 'head -n 1; exit 1']", "it ended with status 1"),
        (
            "[sh, -c, 'sed s/Riga/Ryga/g']",
            "the text is not the one that was given",
        ),
        ("[sh, -c, 'tee t; cat t']", "it came twice"),
        ("[sh, -c, 'printf \"\\377\\n\"; cat']", "is no UTF-8 text"),
    ] {
        let site = site(&format!("{{command: {command}, timeout: 20}}"));
        let run = build(&site);
        assert!(run.stderr.contains(told), "{command}: {}", run.stderr);
        assert!(run.stderr.contains("warning"), "{}", run.stderr);
        assert_eq!(pages(&site), own, "{command}");
        // It is asked again, and complained of again.
        assert_eq!(build(&site).stderr, run.stderr, "{command}");
        assert_eq!(site.run(&["build", "--strict"]).code, Some(1));
    }
}

#[test]
fn a_silent_program_is_given_up() {
    let site = site("{command: [sh, -c, 'head -n 1; sleep 60'], timeout: 1}");
    let began = std::time::Instant::now();
    let run = build(&site);
    assert!(
        run.stderr.contains("it was silent for 1 seconds"),
        "{}",
        run.stderr
    );
    assert!(began.elapsed().as_secs() < 40);
    assert_eq!(pages(&site), own_pages());
}

#[test]
fn a_mended_program_is_believed_without_any_source_touched() {
    let site = site("{command: [sh, -c, 'test -e ready && cat']}");
    assert!(build(&site).stderr.contains("it ended with status 1"));
    site.write("ready", b"");
    assert_eq!(build(&site).stderr, "");
}

#[test]
fn a_wrong_entry_stops_the_build() {
    let site = site("{command: python3 x.py}");
    let run = site.run(&["build"]);
    assert_eq!(run.code, Some(1));
    assert!(run.stderr.contains("config/extract"), "{}", run.stderr);
}

/// `dateline extract` in the site's folder.
fn filtered(site: &TestSite, args: &[&str], input: &str) -> (String, String) {
    let mut child = Command::new(DATELINE)
        .arg("extract")
        .args(args)
        .current_dir(site.root())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(input.as_bytes())
        .unwrap();
    let done = child.wait_with_output().unwrap();
    assert!(done.status.success());
    (
        String::from_utf8(done.stdout).unwrap(),
        String::from_utf8(done.stderr).unwrap(),
    )
}

#[test]
fn the_filter_asks_the_program_too() {
    let input = "{\"id\":\"a\",\"text\":\"Anna Berg spoke in Riga.\"}\n{\"id\":7,\"text\":\"Anna Berg spoke in Riga.\"}\n";
    let site = scripted("after", r#"sed 's/"kind":"person"/"kind":"organization"/'"#);
    for args in [&[][..], &["--resolve"]] {
        let (out, told) = filtered(&site, args, input);
        assert_eq!(told, "");
        let lines: Vec<&str> = out.lines().collect();
        assert_eq!(lines.len(), 2);
        assert!(
            lines
                .iter()
                .all(|line| line.contains("\"kind\":\"organization\"")),
            "{out}"
        );
        assert!(lines[0].contains("\"id\":\"a\"") && lines[1].contains("\"id\":7"));
    }
    // What comes with pauses is asked for in parts.
    assert!(runs(&site) >= 2);
    let site = scripted("after", "exit 4");
    let (out, told) = filtered(&site, &[], input);
    assert!(
        out.contains("\"kind\":\"person\"") && told.contains("it ended with status 4"),
        "{told}"
    );
    // A site whose program is the filter itself does not run in circles.
    let site = self::site(&format!("{{command: ['{DATELINE}', extract]}}"));
    let (out, told) = filtered(&site, &[], input);
    assert_eq!((out.lines().count(), told.as_str()), (2, ""));
}
