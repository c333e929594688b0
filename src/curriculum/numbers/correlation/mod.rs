//! Covariance and correlation: which columns go together.

mod checks;
mod mistakes;
mod plot;
pub mod solution;

pub use mlings::correlation::*;
use mlings_grading::{About, Exercise};

const SOLUTION: Contract = Contract { covariance: solution::covariance, correlation: solution::correlation };

/// The exercise.
pub static EXERCISE: Exercise<Contract> = Exercise {
    about: About { id: "correlation", title: "Correlation" },
    functions: SOLUTION,
    checks: checks::CHECKS,
    mistakes: mistakes::MISTAKES,
    plots: plot::PLOTS,
};
