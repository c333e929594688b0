//! `check`: build, grade, show, record.

use std::io::Write;
use std::process::ExitCode;

use super::command_line::Grading;
use super::grade::{Stage, Work};
use super::progress::Progress;
use super::run::Cancel;
use super::workplace::Workplace;
use super::{NOT_FULL, Problem, bench, invocation};
use crate::curriculum::{lessons, starter};
use crate::grading::Lesson;
use crate::report::terminal::{self, BAD, GOOD, STRONG, styled};
use crate::report::{Report, Uncompiled, json};

pub(super) fn run(
    workplace: &Workplace,
    name: Option<&str>,
    all: bool,
    json: bool,
    grading: &Grading,
    cancel: &Cancel,
) -> Result<ExitCode, Problem> {
    let mut progress = Progress::load(&workplace.root);
    let chosen: Vec<&dyn Lesson> = match name {
        Some(name) => vec![workplace.lesson(name)?],
        None if all => lessons().collect(),
        None => vec![progress.next_unfinished().or_else(|| lessons().next()).ok_or_else(Problem::no_exercises)?],
    };
    let work = Work::new(workplace, grading, cancel);
    let mut stage = |stage: Stage| {
        if let Stage::Compiled { warnings } = stage {
            anstream::eprint!("{warnings}");
        }
    };
    let reports = if all && *grading == Grading::default() {
        work.grade_changed(&chosen, &mut progress, &mut stage)?
    } else {
        work.grade(&chosen, &mut progress, &mut stage)?
    };
    let shown = if json { as_json(&reports, all) } else { as_text(&chosen, &reports, all, &progress, workplace) };
    // A reader that stopped reading (`| head`) has what it wants.
    let _ = anstream::stdout().lock().write_all(shown.as_bytes());
    if let Some(trouble) = reports.iter().find_map(Report::trouble) {
        return Err(Problem::new("not every check could be graded", trouble));
    }
    Ok(if reports.iter().all(Report::is_full) { ExitCode::SUCCESS } else { ExitCode::from(NOT_FULL) })
}

fn as_json(reports: &[Report], all: bool) -> String {
    match reports {
        [report] if !all => json::text(report),
        reports => json::text(&reports),
    }
}

fn as_text(
    chosen: &[&dyn Lesson],
    reports: &[Report],
    all: bool,
    progress: &Progress,
    workplace: &Workplace,
) -> String {
    match (chosen, reports) {
        ([lesson], [report]) if !all => {
            one(*lesson, report, progress, workplace, terminal::width()) + &what_next(report, progress, workplace)
        }
        _ => reports.iter().map(|report| format!("{}\n", line(report))).collect::<String>() + &sum(reports),
    }
}

/// One exercise with all that a learner needs to go on.
pub(super) fn one(
    lesson: &dyn Lesson,
    report: &Report,
    progress: &Progress,
    workplace: &Workplace,
    width: usize,
) -> String {
    let heading = heading(lesson, workplace, width);
    match report {
        Report::Uncompiled(uncompiled) => format!("{heading}\n{}", compile_error(lesson, uncompiled)),
        Report::Graded(verdict) => {
            let score = terminal::score(verdict, progress.best(&verdict.id));
            let plots = terminal::plots(verdict, &workplace.root);
            format!("{heading}{}{score}{plots}", terminal::checks(verdict, width))
        }
    }
}

/// What the compiler said, and what it could not say better.
pub(super) fn compile_error(lesson: &dyn Lesson, uncompiled: &Uncompiled) -> String {
    let words = &uncompiled.compile_error;
    // Nobody who writes an exercise has ever seen a main function in it.
    let is_headless = words.contains("E0601");
    let last = starter::grade_line(&lesson.about());
    let hint = if is_headless { format!("The last line of the file must be:\n{last}") } else { String::new() };
    format!("{words}{hint}")
}

/// The exercise's title and file.
pub(super) fn heading(lesson: &dyn Lesson, workplace: &Workplace, width: usize) -> String {
    terminal::heading(lesson.about().title, &workplace.file(lesson), &workplace.root, width)
}

/// The one command that helps most now; after full marks, all that they open.
pub(super) fn what_next(report: &Report, progress: &Progress, workplace: &Workplace) -> String {
    let Report::Graded(verdict) = report else { return String::new() };
    let (id, call) = (&verdict.id, invocation());
    match (verdict.is_full(), progress.next_behind(id)) {
        (true, Some(next)) => format!("{}  next: {call} guide {}\n", after_full_marks(id, workplace), next.about().id),
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
    match report {
        Report::Uncompiled(uncompiled) => format!("{} {:<24} {}", styled(BAD, "✗"), uncompiled.id, "does not compile"),
        Report::Graded(verdict) if verdict.is_unstarted() => format!("· {:<24} not attempted", verdict.id),
        Report::Graded(verdict) => {
            let (style, sign) = if verdict.is_full() { (GOOD, "✓") } else { (BAD, "✗") };
            format!("{} {:<24} {:>3}/{}", styled(style, sign), verdict.id, verdict.score, verdict.out_of)
        }
    }
}

fn sum(reports: &[Report]) -> String {
    let full = reports.iter().filter(|report| report.is_full()).count();
    styled(STRONG, format!("{full} of {} exercises have full marks", reports.len())) + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_marks_open_the_solution_and_the_benchmark_where_there_is_one() {
        let workplace = Workplace { root: env!("CARGO_MANIFEST_DIR").into() };
        let after = |id: &str| after_full_marks(id, &workplace);
        assert!(after("kmeans").contains(" solution kmeans\n  time it: "));
        assert!(after("kmeans").ends_with(" bench kmeans\n"));
        assert!(after("folds").ends_with(" solution folds\n"));
    }
}
