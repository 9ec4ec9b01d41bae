//! From a quotation with or without speaker to the fact, or to none: titles and terms are no quotations.

use super::{FEW_WORDS, Place, Said, Scene};
use crate::extract::facts::{
    Mention, MentionClass, MentionIx, MentionKind, Quote, QuoteKind, Referent, Rule, SentenceIx,
};
use crate::extract::grammar::Class;
use crate::extract::phrase::{Head, Phrase};
use crate::text::Span;

/// An unattributed stretch of fewer words is a title or a term, not speech.
pub(super) const SPEECH_WORDS: u32 = 5;

impl Scene<'_> {
    pub(super) fn quote(&self, ix: usize, said: Option<Said>) -> Option<Quote> {
        let span = self.spans.get(ix)?;
        let place = self.place(ix)?;
        let text = self.words().text;
        let speaker = said.and_then(|said| self.mention(said.phrase.head));
        let speaker_text = said
            .filter(|_| speaker.is_none())
            .and_then(|said| self.speaker_text(said.phrase));
        let attributed = speaker.is_some() || speaker_text.is_some();
        let near = said.is_some_and(|said| said.near) && attributed;
        if span.words == 0 || span.words < FEW_WORDS && !near {
            return None;
        }
        let beside = said.is_some_and(|said| {
            said.rule == "said-after"
                || said.governed && said.cue.is_some_and(|cue| self.names(cue))
                || said.cue.is_some_and(|cue| cue + 1 == place.first)
                || place.first > 0
                    && matches!(
                        self.words().class(place.first - 1),
                        Class::Comma | Class::Colon
                    )
        });
        if !beside && is_title(span.inner.of(text)) {
            return None;
        }
        if !attributed && span.words < SPEECH_WORDS && !(span.continues || span.continued) {
            return None;
        }
        let said = said.filter(|_| attributed);
        Some(Quote {
            span: span.inner,
            kind: self.kind(ix, place),
            speaker,
            speaker_text,
            cue: said
                .and_then(|said| said.cue)
                .map(|cue| self.words().span(cue)),
            relay: said
                .and_then(|said| said.relay)
                .filter(|relay| Some(*relay) != speaker),
            sentence: SentenceIx(self.words().sentence(place.first) as u32),
            rule: Rule(said.map_or("unattributed", |said| said.rule)),
        })
    }

    fn kind(&self, ix: usize, place: Place) -> QuoteKind {
        let before = place
            .first
            .checked_sub(1)
            .filter(|before| *before >= place.block_first);
        let led = before.is_none_or(|before| {
            matches!(
                self.words().class(before),
                Class::Comma
                    | Class::Colon
                    | Class::Stop
                    | Class::Mark
                    | Class::Quote
                    | Class::Dash
            ) || self.ground.cue(before).is_some()
        });
        if led && (self.starts_upper(ix) || before.is_none()) {
            QuoteKind::Direct
        } else {
            QuoteKind::Partial
        }
    }

    /// The mention that speaks: a person, a body, or a country.
    pub(super) fn mention(&self, head: Head) -> Option<MentionIx> {
        let Head::Mention(spot) = head else {
            return None;
        };
        let mention = self.mentions.get(spot.index as usize)?;
        let referent = mention
            .referent
            .and_then(|referent| self.referents.get(referent.ix()));
        if mention.class == MentionClass::Demonym
            || mention.kind == MentionKind::Place && !self.acts(mention, referent)
        {
            return None;
        }
        Some(MentionIx(spot.index))
    }

    /// Countries speak, and capitals for them; other places do not.
    fn acts(&self, mention: &Mention, referent: Option<&Referent>) -> bool {
        referent.is_some_and(|referent| referent.country.is_some())
            || self
                .ground
                .lexicon
                .world
                .capital_of(mention.span.of(self.words().text))
                .is_some()
    }

    /// The words for a speaker without a name.
    fn speaker_text(&self, phrase: Phrase) -> Option<Span> {
        let words = self.words();
        match phrase.head {
            Head::HeShe(token) | Head::Pronoun(token) => {
                (!words.is_any(token, &["i", "we", "you", "there"])).then(|| words.span(token))
            }
            Head::Noun(noun) => {
                let determined = matches!(
                    words.class(phrase.first),
                    Class::The | Class::A | Class::Determiner | Class::Possessive | Class::Number
                ) || self.ground.spots.at(phrase.first).is_some()
                    || words.word(noun).ends_with('s')
                    || words.class(phrase.first) == Class::Capital;
                determined.then(|| words.stretch(phrase.first, phrase.last))
            }
            Head::Several | Head::Mention(_) => Some(words.stretch(phrase.first, phrase.last)),
            Head::Relative(_) => None,
        }
    }
}

/// “Better Idea of Afghan Girls”: every word of weight begins with a capital.
pub(super) fn is_title(text: &str) -> bool {
    let mut long = 0;
    let mut capital = 0;
    for word in text.split_whitespace() {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        if word.chars().count() < 4 {
            continue;
        }
        long += 1;
        capital += usize::from(word.starts_with(|c: char| c.is_uppercase() || c.is_numeric()));
    }
    long > 0 && long == capital
}
