//! What the rest of a document shows of a word: how the rules read it elsewhere, and what it stands beside there.

use super::word::{self, Word};
use crate::extract::name::context::Context;
use crate::extract::name::pieces::Line;
use std::collections::HashMap;
use std::ops::Range;

/// How many marks there are.
pub(super) const MARKS: usize = 18;

/// What is seen of one occurrence of a word, one bit each.
pub(super) type Marks = u32;

/// How often each mark was seen at a word, over the document.
#[derive(Debug, Default)]
pub(super) struct Memory {
    words: HashMap<u64, [u8; MARKS]>,
}

impl Memory {
    /// Takes in one occurrence.
    pub fn learn(&mut self, word: &Word, marks: Marks) {
        let counts = self.words.entry(word.exact).or_insert([0; MARKS]);
        for (bit, count) in counts.iter_mut().enumerate() {
            *count = count.saturating_add((marks >> bit & 1) as u8);
        }
    }

    /// The marks that other occurrences have.
    pub fn elsewhere(&self, word: &Word, own: Marks) -> Marks {
        let Some(counts) = self.words.get(&word.exact) else {
            return 0;
        };
        let mut marks = 0;
        for (bit, count) in counts.iter().enumerate() {
            let others = u32::from(*count).saturating_sub(own >> bit & 1);
            marks |= u32::from(others > 0) << bit;
        }
        marks
    }
}

/// What is seen at the word `ix` of a window that begins `words`' first piece.
pub(super) fn marks(
    context: &Context<'_>,
    line: &Line,
    run: &Range<usize>,
    ix: usize,
    words: &Window<'_>,
) -> Marks {
    let word = words.at(ix);
    let (before, after) = (words.before(ix), words.at(ix + 1));
    let guess = word::unparted(word.ruled);
    let is = |codes: std::ops::RangeInclusive<u32>| guess.is_some_and(|code| codes.contains(&code));
    let text = |ix: usize| context.at(ix).text;
    let previous = if ix > line.pieces.start {
        text(ix - 1)
    } else {
        ""
    };
    let next = if ix + 1 < line.pieces.end {
        text(ix + 1)
    } else {
        ""
    };
    let (first, last) = (run.start == ix, ix + 1 == run.end);
    let seen = [
        is(word::PERSONS),
        is(word::BODIES),
        is(word::PLACES),
        is(9..=9),
        guess.is_none_or(|code| code > 10),
        first && before.lists & word::TITLES != 0,
        !first && before.lists & word::GIVEN != 0,
        last && after.lists & word::SAYS != 0,
        first && matches!(previous, "in" | "at" | "near" | "In" | "At"),
        first && matches!(previous, "the" | "The"),
        last && matches!(next, "'s" | "’s"),
        !context.is_start(ix, &line.pieces),
        first && last,
        first && !last,
        last && !first,
        !last && after.lists & word::HEADS != 0,
        last && next == "(",
        last && next == ",",
    ];
    seen.iter()
        .enumerate()
        .fold(0, |marks, (bit, yes)| marks | u32::from(*yes) << bit)
}

/// Some words of a line, asked by the index of their piece.
#[derive(Clone, Copy, Debug)]
pub(super) struct Window<'a> {
    pub first: usize,
    pub words: &'a [Word],
}

impl Window<'_> {
    /// The word, or an empty one outside.
    pub fn at(&self, ix: usize) -> Word {
        ix.checked_sub(self.first)
            .and_then(|ix| self.words.get(ix))
            .copied()
            .unwrap_or_default()
    }

    /// The word before.
    pub fn before(&self, ix: usize) -> Word {
        ix.checked_sub(1)
            .map_or_else(Word::default, |ix| self.at(ix))
    }
}
