//! A learner's program, which may do anything to its own file.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, PoisonError};
use std::time::SystemTime;

/// A program to start workers from, with its content: a worker that deletes or cuts its own file is followed by one
/// that is started from the file as it was.
#[derive(Debug)]
pub(crate) struct Program {
    path: PathBuf,
    arguments: Vec<OsString>,
    content: Vec<u8>,
    /// Length and time of the file when it was as it should be.
    stamp: Mutex<Option<(u64, SystemTime)>>,
}

impl Program {
    /// Reads the program.
    ///
    /// # Errors
    /// When it cannot be read.
    pub(crate) fn read(path: &Path, arguments: Vec<OsString>) -> io::Result<Program> {
        let before = stamp(path);
        Ok(Program { path: path.to_owned(), arguments, content: fs::read(path)?, stamp: Mutex::new(before) })
    }

    /// The command that starts it, from a file that is as it was.
    pub(crate) fn command(&self) -> io::Result<Command> {
        let mut known = self.stamp.lock().unwrap_or_else(PoisonError::into_inner);
        if known.is_none() || stamp(&self.path) != *known {
            self.restore()?;
            *known = stamp(&self.path);
        }
        let mut command = Command::new(&self.path);
        command.args(&self.arguments);
        Ok(command)
    }

    /// Puts a new file in its place: the old one may be held by somebody.
    fn restore(&self) -> io::Result<()> {
        let beside = self.path.with_extension(format!("restored-{}", std::process::id()));
        fs::write(&beside, &self.content)?;
        #[cfg(unix)]
        fs::set_permissions(&beside, std::os::unix::fs::PermissionsExt::from_mode(0o755))?;
        fs::rename(&beside, &self.path)
    }
}

fn stamp(file: &Path) -> Option<(u64, SystemTime)> {
    let metadata = fs::metadata(file).ok()?;
    Some((metadata.len(), metadata.modified().ok()?))
}
