//! `progress.json`: what a learner has reached, by exercise. Written atomically; never lost in silence.

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use mlings_verdict::{FULL_MARKS, Graded, Status, Verdict};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::atomic;
use super::catalog::{Catalog, Exercise};
use super::output::note;
use super::stamp::{read_file, require_file};

/// Exercises that had another id before: old, new. What was reached under the old one counts for the new one.
const RENAMED: &[(&str, &str)] = &[];

/// What is known of all exercises, as it was when it was last read or written.
pub(super) struct Progress {
    path: PathBuf,
    content: Content,
    /// Where to say what should be known.
    say: Box<dyn Fn(&str) + Send>,
}

/// The file. Exercises and fields that this version does not know are kept.
#[derive(Clone, Default, Serialize, Deserialize)]
struct Content {
    version: u32,
    #[serde(default)]
    exercises: BTreeMap<String, Record>,
    #[serde(flatten)]
    unknown: Map<String, Value>,
}

/// What is known of one exercise.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Record {
    /// The most points so far.
    #[serde(default)]
    pub best: u32,
    /// The points of the last verdict.
    #[serde(default)]
    pub last: u32,
    /// How many different versions of the file were graded.
    #[serde(default)]
    pub attempts: u32,
    /// SHA-256 of the file that was graded last.
    #[serde(default)]
    pub content: String,
    /// How many hints were shown.
    #[serde(default)]
    pub hints: usize,
    /// Which ones, from 0, where they are not the first so many.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub hinted: BTreeSet<usize>,
    /// The functions that did not pass at the last verdict.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub open: BTreeSet<String>,
    /// The points of the last different versions, the newest last.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub history: Vec<u32>,
    /// The mistakes that were named so far.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub met: Vec<Met>,
    /// Whether the solution was shown before full marks.
    #[serde(default)]
    pub revealed: bool,
    /// Whether it was reset and has had no full marks since.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub anew: bool,
    #[serde(flatten)]
    unknown: Map<String, Value>,
}

/// A mistake that a verdict named.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Met {
    /// Its name.
    pub mistake: String,
    /// The check that named it.
    pub check: String,
    /// Whether that check passed since.
    #[serde(default)]
    pub beaten: bool,
}

/// How far an exercise is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Standing {
    /// Nothing was attempted yet.
    New,
    /// The most points so far, fewer than all.
    Begun(u32),
    /// All points.
    Full,
}

/// Its name in the workplace.
pub(super) const FILE: &str = "progress.json";
const VERSION: u64 = 1;
/// So many scores of earlier versions are kept.
const KEPT: usize = 200;

impl Progress {
    /// Reads the file. What is wrong with it is said, and a damaged one is set aside.
    pub fn load(root: &Path) -> Progress {
        Progress::load_saying(root, note)
    }

    /// The same, for a place where notes go elsewhere.
    pub fn load_saying(root: &Path, say: impl Fn(&str) + Send + 'static) -> Progress {
        let path = root.join(FILE);
        let content = match read(&path) {
            Ok(content) => content,
            Err(Unread::Damaged(why)) => {
                say(&set_aside(&path, &why));
                Content::default()
            }
            Err(why) => {
                say(&format!("{FILE} {why}; it is left alone, and nothing is recorded"));
                Content::default()
            }
        };
        Progress { path, content, say: Box::new(say) }
    }

    /// What is known of an exercise.
    pub fn of(&self, id: &str) -> Record {
        self.content.exercises.get(id).cloned().unwrap_or_default()
    }

    /// What is known of an exercise right now: another session may have written since.
    pub fn of_now(&self, id: &str) -> Record {
        read(&self.path).map_or_else(|_| self.of(id), |content| content.exercises.get(id).cloned().unwrap_or_default())
    }

    /// How far an exercise is.
    pub fn standing(&self, id: &str) -> Standing {
        match self.content.exercises.get(id).filter(|record| record.attempts > 0) {
            None => Standing::New,
            Some(record) if record.best >= FULL_MARKS => Standing::Full,
            Some(record) => Standing::Begun(record.best),
        }
    }

