//! Persons: by a title before the name, by a known given name, by initials, by the order of East Asian names.
//!
//! matches: *Foreign Minister Anna Berg*, *Kim Yong Chol*, *John R. Bolton*, *Ursula von der Leyen*, *Gen. Vincent Brooks*

use super::context::{Context, TitleAt};
use super::pieces::{Look, lower};
use super::segment::{Guess, Segment};
use crate::extract::lexicon::people::TitleClass;
use crate::extract::lexicon::world::PlaceKind;
use std::ops::Range;

/// Words between the parts of a name.
const PARTICLES: [&str; 26] = [
    "van", "der", "den", "de", "von", "zu", "bin", "ibn", "al", "el", "la", "del", "di", "da",
    "dos", "du", "ten", "ter", "y", "e", "le", "bint", "ben", "af", "av", "das",
];

/// No name has more parts.
const LONGEST: usize = 6;

/// Finds a person that begins at `ix`, or whose title begins there.
pub(super) fn person(context: &Context<'_>, ix: usize, line: &Range<usize>) -> Option<Segment> {
    if let Some(found) = titled(context, ix, line) {
        return Some(found);
    }
    let end = name_end(context, ix, line.end, false);
    if end == ix {
        return None;
    }
    let before = context.title_before(ix, line.start);
    if let Some((range, title)) = before
        && context.at(range.start).look == Look::Lower
        && let Some(found) = after_title(context, ix, line, range, &title)
    {
        return Some(found);
    }
    untitled(context, ix, end, line)
}

/// A capitalised title and the name after it.
fn titled(context: &Context<'_>, ix: usize, line: &Range<usize>) -> Option<Segment> {
    let title = context.title_at(ix, line.end)?;
    let mut start = title.end;
    // "Secretary of State-designate Rex Tillerson", "President-elect": the tail is a word of its own or part of the title.
    if context.at(start).text == "-" && context.at(start + 1).look == Look::Lower {
        start += 2;
    }
    // Two titles in a row: "Secretary-General Lord Robertson", "Dr. Prof."
    if let Some(second) = context.title_at(start, line.end)
        && context.at(start).is_cap()
        && context.at(second.end).is_cap()
        && context
            .lexicon
            .people
            .given(context.at(start).text)
            .is_none()
    {
        let found = after_title(context, second.end, line, start..second.end, &second)?;
        return Some(found);
    }
    after_title(context, start, line, ix..title.end, &title)
}

fn after_title(
    context: &Context<'_>,
    ix: usize,
    line: &Range<usize>,
    range: Range<usize>,
    title: &TitleAt,
) -> Option<Segment> {
    if !context.at(ix).is_cap() {
        return None;
    }
    let honorific = title.title.class == TitleClass::Honorific;
    let end = name_end(context, ix, line.end, true);
    if end == ix || !honorific && refuses(context, ix, end, line) {
        return None;
    }
    let word = context.at(ix).text;
    if end == ix + 1
        && !honorific
        && context.is_ordinary(word)
        && !context.lexicon.people.may_be_surname(word)
    {
        return None;
    }
    if end == ix + 1
        && context.title_at(ix, line.end).is_some()
        && !context.lexicon.people.is_surname(word)
    {
        return None;
    }
    let mut found = named(context, ix..end, "title-name");
    // A description proves less than an office: "champion Serbia", "driver Audi".
    let described = title.title.class == TitleClass::Description;
    if described
        && end == ix + 1
        && !context.lexicon.people.may_be_surname(context.at(ix).text)
        && context.lexicon.people.given(context.at(ix).text).is_none()
    {
        found.guess = Guess::Unknown;
        found.votes.person = 2;
    }
    found.gender = title.title.gender.or(found.gender);
    found.title = Some(range);
    Some(found)
}

/// True when what follows an office or a description is a listed place or body, and no given name.
fn refuses(context: &Context<'_>, ix: usize, end: usize, line: &Range<usize>) -> bool {
    let word = context.at(ix).text;
    let given = context.lexicon.people.given(word);
    let listed = context.listed(ix, line.end);
    match (given, listed) {
        (Some(given), _) if !given.weak => false,
        (Some(_), _) if end > ix + 1 => false,
        (_, Some(found)) => {
            found.is_sure()
                || found.pieces.len() > 1
                || end == ix + 1 && given.is_none() && !context.lexicon.people.may_be_surname(word)
        }
        _ => false,
    }
}

