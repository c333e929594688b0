//! `main` of every exercise target.
//!
//! The same target speaks three languages: libtest's command line (for `cargo test --test kmeans`
//! and nextest), the verdict as JSON (for the `mlings` command), and the steps of a child (see
//! [`super::isolate`]).

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser;
use libtest_mimic::{Arguments, Failed, Trial};
use serde::{Deserialize, Serialize};

use super::child::{self, Allocator, Ending, Order, Step};
use super::diagnose::diagnose;
use super::isolate;
use super::limits::Limits;
use super::verdict::{Graded, Plotted, Verdict};
use super::{Drawing, Exercise, Lesson, Status};

/// Hands a learner's functions to the grader: the last line of every exercise file.
///
/// ```text
/// mlings::grade!(kmeans { assign, update, inertia, fit });
/// ```
///
/// A function whose signature was changed shows here as an ordinary type error.
#[macro_export]
macro_rules! grade {
    ($($functions:tt)+) => {
        #[global_allocator]
        static ALLOCATOR: $crate::grading::Cap<::std::alloc::System> =
            $crate::grading::Cap::new(::std::alloc::System, usize::MAX);
        $crate::grade_with!(ALLOCATOR, $($functions)+);
    };
}

/// The part of [`grade!`] that is the same whichever allocator the program uses.
#[doc(hidden)]
#[macro_export]
macro_rules! grade_with {
    ($allocator:ident, $exercise:ident { $($function:ident),+ $(,)? }) => {
        fn main() -> ::std::process::ExitCode {
            let functions = $crate::curriculum::$exercise::Contract { $($function),+ };
            $crate::grading::harness::main(&$crate::curriculum::$exercise::EXERCISE.with(functions), &$allocator)
        }
    };
}

/// The first argument that asks for a verdict as JSON.
pub const VERDICT: &str = "--mlings-verdict";
/// The environment variable for the seed, for callers that cannot pass `--seed`.
pub const SEED: &str = "MLINGS_SEED";

/// What the `mlings` command asks of an exercise target; travels as its second argument.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Request {
    /// The checks' seed.
    pub seed: u64,
    /// The folder that plots go to.
    pub plots: PathBuf,
    /// What a check may use.
    pub limits: Limits,
}

/// One line of what an exercise target answers to a [`Request`]: progress, and at last the verdict.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Answer {
    /// So many of the checks and plots are done.
    Progress {
        /// Done.
        done: usize,
        /// All there are.
        of: usize,
    },
    /// Still at work. Written so that a grader notices when whoever asked it is gone.
    Alive,
    /// The end.
    Verdict(Box<Verdict>),
}

/// Nobody would stop a grader whose asker was killed, and an endless check would keep it for its whole time.
fn end_when_nobody_listens() {
    while say(&Answer::Alive).is_ok() {
        std::thread::sleep(child::HEARTBEAT);
    }
    std::process::exit(i32::from(TROUBLE));
}

fn say(answer: &Answer) -> io::Result<()> {
    let mut line = serde_json::to_vec(answer)?;
    line.push(b'\n');
    io::stdout().lock().write_all(&line)
}

/// libtest's arguments, and a seed.
#[derive(Parser)]
struct CommandLine {
    #[command(flatten)]
    libtest: Arguments,
    /// Replay the inputs of an earlier run.
    #[arg(long)]
    seed: Option<u64>,
}

/// Grades the exercise's functions as the command line asks.
pub fn main<C: Copy + Sync + 'static>(exercise: &Exercise<C>, allocator: &'static Allocator) -> ExitCode {
    dispatch(exercise, allocator).unwrap_or_else(|error| {
        eprintln!("error: the exercise could not be graded: {error}");
        ExitCode::from(TROUBLE)
    })
}

/// The exit code when the grader could not do its work.
const TROUBLE: u8 = 2;

/// Runs the checks that a grader asks for, if this process was started for that. Every program that calls [`grade()`]
/// calls this first.
pub fn serve(lesson: &dyn Lesson, allocator: &'static Allocator) -> io::Result<bool> {
    let arguments: Vec<String> = std::env::args().collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [_, isolate::CHILD, order] => child::run(lesson, &serde_json::from_str(order)?, allocator).map(|()| true),
        _ => Ok(false),
    }
}

fn dispatch(lesson: &dyn Lesson, allocator: &'static Allocator) -> io::Result<ExitCode> {
    if serve(lesson, allocator)? {
        return Ok(ExitCode::SUCCESS);
    }
    let arguments: Vec<String> = std::env::args().collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [_, VERDICT, request] => {
            let request: Request = serde_json::from_str(request)?;
            std::thread::spawn(end_when_nobody_listens);
            let checks: Vec<usize> = (0..lesson.checks().len()).collect();
            let of = checks.len() + lesson.plots().len();
            let mut begun = |done| {
                let _ = say(&Answer::Progress { done, of });
            };
            let verdict = grade(lesson, &checks, Some(&request.plots), request.seed, &request.limits, &mut begun)?;
            say(&Answer::Verdict(Box::new(verdict)))?;
            Ok(ExitCode::SUCCESS)
        }
        _ => libtest(lesson, CommandLine::parse()),
    }
}

