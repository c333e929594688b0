//! What track 04 of mlings, Validation, asks for: one contract for each exercise.
//!
//! Learners know this crate as `mlings`.

pub mod baselines;
pub mod cross_validate;
pub mod folds;
pub mod split;

pub use mlings_contract::grade;

/// How the programs of this track find their grader.
pub static TRACK: mlings_contract::Track =
    mlings_contract::Track { grader: "mlings-validation-grader", prepare: || () };

/// The paths that files of earlier versions have.
#[doc(hidden)]
pub mod curriculum {
    pub use super::*;
}
