//! The editor's repairs inside one article: who a name is, what a time expression means, who said a quotation.
//!
//! A repair wins over every rule. One that matches nothing in the text, or names nobody, is reported as orphaned.

use super::cast::Cast;
use super::{ActorId, near};
use crate::content::Article;
use crate::content::article::{DateFix, MentionFix, QuoteFix, WikiLink};
use crate::date::Edtf;
use crate::diag::{Diagnostic, Place};
use crate::extract::ArticleFacts;
use crate::slug::Slug;
use crate::text::Span;

/// What an editor says of a mention.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Forced {
    /// It is this actor.
    Actor(ActorId),
    /// It is nobody.
    Nobody,
}

/// The repairs of one article, by index of what they repair.
#[derive(Clone, Debug, Default)]
pub struct Repairs {
    /// For each mention.
    pub mentions: Vec<Option<Forced>>,
    /// For each date.
    pub dates: Vec<Option<(Edtf, Place)>>,
    /// For each quote.
    pub quotes: Vec<Option<(ActorId, Place)>>,
    /// Words that no rule took for a mention.
    pub added_mentions: Vec<(Span, ActorId)>,
    /// Words that no rule took for a date.
    pub added_dates: Vec<(Span, Edtf)>,
    /// What applies to nothing.
    pub diagnostics: Vec<Diagnostic>,
}

/// Applies the repairs of one article's front matter and its `[[slug|text]]` links.
pub fn repairs(article: &Article, facts: &ArticleFacts, cast: &Cast) -> Repairs {
    let mut repairs = Repairs {
        mentions: vec![None; facts.mentions.len()],
        dates: vec![None; facts.dates.len()],
        quotes: vec![None; facts.quotes.len()],
        ..Repairs::default()
    };
    for fix in &article.fixes.mentions {
        repairs.mention(fix, article, facts, cast);
    }
    for fix in &article.fixes.dates {
        repairs.date(fix, article, facts);
    }
    for fix in &article.fixes.quotes {
        repairs.quote(fix, article, facts, cast);
    }
    for link in &article.wikilinks {
        repairs.wikilink(link, facts, cast);
    }
    repairs.added_mentions.sort_unstable();
    repairs.added_mentions.dedup_by_key(|(span, _)| *span);
    repairs.added_dates.sort_unstable();
    repairs.added_dates.dedup_by_key(|(span, _)| *span);
    repairs
}

impl Repairs {
    fn orphan(&mut self, place: &Place, message: String, hint: Option<String>) {
        let warning = Diagnostic::warning("fix/orphaned", place.clone(), message);
        self.diagnostics.push(match hint {
            Some(hint) => warning.hint(hint),
            None => warning,
        });
    }

    fn unknown_actor(&mut self, place: &Place, slug: &Slug, cast: &Cast) {
        let hint = near::hint(slug.as_str(), cast.slugs());
        self.orphan(place, format!("there is no actor `{slug}`"), hint);
    }

    fn mention(&mut self, fix: &MentionFix, article: &Article, facts: &ArticleFacts, cast: &Cast) {
        let forced = match &fix.actor {
            None => Forced::Nobody,
            Some(slug) => match cast.get(slug) {
                Some(actor) => Forced::Actor(actor),
                None => return self.unknown_actor(&fix.place, slug, cast),
            },
        };
        let found = occurrences(&article.text.text, &fix.text, fix.nth, |span| {
            facts
                .mentions
                .iter()
                .any(|mention| mention.span.overlaps(span) && !fits(mention.span, span))
        });
        if found.is_empty() {
            return self.orphan(&fix.place, not_in_text(&fix.text, fix.nth), None);
        }
        for span in found {
            self.force(span, forced, facts);
        }
    }

    /// Forces the mentions under a span, or adds one.
    fn force(&mut self, span: Span, forced: Forced, facts: &ArticleFacts) {
        // Of several names inside the words ("U.S. envoy"), the words are the last one's.
        let hit = facts
            .mentions
            .iter()
            .rposition(|mention| fits(mention.span, span));
        match (hit.and_then(|ix| self.mentions.get_mut(ix)), forced) {
            (Some(slot), forced) => *slot = Some(forced),
            (None, Forced::Actor(actor)) => self.added_mentions.push((span, actor)),
            (None, Forced::Nobody) => {}
        }
    }

    fn date(&mut self, fix: &DateFix, article: &Article, facts: &ArticleFacts) {
        let found = occurrences(&article.text.text, &fix.text, fix.nth, |_| false);
        if found.is_empty() {
            return self.orphan(&fix.place, not_in_text(&fix.text, fix.nth), None);
        }
        for span in found {
            self.set_date(span, fix.edtf, &fix.place, facts);
        }
    }

    fn set_date(&mut self, span: Span, value: Edtf, place: &Place, facts: &ArticleFacts) {
        let mut hit = false;
        for (date, slot) in facts.dates.iter().zip(&mut self.dates) {
            if date.span.overlaps(span) {
                *slot = Some((value, place.clone()));
                hit = true;
            }
        }
        if !hit {
            self.added_dates.push((span, value));
        }
    }

    fn quote(&mut self, fix: &QuoteFix, article: &Article, facts: &ArticleFacts, cast: &Cast) {
        let Some(actor) = cast.get(&fix.speaker) else {
            return self.unknown_actor(&fix.place, &fix.speaker, cast);
        };
        let mut hit = false;
        for (quote, slot) in facts.quotes.iter().zip(&mut self.quotes) {
            if quote.span.of(&article.text.text).contains(fix.text.trim()) {
                *slot = Some((actor, fix.place.clone()));
                hit = true;
            }
        }
        if !hit {
            self.orphan(
                &fix.place,
                format!("no quotation contains \"{}\"", fix.text),
                None,
            );
        }
    }

    /// A link to an actor or a date is a repair of its words; links to anything else are only links.
    fn wikilink(&mut self, link: &WikiLink, facts: &ArticleFacts, cast: &Cast) {
        let actor = Slug::parse(link.target.trim()).and_then(|slug| cast.get(&slug));
        if let Some(actor) = actor {
            self.force(link.span, Forced::Actor(actor), facts);
        } else if let Ok(value) = link.target.trim().parse::<Edtf>() {
            self.set_date(link.span, value, &link.place, facts);
        }
    }
}

/// True when a mention is what the editor's words point at: one lies in the other ("envoy" in "the envoy").
fn fits(mention: Span, words: Span) -> bool {
    words.contains(mention)
}

fn not_in_text(text: &str, nth: Option<usize>) -> String {
    match nth {
        Some(nth) => format!("the text has no occurrence {nth} of \"{text}\""),
        None => format!("the text has no \"{text}\""),
    }
}

/// Where the words stand as whole words, without the ones inside something longer; all, or the `nth` from 1.
fn occurrences(
    text: &str,
    words: &str,
    nth: Option<usize>,
    is_part: impl Fn(Span) -> bool,
) -> Vec<Span> {
    let words = words.trim();
    if words.is_empty() {
        return Vec::new();
    }
    let boundary = |ch: Option<char>| ch.is_none_or(|ch| !ch.is_alphanumeric());
    let found = text
        .match_indices(words)
        .filter(|(at, _)| {
            boundary(text[..*at].chars().next_back())
                && boundary(text[at + words.len()..].chars().next())
        })
        .map(|(at, _)| Span::new(at, at + words.len()))
        .filter(|span| !is_part(*span));
    match nth {
        Some(nth) => found.skip(nth.saturating_sub(1)).take(1).collect(),
        None => found.collect(),
    }
}
