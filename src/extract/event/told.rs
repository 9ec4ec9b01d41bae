//! Who takes part in a happening that its noun only refers back to: "The talks will be held in May".
//!
//! "The talks" are those whose parties the article has named before, when it knows of one set of parties only. Who is
//! meant where no noun says so ("Sentencing was set for April") is not asked: the last one before a court need not be it.

use super::scene::Scene;
use crate::extract::facts::MentionIx;
use crate::extract::lexicon::triggers::Trigger;
use std::collections::HashMap;

/// Those named with a noun; `None` once others are named with it too.
type Parties = Option<Vec<MentionIx>>;

/// What the article has told so far.
#[derive(Default)]
pub struct Told {
    by_noun: HashMap<&'static str, Parties>,
}

impl Told {
    /// A noun with those named beside it: "talks between India and Nepal".
    pub fn note(&mut self, scene: &Scene<'_>, noun: &Trigger, mut who: Vec<MentionIx>) {
        who.retain(|one| scene.referent(*one).is_some() && scene.is_actor(*one));
        if who.is_empty() {
            return;
        }
        let is_new = |parties: &Parties| match parties {
            Some(parties) => !parties.iter().any(|one| {
                who.iter()
                    .any(|two| scene.referent(*one) == scene.referent(*two))
            }),
            None => true,
        };
        match self.by_noun.get_mut(noun.lemma) {
            Some(parties) if is_new(parties) => *parties = None,
            Some(_) => {}
            None => {
                self.by_noun.insert(noun.lemma, Some(who));
            }
        }
    }

    /// Those whom the article means with "the talks".
    pub fn parties(&self, noun: &Trigger) -> Vec<MentionIx> {
        let known = self.by_noun.get(noun.lemma).cloned();
        known.flatten().unwrap_or_default()
    }
}
