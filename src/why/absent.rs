//! Why a name that stands in articles has no page, or none of this name alone.

use super::find::{Subject, occurrences};
use super::view::{View, count};
use super::{Advice, Answer, Item, Part};
use crate::content::ArticleId;
use crate::content::editorial::Action;
use crate::extract::facts::{Mention, MentionClass, MentionIx, MentionKind, Referent, ReferentIx};
use crate::resolve::fold;
use crate::resolve::presence::{Presence, presences};
use crate::resolve::record::{self, Refusal, name_key};
use crate::resolve::{ActorId, SentenceRef};
use crate::slug::Slug;
use crate::text::Span;
use std::collections::BTreeMap;

pub(super) fn answer(view: &View<'_>, name: &str) -> Answer {
    let mut answer = view.about(&Subject::Name(name.to_owned()));
    let found = Found::new(view, name);
    answer.parts = vec![
        found.unlinked(),
        found.linked(),
        found.inside(),
        found.bare(),
    ];
    answer.advice = found.advice();
    answer
}

/// Why a mention has no page.
pub(super) fn unlinked(view: &View<'_>, article: ArticleId, ix: MentionIx) -> Option<Item> {
    let mention = view.facts(article)?.mentions.get(ix.ix())?;
    let words = view.words(article, mention.span);
    let item = Item::new(format!("\"{words}\" leads nowhere"))
        .rule(reason(view, article, mention))
        .cited(view.cited_at(article, &[mention.span]));
    let note = found_by(mention);
    let candidates = view.candidates(article, ix);
    let names: Vec<&str> = candidates.iter().map(|it| it.name).collect();
    let may = (!names.is_empty()).then(|| format!("it may be {}", names.join(", or ")));
    Some(item.notes(may).notes([note]))
}

fn found_by(mention: &Mention) -> String {
    let kind = match mention.kind {
        MentionKind::Person => "a person",
        MentionKind::Organization => "an organization",
        MentionKind::Place => "a place",
    };
    format!("taken for {kind} by the rule {}", mention.rule.0)
}

