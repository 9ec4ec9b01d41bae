//! The features of a piece, as hashes.

use super::hash::{feature, pair};
use super::memory::{MARKS, Marks, Window};
use crate::extract::name::pieces::Mode;
use std::ops::Range;

/// Where a piece stands, besides its words.
#[derive(Clone, Debug)]
pub(super) struct Place {
    /// Index of the piece.
    pub ix: usize,
    /// The capitals around it.
    pub run: Range<usize>,
    /// What a capital says in its line.
    pub mode: Mode,
    /// Any word has a capital here.
    pub at_start: bool,
    /// What other occurrences show.
    pub elsewhere: Marks,
}

/// Gives every feature of a piece to `put`.
pub(super) fn features(place: &Place, words: &Window<'_>, put: &mut impl FnMut(u64)) {
    letters(place, words, put);
    neighbours(place, words, put);
    lists(place, words, put);
    rules(place, words, put);
    document(place, words, put);
}

/// Its own letters.
fn letters(place: &Place, words: &Window<'_>, put: &mut impl FnMut(u64)) {
    let word = words.at(place.ix);
    let mut one = |template, fill| put(feature(template, fill));
    let stand = place.mode as u64 * 2 + u64::from(place.at_start);
    one(1, 0);
    one(2, word.exact);
    one(3, word.lower);
    one(4, word.shape);
    one(5, pair(word.shape, stand));
    for (ix, affix) in word.prefixes.iter().chain(&word.suffixes).enumerate() {
        one(6 + ix as u64, *affix);
    }
    one(12, stand);
    one(13, pair(u64::from(word.lists), stand));
    one(14, pair(word.lower, stand));
}

/// The words around.
fn neighbours(place: &Place, words: &Window<'_>, put: &mut impl FnMut(u64)) {
    let ix = place.ix;
    let word = words.at(ix);
    let (before, after) = (words.before(ix), words.at(ix + 1));
    let two_before = words.at(ix.wrapping_sub(2));
    let two_after = words.at(ix + 2);
    let mut one = |template, fill| put(feature(template, fill));
    one(20, before.lower);
    one(21, after.lower);
    one(22, two_before.lower);
    one(23, two_after.lower);
    one(24, pair(before.lower, word.lower));
    one(25, pair(word.lower, after.lower));
    one(26, pair(before.lower, after.lower));
    one(27, pair(before.shape, pair(word.shape, after.shape)));
    one(28, pair(before.shape, word.shape));
    one(29, pair(word.shape, after.shape));
    one(30, pair(two_before.lower, before.lower));
    one(31, pair(after.lower, two_after.lower));
    one(32, before.suffixes[1]);
    one(33, after.suffixes[1]);
    // The words around the whole run, and its first and last.
    let run = &place.run;
    let (left, right) = (words.before(run.start), words.at(run.end));
    let last = words.at(run.end.saturating_sub(1));
    let length = run.len().min(6) as u64;
    let from = (ix - run.start).min(5) as u64;
    let left_of = pair(length, from);
    one(40, left_of);
    one(41, pair(left.lower, from));
    one(42, pair(right.lower, length.saturating_sub(from)));
    one(43, pair(last.lower, length.saturating_sub(from)));
    one(44, pair(words.at(run.start).lower, from));
    one(45, last.lower);
    one(46, pair(left.lower, right.lower));
    one(47, pair(u64::from(last.lists), length.saturating_sub(from)));
    one(48, last.suffixes[1]);
    one(49, words.at(run.start).lower);
}

/// What the lists say of it and its neighbours.
fn lists(place: &Place, words: &Window<'_>, put: &mut impl FnMut(u64)) {
    let ix = place.ix;
    let word = words.at(ix);
    let (before, after) = (words.before(ix), words.at(ix + 1));
    for bit in 0..20 {
        for (template, bits) in [(60, word.lists), (61, before.lists), (62, after.lists)] {
            if bits >> bit & 1 == 1 {
                put(feature(template, bit));
            }
        }
    }
    let mut one = |template, fill| put(feature(template, fill));
    let wide = u64::from;
    one(63, wide(word.listed));
    one(64, pair(wide(word.listed), wide(word.lists)));
    one(65, pair(wide(before.listed), wide(word.listed)));
    one(66, pair(wide(word.listed), wide(after.listed)));
    one(67, pair(wide(before.lists), wide(word.lists)));
    one(68, pair(wide(word.lists), wide(after.lists)));
    one(69, pair(wide(word.listed), before.lower));
    one(70, pair(wide(word.listed), after.lower));
    one(71, pair(wide(word.lists), before.lower));
    one(72, pair(wide(word.lists), after.lower));
}

/// What the rules made of it and its neighbours.
fn rules(place: &Place, words: &Window<'_>, put: &mut impl FnMut(u64)) {
    let ix = place.ix;
    let word = words.at(ix);
    let (before, after) = (words.before(ix), words.at(ix + 1));
    let wide = u64::from;
    let mut one = |template, fill| put(feature(template, fill));
    one(80, wide(word.ruled));
    one(81, pair(wide(word.ruled), word.rule));
    one(82, pair(wide(before.ruled), wide(word.ruled)));
    one(83, pair(wide(word.ruled), wide(after.ruled)));
    one(84, pair(wide(word.ruled), word.shape));
    one(85, pair(wide(word.ruled), wide(word.lists)));
    one(86, pair(wide(word.ruled), wide(word.listed)));
    one(87, pair(wide(word.ruled), before.lower));
    one(88, pair(wide(word.ruled), after.lower));
    one(
        89,
        pair(
            wide(word.ruled),
            place.mode as u64 * 2 + u64::from(place.at_start),
        ),
    );
    one(90, pair(wide(word.ruled), word.lower));
    if word.votes != 0 {
        one(91, word.votes);
        one(92, pair(wide(word.ruled), word.votes));
        one(93, pair(word.votes, wide(word.lists)));
    }
}

/// What the rest of the document shows of it.
fn document(place: &Place, words: &Window<'_>, put: &mut impl FnMut(u64)) {
    let word = words.at(place.ix);
    let marks = place.elsewhere;
    for bit in 0..MARKS as u64 {
        if marks >> bit & 1 == 1 {
            put(feature(100, bit));
            put(feature(101, pair(u64::from(word.ruled), bit)));
        }
    }
    put(feature(102, u64::from(marks & 0b1111)));
    put(feature(
        103,
        pair(u64::from(marks & 0b1111), u64::from(word.ruled)),
    ));
}
