//! Verbs of saying.

use super::lines;
use std::collections::HashMap;

/// What a verb of saying asks of its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CueClass {
    /// "said", "added": governs what was said.
    Say,
    /// "told": the same, with the hearer as its object.
    Tell,
    /// "called", "described": names a thing in somebody's words.
    Call,
    /// "laughed", "spoke": a verb of saying only right beside the quotation.
    Weak,
}

/// Which form of the verb stands there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CueForm {
    /// "say"
    Base,
    /// "says"
    Third,
    /// "said", as a past tense or a participle
    Past,
    /// "saying"
    Ing,
}

/// A verb of saying.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cue {
    /// Its class.
    pub class: CueClass,
    /// Its form.
    pub form: CueForm,
}

/// All forms of the verbs of saying.
#[derive(Debug, Default)]
pub struct Says {
    forms: HashMap<&'static str, Cue>,
}

impl Says {
    /// The embedded list.
    pub fn embedded() -> Self {
        let mut forms = HashMap::new();
        for line in lines(include_str!("../data/say_verbs.txt")) {
            let mut fields = line.split('\t');
            let words = [(); 4].map(|()| fields.next().unwrap_or_default());
            let class = match fields.next() {
                Some("tell") => CueClass::Tell,
                Some("call") => CueClass::Call,
                Some("weak") => CueClass::Weak,
                _ => CueClass::Say,
            };
            let names = [CueForm::Base, CueForm::Third, CueForm::Past, CueForm::Ing];
            for (word, form) in words.into_iter().zip(names) {
                // The past of "read" is its base form; the first reading stays.
                forms.entry(word).or_insert(Cue { class, form });
            }
        }
        Self { forms }
    }

    /// The verb of which `word`, in lower case, is a form.
    pub fn get(&self, word: &str) -> Option<Cue> {
        self.forms.get(word).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_known_by_class() {
        let says = Says::embedded();
        let class = |word| says.get(word).map(|cue| (cue.class, cue.form));
        assert_eq!(class("said"), Some((CueClass::Say, CueForm::Past)));
        assert_eq!(class("telling"), Some((CueClass::Tell, CueForm::Ing)));
        assert_eq!(class("calls"), Some((CueClass::Call, CueForm::Third)));
        assert_eq!(class("met"), None);
        assert_eq!(class(""), None);
    }
}
