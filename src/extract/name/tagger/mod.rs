//! A trained tagger: a conditional random field over the stretches of a line that may hold names, which sees words, lists, what
//! the rules made of them and what the rest of the article shows.
//!
//! The rules propose, the tagger weighs them with everything else, [`super::merge`] makes names of both. Training is
//! `examples/train`; the model carries a data card, `training/CARD.md`. The tagger knows nothing of titles, genders and
//! surnames, and not which names are one.

mod chunk;
mod feature;
mod hash;
pub mod label;
pub mod lattice;
mod memory;
pub mod model;
mod sequence;
mod word;

pub use sequence::{Sequence, sequences};

use super::context::Context;
use super::pieces::Line;
use super::segment::Segment;
use crate::extract::facts::MentionKind;
use feature::Place;
use label::{LABELS, Part, meaning};
use lattice::{Odds, Row, Steps};
use memory::{Marks, Memory, Window};
use model::{Model, points};
use std::ops::Range;
use std::sync::LazyLock;
use word::{Ruled, Word};

/// The trained model, and its steps.
static TRAINED: LazyLock<Option<(Model, Steps)>> = LazyLock::new(|| {
    let model = Model::new(&include_bytes!("../../data/names.model")[..])?;
    let steps = Steps::of(&model);
    Some((model, steps))
});

/// A name that the tagger finds.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Tagged {
    /// Index of the line.
    pub line: usize,
    /// The words.
    pub pieces: Range<usize>,
    /// What is named.
    pub kind: MentionKind,
    /// How likely each of its pieces has the label that it has, at the least.
    pub odds: f32,
}

/// What the tagger makes of a document.
#[derive(Debug, Default)]
pub(super) struct Tags {
    /// The names, in order.
    pub names: Vec<Tagged>,
    /// For each piece how likely it is outside of any name.
    outside: Vec<f32>,
}

impl Tags {
    /// How likely none of the pieces is part of a name, at the most.
    pub fn outside(&self, pieces: Range<usize>) -> f32 {
        let odds = self.outside.get(pieces).unwrap_or_default();
        odds.iter().copied().fold(0.0, f32::max)
    }
}

/// What the tagger makes of a document. `None`: there is no model.
pub(super) fn tag(context: &Context<'_>, found: &[Segment]) -> Option<Tags> {
    let (model, steps) = TRAINED.as_ref()?;
    let chunks = Chunks::new(context, found);
    let mut tags = Tags {
        names: Vec::new(),
        outside: vec![1.0; context.pieces.list.len()],
    };
    let mut odds = Odds::default();
    for chunk in &chunks.list {
        let mut scores = vec![[0; LABELS]; chunk.pieces.len()];
        chunks.features(context, chunk, &mut |at, feature| {
            if let Some(scores) = scores.get_mut(at) {
                model.add(feature, scores);
            }
        });
        let scores: Vec<Row> = scores.iter().map(|row| row.map(points)).collect();
        let labels = lattice::best(&scores, steps);
        odds.reckon(&scores, steps, false);
        spans(chunk, &labels, &odds, &mut tags.names);
        for (ix, row) in chunk.pieces.clone().zip(&odds.labels) {
            if let (Some(place), Some(odds)) = (tags.outside.get_mut(ix), row.first()) {
                *place = *odds;
            }
        }
    }
    Some(tags)
}

/// The names of one stretch.
fn spans(chunk: &Chunk, labels: &[u8], odds: &Odds, names: &mut Vec<Tagged>) {
    let mut start = chunk.pieces.start;
    let mut least = 1.0f32;
    for ((ix, label), odds) in chunk.pieces.clone().zip(labels).zip(&odds.labels) {
        let Some((kind, part)) = meaning(*label) else {
            continue;
        };
        if matches!(part, Part::Begin | Part::Unit) {
            (start, least) = (ix, 1.0);
        }
        least = least.min(odds.get(usize::from(*label)).copied().unwrap_or_default());
        if matches!(part, Part::Last | Part::Unit) {
            names.push(Tagged {
                line: chunk.line,
                pieces: start..ix + 1,
                kind,
                odds: least,
            });
        }
    }
}

/// One stretch and what the tagger sees of it.
#[derive(Debug)]
struct Chunk {
    line: usize,
    pieces: Range<usize>,
    /// The words from [`AROUND`] pieces before the stretch to as many behind it.
    first: usize,
    words: Vec<Word>,
    marks: Vec<Marks>,
}

/// How far features look beyond a stretch.
const AROUND: usize = 2;

/// All stretches of a document.
#[derive(Debug)]
struct Chunks {
    list: Vec<Chunk>,
    memory: Memory,
}

impl Chunks {
    fn new(context: &Context<'_>, found: &[Segment]) -> Self {
        let ruled = word::ruled(context, found);
        let is_ruled = |ix: usize| ruled.get(ix).is_some_and(|it| it.code != 0);
        let mut chunks = Self {
            list: Vec::new(),
            memory: Memory::default(),
        };
        for (ix, line) in context.pieces.lines.iter().enumerate() {
            for pieces in chunk::chunks(context, line, is_ruled) {
                chunks.add(context, &ruled, line, ix, pieces);
            }
        }
        chunks
    }

    fn add(
        &mut self,
        context: &Context<'_>,
        ruled: &[Ruled],
        line: &Line,
        line_ix: usize,
        pieces: Range<usize>,
    ) {
        let first = pieces.start.saturating_sub(AROUND).max(line.pieces.start);
        let end = (pieces.end + AROUND).min(line.pieces.end);
        let words = word::words(context, ruled, first..end, line.mode);
        let window = Window {
            first,
            words: &words,
        };
        let marks: Vec<Marks> = pieces
            .clone()
            .map(|ix| memory::marks(context, line, &run(&window, &pieces, ix), ix, &window))
            .collect();
        for (ix, marks) in pieces.clone().zip(&marks) {
            let word = window.at(ix);
            if word.is_cap {
                self.memory.learn(&word, *marks);
            }
        }
        self.list.push(Chunk {
            line: line_ix,
            pieces,
            first,
            words,
            marks,
        });
    }

    /// Gives each feature of each piece of a stretch, with the piece's place in the stretch, to `put`.
    fn features(&self, context: &Context<'_>, chunk: &Chunk, put: &mut impl FnMut(usize, u64)) {
        let Some(line) = context.pieces.lines.get(chunk.line) else {
            return;
        };
        let window = Window {
            first: chunk.first,
            words: &chunk.words,
        };
        for (at, (ix, marks)) in chunk.pieces.clone().zip(&chunk.marks).enumerate() {
            let word = window.at(ix);
            let place = Place {
                ix,
                run: run(&window, &chunk.pieces, ix),
                mode: line.mode,
                at_start: context.is_start(ix, &line.pieces),
                elsewhere: if word.is_cap {
                    self.memory.elsewhere(&word, *marks)
                } else {
                    0
                },
            };
            feature::features(&place, &window, &mut |feature| put(at, feature));
        }
    }
}

/// The capitals around a piece; the piece alone when it has none.
fn run(words: &Window<'_>, within: &Range<usize>, ix: usize) -> Range<usize> {
    if !words.at(ix).is_cap {
        return ix..ix + 1;
    }
    let longest = 8;
    let start = (within.start.max(ix.saturating_sub(longest))..ix)
        .rev()
        .take_while(|at| words.at(*at).is_cap)
        .last()
        .unwrap_or(ix);
    let end = (ix + 1..within.end.min(ix + longest))
        .take_while(|at| words.at(*at).is_cap)
        .last()
        .map_or(ix + 1, |last| last + 1);
    start..end
}
