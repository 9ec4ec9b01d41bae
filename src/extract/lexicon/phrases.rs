//! A map from phrases to values that is asked from left to right: is there anything that begins with this word, and how long can it be?

use super::words::WordMap;

/// Phrases of one or more words. Keys have straight apostrophes and single blanks.
#[derive(Clone, Debug)]
pub struct Phrases<T> {
    map: WordMap<T>,
    reach: WordMap<u8>,
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Self {
            map: WordMap::default(),
            reach: WordMap::default(),
        }
    }
}

impl<T: Copy> Phrases<T> {
    /// Room for `capacity` phrases.
    pub fn with_capacity(capacity: usize) -> Self {
        Self {
            map: WordMap::with_capacity_and_hasher(capacity, Default::default()),
            reach: WordMap::with_capacity_and_hasher(capacity, Default::default()),
        }
    }

    /// Adds a phrase; an earlier one stays.
    pub fn add(&mut self, phrase: &'static str, value: T) {
        self.map.entry(phrase).or_insert(value);
        // A possessive 's and a final mark are tokens of their own, so they count as words and not as part of the first word.
        let words = phrase.split(' ').count() + phrase.matches('\'').count();
        let first = phrase.split(' ').next().unwrap_or(phrase);
        let first = first.strip_suffix("'s").unwrap_or(first);
        let first = first.trim_end_matches(['!', '\'', ',']);
        let reach = self.reach.entry(first).or_insert(0);
        *reach = (*reach).max(u8::try_from(words).unwrap_or(u8::MAX));
    }

    /// The value of exactly this phrase.
    pub fn get(&self, phrase: &str) -> Option<T> {
        if phrase.contains('’') {
            return self.map.get(phrase.replace('’', "'").as_str()).copied();
        }
        self.map.get(phrase).copied()
    }

    /// How many tokens the longest phrase has that begins with this word; 0 when there is none.
    pub fn reach(&self, first: &str) -> usize {
        let reach = match first.contains('’') {
            true => self.reach.get(first.replace('’', "'").as_str()),
            false => self.reach.get(first),
        };
        reach.map_or(0, |reach| usize::from(*reach))
    }

    /// How many phrases there are.
    pub fn len(&self) -> usize {
        self.map.len()
    }

    /// True when there is none.
    pub fn is_empty(&self) -> bool {
        self.map.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_first_word_tells_how_far_to_look() {
        let mut phrases = Phrases::default();
        phrases.add("North Korea", 1);
        phrases.add("North Atlantic Treaty Organization", 2);
        phrases.add("Moody's", 3);
        assert_eq!(phrases.reach("North"), 4);
        assert_eq!(phrases.reach("Moody"), 2);
        assert_eq!(phrases.reach("South"), 0);
        assert_eq!(phrases.get("North Korea"), Some(1));
        assert_eq!(phrases.get("Moody’s"), Some(3));
        assert_eq!(phrases.get("North"), None);
    }
}
