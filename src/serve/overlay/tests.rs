use super::*;
use crate::diag::{Diagnostic, Place};
use crate::pipeline::{Changes, Options, Silent, Snapshot, Workshop};
use jiff::civil::date;
use std::path::Path;

fn article(day: &str, more: &str) -> String {
    format!(
        "---\ntitle: A bridge opens\ndate: {day}\n{more}---\nMayor Anna Berg opened a bridge in Riga.\n"
    )
}

/// A site with one article in each file.
fn snapshot(articles: &[(&str, String)]) -> Snapshot {
    let root = tempfile::tempdir().unwrap();
    let folder = root.path().join("content/articles");
    std::fs::create_dir_all(&folder).unwrap();
    for (name, text) in articles {
        std::fs::write(folder.join(name), text).unwrap();
    }
    let options = Options {
        root: root.path().to_owned(),
        output: None,
        base_url: None,
        drafts: true,
        future: true,
        as_of: None,
        today: Some(date(2024, 6, 1)),
        strict: false,
        force: false,
    };
    Workshop::new(options)
        .refresh(&Changes::All, &Silent)
        .unwrap()
}

fn occasion<'a>(state: &'a State) -> Occasion<'a> {
    Occasion {
        state,
        prefix: "/briefing",
        page: None,
        failure: None,
    }
}

fn dressed(html: &str, occasion: &Occasion<'_>) -> String {
    String::from_utf8(dress(html.as_bytes().to_vec(), occasion)).unwrap()
}

fn broken() -> Diagnostic {
    let source = "---\ntitle: <script>alert(1)</script>\n---\n";
    let place = Place::at(Path::new("content/articles/a&b.md"), source, 4, 9);
    Diagnostic::error("front-matter/yaml", place, "no </pre> here").hint("mend <it>")
}

fn warning() -> Diagnostic {
    Diagnostic::warning(
        "text/empty",
        Place::file(Path::new("x.md")),
        "nothing in it",
    )
}

#[test]
fn what_is_added_stands_before_the_end_of_the_body() {
    let state = State {
        version: 7,
        ..State::default()
    };
    let html = dressed("<p>x</p></BODY></html>\n", &occasion(&state));
    assert!(
        html.starts_with("<p>x</p><link rel=\"stylesheet\" href=\"/briefing/__dateline/live.css\""),
        "{html}"
    );
    assert!(html.ends_with("</script>\n</BODY></html>\n"), "{html}");
    assert!(html.contains("data-version=\"7\""), "{html}");
    assert!(
        html.contains("data-events=\"/briefing/__dateline/events\""),
        "{html}"
    );
    assert!(!html.contains("dl-"), "nothing is wrong: {html}");
    assert!(dressed("x", &occasion(&state)).starts_with("x<link"));
    let bodies = "<pre>&lt;/body></pre><!-- </body> --><p>y</p></body>";
    let html = dressed(bodies, &occasion(&state));
    assert!(html.contains("<p>y</p><link"), "{html}");
}

#[test]
fn the_hash_is_that_of_the_page_alone() {
    let hash = |html: &str, state: &State| {
        let html = dressed(html, &occasion(state));
        let at = html.find("data-page=").unwrap();
        html[at..].split('"').nth(1).unwrap().to_owned()
    };
    let (fine, wrong) = (
        State::default(),
        State {
            version: 2,
            is_stale: true,
            diagnostics: [broken()].into(),
            ..State::default()
        },
    );
    assert_eq!(hash("a", &fine), hash("a", &wrong));
    assert_ne!(hash("a", &fine), hash("b", &fine));
}

