//! What can be wrong with a site's templates, found before a page is rendered.
//!
//! Tera refuses includes in a ring by itself, but not a ring that goes through `extends`: rendering one overflows the
//! stack. So both kinds of reference are followed here.

use super::theme::{FALLBACK, SiteTemplate, TEMPLATES};
use crate::diag::{Diagnostic, Place};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// The file of a site's template.
fn file(name: &str) -> PathBuf {
    Path::new("templates").join(name)
}

/// Templates that do not parse: one error each.
pub fn syntax(templates: &[SiteTemplate]) -> Vec<Diagnostic> {
    templates
        .iter()
        .filter_map(|template| {
            let error = tera::Tera::default()
                .add_raw_template(&template.name, &template.source)
                .err()?;
            match error.kind() {
                tera::ErrorKind::SyntaxError(report) => Some(Diagnostic::error(
                    "template/syntax",
                    place(template, report.span()),
                    format!("the template does not parse: {}", report.message()),
                )),
                _ => None,
            }
        })
        .collect()
}

/// The place of a Tera span; Tera counts columns from 0.
fn place(template: &SiteTemplate, span: &tera::Span) -> Place {
    let width = match span.end_line == span.start_line {
        true => span.end_col.saturating_sub(span.start_col),
        false => 1,
    };
    Place {
        path: file(&template.name),
        line: span.start_line,
        col: span.start_col + 1,
        width: width.max(1),
        excerpt: line(&template.source, span.start_line),
        skipped: 0,
    }
}

fn line(source: &str, number: usize) -> String {
    let line = source.lines().nth(number.saturating_sub(1));
    line.unwrap_or_default().to_owned()
}

/// Templates that include or extend themselves, directly or through others: one error for each ring.
pub fn cycles(templates: &[SiteTemplate]) -> Vec<Diagnostic> {
    let mut sources: BTreeMap<String, &str> = BTreeMap::new();
    for (name, source) in TEMPLATES {
        sources.insert(format!("{FALLBACK}{name}"), source);
    }
    for template in templates {
        sources.insert(template.name.clone(), &template.source);
    }
    let mut search = Search {
        sources: &sources,
        done: BTreeSet::new(),
        rings: Vec::new(),
    };
    for template in templates {
        search.visit(&template.name, &mut Vec::new());
    }
    search.rings
}

/// A depth-first search for rings.
struct Search<'a> {
    sources: &'a BTreeMap<String, &'a str>,
    done: BTreeSet<String>,
    rings: Vec<Diagnostic>,
}

impl Search<'_> {
    fn visit(&mut self, name: &str, trail: &mut Vec<String>) {
        if self.done.contains(name) {
            return;
        }
        trail.push(name.to_owned());
        let source = self.sources.get(name).copied().unwrap_or_default();
        for (offset, target) in references(source) {
            let Some(target) = self.resolve(target) else {
                continue;
            };
            match trail.iter().position(|step| *step == target) {
                Some(start) => self.report(name, source, offset, &trail[start..], &target),
                None => self.visit(&target, trail),
            }
        }
        trail.pop();
        self.done.insert(name.to_owned());
    }

    /// The template that a name means: the site's own, else the built-in one.
    fn resolve(&self, name: &str) -> Option<String> {
        let built_in = format!("{FALLBACK}{name}");
        [name.to_owned(), built_in]
            .into_iter()
            .find(|name| self.sources.contains_key(name))
    }

    fn report(&mut self, name: &str, source: &str, offset: usize, ring: &[String], target: &str) {
        let mut steps: Vec<&str> = ring.iter().map(String::as_str).collect();
        steps.push(target);
        let ring = match steps.as_slice() {
            [one, _] => format!("the template {one} refers to itself"),
            _ => format!(
                "templates refer to each other in a ring: {}",
                steps.join(" → ")
            ),
        };
        self.rings.push(
            Diagnostic::error("template/cycle", Place::at(&file(name), source, offset, offset + 1), ring)
                .hint("take one of the `include` or `extends` tags out; built-in templates are named `default/…`"),
        );
    }
}

