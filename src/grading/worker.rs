//! A worker as its grader sees it: a process that answers calls, and what it costs when it does not.
//!
//! One process runs all checks and plots of an attempt. When it has to be ended in one of them, that one bears it, and
//! the next one gets a new process. All that it started is ended with it: its process group, or its job object on
//! Windows. A process that leaves the group on purpose is not followed.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, BufReader, ErrorKind, PipeReader, Read, Write};
use std::process::{ExitStatus, Stdio};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use mlings_contract::Bytes;
use mlings_contract::call::{Broken, Line, NOBODY_ASKED};
use mlings_contract::frame::{Frame, Kind, VERSION};
use mlings_contract::worker::WORKER;
use mlings_process::{Group, Offer, Patient};
use mlings_verdict::Limits;

use crate::program::Program;

/// A worker, or the place of one that had to be ended.
pub(crate) struct Worker {
    program: Arc<Program>,
    exercise: &'static str,
    limits: Cell<Limits>,
    /// Whether a step took too long.
    was_slow: Cell<bool>,
    process: RefCell<Option<Process>>,
    /// When the step that runs must have ended.
    deadline: Cell<Instant>,
    /// The functions that were asked in this step, the last one apart.
    asked: RefCell<BTreeSet<String>>,
    /// The function that was asked last.
    asks: RefCell<String>,
    /// How often each function did not come back. One may hang on a single input and still earn its other points.
    hung: RefCell<BTreeMap<String, usize>>,
}

impl Worker {
    pub(crate) fn new(program: Arc<Program>, exercise: &'static str, limits: Limits) -> Worker {
        Worker {
            program,
            exercise,
            limits: Cell::new(limits),
            was_slow: Cell::new(false),
            process: RefCell::new(None),
            deadline: Cell::new(Instant::now()),
            asked: RefCell::default(),
            asks: RefCell::default(),
            hung: RefCell::default(),
        }
    }

    /// Prepares for a step: from now on its time runs, and what is printed belongs to it.
    pub(crate) fn begin(&self, limits: &Limits, ender: &Ender) -> Result<(), Broken> {
        self.limits.set(*limits);
        self.asked.borrow_mut().clear();
        self.deadline.set(Instant::now() + limits.time());
        if self.process.borrow().is_none() {
            let process = Process::start(&self.program, limits.printed_bytes)
                .map_err(|error| Broken(format!("could not be started as a program ({error})")))?;
            self.process.replace(Some(process));
            self.greet()?;
        }
        if let Some(process) = &*self.process.borrow() {
            ender.watch(&process.group);
            process.prints.clear();
        }
        self.send(&Frame::new(Kind::Begin, (limits.memory_mib as u64).to_le_bytes().to_vec()))
    }

    /// The first message says whose worker it is.
    fn greet(&self) -> Result<(), Broken> {
        let hello = self.receive()?;
        let mut from = Bytes::new(&hello.body);
        let version = from.next(4).map(<[u8]>::to_vec);
        match (hello.kind, version, from.text()) {
            (Kind::Hello, Ok(version), Ok(exercise)) if version == VERSION.to_le_bytes() => {
                if exercise == self.exercise {
                    return Ok(());
                }
                Err(self.cut(Cut::Confused(format!(
                    "hands its functions to {exercise}, not to {}; the last line of the file says to which",
                    self.exercise
                ))))
            }
            _ => Err(self.cut(Cut::Confused(
                "does not begin as a program of this version does; is there a main of its own in it?".to_owned(),
            ))),
        }
    }

    /// Closes a step whose calls are all answered. `Err` when the worker did something meanwhile that costs the step.
    pub(crate) fn end(&self) -> Result<(), Broken> {
        if self.process.borrow().as_ref().is_none_or(Process::is_ended) {
            return Ok(());
        }
        self.deadline.set(Instant::now() + CLOSING);
        let idle = self.send(&Frame::new(Kind::End, Vec::new())).and_then(|()| self.receive());
        let idle =
            idle.map_err(|broken| if Instant::now() < self.deadline.get() { broken } else { Broken(DEAF.to_owned()) })?;
        match (idle.kind, &idle.body[..]) {
            (Kind::Idle, [0]) => {}
            (Kind::Idle, _) => return Err(self.cut(Cut::Confused(LEFT_THREAD.to_owned()))),
            _ => return Err(self.cut(Cut::Confused(NOBODY_ASKED.to_owned()))),
        }
        let settled = self.process.borrow_mut().as_mut().is_none_or(|process| process.prints.settle());
        if settled { Ok(()) } else { Err(self.cut(Cut::Died)) }
    }

