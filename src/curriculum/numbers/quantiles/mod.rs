//! Quantiles: where the values lie when they are sorted, and what a few wild ones cannot move.

mod checks;
mod mistakes;
mod plot;
pub mod solution;

pub use mlings::quantiles::*;
use mlings_grading::{About, Exercise};

const SOLUTION: Contract = Contract {
    quantile: solution::quantile,
    median_absolute_deviation: solution::median_absolute_deviation,
    winsorize: solution::winsorize,
};

/// The exercise.
pub static EXERCISE: Exercise<Contract> = Exercise {
    about: About { id: "quantiles", title: "Quantiles" },
    functions: SOLUTION,
    checks: checks::CHECKS,
    mistakes: mistakes::MISTAKES,
    plots: plot::PLOTS,
};
