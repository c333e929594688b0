//! Builds exercise targets with cargo and asks them for their verdicts.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde::Deserialize;

use super::Problem;
use super::freshness::{content_hash, is_built_from, remember, touch};
use super::run::{Cancel, Ended, run};
use super::shortcut::{Compiled, Shortcut};
use super::workplace::Workplace;
use crate::grading::Lesson;
use crate::grading::harness::{Answer, Request, VERDICT};
use crate::grading::verdict::Verdict;

/// What came of building one exercise.
pub(super) struct Built {
    /// The target, unless it did not compile.
    pub program: Option<PathBuf>,
    /// What the compiler said: errors, or warnings beside a program. With colours.
    pub said: String,
    /// The SHA-256 of the text that was built.
    pub content: String,
    /// Whether cargo found the program built already.
    was_there: bool,
}

/// Builds the exercises in one call of cargo; one that does not compile keeps none of the others from it.
pub(super) fn build(
    workplace: &Workplace,
    lessons: &[&dyn Lesson],
    cancel: &Cancel,
) -> Result<BTreeMap<&'static str, Built>, Problem> {
    if let [lesson] = lessons
        && let Some(built) = take_shortcut(workplace, *lesson, cancel)
    {
        return Ok(BTreeMap::from([(lesson.about().id, built)]));
    }
    let mut built = run_cargo(workplace, lessons, cancel)?;
    let is_stale = |lesson: &dyn Lesson| match &built[lesson.about().id] {
        Built { program: Some(program), was_there: true, content, .. } => !is_built_from(program, content),
        _ => false,
    };
    let stale: Vec<&dyn Lesson> = lessons.iter().copied().filter(|lesson| is_stale(*lesson)).collect();
    if !stale.is_empty() && stale.iter().all(|lesson| touch(&workplace.file(*lesson)).is_ok()) {
        built.append(&mut run_cargo(workplace, &stale, cancel)?);
    }
    for built in built.values() {
        if let Built { program: Some(program), was_there: false, content, .. } = built {
            remember(program, content);
        }
    }
    Ok(built)
}

/// Builds without cargo where nothing but the exercise's file has changed since cargo built it.
fn take_shortcut(workplace: &Workplace, lesson: &dyn Lesson, cancel: &Cancel) -> Option<Built> {
    let about = lesson.about();
    let shortcut = Shortcut::of(workplace, &about)?;
    // Read before the compiler does: a later save is then taken for a later text, never for this one.
    let content = content_hash(&workplace.file(lesson));
    let Compiled { program, said } = shortcut.compile(workplace, &about, &content, cancel)?;
    Some(Built { program, said, content, was_there: false })
}

/// The cargo that runs us, or else the one on the PATH.
pub(super) fn cargo() -> OsString {
    std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into())
}

/// Why nothing can be built.
pub(super) fn no_cargo(error: std::io::Error) -> Problem {
    Problem::new(
        format!("cargo could not be started ({error})"),
        "install Rust from rustup.rs, or put cargo on the PATH",
    )
}

