//! # The grader
//!
//! What is graded and how: exercises, checks, mistakes, and the program that runs them.
//!
//! This room knows nothing of any one exercise. An exercise describes itself as plain data, an [`Exercise`]. A track's
//! grader is [`main()`] with the track's exercises. It starts the learner's program as a worker, runs every check
//! against a table of functions that ask that worker, names the mistake behind a wrong answer ([`diagnose`]), draws the
//! plots, and emits one [`Verdict`](mlings_verdict::Verdict).
//!
//! On Unix a worker's memory is also limited by a resource limit, and all its processes are ended as a process group;
//! on Windows by a job object. Threads that a check leaves running are noticed where the platform can count threads
//! (Linux, macOS, FreeBSD and others, not Windows); everywhere they end with the worker.

mod asked;
pub mod cases;
pub mod compare;
pub mod diagnose;
mod grade;
pub mod layouts;
mod libtest;
pub mod outcome;
mod program;
pub mod proof;
mod prover;
pub mod saboteur;
mod worker;

use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};
use std::path::Path;
use std::sync::Once;

use mlings_contract::call::{Broken, Panicked};
use mlings_contract::{Table, Track, worker as learners_side};
use mlings_plot::Figure;
pub use mlings_verdict::{Mismatch, Seen};

use mlings_verdict::{Drawing, Status};

pub use asked::main;
pub use cases::Cases;
pub use grade::{Attempt, Progress, grade_beside, grade_here};
pub use outcome::{Failure, Given, Outcome};

/// What an exercise is called.
#[derive(Clone, Copy, Debug)]
pub struct About {
    /// Stable for ever: progress, cargo targets and plots hang on it.
    pub id: &'static str,
    /// The name that people read.
    pub title: &'static str,
}

/// An exercise: a table of functions to write (the contract `C`) and everything that grades it.
#[derive(Clone, Copy)]
pub struct Exercise<C: 'static> {
    /// Name and place.
    pub about: About,
    /// The functions that are graded: the reference's own, until a learner's take their place.
    pub functions: C,
    /// What is graded; the points of all checks sum to 100.
    pub checks: &'static [Check<C>],
    /// What goes wrong, as running code: at least one mistake fails every check.
    pub mistakes: &'static [Mistake<C>],
    /// What is drawn from the graded functions.
    pub plots: &'static [Plot<C>],
}

/// One requirement. The name reads as the requirement itself.
pub struct Check<C> {
    /// For instance "an empty cluster keeps its centroid".
    pub name: &'static str,
    /// What it is worth, out of 100.
    pub points: u32,
    /// Runs the functions and says what is wrong with what they return.
    pub run: fn(&C, &mut Cases) -> Outcome,
}

/// A wrong version that real learners write.
pub struct Mistake<C: 'static> {
    /// Completes the sentence "looks like: the code ...".
    pub name: &'static str,
    /// What to think about; never the answer.
    pub advice: &'static str,
    /// The mistake in running code, each body as another learner would write it; the usual one first.
    pub attempts: &'static [C],
}

/// A picture of what the graded functions did to real data.
pub struct Plot<C> {
    /// File name without its ending.
    pub name: &'static str,
    /// Draws from the functions; any error is shown in place of the picture.
    pub draw: fn(&C) -> Result<Figure, Box<dyn std::error::Error>>,
}

/// A check's or a mistake's words, without its contract.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Named {
    /// The name of the check or mistake.
    pub name: &'static str,
    /// A check's points; 0 for a mistake.
    pub points: u32,
    /// A mistake's advice; empty for a check.
    pub advice: &'static str,
    /// How many attempts show a mistake; 0 for a check.
    pub attempts: usize,
}

