//! The verdict through a worker equals the verdict in one process: for every reference, every mistake and several seeds;
//! without `MLINGS_THOROUGH` in the environment for some of them.
//!
//! This target is its own worker: called as one, it answers with the functions of the exercise, or of its mistake,
//! that the environment names.

use std::ffi::OsString;
use std::process::ExitCode;
use std::sync::atomic::{AtomicUsize, Ordering};

use libtest_mimic::{Arguments, Failed, Trial};
use mlings::grading::{Attempt, Lesson, grade_here};
use mlings::verdict::{Limits, Status, Verdict};
use mlings::{is_thorough, lessons, seeds};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [flag, id, mistake, ..] = &arguments[..]
        && flag == AS_WORKER
    {
        return answer_calls(id, mistake.parse().ok());
    }
    let trials = lessons().map(|lesson| Trial::test(lesson.about().id, move || agrees(lesson))).collect();
    libtest_mimic::run(&Arguments::from_args(), trials).exit_code()
}

const AS_WORKER: &str = "--as-worker-of";

fn answer_calls(id: &str, mistake: Option<usize>) -> ExitCode {
    let lesson = lessons().find(|lesson| lesson.about().id == id).expect("an exercise");
    let answered = match mistake {
        Some(mistake) => lesson.with_mistake(mistake).answer_calls(),
        None => lesson.answer_calls(),
    };
    answered.map_or(ExitCode::FAILURE, |()| ExitCode::SUCCESS)
}

/// The reference, and every mistake, on every seed.
fn agrees(lesson: &'static dyn Lesson) -> Result<(), Failed> {
    let n_mistakes = lesson.mistakes().len();
    let mistakes = (0..n_mistakes).step_by(if is_thorough() { 1 } else { 5 });
    let cases: Vec<(Option<usize>, u64)> = std::iter::once(None)
        .chain(mistakes.map(Some))
        .flat_map(|mistake| {
            seeds(if mistake.is_none() || is_thorough() { 3 } else { 1 }).map(move |seed| (mistake, seed))
        })
        .collect();
    let next = AtomicUsize::new(0);
    let work = || -> Vec<String> {
        let one = || cases.get(next.fetch_add(1, Ordering::Relaxed));
        std::iter::from_fn(one).filter_map(|(mistake, seed)| differs(lesson, *mistake, *seed)).collect()
    };
    let differing: Vec<String> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..2).map(|_| scope.spawn(work)).collect();
        threads.into_iter().flat_map(|thread| thread.join().expect("no assertion in it")).collect()
    });
    if differing.is_empty() { Ok(()) } else { Err(differing.join("\n").into()) }
}

fn differs(lesson: &'static dyn Lesson, mistake: Option<usize>, seed: u64) -> Option<String> {
    let named = mistake.map_or("the reference", |mistake| lesson.mistakes()[mistake].name);
    let here = match mistake {
        Some(mistake) => grade_here(&*lesson.with_mistake(mistake), seed),
        None => grade_here(lesson, seed),
    };
    let program = std::env::current_exe().expect("this program");
    let word = mistake.map_or("none".to_owned(), |mistake| mistake.to_string());
    let attempt = Attempt {
        lesson,
        program: &program,
        arguments: [AS_WORKER, lesson.about().id, &word].map(OsString::from).to_vec(),
        seed,
        limits: Limits { seconds: 60.0, ..Limits::default() },
        plots: None,
    };
    let checks: Vec<usize> = (0..lesson.checks().len()).collect();
    match attempt.grade(&checks, &mut |_| ()) {
        Ok(there) if comparable(there.clone()) == comparable(here.clone()) => None,
        Ok(there) => {
            let pair = there.checks.iter().zip(&here.checks).find(|(there, here)| there != here);
            Some(format!("{named} with seed {seed}: through a worker and here {pair:#?}"))
        }
        Err(error) => Some(format!("{named} with seed {seed}: {error}")),
    }
}

/// Only a grader that asked a worker knows which functions it asked and which call panicked, and only a worker which of its functions led there.
fn comparable(mut verdict: Verdict) -> Verdict {
    for check in &mut verdict.checks {
        check.functions.clear();
        if let Status::Panicked { given, at, .. } = &mut check.status {
            *given = None;
            *at = None;
        }
    }
    verdict
}
