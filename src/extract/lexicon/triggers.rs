//! Words that stand for a happening, with the type of event.

use super::lines;
use crate::extract::facts::EventType;
use std::collections::HashMap;

/// Which form of a verb stands there. Past and participle of regular verbs are one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VerbForm {
    /// "meet"
    Base,
    /// "meets"
    Third,
    /// "flew", and "signed" with `participle`
    Past {
        /// The participle has the same form.
        participle: bool,
    },
    /// "flown"
    Participle,
    /// "meeting"
    Ing,
}

/// One reading of a word as a trigger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trigger {
    /// The event's type.
    pub event_type: EventType,
    /// The verb's form; `None` for a noun.
    pub form: Option<VerbForm>,
    /// Base form or singular.
    pub lemma: &'static str,
    /// Words of which one must follow.
    pub needs: Vec<&'static str>,
    /// It stands for a happening only where its clause gives the date.
    pub weak: bool,
}

/// All triggers by their lower-case form.
#[derive(Debug, Default)]
pub struct Triggers {
    forms: HashMap<String, Vec<Trigger>>,
    topics: HashMap<String, EventType>,
}

impl Triggers {
    /// The embedded list.
    pub fn embedded() -> Self {
        let mut triggers = Self::default();
        for line in lines(include_str!("../data/triggers.tsv")) {
            let mut columns = line.split('\t');
            let (Some(class), Some(kind), Some(word)) =
                (columns.next(), columns.next(), columns.next())
            else {
                continue;
            };
            let needs: Vec<&str> = columns
                .next()
                .unwrap_or_default()
                .split(' ')
                .filter(|word| !word.is_empty())
                .collect();
            let Some(event_type) = event_type(kind) else {
                continue;
            };
            match class {
                "v" => triggers.verb(event_type, word, &needs, false),
                "w" => triggers.verb(event_type, word, &needs, true),
                "o" => triggers.topic(event_type, word),
                _ => triggers.noun(event_type, word, &needs),
            }
        }
        // A reading whose condition is met goes before one without.
        #[allow(clippy::iter_over_hash_type)] // Each list is sorted for itself.
        for readings in triggers.forms.values_mut() {
            readings.sort_by_key(|trigger| (trigger.weak, trigger.needs.is_empty()));
        }
        triggers
    }

    /// The readings of a lower-case word.
    pub fn get(&self, lower: &str) -> &[Trigger] {
        self.forms.get(lower).map_or(&[], Vec::as_slice)
    }

    /// What a happening is about whose verb has this noun as its object: "warrant" makes it one of a court.
    pub fn topic_of(&self, lower: &str) -> Option<EventType> {
        let noun = || {
            self.get(lower)
                .iter()
                .find(|trigger| trigger.form.is_none())
        };
        let known = self.topics.get(lower).copied();
        known.or_else(|| noun().map(|trigger| trigger.event_type))
    }

    fn topic(&mut self, event_type: EventType, word: &str) {
        self.topics.insert(third(word), event_type);
        self.topics.insert(word.to_owned(), event_type);
    }

    fn add(&mut self, form: String, trigger: Trigger) {
        self.forms.entry(form).or_default().push(trigger);
    }

    fn noun(&mut self, event_type: EventType, word: &'static str, needs: &[&'static str]) {
        let trigger = Trigger {
            event_type,
            form: None,
            lemma: word,
            needs: needs.to_vec(),
            weak: false,
        };
        if !word.ends_with('s') {
            self.add(third(word), trigger.clone());
        }
        self.add(word.to_owned(), trigger);
    }

    fn verb(
        &mut self,
        event_type: EventType,
        forms: &'static str,
        needs: &[&'static str],
        weak: bool,
    ) {
        let mut parts = forms.split('/');
        let base = parts.next().unwrap_or_default();
        let past = parts.next();
        let participle = parts.next();
        let mut add = |form: String, verb_form: VerbForm| {
            self.add(
                form,
                Trigger {
                    event_type,
                    form: Some(verb_form),
                    lemma: base,
                    needs: needs.to_vec(),
                    weak,
                },
            );
        };
        let same = participle.is_none();
        add(
            past.map_or_else(|| with_suffix(base, "ed"), str::to_owned),
            VerbForm::Past { participle: same },
        );
        if let Some(participle) = participle {
            add(participle.to_owned(), VerbForm::Participle);
        }
        // "cancelled", "travelling" beside "canceled", "traveling"
        if past.is_none() && is_spelt_both_ways(base) {
            add(format!("{base}led"), VerbForm::Past { participle: same });
            add(format!("{base}ling"), VerbForm::Ing);
        }
        add(third(base), VerbForm::Third);
        add(with_suffix(base, "ing"), VerbForm::Ing);
        add(base.to_owned(), VerbForm::Base);
    }
}

