//! What is graded and how: exercises, checks, mistakes, and the grader that runs them.
//!
//! This room knows nothing of any one exercise. An exercise describes itself as plain data, an
//! [`Exercise`]; [`harness`] turns it into the `main` of the learner's file, [`isolate`] runs the
//! checks in a child process, [`diagnose`] names the mistake behind a wrong answer, and the whole
//! comes out as one [`verdict::Verdict`].

pub mod cases;
mod child;
pub mod compare;
pub mod diagnose;
pub mod group;
pub mod harness;
pub mod isolate;
pub mod limits;
pub mod outcome;
pub mod verdict;

use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};
use std::sync::Once;

use serde::{Deserialize, Serialize};

pub use cap::Cap;
pub use cases::Cases;
pub use outcome::{Failure, Given, Mismatch, Outcome};

use crate::plot::Figure;

/// What an exercise is called and where it lives.
#[derive(Clone, Copy, Debug)]
pub struct About {
    /// Stable for ever: progress, cargo targets and plots hang on it.
    pub id: &'static str,
    /// The name that people read.
    pub title: &'static str,
    /// One line: what the learner will have written.
    pub summary: &'static str,
    /// Track folder and file stem below `exercises/`, for instance `08_unsupervised/01_kmeans`.
    pub place: &'static str,
    /// The text of the reference, `solution.rs`; the learner's file is generated from it.
    pub source: &'static str,
}

impl About {
    /// The learner's file, relative to the workplace.
    pub fn file(&self) -> PathBuf {
        Path::new("exercises").join(format!("{}.rs", self.place))
    }

    /// The guide, relative to the workplace.
    pub fn guide(&self) -> PathBuf {
        Path::new("exercises").join(format!("{}.md", self.place))
    }
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
pub struct Mistake<C> {
    /// Completes the sentence "looks like: the code ...".
    pub name: &'static str,
    /// What to think about; never the answer.
    pub advice: &'static str,
    /// The mistake in running code.
    pub attempt: C,
}

/// A picture of what the graded functions did to real data.
pub struct Plot<C> {
    /// File name without its ending.
    pub name: &'static str,
    /// Draws from the functions; any error is shown in place of the picture.
    pub draw: fn(&C) -> Result<Figure, Box<dyn std::error::Error>>,
}

/// How one check ended.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "status", rename_all = "snake_case")]
pub enum Status {
    /// The requirement holds.
    Passed,
    /// The functions returned something else than is required.
    Failed(Mismatch),
    /// A `todo!()` was reached.
    NotAttempted,
    /// The functions panicked.
    Panicked {
        /// The panic's message.
        message: String,
        /// File, line and column, where known.
        at: Option<String>,
    },
    /// The check ended its process or had to be ended.
    Stopped {
        /// What happened, in the learner's terms.
        message: String,
    },
    /// The grader itself could not do its work, for instance because a dataset is missing.
    Trouble {
        /// What is wrong and what to do.
        message: String,
    },
}

/// How one plot ended.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "status", rename_all = "snake_case")]
pub enum Drawing {
    /// Written to these files.
    Drawn {
        /// The SVG and the PNG.
        files: Vec<PathBuf>,
        /// What belongs beside the picture, line by line: what the functions recommend, for instance.
        #[serde(default)]
        words: Vec<String>,
    },
    /// Not written.
    NotDrawn {
        /// Why, in the learner's terms.
        reason: String,
    },
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
}

/// An exercise with the type of its contract hidden: what the catalog, the command and the tests handle.
pub trait Lesson: Sync {
    /// Name and place.
    fn about(&self) -> About;
    /// Every check, in order.
    fn checks(&self) -> Vec<Named>;
    /// Every mistake, in order.
    fn mistakes(&self) -> Vec<Named>;
    /// The names of the plots, in order.
    fn plots(&self) -> Vec<&'static str>;
    /// The same exercise with a mistake's functions in place of its own.
    fn with_mistake(&self, mistake: usize) -> Box<dyn Lesson>;
    /// Runs one check in this process.
    fn check(&self, check: usize, seed: u64) -> Status;
    /// Draws one plot in this process, into the folder.
    fn draw(&self, plot: usize, folder: &Path) -> Drawing;
}

impl<C: Copy> Exercise<C> {
    /// The same exercise, grading these functions.
    pub fn with(&self, functions: C) -> Exercise<C> {
        Exercise { functions, ..*self }
    }
}

impl<C: Copy + Sync> Lesson for Exercise<C> {
    fn about(&self) -> About {
        self.about
    }

