//! Given names, surnames, titles and offices.

use super::lines;
use super::words::{WordMap, WordSet};
use crate::extract::facts::Gender;

/// A word before a person's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Title {
    /// As listed, in lower case.
    pub text: &'static str,
    /// What sort of word it is.
    pub class: TitleClass,
    /// Where the word tells it.
    pub gender: Option<Gender>,
}

/// Sorts of titles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TitleClass {
    /// "Mr.", "Gen.", "Pope": an honorific or rank.
    Honorific,
    /// "Foreign Minister", "leader": an office that one holds.
    Office,
    /// "analyst", "spokeswoman", "brother": says what somebody is.
    Description,
}

/// A given name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GivenName {
    /// Where all bearers have one.
    pub gender: Option<Gender>,
    /// Also an ordinary word or a place: "Will", "Paris".
    pub weak: bool,
}

/// What persons are called.
#[derive(Debug, Default)]
pub struct People {
    given: WordMap<GivenName>,
    surnames: WordMap<bool>,
    family_first: WordSet,
    leaders: WordMap<&'static str>,
    titles: WordMap<Title>,
    title_starts: WordSet,
    title_ends: WordSet,
}

impl People {
    /// The embedded lists.
    pub fn embedded() -> Self {
        let mut people = People {
            given: WordMap::with_capacity_and_hasher(26_000, Default::default()),
            surnames: WordMap::with_capacity_and_hasher(24_000, Default::default()),
            ..People::default()
        };
        for line in lines(include_str!("../data/given_names.tsv")) {
            let mut columns = line.split('\t');
            let name = columns.next().unwrap_or_default();
            let gender = gender(columns.next().unwrap_or_default());
            let weak = columns.next() == Some("w");
            people.given.insert(name, GivenName { gender, weak });
        }
        for line in lines(include_str!("../data/surnames.tsv")) {
            let (name, weak) = line.split_once('\t').unwrap_or((line, ""));
            people.surnames.insert(name, weak == "w");
        }
        for line in lines(include_str!("../data/east_asian_surnames.txt")) {
            let (name, _) = line.split_once('\t').unwrap_or((line, ""));
            people.family_first.insert(name);
        }
        for line in lines(include_str!("../data/leaders.txt")) {
            let (surname, name) = line.split_once('\t').unwrap_or((line, ""));
            people.leaders.insert(surname, name);
        }
        for line in lines(include_str!("../data/titles.txt")) {
            people.add_title(line);
        }
        people
    }

    fn add_title(&mut self, line: &'static str) {
        let mut columns = line.split('\t');
        let text = columns.next().unwrap_or_default();
        let class = match columns.next() {
            Some("h") => TitleClass::Honorific,
            Some("o") => TitleClass::Office,
            _ => TitleClass::Description,
        };
        let gender = gender(columns.next().unwrap_or_default());
        let title = Title {
            text,
            class,
            gender,
        };
        self.titles.insert(text, title);
        if let Some(first) = text.split(' ').next() {
            self.title_starts.insert(first);
        }
        if let Some(last) = text.rsplit(' ').next() {
            self.title_ends.insert(last);
        }
    }

    /// A given name.
    pub fn given(&self, word: &str) -> Option<GivenName> {
        self.given.get(word).copied()
    }

    /// True for a listed surname that is no ordinary word and no place.
    pub fn is_surname(&self, word: &str) -> bool {
        self.surnames.get(word) == Some(&false)
    }

    /// True for any listed surname, also one that is a word or a place ("Bush", "Jordan").
    pub fn may_be_surname(&self, word: &str) -> bool {
        self.surnames.contains_key(word)
    }

    /// True for surnames that stand first in Korean, Chinese and Vietnamese names.
    pub fn is_family_first(&self, word: &str) -> bool {
        self.family_first.contains(word)
    }

    /// For a surname of world renown the full name, which is empty where several share it.
    pub fn leader(&self, surname: &str) -> Option<&'static str> {
        self.leaders.get(surname).copied()
    }

    /// The title that is spelled so in lower case.
    pub fn title(&self, lower: &str) -> Option<Title> {
        self.titles.get(lower).copied()
    }

    /// True when a title begins with this word (lower case).
    pub fn starts_title(&self, lower: &str) -> bool {
        self.title_starts.contains(lower)
    }

    /// True when a title ends with this word (lower case).
    pub fn ends_title(&self, lower: &str) -> bool {
        self.title_ends.contains(lower)
    }
}

fn gender(column: &str) -> Option<Gender> {
    match column {
        "f" => Some(Gender::Female),
        "m" => Some(Gender::Male),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_carry_gender_and_doubt() {
        let people = People::embedded();
        assert_eq!(people.given("Sarah").unwrap().gender, Some(Gender::Female));
        assert_eq!(people.given("Shinzo").unwrap().gender, Some(Gender::Male));
        assert!(people.given("Will").unwrap().weak);
        assert!(people.given("May").unwrap().weak);
        assert!(!people.given("Michael").unwrap().weak);
        assert!(people.given("Us").is_none());
        assert!(people.given("Governor").is_none());
    }

    #[test]
    fn titles_are_of_three_classes() {
        let people = People::embedded();
        let class = |text| people.title(text).map(|title| title.class);
        assert_eq!(class("secretary of state"), Some(TitleClass::Office));
        assert_eq!(class("gen."), Some(TitleClass::Honorific));
        assert_eq!(class("spokeswoman"), Some(TitleClass::Description));
        assert_eq!(class("summit"), None);
        assert!(people.starts_title("secretary") && people.ends_title("state"));
    }
}
