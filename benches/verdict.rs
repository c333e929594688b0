//! What people wait for: the first build, a track, and the verdict after a save; each beside rustlings in the same run.
//!
//! ```text
//! cargo bench --profile dev --bench verdict            medians of 9
//! cargo bench --profile dev --bench verdict -- --quick medians of 3
//! cargo bench --profile dev --bench verdict -- --cold  first builds too, some minutes
//! ```
//!
//! It works on a throw-away copy of the tracked files. Ratios count: a machine may be half as fast an hour later.

#[path = "verdict/line.rs"]
mod line;
#[path = "verdict/rustlings.rs"]
mod rustlings;
#[path = "verdict/workplace.rs"]
mod workplace;

use std::process::ExitCode;
use std::time::{Duration, Instant};

use mlings_contract::worker;
use rustlings::Rustlings;
use workplace::Workplace;

#[global_allocator]
static ALLOCATOR: worker::Allocator = worker::counting();

fn main() -> ExitCode {
    if let Some(code) = line::worked(&ALLOCATOR) {
        return code;
    }
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let is_given = |flag: &str| arguments.iter().any(|argument| argument == flag);
    if !is_given("--bench") {
        // `cargo test --benches` starts this too; there is nothing to test.
        return ExitCode::SUCCESS;
    }
    let runs = if is_given("--quick") { 3 } else { 9 };
    match line::times() {
        Ok((call, table)) => {
            println!("a call and its answer {call:.1?}, a table of 1,797 x 64 there and back {table:.1?}\n")
        }
        Err(error) => println!("no worker could be called ({error})\n"),
    }
    let rustlings = if is_given("--cold") { first_builds() } else { Rustlings::installed() };
    let Some(rustlings) = rustlings else {
        println!("rustlings is not installed, and without it there is nothing to compare with: use --cold");
        return ExitCode::FAILURE;
    };
    verdicts(&rustlings, runs);
    ExitCode::SUCCESS
}

/// Builds everything from nothing but the crates that are downloaded already, in the order in which a newcomer does.
fn first_builds() -> Option<Rustlings> {
    let (install, rustlings) = {
        let began = Instant::now();
        let rustlings = Rustlings::install()?;
        (began.elapsed(), rustlings)
    };
    println!("from nothing                              seconds   of cargo install rustlings");
    let said = |what: &str, time: Duration| {
        println!("{what:<40} {:>8.1} {:>8.2}", time.as_secs_f64(), time.as_secs_f64() / install.as_secs_f64());
    };
    said("cargo install rustlings", install);
    let workplace = Workplace::cold();
    said("cargo run", timed(|| workplace.build_command()));
    said("the first verdict", timed(|| workplace.check("moments")));
    let first = workplace.target_size();
    said("the first verdict of another track", timed(|| workplace.check("kmeans")));
    let second = workplace.target_size();
    said("the first verdict of a second exercise", timed(|| workplace.check("pca")));
    println!(
        "target after the first verdict {} MB, after the other track {} MB; kept for an exercise {:.1} MB",
        first >> 20,
        second >> 20,
        workplace.kept_size() as f64 / 3.0 / f64::from(1 << 20)
    );
    said("the first benchmark", timed(|| workplace.bench("kmeans")));
    println!();
    Some(rustlings)
}

/// From a save to the verdict.
fn verdicts(rustlings: &Rustlings, runs: usize) {
    let workplace = Workplace::shared();
    workplace.build_command();
    println!(
        "milliseconds, medians of {runs}          save to verdict    of rustlings run    grading    of rustlings run"
    );
    let (mut to_verdict, mut grading) = (Vec::new(), Vec::new());
    for exercise in workplace.exercises() {
        workplace.finish(&exercise, 0);
        workplace.check(&exercise.id);
        let (mut ours, mut graded, mut theirs) = (Vec::new(), Vec::new(), Vec::new());
        for run in 1..=runs {
            workplace.finish(&exercise, run);
            ours.push(timed(|| workplace.check(&exercise.id)));
            theirs.push(timed(|| rustlings.run()));
            graded.extend(workplace.grade(&exercise));
        }
        let [ours, graded, theirs] = [ours, graded, theirs].map(median);
        let ratio = |time: Duration| time.as_secs_f64() / theirs.as_secs_f64();
        println!(
            "{:<36} {:>12} {:>18.2} {:>12} {:>18.2}",
            exercise.id,
            ours.as_millis(),
            ratio(ours),
            graded.as_millis(),
            ratio(graded)
        );
        to_verdict.push(ratio(ours));
        grading.push(ratio(graded));
    }
    for (what, mut ratios) in [("save to verdict", to_verdict), ("grading", grading)] {
        ratios.sort_by(f64::total_cmp);
        let (Some(least), Some(most)) = (ratios.first(), ratios.last()) else { continue };
        println!("{what}: {least:.2} to {most:.2} of rustlings run, median {:.2}", ratios[ratios.len() / 2]);
    }
}

fn timed(work: impl FnOnce()) -> Duration {
    let began = Instant::now();
    work();
    began.elapsed()
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times.get(times.len() / 2).copied().unwrap_or_default()
}