/// A name without a title.
fn untitled(context: &Context<'_>, ix: usize, end: usize, line: &Range<usize>) -> Option<Segment> {
    let people = &context.lexicon.people;
    let first = context.at(ix);
    if let Some(end) = east_asian(context, ix, end, line) {
        return Some(named(context, ix..end, "family-name-first"));
    }
    if end < ix + 2 {
        return people
            .leader(first.text)
            .map(|_| named(context, ix..ix + 1, "leader"))
            .map(|found| Segment {
                guess: Guess::Leader,
                ..found
            });
    }
    let second = context.at(ix + 1);
    let last = context.at(end - 1);
    let initials = first.is_initial() && first.text.len() > 1
        || second.is_initial() && second.text.len() > 1 && end > ix + 2;
    let starts = context.is_start(ix, line);
    let given = given(context, first.text);
    let sure = match given {
        Some(given) if !given.weak => !context.is_listed_longer(ix, line),
        Some(_) => {
            people.is_surname(last.text)
                || !starts
                    && people.may_be_surname(last.text)
                    && !context.is_listed(ix + 1, line.end)
        }
        None => false,
    };
    if sure && in_place(context, ix, end, line) {
        let mut doubtful = named(context, ix..end, "given-name");
        doubtful.guess = Guess::Unknown;
        doubtful.votes.person = 2;
        return Some(doubtful);
    }
    if sure || initials && !context.is_ordinary(last.text) {
        return Some(named(
            context,
            ix..end,
            if sure { "given-name" } else { "initials" },
        ));
    }
    let particle = matches!(
        context.at(ix + 1).text,
        "van" | "von" | "bin" | "ibn" | "al" | "der" | "ben"
    ) || last.text.starts_with("al-")
        || last.text.starts_with("el-");
    if particle && !(starts && context.is_ordinary(first.text)) && !context.is_listed(ix, line.end)
    {
        return Some(named(context, ix..end, "particle"));
    }
    None
}

/// "near Antônio João": one is in places and near them; persons need more than a given name there.
fn in_place(context: &Context<'_>, ix: usize, end: usize, line: &Range<usize>) -> bool {
    ix > line.start
        && matches!(
            context.at(ix - 1).text,
            "in" | "near" | "outside" | "In" | "Near"
        )
        && !matches!(context.at(end).text, "'s" | "’s" | "'" | "’")
        && !context.lexicon.people.is_surname(context.at(end - 1).text)
}

/// A given name, also the first part of a double one.
fn given(context: &Context<'_>, word: &str) -> Option<crate::extract::lexicon::people::GivenName> {
    let people = &context.lexicon.people;
    people.given(word).or_else(|| {
        let (first, second) = word.split_once('-')?;
        people
            .given(first)
            .filter(|name| !name.weak && second.starts_with(char::is_uppercase))
    })
}

/// Where the name ends that begins at `ix`: capitals and initials, with particles between them.
fn name_end(context: &Context<'_>, ix: usize, end: usize, after_title: bool) -> usize {
    let mut at = ix;
    let mut good = ix;
    while at < end && at < ix + LONGEST {
        let piece = context.at(at);
        if piece.is_cap() && goes_on(context, ix, at, end, after_title) {
            at += 1;
            good = at;
            // A name does not go on over a mark, but "Jr." and initials hold their stop.
            continue;
        }
        if at > ix && nickname(context, at) && at + 3 < end {
            at += 3;
            continue;
        }
        if at > ix && piece.look == Look::Lower && PARTICLES.contains(&piece.text) {
            let ahead = (at + 1..=at + 2).find(|next| context.at(*next).look != Look::Lower);
            if ahead.is_some_and(|next| {
                context.at(next).is_cap()
                    && next <= end
                    && (at + 1..next).all(|mid| PARTICLES.contains(&context.at(mid).text))
                    && !(piece.text == "e" || piece.text == "y")
            }) && !context.is_listed(at + 1, end)
            {
                at += 1;
                continue;
            }
        }
        break;
    }
    suffix(context, good, end, ix)
}

/// "Buddy" in quotation marks, with a capital behind.
fn nickname(context: &Context<'_>, at: usize) -> bool {
    let mark = |ix: usize| matches!(context.at(ix).text, "\"" | "“" | "”" | "'" | "‘" | "’");
    mark(at)
        && context.at(at + 1).look == Look::Cap
        && mark(at + 2)
        && context.at(at + 3).look == Look::Cap
        && context.at(at).span.end == context.at(at + 1).span.start
}