    /// What was printed since the step began.
    pub(crate) fn printed(&self) -> String {
        self.process.borrow().as_ref().map(|process| process.prints.text()).unwrap_or_default()
    }

    /// The functions that were asked since the step began.
    pub(crate) fn asked(&self) -> BTreeSet<String> {
        self.asked.borrow().clone()
    }

    /// Notes which function a call asks. One that did not come back twice is not waited for again.
    fn ask(&self, call: &[u8]) -> Result<(), Broken> {
        let mut call = Bytes::new(call);
        let Ok(function) = call.next(CALL_NUMBER).and_then(|_| call.text()).map(str::to_owned) else { return Ok(()) };
        let times = self.hung.borrow().get(&function).copied().unwrap_or(0);
        self.asked.borrow_mut().insert(function.clone());
        let said = format!("did not return from {function} in {times} checks before, so it was not asked for it again");
        self.asks.replace(function);
        if times < 2 { Ok(()) } else { Err(Broken(said)) }
    }

    /// Ends the process and says why, in the learner's terms. What it printed stays until the next step.
    fn cut(&self, cut: Cut) -> Broken {
        let process = self.process.borrow();
        let Some(process) = &*process else {
            return Broken("ended the whole program".to_owned());
        };
        if process.is_ended() {
            return Broken("ended the whole program".to_owned());
        }
        // The line closes a moment before the process is gone.
        let status = matches!(cut, Cut::Died).then(|| lock(&process.group).wait_at_most(LAST_MOMENT)).flatten();
        process.end();
        let is_loud = process.prints.is_loud();
        let cut = if is_loud { Cut::Loud } else { cut };
        if let Cut::Slow = cut {
            self.was_slow.set(true);
            *self.hung.borrow_mut().entry(self.asks.borrow().clone()).or_default() += 1;
        }
        Broken(cut.in_words(status, &process.prints.text(), &self.limits.get()))
    }

    /// Whether a step took too long so far.
    pub(crate) fn was_slow(&self) -> bool {
        self.was_slow.get()
    }

    /// Forgets a process that has ended; the next step gets another one.
    pub(crate) fn bury(&self) {
        let is_ended = self.process.borrow().as_ref().is_some_and(Process::is_ended);
        if is_ended {
            self.process.replace(None);
        }
    }

    fn with_channel<T>(&self, talk: impl FnOnce(&mut BufReader<Patient>) -> io::Result<T>) -> Result<T, Broken> {
        let cut = {
            let mut process = self.process.borrow_mut();
            let Some(process) = process.as_mut().filter(|process| !process.is_ended()) else {
                return Err(Broken("ended the whole program".to_owned()));
            };
            process.channel.get_ref().wait_until(self.deadline.get());
            match talk(&mut process.channel) {
                // A worker that says again and again that it is alive does not stop the clock.
                Ok(_) if Instant::now() > self.deadline.get() => Cut::Slow,
                Ok(value) => return Ok(value),
                Err(error) => match error.kind() {
                    ErrorKind::TimedOut => Cut::Slow,
                    ErrorKind::InvalidData => Cut::Confused(GARBAGE.to_owned()),
                    ErrorKind::FileTooLarge => Cut::Confused(TOO_MUCH.to_owned()),
                    _ => Cut::Died,
                },
            }
        };
        Err(self.cut(cut))
    }
}

impl Line for Worker {
    fn send(&self, frame: &Frame) -> Result<(), Broken> {
        if frame.kind == Kind::Call {
            self.ask(&frame.body)?;
        }
        self.with_channel(|channel| frame.send(channel.get_ref()))
    }

    fn receive(&self) -> Result<Frame, Broken> {
        loop {
            let frame = self.with_channel(|channel| Frame::receive(channel)?.ok_or(ErrorKind::UnexpectedEof.into()))?;
            if frame.kind != Kind::Alive {
                return Ok(frame);
            }
        }
    }
}

