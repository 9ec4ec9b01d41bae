//! One article read again after its file was saved.
//!
//! Only where nobody else can be concerned: an article that keeps its address, its place in the order and everything that
//! an editor decided in its front matter. Whatever is more than that needs all files to be looked at.

use super::article::{Article, Fixes};
use super::load;
use crate::config::Config;
use crate::diag::{Diagnostic, Severity};
use crate::slug::Slug;
use std::path::Path;

/// The article as its file is now, with the id and slug of `old`; what is wrong with it is added to `found`. `None` when
/// the file is gone or has errors, or when what changed concerns more than this article.
pub fn renewed(
    root: &Path,
    old: &Article,
    config: &Config,
    found: &mut Vec<Diagnostic>,
) -> Option<Article> {
    if !lies_inside(root, &old.path) {
        return None;
    }
    let from = found.len();
    let now = load::article(root, &old.path, config, found)?;
    let read = found.get(from..).unwrap_or_default();
    if read.iter().any(|found| found.severity == Severity::Error) {
        return None;
    }
    // The slug of `old` may be one that it got because its own was taken: what the file asks for must be the same.
    let then = load::parse(&old.path, &old.source, config, &mut Vec::new())?;
    let is_same = now.article.slug == then.article.slug
        && now.slug_place.is_some() == then.slug_place.is_some()
        && keeps_its_place(&now.article, old);
    is_same.then(|| Article {
        id: old.id,
        slug: old.slug.clone(),
        ..now.article
    })
}

/// The walk over all files follows no link out of the site, so neither must this.
fn lies_inside(root: &Path, path: &Path) -> bool {
    let home = root.canonicalize();
    let file = root.join(path).canonicalize();
    home.is_ok_and(|home| file.is_ok_and(|file| file.starts_with(home)))
}

fn keeps_its_place(now: &Article, old: &Article) -> bool {
    now.date == old.date
        && now.draft == old.draft
        && now.license == old.license
        && now.lang == old.lang
        && now.redirect_from == old.redirect_from
        && now.stories == old.stories
        && now.not_stories == old.not_stories
        && now.actors == old.actors
        && repairs(&now.fixes) == repairs(&old.fixes)
}

/// The editor's repairs without the lines that they stand in.
fn repairs(fixes: &Fixes) -> Vec<(&str, Option<usize>, Option<&Slug>, String)> {
    let mentions = fixes.mentions.iter();
    let mentions = mentions.map(|fix| (&*fix.text, fix.nth, fix.actor.as_ref(), String::new()));
    let dates = fixes.dates.iter();
    let dates = dates.map(|fix| (&*fix.text, fix.nth, None, fix.edtf.to_string()));
    let quotes = fixes.quotes.iter();
    let quotes = quotes.map(|fix| (&*fix.text, None, Some(&fix.speaker), String::new()));
    mentions.chain(dates).chain(quotes).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::{self, Selection};
    use std::fs;

    const FILE: &str = "content/articles/talks.md";

    /// What becomes of an article whose file is first `then`, and then `now`.
    fn after(then: &str, now: &str) -> Option<Article> {
        let folder = tempfile::tempdir().unwrap();
        let (root, config) = (folder.path(), Config::default());
        fs::create_dir_all(root.join("content/articles")).unwrap();
        fs::write(root.join(FILE), then).unwrap();
        let content = content::load(root, &config, Selection::default());
        fs::write(root.join(FILE), now).unwrap();
        renewed(root, &content.articles[0], &config, &mut Vec::new())
    }

    const THEN: &str = "---\ndate: 2019-03-01\nfix:\n  mentions: [{text: Kim, hide: true}]\n---\n# Talks\n\nKim spoke.\n";

    #[test]
    fn words_may_change() {
        let now = THEN.replace(
            "---\n# Talks",
            "tags: [talks]\nsummary: It went well.\n---\n# New talks",
        );
        let article = after(THEN, &now).unwrap();
        assert_eq!(
            (article.title.as_str(), article.slug.as_str()),
            ("New talks", "talks")
        );
        assert_eq!(article.summary.as_deref(), Some("It went well."));
        let lower = THEN.replace("date:", "authors: [A]\ndate:");
        assert!(after(THEN, &lower).is_some(), "repairs in another line");
    }

    #[test]
    fn what_concerns_others_may_not() {
        for (from, to) in [
            ("date: 2019-03-01", "date: 2019-03-02"),
            ("date: 2019-03-01", "date: 2019-03-01\nslug: other"),
            ("date: 2019-03-01", "date: 2019-03-01\nslug: talks"),
            ("date: 2019-03-01", "date: 2019-03-01\ndraft: true"),
            ("date: 2019-03-01", "date: 2019-03-01\nlicense: excerpt"),
            ("date: 2019-03-01", "date: 2019-03-01\nstories: [a]"),
            ("date: 2019-03-01", "date: 2019-03-01\nredirect_from: /old/"),
            ("date: 2019-03-01", "date: [2019"),
            ("hide: true", "actor: kim"),
            ("# Talks\n\nKim spoke.\n", ""),
        ] {
            assert!(after(THEN, &THEN.replace(from, to)).is_none(), "{to}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_link_out_of_the_site_is_not_followed() {
        let (folder, outside) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let (root, config) = (folder.path(), Config::default());
        fs::create_dir_all(root.join("content/articles")).unwrap();
        fs::write(root.join(FILE), THEN).unwrap();
        let content = content::load(root, &config, Selection::default());
        fs::write(outside.path().join("secret.md"), THEN).unwrap();
        fs::remove_file(root.join(FILE)).unwrap();
        std::os::unix::fs::symlink(outside.path().join("secret.md"), root.join(FILE)).unwrap();
        assert!(renewed(root, &content.articles[0], &config, &mut Vec::new()).is_none());
    }
}
