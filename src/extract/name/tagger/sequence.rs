//! The door for training: the stretches of a labelled document, as features and labels.

use super::label::{OUTSIDE, label};
use super::{Chunk, Chunks, Context};
use crate::extract::facts::MentionKind;
use crate::extract::lexicon::Lexicon;
use crate::extract::token::Tokens;
use crate::text::{Document, Span};
use std::collections::HashMap;
use std::ops::Range;

/// A stretch of text that may hold names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sequence {
    /// The features of each piece.
    pub features: Vec<Vec<u64>>,
    /// The right label of each piece.
    pub labels: Vec<u8>,
    /// Where each piece is.
    pub spans: Vec<Span>,
}

/// The stretches of a document whose names are known. Names that lie outside of all stretches are lost.
pub fn sequences(
    document: &Document<'_>,
    tokens: &Tokens,
    lexicon: &Lexicon,
    names: &[(Span, MentionKind)],
) -> Vec<Sequence> {
    let (context, found) = super::super::propose(document, tokens, lexicon);
    let chunks = Chunks::new(&context, &found);
    let labels = labels(&context, names);
    let label = |ix: usize| labels.get(&ix).copied().unwrap_or(OUTSIDE);
    let sequence = |chunk: &Chunk| {
        let mut features = vec![Vec::new(); chunk.pieces.len()];
        chunks.features(&context, chunk, &mut |at, feature| {
            if let Some(list) = features.get_mut(at) {
                list.push(feature);
            }
        });
        Sequence {
            features,
            labels: legal(chunk.pieces.clone().map(label).collect()),
            spans: chunk.pieces.clone().map(|ix| context.at(ix).span).collect(),
        }
    };
    chunks.list.iter().map(sequence).collect()
}

/// The labels of the pieces under the names, without "the", titles and possessives at their edges.
fn labels(context: &Context<'_>, names: &[(Span, MentionKind)]) -> HashMap<usize, u8> {
    let list = &context.pieces.list;
    let mut labels = HashMap::new();
    for (span, kind) in names {
        let mut start = list.partition_point(|piece| piece.span.start < span.start);
        let mut end = list.partition_point(|piece| piece.span.end <= span.end);
        while start + 1 < end && matches!(context.at(start).text, "the" | "The") {
            start += 1;
        }
        while start + 1 < end && matches!(context.at(end - 1).text, "'s" | "’s" | "." | ",") {
            end -= 1;
        }
        if *kind == MentionKind::Person
            && let Some(title) = context.title_at(start, end)
            && title.end < end
            && context
                .lexicon
                .people
                .given(context.at(start).text)
                .is_none()
        {
            start = title.end;
        }
        let kind = if is_metonym(context, start..end) {
            MentionKind::Organization
        } else {
            *kind
        };
        for part in parts(context, kind, start..end) {
            let count = part.len();
            for (ix, piece) in part.enumerate() {
                labels.insert(piece, label(kind, super::label::part(ix, count)));
            }
        }
    }
    labels
}

/// "Kremlin" is a body here, whatever others make of it.
fn is_metonym(context: &Context<'_>, name: Range<usize>) -> bool {
    let body = context
        .lexicon
        .bodies
        .listed()
        .get(context.pieces.words(name));
    body.is_some_and(|body| body.metonym)
}

/// "Riga, Latvia" names two places.
fn parts(context: &Context<'_>, kind: MentionKind, name: Range<usize>) -> Vec<Range<usize>> {
    let comma = name.clone().find(|ix| context.at(*ix).text == ",");
    match comma {
        Some(comma) if kind == MentionKind::Place && context.at(comma + 1).is_cap() => {
            vec![name.start..comma, comma + 1..name.end]
        }
        _ => vec![name],
    }
}

/// Labels that a stretch cuts off are mended, so that every sequence is one that can be.
fn legal(labels: Vec<u8>) -> Vec<u8> {
    use super::label::follows;
    let whole = labels
        .iter()
        .scan(OUTSIDE, |before, label| {
            let fits = follows(*before, *label);
            *before = *label;
            Some(fits)
        })
        .all(|fits| fits)
        && labels.last().is_none_or(|last| super::label::closes(*last));
    if whole {
        labels
    } else {
        vec![OUTSIDE; labels.len()]
    }
}
