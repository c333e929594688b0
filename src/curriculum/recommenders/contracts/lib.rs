//! What track 09 of mlings, Recommenders, asks for: one contract for each exercise.
//!
//! Learners know this crate as `mlings`.

pub mod also_bought;
pub mod content_based;
pub mod matrix_factorization;
pub mod neighbours;
pub mod ranking;

pub use mlings_contract::grade;

/// How the programs of this track find their grader.
pub static TRACK: mlings_contract::Track =
    mlings_contract::Track { grader: "mlings-recommenders-grader", prepare: || () };

/// The paths that files of earlier versions have.
#[doc(hidden)]
pub mod curriculum {
    pub use super::*;
}
