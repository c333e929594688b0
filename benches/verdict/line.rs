//! What a call of a worker costs.

use std::process::{Command, ExitCode};
use std::rc::Rc;
use std::time::{Duration, Instant};

use mlings_contract::call::{Broken, Line, with_worker};
use mlings_contract::frame::{Frame, Kind};
use mlings_contract::{Table, Track, contract, worker};
use mlings_process::{Channel, Offer};
use ndarray::{Array2, ArrayView2};

contract! {
    /// What is called.
    pub struct Contract {
        /// Next to nothing.
        fn next(number: usize) -> usize;
        /// A table there and back.
        fn same(table: ArrayView2<f64>) -> Array2<f64>;
    }
}

static TRACK: Track = Track { grader: "", prepare: || () };

/// Answers calls, if this program was started for that.
pub fn worked(allocator: &'static worker::Allocator) -> Option<ExitCode> {
    let functions = Contract { next: |number| number + 1, same: |table| table.to_owned() };
    let is_worker = std::env::args().nth(1).as_deref() == Some(worker::WORKER);
    is_worker.then(|| worker::main("line", functions, allocator, &TRACK))
}

struct Direct(Channel);

impl Line for Direct {
    fn send(&self, frame: &Frame) -> Result<(), Broken> {
        frame.send(&self.0).map_err(|error| Broken(error.to_string()))
    }

    fn receive(&self) -> Result<Frame, Broken> {
        loop {
            let frame = Frame::receive(&self.0).ok().flatten().ok_or_else(|| Broken("gone".to_owned()))?;
            if frame.kind != Kind::Alive {
                return Ok(frame);
            }
        }
    }
}

/// How long a call and its answer take, and a table of 1,797 x 64 there and back.
pub fn times() -> std::io::Result<(Duration, Duration)> {
    let mut command = Command::new(std::env::current_exe()?);
    let offer = Offer::to(command.arg(worker::WORKER))?;
    let mut worker = command.spawn()?;
    drop(command);
    let line = Rc::new(Direct(offer.accepted()?));
    line.receive().map_err(|broken| std::io::Error::other(broken.0))?;
    let functions = Contract::remote();
    let table = Array2::<f64>::zeros((1797, 64));
    let times = with_worker(line.clone(), || {
        let once = |repeats: u32, call: &dyn Fn()| {
            let began = Instant::now();
            (0..repeats).for_each(|_| call());
            began.elapsed() / repeats
        };
        let call = || {
            std::hint::black_box((functions.next)(1));
        };
        let there_and_back = || drop((functions.same)(table.view()));
        once(100, &call);
        once(2, &there_and_back);
        (once(5_000, &call), once(50, &there_and_back))
    });
    drop(line);
    worker.wait()?;
    Ok(times)
}
