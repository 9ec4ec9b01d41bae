//! Who may import whom: `main -> cli -> {import, review, serve, publish, why} -> pipeline -> {cache, output}, render -> resolve ->
//! extract -> content -> ground`. Never upward, never sideways. Reads every `crate::` path of `src/`.

#![allow(clippy::unwrap_used, clippy::expect_used)] // A test that cannot go on fails.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Each room of the house and those that it may know, besides the ground floor and itself.
const ROOMS: [(&str, &[&str]); 14] = [
    ("content", &[]),
    ("extract", &["content"]),
    ("resolve", &["extract", "content"]),
    // `output` for the type of what it makes: a path and bytes.
    ("render", &["resolve", "extract", "content", "output"]),
    ("cache", &["extract", "content"]),
    ("output", &[]),
    (
        "pipeline",
        &["cache", "output", "render", "resolve", "extract", "content"],
    ),
    ("import", &["pipeline", "content", "extract"]),
    ("review", &["pipeline", "content", "extract", "resolve"]),
    ("serve", &["pipeline", "render", "output"]),
    ("publish", &["pipeline", "render", "output"]),
    (
        "why",
        &["pipeline", "render", "resolve", "extract", "content"],
    ),
    (
        "cli",
        &[
            "import", "review", "serve", "publish", "why", "pipeline", "cache", "output", "render",
            "resolve", "extract", "content",
        ],
    ),
    ("main", &["cli"]),
];

const GROUND: [&str; 11] = [
    "config", "date", "diag", "error", "files", "intern", "kinds", "media", "slug", "text", "yaml",
];

/// Folders of extraction rules and the rules whose results they take; what all share stands beside them.
const RULES: [(&str, &[&str]); 5] = [
    ("coref", &["name", "quote"]),
    ("event", &[]),
    ("name", &[]),
    ("quote", &[]),
    ("time", &[]),
];

/// Every Rust file below `src/`: path with forward slashes, text without comments.
fn sources() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files: Vec<_> = walkdir::WalkDir::new(&root)
        .into_iter()
        .map(|entry| entry.unwrap().into_path())
        .filter(|path| path.extension().is_some_and(|ext| ext == "rs"))
        .map(|path| {
            let name = path.strip_prefix(&root).unwrap().to_str().unwrap();
            let text = fs::read_to_string(&path).unwrap();
            let code = text.lines().map(|line| line.split("//").next().unwrap());
            (name.replace('\\', "/"), code.collect::<Vec<_>>().join("\n"))
        })
        .collect();
    files.sort();
    assert!(!files.is_empty());
    files
}

/// The first parts of all paths that begin with `prefix`: `crate::a::b` and `crate::{a, b::c}` know `a` and `b`.
fn heads(code: &str, prefix: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (at, _) in code.match_indices(prefix) {
        let rest = &code[at + prefix.len()..];
        match rest.strip_prefix('{') {
            Some(group) => found.extend(group_heads(group)),
            None => found.extend(identifier(rest)),
        }
    }
    found
}

/// The first identifiers of the members of a `{…}` group, whose opening brace is behind.
fn group_heads(group: &str) -> Vec<String> {
    let mut depth = 1;
    let mut found = Vec::new();
    let mut is_start = true;
    for (at, ch) in group.char_indices() {
        match ch {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 1 => is_start = true,
            ch if is_start && !ch.is_whitespace() => {
                found.extend(identifier(&group[at..]));
                is_start = false;
            }
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    found
}

fn identifier(text: &str) -> Option<String> {
    let end = text
        .find(|ch: char| !(ch.is_alphanumeric() || ch == '_'))
        .unwrap_or(text.len());
    (end > 0).then(|| text[..end].to_owned())
}

/// `content` for `content/article.rs` and `content.rs`.
fn room(file: &str) -> &str {
    file.split('/').next().unwrap().trim_end_matches(".rs")
}

#[test]
fn nobody_imports_upward_or_sideways() {
    let mut broken = Vec::new();
    for (file, code) in sources() {
        let own = room(&file);
        if own == "lib" {
            continue;
        }
        let allowed = match ROOMS.iter().find(|(name, _)| *name == own) {
            Some((_, allowed)) => *allowed,
            None if GROUND.contains(&own) => &[],
            None => panic!("src/{file}: say in tests/layers.rs on which floor this module stands"),
        };
        for other in heads(&code, "crate::")
            .into_iter()
            .chain(heads(&code, "dateline::"))
        {
            let is_module =
                GROUND.contains(&other.as_str()) || ROOMS.iter().any(|(name, _)| *name == other);
            let is_known = other == own
                || GROUND.contains(&other.as_str())
                || allowed.contains(&other.as_str());
            if is_module && !is_known {
                broken.push(format!("src/{file} imports crate::{other}"));
            }
        }
    }
    assert!(broken.is_empty(), "\n{}\n", broken.join("\n"));
}

#[test]
fn extraction_rules_do_not_import_each_other() {
    let mut broken = Vec::new();
    let sources = sources().into_iter();
    for (file, code) in sources.filter(|(file, _)| !file.ends_with("/tests.rs")) {
        let Some((rule, given)) = RULES
            .iter()
            .find(|(rule, _)| file.starts_with(&format!("extract/{rule}")))
        else {
            continue;
        };
        let mut known = heads(&code, "crate::extract::");
        let depth = file.matches('/').count() - usize::from(file.ends_with("/mod.rs"));
        let up = "super::".repeat(depth);
        known.extend(
            code.match_indices(&up)
                .filter(|(at, _)| !code[..*at].ends_with("super::"))
                .filter_map(|(at, _)| identifier(&code[at + up.len()..])),
        );
        let others = RULES
            .iter()
            .map(|(other, _)| other)
            .filter(|other| *other != rule);
        for other in others.filter(|other| known.contains(**other) && !given.contains(other)) {
            broken.push(format!("src/{file} imports the rule {other}"));
        }
    }
    assert!(broken.is_empty(), "\n{}\n", broken.join("\n"));
}

#[test]
fn only_the_command_line_reads_the_clock_and_the_environment() {
    let readers = [
        "SystemTime::now",
        "Zoned::now",
        "ZonedDateTime::now",
        "Timestamp::now",
        "env::var",
        "env::current_dir",
        "TimeZone::system",
    ];
    let mut broken = Vec::new();
    for (file, code) in sources()
        .into_iter()
        .filter(|(file, _)| room(file) != "cli" && !file.ends_with("/tests.rs"))
    {
        let found = readers.iter().filter(|reader| code.contains(**reader));
        broken.extend(found.map(|reader| format!("src/{file} calls {reader}")));
    }
    assert!(broken.is_empty(), "\n{}\n", broken.join("\n"));
}

#[test]
fn paths_are_read_from_groups_too() {
    let code = "use crate::{a, b::{c, d}, e::f};\nuse crate::g::h;";
    let found: Vec<_> = heads(code, "crate::").into_iter().collect();
    assert_eq!(found, ["a", "b", "e", "g"]);
}
