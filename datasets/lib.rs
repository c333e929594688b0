//! Where the data files of mlings lie. `README.md` beside them says what they are, where they come from, and under
//! which licence they may be used.

use std::path::{Path, PathBuf};

/// The folder of the data files: `MLINGS_DATASETS` where it is set, otherwise where this package was unpacked.
pub fn folder() -> PathBuf {
    match std::env::var_os("MLINGS_DATASETS") {
        Some(folder) => PathBuf::from(folder),
        None => Path::new(env!("CARGO_MANIFEST_DIR")).to_owned(),
    }
}
