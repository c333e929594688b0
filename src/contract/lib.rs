//! # The contract between a learner's program and its grader
//!
//! A learner's program, the **worker**, answers calls. It is built from the learner's file and the contract alone: it
//! holds no check, no expected value and no reference. The **grader** asks and judges; it is another program.
//!
//! [`contract!`] makes both sides from one declaration: a table of functions, the worker's side that answers calls of
//! them, and the grader's side, the same table filled with stubs that ask a worker. Checks are written against the
//! table and cannot tell whose functions are in it.
//!
//! | module | what is in it |
//! |---|---|
//! | [`wire`] | how values travel: [`Wire`], [`travels!`] |
//! | [`parameter`] | how a function's parameters travel, also those that are changed, or are functions themselves |
//! | [`frame`] | the messages |
//! | [`worker`] | the learner's side: `main`, and the loop that answers |
//! | [`call`] | the grader's side of one call |
//! | [`trace`] | values as data, for whoever stands between grader and worker |
//!
//! What goes over the line is written down in `PROTOCOL.md` beside this file, so that a worker could be written in
//! another language.

mod array;
pub mod call;
pub mod frame;
mod macros;
pub mod parameter;
mod shown;
pub mod trace;
pub mod wire;
pub mod worker;

pub use parameter::Parameter;
pub use shown::{on_one_line, shown};
pub use wire::{Bytes, Malformed, Wire};

/// What the programs of a track need to know of it.
#[derive(Clone, Copy, Debug)]
pub struct Track {
    /// The package, of the same workspace, whose program grades this track.
    pub grader: &'static str,
    /// Called before the first call: what a library starts once and for all, threads above all, is started here, so
    /// that it is not taken for something that a learner left running.
    pub prepare: fn(),
}

/// A table of functions that a worker can answer for and a grader can ask. [`contract!`] makes it.
pub trait Table: Copy + Send + Sync + 'static {
    /// The same functions, each of which asks the worker of this thread: see [`call::with_worker`].
    fn remote() -> Self;

    /// These functions and the other's at once: each where it is not the reference's. `None` where both have another
    /// one than the reference.
    fn beside(&self, other: &Self, reference: &Self) -> Option<Self>;

    /// Answers one call: reads the arguments of `function`, calls it, and writes its answer.
    ///
    /// # Errors
    /// When there is no such function, or these are not its arguments.
    fn answer(&self, function: &str, arguments: &[u8], answer: &mut Vec<u8>) -> Result<(), Malformed>;

    /// Reads the arguments of a function, for whoever follows how they are read: see [`trace`].
    ///
    /// # Errors
    /// When there is no such function, or these are not its arguments.
    fn read_arguments(function: &str, from: &mut Bytes<'_>) -> Result<(), Malformed>;

    /// Reads what a function returned, and what became of its `&mut` arguments.
    ///
    /// # Errors
    /// When there is no such function, or these are not its answer.
    fn read_answer(function: &str, from: &mut Bytes<'_>) -> Result<(), Malformed>;
}
