//! Names and words made comparable: case, diacritics, hyphens, dots and blanks count for nothing.
//!
//! Knows letters only, neither persons nor bodies.

/// The key of a name: "Kim Jong-un", "Kim Jong Un" and "KIM JONGUN" have one. Empty when nothing is left.
pub fn key(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    let mut push = |text: &str| {
        for byte in text.bytes() {
            if byte.is_ascii_alphanumeric() {
                key.push(byte.to_ascii_lowercase() as char);
            }
        }
    };
    if text.is_ascii() {
        push(text);
    } else {
        push(&deunicode::deunicode(text));
    }
    key
}

/// True for "UN", "U.N.", "KCNA", "AT&T": at least two capitals, nothing in lower case, one word.
pub fn is_acronym(text: &str) -> bool {
    let capitals = text.chars().filter(|ch| ch.is_uppercase()).count();
    (2..=8).contains(&capitals)
        && text
            .chars()
            .all(|ch| ch.is_uppercase() || ch.is_ascii_digit() || matches!(ch, '.' | '&' | '-'))
}

/// "U.N. Security Council" as "UN Security Council"; the initials of a person keep their dots.
pub fn without_acronym_dots(text: &str) -> String {
    let word = |word: &str| {
        let dotted = matches!(word, "U.N." | "U.S." | "E.U." | "U.K.");
        if dotted {
            word.replace('.', "")
        } else {
            word.to_owned()
        }
    };
    text.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// True for a name of several words all in capitals, as datelines and headlines print it.
pub fn is_shouted(name: &str) -> bool {
    !name.chars().any(char::is_lowercase) && name.chars().filter(|ch| ch.is_uppercase()).count() > 4
}

/// "JOINT BASE ANDREWS" as "Joint Base Andrews"; any other name as it is.
pub fn unshouted(name: &str) -> String {
    if !is_shouted(name) {
        return name.to_owned();
    }
    let mut begins = true;
    name.chars()
        .flat_map(|ch| {
            let letter = if begins {
                vec![ch]
            } else {
                ch.to_lowercase().collect()
            };
            begins = !ch.is_alphabetic();
            letter
        })
        .collect()
}

/// A word without its commonest endings, so that "met", "meets" differ but "launch", "launched", "launches" agree.
pub fn stem(word: &str) -> String {
    let mut stem = key(word);
    for ending in ["ing", "es", "ed", "s"] {
        if stem.len() > ending.len() + 3 && stem.ends_with(ending) {
            stem.truncate(stem.len() - ending.len());
            break;
        }
    }
    stem
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spelling_variants_have_one_key() {
        for name in ["Kim Jong-un", "Kim Jong Un", "KIM Jongun", "Kim Jong‑Un"] {
            assert_eq!(key(name), "kimjongun", "{name}");
        }
        assert_eq!(key("António Guterres"), key("Antonio Guterres"));
        assert_ne!(key("Kim Yong Chol"), key("Kim Yong Nam"));
    }

    #[test]
    fn acronyms_are_all_capitals() {
        for yes in ["UN", "U.N.", "KCNA", "AT&T", "G20"] {
            assert_eq!(is_acronym(yes), yes != "G20", "{yes}");
        }
        for no in ["Kim", "United Nations", "U", "UNICEF office", "iOS"] {
            assert!(!is_acronym(no), "{no}");
        }
    }

    #[test]
    fn stems_join_the_forms_of_a_regular_verb() {
        assert_eq!(stem("launched"), stem("launches"));
        assert_eq!(stem("meeting"), stem("meetings").trim_end_matches("ing"));
        assert_ne!(stem("launched"), stem("landed"));
    }
}
