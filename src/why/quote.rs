//! Why a quotation has its speaker, or none.

use super::actor::at;
use super::find::Subject;
use super::view::View;
use super::{Answer, Item, Part};
use crate::content::ArticleId;
use crate::extract::facts::{MentionClass, MentionIx, MentionKind, Quote};
use crate::resolve::{Origin, QuoteId, ResolvedQuote};
use std::collections::BTreeSet;

pub(super) fn answer(view: &View<'_>, id: QuoteId) -> Answer {
    let mut answer = view.about(&Subject::Quote(id));
    let Some(resolved) = view.site.resolution.quotes.get(id.ix()) else {
        return answer;
    };
    let Some(quote) = view.quote(resolved) else {
        return answer;
    };
    let mut others = others(view, resolved.article, quote);
    others.truncate(view.most);
    answer.parts = vec![speaker(view, resolved, quote, &others)];
    let slug = others.first().map_or("another-slug", |(_, slug)| slug);
    let when = match resolved.speaker {
        Some(_) => "somebody else said it",
        None => "it is known who said it",
    };
    answer
        .advice
        .extend(view.fix_quote(resolved.article, quote.span, slug, when));
    answer
}

/// One quotation as a reason of its own.
pub(super) fn item(view: &View<'_>, resolved: &ResolvedQuote) -> Option<Item> {
    let quote = view.quote(resolved)?;
    let item = Item::new(says(view, resolved));
    if let Origin::Editor(place) = &resolved.origin {
        return Some(item.rule("decision").notes([at(place)]));
    }
    let mut marks = vec![quote.span];
    marks.extend(quote.cue);
    let mentions = &view.facts(resolved.article)?.mentions;
    let speaker = quote.speaker.and_then(|ix| mentions.get(ix.ix()));
    marks.extend(speaker.map(|mention| mention.span));
    marks.extend(quote.speaker_text);
    let item = item.rule(quote.rule.0);
    let item = item.cited(view.cited_at(resolved.article, &marks));
    let speaker = quote.speaker.map(|ix| view.weighed(resolved.article, ix));
    Some(item.notes(speaker.unwrap_or_default()))
}

fn says(view: &View<'_>, resolved: &ResolvedQuote) -> String {
    match (resolved.speaker, &resolved.speaker_words) {
        (Some(actor), _) => format!("said by {}", view.name(actor)),
        (None, Some(words)) => format!("said by \"{words}\", who has no page"),
        (None, None) => "nobody is given as its speaker".to_owned(),
    }
}

fn speaker(
    view: &View<'_>,
    resolved: &ResolvedQuote,
    quote: &Quote,
    others: &[(String, String)],
) -> Part {
    let relay = resolved
        .relay
        .map(|relay| format!("as {} reports", view.name(relay)));
    let cue = quote.cue.map(|cue| {
        let words = view.words(resolved.article, cue);
        format!("the word of saying is \"{words}\"")
    });
    let near = others.iter().map(|(name, _)| name.as_str());
    let near: Vec<&str> = near.collect();
    let near = (!near.is_empty()).then(|| format!("also near: {}", near.join(", ")));
    let item = item(view, resolved).map(|item| item.notes(cue).notes(relay).notes(near));
    view.part("who said it", item, Some)
}

/// Others who are named in the sentences of the quotation and beside them, with their slugs.
fn others(view: &View<'_>, article: ArticleId, quote: &Quote) -> Vec<(String, String)> {
    let Some(facts) = view.facts(article) else {
        return Vec::new();
    };
    let here = quote.sentence.0;
    let last = facts
        .sentence_at(quote.span.end)
        .map_or(here, |sentence| sentence.0);
    let own = quote.speaker.and_then(|ix| view.who(article, ix));
    let near = facts.mentions.iter().enumerate().filter(|(_, mention)| {
        (here.saturating_sub(1)..=last + 1).contains(&mention.sentence.0)
            && mention.kind != MentionKind::Place
            && mention.class != MentionClass::Demonym
            && !quote.span.contains(mention.span)
    });
    let who: BTreeSet<_> = near
        .filter_map(|(ix, _)| view.who(article, MentionIx(ix as u32)))
        .filter(|actor| Some(*actor) != own)
        .collect();
    who.into_iter()
        .filter_map(|id| view.actor(id))
        .map(|actor| (actor.name.clone(), actor.slug.to_string()))
        .collect()
}
