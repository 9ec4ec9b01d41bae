//! Facts out of an answer: who the names are, whose the quotations, what was told of whom.
//!
//! The format names actors by ids of the program's own; facts name mentions. So an actor of a quotation or an event is the
//! mention of that actor which stands nearest, and an actor that nobody mentions, or a date that does not stand beside its
//! event, is a fault.

use super::RULE;
use super::answer::{Answer, DateIn, EventIn, Item, NameIn, QuoteIn, ReferenceIn, RoleIn};
use super::own::{List, Own};
use super::spans::Spans;
use crate::date::Edtf;
use crate::extract::facts::{
    Anchor, ArticleFacts, DateIx, DateMention, EventDate, EventMention, Mention, MentionClass,
    MentionIx, MentionKind, ParticipantRole, Quote, Referent, ReferentIx, Role, Rule, SentenceIx,
};
use crate::extract::lexicon::World;
use crate::extract::lexicon::world::PlaceKind;
use crate::extract::{dateline, time, token};
use crate::text::{Document, Span};
use std::collections::BTreeMap;
use std::sync::LazyLock;

static WORLD: LazyLock<World> = LazyLock::new(World::embedded);

/// Makes the facts.
pub(super) fn assemble(
    document: &Document<'_>,
    ours: Option<&ArticleFacts>,
    answer: Answer,
) -> Result<ArticleFacts, String> {
    let own = ours.map(|facts| Own::new(document, facts)).transpose()?;
    let mut assembly = Assembly {
        document,
        spans: Spans::new(document),
        facts: ours.map_or_else(|| bare(document), frame),
        own,
        actors: BTreeMap::new(),
        moved: BTreeMap::new(),
        moved_dates: BTreeMap::new(),
    };
    assembly.mentions(answer.mentions, answer.references)?;
    assembly.dates(answer.dates);
    assembly.quotes(answer.quotes)?;
    assembly.events(answer.events)?;
    Ok(assembly.facts)
}

/// What no program is asked for: sentences, the dateline, what the text has wrong.
fn frame(ours: &ArticleFacts) -> ArticleFacts {
    ArticleFacts {
        sentences: ours.sentences.clone(),
        dateline: ours.dateline.clone(),
        findings: ours.findings.clone(),
        ..ArticleFacts::default()
    }
}

fn bare(document: &Document<'_>) -> ArticleFacts {
    let tokens = token::tokenize(document);
    let dates = time::find(document, &tokens).dates;
    ArticleFacts {
        dateline: dateline::find(document, &tokens, &dates),
        sentences: tokens.sentences,
        ..ArticleFacts::default()
    }
}

/// Facts in the making.
struct Assembly<'a> {
    document: &'a Document<'a>,
    spans: Spans<'a>,
    own: Option<Own<'a>>,
    facts: ArticleFacts,
    /// The actors of the answer.
    actors: BTreeMap<String, ReferentIx>,
    /// Where our mentions and dates have gone.
    moved: BTreeMap<MentionIx, MentionIx>,
    moved_dates: BTreeMap<DateIx, DateIx>,
}

/// A mention before it is known who it is.
struct Draft {
    span: Span,
    kind: Option<MentionKind>,
    class: MentionClass,
    rule: Rule,
    actor: Option<String>,
    role: Option<RoleIn>,
    /// Which of ours it is.
    own: Option<usize>,
}

