//! Finds names: which stretches of text name a person, an organisation or a place.
//!
//! Says what kind of thing is named and what the word lists know of it; does not say which mentions are the same
//! (that is `coref`), and knows no pronouns or descriptions.

mod acronym;
mod body;
mod context;
mod dateline;
mod decide;
mod evidence;
mod headline;
mod memory;
mod merge;
mod parse;
mod person;
mod pieces;
mod place;
mod segment;
pub mod tagger;
#[cfg(test)]
mod tests;

use super::facts::{Gender, MentionClass, MentionKind, Rule, SentenceIx};
use super::lexicon::Lexicon;
use super::lexicon::world::{CountryCode, Place, PlaceKind};
use super::token::Tokens;
use crate::text::{Document, Span};
use context::Context;
use pieces::{Mode, Pieces};
use segment::{Guess, Segment};
use std::collections::HashMap;
use std::ops::Range;

/// A name in the text. The list that [`find`] returns is sorted by span; spans are disjoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NameMention {
    /// The words: without leading "the", person's title, possessive 's.
    pub span: Span,
    /// What is named.
    pub kind: MentionKind,
    /// `Name`, `Demonym` ("North Korean": kind place, the country in `known`), `Metonym` ("White House", "Kremlin": kind
    /// organization) or `Epithet` ("the North" where North Korea is spoken of). Capitals that stand for governments stay names of places.
    pub class: MentionClass,
    /// Its sentence.
    pub sentence: SentenceIx,
    /// Titles and honorifics right before a person's name: "U.S. Secretary of State" is given as far as it is a title
    /// ("Secretary of State"); the country or body before it is a mention of its own.
    pub title: Option<Span>,
    /// What the word lists know of it.
    pub known: Option<Known>,
    /// From honorific or given name.
    pub gender: Option<Gender>,
    /// Of a person's name: the part that may stand alone for it ("Bolton", "Kim" of "Kim Yong Chol"). The whole span for a
    /// bare surname; `None` for mononyms and for anything but persons.
    pub surname: Option<Span>,
    /// True when the name is complete enough to identify: a person's given name and surname, a listed country, city or body,
    /// an unlisted body's name of two words or more. A bare surname, an unexpanded acronym and a metonym are not.
    pub is_full: bool,
    /// The name that this one abbreviates, as an index into the same list: of "IAEA" in "International Atomic Energy Agency
    /// (IAEA)", and of later uses of that acronym.
    pub expansion: Option<u32>,
    /// The rule that found it.
    pub rule: Rule,
}

