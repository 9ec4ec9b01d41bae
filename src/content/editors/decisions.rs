//! `content/decisions.yaml`: append-only; an `undo` takes an earlier decision back.

use super::corrections::day;
use crate::content::editorial::{Action, Decision};
use crate::slug::Slug;
use crate::yaml::{Fields, Value};

/// The words that say what a decision does.
const ACTIONS: &[&str] = &[
    "merge", "distinct", "hide", "rename", "split", "set", "confirm", "undo",
];

/// An entry of the file: a decision, or an undo of the entry at an index.
enum Entry {
    Decision(Box<Decision>),
    Undo(usize),
    Broken,
}

/// The decisions that hold.
pub(super) fn read(items: Vec<Fields<'_, '_>>) -> Vec<Decision> {
    let mut ids: Vec<String> = Vec::new();
    let mut entries: Vec<(Entry, bool)> = Vec::new();
    for item in &items {
        let id = item.required(&["id"]).unwrap_or_default();
        if !id.is_empty() && ids.contains(&id) {
            let message = format!("the id `{id}` is taken");
            item.error(
                "decision/duplicate",
                &item.node,
                message,
                "every decision needs an id of its own",
            );
        }
        let entry = entry(item, &id, &ids);
        if let Entry::Undo(target) = entry {
            toggle(&mut entries, target);
        }
        ids.push(id);
        entries.push((entry, true));
    }
    let holds = entries.into_iter().filter(|(_, holds)| *holds);
    holds
        .filter_map(|(entry, _)| match entry {
            Entry::Decision(decision) => Some(*decision),
            Entry::Undo(_) | Entry::Broken => None,
        })
        .collect()
}

/// Takes an entry back. Taking an undo back brings back what it took.
fn toggle(entries: &mut [(Entry, bool)], mut target: usize) {
    while let Some((entry, holds)) = entries.get_mut(target) {
        *holds = !*holds;
        match entry {
            Entry::Undo(earlier) => target = *earlier,
            Entry::Decision(_) | Entry::Broken => return,
        }
    }
}

fn entry(item: &Fields<'_, '_>, id: &str, ids: &[String]) -> Entry {
    let at = day(item, "at");
    let (by, because) = (item.text(&["by"]), item.text(&["because"]));
    item.get(&["evidence"]);
    let entry = match name(item) {
        Some("undo") => undo(item, ids),
        Some(name) => action(item, name).map(|action| {
            Entry::Decision(Box::new(Decision {
                id: id.to_owned(),
                at,
                by,
                because,
                action,
                place: item.doc.place(&item.node),
            }))
        }),
        None => None,
    };
    item.warn_unknown();
    entry.unwrap_or(Entry::Broken)
}

/// The one action of an entry.
fn name(item: &Fields<'_, '_>) -> Option<&'static str> {
    let mut names = ACTIONS.iter().filter(|name| item.get(&[**name]).is_some());
    let first = names.next();
    if first.is_none() {
        item.error(
            "decision/action",
            &item.node,
            "this entry decides nothing",
            "write one of merge, distinct, hide, rename, split, set, confirm, undo",
        );
    }
    if let Some(second) = names.next() {
        let message = format!(
            "one entry does one thing, here it is `{}` and `{second}`",
            first.unwrap_or(&"")
        );
        item.error(
            "decision/action",
            &item.node,
            message,
            "make two entries of it",
        );
        return None;
    }
    first.copied()
}

fn undo(item: &Fields<'_, '_>, ids: &[String]) -> Option<Entry> {
    let (id, node) = item.text_node(&["undo"])?;
    match ids.iter().rposition(|known| *known == id) {
        Some(ix) => Some(Entry::Undo(ix)),
        None => {
            let message = format!("there is no decision `{id}` above");
            item.error("decision/unknown", &node, message, "");
            None
        }
    }
}

fn action(item: &Fields<'_, '_>, name: &'static str) -> Option<Action> {
    match name {
        "merge" => {
            let (slugs, keep) = (several(item, name)?, item.slug(&["keep"]));
            let keep = keep.or_else(|| slugs.first().cloned())?;
            Some(Action::Merge { slugs, keep })
        }
        "distinct" => several(item, name).map(Action::Distinct),
        "hide" => item.slug(&["hide"]).map(Action::Hide),
        "confirm" => item.slug(&["confirm"]).map(Action::Confirm),
        "rename" => {
            let (from, to) = pair(item, "rename", "from", "to");
            Some(Action::Rename {
                from: from?,
                to: to?,
            })
        }
        "split" => {
            let (actor, to) = pair(item, "split", "actor", "to");
            let inner = is_mapping(item, "split")
                .then(|| item.inner(&["split"]))
                .flatten();
            let mentions = inner.as_ref().unwrap_or(item).texts(&["mentions"]);
            Some(Action::Split {
                actor: actor?,
                mentions,
                to: to?,
            })
        }
        _ => set(item),
    }
}

/// At least two slugs.
fn several(item: &Fields<'_, '_>, name: &'static str) -> Option<Vec<Slug>> {
    let node = item.get(&[name])?;
    let slugs = item.slugs(&[name]);
    let written = match node.value {
        Value::List(values) => values.len(),
        _ => 1,
    };
    if written < 2 {
        item.error(
            "yaml/value",
            &node,
            format!("`{name}` needs at least two slugs"),
            "",
        );
    }
    (slugs.len() >= 2).then_some(slugs)
}

fn is_mapping(item: &Fields<'_, '_>, name: &'static str) -> bool {
    item.get(&[name])
        .is_some_and(|node| matches!(node.value, Value::Map(_)))
}

/// `rename: a` with `to: b` beside it, or `rename: {from: a, to: b}`.
fn pair(
    item: &Fields<'_, '_>,
    name: &'static str,
    first: &'static str,
    second: &'static str,
) -> (Option<Slug>, Option<Slug>) {
    let slug = |fields: &Fields<'_, '_>, name: &'static str| {
        fields.required(&[name]).and_then(|_| fields.slug(&[name]))
    };
    match is_mapping(item, name) {
        true => item.inner(&[name]).map_or((None, None), |inner| {
            (slug(&inner, first), slug(&inner, second))
        }),
        false => (item.slug(&[name]), slug(item, second)),
    }
}

/// `set: event/x` with values beside it, or `set: {event: x, …}`.
fn set(item: &Fields<'_, '_>) -> Option<Action> {
    let inner = is_mapping(item, "set")
        .then(|| item.inner(&["set"]))
        .flatten();
    let fields = inner.as_ref().unwrap_or(item);
    let event = match &inner {
        Some(inner) => inner
            .required(&["event"])
            .and_then(|_| inner.slug(&["event"])),
        None => item.slug(&["set"]),
    };
    let action = Action::Set {
        event: event?,
        edtf: fields.edtf(&["edtf"]),
        status: fields.choice(&["status"]),
        location: fields.slug(&["location"]),
        source: fields.text(&["source"]),
    };
    if let Some(inner) = inner {
        inner.warn_unknown();
    }
    Some(action)
}
