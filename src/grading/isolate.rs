//! The parent's side of the isolation: a check that kills its process, never ends, fills the memory
//! or floods the terminal costs itself alone.
//!
//! One child runs all steps. When a step ends the child, the parent books it, ends the child's whole
//! process group (a job object on Windows) and starts a new child behind it. A learner's process that
//! leaves the group on purpose is not followed.

use std::io::{self, BufRead, BufReader, PipeReader, Read};
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

use super::child::{Ending, Order, Record, Step};
use super::group::Group;
use super::limits::Limits;
use super::{Drawing, Status};

/// What became of one step.
pub(super) struct Ran {
    pub ending: Ending,
    pub printed: String,
}

/// Runs every step of the order in children of `program`, which must hand [`CHILD`] and the order to
/// [`super::child::run`]. Calls `begun` with the number of every step that begins.
pub(super) fn run(
    program: &Path,
    order: &Order,
    limits: &Limits,
    begun: &mut dyn FnMut(usize),
) -> io::Result<Vec<Ran>> {
    let mut ran: Vec<Ran> = Vec::with_capacity(order.steps.len());
    let mut within = *limits;
    while ran.len() < order.steps.len() {
        let rest = Order { steps: order.steps[ran.len()..].to_vec(), ..order.clone() };
        let before = ran.len();
        let (endings, was_slow) = run_child(program, &rest, &within, &mut |number| begun(before + number))?;
        ran.extend(endings);
        if was_slow {
            // One endless function is behind many checks; nobody should wait for each of them in full.
            within.seconds = limits.seconds / 5.0;
        }
        if ran.len() == before {
            // The child ended without a word on any step: book the first, or this would go on for ever.
            ran.push(Ran { ending: stopped(rest.steps[0], ENDED_EARLY.to_owned()), printed: String::new() });
        }
    }
    Ok(ran)
}

/// The first argument that makes an exercise target a child.
pub(crate) const CHILD: &str = "--mlings-child";

/// Runs steps in one child until all are done or one ends it. Says whether that one took too long.
fn run_child(
    program: &Path,
    order: &Order,
    limits: &Limits,
    begun: &mut dyn FnMut(usize),
) -> io::Result<(Vec<Ran>, bool)> {
    let (record_reader, record_writer) = io::pipe()?;
    let (print_reader, print_writer) = io::pipe()?;
    let mut command = Command::new(program);
    command
        .arg(CHILD)
        .arg(serde_json::to_string(order)?)
        .stdin(Stdio::from(record_writer))
        .stdout(Stdio::from(print_writer.try_clone()?))
        .stderr(Stdio::from(print_writer))
        // A failed allocation would print the grader's own functions.
        .env("RUST_BACKTRACE", "0");
    if std::env::var_os("RAYON_NUM_THREADS").is_none() {
        command.env("RAYON_NUM_THREADS", "2");
    }
    let mut child = Group::start(command)?;

    let (events, inbox) = mpsc::channel();
    let records = events.clone();
    thread::spawn(move || read_records(record_reader, &records));
    let (most, marker) = (limits.printed_bytes, order.marker.clone());
    let (kept, printed) = mpsc::channel();
    thread::spawn(move || drop(kept.send(read_prints(print_reader, &marker, most, &events))));

    let (mut endings, mut cut) = follow(&inbox, order, limits, &mut child, begun);
    child.end();
    // A process that left the group may hold the pipe open for ever; what it prints is not waited for.
    let printed = printed.recv_timeout(AFTERGLOW).unwrap_or_default();
    if let Some(loud) = printed.iter().position(|section| section.len() > most) {
        endings.truncate(loud);
        cut = Some(Cut::TooLoud);
    }
    let was_slow = matches!(cut, Some(Cut::TooSlow));
    let said = |step: usize| printed.get(step).map_or("", String::as_str);
    if let (Some(cut), Some(step)) = (cut, order.steps.get(endings.len())) {
        endings.push(stopped(*step, cut.in_words(said(endings.len()), limits)));
    }
    let ran = |(step, ending)| Ran { ending, printed: shortened(said(step)) };
    Ok((endings.into_iter().enumerate().map(ran).collect(), was_slow))
}

/// Why a child did not get to the end of its steps.
enum Cut {
    TooSlow,
    TooLoud,
    Died(Option<ExitStatus>),
}

/// Follows the child's records until it is done, dead, late or too loud. Returns the endings of the
/// steps that ended, and what happened in the one behind them.
fn follow(
    inbox: &Receiver<Event>,
    order: &Order,
    limits: &Limits,
    child: &mut Group,
    begun: &mut dyn FnMut(usize),
) -> (Vec<Ending>, Option<Cut>) {
    let mut endings = Vec::new();
    let mut running = false;
    let mut deadline = Instant::now() + limits.time();
    while endings.len() < order.steps.len() {
        let patience = deadline.saturating_duration_since(Instant::now()).min(TICK);
        let event = match inbox.recv_timeout(patience) {
            Ok(event) => event,
            Err(RecvTimeoutError::Timeout) if Instant::now() >= deadline => return (endings, Some(Cut::TooSlow)),
            // A process of the learner's may hold the pipe open after the child itself is gone.
            Err(RecvTimeoutError::Timeout) if child.try_wait().is_none() => continue,
            // Its last words may still be on their way: on a busy machine the thread that reads them waits its turn.
            Err(_) => inbox.recv_timeout(AFTERGLOW).unwrap_or(Event::Closed),
        };
        match event {
            Event::Record(Record::Began(number)) => {
                begun(number);
                running = true;
                deadline = Instant::now() + limits.time();
            }
            Event::Record(Record::Ended(_, ending)) => {
                endings.push(*ending);
                running = false;
                deadline = Instant::now() + limits.time();
            }
            Event::Record(Record::Alive) => {}
            Event::TooLoud => return (endings, Some(Cut::TooLoud)),
            Event::Closed => {
                let status = wait_a_moment(child);
                return (endings, running.then_some(Cut::Died(status)));
            }
        }
    }
    (endings, None)
}

