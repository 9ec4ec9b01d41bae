//! More text from the same: copies of documents whose names are exchanged for names of other documents, the same for the same
//! within a copy. The tagger learns from them what stands around names, rather than the names.

use crate::corpus::Labelled;
use crate::crf::Dice;
use dateline::extract::facts::MentionKind;
use dateline::text::Span;
use std::collections::BTreeMap;

/// Names to take, by kind, number of words and whether they are capitals only; in the order of the documents.
pub struct Pool(BTreeMap<(MentionKind, usize, bool), Vec<String>>);

impl Pool {
    /// The names of all documents.
    pub fn new(documents: &[Labelled]) -> Self {
        let mut pool: BTreeMap<_, Vec<String>> = BTreeMap::new();
        for document in documents {
            let mut names: Vec<_> = document
                .names
                .iter()
                .map(|(span, kind)| (span.of(&document.text), *kind))
                .collect();
            names.sort();
            names.dedup();
            for (name, kind) in names {
                pool.entry(class(name, kind))
                    .or_default()
                    .push(name.to_owned());
            }
        }
        Self(pool)
    }

    fn pick(&self, name: &str, kind: MentionKind, dice: &mut Dice) -> String {
        let list = self
            .0
            .get(&class(name, kind))
            .map_or(&[][..], Vec::as_slice);
        match list.len() {
            0 | 1 => name.to_owned(),
            len => list[dice.below(len)].clone(),
        }
    }
}

fn class(name: &str, kind: MentionKind) -> (MentionKind, usize, bool) {
    (
        kind,
        name.split_whitespace().count().min(4),
        !name.chars().any(char::is_lowercase),
    )
}

/// A copy of a document with other names.
pub fn exchange(document: &Labelled, pool: &Pool, dice: &mut Dice) -> Labelled {
    let mut names: Vec<&(Span, MentionKind)> = document.names.iter().collect();
    names.sort_by_key(|(span, _)| (span.start, span.end));
    let others = others(document, &names, pool, dice);
    let mut copy = Labelled::default();
    let mut at = 0;
    for (span, kind) in names {
        let range = span.range();
        if range.start < at {
            continue;
        }
        copy.text.push_str(&document.text[at..range.start]);
        let start = copy.text.len();
        let name = &document.text[range.clone()];
        copy.text
            .push_str(others.get(&(name, *kind)).map_or(name, String::as_str));
        copy.names.push((Span::new(start, copy.text.len()), *kind));
        at = range.end;
    }
    copy.text.push_str(&document.text[at..]);
    if document.text.starts_with(&document.title) && !document.title.is_empty() {
        copy.title = copy.text.lines().next().unwrap_or_default().to_owned();
    }
    copy
}

/// The other name of each name; of persons also of the parts of their full names.
fn others<'a>(
    document: &'a Labelled,
    names: &[&(Span, MentionKind)],
    pool: &Pool,
    dice: &mut Dice,
) -> BTreeMap<(&'a str, MentionKind), String> {
    let mut others: BTreeMap<(&str, MentionKind), String> = BTreeMap::new();
    let mut known: Vec<(&str, MentionKind)> = names
        .iter()
        .map(|(span, kind)| (span.of(&document.text), *kind))
        .collect();
    known.sort_by_key(|(name, _)| std::cmp::Reverse(name.split_whitespace().count()));
    for (name, kind) in known {
        if others.contains_key(&(name, kind)) {
            continue;
        }
        let other = pool.pick(name, kind, dice);
        let (parts, new): (Vec<&str>, Vec<&str>) = (
            name.split_whitespace().collect(),
            other.split_whitespace().collect(),
        );
        if kind == MentionKind::Person && parts.len() > 1 && parts.len() == new.len() {
            for (part, new) in parts.iter().zip(&new) {
                others
                    .entry((part, kind))
                    .or_insert_with(|| (*new).to_owned());
            }
        }
        others.insert((name, kind), other);
    }
    others
}