    /// The most points so far, if it was ever attempted.
    pub fn best(&self, id: &str) -> Option<u32> {
        match self.standing(id) {
            Standing::New => None,
            Standing::Begun(best) => Some(best),
            Standing::Full => Some(FULL_MARKS),
        }
    }

    /// Mistakes that were named, and are in the code no more.
    pub fn caught(&self, id: &str) -> Vec<&str> {
        let met = self.content.exercises.get(id).into_iter().flat_map(|record| &record.met);
        met.filter(|met| met.beaten).map(|met| met.mistake.as_str()).collect()
    }

    /// Whether nothing was attempted yet, in no exercise.
    pub fn is_new(&self) -> bool {
        self.content.exercises.values().all(|record| record.attempts == 0)
    }

    /// The first exercise without full marks, or that was begun anew.
    pub fn next_unfinished<'a>(&self, catalog: &'a Catalog) -> Option<&'a Exercise> {
        catalog.exercises().find(|exercise| !self.is_done(&exercise.id))
    }

    /// The first unfinished one behind an exercise; where there is none, the first of all.
    pub fn next_behind<'a>(&self, catalog: &'a Catalog, id: &str) -> Option<&'a Exercise> {
        let mut behind = catalog.exercises().skip_while(|exercise| exercise.id != id).skip(1);
        behind.find(|exercise| !self.is_done(&exercise.id)).or_else(|| self.next_unfinished(catalog))
    }

    fn is_done(&self, id: &str) -> bool {
        self.standing(id) == Standing::Full && !self.of(id).anew
    }

    /// Begins an exercise anew: what was reached stays, the hints begin with the first one.
    pub fn begin_anew(&mut self, id: &str) {
        if self.content.exercises.contains_key(id) {
            self.change(id, |record| {
                record.anew = true;
                record.hints = 0;
                record.hinted.clear();
            });
        }
    }

    /// Records a verdict on a text with this SHA-256. A file in which nothing is written yet is no attempt. What was
    /// reached follows from `before`, the record as it was before the learner's code ran: that may have written here.
    pub fn record(&mut self, before: &Record, verdict: &Verdict, content: &str) {
        if verdict.is_unstarted() {
            return self.restore(&verdict.id, before);
        }
        self.change(&verdict.id, |record| {
            record.best = before.best.max(verdict.score).min(FULL_MARKS);
            record.last = verdict.score;
            record.attempts = before.attempts.saturating_add(u32::from(before.content != content));
            record.history = before.history.clone();
            record.met = before.met.clone();
            if before.content != content {
                record.history.push(verdict.score.min(FULL_MARKS));
                let surplus = record.history.len().saturating_sub(KEPT);
                record.history.drain(..surplus);
            }
            record.content = content.to_owned();
            record.anew &= !verdict.is_full();
            record.open = verdict.open_functions();
            record.meet(verdict);
        });
    }

    /// Makes sure that nothing was reached since `before`: for a grading that came to no verdict.
    pub fn restore(&mut self, id: &str, before: &Record) {
        if self.of_now(id).reached() != before.reached() {
            self.change(id, |record| record.reach(before));
        }
    }

    /// Changes what is known of an exercise, while no other session may: none loses what another one wrote.
    pub fn change(&mut self, id: &str, change: impl FnOnce(&mut Record)) {
        let lock = lock_file(&self.path.with_extension("json.lock"));
        // Where there can be no lock there can be no file either, and writing will say so.
        let _locked = lock.filter(|lock| lock.lock().is_ok());
        let left_alone = match read(&self.path) {
            Ok(content) => {
                self.content = content;
                false
            }
            Err(Unread::Damaged(why)) => {
                (self.say)(&set_aside(&self.path, &why));
                false
            }
            Err(_) => true,
        };
        change(self.content.exercises.entry(id.to_owned()).or_default());
        if left_alone {
            return;
        }
        self.content.version = VERSION as u32;
        if let Err(error) = write(&self.path, &self.content) {
            (self.say)(&format!(
                "{FILE} cannot be written ({error}); this result is not recorded. Is the folder writable, and the disk not full?"
            ));
        }
    }
}

impl Record {
    /// What follows from verdicts alone.
    fn reached(&self) -> (u32, u32, u32, &str, &[u32], &[Met]) {
        let Record { best, last, attempts, content, history, met, .. } = self;
        (*best, *last, *attempts, content, history, met)
    }

