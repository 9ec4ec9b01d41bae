//! What articles report as happenings, in the terms of the whole site: actors instead of mentions, values instead of words.

use super::cast::Cast;
use super::deed::{self, Deed};
use super::fix::Repairs;
use super::fold;
use super::link::Mentions;
use super::{ActorId, EventWhen, Origin, SentenceRef};
use crate::content::{Article, ArticleId};
use crate::date::Edtf;
use crate::extract::ArticleFacts;
use crate::extract::facts::{
    Anchor, DateIx, EventMention, EventStatus, EventType, ParticipantRole,
};
use jiff::civil::Date;

/// One article's report of one happening.
#[derive(Clone, Debug)]
pub struct Report {
    /// The sentence.
    pub sentence: SentenceRef,
    /// Index into the article's `events`.
    pub mention: u32,
    /// The article's date.
    pub day: Option<Date>,
    /// Type.
    pub event_type: EventType,
    /// Status.
    pub status: EventStatus,
    /// Who, in order of the text, each once.
    pub participants: Vec<(ActorId, ParticipantRole)>,
    /// Where.
    pub place: Option<ActorId>,
    /// Whose word it is.
    pub source: Option<ActorId>,
    /// When.
    pub when: Option<EventWhen>,
    /// The trigger as printed.
    pub trigger: String,
    /// The trigger is a noun: "rally".
    pub is_noun: bool,
    /// Its stem.
    pub stem: String,
    /// Who did what, in the article's words, when the trigger is a verb and everybody before it has a page.
    pub deed: Option<Deed<ActorId>>,
}

impl Report {
    /// The days that it can mean; `None` when it has no date or an open one.
    pub fn bounds(&self) -> Option<(Date, Date)> {
        let edtf = self.when.as_ref()?.edtf;
        Some((edtf.earliest()?, edtf.latest()?))
    }
}

/// The reports of one article, in order of the text.
pub fn reports(
    id: ArticleId,
    article: &Article,
    facts: &ArticleFacts,
    cast: &Cast,
    mentions: &Mentions,
    repairs: &Repairs,
) -> Vec<Report> {
    let make = |(ix, event): (usize, &EventMention)| {
        let trigger = event.trigger.of(&article.text.text);
        let place = event.place.and_then(|place| mentions.actor(place));
        let mut participants = participants(event, mentions);
        participants.retain(|(actor, _)| Some(*actor) != place || !is_site(cast, *actor));
        Report {
            sentence: SentenceRef {
                article: id,
                sentence: event.sentence,
            },
            mention: ix as u32,
            day: article.day(),
            event_type: event.event_type,
            status: event.status,
            participants,
            place,
            source: event.source.and_then(|source| mentions.actor(source)),
            when: event
                .date
                .and_then(|date| when(id, date.date, date.inherited, article, facts, repairs)),
            trigger: trigger
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ")
                .to_lowercase(),
            is_noun: !event.is_verb(),
            stem: fold::stem(trigger),
            deed: deed::deed(event, facts, &article.text.text).and_then(|found| {
                let subject = found
                    .subject
                    .iter()
                    .map(|mention| mentions.actor(*mention))
                    .collect::<Option<_>>()?;
                Some(Deed {
                    subject,
                    phrase: found.phrase,
                    words: found.words,
                })
            }),
        }
    };
    facts.events.iter().enumerate().map(make).collect()
}

fn is_site(cast: &Cast, actor: ActorId) -> bool {
    cast.of(actor)
        .is_some_and(|identity| identity.kind == super::ActorKind::Place)
}

fn participants(event: &EventMention, mentions: &Mentions) -> Vec<(ActorId, ParticipantRole)> {
    let mut found: Vec<(ActorId, ParticipantRole)> = Vec::new();
    for (mention, role) in &event.participants {
        let Some(actor) = mentions.actor(*mention) else {
            continue;
        };
        if found.iter().all(|(other, _)| *other != actor) {
            found.push((actor, *role));
        }
    }
    found
}

fn when(
    id: ArticleId,
    ix: DateIx,
    inherited: bool,
    article: &Article,
    facts: &ArticleFacts,
    repairs: &Repairs,
) -> Option<EventWhen> {
    let date = facts.dates.get(ix.ix())?;
    let words = date.span.of(&article.text.text);
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some(Some((edtf, place))) = repairs.dates.get(ix.ix()) {
        return Some(EventWhen {
            edtf: *edtf,
            words,
            anchor: None,
            inherited,
            origin: Origin::Editor(place.clone()),
        });
    }
    let anchor = match date.anchor {
        Anchor::Absolute => None,
        Anchor::Publication => article.day(),
        Anchor::Date(other) => value_of(other, facts, repairs).and_then(|edtf| edtf.earliest()),
    };
    Some(EventWhen {
        edtf: date.value,
        words,
        anchor,
        inherited,
        origin: Origin::Extracted(SentenceRef {
            article: id,
            sentence: date.sentence,
        }),
    })
}

/// The value of a date mention after the editor's repairs.
pub fn value_of(ix: DateIx, facts: &ArticleFacts, repairs: &Repairs) -> Option<Edtf> {
    let repaired = repairs.dates.get(ix.ix()).and_then(Option::as_ref);
    repaired
        .map(|(edtf, _)| *edtf)
        .or_else(|| facts.dates.get(ix.ix()).map(|date| date.value))
}