/// The name of the reason.
fn reason(view: &View<'_>, article: ArticleId, mention: &Mention) -> &'static str {
    let Some((ix, referent)) = view.referent(article, mention) else {
        return "not-certain";
    };
    if is_hidden_here(view, article, mention) {
        return "hidden-here";
    }
    match refusal(view, article, ix) {
        Some(Refusal::Outlet) => "outlet",
        Some(Refusal::Short) => "short-name",
        Some(Refusal::Generic) => "generic-body",
        Some(Refusal::Nameless) => "nameless",
        None if is_hidden(view, referent) => "hidden",
        None if fold::is_acronym(&referent.name) => "open-acronym",
        None if is_bare(view, article, ix) => "named-once",
        None => "namesakes",
    }
}

fn refusal(view: &View<'_>, article: ArticleId, ix: ReferentIx) -> Option<Refusal> {
    record::refusal(view.article(article)?, view.facts(article)?, ix)
}

/// The article only names it, and once.
fn is_bare(view: &View<'_>, article: ArticleId, ix: ReferentIx) -> bool {
    let facts = view.facts(article);
    let presence = facts.and_then(|facts| presences(facts).get(ix.ix()).copied());
    presence.is_some_and(Presence::is_bare)
}

/// The article's own front matter says that it is nobody.
fn is_hidden_here(view: &View<'_>, article: ArticleId, mention: &Mention) -> bool {
    let words = view.words(article, mention.span);
    let fixes = view.article(article).into_iter();
    let mut fixes = fixes.flat_map(|article| &article.fixes.mentions);
    fixes.any(|fix| fix.actor.is_none() && fix.text.contains(&words))
}

/// An editor wants no page for it.
fn is_hidden(view: &View<'_>, referent: &Referent) -> bool {
    let Some(slug) = Slug::from_text(&referent.name) else {
        return false;
    };
    let key = name_key(&referent.name);
    let editorial = &view.site.editorial;
    let named = |name: &String| name_key(name) == key;
    let mut files = editorial.actors.iter().filter(|file| file.hide);
    let mut decisions = editorial.decisions.iter();
    files.any(|file| file.slug == slug || file.name.iter().chain(&file.aliases).any(named))
        || decisions.any(|decision| decision.action == Action::Hide(slug.clone()))
}

/// Where a name stands.
struct Found<'v, 'a> {
    view: &'v View<'a>,
    /// Mentions in these words without a page.
    unlinked: Vec<(ArticleId, MentionIx)>,
    /// Mentions in these words by whom they are.
    linked: BTreeMap<ActorId, Vec<(ArticleId, MentionIx)>>,
    /// Places inside longer names.
    inside: BTreeMap<String, Vec<(ArticleId, Span)>>,
    /// Places that no rule took for a name.
    bare: Vec<(ArticleId, Span)>,
}

impl<'v, 'a> Found<'v, 'a> {
    fn new(view: &'v View<'a>, name: &str) -> Self {
        let mut found = Self {
            view,
            unlinked: Vec::new(),
            linked: BTreeMap::new(),
            inside: BTreeMap::new(),
            bare: Vec::new(),
        };
        for id in view.ids() {
            let text = view.article(id).map_or("", |article| &article.text.text);
            for span in occurrences(text, name) {
                found.add(id, span);
            }
        }
        found
    }

    fn add(&mut self, id: ArticleId, span: Span) {
        let mentions = self.view.facts(id).map_or(&[][..], |facts| &facts.mentions);
        let first = mentions.partition_point(|mention| mention.span.end <= span.start);
        let mention = mentions
            .get(first)
            .filter(|mention| mention.span.overlaps(span));
        let ix = MentionIx(first as u32);
        match mention {
            None => self.bare.push((id, span)),
            Some(mention) if mention.span.contains(span) && mention.span != span => {
                let words = self.view.words(id, mention.span);
                self.inside.entry(words).or_default().push((id, span));
            }
            Some(_) => match self.view.who(id, ix) {
                Some(actor) => self.linked.entry(actor).or_default().push((id, ix)),
                None => self.unlinked.push((id, ix)),
            },
        }
    }

    fn unlinked(&self) -> Part {
        self.view
            .part("without a page", &self.unlinked, |(article, ix)| {
                unlinked(self.view, *article, *ix)
            })
    }

    fn linked(&self) -> Part {
        self.view
            .part("taken for", &self.linked, |(actor, places)| {
                let actor = self.view.actor(*actor)?;
                let (article, ix) = *places.first()?;
                let mention = self.view.facts(article)?.mentions.get(ix.ix())?;
                let n = count(places.len(), "time");
                let rule = match mention.class {
                    MentionClass::Name => "short-form",
                    _ => mention.rule.0,
                };
                let item = Item::new(format!("{} ({}), {n}", actor.name, actor.slug))
                    .rule(rule)
                    .cited(self.view.cited_at(article, &[mention.span]));
                Some(item.notes(self.view.weighed(article, ix)))
            })
    }

    fn inside(&self) -> Part {
        self.view
            .part("part of longer names", &self.inside, |(words, places)| {
                let (article, span) = *places.first()?;
                let item = Item::new(format!("\"{words}\", {}", count(places.len(), "time")));
                Some(item.cited(self.view.cited_at(article, &[span])))
            })
    }

    fn bare(&self) -> Part {
        self.view
            .part("not taken for a name", &self.bare, |(article, span)| {
                let facts = self.view.facts(*article)?;
                let item = Item::new("no rule takes these words for a name").rule("no-name");
                Some(match facts.sentence_at(span.start) {
                    Some(sentence) => item.cited(self.view.cited(
                        SentenceRef {
                            article: *article,
                            sentence,
                        },
                        &[*span],
                    )),
                    None => item,
                })
            })
    }

    fn advice(&self) -> Vec<Advice> {
        let view = self.view;
        let mut advice = Vec::new();
        if let Some((article, ix)) = self.unlinked.first()
            && let Some(mention) = view.facts(*article).and_then(|it| it.mentions.get(ix.ix()))
        {
            let candidates = view.candidates(*article, *ix);
            let slugs = candidates
                .iter()
                .filter_map(|it| view.slug_of(*article, it));
            let slugs: Vec<String> = slugs.take(4).collect();
            let when = match slugs.is_empty() {
                true => "it is somebody with a page".to_owned(),
                false => format!("it is {}", slugs.join(" or ")),
            };
            let slug = match slugs.as_slice() {
                [only] => only,
                _ => "its-slug",
            };
            advice.extend(view.fix_mention(*article, mention.span, slug, &when));
            advice.extend(view.hide_mention(*article, mention.span, "it is no name"));
        }
        if let Some((article, span)) = self.bare.first()
            && advice.is_empty()
        {
            let when = "it is somebody with a page";
            advice.extend(view.fix_mention(*article, *span, "its-slug", when));
        }
        if let Some((actor, places)) = self.linked.first_key_value()
            && let (Some(actor), Some((article, ix))) = (view.actor(*actor), places.first())
            && let Some(mention) = view.facts(*article).and_then(|it| it.mentions.get(ix.ix()))
        {
            let when = format!("here it is not {}", actor.name);
            advice.extend(view.fix_mention(*article, mention.span, "another-slug", &when));
        }
        advice
    }
}
