//! Whether the folders that are written to can be written to.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde::Deserialize;

use super::super::build::cargo;
use super::super::workplace::Workplace;
use super::Finding;
use super::mend::{mend_of_refusal, typed};

/// The learner's files, and the backups beside them.
pub(super) fn exercises(workplace: &Workplace) -> Vec<Finding> {
    let top = workplace.root.join("exercises");
    let tracks = workplace.catalog.tracks.iter().map(|track| top.join(&track.folder));
    writable("exercises_folder", workplace, &top, tracks)
}

pub(super) fn plots(workplace: &Workplace) -> Vec<Finding> {
    let top = workplace.root.join("plots");
    let each = workplace.catalog.exercises().map(|exercise| workplace.plots(&exercise.id));
    writable("plots_folder", workplace, &top, each)
}

pub(super) fn progress(workplace: &Workplace) -> Vec<Finding> {
    writable("progress_folder", workplace, &workplace.root, [].into_iter())
}

/// Where cargo builds, which only cargo knows. Without cargo there is nothing to be said.
pub(super) fn target(workplace: &Workplace) -> Vec<Finding> {
    const NAME: &str = "target_folder";
    let mut command = Command::new(cargo());
    command.args(["metadata", "--no-deps", "--offline", "--format-version=1"]).current_dir(&workplace.root);
    let Ok(answer) = command.stdin(Stdio::null()).output() else { return Vec::new() };
    match serde_json::from_slice::<Metadata>(&answer.stdout) {
        Ok(Metadata { target_directory: top }) => {
            let below = ["debug", "debug/deps", "debug/incremental"].map(|folder| top.join(folder));
            writable(NAME, workplace, &top, below.into_iter())
        }
        Err(_) => {
            let words = String::from_utf8_lossy(&answer.stderr);
            let what = words.split_whitespace().collect::<Vec<_>>().join(" ");
            let manifest = typed(workplace, &workplace.root.join("Cargo.toml"));
            vec![Finding::ill(
                NAME,
                format!("cargo cannot read Cargo.toml ({what})"),
                format!("git checkout -- {manifest}"),
            )]
        }
    }
}

/// The part that we need of what cargo knows of a package.
#[derive(Deserialize)]
struct Metadata {
    target_directory: PathBuf,
}

/// One finding when a folder and those below it can be written, otherwise one for each that cannot. Those below
/// a folder that cannot be written are mended with it.
fn writable(
    name: &'static str,
    workplace: &Workplace,
    top: &Path,
    below: impl Iterator<Item = PathBuf>,
) -> Vec<Finding> {
    let folders: Vec<PathBuf> = below.chain([top.to_owned()]).collect();
    let there: BTreeSet<&Path> = folders.iter().map(|folder| nearest(folder)).collect();
    let mut found: Vec<(&Path, Finding)> = Vec::new();
    for folder in there {
        if found.iter().any(|(above, _)| folder.starts_with(above)) {
            continue;
        }
        if let Err(error) = tempfile::tempfile_in(folder) {
            let what = format!("{} cannot be written to ({error})", shown(workplace, folder));
            found.push((folder, Finding::ill(name, what, mend_of_refusal(workplace, folder, &error))));
        }
    }
    match found[..] {
        [] if top.is_dir() => vec![Finding::well(name, format!("{} can be written to", shown(workplace, top)))],
        [] => vec![Finding::well(name, format!("{} can be created", shown(workplace, top)))],
        _ => found.into_iter().map(|(_, finding)| finding).collect(),
    }
}

/// The folder, or the one above it in which it would be created.
fn nearest(folder: &Path) -> &Path {
    folder.ancestors().find(|folder| folder.symlink_metadata().is_ok()).unwrap_or(folder)
}

fn shown(workplace: &Workplace, folder: &Path) -> String {
    if folder == workplace.root {
        "the folder of the package".to_owned()
    } else {
        workplace.short(folder).display().to_string()
    }
}