/// What the word lists know of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    /// A country (`EU` for the European Union when it is a place), or the people of one.
    Country(CountryCode),
    /// A city, region, site or body of water with the name to show, in the given country where that is certain.
    Place(&'static str, Option<CountryCode>),
    /// A body under the name to show ("International Atomic Energy Agency" for "IAEA"), of the given country where it has one.
    Organization(&'static str, Option<CountryCode>),
    /// A person of world renown under the full name to show; never from a surname alone.
    Person(&'static str),
}

/// Finds the names of a document.
pub fn find(document: &Document<'_>, tokens: &Tokens, lexicon: &Lexicon) -> Vec<NameMention> {
    let (context, found) = propose(document, tokens, lexicon);
    let found = merge::merge(&context, found);
    mentions(&context, &found)
}

/// What the rules make of a document, sure or not, in the order of the text.
fn propose<'a>(
    document: &Document<'a>,
    tokens: &Tokens,
    lexicon: &'a Lexicon,
) -> (Context<'a>, Vec<Segment>) {
    let pieces = Pieces::new(document, tokens, lexicon);
    let context = Context::new(pieces, lexicon);
    let mut found = Vec::new();
    for (ix, line) in context.pieces.lines.iter().enumerate() {
        let first = found.len();
        if line.mode == Mode::Prose {
            parse::prose(&context, line, &mut found);
        }
        number(&mut found, first, ix);
    }
    let memory = decide::decide(&context, &mut found);
    for (ix, line) in context.pieces.lines.iter().enumerate() {
        let first = found.len();
        if line.mode != Mode::Prose {
            headline::names(&context, &memory, line, &mut found);
        }
        number(&mut found, first, ix);
    }
    found.sort_by_key(|segment| segment.pieces.start);
    (context, found)
}

fn number(found: &mut [Segment], first: usize, line: usize) {
    for segment in found.iter_mut().skip(first) {
        segment.line = line;
    }
}

/// The segments that are names, as mentions.
fn mentions(context: &Context<'_>, found: &[Segment]) -> Vec<NameMention> {
    let mut mentions: Vec<NameMention> = Vec::with_capacity(found.len());
    let mut at = HashMap::new();
    for segment in found {
        let Some(mut mention) = mention(context, segment) else {
            continue;
        };
        mention.expansion = segment.expansion.and_then(|first| at.get(&first).copied());
        at.insert(segment.pieces.start, mentions.len() as u32);
        mentions.push(mention);
    }
    expand_again(context, &mut mentions);
    mentions
}

/// Ties later uses of an acronym to its expansion.
fn expand_again(context: &Context<'_>, mentions: &mut [NameMention]) {
    let text = context.pieces.text;
    let known: HashMap<&str, u32> = mentions
        .iter()
        .filter_map(|mention| Some((mention.span.of(text), mention.expansion?)))
        .collect();
    if known.is_empty() {
        return;
    }
    for mention in mentions
        .iter_mut()
        .filter(|mention| mention.expansion.is_none())
    {
        mention.expansion = known.get(mention.span.of(text)).copied();
    }
}

fn mention(context: &Context<'_>, segment: &Segment) -> Option<NameMention> {
    let line = context.pieces.lines.get(segment.line)?;
    let (kind, class, known, is_full) = reading(context, segment)?;
    let span = |range: &Range<usize>| context.pieces.span(range.clone());
    Some(NameMention {
        span: span(&segment.pieces),
        kind,
        class,
        sentence: line.sentence,
        title: segment.title.as_ref().map(span),
        known,
        gender: segment.gender,
        surname: segment.surname.as_ref().map(span),
        is_full,
        expansion: None,
        rule: Rule(segment.rule),
    })
}

/// Kind, class, what is known, and whether the name is full; `None` for what is no mention.
fn reading(
    context: &Context<'_>,
    segment: &Segment,
) -> Option<(MentionKind, MentionClass, Option<Known>, bool)> {
    use MentionClass::{Demonym, Epithet, Metonym, Name};
    use MentionKind::{Organization, Person, Place};
    if !segment.is_sure() {
        return None;
    }
    let many = segment.pieces.len() > 1 && !segment.is_doubtful;
    Some(match segment.guess {
        Guess::Person => (Person, Name, renowned(context, segment), many),
        Guess::Leader => (Person, Name, None, false),
        Guess::Body => (
            Organization,
            Name,
            None,
            many && segment.expansion.is_none(),
        ),
        Guess::Place => (Place, Name, None, many),
        Guess::ListedBody(body) => {
            let known = Known::Organization(body.name, body.country);
            let class = if body.metonym { Metonym } else { Name };
            (Organization, class, Some(known), !body.metonym)
        }
        Guess::ListedPlace(place) => (Place, Name, Some(listed_place(context, &place)), true),
        Guess::Demonym(code) => (Place, Demonym, Some(Known::Country(code)), false),
        Guess::Epithet(code) => (Place, Epithet, Some(Known::Country(code)), false),
        Guess::Nothing | Guess::Unknown => return None,
    })
}

/// A person of world renown who is named in full.
fn renowned(context: &Context<'_>, segment: &Segment) -> Option<Known> {
    let words = context.pieces.words(segment.pieces.clone());
    let surname = context.pieces.words(segment.surname.clone()?);
    let name = context.lexicon.people.leader(surname)?;
    (!name.is_empty() && name == words).then_some(Known::Person(name))
}

/// "Georgia" is a country only in an article that speaks of its people or capital.
fn listed_place(context: &Context<'_>, place: &Place) -> Known {
    match (place.kind, place.country) {
        (PlaceKind::Country, Some(code)) => {
            let spoken = |word: &str| context.pieces.list.iter().any(|piece| piece.text == word);
            if code == *b"GE"
                && !["Tbilisi", "Georgian", "Georgians", "Abkhazia", "Ossetia"]
                    .into_iter()
                    .any(spoken)
            {
                Known::Place(place.name, None)
            } else {
                Known::Country(code)
            }
        }
        (_, country) => Known::Place(place.name, country),
    }
}