/// Lets the grader's own watch end a worker whose check does not come back.
#[derive(Clone, Default)]
pub(crate) struct Ender(Arc<Mutex<Option<Arc<Mutex<Group>>>>>);

impl Ender {
    fn watch(&self, group: &Arc<Mutex<Group>>) {
        *lock(&self.0) = Some(Arc::clone(group));
    }

    pub(crate) fn end(&self) {
        if let Some(group) = lock(&self.0).take() {
            lock(&group).end();
        }
    }
}

/// A running worker.
struct Process {
    group: Arc<Mutex<Group>>,
    channel: BufReader<Patient>,
    prints: Prints,
    ended: RefCell<bool>,
}

impl Process {
    fn start(program: &Program, most: usize) -> io::Result<Process> {
        let (print_reader, print_writer) = io::pipe()?;
        let mut command = program.command()?;
        command
            .arg(WORKER)
            .stdout(Stdio::from(print_writer.try_clone()?))
            .stderr(Stdio::from(print_writer.try_clone()?))
            // A failed allocation would print the names of functions that nobody wrote.
            .env("RUST_BACKTRACE", "0");
        if std::env::var_os("RAYON_NUM_THREADS").is_none() {
            command.env("RAYON_NUM_THREADS", "2");
        }
        let offer = Offer::to(&mut command)?;
        let group = Arc::new(Mutex::new(Group::start(command)?));
        let channel = BufReader::new(Patient::new(offer.accepted()?)?);
        let prints = Prints::follow(print_reader, print_writer, most, Arc::clone(&group));
        Ok(Process { group, channel, prints, ended: RefCell::new(false) })
    }

    fn is_ended(&self) -> bool {
        *self.ended.borrow()
    }

    fn end(&self) {
        self.ended.replace(true);
        lock(&self.group).end();
        self.prints.close();
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.end();
    }
}

/// What a worker prints, as it comes.
struct Prints {
    shared: Arc<Shared>,
    /// The grader's own end of the pipe: what it writes there arrives behind all that the worker has written.
    writer: RefCell<Option<io::PipeWriter>>,
    mark: Vec<u8>,
}

#[derive(Default)]
struct Shared {
    state: Mutex<Printed>,
    news: Condvar,
}

#[derive(Default)]
struct Printed {
    bytes: Vec<u8>,
    is_loud: bool,
    is_over: bool,
}

impl Prints {
    fn follow(reader: PipeReader, writer: io::PipeWriter, most: usize, group: Arc<Mutex<Group>>) -> Prints {
        let shared = Arc::new(Shared::default());
        let theirs = Arc::clone(&shared);
        thread::spawn(move || read_prints(reader, most, &theirs, &group));
        let mark = format!("\0{:016x}\0", rand::random::<u64>()).into_bytes();
        Prints { shared, writer: RefCell::new(Some(writer)), mark }
    }

    fn clear(&self) {
        lock(&self.shared.state).bytes.clear();
    }

    fn text(&self) -> String {
        String::from_utf8_lossy(&lock(&self.shared.state).bytes).into_owned()
    }

    fn is_loud(&self) -> bool {
        lock(&self.shared.state).is_loud
    }

    /// Waits until all that the worker has written so far is here. False when it wrote too much.
    fn settle(&self) -> bool {
        let marked = self.writer.borrow_mut().as_mut().map(|writer| writer.write_all(&self.mark));
        if !matches!(marked, Some(Ok(()))) {
            return false;
        }
        let mut state = lock(&self.shared.state);
        let began = Instant::now();
        while !state.bytes.ends_with(&self.mark) {
            let left = AFTERGLOW.saturating_sub(began.elapsed());
            if state.is_loud || state.is_over || left.is_zero() {
                return !state.is_loud;
            }
            state = self.shared.news.wait_timeout(state, left).unwrap_or_else(PoisonError::into_inner).0;
        }
        let length = state.bytes.len() - self.mark.len();
        state.bytes.truncate(length);
        true
    }

    /// Waits a little for the last words of a process that has ended. One that left the group may hold the pipe open.
    fn close(&self) {
        self.writer.replace(None);
        let state = lock(&self.shared.state);
        let open = |state: &mut Printed| !state.is_over;
        drop(self.shared.news.wait_timeout_while(state, AFTERGLOW, open));
    }
}

