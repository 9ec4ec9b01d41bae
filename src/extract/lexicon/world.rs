//! Countries, their peoples, cities, regions and sites.

use super::lines;
use super::phrases::Phrases;
use std::collections::HashMap;

/// ISO 3166-1 alpha-2 code, or `EU`.
pub type CountryCode = [u8; 2];

/// A listed place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The name to show.
    pub name: &'static str,
    /// The country that it is, or lies in where that is certain.
    pub country: Option<CountryCode>,
    /// What kind of place.
    pub kind: PlaceKind,
    /// Also an ordinary word or a personal name: the text must show that the place is meant.
    pub weak: bool,
}

/// What kind of place a listed name is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlaceKind {
    /// A country, under any of its names.
    Country,
    /// A capital or another city.
    City,
    /// A state, region, sea, river, site.
    Region,
}

/// One row of the list of countries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Country {
    /// Its code.
    pub code: CountryCode,
    /// The name that news uses.
    pub name: &'static str,
    /// Its capital, where it has one.
    pub capital: Option<&'static str>,
    /// The adjective ("North Korean"), where there is one.
    pub adjective: Option<&'static str>,
}

/// Places and peoples.
#[derive(Debug, Default)]
pub struct World {
    countries: HashMap<CountryCode, Country>,
    places: Phrases<Place>,
    demonyms: Phrases<CountryCode>,
    epithets: HashMap<&'static str, CountryCode>,
    capitals: HashMap<&'static str, CountryCode>,
}

impl World {
    /// The embedded lists.
    pub fn embedded() -> Self {
        let mut world = World {
            places: Phrases::with_capacity(26_000),
            ..World::default()
        };
        for line in lines(include_str!("../data/countries.tsv")) {
            world.add_country(line);
        }
        world.add_places(include_str!("../data/places.tsv"), PlaceKind::Region);
        world.add_places(include_str!("../data/cities.tsv"), PlaceKind::City);
        world
    }

    fn add_country(&mut self, line: &'static str) {
        let mut columns = line.split('\t');
        let mut column = || columns.next().unwrap_or_default();
        let Some(code) = country_code(column()) else {
            return;
        };
        let name = column();
        let (capitals, adjectives, people, others, epithets) =
            (column(), column(), column(), column(), column());
        let country = Country {
            code,
            name,
            capital: alternatives(capitals).next(),
            adjective: alternatives(adjectives).next(),
        };
        self.countries.insert(code, country);
        let place = Place {
            name,
            country: Some(code),
            kind: PlaceKind::Country,
            weak: false,
        };
        for name in std::iter::once(name).chain(alternatives(others)) {
            // The bodies' list has the European Union: it acts as one.
            if code != *b"EU" {
                self.places.add(name, place);
            }
        }
        for capital in alternatives(capitals) {
            self.capitals.entry(capital).or_insert(code);
        }
        for word in alternatives(adjectives).chain(alternatives(people)) {
            self.demonyms.add(word, code);
        }
        for epithet in alternatives(epithets) {
            self.epithets.insert(epithet, code);
        }
    }

    fn add_places(&mut self, list: &'static str, kind: PlaceKind) {
        for line in lines(list) {
            let mut columns = line.split('\t');
            let name = columns.next().unwrap_or_default();
            let country = columns.next().and_then(country_code);
            let weak = columns.next() == Some("w");
            let place = Place {
                name,
                country,
                kind,
                weak,
            };
            self.places.add(name, place);
        }
    }

    /// All listed places.
    pub fn places(&self) -> &Phrases<Place> {
        &self.places
    }

    /// The country of an adjective or people: "North Korean", "North Koreans", "Briton".
    pub fn demonym(&self, words: &str) -> Option<CountryCode> {
        self.demonyms
            .get(words)
            .or_else(|| self.demonyms.get(words.strip_suffix('s')?))
    }

    /// How many tokens a demonym can have that begins with this word.
    pub fn demonym_reach(&self, first: &str) -> usize {
        match self.demonyms.reach(first) {
            0 => first
                .strip_suffix('s')
                .map_or(0, |first| self.demonyms.reach(first)),
            reach => reach,
        }
    }

    /// The country that is called so with "the": "North" in an article about North Korea.
    pub fn epithet(&self, words: &str) -> Option<CountryCode> {
        self.epithets.get(words).copied()
    }

    /// One country.
    pub fn country(&self, code: CountryCode) -> Option<Country> {
        self.countries.get(&code).copied()
    }

    /// The name by which news calls a country: "North Korea".
    pub fn country_name(&self, code: CountryCode) -> Option<&'static str> {
        self.countries.get(&code).map(|country| country.name)
    }

    /// The country whose capital is so named: "Pyongyang" gives `KP`.
    pub fn capital_of(&self, city: &str) -> Option<CountryCode> {
        self.capitals.get(city).copied()
    }
}

fn alternatives(column: &'static str) -> impl Iterator<Item = &'static str> {
    column.split('|').filter(|word| !word.is_empty())
}

/// Reads a two-letter code.
pub fn country_code(code: &str) -> Option<CountryCode> {
    code.as_bytes().try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_go_by_many_names() {
        let world = World::embedded();
        for name in [
            "North Korea",
            "DPRK",
            "Democratic People's Republic of Korea",
            "Democratic People’s Republic of Korea",
        ] {
            let place = world.places().get(name).unwrap();
            assert_eq!(
                (place.country, place.name),
                (Some(*b"KP"), "North Korea"),
                "{name}"
            );
        }
        assert_eq!(world.places().get("US").unwrap().country, Some(*b"US"));
        assert_eq!(world.country_name(*b"GB"), Some("United Kingdom"));
        assert_eq!(world.capital_of("Pyongyang"), Some(*b"KP"));
        assert_eq!(world.capital_of("Busan"), None);
    }

    #[test]
    fn peoples_lead_to_their_country() {
        let world = World::embedded();
        for (word, code) in [
            ("North Korean", b"KP"),
            ("North Koreans", b"KP"),
            ("Swiss", b"CH"),
            ("Britons", b"GB"),
            ("Filipinos", b"PH"),
        ] {
            assert_eq!(world.demonym(word), Some(*code), "{word}");
        }
        assert_eq!(world.demonym("Korean"), None);
        assert_eq!(world.demonym("Seoul"), None);
    }

    #[test]
    fn capitals_are_listed_and_words_are_marked() {
        let world = World::embedded();
        let pyongyang = world.places().get("Pyongyang").unwrap();
        assert_eq!(pyongyang.country, Some(*b"KP"));
        assert!(!pyongyang.weak);
        assert!(world.places().get("Nice").is_none_or(|place| place.weak));
        assert!(world.places().get("Of").is_none());
        for line in lines(include_str!("../data/countries.tsv")) {
            for capital in alternatives(line.split('\t').nth(2).unwrap()) {
                assert!(world.places().get(capital).is_some(), "{capital}");
            }
        }
    }
}
