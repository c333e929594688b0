//! What was graded and how it went.

use std::collections::BTreeSet;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::Mismatch;

/// The points of every exercise's checks sum to this.
pub const FULL_MARKS: u32 = 100;

/// The version of the verdict's JSON; it changes when a field changes its meaning.
pub const SCHEMA: u32 = 1;

/// What was graded and how it went. Holds no times and no host, so the same attempt and seed give the same verdict.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Verdict {
    /// [`SCHEMA`].
    pub schema: u32,
    /// The exercise's stable name.
    pub id: String,
    /// The name that people read.
    pub title: String,
    /// The learner's file, relative to the workplace. A grader does not know it; who asked it does.
    pub file: String,
    /// Replays the same inputs.
    pub seed: u64,
    /// Points earned.
    pub score: u32,
    /// Points there are to earn.
    pub out_of: u32,
    /// Every check, in order.
    pub checks: Vec<Graded>,
    /// Every plot, in order.
    pub plots: Vec<Plotted>,
}

/// How one check ended.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "status", rename_all = "snake_case")]
pub enum Status {
    /// The requirement holds.
    Passed,
    /// The functions returned something else than is required.
    Failed(Mismatch),
    /// A `todo!()` was reached.
    NotAttempted,
    /// The functions panicked.
    Panicked {
        /// The panic's message.
        message: String,
        /// File, line and column, where known.
        at: Option<String>,
        /// The call that panicked, with its input, where known.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        given: Option<String>,
    },
    /// The check ended its process or had to be ended.
    Stopped {
        /// What happened, in the learner's terms.
        message: String,
    },
    /// The grader itself could not do its work, for instance because a dataset is missing.
    Trouble {
        /// What is wrong and what to do.
        message: String,
    },
}

/// How one plot ended.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "status", rename_all = "snake_case")]
pub enum Drawing {
    /// Written to these files.
    Drawn {
        /// The SVG and the PNG.
        files: Vec<PathBuf>,
        /// What belongs beside the picture, line by line: what the functions recommend, for instance.
        #[serde(default)]
        words: Vec<String>,
    },
    /// Not written.
    NotDrawn {
        /// Why, in the learner's terms.
        reason: String,
    },
}

/// One check and how it went.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Graded {
    /// The requirement.
    pub name: String,
    /// What it is worth.
    pub points: u32,
    /// How it ended.
    #[serde(flatten)]
    pub status: Status,
    /// The known mistake that gives the same wrong answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub looks_like: Option<LooksLike>,
    /// What the learner's code printed meanwhile.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub printed: String,
    /// The functions that it asked.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub functions: BTreeSet<String>,
}

/// A known mistake that would explain the wrong answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LooksLike {
    /// The mistake's name.
    pub mistake: String,
    /// What to think about.
    pub advice: String,
    /// Whether every other check also went as with that mistake. If not, it is a guess.
    pub consistent: bool,
}

/// One plot and what became of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Plotted {
    /// File name without its ending.
    pub name: String,
    /// The files, or why there are none.
    #[serde(flatten)]
    pub drawing: Drawing,
}

/// What a line of an explanation says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Label {
    /// The input.
    Given,
    /// What is required.
    Expected,
    /// What came.
    Got,
    /// The tolerance.
    Within,
    /// A panic's message.
    Panicked,
    /// A panic's place.
    At,
    /// What the code did, other than to return.
    YourCode,
    /// Why the grader could not do its work.
    NotGraded,
    /// A known mistake that explains everything.
    LooksLike,
    /// A known mistake that explains this check.
    Perhaps,
    /// The mistake's advice.
    Think,
    /// What the code printed.
    Printed,
}

impl Label {
    /// As people read it.
    pub fn words(self) -> &'static str {
        match self {
            Label::Given => "given",
            Label::Expected => "expected",
            Label::Got => "got",
            Label::Within => "within",
            Label::Panicked => "panicked",
            Label::At => "at",
            Label::YourCode => "your code",
            Label::NotGraded => "not graded",
            Label::LooksLike => "looks like",
            Label::Perhaps => "perhaps",
            Label::Think => "think",
            Label::Printed => "printed",
        }
    }

    /// Whether it speaks of a known mistake, and not of what happened.
    pub fn is_advice(self) -> bool {
        matches!(self, Label::LooksLike | Label::Perhaps | Label::Think)
    }
}

