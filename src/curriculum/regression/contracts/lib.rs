//! What track 05 of mlings, Regression, asks for: one contract for each exercise.
//!
//! Learners know this crate as `mlings`.

pub mod gradient_descent;
pub mod least_squares;
pub mod regression_metrics;
pub mod ridge_lasso;

pub use mlings_contract::grade;

/// How the programs of this track find their grader.
pub static TRACK: mlings_contract::Track =
    mlings_contract::Track { grader: "mlings-regression-grader", prepare: || () };

/// The paths that files of earlier versions have.
#[doc(hidden)]
pub mod curriculum {
    pub use super::*;
}
