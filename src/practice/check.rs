//! `check`: build, grade, show, record.

use std::io::IsTerminal;
use std::process::ExitCode;

use super::catalog::Exercise;
use super::command_line::Grading;
use super::grade::{Stage, Work};
use super::output::{note, print, status, tell};
use super::progress::Progress;
use super::run::Cancel;
use super::workplace::Workplace;
use super::{NOT_FULL, Problem, bench, invocation, starter};
use crate::report::terminal::{self, BAD, GOOD, STRONG, styled};
use crate::report::{Outcome, Report, Totals, json};

pub(super) fn run(
    workplace: &Workplace,
    name: Option<&str>,
    all: bool,
    json: bool,
    grading: &Grading,
    cancel: &Cancel,
) -> Result<ExitCode, Problem> {
    let mut progress = Progress::load(&workplace.root);
    let catalog = &workplace.catalog;
    let chosen: Vec<&Exercise> = match name {
        Some(name) => vec![workplace.exercise(name)?],
        None if all => catalog.exercises().collect(),
        None => vec![first(workplace, &progress)?],
    };
    let mut work = Work::new(workplace, grading, cancel)?;
    let reports = if all && *grading == Grading::default() {
        work.grade_changed(&chosen, &mut progress, &mut say_of_many(chosen.len()))?
    } else if all {
        work.grade(&chosen, &mut progress, &mut say_of_many(chosen.len()))?
    } else {
        work.grade(&chosen, &mut progress, &mut say)?
    };
    if all {
        status("");
    }
    print(&if json { as_json(&reports, all) } else { as_text(&chosen, &reports, all, &progress, workplace) })?;
    if let Some(trouble) = reports.iter().find_map(Report::trouble) {
        return Err(Problem::new("not every check could be graded", trouble));
    }
    Ok(if reports.iter().all(Report::is_full) { ExitCode::SUCCESS } else { ExitCode::from(NOT_FULL) })
}

/// The exercise to begin with where none is named: the next unfinished one, or else the first.
pub(super) fn first<'a>(workplace: &'a Workplace, progress: &Progress) -> Result<&'a Exercise, Problem> {
    let catalog = &workplace.catalog;
    progress.next_unfinished(catalog).or_else(|| catalog.exercises().next()).ok_or_else(Problem::no_exercises)
}

/// Says beside the result what a learner should know of the way to it.
pub(super) fn say(stage: Stage) {
    match stage {
        Stage::Compiled { warnings } => tell(warnings),
        Stage::Waiting { id } => note(&format!("waiting for another mlings, which grades {id}")),
        Stage::Building { track } if std::io::stderr().is_terminal() => {
            note(&format!("building the track {track}; that is done once and may take a minute"));
        }
        Stage::Building { .. } | Stage::Compiling | Stage::Grading { .. } | Stage::Judged(_) => {}
    }
}

/// The same, and how far it is where there is more than one exercise.
pub(super) fn say_of_many(of: usize) -> impl FnMut(Stage) {
    let mut done = 0;
    move |stage| {
        if let Stage::Grading { done: checks, of: all } = stage {
            done += usize::from(checks == all);
            status(&format!("graded {done} of {of} ..."));
        } else {
            say(stage);
        }
    }
}

fn as_json(reports: &[Report], all: bool) -> String {
    match reports {
        [report] if !all => json::text(report),
        reports => json::text(&reports),
    }
}

fn as_text(chosen: &[&Exercise], reports: &[Report], all: bool, progress: &Progress, workplace: &Workplace) -> String {
    match (chosen, reports) {
        ([exercise], [report]) if !all => {
            one(exercise, report, progress, workplace, terminal::width()) + &what_next(report, progress, workplace)
        }
        _ => reports.iter().map(|report| format!("{}\n", line(report))).collect::<String>() + &sum(reports),
    }
}

