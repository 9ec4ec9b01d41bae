//! Quotations with their speakers: whom the article names, or the editor's repair; never a guess.

use super::fix::Repairs;
use super::link::Mentions;
use super::{Origin, ResolvedQuote, SentenceRef};
use crate::content::{Article, ArticleId};
use crate::extract::ArticleFacts;
use crate::extract::facts::{MentionClass, MentionIx, Quote};

/// The quotes of one article.
pub fn quotes(
    id: ArticleId,
    article: &Article,
    facts: &ArticleFacts,
    mentions: &Mentions,
    repairs: &Repairs,
) -> Vec<ResolvedQuote> {
    facts
        .quotes
        .iter()
        .enumerate()
        .map(|(ix, quote)| {
            let repair = repairs.quotes.get(ix).and_then(Option::as_ref);
            let speaker = match repair {
                Some((actor, _)) => Some(*actor),
                None => quote.speaker.and_then(|mention| mentions.actor(mention)),
            };
            let origin = match repair {
                Some((_, place)) => Origin::Editor(place.clone()),
                None => Origin::Extracted(SentenceRef {
                    article: id,
                    sentence: quote.sentence,
                }),
            };
            ResolvedQuote {
                article: id,
                quote: ix as u32,
                speaker,
                speaker_words: speaker
                    .is_none()
                    .then(|| speaker_words(quote, article, facts))
                    .flatten(),
                relay: quote.relay.and_then(|mention| mentions.actor(mention)),
                origin,
            }
        })
        .collect()
}

/// Words that tell nobody who spoke.
const PRONOUNS: [&str; 8] = ["he", "i", "it", "she", "they", "this", "we", "who"];

/// The article's own words for a speaker who has no page: "a U.S. official", "Smith".
fn speaker_words(quote: &Quote, article: &Article, facts: &ArticleFacts) -> Option<String> {
    let mention = |ix: MentionIx| facts.mentions.get(ix.ix());
    let span = quote.speaker_text.or_else(|| {
        let mention = quote.speaker.and_then(mention)?;
        (mention.class != MentionClass::Pronoun).then_some(mention.span)
    })?;
    let words = span.of(&article.text.text);
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let is_pronoun = PRONOUNS.contains(&words.to_lowercase().as_str());
    (!words.is_empty() && !is_pronoun).then_some(words)
}