/// An exercise with the type of its contract hidden: what the catalog, the command and the tests handle.
pub trait Lesson: Send + Sync {
    /// Name and place.
    fn about(&self) -> About;
    /// Every check, in order.
    fn checks(&self) -> Vec<Named>;
    /// Every mistake, in order.
    fn mistakes(&self) -> Vec<Named>;
    /// The names of the plots, in order.
    fn plots(&self) -> Vec<&'static str>;
    /// The same exercise with a mistake's functions in place of its own, as one of its attempts has them.
    ///
    /// # Panics
    /// When there is no such attempt at a mistake of this number.
    fn with_attempt(&self, mistake: usize, attempt: usize) -> Box<dyn Lesson>;
    /// The same exercise with a mistake's functions in place of its own, as they usually are.
    ///
    /// # Panics
    /// When there is no mistake of this number.
    fn with_mistake(&self, mistake: usize) -> Box<dyn Lesson> {
        self.with_attempt(mistake, 0)
    }
    /// The same exercise with two mistakes at once. `None` where both are about the same function, or a function that
    /// is made of others is not in both.
    ///
    /// # Panics
    /// When there is no such attempt.
    fn with_both(&self, one: (usize, usize), other: (usize, usize)) -> Option<Box<dyn Lesson>>;
    /// The same exercise with functions that ask a worker: see [`mlings_contract::call::with_worker`].
    fn with_worker(&self) -> Box<dyn Lesson>;
    /// Makes this process a worker that answers with the exercise's own functions.
    ///
    /// # Errors
    /// When this process was not started as a worker.
    fn answer_calls(&self) -> std::io::Result<()>;
    /// Runs one check in this process.
    ///
    /// # Panics
    /// When there is no check of this number. A check that panics says so in its status.
    fn check(&self, check: usize, seed: u64) -> Status {
        self.check_on(check, &mut Cases::new(seed, self.checks()[check].name))
    }
    /// Runs one check in this process, on inputs from this source.
    ///
    /// # Panics
    /// When there is no check of this number. A check that panics says so in its status.
    fn check_on(&self, check: usize, cases: &mut Cases) -> Status;
    /// Draws one plot in this process, into the folder.
    ///
    /// # Panics
    /// When there is no plot of this number. One that panics while it draws is not drawn, and the drawing says why.
    fn draw(&self, plot: usize, folder: &Path) -> Drawing;
}

impl<C: Copy> Exercise<C> {
    /// The same exercise, grading these functions.
    pub fn with(&self, functions: C) -> Exercise<C> {
        Exercise { functions, ..*self }
    }
}

impl<C: Table> Lesson for Exercise<C> {
    fn about(&self) -> About {
        self.about
    }

    fn checks(&self) -> Vec<Named> {
        let named = |check: &Check<C>| Named { name: check.name, points: check.points, advice: "", attempts: 0 };
        self.checks.iter().map(named).collect()
    }

    fn mistakes(&self) -> Vec<Named> {
        let named = |mistake: &Mistake<C>| {
            let Mistake { name, advice, attempts } = *mistake;
            Named { name, points: 0, advice, attempts: attempts.len() }
        };
        self.mistakes.iter().map(named).collect()
    }

