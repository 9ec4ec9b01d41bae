//! The parts of what is put into a page: what is wrong, warnings, what the page is not yet.
//!
//! The overlay and the list of warnings are `details`, so that they open and close without a script.

use super::Occasion;
use crate::diag::{self, Diagnostic, Severity};
use crate::render::PageKind;
use crate::render::html::{escape, escape_into};

/// Problems that are shown one by one; the terminal has them all.
const MOST: usize = 50;

/// True when something keeps the page from being what its sources say.
pub(super) fn has_problem(occasion: &Occasion<'_>) -> bool {
    let state = occasion.state;
    let has_no_site = state.snapshot.is_none() && !state.diagnostics.is_empty();
    occasion.failure.is_some() || state.failure.is_some() || state.is_stale || has_no_site
}

/// All parts that the occasion calls for.
pub(super) fn html(occasion: &Occasion<'_>) -> String {
    let mut out = String::new();
    if let Some((kind, words, title)) = banner(occasion) {
        out.push_str(&format!(
            "<p class=\"dl-banner dl-{kind}\" role=\"note\" title=\"{title}\">{words}</p>"
        ));
    }
    if occasion.state.is_partial {
        out.push_str("<p class=\"dl-reading\" role=\"status\">reading…</p>");
    }
    if has_problem(occasion) {
        overlay(occasion, &mut out);
    } else if !occasion.state.diagnostics.is_empty() {
        badge(&occasion.state.diagnostics, &mut out);
    }
    out
}

/// What an article is not yet: a class, a word and an explanation.
fn banner(occasion: &Occasion<'_>) -> Option<(&'static str, &'static str, &'static str)> {
    let PageKind::Article(id) = &occasion.page?.kind else {
        return None;
    };
    let article = occasion.state.snapshot.as_ref()?.articles.get(id.ix())?;
    if article.draft {
        return Some((
            "draft",
            "Draft",
            "This article is left out of the published site",
        ));
    }
    let is_future = article.day()? > occasion.state.today?;
    is_future.then_some((
        "future",
        "Future",
        "This article is left out of the published site until its day",
    ))
}

/// Warnings: a small number that opens into the list of them.
fn badge(diagnostics: &[Diagnostic], out: &mut String) {
    let summary = escape(&diag::summary(diagnostics));
    out.push_str(&format!(
        "<details class=\"dl-badge\"><summary>{summary}</summary><div class=\"dl-list\" role=\"group\" \
         aria-label=\"Warnings\" tabindex=\"0\">"
    ));
    list(diagnostics, out);
    out.push_str("</div></details>");
}

/// What is wrong, over the page as it last was.
fn overlay(occasion: &Occasion<'_>, out: &mut String) {
    let state = occasion.state;
    let title = title(occasion);
    let under = match (&state.snapshot, occasion.page) {
        (None, _) => "There is no page to show yet. It appears as soon as this is mended.",
        (Some(_), Some(_)) => {
            "Under this is the page as it last was. It follows as soon as this is mended."
        }
        (Some(_), None) => {
            "The pages are those from before. They follow as soon as this is mended."
        }
    };
    out.push_str(&format!(
        "<details class=\"dl-overlay\" open><summary><span class=\"dl-title\">{}</span></summary>\
         <section role=\"alertdialog\" aria-label=\"{}\" aria-describedby=\"dl-under\">\
         <p class=\"dl-under\" id=\"dl-under\">{under}</p><div class=\"dl-list\" tabindex=\"0\" role=\"group\" \
         aria-label=\"Problems\">",
        escape(&title),
        escape(&title),
    ));
    let failures = [occasion.failure, state.failure.as_deref()];
    for failure in failures.into_iter().flatten() {
        out.push_str("<pre class=\"dl-error\">");
        lines(failure, out);
        out.push_str("</pre>");
    }
    list(&state.diagnostics, out);
    out.push_str("</div></section></details>");
}

fn title(occasion: &Occasion<'_>) -> String {
    let state = occasion.state;
    match () {
        () if state.failure.is_some() => "The site cannot be read".into(),
        () if occasion.failure.is_some() => "This page cannot be made".into(),
        () => diag::summary(&state.diagnostics),
    }
}

/// Each problem as the terminal shows it, errors first.
fn list(diagnostics: &[Diagnostic], out: &mut String) {
    let of = |severity| {
        diagnostics
            .iter()
            .filter(move |found| found.severity == severity)
    };
    let all = of(Severity::Error).chain(of(Severity::Warning));
    for found in all.chain(of(Severity::Note)).take(MOST) {
        let (class, text) = match found.severity {
            Severity::Error => ("dl-error", one(found)),
            Severity::Warning => ("dl-warning", one(found)),
            Severity::Note => ("dl-note", one(found)),
        };
        out.push_str(&format!("<pre class=\"{class}\">"));
        lines(&text, out);
        out.push_str("</pre>");
    }
    if diagnostics.len() > MOST {
        let more = diagnostics.len() - MOST;
        out.push_str(&format!(
            "<p class=\"dl-more\">and {more} more: the terminal has them all</p>"
        ));
    }
}

/// One problem, without the count below it.
fn one(found: &Diagnostic) -> String {
    let text = diag::render(std::slice::from_ref(found), false);
    let body = text
        .rsplit_once("\n\n")
        .map_or(text.as_str(), |(body, _)| body);
    body.to_owned()
}

/// Lines of a report, each escaped and named for what it is: only the source and its caret must keep their columns.
fn lines(text: &str, out: &mut String) {
    let mut is_first = true;
    for line in text.trim_end().lines() {
        let start = line.trim_start_matches([' ', '|', '=']);
        let class = match () {
            () if is_first => "dl-head",
            () if start.starts_with("--> ") => "dl-place",
            () if line.contains('|') && start.starts_with('^') => "dl-caret",
            () if line.trim_start().starts_with("= help: ") => "dl-help",
            () if !line.contains('|') => "dl-words",
            () => "dl-source",
        };
        is_first = false;
        let gutter = match class {
            "dl-source" | "dl-caret" => line.find('|').map_or(0, |at| at + 1),
            _ => 0,
        };
        let (gutter, rest) = line.split_at_checked(gutter).unwrap_or(("", line));
        if !gutter.is_empty() {
            out.push_str("<span class=\"dl-gutter\">");
            escape_into(out, gutter);
            out.push_str("</span>");
        }
        out.push_str(&format!("<span class=\"{class}\">"));
        escape_into(out, rest);
        out.push_str("\n</span>");
    }
}
