//! From the learner's text to a program.

use std::fmt::Write;
use std::io::ErrorKind;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde::Deserialize;

use super::call::Job;
use super::toolset::Toolset;
use crate::practice::catalog::Exercise;
use crate::practice::run::{Cancel, Ended, Line, run};
use crate::practice::stamp::{hash, read_file};
use crate::practice::store::Store;
use crate::practice::workplace::Workplace;
use crate::practice::{Problem, invocation};

/// The learner's text as it was read, once. It alone is compiled, graded and recorded.
pub(in crate::practice) struct Source {
    text: String,
    /// Its SHA-256.
    pub hash: String,
}

/// Why there is no text to compile, in the learner's terms.
pub(in crate::practice) struct Unreadable(pub String);

impl Source {
    /// Reads the exercise's file.
    pub fn read(workplace: &Workplace, exercise: &Exercise) -> Result<Source, Unreadable> {
        let (name, id) = (exercise.file.display(), &exercise.id);
        let bytes = read_file(&workplace.file(exercise)).map_err(|error| match error.kind() {
            ErrorKind::NotFound => Unreadable(format!(
                "{name} is missing.\nThis brings it back as it was at first: {} reset {id}\n",
                invocation()
            )),
            _ => Unreadable(format!("{name} cannot be read ({error}).\n")),
        })?;
        let hash = hash(&bytes);
        let text = String::from_utf8(bytes).map_err(|error| {
            let good = &error.as_bytes()[..error.utf8_error().valid_up_to()];
            let line = 1 + good.iter().filter(|byte| **byte == b'\n').count();
            Unreadable(format!("{name} is no text in UTF-8: line {line} holds other bytes.\nSave it as UTF-8.\n"))
        })?;
        Ok(Source { text, hash })
    }
}

/// What came of compiling.
pub(in crate::practice) enum Compiled {
    /// The program, and what the compiler warned of, with colours.
    Program { program: PathBuf, warnings: String },
    /// What the compiler said, with colours.
    Failed { said: String },
}

/// How long the compiler may take for one small file. Only a computation at compile time that never ends comes near.
const PATIENCE: Duration = Duration::from_secs(60);

/// Compiles a text. Whoever calls this holds the exercise.
pub(in crate::practice) fn compile(
    store: &Store,
    workplace: &Workplace,
    toolset: &Toolset,
    exercise: &Exercise,
    source: &Source,
    cancel: &Cancel,
) -> Result<Compiled, Problem> {
    let Exercise { id, file, .. } = exercise;
    let work = Path::new("work").join(id);
    let copy = work.join(file.file_name().unwrap_or(id.as_ref()));
    let program = Path::new("programs").join(format!("{id}-{}{}", &source.hash[..16], std::env::consts::EXE_SUFFIX));
    store.folder(&work);
    let programs = store.folder("programs");
    std::fs::write(store.folder(&work).join(copy.file_name().unwrap_or_default()), &source.text).map_err(|error| {
        Problem::new(
            format!("the text of {id} could not be copied for the compiler ({error})"),
            "is there room on the disk? The folder .mlings can be thrown away",
        )
    })?;
    clear(&programs, id);
    let job = Job {
        id,
        shown: file,
        copy: &store.seen_from_root(&copy),
        program: &store.seen_from_root(&program),
        work: &store.seen_from_root(&work),
    };
    let mut command = toolset.call.command(&job, 2 * PATIENCE.as_secs());
    command.current_dir(&workplace.root);
    let (mut placed, mut all) = (String::new(), String::new());
    let ended = run(command, Some(PATIENCE), cancel, |line| {
        if let Line::Complained(line) = line {
            match rendered(&line) {
                Some(text) if text.contains("-->") => placed += &text,
                Some(text) => all += &text,
                None => _ = writeln!(all, "{line}"),
            }
        }
        ControlFlow::Continue(())
    });
    let failed = |reason: &str| {
        Problem::new(
            format!("the compiler could not finish {id}: {reason}"),
            "try again; if it stays so, throw the folder .mlings away and run cargo clean",
        )
    };
    match ended.map_err(|error| failed(&error.to_string()))? {
        Ended::ByItself(status) if status.success() => {
            Ok(Compiled::Program { program: workplace.root.join(store.seen_from_root(&program)), warnings: placed })
        }
        // Only an error with a place is the learner's.
        Ended::ByItself(_) if !placed.is_empty() => Ok(Compiled::Failed { said: placed }),
        Ended::ByItself(status) => {
            // Maybe the call is not right any more for a reason that we cannot see.
            toolset.forget(store);
            Err(failed(&format!("{status}\n{}", all.trim())))
        }
        Ended::Late => Ok(Compiled::Failed { said: late(file) }),
        Ended::CalledOff | Ended::Enough => Err(Problem::called_off()),
    }
}

/// Removes the programs of earlier texts of an exercise.
fn clear(programs: &Path, id: &str) {
    for entry in std::fs::read_dir(programs).into_iter().flatten().flatten() {
        let name = entry.file_name();
        if name.to_str().and_then(|name| name.strip_prefix(id)).is_some_and(|rest| rest.starts_with('-')) {
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

fn late(file: &Path) -> String {
    format!(
        "The compiler did not come to an end of {} within {} s.\nIs there a computation in a const that never ends?\n",
        file.display(),
        PATIENCE.as_secs()
    )
}

/// A diagnostic of rustc's JSON as it looks on a terminal.
fn rendered(line: &str) -> Option<String> {
    #[derive(Deserialize)]
    struct Diagnostic {
        rendered: Option<String>,
    }
    serde_json::from_str::<Diagnostic>(line).ok().map(|diagnostic| diagnostic.rendered.unwrap_or_default())
}