const TICK: Duration = Duration::from_millis(100);
const AFTERGLOW: Duration = Duration::from_millis(500);

/// What the reading threads tell the parent.
enum Event {
    Record(Record),
    Closed,
    TooLoud,
}

fn read_records(pipe: PipeReader, events: &Sender<Event>) {
    let lines = BufReader::new(pipe).lines().map_while(Result::ok);
    let records = lines.filter_map(|line| serde_json::from_str(&line).ok());
    for record in records {
        if events.send(Event::Record(record)).is_err() {
            return;
        }
    }
    let _ = events.send(Event::Closed);
}

/// What each step printed. Stops reading, and says so, when one step prints more than `most` bytes.
fn read_prints(mut pipe: PipeReader, marker: &str, most: usize, events: &Sender<Event>) -> Vec<String> {
    let mut all = Vec::new();
    let mut chunk = [0; 1 << 14];
    let mut section_begins = 0;
    while let Ok(length @ 1..) = pipe.read(&mut chunk) {
        let unsearched = all.len().saturating_sub(marker.len() - 1);
        all.extend_from_slice(&chunk[..length]);
        let found = all[unsearched..].windows(marker.len()).rposition(|window| window == marker.as_bytes());
        section_begins = found.map_or(section_begins, |at| unsearched + at);
        if all.len() - section_begins > most + marker.len() + 8 {
            let _ = events.send(Event::TooLoud);
            break;
        }
    }
    let text = String::from_utf8_lossy(&all);
    // Before the first marker nothing of the learner's runs; behind each marker the step's number ends the line.
    let sections = text.split(marker).skip(1);
    sections.map(|section| section.split_once('\n').map_or("", |(_, rest)| rest).to_owned()).collect()
}

/// The first lines of what a step printed, without what Rust's runtime says when a process dies.
fn shortened(printed: &str) -> String {
    const MOST: usize = 2_000;
    let runtime = |line: &str| RUNTIME_SAYS.iter().any(|words| line.contains(words));
    let lines: Vec<&str> = printed.lines().filter(|line| !runtime(line)).collect();
    let text = lines.join("\n").trim_matches('\n').to_owned();
    match text.char_indices().nth(MOST) {
        Some((cut, _)) => format!("{}\n... and {} bytes more", &text[..cut], text.len() - cut),
        None => text,
    }
}

/// How the child ended. The pipe closes a moment before the process is gone.
fn wait_a_moment(child: &mut Group) -> Option<ExitStatus> {
    let began = Instant::now();
    while began.elapsed() < Duration::from_secs(1) {
        if let Some(status) = child.try_wait() {
            return Some(status);
        }
        thread::sleep(Duration::from_millis(1));
    }
    None
}

fn stopped(step: Step, message: String) -> Ending {
    match step {
        Step::Check(_) => Ending::Check(Status::Stopped { message }),
        Step::Plot(_) => Ending::Plot(Drawing::NotDrawn { reason: message }),
    }
}

impl Cut {
    /// What happened, in the learner's terms. What the runtime printed last tells ways to die apart.
    fn in_words(&self, printed: &str, limits: &Limits) -> String {
        let status = match self {
            Cut::TooSlow => {
                return format!("did not return within {} s; is there a loop that never ends?", limits.seconds);
            }
            Cut::TooLoud => {
                return format!("printed more than {} KiB; is there a print in a loop?", limits.printed_bytes >> 10);
            }
            Cut::Died(_) if printed.contains(STACK_OVERFLOW) => {
                return "ran out of stack; is there a recursion that never ends?".to_owned();
            }
            Cut::Died(_) if printed.contains(OUT_OF_MEMORY) => {
                return format!("asked for more than the {} MiB of memory that a check may use", limits.memory_mib);
            }
            Cut::Died(status) => *status,
        };
        match (status.and_then(|status| status.code()), status.and_then(signal)) {
            (Some(code), _) => format!("ended the whole program with exit code {code}; return a value instead"),
            (None, Some(ABORT)) => "aborted the whole program; return a value instead".to_owned(),
            (None, Some(KILL)) => "was killed from outside; did the machine run out of memory?".to_owned(),
            (None, Some(number)) => format!("was ended by signal {number}"),
            (None, None) => "ended the whole program".to_owned(),
        }
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
const ENDED_EARLY: &str = "the grading process ended before this check began; does code outside the functions end it?";
