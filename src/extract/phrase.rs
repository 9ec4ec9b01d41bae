//! Noun phrases beside a verb: who stands to the left of "said", who to the right of it.
//!
//! Works on closed word classes and the mentions that are already found. Where a phrase's head is not sure there is
//! no phrase; what the head refers to is not decided here.

use super::facts::{MentionClass, MentionKind};
use super::grammar::{Class, Words, with_lower};
use super::lexicon::Lexicon;
use crate::text::Span;

/// A mention in terms of tokens.
#[derive(Clone, Copy, Debug)]
pub struct Spot {
    /// Index in the list that the spots were made of.
    pub index: u32,
    /// First token.
    pub first: usize,
    /// Last token.
    pub last: usize,
    /// Its kind.
    pub kind: MentionKind,
    /// Its class.
    pub class: MentionClass,
}

/// The mentions of a document, to be asked for by token.
#[derive(Debug, Default)]
pub struct Spots {
    list: Vec<Spot>,
    of_token: Vec<u32>,
}

impl Spots {
    /// From spans with kind and class, sorted by span.
    pub fn new(
        words: &Words<'_>,
        mentions: impl Iterator<Item = (Span, MentionKind, MentionClass)>,
    ) -> Self {
        let mut spots = Self {
            list: Vec::new(),
            of_token: vec![u32::MAX; words.len()],
        };
        for (index, (span, kind, class)) in mentions.enumerate() {
            let range = words.tokens.under(span);
            let number = spots.list.len() as u32;
            for token in range.clone() {
                if let Some(slot) = spots.of_token.get_mut(token) {
                    *slot = number;
                }
            }
            spots.list.push(Spot {
                index: index as u32,
                first: range.start,
                last: range.end.saturating_sub(1).max(range.start),
                kind,
                class,
            });
        }
        spots
    }

    /// The mention that token `ix` belongs to.
    pub fn at(&self, ix: usize) -> Option<Spot> {
        let number = *self.of_token.get(ix)?;
        self.list.get(number as usize).copied()
    }

    /// The mentions whose first token lies in a range of tokens.
    pub fn within(&self, range: std::ops::Range<usize>) -> &[Spot] {
        let first = self.list.partition_point(|spot| spot.first < range.start);
        let last = self.list.partition_point(|spot| spot.first < range.end);
        self.list.get(first..last.max(first)).unwrap_or_default()
    }
}

/// What a noun phrase is about.
#[derive(Clone, Copy, Debug)]
pub enum Head {
    /// A mention.
    Mention(Spot),
    /// "he" or "she" that is no mention, by its token.
    HeShe(usize),
    /// Another pronoun.
    Pronoun(usize),
    /// "who", "which"
    Relative(usize),
    /// A common noun, by its token.
    Noun(usize),
    /// Several: "Berg and Smith".
    Several,
}

/// A noun phrase.
#[derive(Clone, Copy, Debug)]
pub struct Phrase {
    /// First token, determiner included.
    pub first: usize,
    /// Last token.
    pub last: usize,
    /// Its head.
    pub head: Head,
}

/// What the phrase finders look at.
#[derive(Clone, Copy)]
pub struct Ground<'a> {
    /// The words.
    pub words: &'a Words<'a>,
    /// The mentions.
    pub spots: &'a Spots,
    /// The word lists.
    pub lexicon: &'a Lexicon,
}

