//! `generate`: for those who work on mlings. Writes every learner's file from its solution.

use std::process::ExitCode;

use super::output::print;
use super::workplace::Workplace;
use super::{Problem, atomic, invocation, starter};

pub(super) fn run(workplace: &Workplace, check: bool) -> Result<ExitCode, Problem> {
    let mut differing = Vec::new();
    for exercise in workplace.catalog.exercises() {
        let file = workplace.file(exercise);
        let text = starter::unstarted(exercise, &workplace.reference(exercise)?);
        if std::fs::read_to_string(&file).is_ok_and(|there| there == text) {
            continue;
        }
        differing.push(workplace.short(&file).display().to_string());
        if !check {
            let folder = file.parent().unwrap_or(&workplace.root);
            std::fs::create_dir_all(folder).and_then(|()| atomic::write(&file, text.as_bytes())).map_err(|error| {
                Problem::new(format!("{} could not be written ({error})", file.display()), "is the folder writable?")
            })?;
        }
    }
    match (&differing[..], check) {
        ([], _) => print("every exercise file is as its solution generates it\n")?,
        (files, false) => print(&format!("written: {}\n", files.join(", ")))?,
        (files, true) => {
            return Err(Problem::new(
                format!("not as their solutions generate them: {}", files.join(", ")),
                format!("write them with: {} generate (your own solutions in them would be lost)", invocation()),
            ));
        }
    }
    Ok(ExitCode::SUCCESS)
}
