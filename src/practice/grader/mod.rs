//! Talking to graders: one running program for each track, asked for one verdict after the other.

use std::collections::BTreeMap;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use mlings_process::Group;
use mlings_verdict::{Answer, FULL_MARKS, Question, Request, SCHEMA, Told, Verdict};

use super::Problem;
use super::build::Toolset;
use super::run::Cancel;
use super::stamp::{Identity, content_hash};
use super::workplace::Workplace;
pub(super) use talk::{NoLine, Talk};

mod talk;
#[cfg(all(test, unix))]
mod tests;

/// The graders that run. They end with this value.
pub(super) struct Graders {
    running: BTreeMap<PathBuf, Grader>,
    /// How long one may say nothing at all.
    silence: Duration,
}

impl Default for Graders {
    fn default() -> Graders {
        Graders { running: BTreeMap::new(), silence: SILENCE }
    }
}

/// How far a grading is.
pub(super) enum Progress {
    /// So many of all checks are done.
    Done { done: usize, of: usize },
    /// The checks are judged; plots are still being drawn.
    Judged(Verdict),
}

/// A grader that waits for requests.
struct Grader {
    group: Group,
    talk: Talk,
    /// The end of what it printed, which nobody asked for: its last words where it ends too soon.
    printed: Arc<Mutex<Vec<u8>>>,
    /// The program that was started.
    program: Option<Identity>,
}

/// Why a grader came to no verdict.
enum Unanswered {
    CalledOff,
    /// It said nothing for so long.
    Silent(Duration),
    /// In words that go on behind "the grader of kmeans".
    Broken(String),
}

/// The argument that makes a grader answer requests.
const SERVE: &str = "--serve";
/// A grader that is alive says so several times a second.
const SILENCE: Duration = Duration::from_secs(30);
/// So long it may be silent in any case.
const SHORT_SILENCE: Duration = Duration::from_secs(3);
/// How much longer than a check may take the next word of progress may take: a diagnosis, a plot, a busy machine.
const SLACK: Duration = Duration::from_secs(60);
/// How long the last words of a grader that has ended are waited for.
const AFTERGLOW: Duration = Duration::from_millis(500);
const TRY_AGAIN: &str = "try again; if it stays so, look whether your code ends processes or writes to files that are not \
                         its own; if it does neither, run cargo clean, and then report it with the exercise's file";
/// So many of a grader's last words are kept.
const LAST_WORDS: usize = 4096;

