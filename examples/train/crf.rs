//! Trains the weights: the likelihood of the right labels of all stretches, by stochastic gradient descent with decaying
//! weights (Bottou 2010). One thread, a fixed order: the same data give the same bytes.

use dateline::extract::name::tagger::Sequence;
use dateline::extract::name::tagger::label::{LABELS, OUTSIDE};
use dateline::extract::name::tagger::lattice::{Odds, Row, Steps};
use dateline::extract::name::tagger::model::{Model, is_stored};
use std::collections::HashMap;

/// How the training goes.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// How often all data are seen.
    pub rounds: usize,
    /// How strongly weights are held small, per stretch.
    pub decay: f32,
    /// The length of the first steps.
    pub rate: f32,
    /// Features that are rarer are left out.
    pub rarest: u32,
    /// Weights of a feature that all are smaller are left out, in points.
    pub smallest: f32,
}

/// A stretch with its features as indices.
struct Example<'a> {
    features: Vec<Vec<u32>>,
    labels: &'a [u8],
}

/// The weights in training. Those of features are kept without the factor `scale`, so that decay costs one multiplication.
struct Weights {
    rows: Vec<Row>,
    scale: f32,
    steps: [Row; LABELS],
}

/// A model file for the sequences.
pub fn train(sequences: &[Sequence], settings: &Settings) -> Vec<u8> {
    let (names, examples) = index(sequences, settings.rarest);
    let mut weights = Weights {
        rows: vec![[0.0; LABELS]; names.len()],
        scale: 1.0,
        steps: [[0.0; LABELS]; LABELS],
    };
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut dice = Dice::new(0x2545_f491_4f6c_dd1d);
    let mut seen = 0usize;
    let mut odds = Odds::default();
    for _ in 0..settings.rounds {
        dice.shuffle(&mut order);
        for ix in &order {
            let rate = settings.rate / (1.0 + settings.decay * settings.rate * seen as f32);
            weights.learn(&examples[*ix], rate, settings.decay, &mut odds);
            seen += 1;
        }
    }
    Model::pack(&weights.steps, &weights.kept(&names, settings.smallest))
}

/// Gives each feature that is frequent enough an index, in the order of the text.
fn index(sequences: &[Sequence], rarest: u32) -> (Vec<u64>, Vec<Example<'_>>) {
    let mut counts: HashMap<u64, u32> = HashMap::new();
    for feature in sequences.iter().flat_map(|it| it.features.iter().flatten()) {
        *counts.entry(*feature).or_default() += 1;
    }
    let mut names = Vec::new();
    let mut indices: HashMap<u64, u32> = HashMap::new();
    let examples = sequences
        .iter()
        .map(|sequence| Example {
            features: sequence
                .features
                .iter()
                .map(|list| {
                    let frequent = list.iter().filter(|feature| counts[*feature] >= rarest);
                    frequent
                        .map(|feature| {
                            *indices.entry(*feature).or_insert_with(|| {
                                names.push(*feature);
                                names.len() as u32 - 1
                            })
                        })
                        .collect()
                })
                .collect(),
            labels: &sequence.labels,
        })
        .collect();
    (names, examples)
}

impl Weights {
    /// One step towards the right labels of one stretch.
    fn learn(&mut self, example: &Example<'_>, rate: f32, decay: f32, odds: &mut Odds) {
        let scores: Vec<Row> = example
            .features
            .iter()
            .map(|list| self.scores(list))
            .collect();
        odds.reckon(&scores, &Steps::new(self.steps), true);
        self.scale *= 1.0 - rate * decay;
        if self.scale < 1e-3 {
            for weight in self.rows.iter_mut().flatten() {
                *weight *= self.scale;
            }
            self.scale = 1.0;
        }
        let step = rate / self.scale;
        for ((list, right), odds) in example
            .features
            .iter()
            .zip(example.labels)
            .zip(&odds.labels)
        {
            let mut change = odds.map(|odds| -odds * step);
            change[*right as usize] += step;
            for feature in list {
                for (weight, change) in self.rows[*feature as usize].iter_mut().zip(change) {
                    *weight += change;
                }
            }
        }
        for (weight, odds) in self
            .steps
            .iter_mut()
            .flatten()
            .zip(odds.steps.iter().flatten())
        {
            *weight -= rate * odds;
        }
        let mut before = OUTSIDE;
        for after in example.labels.iter().copied().chain([OUTSIDE]) {
            self.steps[before as usize][after as usize] += rate;
            before = after;
        }
    }

    fn scores(&self, features: &[u32]) -> Row {
        let mut scores = [0.0; LABELS];
        for feature in features {
            for (score, weight) in scores.iter_mut().zip(&self.rows[*feature as usize]) {
                *score += weight;
            }
        }
        scores.map(|score| score * self.scale)
    }

    /// The features whose weights matter.
    fn kept(&self, names: &[u64], smallest: f32) -> Vec<(u64, Row)> {
        let rows: Vec<(u64, Row)> = names
            .iter()
            .zip(&self.rows)
            .map(|(name, row)| (*name, row.map(|weight| weight * self.scale)))
            .filter(|(_, row)| {
                let most = row
                    .iter()
                    .fold(0.0f32, |most, weight| most.max(weight.abs()));
                most >= smallest && row.iter().any(|weight| is_stored(*weight))
            })
            .collect();
        eprintln!("{} features, {} kept", names.len(), rows.len());
        rows
    }
}

/// A sequence of numbers without pattern (xorshift64*, Marsaglia 2003).
pub struct Dice(u64);

impl Dice {
    /// From here.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) as usize % end
    }

    fn shuffle(&mut self, list: &mut [usize]) {
        for ix in (1..list.len()).rev() {
            list.swap(ix, self.below(ix + 1));
        }
    }
}