    fn checks(&self) -> Vec<Named> {
        let named = |check: &Check<C>| Named { name: check.name, points: check.points, advice: "" };
        self.checks.iter().map(named).collect()
    }

    fn mistakes(&self) -> Vec<Named> {
        let named = |mistake: &Mistake<C>| Named { name: mistake.name, points: 0, advice: mistake.advice };
        self.mistakes.iter().map(named).collect()
    }

    fn plots(&self) -> Vec<&'static str> {
        self.plots.iter().map(|plot| plot.name).collect()
    }

    fn with_mistake(&self, mistake: usize) -> Box<dyn Lesson> {
        Box::new(self.with(self.mistakes[mistake].attempt))
    }

    fn check(&self, check: usize, seed: u64) -> Status {
        let Check { name, run, .. } = self.checks[check];
        match catch(|| run(&self.functions, &mut Cases::new(seed, name))) {
            Ok(Ok(())) => Status::Passed,
            Ok(Err(Failure::Mismatch(mismatch))) => Status::Failed(*mismatch),
            Ok(Err(Failure::Trouble(message))) => Status::Trouble { message },
            Err(Panic { message, .. }) if is_unwritten(&message) => Status::NotAttempted,
            Err(Panic { message, at }) => Status::Panicked { message, at },
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
            Err(Panic { message, .. }) if is_unwritten(&message) => {
                "waits for a function that is not written yet".to_owned()
            }
            Err(Panic { message, .. }) => format!("the functions panicked: {message}"),
        };
        // The picture of an earlier attempt would be taken for this one's.
        for ending in ["svg", "png"] {
            let _ = std::fs::remove_file(folder.join(format!("{name}.{ending}")));
        }
        Drawing::NotDrawn { reason }
    }
}

/// What a panic left behind.
struct Panic {
    message: String,
    at: Option<String>,
}

thread_local! {
    /// Whether this thread is inside [`catch`], and the first panic seen there.
    static CATCHING: Cell<bool> = const { Cell::new(false) };
    static CAUGHT: Cell<Option<Panic>> = const { Cell::new(None) };
}

/// Runs `body` and keeps a panic's message and place instead of printing them.
fn catch<T>(body: impl FnOnce() -> T) -> Result<T, Panic> {
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
            }));
        }));
    });
    CATCHING.set(true);
    let result = panic::catch_unwind(AssertUnwindSafe(body));
    CATCHING.set(false);
    let lost = || Panic { message: "a panic without a message".to_owned(), at: None };
    result.map_err(|_| CAUGHT.take().unwrap_or_else(lost))
}

/// Where a panic was: the line where it is in this package, otherwise the learner's function that led to it.
fn place(location: &panic::Location) -> String {
    if !Path::new(location.file()).is_absolute() {
        return location.to_string();
    }
    let library = location.file().split(['/', '\\']).rev().find(|part| part.contains('-')).unwrap_or("a library");
    // An exercise's target is named for its crate, and keeps the names of its functions, though no line numbers.
    let program = std::env::current_exe().unwrap_or_default();
    let name = program.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let own = format!(": {}::", name.split('-').next().unwrap_or_default());
    let trace = std::backtrace::Backtrace::force_capture().to_string();
    let function = trace.lines().find_map(|line| line.split_once(&own)).map(|(_, path)| path.split("::").next());
    match function.flatten() {
        Some(function) => format!("inside {library}, called by your function {function}"),
        None => format!("inside {library}"),
    }
}

/// What `todo!()` and `unimplemented!()` say.
fn is_unwritten(message: &str) -> bool {
    message.starts_with("not yet implemented") || message.starts_with("not implemented")
}
