//! Finds names: which stretches of text name a person, an organisation or a place.
//!
//! Says what kind of thing is named and what the word lists know of it; does not say which mentions are the same
//! (that is `coref`), and knows no pronouns or descriptions.

use super::facts::{Gender, MentionClass, MentionKind, Rule, SentenceIx};
use super::lexicon::Lexicon;
use super::lexicon::world::CountryCode;
use super::token::Tokens;
use crate::text::{Document, Span};

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
pub fn find(_document: &Document<'_>, _tokens: &Tokens, _lexicon: &Lexicon) -> Vec<NameMention> {
    Vec::new()
}
