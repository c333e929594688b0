//! A grader that behaves as a test would that has libtest's own harness: for `cargo test --test kmeans` and nextest.

use std::ffi::OsString;
use std::io;
use std::path::Path;
use std::process::ExitCode;

use clap::Parser;
use libtest_mimic::{Arguments, Failed, Trial};
use mlings_verdict::{Graded, Limits, Status, Verdict, fresh_seed, seed_from_environment};

use crate::{Attempt, Lesson, Named};

/// libtest's arguments, and a seed.
#[derive(Parser)]
struct CommandLine {
    #[command(flatten)]
    libtest: Arguments,
    /// Replay the inputs of an earlier run.
    #[arg(long)]
    seed: Option<u64>,
}

/// Grades the program as the arguments ask.
pub(crate) fn run(lesson: &'static dyn Lesson, program: &Path, arguments: &[OsString]) -> io::Result<ExitCode> {
    let name = OsString::from(lesson.about().id);
    let line = CommandLine::parse_from(std::iter::once(&name).chain(arguments));
    let arguments = line.libtest;
    let named = lesson.checks();
    let unrun = |name: &str| Trial::test(name, || Ok(()));
    if arguments.list {
        let trials = named.iter().map(|check| unrun(check.name)).collect();
        return Ok(libtest_mimic::run(&arguments, trials).exit_code());
    }
    let wanted = |check: &usize| !arguments.is_filtered_out(&unrun(named[*check].name));
    let checks: Vec<usize> = (0..named.len()).filter(wanted).filter(|_| !arguments.ignored).collect();
    let attempt = Attempt {
        lesson,
        program,
        arguments: Vec::new(),
        seed: line.seed.or_else(seed_from_environment).unwrap_or_else(fresh_seed),
        limits: Limits::from_environment(),
        plots: (checks.len() == named.len()).then_some(Path::new("plots")),
    };
    let verdict = attempt.grade(&checks, &mut |_| ())?;
    let conclusion = libtest_mimic::run(&arguments, trials(&named, &verdict));
    println!("{}: {}/{} points, seed {}\n", verdict.title, verdict.score, verdict.out_of, verdict.seed);
    Ok(conclusion.exit_code())
}

/// Every check as a trial whose result is already known.
fn trials(named: &[Named], verdict: &Verdict) -> Vec<Trial> {
    let trial = |check: &Named| {
        let graded = verdict.checks.iter().find(|graded| graded.name == check.name);
        let result = graded.map_or(Ok(()), as_result);
        Trial::test(check.name, move || result)
    };
    named.iter().map(trial).collect()
}

fn as_result(graded: &Graded) -> Result<(), Failed> {
    match &graded.status {
        Status::Passed => Ok(()),
        Status::NotAttempted => Err("not attempted".into()),
        _ => {
            let lines = graded.explanation().into_iter();
            let line = |(label, text): (mlings_verdict::Label, String)| {
                format!("{:>10}  {}", label.words(), text.replace('\n', "\n            "))
            };
            Err(lines.map(line).collect::<Vec<_>>().join("\n").into())
        }
    }
}
