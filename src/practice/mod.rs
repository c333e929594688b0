//! The `mlings` command. Who knows a command's name opens the file of that name.

mod atomic;
mod bench;
mod build;
mod cache;
mod catalog;
mod check;
mod command_line;
mod doctor;
mod generate;
mod grade;
mod grader;
mod guide;
mod hint;
mod level;
mod list;
mod new;
mod output;
mod overview;
mod progress;
mod prove;
mod report;
mod reset;
mod run;
mod session;
mod solution;
mod stamp;
mod starter;
mod store;
mod workplace;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser;
#[cfg(unix)]
use signal_hook::{
    consts::{SIGHUP, SIGINT, SIGTERM},
    iterator::Signals,
};

use crate::report::terminal::{BAD, STRONG, styled};
use command_line::{Command, CommandLine};
use output::{note, tell};
use run::Cancel;
use workplace::Workplace;

/// What is wrong and what to do about it: every error that a person sees.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("{what}\n{help}")]
pub struct Problem {
    what: String,
    help: String,
}

impl Problem {
    fn new(what: impl Into<String>, help: impl Into<String>) -> Problem {
        Problem { what: what.into(), help: help.into() }
    }

    /// What is wrong, without what to do about it.
    fn what(&self) -> &str {
        &self.what
    }

    /// A workplace in which no exercise can be read.
    fn no_exercises() -> Problem {
        Problem::new("there is no exercise here", format!("see what is wrong: {} doctor", invocation()))
    }

    /// Not an error: somebody wanted no more of it.
    fn called_off() -> Problem {
        Problem::new("called off", "start it again whenever you like; nothing was lost")
    }
}

/// Runs the command and returns its exit code: 0 when all is well (for `check`: full marks), 1 when
/// not all points were earned (for `doctor`: something is to be mended), 2 when the command could not
/// do its work.
pub fn main(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let line = match CommandLine::try_parse_from(arguments) {
        Ok(line) => line,
        Err(usage) => usage.exit(),
    };
    line.color.write_global();
    run(line.command).unwrap_or_else(|problem| {
        let [error, help] = [styled(BAD.bold(), "error"), styled(STRONG, "help")];
        tell(&format!("{error}: {}\n  {help}: {}\n", problem.what, problem.help));
        ExitCode::from(TROUBLE)
    })
}

const NOT_FULL: u8 = 1;
const NOT_WELL: u8 = 1;
const TROUBLE: u8 = 2;

fn run(command: Option<Command>) -> Result<ExitCode, Problem> {
    let workplace = Workplace::find()?;
    let cancel = Cancel::default();
    call_off_on_signals(&cancel);
    if !matches!(command, Some(Command::Doctor { .. })) {
        workplace.catalog.troubles.iter().for_each(|trouble| note(&trouble.in_words()));
    }
    match command {
        None if session::is_possible() => session::run(&workplace, None, None, None, &cancel),
        None => overview::run(&workplace, &cancel),
        Some(Command::Watch { exercise, editor }) => {
            session::run(&workplace, exercise.as_deref(), editor, None, &cancel)
        }
        Some(Command::Page { exercise, editor, no_open }) => {
            session::run(&workplace, exercise.as_deref(), editor, Some(!no_open), &cancel)
        }
        Some(Command::List { json }) => list::run(&workplace, json),
        Some(Command::Check { exercise, all, json, grading }) => {
            check::run(&workplace, exercise.as_deref(), all, json, &grading, &cancel)
        }
        Some(Command::Guide { exercise }) => guide::run(&workplace, &exercise),
        Some(Command::Hint { exercise }) => hint::run(&workplace, &exercise),
        Some(Command::Solution { exercise, reveal }) => solution::run(&workplace, &exercise, reveal),
        Some(Command::Reset { exercise, all }) => reset::run(&workplace, exercise.as_deref(), all),
        Some(Command::Report(wanted)) => report::run(&workplace, &wanted, &cancel),
        Some(Command::Bench { exercise, quick, json }) => bench::bench(&workplace, &exercise, quick, json, &cancel),
        Some(Command::Doctor { json }) => doctor::run(&workplace, json),
        Some(Command::Generate { check }) => generate::run(&workplace, check),
        Some(Command::Prove(wanted)) => prove::run(&workplace, &wanted, &cancel),
        Some(Command::New { track, id }) => new::run(&workplace, &track, &id),
    }
}

/// Ctrl-C, a closed terminal and `kill` end what was started, not just ourselves.
fn call_off_on_signals(cancel: &Cancel) {
    let cancel = cancel.clone();
    // Without the handler a signal ends us as it always did, and what we started ends by itself a moment later.
    #[cfg(unix)]
    if let Ok(mut signals) = Signals::new([SIGINT, SIGTERM, SIGHUP]) {
        std::thread::spawn(move || signals.forever().for_each(|_| cancel.cancel()));
    }
    #[cfg(windows)]
    let _ = ctrlc::set_handler(move || cancel.cancel());
}

/// How the command was called, for messages that name it.
fn invocation() -> &'static str {
    if std::env::var_os("CARGO").is_some() { "cargo run --" } else { "mlings" }
}
