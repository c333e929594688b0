//! What track 01 of mlings, Numbers, asks for: one contract for each exercise.
//!
//! Learners know this crate as `mlings`.

pub mod correlation;
pub mod moments;
pub mod quantiles;
pub mod resampling;

pub use mlings_contract::grade;

/// How the programs of this track find their grader.
pub static TRACK: mlings_contract::Track = mlings_contract::Track { grader: "mlings-numbers-grader", prepare: || () };

/// The paths that files of earlier versions have.
#[doc(hidden)]
pub mod curriculum {
    pub use super::*;
}
