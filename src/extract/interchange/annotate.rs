//! A document with its facts, as one line of JSON.

use super::document::{self, Line};
use super::offsets::CodePoints;
use crate::diag::Severity;
use crate::extract::facts::{
    ArticleFacts, EventMention, EventStatus, EventType, Mention, MentionClass, MentionIx,
    MentionKind, Quote, QuoteKind, ReferentIx, RoleStatus,
};
use crate::extract::{Lexicon, extract};
use crate::slug::Slug;
use crate::text::{Document, Span};
use serde::Serialize;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// One line of output, without its line feed. A bad line gives the line `{"id":…,"error":…}` as the error.
pub fn annotate_line(line: &str, lexicon: &Lexicon) -> Result<String, String> {
    let bad = |id: &Value, error: &str| Rejected { id, error }.to_line();
    let line = Line::parse(line).map_err(|line| bad(&line.id, &line.error))?;
    let blocks = document::blocks(&line.text, &line.title);
    let document = Document {
        text: &line.text,
        blocks: &blocks,
        date: line.day,
        lang: &line.lang,
    };
    let facts = extract(&document, lexicon);
    let view = View::new(&facts, &line.text);
    let annotated = Annotated::new(&line, &view);
    serde_json::to_string(&annotated).map_err(|error| bad(&line.id, &error.to_string()))
}

/// The line for a document that could not be read.
#[derive(Serialize)]
pub(super) struct Rejected<'a> {
    pub id: &'a Value,
    pub error: &'a str,
}

impl Rejected<'_> {
    pub(super) fn to_line(&self) -> String {
        serde_json::to_string(self)
            .unwrap_or_else(|_| r#"{"id":null,"error":"cannot be written"}"#.to_owned())
    }
}

/// The facts of one text as the outside sees them: code points for bytes, slugs for indices.
struct View<'a> {
    facts: &'a ArticleFacts,
    text: &'a str,
    points: CodePoints<'a>,
    /// For each referent its name within this document.
    actors: Vec<String>,
    /// For each mention, the index of the role that was read off it.
    roles: BTreeMap<MentionIx, (ReferentIx, usize)>,
}

impl<'a> View<'a> {
    fn new(facts: &'a ArticleFacts, text: &'a str) -> Self {
        Self {
            facts,
            text,
            points: CodePoints::new(text),
            actors: actors(facts),
            roles: roles(facts),
        }
    }

    fn actor(&self, mention: MentionIx) -> Option<&str> {
        let mention = self.facts.mentions.get(mention.ix())?;
        self.referent(mention)
    }

    fn referent(&self, mention: &Mention) -> Option<&str> {
        let referent = mention.referent?;
        self.actors.get(referent.ix()).map(String::as_str)
    }

    fn mention_span(&self, mention: MentionIx) -> Option<Span> {
        self.facts.mentions.get(mention.ix()).map(|it| it.span)
    }
}

/// A slug for each referent; namesakes are told apart by a number, in order.
fn actors(facts: &ArticleFacts) -> Vec<String> {
    let mut seen: BTreeMap<String, u32> = BTreeMap::new();
    let slug =
        |name: &str| Slug::from_text(name).map_or_else(|| "x".to_owned(), |it| it.to_string());
    facts
        .referents
        .iter()
        .map(|referent| {
            let slug = slug(&referent.name);
            let count = seen.entry(slug.clone()).or_default();
            *count += 1;
            match *count {
                1 => slug,
                // Two hyphens: no slug has them, so no other name can collide.
                n => format!("{slug}--{n}"),
            }
        })
        .collect()
}

