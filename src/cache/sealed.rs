//! Files that say what they were made from, and whether they are whole.

use super::{Digest, replace};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// What the content of a file was made from.
pub type Seal = Digest;

/// First bytes; the last one counts up when the form changes.
const MAGIC: &[u8; 8] = b"dateline";
const HEAD: usize = MAGIC.len() + 32 + 32;

/// The content of the cache file `name`, when it bears this seal and is whole.
pub fn read<T: DeserializeOwned>(root: &Path, name: &str, seal: &Seal) -> Option<T> {
    let path = root.join(super::FOLDER).join("cache").join(name);
    postcard::from_bytes(&read_bytes(&path, seal)?).ok()
}

/// Writes a cache file; one that cannot be written costs time only.
pub fn write<T: Serialize>(root: &Path, name: &str, seal: &Seal, content: &T) -> Option<()> {
    let folder = super::folder(root, "cache")?;
    let bytes = postcard::to_extend(content, head()).ok()?;
    write_bytes(&folder.join(name), seal, bytes)
}

/// The bytes behind the head of a file.
pub(super) fn read_bytes(path: &Path, seal: &Seal) -> Option<Vec<u8>> {
    let mut file = File::open(path).ok()?;
    let mut head = [0; HEAD];
    file.read_exact(&mut head).ok()?;
    let rest = head.strip_prefix(MAGIC)?;
    let (found, checksum) = rest.split_at_checked(32)?;
    if found != seal {
        return None;
    }
    let len = file.metadata().ok()?.len();
    let mut bytes = Vec::with_capacity(usize::try_from(len).ok()?);
    file.read_to_end(&mut bytes).ok()?;
    (blake3::hash(&bytes).as_bytes() == checksum).then_some(bytes)
}

/// Room for a head, for bytes to be put behind.
pub(super) fn head() -> Vec<u8> {
    vec![0; HEAD]
}

/// Writes a file from bytes that begin with room for its head.
pub(super) fn write_bytes(path: &Path, seal: &Seal, mut bytes: Vec<u8>) -> Option<()> {
    let (head, content) = bytes.split_at_mut_checked(HEAD)?;
    let checksum = blake3::hash(content);
    let parts = [&MAGIC[..], seal, checksum.as_bytes()];
    for (place, byte) in head.iter_mut().zip(parts.iter().copied().flatten()) {
        *place = *byte;
    }
    replace(path, &bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    const SEAL: Seal = [7; 32];

    #[test]
    fn only_a_whole_file_with_the_seal_is_read() {
        let root = tempfile::tempdir().unwrap();
        let read = |seal: &Seal| read::<Vec<String>>(root.path(), "x", seal);
        assert_eq!(read(&SEAL), None);
        let content = vec!["one".to_owned(), "two".to_owned()];
        write(root.path(), "x", &SEAL, &content).unwrap();
        assert_eq!(read(&SEAL), Some(content));
        assert_eq!(read(&[8; 32]), None);

        let path = root.path().join(".dateline/cache/x");
        let whole = fs::read(&path).unwrap();
        for len in [0, 7, HEAD - 1, HEAD, whole.len() - 1] {
            fs::write(&path, &whole[..len]).unwrap();
            assert_eq!(read(&SEAL), None, "cut to {len}");
        }
        for at in [0, 8, 40, HEAD, whole.len() - 1] {
            let mut damaged = whole.clone();
            damaged[at] ^= 1;
            fs::write(&path, &damaged).unwrap();
            assert_eq!(read(&SEAL), None, "damaged at {at}");
        }
        fs::write(&path, [&whole[..], b"x"].concat()).unwrap();
        assert_eq!(read(&SEAL), None);
        assert!(!root.path().join(".dateline/cache/x.new").exists());
    }

    #[test]
    fn what_cannot_be_written_is_no_failure() {
        let root = tempfile::tempdir().unwrap();
        fs::write(root.path().join(".dateline"), "a file").unwrap();
        assert_eq!(write(root.path(), "x", &SEAL, &1), None);
        assert_eq!(read::<i32>(root.path(), "x", &SEAL), None);
    }
}