fn run_cargo(
    workplace: &Workplace,
    lessons: &[&dyn Lesson],
    cancel: &Cancel,
) -> Result<BTreeMap<&'static str, Built>, Problem> {
    let mut command = Command::new(cargo());
    command.current_dir(&workplace.root).args([
        "build",
        "--verbose",
        "--keep-going",
        "--message-format=json-diagnostic-rendered-ansi",
    ]);
    for lesson in lessons {
        command.args(["--test", lesson.about().id]);
    }
    // Read before the compiler does: a later save is then taken for a later text, never for this one.
    let contents: Vec<String> = lessons.iter().map(|lesson| content_hash(&workplace.file(*lesson))).collect();
    let mut messages: Vec<Message> = Vec::new();
    let ended = run(command, cancel, |line| messages.extend(serde_json::from_str::<Message>(line)));
    let Ended { complaints, .. } = ended.map_err(no_cargo)?.ok_or_else(Problem::called_off)?;
    let built: BTreeMap<&str, Built> = lessons
        .iter()
        .zip(contents)
        .map(|(lesson, content)| (lesson.about().id, Built::read(&messages, lesson.about().id, content)))
        .collect();
    for lesson in lessons {
        if let Built { program: Some(program), was_there: false, .. } = &built[lesson.about().id] {
            // Not learned is not wrong: cargo is then asked the next time too.
            let _ = Shortcut::learn(workplace, &lesson.about(), &complaints, program);
        }
    }
    let is_explained = |built: &Built| built.program.is_some() || !built.said.is_empty();
    if built.values().all(is_explained) {
        return Ok(built);
    }
    // Not the learner's code: the manifest, the library, a missing file. Cargo's own words are the best there are.
    let elsewhere: String = messages.iter().filter_map(Message::error).collect();
    Err(Problem::new(
        format!("cargo could not build the exercise:\n{elsewhere}{}", without_calls(&complaints)),
        "if an exercise file is missing, reset brings it back; otherwise mend what cargo names and try again",
    ))
}

/// Cargo's complaints without the calls that it also tells of.
fn without_calls(complaints: &str) -> String {
    let noise = ["Running `", "Fresh ", "Compiling ", "Dirty ", "Caused by:\n  process didn't exit"];
    let told = |line: &&str| !noise.iter().any(|words| line.trim_start().starts_with(words));
    complaints.lines().filter(told).collect::<Vec<_>>().join("\n").trim().to_owned()
}

/// Asks a built target for its verdict. Calls `progress` with how many of how many checks and plots are done.
pub(super) fn ask(
    workplace: &Workplace,
    lesson: &dyn Lesson,
    program: &Path,
    request: &Request,
    cancel: &Cancel,
    progress: &mut dyn FnMut(usize, usize),
) -> Result<Verdict, Problem> {
    let broken = |reason: String| {
        Problem::new(
            format!("the grader of {} ended without a verdict ({reason})", lesson.about().id),
            "try again; if it stays so, run cargo clean and then report it with the exercise's file",
        )
    };
    let request = serde_json::to_string(request).map_err(|error| broken(error.to_string()))?;
    let mut command = Command::new(program);
    command.current_dir(&workplace.root).args([VERDICT, &request]);
    if let Some(datasets) = workplace.own_datasets() {
        command.env("MLINGS_DATASETS", datasets);
    }
    let mut verdict = None;
    let ended = run(command, cancel, |line| match serde_json::from_str(line) {
        Ok(Answer::Progress { done, of }) => progress(done, of),
        Ok(Answer::Verdict(whole)) => verdict = Some(*whole),
        Ok(Answer::Alive) | Err(_) => {}
    });
    let ended = ended.map_err(|error| broken(error.to_string()))?.ok_or_else(Problem::called_off)?;
    verdict.ok_or_else(|| broken(format!("{}; {}", ended.status, ended.complaints.trim())))
}

/// The part that we need of a line of cargo's JSON.
#[derive(Deserialize)]
struct Message {
    target: Option<Target>,
    executable: Option<PathBuf>,
    #[serde(default)]
    fresh: bool,
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

impl Built {
    fn read(messages: &[Message], id: &str, content: String) -> Built {
        let artifact = messages.iter().find(|message| message.is_of(id) && message.executable.is_some());
        Built {
            program: artifact.and_then(|message| message.executable.clone()),
            was_there: artifact.is_some_and(|message| message.fresh),
            said: said(messages, id),
            content,
        }
    }
}

/// The compiler's diagnostics for one target, without its closing counts ("aborting due to ...").
fn said(messages: &[Message], id: &str) -> String {
    let diagnostics =
        messages.iter().filter(|message| message.is_of(id)).filter_map(|message| message.message.as_ref());
    let placed =
        diagnostics.filter_map(|diagnostic| diagnostic.rendered.as_deref()).filter(|text| text.contains("-->"));
    placed.collect()
}