/// Takes in ", Jr." and "III".
fn suffix(context: &Context<'_>, at: usize, end: usize, ix: usize) -> usize {
    if at == ix {
        return at;
    }
    let word = |ix: usize| if ix < end { context.at(ix).text } else { "" };
    if word(at) == "," && matches!(word(at + 1), "Jr." | "Sr." | "Jr" | "Sr") {
        at + 2
    } else {
        at
    }
}

/// True when the capital at `at` can be part of a name that began at `ix`.
fn goes_on(context: &Context<'_>, ix: usize, at: usize, end: usize, after_title: bool) -> bool {
    let piece = context.at(at);
    let people = &context.lexicon.people;
    if matches!(
        piece.text,
        "Jr." | "Sr." | "Jr" | "Sr" | "II" | "III" | "IV" | "V" | "VI" | "XVI" | "XIV"
    ) {
        return at > ix;
    }
    if piece.is_initial() {
        // "I" is a word; a single letter at the end of a name is none of its parts.
        let letter = at > ix || after_title && piece.text != "A";
        return piece.text != "I"
            && (piece.text.len() > 1 || letter && context.at(at + 1).is_cap());
    }
    if piece.look == Look::Upper {
        return false;
    }
    let first = at == ix;
    if let Some(answer) = listed_goes_on(context, ix, at, end) {
        return answer;
    }
    if !first
        && context.lexicon.bodies.head(piece.text).is_some()
        && !people.may_be_surname(piece.text)
    {
        return false;
    }
    if !first && context.is_title_word(at, end) && !people.is_surname(piece.text) {
        // "King" and "Dean" are surnames too, at the end of a name.
        let next = context.at(at + 1);
        return people.may_be_surname(piece.text)
            && (!next.is_cap() || matches!(next.text, "Jr." | "Sr."));
    }
    if first && !after_title && context.is_title_word(at, end) && people.given(piece.text).is_none()
    {
        return false;
    }
    true
}

/// Whether a word that some list has can be part of a name; `None`: the lists do not decide.
fn listed_goes_on(context: &Context<'_>, ix: usize, at: usize, end: usize) -> Option<bool> {
    let found = context.listed(at, end)?;
    let (piece, people, first) = (context.at(at), &context.lexicon.people, at == ix);
    let month = matches!(piece.text, "May" | "April" | "June" | "August");
    let is_name = people.given(piece.text).is_some() || people.may_be_surname(piece.text);
    match found.guess {
        Guess::Nothing if month => {
            let day = context.at(at + 1).look == Look::Number;
            let given = given(context, context.at(ix).text).is_some_and(|name| !name.weak);
            Some(!first && !day && given)
        }
        Guess::Nothing if found.pieces.len() > 1 => Some(false),
        // "Moon" is in the sky, "Moon Jae-in" is not.
        Guess::Nothing if first && people.is_family_first(piece.text) => Some(true),
        Guess::Nothing => Some(
            people.is_surname(piece.text)
                || !first && people.may_be_surname(piece.text) && !context.at(at + 1).is_cap()
                || people.given(piece.text).is_some_and(|name| !name.weak)
                // "Bill Clinton", but not "Bill Passes".
                || first
                    && people.given(piece.text).is_some()
                    && context.at(at + 1).look == Look::Cap
                    && people.may_be_surname(context.at(at + 1).text),
        ),
        Guess::Demonym(_) => Some(!first && is_name && !context.at(at + 1).is_cap()),
        _ if found.pieces.len() > 1 => Some(false),
        // A small town's name may well be a surname, a country's hardly.
        Guess::ListedPlace(place)
            if !first
                && place.kind == PlaceKind::City
                && context.lexicon.world.capital_of(place.name).is_none() =>
        {
            None
        }
        _ if !is_name && found.is_sure() => Some(false),
        _ => None,
    }
}

