//! What a rule makes of a stretch of pieces.

use crate::extract::facts::Gender;
use crate::extract::lexicon::bodies::Body;
use crate::extract::lexicon::world::{CountryCode, Place};
use std::ops::Range;

/// A rule's reading of a stretch of pieces.
#[derive(Clone, Debug)]
pub(super) struct Segment {
    /// The words of the name.
    pub pieces: Range<usize>,
    /// What it is taken for.
    pub guess: Guess,
    /// The title before it.
    pub title: Option<Range<usize>>,
    /// From title or given name.
    pub gender: Option<Gender>,
    /// The part of a person's name that stands for it.
    pub surname: Option<Range<usize>>,
    /// What the text around it speaks for.
    pub votes: Votes,
    /// The rule.
    pub rule: &'static str,
    /// Index of the line.
    pub line: usize,
    /// Stands where any word has a capital.
    pub at_start: bool,
    /// The name that this one abbreviates, as the first piece of its segment.
    pub expansion: Option<usize>,
    /// Likely a name, but not so surely that it may stand for somebody by itself.
    pub is_doubtful: bool,
}

/// What a stretch is taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Guess {
    /// Sure, by title, given name or order of parts.
    Person,
    /// Sure, by its head word, an acronym or its frame.
    Body,
    /// Sure, by its head word or frame.
    Place,
    /// In the list of bodies.
    ListedBody(Body),
    /// In the list of places.
    ListedPlace(Place),
    /// A people or its adjective.
    Demonym(CountryCode),
    /// "the North"
    Epithet(CountryCode),
    /// The surname of somebody of world renown.
    Leader,
    /// Capitals that name nobody: taken out of the text.
    Nothing,
    /// Capitals of unknown meaning.
    Unknown,
}

/// Points for each kind, from the text around.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Votes {
    pub person: i8,
    pub body: i8,
    pub place: i8,
}

impl Votes {
    pub fn add(&mut self, other: Votes) {
        self.person = self.person.saturating_add(other.person);
        self.body = self.body.saturating_add(other.body);
        self.place = self.place.saturating_add(other.place);
    }
}

impl Segment {
    pub fn new(pieces: Range<usize>, guess: Guess, rule: &'static str) -> Self {
        Self {
            pieces,
            guess,
            title: None,
            gender: None,
            surname: None,
            votes: Votes::default(),
            rule,
            line: 0,
            at_start: false,
            expansion: None,
            is_doubtful: false,
        }
    }

    /// True when the reading needs no further evidence.
    pub fn is_sure(&self) -> bool {
        match self.guess {
            Guess::ListedBody(body) => !body.weak,
            Guess::ListedPlace(place) => !place.weak,
            Guess::Unknown => false,
            _ => true,
        }
    }
}
