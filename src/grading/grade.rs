//! From a learner's program to its verdict.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::io;
use std::path::Path;
use std::rc::Rc;
use std::sync::{Arc, mpsc};
use std::thread;
use std::time::Duration;

use mlings_contract::call::{Broken, with_worker};
use mlings_contract::trace::{Between, with_between};
use mlings_verdict::{Drawing, Graded, Limits, Plotted, Seen, Status, Verdict};

use crate::Lesson;
use crate::diagnose::{Again, Mistakes};
use crate::program::Program;
use crate::worker::{Ender, Worker, shortened};

/// What is graded, and how.
pub struct Attempt<'a> {
    /// The exercise.
    pub lesson: &'static dyn Lesson,
    /// The learner's program.
    pub program: &'a Path,
    /// What it is started with, before the word that makes it a worker.
    pub arguments: Vec<OsString>,
    /// The checks' seed.
    pub seed: u64,
    /// What a check may use.
    pub limits: Limits,
    /// Where plots go, below a folder of the exercise's own. Without it nothing is drawn.
    pub plots: Option<&'a Path>,
}

/// How far a grading is.
pub enum Progress<'a> {
    /// So many checks are done, and the next one begins.
    Begun(usize),
    /// The checks are judged. Plots may still be missing.
    Judged(&'a Verdict),
}

/// One thing to do.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Step {
    /// A check, with a seed.
    Check(usize, u64),
    Plot(usize),
}

/// What a step came to.
enum Ending {
    Check(Status),
    Plot(Drawing),
}

/// What is to be kept of a check beside its status.
#[derive(Clone, Default)]
struct Traces {
    printed: String,
    /// The functions that were asked.
    functions: BTreeSet<String>,
}

