//! The command's end of a line to a grader, or to another program that it starts: lines of JSON go there and come back.

use std::io::{ErrorKind, Read, Write};
use std::process::Command;
use std::time::{Duration, Instant};

use mlings_process::{Channel, Group, Offer, Patient};
use serde::Serialize;

use crate::practice::run::Cancel;
use crate::practice::workplace::Workplace;

/// A line to a grader, or to another program.
pub(in crate::practice) struct Talk {
    channel: Patient,
    /// What came and was not read yet.
    inbox: Vec<u8>,
}

/// Why there is no next line.
pub(in crate::practice) enum NoLine {
    CalledOff,
    /// Nobody said anything for so long.
    Silent,
    /// Nobody is there any more.
    Ended,
    TooLong,
}

/// How soon a call-off is noticed.
const LOOK: Duration = Duration::from_millis(20);
/// No line of an answer is longer. What a learner's code prints is cut by the grader before.
const LONGEST_LINE: usize = 256 << 20;

impl Talk {
    /// Starts a program in the workplace, with the workplace's data.
    pub fn start(command: Command, workplace: &Workplace) -> std::io::Result<(Group, Talk)> {
        let (group, channel) = Talk::begin(command, workplace)?;
        Ok((group, Talk::over(channel)?))
    }

    /// The same, with one end for a thread that tells and one for a thread that listens.
    pub fn start_with_two(command: Command, workplace: &Workplace) -> std::io::Result<(Group, Talk, Talk)> {
        let (group, channel) = Talk::begin(command, workplace)?;
        Ok((group, Talk::over(channel.try_clone()?)?, Talk::over(channel)?))
    }

    fn over(channel: Channel) -> std::io::Result<Talk> {
        Ok(Talk { channel: Patient::new(channel)?, inbox: Vec::new() })
    }

    fn begin(mut command: Command, workplace: &Workplace) -> std::io::Result<(Group, Channel)> {
        command.current_dir(&workplace.root);
        if let Some(datasets) = workplace.own_datasets() {
            command.env("MLINGS_DATASETS", datasets);
        }
        let offer = Offer::to(&mut command)?;
        let group = Group::start(command)?;
        Ok((group, offer.accepted()?))
    }

    /// Sends a line, which must be taken within a time.
    pub fn tell(&mut self, what: &impl Serialize, within: Duration) -> std::io::Result<()> {
        let mut line = serde_json::to_vec(what)?;
        line.push(b'\n');
        self.channel.wait_until(Instant::now() + within);
        (&self.channel).write_all(&line)
    }

    /// The next line that comes.
    pub fn line(&mut self, silence: Duration, cancel: &Cancel) -> Result<Vec<u8>, NoLine> {
        let began = Instant::now();
        let mut chunk = vec![0; 1 << 16];
        let mut looked = 0;
        loop {
            if let Some(end) = self.inbox[looked..].iter().position(|byte| *byte == b'\n') {
                let rest = self.inbox.split_off(looked + end + 1);
                return Ok(std::mem::replace(&mut self.inbox, rest));
            }
            looked = self.inbox.len();
            if cancel.is_cancelled() {
                return Err(NoLine::CalledOff);
            }
            self.channel.wait_until(Instant::now() + LOOK);
            match self.channel.read(&mut chunk) {
                Ok(length @ 1..) => self.inbox.extend_from_slice(&chunk[..length]),
                Err(error) if is_only_silent(error.kind()) => {}
                Ok(0) | Err(_) => return Err(NoLine::Ended),
            }
            if began.elapsed() > silence {
                return Err(NoLine::Silent);
            }
            if self.inbox.len() > LONGEST_LINE {
                return Err(NoLine::TooLong);
            }
        }
    }
}

fn is_only_silent(kind: ErrorKind) -> bool {
    matches!(kind, ErrorKind::WouldBlock | ErrorKind::TimedOut | ErrorKind::Interrupted)
}