impl Graders {
    /// Asks for a verdict, and says how far it is on the way.
    pub fn ask(
        &mut self,
        workplace: &Workplace,
        toolset: &Toolset,
        request: &Request,
        cancel: &Cancel,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Verdict, Problem> {
        let id = &request.id;
        // Whoever is content with short checks is so with a short silence too.
        let silence = request.limits.time().saturating_mul(3).max(SHORT_SILENCE).min(self.silence);
        let started = self.started(workplace, &toolset.grader);
        let asked = started.map_err(|error| Unanswered::Broken(format!("could not be started ({error})")));
        let answered = asked.and_then(|grader| grader.ask(request, silence, cancel, progress));
        if answered.is_err() {
            self.running.remove(&toolset.grader);
        }
        self.require_unchanged(workplace, toolset, id)?;
        answered.map_err(|unanswered| match unanswered {
            Unanswered::CalledOff => Problem::called_off(),
            Unanswered::Silent(silence) => Problem::new(
                format!(
                    "the grader of {id} said nothing for {} s, so it was ended, and there is no verdict",
                    silence.as_secs_f64().round()
                ),
                "see that your code stops no process but its own; otherwise the machine was too busy: try again",
            ),
            Unanswered::Broken(how) => Problem::new(format!("the grader of {id} {how}"), TRY_AGAIN),
        })
    }

    /// Starts the grader of an exercise, if it does not run yet, and lets it prepare for the request that comes.
    pub fn expect(&mut self, workplace: &Workplace, toolset: &Toolset, id: &str) {
        if self.running.contains_key(&toolset.grader) {
            return;
        }
        // What goes wrong now goes wrong again when it is asked, and is said then.
        let soon = Told::Soon { soon: id.to_owned() };
        let silence = self.silence;
        let _ = self.started(workplace, &toolset.grader).map(|grader| grader.talk.tell(&soon, silence));
    }

    /// The running grader of this program, started where it does not run or another one stands in its place.
    fn started(&mut self, workplace: &Workplace, program: &Path) -> std::io::Result<&mut Grader> {
        let now = Identity::of(program);
        let runs = self.running.get_mut(program).is_some_and(|grader| grader.program == now && grader.runs());
        if !runs {
            self.running.remove(program);
            self.running.insert(program.to_owned(), Grader::start(workplace, program)?);
        }
        self.running.get_mut(program).ok_or_else(|| ErrorKind::NotFound.into())
    }

    /// The learner's code has the learner's rights, so it could have written to the grader.
    fn require_unchanged(&mut self, workplace: &Workplace, toolset: &Toolset, id: &str) -> Result<(), Problem> {
        let path = &toolset.grader;
        let started = self.running.get(path).and_then(|grader| grader.program);
        if started.is_some() && started == Identity::of(path) || content_hash(path) == toolset.grader_hash {
            return Ok(());
        }
        self.running.remove(path);
        remove_built(path);
        Err(Problem::new(
            format!(
                "the track's grader, {}, was written to while it graded {id}, so there is no verdict",
                workplace.short(path).display()
            ),
            "it was deleted, and the next check builds it again; see that your code writes to no file that it did not make",
        ))
    }
}

/// Removes a program from cargo's target folder, with what cargo would restore it from.
fn remove_built(program: &Path) {
    let _ = std::fs::remove_file(program);
    let Some(name) = program.file_stem().and_then(|name| name.to_str()).map(|name| name.replace('-', "_")) else {
        return;
    };
    for entry in std::fs::read_dir(program.with_file_name("deps")).into_iter().flatten().flatten() {
        let is_it = entry.file_name().to_str().is_some_and(|other| other.replace('-', "_").starts_with(&name));
        if is_it {
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

impl Grader {
    fn start(workplace: &Workplace, program: &Path) -> std::io::Result<Grader> {
        let identity = Identity::of(program);
        let mut command = Command::new(program);
        command.arg(SERVE).stdout(Stdio::piped()).stderr(Stdio::piped());
        let (mut group, talk) = Talk::start(command, workplace)?;
        let printed = Arc::default();
        let (out, err) = group.take_output();
        drain(out, &printed);
        drain(err, &printed);
        Ok(Grader { group, talk, printed, program: identity })
    }

    fn runs(&mut self) -> bool {
        self.group.try_wait().is_none()
    }

    fn ask(
        &mut self,
        request: &Request,
        silence: Duration,
        cancel: &Cancel,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Verdict, Unanswered> {
        let broken = |how: String| Unanswered::Broken(how);
        self.talk.tell(&Told::Request(request.clone()), silence).map_err(|error| match error.kind() {
            ErrorKind::InvalidData => broken(format!("cannot be asked ({error})")),
            _ => self.gone(),
        })?;
        let mut questions: Option<Vec<Question>> = None;
        let mut moved = Instant::now();
        loop {
            let answer: Answer = serde_json::from_slice(&self.line(silence, cancel)?)
                .map_err(|error| broken(format!("said something that is no answer ({error})")))?;
            match (answer, &questions) {
                (Answer::Alive, _) => {
                    if moved.elapsed() > request.limits.time() + SLACK {
                        return Err(broken(format!("made no progress for {} s", moved.elapsed().as_secs())));
                    }
                    continue;
                }
                (Answer::Questions(asked), None) => questions = Some(asked),
                (Answer::Progress { done, of }, Some(_)) => progress(Progress::Done { done, of }),
                (Answer::Judged(verdict), Some(questions)) => {
                    progress(Progress::Judged(fitting(*verdict, request, questions)?));
                }
                (Answer::Verdict(verdict), Some(questions)) => return fitting(*verdict, request, questions),
                _ => return Err(broken("answered in another order than it was asked in".to_owned())),
            }
            moved = Instant::now();
        }
    }

    fn line(&mut self, silence: Duration, cancel: &Cancel) -> Result<Vec<u8>, Unanswered> {
        self.talk.line(silence, cancel).map_err(|none| match none {
            NoLine::CalledOff => Unanswered::CalledOff,
            NoLine::Silent => Unanswered::Silent(silence),
            NoLine::Ended => self.gone(),
            NoLine::TooLong => Unanswered::Broken("sent an answer that does not end".to_owned()),
        })
    }

    /// It closed the line, so it ends.
    fn gone(&mut self) -> Unanswered {
        let status = self.group.wait_at_most(Duration::from_secs(1));
        // Who reads its words lets go of them at their end. What it started may hold the pipe open.
        let began = Instant::now();
        while Arc::strong_count(&self.printed) > 1 && began.elapsed() < AFTERGLOW {
            thread::sleep(Duration::from_millis(1));
        }
        let printed = self.printed.lock().unwrap_or_else(PoisonError::into_inner);
        let words = String::from_utf8_lossy(&printed).trim().to_owned();
        let words = if words.is_empty() { words } else { format!("; {words}") };
        Unanswered::Broken(match status {
            Some(status) => format!("ended without a verdict ({status}{words})"),
            None => format!("closed its line to the command before it gave a verdict{words}"),
        })
    }
}

/// The verdict, if it is one on what was asked.
fn fitting(verdict: Verdict, request: &Request, questions: &[Question]) -> Result<Verdict, Unanswered> {
    let fits = verdict.answers(&request.id, questions)
        && verdict.out_of == FULL_MARKS
        && verdict.schema == SCHEMA
        && verdict.seed == request.seed;
    if fits {
        Ok(verdict)
    } else {
        Err(Unanswered::Broken("gave a verdict that does not fit what it was asked".to_owned()))
    }
}

/// Reads what a grader prints, so that it never waits for a reader, and keeps the end of it.
fn drain(output: Option<impl Read + Send + 'static>, last: &Arc<Mutex<Vec<u8>>>) {
    let (Some(mut output), last) = (output, Arc::clone(last)) else { return };
    thread::spawn(move || {
        let mut chunk = [0; 4096];
        while let Ok(length @ 1..) = output.read(&mut chunk) {
            let mut last = last.lock().unwrap_or_else(PoisonError::into_inner);
            last.extend_from_slice(&chunk[..length]);
            let surplus = last.len().saturating_sub(LAST_WORDS);
            last.drain(..surplus);
        }
    });
}