/// Ties each role to the named mention of its holder that stands nearest in the same sentence.
fn roles(facts: &ArticleFacts) -> BTreeMap<MentionIx, (ReferentIx, usize)> {
    let mut names: BTreeMap<(ReferentIx, u32), Vec<MentionIx>> = BTreeMap::new();
    for (ix, mention) in facts.mentions.iter().enumerate() {
        if let (Some(referent), true) = (mention.referent, is_name(mention.class)) {
            let key = (referent, mention.sentence.0);
            names.entry(key).or_default().push(MentionIx(ix as u32));
        }
    }
    let mut nearest = BTreeMap::new();
    for (ix, referent) in facts.referents.iter().enumerate() {
        let referent_ix = ReferentIx(ix as u32);
        for (role_ix, role) in referent.roles.iter().enumerate() {
            let distance = |mention: &&MentionIx| {
                let span = facts.mentions.get(mention.ix()).map(|it| it.span);
                span.map_or(u32::MAX, |span| gap(span, role.span))
            };
            let candidates = names.get(&(referent_ix, role.sentence.0));
            if let Some(mention) = candidates.and_then(|list| list.iter().min_by_key(distance)) {
                nearest.entry(*mention).or_insert((referent_ix, role_ix));
            }
        }
    }
    nearest
}

fn gap(a: Span, b: Span) -> u32 {
    a.start
        .saturating_sub(b.end)
        .max(b.start.saturating_sub(a.end))
}

/// Names in the format's sense: "the White House" is a name even where it stands for the government.
fn is_name(class: MentionClass) -> bool {
    matches!(class, MentionClass::Name | MentionClass::Metonym)
}

#[derive(Serialize)]
struct Annotated<'a> {
    id: &'a Value,
    date: &'a Value,
    lang: &'a str,
    title: &'a str,
    text: &'a str,
    #[serde(flatten)]
    rest: &'a Map<String, Value>,
    mentions: Vec<NameOut<'a>>,
    references: Vec<ReferenceOut<'a>>,
    dates: Vec<DateOut<'a>>,
    quotes: Vec<QuoteOut<'a>>,
    events: Vec<EventOut<'a>>,
    diagnostics: Vec<DiagnosticOut<'a>>,
}

#[derive(Serialize)]
struct NameOut<'a> {
    start: u32,
    end: u32,
    kind: MentionKind,
    actor: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<RoleOut<'a>>,
}

#[derive(Serialize)]
struct RoleOut<'a> {
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    of: Option<&'a str>,
    status: RoleStatus,
}

#[derive(Serialize)]
struct ReferenceOut<'a> {
    start: u32,
    end: u32,
    class: MentionClass,
    actor: Option<&'a str>,
}

#[derive(Serialize)]
struct DateOut<'a> {
    start: u32,
    end: u32,
    value: String,
    timex: &'a str,
    rule: &'static str,
}

#[derive(Serialize)]
struct QuoteOut<'a> {
    start: u32,
    end: u32,
    #[serde(rename = "type")]
    kind: QuoteKind,
    speaker: Option<[u32; 2]>,
    actor: Option<&'a str>,
    cue: Option<[u32; 2]>,
}

#[derive(Serialize)]
struct EventOut<'a> {
    start: u32,
    end: u32,
    #[serde(rename = "type")]
    event_type: EventType,
    status: EventStatus,
    date: Option<String>,
    place: Option<&'a str>,
    participants: Vec<&'a str>,
    source: Option<&'a str>,
}

#[derive(Serialize)]
struct DiagnosticOut<'a> {
    start: u32,
    end: u32,
    severity: Severity,
    code: &'static str,
    message: &'a str,
    hint: &'a str,
}

impl<'a> Annotated<'a> {
    fn new(line: &'a Line, view: &'a View<'a>) -> Self {
        let facts = view.facts;
        Self {
            id: &line.id,
            date: &line.date,
            lang: &line.lang,
            title: &line.title,
            text: &line.text,
            rest: &line.rest,
            mentions: names(view),
            references: references(view),
            dates: dates(view),
            quotes: facts
                .quotes
                .iter()
                .filter(|it| is_quotation(view, it))
                .map(|it| quote(view, it))
                .collect(),
            events: facts.events.iter().map(|it| event(view, it)).collect(),
            diagnostics: diagnostics(view),
        }
    }
}

