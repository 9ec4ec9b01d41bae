//! An answer as it is read: every field of its kind, every offset in the text. What is left out is told from what is empty.

use super::spans::Spans;
use crate::date::Edtf;
use crate::extract::facts::{
    EventStatus, EventType, MentionClass, MentionKind, QuoteKind, RoleStatus,
};
use crate::text::{Document, Span};
use serde::de::{DeserializeOwned, Error as _};
use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value};

/// Everything that an answer says.
pub(super) struct Answer {
    pub(super) mentions: Option<Vec<Item<NameIn>>>,
    pub(super) references: Option<Vec<Item<ReferenceIn>>>,
    pub(super) dates: Option<Vec<Item<DateIn>>>,
    pub(super) quotes: Option<Vec<Item<QuoteIn>>>,
    pub(super) events: Option<Vec<Item<EventIn>>>,
}

/// One annotation with its place.
pub(super) struct Item<T> {
    /// `mentions[3]`
    pub(super) name: String,
    pub(super) span: Span,
    pub(super) said: T,
    /// As it was written.
    pub(super) raw: Map<String, Value>,
}

#[derive(Deserialize)]
pub(super) struct NameIn {
    pub(super) kind: MentionKind,
    /// Left out: whoever else is called so. `null`: not certain who.
    #[serde(default, deserialize_with = "present")]
    pub(super) actor: Option<Option<String>>,
    pub(super) role: Option<RoleIn>,
}

#[derive(Deserialize)]
pub(super) struct RoleIn {
    pub(super) title: String,
    pub(super) of: Option<String>,
    #[serde(default = "current")]
    pub(super) status: RoleStatus,
}

#[derive(Deserialize)]
pub(super) struct ReferenceIn {
    pub(super) class: MentionClass,
    pub(super) actor: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct DateIn {
    #[serde(deserialize_with = "edtf")]
    pub(super) value: Edtf,
    pub(super) timex: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct QuoteIn {
    #[serde(rename = "type", default = "direct")]
    pub(super) kind: QuoteKind,
    pub(super) speaker: Option<[u64; 2]>,
    pub(super) actor: Option<String>,
    pub(super) cue: Option<[u64; 2]>,
}

#[derive(Deserialize)]
pub(super) struct EventIn {
    #[serde(rename = "type")]
    pub(super) event_type: EventType,
    pub(super) status: EventStatus,
    #[serde(default, deserialize_with = "maybe_edtf")]
    pub(super) date: Option<Edtf>,
    pub(super) place: Option<String>,
    #[serde(default)]
    pub(super) participants: Vec<String>,
    pub(super) source: Option<String>,
}

#[derive(Deserialize)]
struct Place {
    start: u64,
    end: u64,
}

fn current() -> RoleStatus {
    RoleStatus::Current
}

fn direct() -> QuoteKind {
    QuoteKind::Direct
}

/// A field that is there, whatever it holds.
fn present<'de, D: Deserializer<'de>>(field: D) -> Result<Option<Option<String>>, D::Error> {
    Option::deserialize(field).map(Some)
}

fn edtf<'de, D: Deserializer<'de>>(field: D) -> Result<Edtf, D::Error> {
    let text = String::deserialize(field)?;
    let wrong = || D::Error::custom(format!("`{text}` is no EDTF date"));
    text.parse().map_err(|_| wrong())
}

fn maybe_edtf<'de, D: Deserializer<'de>>(field: D) -> Result<Option<Edtf>, D::Error> {
    let Some(text) = Option::<String>::deserialize(field)? else {
        return Ok(None);
    };
    let wrong = || D::Error::custom(format!("`{text}` is no EDTF date"));
    text.parse().map(Some).map_err(|_| wrong())
}

impl Answer {
    /// Reads the line of a document.
    pub(super) fn read(line: &str, document: &Document<'_>) -> Result<Self, String> {
        let value: Value =
            serde_json::from_str(line).map_err(|error| format!("it is no JSON: {error}"))?;
        let Value::Object(mut fields) = value else {
            return Err("it is no JSON object".into());
        };
        if let Some(error) = fields.get("error").filter(|error| !error.is_null()) {
            return Err(format!("the program says: {error}"));
        }
        match fields.get("text") {
            Some(Value::String(text)) if text == document.text => {}
            Some(_) => return Err("the text is not the one that was given".into()),
            None => return Err("`text` is missing".into()),
        }
        let spans = Spans::new(document);
        Ok(Self {
            mentions: list(&mut fields, "mentions", &spans, Span::overlaps)?,
            references: list(&mut fields, "references", &spans, Span::overlaps)?,
            // "from May to June" holds a date, and a quotation may hold another.
            dates: list(&mut fields, "dates", &spans, same)?,
            quotes: list(&mut fields, "quotes", &spans, same)?,
            events: list(&mut fields, "events", &spans, Span::overlaps)?,
        })
    }
}

fn same(one: Span, other: Span) -> bool {
    one == other
}

/// A list of annotations in order of the text; two that are in each other's way are a fault.
fn list<T: DeserializeOwned>(
    fields: &mut Map<String, Value>,
    name: &str,
    spans: &Spans<'_>,
    collide: fn(Span, Span) -> bool,
) -> Result<Option<Vec<Item<T>>>, String> {
    let items = match fields.remove(name) {
        None | Some(Value::Null) => return Ok(None),
        Some(Value::Array(items)) => items,
        Some(_) => return Err(format!("`{name}` is no list")),
    };
    let mut list = Vec::with_capacity(items.len());
    for (at, item) in items.into_iter().enumerate() {
        let name = format!("{name}[{at}]");
        let item = read(item, name.clone(), spans);
        list.push(item.map_err(|why| format!("{name}: {why}"))?);
    }
    list.sort_by_key(|item: &Item<T>| item.span);
    let twice = list.windows(2).find_map(|pair| match pair {
        [one, two] if collide(one.span, two.span) => Some((one, two)),
        _ => None,
    });
    match twice {
        Some((one, two)) => Err(format!("{} and {} overlap", one.name, two.name)),
        None => Ok(Some(list)),
    }
}

fn read<T: DeserializeOwned>(
    item: Value,
    name: String,
    spans: &Spans<'_>,
) -> Result<Item<T>, String> {
    let told = |error: serde_json::Error| error.to_string();
    let Place { start, end } = Place::deserialize(&item).map_err(told)?;
    let span = spans.span([start, end])?;
    let said = serde_json::from_value(item.clone()).map_err(told)?;
    match item {
        Value::Object(raw) => Ok(Item {
            name,
            span,
            said,
            raw,
        }),
        _ => Err("no JSON object".into()),
    }
}
