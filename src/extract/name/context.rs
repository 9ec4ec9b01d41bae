//! What all rules for names share: the pieces, the lists, and small questions about a place in the text.

use super::pieces::{Look, Piece, Pieces, lower};
use super::segment::{Guess, Segment};
use crate::extract::lexicon::Lexicon;
use crate::extract::lexicon::people::{Title, TitleClass};
use std::collections::HashSet;
use std::ops::Range;

/// The article and the lists.
#[derive(Debug)]
pub(super) struct Context<'a> {
    pub pieces: Pieces<'a>,
    pub lexicon: &'a Lexicon,
    /// Words that the article also writes small.
    pub small: HashSet<&'a str>,
}

/// A title at a place of the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct TitleAt {
    pub end: usize,
    pub title: Title,
    /// "Presidents", "Senators"
    pub plural: bool,
}

impl<'a> Context<'a> {
    pub fn new(pieces: Pieces<'a>, lexicon: &'a Lexicon) -> Self {
        let small = pieces
            .list
            .iter()
            .filter(|piece| piece.look == Look::Lower)
            .map(|piece| piece.text)
            .collect();
        Self {
            pieces,
            lexicon,
            small,
        }
    }

    pub fn at(&self, ix: usize) -> Piece<'a> {
        self.pieces.at(ix)
    }

    /// True where any word has a capital: at the start of a sentence, after an opening quotation mark or a colon.
    pub fn is_start(&self, ix: usize, line: &Range<usize>) -> bool {
        if ix <= line.start {
            return true;
        }
        let before = self.at(ix - 1);
        before.look == Look::Punct
            && (matches!(
                before.text,
                "\"" | "“" | "‘" | "«" | ":" | "—" | "–" | "--" | "•" | "[" | "…" | "..."
            ) || before.text == "'"
                && !self
                    .pieces
                    .words(ix.saturating_sub(2)..ix)
                    .starts_with(char::is_alphabetic)
                || before.text == "-" && before.span.end < self.at(ix).span.start
                || (before.text == "(" && ix == line.start + 1))
    }

    /// True for words that are no name by themselves: ordinary by the list, or written small elsewhere in the article.
    pub fn is_ordinary(&self, word: &str) -> bool {
        let small = lower(word);
        self.lexicon.bodies.is_ordinary(&small) || self.small.contains(small.as_ref())
    }

    /// The longest title that begins at `ix`.
    pub fn title_at(&self, ix: usize, end: usize) -> Option<TitleAt> {
        let people = &self.lexicon.people;
        let first = lower(self.at(ix).text);
        if let Some(tail) = ["vice-", "co-", "ex-", "then-"]
            .iter()
            .find_map(|head| first.strip_prefix(head))
            && let Some(title) = people.title(tail)
        {
            return Some(TitleAt {
                end: ix + 1,
                title,
                plural: false,
            });
        }
        let singular = first.strip_suffix('s').unwrap_or(&first);
        if !people.starts_title(&first) && !people.starts_title(singular) {
            return None;
        }
        for last in (ix + 1..=end.min(ix + 5)).rev() {
            let words = lower(self.pieces.words(ix..last));
            if let Some(title) = people.title(&words) {
                return Some(TitleAt {
                    end: last,
                    title,
                    plural: false,
                });
            }
            if let Some(title) = words
                .strip_suffix('s')
                .and_then(|words| people.title(words))
            {
                return Some(TitleAt {
                    end: last,
                    title: Title {
                        gender: None,
                        ..title
                    },
                    plural: true,
                });
            }
        }
        None
    }

    /// The longest title that ends right before `ix`, in small or capital letters.
    pub fn title_before(&self, ix: usize, start: usize) -> Option<(Range<usize>, TitleAt)> {
        let last = lower(self.at(ix.checked_sub(1)?).text);
        let last = last.rsplit('-').next().unwrap_or(&last);
        if ix <= start
            || !self
                .lexicon
                .people
                .ends_title(last.strip_suffix('s').unwrap_or(last))
                && !self.lexicon.people.ends_title(last)
        {
            return None;
        }
        (ix.saturating_sub(5).max(start)..ix).find_map(|first| {
            self.title_at(first, ix)
                .filter(|title| title.end == ix)
                .map(|title| (first..ix, title))
        })
    }

    /// The longest entry of any list that begins at `ix`.
    pub fn listed(&self, ix: usize, end: usize) -> Option<Segment> {
        let (world, bodies) = (&self.lexicon.world, &self.lexicon.bodies);
        let first = self.at(ix).text;
        let reach = [
            world.places().reach(first),
            bodies.listed().reach(first),
            bodies.common().reach(first),
            world.demonym_reach(first),
        ];
        let reach = reach.into_iter().max().unwrap_or(0);
        for last in (ix + 1..=(ix + reach).min(end)).rev() {
            let words = self.pieces.words(ix..last);
            let found = if bodies.common().get(words).is_some() {
                Segment::new(ix..last, Guess::Nothing, "common")
            } else if let Some(body) = bodies.listed().get(words) {
                Segment::new(ix..last, Guess::ListedBody(body), "listed-body")
            } else if let Some(place) = world.places().get(words) {
                Segment::new(ix..last, Guess::ListedPlace(place), "listed-place")
            } else if let Some(code) = world.demonym(words) {
                Segment::new(ix..last, Guess::Demonym(code), "demonym")
            } else {
                continue;
            };
            return Some(found);
        }
        None
    }

    /// True when a listed country, city, body or people begins at `ix` that is no personal name at the same time.
    pub fn is_listed(&self, ix: usize, end: usize) -> bool {
        self.listed(ix, end).is_some_and(|found| found.is_sure())
    }

    /// The first piece after the capitals that begin at `ix`.
    pub fn run_end(&self, ix: usize, end: usize) -> usize {
        (ix..end).find(|at| !self.at(*at).is_cap()).unwrap_or(end)
    }

    /// True when the word is a title of an office or an honorific, so that a name may follow but not go on.
    pub fn is_title_word(&self, ix: usize, end: usize) -> bool {
        self.title_at(ix, end)
            .is_some_and(|title| title.title.class != TitleClass::Description || title.end > ix + 1)
    }
}
