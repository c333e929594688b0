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

use mlings_verdict::{FULL_MARKS, Verdict};

/// What came of one exercise.
#[derive(Clone, Debug)]
pub struct Report {
    /// The exercise's stable name.
    pub id: String,
    /// The name that people read.
    pub title: String,
    /// The learner's file, relative to the workplace.
    pub file: String,
    /// How far it came.
    pub outcome: Outcome,
}

/// How far an exercise came.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// It compiled and was graded.
    Graded(Verdict),
    /// It did not compile: the compiler's own words, coloured for a terminal.
    Uncompiled(String),
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
    entries.iter().find_map(|entry| entry.report.verdict()).map(|verdict| verdict.seed)
}

impl Report {
    /// The report on what was graded, which names the exercise itself.
    pub fn graded(verdict: Verdict) -> Report {
        let (id, title, file) = (verdict.id.clone(), verdict.title.clone(), verdict.file.clone());
        Report { id, title, file, outcome: Outcome::Graded(verdict) }
    }

    /// The verdict, if it compiled.
    pub fn verdict(&self) -> Option<&Verdict> {
        match &self.outcome {
            Outcome::Graded(verdict) => Some(verdict),
            Outcome::Uncompiled(_) => None,
        }
    }

    /// Whether every check passed.
    pub fn is_full(&self) -> bool {
        self.verdict().is_some_and(Verdict::is_full)
    }

    /// Whether no function has been written yet.
    pub fn is_unstarted(&self) -> bool {
        self.verdict().is_some_and(Verdict::is_unstarted)
    }

    /// Points earned; none without a program.
    pub fn score(&self) -> u32 {
        self.verdict().map_or(0, |verdict| verdict.score)
    }

    /// Points there are to earn.
    pub fn out_of(&self) -> u32 {
        self.verdict().map_or(FULL_MARKS, |verdict| verdict.out_of)
    }

    /// What kept the grader from its work, if anything did.
    pub fn trouble(&self) -> Option<&str> {
        self.verdict().and_then(Verdict::trouble)
    }
}
