//! `report`: grades every exercise and writes what came of it, for people or for programs.

use std::io::{IsTerminal, Write};
use std::path::{Component, Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use super::command_line::{Format, ReportArguments};
use super::grade::{Stage, Work};
use super::progress::Progress;
use super::run::Cancel;
use super::workplace::Workplace;
use super::{Problem, atomic, invocation, level};
use crate::curriculum::{TRACKS, lessons};
use crate::grading::Lesson;
use crate::report::html::{self, Page};
use crate::report::terminal::link;
use crate::report::{Entry, Report, gradescope, json, junit, markdown};

/// Where a page goes that would otherwise be poured over a terminal.
const PAGE: &str = "report.html";

pub(super) fn run(workplace: &Workplace, wanted: &ReportArguments, cancel: &Cancel) -> Result<ExitCode, Problem> {
    let is_gradescope = wanted.format == Format::Gradescope;
    if wanted.visibility.is_some() && !is_gradescope {
        return Err(Problem::new(
            "--visibility says when students see a check on Gradescope; no other format has that",
            "leave it out, or add --format gradescope",
        ));
    }
    let shown_on_terminal = wanted.format == Format::Html && std::io::stdout().is_terminal();
    let output = wanted.output.clone().or_else(|| shown_on_terminal.then(|| workplace.root.join(PAGE)));
    let output = output.as_deref();
    if let Some(folder) = output.and_then(Path::parent) {
        std::fs::create_dir_all(folder).map_err(|error| unwritten(folder, &error))?;
    }
    let chosen = chosen(workplace, &wanted.exercises)?;
    let mut progress = Progress::load(&workplace.root);
    let begun = Instant::now();
    let reports = Work::new(workplace, &wanted.grading, cancel).grade(&chosen, &mut progress, &mut |stage| {
        if let Stage::Compiled { warnings } = stage {
            anstream::eprint!("{warnings}");
        }
    })?;
    let entries = entries(&chosen, &reports, &progress);
    let ladder = level::ladder(&progress);
    let text = match wanted.format {
        Format::Md => markdown::document(&entries, &ladder, &way_back(workplace, output)),
        Format::Html => html::document(&Page {
            entries: &entries,
            ladder: &ladder,
            next: progress.next_unfinished().map(|lesson| lesson.about()),
            call: invocation(),
            workplace: &workplace.root,
        }),
        Format::Json => json::document(&reports),
        Format::Junit => junit::document(&reports).map_err(unmade)?,
        Format::Gradescope => {
            let visibility = wanted.visibility.map(Into::into).unwrap_or_default();
            gradescope::document(&entries, visibility, begun.elapsed())
        }
    };
    match output {
        Some(file) => {
            atomic::write(file, text.as_bytes()).map_err(|error| unwritten(file, &error))?;
            let there = if wanted.output.is_some() { file.display().to_string() } else { link(file, &workplace.root) };
            anstream::println!("the report is in {there}");
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

/// The exercises that were named, in the order of the catalog; all of them if none was.
fn chosen(workplace: &Workplace, names: &[String]) -> Result<Vec<&'static dyn Lesson>, Problem> {
    let named = names.iter().map(|name| Ok(workplace.lesson(name)?.about().id));
    let named: Vec<&str> = named.collect::<Result<_, Problem>>()?;
    Ok(lessons().filter(|lesson| named.is_empty() || named.contains(&lesson.about().id)).collect())
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
