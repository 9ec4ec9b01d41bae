//! Hashes of words and features. They are part of the model file, so they never change without a new training.

/// A hash of a word's bytes (FNV-1a).
pub(super) fn word(text: &str) -> u64 {
    chars(text.bytes())
}

/// A hash of a sequence of bytes.
pub(super) fn chars(bytes: impl Iterator<Item = u8>) -> u64 {
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

/// The hash of a feature: its template and what fills it.
pub(super) fn feature(template: u64, fill: u64) -> u64 {
    let mixed = (fill ^ fill >> 29)
        .wrapping_add(template.wrapping_mul(0x9e37_79b9_7f4a_7c15))
        .wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mixed = (mixed ^ mixed >> 32).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ mixed >> 31
}

/// Two fills as one.
pub(super) fn pair(first: u64, second: u64) -> u64 {
    first.rotate_left(23).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ second
}
