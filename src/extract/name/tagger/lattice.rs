//! The best labels of a stretch, and how sure each is: Viterbi, and forward-backward as in a conditional random field
//! (Lafferty, McCallum and Pereira 2001).

use super::label::{LABELS, OUTSIDE, closes, follows};
use super::model::{Model, points};

/// A score for each label.
pub type Row = [f32; LABELS];

/// The scores of all steps from one label to the next, in points; also as factors, with 0 for those that cannot be.
#[derive(Clone, Debug)]
pub struct Steps {
    points: [Row; LABELS],
    factors: [Row; LABELS],
    /// The factors by the label that is reached.
    reached: [Row; LABELS],
}

impl Steps {
    /// Those of a model.
    pub fn of(model: &Model) -> Self {
        Self::new(model.transitions().map(|row| row.map(points)))
    }

    /// From the points.
    pub fn new(points: [Row; LABELS]) -> Self {
        let mut factors = [[0.0; LABELS]; LABELS];
        let mut allowed = [[f32::NEG_INFINITY; LABELS]; LABELS];
        for (before, row) in points.iter().enumerate() {
            for (after, weight) in row.iter().enumerate() {
                if follows(before as u8, after as u8)
                    && let Some(factor) = factors.get_mut(before).and_then(|it| it.get_mut(after))
                    && let Some(points) = allowed.get_mut(before).and_then(|it| it.get_mut(after))
                {
                    *factor = exp(*weight);
                    *points = *weight;
                }
            }
        }
        let mut reached = [[0.0; LABELS]; LABELS];
        for (after, row) in reached.iter_mut().enumerate() {
            for (place, ways) in row.iter_mut().zip(&factors) {
                *place = ways.get(after).copied().unwrap_or_default();
            }
        }
        Self {
            points: allowed,
            factors,
            reached,
        }
    }
}

/// The best labels of a stretch. Outside of it no name is open.
pub fn best(scores: &[Row], steps: &Steps) -> Vec<u8> {
    let mut ways: Vec<[u8; LABELS]> = Vec::with_capacity(scores.len());
    let mut now: Row = [f32::NEG_INFINITY; LABELS];
    now[usize::from(OUTSIDE)] = 0.0;
    for row in scores {
        let mut next = [f32::NEG_INFINITY; LABELS];
        let mut way = [OUTSIDE; LABELS];
        // The inner loop runs over what is reached, side by side.
        for (before, (reached, points)) in (0u8..).zip(now.iter().zip(&steps.points)) {
            for ((best, from), step) in next.iter_mut().zip(&mut way).zip(points) {
                let score = reached + step;
                *from = if score > *best { before } else { *from };
                *best = if score > *best { score } else { *best };
            }
        }
        for (score, here) in next.iter_mut().zip(row) {
            *score += here;
        }
        now = next;
        ways.push(way);
    }
    trace(&now, &ways, steps)
}

fn step(steps: &Steps, before: u8, after: usize) -> f32 {
    let row = steps.points.get(usize::from(before));
    row.and_then(|row| row.get(after))
        .copied()
        .unwrap_or(f32::NEG_INFINITY)
}

fn trace(last: &Row, ways: &[[u8; LABELS]], steps: &Steps) -> Vec<u8> {
    let mut label = OUTSIDE;
    let mut best = f32::NEG_INFINITY;
    for (ix, score) in last.iter().enumerate() {
        let score = score + step(steps, ix as u8, usize::from(OUTSIDE));
        if closes(ix as u8) && score > best {
            (label, best) = (ix as u8, score);
        }
    }
    let mut labels = vec![OUTSIDE; ways.len()];
    for (place, way) in labels.iter_mut().zip(ways).rev() {
        *place = label;
        label = way.get(usize::from(label)).copied().unwrap_or(OUTSIDE);
    }
    labels
}

/// How likely each label of each piece is, all others weighed; also how likely each step is, summed over the stretch.
#[derive(Clone, Debug, Default)]
pub struct Odds {
    /// For each piece.
    pub labels: Vec<Row>,
    /// Summed over the stretch, its ends among them.
    pub steps: [Row; LABELS],
    forward: Vec<Row>,
    factors: Vec<Row>,
}

impl Odds {
    /// Reckons the odds of a stretch anew. Rows are scaled as they go, so that nothing overflows.
    pub fn reckon(&mut self, scores: &[Row], steps: &Steps, with_steps: bool) {
        self.factors.clear();
        self.factors.extend(scores.iter().map(factors));
        self.forward.clear();
        let mut now = [0.0; LABELS];
        now[usize::from(OUTSIDE)] = 1.0;
        for row in &self.factors {
            let mut next = [0.0; LABELS];
            for (reached, ways) in now.iter().zip(&steps.factors) {
                for (sum, factor) in next.iter_mut().zip(ways) {
                    *sum += reached * factor;
                }
            }
            times(&mut next, row);
            scale(&mut next);
            self.forward.push(next);
            now = next;
        }
        self.backward(steps, with_steps);
    }