/// One exercise with all that a learner needs to go on.
pub(super) fn one(
    exercise: &Exercise,
    report: &Report,
    progress: &Progress,
    workplace: &Workplace,
    width: usize,
) -> String {
    let heading = heading(exercise, workplace, width);
    match &report.outcome {
        Outcome::Uncompiled(said) => format!("{heading}\n{}", compile_error(exercise, said, workplace)),
        Outcome::Graded(verdict) => {
            let score = terminal::score(verdict, progress.best(&verdict.id));
            let plots = terminal::plots(verdict, &workplace.root);
            format!("{heading}{}{score}{plots}", terminal::checks(verdict, width))
        }
    }
}

/// What the compiler said, and what it could not say better.
pub(super) fn compile_error(exercise: &Exercise, said: &str, workplace: &Workplace) -> String {
    let hint = if said.contains("E0601") {
        // Nobody who writes an exercise has ever seen a main function in it.
        let source = workplace.reference(exercise).ok();
        let last = source.map(|source| starter::grade_line(&exercise.id, &source));
        last.map(|last| format!("The last line of the file must be:\n{last}"))
    } else if said.contains("E0583") {
        Some("An exercise is one file: write into it what you wanted to have beside it.\n".to_owned())
    } else if ["cannot divide", "cannot multiply", "cannot add", "cannot subtract", "ArrayBase", "ArrayRef"]
        .iter()
        .any(|words| said.contains(words))
    {
        Some(DOZEN_LINES.to_owned())
    } else {
        None
    };
    format!("{said}{}", hint.unwrap_or_default())
}

/// What answers most of what rustc says of arrays and their elements.
const DOZEN_LINES: &str = "A count is a usize and becomes a float by `as f64`; an array is borrowed by &, or seen by \
                           .view(). exercises/README.md has ndarray in a dozen lines (in a session: key d).\n";

/// The exercise's title and file.
pub(super) fn heading(exercise: &Exercise, workplace: &Workplace, width: usize) -> String {
    terminal::heading(&exercise.title, &workplace.file(exercise), &workplace.root, width)
}

/// The one command that helps most now; after full marks, all that they open.
pub(super) fn what_next(report: &Report, progress: &Progress, workplace: &Workplace) -> String {
    let Some(verdict) = report.verdict() else { return String::new() };
    let (id, call) = (&verdict.id, invocation());
    match (verdict.is_full(), progress.next_behind(&workplace.catalog, id)) {
        (true, Some(next)) => format!("{}  next: {call} guide {}\n", after_full_marks(id, workplace), next.id),
        (true, None) => format!("{}  all exercises are done\n", after_full_marks(id, workplace)),
        (false, _) if verdict.is_unstarted() => format!("  begin: {call} guide {id}\n"),
        (false, _) => format!("  hint: {call} hint {id}\n"),
    }
}

/// What can be looked at when an exercise is done: the solution, and the times where it has a benchmark.
pub(super) fn after_full_marks(id: &str, workplace: &Workplace) -> String {
    let call = invocation();
    let compare = format!("  compare: {call} solution {id}\n");
    if bench::is_there(workplace, id) { format!("{compare}  time it: {call} bench {id}\n") } else { compare }
}

/// One exercise among many.
fn line(report: &Report) -> String {
    let id = &report.id;
    match &report.outcome {
        Outcome::Uncompiled(_) => format!("{} {id:<24} does not compile", styled(BAD, "✗")),
        Outcome::Graded(verdict) if verdict.is_unstarted() => format!("· {id:<24} not attempted"),
        Outcome::Graded(verdict) => {
            let (style, sign) = if verdict.is_full() { (GOOD, "✓") } else { (BAD, "✗") };
            format!("{} {id:<24} {:>3}/{}", styled(style, sign), verdict.score, verdict.out_of)
        }
    }
}

fn sum(reports: &[Report]) -> String {
    styled(STRONG, format!("{} have full marks", Totals::of(reports).full_in_words())) + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_marks_open_the_solution_and_the_benchmark_where_there_is_one() {
        let workplace = Workplace::at(env!("CARGO_MANIFEST_DIR"));
        let after = |id: &str| after_full_marks(id, &workplace);
        assert!(after("kmeans").contains(" solution kmeans\n  time it: "));
        assert!(after("kmeans").ends_with(" bench kmeans\n"));
        assert!(after("folds").ends_with(" solution folds\n"));
    }
}
