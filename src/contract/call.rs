//! The grader's side of one call.

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::panic::{self, AssertUnwindSafe};
use std::rc::Rc;
use std::thread::LocalKey;

use crate::frame::{Frame, Kind, take_option};
use crate::wire::{Bytes, Malformed, put_text};

/// A line to a worker that answers calls. It may be used again while an answer is waited for: a worker that calls back
/// can be asked something in turn.
pub trait Line {
    /// Sends a message.
    ///
    /// # Errors
    /// When the worker cannot be reached.
    fn send(&self, frame: &Frame) -> Result<(), Broken>;

    /// Waits for the next message that is not [`Kind::Alive`].
    ///
    /// # Errors
    /// When none comes.
    fn receive(&self) -> Result<Frame, Broken>;
}

/// Why a worker has no answer, in the learner's terms. Unwinds through the check that asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken(pub String);

/// A call that panicked in the worker. Unwinds through the check that asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Panicked {
    /// The panic's message.
    pub message: String,
    /// File, line and column, where known.
    pub at: Option<String>,
    /// The call and its arguments.
    pub given: String,
}

thread_local! {
    static WORKER: RefCell<Option<Rc<dyn Line>>> = const { RefCell::new(None) };
    /// How many calls this thread has made.
    static CALLS: Cell<u64> = const { Cell::new(0) };
}

/// Runs `body`; all calls that it makes in this thread go to this worker. They end `body` by a panic with a [`Broken`]
/// or a [`Panicked`] where they have no answer.
pub fn with_worker<T>(worker: Rc<dyn Line>, body: impl FnOnce() -> T) -> T {
    holding(&WORKER, worker, body)
}

/// Runs `body` while this thread holds a value. Afterwards, a panic or not, it holds what it held before.
pub(crate) fn holding<V: 'static, T>(place: Held<V>, value: V, body: impl FnOnce() -> T) -> T {
    struct Restore<V: 'static>(Held<V>, Option<V>);
    impl<V> Drop for Restore<V> {
        fn drop(&mut self) {
            self.0.set(self.1.take());
        }
    }
    let _restore = Restore(place, place.replace(Some(value)));
    body()
}

/// Where a thread holds something for a while.
type Held<V> = &'static LocalKey<RefCell<Option<V>>>;

/// One argument by name, for messages.
pub type Shown<'a> = (&'a str, String);

/// Answers for an argument that is a function: which argument, and what it is called with.
pub type Asked<'a> = dyn FnMut(u32, &[u8]) -> Result<Vec<u8>, Malformed> + 'a;

/// The beginning of a call: its number and the function's name. The arguments go behind it.
#[doc(hidden)]
pub fn begin(function: &str) -> Vec<u8> {
    CALLS.set(CALLS.get() + 1);
    let mut body = CALLS.get().to_le_bytes().to_vec();
    put_text(function, &mut body);
    body
}

/// Calls a function of the worker. The answer lies behind the first [`ANSWER`] bytes. `asked` answers when the worker
/// calls an argument that is a function.
///
/// # Errors
/// When the call panicked there. The message is without its arguments.
///
/// # Panics
/// When the worker has no answer, with a [`Broken`]; and without a worker, see [`with_worker`].
#[doc(hidden)]
pub fn call(function: &str, call: Vec<u8>, asked: &mut Asked<'_>) -> Result<Vec<u8>, (String, Option<String>)> {
    let worker = WORKER.with_borrow(Clone::clone).expect("a stub is called within with_worker");
    let number = Bytes::new(&call).number();
    worker.send(&Frame::new(Kind::Call, call)).unwrap_or_else(|broken| give_up(broken));
    let mut unwinding: Option<Box<dyn Any + Send>> = None;
    loop {
        let frame = match worker.receive() {
            Ok(frame) => frame,
            // What made the worker unwind is what is to be said, not that it did not manage to.
            Err(broken) => panic::resume_unwind(unwinding.unwrap_or_else(|| Box::new(broken))),
        };
        let is_answer = matches!(frame.kind, Kind::Returned | Kind::Panicked);
        if is_answer && Bytes::new(&frame.body).number() != number {
            give_up(Broken(NOBODY_ASKED.to_owned()));
        }
        match frame.kind {
            Kind::Returned => return Ok(frame.body),
            Kind::Panicked => {
                let mut from = Bytes::new(&frame.body[ANSWER..]);
                let message = sense(function, from.text()).to_owned();
                return Err((message, sense(function, take_option(&mut from))));
            }
            Kind::Asked => {
                let mut from = Bytes::new(&frame.body);
                let slot = sense(function, from.number()) as u32;
                let reply = match panic::catch_unwind(AssertUnwindSafe(|| asked(slot, from.rest()))) {
                    Ok(Ok(told)) => Frame::new(Kind::Told, told),
                    Ok(Err(malformed)) => give_up(garbage(function, &malformed)),
                    Err(panic) => {
                        unwinding = Some(panic);
                        Frame::new(Kind::Unwind, Vec::new())
                    }
                };
                if let Err(broken) = worker.send(&reply) {
                    panic::resume_unwind(unwinding.unwrap_or_else(|| Box::new(broken)));
                }
            }
            Kind::Unwound if unwinding.is_some() => {
                if let Some(panic) = unwinding {
                    panic::resume_unwind(panic);
                }
                unreachable!("it was just looked at");
            }
            Kind::Refused => {
                let words = Bytes::new(&frame.body).text().unwrap_or("it does not say why").to_owned();
                give_up(Broken(format!("was built for another version of this exercise ({words}); build it again")))
            }
            other => give_up(garbage(function, &Malformed(format!("a message {other:?} that nobody waits for")))),
        }
    }
}

/// Where an answer begins: behind the number of its call.
#[doc(hidden)]
pub const ANSWER: usize = 8;

/// What is said of an answer without a question.
pub const NOBODY_ASKED: &str =
    "answered a call that nobody made; does it write to file descriptors that it did not open?";

/// Ends the check: its worker has no answer.
pub fn give_up(broken: Broken) -> ! {
    panic::resume_unwind(Box::new(broken))
}

/// Ends the check: its worker panicked.
#[doc(hidden)]
pub fn raise(function: &str, (message, at): (String, Option<String>), arguments: &[Shown<'_>]) -> ! {
    let arguments: Vec<String> = arguments.iter().map(|(name, value)| format!("{name}: {value}")).collect();
    panic::resume_unwind(Box::new(Panicked { message, at, given: format!("{function}({})", arguments.join(", ")) }))
}

/// What was read, if it could be.
fn sense<T>(function: &str, read: Result<T, Malformed>) -> T {
    read.unwrap_or_else(|malformed| give_up(garbage(function, &malformed)))
}

/// What is said of an answer that is none.
#[doc(hidden)]
pub fn garbage(function: &str, malformed: &Malformed) -> Broken {
    Broken(format!(
        "sent an answer of {function} that cannot be read ({}); does it write to file descriptors that it did not open?",
        malformed.0
    ))
}
