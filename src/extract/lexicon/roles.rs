//! Nouns that say what a person is.

use super::lines;
use crate::extract::facts::Gender;
use std::collections::{HashMap, HashSet};

/// Sorts of role nouns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RoleClass {
    /// "president", "leader": leads a state or a body.
    Head,
    /// "minister", "envoy": holds a post.
    Office,
    /// "dentist": what one does.
    Trade,
    /// "husband", "suspect": any other noun for a human being, never a role.
    Kin,
}

/// A noun for a human being.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RoleNoun {
    /// Its class.
    pub class: RoleClass,
    /// Where the word tells it.
    pub gender: Option<Gender>,
}

/// The role nouns.
#[derive(Debug, Default)]
pub struct Roles {
    nouns: HashMap<&'static str, RoleNoun>,
    modifiers: HashSet<&'static str>,
}

impl Roles {
    /// The embedded list.
    pub fn embedded() -> Self {
        let mut nouns = HashMap::new();
        for line in lines(include_str!("../data/role_nouns.txt")) {
            let mut fields = line.split('\t');
            let noun = fields.next().unwrap_or_default();
            let class = match fields.next() {
                Some("head") => RoleClass::Head,
                Some("office") => RoleClass::Office,
                Some("trade") => RoleClass::Trade,
                _ => RoleClass::Kin,
            };
            let gender = match fields.next() {
                Some("f") => Some(Gender::Female),
                Some("m") => Some(Gender::Male),
                _ => None,
            };
            nouns.insert(noun, RoleNoun { class, gender });
        }
        let modifiers = lines(include_str!("../data/title_modifiers.txt")).collect();
        Self { nouns, modifiers }
    }

    /// True for a word that stands before the noun inside a title: "deputy".
    pub fn is_modifier(&self, word: &str) -> bool {
        self.modifiers.contains(word)
    }

    /// The noun, in lower case and singular.
    pub fn get(&self, word: &str) -> Option<RoleNoun> {
        self.nouns.get(word).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nouns_have_class_and_gender() {
        let roles = Roles::embedded();
        let class = |word| roles.get(word).map(|noun| noun.class);
        assert_eq!(class("leader"), Some(RoleClass::Head));
        assert_eq!(class("envoy"), Some(RoleClass::Office));
        assert_eq!(class("dentist"), Some(RoleClass::Trade));
        assert_eq!(class("wife"), Some(RoleClass::Kin));
        assert_eq!(class("day"), None);
        assert_eq!(class("move"), None);
        assert_eq!(
            roles.get("wife").and_then(|noun| noun.gender),
            Some(Gender::Female)
        );
    }
}