/// "Kim Jong Un", "Kim Jong-un", "Xi Jinping": gives the end of the name.
fn east_asian(context: &Context<'_>, ix: usize, end: usize, line: &Range<usize>) -> Option<usize> {
    let people = &context.lexicon.people;
    let first = context.at(ix);
    if !people.is_family_first(first.text) || end < ix + 2 {
        return None;
    }
    let second = context.at(ix + 1);
    // "Choe Son Hui": a third part that is no ordinary word shows that the second is none either.
    let is_shown = end == ix + 3
        && !context.is_ordinary(first.text)
        && !context.is_ordinary(context.at(ix + 2).text);
    if context.is_ordinary(second.text) && !second.text.contains('-') && !is_shown {
        return None;
    }
    if context.is_start(ix, line)
        && context.lexicon.bodies.is_ordinary(&lower(first.text))
        && !second.text.contains('-')
    {
        return None;
    }
    let parts = second.text.split('-').count();
    let all_syllables = second.text.split('-').all(is_syllables);
    if !all_syllables || parts > 2 {
        return None;
    }
    if parts == 2 {
        // "Jong-un", "Jae-In"; "Park Geun-hye"
        return Some(ix + 2);
    }
    let third = context.at(ix + 2);
    let third_fits = end > ix + 2
        && third.text.chars().count() <= 7
        && is_syllables(third.text)
        && second.text.chars().count() <= 6
        && people
            .given(third.text)
            .is_none_or(|name| name.weak || third.text.len() <= 4);
    if third_fits && end == ix + 3 {
        return Some(ix + 3);
    }
    // Two parts: "Xi Jinping", "Li Keqiang"; a Western surname would not be one of these given names.
    (end == ix + 2 && (!people.is_surname(second.text) || is_long_pinyin(second.text)))
        .then_some(ix + 2)
}

fn is_long_pinyin(word: &str) -> bool {
    word.chars().count() >= 5
}

/// True when the word can be cut into one to three syllables as romanised Korean, Chinese or Vietnamese has them.
fn is_syllables(word: &str) -> bool {
    let word = word.to_lowercase();
    let bytes = word.as_bytes();
    let mut at = 0;
    let mut syllables = 0;
    while at < bytes.len() {
        let onset = at;
        while at < bytes.len()
            && b"bcdfghjklmnpqrstvwxyz".contains(&byte(bytes, at))
            && at < onset + 2
        {
            at += 1;
        }
        let vowels = at;
        while at < bytes.len() && b"aeiouy".contains(&byte(bytes, at)) && at < vowels + 3 {
            at += 1;
        }
        if at == vowels {
            return false;
        }
        at += coda(bytes, at);
        syllables += 1;
    }
    (1..=3).contains(&syllables)
}

/// How many consonants close a syllable at `at`.
fn coda(bytes: &[u8], at: usize) -> usize {
    let vowel = |ix: usize| ix < bytes.len() && b"aeiou".contains(&byte(bytes, ix));
    if byte(bytes, at) == b'n' && byte(bytes, at + 1) == b'g' && !vowel(at + 2) {
        2
    } else {
        usize::from(b"nmkplhrt".contains(&byte(bytes, at)) && !vowel(at + 1))
    }
}

fn byte(bytes: &[u8], ix: usize) -> u8 {
    bytes.get(ix).copied().unwrap_or(0)
}

/// A person over these pieces, with surname and gender.
fn named(context: &Context<'_>, range: Range<usize>, rule: &'static str) -> Segment {
    let mut found = Segment::new(range.clone(), Guess::Person, rule);
    let people = &context.lexicon.people;
    let first = context.at(range.start);
    let asian = range.len() > 1
        && people.is_family_first(first.text)
        && people.given(first.text).is_none_or(|name| name.weak)
        && {
            let rest = context.at(range.start + 1).text;
            rest.split('-').all(is_syllables)
                && (rest.contains('-') || range.len() == 3 || rule == "family-name-first")
        };
    if asian {
        found.surname = Some(range.start..range.start + 1);
        return found;
    }
    found.gender = given(context, first.text)
        .filter(|_| range.len() > 1)
        .and_then(|name| name.gender);
    let mut last = range.end - 1;
    while last > range.start
        && matches!(
            context.at(last).text,
            "Jr." | "Sr." | "Jr" | "Sr" | "," | "II" | "III" | "IV" | "V" | "VI" | "XVI" | "XIV"
        )
    {
        last -= 1;
    }
    let mut first_of_surname = last;
    while first_of_surname > range.start + 1 && context.at(first_of_surname - 1).look == Look::Lower
    {
        first_of_surname -= 1;
    }
    found.surname = Some(first_of_surname..last + 1);
    found
}

/// A person over these pieces for rules that have found one by other means.
pub(super) fn make(context: &Context<'_>, range: Range<usize>, rule: &'static str) -> Segment {
    named(context, range, rule)
}

impl Context<'_> {
    /// True when a listed name of two words or more begins at `ix`.
    fn is_listed_longer(&self, ix: usize, line: &Range<usize>) -> bool {
        self.listed(ix, line.end)
            .is_some_and(|found| found.pieces.len() > 1 && found.is_sure())
    }
}
