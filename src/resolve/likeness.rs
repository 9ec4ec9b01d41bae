//! Names of persons that may be one name: other spelling, other order, an initial, a name left out.
//!
//! Knows names as text. That two names may be one proves nothing yet: what else must speak for it is said in
//! [`super::variant`].

use super::{fold, person};

/// Parts of a name that stand before the given name only in print, or join others.
const ARTICLES: [&str; 2] = ["al", "el"];
/// Words that tell a son from his father.
const GENERATIONS: [&str; 7] = ["filho", "jr", "junior", "neto", "senior", "sobrinho", "sr"];
/// Names that may be left out before a surname.
const LEFT_OUT: usize = 2;
/// Shorter words have no other spelling.
const SPELLED: usize = 5;

/// A personal name of two words or more, made comparable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    given: Word,
    rest: Vec<Word>,
    is_family_first: bool,
    generation: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Word {
    key: String,
    /// The same for most ways to write it in Latin letters.
    spelling: String,
}

impl Name {
    /// Reads a name; `None` for one word.
    pub fn new(name: &str) -> Option<Self> {
        let plain = without_nickname(person::plain(name));
        let mut words: Vec<String> = plain
            .split(|ch: char| ch.is_whitespace() || matches!(ch, '-' | '‐' | '‑' | '.'))
            .map(fold::key)
            .filter(|word| !word.is_empty() && !ARTICLES.contains(&word.as_str()))
            .collect();
        let is_generation = |word: &String| GENERATIONS.contains(&word.as_str());
        let generation = words.iter().find(|word| is_generation(word)).cloned();
        words.retain(|word| !is_generation(word) && !is_number(word));
        let mut words = words.into_iter().map(|key| Word {
            spelling: spelling(&key),
            key,
        });
        let (given, rest) = (words.next()?, words.collect::<Vec<_>>());
        (!rest.is_empty()).then_some(Self {
            given,
            rest,
            is_family_first: person::is_family_first(&plain, None),
            generation,
        })
    }

    /// Names that may be one have one of these in common.
    pub fn keys(&self) -> Vec<String> {
        let given = person::full_given(&self.given.key);
        let initial = given.chars().next().unwrap_or_default();
        let surnames = self.rest.iter().filter(|word| !word.is_initial());
        let mut keys: Vec<String> = surnames
            .map(|word| format!("{initial}{}", skeleton(&word.spelling)))
            .collect();
        if let [other] = self.rest.as_slice() {
            let (a, b) = (&self.given.key, &other.key);
            keys.push(format!("{} {}", a.min(b), a.max(b)));
        }
        keys.sort_unstable();
        keys.dedup();
        keys
    }

    /// True for the same two words the other way round: "Haruko Sato", "Sato Haruko".
    pub fn is_turned(&self, other: &Self) -> bool {
        match (self.rest.as_slice(), other.rest.as_slice()) {
            ([one], [two]) => {
                self.given.key == two.key && one.key == other.given.key && one.key != two.key
            }
            _ => false,
        }
    }

    /// True when the two may be written for one bearer: in another order, in another spelling, with an initial for the
    /// given name, without a middle name, or without a second surname.
    pub fn is_like(&self, other: &Self) -> bool {
        if self.is_turned(other) {
            return true;
        }
        if self.is_family_first || other.is_family_first || self.generation != other.generation {
            return false;
        }
        if self.abbreviates(other) || other.abbreviates(self) {
            return true;
        }
        let (short, long) = self.by_length(other);
        if short.rest.len() == long.rest.len() {
            let spelled = |a: &Word, b: &Word| a.is_same(b) || a.is_spelled_like(b);
            let given = short.given.is_given(&long.given) || spelled(&short.given, &long.given);
            return given
                && short
                    .rest
                    .iter()
                    .zip(&long.rest)
                    .all(|(a, b)| spelled(a, b) || (a.key != b.key && a.is_initial_of(b)))
                && short.rest.last().is_some_and(|last| !last.is_initial());
        }
        short.given.is_given(&long.given) && short.is_part_of(long)
    }

    /// True when the two do not contradict one another, though they need not be one.
    pub fn agrees(&self, other: &Self) -> bool {
        if self.is_like(other) {
            return true;
        }
        let given = self.given.is_given(&other.given);
        given && (overlaps(&self.rest, &other.rest) || overlaps(&other.rest, &self.rest))
    }

