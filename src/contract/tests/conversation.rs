//! The conversation that is recorded in `PROTOCOL.md` is the one that worker and grader have, byte for byte.
//!
//! This target is also the worker of the conversation: called as one, it answers.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::panic::{self, AssertUnwindSafe};
use std::process::{Command, ExitCode, Stdio};
use std::rc::Rc;

use libtest_mimic::{Arguments, Failed, Trial};
use mlings_contract::call::{Broken, Line, Panicked, with_worker};
use mlings_contract::frame::{Frame, Kind};
use mlings_contract::{Table, Track, asks_back, contract, travels, worker};
use mlings_process::Offer;
use ndarray::{Array1, ArrayView1, ArrayViewMut1, array};

#[global_allocator]
static ALLOCATOR: worker::Allocator = worker::counting();

static TRACK: Track = Track { grader: "", prepare: || () };

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq)]
pub enum Refusal {
    /// There is nothing to measure.
    Empty,
}

contract! {
    /// One function for each thing that the protocol can do.
    pub struct Contract {
        /// Values in, a value out.
        fn total(values: ArrayView1<f64>) -> f64;
        /// An argument that is changed.
        fn double(values: ArrayViewMut1<f64>);
        /// An argument that is a function, and an answer that may be a refusal.
        fn measured(values: &[f64], measure: &dyn Fn(f64) -> f64) -> Result<Array1<f64>, Refusal>;
        /// No answer at all.
        fn unwritten(text: &str) -> String;
    }
}

travels!(
    enum Refusal {
        Empty,
    }
);
asks_back!(for Contract: &dyn Fn(value: f64) -> f64);

fn total(values: ArrayView1<f64>) -> f64 {
    values.sum()
}

fn double(mut values: ArrayViewMut1<f64>) {
    values *= 2.0;
}

fn measured(values: &[f64], measure: &dyn Fn(f64) -> f64) -> Result<Array1<f64>, Refusal> {
    if values.is_empty() { Err(Refusal::Empty) } else { Ok(values.iter().map(|value| measure(*value)).collect()) }
}

fn unwritten(_: &str) -> String {
    todo!()
}

/// What the grader of the conversation asks.
fn ask(functions: &Contract) {
    assert_eq!((functions.total)(array![1.0, 2.5].view()), 3.5);
    let mut values = array![1.0, 2.0, 3.0];
    // Every second one: the gap travels too.
    (functions.double)(values.slice_axis_mut(ndarray::Axis(0), ndarray::Slice::new(0, None, 2)));
    assert_eq!(values, array![2.0, 2.0, 6.0]);
    assert_eq!((functions.measured)(&[3.0], &|value| value * value), Ok(array![9.0]));
    assert_eq!((functions.measured)(&[], &|value| value), Err(Refusal::Empty));
    let broken =
        panic::catch_unwind(AssertUnwindSafe(|| (functions.measured)(&[1.0], &|_| panic::resume_unwind(Box::new(7)))));
    assert_eq!(broken.expect_err("the measure panics").downcast_ref(), Some(&7));
    let panicked = panic::catch_unwind(AssertUnwindSafe(|| (functions.unwritten)("ä"))).expect_err("a panic");
    let panicked = panicked.downcast_ref::<Panicked>().expect("a panic of the worker");
    assert_eq!((panicked.message.as_str(), panicked.given.as_str()), ("not yet implemented", "unwritten(text: \"ä\")"));
}

