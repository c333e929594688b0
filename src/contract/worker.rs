//! The learner's side: a program that answers calls until nobody asks any more.

use std::cell::{Cell, RefCell};
use std::io::{self, Write};
use std::panic::{self, AssertUnwindSafe};
use std::path::Path;
use std::process::{Command, ExitCode};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use cap::Cap;
use mlings_process::Channel;

use crate::frame::{Frame, Kind, LONGEST, VERSION, put_option};
use crate::wire::{Bytes, Malformed, Wire, put_count, put_text};
use crate::{Table, Track};

/// The allocator of a learner's program: it counts, and refuses what is over the limit of a check.
pub type Allocator = Cap<std::alloc::System>;

/// An allocator without a limit, until a check begins.
pub const fn counting() -> Allocator {
    Cap::new(std::alloc::System, usize::MAX)
}

/// The first argument that makes a learner's program a worker.
pub const WORKER: &str = "--mlings-worker";

/// `main` of every learner's program. Started by a grader it answers; started by cargo it hands itself to the grader
/// of its track.
pub fn main<T: Table>(
    exercise: &'static str,
    functions: T,
    allocator: &'static Allocator,
    track: &'static Track,
) -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let ended = match arguments.first().map(String::as_str) {
        Some(WORKER) => answer_calls(exercise, functions, allocator, track).map(|()| ExitCode::SUCCESS),
        // A bare `cargo bench` asks every exercise; there is nothing to time here.
        Some("--bench") => return ExitCode::SUCCESS,
        _ => be_graded(exercise, track.grader, &arguments),
    };
    ended.unwrap_or_else(|error| {
        eprintln!(
            "error: {exercise} could not be graded ({error})\n  help: try again with: cargo run -- check {exercise}"
        );
        ExitCode::from(2)
    })
}

/// Lets the grader of the track take over: cargo builds it where it is not built yet.
fn be_graded(exercise: &str, grader: &str, arguments: &[String]) -> io::Result<ExitCode> {
    let program = std::env::current_exe()?;
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(["run", "--quiet", "--bin", grader, "--", exercise]).arg(&program).args(arguments);
    // Cargo starts tests in the folder of their package. Plots and data lie beside `exercises/`.
    let here = std::env::current_dir()?;
    if let Some(root) = here.ancestors().find(|folder| folder.join("exercises").is_dir()) {
        command.current_dir(root);
        let data = root.join("datasets");
        if data.is_dir() && std::env::var_os(DATASETS).is_none() {
            command.env(DATASETS, data);
        }
    }
    let name = format!("{grader}{}", std::env::consts::EXE_SUFFIX);
    if program.parent().and_then(Path::parent).is_some_and(|folder| !folder.join(name).exists()) {
        eprintln!("Building the grader of this track, which is done once.");
    }
    hand_over(command)
}

/// The environment variable for the folder of the data files.
const DATASETS: &str = "MLINGS_DATASETS";

#[cfg(unix)]
fn hand_over(mut command: Command) -> io::Result<ExitCode> {
    Err(std::os::unix::process::CommandExt::exec(&mut command))
}

#[cfg(not(unix))]
fn hand_over(mut command: Command) -> io::Result<ExitCode> {
    let code = command.status()?.code().and_then(|code| u8::try_from(code).ok());
    Ok(ExitCode::from(code.unwrap_or(2)))
}

/// Answers one call: the function's name, its arguments, and where the answer goes.
type Answering = Box<dyn Fn(&str, &[u8], &mut Vec<u8>) -> Result<(), Malformed> + Send + Sync>;

/// What every thread of the worker needs to talk to the grader.
struct Worker {
    channel: Channel,
    /// Whoever writes holds it, so that no message lies within another.
    writing: Mutex<()>,
    /// Whoever waits for what the grader tells holds it.
    asking: Mutex<()>,
    exercise: &'static str,
    answering: Answering,
}

static THIS: OnceLock<Worker> = OnceLock::new();

