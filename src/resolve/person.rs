//! What a personal name is made of: order, surname, nicknames, and how little it may say.
//!
//! Knows names as text; who bears them is decided elsewhere.

use super::fold;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Titles that may stand before a name and are no part of it.
const HONORIFICS: [&str; 14] = [
    "mr", "mrs", "ms", "miss", "dr", "sir", "dame", "lord", "lady", "prof", "rev", "gen", "sen",
    "rep",
];

/// Words that begin a surname: "Ursula von der Leyen".
const PARTICLES: [&str; 18] = [
    "al", "bin", "da", "de", "del", "della", "den", "der", "di", "do", "dos", "du", "ibn", "la",
    "le", "ten", "van", "von",
];

/// Countries that write the family name first.
const FAMILY_FIRST_COUNTRIES: [&[u8; 2]; 7] = [b"CN", b"HK", b"KP", b"KR", b"MO", b"TW", b"VN"];

static NICKNAMES: LazyLock<HashMap<String, String>> = LazyLock::new(|| {
    table(include_str!("data/nicknames.tsv"))
        .map(|(nick, given)| (fold::key(nick), fold::key(given)))
        .collect()
});

static FAMILY_FIRST: LazyLock<HashMap<String, bool>> = LazyLock::new(|| {
    table(include_str!("data/family_first.tsv"))
        .map(|(name, sure)| (fold::key(name), sure == "sure"))
        .collect()
});

static COMMON: LazyLock<HashMap<String, ()>> = LazyLock::new(|| {
    table(include_str!("data/common_surnames.txt"))
        .map(|(name, _)| (fold::key(name), ()))
        .collect()
});

/// The lines of a list: first and second column.
pub(super) fn table(list: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    list.lines()
        .map(str::trim_end)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| line.split_once('\t').unwrap_or((line, "")))
}

/// The name without honorifics before it; a name of one word keeps everything.
pub fn plain(name: &str) -> &str {
    let mut rest = name.trim();
    while let Some((first, more)) = rest.split_once(char::is_whitespace) {
        let more = more.trim_start();
        if !HONORIFICS.contains(&fold::key(first).as_str()) || !more.contains(char::is_whitespace) {
            break;
        }
        rest = more;
    }
    rest
}

/// True for "Dr. Smith".
pub fn is_titled(name: &str) -> bool {
    let first = name.split_whitespace().next().unwrap_or_default();
    HONORIFICS.contains(&fold::key(first).as_str())
}

/// True when the family name stands first. `country` is the country of a role, where one is known.
pub fn is_family_first(name: &str, country: Option<[u8; 2]>) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let [first, rest @ ..] = words.as_slice() else {
        return false;
    };
    if rest.is_empty() || rest.len() > 2 {
        return false;
    }
    match FAMILY_FIRST.get(&fold::key(first)) {
        None => false,
        Some(true) => true,
        Some(false) => {
            country.is_some_and(|code| FAMILY_FIRST_COUNTRIES.contains(&&code))
                || rest.iter().any(|word| is_hyphenated_pair(word))
                || (rest.len() == 2 && rest.iter().all(|word| is_syllable(word)))
        }
    }
}

/// "Jae-in", "Jong-un": two short syllables.
fn is_hyphenated_pair(word: &str) -> bool {
    word.split_once('-')
        .is_some_and(|(first, second)| is_syllable(first) && is_syllable(second))
}

fn is_syllable(word: &str) -> bool {
    (1..=5).contains(&word.len()) && word.chars().all(char::is_alphabetic)
}

/// Where the surname of a name begins, in bytes, for names with the family name last.
fn surname_start(name: &str) -> usize {
    let mut starts = vec![0];
    starts.extend(
        name.char_indices()
            .filter(|(_, ch)| ch.is_whitespace())
            .map(|(at, ch)| at + ch.len_utf8()),
    );
    let last = starts.last().copied().unwrap_or(0);
    starts
        .into_iter()
        .skip(1)
        .find(|start| {
            name[*start..]
                .split_whitespace()
                .next()
                .is_some_and(|word| PARTICLES.contains(&word))
        })
        .unwrap_or(last)
}

/// The surname: "Pompeo", "von der Leyen", "Kim".
pub fn surname(name: &str, country: Option<[u8; 2]>) -> &str {
    if is_family_first(name, country) {
        return name.split_whitespace().next().unwrap_or(name);
    }
    name[surname_start(name)..].trim()
}

/// The key to sort by: "Pompeo, Mike", "Kim Jong Un", "von der Leyen, Ursula".
pub fn sort_name(name: &str, country: Option<[u8; 2]>) -> String {
    let start = surname_start(name);
    if start == 0 || is_family_first(name, country) {
        return name.to_owned();
    }
    format!("{}, {}", name[start..].trim(), name[..start].trim())
}

/// The given name that a nickname stands for, both folded; any other name as it is.
pub fn full_given(given: &str) -> &str {
    NICKNAMES.get(given).map_or(given, String::as_str)
}

/// True for countries whose names newspapers print in either order.
pub fn inverts(country: &[u8; 2]) -> bool {
    matches!(country, b"JP" | b"HU") || FAMILY_FIRST_COUNTRIES.contains(&country)
}

/// True when the surname is so frequent that a full name may well have two bearers in the news.
pub fn is_common(name: &str) -> bool {
    COMMON.contains_key(&fold::key(surname(plain(name), None)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn western_names_sort_by_surname_and_eastern_ones_as_written() {
        for (name, sorted) in [
            ("Mike Pompeo", "Pompeo, Mike"),
            ("Kim Jong Un", "Kim Jong Un"),
            ("Moon Jae-in", "Moon Jae-in"),
            ("Xi Jinping", "Xi Jinping"),
            ("Tony Kim", "Kim, Tony"),
            ("Kim Kardashian", "Kardashian, Kim"),
            ("Lee Harvey Oswald", "Oswald, Lee Harvey"),
            ("Ursula von der Leyen", "von der Leyen, Ursula"),
            ("Guterres", "Guterres"),
        ] {
            assert_eq!(sort_name(name, None), sorted);
        }
        assert_eq!(sort_name("Suh Hoon", Some(*b"KR")), "Suh Hoon");
        assert_eq!(sort_name("Han Song", Some(*b"KP")), "Han Song");
    }

    #[test]
    fn a_nickname_stands_for_a_given_name() {
        assert_eq!(full_given("mike"), full_given("michael"));
        assert_eq!(full_given("emmanuel"), "emmanuel");
    }

    #[test]
    fn honorifics_are_no_part_of_a_name() {
        assert_eq!(plain("Mr. John Smith"), "John Smith");
        assert_eq!(plain("Dr. Smith"), "Dr. Smith");
        assert!(is_titled("Dr. Smith") && !is_titled("Anna Smith"));
        assert_eq!(plain("Lord"), "Lord");
    }

    #[test]
    fn frequent_surnames_are_known() {
        assert!(is_common("John Smith") && is_common("Kim Yong Chol"));
        assert!(!is_common("Mike Pompeo") && !is_common("Emmanuel Macron"));
    }
}