#[test]
fn errors_are_shown_as_the_terminal_does_and_escaped() {
    let state = State {
        is_stale: true,
        diagnostics: [warning(), broken()].into(),
        ..State::default()
    };
    let html = dressed("<h1>Last good</h1></body>", &occasion(&state));
    assert!(html.starts_with("<h1>Last good</h1>"), "{html}");
    assert!(html.contains("role=\"alertdialog\""), "{html}");
    assert!(
        html.contains("--&gt; content/articles/a&amp;b.md:2:1"),
        "{html}"
    );
    assert!(
        html.contains(
            "2 |</span><span class=\"dl-source\"> title: &lt;script&gt;alert(1)&lt;/script&gt;"
        ),
        "{html}"
    );
    assert!(html.contains("^^^^^"), "{html}");
    assert!(html.contains("= help: mend &lt;it&gt;"), "{html}");
    assert!(
        !html.contains("<script>") && !html.contains("</pre> here"),
        "{html}"
    );
    let at = |words: &str| html.find(words).unwrap();
    assert!(
        at("no &lt;/pre&gt; here") < at("nothing in it"),
        "errors come first"
    );
}

#[test]
fn warnings_are_a_badge_only() {
    let state = State {
        diagnostics: [warning(), warning()].into(),
        snapshot: Some(snapshot(&[("a.md", article("2024-03-05", ""))])),
        ..State::default()
    };
    let html = dressed("</body>", &occasion(&state));
    assert!(html.contains("<summary>2 warnings</summary>"), "{html}");
    assert!(!html.contains("alertdialog"), "{html}");
}

#[test]
fn only_so_many_problems_are_listed() {
    let state = State {
        is_stale: true,
        diagnostics: vec![broken(); 120].into(),
        ..State::default()
    };
    let html = dressed("</body>", &occasion(&state));
    assert_eq!(html.matches("<pre").count(), 50);
    assert!(html.contains("and 70 more"), "{html}");
}

#[test]
fn drafts_and_articles_of_the_future_have_a_banner() {
    let snapshot = snapshot(&[
        ("a.md", article("2024-03-05", "slug: a\n")),
        ("b.md", article("2024-03-05", "slug: b\ndraft: true\n")),
        ("c.md", article("2030-03-05", "slug: c\n")),
    ]);
    let state = State {
        snapshot: Some(snapshot.clone()),
        today: Some(date(2024, 6, 1)),
        ..State::default()
    };
    let banner = |slug: &str| {
        let page = snapshot.page(&format!("articles/{slug}/index.html"));
        assert!(page.is_some(), "{slug}");
        let html = dressed(
            "</body>",
            &Occasion {
                page,
                ..occasion(&state)
            },
        );
        html.split_once("role=\"note\"")
            .map(|(_, rest)| rest.split(['>', '<']).nth(1).unwrap().to_owned())
    };
    assert_eq!(banner("a"), None);
    assert_eq!(banner("b").as_deref(), Some("Draft"));
    assert_eq!(banner("c").as_deref(), Some("Future"));
}

#[test]
fn pages_of_our_own_say_what_is_the_matter() {
    let words = |state: &State, failure| {
        let occasion = Occasion {
            failure,
            ..occasion(state)
        };
        String::from_utf8(bare(&occasion)).unwrap()
    };
    let fine = State::default();
    assert!(words(&fine, None).contains("<h1>Reading the site…</h1>"));
    let failed = State {
        failure: Some("x.md: cannot read: <denied>".into()),
        ..State::default()
    };
    let html = words(&failed, None);
    assert!(html.contains("The site cannot be shown yet"), "{html}");
    assert!(html.contains("x.md: cannot read: &lt;denied&gt;"), "{html}");
    let wrong = State {
        diagnostics: [broken()].into(),
        ..State::default()
    };
    assert!(words(&wrong, None).contains("a&amp;b.md:2:1"));
    let html = words(&fine, Some("/x/: the template does not render"));
    assert!(html.contains("the template does not render"), "{html}");
}

#[test]
fn events_are_one_line() {
    let state = State {
        version: 3,
        styles: 2,
        ..State::default()
    };
    let event: serde_json::Value = serde_json::from_str(&event(&state)).unwrap();
    assert_eq!(
        (&event["version"], &event["styles"], &event["assets"]),
        (&3.into(), &2.into(), &0.into())
    );
}
