//! `list`: all tracks and exercises with their scores.

use std::io::Write;
use std::process::ExitCode;

use serde::Serialize;

use super::progress::Progress;
use super::workplace::Workplace;
use super::{Problem, level};
use crate::curriculum::TRACKS;
use crate::grading::Lesson;
use crate::grading::verdict::SCHEMA;
use crate::report::json;
use crate::report::level::{Ladder, Level};
use crate::report::terminal::{FAINT, GOOD, STRONG, styled, width};

/// Everything, for programs. `report/json.rs` says what every field means.
#[derive(Serialize)]
struct Document<'a> {
    schema: u32,
    /// The level that is reached.
    level: Option<&'static str>,
    /// The one above it, and what is lacking.
    next_level: Option<&'a Level>,
    exercises: Vec<Listed>,
}

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
    let ladder = level::ladder(&progress);
    let text = if json { as_json(&progress, &ladder) } else { as_text(&progress, &ladder) };
    let _ = anstream::stdout().lock().write_all(text.as_bytes());
    Ok(ExitCode::SUCCESS)
}

fn as_json(progress: &Progress, ladder: &Ladder) -> String {
    let listed = |track: &'static str, lesson: &dyn Lesson| {
        let about = lesson.about();
        let (file, best) = (about.file().display().to_string(), progress.best(about.id));
        Listed { track, id: about.id, title: about.title, file, best, out_of: 100 }
    };
    let exercises =
        TRACKS.iter().flat_map(|track| track.lessons.iter().map(move |lesson| listed(track.folder, *lesson))).collect();
    let level = ladder.reached().map(|level| level.name);
    json::text(&Document { schema: SCHEMA, level, next_level: ladder.next(), exercises })
}

fn as_text(progress: &Progress, ladder: &Ladder) -> String {
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
    let way = textwrap::fill(&ladder.way(), width());
    text + &format!("\n{} {}\n{way}\n", styled(FAINT, "Level:"), styled(STRONG, ladder.name()))
}
