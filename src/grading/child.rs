//! The child's side of the isolation: runs steps one after the other and records each on a pipe.
//!
//! The pipe is the handle that the child gets as its standard input, so nothing that a learner
//! prints can reach it, no file has to be left anywhere, and code that reads standard input simply
//! finds it empty.

use std::fs::File;
use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use super::{Cap, Drawing, Lesson, Status};

/// The allocator of an exercise target, which refuses what is over the limit.
pub type Allocator = Cap<std::alloc::System>;

/// What the parent asks of a child; travels as the child's second argument.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Order {
    /// The checks' seed.
    pub seed: u64,
    /// What to do, in order.
    pub steps: Vec<Step>,
    /// Where plots go.
    pub plots: PathBuf,
    /// What a step may allocate.
    pub memory_mib: usize,
    /// Separates what the steps print; not to be guessed by what they print.
    pub marker: String,
}

/// One thing to do in the child.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(super) enum Step {
    Check(usize),
    Plot(usize),
}

/// What a step came to.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) enum Ending {
    Check(Status),
    Plot(Drawing),
}

/// One line on the pipe.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) enum Record {
    /// The step with this number has begun.
    Began(usize),
    /// The step with this number has ended.
    Ended(usize, Box<Ending>),
    /// The child is alive. Written so that it notices when the parent is not.
    Alive,
}

/// Runs the order and ends. A step that leaves a thread running ends the child early, so that the
/// thread can disturb nobody; the parent starts another child behind it.
pub(super) fn run(lesson: &dyn Lesson, order: &Order, allocator: &'static Allocator) -> io::Result<()> {
    limit_address_space(order.memory_mib);
    let pipe = Arc::new(Mutex::new(record_pipe()?));
    let heart = Arc::clone(&pipe);
    thread::spawn(move || beat(&heart));
    // linfa's k-means works on rayon's threads; started now, they are not taken for a learner's.
    rayon::current_num_threads();
    thread::scope(|scope| {
        let steps = thread::Builder::new().name("check".to_owned()).stack_size(STACK_BYTES);
        let handle = steps.spawn_scoped(scope, || run_steps(lesson, order, allocator, &pipe))?;
        handle.join().unwrap_or_else(|_| Err(io::Error::other("the grader's own thread panicked")))
    })
}

fn run_steps(lesson: &dyn Lesson, order: &Order, allocator: &Allocator, pipe: &Mutex<File>) -> io::Result<()> {
    let threads_before = num_threads::num_threads();
    for (number, step) in order.steps.iter().enumerate() {
        println!("{}{number}", order.marker);
        io::stdout().flush()?;
        send(pipe, &Record::Began(number))?;
        // A step may use so much beyond what earlier steps leaked: one leak costs one check.
        let budget = allocator.allocated().saturating_add(order.memory_mib << 20);
        let _ = allocator.set_limit(budget);
        let ending = match step {
            Step::Check(check) => Ending::Check(lesson.check(*check, order.seed)),
            Step::Plot(plot) => Ending::Plot(lesson.draw(*plot, &order.plots)),
        };
        let _ = allocator.set_limit(usize::MAX);
        let _ = io::stdout().flush();
        let left_thread = matches!(step, Step::Check(_)) && has_more_threads_than(threads_before);
        let ending =
            if left_thread { Ending::Check(Status::Stopped { message: LEFT_THREAD.to_owned() }) } else { ending };
        send(pipe, &Record::Ended(number, Box::new(ending)))?;
        if left_thread {
            break;
        }
    }
    Ok(())
}

/// The same on every platform; Linux gives its main thread as much.
const STACK_BYTES: usize = 8 << 20;
/// Address space beyond the memory limit: code, stacks, and what allocators reserve for each thread.
const ADDRESS_SLACK: u64 = 4 << 30;
/// How often a process makes sure that somebody listens to it.
pub(super) const HEARTBEAT: Duration = Duration::from_millis(250);
/// How long a thread that is about to end may take to do so.
const GRACE: Duration = Duration::from_millis(100);

fn send(pipe: &Mutex<File>, record: &Record) -> io::Result<()> {
    let mut line = serde_json::to_vec(record)?;
    line.push(b'\n');
    let mut pipe = pipe.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    pipe.write_all(&line)
}

/// Ends this process when the parent is gone: nobody else would end an endless loop.
fn beat(pipe: &Mutex<File>) {
    while send(pipe, &Record::Alive).is_ok() {
        thread::sleep(HEARTBEAT);
    }
    std::process::exit(1);
}

/// Where the platform can count threads, waits a moment for those that are ending.
fn has_more_threads_than(before: Option<std::num::NonZeroUsize>) -> bool {
    let began = Instant::now();
    while num_threads::num_threads() > before {
        if began.elapsed() > GRACE {
            return true;
        }
        thread::sleep(Duration::from_millis(1));
    }
    false
}

#[cfg(unix)]
fn record_pipe() -> io::Result<File> {
    use std::os::fd::AsFd;
    Ok(File::from(io::stdin().as_fd().try_clone_to_owned()?))
}

#[cfg(windows)]
fn record_pipe() -> io::Result<File> {
    use std::os::windows::io::AsHandle;
    Ok(File::from(io::stdin().as_handle().try_clone_to_owned()?))
}

/// A second fence on Unix, for memory that does not come from Rust's allocator. No core files either.
#[cfg(unix)]
fn limit_address_space(memory_mib: usize) {
    let bytes = ((memory_mib as u64) << 20).saturating_add(ADDRESS_SLACK);
    // Where a platform refuses (macOS may), the allocator's own limit still holds.
    let _ = rlimit::setrlimit(rlimit::Resource::AS, bytes, bytes);
    let _ = rlimit::setrlimit(rlimit::Resource::CORE, 0, 0);
}

#[cfg(not(unix))]
fn limit_address_space(_memory_mib: usize) {}

const LEFT_THREAD: &str =
    "returned while a thread that it started was still running; join every thread before you return";
