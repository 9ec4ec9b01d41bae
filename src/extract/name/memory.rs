//! What an article has made known: full names, by which its short forms are recognised.

use super::context::Context;
use super::segment::{Guess, Segment};
use std::collections::HashMap;

/// What a word or phrase is known as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Known {
    /// The surname of a person named in full or with a title.
    Surname,
    /// The given name of a person named in full.
    Given,
    /// A full name.
    Person,
    /// A body.
    Body,
    /// A place.
    Place,
}

/// Names by their words.
#[derive(Debug, Default)]
pub(super) struct Memory<'a> {
    names: HashMap<&'a str, Known>,
}

/// Last words of a company's name that are left out when it is named again.
const COMPANY_TAILS: [&str; 49] = [
    "Mining",
    "Gas",
    "Oil",
    "Securities",
    "Electric",
    "Foods",
    "Resources",
    "Minerals",
    "Petroleum",
    "Capital",
    "Partners",
    "Pharma",
    "Software",
    "Systems",
    "Media",
    "Shipping",
    "Chemicals",
    "Inc",
    "Inc.",
    "Corp",
    "Corp.",
    "Corporation",
    "Ltd",
    "Ltd.",
    "Limited",
    "Co",
    "Co.",
    "Company",
    "Group",
    "Holdings",
    "plc",
    "PLC",
    "Plc",
    "AG",
    "SA",
    "S.A.",
    "LLC",
    "LLP",
    "GmbH",
    "NV",
    "SpA",
    "Industries",
    "Technologies",
    "Motors",
    "Airlines",
    "Airways",
    "Pharmaceuticals",
    "Electronics",
    "Energy",
];

impl<'a> Memory<'a> {
    /// What sure readings teach.
    pub fn learn(&mut self, context: &Context<'a>, found: &Segment) {
        let words = context.pieces.words(found.pieces.clone());
        match found.guess {
            Guess::Person => {
                if let Some(surname) = &found.surname {
                    let surname = context.pieces.words(surname.clone());
                    if surname.chars().count() > 1 {
                        self.names.insert(surname, Known::Surname);
                    }
                }
                if found.pieces.len() > 1 {
                    self.middle(context, found);
                    self.names.insert(words, Known::Person);
                    let first = context.at(found.pieces.start).text;
                    if first.chars().count() > 2 && !first.ends_with('.') {
                        self.names.entry(first).or_insert(Known::Given);
                    }
                }
            }
            Guess::Body => {
                self.names.entry(words).or_insert(Known::Body);
                let last = context.at(found.pieces.end.saturating_sub(1)).text;
                if found.pieces.len() > 1 && COMPANY_TAILS.contains(&last) {
                    let short = context
                        .pieces
                        .words(found.pieces.start..found.pieces.end - 1);
                    if found.pieces.len() > 2 || !context.is_ordinary(short) {
                        self.names.entry(short).or_insert(Known::Body);
                    }
                }
            }
            Guess::Place => {
                self.names.entry(words).or_insert(Known::Place);
            }
            _ => {}
        }
    }

    /// "Benítez" and "Benítez López" of "Juan Benítez López": the first of two surnames stands for the person too.
    fn middle(&mut self, context: &Context<'a>, found: &Segment) {
        let range = found.pieces.clone();
        let family_first = found
            .surname
            .as_ref()
            .is_some_and(|surname| surname.start == range.start);
        if range.len() != 3 || family_first {
            return;
        }
        let middle = context.at(range.start + 1);
        let people = &context.lexicon.people;
        let is_given = people.given(middle.text).is_some() && !people.may_be_surname(middle.text);
        if middle.is_cap() && !middle.is_initial() && !is_given && middle.text.chars().count() > 2 {
            let both = context.pieces.words(range.start + 1..range.end);
            self.names.entry(middle.text).or_insert(Known::Surname);
            self.names.entry(both).or_insert(Known::Surname);
        }
    }

    /// Remembers a decision.
    pub fn set(&mut self, words: &'a str, known: Known) {
        self.names.entry(words).or_insert(known);
    }

    /// What the words are known as.
    pub fn get(&self, words: &str) -> Option<Known> {
        self.names.get(words).copied().or_else(|| {
            // "Van Loon" at the start of a sentence is "van Loon" elsewhere.
            let (particle, _) = words.split_once(' ')?;
            let small = particle.to_lowercase();
            (particle.len() <= 4 && small != particle)
                .then(|| format!("{small}{}", words.get(particle.len()..).unwrap_or_default()))
                .and_then(|words| self.names.get(words.as_str()).copied())
        })
    }
}