    /// "P. D. Sharov" for "Pavel Sharov".
    fn abbreviates(&self, other: &Self) -> bool {
        match (self.rest.as_slice(), other.rest.as_slice()) {
            ([middle, a], [b]) => {
                self.given.is_initial()
                    && middle.is_initial()
                    && a.is_same(b)
                    && self.given.is_initial_of(&other.given)
            }
            _ => false,
        }
    }

    fn by_length<'a>(&'a self, other: &'a Self) -> (&'a Self, &'a Self) {
        if self.rest.len() <= other.rest.len() {
            (self, other)
        } else {
            (other, self)
        }
    }

    /// The longer name begins alike and has one surname more, or has middle names that this one leaves out.
    fn is_part_of(&self, long: &Self) -> bool {
        let fits = |from: usize| {
            let part = long.rest.get(from..from + self.rest.len());
            part.is_some_and(|part| self.rest.iter().zip(part).all(|(a, b)| a.is_same(b)))
        };
        let more = long.rest.len() - self.rest.len();
        match self.rest.as_slice() {
            // "George Bush" may be either; "George W. Bush" is not "George H. W. Bush".
            [only] if !only.is_initial() => {
                (0..=more.min(LEFT_OUT)).any(|from| fits(from) && more - from <= 1)
            }
            [.., last] => more == 1 && !last.is_initial() && fits(0),
            [] => false,
        }
    }
}

impl Word {
    fn is_initial(&self) -> bool {
        self.key.len() == 1
    }

    fn is_initial_of(&self, other: &Self) -> bool {
        (self.is_initial() || other.is_initial()) && self.key.get(..1) == other.key.get(..1)
    }

    fn is_same(&self, other: &Self) -> bool {
        self.key == other.key
    }

    /// The same given name, its nickname or its initial.
    fn is_given(&self, other: &Self) -> bool {
        self.is_initial_of(other) || person::full_given(&self.key) == person::full_given(&other.key)
    }

    /// "Serwan" and "Sarwan", "Noor" and "Nur"; neither "Maria" and "Mario" nor "Hassan" and "Hussein".
    fn is_spelled_like(&self, other: &Self) -> bool {
        let (a, b) = (self.spelling.as_str(), other.spelling.as_str());
        if a == b {
            return true;
        }
        let distance = if a.len().min(b.len()) < 2 * SPELLED - 3 {
            1
        } else {
            2
        };
        a.len().min(b.len()) >= SPELLED
            && a.as_bytes().first() == b.as_bytes().first()
            && a.as_bytes().last() == b.as_bytes().last()
            && skeleton(a) == skeleton(b)
            && strsim::levenshtein(a, b) <= distance
    }
}

/// True when `one` ends as `two` begins, and `two` goes on: "Ramón Ibáñez", "Ibáñez Duarte". Initials prove nothing.
fn overlaps(one: &[Word], two: &[Word]) -> bool {
    (0..one.len()).any(|from| {
        let (left_out, common) = one.split_at(from);
        common.len() < two.len()
            && !left_out.iter().chain(common).any(Word::is_initial)
            && common.iter().zip(two).all(|(a, b)| a.is_same(b))
    })
}

/// `Ramesh “Buddy” Singh` as `Ramesh  Singh`.
fn without_nickname(name: &str) -> String {
    let mut rest = String::with_capacity(name.len());
    let mut is_inside = false;
    for ch in name.chars() {
        match ch {
            '“' | '(' | '‘' => is_inside = true,
            '"' => is_inside = !is_inside,
            '”' | ')' => is_inside = false,
            '’' if is_inside => is_inside = false,
            _ if is_inside => {}
            _ => rest.push(ch),
        }
    }
    if is_inside { name.to_owned() } else { rest }
}

/// "iii": tells kings apart, but is often left out behind a full name.
fn is_number(word: &str) -> bool {
    word.len() > 1 && word.chars().all(|ch| matches!(ch, 'i' | 'v' | 'x'))
}

