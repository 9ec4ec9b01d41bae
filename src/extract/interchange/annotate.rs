//! A document with its facts, as one line of JSON.

use super::document::Line;
use super::global::{Global, Happening};
use super::offsets::CodePoints;
use crate::diag::Severity;
use crate::extract::facts::{
    ArticleFacts, EventMention, EventStatus, EventType, MentionClass, MentionIx, MentionKind,
    Quote, QuoteKind, ReferentIx, RoleStatus,
};
use crate::extract::{Lexicon, extract};
use crate::slug::Slug;
use crate::text::Span;
use serde::{Serialize, Serializer};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

/// One line of output, without its line feed. A bad line gives the line `{"id":…,"error":…}` as the error.
pub fn annotate_line(line: &str, lexicon: &Lexicon) -> Result<String, String> {
    let (line, facts) = read_line(line, lexicon)?;
    write_line(&line, &line.text, &facts, None)
}

/// A document and its facts; the line that says what is wrong as the error.
pub(super) fn read_line(line: &str, lexicon: &Lexicon) -> Result<(Line, ArticleFacts), String> {
    let line = Line::parse(line).map_err(|bad| {
        let (id, error) = (&bad.id, bad.error.as_str());
        Rejected { id, error }.to_line()
    })?;
    let blocks = line.blocks();
    let facts = extract(&line.document(&blocks), lexicon);
    Ok((line, facts))
}

/// The line of a document whose facts are known, with names that hold over all documents where they are known too.
pub fn write_line(
    line: &Line,
    text: &str,
    facts: &ArticleFacts,
    global: Option<&Global<'_>>,
) -> Result<String, String> {
    let view = View::new(line, facts, text, global);
    serde_json::to_string(&Annotated::new(line, &view)).map_err(|error| {
        let (id, error) = (&line.id, &error.to_string());
        Rejected { id, error }.to_line()
    })
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
    global: Option<&'a Global<'a>>,
    /// For each mention, the index of the role that was read off it.
    roles: BTreeMap<MentionIx, (ReferentIx, usize)>,
}

impl<'a> View<'a> {
    fn new(
        line: &Line,
        facts: &'a ArticleFacts,
        text: &'a str,
        global: Option<&'a Global<'a>>,
    ) -> Self {
        let mut actors = actors(facts);
        if global.is_some() {
            // Who is known in this document alone has a name that no other document can have.
            let id = line
                .id
                .as_str()
                .map_or_else(|| line.id.to_string(), str::to_owned);
            for actor in &mut actors {
                *actor = format!("{id}#{actor}");
            }
        }
        Self {
            facts,
            text,
            points: CodePoints::new(text),
            actors,
            global,
            roles: roles(facts),
        }
    }

    fn actor(&self, mention: MentionIx) -> Option<&str> {
        let known = self.global.and_then(|it| *it.actors.get(mention.ix())?);
        known.or_else(|| {
            let referent = self.facts.mentions.get(mention.ix())?.referent?;
            self.actors.get(referent.ix()).map(String::as_str)
        })
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
    rest: Rest<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    story: Option<Option<&'a str>>,
    mentions: Vec<NameOut<'a>>,
    references: Vec<ReferenceOut<'a>>,
    dates: Vec<DateOut<'a>>,
    quotes: Vec<QuoteOut<'a>>,
    events: Vec<EventOut<'a>>,
    diagnostics: Vec<DiagnosticOut<'a>>,
}

/// The document's own fields; its story is left out where the program writes one.
struct Rest<'a> {
    fields: &'a Map<String, Value>,
    without_story: bool,
}

impl Serialize for Rest<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let kept = |name: &str| !(self.without_story && name == "story");
        serializer.collect_map(self.fields.iter().filter(|(name, _)| kept(name)))
    }
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
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a str>,
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
        let story = view.global.map(|global| global.story);
        Self {
            id: &line.id,
            date: &line.date,
            lang: &line.lang,
            title: &line.title,
            text: view.text,
            rest: Rest {
                fields: &line.rest,
                without_story: story.is_some(),
            },
            story,
            mentions: names(view),
            references: references(view),
            dates: dates(view),
            quotes: facts
                .quotes
                .iter()
                .filter(|it| is_quotation(view, it))
                .map(|it| quote(view, it))
                .collect(),
            events: match view.global {
                Some(global) => happenings(view, &global.events),
                None => facts.events.iter().map(|it| event(view, it)).collect(),
            },
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
                actor: view.actor(MentionIx(ix as u32)),
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
    let all = view.facts.mentions.iter().enumerate();
    all.filter(|(_, mention)| !is_name(mention.class))
        .map(|(ix, mention)| {
            let [start, end] = view.points.span(mention.span);
            ReferenceOut {
                start,
                end,
                class: mention.class,
                actor: view.actor(MentionIx(ix as u32)),
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
        id: None,
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

/// In order of the text: one entry for each happening with a name, and one for each event mention that reports none.
fn happenings<'a>(view: &'a View<'a>, events: &[Happening<'a>]) -> Vec<EventOut<'a>> {
    let reports: BTreeSet<usize> = events.iter().flat_map(|it| &it.reports).copied().collect();
    let all = view.facts.events.iter().enumerate();
    let others = all.filter(|(ix, _)| !reports.contains(ix));
    let others = others.map(|(_, it)| event(view, it));
    let named = events.iter().filter_map(|it| happening(view, it));
    let mut all: Vec<EventOut<'_>> = named.chain(others).collect();
    all.sort_by_key(|it| (it.start, it.end));
    all
}

/// When and where as the most telling report has it, else as the next one; who in any.
fn happening<'a>(view: &'a View<'a>, happening: &Happening<'a>) -> Option<EventOut<'a>> {
    let reports = happening.reports.iter();
    let reports = reports.filter_map(|ix| view.facts.events.get(*ix));
    let mut reports = reports.map(|report| event(view, report));
    let mut all = reports.next()?;
    for more in reports {
        all.date = all.date.or(more.date);
        all.place = all.place.or(more.place);
        all.source = all.source.or(more.source);
        for actor in more.participants {
            if !all.participants.contains(&actor) {
                all.participants.push(actor);
            }
        }
    }
    Some(EventOut {
        id: Some(happening.id),
        status: happening.status,
        ..all
    })
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
