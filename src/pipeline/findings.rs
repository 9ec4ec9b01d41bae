//! What extraction found wrong with the texts, tied to their files.

use crate::content::Article;
use crate::diag::Diagnostic;
use crate::extract::ArticleFacts;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Findings of one kind in one article that are told one by one; a text full of them is broken as a whole.
const MOST: usize = 20;

/// Of all articles.
pub(super) fn findings(articles: &[Arc<Article>], facts: &[Arc<ArticleFacts>]) -> Vec<Diagnostic> {
    articles
        .iter()
        .zip(facts)
        .flat_map(|(article, facts)| findings_of(article, facts))
        .collect()
}

/// Of one article.
pub(super) fn findings_of(article: &Article, facts: &ArticleFacts) -> Vec<Diagnostic> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut found: Vec<Diagnostic> = Vec::new();
    for finding in &facts.findings {
        let count = counts.entry(finding.code).or_default();
        *count += 1;
        if *count <= MOST {
            found.push(Diagnostic {
                severity: finding.severity,
                code: finding.code.into(),
                place: article.place(finding.span),
                message: finding.message.clone(),
                hint: Some(finding.hint.clone()),
            });
        }
    }
    for (code, count) in counts.into_iter().filter(|(_, count)| *count > MOST) {
        if let Some(last) = found.iter_mut().rfind(|last| last.code == code) {
            let more = count - MOST;
            last.message
                .push_str(&format!(" (and {more} more like it in this file)"));
        }
    }
    found
}
