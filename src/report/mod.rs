//! What came of grading, for people and for programs. Everything is made from the one [`Verdict`].

pub mod benchmark;
pub mod gradescope;
pub mod html;
pub mod json;
pub mod junit;
pub mod level;
pub mod markdown;
#[cfg(test)]
mod samples;
pub mod terminal;
mod words;

use std::path::Path;

use mlings_verdict::{FULL_MARKS, SCHEMA, Verdict};
use serde::{Serialize, Serializer};

/// What came of one exercise: a verdict, or what the compiler said.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum Report {
    /// It compiled and was graded.
    Graded(Verdict),
    /// It did not compile.
    Uncompiled(Uncompiled),
}

/// One exercise: its report, and what only the progress and the catalog know of it.
#[derive(Clone, Debug)]
pub struct Entry<'a> {
    /// The title of its track.
    pub track: &'a str,
    /// The most points so far, if it was ever attempted.
    pub best: Option<u32>,
    /// What came of it now.
    pub report: &'a Report,
}

/// An exercise that did not compile.
#[derive(Clone, Debug, Serialize)]
pub struct Uncompiled {
    /// The version of this JSON, as in [`Verdict`].
    pub schema: u32,
    /// The exercise's stable name.
    pub id: String,
    /// The name that people read.
    pub title: String,
    /// The learner's file, relative to the workplace.
    pub file: String,
    /// The compiler's own words, coloured for a terminal. Programs get them plain.
    #[serde(serialize_with = "without_escape_codes")]
    pub compile_error: String,
}

impl Uncompiled {
    /// Keeps the compiler's words, as they are shown on a terminal.
    pub fn new(id: &str, title: &str, file: &Path, compile_error: String) -> Uncompiled {
        Uncompiled {
            schema: SCHEMA,
            id: id.to_owned(),
            title: title.to_owned(),
            file: file.display().to_string(),
            compile_error,
        }
    }
}

fn without_escape_codes<S: Serializer>(text: &str, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(&anstream::adapter::strip_str(text))
}

/// What several reports come to together.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Totals {
    /// Points earned.
    pub score: u32,
    /// Points there are to earn.
    pub out_of: u32,
    /// Exercises with full marks.
    pub full: usize,
    /// All of them.
    pub exercises: usize,
}

impl Totals {
    /// Adds them up.
    pub fn of<'a>(reports: impl IntoIterator<Item = &'a Report>) -> Totals {
        reports.into_iter().fold(Totals::default(), |totals, report| Totals {
            score: totals.score + report.score(),
            out_of: totals.out_of + report.out_of(),
            full: totals.full + usize::from(report.is_full()),
            exercises: totals.exercises + 1,
        })
    }

    /// "3 of 36 exercises"
    pub fn full_in_words(&self) -> String {
        format!("{} of {} exercises", self.full, self.exercises)
    }
}

/// The seed that exercises were graded with, if any was.
fn seed(entries: &[Entry]) -> Option<u64> {
    entries.iter().find_map(|entry| match entry.report {
        Report::Graded(verdict) => Some(verdict.seed),
        Report::Uncompiled(_) => None,
    })
}

impl Report {
    /// Whether every check passed.
    pub fn is_full(&self) -> bool {
        matches!(self, Report::Graded(verdict) if verdict.is_full())
    }

    /// The exercise's stable name.
    pub fn id(&self) -> &str {
        match self {
            Report::Graded(verdict) => &verdict.id,
            Report::Uncompiled(uncompiled) => &uncompiled.id,
        }
    }

    /// The exercise's name for people.
    pub fn title(&self) -> &str {
        match self {
            Report::Graded(verdict) => &verdict.title,
            Report::Uncompiled(uncompiled) => &uncompiled.title,
        }
    }

    /// The learner's file, relative to the workplace.
    pub fn file(&self) -> &str {
        match self {
            Report::Graded(verdict) => &verdict.file,
            Report::Uncompiled(uncompiled) => &uncompiled.file,
        }
    }

    /// Points earned; none without a program.
    pub fn score(&self) -> u32 {
        match self {
            Report::Graded(verdict) => verdict.score,
            Report::Uncompiled(_) => 0,
        }
    }

    /// Points there are to earn.
    pub fn out_of(&self) -> u32 {
        match self {
            Report::Graded(verdict) => verdict.out_of,
            Report::Uncompiled(_) => FULL_MARKS,
        }
    }

    /// What kept the grader from its work, if anything did.
    pub fn trouble(&self) -> Option<&str> {
        match self {
            Report::Graded(verdict) => verdict.trouble(),
            Report::Uncompiled(_) => None,
        }
    }
}
