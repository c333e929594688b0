//! `main` of every track's grader, and how it answers the `mlings` command.

use std::ffi::OsString;
use std::io::{self, BufRead, BufReader, Write};
use std::path::Path;
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use mlings_process::Channel;
use mlings_verdict::{Answer, Question, Told};
use serde::Serialize;

use crate::{Attempt, Lesson, Progress, libtest, prover};

/// The argument that makes a grader answer requests on its channel.
const SERVE: &str = "--serve";

/// The argument that makes a grader try what `mlings prove` asks for.
const PROVE: &str = "--prove";

/// `main` of a track's grader. With `--serve` it answers the requests that come on its channel, one after the other;
/// with an exercise, a learner's program and libtest's arguments it behaves as a test of that exercise.
pub fn main(lessons: &'static [&'static dyn Lesson]) -> ExitCode {
    let arguments: Vec<OsString> = std::env::args_os().collect();
    let ended = match &arguments[..] {
        [_, flag] if flag == SERVE => serve(lessons).map(|()| ExitCode::SUCCESS),
        [_, flag, id] if flag == PROVE => {
            find(lessons, &id.to_string_lossy()).and_then(prover::serve).map(|()| ExitCode::SUCCESS)
        }
        [_, id, program, rest @ ..] => match find(lessons, &id.to_string_lossy()) {
            Ok(lesson) => libtest::run(lesson, Path::new(program), rest),
            Err(error) => Err(error),
        },
        _ => Err(io::Error::other("this is a grader of mlings; it is started by the mlings command or by cargo test")),
    };
    ended.unwrap_or_else(|error| {
        eprintln!("error: {error}");
        ExitCode::from(TROUBLE)
    })
}

/// The exit code when the grader could not do its work.
const TROUBLE: u8 = 2;

fn find(lessons: &'static [&'static dyn Lesson], id: &str) -> io::Result<&'static dyn Lesson> {
    let found = lessons.iter().find(|lesson| lesson.about().id == id);
    found.copied().ok_or_else(|| io::Error::other(format!("this grader has no exercise {id}")))
}

/// Answers requests until nobody asks any more.
fn serve(lessons: &'static [&'static dyn Lesson]) -> io::Result<()> {
    let channel = Channel::of_this_program()?;
    let asker = Asker(Arc::new(Mutex::new(channel.try_clone()?)));
    let alive = asker.clone();
    thread::spawn(move || alive.beat());
    let mut prepared = Preparation::default();
    for line in BufReader::new(&channel).lines() {
        let request = match serde_json::from_str(&line?)? {
            Told::Request(request) => request,
            Told::Soon { soon } => {
                prepared = Preparation::begin(find(lessons, &soon)?);
                continue;
            }
        };
        prepared.end();
        let lesson = find(lessons, &request.id)?;
        let question = |check: &crate::Named| Question { name: check.name.to_owned(), points: check.points };
        asker.say(&Answer::Questions(lesson.checks().iter().map(question).collect()))?;
        let checks: Vec<usize> = (0..lesson.checks().len()).collect();
        let of = checks.len();
        let attempt = Attempt {
            lesson,
            program: &request.program,
            arguments: Vec::new(),
            seed: request.seed,
            limits: request.limits,
            plots: Some(&request.plots),
        };
        // Whoever asks is told in any case at the end, and here where nobody listens any more.
        let verdict = attempt.grade(&checks, &mut |progress| {
            let _ = match progress {
                Progress::Begun(done) => asker.say(&Answer::Progress { done, of }),
                Progress::Judged(verdict) => {
                    let _ = asker.say(&Answer::Progress { done: of, of });
                    asker.say(&Answer::Judged(Box::new(verdict.clone())))
                }
            };
        })?;
        asker.say(&Answer::Verdict(Box::new(verdict)))?;
    }
    Ok(())
}

/// Reads the data of an exercise while the learner's file is compiled: its checks are run with its reference.
#[derive(Default)]
struct Preparation(Arc<AtomicBool>);

impl Preparation {
    fn begin(lesson: &'static dyn Lesson) -> Preparation {
        let preparation = Preparation::default();
        let is_over = Arc::clone(&preparation.0);
        thread::spawn(move || {
            let mut checks = 0..lesson.checks().len();
            while !is_over.load(Ordering::Relaxed)
                && let Some(check) = checks.next()
            {
                lesson.check(check, 0);
            }
        });
        preparation
    }

    /// What was begun is ended, nothing more is.
    fn end(&self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// Writes a line of JSON.
pub(crate) fn say(mut channel: &Channel, what: &impl Serialize) -> io::Result<()> {
    let mut line = serde_json::to_vec(what)?;
    line.push(b'\n');
    channel.write_all(&line)
}

/// Whoever asked.
#[derive(Clone)]
struct Asker(Arc<Mutex<Channel>>);

impl Asker {
    fn say(&self, answer: &Answer) -> io::Result<()> {
        say(&self.0.lock().unwrap_or_else(PoisonError::into_inner), answer)
    }

    /// Nobody would stop a grader whose asker was killed, and an endless check would keep it for its whole time.
    fn beat(&self) {
        while self.say(&Answer::Alive).is_ok() {
            thread::sleep(HEARTBEAT);
        }
        std::process::exit(i32::from(TROUBLE));
    }
}

const HEARTBEAT: Duration = Duration::from_millis(100);
