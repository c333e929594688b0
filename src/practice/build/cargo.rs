//! Has cargo build a track's grader and what its exercises depend on, and learns from it how they are compiled.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::ops::ControlFlow;
use std::path::PathBuf;

use serde::Deserialize;

use super::call::Call;
use super::toolset::{Toolset, own_sources};
use crate::practice::Problem;
use crate::practice::catalog::{Exercise, Track};
use crate::practice::run::{Cancel, Ended, Line, Priority, limited, run};
use crate::practice::store::Store;
use crate::practice::workplace::Workplace;

/// The cargo that runs us, or else the one on the PATH.
pub(in crate::practice) fn cargo() -> OsString {
    std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into())
}

/// Why nothing can be built.
pub(in crate::practice) fn no_cargo(reason: impl std::fmt::Display) -> Problem {
    Problem::new(
        format!("cargo could not be started ({reason})"),
        "install Rust from https://rustup.rs, or add the folder that cargo is in to PATH",
    )
}

impl Toolset {
    /// Builds the track's grader, and learns how its exercises are compiled from one of them.
    pub fn learn(
        store: &Store,
        workplace: &Workplace,
        track: &Track,
        exercise: &Exercise,
        priority: Priority,
        cancel: &Cancel,
    ) -> Result<Toolset, Problem> {
        let mut asked = Asked { priority, ..Asked::default() };
        asked.cargo(workplace, cancel, &["build", "--bin", &track.grader])?;
        let grader =
            asked.programs.pop().ok_or_else(|| asked.failed(&format!("the grader of the track {}", track.title)))?;
        asked.target = exercise.id.clone();
        asked.cargo(workplace, cancel, &["build", "-vv", "--test", &exercise.id])?;
        let Some(call) = asked.call.take() else {
            return Err(asked.failed(&format!("what the exercises of the track {} need", track.title)));
        };
        let sources = asked.built.iter().chain([&grader]).map(|built| own_sources(built, &workplace.root));
        let sources: Option<Vec<Vec<PathBuf>>> = sources.collect();
        let is_complete = sources.is_some();
        let files = sources.into_iter().flatten().flatten().chain(asked.built).chain(asked.manifests).collect();
        let toolset = Toolset::learned(workplace, track, call, grader, files);
        // Where it cannot be seen what something was made from, cargo must be asked each time.
        if is_complete {
            toolset.keep(store);
        }
        Ok(toolset)
    }
}

/// Has cargo build one of the workplace's own programs. `None` where it has none of this name.
pub(in crate::practice) fn program(
    workplace: &Workplace,
    name: &str,
    cancel: &Cancel,
) -> Result<Option<PathBuf>, Problem> {
    let mut asked = Asked::default();
    asked.cargo(workplace, cancel, &["build", "--bin", name])?;
    match asked.programs.pop() {
        Some(program) => Ok(Some(program)),
        None if asked.complaints.iter().any(|line| line.contains("no bin target named")) => Ok(None),
        None => Err(asked.failed(&format!("the program {name}"))),
    }
}

/// What cargo said.
#[derive(Default)]
struct Asked {
    priority: Priority,
    /// The exercise that it would have built.
    target: String,
    /// Libraries that are not from a registry, and the manifests of their packages.
    built: BTreeSet<PathBuf>,
    manifests: BTreeSet<PathBuf>,
    programs: Vec<PathBuf>,
    /// What the compiler had to say about anything that cargo built.
    errors: String,
    complaints: Vec<String>,
    /// The beginning of a call that goes on in the next line.
    begun: Option<String>,
    call: Option<Call>,
}

/// The environment variable that every exercise's last line looks at: with another value cargo builds it again.
const ASKS: &str = "MLINGS_ASKS";

/// A value that there has not been before.
fn moment() -> String {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    since.as_nanos().to_string()
}

/// Seconds of a processor that one crate may take. Nobody waits for it in vain: it is only there for what is left
/// behind when all others are gone.
const LONGEST: u64 = 3600;

impl Asked {
    /// Runs cargo in the workplace. It is stopped as soon as it has said how it would compile the target.
    fn cargo(&mut self, workplace: &Workplace, cancel: &Cancel, arguments: &[&str]) -> Result<(), Problem> {
        let (does, rest) = arguments.split_first().unwrap_or((&"build", &[]));
        let program = cargo();
        find(&program).map_err(no_cargo)?;
        let mut command = limited(&program, LONGEST, self.priority);
        // No packages are named: cargo chooses the features of libraries for those, and would build them once more.
        command
            .current_dir(&workplace.root)
            .env(ASKS, moment())
            .args([does, "--message-format=json-diagnostic-rendered-ansi"])
            .args(rest);
        self.complaints.clear();
        let ended = run(command, None, cancel, |line| match line {
            Line::Printed(line) => {
                serde_json::from_str(&line).into_iter().for_each(|message| self.hear(message));
                ControlFlow::Continue(())
            }
            Line::Complained(line) => self.listen(line),
        });
        match ended.map_err(no_cargo)? {
            Ended::CalledOff => Err(Problem::called_off()),
            _ => Ok(()),
        }
    }

