//! The lines with which an editor changes what the site says, ready to paste.

use super::Advice;
use super::view::View;
use crate::content::ArticleId;
use crate::slug::Slug;
use crate::text::Span;

const DECISIONS: &str = "content/decisions.yaml";

/// Text as YAML takes it on one line.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

impl View<'_> {
    /// A repair in the front matter of an article.
    fn fix(&self, article: ArticleId, list: &str, entry: &str, when: &str) -> Option<Advice> {
        let article = self.article(article)?;
        Some(Advice {
            when: when.to_owned(),
            file: format!("{} (front matter)", article.path.display()),
            lines: format!("fix:\n  {list}:\n    - {{{entry}}}\n"),
        })
    }

    /// Who a mention is.
    pub(super) fn fix_mention(
        &self,
        article: ArticleId,
        span: Span,
        actor: &str,
        when: &str,
    ) -> Option<Advice> {
        let entry = format!("{}, actor: {actor}", self.pointed(article, span)?);
        self.fix(article, "mentions", &entry, when)
    }

    /// The words of a mention, and which of several places is meant.
    fn pointed(&self, article: ArticleId, span: Span) -> Option<String> {
        let words = span.of(&self.article(article)?.text.text);
        let nth = self.nth(article, span, words);
        let nth = nth.map_or_else(String::new, |nth| format!(", nth: {nth}"));
        Some(format!("text: {}{nth}", quoted(words)))
    }

    /// That a mention is no name.
    pub(super) fn hide_mention(
        &self,
        article: ArticleId,
        span: Span,
        when: &str,
    ) -> Option<Advice> {
        let entry = format!("{}, hide: true", self.pointed(article, span)?);
        self.fix(article, "mentions", &entry, when)
    }

    /// What a time expression means.
    pub(super) fn fix_date(
        &self,
        article: ArticleId,
        span: Span,
        value: &str,
        when: &str,
    ) -> Option<Advice> {
        let words = span.of(&self.article(article)?.text.text);
        let entry = format!("text: {}, edtf: {value}", quoted(words));
        self.fix(article, "dates", &entry, when)
    }

    /// Who said a quotation.
    pub(super) fn fix_quote(
        &self,
        article: ArticleId,
        span: Span,
        speaker: &str,
        when: &str,
    ) -> Option<Advice> {
        let words = span.of(&self.article(article)?.text.text);
        // A few words identify it; they must stand in the text as they are.
        let end = words
            .char_indices()
            .filter(|(_, ch)| *ch == ' ')
            .map(|(at, _)| at)
            .nth(4)
            .unwrap_or(words.len());
        let words = words.get(..end).unwrap_or(words);
        let entry = format!("text: {}, speaker: {speaker}", quoted(words));
        self.fix(article, "quotes", &entry, when)
    }

    /// Which of several places of the same words is meant; `None` where there is one only.
    fn nth(&self, article: ArticleId, span: Span, words: &str) -> Option<usize> {
        let (found, facts) = (self.article(article)?, self.facts(article)?);
        let text = &found.text.text;
        let is_end = |ch: Option<char>| ch.is_none_or(|ch| !ch.is_alphanumeric());
        let places: Vec<Span> = text
            .match_indices(words)
            .map(|(at, _)| Span::new(at, at + words.len()))
            .filter(|place| {
                let before = text.get(..place.start as usize);
                let behind = text.get(place.end as usize..);
                is_end(before.and_then(|text| text.chars().next_back()))
                    && is_end(behind.and_then(|text| text.chars().next()))
            })
            // As the repair counts: not inside a longer mention.
            .filter(|place| {
                let mut mentions = facts.mentions.iter();
                !mentions.any(|it| it.span.overlaps(*place) && !place.contains(it.span))
            })
            .collect();
        let at = places.iter().position(|place| *place == span)?;
        (places.len() > 1).then_some(at + 1)
    }

    /// A new line of `content/decisions.yaml`.
    pub(super) fn decision(&self, action: &str, when: &str) -> Advice {
        let lines = format!(
            "- id: {}\n  because: …\n{}",
            self.next_id(),
            action
                .lines()
                .map(|line| format!("  {line}\n"))
                .collect::<String>()
        );
        Advice {
            when: when.to_owned(),
            file: format!("{DECISIONS} (at its end)"),
            lines,
        }
    }

    /// The id after the highest.
    fn next_id(&self) -> String {
        let decisions = self.site.editorial.decisions.iter();
        let numbered = decisions.filter_map(|decision| {
            let digits = decision
                .id
                .trim_start_matches(|ch: char| !ch.is_ascii_digit());
            let stem = decision.id.strip_suffix(digits)?;
            Some((digits.parse::<u32>().ok()?, digits.len(), stem))
        });
        let (n, width, stem) = numbered.max().unwrap_or((0, 3, "d-"));
        format!("{stem}{:0width$}", n.saturating_add(1))
    }

    /// That two things are one, or never.
    pub(super) fn merge_or_part(&self, prefix: &str, one: &Slug, other: &Slug) -> Vec<Advice> {
        let both = format!("[{prefix}{one}, {prefix}{other}]");
        vec![
            self.decision(
                &format!("merge: {both}\nkeep: {prefix}{one}"),
                &format!("{one} and {other} are one"),
            ),
            self.decision(
                &format!("distinct: {both}"),
                &format!("{one} and {other} are never one"),
            ),
        ]
    }
}
