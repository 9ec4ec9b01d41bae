//! From quotation to speaker, the surest pattern first.

mod after;
mod before;
mod inherit;
mod label;
mod lead;
mod shape;

use super::marks::QuoteSpan;
use crate::extract::facts::{Mention, MentionIx, Quote, Referent};
use crate::extract::grammar::Words;
use crate::extract::lexicon::Lexicon;
use crate::extract::phrase::{Ground, Head, Phrase, Spots};
use std::collections::BTreeMap;

/// Fewer words than this are a quotation only when a verb governs them.
const FEW_WORDS: u32 = 3;

/// The quotations of a document with their speakers.
pub fn attribute(
    words: &Words<'_>,
    lexicon: &Lexicon,
    spans: &[QuoteSpan],
    mentions: &[Mention],
    referents: &[Referent],
) -> Vec<Quote> {
    let spots = Spots::new(
        words,
        mentions
            .iter()
            .map(|mention| (mention.span, mention.kind, mention.class)),
    );
    let scene = Scene {
        ground: Ground {
            words,
            spots: &spots,
            lexicon,
        },
        spans,
        places: spans.iter().map(|span| Place::of(words, span)).collect(),
        mentions,
        referents,
        bearers: label::bearers(words.text, mentions),
    };
    let mut found: Vec<Option<Said>> = Vec::with_capacity(spans.len());
    for ix in 0..spans.len() {
        let said = scene.speaker(ix, &found);
        found.push(said);
    }
    scene.pass_back(&mut found);
    scene.headline(&mut found);
    (0..spans.len())
        .filter_map(|ix| scene.quote(ix, found.get(ix).copied().flatten()))
        .collect()
}

/// A quotation in tokens.
#[derive(Clone, Copy)]
struct Place {
    /// Token of the opening mark.
    first: usize,
    /// One past the token of the closing mark.
    end: usize,
    /// First token of the block.
    block_first: usize,
    /// One past the last token of the block.
    block_end: usize,
}

impl Place {
    fn of(words: &Words<'_>, span: &QuoteSpan) -> Self {
        let sentences = &words.tokens.sentences;
        let first = sentences.partition_point(|sentence| sentence.block < span.block);
        let last = sentences.partition_point(|sentence| sentence.block <= span.block);
        let start = |ix: usize| {
            words
                .tokens
                .ranges
                .get(ix)
                .map_or(words.len(), |range| range.start)
        };
        Self {
            first: words.from(span.outer.start),
            end: words.until(span.outer.end),
            block_first: start(first),
            block_end: start(last),
        }
    }
}

/// Who is behind a quotation and how that is known.
#[derive(Clone, Copy)]
struct Said {
    phrase: Phrase,
    cue: Option<usize>,
    relay: Option<MentionIx>,
    rule: &'static str,
    /// True when a verb stands right beside the words.
    governed: bool,
    /// True when the words are close enough to the verb that even two of them are somebody's.
    near: bool,
}

struct Scene<'a> {
    ground: Ground<'a>,
    spans: &'a [QuoteSpan],
    places: Vec<Place>,
    mentions: &'a [Mention],
    referents: &'a [Referent],
    /// Persons by their surname, for labels.
    bearers: BTreeMap<String, Option<MentionIx>>,
}

impl Scene<'_> {
    fn words(&self) -> &Words<'_> {
        self.ground.words
    }

    fn place(&self, ix: usize) -> Option<Place> {
        self.places.get(ix).copied()
    }

    fn last_char(&self, ix: usize) -> char {
        self.spans
            .get(ix)
            .and_then(|span| {
                let inner = span.inner.of(self.words().text);
                let marks = ['\'', '\u{2019}', '"', '\u{201D}', ' '];
                inner.trim_end_matches(marks).chars().next_back()
            })
            .unwrap_or(' ')
    }

    fn starts_upper(&self, ix: usize) -> bool {
        self.spans.get(ix).is_some_and(|span| {
            span.inner
                .of(self.words().text)
                .chars()
                .find(|c| c.is_alphanumeric())
                .is_some_and(|c| c.is_uppercase() || c.is_numeric())
        })
    }

    /// First token after which no earlier quotation of the block stands, within the sentence.
    fn floor(&self, ix: usize, place: Place) -> usize {
        let sentence = self.words().sentence(place.first);
        let start = self
            .words()
            .tokens
            .ranges
            .get(sentence)
            .map_or(place.block_first, |range| range.start);
        let before = ix
            .checked_sub(1)
            .and_then(|ix| self.place(ix))
            .map_or(0, |before| before.end);
        start.max(before).min(place.first)
    }

    /// One past the last token behind the quotation that is still in its sentence and before the next quotation.
    fn ceiling(&self, ix: usize, place: Place) -> usize {
        if place.end >= place.block_end {
            return place.end;
        }
        let sentence = self.words().sentence(place.end);
        let end = self
            .words()
            .tokens
            .ranges
            .get(sentence)
            .map_or(place.block_end, |range| range.end);
        let next = self.place(ix + 1).map_or(usize::MAX, |next| next.first);
        end.min(next).max(place.end)
    }

    fn speaker(&self, ix: usize, found: &[Option<Said>]) -> Option<Said> {
        let span = self.spans.get(ix)?;
        let place = self.place(ix)?;
        let floor = self.floor(ix, place);
        let ceiling = self.ceiling(ix, place);
        let before = self.before(place, floor);
        let after = self.after(ix, place, ceiling);
        let own = match (before, after) {
            (Some(before), Some(after)) => Some(self.both(before, after)),
            (before, after) => before.filter(|said| said.governed).or(after).or(before),
        };
        own.or_else(|| self.label(place))
            .or_else(|| self.signature(place))
            .or_else(|| self.tail(place, ceiling, ix))
            .or_else(|| self.lead(place, floor))
            .or_else(|| self.colon(place, floor))
            .or_else(|| self.inherited(ix, place, floor, span, found))
    }

    /// Both sides name somebody: "Trump told him “…,” Pence said", "he said it would “…,” according to Xinhua".
    fn both(&self, before: Said, after: Said) -> Said {
        let relays = after
            .cue
            .is_some_and(|cue| self.words().is(cue, "according"));
        if before.governed || relays {
            let relay = match after.phrase.head {
                Head::Mention(spot) => Some(MentionIx(spot.index)),
                _ => None,
            };
            return Said { relay, ..before };
        }
        after
    }
}
