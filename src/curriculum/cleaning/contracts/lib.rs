//! What track 02 of mlings, Cleaning, asks for: one contract for each exercise.
//!
//! Learners know this crate as `mlings`.

pub mod deduplicate;
pub mod encode;
pub mod impute;
pub mod read_table;
pub mod scale;

pub use mlings_contract::grade;

/// How the programs of this track find their grader.
pub static TRACK: mlings_contract::Track = mlings_contract::Track { grader: "mlings-cleaning-grader", prepare: || () };

/// The paths that files of earlier versions have.
#[doc(hidden)]
pub mod curriculum {
    pub use super::*;
}
