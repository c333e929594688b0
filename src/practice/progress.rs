//! `progress.json`: what a learner has reached, by exercise. Written atomically; never lost in silence.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::note;
use crate::curriculum::lessons;
use crate::grading::Lesson;
use crate::grading::verdict::Verdict;

/// What is known of all exercises.
pub(super) struct Progress {
    path: PathBuf,
    content: Content,
    /// Whether the file may be written: not when a newer mlings wrote it or it cannot be read.
    writable: bool,
}

/// The file. Exercises and fields that this version does not know are kept.
#[derive(Default, Serialize, Deserialize)]
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

const FILE: &str = "progress.json";
const VERSION: u32 = 1;

impl Progress {
    /// Reads the file; says what is wrong with it, if anything, and goes on without.
    pub fn load(root: &Path) -> Progress {
        let path = root.join(FILE);
        let (content, writable) = match std::fs::read_to_string(&path) {
            Ok(text) => read(&path, &text),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => (Content::default(), true),
            Err(error) if error.kind() == std::io::ErrorKind::InvalidData => (set_aside(&path, "it is not text"), true),
            Err(error) => {
                note(&format!("{FILE} cannot be read ({error}); it is left alone, and nothing is recorded"));
                (Content::default(), false)
            }
        };
        Progress { path, content, writable }
    }

    /// What is known of an exercise.
    pub fn of(&self, id: &str) -> Record {
        self.content.exercises.get(id).cloned().unwrap_or_default()
    }

    /// The most points so far, if it was ever attempted.
    pub fn best(&self, id: &str) -> Option<u32> {
        self.content.exercises.get(id).filter(|record| record.attempts > 0).map(|record| record.best)
    }

    /// The first exercise without full marks.
    pub fn next_unfinished(&self) -> Option<&'static dyn Lesson> {
        lessons().find(|lesson| self.of(lesson.about().id).best < 100)
    }

    /// Records a verdict on a text with this SHA-256. A file in which nothing is written yet is no attempt.
    pub fn record(&mut self, verdict: &Verdict, content: &str) {
        if verdict.is_unstarted() {
            return;
        }
        self.change(&verdict.id, |record| {
            record.best = record.best.max(verdict.score);
            record.last = verdict.score;
            record.attempts += u32::from(record.content != content);
            record.content = content.to_owned();
        });
    }

    /// Changes what is known of an exercise; [`Progress::save`] makes it last.
    pub fn change(&mut self, id: &str, change: impl FnOnce(&mut Record)) {
        change(self.content.exercises.entry(id.to_owned()).or_default());
    }

    /// Writes the file: the old one or the new one is there, never half of one.
    pub fn save(&mut self) {
        if !self.writable || self.content.exercises.is_empty() {
            return;
        }
        self.content.version = VERSION;
        if let Err(error) = self.write() {
            note(&format!("{FILE} cannot be written ({error}); this result is not recorded. Is the folder writable?"));
        }
    }

    fn write(&self) -> std::io::Result<()> {
        let folder = self.path.parent().unwrap_or(Path::new("."));
        let mut file = tempfile::NamedTempFile::new_in(folder)?;
        file.write_all(serde_json::to_string_pretty(&self.content)?.as_bytes())?;
        file.write_all(b"\n")?;
        file.as_file().sync_all()?;
        file.persist(&self.path)?;
        Ok(())
    }
}

fn read(path: &Path, text: &str) -> (Content, bool) {
    let version = serde_json::from_str::<Value>(text).ok().and_then(|value| value["version"].as_u64());
    if let Some(version) = version.filter(|version| *version > u64::from(VERSION)) {
        note(&format!(
            "{FILE} was written by a newer mlings (version {version}, this one knows {VERSION}); it is left alone, and nothing is recorded"
        ));
        return (Content::default(), false);
    }
    match serde_json::from_str(text) {
        Ok(content) => (content, true),
        Err(error) => (set_aside(path, &error.to_string()), true),
    }
}

/// Renames a damaged file, so that nothing in it is lost.
fn set_aside(path: &Path, reason: &str) -> Content {
    let free = |number: &u32| !path.with_file_name(format!("{FILE}.damaged-{number}")).exists();
    let number = (1..).find(free).unwrap_or(1);
    let aside = format!("{FILE}.damaged-{number}");
    match std::fs::rename(path, path.with_file_name(&aside)) {
        Ok(()) => note(&format!("{FILE} is damaged ({reason}); it was set aside as {aside}, and a new one is begun")),
        Err(error) => note(&format!("{FILE} is damaged ({reason}) and could not be set aside ({error})")),
    }
    Content::default()
}
