//! `report`: grades every exercise and writes what came of it, for people or for programs.

use std::io::IsTerminal;
use std::path::{Component, Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use super::catalog::{Catalog, Exercise};
use super::check;
use super::command_line::{Format, ReportArguments};
use super::grade::Work;
use super::output::{print, status};
use super::progress::Progress;
use super::run::Cancel;
use super::workplace::Workplace;
use super::{Problem, atomic, invocation, level};
use crate::report::html::{self, Next, Page};
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
    let chosen = workplace.chosen(&wanted.exercises)?;
    let mut progress = Progress::load(&workplace.root);
    let begun = Instant::now();
    let mut work = Work::new(workplace, &wanted.grading, cancel)?;
    let reports = work.grade(&chosen, &mut progress, &mut check::say_of_many(chosen.len()))?;
    status("");
    let entries = entries(&workplace.catalog, &chosen, &reports, &progress);
    let ladder = level::ladder(&workplace.catalog, &progress);
    let text = match wanted.format {
        Format::Md => markdown::document(&entries, &ladder, &way_back(workplace, output)),
        Format::Html => html::document(&Page {
            entries: &entries,
            ladder: &ladder,
            next: progress.next_unfinished(&workplace.catalog).map(|Exercise { id, title, .. }| Next { id, title }),
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
            print(&format!("the report is in {there}\n"))?;
        }
        None => print(&text)?,
    }
    match reports.iter().find_map(Report::trouble) {
        Some(trouble) => Err(Problem::new("not every check could be graded", trouble)),
        None => Ok(ExitCode::SUCCESS),
    }
}

fn entries<'a>(
    catalog: &'a Catalog,
    chosen: &[&Exercise],
    reports: &'a [Report],
    progress: &Progress,
) -> Vec<Entry<'a>> {
    let entry = |(exercise, report): (&&Exercise, &'a Report)| {
        let track = catalog.track_of(&exercise.id).map_or("", |track| &track.title);
        Entry { track, best: progress.best(&exercise.id), report }
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
