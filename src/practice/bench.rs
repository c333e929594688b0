//! `bench`: times the learner's functions beside the reference and linfa.

use std::io::{IsTerminal, Write};
use std::process::{Command, ExitCode};

use super::cargo::cargo;
use super::run::{Cancel, Ended, run};
use super::workplace::Workplace;
use super::{NOT_FULL, Problem};
use crate::curriculum::lessons;
use crate::report::benchmark::{Benchmark, PROGRESS};
use crate::report::terminal;

pub(super) fn bench(
    workplace: &Workplace,
    name: &str,
    quick: bool,
    json: bool,
    cancel: &Cancel,
) -> Result<ExitCode, Problem> {
    let id = workplace.lesson(name)?.about().id;
    let timed = timed(workplace);
    if timed.is_empty() {
        return Err(Problem::new(
            format!("there are no benchmarks in {}", workplace.root.display()),
            "they come with the project's repository, in its folder benches",
        ));
    }
    if !timed.contains(&id) {
        return Err(Problem::new(format!("{id} has no benchmark"), format!("these have one: {}", timed.join(", "))));
    }
    let folder = workplace.root.join("plots").join(id);
    let file = folder.join("benchmark.json");
    // What stands there afterwards is of this run.
    let _ = std::fs::remove_file(&file);
    let mut command = Command::new(cargo());
    command.current_dir(&workplace.root).args(["bench", "--profile", "dev", "--quiet", "--color", "always"]);
    command.args(["--bench", id, "--"]).args(quick.then_some("--quick"));
    status(&format!("building {id}"));
    let mut said = String::new();
    let ended = run(command, cancel, |line| match line.strip_prefix(PROGRESS) {
        Some(progress) => status(progress),
        None if line.starts_with("yours is skipped") => said = format!("{line}\n"),
        None => {}
    });
    status("");
    let Ended { status, complaints } = ended
        .map_err(|error| {
            Problem::new(
                format!("cargo could not be started ({error})"),
                "install Rust from rustup.rs, or put cargo on the PATH",
            )
        })?
        .ok_or_else(Problem::called_off)?;
    if !status.success() {
        anstream::eprint!("{}", without_cargo(&complaints));
        return Ok(ExitCode::from(NOT_FULL));
    }
    let measured = std::fs::read_to_string(&file).map_err(|error| error.to_string());
    let measured =
        measured.and_then(|text| serde_json::from_str::<Benchmark>(&text).map_err(|error| error.to_string()));
    let measured = measured.map_err(|reason| {
        Problem::new(
            format!("{} could not be read ({reason})", file.display()),
            "see that the folder plots is writable, and try again",
        )
    })?;
    let text = if json {
        serde_json::to_string_pretty(&measured).unwrap_or_default() + "\n"
    } else {
        let plot = terminal::link(&folder.join("benchmark.png"), &workplace.root);
        format!("{said}{}\n  plot: {plot}\n", measured.table())
    };
    let _ = anstream::stdout().lock().write_all(text.as_bytes());
    Ok(ExitCode::SUCCESS)
}

/// The exercises that have a benchmark in this workplace.
fn timed(workplace: &Workplace) -> Vec<&'static str> {
    let has_one = |id: &&str| workplace.root.join(format!("benches/{id}.rs")).exists();
    lessons().map(|lesson| lesson.about().id).filter(has_one).collect()
}

/// Shows how far it is, on one line of a terminal.
fn status(words: &str) {
    if std::io::stderr().is_terminal() {
        eprint!("\r\u{1b}[K{words}");
        let _ = std::io::stderr().flush();
    }
}

/// Without what cargo adds to a benchmark's own words.
fn without_cargo(complaints: &str) -> String {
    let is_own = |line: &&str| !anstream::adapter::strip_str(line).to_string().starts_with("error: bench failed");
    complaints.lines().take_while(is_own).map(|line| format!("{line}\n")).collect()
}
