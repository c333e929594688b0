//! `check`: build, grade, show, record.

use std::io::Write;
use std::process::ExitCode;

use super::command_line::Grading;
use super::progress::Progress;
use super::workplace::Workplace;
use super::{NOT_FULL, Problem, cargo, invocation};
use crate::curriculum::lessons;
use crate::grading::Lesson;
use crate::grading::harness::{Request, fresh_seed, seed_from_environment};
use crate::grading::limits::Limits;
use crate::grading::verdict::Verdict;
use crate::report::terminal::{self, BAD, GOOD, STRONG, styled};
use crate::report::{Report, Uncompiled};

pub(super) fn run(
    workplace: &Workplace,
    name: Option<&str>,
    all: bool,
    json: bool,
    grading: &Grading,
) -> Result<ExitCode, Problem> {
    let mut progress = Progress::load(&workplace.root);
    let chosen: Vec<&dyn Lesson> = match name {
        Some(name) => vec![workplace.lesson(name)?],
        None if all => lessons().collect(),
        None => vec![progress.next_unfinished().unwrap_or(lessons().next().ok_or_else(nothing_there)?)],
    };
    let reports = grade(workplace, &chosen, &mut progress, grading)?;
    let shown = if json { as_json(&reports, all) } else { as_text(&chosen, &reports, all, &progress, workplace) };
    // A reader that stopped reading (`| head`) has what it wants.
    let _ = anstream::stdout().lock().write_all(shown.as_bytes());
    if let Some(trouble) = reports.iter().find_map(trouble) {
        return Err(Problem::new("not every check could be graded", trouble));
    }
    Ok(if reports.iter().all(Report::is_full) { ExitCode::SUCCESS } else { ExitCode::from(NOT_FULL) })
}

/// Builds and grades the exercises, and records what came of them.
pub(super) fn grade(
    workplace: &Workplace,
    chosen: &[&dyn Lesson],
    progress: &mut Progress,
    grading: &Grading,
) -> Result<Vec<Report>, Problem> {
    let limits = Limits::from_environment();
    let request = Request {
        seed: grading.seed.or_else(seed_from_environment).unwrap_or_else(fresh_seed),
        plots: workplace.root.join("plots"),
        limits: Limits {
            seconds: grading.seconds.filter(|seconds| *seconds > 0.0).unwrap_or(limits.seconds),
            memory_mib: grading.memory_mib.unwrap_or(limits.memory_mib),
            ..limits
        },
    };
    let built = cargo::build(workplace, chosen)?;
    let mut reports = Vec::new();
    for lesson in chosen {
        let about = lesson.about();
        let Some(built) = built.get(about.id) else { continue };
        let Some(program) = &built.program else {
            reports.push(Report::Uncompiled(Uncompiled::new(about, built.said.clone())));
            continue;
        };
        if !built.said.is_empty() {
            anstream::eprint!("{}", built.said);
        }
        let verdict = cargo::ask(workplace, *lesson, program, &request)?;
        progress.record(&verdict, &workplace.file(*lesson));
        reports.push(Report::Graded(with_short_paths(verdict, workplace)));
    }
    progress.save();
    Ok(reports)
}

fn as_json(reports: &[Report], all: bool) -> String {
    let text = match reports {
        [report] if !all => serde_json::to_string_pretty(report),
        reports => serde_json::to_string_pretty(reports),
    };
    // Reports are plain data with text keys, which JSON can always hold.
    text.unwrap_or_default() + "\n"
}

fn as_text(
    chosen: &[&dyn Lesson],
    reports: &[Report],
    all: bool,
    progress: &Progress,
    workplace: &Workplace,
) -> String {
    match (chosen, reports) {
        ([lesson], [report]) if !all => one(*lesson, report, progress, workplace),
        _ => reports.iter().map(|report| format!("{}\n", line(report))).collect::<String>() + &sum(reports),
    }
}

/// One exercise with all that a learner needs to go on.
pub(super) fn one(lesson: &dyn Lesson, report: &Report, progress: &Progress, workplace: &Workplace) -> String {
    let about = lesson.about();
    let width = terminal::width();
    let file = workplace.short(&workplace.file(lesson)).display().to_string();
    let heading = terminal::heading(about.title, &file, width);
    let verdict = match report {
        Report::Uncompiled(uncompiled) => return format!("{heading}\n{}", uncompiled.compile_error),
        Report::Graded(verdict) => verdict,
    };
    let closing = terminal::closing(verdict, progress.best(about.id));
    format!("{heading}{}{closing}{}", terminal::checks(verdict, width), what_next(verdict, progress))
}

/// The one command that helps most now.
fn what_next(verdict: &Verdict, progress: &Progress) -> String {
    let (id, call) = (&verdict.id, invocation());
    match (verdict.is_full(), progress.next_unfinished()) {
        (true, Some(next)) => format!("  compare: {call} solution {id} · next: {call} guide {}\n", next.about().id),
        (true, None) => format!("  compare: {call} solution {id} · all exercises are done\n"),
        (false, _) if verdict.is_unstarted() => format!("  begin: {call} guide {id}\n"),
        (false, _) => format!("  hint: {call} hint {id}\n"),
    }
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

fn trouble(report: &Report) -> Option<&str> {
    match report {
        Report::Graded(verdict) => verdict.trouble(),
        Report::Uncompiled(_) => None,
    }
}

/// Plots are shown as a learner would type their paths.
fn with_short_paths(mut verdict: Verdict, workplace: &Workplace) -> Verdict {
    for plot in &mut verdict.plots {
        if let crate::grading::Drawing::Drawn { files } = &mut plot.drawing {
            for file in files {
                *file = workplace.short(file).to_owned();
            }
        }
    }
    verdict
}

fn nothing_there() -> Problem {
    Problem::new("this build of mlings has no exercises", "build it again from its source")
}
