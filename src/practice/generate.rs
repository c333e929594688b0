//! `generate`: for those who work on mlings. Writes every learner's file from its solution.

use std::process::ExitCode;

use super::workplace::Workplace;
use super::{Problem, invocation};
use crate::curriculum::{lessons, starter};

pub(super) fn run(workplace: &Workplace, check: bool) -> Result<ExitCode, Problem> {
    let mut differing = Vec::new();
    for lesson in lessons() {
        let file = workplace.file(lesson);
        let text = starter::unstarted(&lesson.about());
        if std::fs::read_to_string(&file).is_ok_and(|there| there == text) {
            continue;
        }
        differing.push(workplace.short(&file).display().to_string());
        if !check {
            let folder = file.parent().unwrap_or(&workplace.root);
            std::fs::create_dir_all(folder).and_then(|()| std::fs::write(&file, text)).map_err(|error| {
                Problem::new(format!("{} could not be written ({error})", file.display()), "is the folder writable?")
            })?;
        }
    }
    match (&differing[..], check) {
        ([], _) => println!("every exercise file is as its solution generates it"),
        (files, false) => println!("written: {}", files.join(", ")),
        (files, true) => {
            return Err(Problem::new(
                format!("not as their solutions generate them: {}", files.join(", ")),
                format!("write them with: {} generate (your own solutions in them would be lost)", invocation()),
            ));
        }
    }
    Ok(ExitCode::SUCCESS)
}
