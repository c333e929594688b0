//! Makes sure that a program was built from the file that is there now.
//!
//! Cargo goes by modification times. A file that comes back with an old one (a backup moved into place)
//! or a target folder that two workplaces share would give the verdict on another text. So beside every
//! program stands the SHA-256 of the text it was built from.

use std::fs::{File, Metadata};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// The SHA-256 of the bytes, in hexadecimal digits.
pub(super) fn hash(bytes: impl AsRef<[u8]>) -> String {
    hmac_sha256::Hash::hash(bytes.as_ref()).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The SHA-256 of a file's content; empty where it cannot be read.
pub(super) fn content_hash(file: &Path) -> String {
    std::fs::read(file).map(hash).unwrap_or_default()
}

/// Length and modification time of a file: cheap to see, and another one whenever somebody wrote to it.
pub(super) fn stamp(file: &Path) -> Option<(u64, SystemTime)> {
    let metadata = std::fs::metadata(file).ok()?;
    Some((metadata.len(), metadata.modified().ok()?))
}

/// Whether this very program is known to be built from a text with this hash.
pub(super) fn is_built_from(program: &Path, hash: &str) -> bool {
    std::fs::read_to_string(record(program)).is_ok_and(|known| known == line(program, hash))
}

/// Remembers what a program was just built from.
pub(super) fn remember(program: &Path, hash: &str) {
    // Not remembered is not wrong: the program is then built again the next time.
    let _ = std::fs::write(record(program), line(program, hash));
}

/// Makes cargo build from a file again.
pub(super) fn touch(file: &Path) -> std::io::Result<()> {
    File::options().append(true).open(file)?.set_modified(SystemTime::now())
}

fn record(program: &Path) -> PathBuf {
    program.with_extension("built-from")
}

/// The hash, and which build of the program it speaks of.
fn line(program: &Path, hash: &str) -> String {
    let built = std::fs::metadata(program).and_then(|program: Metadata| program.modified());
    format!("{hash} {built:?}")
}
