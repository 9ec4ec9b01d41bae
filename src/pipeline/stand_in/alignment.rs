//! What two versions of a text have in common, word by word.
//!
//! Lines that stayed are found first, then the words that stayed in the lines between, so that two edits far apart leave
//! what lies between them untouched. Words are whole: a name that grew by a letter is not the same name. Knows nothing of
//! what the words mean.

use crate::text::Span;
use std::collections::BTreeMap;

/// Stretches that stand in both texts, in the order of both.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Alignment {
    runs: Vec<Run>,
}

/// Bytes that are the same in both texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Run {
    old: u32,
    new: u32,
    len: u32,
}

impl Alignment {
    /// Compares two texts.
    pub fn between(old: &str, new: &str) -> Self {
        let mut alignment = Self::default();
        let old_lines: Vec<&str> = old.split_inclusive('\n').collect();
        let new_lines: Vec<&str> = new.split_inclusive('\n').collect();
        alignment.compare(Pair::whole(&old_lines, &new_lines), |alignment, gap| {
            let old_words = words(gap.old);
            let new_words = words(gap.new);
            let pair = Pair {
                old: &old_words,
                new: &new_words,
                at: gap.at,
            };
            alignment.compare(pair, |_, _| {});
        });
        alignment
    }

    /// Where untouched bytes stand now; `None` when some of them were touched, or when there are none.
    pub fn span(&self, old: Span) -> Option<Span> {
        let mut pieces = self.pieces(old);
        let piece = pieces.next()?;
        (piece.len() == old.len()).then_some(piece)
    }

    /// Which of `candidates` (sorted spans of the new text) goes on with most of an old span's bytes, and with at least
    /// half of them.
    pub fn successor(&self, old: Span, candidates: &[Span]) -> Option<usize> {
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        for piece in self.pieces(old) {
            let first = candidates.partition_point(|candidate| candidate.end <= piece.start);
            let near = candidates.iter().enumerate().skip(first);
            for (ix, candidate) in near.take_while(|(_, it)| it.start < piece.end) {
                let both = Span {
                    start: piece.start.max(candidate.start),
                    end: piece.end.min(candidate.end),
                };
                *shared.entry(ix).or_default() += both.len();
            }
        }
        let (ix, most) = shared.into_iter().rev().max_by_key(|(_, len)| *len)?;
        (most * 2 >= old.len()).then_some(ix)
    }

    /// The untouched parts of an old span, as they stand in the new text.
    fn pieces(&self, old: Span) -> impl Iterator<Item = Span> {
        let first = self
            .runs
            .partition_point(|run| run.old + run.len <= old.start);
        let over = self.runs.iter().skip(first);
        over.take_while(move |run| run.old < old.end)
            .map(move |run| {
                let start = old.start.max(run.old);
                let end = old.end.min(run.old + run.len);
                Span {
                    start: run.new + (start - run.old),
                    end: run.new + (end - run.old),
                }
            })
    }

    /// Adds the pieces that two lists have in common, and hands what lies between them to `gap`, in order.
    fn compare(&mut self, pair: Pair<'_>, mut gap: impl FnMut(&mut Self, Gap<'_>)) {
        let (mut old_at, mut new_at) = pair.at;
        let (mut old_ix, mut new_ix) = (0, 0);
        let ends = (pair.old.len(), pair.new.len());
        for (old_common, new_common) in common(pair.old, pair.new).into_iter().chain([ends]) {
            let old: String = pair.old[old_ix..old_common].concat();
            let new: String = pair.new[new_ix..new_common].concat();
            if !old.is_empty() && !new.is_empty() {
                gap(
                    self,
                    Gap {
                        old: &old,
                        new: &new,
                        at: (old_at, new_at),
                    },
                );
            }
            (old_at, new_at) = (old_at + old.len(), new_at + new.len());
            let len = pair.old.get(old_common).map_or(0, |piece| piece.len());
            self.push(old_at, new_at, len);
            (old_at, new_at) = (old_at + len, new_at + len);
            (old_ix, new_ix) = (old_common + 1, new_common + 1);
        }
    }

    fn push(&mut self, old: usize, new: usize, len: usize) {
        let (old, new, len) = (old as u32, new as u32, len as u32);
        match self.runs.last_mut() {
            Some(last) if last.old + last.len == old && last.new + last.len == new => {
                last.len += len;
            }
            _ if len > 0 => self.runs.push(Run { old, new, len }),
            _ => {}
        }
    }
}

/// Two lists of pieces of text, and where they begin in their texts.
#[derive(Clone, Copy)]
struct Pair<'a> {
    old: &'a [&'a str],
    new: &'a [&'a str],
    at: (usize, usize),
}

impl<'a> Pair<'a> {
    fn whole(old: &'a [&'a str], new: &'a [&'a str]) -> Self {
        Self {
            old,
            new,
            at: (0, 0),
        }
    }
}

/// What two texts do not have in common, between pieces that they have.
struct Gap<'a> {
    old: &'a str,
    new: &'a str,
    at: (usize, usize),
}

/// Words, each with the white space after it as a piece of its own.
fn words(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut was_space = None;
    for (at, ch) in text.char_indices() {
        let is_space = ch.is_whitespace();
        if was_space.is_some_and(|was| was != is_space) {
            pieces.push(&text[start..at]);
            start = at;
        }
        was_space = Some(is_space);
    }
    pieces.push(&text[start..]);
    pieces
}

