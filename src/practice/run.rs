//! Runs a program, hands on its lines as they come, and can be called off.

use std::io::{BufRead, BufReader, Read};
use std::process::{Command, ExitStatus, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use crate::grading::group::Group;

/// Calls off what is running, from another thread.
#[derive(Clone, Debug, Default)]
pub(super) struct Cancel(Arc<AtomicBool>);

impl Cancel {
    /// Calls it off.
    pub fn cancel(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether it was called off.
    pub fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// How a program ended.
pub(super) struct Ended {
    pub status: ExitStatus,
    /// What it wrote to standard error, where that was asked for.
    pub complaints: String,
}

/// Runs the program to its end and calls `line` with every line that it prints. `None` when it was called
/// off: then it and all that it started are gone.
pub(super) fn run(mut command: Command, cancel: &Cancel, mut line: impl FnMut(&str)) -> std::io::Result<Option<Ended>> {
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    // All that it starts is ended with it.
    let mut child = Group::start(command)?;
    let (printed, complained) = child.take_output();
    let (sender, lines) = mpsc::channel();
    thread::spawn(move || {
        let lines = printed.into_iter().flat_map(|printed| BufReader::new(printed).lines().map_while(Result::ok));
        for line in lines {
            if sender.send(line).is_err() {
                break;
            }
        }
    });
    let complaints = thread::spawn(move || {
        let mut text = Vec::new();
        // What cannot be read is not there to be shown.
        let _ = complained.map(|mut complained| complained.read_to_end(&mut text));
        String::from_utf8_lossy(&text).into_owned()
    });
    loop {
        match lines.recv_timeout(PATIENCE) {
            Ok(text) => line(&text),
            Err(RecvTimeoutError::Disconnected) => break,
            Err(RecvTimeoutError::Timeout) => {}
        }
        if cancel.is_cancelled() {
            child.end();
            return Ok(None);
        }
    }
    let status = child.wait()?;
    Ok(Some(Ended { status, complaints: complaints.join().unwrap_or_default() }))
}

/// How soon a call-off is noticed.
const PATIENCE: Duration = Duration::from_millis(20);
