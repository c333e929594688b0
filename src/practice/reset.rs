//! `reset`: the untouched file again; what the learner wrote is kept beside it.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::catalog::Exercise;
use super::output::print;
use super::progress::Progress;
use super::workplace::Workplace;
use super::{Problem, atomic, starter};

pub(super) fn run(workplace: &Workplace, name: Option<&str>, all: bool) -> Result<ExitCode, Problem> {
    let chosen: Vec<&Exercise> = match name {
        Some(name) => vec![workplace.exercise(name)?],
        None if all => workplace.catalog.exercises().collect(),
        None => Vec::new(),
    };
    let mut progress = Progress::load(&workplace.root);
    for exercise in chosen {
        print(&format!("{}\n", one(workplace, exercise, &mut progress)?))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Resets one exercise and says what became of its file.
pub(super) fn one(workplace: &Workplace, exercise: &Exercise, progress: &mut Progress) -> Result<String, Problem> {
    let file = workplace.file(exercise);
    let unstarted = starter::unstarted(exercise, &workplace.reference(exercise)?);
    let said = reset(&file, &unstarted).map_err(|error| {
        Problem::new(
            format!("{} could not be reset ({error})", workplace.short(&file).display()),
            "is the folder writable? Nothing was lost: your version is where it was",
        )
    })?;
    progress.begin_anew(&exercise.id);
    let outcome = match said {
        Reset::Untouched => "is untouched already".to_owned(),
        Reset::Restored => "was missing and is there again".to_owned(),
        Reset::Replaced { backup } => {
            format!("is as at first; your version is {}", workplace.short(&backup).display())
        }
    };
    Ok(format!("{} {outcome}", workplace.short(&file).display()))
}

/// What was done.
enum Reset {
    Untouched,
    Restored,
    Replaced { backup: PathBuf },
}

fn reset(file: &Path, unstarted: &str) -> std::io::Result<Reset> {
    match std::fs::read(file) {
        Ok(yours) if yours == unstarted.as_bytes() => Ok(Reset::Untouched),
        Ok(_) => {
            let backup = free_name(file);
            std::fs::copy(file, &backup)?;
            atomic::write(file, unstarted.as_bytes())?;
            Ok(Reset::Replaced { backup })
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            std::fs::create_dir_all(file.parent().unwrap_or(Path::new(".")))?;
            atomic::write(file, unstarted.as_bytes())?;
            Ok(Reset::Restored)
        }
        Err(error) => Err(error),
    }
}

/// `01_kmeans.backup1.rs` beside `01_kmeans.rs`: the first number that is free.
fn free_name(file: &Path) -> PathBuf {
    let mut number = 1;
    loop {
        let name = file.with_extension(format!("backup{number}.rs"));
        if !name.exists() {
            return name;
        }
        number += 1;
    }
}
