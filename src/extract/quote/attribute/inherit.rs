//! Speakers that another quotation or sentence tells: the one before in the paragraph, the paragraph before, and for a
//! headline the text.
//!
//! Knows no verb of its own beside the quotation; where there is one the surer rules have read it already.

use super::{FEW_WORDS, Place, Said, Scene};
use crate::extract::facts::MentionKind;
use crate::extract::grammar::Class;
use crate::extract::lexicon::says::{CueClass, CueForm};
use crate::extract::phrase::Head;
use crate::extract::quote::marks::QuoteSpan;

impl Scene<'_> {
    /// What the quotation before, the sentence before or the paragraph before tells.
    pub(super) fn inherited(
        &self,
        ix: usize,
        place: Place,
        floor: usize,
        span: &QuoteSpan,
        found: &[Option<Said>],
    ) -> Option<Said> {
        let before = ix.checked_sub(1);
        let known = before.and_then(|ix| found.get(ix).copied().flatten());
        if span.continued {
            return known.map(|said| Said {
                rule: "continued",
                ..said
            });
        }
        let words = self.words();
        let previous = before
            .and_then(|ix| self.place(ix))
            .filter(|previous| previous.block_first == place.block_first);
        let alone = floor == place.first && self.starts_upper(ix);
        if let (Some(previous), true) = (previous, alone) {
            let between = words
                .sentence(place.first)
                .saturating_sub(words.sentence(previous.end));
            let goes_on = between == 2 && self.same_subject(place, known);
            if (previous.end >= place.first || between <= 1 || goes_on) && !self.unread(ix, place) {
                return known.map(|said| Said {
                    rule: "same-paragraph",
                    ..said
                });
            }
        }
        if let (Some(previous), Some(said)) = (previous, known)
            && self.stands_between(previous, said, place)
        {
            return Some(Said {
                rule: "same-sentence",
                ..said
            });
        }
        if let (Some(previous), false) = (previous, alone) {
            let joined = words.sentence(previous.end) == words.sentence(place.first);
            if joined
                && known.is_some_and(|said| {
                    said.rule.starts_with("said") || said.rule == "same-sentence"
                })
            {
                let plain = (previous.end..place.first).all(|ix| {
                    self.ground.spots.at(ix).is_none()
                        && !matches!(words.class(ix), Class::Semicolon | Class::But)
                });
                return known.filter(|_| plain).map(|said| Said {
                    rule: "same-sentence",
                    governed: false,
                    ..said
                });
            }
        }
        if !alone || span.words < FEW_WORDS {
            return None;
        }
        self.sentence_before(place)
    }

    /// “We won,” said Berg, the mayor, “and they lost”: the only verb of saying between the two is that of the first.
    fn stands_between(&self, previous: Place, said: Said, place: Place) -> bool {
        let words = self.words();
        let own = |cue: usize| (previous.end..place.first).contains(&cue);
        place.first > previous.end
            && words.class(place.first - 1) == Class::Comma
            && words.sentence(previous.end) == words.sentence(place.first)
            && said.cue.is_some_and(own)
            && (previous.end..place.first).all(|ix| {
                Some(ix) == said.cue
                    || self.ground.cue(ix).is_none()
                        && !matches!(words.class(ix), Class::Who | Class::Relative)
            })
    }

    /// “We won,” Berg said. She smiled. “At last.”: the sentence between has nobody else in it.
    fn same_subject(&self, place: Place, known: Option<Said>) -> bool {
        let words = self.words();
        let referent = |ix: usize| {
            let spot = self.ground.spots.at(ix)?;
            self.mentions.get(spot.index as usize)?.referent
        };
        let Some(Head::Mention(speaker)) = known.map(|said| said.phrase.head) else {
            return false;
        };
        let between = place
            .first
            .checked_sub(1)
            .and_then(|before| words.tokens.ranges.get(words.sentence(before)));
        let Some(between) = between else {
            return false;
        };
        words.class(between.start) == Class::HeShe
            && referent(between.start).is_some()
            && referent(between.start) == referent(speaker.first)
            && between.clone().all(|ix| {
                self.ground.spots.at(ix).is_none_or(|spot| {
                    spot.kind != MentionKind::Person || referent(ix) == referent(speaker.first)
                })
            })
    }

    /// True when a verb of saying follows whose subject was not understood: the quotation has a speaker of its own.
    fn unread(&self, ix: usize, place: Place) -> bool {
        let ceiling = self.ceiling(ix, place);
        let next_starts = self.place(ix + 1).is_some_and(|next| next.first == ceiling);
        let led = next_starts
            && ceiling > place.end
            && matches!(self.words().class(ceiling - 1), Class::Comma | Class::Colon);
        self.last_char(ix) != '.'
            && !led
            && (place.end..ceiling).any(|ix| self.ground.cue(ix).is_some())
    }

    /// "Berg said she was glad. “We won.”", and a lead that ends in a colon before the paragraph.
    fn sentence_before(&self, place: Place) -> Option<Said> {
        let words = self.words();
        let last = place.first.checked_sub(1)?;
        let range = words.tokens.ranges.get(words.sentence(last))?.clone();
        let same_block = last >= place.block_first;
        if !same_block && words.class(last) != Class::Colon {
            return None;
        }
        if (range.start..range.end).any(|ix| words.class(ix) == Class::Quote) {
            return None;
        }
        let cue = range.clone().rev().find(|ix| {
            self.ground.cue(*ix).is_some_and(|cue| {
                matches!(cue.form, CueForm::Past | CueForm::Third) && cue.class != CueClass::Call
            })
        })?;
        let phrase = self.ground.subject_of(cue, range.start)?;
        let person = matches!(phrase.head, Head::Mention(spot) if spot.kind == MentionKind::Person)
            || matches!(phrase.head, Head::HeShe(_));
        (person || !same_block).then_some(Said {
            phrase,
            cue: Some(cue),
            relay: None,
            rule: if same_block {
                "sentence-before"
            } else {
                "lead-in"
            },
            governed: false,
            near: false,
        })
    }

    /// The first paragraphs of a quotation may be attributed only in a later one.
    pub(super) fn pass_back(&self, found: &mut [Option<Said>]) {
        for ix in (1..self.spans.len()).rev() {
            let continued = self.spans.get(ix).is_some_and(|span| span.continued);
            let Some(said) = found.get(ix).copied().flatten().filter(|_| continued) else {
                continue;
            };
            if let Some(before @ None) = found.get_mut(ix - 1) {
                *before = Some(Said {
                    rule: "continued",
                    ..said
                });
            }
        }
    }

    /// Who says the words of a headline is told where the article quotes the same words again.
    pub(super) fn headline(&self, found: &mut [Option<Said>]) {
        let plain = |ix: usize| {
            let inner = self.spans.get(ix)?.inner.of(self.words().text);
            let kept = |c: char| c.is_alphanumeric() || c == ' ';
            Some(inner.chars().filter(|c| kept(*c)).collect::<String>())
        };
        let first = self.words().tokens.sentences.first().map(|it| it.block);
        for ix in 0..self.spans.len().min(2) {
            let heads = self
                .spans
                .get(ix)
                .is_some_and(|span| Some(span.block) == first && span.words >= FEW_WORDS);
            if !heads || found.get(ix).copied().flatten().is_some() {
                continue;
            }
            let Some(title) = plain(ix) else { continue };
            let again = (ix + 1..self.spans.len())
                .filter(|other| plain(*other).is_some_and(|text| text.contains(&title)))
                .find_map(|other| found.get(other).copied().flatten());
            if let Some(slot) = found.get_mut(ix) {
                *slot = again.map(|said| Said {
                    rule: "headline",
                    cue: None,
                    ..said
                });
            }
        }
    }
}