/// Keeps what is printed. More than `most` bytes end the worker.
fn read_prints(mut reader: PipeReader, most: usize, shared: &Shared, group: &Mutex<Group>) {
    let mut chunk = [0; 1 << 14];
    while let Ok(length @ 1..) = reader.read(&mut chunk) {
        let mut state = lock(&shared.state);
        state.bytes.extend_from_slice(&chunk[..length]);
        if state.bytes.len() > most + MARK_BYTES {
            state.is_loud = true;
            drop(state);
            lock(group).end();
            break;
        }
        shared.news.notify_all();
    }
    lock(&shared.state).is_over = true;
    shared.news.notify_all();
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A call begins with its number.
const CALL_NUMBER: usize = 8;
const MARK_BYTES: usize = 18;
const AFTERGLOW: Duration = Duration::from_millis(500);
/// How long a worker may take to say that it is idle.
const CLOSING: Duration = Duration::from_secs(2);
const LAST_MOMENT: Duration = Duration::from_secs(1);

/// Why a worker did not get to the end of a step.
enum Cut {
    Slow,
    Loud,
    Died,
    Confused(String),
}

impl Cut {
    /// What happened, in the learner's terms. What the runtime printed last tells ways to die apart.
    fn in_words(self, status: Option<ExitStatus>, printed: &str, limits: &Limits) -> String {
        match self {
            Cut::Slow => {
                return format!("did not return within {} s; is there a loop that never ends?", limits.seconds);
            }
            Cut::Loud => {
                return format!("printed more than {} KiB; is there a print in a loop?", limits.printed_bytes >> 10);
            }
            Cut::Confused(words) => return words,
            Cut::Died if printed.contains(STACK_OVERFLOW) => {
                return "ran out of stack; is there a recursion that never ends?".to_owned();
            }
            Cut::Died if printed.contains(OUT_OF_MEMORY) => {
                return format!("asked for more than the {} MiB of memory that a check may use", limits.memory_mib);
            }
            Cut::Died => {}
        }
        match (status.and_then(|status| status.code()), status.and_then(signal)) {
            (Some(code), _) => format!("ended the whole program with exit code {code}; return a value instead"),
            (None, Some(ABORT)) => "aborted the whole program; return a value instead".to_owned(),
            (None, Some(KILL)) => "was killed from outside; did the machine run out of memory?".to_owned(),
            (None, Some(number)) => format!("was ended by signal {number}"),
            (None, None) => "ended the whole program".to_owned(),
        }
    }
}

/// The first lines of what a step printed, without what Rust's runtime says when a process dies.
pub(crate) fn shortened(printed: &str) -> String {
    const MOST: usize = 2_000;
    let runtime = |line: &str| RUNTIME_SAYS.iter().any(|words| line.contains(words));
    let lines: Vec<&str> = printed.lines().filter(|line| !runtime(line)).collect();
    let text = lines.join("\n").trim_matches('\n').to_owned();
    match text.char_indices().nth(MOST) {
        Some((cut, _)) => format!("{}\n... and {} bytes more", &text[..cut], text.len() - cut),
        None => text,
    }
}

#[cfg(unix)]
fn signal(status: ExitStatus) -> Option<i32> {
    std::os::unix::process::ExitStatusExt::signal(&status)
}

#[cfg(not(unix))]
fn signal(_: ExitStatus) -> Option<i32> {
    None
}

const ABORT: i32 = 6;
const KILL: i32 = 9;
const STACK_OVERFLOW: &str = "has overflowed its stack";
const OUT_OF_MEMORY: &str = "memory allocation of ";
const RUNTIME_SAYS: [&str; 4] =
    [STACK_OVERFLOW, "fatal runtime error:", OUT_OF_MEMORY, "note: run with `RUST_BACKTRACE"];
const GARBAGE: &str = "sent something that is no answer; does it write to file descriptors that it did not open?";
const TOO_MUCH: &str = "returned more than a gibibyte; is there a list that grows without end?";
const DEAF: &str = "returned, and then answered no more; does it stop or block the whole program?";
const LEFT_THREAD: &str =
    "returned while a thread that it started was still running; join every thread before you return";
