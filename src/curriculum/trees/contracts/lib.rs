//! What track 07 of mlings, Trees, asks for: one contract for each exercise.
//!
//! Learners know this crate as `mlings`.

pub mod best_split;
pub mod decision_tree;
pub mod gradient_boosting;
pub mod random_forest;
pub mod regression_tree;

pub use mlings_contract::grade;

/// How the programs of this track find their grader.
pub static TRACK: mlings_contract::Track = mlings_contract::Track { grader: "mlings-trees-grader", prepare: || () };

/// The paths that files of earlier versions have.
#[doc(hidden)]
pub mod curriculum {
    pub use super::*;
}
