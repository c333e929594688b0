//! No command: the progress by track, and the verdict on the next unfinished exercise.

use std::io::Write;
use std::process::ExitCode;

use super::check;
use super::command_line::Grading;
use super::grade::Work;
use super::progress::Progress;
use super::run::Cancel;
use super::workplace::Workplace;
use super::{Problem, invocation, level};
use crate::curriculum::{TRACKS, Track};
use crate::report::terminal::{self, FAINT, STRONG, styled};

pub(super) fn run(workplace: &Workplace, cancel: &Cancel) -> Result<ExitCode, Problem> {
    let mut progress = Progress::load(&workplace.root);
    let next = progress.next_unfinished();
    let report = match next {
        Some(lesson) => {
            let work = Work::new(workplace, &Grading::default(), cancel);
            work.grade(&[lesson], &mut progress, &mut |_| ())?.into_iter().next()
        }
        None => None,
    };
    let mut text: String = TRACKS.iter().map(|track| line(track, &progress)).collect();
    text += &format!("{}\n\n", level_line(&progress));
    text += &match (next, report) {
        (Some(lesson), Some(report)) => {
            check::one(lesson, &report, &progress, workplace, terminal::width())
                + &check::what_next(&report, &progress, workplace)
        }
        _ => format!("All exercises are done. See them again: {} list\n", invocation()),
    };
    let _ = anstream::stdout().lock().write_all(text.as_bytes());
    Ok(ExitCode::SUCCESS)
}

fn level_line(progress: &Progress) -> String {
    let ladder = level::ladder(progress);
    let next = ladder.next().map(|next| format!(" · what {} takes: {} list", next.name, invocation()));
    format!("Level: {}{}", styled(STRONG, ladder.name()), next.unwrap_or_default())
}

fn line(track: &Track, progress: &Progress) -> String {
    let done = track.lessons.iter().filter(|lesson| progress.best(lesson.about().id) == Some(100)).count();
    let all = track.lessons.len();
    let title = styled(STRONG, format!("{:<24}", track.title));
    format!("{} {title} {} {done}/{all}\n", styled(FAINT, &track.folder[..2]), bar(done, all))
}

/// Ten places, filled by the share that is done.
fn bar(done: usize, all: usize) -> String {
    let filled = done * 10 / all.max(1);
    "█".repeat(filled) + &"░".repeat(10 - filled)
}