/// Grades these checks in a child process; draws the plots where there is a folder for them. Calls `begun`
/// with the number of every step that begins.
pub fn grade(
    lesson: &dyn Lesson,
    checks: &[usize],
    plots: Option<&Path>,
    seed: u64,
    limits: &Limits,
    begun: &mut dyn FnMut(usize),
) -> io::Result<Verdict> {
    let drawn = if plots.is_some() { lesson.plots().len() } else { 0 };
    let order = Order {
        seed,
        steps: checks.iter().copied().map(Step::Check).chain((0..drawn).map(Step::Plot)).collect(),
        plots: plots.map(|folder| folder.join(lesson.about().id)).unwrap_or_default(),
        memory_mib: limits.memory_mib,
        marker: format!("\0{:016x} ", rand::random::<u64>()),
    };
    let mut statuses = vec![Status::NotAttempted; lesson.checks().len()];
    let mut printed = vec![String::new(); lesson.checks().len()];
    let mut drawings = Vec::new();
    for (step, ran) in order.steps.iter().zip(isolate::run(&std::env::current_exe()?, &order, limits, begun)?) {
        match (step, ran.ending) {
            (Step::Check(check), Ending::Check(status)) => {
                statuses[*check] = status;
                printed[*check] = ran.printed;
            }
            (Step::Plot(plot), Ending::Plot(drawing)) => drawings.push((*plot, drawing)),
            _ => {}
        }
    }
    let named = lesson.plots();
    let plotted = |(plot, drawing): (usize, Drawing)| Plotted { name: named[plot].to_owned(), drawing };
    let graded = judge(lesson, seed, &statuses, printed);
    let graded = graded.into_iter().enumerate().filter(|(check, _)| checks.contains(check)).map(|(_, graded)| graded);
    Ok(Verdict::new(lesson.about(), seed, graded.collect(), drawings.into_iter().map(plotted).collect()))
}

/// Grades an exercise's own functions in this process: for code that is known to end, the references and the mistakes.
pub fn grade_here(lesson: &dyn Lesson, seed: u64) -> Verdict {
    let checks = lesson.checks().len();
    let statuses: Vec<Status> = (0..checks).map(|check| lesson.check(check, seed)).collect();
    Verdict::new(lesson.about(), seed, judge(lesson, seed, &statuses, vec![String::new(); checks]), Vec::new())
}

/// Adds the diagnosis, and drops what only the diagnosis needed.
fn judge(lesson: &dyn Lesson, seed: u64, statuses: &[Status], printed: Vec<String>) -> Vec<Graded> {
    let causes = diagnose(lesson, seed, statuses);
    let named = lesson.checks();
    let graded = named.iter().zip(statuses).zip(causes).zip(printed);
    graded
        .map(|(((check, status), looks_like), printed)| Graded {
            name: check.name.to_owned(),
            points: check.points,
            status: status.clone().without_evidence(),
            looks_like,
            printed,
        })
        .collect()
}

impl Status {
    fn without_evidence(mut self) -> Status {
        if let Status::Failed(mismatch) = &mut self {
            mismatch.seen = super::outcome::Seen::Nothing;
        }
        self
    }
}

/// Behaves as a target with libtest's own harness would.
fn libtest(lesson: &dyn Lesson, line: CommandLine) -> io::Result<ExitCode> {
    let arguments = line.libtest;
    if arguments.bench {
        // A bare `cargo bench` asks every exercise; there is nothing to time here.
        return Ok(ExitCode::SUCCESS);
    }
    let named = lesson.checks();
    let unrun = |name: &str| Trial::test(name, || Ok(()));
    if arguments.list {
        let trials = named.iter().map(|check| unrun(check.name)).collect();
        return Ok(libtest_mimic::run(&arguments, trials).exit_code());
    }
    let wanted = |check: &usize| !arguments.is_filtered_out(&unrun(named[*check].name));
    let checks: Vec<usize> = (0..named.len()).filter(wanted).filter(|_| !arguments.ignored).collect();
    let plots = (checks.len() == named.len()).then_some(Path::new("plots"));
    let seed = line.seed.or_else(seed_from_environment).unwrap_or_else(fresh_seed);
    let verdict = grade(lesson, &checks, plots, seed, &Limits::from_environment(), &mut |_| ())?;
    let conclusion = libtest_mimic::run(&arguments, trials(&named, &verdict));
    println!("{}: {}/{} points, seed {seed}\n", verdict.title, verdict.score, verdict.out_of);
    Ok(conclusion.exit_code())
}

/// Every check as a trial whose result is already known.
fn trials(named: &[super::Named], verdict: &Verdict) -> Vec<Trial> {
    let trial = |check: &super::Named| {
        let graded = verdict.checks.iter().find(|graded| graded.name == check.name);
        let result = graded.map_or(Ok(()), libtest_result);
        Trial::test(check.name, move || result)
    };
    named.iter().map(trial).collect()
}

fn libtest_result(graded: &Graded) -> Result<(), Failed> {
    match &graded.status {
        Status::Passed => Ok(()),
        Status::NotAttempted => Err("not attempted".into()),
        _ => {
            let lines = graded.explanation();
            let line =
                |(label, text): &(&str, String)| format!("{label:>10}  {}", text.replace('\n', "\n            "));
            Err(lines.iter().map(line).collect::<Vec<_>>().join("\n").into())
        }
    }
}

/// The seed that [`SEED`] holds.
pub fn seed_from_environment() -> Option<u64> {
    std::env::var(SEED).ok()?.parse().ok()
}

/// A seed that is short enough to be typed again.
pub fn fresh_seed() -> u64 {
    u64::from(rand::random::<u32>())
}