impl Attempt<'_> {
    /// Runs these checks with the learner's functions, and draws the plots beside them with a worker of their own. Says
    /// how far it is on the way.
    ///
    /// # Errors
    /// When the program cannot be read, or the system has no more threads to give.
    ///
    /// # Panics
    /// When the exercise has no check of such a number.
    pub fn grade(&self, checks: &[usize], say: &mut dyn FnMut(Progress<'_>)) -> io::Result<Verdict> {
        let program = Arc::new(Program::read(self.program, self.arguments.clone())?);
        let about = self.lesson.about();
        thread::scope(|scope| {
            let plots = scope.spawn(|| self.draw(&program));
            let judged = self.check(&program, checks, say).map(|graded| {
                let verdict = Verdict::new(about.id, about.title, self.seed, graded, Vec::new());
                say(Progress::Judged(&verdict));
                verdict
            });
            let plots = plots.join().unwrap_or_else(|_| Err(io::Error::other("the plots' own thread panicked")));
            Ok(Verdict { plots: plots?, ..judged? })
        })
    }

    fn check(
        &self,
        program: &Arc<Program>,
        checks: &[usize],
        say: &mut dyn FnMut(Progress<'_>),
    ) -> io::Result<Vec<Graded>> {
        let n_checks = self.lesson.checks().len();
        let mut runner = Runner::new(self, program);
        let mut statuses = vec![Status::NotAttempted; n_checks];
        let mut traces = vec![Traces::default(); n_checks];
        for (number, check) in checks.iter().enumerate() {
            say(Progress::Begun(number));
            if let (Ending::Check(status), left) = runner.run(Step::Check(*check, self.seed))? {
                statuses[*check] = status;
                traces[*check] = left;
            }
        }
        let mut again = |check: usize, seed: u64| match runner.run(Step::Check(check, seed)) {
            Ok((Ending::Check(status), _)) => status,
            _ => Status::NotAttempted,
        };
        let graded = judge(&Mistakes::of(self.lesson), self.lesson, self.seed, &statuses, traces, &mut again)
            .into_iter()
            .enumerate();
        Ok(graded.filter(|(check, _)| checks.contains(check)).map(|(_, graded)| graded).collect())
    }

    fn draw(&self, program: &Arc<Program>) -> io::Result<Vec<Plotted>> {
        let named = if self.plots.is_some() { self.lesson.plots() } else { Vec::new() };
        let mut runner = Runner::new(self, program);
        let mut plots = Vec::new();
        for (plot, name) in named.into_iter().enumerate() {
            if let (Ending::Plot(drawing), _) = runner.run(Step::Plot(plot))? {
                plots.push(Plotted { name: name.to_owned(), drawing });
            }
        }
        Ok(plots)
    }
}

/// Runs one step after the other.
struct Runner {
    lesson: Arc<dyn Lesson>,
    program: Arc<Program>,
    worker: Option<Worker>,
    limits: Limits,
    plots: Arc<Path>,
    /// As the limits, but shorter once a step took too long: one endless function is behind many checks, and nobody
    /// should wait for each of them in full.
    within: Limits,
    /// Who stands between grader and worker.
    between: Option<Arc<dyn Between>>,
}

impl Runner {
    fn new(attempt: &Attempt<'_>, program: &Arc<Program>) -> Runner {
        Runner {
            lesson: attempt.lesson.with_worker().into(),
            program: Arc::clone(program),
            worker: None,
            limits: attempt.limits,
            plots: attempt.plots.map(|folder| folder.join(attempt.lesson.about().id)).unwrap_or_default().into(),
            within: attempt.limits,
            between: None,
        }
    }

    /// Runs a step in a thread of its own: whatever an answer does to a check, the others go on.
    fn run(&mut self, step: Step) -> io::Result<(Ending, Traces)> {
        let (lesson, plots, within) = (Arc::clone(&self.lesson), Arc::clone(&self.plots), self.within);
        let (id, between) = (lesson.about().id, self.between.clone());
        let worker = self.worker.take().unwrap_or_else(|| Worker::new(Arc::clone(&self.program), id, within));
        let ender = Ender::default();
        let watch = ender.clone();
        let (sender, ended) = mpsc::channel();
        let body = move || {
            let run = || run_step(step, &*lesson, &plots, worker, &within, &watch);
            let _ = sender.send(match between {
                Some(between) => with_between(between, run),
                None => run(),
            });
        };
        thread::Builder::new().name("check".to_owned()).stack_size(STACK_BYTES).spawn(body)?;
        let came = ended.recv_timeout(within.time() + GRACE).or_else(|_| {
            // The check itself does not come back. Without its worker it may.
            ender.end();
            ended.recv_timeout(GRACE)
        });
        let Ok((ending, traces, worker)) = came else {
            return Ok((stopped(step, format!("{BEYOND_GRADING} within {} s", within.seconds)), Traces::default()));
        };
        if worker.as_ref().is_some_and(Worker::was_slow) {
            self.within.seconds = self.limits.seconds / 10.0;
        }
        self.worker = worker;
        Ok((ending, traces))
    }
}

/// Runs single checks with one program, without a diagnosis.
pub(crate) struct Prober(Runner);

impl Prober {
    /// Reads the program.
    ///
    /// # Errors
    /// When it cannot be read.
    pub(crate) fn new(lesson: &'static dyn Lesson, program: &Path, limits: Limits) -> io::Result<Prober> {
        let attempt = Attempt { lesson, program, arguments: Vec::new(), seed: 0, limits, plots: None };
        Ok(Prober(Runner::new(&attempt, &Arc::new(Program::read(program, Vec::new())?))))
    }

    /// How a check ends, with somebody between grader and worker or nobody.
    ///
    /// # Errors
    /// When the system has no more threads to give.
    pub(crate) fn status(&mut self, check: usize, seed: u64, between: Option<Arc<dyn Between>>) -> io::Result<Status> {
        self.0.between = between;
        match self.0.run(Step::Check(check, seed))? {
            (Ending::Check(status), _) => Ok(status),
            (Ending::Plot(_), _) => unreachable!("a check ends as a check"),
        }
    }

    /// Gives the next check its whole time again.
    pub(crate) fn forget_slowness(&mut self) {
        self.0.worker = self.0.worker.take().filter(|worker| !worker.was_slow());
        self.0.within = self.0.limits;
    }
}

/// What an answer nests or repeats must not bring the grader to its knees.
const STACK_BYTES: usize = 256 << 20;
/// How long a check may go on without its worker, longer than a worker may take to close a step.
const GRACE: Duration = Duration::from_secs(4);
const BEYOND_GRADING: &str = "gave answers that the check could not work through";

/// Runs a step and closes it. Hands the worker back, with what was printed meanwhile.
fn run_step(
    step: Step,
    lesson: &dyn Lesson,
    plots: &Path,
    worker: Worker,
    limits: &Limits,
    ender: &Ender,
) -> (Ending, Traces, Option<Worker>) {
    let began = worker.begin(limits, ender);
    let worker = Rc::new(worker);
    let mut ending = match began {
        Err(Broken(message)) => stopped(step, message),
        Ok(()) => with_worker(worker.clone(), || match step {
            Step::Check(check, seed) => Ending::Check(lesson.check(check, seed)),
            Step::Plot(plot) => Ending::Plot(lesson.draw(plot, plots)),
        }),
    };
    if let (Err(Broken(message)), Ending::Check(_)) = (worker.end(), &ending) {
        ending = stopped(step, message);
    }
    let traces = Traces { printed: shortened(&worker.printed()), functions: worker.asked() };
    worker.bury();
    (ending, traces, Rc::into_inner(worker))
}

fn stopped(step: Step, message: String) -> Ending {
    match step {
        Step::Check(..) => Ending::Check(Status::Stopped { message }),
        Step::Plot(_) => Ending::Plot(Drawing::NotDrawn { reason: message }),
    }
}

/// Grades an exercise's own functions in this process: for code that is known to end, the references and the mistakes.
pub fn grade_here(lesson: &dyn Lesson, seed: u64) -> Verdict {
    grade_beside(&Mistakes::of(lesson), lesson, seed)
}

/// The same beside mistakes that know already how they do: for one grading after the other.
pub fn grade_beside(mistakes: &Mistakes<'_>, lesson: &dyn Lesson, seed: u64) -> Verdict {
    let checks = lesson.checks().len();
    let statuses: Vec<Status> = (0..checks).map(|check| lesson.check(check, seed)).collect();
    let about = lesson.about();
    let again = &mut |check: usize, seed: u64| lesson.check(check, seed);
    let graded = judge(mistakes, lesson, seed, &statuses, vec![Traces::default(); checks], again);
    Verdict::new(about.id, about.title, seed, graded, Vec::new())
}

/// Adds the diagnosis, and drops what only the diagnosis needed.
fn judge(
    mistakes: &Mistakes<'_>,
    lesson: &dyn Lesson,
    seed: u64,
    statuses: &[Status],
    traces: Vec<Traces>,
    again: &mut Again<'_>,
) -> Vec<Graded> {
    let causes = mistakes.behind(seed, statuses, again);
    let named = lesson.checks();
    let graded = named.iter().zip(statuses).zip(causes).zip(traces);
    graded
        .map(|(((check, status), looks_like), traces)| Graded {
            name: check.name.to_owned(),
            points: check.points,
            status: without_evidence(status.clone()),
            looks_like,
            printed: traces.printed,
            functions: traces.functions,
        })
        .collect()
}

fn without_evidence(mut status: Status) -> Status {
    if let Status::Failed(mismatch) = &mut status {
        mismatch.seen = Seen::Nothing;
    }
    status
}
