//! Resampling: how sure a number is, and whether chance explains a difference.

mod checks;
mod mistakes;
mod plot;
pub mod solution;

pub use mlings::resampling::*;
use mlings_grading::{About, Exercise};

const SOLUTION: Contract = Contract {
    bootstrap: solution::bootstrap,
    percentile_interval: solution::percentile_interval,
    permuted_differences: solution::permuted_differences,
    p_value: solution::p_value,
};

/// The exercise.
pub static EXERCISE: Exercise<Contract> = Exercise {
    about: About { id: "resampling", title: "Resampling" },
    functions: SOLUTION,
    checks: checks::CHECKS,
    mistakes: mistakes::MISTAKES,
    plots: plot::PLOTS,
};
