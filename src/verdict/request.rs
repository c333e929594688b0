//! How the command asks a grader: one line of JSON there, lines of JSON back.

use std::path::PathBuf;
use std::time::{SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

use super::{Limits, Verdict};

/// The environment variable for the seed, for callers that cannot pass `--seed`.
pub const SEED: &str = "MLINGS_SEED";

/// A line of what a grader is told.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Told {
    /// A verdict is wanted.
    Request(Request),
    /// One will be wanted soon, so what takes time may be prepared. There is no answer.
    Soon {
        /// The exercise that it will be about.
        soon: String,
    },
}

/// What is asked of a grader, on its channel.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Request {
    /// The exercise's stable name.
    pub id: String,
    /// The worker: the learner's file as a program.
    pub program: PathBuf,
    /// The checks' seed.
    pub seed: u64,
    /// The folder that plots go to, below one of the exercise's own.
    pub plots: PathBuf,
    /// What a check may use.
    pub limits: Limits,
}

/// One line of what a grader answers to a [`Request`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Answer {
    /// What will be asked, said before any of the learner's code has run. The verdict must fit to it.
    Questions(Vec<Question>),
    /// Progress.
    Progress {
        /// So many of the checks and plots are done.
        done: usize,
        /// All there are.
        of: usize,
    },
    /// Still at work. Written so that a grader notices when whoever asked it is gone, and the other way round.
    Alive,
    /// The verdict as it will be, but without the plots, which are still being drawn.
    Judged(Box<Verdict>),
    /// The end.
    Verdict(Box<Verdict>),
}

/// A check before it is asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// The requirement.
    pub name: String,
    /// What it is worth.
    pub points: u32,
}

impl Verdict {
    /// Whether it is a verdict on this exercise: on each of these questions, in their order, and with the points that
    /// its own checks add up to.
    pub fn answers(&self, id: &str, questions: &[Question]) -> bool {
        let is_on = |(graded, question): (&super::Graded, &Question)| {
            graded.name == question.name && graded.points == question.points
        };
        self.id == id
            && self.checks.len() == questions.len()
            && self.checks.iter().zip(questions).all(is_on)
            && self.score == self.checks.iter().map(super::Graded::earned).sum::<u32>()
            && self.out_of == questions.iter().map(|question| question.points).sum::<u32>()
    }
}

/// The seed that [`SEED`] holds.
pub fn seed_from_environment() -> Option<u64> {
    std::env::var(SEED).ok()?.parse().ok()
}

/// A seed that is short enough to be typed again.
pub fn fresh_seed() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    // The last digits of the clock, spread by the golden ratio.
    let mixed = (since.as_nanos() as u64 ^ u64::from(std::process::id())).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed >> 32
}

#[cfg(test)]
mod tests {
    use super::super::{Graded, Status};
    use super::*;

    fn verdict() -> (Verdict, Vec<Question>) {
        let check = |name: &str, points, status| Graded {
            name: name.to_owned(),
            points,
            status,
            looks_like: None,
            printed: String::new(),
            functions: Default::default(),
        };
        let checks = vec![check("a", 60, Status::Passed), check("b", 40, Status::NotAttempted)];
        let questions =
            vec![Question { name: "a".to_owned(), points: 60 }, Question { name: "b".to_owned(), points: 40 }];
        (Verdict::new("sums", "Sums", 1, checks, Vec::new()), questions)
    }

    #[test]
    fn a_verdict_fits_to_its_questions_alone() {
        let (verdict, questions) = verdict();
        assert!(verdict.answers("sums", &questions));
        assert!(!verdict.answers("means", &questions), "another exercise");
        assert!(!verdict.answers("sums", &questions[..1]), "another number of checks");
        assert!(!Verdict { score: 1000, ..verdict.clone() }.answers("sums", &questions), "points from nowhere");
        assert!(!Verdict { score: 0, checks: Vec::new(), ..verdict.clone() }.answers("sums", &questions), "no checks");
        let mut renamed = verdict;
        renamed.checks[1].name = "c".to_owned();
        assert!(!renamed.answers("sums", &questions), "another check");
    }
}
