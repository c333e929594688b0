//! `progress.json`: what a learner has reached, by exercise. Written atomically; never lost in silence.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::note;
use crate::curriculum::{RENAMED, lessons};
use crate::grading::Lesson;
use crate::grading::verdict::Verdict;

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
#[derive(Clone, Default, Serialize, Deserialize)]
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
    /// Whether the solution was shown before full marks.
    #[serde(default)]
    pub revealed: bool,
    #[serde(flatten)]
    unknown: Map<String, Value>,
}

/// Its name in the workplace.
pub(super) const FILE: &str = "progress.json";
const VERSION: u64 = 1;

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

    /// The most points so far, if it was ever attempted.
    pub fn best(&self, id: &str) -> Option<u32> {
        self.content.exercises.get(id).filter(|record| record.attempts > 0).map(|record| record.best)
    }

    /// The first exercise without full marks, or that was begun anew.
    pub fn next_unfinished(&self) -> Option<&'static dyn Lesson> {
        lessons().find(|lesson| !self.is_done(lesson.about().id))
    }

    /// The first unfinished one behind an exercise; where there is none, the first of all.
    pub fn next_behind(&self, id: &str) -> Option<&'static dyn Lesson> {
        let is_open = |lesson: &&'static dyn Lesson| !self.is_done(lesson.about().id);
        let mut behind = lessons().skip_while(|lesson| lesson.about().id != id).skip(1);
        behind.find(is_open).or_else(|| self.next_unfinished())
    }

    fn is_done(&self, id: &str) -> bool {
        let record = self.of(id);
        record.best >= 100 && record.last > 0
    }

    /// Begins an exercise anew: what was reached stays, the hints begin with the first one.
    pub fn begin_anew(&mut self, id: &str) {
        if self.content.exercises.contains_key(id) {
            self.change(id, |record| {
                record.last = 0;
                record.hints = 0;
            });
        }
    }

    /// Records verdicts, each on a text with this SHA-256. A file in which nothing is written yet is no attempt.
    pub fn record(&mut self, verdicts: &[(Verdict, String)]) {
        let attempted = |(verdict, _): &&(Verdict, String)| !verdict.is_unstarted();
        if !verdicts.iter().any(|verdict| attempted(&verdict)) {
            return;
        }
        self.update(|exercises| {
            for (verdict, content) in verdicts.iter().filter(attempted) {
                let record = exercises.entry(verdict.id.clone()).or_default();
                record.best = record.best.max(verdict.score);
                record.last = verdict.score;
                record.attempts += u32::from(record.content != *content);
                record.content.clone_from(content);
            }
        });
    }

    /// Changes what is known of an exercise.
    pub fn change(&mut self, id: &str, change: impl FnOnce(&mut Record)) {
        self.update(|exercises| change(exercises.entry(id.to_owned()).or_default()));
    }

    /// Reads, changes and writes the file while no other session may: none loses what another one wrote.
    fn update(&mut self, change: impl FnOnce(&mut BTreeMap<String, Record>)) {
        let lock = File::options().create(true).append(true).open(self.path.with_extension("json.lock"));
        // Where there can be no lock there can be no file either, and writing will say so.
        let _locked = lock.ok().filter(|lock| lock.lock().is_ok());
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
        change(&mut self.content.exercises);
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
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Content::default()),
        Err(error) if error.kind() == ErrorKind::InvalidData => {
            return Err(Unread::Damaged("it is not text".to_owned()));
        }
        Err(error) => return Err(Unread::Refused(error)),
    };
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

/// Writes beside the file and renames: whenever we are killed, the old file or the new one is there. Only who
/// holds the lock writes, so the name beside it needs not be another one each time, and nothing piles up.
fn write(path: &Path, content: &Content) -> std::io::Result<()> {
    let beside = path.with_extension("json.new");
    let mut file = File::create(&beside)?;
    file.write_all(serde_json::to_string_pretty(content)?.as_bytes())?;
    file.write_all(b"\n")?;
    file.sync_all()?;
    std::fs::rename(beside, path)
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

#[cfg(test)]
mod tests {
    use super::*;

    fn reached(best: u32) -> Record {
        Record { best, attempts: 1, ..Record::default() }
    }

    #[test]
    fn a_renamed_exercise_keeps_what_was_reached() {
        let mut exercises = BTreeMap::from([("old".to_owned(), reached(80)), ("other".to_owned(), reached(10))]);
        rename(&mut exercises, &[("old", "new"), ("never", "there")]);
        let best: Vec<(&str, u32)> = exercises.iter().map(|(id, record)| (id.as_str(), record.best)).collect();
        assert_eq!(best, [("new", 80), ("other", 10)]);
    }

    #[test]
    fn the_better_of_the_old_and_the_new_name_counts() {
        let mut exercises = BTreeMap::from([("old".to_owned(), reached(30)), ("new".to_owned(), reached(60))]);
        rename(&mut exercises, &[("old", "new")]);
        assert_eq!(exercises["new"].best, 60);
    }
}
