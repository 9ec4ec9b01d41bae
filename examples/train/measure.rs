//! How many names of labelled documents a model finds, exactly.

use crate::corpus::Labelled;
use dateline::extract::name::tagger::Sequence;
use dateline::extract::name::tagger::label::{LABELS, Part, meaning};
use dateline::extract::name::tagger::lattice::{self, Row, Steps};
use dateline::extract::name::tagger::model::{Model, points};

/// Right, found and wanted names.
#[derive(Clone, Copy, Debug, Default)]
pub struct Count {
    pub right: usize,
    pub found: usize,
    pub wanted: usize,
}

impl Count {
    pub fn add(&mut self, other: Count) {
        self.right += other.right;
        self.found += other.found;
        self.wanted += other.wanted;
    }

    /// Precision, recall and F1, in percent.
    pub fn figures(self) -> [f64; 3] {
        let share = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
        [
            share(self.right, self.found),
            share(self.right, self.wanted),
            share(2 * self.right, self.found + self.wanted),
        ]
    }
}

/// Counts over sequences; `wanted` is what the documents hold, stretches or not.
pub fn count(model: &Model, document: &Labelled, sequences: &[Sequence], errors: bool) -> Count {
    let steps = Steps::of(model);
    let mut count = Count {
        wanted: document.names.len(),
        ..Count::default()
    };
    for sequence in sequences {
        let scores: Vec<Row> = sequence
            .features
            .iter()
            .map(|list| {
                let mut units = [0; LABELS];
                list.iter()
                    .for_each(|feature| model.add(*feature, &mut units));
                units.map(points)
            })
            .collect();
        let found = names(&lattice::best(&scores, &steps));
        let right = names(&sequence.labels);
        count.found += found.len();
        count.right += found.iter().filter(|name| right.contains(name)).count();
        if errors {
            show(document, sequence, &found, &right);
        }
    }
    count
}

/// Prints the names of a sequence that are found and not wanted (+), and the other way round (-).
fn show(document: &Labelled, sequence: &Sequence, found: &[Name], right: &[Name]) {
    let words = |(first, last, _): &Name| {
        let (first, last) = (sequence.spans[*first], sequence.spans[*last]);
        &document.text[first.start as usize..last.end as usize]
    };
    let list = |sign: char, from: &[Name], other: &[Name]| -> String {
        let odd = from.iter().filter(|name| !other.contains(name));
        odd.map(|name| {
            format!(
                " {sign}{}:{}",
                ["P", "O", "L"][name.2 as usize],
                words(name)
            )
        })
        .collect()
    };
    let odd = list('+', found, right) + &list('-', right, found);
    if !odd.is_empty() {
        let (start, end) = (
            sequence.spans[0].start as usize,
            sequence.spans[sequence.spans.len() - 1].end as usize,
        );
        let from = document.text[..start]
            .char_indices()
            .rev()
            .nth(30)
            .map_or(0, |(at, _)| at);
        let to = document.text[end..]
            .char_indices()
            .nth(30)
            .map_or(document.text.len(), |(at, _)| end + at);
        println!("{odd}   | {}", document.text[from..to].replace('\n', " / "));
    }
}

type Name = (usize, usize, u8);

/// First and last piece and kind of each name.
fn names(labels: &[u8]) -> Vec<Name> {
    let mut names = Vec::new();
    let mut start = 0;
    for (ix, label) in labels.iter().enumerate() {
        match meaning(*label) {
            Some((_, Part::Begin)) => start = ix,
            Some((kind, Part::Last)) => names.push((start, ix, kind as u8)),
            Some((kind, Part::Unit)) => names.push((ix, ix, kind as u8)),
            _ => {}
        }
    }
    names
}