/// Larger comparisons are not made: what is between the common beginning and end counts as touched.
const MOST_CELLS: usize = 1 << 20;

/// Indices of the pieces that two lists have in common: those at the beginning, those at the end, and the longest common
/// subsequence of what is between.
fn common(old: &[&str], new: &[&str]) -> Vec<(usize, usize)> {
    let same = |(a, b): &(&&str, &&str)| a == b;
    let head = old.iter().zip(new).take_while(same).count();
    let (old_rest, new_rest) = (&old[head..], &new[head..]);
    let tail = old_rest.iter().rev().zip(new_rest.iter().rev());
    let tail = tail.take_while(same).count();
    let old_middle = &old_rest[..old_rest.len() - tail];
    let new_middle = &new_rest[..new_rest.len() - tail];
    let mut pairs: Vec<(usize, usize)> = (0..head).map(|ix| (ix, ix)).collect();
    let middle = subsequence(old_middle, new_middle).into_iter();
    pairs.extend(middle.map(|(old, new)| (head + old, head + new)));
    let ends = (head + old_middle.len(), head + new_middle.len());
    pairs.extend((0..tail).map(|ix| (ends.0 + ix, ends.1 + ix)));
    pairs
}

/// The longest common subsequence.
fn subsequence(old: &[&str], new: &[&str]) -> Vec<(usize, usize)> {
    let width = new.len() + 1;
    if old.is_empty() || new.is_empty() || (old.len() + 1) * width > MOST_CELLS {
        return Vec::new();
    }
    // Cell (i, j) is the length for what follows from old[i] and new[j] on.
    let mut lengths = vec![0_u32; (old.len() + 1) * width];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            lengths[i * width + j] = match old[i] == new[j] {
                true => lengths[(i + 1) * width + j + 1] + 1,
                false => lengths[(i + 1) * width + j].max(lengths[i * width + j + 1]),
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut pairs = Vec::new();
    while i < old.len() && j < new.len() {
        if old[i] == new[j] {
            pairs.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if lengths[(i + 1) * width + j] >= lengths[i * width + j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What becomes of `words` of the old text.
    fn moved(old: &str, new: &str, words: &str) -> Option<String> {
        let start = old.find(words).unwrap();
        let span = Alignment::between(old, new).span(Span::new(start, start + words.len()))?;
        Some(new[span.range()].to_owned())
    }

    #[test]
    fn words_away_from_an_edit_stay() {
        let (old, new) = ("Kim met Moon in Seoul.", "Kim hardly met Moon in Seoul.");
        for words in ["Kim", "Moon", "Seoul", "Moon in Seoul."] {
            assert_eq!(moved(old, new, words).as_deref(), Some(words));
        }
        assert_eq!(moved(old, new, "Kim met"), None);
    }

    #[test]
    fn two_edits_leave_what_is_between_them() {
        let old = "A talk\nKim met Moon in Seoul.\nThey parted.";
        let new = "One talk\nKim met Moon in Seoul.\nNew.\nThey parted soon.";
        assert_eq!(
            moved(old, new, "Kim met Moon in Seoul.\n").as_deref(),
            Some("Kim met Moon in Seoul.\n")
        );
        assert_eq!(moved(old, new, "They").as_deref(), Some("They"));
        assert_eq!(
            moved(old, new, "parted"),
            None,
            "`parted.` is another word now"
        );
    }

    #[test]
    fn a_name_that_grew_is_touched() {
        for new in ["Kimball spoke.", "Kim-Moon spoke.", "spoke."] {
            assert_eq!(moved("Kim spoke.", new, "Kim"), None, "{new}");
        }
        assert_eq!(moved("Kim spoke.", "", "Kim"), None);
    }

    #[test]
    fn a_sentence_goes_on_in_the_one_with_most_of_its_words() {
        let alignment =
            Alignment::between("One two three. Four.", "Zero. One two new three. Four.");
        let sentences = [Span::new(0, 5), Span::new(6, 24), Span::new(25, 30)];
        assert_eq!(alignment.successor(Span::new(0, 14), &sentences), Some(1));
        assert_eq!(alignment.successor(Span::new(15, 20), &sentences), Some(2));
        let gone = Alignment::between("One two three. Four.", "Of other things. Four.");
        assert_eq!(gone.successor(Span::new(0, 14), &[Span::new(0, 16)]), None);
    }

    #[test]
    fn large_rewrites_are_not_compared_word_by_word() {
        let old = "a b ".repeat(2_000);
        let new = "b a ".repeat(2_000);
        assert!(Alignment::between(&old, &new).runs.len() < 4);
    }

    #[test]
    fn what_is_aligned_is_the_same_text() {
        let texts = [
            "",
            "ä b\nc",
            "b\nc d",
            "ä  b\n\nc\n",
            "c\nb\nä",
            "日本 b\nc d ä",
        ];
        for (old, new) in texts
            .iter()
            .flat_map(|old| texts.iter().map(move |new| (old, new)))
        {
            let mut ends = (0, 0);
            for run in Alignment::between(old, new).runs {
                let part = |text: &str, at: u32| {
                    text.get(at as usize..(at + run.len) as usize)
                        .map(str::to_owned)
                };
                assert_eq!(part(old, run.old), part(new, run.new));
                assert!(part(old, run.old).is_some() && run.old >= ends.0 && run.new >= ends.1);
                ends = (run.old + run.len, run.new + run.len);
            }
        }
    }
}
