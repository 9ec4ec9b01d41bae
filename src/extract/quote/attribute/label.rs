//! Speakers that are printed beside their words without a verb: a label before, a signature behind.
//!
//! A label is in capitals; whether the rest of the article is a talk is not asked.

use super::{Place, Said, Scene};
use crate::extract::facts::{Mention, MentionClass, MentionIx, MentionKind};
use crate::extract::grammar::Class;
use crate::extract::phrase::{Head, Phrase, Spot};
use std::collections::BTreeMap;

impl Scene<'_> {
    /// "BERG (on tape): “We must go.”", and "“BERG: We must go.”" where a whole talk is printed as a quotation.
    pub(super) fn label(&self, place: Place) -> Option<Said> {
        let head = self
            .labelled(place.block_first, place.first)
            .filter(|end| *end == place.first)
            .map(|_| place.block_first)
            .or_else(|| {
                let inside = place.first + 1;
                self.labelled(inside, place.end).map(|_| inside)
            })?;
        // A label that is nobody's name is still the speaker's, so that nobody else's words are taken for these.
        let phrase = self.bearer(head).map_or(
            Phrase {
                first: head,
                last: head,
                head: Head::Noun(head),
            },
            |spot| Phrase {
                first: spot.first,
                last: spot.last,
                head: Head::Mention(spot),
            },
        );
        Some(Said {
            phrase,
            cue: None,
            relay: None,
            rule: "label",
            governed: true,
            near: true,
        })
    }

    /// One past the colon of a label in capitals that starts at `from`: "BERG:", "ANNA BERG (on tape):".
    fn labelled(&self, from: usize, to: usize) -> Option<usize> {
        let words = self.words();
        let capitals = |ix: &usize| {
            let word = words.word(*ix);
            word.chars().count() > 1
                && word.chars().any(char::is_alphabetic)
                && !word.chars().any(char::is_lowercase)
        };
        let mut at = from + (from..to).take(4).take_while(capitals).count();
        if at == from {
            return None;
        }
        if words.class(at) == Class::Open {
            at = (at..to.min(at + 8)).find(|ix| words.class(*ix) == Class::Close)? + 1;
        }
        (at < to && words.class(at) == Class::Colon).then_some(at + 1)
    }

    /// The only person of the article whose name is, or ends with, the words of the label at `from`.
    fn bearer(&self, from: usize) -> Option<Spot> {
        let words = self.words();
        let person = |spot: &Spot| spot.kind == MentionKind::Person;
        let own = self.ground.spots.at(from).filter(person);
        let linked = |spot: &Spot| {
            self.mentions
                .get(spot.index as usize)
                .is_some_and(|mention| mention.referent.is_some())
        };
        if let Some(spot) = own.filter(linked) {
            return Some(spot);
        }
        let mention = self
            .bearers
            .get(&words.word(from).to_lowercase())
            .copied()??;
        let mention = self.mentions.get(mention.ix())?;
        self.ground.spots.at(words.from(mention.span.start))
    }

    /// “We must go.” — Anna Berg
    pub(super) fn signature(&self, place: Place) -> Option<Said> {
        let words = self.words();
        if words.class(place.end) != Class::Dash || place.end >= place.block_end {
            return None;
        }
        let spot = self.ground.spots.at(place.end + 1)?;
        let last = spot.last + 1;
        let closes =
            last >= place.block_end || matches!(words.class(last), Class::Comma | Class::Stop);
        let person = spot.kind == MentionKind::Person && spot.class == MentionClass::Name;
        (closes && person).then_some(Said {
            phrase: Phrase {
                first: spot.first,
                last: spot.last,
                head: Head::Mention(spot),
            },
            cue: None,
            relay: None,
            rule: "signature",
            governed: true,
            near: true,
        })
    }
}

/// Persons by the last word of their name in lower case; `None` where two share it.
pub(super) fn bearers(text: &str, mentions: &[Mention]) -> BTreeMap<String, Option<MentionIx>> {
    let referent = |ix: MentionIx| mentions.get(ix.ix()).and_then(|mention| mention.referent);
    let mut found: BTreeMap<String, Option<MentionIx>> = BTreeMap::new();
    for (ix, mention) in mentions.iter().enumerate() {
        let named = mention.kind == MentionKind::Person
            && mention.class == MentionClass::Name
            && mention.referent.is_some();
        let Some(last) = mention.span.of(text).rsplit(' ').next().filter(|_| named) else {
            continue;
        };
        let ix = MentionIx(ix as u32);
        found
            .entry(last.to_lowercase())
            .and_modify(|known| *known = known.filter(|known| referent(*known) == referent(ix)))
            .or_insert(Some(ix));
    }
    found
}
