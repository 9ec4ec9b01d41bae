//! What the tagger sees of a piece: its letters as hashes, what the lists say of it, what the rules made of it.

use super::hash;
use super::label::{Part, part};
use crate::extract::lexicon::bodies::PlaceHead;
use crate::extract::lexicon::people::TitleClass;
use crate::extract::lexicon::world::PlaceKind;
use crate::extract::name::context::Context;
use crate::extract::name::dateline::title_case;
use crate::extract::name::evidence;
use crate::extract::name::pieces::{Look, Mode, lower};
use crate::extract::name::segment::{Guess, Segment};
use std::borrow::Cow;

/// A piece as features see it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Word {
    /// As written; in a line of capitals as it would be written elsewhere.
    pub exact: u64,
    /// In lower case.
    pub lower: u64,
    /// "Xxx": runs of letters of one case, digits and marks, cut to two.
    pub shape: u64,
    /// The first two, three, four letters.
    pub prefixes: [u64; 3],
    /// The last two, three, four letters.
    pub suffixes: [u64; 3],
    /// Lists that have it, one bit each.
    pub lists: u32,
    /// The listed phrase that it is part of, and which part; 0: none.
    pub listed: u32,
    /// What the rules made of it, and which part of that it is; 0: nothing.
    pub ruled: u32,
    /// The rule.
    pub rule: u64,
    /// What the text around an unsure stretch speaks for.
    pub votes: u64,
    /// Begins with a capital, "BoG" too.
    pub is_cap: bool,
}

/// What the rules made of each piece of a document.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Ruled {
    pub code: u32,
    pub rule: u64,
    pub votes: u64,
}

/// What the rules made of the pieces.
pub(super) fn ruled(context: &Context<'_>, found: &[Segment]) -> Vec<Ruled> {
    let mut all = vec![Ruled::default(); context.pieces.list.len()];
    for segment in found {
        let (code, rule) = (guess(segment), hash::word(segment.rule));
        let votes = match context.pieces.lines.get(segment.line) {
            Some(line) if !segment.is_sure() => votes(context, segment, &line.pieces),
            _ => 0,
        };
        let count = segment.pieces.len();
        for (ix, place) in all
            .iter_mut()
            .skip(segment.pieces.start)
            .take(count)
            .enumerate()
        {
            *place = Ruled {
                code: parted(code, part(ix, count)),
                rule,
                votes,
            };
        }
    }
    all
}

/// The points for each kind, cut to a few, as one number; never 0.
fn votes(context: &Context<'_>, segment: &Segment, line: &std::ops::Range<usize>) -> u64 {
    let votes = evidence::votes(context, segment, line);
    let few = |points: i8| (points.clamp(-1, 4) + 1) as u64;
    1 + few(votes.person) + 8 * few(votes.body) + 64 * few(votes.place)
}

/// A code and the part of a phrase, as one; never 0.
fn parted(code: u32, part: Part) -> u32 {
    1 + code * 4 + part as u32
}

/// The code that [`parted`] was given.
pub(super) fn unparted(code: u32) -> Option<u32> {
    code.checked_sub(1).map(|code| code / 4)
}

/// Codes of [`guess`] by the kind that they speak for.
pub(super) const PERSONS: std::ops::RangeInclusive<u32> = 0..=1;
pub(super) const BODIES: std::ops::RangeInclusive<u32> = 2..=4;
pub(super) const PLACES: std::ops::RangeInclusive<u32> = 5..=8;

fn guess(segment: &Segment) -> u32 {
    match segment.guess {
        Guess::Person => 0,
        Guess::Leader => 1,
        Guess::Body => 2,
        Guess::ListedBody(body) if !body.weak => 3 + u32::from(body.metonym),
        Guess::Place => 5,
        Guess::ListedPlace(place) if !place.weak => match place.kind {
            PlaceKind::Country => 6,
            PlaceKind::City => 7,
            PlaceKind::Region => 8,
        },
        Guess::Demonym(_) => 9,
        Guess::Epithet(_) => 10,
        Guess::ListedBody(_) => 11,
        Guess::ListedPlace(_) => 12,
        Guess::Nothing => 13,
        Guess::Unknown => match (
            segment.votes.person,
            segment.votes.body,
            segment.votes.place,
        ) {
            (1.., _, _) => 14,
            (_, 1.., _) => 15,
            (_, _, 1..) => 16,
            _ => 17,
        },
    }
}

/// The words of a stretch, with `around` pieces on either side as far as the line goes.
pub(super) fn words(
    context: &Context<'_>,
    ruled: &[Ruled],
    range: std::ops::Range<usize>,
    mode: Mode,
) -> Vec<Word> {
    let mut words: Vec<Word> = range
        .clone()
        .map(|ix| {
            one(
                context,
                ruled.get(ix).copied().unwrap_or_default(),
                ix,
                mode,
            )
        })
        .collect();
    phrases(context, &range, &mut words);
    titles(context, &range, &mut words);
    words
}

