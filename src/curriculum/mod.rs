//! The grader's side of every exercise, one folder each, and the catalog that lists them.
//!
//! Every folder has the same rooms: `mod.rs` (the contract and the exercise), `solution.rs` (the
//! reference, from which the learner's file is generated), `checks.rs`, `mistakes.rs` and `plot.rs`.
//! No exercise uses another one.

pub mod starter;

mod cleaning;
mod numbers;
mod recommenders;
mod regression;
mod unsupervised;
mod validation;

pub use cleaning::*;
pub use numbers::*;
pub use recommenders::*;
pub use regression::*;
pub use unsupervised::*;
pub use validation::*;

use crate::grading::Lesson;

/// A group of exercises that belong together, in the order of learning.
pub struct Track {
    /// Its folder below `exercises/`.
    pub folder: &'static str,
    /// The name that people read.
    pub title: &'static str,
    /// Its exercises.
    pub lessons: &'static [&'static dyn Lesson],
}

/// Every track, in order.
pub static TRACKS: &[Track] =
    &[numbers::TRACK, cleaning::TRACK, validation::TRACK, regression::TRACK, unsupervised::TRACK, recommenders::TRACK];

/// Exercises that had another id before: old, new. Progress is kept by it.
pub const RENAMED: &[(&str, &str)] = &[];

/// Every exercise, in order.
pub fn lessons() -> impl Iterator<Item = &'static dyn Lesson> {
    TRACKS.iter().flat_map(|track| track.lessons.iter().copied())
}
