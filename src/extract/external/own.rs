//! What the program was given: our facts, and how they were written. What comes back as it was given stays ours.

use super::answer::Item;
use super::request::request;
use crate::extract::facts::{ArticleFacts, MentionClass, MentionIx, ReferentIx};
use crate::text::{Document, Span};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// The entries of a list by their offsets.
type Given = BTreeMap<(u64, u64), Map<String, Value>>;

/// Our facts by their places.
pub(super) struct Own<'a> {
    pub(super) facts: &'a ArticleFacts,
    /// For each list of the format its entries by their offsets.
    given: BTreeMap<String, Given>,
    /// For each mention the actor that it was given as.
    actors: Vec<Option<String>>,
    /// The referent of each actor.
    referents: BTreeMap<String, ReferentIx>,
    mentions: BTreeMap<Span, usize>,
    dates: BTreeMap<Span, usize>,
    quotes: BTreeMap<Span, usize>,
    events: BTreeMap<Span, usize>,
}

/// The lists of the format.
#[derive(Clone, Copy)]
pub(super) enum List {
    Mentions,
    References,
    Dates,
    Quotes,
    Events,
}

impl List {
    fn name(self) -> &'static str {
        match self {
            Self::Mentions => "mentions",
            Self::References => "references",
            Self::Dates => "dates",
            Self::Quotes => "quotes",
            Self::Events => "events",
        }
    }
}

impl<'a> Own<'a> {
    pub(super) fn new(document: &Document<'_>, facts: &'a ArticleFacts) -> Result<Self, String> {
        let told = |error: serde_json::Error| error.to_string();
        let line = request(document, Some(facts))?;
        let fields: Map<String, Value> = serde_json::from_str(&line).map_err(told)?;
        let mut given: BTreeMap<String, Given> = BTreeMap::new();
        for (name, value) in fields {
            let Value::Array(items) = value else { continue };
            let items = items.into_iter().filter_map(|item| match item {
                Value::Object(item) => Some((place(&item)?, item)),
                _ => None,
            });
            given.insert(name, items.collect());
        }
        let index = |spans: &mut dyn Iterator<Item = Span>| -> BTreeMap<Span, usize> {
            spans.zip(0..).collect()
        };
        let mut own = Self {
            facts,
            given,
            actors: Vec::new(),
            referents: BTreeMap::new(),
            mentions: index(&mut facts.mentions.iter().map(|it| it.span)),
            dates: index(&mut facts.dates.iter().map(|it| it.span)),
            quotes: index(&mut facts.quotes.iter().map(|it| it.span)),
            events: index(&mut facts.events.iter().map(|it| it.trigger)),
        };
        own.actors = own.given_actors();
        for (mention, actor) in facts.mentions.iter().zip(&own.actors) {
            if let (Some(referent), Some(actor)) = (mention.referent, actor) {
                own.referents.insert(actor.clone(), referent);
            }
        }
        Ok(own)
    }

    /// Mentions were given in order, names in one list and all others in the other.
    fn given_actors(&self) -> Vec<Option<String>> {
        let actors = |list: List| {
            let items = self.given.get(list.name()).into_iter().flatten();
            items.map(|(_, item)| item.get("actor").and_then(Value::as_str).map(str::to_owned))
        };
        let (mut names, mut others) = (actors(List::Mentions), actors(List::References));
        let mentions = self.facts.mentions.iter();
        mentions
            .map(|mention| match is_name(mention.class) {
                true => names.next().flatten(),
                false => others.next().flatten(),
            })
            .collect()
    }

    /// The actor that a mention was given as.
    pub(super) fn actor(&self, mention: usize) -> Option<String> {
        self.actors.get(mention).cloned().flatten()
    }

    /// The referent that was given as an actor.
    pub(super) fn referent(&self, actor: &str) -> Option<ReferentIx> {
        self.referents.get(actor).copied()
    }

    /// The index of the fact that comes back as it was given; what the program adds to it does not matter.
    pub(super) fn same<T>(&self, list: List, item: &Item<T>) -> Option<usize> {
        let given = self.given.get(list.name())?.get(&place(&item.raw)?)?;
        let is_same = given
            .iter()
            .all(|(name, value)| item.raw.get(name) == Some(value));
        let index = match list {
            List::Mentions | List::References => &self.mentions,
            List::Dates => &self.dates,
            List::Quotes => &self.quotes,
            List::Events => &self.events,
        };
        index.get(&item.span).copied().filter(|_| is_same)
    }

    /// The quotations that were not given, because the format has none so short.
    pub(super) fn kept_back(&self, points: impl Fn(Span) -> (u64, u64)) -> Vec<usize> {
        let given = self.given.get(List::Quotes.name());
        let all = self.facts.quotes.iter().enumerate();
        all.filter(|(_, quote)| given.is_none_or(|given| !given.contains_key(&points(quote.span))))
            .map(|(ix, _)| ix)
            .collect()
    }

    /// The names, or all other mentions.
    pub(super) fn mentions(&self, names: bool) -> impl Iterator<Item = MentionIx> {
        let all = self.facts.mentions.iter().zip(0..);
        all.filter(move |(mention, _)| is_name(mention.class) == names)
            .map(|(_, ix)| MentionIx(ix))
    }
}

fn place(item: &Map<String, Value>) -> Option<(u64, u64)> {
    Some((item.get("start")?.as_u64()?, item.get("end")?.as_u64()?))
}

/// Names in the format's sense.
pub(super) fn is_name(class: MentionClass) -> bool {
    matches!(class, MentionClass::Name | MentionClass::Metonym)
}
