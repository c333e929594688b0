//! What track 06 of mlings, Classification, asks for: one contract for each exercise.
//!
//! Learners know this crate as `mlings`.

pub mod classification_metrics;
pub mod logistic_regression;
pub mod nearest_neighbours;
pub mod rare_events;
pub mod roc;
pub mod softmax_regression;

pub use mlings_contract::grade;

/// How the programs of this track find their grader.
pub static TRACK: mlings_contract::Track =
    mlings_contract::Track { grader: "mlings-classification-grader", prepare: || () };

/// The paths that files of earlier versions have.
#[doc(hidden)]
pub mod curriculum {
    pub use super::*;
}
