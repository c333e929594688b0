//! No command: the progress by track, and the verdict on the next unfinished exercise.

use std::process::ExitCode;

use super::catalog::{Catalog, Track};
use super::check;
use super::command_line::Grading;
use super::grade::Work;
use super::output::print;
use super::progress::{Progress, Standing};
use super::run::Cancel;
use super::workplace::Workplace;
use super::{Problem, invocation, level, list};
use crate::report::terminal::{self, FAINT, STRONG, styled};

pub(super) fn run(workplace: &Workplace, cancel: &Cancel) -> Result<ExitCode, Problem> {
    let mut progress = Progress::load(&workplace.root);
    let catalog = &workplace.catalog;
    let next = progress.next_unfinished(catalog);
    let report = match next {
        Some(exercise) => {
            let mut work = Work::new(workplace, &Grading::default(), cancel)?;
            work.grade(&[exercise], &mut progress, &mut check::say)?.into_iter().next()
        }
        None => None,
    };
    let mut text: String = catalog.tracks.iter().map(|track| line(track, &progress)).collect();
    text += &format!("{}\n\n", level_line(catalog, &progress));
    text += &match (next, report) {
        (Some(exercise), Some(report)) => {
            check::one(exercise, &report, &progress, workplace, terminal::width())
                + &check::what_next(&report, &progress, workplace)
        }
        _ => format!("All exercises are done. See them again: {} list\n", invocation()),
    };
    print(&text)?;
    Ok(ExitCode::SUCCESS)
}

fn level_line(catalog: &Catalog, progress: &Progress) -> String {
    let ladder = level::ladder(catalog, progress);
    let next = ladder.next().map(|next| format!(" · what {} takes: {} list", next.name, invocation()));
    format!("Level: {}{}", styled(STRONG, ladder.name()), next.unwrap_or_default())
}

fn line(track: &Track, progress: &Progress) -> String {
    let (done, all) = done(track, progress);
    let title = styled(STRONG, format!("{:<24}", track.title));
    format!("{} {title} {} {done}/{all}\n", styled(FAINT, list::number(track)), bar(done, all))
}

/// How many of how many exercises of a track have full marks.
pub(super) fn done(track: &Track, progress: &Progress) -> (usize, usize) {
    let done = track.exercises.iter().filter(|exercise| progress.standing(&exercise.id) == Standing::Full).count();
    (done, track.exercises.len())
}

/// Ten places, filled by the share that is done.
pub(super) fn bar(done: usize, all: usize) -> String {
    let filled = done * 10 / all.max(1);
    "█".repeat(filled) + &"░".repeat(10 - filled)
}