    /// Takes over what another record has reached.
    fn reach(&mut self, other: &Record) {
        (self.best, self.last, self.attempts) = (other.best, other.last, other.attempts);
        self.content.clone_from(&other.content);
        self.history.clone_from(&other.history);
        self.met.clone_from(&other.met);
    }

    /// Notes the mistakes that a verdict names for certain, and those that were beaten.
    fn meet(&mut self, verdict: &Verdict) {
        for met in &mut self.met {
            let passed = |check: &Graded| check.name == met.check && check.status == Status::Passed;
            met.beaten |= verdict.checks.iter().any(passed);
        }
        let named = verdict.checks.iter().filter_map(|check| Some((check, check.looks_like.as_ref()?)));
        for (check, cause) in named.filter(|(_, cause)| cause.consistent) {
            match self.met.iter_mut().find(|met| met.mistake == cause.mistake) {
                Some(met) => met.beaten = false,
                None => self.met.push(Met { mistake: cause.mistake.clone(), check: check.name.clone(), beaten: false }),
            }
        }
    }

    /// Which hints were shown, from 0.
    pub fn shown_hints(&self) -> BTreeSet<usize> {
        if self.hinted.is_empty() { (0..self.hints).collect() } else { self.hinted.clone() }
    }
}

/// Opens a file to lock it; none where it cannot be made, or where something else is in its place.
pub(super) fn lock_file(path: &Path) -> Option<File> {
    match require_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => None,
        _ => File::options().create(true).append(true).open(path).ok(),
    }
}

/// Why the file was not read; completes a sentence that begins with its name.
#[derive(Debug, thiserror::Error)]
pub(super) enum Unread {
    /// It is no progress file, or half of one.
    #[error("is damaged ({0})")]
    Damaged(String),
    #[error("was written by a newer mlings (version {0}, this one knows {VERSION})")]
    Newer(u64),
    #[error("cannot be read ({0})")]
    Refused(std::io::Error),
}

/// Only looks at the file: how many exercises it knows of, if it is there.
pub(super) fn look(root: &Path) -> Result<Option<usize>, Unread> {
    let path = root.join(FILE);
    read(&path).map(|content| path.exists().then_some(content.exercises.len()))
}

fn read(path: &Path) -> Result<Content, Unread> {
    let bytes = match read_file(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Content::default()),
        Err(error) => return Err(Unread::Refused(error)),
    };
    let text = String::from_utf8(bytes).map_err(|_| Unread::Damaged("it is not text".to_owned()))?;
    let version = serde_json::from_str::<Value>(&text).ok().and_then(|value| value["version"].as_u64());
    if let Some(version) = version.filter(|version| *version > VERSION) {
        return Err(Unread::Newer(version));
    }
    let mut content: Content = serde_json::from_str(&text).map_err(|error| Unread::Damaged(error.to_string()))?;
    rename(&mut content.exercises, RENAMED);
    Ok(content)
}

/// Gives what was reached under an old name to the new one. The better of the two counts.
fn rename(exercises: &mut BTreeMap<String, Record>, renamed: &[(&str, &str)]) {
    for (old, new) in renamed {
        let Some(before) = exercises.remove(*old) else { continue };
        let now = exercises.entry((*new).to_owned()).or_default();
        if before.best >= now.best {
            *now = before;
        }
    }
}

fn write(path: &Path, content: &Content) -> std::io::Result<()> {
    let text = serde_json::to_string_pretty(content)? + "\n";
    atomic::write_alone(path, text.as_bytes())
}

/// Renames a damaged file, so that nothing in it is lost, and says so.
fn set_aside(path: &Path, reason: &str) -> String {
    let free = |number: &u32| !path.with_file_name(format!("{FILE}.damaged-{number}")).exists();
    let number = (1..).find(free).unwrap_or(1);
    let aside = format!("{FILE}.damaged-{number}");
    match std::fs::rename(path, path.with_file_name(&aside)) {
        Ok(()) => format!("{FILE} is damaged ({reason}); it was set aside as {aside}, and a new one is begun"),
        Err(error) => format!("{FILE} is damaged ({reason}) and could not be set aside ({error})"),
    }
}