/// The templates that a source includes or extends, each with the offset of the tag. Comments are skipped.
fn references(source: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(open) = source[at..].find("{%").map(|ix| at + ix) {
        if let Some(comment) = source[at..open].find("{#").map(|ix| at + ix) {
            match source[comment..].find("#}") {
                Some(end) => at = comment + end + 2,
                None => break,
            }
            continue;
        }
        let tag = source[open + 2..].trim_start_matches('-').trim_start();
        let name = ["include", "extends"]
            .iter()
            .find_map(|word| tag.strip_prefix(word))
            .map(str::trim_start)
            .and_then(|rest| {
                let quote = rest
                    .chars()
                    .next()
                    .filter(|ch| matches!(ch, '"' | '\'' | '`'))?;
                rest[1..].split(quote).next()
            });
        found.extend(name.map(|name| (open, name)));
        at = open + 2;
    }
    found
}

/// What Tera finds wrong with the templates together: unknown parents, filters, components, blocks.
pub fn report(error: &tera::Error, templates: &[SiteTemplate]) -> Vec<Diagnostic> {
    let text = error.to_string();
    let reports = text
        .split("\n\n")
        .filter(|report| !report.trim().is_empty());
    reports
        .map(|report| {
            let message = report.lines().next().unwrap_or_default();
            let message = message.strip_prefix("error: ").unwrap_or(message);
            Diagnostic::error("template/invalid", locus(report, templates), message)
        })
        .collect()
}

/// The place after `-->` in one of Tera's reports, or else the first template that the report names.
fn locus(report: &str, templates: &[SiteTemplate]) -> Place {
    let written = report
        .lines()
        .find_map(|line| line.trim().strip_prefix("--> "));
    if let Some(written) = written {
        let mut parts = written.rsplitn(3, ':');
        let col = parts.next().and_then(|text| text.parse().ok());
        let line_no = parts.next().and_then(|text| text.parse().ok());
        let name = parts.next().unwrap_or_default();
        if let (Some(col), Some(line_no)) = (col, line_no) {
            let source = templates.iter().find(|template| template.name == name);
            return Place {
                path: file(name),
                line: line_no,
                col,
                width: 1,
                excerpt: source
                    .map(|template| line(&template.source, line_no))
                    .unwrap_or_default(),
                skipped: 0,
            };
        }
    }
    let named = templates.iter().find(|template| {
        report.contains(&format!("'{}'", template.name))
            || report.contains(&format!("`{}`", template.name))
    });
    Place::file(&named.map_or_else(
        || PathBuf::from("templates"),
        |template| file(&template.name),
    ))
}

/// Tera's report with the path of the site's file instead of the template's name.
pub fn with_paths(report: &str) -> String {
    report
        .replace("--> default/", "--> (built-in) ")
        .split("--> ")
        .enumerate()
        .map(|(ix, part)| match ix {
            0 => part.to_owned(),
            _ if part.starts_with("(built-in)") => format!("--> {part}"),
            _ => format!("--> templates/{part}"),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn template(name: &str, source: &str) -> SiteTemplate {
        SiteTemplate {
            name: name.into(),
            source: source.into(),
        }
    }

    #[test]
    fn a_template_that_does_not_parse_is_shown_with_its_line() {
        let found = syntax(&[template("front.html", "<p>\n{{ page.title }\n")]);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].code, "template/syntax");
        assert_eq!(found[0].place.path, Path::new("templates/front.html"));
        assert_eq!(found[0].place.line, 2);
        assert_eq!(found[0].place.excerpt, "{{ page.title }");
    }

    #[test]
    fn rings_are_found_also_through_extends() {
        let codes = |templates: &[SiteTemplate]| -> Vec<String> {
            cycles(templates)
                .into_iter()
                .map(|found| found.message)
                .collect()
        };
        assert_eq!(
            codes(&[template("a.html", "{% include \"a.html\" %}")]),
            ["the template a.html refers to itself"]
        );
        assert_eq!(
            codes(&[
                template("a.html", "{% extends 'b.html' %}"),
                template("b.html", "{%- include \"a.html\" -%}")
            ]),
            ["templates refer to each other in a ring: a.html → b.html → a.html"]
        );
        assert!(codes(&[template("base.html", "{% extends \"default/base.html\" %}")]).is_empty());
        assert!(codes(&[template("a.html", "{# {% include \"a.html\" %} #}")]).is_empty());
    }

    #[test]
    fn unknown_filters_have_a_place() {
        let templates = [template("x.html", "a\n{{ 1 | shout }}")];
        let mut tera = tera::Tera::default();
        let error = tera
            .add_raw_template("x.html", &templates[0].source)
            .unwrap_err();
        let found = report(&error, &templates);
        assert_eq!(found[0].code, "template/invalid");
        assert_eq!(found[0].place.line, 2);
        assert!(found[0].message.contains("shout"), "{}", found[0].message);
    }
}
