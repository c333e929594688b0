//! `.mlings/`: what the command keeps in a workplace to be quicker the next time. All of it can be thrown away.

use std::collections::BTreeMap;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use super::Problem;
use super::progress::lock_file;
use super::run::Cancel;
use super::stamp::Identity;

/// The folder, or one that goes away with this value where the workplace cannot be written to.
pub(super) struct Store {
    folder: PathBuf,
    /// The same as rustc gets it, which runs in the workplace: as short as it can be.
    seen_from_root: PathBuf,
    _temporary: Option<TempDir>,
}

/// Holds an exercise until it is dropped.
#[derive(Debug)]
pub(super) struct Hold(#[expect(dead_code, reason = "the lock is given back when the file is closed")] Option<File>);

const FOLDER: &str = ".mlings";

impl Store {
    /// The store of a workplace.
    pub fn of(root: &Path) -> Result<Store, Problem> {
        let folder = root.join(FOLDER);
        if std::fs::create_dir_all(&folder).and_then(|()| tempfile::tempfile_in(&folder)).is_ok() {
            return Ok(Store { folder, seen_from_root: FOLDER.into(), _temporary: None });
        }
        let temporary = tempfile::Builder::new().prefix("mlings-").tempdir().map_err(|error| {
            Problem::new(
                format!(
                    "neither {} nor a temporary folder can be written to, so nothing can be compiled ({error})",
                    folder.display()
                ),
                "allow yourself to write to one of them, or make room on its disk",
            )
        })?;
        let folder = temporary.path().to_owned();
        Ok(Store { seen_from_root: folder.clone(), folder, _temporary: Some(temporary) })
    }

    /// A folder in it, which is made where it is missing.
    pub fn folder(&self, name: impl AsRef<Path>) -> PathBuf {
        let folder = self.folder.join(name);
        // Where it cannot be made, writing to it will say so.
        let _ = std::fs::create_dir_all(&folder);
        folder
    }

    /// A path in it as a program needs it that runs in the workplace.
    pub fn seen_from_root(&self, name: impl AsRef<Path>) -> PathBuf {
        self.seen_from_root.join(name)
    }

    /// Keeps all others from an exercise, in this process and in others. Calls `waiting` once when somebody else has
    /// it. Where files cannot be locked, nobody is kept from anything.
    pub fn hold(&self, id: &str, cancel: &Cancel, waiting: impl FnOnce()) -> Result<Hold, Problem> {
        let Some(file) = lock_file(&self.folder("locks").join(id)) else { return Ok(Hold(None)) };
        let began = Instant::now();
        let mut waiting = Some(waiting);
        loop {
            match file.try_lock() {
                Ok(()) => return Ok(Hold(Some(file))),
                Err(std::fs::TryLockError::Error(_)) => return Ok(Hold(None)),
                Err(std::fs::TryLockError::WouldBlock) => {}
            }
            if cancel.is_cancelled() {
                return Err(Problem::called_off());
            }
            if began.elapsed() > SOON
                && let Some(waiting) = waiting.take()
            {
                waiting();
            }
            std::thread::sleep(LOOK);
        }
    }
}

/// What lies in the store that a verdict may be taken from later.
pub(super) struct Kept(BTreeMap<PathBuf, Identity>);

impl Store {
    /// What is kept now.
    pub fn kept(&self) -> Kept {
        let folders = ["builds", "verdicts"].map(|name| self.folder.join(name));
        let entries = folders.into_iter().flat_map(|folder| std::fs::read_dir(folder).into_iter().flatten().flatten());
        Kept(entries.filter_map(|entry| Some((entry.path(), Identity::of(&entry.path())?))).collect())
    }

    /// Throws away what is not as it was before the learner's code ran: that may have written here too.
    pub fn distrust(&self, before: &Kept) {
        let is_other = |(file, now): &(PathBuf, Identity)| before.0.get(file) != Some(now);
        for (file, _) in self.kept().0.into_iter().filter(is_other) {
            let _ = std::fs::remove_file(file);
        }
    }
}

/// How often to look whether an exercise is free.
const LOOK: Duration = Duration::from_millis(10);
/// So long nobody needs to know that somebody else has it.
const SOON: Duration = Duration::from_secs(1);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_exercise_is_held_by_one_at_a_time() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let store = Store::of(folder.path()).expect("a store");
        let held = store.hold("a", &Cancel::default(), || ()).expect("free");
        let _other = store.hold("b", &Cancel::default(), || ()).expect("free");
        let cancel = Cancel::default();
        let waited = std::thread::scope(|scope| {
            let second = scope.spawn(|| store.hold("a", &cancel, || ()));
            std::thread::sleep(5 * LOOK);
            cancel.cancel();
            second.join().expect("no panic")
        });
        assert!(waited.is_err(), "{waited:?}");
        drop(held);
        assert!(store.hold("a", &Cancel::default(), || ()).is_ok());
    }

    #[test]
    fn what_was_written_meanwhile_is_thrown_away() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let store = Store::of(folder.path()).expect("a store");
        let write = |name: &str, text: &str| std::fs::write(store.folder("verdicts").join(name), text).expect("a file");
        write("a.json", "true");
        write("b.json", "true");
        let before = store.kept();
        write("a.json", "forged");
        write("c.json", "forged");
        store.distrust(&before);
        let left: Vec<PathBuf> = store.kept().0.into_keys().collect();
        assert_eq!(left, [store.folder("verdicts").join("b.json")]);
    }
}
