//! Maps and sets of listed words, with a hash that is made for short words. Only our own lists go in, so that nobody can choose
//! keys that collide; texts are merely looked up.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

/// Values by listed word.
pub type WordMap<T> = HashMap<&'static str, T, BuildHasherDefault<WordHasher>>;

/// Listed words.
pub type WordSet = HashSet<&'static str, BuildHasherDefault<WordHasher>>;

/// Takes in eight bytes at a time: rotate, mix in, multiply.
#[derive(Clone, Copy, Debug, Default)]
pub struct WordHasher(u64);

impl WordHasher {
    fn add(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}

impl Hasher for WordHasher {
    fn write(&mut self, bytes: &[u8]) {
        let (whole, rest) = bytes.as_chunks::<8>();
        for eight in whole {
            self.add(u64::from_le_bytes(*eight));
        }
        let rest = rest.iter().rev().fold(bytes.len() as u64, |word, byte| {
            (word << 8) | u64::from(*byte)
        });
        self.add(rest);
    }

    fn write_u8(&mut self, byte: u8) {
        self.add(u64::from(byte));
    }

    fn finish(&self) -> u64 {
        // The map takes the highest and the lowest bits.
        self.0 ^ (self.0 >> 32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_differ_little_are_told_apart() {
        let mut map = WordMap::default();
        let words = [
            "",
            "a",
            "b",
            "ab",
            "ba",
            "Newtown",
            "Newtowns",
            "Newtown A",
            "Newtown B",
        ];
        for (ix, word) in words.into_iter().enumerate() {
            map.insert(word, ix);
        }
        for (ix, word) in words.into_iter().enumerate() {
            assert_eq!(map.get(word), Some(&ix), "{word}");
        }
        assert_eq!(map.get("Newtown C"), None);
    }
}
