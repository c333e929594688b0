//! How a grader answers `mlings prove`: a trial comes on a line of its channel, findings go on lines.

use std::io::{self, BufRead, BufReader};
use std::path::Path;

use mlings_process::Channel;
use mlings_verdict::proof::{Finding, How, Lost, Trial};
use mlings_verdict::{Limits, Question, Status};

use crate::asked::say;
use crate::grade::Prober;
use crate::{Lesson, proof, saboteur};

/// Answers until nobody asks any more.
pub(crate) fn serve(lesson: &'static dyn Lesson) -> io::Result<()> {
    let channel = Channel::of_this_program()?;
    for line in BufReader::new(&channel).lines() {
        let trial: Trial = serde_json::from_str(&line?)?;
        let mut progress = |done, of| {
            // Nobody waits for it any more.
            if say(&channel, &Finding::Progress { done, of }).is_err() {
                std::process::exit(1);
            }
        };
        let finding = match trial {
            Trial::Lesson { seeds, seeds_for_mistakes } => {
                let question = |check: &crate::Named| Question { name: check.name.to_owned(), points: check.points };
                Ok(Finding::Lesson {
                    checks: lesson.checks().iter().map(question).collect(),
                    mistakes: lesson.mistakes().len(),
                    faults: proof::faults(lesson, seeds, seeds_for_mistakes),
                })
            }
            Trial::Program { program, seeds, limits } => attempt(lesson, &program, &seeds, limits),
            Trial::Saboteurs { program, seeds, limits } => {
                saboteur::try_all(lesson, &program, &seeds, limits, &mut progress)
                    .map(|came| came.map_or_else(Finding::Trouble, Finding::Saboteurs))
            }
        };
        say(&channel, &finding.unwrap_or_else(|error| Finding::Trouble(error.to_string())))?;
    }
    Ok(())
}

/// Every check with one seed after the other, until one of them costs points. What takes too long ends it at once.
fn attempt(lesson: &'static dyn Lesson, program: &Path, seeds: &[u64], limits: Limits) -> io::Result<Finding> {
    let mut prober = Prober::new(lesson, program, limits)?;
    for seed in seeds {
        let mut lost = Vec::new();
        for (check, named) in lesson.checks().iter().enumerate() {
            let how = match prober.status(check, *seed, None)? {
                Status::Passed => continue,
                Status::Failed(_) => How::Failed,
                Status::Panicked { .. } => How::Panicked,
                Status::Stopped { .. } => How::Stopped,
                Status::NotAttempted => How::NotAttempted,
                Status::Trouble { message } => return Ok(Finding::Trouble(message)),
            };
            lost.push(Lost { check: named.name.to_owned(), how });
            if how == How::Stopped {
                break;
            }
        }
        if !lost.is_empty() {
            return Ok(Finding::Program { lost });
        }
    }
    Ok(Finding::Program { lost: Vec::new() })
}
