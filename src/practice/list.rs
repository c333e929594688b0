//! `list`: all tracks and exercises with their scores.

use std::process::ExitCode;

use mlings_verdict::{FULL_MARKS, SCHEMA};
use serde::Serialize;

use super::catalog::{Catalog, Exercise, Track};
use super::output::print;
use super::progress::{Progress, Standing};
use super::workplace::Workplace;
use super::{Problem, level};
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
    exercises: Vec<Listed<'a>>,
}

/// One exercise, for programs.
#[derive(Serialize)]
struct Listed<'a> {
    track: &'a str,
    id: &'a str,
    title: &'a str,
    file: String,
    best: Option<u32>,
    out_of: u32,
    /// Mistakes that were named and are beaten.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    caught: Vec<&'a str>,
}

pub(super) fn run(workplace: &Workplace, json: bool) -> Result<ExitCode, Problem> {
    let progress = Progress::load(&workplace.root);
    let catalog = &workplace.catalog;
    let ladder = level::ladder(catalog, &progress);
    let text = if json { as_json(catalog, &progress, &ladder) } else { as_text(catalog, &progress, &ladder) };
    print(&text)?;
    Ok(ExitCode::SUCCESS)
}

fn as_json(catalog: &Catalog, progress: &Progress, ladder: &Ladder) -> String {
    let mut exercises = Vec::new();
    for track in &catalog.tracks {
        exercises.extend(track.exercises.iter().map(|exercise| listed(track, exercise, progress)));
    }
    let level = ladder.reached().map(|level| level.name);
    json::text(&Document { schema: SCHEMA, level, next_level: ladder.next(), exercises })
}

fn listed<'a>(track: &'a Track, exercise: &'a Exercise, progress: &'a Progress) -> Listed<'a> {
    let Exercise { id, title, file, .. } = exercise;
    let (file, best) = (file.display().to_string(), progress.best(id));
    Listed { track: &track.folder, id, title, file, best, out_of: FULL_MARKS, caught: progress.caught(id) }
}

fn as_text(catalog: &Catalog, progress: &Progress, ladder: &Ladder) -> String {
    let mut text = String::new();
    for track in &catalog.tracks {
        text += &format!("{} {}\n", styled(FAINT, number(track)), styled(STRONG, &track.title));
        for Exercise { id, summary, .. } in &track.exercises {
            let (sign, best) = sign(progress.standing(id));
            text += &format!("  {sign} {id:<24} {best:>3}  {summary}\n");
            for mistake in progress.caught(id) {
                text += &format!("{:34}{} {mistake}\n", "", styled(FAINT, "caught:"));
            }
        }
    }
    let way = textwrap::fill(&ladder.way(), width());
    text + &format!("\n{} {}\n{way}\n", styled(FAINT, "Level:"), styled(STRONG, ladder.name()))
}

/// The number of a track in two places; a pack may have none.
pub(super) fn number(track: &Track) -> String {
    track.number.map_or("  ".to_owned(), |number| format!("{number:02}"))
}

/// How far an exercise is: a sign, and the best points.
pub(super) fn sign(standing: Standing) -> (String, String) {
    match standing {
        Standing::Full => (styled(GOOD, "✓"), FULL_MARKS.to_string()),
        Standing::Begun(best) => ("✗".to_owned(), best.to_string()),
        Standing::New => ("·".to_owned(), "-".to_owned()),
    }
}
