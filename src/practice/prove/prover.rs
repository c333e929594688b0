//! A grader that tries what is to be proven, as the command sees it.

use std::io::{ErrorKind, Read, Write};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use mlings_process::{Group, Offer, Patient};
use mlings_verdict::proof::{Finding, Trial};

use crate::practice::Problem;
use crate::practice::build::Toolset;
use crate::practice::run::Cancel;
use crate::practice::workplace::Workplace;

/// A grader that waits for trials of one exercise. It ends with this value.
pub(super) struct Prover<'a> {
    id: &'a str,
    _group: Group,
    channel: Patient,
    inbox: Vec<u8>,
    cancel: &'a Cancel,
}

/// The argument that makes a grader answer trials.
const PROVE: &str = "--prove";
/// How soon a call-off is noticed.
const LOOK: Duration = Duration::from_millis(50);

impl<'a> Prover<'a> {
    /// Starts the grader.
    pub fn start(
        workplace: &Workplace,
        toolset: &Toolset,
        id: &'a str,
        cancel: &'a Cancel,
    ) -> Result<Prover<'a>, Problem> {
        let start = || {
            let mut command = Command::new(&toolset.grader);
            command.current_dir(&workplace.root).args([PROVE, id]).stdout(Stdio::null()).stderr(Stdio::inherit());
            if let Some(datasets) = workplace.own_datasets() {
                command.env("MLINGS_DATASETS", datasets);
            }
            let offer = Offer::to(&mut command)?;
            let group = Group::start(command)?;
            Ok((group, Patient::new(offer.accepted()?)?))
        };
        let (group, channel) = start().map_err(|error: std::io::Error| broken(id, &error.to_string()))?;
        Ok(Prover { id, _group: group, channel, inbox: Vec::new(), cancel })
    }

    /// Has it try something, and waits for what comes of it.
    pub fn try_it(&mut self, trial: &Trial, progress: &mut dyn FnMut(usize, usize)) -> Result<Finding, Problem> {
        let mut line = serde_json::to_vec(trial).map_err(|error| broken(self.id, &error.to_string()))?;
        line.push(b'\n');
        self.channel.wait_until(Instant::now() + Duration::from_secs(10));
        (&self.channel).write_all(&line).map_err(|error| broken(self.id, &error.to_string()))?;
        loop {
            let line = self.line()?;
            match serde_json::from_slice(&line).map_err(|error| broken(self.id, &error.to_string()))? {
                Finding::Progress { done, of } => progress(done, of),
                Finding::Trouble(what) => return Err(Problem::new(format!("{}: {what}", self.id), MEND_IT)),
                finding => return Ok(finding),
            }
        }
    }

    fn line(&mut self) -> Result<Vec<u8>, Problem> {
        let mut chunk = vec![0; 1 << 16];
        loop {
            if let Some(end) = self.inbox.iter().position(|byte| *byte == b'\n') {
                let rest = self.inbox.split_off(end + 1);
                return Ok(std::mem::replace(&mut self.inbox, rest));
            }
            if self.cancel.is_cancelled() {
                return Err(Problem::called_off());
            }
            self.channel.wait_until(Instant::now() + LOOK);
            match self.channel.read(&mut chunk) {
                Ok(0) => return Err(broken(self.id, "it ended")),
                Ok(length) => self.inbox.extend_from_slice(&chunk[..length]),
                Err(error) => match error.kind() {
                    ErrorKind::WouldBlock | ErrorKind::TimedOut | ErrorKind::Interrupted => {}
                    _ => return Err(broken(self.id, &error.to_string())),
                },
            }
        }
    }
}

const MEND_IT: &str = "mend that first: nothing can be proven of an exercise whose reference is not right";

fn broken(id: &str, how: &str) -> Problem {
    Problem::new(format!("the grader of {id} gave no finding ({how})"), "try again; what it said stands above")
}
