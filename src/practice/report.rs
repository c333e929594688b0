//! `report`: grades every exercise and writes what came of it, for people or for programs.

use std::io::Write;
use std::path::{Component, Path, PathBuf};
use std::process::ExitCode;

use super::command_line::{Format, Grading};
use super::grade::{Stage, Work};
use super::progress::Progress;
use super::run::Cancel;
use super::workplace::Workplace;
use super::{Problem, atomic, level};
use crate::curriculum::{TRACKS, lessons};
use crate::grading::Lesson;
use crate::report::{Entry, Report, json, junit, markdown};

pub(super) fn run(
    workplace: &Workplace,
    format: Format,
    output: Option<&Path>,
    grading: &Grading,
    cancel: &Cancel,
) -> Result<ExitCode, Problem> {
    if let Some(folder) = output.and_then(Path::parent) {
        std::fs::create_dir_all(folder).map_err(|error| unwritten(folder, &error))?;
    }
    let mut progress = Progress::load(&workplace.root);
    let chosen: Vec<&dyn Lesson> = lessons().collect();
    let reports = Work::new(workplace, grading, cancel).grade(&chosen, &mut progress, &mut |stage| {
        if let Stage::Compiled { warnings } = stage {
            anstream::eprint!("{warnings}");
        }
    })?;
    let text = match format {
        Format::Md => {
            let entries = entries(&chosen, &reports, &progress);
            markdown::document(&entries, &level::ladder(&progress), &way_back(workplace, output))
        }
        Format::Json => json::document(&reports),
        Format::Junit => junit::document(&reports).map_err(unmade)?,
    };
    match output {
        Some(file) => {
            atomic::write(file, text.as_bytes()).map_err(|error| unwritten(file, &error))?;
            anstream::println!("the report is in {}", file.display());
        }
        None => {
            let _ = anstream::stdout().lock().write_all(text.as_bytes());
        }
    }
    match reports.iter().find_map(Report::trouble) {
        Some(trouble) => Err(Problem::new("not every check could be graded", trouble)),
        None => Ok(ExitCode::SUCCESS),
    }
}

fn entries<'a>(chosen: &[&dyn Lesson], reports: &'a [Report], progress: &Progress) -> Vec<Entry<'a>> {
    let entry = |(lesson, report): (&&dyn Lesson, &'a Report)| {
        let about = lesson.about();
        let track = TRACKS.iter().find(|track| Path::new(about.place).starts_with(track.folder));
        Entry { track: track.map_or("", |track| track.title), best: progress.best(about.id), report }
    };
    chosen.iter().zip(reports).map(entry).collect()
}

/// The way from the report's folder to the workplace; on standard output the report is read from there.
fn way_back(workplace: &Workplace, output: Option<&Path>) -> PathBuf {
    let folder = output.and_then(|file| std::path::absolute(file).ok()?.parent()?.canonicalize().ok());
    match (folder, workplace.root.canonicalize()) {
        (Some(folder), Ok(root)) => way(&folder, &root),
        _ => PathBuf::new(),
    }
}

/// The relative path from one absolute folder to another.
fn way(from: &Path, to: &Path) -> PathBuf {
    let shared = from.components().zip(to.components()).take_while(|(one, other)| one == other).count();
    let up = from.components().skip(shared).map(|_| Component::ParentDir);
    up.chain(to.components().skip(shared)).collect()
}

fn unwritten(file: &Path, error: &std::io::Error) -> Problem {
    Problem::new(
        format!("{} could not be written ({error})", file.display()),
        "name a file in a folder that you may write in: --output FILE",
    )
}

fn unmade(error: std::io::Error) -> Problem {
    Problem::new(format!("the report could not be put together ({error})"), "take another format: --format json")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_leads_up_as_far_as_it_must() {
        let way = |from, to| super::way(Path::new(from), Path::new(to));
        assert_eq!(way("/home/ada", "/home/ada"), Path::new(""));
        assert_eq!(way("/home/ada/out/today", "/home/ada"), Path::new("../.."));
        assert_eq!(way("/tmp", "/home/ada"), Path::new("../home/ada"));
    }
}