    fn hear(&mut self, message: Message) {
        let diagnostic = message.message.filter(|diagnostic| diagnostic.level == "error");
        self.errors.extend(diagnostic.and_then(|diagnostic| diagnostic.rendered));
        if !message.package_id.is_some_and(|package| package.starts_with("path+")) {
            return;
        }
        self.manifests.extend(message.manifest_path);
        match message.executable {
            Some(program) => self.programs.push(program),
            None => self.built.extend(
                message.filenames.into_iter().filter(|file| file.extension().is_some_and(|ending| ending == "rlib")),
            ),
        }
    }

    /// Looks for the call. A word in it may hold the end of a line.
    fn listen(&mut self, line: String) -> ControlFlow<()> {
        let text = match (self.begun.take(), line.trim_start().strip_prefix("Running `")) {
            (Some(begun), _) => format!("{begun}\n{line}"),
            (None, Some(begin)) => begin.to_owned(),
            (None, None) => {
                self.complaints.push(line);
                return ControlFlow::Continue(());
            }
        };
        let Some(quoted) = text.strip_suffix('`') else {
            self.begun = Some(text);
            return ControlFlow::Continue(());
        };
        self.call = Call::read(quoted, &self.target).or(self.call.take());
        if self.call.is_some() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }

    /// Not the learner's code: a manifest, a library, the network. Cargo's own words are the best there are.
    fn failed(&self, what: &str) -> Problem {
        let noise = ["Fresh ", "Compiling ", "Dirty ", "Checking ", "Finished ", "Caused by:\n  process didn't exit"];
        let told = |line: &&String| !noise.iter().any(|words| line.trim_start().starts_with(words));
        let complaints: Vec<&str> = self.complaints.iter().filter(told).map(String::as_str).collect();
        Problem::new(
            format!("cargo could not build {what}:\n{}{}", self.errors, complaints.join("\n").trim()),
            "mend what cargo names and try again; what it has to download needs a network, once",
        )
    }
}

/// Whether there is such a program: the shell that limits it would say so in its own words.
fn find(program: &OsString) -> Result<(), String> {
    let path = std::path::Path::new(program);
    let is_there = if path.components().count() > 1 {
        path.is_file()
    } else {
        let folders = std::env::var_os("PATH").unwrap_or_default();
        let name = format!("{}{}", program.display(), std::env::consts::EXE_SUFFIX);
        std::env::split_paths(&folders).any(|folder| folder.join(&name).is_file() || folder.join(program).is_file())
    };
    if is_there { Ok(()) } else { Err(format!("there is no program {}", program.display())) }
}

/// The part that we need of a line of cargo's JSON.
#[derive(Deserialize)]
struct Message {
    package_id: Option<String>,
    manifest_path: Option<PathBuf>,
    #[serde(default)]
    filenames: Vec<PathBuf>,
    executable: Option<PathBuf>,
    message: Option<Diagnostic>,
}

#[derive(Deserialize)]
struct Diagnostic {
    rendered: Option<String>,
    level: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_of_several_lines_is_put_together_and_ends_the_listening() {
        let mut asked = Asked { target: "a".to_owned(), ..Asked::default() };
        let says = [
            "   Compiling a v1 (/w)",
            "     Running `/r/rustc --crate-name b`",
            "     Running `X='one",
            "two' /r/rustc --crate-name a --cfg test`",
        ];
        let last: Vec<bool> = says.into_iter().map(|line| asked.listen(line.to_owned()).is_break()).collect();
        assert_eq!(last, [false, false, false, true]);
        assert_eq!(asked.call, Call::read("X='one\ntwo' /r/rustc --crate-name a --cfg test", "a"));
        assert_eq!(asked.complaints, ["   Compiling a v1 (/w)"]);
    }

    #[test]
    fn what_cargo_could_not_build_is_told_in_its_words() {
        let complaints = ["   Compiling a v1 (/w)", "error: no such crate", "", "Caused by:", "  nothing"];
        let asked = Asked { complaints: complaints.map(str::to_owned).to_vec(), ..Asked::default() };
        let problem = asked.failed("it").to_string();
        assert!(
            problem.starts_with("cargo could not build it:\nerror: no such crate\n\nCaused by:\n  nothing\n"),
            "{problem}"
        );
    }
}
