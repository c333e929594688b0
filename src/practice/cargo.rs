//! Builds exercise targets with cargo and asks them for their verdicts.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde::Deserialize;

use super::Problem;
use super::workplace::Workplace;
use crate::grading::Lesson;
use crate::grading::harness::{Request, VERDICT};
use crate::grading::verdict::Verdict;

/// What came of building one exercise.
pub(super) struct Built {
    /// The target, unless it did not compile.
    pub program: Option<PathBuf>,
    /// What the compiler said: errors, or warnings beside a program. With colours.
    pub said: String,
}

/// Builds the exercises in one call of cargo; one that does not compile keeps none of the others from it.
pub(super) fn build(workplace: &Workplace, lessons: &[&dyn Lesson]) -> Result<BTreeMap<&'static str, Built>, Problem> {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(&workplace.root).args([
        "build",
        "--keep-going",
        "--message-format=json-diagnostic-rendered-ansi",
    ]);
    for lesson in lessons {
        command.args(["--test", lesson.about().id]);
    }
    let output = command.stdin(Stdio::null()).output().map_err(|error| {
        Problem::new(
            format!("cargo could not be started ({error})"),
            "install Rust from rustup.rs, or put cargo on the PATH",
        )
    })?;
    let messages: Vec<Message> =
        String::from_utf8_lossy(&output.stdout).lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
    let built: BTreeMap<&str, Built> = lessons
        .iter()
        .map(|lesson| lesson.about().id)
        .map(|id| (id, Built { program: program(&messages, id), said: said(&messages, id) }))
        .collect();
    let is_explained = |built: &Built| built.program.is_some() || !built.said.is_empty();
    if built.values().all(is_explained) {
        return Ok(built);
    }
    // Not the learner's code: the manifest, the library, a missing file. Cargo's own words are the best there are.
    let elsewhere: String = messages.iter().filter_map(Message::error).collect();
    let words = String::from_utf8_lossy(&output.stderr);
    Err(Problem::new(
        format!("cargo could not build the exercise:\n{}{}", elsewhere, words.trim_end()),
        "if an exercise file is missing, reset brings it back; otherwise mend what cargo names and try again",
    ))
}

/// Asks a built target for its verdict.
pub(super) fn ask(
    workplace: &Workplace,
    lesson: &dyn Lesson,
    program: &Path,
    request: &Request,
) -> Result<Verdict, Problem> {
    let broken = |reason: String| {
        Problem::new(
            format!("the grader of {} ended without a verdict ({reason})", lesson.about().id),
            "try again; if it stays so, run cargo clean and then report it with the exercise's file",
        )
    };
    let request = serde_json::to_string(request).map_err(|error| broken(error.to_string()))?;
    let mut command = Command::new(program);
    command.current_dir(&workplace.root).args([VERDICT, &request]).stdin(Stdio::null()).stderr(Stdio::inherit());
    let datasets = workplace.root.join("datasets");
    if datasets.is_dir() && std::env::var_os("MLINGS_DATASETS").is_none() {
        command.env("MLINGS_DATASETS", datasets);
    }
    let output = command.output().map_err(|error| broken(error.to_string()))?;
    serde_json::from_slice(&output.stdout).map_err(|_| broken(output.status.to_string()))
}

/// The part that we need of a line of cargo's JSON.
#[derive(Deserialize)]
struct Message {
    target: Option<Target>,
    executable: Option<PathBuf>,
    message: Option<Diagnostic>,
}

#[derive(Deserialize)]
struct Target {
    name: String,
    kind: Vec<String>,
}

#[derive(Deserialize)]
struct Diagnostic {
    rendered: Option<String>,
    level: String,
}

impl Message {
    fn is_of(&self, id: &str) -> bool {
        self.target.as_ref().is_some_and(|target| target.name == id && target.kind.iter().any(|kind| kind == "test"))
    }

    fn error(&self) -> Option<&str> {
        let diagnostic = self.message.as_ref().filter(|diagnostic| diagnostic.level == "error")?;
        diagnostic.rendered.as_deref()
    }
}

fn program(messages: &[Message], id: &str) -> Option<PathBuf> {
    messages.iter().filter(|message| message.is_of(id)).find_map(|message| message.executable.clone())
}

/// The compiler's diagnostics for one target, without its closing counts ("aborting due to ...").
fn said(messages: &[Message], id: &str) -> String {
    let diagnostics =
        messages.iter().filter(|message| message.is_of(id)).filter_map(|message| message.message.as_ref());
    let placed =
        diagnostics.filter_map(|diagnostic| diagnostic.rendered.as_deref()).filter(|text| text.contains("-->"));
    placed.collect()
}
