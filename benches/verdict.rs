//! From a save to the verdict, for every exercise, on a throw-away copy.
//!
//! ```text
//! cargo bench --profile dev --bench verdict            medians of 9
//! cargo bench --profile dev --bench verdict -- --quick medians of 3
//! cargo bench --profile dev --bench verdict -- --cold  the cold build too, a minute or two
//! ```
//!
//! Each run appends a line to a solved exercise and asks for the verdict: once through cargo, once by the
//! short way. The parts are what the short way consists of; the rest is starting and showing.

#[path = "../tests/command/desk.rs"]
#[allow(dead_code, reason = "the tests use the rest")]
mod desk;

use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use desk::Desk;
use mlings::curriculum::{lessons, starter};
use mlings::grading::Lesson;
use mlings::grading::harness::{Request, VERDICT};
use mlings::grading::limits::Limits;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let is_given = |flag: &str| arguments.iter().any(|argument| argument == flag);
    if !is_given("--bench") {
        // `cargo test --benches` starts this too; there is nothing to test.
        return ExitCode::SUCCESS;
    }
    let runs = if is_given("--quick") { 3 } else { 9 };
    let desk = Desk::new("bench");
    println!("Milliseconds, median (least to most) of {runs} runs.\n");
    println!(
        "{:<18} {:>18} {:>18} {:>18} {:>18}",
        "exercise", "with cargo", "short way", "compile and link", "grading"
    );
    for lesson in lessons() {
        desk.finish(lesson);
        measure(&desk, lesson, runs);
    }
    let unbuilt = || drop(std::fs::remove_dir_all(desk.folder.join(".mlings")));
    let all = |prepare: &dyn Fn()| {
        let once = || {
            prepare();
            timed(|| check(&desk, &["check", "--all"], false))
        };
        figures((0..runs).map(|_| once()).collect())
    };
    println!("\ncheck --all, nothing changed since                {}", all(&|| ()));
    println!("check --all, all built, none graded               {}", all(&unbuilt));
    if is_given("--cold") {
        println!("cold build of the command and one exercise        {}", cold_build());
    }
    println!("rustlings, a solved exercise                      {}", rustlings(runs));
    ExitCode::SUCCESS
}

fn measure(desk: &Desk, lesson: &dyn Lesson, runs: usize) {
    let about = lesson.about();
    let edit = |number: usize| desk.write(about.file(), &format!("{}// {number}\n", starter::finished(&about)));
    let graded = |is_short: bool| {
        // The first one learns the short way, or builds what is missing.
        (0..=runs)
            .map(|number| {
                edit(2 * number + usize::from(is_short));
                timed(|| check(desk, &["check", about.id], !is_short))
            })
            .skip(1)
            .collect::<Vec<Duration>>()
    };
    let (cargo, short) = (graded(false), graded(true));
    let shortcut: serde_json::Value =
        serde_json::from_str(&desk.read(format!(".mlings/shortcuts/{}.json", about.id))).unwrap_or_default();
    let words: Vec<&str> =
        shortcut["arguments"].as_array().into_iter().flatten().filter_map(|word| word.as_str()).collect();
    let program = shortcut["program"].as_str().unwrap_or_default();
    let compile = (0..runs).map(|number| {
        edit(1000 + number);
        let rustc = words.first().copied().unwrap_or("rustc");
        timed(|| silent(Command::new(rustc).args(words.iter().skip(1)).current_dir(&desk.folder)))
    });
    let compile: Vec<Duration> = compile.collect();
    let request = Request { seed: 1, plots: desk.folder.join("plots"), limits: Limits::default() };
    let request = serde_json::to_string(&request).unwrap_or_default();
    let grading =
        (0..runs).map(|_| timed(|| silent(Command::new(program).args([VERDICT, &request]).current_dir(&desk.folder))));
    println!(
        "{:<18} {:>18} {:>18} {:>18} {:>18}",
        about.id,
        figures(cargo),
        figures(short),
        figures(compile),
        figures(grading.collect())
    );
}

fn check(desk: &Desk, arguments: &[&str], with_cargo: bool) {
    let mut command = desk.prepared(env!("CARGO_BIN_EXE_mlings"));
    command.args(arguments).current_dir(&desk.folder);
    if with_cargo {
        command.env("MLINGS_NO_SHORTCUT", "1");
    }
    silent(&mut command);
}

/// A clone of the working tree, built from nothing but the crates that are already downloaded.
fn cold_build() -> String {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut command = Command::new(env!("CARGO"));
    command.args(["build", "--test", "kmeans", "--bin", "mlings"]).current_dir(env!("CARGO_MANIFEST_DIR"));
    figures(vec![timed(|| silent(command.env("CARGO_TARGET_DIR", folder.path())))])
}

/// `rustlings run` on a solved exercise, for who wonders how this compares.
fn rustlings(runs: usize) -> String {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut init = Command::new("rustlings");
    init.arg("init").current_dir(folder.path()).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    let Ok(mut child) = init.spawn() else {
        return "not installed here".to_owned();
    };
    let answered = child.stdin.take().map(|mut stdin| std::io::Write::write_all(&mut stdin, b"\n"));
    let workplace = folder.path().join("rustlings");
    if answered.is_none() || child.wait().is_err() || !workplace.exists() {
        return "could not be set up".to_owned();
    }
    let once = || timed(|| silent(Command::new("rustlings").args(["run", "intro1"]).current_dir(&workplace)));
    once();
    figures((0..runs).map(|_| once()).collect())
}

fn silent(command: &mut Command) {
    let ended = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
    ended.expect("a program that can be started");
}

fn timed(work: impl FnOnce()) -> Duration {
    let began = Instant::now();
    work();
    began.elapsed()
}

fn figures(mut times: Vec<Duration>) -> String {
    times.sort();
    let ms = |time: &Duration| time.as_millis();
    match times[..] {
        [] => "-".to_owned(),
        _ => format!("{} ({} to {})", ms(&times[times.len() / 2]), ms(&times[0]), ms(&times[times.len() - 1])),
    }
}
