//! Whether a file is still the one that it was: by its content, or by what can be seen of it without reading it.

use std::path::Path;
use std::time::SystemTime;

use serde::{Deserialize, Serialize};

/// The SHA-256 of the bytes, in hexadecimal digits.
pub(super) fn hash(bytes: impl AsRef<[u8]>) -> String {
    hmac_sha256::Hash::hash(bytes.as_ref()).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The SHA-256 of a file's content; empty where it cannot be read.
pub(super) fn content_hash(file: &Path) -> String {
    read_file(file).map(hash).unwrap_or_default()
}

/// Reads a file, and only a file: a pipe or a device would keep us waiting, or never end.
pub(super) fn read_file(path: &Path) -> std::io::Result<Vec<u8>> {
    require_file(path)?;
    std::fs::read(path)
}

/// Refuses what is there and is no file.
pub(super) fn require_file(path: &Path) -> std::io::Result<()> {
    let there = std::fs::metadata(path)?;
    if there.is_dir() {
        return Err(std::io::ErrorKind::IsADirectory.into());
    }
    if !there.is_file() {
        let words = "it is a pipe, a socket or a device, not a file";
        return Err(std::io::Error::new(std::io::ErrorKind::AlreadyExists, words));
    }
    Ok(())
}

/// Length and modification time of a file: cheap to see, and another one whenever somebody wrote to it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Stamp {
    length: u64,
    modified: SystemTime,
}

impl Stamp {
    /// The stamp of a file; none where there is no file.
    pub fn of(file: &Path) -> Option<Stamp> {
        let metadata = std::fs::metadata(file).ok()?;
        Some(Stamp { length: metadata.len(), modified: metadata.modified().ok()? })
    }

    /// Whether nothing stands in the file.
    pub fn is_empty(&self) -> bool {
        self.length == 0
    }
}

/// Which file it is that goes by a name, as far as nobody can pretend: a stamp, and what the system alone sets.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Identity {
    stamp: Stamp,
    /// Number and last change of the file's entry in the file system, where the system has them.
    entry: (u64, i64, i64),
}

impl Identity {
    /// The identity of a file; none where there is no file.
    pub fn of(file: &Path) -> Option<Identity> {
        Some(Identity { stamp: Stamp::of(file)?, entry: entry(&std::fs::metadata(file).ok()?) })
    }
}

#[cfg(unix)]
fn entry(file: &std::fs::Metadata) -> (u64, i64, i64) {
    use std::os::unix::fs::MetadataExt;
    (file.ino(), file.ctime(), file.ctime_nsec())
}

#[cfg(not(unix))]
fn entry(_: &std::fs::Metadata) -> (u64, i64, i64) {
    (0, 0, 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_in_the_place_of_another_is_not_that_one_whatever_its_date() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let (file, other) = (folder.path().join("file"), folder.path().join("other"));
        std::fs::write(&file, "one").expect("a file");
        std::fs::write(&other, "two").expect("a file");
        let before = (Stamp::of(&file), Identity::of(&file));
        let modified = std::fs::metadata(&file).and_then(|file| file.modified()).expect("a time");
        let opened = std::fs::File::options().append(true).open(&other).expect("the other file");
        opened.set_modified(modified).expect("the same time");
        std::fs::rename(&other, &file).expect("in its place");
        assert_eq!(before.0, Stamp::of(&file));
        assert!(cfg!(not(unix)) || before.1 != Identity::of(&file));
        assert!(require_file(folder.path()).is_err() && require_file(&file).is_ok());
    }
}
