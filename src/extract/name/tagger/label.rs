//! The labels of the pieces of a name: begin, inside, last, or the only one (BILOU, Ratinov and Roth 2009), for each kind.

use crate::extract::facts::MentionKind;

/// How many labels there are.
pub const LABELS: usize = 13;

/// Outside of any name.
pub const OUTSIDE: u8 = 0;

const KINDS: [MentionKind; 3] = [
    MentionKind::Person,
    MentionKind::Organization,
    MentionKind::Place,
];

/// Where a piece stands in its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The first of several.
    Begin,
    /// Between two others.
    Inside,
    /// The last of several.
    Last,
    /// The only one.
    Unit,
}

const PARTS: [Part; 4] = [Part::Begin, Part::Inside, Part::Last, Part::Unit];

/// The part that piece `ix` of `len` is.
pub fn part(ix: usize, len: usize) -> Part {
    match (ix == 0, ix + 1 == len) {
        (true, true) => Part::Unit,
        (true, false) => Part::Begin,
        (false, true) => Part::Last,
        (false, false) => Part::Inside,
    }
}

/// The label of a part of a name of a kind.
pub fn label(kind: MentionKind, part: Part) -> u8 {
    let kind = KINDS.iter().position(|it| *it == kind).unwrap_or(0);
    let part = PARTS.iter().position(|it| *it == part).unwrap_or(0);
    1 + (kind * PARTS.len() + part) as u8
}

/// Kind and part of a label; `None` outside.
pub fn meaning(label: u8) -> Option<(MentionKind, Part)> {
    let ix = usize::from(label.checked_sub(1)?);
    let kind = KINDS.get(ix / PARTS.len())?;
    let part = PARTS.get(ix % PARTS.len())?;
    Some((*kind, *part))
}

/// True when a name ends with this label, or none is open.
pub fn closes(label: u8) -> bool {
    !matches!(meaning(label), Some((_, Part::Begin | Part::Inside)))
}

/// True when a name begins with this label, or none does.
pub fn opens(label: u8) -> bool {
    !matches!(meaning(label), Some((_, Part::Inside | Part::Last)))
}

/// True when `after` may follow `before`.
pub fn follows(before: u8, after: u8) -> bool {
    match (meaning(before), meaning(after)) {
        (Some((open, Part::Begin | Part::Inside)), Some((kind, Part::Inside | Part::Last))) => {
            open == kind
        }
        _ => closes(before) && opens(after),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_and_their_meanings_agree() {
        assert_eq!(meaning(OUTSIDE), None);
        for ix in 1..LABELS as u8 {
            let (kind, part) = meaning(ix).unwrap();
            assert_eq!(label(kind, part), ix);
        }
        assert_eq!(meaning(LABELS as u8), None);
    }

    #[test]
    fn a_name_ends_before_another_begins() {
        let person = |part| label(MentionKind::Person, part);
        let place = |part| label(MentionKind::Place, part);
        assert!(follows(OUTSIDE, person(Part::Begin)));
        assert!(follows(person(Part::Begin), person(Part::Last)));
        assert!(follows(person(Part::Last), place(Part::Unit)));
        assert!(!follows(person(Part::Begin), place(Part::Last)));
        assert!(!follows(person(Part::Begin), OUTSIDE));
        assert!(!follows(OUTSIDE, place(Part::Inside)));
    }
}
