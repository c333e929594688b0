//! Runs a program, hands on its lines as they come, and can be called off.

use std::io::{BufRead, BufReader, Read};
use std::ops::ControlFlow;
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

use mlings_process::Group;

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

/// A line that a program wrote.
pub(super) enum Line {
    /// To its standard output.
    Printed(String),
    /// To its standard error.
    Complained(String),
}

/// How a program ended. Unless it ended by itself, it and all that it started are gone.
#[derive(Debug)]
pub(super) enum Ended {
    /// By itself.
    ByItself(ExitStatus),
    /// It was called off.
    CalledOff,
    /// It took too long.
    Late,
    /// Whoever reads its lines wants no more of them.
    Enough,
}

/// Runs the program to its end and calls `line` with every line that it writes.
pub(super) fn run(
    mut command: Command,
    limit: Option<Duration>,
    cancel: &Cancel,
    mut line: impl FnMut(Line) -> ControlFlow<()>,
) -> std::io::Result<Ended> {
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    // All that it starts is ended with it.
    let mut group = Group::start(command)?;
    let (printed, complained) = group.take_output();
    let (sender, lines) = mpsc::channel();
    follow(printed, Line::Printed, sender.clone());
    follow(complained, Line::Complained, sender);
    let began = Instant::now();
    let mut silent_since = None;
    loop {
        match lines.recv_timeout(PATIENCE) {
            Ok(text) => {
                if line(text).is_break() {
                    group.end();
                    return Ok(Ended::Enough);
                }
            }
            Err(RecvTimeoutError::Disconnected) => break,
            // Something that it started, a server of a compiler say, may hold its output open for ever.
            Err(RecvTimeoutError::Timeout) if group.try_wait().is_some() => {
                if silent_since.get_or_insert_with(Instant::now).elapsed() > AFTERGLOW {
                    break;
                }
            }
            Err(RecvTimeoutError::Timeout) => {}
        }
        if cancel.is_cancelled() {
            group.end();
            return Ok(Ended::CalledOff);
        }
        if limit.is_some_and(|limit| began.elapsed() > limit) {
            group.end();
            return Ok(Ended::Late);
        }
    }
    Ok(Ended::ByItself(group.wait()?))
}

/// How soon a call-off is noticed.
const PATIENCE: Duration = Duration::from_millis(20);
/// How long the last words of a program that has ended are waited for.
const AFTERGLOW: Duration = Duration::from_millis(500);

fn follow(output: Option<impl Read + Send + 'static>, kind: fn(String) -> Line, sender: Sender<Line>) {
    let Some(output) = output else { return };
    thread::spawn(move || {
        let lines = BufReader::new(output).split(b'\n').map_while(Result::ok);
        for line in lines {
            let line = String::from_utf8_lossy(line.strip_suffix(b"\r").unwrap_or(&line)).into_owned();
            if sender.send(kind(line)).is_err() {
                break;
            }
        }
    });
}

/// Whether a program gets out of the way of others.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) enum Priority {
    /// Somebody waits for it.
    #[default]
    Normal,
    /// It may take longer where the machine has something else to do.
    Low,
}

/// A command for a program that the system ends when it has used so much of a processor's time, even when nobody is
/// left to do so.
#[cfg(unix)]
pub(super) fn limited(program: impl AsRef<Path>, seconds: u64, priority: Priority) -> Command {
    let nice = if priority == Priority::Low { "nice -n 10 " } else { "" };
    let mut command = Command::new("/bin/sh");
    let script = format!("ulimit -t {seconds} 2> /dev/null; exec {nice}\"$0\" \"$@\"");
    command.args(["-c", &script]).arg(program.as_ref());
    command
}

/// A command for a program; this system knows no such limit.
#[cfg(not(unix))]
pub(super) fn limited(program: impl AsRef<Path>, _: u64, _: Priority) -> Command {
    Command::new(program.as_ref())
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn shell(script: &str) -> Command {
        let mut command = limited("/bin/sh", 100, Priority::Low);
        command.args(["-c", script]);
        command
    }

    fn lines_of(script: &str, limit: Option<Duration>) -> (Ended, Vec<String>) {
        let mut seen = Vec::new();
        let ended = run(shell(script), limit, &Cancel::default(), |line| {
            seen.push(match line {
                Line::Printed(line) => line,
                Line::Complained(line) => format!("! {line}"),
            });
            if seen.last().is_some_and(|line| line == "enough") {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        });
        seen.sort();
        (ended.expect("a shell"), seen)
    }

    #[test]
    fn lines_come_from_both_ends_and_the_status_with_them() {
        let (ended, seen) = lines_of("echo one; echo two >&2; exit 3", None);
        assert_eq!(seen, ["! two", "one"]);
        assert!(matches!(ended, Ended::ByItself(status) if status.code() == Some(3)), "{ended:?}");
    }

    #[test]
    fn what_goes_on_for_too_long_is_ended_and_what_stays_behind_is_not_waited_for() {
        assert!(matches!(lines_of("sleep 60", Some(Duration::from_millis(50))).0, Ended::Late));
        assert!(matches!(lines_of("echo enough; sleep 60", None).0, Ended::Enough));
        let began = Instant::now();
        assert!(matches!(lines_of("sleep 60 & echo one", None).0, Ended::ByItself(_)));
        assert!(began.elapsed() < Duration::from_secs(30));
    }
}
