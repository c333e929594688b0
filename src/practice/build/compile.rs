//! From the learner's text to a program.

use std::fmt::Write;
use std::io::ErrorKind;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::ExitStatus;
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
            _ => Unreadable(format!("{name} cannot be read ({error}).\nIt must be a file that you may read.\n")),
        })?;
        if bytes.trim_ascii().is_empty() {
            return Err(Unreadable(format!(
                "{name} is empty.\nThis makes it as it was at first: {} reset {id}\n",
                invocation()
            )));
        }
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

/// What a program is called until it is whole.
const MADE: &str = "made";

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
    let compiler = Compiler { store, workplace, toolset, exercise, cancel };
    let program = Path::new("programs").join(format!("{id}-{}{}", &source.hash[..16], std::env::consts::EXE_SUFFIX));
    clear(&store.folder("programs"), id);
    // Always by the same name, which is part of what the compiler remembers its last work by.
    let made = Path::new("work").join(id).join(MADE);
    match compiler.run(Path::new(id), &source.text, &made)? {
        Ran::Program { warnings } => Ok(Compiled::Program { program: compiler.renamed(&made, &program)?, warnings }),
        Ran::Refused { said } => Ok(Compiled::Failed { said }),
        Ran::Late => Ok(Compiled::Failed { said: late(file) }),
        Ran::Broke { how, said } => {
            // A place would say that it is the learner's text. Without one, a text that is surely right tells whether it
            // is that or what the text is compiled with.
            let probe =
                compiler.run(&Path::new(id).join("probe"), "fn main() {}\n", &Path::new("work").join(id).join("none"));
            if matches!(probe?, Ran::Program { .. }) {
                return Ok(Compiled::Failed { said: broke(file, &how, &said) });
            }
            // Maybe the call is not right any more for a reason that we cannot see.
            toolset.forget(store);
            Err(unfinished(id, &format!("{how}\n{said}")))
        }
    }
}

/// Compiles a text that is not the learner's in a folder of its own below `work`. `None` where it does not compile.
/// Whoever calls this has the folder for itself.
pub(in crate::practice) fn compile_aside(
    store: &Store,
    workplace: &Workplace,
    toolset: &Toolset,
    exercise: &Exercise,
    folder: &Path,
    text: &str,
    cancel: &Cancel,
) -> Result<Option<PathBuf>, Problem> {
    let compiler = Compiler { store, workplace, toolset, exercise, cancel };
    let made = Path::new("work").join(folder).join(MADE);
    let program = made.with_file_name(format!("tried{}", std::env::consts::EXE_SUFFIX));
    let Ran::Program { .. } = compiler.run(folder, text, &made)? else { return Ok(None) };
    compiler.renamed(&made, &program).map(Some)
}

/// The compiler as it is called for one exercise.
struct Compiler<'a> {
    store: &'a Store,
    workplace: &'a Workplace,
    toolset: &'a Toolset,
    exercise: &'a Exercise,
    cancel: &'a Cancel,
}

/// How the compiler ended.
enum Ran {
    Program {
        warnings: String,
    },
    /// It named a place in the text.
    Refused {
        said: String,
    },
    /// It named none.
    Broke {
        how: ExitStatus,
        said: String,
    },
    Late,
}

impl Compiler<'_> {
    /// Gives a program that is whole the name that it keeps.
    fn renamed(&self, made: &Path, program: &Path) -> Result<PathBuf, Problem> {
        let [made, program] = [made, program].map(|path| self.workplace.root.join(self.store.seen_from_root(path)));
        std::fs::rename(made, &program).map_err(|error| unfinished(&self.exercise.id, &error.to_string()))?;
        Ok(program)
    }

    /// Compiles a text in a folder of its own below `work`.
    fn run(&self, folder: &Path, text: &str, program: &Path) -> Result<Ran, Problem> {
        let Compiler { store, workplace, toolset, exercise: Exercise { id, file, .. }, cancel } = self;
        let work = Path::new("work").join(folder);
        let copy = work.join(file.file_name().unwrap_or(id.as_ref()));
        clear_objects(&store.folder(&work));
        std::fs::write(workplace.root.join(store.seen_from_root(&copy)), text).map_err(|error| {
            Problem::new(
                format!(
                    "{} could not be copied into the folder .mlings, where it is compiled ({error})",
                    file.display()
                ),
                "make room on the disk, and see that you may write in that folder; it may be deleted at any time",
            )
        })?;
        let job = Job {
            id,
            shown: file,
            copy: &store.seen_from_root(&copy),
            program: &store.seen_from_root(program),
            work: &store.seen_from_root(&work),
        };
        let mut command = toolset.call.command(&job, 2 * PATIENCE.as_secs());
        command.current_dir(&workplace.root);
        let (mut placed, mut rest) = (String::new(), String::new());
        let ended = run(command, Some(PATIENCE), cancel, |line| {
            if let Line::Complained(line) = line {
                match rendered(&line) {
                    Some(text) if text.contains("-->") => placed += &text,
                    Some(text) => rest += &text,
                    None => _ = writeln!(rest, "{line}"),
                }
            }
            ControlFlow::Continue(())
        });
        match ended.map_err(|error| unfinished(id, &error.to_string()))? {
            Ended::ByItself(status) if status.success() => Ok(Ran::Program { warnings: placed }),
            Ended::ByItself(status) if status.code().is_none() || placed.is_empty() => {
                Ok(Ran::Broke { how: status, said: without_addresses(&rest) })
            }
            Ended::ByItself(_) => Ok(Ran::Refused { said: placed }),
            Ended::Late => Ok(Ran::Late),
            Ended::CalledOff | Ended::Enough => Err(Problem::called_off()),
        }
    }
}

/// Removes what a compiler that was ended, or could not link, has left behind.
fn clear_objects(work: &Path) {
    let files = std::fs::read_dir(work).into_iter().flatten().flatten().map(|entry| entry.path());
    for object in files.filter(|file| file.extension().is_some_and(|ending| ending == "o")) {
        let _ = std::fs::remove_file(object);
    }
}

fn unfinished(id: &str, reason: &str) -> Problem {
    Problem::new(
        format!("{id} could not be compiled, and the reason is not in its file: {}", reason.trim_end()),
        "mend what the compiler names and try again; if it names nothing, delete the folder .mlings and run cargo clean",
    )
}

/// Without the compiler's own functions, which it lists by the hundred when it crashes.
fn without_addresses(said: &str) -> String {
    let is_for_people = |line: &&str| !line.trim().is_empty() && !line.contains("[0x") && !line.starts_with("### ");
    said.lines().filter(is_for_people).take(30).map(|line| format!("{line}\n")).collect()
}

fn broke(file: &Path, how: &ExitStatus, said: &str) -> String {
    format!(
        "{said}\nThe compiler made no program of {} and names no line of it ({how}).\n\
         It can compile another text, so the reason is in this one: what did you change last?\n",
        file.display()
    )
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
        "The compiler did not finish {} within {} s.\nIs there a computation in a const that never ends?\n",
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
