//! Organisations and the words that make them.

use super::lines;
use super::phrases::Phrases;
use super::words::{WordMap, WordSet};
use super::world::{CountryCode, country_code};

/// A listed body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Body {
    /// The name to show.
    pub name: &'static str,
    /// Its country, where it has one.
    pub country: Option<CountryCode>,
    /// A building that speaks for the body inside: "Kremlin".
    pub metonym: bool,
    /// Also an ordinary word: the text must show that the body is meant.
    pub weak: bool,
    /// A newspaper, broadcaster, agency.
    pub medium: bool,
}

/// How a word makes a capitalised run the name of a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// Begins one, before "of" or "for": "Ministry".
    pub prefix: bool,
    /// Ends one: "Foreign Ministry".
    pub suffix: bool,
    /// Ends other names as well: "Post".
    pub doubtful: bool,
}

/// How a word makes a capitalised run the name of a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlaceHead {
    /// "Lake Chad"
    Prefix,
    /// "Kiel Canal"
    Suffix,
    /// "Gulf of Riga"
    Of,
}

/// Bodies that are known by name, and words by which an unknown one is known to be a body.
#[derive(Debug, Default)]
pub struct Bodies {
    bodies: Phrases<Body>,
    heads: WordMap<Head>,
    place_heads: WordMap<PlaceHead>,
    prefixes: WordSet,
    common: Phrases<()>,
    ordinary: WordSet,
}

impl Bodies {
    /// The embedded lists.
    pub fn embedded() -> Self {
        let mut bodies = Bodies::default();
        for line in lines(include_str!("../data/organizations.tsv")) {
            bodies.add_body(line);
        }
        for line in lines(include_str!("../data/org_heads.txt")) {
            let (word, usage) = line.split_once('\t').unwrap_or((line, "s"));
            let head = Head {
                prefix: matches!(usage, "p" | "b"),
                suffix: matches!(usage, "s" | "b" | "x"),
                doubtful: usage == "x",
            };
            bodies.heads.insert(word, head);
        }
        for line in lines(include_str!("../data/place_heads.txt")) {
            let (word, usage) = line.split_once('\t').unwrap_or((line, "s"));
            let head = match usage {
                "p" => PlaceHead::Prefix,
                "o" => PlaceHead::Of,
                _ => PlaceHead::Suffix,
            };
            bodies.place_heads.insert(word, head);
        }
        for line in lines(include_str!("../data/common_capitalized.txt")) {
            bodies.common.add(line, ());
        }
        bodies.prefixes = lines(include_str!("../data/org_prefixes.txt")).collect();
        bodies.ordinary = lines(include_str!("../data/ordinary.txt")).collect();
        bodies
    }

    fn add_body(&mut self, line: &'static str) {
        let mut columns = line.split('\t');
        let mut column = || columns.next().unwrap_or_default();
        let (name, country, aliases, weak_aliases, flags) =
            (column(), column(), column(), column(), column());
        let body = Body {
            name,
            country: country_code(country),
            metonym: flags.contains('m'),
            weak: flags.contains('w'),
            medium: flags.contains('n'),
        };
        self.bodies.add(name, body);
        for alias in aliases.split('|').filter(|alias| !alias.is_empty()) {
            self.bodies.add(
                alias,
                Body {
                    weak: false,
                    ..body
                },
            );
        }
        for alias in weak_aliases.split('|').filter(|alias| !alias.is_empty()) {
            self.bodies.add(alias, Body { weak: true, ..body });
        }
    }

    /// All listed bodies.
    pub fn listed(&self) -> &Phrases<Body> {
        &self.bodies
    }

    /// What a word does for the name of a body.
    pub fn head(&self, word: &str) -> Option<Head> {
        self.heads.get(word).copied()
    }

    /// True for words that begin the name of a body when another capital follows: "Air Viti".
    pub fn is_prefix(&self, word: &str) -> bool {
        self.prefixes.contains(word)
    }

    /// What a word, or two, do for the name of a place.
    pub fn place_head(&self, words: &str) -> Option<PlaceHead> {
        self.place_heads.get(words).copied()
    }

    /// Capitalised words and phrases that name no actor and no place.
    pub fn common(&self) -> &Phrases<()> {
        &self.common
    }

    /// True for ordinary words (in lower case).
    pub fn is_ordinary(&self, lower: &str) -> bool {
        self.ordinary.contains(lower)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bodies_go_by_acronyms_too() {
        let bodies = Bodies::embedded();
        for name in ["IAEA", "International Atomic Energy Agency"] {
            let body = bodies.listed().get(name).unwrap();
            assert_eq!(body.name, "International Atomic Energy Agency");
        }
        assert!(bodies.listed().get("Kremlin").unwrap().metonym);
        assert!(bodies.listed().get("Apple").unwrap().weak);
        assert!(!bodies.listed().get("Apple Inc.").unwrap().weak);
        assert!(bodies.listed().get("The").is_none());
    }

    #[test]
    fn heads_make_bodies_and_places() {
        let bodies = Bodies::embedded();
        assert!(bodies.head("Ministry").unwrap().prefix);
        assert!(!bodies.head("Corp.").unwrap().prefix);
        assert_eq!(bodies.place_head("Lake"), Some(PlaceHead::Prefix));
        assert!(bodies.common().get("Nobel Peace Prize").is_some());
        assert!(bodies.is_ordinary("summit"));
        assert!(!bodies.is_ordinary("pyongyang"));
    }
}