/// Verbs in -el and -al of more than one syllable, whose l British English doubles.
fn is_spelt_both_ways(base: &str) -> bool {
    base.len() > 5
        && (base.ends_with("el") || base.ends_with("al"))
        && !base.ends_with("eal")
        && base != "appeal"
}

/// "visits", "marches", "testifies"
fn third(base: &str) -> String {
    match base.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'o', 'u']) => format!("{stem}ies"),
        _ if base.ends_with("ch")
            || base.ends_with("sh")
            || base.ends_with(['s', 'x', 'z', 'o']) =>
        {
            format!("{base}es")
        }
        _ => format!("{base}s"),
    }
}

/// "visited", "arrived", "testified", "banned"
fn with_suffix(base: &str, suffix: &str) -> String {
    const DOUBLED: &[&str] = &[
        "ban", "commit", "confer", "permit", "refer", "transfer", "expel", "kidnap", "rob", "stab",
        "acquit", "step", "scrap", "grab", "win", "quit", "shut", "cut", "sit", "run", "drop",
        "ship", "hit", "set", "bid", "begin", "bar", "plan", "stop", "step", "plug",
    ];
    let vowel = suffix.starts_with(['e', 'i']);
    match base.strip_suffix('y') {
        Some(stem) if suffix == "ed" && !stem.ends_with(['a', 'e', 'o', 'u']) => {
            return format!("{stem}ied");
        }
        _ => {}
    }
    if base == "die" && suffix == "ing" {
        return "dying".to_owned();
    }
    if suffix == "ed" && base.ends_with('e') {
        return format!("{base}d");
    }
    if let Some(stem) = base
        .strip_suffix('e')
        .filter(|stem| vowel && !stem.ends_with('e'))
    {
        return format!("{stem}{suffix}");
    }
    let doubled = DOUBLED.contains(&base);
    match base.chars().last().filter(|_| doubled) {
        Some(last) => format!("{base}{last}{suffix}"),
        None => format!("{base}{suffix}"),
    }
}

fn event_type(name: &str) -> Option<EventType> {
    use EventType as T;
    Some(match name {
        "meet" => T::Meet,
        "visit" => T::Visit,
        "statement" => T::Statement,
        "agree" => T::Agree,
        "cooperate" => T::Cooperate,
        "support" => T::Support,
        "aid" => T::Aid,
        "concede" => T::Concede,
        "demand" => T::Demand,
        "accuse" => T::Accuse,
        "reject" => T::Reject,
        "threaten" => T::Threaten,
        "sanction" => T::Sanction,
        "protest" => T::Protest,
        "mobilize" => T::Mobilize,
        "coerce" => T::Coerce,
        "attack" => T::Attack,
        "crime" => T::Crime,
        "investigate" => T::Investigate,
        "court" => T::Court,
        "vote" => T::Vote,
        "policy" => T::Policy,
        "personnel" => T::Personnel,
        "publish" => T::Publish,
        "business" => T::Business,
        "disaster" => T::Disaster,
        "death" => T::Death,
        "other" => T::Other,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_are_inflected() {
        let triggers = Triggers::embedded();
        for form in [
            "met",
            "meets",
            "meeting",
            "visited",
            "flew",
            "flown",
            "arriving",
            "banned",
            "acquitted",
            "dying",
            "died",
            "testified",
            "testifies",
            "conferred",
            "expelled",
            "sued",
            "suing",
            "marches",
            "freed",
            "freeing",
            "laid",
            "cancelled",
            "canceled",
            "travelled",
        ] {
            assert!(
                triggers
                    .get(form)
                    .iter()
                    .any(|trigger| trigger.form.is_some()),
                "{form}"
            );
        }
        assert!(
            triggers
                .get("elections")
                .iter()
                .any(|trigger| trigger.form.is_none())
        );
        assert!(
            triggers
                .get("rallies")
                .iter()
                .any(|trigger| trigger.form.is_none())
        );
        assert!(triggers.get("mountain").is_empty());
    }

    #[test]
    fn every_line_of_the_list_is_read() {
        for line in lines(include_str!("../data/triggers.tsv")) {
            let kind = line.split('\t').nth(1).unwrap_or_default();
            assert!(event_type(kind).is_some(), "{line}");
        }
    }
}