/// Answers calls with these functions until nobody asks any more.
///
/// # Errors
/// When this program was not started by a grader, or the line to it breaks.
pub fn answer_calls<T: Table>(
    exercise: &'static str,
    functions: T,
    allocator: &'static Allocator,
    track: &'static Track,
) -> io::Result<()> {
    let answering: Answering = Box::new(move |name, arguments, answer| functions.answer(name, arguments, answer));
    let channel = Channel::of_this_program()?;
    let (writing, asking) = (Mutex::new(()), Mutex::new(()));
    let worker = THIS.get_or_init(|| Worker { channel, writing, asking, exercise, answering });
    keep_panics();
    (track.prepare)();
    let mut hello = VERSION.to_le_bytes().to_vec();
    put_text(exercise, &mut hello);
    worker.send(&Frame::new(Kind::Hello, hello))?;
    thread::spawn(move || worker.beat());
    let calls = thread::Builder::new().name("check".to_owned()).stack_size(STACK_BYTES);
    let served = calls.spawn(move || worker.serve(allocator))?.join();
    served.unwrap_or_else(|_| Err(io::Error::other("the worker's own thread panicked")))
}

/// The same on every platform; Linux gives its main thread as much.
const STACK_BYTES: usize = 8 << 20;
/// Address space beyond the memory limit: code, stacks, and what allocators reserve for each thread.
#[cfg(unix)]
const ADDRESS_SLACK: u64 = 4 << 30;
/// How often a worker makes sure that somebody listens.
const HEARTBEAT: Duration = Duration::from_millis(200);
/// How long threads may take to end after the check that they belong to.
const GRACE: Duration = Duration::from_millis(100);
/// Nobody reads more of a panic's message.
const LONGEST_MESSAGE: usize = 4_096;

impl Worker {
    fn send(&self, frame: &Frame) -> io::Result<()> {
        let _writing = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        frame.send(&self.channel)
    }

    /// Ends this program when the grader is gone: nobody else would end an endless loop.
    fn beat(&self) {
        while self.send(&Frame::new(Kind::Alive, Vec::new())).is_ok() {
            thread::sleep(HEARTBEAT);
        }
        std::process::exit(1);
    }

    fn serve(&self, allocator: &Allocator) -> io::Result<()> {
        let threads_before = num_threads::num_threads();
        while let Some(frame) = Frame::receive(&self.channel)? {
            match frame.kind {
                Kind::Begin => {
                    let mebibytes = Bytes::new(&frame.body).number().map_err(unreadable)?;
                    // A check may use so much beyond what earlier ones leaked: one leak costs one check.
                    let budget = usize::try_from(mebibytes).unwrap_or(usize::MAX).saturating_mul(1 << 20);
                    let _ = allocator.set_limit(allocator.allocated().saturating_add(budget));
                    limit_address_space(mebibytes);
                }
                Kind::Call => self.answer(&frame.body)?,
                Kind::End => {
                    let _ = allocator.set_limit(usize::MAX);
                    let _ = io::stdout().flush();
                    let left = has_more_threads_than(threads_before);
                    self.send(&Frame::new(Kind::Idle, vec![u8::from(left)]))?;
                }
                other => return Err(unreadable(Malformed(format!("a message {other:?} that nobody waits for")))),
            }
        }
        Ok(())
    }

    /// Runs one call and sends what came of it.
    fn answer(&self, call: &[u8]) -> io::Result<()> {
        let mut from = Bytes::new(call);
        let number = from.number().map_err(unreadable)?;
        let function = from.text().map_err(unreadable)?;
        let mut answer = number.to_le_bytes().to_vec();
        let came = catch(|| (self.answering)(function, from.rest(), &mut answer));
        self.send(&match came {
            Ok(Ok(())) if answer.len() < LONGEST as usize => Frame::new(Kind::Returned, answer),
            Ok(Ok(())) => {
                let mut body = number.to_le_bytes().to_vec();
                put_text("this answer is larger than a gibibyte", &mut body);
                put_option(None, &mut body);
                Frame::new(Kind::Panicked, body)
            }
            Ok(Err(malformed)) => {
                let mut words = Vec::new();
                put_text(&format!("{function}: {}", malformed.0), &mut words);
                Frame::new(Kind::Refused, words)
            }
            Err(None) => Frame::new(Kind::Unwound, Vec::new()),
            Err(Some(panic)) => {
                let mut body = number.to_le_bytes().to_vec();
                put_text(&panic.message, &mut body);
                put_option(panic.at.as_deref(), &mut body);
                Frame::new(Kind::Panicked, body)
            }
        })
    }

    /// Waits for what the grader tells; meanwhile it may call in turn.
    fn wait_to_be_told(&self) -> io::Result<Option<Vec<u8>>> {
        while let Some(frame) = Frame::receive(&self.channel)? {
            match frame.kind {
                Kind::Told => return Ok(Some(frame.body)),
                Kind::Unwind => return Ok(None),
                Kind::Call => self.answer(&frame.body)?,
                _ => break,
            }
        }
        Err(io::ErrorKind::UnexpectedEof.into())
    }
}

