//! `bench`: times the learner's functions beside the reference and linfa.

use std::io::{IsTerminal, Write};
use std::process::{Command, ExitCode};

use super::cargo::{cargo, no_cargo};
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
    let id = timed(workplace, workplace.lesson(name)?.about().id)?;
    let folder = workplace.root.join("plots").join(id);
    let file = folder.join("benchmark.json");
    let Ran { ended: Ended { status, complaints }, remark } = time(workplace, id, quick, cancel)?;
    if !status.success() {
        anstream::eprint!("{}", without_cargo(&complaints));
        return Ok(ExitCode::from(NOT_FULL));
    }
    let Some(measured) = Benchmark::read(&workplace.root, id) else {
        return Err(Problem::new(
            format!("{} could not be read", file.display()),
            "see that the folder plots is writable, and try again",
        ));
    };
    let text = if json {
        serde_json::to_string_pretty(&measured).unwrap_or_default() + "\n"
    } else {
        let plot = terminal::link(&folder.join("benchmark.png"), &workplace.root);
        format!("{remark}{}\n  plot: {plot}\n", measured.table())
    };
    let _ = anstream::stdout().lock().write_all(text.as_bytes());
    Ok(ExitCode::SUCCESS)
}

/// The exercise, if it has a benchmark in this workplace.
fn timed(workplace: &Workplace, id: &'static str) -> Result<&'static str, Problem> {
    let all: Vec<&str> = lessons().map(|lesson| lesson.about().id).filter(|id| is_there(workplace, id)).collect();
    match all.as_slice() {
        all if all.contains(&id) => Ok(id),
        [] => Err(Problem::new(
            format!("there are no benchmarks in {}", workplace.root.display()),
            "they come with the project's repository, in its folder benches",
        )),
        all => Err(Problem::new(format!("{id} has no benchmark"), format!("these have one: {}", all.join(", ")))),
    }
}

/// Whether an exercise has a benchmark in this workplace.
pub(super) fn is_there(workplace: &Workplace, id: &str) -> bool {
    workplace.root.join("benches").join(format!("{id}.rs")).exists()
}

/// How a benchmark ended, and what it had to say about who is timed.
struct Ran {
    ended: Ended,
    remark: String,
}

/// Builds and runs the benchmark, and shows how far it is.
fn time(workplace: &Workplace, id: &str, quick: bool, cancel: &Cancel) -> Result<Ran, Problem> {
    let mut command = Command::new(cargo());
    command.current_dir(&workplace.root).args(["bench", "--quiet", "--color", "always"]);
    command.args(["--bench", id, "--"]).args(quick.then_some("--quick"));
    status(&format!("building the benchmark of {id}; the first time that takes some minutes"));
    let mut remark = String::new();
    let ended = run(command, cancel, |line| match line.strip_prefix(PROGRESS) {
        Some(progress) => status(progress),
        None if line.starts_with("yours is skipped") => remark = format!("{line}\n"),
        None => {}
    });
    status("");
    Ok(Ran { ended: ended.map_err(no_cargo)?.ok_or_else(Problem::called_off)?, remark })
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
