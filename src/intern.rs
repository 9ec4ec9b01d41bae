//! Words of the program's own (names of rules, codes), read back from a cache as what they were: `&'static str`.
//!
//! Each word that is met is kept for as long as the program runs. There are a few hundred; a cache that brings more of
//! them, or long ones, is not ours and is refused, so that memory stays bounded. Knows nothing of what the words mean.

use serde::de::{Deserializer, Error, Visitor};
use std::cell::RefCell;
use std::collections::{BTreeSet, HashSet};
use std::fmt;
use std::sync::{Mutex, PoisonError};

/// A word of the program's own.
pub type Word = &'static str;

const MOST: usize = 4096;
const LONGEST: usize = 64;

static ALL: Mutex<BTreeSet<Word>> = Mutex::new(BTreeSet::new());

thread_local! {
    /// Those that this thread has met: no lock for them.
    static MET: RefCell<HashSet<Word>> = RefCell::default();
}

/// Reads a word. For `#[serde(deserialize_with = "intern::word")]`.
///
/// # Errors
/// What is no word of ours.
pub fn word<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Word, D::Error> {
    deserializer.deserialize_str(Words)
}

struct Words;

impl Visitor<'_> for Words {
    type Value = Word;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a word of the program's own")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Word, E> {
        of(text).ok_or_else(|| E::custom("no word of the program's own"))
    }
}

fn of(text: &str) -> Option<Word> {
    MET.with_borrow_mut(|met| {
        if let Some(word) = met.get(text) {
            return Some(*word);
        }
        let word = kept(text)?;
        met.insert(word);
        Some(word)
    })
}

fn kept(text: &str) -> Option<Word> {
    let mut all = ALL.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(word) = all.get(text) {
        return Some(word);
    }
    if all.len() >= MOST || text.len() > LONGEST {
        return None;
    }
    let word: Word = Box::leak(text.to_owned().into_boxed_str());
    all.insert(word);
    Some(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_kept_once_and_long_ones_are_refused() {
        let (one, other) = (of("weekday-past").unwrap(), of("weekday-past").unwrap());
        assert!(std::ptr::eq(one, other));
        let elsewhere = std::thread::spawn(|| of("weekday-past")).join().unwrap();
        assert!(std::ptr::eq(one, elsewhere.unwrap()));
        assert_eq!(of(&"x".repeat(LONGEST + 1)), None);
    }
}
