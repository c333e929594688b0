//! Whether every exercise has its file and its guide.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::super::catalog::Trouble;
use super::super::invocation;
use super::super::workplace::Workplace;
use super::Finding;
use super::mend::{mend_of_refusal, typed};

pub(super) fn files(workplace: &Workplace) -> Vec<Finding> {
    let reset = |id: &str| format!("{} reset {id}", invocation());
    let all = workplace.catalog.exercises().map(|exercise| (workplace.file(exercise), reset(&exercise.id)));
    every("exercise_files", "exercise files", workplace, all)
}

pub(super) fn guides(workplace: &Workplace) -> Vec<Finding> {
    let guides = workplace.catalog.exercises().map(|exercise| workplace.root.join(&exercise.guide));
    let all = guides.map(|guide| {
        let restore = format!("git checkout -- {}", typed(workplace, &guide));
        (guide, restore)
    });
    let headless = troubles(workplace, "guides", |trouble| {
        // What is missing or cannot be read is found anyway.
        !is_manifest(trouble) && std::fs::read(workplace.root.join(&trouble.file)).is_ok()
    });
    let mut found = every("guides", "guides", workplace, all);
    if !headless.is_empty() {
        found.retain(|finding| !finding.well);
        found.extend(headless);
    }
    found
}

/// Whether every track can be read.
pub(super) fn tracks(workplace: &Workplace) -> Vec<Finding> {
    let found = troubles(workplace, "tracks", is_manifest);
    if !found.is_empty() {
        return found;
    }
    let (tracks, exercises) = (workplace.catalog.tracks.len(), workplace.catalog.exercises().count());
    vec![Finding::well("tracks", format!("all {tracks} tracks can be read, with {exercises} exercises"))]
}

fn is_manifest(trouble: &Trouble) -> bool {
    trouble.file.extension().is_none_or(|ending| ending != "md")
}

fn troubles(workplace: &Workplace, name: &'static str, is_ours: impl Fn(&Trouble) -> bool) -> Vec<Finding> {
    let ill = |trouble: &Trouble| {
        let restore = format!("git checkout -- {}", typed(workplace, &workplace.root.join(&trouble.file)));
        Finding::ill(name, trouble.in_words(), restore)
    };
    workplace.catalog.troubles.iter().filter(|trouble| is_ours(trouble)).map(ill).collect()
}

/// One finding when all files are there, otherwise one for each that is not; with each file comes what brings it back.
fn every(
    name: &'static str,
    plural: &str,
    workplace: &Workplace,
    files: impl Iterator<Item = (PathBuf, String)>,
) -> Vec<Finding> {
    let files: Vec<_> = files.collect();
    let ill = |(file, restore): &(PathBuf, String)| unread(name, workplace, file, restore);
    let found: Vec<Finding> = files.iter().filter_map(ill).collect();
    if found.is_empty() { vec![Finding::well(name, format!("all {} {plural} are there", files.len()))] } else { found }
}

fn unread(name: &'static str, workplace: &Workplace, file: &Path, restore: &str) -> Option<Finding> {
    let error = std::fs::read(file).err()?;
    let short = workplace.short(file).display();
    Some(match error.kind() {
        ErrorKind::NotFound => Finding::ill(name, format!("{short} is missing"), restore),
        _ => Finding::ill(name, format!("{short} cannot be read ({error})"), mend_of_refusal(workplace, file, &error)),
    })
}
