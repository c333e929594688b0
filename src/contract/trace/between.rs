//! Who stands between grader and worker.

use std::cell::RefCell;
use std::sync::Arc;

use super::value::Part;
use super::{Reading, bytes, parts};
use crate::call::holding;
use crate::wire::Bytes;

/// Somebody who stands between grader and worker.
pub trait Between: Send + Sync {
    /// Whether calls of this function are to be taken apart.
    fn wants(&self, function: &str) -> bool;

    /// A call, before it goes to the worker. It goes as it is left here, if that can be read as the function's
    /// arguments; else as it was.
    fn call(&self, function: &'static str, arguments: &mut Vec<Part>);

    /// The answer to a call, before the grader has it: the returned value first, then what the function may change.
    /// `given` is what was to be sent, and as bytes.
    fn answer(&self, function: &'static str, given: &Given, answer: &mut Vec<Part>);
}

/// What a call was given before anybody changed it.
#[derive(Debug)]
pub struct Given {
    /// The arguments as bytes.
    pub bytes: Vec<u8>,
    /// The arguments.
    pub arguments: Vec<Part>,
    /// Whether other arguments were sent.
    pub is_changed: bool,
}

thread_local! {
    static BETWEEN: RefCell<Option<Arc<dyn Between>>> = const { RefCell::new(None) };
}

/// Runs `body`; all calls that it makes in this thread go by this one.
pub fn with_between<T>(between: Arc<dyn Between>, body: impl FnOnce() -> T) -> T {
    holding(&BETWEEN, between, body)
}

/// Lets whoever stands between see and change a call, which begins behind `head` bytes.
#[doc(hidden)]
pub fn sent(function: &'static str, head: usize, sent: &mut Vec<u8>, reading: Reading) -> Option<Given> {
    let between = BETWEEN.with_borrow(Clone::clone).filter(|between| between.wants(function))?;
    let arguments = parts(function, &sent[head..], reading).ok()?;
    let mut given = Given { bytes: sent.split_off(head), arguments, is_changed: false };
    let mut changed = given.arguments.clone();
    between.call(function, &mut changed);
    let changed = bytes(&changed);
    given.is_changed = changed != given.bytes && reading_fits(function, &changed, reading);
    sent.extend_from_slice(if given.is_changed { &changed } else { &given.bytes });
    Some(given)
}

/// Lets whoever stands between see and change the answer, which begins behind `head` bytes.
#[doc(hidden)]
pub fn came(function: &'static str, given: Option<Given>, head: usize, answer: &mut Vec<u8>, reading: Reading) {
    let (Some(given), Some(between)) = (given, BETWEEN.with_borrow(Clone::clone)) else { return };
    let Ok(mut parts) = parts(function, &answer[head..], reading) else { return };
    between.answer(function, &given, &mut parts);
    let changed = bytes(&parts);
    if reading_fits(function, &changed, reading) {
        answer.truncate(head);
        answer.extend_from_slice(&changed);
    }
}

fn reading_fits(function: &str, bytes: &[u8], reading: Reading) -> bool {
    let mut from = Bytes::new(bytes);
    reading(function, &mut from).and_then(|()| from.at_the_end()).is_ok()
}
