//! `bench`: times the learner's functions beside the reference and linfa.

use std::ops::ControlFlow;
use std::process::{Command, ExitCode, ExitStatus};

use mlings_verdict::benchmark::PROGRESS;

use super::build::{cargo, no_cargo};
use super::catalog::Exercise;
use super::command_line::Grading;
use super::grade::Work;
use super::output::{print, status, tell};
use super::progress::Progress;
use super::run::{Cancel, Ended, Line, run};
use super::workplace::Workplace;
use super::{NOT_FULL, Problem, check, invocation};
use crate::report::benchmark::{read, written};
use crate::report::{json, terminal};

/// Set for a benchmark that is to time all but the learner's functions.
const WITHOUT_YOURS: &str = "MLINGS_WITHOUT_YOURS";

pub(super) fn bench(
    workplace: &Workplace,
    name: &str,
    quick: bool,
    as_json: bool,
    cancel: &Cancel,
) -> Result<ExitCode, Problem> {
    let exercise = timed(workplace, workplace.exercise(name)?)?;
    let remark = match fitness(workplace, exercise, cancel)? {
        Fitness::Right => String::new(),
        Fitness::Unwritten => format!("yours is skipped: {} is not written yet\n", exercise.id),
        Fitness::Wrong => return Ok(ExitCode::from(NOT_FULL)),
    };
    let (status, complaints) = time(workplace, exercise, quick, !remark.is_empty(), cancel)?;
    if !status.success() {
        tell(&without_cargo(&complaints));
        return Ok(ExitCode::from(NOT_FULL));
    }
    let plots = workplace.plots(&exercise.id);
    let Some(measured) = read(&plots) else {
        return Err(Problem::new(
            format!("{} could not be read", written(&plots).display()),
            "see that the folder plots is writable, and try again",
        ));
    };
    let plot = terminal::link(&plots.join("benchmark.png"), &workplace.root);
    print(&if as_json { json::text(&measured) } else { format!("{remark}{}\n  plot: {plot}\n", measured.table()) })?;
    Ok(ExitCode::SUCCESS)
}

/// Whether the learner's functions are worth timing.
enum Fitness {
    Right,
    Unwritten,
    /// Only right answers are timed. The reason was said.
    Wrong,
}

/// Grades the exercise, as `check` does.
fn fitness(workplace: &Workplace, exercise: &Exercise, cancel: &Cancel) -> Result<Fitness, Problem> {
    let mut progress = Progress::load(&workplace.root);
    let mut work = Work::new(workplace, &Grading::default(), cancel)?;
    let reports = work.grade(&[exercise], &mut progress, &mut check::say)?;
    let report = reports.first().ok_or_else(Problem::no_exercises)?;
    if let Some(trouble) = report.trouble() {
        return Err(Problem::new("not every check could be graded", trouble));
    }
    if report.is_full() {
        return Ok(Fitness::Right);
    }
    if report.is_unstarted() {
        return Ok(Fitness::Unwritten);
    }
    tell(&check::one(exercise, report, &progress, workplace, terminal::width()));
    let (id, score, out_of) = (&exercise.id, report.score(), report.out_of());
    tell(&format!("{id} has {score} of {out_of} points, and only right answers are timed\n"));
    tell(&format!("help: mend it first, with a hint maybe: {} hint {id}\n", invocation()));
    Ok(Fitness::Wrong)
}

/// The exercise, if it has a benchmark in this workplace.
fn timed<'a>(workplace: &Workplace, exercise: &'a Exercise) -> Result<&'a Exercise, Problem> {
    let ids = workplace.catalog.exercises().map(|exercise| exercise.id.as_str());
    let all: Vec<&str> = ids.filter(|id| is_there(workplace, id)).collect();
    let id = exercise.id.as_str();
    match all.as_slice() {
        all if all.contains(&id) => Ok(exercise),
        [] => Err(Problem::new(
            format!("there are no benchmarks in {}", workplace.root.display()),
            "they come with the project's repository, in its folder benches",
        )),
        all => Err(Problem::new(format!("{id} has no benchmark"), format!("these have one: {}", all.join(", ")))),
    }
}

/// Whether an exercise has a benchmark in this workplace.
pub(super) fn is_there(workplace: &Workplace, id: &str) -> bool {
    workplace.root.join(FOLDER).join(format!("{id}.rs")).exists()
}

/// The benchmarks are a package of their own.
const FOLDER: &str = "benches";

/// Builds and runs the benchmark, and shows how far it is. What it complains of comes with how it ended.
fn time(
    workplace: &Workplace,
    exercise: &Exercise,
    quick: bool,
    without_yours: bool,
    cancel: &Cancel,
) -> Result<(ExitStatus, String), Problem> {
    let (id, track) = (&exercise.id, workplace.track_of(exercise)?);
    let mut command = Command::new(cargo());
    // In the profile and for the packages that verdicts are built with: what both need is there. Of the other tracks
    // nothing is built.
    command.current_dir(&workplace.root).args(["bench", "--profile", "dev", "--quiet", "--color", "always"]);
    command.args(["--no-default-features", "--features", track.name(), "--bench", id, "--"]);
    command.args(quick.then_some("--quick"));
    command.envs(without_yours.then_some((WITHOUT_YOURS, "1")));
    status(&format!("building the benchmark of {id}; the first time that takes a while"));
    let mut complaints = String::new();
    let ended = run(command, None, cancel, |line| {
        match line {
            Line::Printed(line) => line.strip_prefix(PROGRESS).into_iter().for_each(status),
            Line::Complained(line) => complaints += &format!("{line}\n"),
        }
        ControlFlow::Continue(())
    });
    status("");
    match ended.map_err(no_cargo)? {
        Ended::ByItself(status) => Ok((status, complaints)),
        Ended::CalledOff | Ended::Late | Ended::Enough => Err(Problem::called_off()),
    }
}

/// Without what cargo adds to a benchmark's own words.
fn without_cargo(complaints: &str) -> String {
    let is_own = |line: &&str| !anstream::adapter::strip_str(line).to_string().starts_with("error: bench failed");
    complaints.lines().take_while(is_own).map(|line| format!("{line}\n")).collect()
}