impl Assembly<'_> {
    fn words(&self, span: Span) -> String {
        let words = span.of(self.document.text).split_whitespace();
        words.collect::<Vec<_>>().join(" ")
    }

    fn sentence(&self, span: Span) -> SentenceIx {
        self.facts.sentence_at(span.start).unwrap_or(SentenceIx(0))
    }

    /// Our own mention as it was.
    fn kept(&self, ix: usize) -> Option<Draft> {
        let own = self.own.as_ref()?;
        let mention = own.facts.mentions.get(ix)?;
        Some(Draft {
            span: mention.span,
            kind: Some(mention.kind),
            class: mention.class,
            rule: mention.rule,
            actor: own.actor(ix),
            role: None,
            own: Some(ix),
        })
    }

    fn mentions(
        &mut self,
        names: Option<Vec<Item<NameIn>>>,
        references: Option<Vec<Item<ReferenceIn>>>,
    ) -> Result<(), String> {
        let (has_names, has_references) = (names.is_some(), references.is_some());
        let mut drafts: Vec<Draft> = Vec::new();
        for item in names.into_iter().flatten() {
            drafts.push(self.name(item));
        }
        for item in references.into_iter().flatten() {
            drafts.push(self.reference(item)?);
        }
        drafts.sort_by_key(|draft| draft.span);
        if let Some([one, two]) = drafts.windows(2).find_map(|pair| match pair {
            [one, two] if one.span.overlaps(two.span) => Some([one, two]),
            _ => None,
        }) {
            let (one, two) = (self.words(one.span), self.words(two.span));
            return Err(format!("the mentions \"{one}\" and \"{two}\" overlap"));
        }
        // What the answer does not speak of stays, where the answer has nothing else.
        let is_free = |span: Span| {
            let after = drafts.partition_point(|draft| draft.span.end <= span.start);
            drafts
                .get(after)
                .is_none_or(|draft| !draft.span.overlaps(span))
        };
        let mut stay: Vec<Draft> = Vec::new();
        for (names, is_told) in [(true, has_names), (false, has_references)] {
            let own = self.own.iter().filter(|_| !is_told);
            let ours = own.flat_map(|own| own.mentions(names));
            stay.extend(ours.filter_map(|ix| self.kept(ix.ix())));
        }
        stay.retain(|draft| is_free(draft.span));
        drafts.append(&mut stay);
        drafts.sort_by_key(|draft| draft.span);
        self.refer(drafts);
        Ok(())
    }

    fn name(&self, item: Item<NameIn>) -> Draft {
        let same = self
            .own
            .as_ref()
            .and_then(|own| own.same(List::Mentions, &item));
        if let Some(kept) = same.and_then(|ix| self.kept(ix)) {
            return kept;
        }
        // Nobody said who it is: whoever bears the very name.
        let alike = || Some(format!("={:?} {}", item.said.kind, self.words(item.span)));
        Draft {
            span: item.span,
            kind: Some(item.said.kind),
            class: MentionClass::Name,
            rule: RULE,
            actor: item.said.actor.clone().unwrap_or_else(alike),
            role: item.said.role,
            own: None,
        }
    }

    fn reference(&self, item: Item<ReferenceIn>) -> Result<Draft, String> {
        let same = self
            .own
            .as_ref()
            .and_then(|own| own.same(List::References, &item));
        if let Some(kept) = same.and_then(|ix| self.kept(ix)) {
            return Ok(kept);
        }
        if item.said.class == MentionClass::Name {
            return Err(format!("{}: names belong under `mentions`", item.name));
        }
        Ok(Draft {
            span: item.span,
            kind: None,
            class: item.said.class,
            rule: RULE,
            actor: item.said.actor,
            role: None,
            own: None,
        })
    }

    /// Gives each mention its referent.
    fn refer(&mut self, drafts: Vec<Draft>) {
        let kinds: BTreeMap<&str, MentionKind> = drafts
            .iter()
            .rev()
            .filter_map(|draft| Some((draft.actor.as_deref()?, draft.kind?)))
            .collect();
        let kinds: BTreeMap<String, MentionKind> = kinds
            .into_iter()
            .map(|(id, kind)| (id.to_owned(), kind))
            .collect();
        let mut names: Vec<Vec<String>> = Vec::new();
        let mut roles: Vec<(ReferentIx, Span, RoleIn)> = Vec::new();
        for draft in drafts {
            let kind = draft.actor.as_ref().and_then(|id| kinds.get(id).copied());
            let kind = draft.kind.or(kind).unwrap_or(MentionKind::Person);
            // A word for somebody whom no name names is nobody's.
            let actor = draft.actor.filter(|id| kinds.contains_key(id));
            let referent = actor.map(|id| self.referent(id, kind, &mut names));
            if let Some(referent) = referent
                && draft.class == MentionClass::Name
                && let Some(names) = names.get_mut(referent.ix())
            {
                names.push(self.words(draft.span));
            }
            if let (Some(referent), Some(role)) = (referent, draft.role) {
                roles.push((referent, draft.span, role));
            }
            let ix = MentionIx(self.facts.mentions.len() as u32);
            if let Some(own) = draft.own {
                self.moved.insert(MentionIx(own as u32), ix);
            }
            self.facts.mentions.push(Mention {
                span: draft.span,
                kind,
                class: draft.class,
                referent,
                sentence: self.sentence(draft.span),
                rule: draft.rule,
            });
        }
        self.describe(names, roles);
    }

    /// The referent of an actor: ours where it is one of ours, else a new one.
    fn referent(
        &mut self,
        actor: String,
        kind: MentionKind,
        names: &mut Vec<Vec<String>>,
    ) -> ReferentIx {
        if let Some(known) = self.actors.get(&actor) {
            return *known;
        }
        let ours = self.own.as_ref().and_then(|own| {
            let ix = own.referent(&actor)?;
            own.facts.referents.get(ix.ix()).cloned()
        });
        let referent = ours.unwrap_or(Referent {
            kind,
            name: String::new(),
            strong: Vec::new(),
            weak: Vec::new(),
            country: None,
            is_full: false,
            gender: None,
            roles: Vec::new(),
        });
        let ix = ReferentIx(self.facts.referents.len() as u32);
        self.facts.referents.push(referent);
        names.push(Vec::new());
        self.actors.insert(actor, ix);
        ix
    }

    /// Names and roles of the referents, once all mentions have their places.
    fn describe(&mut self, names: Vec<Vec<String>>, roles: Vec<(ReferentIx, Span, RoleIn)>) {
        for (referent, names) in self.facts.referents.iter_mut().zip(names) {
            for role in &mut referent.roles {
                role.of_mention = role.of_mention.and_then(|ix| self.moved.get(&ix).copied());
            }
            if referent.name.is_empty() {
                name(referent, names);
            }
        }
        for (ix, span, role) in roles {
            let made = Role {
                title: role.title,
                of: role.of,
                of_mention: None,
                status: role.status,
                sentence: self.sentence(span),
                span,
                rule: RULE,
            };
            if let Some(referent) = self.facts.referents.get_mut(ix.ix()) {
                referent.roles.push(made);
            }
        }
    }

    fn dates(&mut self, dates: Option<Vec<Item<DateIn>>>) {
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

    fn mention(&self, ours: MentionIx) -> Option<MentionIx> {
        self.moved.get(&ours).copied()
    }

    fn quotes(&mut self, quotes: Option<Vec<Item<QuoteIn>>>) -> Result<(), String> {
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

    /// The mention that shares words with a span.
    fn under(&self, span: Option<Span>) -> Option<MentionIx> {
        let mut mentions = self.facts.mentions.iter();
        let at = mentions.position(|it| span.is_some_and(|span| span.overlaps(it.span)))?;
        Some(MentionIx(at as u32))
    }

    /// The mention of an actor nearest to a span: in its sentence, else before it, else behind it.
    fn nearest(&self, actor: &str, span: Span) -> Result<MentionIx, String> {
        let referent = self.actors.get(actor).copied();
        let here = self.sentence(span);
        let all = self.facts.mentions.iter().zip(0..);
        let own = all.filter(|(it, _)| referent.is_some() && it.referent == referent);
        let nearest = own.min_by_key(|(it, _)| {
            let away = it.span.start.abs_diff(span.start);
            (it.sentence != here, it.span.start > span.end, away)
        });
        nearest
            .map(|(_, ix)| MentionIx(ix))
            .ok_or_else(|| format!("no mention is of the actor `{actor}`"))
    }

    fn events(&mut self, events: Option<Vec<Item<EventIn>>>) -> Result<(), String> {
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
        let all = self.facts.dates.iter().zip(0..);
        let near = all.filter(|(date, _)| {
            date.value == value && (date.sentence == here || date.sentence.0 + 1 == here.0)
        });
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

/// The names of a new referent: the fullest is its name; a personal name of one word says too little for a page.
fn name(referent: &mut Referent, mut names: Vec<String>) {
    names.sort_by_key(|name| std::cmp::Reverse(name.split(' ').count()));
    names.dedup();
    let mut names = names.into_iter();
    let Some(first) = names.next() else {
        return;
    };
    let is_long = |name: &str| name.contains(' ');
    for name in names.filter(|name| *name != first) {
        let list = match referent.kind == MentionKind::Person && !is_long(&name) {
            true => &mut referent.weak,
            false => &mut referent.strong,
        };
        if !list.contains(&name) {
            list.push(name);
        }
    }
    let is_acronym = !first.chars().any(char::is_lowercase);
    referent.is_full = match referent.kind {
        MentionKind::Person => is_long(&first),
        MentionKind::Organization => !is_acronym,
        MentionKind::Place => true,
    };
    if referent.kind == MentionKind::Place {
        let listed = WORLD.places().get(&first);
        let country = listed.filter(|place| place.kind == PlaceKind::Country);
        referent.country = country.and_then(|place| place.country);
    }
    referent.name = first;
}
