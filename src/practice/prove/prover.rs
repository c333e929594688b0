//! A grader that tries what is to be proven, as the command sees it.

use std::process::{Command, Stdio};
use std::time::Duration;

use mlings_process::Group;
use mlings_verdict::proof::{Finding, Trial};

use crate::practice::Problem;
use crate::practice::build::Toolset;
use crate::practice::grader::{NoLine, Talk};
use crate::practice::run::Cancel;
use crate::practice::workplace::Workplace;

/// A grader that waits for trials of one exercise. It ends with this value.
pub(super) struct Prover<'a> {
    id: &'a str,
    _group: Group,
    talk: Talk,
    cancel: &'a Cancel,
}

/// The argument that makes a grader answer trials.
const PROVE: &str = "--prove";
/// How long a trial may take to be taken.
const TAKEN: Duration = Duration::from_secs(10);

impl<'a> Prover<'a> {
    /// Starts the grader.
    pub fn start(
        workplace: &Workplace,
        toolset: &Toolset,
        id: &'a str,
        cancel: &'a Cancel,
    ) -> Result<Prover<'a>, Problem> {
        let mut command = Command::new(&toolset.grader);
        command.args([PROVE, id]).stdout(Stdio::null()).stderr(Stdio::inherit());
        let (group, talk) = Talk::start(command, workplace).map_err(|error| broken(id, &error.to_string()))?;
        Ok(Prover { id, _group: group, talk, cancel })
    }

    /// Has it try something, and waits for what comes of it.
    pub fn try_it(&mut self, trial: &Trial, progress: &mut dyn FnMut(usize, usize)) -> Result<Finding, Problem> {
        self.talk.tell(trial, TAKEN).map_err(|error| broken(self.id, &error.to_string()))?;
        loop {
            // A trial says nothing until it is over.
            let line = self.talk.line(Duration::MAX, self.cancel).map_err(|none| match none {
                NoLine::CalledOff => Problem::called_off(),
                NoLine::Silent | NoLine::Ended => broken(self.id, "it ended"),
                NoLine::TooLong => broken(self.id, "it sent a finding that does not end"),
            })?;
            match serde_json::from_slice(&line).map_err(|error| broken(self.id, &error.to_string()))? {
                Finding::Progress { done, of } => progress(done, of),
                Finding::Trouble(what) => return Err(Problem::new(format!("{}: {what}", self.id), MEND_IT)),
                finding => return Ok(finding),
            }
        }
    }
}

const MEND_IT: &str = "mend that first: nothing can be proven of an exercise whose reference is not right";

fn broken(id: &str, how: &str) -> Problem {
    Problem::new(format!("the grader of {id} gave no finding ({how})"), "try again; what it said stands above")
}