impl Graded {
    /// The points that it brought.
    pub fn earned(&self) -> u32 {
        if self.status == Status::Passed { self.points } else { 0 }
    }

    /// Whether it was attempted and brought no points.
    pub fn is_lost(&self) -> bool {
        !matches!(self.status, Status::Passed | Status::NotAttempted)
    }

    /// What a learner needs to know, as labelled lines; empty for a check that passed and printed nothing.
    pub fn explanation(&self) -> Vec<(Label, String)> {
        let mut lines = match &self.status {
            Status::Passed | Status::NotAttempted => Vec::new(),
            Status::Failed(mismatch) => {
                let given = mismatch.given.iter().map(|given| (Label::Given, given.clone()));
                let answer = [(Label::Expected, mismatch.expected.clone()), (Label::Got, mismatch.got.clone())];
                let within = mismatch.within.map(|tolerance| (Label::Within, three_digits(tolerance)));
                given.chain(answer).chain(within).collect()
            }
            Status::Panicked { message, at, given } => {
                let given = given.iter().map(|given| (Label::Given, given.clone()));
                let at = at.iter().map(|at| (Label::At, at.clone()));
                given.chain([(Label::Panicked, message.clone())]).chain(at).collect()
            }
            Status::Stopped { message } => vec![(Label::YourCode, message.clone())],
            Status::Trouble { message } => vec![(Label::NotGraded, message.clone())],
        };
        if let Some(cause) = &self.looks_like {
            let label = if cause.consistent { Label::LooksLike } else { Label::Perhaps };
            lines.push((label, cause.mistake.clone()));
            lines.push((Label::Think, cause.advice.clone()));
        }
        if !self.printed.is_empty() {
            lines.push((Label::Printed, self.printed.clone()));
        }
        lines
    }
}

/// A tolerance that was computed has digits that say nothing.
fn three_digits(tolerance: f64) -> String {
    format!("{:?}", format!("{tolerance:.2e}").parse::<f64>().unwrap_or(tolerance))
}

impl Verdict {
    /// Adds up the points.
    pub fn new(id: &str, title: &str, seed: u64, checks: Vec<Graded>, plots: Vec<Plotted>) -> Verdict {
        Verdict {
            schema: SCHEMA,
            id: id.to_owned(),
            title: title.to_owned(),
            file: String::new(),
            seed,
            score: checks.iter().map(Graded::earned).sum(),
            out_of: checks.iter().map(|check| check.points).sum(),
            checks,
            plots,
        }
    }

    /// Whether every check passed.
    pub fn is_full(&self) -> bool {
        self.checks.iter().all(|check| check.status == Status::Passed)
    }

    /// Whether no function has been written yet.
    pub fn is_unstarted(&self) -> bool {
        self.checks.iter().all(|check| check.status == Status::NotAttempted)
    }

    /// The functions that are asked by a check without points: those that do not pass yet.
    pub fn open_functions(&self) -> BTreeSet<String> {
        let open = self.checks.iter().filter(|check| check.status != Status::Passed);
        open.flat_map(|check| check.functions.iter().cloned()).collect()
    }

    /// The lost check that says most: a mistake that explains everything, one that explains this, what was expected, what
    /// was said. Among equals the first.
    pub fn most_telling(&self) -> Option<usize> {
        let says = |check: &Graded| match (&check.looks_like, &check.status) {
            (Some(cause), _) if cause.consistent => 0,
            (Some(_), _) => 1,
            (None, Status::Failed(_)) => 2,
            _ => 3,
        };
        (0..self.checks.len())
            .filter(|check| self.checks[*check].is_lost())
            .min_by_key(|check| says(&self.checks[*check]))
    }

    /// What kept the grader from its work, if anything did.
    pub fn trouble(&self) -> Option<&str> {
        self.checks.iter().find_map(|check| match &check.status {
            Status::Trouble { message } => Some(message.as_str()),
            _ => None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tolerance_is_shown_without_its_rounding() {
        assert_eq!([1e-9 * 0.1 * 10.0, 0.3 - 0.2, 0.0].map(three_digits), ["1e-9", "0.1", "0.0"]);
    }
}
