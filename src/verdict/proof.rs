//! What `mlings prove` and a track's grader say to each other: a line of JSON for each trial, lines of JSON back.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::{Limits, Question};

/// What is to be tried.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Trial {
    /// The exercise against its own reference and mistakes, in the grader's process.
    Lesson {
        /// So many seeds for the reference.
        seeds: u64,
        /// So many for every mistake.
        seeds_for_mistakes: u64,
    },
    /// A program against every check, without a diagnosis.
    Program {
        /// The program.
        program: PathBuf,
        /// The seeds, one after the other, until one of them costs points.
        seeds: Vec<u64>,
        /// What a check may use.
        limits: Limits,
    },
    /// The reference's own program, with calls and answers that are tampered with on their way.
    Saboteurs {
        /// The program.
        program: PathBuf,
        /// The seeds, one after the other, until one of them costs points.
        seeds: Vec<u64>,
        /// What a check may use.
        limits: Limits,
    },
}

/// What came of a [`Trial`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Finding {
    /// Not the end: so many parts of it are done.
    Progress {
        /// So many are done.
        done: usize,
        /// All there are.
        of: usize,
    },
    /// Of [`Trial::Lesson`].
    Lesson {
        /// Every check.
        checks: Vec<Question>,
        /// How many mistakes were tried.
        mistakes: usize,
        /// What does not hold, a sentence for each.
        faults: Vec<String>,
    },
    /// Of [`Trial::Program`]: the checks that did not pass, and how each ended.
    Program {
        /// Checks with what came of them, at the first seed that cost points.
        lost: Vec<Lost>,
    },
    /// Of [`Trial::Saboteurs`].
    Saboteurs(Vec<Sabotage>),
    /// It could not be tried.
    Trouble(String),
}

/// A check that did not pass.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lost {
    /// The requirement.
    pub check: String,
    /// How it ended.
    pub how: How,
}

/// How a check ended that did not pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum How {
    /// By a wrong answer.
    Failed,
    /// By a panic.
    Panicked,
    /// By its end, or by ours.
    Stopped,
    /// By a `todo!()`.
    NotAttempted,
}

/// A way to tamper with what travels, and what came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sabotage {
    /// The function, and what of it: "fit: points".
    pub of: String,
    /// What was done to it: "rounded to f32".
    pub way: String,
    /// What came of it.
    pub end: End,
}

impl Sabotage {
    /// What it is called: "fit: points rounded to f32".
    pub fn name(&self) -> String {
        format!("{} {}", self.of, self.way)
    }
}

/// What came of a saboteur.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "end", rename_all = "snake_case")]
pub enum End {
    /// It lost points.
    Caught {
        /// In these checks, at the first seed that cost points.
        by: Vec<String>,
    },
    /// It changed calls or answers and kept all points.
    Kept,
    /// It changed calls, but no answer: the function does not look at what it changed.
    Alike,
    /// It never changed anything: no check gives such an input.
    Idle {
        /// Whether checks should give one.
        is_hole: bool,
    },
}

/// A small change of a reference.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mutant {
    /// The function that is changed.
    pub function: String,
    /// The line of the change, from 1.
    pub line: usize,
    /// What stood there, on one line, cut where it is long.
    pub before: String,
    /// What stands there instead.
    pub after: String,
    /// Which of several such changes in the function, from 1.
    pub occurrence: usize,
    /// The whole text with the change in it.
    pub text: String,
}

impl Mutant {
    /// What it is called, whatever else changes in the file: "fit: `a < b` -> `a <= b`".
    pub fn name(&self) -> String {
        let Mutant { function, before, after, occurrence, .. } = self;
        let which = if *occurrence > 1 { format!(" ({occurrence})") } else { String::new() };
        if after.is_empty() {
            return format!("{function}: without `{before}`{which}");
        }
        format!("{function}: `{before}` -> `{after}`{which}")
    }
}
