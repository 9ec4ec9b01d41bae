//! What an answer tells: when, who said what, what happened.

use super::RULE;
use super::answer::{DateIn, EventIn, Item, QuoteIn};
use super::assembly::Assembly;
use super::own::{List, Own};
use crate::date::Edtf;
use crate::extract::facts::{
    Anchor, DateIx, DateMention, EventDate, EventMention, MentionIx, ParticipantRole, Quote,
};
use crate::text::Span;

impl Assembly<'_> {
    pub(super) fn dates(&mut self, dates: Option<Vec<Item<DateIn>>>) {
        let ours = |ix: usize, own: &Own<'_>| Some((own.facts.dates.get(ix)?.clone(), Some(ix)));
        let found: Vec<(DateMention, Option<usize>)> = match (dates, &self.own) {
            (None, None) => Vec::new(),
            (None, Some(own)) => (0..own.facts.dates.len())
                .filter_map(|ix| ours(ix, own))
                .collect(),
            (Some(items), own) => items
                .into_iter()
                .map(|item| {
                    let same = own.as_ref().and_then(|own| {
                        let ix = own.same(List::Dates, &item)?;
                        ours(ix, own)
                    });
                    same.unwrap_or_else(|| (self.date(item), None))
                })
                .collect(),
        };
        for (at, (_, own)) in found.iter().enumerate() {
            if let Some(own) = own {
                self.moved_dates
                    .insert(DateIx(*own as u32), DateIx(at as u32));
            }
        }
        for (mut date, _) in found {
            if let Anchor::Date(other) = date.anchor {
                let other = self.moved_dates.get(&other);
                date.anchor = other.map_or(Anchor::Absolute, |ix| Anchor::Date(*ix));
            }
            self.facts.dates.push(date);
        }
    }

    fn date(&self, item: Item<DateIn>) -> DateMention {
        DateMention {
            span: item.span,
            value: item.said.value,
            timex: item
                .said
                .timex
                .unwrap_or_else(|| item.said.value.to_string()),
            // The program keeps to itself what it reckoned from.
            anchor: Anchor::Absolute,
            sentence: self.sentence(item.span),
            rule: RULE,
        }
    }

    pub(super) fn quotes(&mut self, quotes: Option<Vec<Item<QuoteIn>>>) -> Result<(), String> {
        let mut made: Vec<Quote> = Vec::new();
        if let Some(own) = &self.own {
            let stay = match quotes {
                Some(_) => own.kept_back(|span| self.spans.points(span)),
                None => (0..own.facts.quotes.len()).collect(),
            };
            made.extend(stay.into_iter().filter_map(|ix| self.kept_quote(ix)));
        }
        for item in quotes.into_iter().flatten() {
            let same = self
                .own
                .as_ref()
                .and_then(|own| own.same(List::Quotes, &item));
            made.push(match same.and_then(|ix| self.kept_quote(ix)) {
                Some(kept) => kept,
                None => self.quote(&item)?,
            });
        }
        made.sort_by_key(|quote| quote.span);
        made.dedup_by_key(|quote| quote.span);
        self.facts.quotes = made;
        Ok(())
    }

    fn kept_quote(&self, ix: usize) -> Option<Quote> {
        let own = self.own.as_ref()?;
        let mut quote = own.facts.quotes.get(ix)?.clone();
        let gone = quote.speaker.filter(|it| self.mention(*it).is_none());
        let gone = gone.and_then(|it| own.facts.mentions.get(it.ix()));
        quote.speaker_text = quote.speaker_text.or(gone.map(|it| it.span));
        quote.speaker = quote.speaker.and_then(|it| self.mention(it));
        quote.relay = quote.relay.and_then(|it| self.mention(it));
        Some(quote)
    }

    fn quote(&self, item: &Item<QuoteIn>) -> Result<Quote, String> {
        let named = |why: String| format!("{}: {why}", item.name);
        let span = |range: Option<[u64; 2]>| range.map(|range| self.spans.span(range)).transpose();
        let words = span(item.said.speaker).map_err(named)?;
        let cue = span(item.said.cue).map_err(named)?;
        let near = words.unwrap_or(item.span);
        let speaker = match &item.said.actor {
            Some(actor) => Some(self.nearest(actor, near).map_err(named)?),
            None => self.under(words),
        };
        Ok(Quote {
            span: item.span,
            kind: item.said.kind,
            speaker,
            speaker_text: words.filter(|_| speaker.is_none()),
            cue,
            relay: None,
            sentence: self.sentence(item.span),
            rule: RULE,
        })
    }

    pub(super) fn events(&mut self, events: Option<Vec<Item<EventIn>>>) -> Result<(), String> {
        let mut made: Vec<EventMention> = Vec::new();
        match events {
            None => {
                let own = self.own.iter().flat_map(|own| 0..own.facts.events.len());
                made.extend(own.filter_map(|ix| self.kept_event(ix)));
            }
            Some(items) => {
                for item in items {
                    let same = self
                        .own
                        .as_ref()
                        .and_then(|own| own.same(List::Events, &item));
                    match same {
                        Some(ix) => made.extend(self.kept_event(ix)),
                        None => made.push(self.event(&item)?),
                    }
                }
            }
        }
        self.facts.events = made;
        Ok(())
    }

    /// Our own event, with those of its mentions that are still there; none when nobody and no place is left.
    fn kept_event(&self, ix: usize) -> Option<EventMention> {
        let mut event = self.own.as_ref()?.facts.events.get(ix)?.clone();
        let before = event.participants.len();
        event.participants = event
            .participants
            .into_iter()
            .filter_map(|(who, role)| Some((self.mention(who)?, role)))
            .collect();
        event.place = event.place.and_then(|it| self.mention(it));
        event.source = event.source.and_then(|it| self.mention(it));
        event.date = event.date.and_then(|it| {
            let date = *self.moved_dates.get(&it.date)?;
            Some(EventDate { date, ..it })
        });
        let is_empty = event.participants.is_empty() && event.place.is_none();
        (!is_empty || before == 0).then_some(event)
    }

    fn event(&self, item: &Item<EventIn>) -> Result<EventMention, String> {
        let named = |why: String| format!("{}: {why}", item.name);
        let nearest = |actor: &String| self.nearest(actor, item.span).map_err(named);
        let said = &item.said;
        let mut participants: Vec<(MentionIx, ParticipantRole)> = Vec::new();
        for actor in &said.participants {
            let who = nearest(actor)?;
            if participants.iter().all(|(known, _)| *known != who) {
                participants.push((who, ParticipantRole::Participant));
            }
        }
        let place = said.place.as_ref().map(nearest).transpose()?;
        if participants.is_empty() && place.is_none() {
            return Err(named("nobody takes part in it, and it has no place".into()));
        }
        let date = said.date.map(|value| self.beside(value, item.span));
        Ok(EventMention {
            trigger: item.span,
            event_type: said.event_type,
            status: said.status,
            participants,
            phrase: None,
            date: date.transpose().map_err(named)?,
            place,
            source: said.source.as_ref().map(nearest).transpose()?,
            sentence: self.sentence(item.span),
            rule: RULE,
        })
    }

    /// The time expression that dates an event: in its sentence, or in the one before.
    fn beside(&self, value: Edtf, span: Span) -> Result<EventDate, String> {
        let here = self.sentence(span);
        let before = here.0.saturating_sub(1);
        let dates = &self.facts.dates;
        let first = dates.partition_point(|date| date.sentence.0 < before);
        let near = dates.iter().zip(0..).skip(first);
        let near = near.take_while(|(date, _)| date.sentence <= here);
        let near = near.filter(|(date, _)| date.value == value);
        let nearest = near
            .min_by_key(|(date, _)| (date.sentence != here, date.span.start.abs_diff(span.start)));
        nearest
            .map(|(date, ix)| EventDate {
                date: DateIx(ix),
                inherited: date.sentence != here,
            })
            .ok_or_else(|| {
                format!("its date {value} is no entry of `dates` in its sentence or the one before")
            })
    }
}
