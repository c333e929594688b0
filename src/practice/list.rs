//! `list`: all tracks and exercises with their scores.

use std::io::Write;
use std::process::ExitCode;

use serde::Serialize;

use super::Problem;
use super::progress::Progress;
use super::workplace::Workplace;
use crate::curriculum::TRACKS;
use crate::grading::Lesson;
use crate::report::terminal::{FAINT, GOOD, STRONG, styled};

/// One exercise, for programs.
#[derive(Serialize)]
struct Listed {
    track: &'static str,
    id: &'static str,
    title: &'static str,
    file: String,
    best: Option<u32>,
    out_of: u32,
}

pub(super) fn run(workplace: &Workplace, json: bool) -> Result<ExitCode, Problem> {
    let progress = Progress::load(&workplace.root);
    let text = if json { as_json(&progress) } else { as_text(&progress) };
    let _ = anstream::stdout().lock().write_all(text.as_bytes());
    Ok(ExitCode::SUCCESS)
}

fn as_json(progress: &Progress) -> String {
    let listed = |track: &'static str, lesson: &dyn Lesson| {
        let about = lesson.about();
        let (file, best) = (about.file().display().to_string(), progress.best(about.id));
        Listed { track, id: about.id, title: about.title, file, best, out_of: 100 }
    };
    let all: Vec<Listed> =
        TRACKS.iter().flat_map(|track| track.lessons.iter().map(move |lesson| listed(track.folder, *lesson))).collect();
    serde_json::to_string_pretty(&all).unwrap_or_default() + "\n"
}

fn as_text(progress: &Progress) -> String {
    let mut text = String::new();
    for track in TRACKS {
        text += &format!("{} {}\n", styled(FAINT, &track.folder[..2]), styled(STRONG, track.title));
        for lesson in track.lessons {
            let about = lesson.about();
            text += &match progress.best(about.id) {
                Some(100) => format!("  {} {:<24} 100  {}\n", styled(GOOD, "✓"), about.id, about.summary),
                Some(best) => format!("  ✗ {:<24} {best:>3}  {}\n", about.id, about.summary),
                None => format!("  · {:<24}   -  {}\n", about.id, about.summary),
            };
        }
    }
    text
}
