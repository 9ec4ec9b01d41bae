//! Which decisions found what they speak of. What none of the stages could apply is reported as orphaned, never dropped.

use crate::content::editorial::Decision;
use crate::diag::Diagnostic;
use crate::slug::Slug;
use std::collections::BTreeSet;

/// The decisions and what became of them.
#[derive(Debug)]
pub struct Ledger<'a> {
    decisions: &'a [Decision],
    applied: Vec<bool>,
    /// Slugs that a decision names in vain.
    missing: Vec<BTreeSet<Slug>>,
}

impl<'a> Ledger<'a> {
    /// Nothing is applied yet.
    pub fn new(decisions: &'a [Decision]) -> Self {
        Self {
            decisions,
            applied: vec![false; decisions.len()],
            missing: vec![BTreeSet::new(); decisions.len()],
        }
    }

    /// The decisions in file order.
    pub fn decisions(&self) -> impl Iterator<Item = (usize, &'a Decision)> + use<'a> {
        self.decisions.iter().enumerate()
    }

    /// The decision changed something, or holds as it is.
    pub fn apply(&mut self, ix: usize) {
        if let Some(applied) = self.applied.get_mut(ix) {
            *applied = true;
        }
    }

    /// The decision names something that is not there.
    pub fn miss(&mut self, ix: usize, slug: &Slug) {
        if let Some(missing) = self.missing.get_mut(ix) {
            missing.insert(slug.clone());
        }
    }

    /// One warning for each decision that does not apply, wholly or in part.
    pub fn orphans(&self, known: &BTreeSet<Slug>) -> Vec<Diagnostic> {
        let mut warnings = Vec::new();
        for ((decision, applied), missing) in
            self.decisions.iter().zip(&self.applied).zip(&self.missing)
        {
            if *applied && missing.is_empty() {
                continue;
            }
            let names: Vec<String> = missing.iter().map(|slug| format!("`{slug}`")).collect();
            let message = if names.is_empty() {
                format!("decision {} applies to nothing", decision.id)
            } else {
                format!(
                    "decision {} applies to nothing: no {}",
                    decision.id,
                    names.join(", ")
                )
            };
            let hint = missing
                .iter()
                .find_map(|slug| super::near::hint(slug.as_str(), known.iter()))
                .unwrap_or_else(|| {
                    "it is kept; if what it speaks of is gone for good, undo it with a later line"
                        .into()
                });
            warnings.push(
                Diagnostic::warning("decision/orphaned", decision.place.clone(), message)
                    .hint(hint),
            );
        }
        warnings
    }
}