fn unreadable(malformed: Malformed) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, malformed.0)
}

thread_local! {
    /// Whether this thread has asked and waits.
    static WAITS: Cell<bool> = const { Cell::new(false) };
}

/// Asks the grader what the function in this slot answers.
#[doc(hidden)]
pub fn ask<C, R: Wire<C>>(slot: u32, send: &dyn Fn(&mut Vec<u8>)) -> R {
    let mut body = Vec::new();
    put_count(slot as usize, &mut body);
    send(&mut body);
    let told = told(&Frame::new(Kind::Asked, body)).unwrap_or_else(|_| std::process::exit(1));
    match told {
        Some(told) => Bytes::new(&told).whole::<C, R>().unwrap_or_else(|_| std::process::exit(1)),
        None => panic::resume_unwind(Box::new(Relayed)),
    }
}

/// Not generic, so that it is built once.
fn told(frame: &Frame) -> io::Result<Option<Vec<u8>>> {
    let worker = THIS.get().ok_or(io::ErrorKind::NotConnected)?;
    // Other threads wait for their turn; this one may ask again from within a call that it answers meanwhile.
    let outermost = !WAITS.replace(true);
    let _turn = outermost.then(|| worker.asking.lock().unwrap_or_else(PoisonError::into_inner));
    let told = worker.send(frame).and_then(|()| worker.wait_to_be_told());
    WAITS.set(!outermost);
    told
}

/// The payload of a panic that was not the worker's: the grader's function panicked.
struct Relayed;

/// What a panic left behind.
struct Panic {
    message: String,
    at: Option<String>,
}

thread_local! {
    /// Within how many calls this thread is, and the last panic seen there.
    static CATCHING: Cell<u32> = const { Cell::new(0) };
    static CAUGHT: RefCell<Option<Panic>> = const { RefCell::new(None) };
}

/// From now on a panic within a call is kept instead of printed.
fn keep_panics() {
    let default = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        if CATCHING.get() == 0 {
            return default(info);
        }
        let message = info.payload_as_str().unwrap_or("a panic without a message");
        let message = message.chars().take(LONGEST_MESSAGE).collect();
        CAUGHT.set(Some(Panic { message, at: info.location().map(place) }));
    }));
}

/// Runs a call. `Err(None)` when it was unwound because the grader wanted it.
fn catch<R>(call: impl FnOnce() -> R) -> Result<R, Option<Panic>> {
    CATCHING.set(CATCHING.get() + 1);
    let result = panic::catch_unwind(AssertUnwindSafe(call));
    CATCHING.set(CATCHING.get() - 1);
    let lost = || Panic { message: "a panic without a message".to_owned(), at: None };
    result.map_err(|payload| (!payload.is::<Relayed>()).then(|| CAUGHT.take().unwrap_or_else(lost)))
}

/// Where a panic was: the line where it is in the learner's package, otherwise their function that led to it.
fn place(location: &panic::Location<'_>) -> String {
    if !Path::new(location.file()).is_absolute() {
        return location.to_string();
    }
    let library = location.file().split(['/', '\\']).rev().find(|part| part.contains('-')).unwrap_or("a library");
    // A learner's program is a crate that is called as the exercise. It has no line numbers, but it has names.
    let own = format!(": {}::", THIS.get().map_or("", |worker| worker.exercise));
    let trace = std::backtrace::Backtrace::force_capture().to_string();
    let function = trace.lines().find_map(|line| line.split_once(&own)).map(|(_, path)| path.split("::").next());
    match function.flatten() {
        Some(function) => format!("inside {library}, called by your function {function}"),
        None => format!("inside {library}"),
    }
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

/// A second fence on Unix, for memory that does not come from Rust's allocator. No core files either.
#[cfg(unix)]
fn limit_address_space(mebibytes: u64) {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let limit = |bytes| Rlimit { current: Some(bytes), maximum: Some(bytes) };
    // Where a platform refuses (macOS may), the allocator's own limit still holds.
    let _ = setrlimit(Resource::As, limit(mebibytes.saturating_mul(1 << 20).saturating_add(ADDRESS_SLACK)));
    let _ = setrlimit(Resource::Core, limit(0));
}

#[cfg(not(unix))]
fn limit_address_space(_: u64) {}
