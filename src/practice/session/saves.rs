//! Notices when a file is saved with another text.
//!
//! The system's file events come at once, but not everywhere: on network file systems, in some
//! containers and on Windows folders seen from Linux they never do. So the file is also looked at
//! now and then; when that finds a save that no event told of, it is looked at often from then on.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::Duration;

use notify::{RecursiveMode, Watcher};

use super::Event;
use crate::practice::run::Cancel;
use crate::practice::stamp::{Stamp, content_hash};

/// Watches one file until it is dropped.
pub(super) struct Saves(Cancel);

impl Saves {
    /// Sends [`Event::Saved`] whenever the file has another text than before, and [`Event::Noticed`] a moment earlier.
    pub fn watch(file: PathBuf, events: Sender<Event>) -> Saves {
        let stop = Cancel::default();
        let stopped = stop.clone();
        let known = content_hash(&file);
        thread::spawn(move || look(&file, known, &events, &stopped));
        Saves(stop)
    }
}

impl Drop for Saves {
    fn drop(&mut self) {
        self.0.cancel();
    }
}

/// How often to look where events come.
const SELDOM: Duration = Duration::from_millis(1000);
/// How often to look where they do not.
const OFTEN: Duration = Duration::from_millis(150);
/// How long a file must stay as it is before it counts as saved: editors write in steps.
const SETTLED: Duration = Duration::from_millis(25);

fn look(file: &Path, mut known: String, events: &Sender<Event>, stop: &Cancel) {
    let (told, tells) = mpsc::channel();
    // The folder, not the file: many editors write a new file and rename it.
    let watcher = notify::recommended_watcher(told).and_then(|mut watcher| {
        watcher.watch(file.parent().unwrap_or(Path::new(".")), RecursiveMode::NonRecursive).map(|()| watcher)
    });
    let mut every = SELDOM;
    if watcher.is_err() {
        every = OFTEN;
        let _ = events.send(Event::Note(NO_EVENTS.to_owned()));
    }
    let mut seen = Stamp::of(file);
    while !stop.is_cancelled() {
        let is_told = wait(&tells, every);
        let now = Stamp::of(file);
        if now == seen && !is_told {
            continue;
        }
        let first_look = content_hash(file);
        let is_noticed = !first_look.is_empty() && first_look != known;
        if is_noticed {
            let _ = events.send(Event::Noticed);
        }
        seen = settle(file, now);
        let content = content_hash(file);
        // What was noticed is graded, also where it was taken back at once.
        if content.is_empty() || content == known && !is_noticed || stop.is_cancelled() {
            continue;
        }
        known = content;
        if !is_told && every == SELDOM && !wait(&tells, OFTEN) {
            every = OFTEN;
            let _ = events.send(Event::Note(NO_EVENTS.to_owned()));
        }
        if events.send(Event::Saved).is_err() {
            return;
        }
    }
}

/// Whether an event came; all that are there are taken together.
fn wait(tells: &Receiver<notify::Result<notify::Event>>, at_most: Duration) -> bool {
    // Reading the file is an event too, on some systems, but nothing that was saved.
    let is_change = |event: &notify::Result<notify::Event>| event.as_ref().is_ok_and(|event| !event.kind.is_access());
    match tells.recv_timeout(at_most) {
        Ok(event) => is_change(&event) | tells.try_iter().any(|event| is_change(&event)),
        Err(mpsc::RecvTimeoutError::Timeout) => false,
        Err(mpsc::RecvTimeoutError::Disconnected) => {
            thread::sleep(at_most);
            false
        }
    }
}

/// Waits until the file stays as it is.
fn settle(file: &Path, mut seen: Option<Stamp>) -> Option<Stamp> {
    loop {
        thread::sleep(SETTLED);
        let now = Stamp::of(file);
        if now == seen && now.is_some_and(|now| !now.is_empty()) {
            return now;
        }
        if now == seen {
            // Gone or empty: in the middle of a rename or a write, or so on purpose.
            thread::sleep(4 * SETTLED);
            return Stamp::of(file);
        }
        seen = now;
    }
}

const NO_EVENTS: &str = "the system does not tell of saves here, so the file is looked at several times a second";
