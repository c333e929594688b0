//! Whether every exercise has its file and its guide.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::super::invocation;
use super::super::workplace::Workplace;
use super::Finding;
use super::mend::{allow, typed};
use crate::curriculum::lessons;

pub(super) fn files(workplace: &Workplace) -> Vec<Finding> {
    let reset = |id: &str| format!("{} reset {id}", invocation());
    let all = lessons().map(|lesson| (workplace.file(lesson), reset(lesson.about().id)));
    every("exercise_files", "exercise files", workplace, all)
}

pub(super) fn guides(workplace: &Workplace) -> Vec<Finding> {
    let guides = lessons().map(|lesson| workplace.root.join(lesson.about().guide()));
    let all = guides.map(|guide| {
        let restore = format!("git checkout -- {}", typed(workplace, &guide));
        (guide, restore)
    });
    every("guides", "guides", workplace, all)
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
        _ => Finding::ill(name, format!("{short} cannot be read ({error})"), allow(workplace, file, &error)),
    })
}
