//! From quotation to speaker, the surest pattern first.

mod inherit;
mod label;

use super::marks::QuoteSpan;
use crate::extract::facts::{
    Mention, MentionClass, MentionIx, MentionKind, Quote, QuoteKind, Referent, Rule, SentenceIx,
};
use crate::extract::grammar::{Class, Words};
use crate::extract::lexicon::Lexicon;
use crate::extract::lexicon::says::{CueClass, CueForm};
use crate::extract::phrase::{Ground, Head, Phrase, Spots};
use crate::text::Span;
use std::collections::BTreeMap;

/// Fewer words than this are a quotation only when a verb governs them.
const FEW_WORDS: u32 = 3;
/// An unattributed stretch of fewer words is a title or a term, not speech.
const SPEECH_WORDS: u32 = 5;

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

    /// The nearest verb of saying to the left, in the same sentence.
    fn before(&self, place: Place, floor: usize) -> Option<Said> {
        let words = self.words();
        let last = place.first.checked_sub(1).filter(|last| *last >= floor)?;
        let called = (floor..place.first).rev().take(7).any(|ix| self.names(ix));
        if !called
            && words.is_any(
                last,
                &[
                    "named",
                    "titled",
                    "entitled",
                    "reading",
                    "slogan",
                    "nicknamed",
                    "term",
                    "word",
                    "words",
                    "phrase",
                ],
            )
        {
            return None;
        }
        if let Some(said) = self.said_as_name(floor, place) {
            return Some(said);
        }
        let cue = (floor..place.first)
            .rev()
            .take_while(|ix| words.class(*ix) != Class::Semicolon)
            .find(|ix| {
                let real = || !self.in_relative(*ix) && !self.in_condition(*ix, floor);
                self.ground.cue(*ix).is_some() && (*ix == last || real())
            })?;
        let verb = self.ground.cue(cue)?;
        let pause = matches!(words.class(last), Class::Comma | Class::Colon);
        let governed = cue == last
            || pause
            || self.objects_only(cue + 1, place.first)
            || verb.class == CueClass::Call
                && (self.names_thing(cue + 1, place.first) || words.is(last, "as"));
        let of = cue + 1 == last && (words.class(last) == Class::Of || self.shows(cue, last));
        if verb.class == CueClass::Weak && !(cue == last || pause || of) {
            return None;
        }
        if !governed && self.other_clause(cue, place.first) {
            return None;
        }
        let phrase = self
            .ground
            .subject_of(cue, floor)
            .or_else(|| self.turned_round(cue, floor, place.first))?;
        let phrase = self.body_behind_it(phrase, floor, cue).unwrap_or(phrase);
        let names = verb.class == CueClass::Call && !words.is_any(cue + 1, &["on", "for"]);
        if names && !matches!(phrase.head, Head::Mention(_) | Head::HeShe(_)) {
            return None;
        }
        let rule = match (verb.form, governed) {
            (CueForm::Ing, _) => "participle",
            (_, true) => "said-before",
            _ => "said-in-sentence",
        };
        Some(Said {
            phrase,
            cue: Some(cue),
            relay: None,
            rule,
            governed,
            near: governed || place.first - cue <= 10,
        })
    }

    /// "expressed his “deep regret”", "blamed a “small fault”"
    fn shows(&self, cue: usize, last: usize) -> bool {
        const VERBS: [&str; 8] = [
            "express",
            "expresses",
            "expressed",
            "expressing",
            "blames",
            "blamed",
            "promises",
            "pledged",
        ];
        self.words().is_any(cue, &VERBS)
            && matches!(
                self.words().class(last),
                Class::A | Class::The | Class::Possessive
            )
    }

    /// "Said Berg: “…”" where the verb was taken for a given name.
    fn said_as_name(&self, floor: usize, place: Place) -> Option<Said> {
        let words = self.words();
        let spot = self.ground.spots.at(floor)?;
        let whole = spot.kind == MentionKind::Person
            && spot.last > floor
            && spot.last + 2 == place.first
            && words.class(place.first - 1) == Class::Colon
            && words.word(floor) == "Said";
        whole.then_some(Said {
            phrase: Phrase {
                first: floor,
                last: spot.last,
                head: Head::Mention(spot),
            },
            cue: None,
            relay: None,
            rule: "said-before",
            governed: true,
            near: true,
        })
    }

    /// "Said Berg: “…”"
    fn turned_round(&self, cue: usize, floor: usize, end: usize) -> Option<Phrase> {
        let opens = cue == floor && self.words().class(end - 1) == Class::Colon;
        opens
            .then(|| self.ground.starting_at(cue + 1, end))
            .flatten()
    }

    /// "The council rejected what it called": the body with which the sentence begins.
    fn body_behind_it(&self, phrase: Phrase, floor: usize, cue: usize) -> Option<Phrase> {
        let Head::Pronoun(token) = phrase.head else {
            return None;
        };
        if !self.words().is(token, "it") {
            return None;
        }
        let subject = self.ground.clause_subject(floor, cue)?;
        let body =
            matches!(subject.head, Head::Mention(spot) if spot.kind == MentionKind::Organization);
        body.then_some(subject)
    }

    /// "anybody who complains": the verb's subject is no speaker, and what follows may be somebody else's words.
    fn in_relative(&self, cue: usize) -> bool {
        let before = cue.checked_sub(1).map(|ix| self.words().class(ix));
        let unnamed = cue.checked_sub(2).is_some_and(|ix| {
            self.ground.spots.at(ix).is_none() && self.words().class(ix) != Class::Comma
        });
        before == Some(Class::Who) && unnamed
    }

    /// True when only hearers, "that" and times stand between verb and quotation: "said that it's", "told him on Friday".
    fn objects_only(&self, from: usize, to: usize) -> bool {
        let short = to - from <= 4;
        let goes_on = to == from + 2
            && self.words().class(from) == Class::Comma
            && matches!(self.words().class(from + 1), Class::But | Class::And);
        goes_on
            || short
                && (from..to).all(|ix| {
                    self.ground.spots.at(ix).is_some()
                        || matches!(
                            self.words().class(ix),
                            Class::Pronoun
                                | Class::HeShe
                                | Class::Relative
                                | Class::Be
                                | Class::S
                                | Class::Time
                                | Class::Auxiliary
                                | Class::The
                                | Class::A
                                | Class::Adverb
                                | Class::Preposition
                                | Class::Of
                        )
                        || self.words().is_any(ix, &["reporters", "journalists"])
                })
    }

    /// True for "called" and its like.
    fn names(&self, cue: usize) -> bool {
        self.ground
            .cue(cue)
            .is_some_and(|cue| cue.class == CueClass::Call)
    }

    /// True for the thing that is called something: "called the meeting", "described it as".
    fn names_thing(&self, from: usize, to: usize) -> bool {
        to - from <= 7
            && (from..to).all(|ix| {
                self.ground.spots.at(ix).is_some()
                    || self.words().is(ix, "as")
                    || matches!(
                        self.words().class(ix),
                        Class::The
                            | Class::A
                            | Class::Possessive
                            | Class::Word
                            | Class::Capital
                            | Class::S
                            | Class::Pronoun
                            | Class::HeShe
                            | Class::Of
                            | Class::Determiner
                    )
            })
    }

    /// True when a clause with a subject of its own may have begun since the verb: ", but the minister".
    fn other_clause(&self, from: usize, to: usize) -> bool {
        (from + 1..to).any(|ix| {
            self.words().class(ix - 1) == Class::Comma
                && (self.words().class(ix) == Class::But
                    || self
                        .words()
                        .is_any(ix, &["while", "although", "though", "whereas"]))
        })
    }

    /// True for a verb that only might come true: "if Riga answered".
    fn in_condition(&self, cue: usize, floor: usize) -> bool {
        (floor..cue)
            .rev()
            .take_while(|ix| !matches!(self.words().class(*ix), Class::Comma | Class::Semicolon))
            .any(|ix| self.words().is_any(ix, &["if", "unless", "whether"]))
    }

    /// An attribution right behind the quotation.
    fn after(&self, ix: usize, place: Place, ceiling: usize) -> Option<Said> {
        let words = self.words();
        let mut start = place.end;
        if start >= ceiling {
            return None;
        }
        let mut pause = matches!(
            self.last_char(ix),
            ',' | '?' | '!' | '\u{2014}' | '\u{2013}' | '-' | '\u{2026}'
        );
        if matches!(words.class(start), Class::Comma | Class::Dash) {
            pause = true;
            start += 1;
        }
        let lower = self.ground.cue(start).is_some() || words.is(start, "according");
        if matches!(self.last_char(ix), '.' | ';') && !lower {
            return None;
        }
        if !pause && !lower {
            return None;
        }
        let (phrase, cue) = self.ground.attribution_at(start, ceiling)?;
        if self.governs_next(ix, cue, ceiling) {
            return None;
        }
        Some(Said {
            phrase,
            cue: Some(cue),
            relay: None,
            rule: if words.is(cue, "according") {
                "according-to"
            } else {
                "said-after"
            },
            governed: true,
            near: true,
        })
    }

    /// “Go!” Berg added: “Now.” has its verb before the second quotation, not after the first.
    fn governs_next(&self, ix: usize, cue: usize, ceiling: usize) -> bool {
        let next_starts = self.place(ix + 1).is_some_and(|next| next.first == ceiling);
        next_starts
            && ceiling > cue
            && self.words().class(ceiling - 1) == Class::Colon
            && !matches!(self.last_char(ix), ',')
    }

    /// An attribution at the end of the sentence: "It was “a mistake for all of us”, Berg said."
    fn tail(&self, place: Place, ceiling: usize, ix: usize) -> Option<Said> {
        let words = self.words();
        if matches!(self.last_char(ix), '.') || place.end >= place.block_end {
            return None;
        }
        let sentence = words.sentence(place.end);
        let end = words.tokens.ranges.get(sentence)?.end;
        if words.sentence(place.first) != sentence && self.starts_upper(ix) && ceiling < end {
            return None;
        }
        let commas = (place.end..end)
            .rev()
            .take(40)
            .filter(|ix| words.class(*ix) == Class::Comma)
            .take(3);
        for comma in commas {
            let Some((phrase, cue)) = self.ground.attribution_at(comma + 1, end) else {
                continue;
            };
            let closes = (cue..end).all(|ix| words.class(ix) != Class::Quote) && end - cue <= 14;
            let reports_more = cue > comma + 1
                && (cue + 1..end)
                    .any(|ix| matches!(words.class(ix), Class::Relative | Class::HeShe));
            if closes && !reports_more {
                return Some(Said {
                    phrase,
                    cue: Some(cue),
                    relay: None,
                    rule: "said-at-end",
                    governed: false,
                    near: false,
                });
            }
        }
        None
    }

    /// "According to Berg, it was “a mistake”"
    fn lead(&self, place: Place, floor: usize) -> Option<Said> {
        let words = self.words();
        if !(words.is(floor, "according") && words.is(floor + 1, "to")) || floor + 2 >= place.first
        {
            return None;
        }
        let named = self.ground.starting_at(floor + 2, place.first)?;
        let behind = named.last + 1;
        // "According to Yonhap, quoting the ministry,"
        let source = (words.class(behind) == Class::Comma
            && words.is_any(behind + 1, &["quoting", "citing"]))
        .then(|| self.ground.starting_at(behind + 2, place.first))
        .flatten();
        let relay = match named.head {
            Head::Mention(spot) if source.is_some() => Some(MentionIx(spot.index)),
            _ => None,
        };
        Some(Said {
            phrase: source.unwrap_or(named),
            cue: Some(floor),
            relay,
            rule: "according-to",
            governed: false,
            near: false,
        })
    }

    fn quote(&self, ix: usize, said: Option<Said>) -> Option<Quote> {
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
    fn mention(&self, head: Head) -> Option<MentionIx> {
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
fn is_title(text: &str) -> bool {
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