fn names<'a>(view: &'a View<'a>) -> Vec<NameOut<'a>> {
    let all = view.facts.mentions.iter().enumerate();
    all.filter(|(_, mention)| is_name(mention.class))
        .map(|(ix, mention)| {
            let [start, end] = view.points.span(mention.span);
            let role = view.roles.get(&MentionIx(ix as u32));
            NameOut {
                start,
                end,
                kind: mention.kind,
                actor: view.referent(mention),
                role: role.and_then(|(referent, role)| role_out(view.facts, *referent, *role)),
            }
        })
        .collect()
}

fn role_out(facts: &ArticleFacts, referent: ReferentIx, role: usize) -> Option<RoleOut<'_>> {
    let role = facts.referents.get(referent.ix())?.roles.get(role)?;
    Some(RoleOut {
        title: &role.title,
        of: role.of.as_deref(),
        status: role.status,
    })
}

fn references<'a>(view: &'a View<'a>) -> Vec<ReferenceOut<'a>> {
    let all = view.facts.mentions.iter();
    all.filter(|mention| !is_name(mention.class))
        .map(|mention| {
            let [start, end] = view.points.span(mention.span);
            ReferenceOut {
                start,
                end,
                class: mention.class,
                actor: view.referent(mention),
            }
        })
        .collect()
}

fn dates<'a>(view: &'a View<'a>) -> Vec<DateOut<'a>> {
    let all = view.facts.dates.iter();
    all.map(|date| {
        let [start, end] = view.points.span(date.span);
        DateOut {
            start,
            end,
            value: date.value.to_string(),
            timex: &date.timex,
            rule: date.rule.0,
        }
    })
    .collect()
}

/// The format has quotations of three words or more; "called it “productive”" stays inside the program.
fn is_quotation(view: &View<'_>, quote: &Quote) -> bool {
    let words = quote.span.of(view.text).split_whitespace();
    words
        .filter(|word| word.contains(char::is_alphanumeric))
        .count()
        >= 3
}

fn quote<'a>(view: &'a View<'a>, quote: &'a Quote) -> QuoteOut<'a> {
    let [start, end] = view.points.span(quote.span);
    let speaker = quote.speaker.and_then(|it| view.mention_span(it));
    QuoteOut {
        start,
        end,
        kind: quote.kind,
        speaker: speaker
            .or(quote.speaker_text)
            .map(|it| view.points.span(it)),
        actor: quote.speaker.and_then(|it| view.actor(it)),
        cue: quote.cue.map(|it| view.points.span(it)),
    }
}

fn event<'a>(view: &'a View<'a>, event: &'a EventMention) -> EventOut<'a> {
    let [start, end] = view.points.span(event.trigger);
    let date = event.date.and_then(|it| view.facts.dates.get(it.date.ix()));
    let mut participants = Vec::with_capacity(event.participants.len());
    for actor in event
        .participants
        .iter()
        .filter_map(|(it, _)| view.actor(*it))
    {
        if !participants.contains(&actor) {
            participants.push(actor);
        }
    }
    EventOut {
        start,
        end,
        event_type: event.event_type,
        status: event.status,
        date: date.map(|date| date.value.to_string()),
        place: event.place.and_then(|it| view.actor(it)),
        participants,
        source: event.source.and_then(|it| view.actor(it)),
    }
}

fn diagnostics<'a>(view: &'a View<'a>) -> Vec<DiagnosticOut<'a>> {
    let all = view.facts.findings.iter();
    all.map(|finding| {
        let [start, end] = view.points.span(finding.span);
        DiagnosticOut {
            start,
            end,
            severity: finding.severity,
            code: finding.code,
            message: &finding.message,
            hint: &finding.hint,
        }
    })
    .collect()
}