fn main() -> ExitCode {
    if std::env::args().nth(1).as_deref() == Some(worker::WORKER) {
        return worker::main("tiny", Contract { total, double, measured, unwritten }, &ALLOCATOR, &TRACK);
    }
    if std::env::args().nth(1).as_deref() == Some("--record") {
        record();
        return ExitCode::SUCCESS;
    }
    let trials = vec![
        Trial::test("the worker says what is recorded", worker_says_what_is_recorded),
        Trial::test("the grader says what is recorded", grader_says_what_is_recorded),
    ];
    libtest_mimic::run(&Arguments::from_args(), trials).exit_code()
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Speaker {
    Grader,
    Worker,
}

/// The lines of the recorded conversation: `> 05000000 ...` from the grader, `< ...` from the worker.
fn recorded() -> Vec<(Speaker, Vec<u8>)> {
    let text = include_str!("../PROTOCOL.md");
    let line = |line: &str| {
        let (speaker, bytes) = line.split_once(' ')?;
        let speaker = match speaker {
            ">" => Speaker::Grader,
            "<" => Speaker::Worker,
            _ => return None,
        };
        let digits: String = bytes.split_whitespace().collect();
        let byte = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
        let bytes: Option<Vec<u8>> = (0..digits.len()).step_by(2).map(byte).collect();
        Some((speaker, bytes?))
    };
    text.lines().filter_map(line).collect()
}

fn bytes(frame: &Frame) -> Vec<u8> {
    let mut bytes = Vec::new();
    frame.send(&mut bytes).expect("a vector takes all");
    bytes
}

fn worker_says_what_is_recorded() -> Result<(), Failed> {
    let mut command = Command::new(std::env::current_exe()?);
    let offer = Offer::to(command.arg(worker::WORKER).stderr(Stdio::inherit()))?;
    let mut worker = command.spawn()?;
    drop(command);
    let channel = offer.accepted()?;
    let conversation = recorded();
    if conversation.len() < 20 {
        return Err("PROTOCOL.md has no conversation".into());
    }
    for (number, (speaker, said)) in conversation.iter().enumerate() {
        match speaker {
            Speaker::Grader => std::io::Write::write_all(&mut &channel, said)?,
            Speaker::Worker => {
                let frame = loop {
                    match Frame::receive(&channel)?.ok_or("the worker has gone")? {
                        frame if frame.kind == Kind::Alive => {}
                        frame => break frame,
                    }
                };
                if bytes(&frame) != *said {
                    return Err(format!("line {number}: {}, not {}", hex(&bytes(&frame)), hex(said)).into());
                }
            }
        }
    }
    drop(channel);
    worker.wait()?;
    Ok(())
}

/// A worker that only knows what is recorded.
struct Record(RefCell<VecDeque<(Speaker, Vec<u8>)>>);

impl Line for Record {
    fn send(&self, frame: &Frame) -> Result<(), Broken> {
        let next = self.0.borrow_mut().pop_front();
        assert_eq!(next, Some((Speaker::Grader, bytes(frame))), "said {}", hex(&bytes(frame)));
        Ok(())
    }

    fn receive(&self) -> Result<Frame, Broken> {
        match self.0.borrow_mut().pop_front() {
            Some((Speaker::Worker, said)) => Ok(Frame::receive(&said[..]).expect("a message").expect("a message")),
            other => panic!("the worker should speak now: {other:?}"),
        }
    }
}

fn grader_says_what_is_recorded() -> Result<(), Failed> {
    // The first message and those around a check are not part of a call.
    let is_of_a_call = |(_, said): &(Speaker, Vec<u8>)| !b"HBEI".contains(&said[4]);
    let conversation: VecDeque<_> = recorded().into_iter().filter(is_of_a_call).collect();
    let record = Rc::new(Record(RefCell::new(conversation)));
    with_worker(record.clone(), || ask(&Contract::remote()));
    let left = record.0.borrow().len();
    if left == 0 { Ok(()) } else { Err(format!("{left} lines are left").into()) }
}

/// A line to a real worker that writes down what is said.
struct Recording(mlings_process::Channel);

impl Line for Recording {
    fn send(&self, frame: &Frame) -> Result<(), Broken> {
        println!("> {}", hex(&bytes(frame)));
        frame.send(&self.0).map_err(|error| Broken(error.to_string()))
    }

    fn receive(&self) -> Result<Frame, Broken> {
        loop {
            let frame = Frame::receive(&self.0).ok().flatten().ok_or(Broken("gone".to_owned()))?;
            if frame.kind != Kind::Alive {
                println!("< {}", hex(&bytes(&frame)));
                return Ok(frame);
            }
        }
    }
}

/// Prints the conversation, for `PROTOCOL.md`: `cargo test --test conversation -- --record`.
fn record() {
    let mut command = Command::new(std::env::current_exe().expect("this program"));
    let offer = Offer::to(command.arg(worker::WORKER)).expect("a line");
    let mut worker = command.spawn().expect("a worker");
    drop(command);
    let line = Rc::new(Recording(offer.accepted().expect("a line")));
    let say = |frame: Frame| line.send(&frame).expect("a listener");
    line.receive().expect("a greeting");
    say(Frame::new(Kind::Begin, 2048_u64.to_le_bytes().to_vec()));
    with_worker(line.clone(), || ask(&Contract::remote()));
    say(Frame::new(Kind::End, Vec::new()));
    line.receive().expect("an end");
    drop(line);
    worker.wait().expect("its end");
}

fn hex(bytes: &[u8]) -> String {
    let digits: Vec<String> = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    let groups: Vec<String> = digits.chunks(8).map(|group| group.concat()).collect();
    groups.join(" ")
}