fn one(context: &Context<'_>, ruled: Ruled, ix: usize, mode: Mode) -> Word {
    let piece = context.at(ix);
    let shouted = mode == Mode::Shout && piece.look == Look::Upper && piece.text.len() > 3;
    let text = match shouted {
        true => Cow::Owned(title_case(piece.text)),
        false => Cow::Borrowed(piece.text),
    };
    let small = lower(&text);
    let mut word = Word {
        exact: hash::word(&text),
        lower: hash::word(&small),
        shape: shape(&text),
        lists: lists(context, &text, &small, piece.look),
        ruled: ruled.code,
        rule: ruled.rule,
        votes: ruled.votes,
        is_cap: piece.is_cap() || piece.look == Look::Lower && text.starts_with(char::is_uppercase),
        ..Word::default()
    };
    if piece.look != Look::Punct {
        affixes(&text, &mut word);
    }
    word
}

fn affixes(text: &str, word: &mut Word) {
    for (place, length) in word.prefixes.iter_mut().zip(2..) {
        let end = text
            .char_indices()
            .nth(length)
            .map_or(text.len(), |(at, _)| at);
        *place = hash::word(text.get(..end).unwrap_or_default());
    }
    for (place, length) in word.suffixes.iter_mut().zip(1..) {
        let start = text
            .char_indices()
            .rev()
            .nth(length)
            .map_or(0, |(at, _)| at);
        *place = hash::word(text.get(start..).unwrap_or_default());
    }
}

fn shape(text: &str) -> u64 {
    let mut last = [0; 2];
    hash::chars(text.chars().filter_map(|ch| {
        let class = match ch {
            _ if ch.is_uppercase() => b'X',
            _ if ch.is_alphabetic() => b'x',
            _ if ch.is_numeric() => b'0',
            _ if ch.is_ascii() => ch as u8,
            _ => b'?',
        };
        // Two of a run are kept, so that "U.S." and "UN" and "UNICEF" stay apart.
        let again = [class; 2] == last;
        last = [last[1], class];
        (!again).then_some(class)
    }))
}

fn lists(context: &Context<'_>, text: &str, small: &str, look: Look) -> u32 {
    let lexicon = context.lexicon;
    let mut bits = 0;
    let mut set = |bit: u32, yes: bool| bits |= u32::from(yes) << bit;
    set(0, lexicon.bodies.is_ordinary(small));
    match look {
        Look::Cap | Look::Upper => {
            let people = &lexicon.people;
            if let Some(given) = people.given(text) {
                set(if given.weak { 1 } else { 2 }, true);
            }
            if people.may_be_surname(text) {
                set(if people.is_surname(text) { 3 } else { 4 }, true);
            }
            set(5, people.is_family_first(text));
            set(6, people.leader(text).is_some());
            if let Some(head) = lexicon.bodies.head(text) {
                set(7, head.prefix);
                set(8, head.suffix && !head.doubtful);
                set(9, head.doubtful);
            }
            match lexicon.bodies.place_head(text) {
                Some(PlaceHead::Suffix) => set(10, true),
                Some(_) => set(11, true),
                None => {}
            }
            set(12, lexicon.bodies.is_prefix(text));
            set(13, context.small.contains(small));
        }
        Look::Lower => set(14, lexicon.says.get(text).is_some()),
        Look::Number | Look::Punct => {}
    }
    bits
}

/// Marks the listed phrases.
fn phrases(context: &Context<'_>, range: &std::ops::Range<usize>, words: &mut [Word]) {
    let mut ix = range.start;
    while ix < range.end {
        let Some(found) = context
            .listed(ix, range.end)
            .filter(|_| context.at(ix).look != Look::Punct)
        else {
            ix += 1;
            continue;
        };
        let (code, count) = (guess(&found), found.pieces.len());
        let places = words.iter_mut().skip(ix - range.start).take(count);
        for (at, word) in places.enumerate() {
            word.listed = parted(code, part(at, count));
        }
        ix = found.pieces.end.max(ix + 1);
    }
}

/// Marks the titles: bits 16 to 19.
fn titles(context: &Context<'_>, range: &std::ops::Range<usize>, words: &mut [Word]) {
    let mut ix = range.start;
    while ix < range.end {
        let Some(found) = context.title_at(ix, range.end) else {
            ix += 1;
            continue;
        };
        let class = match found.title.class {
            TitleClass::Honorific => 16,
            TitleClass::Office => 17,
            TitleClass::Description => 18,
        };
        let places = words.iter_mut().skip(ix - range.start).take(found.end - ix);
        for word in places {
            word.lists |= 1 << class | u32::from(found.plural) << 19;
        }
        ix = found.end.max(ix + 1);
    }
}

/// Bits of the lists that have titles.
pub(super) const TITLES: u32 = 0b111 << 16;
/// Bits of the lists that have given names.
pub(super) const GIVEN: u32 = 0b110;
/// The bit of verbs of saying.
pub(super) const SAYS: u32 = 1 << 14;
/// Bits of the heads of bodies.
pub(super) const HEADS: u32 = 0b111 << 7;