    fn plots(&self) -> Vec<&'static str> {
        self.plots.iter().map(|plot| plot.name).collect()
    }

    fn with_attempt(&self, mistake: usize, attempt: usize) -> Box<dyn Lesson> {
        Box::new(self.with(self.mistakes[mistake].attempts[attempt]))
    }

    fn with_both(&self, one: (usize, usize), other: (usize, usize)) -> Option<Box<dyn Lesson>> {
        let [one, other] = [one, other].map(|(mistake, attempt)| self.mistakes[mistake].attempts[attempt]);
        let both = one.beside(&other, &self.functions)?;
        Some(Box::new(self.with(both)))
    }

    fn with_worker(&self) -> Box<dyn Lesson> {
        Box::new(self.with(C::remote()))
    }

    fn answer_calls(&self) -> std::io::Result<()> {
        static TRACK: Track = Track { grader: "", prepare: || () };
        static UNLIMITED: learners_side::Allocator = learners_side::counting();
        rayon::current_num_threads();
        learners_side::answer_calls(self.about.id, self.functions, &UNLIMITED, &TRACK)
    }

    fn check_on(&self, check: usize, cases: &mut Cases) -> Status {
        let run = self.checks[check].run;
        match catch(|| run(&self.functions, cases)) {
            Ok(Ok(())) => Status::Passed,
            Ok(Err(Failure::Mismatch(mismatch))) => Status::Failed(*mismatch),
            Ok(Err(Failure::Trouble(message))) => Status::Trouble { message },
            Err(Ended::Without(Broken(message))) => Status::Stopped { message },
            Err(Ended::By(Panic { message, .. })) if is_unwritten(&message) => Status::NotAttempted,
            Err(Ended::By(Panic { message, at, given })) => Status::Panicked { message, at, given },
        }
    }

    fn draw(&self, plot: usize, folder: &Path) -> Drawing {
        let Plot { name, draw } = self.plots[plot];
        let drawn = catch(|| -> Result<_, Box<dyn std::error::Error>> {
            let figure = draw(&self.functions)?;
            Ok(Drawing::Drawn { files: figure.save(folder, name)?, words: figure.words().to_vec() })
        });
        let reason = match drawn {
            Ok(Ok(drawn)) => return drawn,
            Ok(Err(error)) => error.to_string(),
            Err(Ended::Without(Broken(message))) => message,
            Err(Ended::By(Panic { message, .. })) if is_unwritten(&message) => {
                "waits for a function that is not written yet".to_owned()
            }
            Err(Ended::By(Panic { message, .. })) => format!("the functions panicked: {message}"),
        };
        // The picture of an earlier attempt would be taken for this one's.
        for ending in ["svg", "png"] {
            let _ = std::fs::remove_file(folder.join(format!("{name}.{ending}")));
        }
        Drawing::NotDrawn { reason }
    }
}

/// Why a check did not come to its end.
enum Ended {
    /// Somebody panicked.
    By(Panic),
    /// A worker had no answer.
    Without(Broken),
}

/// What a panic left behind.
struct Panic {
    message: String,
    at: Option<String>,
    given: Option<String>,
}

thread_local! {
    /// Whether this thread is inside [`catch`], and the last panic seen there.
    static CATCHING: Cell<bool> = const { Cell::new(false) };
    static CAUGHT: Cell<Option<Panic>> = const { Cell::new(None) };
}

/// Runs `body` and keeps a panic's message and place instead of printing them.
fn catch<T>(body: impl FnOnce() -> T) -> Result<T, Ended> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let default = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if !CATCHING.get() {
                return default(info);
            }
            CAUGHT.set(Some(Panic {
                message: info.payload_as_str().unwrap_or("a panic without a message").to_owned(),
                at: info.location().map(place),
                given: None,
            }));
        }));
    });
    CATCHING.set(true);
    let result = panic::catch_unwind(AssertUnwindSafe(body));
    CATCHING.set(false);
    let payload = match result {
        Ok(value) => return Ok(value),
        Err(payload) => payload,
    };
    let payload = match payload.downcast::<Broken>() {
        Ok(broken) => return Err(Ended::Without(*broken)),
        Err(payload) => payload,
    };
    Err(Ended::By(match payload.downcast::<Panicked>() {
        Ok(panicked) => {
            let Panicked { message, at, given } = *panicked;
            Panic { message, at, given: Some(given) }
        }
        Err(_) => CAUGHT.take().unwrap_or_else(|| Panic {
            message: "a panic without a message".to_owned(),
            at: None,
            given: None,
        }),
    }))
}

/// Where a panic was: the line where it is in this workspace, otherwise the library.
fn place(location: &panic::Location<'_>) -> String {
    if !Path::new(location.file()).is_absolute() {
        return location.to_string();
    }
    let library = location.file().split(['/', '\\']).rev().find(|part| part.contains('-')).unwrap_or("a library");
    format!("inside {library}")
}

/// What `todo!()` and `unimplemented!()` say.
fn is_unwritten(message: &str) -> bool {
    message.starts_with("not yet implemented") || message.starts_with("not implemented")
}