/// Letters that transcriptions from other alphabets write in several ways, written in one.
fn spelling(key: &str) -> String {
    let mut text = key.to_owned();
    for (from, to) in [
        ("dzh", "j"),
        ("zh", "j"),
        ("gh", "g"),
        ("kh", "h"),
        ("ow", "ou"),
        ("oe", "u"),
        ("ou", "u"),
        ("oo", "u"),
        ("ee", "i"),
        ("ph", "f"),
        ("ck", "k"),
        ("dj", "j"),
        ("q", "k"),
        ("w", "v"),
        ("y", "i"),
    ] {
        if text.contains(from) {
            text = text.replace(from, to);
        }
    }
    let mut chars: Vec<char> = text.chars().collect();
    chars.dedup();
    chars.into_iter().collect()
}

/// The first letter and the consonants.
fn skeleton(spelling: &str) -> String {
    let is_vowel = |ch: char| matches!(ch, 'a' | 'e' | 'i' | 'o' | 'u' | 'j');
    let kept = spelling.char_indices();
    kept.filter(|(at, ch)| *at == 0 || !is_vowel(*ch))
        .map(|(_, ch)| if ch == 'g' { 'k' } else { ch })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alike(one: &str, other: &str) -> bool {
        let (one, other) = (Name::new(one).unwrap(), Name::new(other).unwrap());
        let (there, back) = (one.is_like(&other), other.is_like(&one));
        assert_eq!(there, back, "{one:?} {other:?}");
        if there {
            let (a, b) = (one.keys(), other.keys());
            assert!(a.iter().any(|key| b.contains(key)), "{a:?} {b:?}");
        }
        there
    }

    #[test]
    fn one_name_is_written_in_many_ways() {
        for (one, other) in [
            ("Haruko Sato", "Sato Haruko"),
            ("Mike Pompeo", "Michael R. Pompeo"),
            ("Robert Mueller", "Robert S. Mueller III"),
            ("A. Sharov", "Andrei Sharov"),
            ("Valeriya Petrenko", "Valeria Petrenko"),
            ("Abdul Latif al-Bakri", "Abdel-Latif Al-Bakri"),
            ("Soekarman Wirjo", "Sukarman Wirjo"),
            ("Serwan Hama-Amin", "Sarwan Hama Amin"),
            ("P.D. Sharov", "Pavel Sharov"),
            ("Kamal Dehqan", "Kamal Dehghan"),
            ("Rahela Chowdhury", "Rahela Choudhury"),
            ("Tinatin Javakhidze", "Tinatin Dzhavakhidze"),
            ("Hillary Clinton", "Hillary Rodham Clinton"),
            ("Pedro Sánchez", "Pedro Sánchez Pérez-Castejón"),
            ("Gabriel García", "Gabriel García Márquez"),
            ("Ramón “Moncho” Vidal", "Ramón Vidal"),
        ] {
            let expected = one != "Pedro Sánchez"; // Three more words are too many.
            assert_eq!(alike(one, other), expected, "{one}, {other}");
        }
    }

    #[test]
    fn other_names_are_other_names() {
        for (one, other) in [
            ("George W. Bush", "George H. W. Bush"),
            ("George W. Bush", "George H. Bush"),
            ("Donald Trump", "Donald Trump Jr."),
            ("Otto Lima", "Otto Lima Filho"),
            ("Mario Rossi", "Maria Rossi"),
            ("Hassan Karimi", "Hussein Karimi"),
            ("Mohamed Salah", "Mahmoud Salah"),
            ("Aleksandr Petrov", "Aleksandra Petrova"),
            ("Kim Jong Un", "Kim Jong Il"),
            ("Li Zhang", "Li Zheng"),
            ("Jan Smit", "Jon Smit"),
            ("Ann Lee", "Bob Lee"),
            ("John Adams", "John Quincy"),
            ("Wang Wei", "Wang Weiguo"),
        ] {
            assert!(!alike(one, other), "{one}, {other}");
        }
    }

    #[test]
    fn fuller_names_of_one_short_name_may_contradict_each_other() {
        let name = |text: &str| Name::new(text).unwrap();
        let (one, other) = (name("George W. Bush"), name("George H. W. Bush"));
        assert!(name("George Bush").is_like(&one) && name("George Bush").is_like(&other));
        assert!(!one.agrees(&other) && !other.agrees(&one));
        assert!(!name("George Walker Bush").agrees(&name("George Herbert Walker Bush")));
        assert!(!name("John Quincy Adams").agrees(&name("John Luther Adams")));
        assert!(name("Óscar Ramón Ibáñez").agrees(&name("Óscar Ibáñez Duarte")));
    }
}
