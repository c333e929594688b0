//! The verdict on one attempt: all that leaves the grader, and all that reports are made from.

use serde::{Deserialize, Serialize};

use super::{About, Drawing, Status};

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
    /// The learner's file, relative to the workplace.
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

impl Graded {
    /// What a learner needs to know, as labelled lines; empty for a check that passed and printed nothing.
    pub fn explanation(&self) -> Vec<(&'static str, String)> {
        let mut lines = match &self.status {
            Status::Passed | Status::NotAttempted => Vec::new(),
            Status::Failed(mismatch) => {
                let given = mismatch.given.iter().map(|given| ("given", given.clone()));
                let answer = [("expected", mismatch.expected.clone()), ("got", mismatch.got.clone())];
                let within = mismatch.within.map(|tolerance| ("within", three_digits(tolerance)));
                given.chain(answer).chain(within).collect()
            }
            Status::Panicked { message, at } => {
                let at = at.iter().map(|at| ("at", at.clone()));
                [("panicked", message.clone())].into_iter().chain(at).collect()
            }
            Status::Stopped { message } => vec![("your code", message.clone())],
            Status::Trouble { message } => vec![("not graded", message.clone())],
        };
        if let Some(cause) = &self.looks_like {
            lines.push((if cause.consistent { "looks like" } else { "perhaps" }, cause.mistake.clone()));
            lines.push(("think", cause.advice.clone()));
        }
        if !self.printed.is_empty() {
            lines.push(("printed", self.printed.clone()));
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
    pub fn new(about: About, seed: u64, checks: Vec<Graded>, plots: Vec<Plotted>) -> Verdict {
        let passed = checks.iter().filter(|check| check.status == Status::Passed);
        Verdict {
            schema: SCHEMA,
            id: about.id.to_owned(),
            title: about.title.to_owned(),
            file: about.file().display().to_string(),
            seed,
            score: passed.map(|check| check.points).sum(),
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
