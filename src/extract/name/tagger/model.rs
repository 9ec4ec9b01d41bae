//! The weights: for each feature one per label, in a table that is read where it lies in the binary.
//!
//! The file: `DLNT`, the version, the number of slots as a power of two (one byte each), two bytes unused; the transitions (one
//! byte for each pair of labels); the slots of sixteen bytes, so that a feature costs one look into memory: the upper 16 bits
//! of its hash (0: empty), a weight for each label, one byte unused. A weight is a signed byte in 32nds. A feature lies in
//! the slot that the lower bits of its hash name, or in the next free one.

use super::label::LABELS;
use std::borrow::Cow;

/// One point of score is so many units of a stored weight.
const UNIT: f32 = 32.0;

/// Units as points.
pub fn points(units: i32) -> f32 {
    units as f32 / UNIT
}

const MAGIC: &[u8; 5] = b"DLNT\x02";
const HEAD: usize = 8;
const TRANSITIONS: usize = LABELS * LABELS;
const TAG: usize = 2;
const SLOT: usize = 16;

/// Scores of all labels at one piece, in units.
pub type Scores = [i32; LABELS];

/// A trained model.
#[derive(Clone, Debug)]
pub struct Model {
    bytes: Cow<'static, [u8]>,
    mask: u64,
    transitions: [[i32; LABELS]; LABELS],
}

impl Model {
    /// Reads a model; `None` when the bytes are none.
    pub fn new(bytes: impl Into<Cow<'static, [u8]>>) -> Option<Self> {
        let bytes = bytes.into();
        if bytes.get(..MAGIC.len())? != MAGIC {
            return None;
        }
        let slots = 1usize.checked_shl(u32::from(*bytes.get(5)?))?;
        let length = HEAD + TRANSITIONS + slots.checked_mul(SLOT)?;
        if bytes.len() != length {
            return None;
        }
        let mut transitions = [[0; LABELS]; LABELS];
        let stored = bytes.get(HEAD..HEAD + TRANSITIONS)?;
        for (row, stored) in transitions.iter_mut().zip(stored.chunks_exact(LABELS)) {
            for (weight, byte) in row.iter_mut().zip(stored) {
                *weight = i32::from(byte.cast_signed());
            }
        }
        Some(Self {
            bytes,
            mask: slots as u64 - 1,
            transitions,
        })
    }

    /// The score of label `after` right behind label `before`.
    pub fn transitions(&self) -> &[[i32; LABELS]; LABELS] {
        &self.transitions
    }

    /// Adds the weights of a feature.
    pub fn add(&self, feature: u64, scores: &mut Scores) {
        let tag = tag(feature).to_le_bytes();
        let mut slot = feature & self.mask;
        loop {
            let at = HEAD + TRANSITIONS + SLOT * slot as usize;
            match self.bytes.get(at..at + SLOT) {
                Some([0, 0, ..]) | None => return,
                Some([low, high, weights @ ..]) if [*low, *high] == tag => {
                    for (score, weight) in scores.iter_mut().zip(weights) {
                        *score += i32::from(weight.cast_signed());
                    }
                    return;
                }
                Some(_) => slot = (slot + 1) & self.mask,
            }
        }
    }

    /// A model file of these weights, in points.
    pub fn pack(
        transitions: &[[f32; LABELS]; LABELS],
        features: &[(u64, [f32; LABELS])],
    ) -> Vec<u8> {
        let power = (features.len() * 5 / 4 + 2).next_power_of_two().ilog2();
        let slots = 1usize << power;
        let mut bytes = MAGIC.to_vec();
        bytes.extend([power as u8, 0, 0]);
        bytes.extend(transitions.iter().flatten().map(|weight| stored(*weight)));
        let mut table = vec![[0u8; SLOT]; slots];
        for (feature, row) in features {
            let mut slot = *feature as usize & (slots - 1);
            while table.get(slot).is_some_and(|slot| slot[..TAG] != [0; TAG]) {
                slot = (slot + 1) & (slots - 1);
            }
            if let Some(free) = table.get_mut(slot) {
                free[..TAG].copy_from_slice(&tag(*feature).to_le_bytes());
                for (place, weight) in free[TAG..].iter_mut().zip(row) {
                    *place = stored(*weight);
                }
            }
        }
        bytes.extend(table.iter().flatten());
        bytes
    }
}

fn tag(feature: u64) -> u16 {
    ((feature >> 48) as u16).max(1)
}

fn stored(weight: f32) -> u8 {
    let units = (weight * UNIT).round().clamp(-127.0, 127.0);
    (units as i8).cast_unsigned()
}

/// True when a weight is not nothing in the file.
pub fn is_stored(weight: f32) -> bool {
    stored(weight) != 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_packed_is_read() {
        let mut transitions = [[0.0; LABELS]; LABELS];
        transitions[1][3] = 1.5;
        let features: Vec<_> = (1..=100u64)
            .map(|ix| ((ix << 48) | (ix % 3), [ix as f32 / 64.0; LABELS]))
            .collect();
        let model = Model::new(Model::pack(&transitions, &features)).unwrap();
        assert_eq!(model.transitions()[1][3], 48);
        for (ix, (feature, _)) in features.iter().enumerate() {
            let mut scores = [0; LABELS];
            model.add(*feature, &mut scores);
            let want = ((ix + 1) as f32 / 64.0 * UNIT).round() as i32;
            assert_eq!(scores, [want; LABELS], "{ix}");
        }
        let mut scores = [0; LABELS];
        model.add(200 << 48, &mut scores);
        assert_eq!(scores, [0; LABELS], "unknown features weigh nothing");
    }

    #[test]
    fn other_bytes_are_no_model() {
        assert!(Model::new(&b""[..]).is_none());
        assert!(Model::new(&b"DLNT\x02\x02\x00\x00"[..]).is_none());
        assert!(Model::new(vec![7; 4096]).is_none());
    }
}