impl Ground<'_> {
    /// True when the token is used as a verb of saying.
    pub fn is_cue(&self, ix: usize) -> bool {
        self.cue(ix).is_some()
    }

    /// The noun phrase whose last token is `end`, looking no further back than `floor`.
    pub fn ending_at(&self, end: usize, floor: usize) -> Option<Phrase> {
        self.phrase_ending(end, floor, 0)
    }

    fn phrase_ending(&self, end: usize, floor: usize, depth: u32) -> Option<Phrase> {
        if end < floor || end >= self.words.len() || depth > 3 {
            return None;
        }
        if self.words.class(end) == Class::Close {
            // "Otto Lind (left)": the phrase ends before the bracket.
            let lowest = floor.max(end.saturating_sub(9));
            let open = (lowest..end)
                .rev()
                .find(|ix| self.words.class(*ix) == Class::Open)?;
            let before = open.checked_sub(1)?;
            let phrase = self.phrase_ending(before, floor, depth + 1)?;
            return Some(Phrase {
                last: end,
                ..phrase
            });
        }
        let single = |head| {
            Some(Phrase {
                first: end,
                last: end,
                head,
            })
        };
        let (head, first) = match self.spots.at(end) {
            Some(spot) if spot.class == MentionClass::Demonym => (Head::Noun(end), spot.first),
            Some(spot) if spot.class == MentionClass::Pronoun => {
                return single(Head::Mention(spot));
            }
            Some(spot) => (Head::Mention(spot), spot.first),
            None => match self.words.class(end) {
                Class::HeShe => return single(Head::HeShe(end)),
                Class::Pronoun => return single(Head::Pronoun(end)),
                Class::Who | Class::Relative => return single(Head::Relative(end)),
                Class::Word | Class::Capital | Class::Determiner if !self.is_cue(end) => {
                    (Head::Noun(end), end)
                }
                _ => return None,
            },
        };
        let first = self.leftmost(first, floor, head);
        if first <= floor {
            return Some(Phrase {
                first,
                last: end,
                head,
            });
        }
        self.with_governor(
            Phrase {
                first,
                last: end,
                head,
            },
            floor,
            depth,
        )
    }

    /// Goes left over what modifies the head: titles, possessors, adjectives, the article.
    fn leftmost(&self, mut first: usize, floor: usize, head: Head) -> usize {
        let person = matches!(head, Head::Mention(spot) if spot.kind == MentionKind::Person);
        while first > floor {
            let before = first - 1;
            if let Some(spot) = self.spots.at(before) {
                let place_of_prepositional = person
                    && spot.kind == MentionKind::Place
                    && spot.class != MentionClass::Demonym
                    && spot.first > floor
                    && self.words.class(spot.first - 1) == Class::Preposition;
                let another = person
                    && spot.kind == MentionKind::Person
                    && matches!(head, Head::Mention(head) if head.first == first);
                if place_of_prepositional || another {
                    break;
                }
                first = spot.first;
                continue;
            }
            match self.words.class(before) {
                Class::Word | Class::Capital | Class::Number | Class::S if !self.is_cue(before) => {
                    first = before;
                }
                Class::The | Class::A | Class::Determiner | Class::Possessive => {
                    return before;
                }
                // "founder and chief executive Anna Berg"
                Class::And if person && before > floor && self.is_office(before - 1) => {
                    first = before - 1;
                }
                _ => break,
            }
        }
        first.max(floor)
    }

    fn is_office(&self, ix: usize) -> bool {
        self.words.class(ix) == Class::Word
            && with_lower(self.words.word(ix), |word| {
                self.lexicon.roles.get(word).is_some()
            })
    }

    /// "the lawyer for Trump": a phrase behind a preposition belongs to the noun before that.
    fn with_governor(&self, phrase: Phrase, floor: usize, depth: u32) -> Option<Phrase> {
        let before = phrase.first - 1;
        let person = match phrase.head {
            Head::Mention(spot) if spot.kind == MentionKind::Person => Some(spot),
            _ => None,
        };
        match self.words.class(before) {
            Class::And if before > floor && self.spots.at(before - 1).is_some() => Some(Phrase {
                head: Head::Several,
                ..phrase
            }),
            Class::Of | Class::Preposition => {
                let governor = before
                    .checked_sub(1)
                    .filter(|ix| *ix >= floor && !self.is_cue(*ix))
                    .filter(|ix| {
                        self.spots.at(*ix).is_some()
                            || matches!(
                                self.words.class(*ix),
                                Class::Word | Class::Capital | Class::Determiner | Class::Close
                            )
                    })
                    .and_then(|ix| self.phrase_ending(ix, floor, depth + 1));
                match governor {
                    Some(governor) => Some(Phrase {
                        last: phrase.last,
                        ..governor
                    }),
                    // "At the meeting Trump said": the preposition's phrase ends before the name.
                    None => person.map(|spot| Phrase {
                        first: spot.first,
                        ..phrase
                    }),
                }
            }
            _ => Some(phrase),
        }
    }

    /// The noun phrase that starts at `start`, as after "said", looking no further than before `ceiling`.
    pub fn starting_at(&self, start: usize, ceiling: usize) -> Option<Phrase> {
        let mut at = start;
        let mut noun: Option<usize> = None;
        let mut last_spot = None;
        let mut behind_preposition = false;
        while at < ceiling {
            if let Some(spot) = self.spots.at(at) {
                let is_head = spot.kind == MentionKind::Person
                    && spot.class != MentionClass::Demonym
                    && self.words.class(at) != Class::Possessive
                    && !behind_preposition
                    && self.words.class(spot.last + 1) != Class::S;
                if is_head {
                    return Some(self.coordinated(start, spot, ceiling));
                }
                last_spot = Some(spot);
                at = spot.last + 1;
                continue;
            }
            match self.words.class(at) {
                Class::HeShe if at == start => {
                    return Some(Phrase {
                        first: start,
                        last: at,
                        head: Head::HeShe(at),
                    });
                }
                Class::Pronoun if at == start => {
                    return Some(Phrase {
                        first: start,
                        last: at,
                        head: Head::Pronoun(at),
                    });
                }
                Class::Word | Class::Capital | Class::Number if !self.is_cue(at) => {
                    last_spot = None;
                    noun = noun.filter(|_| behind_preposition).or(Some(at));
                }
                Class::The | Class::A | Class::Determiner | Class::Possessive | Class::S => {}
                Class::Quote if noun.is_some() && self.is_genitive(at) => {}
                Class::Open if noun.is_some() && self.is_retired(at) => at += 2,
                Class::Of | Class::Preposition if noun.is_some() || last_spot.is_some() => {
                    behind_preposition = true;
                }
                _ => break,
            }
            at += 1;
        }
        self.closed_at(
            start,
            at,
            ceiling,
            noun,
            last_spot.filter(|_| !behind_preposition),
        )
    }

    /// The mark of "the families' lawyer".
    fn is_genitive(&self, at: usize) -> bool {
        let owner = self.words.word(at.saturating_sub(1));
        self.words.is_any(at, &["'", "\u{2019}"])
            && owner.ends_with('s')
            && self.words.span(at.saturating_sub(1)).end == self.words.span(at).start
            && self.words.class(at + 1) == Class::Word
    }

    /// "(retd)" between a rank and a name
    fn is_retired(&self, open: usize) -> bool {
        self.words
            .is_any(open + 1, &["retd", "rtd", "ret'd", "ret’d", "r", "ret"])
            && self.words.class(open + 2) == Class::Close
    }

    fn coordinated(&self, first: usize, spot: Spot, ceiling: usize) -> Phrase {
        let next = spot.last + 1;
        let several = next + 1 < ceiling
            && self.words.class(next) == Class::And
            && self.spots.at(next + 1).is_some();
        Phrase {
            first,
            last: spot.last,
            head: if several {
                Head::Several
            } else {
                Head::Mention(spot)
            },
        }
    }

    /// The phrase `start..at`, whose head may be named behind a comma: "a spokesman, Burhan Ataman,".
    fn closed_at(
        &self,
        start: usize,
        at: usize,
        ceiling: usize,
        noun: Option<usize>,
        spot: Option<Spot>,
    ) -> Option<Phrase> {
        if at == start {
            return None;
        }
        let comma = noun.is_some() && self.words.class(at) == Class::Comma;
        let unknown = comma.then(|| self.capitals_after(at, ceiling)).flatten();
        if let Some(named) = comma.then(|| self.named_after(at, ceiling)).flatten() {
            return Some(Phrase {
                first: start,
                last: named.last,
                head: Head::Mention(named),
            });
        }
        let head = match (spot, noun) {
            (Some(spot), _) if spot.class != MentionClass::Demonym => Head::Mention(spot),
            (_, Some(noun)) => Head::Noun(noun),
            _ => return None,
        };
        Some(Phrase {
            first: start,
            last: unknown.unwrap_or(at - 1),
            head,
        })
    }

    /// The person whom the noun at `noun` describes, named behind a comma: "the chairman of the council in Placencia, Otto
    /// Lind,"; nothing but the noun's own modifiers may stand between.
    pub fn named_behind(&self, noun: usize) -> Option<Spot> {
        let sentence = self.words.sentence(noun);
        let mut at = noun + 1;
        while self.words.class(at) != Class::Comma {
            let inside = at <= noun + 8
                && self.words.sentence(at) == sentence
                && !self.is_cue(at)
                && self
                    .spots
                    .at(at)
                    .is_none_or(|spot| spot.kind != MentionKind::Person)
                && (self.spots.at(at).is_some()
                    || matches!(
                        self.words.class(at),
                        Class::Word
                            | Class::Capital
                            | Class::The
                            | Class::Of
                            | Class::Preposition
                            | Class::Possessive
                            | Class::S
                    ));
            if !inside {
                return None;
            }
            at += 1;
        }
        self.named_after(at, self.words.len())
            .filter(|spot| self.words.sentence(spot.last) == sentence)
    }

    /// The last token of a run of capitals between the comma at `comma` and the next mark: a name that is not known as
    /// one, "said a spokesman, Burhan Ataman.".
    fn capitals_after(&self, comma: usize, ceiling: usize) -> Option<usize> {
        let mut at = comma + 1;
        while at < ceiling && self.words.class(at) == Class::Capital {
            at += 1;
        }
        let closed = at >= ceiling || matches!(self.words.class(at), Class::Comma | Class::Stop);
        (closed && at > comma + 2).then(|| at - 1)
    }

    /// One past a name with its place and its letters: "Otto Lind of Riga", "Anna Berg MP".
    pub fn behind_name(&self, spot: Spot) -> usize {
        let mut after = spot.last + 1;
        if self.words.class(after) == Class::Of
            && let Some(home) = self.spots.at(after + 1)
            && home.kind == MentionKind::Place
        {
            after = home.last + 1;
        }
        if self.words.class(after) == Class::Open && self.is_retired(after) {
            after += 3;
        }
        let letters = self.words.word(after);
        let short = (2..=4).contains(&letters.len());
        after + usize::from(short && letters.bytes().all(|c| c.is_ascii_uppercase()))
    }

    /// The person named in apposition right behind the comma at `comma`: ", Capt. Burhan Ataman,".
    fn named_after(&self, comma: usize, ceiling: usize) -> Option<Spot> {
        let mut at = comma + 1;
        while at < ceiling && at <= comma + 4 && self.spots.at(at).is_none() {
            if self.words.class(at) != Class::Capital {
                return None;
            }
            at += 1;
        }
        let spot = self.spots.at(at).filter(|spot| {
            spot.kind == MentionKind::Person
                && spot.class == MentionClass::Name
                && spot.last < ceiling
        })?;
        let after = self.behind_name(spot);
        let ends = after >= ceiling
            || matches!(
                self.words.class(after),
                Class::Comma
                    | Class::Stop
                    | Class::Colon
                    | Class::Semicolon
                    | Class::Quote
                    | Class::Open
                    | Class::Dash
            );
        ends.then_some(spot)
    }
}