    fn backward(&mut self, steps: &Steps, with_steps: bool) {
        self.labels.clear();
        self.labels.resize(self.factors.len(), [0.0; LABELS]);
        self.steps = [[0.0; LABELS]; LABELS];
        let mut ahead = [0.0; LABELS];
        ahead[usize::from(OUTSIDE)] = 1.0;
        for ix in (0..self.factors.len()).rev() {
            let (Some(forward), Some(row)) = (self.forward.get(ix), self.factors.get(ix)) else {
                continue;
            };
            let mut here = [0.0; LABELS];
            for (after, ways) in ahead.iter().zip(&steps.reached) {
                for (sum, factor) in here.iter_mut().zip(ways) {
                    *sum += after * factor;
                }
            }
            if with_steps {
                add_steps(&mut self.steps, forward, steps, &ahead);
            }
            let mut odds = *forward;
            times(&mut odds, &here);
            scale(&mut odds);
            if let Some(place) = self.labels.get_mut(ix) {
                *place = odds;
            }
            ahead = here;
            times(&mut ahead, row);
            scale(&mut ahead);
        }
        if with_steps {
            let mut start = [0.0; LABELS];
            start[usize::from(OUTSIDE)] = 1.0;
            add_steps(&mut self.steps, &start, steps, &ahead);
        }
    }
}

/// Adds the odds of each step between two pieces.
fn add_steps(sums: &mut [Row; LABELS], before: &Row, steps: &Steps, ahead: &Row) {
    let mut odds = [[0.0; LABELS]; LABELS];
    let mut total = 0.0;
    for ((row, reached), ways) in odds.iter_mut().zip(before).zip(&steps.factors) {
        for ((place, factor), after) in row.iter_mut().zip(ways).zip(ahead) {
            *place = reached * factor * after;
            total += *place;
        }
    }
    if total > 0.0 {
        for (sum, one) in sums.iter_mut().flatten().zip(odds.iter().flatten()) {
            *sum += one / total;
        }
    }
}

fn factors(scores: &Row) -> Row {
    let most = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    scores.map(|score| exp(score - most))
}

fn times(row: &mut Row, by: &Row) {
    for (value, factor) in row.iter_mut().zip(by) {
        *value *= factor;
    }
}

fn scale(row: &mut Row) {
    let sum: f32 = row.iter().sum();
    if sum > 0.0 {
        for value in row {
            *value /= sum;
        }
    }
}

/// e to the power of x, by its series after the powers of two are taken out: the same bits on every machine, which the
/// system's own is not.
pub fn exp(x: f32) -> f32 {
    let x = x.clamp(-80.0, 80.0) * std::f32::consts::LOG2_E;
    let whole = x.floor();
    let part = (x - whole) * std::f32::consts::LN_2;
    let series = 1.0
        + part
            * (1.0
                + part
                    * (0.5
                        + part
                            * (1.0 / 6.0
                                + part * (1.0 / 24.0 + part * (1.0 / 120.0 + part / 720.0)))));
    series * f32::from_bits(((whole as i32 + 127) as u32) << 23)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::facts::MentionKind::{Person, Place};
    use crate::extract::name::tagger::label::{Part, label};

    fn row(label: u8, points: f32) -> Row {
        let mut row = [0.0; LABELS];
        row[usize::from(label)] = points;
        row
    }

    #[test]
    fn the_best_way_is_one_that_can_be() {
        let steps = Steps::new([[0.0; LABELS]; LABELS]);
        let (begin, last) = (label(Person, Part::Begin), label(Person, Part::Last));
        let scores = [
            row(begin, 2.0),
            row(last, 1.0),
            row(label(Place, Part::Last), 1.5),
        ];
        assert_eq!(best(&scores, &steps), [begin, last, OUTSIDE]);
        assert!(best(&[], &steps).is_empty());
    }

    #[test]
    fn odds_add_up_and_follow_the_scores() {
        let steps = Steps::new([[0.0; LABELS]; LABELS]);
        let unit = label(Place, Part::Unit);
        let mut odds = Odds::default();
        odds.reckon(&[row(unit, 3.0), row(OUTSIDE, 2.0)], &steps, true);
        for row in &odds.labels {
            assert!((row.iter().sum::<f32>() - 1.0).abs() < 1e-4);
        }
        assert!(odds.labels[0][usize::from(unit)] > 0.7);
        let total: f32 = odds.steps.iter().flatten().sum();
        assert!((total - 3.0).abs() < 1e-3, "{total}");
    }

    #[test]
    fn powers_are_right_to_five_digits() {
        for x in [-70.0, -3.3, -0.01, 0.0, 0.5, 1.0, 10.0] {
            let (got, want) = (exp(x), f64::from(x).exp() as f32);
            assert!((got - want).abs() <= want * 1e-5, "{x}: {got} {want}");
        }
    }
}
