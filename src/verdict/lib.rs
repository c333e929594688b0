//! The verdict on an attempt: all that leaves a grader, and all that reports are made from; and how the command asks
//! for it.
//!
//! Plain data, known to both sides. The command needs nothing else of an exercise, so it is built without any.

pub mod benchmark;
mod graded;
mod limits;
mod mismatch;
pub mod page;
pub mod proof;
mod request;

pub use graded::{Drawing, FULL_MARKS, Graded, Label, LooksLike, Plotted, SCHEMA, Status, Verdict};
pub use limits::{Limits, MEMORY_MIB, SECONDS};
pub use mismatch::{Mismatch, Seen};
pub use request::{Answer, Question, Request, SEED, Told, fresh_seed, seed_from_environment};
