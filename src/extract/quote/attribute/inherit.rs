//! Speakers that another quotation tells: the one before in the paragraph, the paragraph before, and for a
//! headline the text.
//!
//! Knows no verb of its own beside the quotation; where there is one the surer rules have read it already.

use super::shape::{SPEECH_WORDS, is_title};
use super::{FEW_WORDS, Place, Said, Scene};
use crate::extract::facts::{MentionClass, MentionKind};
use crate::extract::grammar::Class;
use crate::extract::phrase::{Head, Phrase, Spot};
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
        let before = self.last_spoken(ix, place, found);
        let known = before.and_then(|ix| found.get(ix).copied().flatten());
        let previous = before
            .and_then(|ix| self.place(ix))
            .filter(|previous| previous.block_first == place.block_first);
        let alone = floor == place.first && self.starts_upper(ix);
        if let (Some(previous), true) = (previous, alone) {
            let between = words
                .sentence(place.first)
                .saturating_sub(words.sentence(previous.end));
            let goes_on =
                between == 2 && (self.same_subject(place, known) || self.nobody_between(place));
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
        if span.words < FEW_WORDS {
            return None;
        }
        if !alone {
            return self.reported_on(place, floor);
        }
        self.next_paragraph(ix, place, found)
            .or_else(|| self.sentence_before(place))
            .or_else(|| self.subject_before(ix, place))
    }

    /// The quotation before in the paragraph, past terms and names in marks that nobody says.
    fn last_spoken(&self, ix: usize, place: Place, found: &[Option<Said>]) -> Option<usize> {
        let term = |ix: usize| {
            self.spans.get(ix).is_some_and(|span| {
                span.words < SPEECH_WORDS || is_title(span.inner.of(self.words().text))
            })
        };
        let mut before = ix.checked_sub(1)?;
        for _ in 0..3 {
            if found.get(before).copied().flatten().is_some() || !term(before) {
                break;
            }
            let Some(earlier) = before.checked_sub(1) else {
                break;
            };
            if self
                .place(earlier)
                .is_none_or(|it| it.block_first != place.block_first)
            {
                break;
            }
            before = earlier;
        }
        Some(before)
    }

    /// A paragraph that is one quotation goes on with the paragraph before when only one person speaks there.
    fn next_paragraph(&self, ix: usize, place: Place, found: &[Option<Said>]) -> Option<Said> {
        let words = self.words();
        let whole = place.first == place.block_first
            && (place.end..place.block_end).all(|ix| words.class(ix) == Class::Stop);
        let before = ix.checked_sub(1).filter(|_| whole)?;
        let previous = self
            .place(before)
            .filter(|it| it.block_end == place.block_first)?;
        let said = found.get(before).copied().flatten()?;
        let speaker = |said: Said| {
            self.mention(said.phrase.head)
                .and_then(|ix| self.mentions.get(ix.ix())?.referent)
        };
        let who = speaker(said)?;
        let alone = (0..before)
            .rev()
            .take_while(|ix| {
                self.place(*ix)
                    .is_some_and(|it| it.block_first == previous.block_first)
            })
            .take(8)
            .all(|ix| {
                found
                    .get(ix)
                    .copied()
                    .flatten()
                    .and_then(speaker)
                    .is_none_or(|it| it == who)
            });
        let asks = self.last_char(before) == '?'
            || said
                .cue
                .is_some_and(|cue| words.is_any(cue, &["asked", "asks", "asking"]));
        let silent = (previous.end..previous.block_end)
            .all(|ix| Some(ix) == said.cue || self.ground.cue(ix).is_none());
        let spoken = !matches!(
            said.rule,
            "label" | "signature" | "headline" | "subject-before"
        );
        let long = self
            .spans
            .get(ix)
            .is_some_and(|span| span.words >= SPEECH_WORDS);
        (alone && !asks && silent && spoken && long).then_some(Said {
            rule: "next-paragraph",
            governed: false,
            near: false,
            ..said
        })
    }

    /// "“No,” the colonel said. He would leave “to no judge at all”": reported speech that goes on without its verb.
    fn reported_on(&self, place: Place, floor: usize) -> Option<Said> {
        let words = self.words();
        let start = words.tokens.ranges.get(words.sentence(place.first))?.start;
        let before = start.checked_sub(1).filter(|ix| *ix >= place.block_first)?;
        let modal = words.is_any(start + 1, &["would", "could", "might", "had"]);
        let pronoun = matches!(words.class(start), Class::HeShe | Class::Pronoun);
        let spot = self
            .ground
            .spots
            .at(start)
            .filter(|_| modal && pronoun && floor == start)?;
        if (start..place.first).any(|ix| self.ground.cue(ix).is_some()) {
            return None;
        }
        let sentence = words.tokens.ranges.get(words.sentence(before))?.clone();
        let cue = sentence
            .clone()
            .rev()
            .find(|ix| self.ground.cue(*ix).is_some())?;
        let Head::Mention(speaker) = self.ground.speaker_of(cue, sentence)?.head else {
            return None;
        };
        let referent = |spot: Spot| self.mentions.get(spot.index as usize)?.referent;
        let same = referent(spot).is_some() && referent(spot) == referent(speaker);
        same.then_some(Said {
            phrase: Phrase {
                first: start,
                last: start,
                head: Head::Mention(spot),
            },
            cue: None,
            relay: None,
            rule: "reported-on",
            governed: false,
            near: false,
        })
    }

    /// True when the sentence before has nobody in it who might speak.
    fn nobody_between(&self, place: Place) -> bool {
        let words = self.words();
        let range = place
            .first
            .checked_sub(1)
            .and_then(|before| words.tokens.ranges.get(words.sentence(before)));
        range.is_some_and(|range| {
            range.clone().all(|ix| {
                !matches!(words.class(ix), Class::HeShe | Class::Quote)
                    && self.ground.cue(ix).is_none()
                    && self.ground.spots.at(ix).is_none_or(|spot| {
                        spot.kind == MentionKind::Place || spot.class == MentionClass::Demonym
                    })
            })
        })
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
