//! Imputation: fill what is missing with what the training rows say is typical.

mod checks;
mod mistakes;
mod plot;
pub mod solution;

pub use mlings::impute::*;
use mlings_grading::{About, Exercise};

const SOLUTION: Contract =
    Contract { fit: solution::fit, transform: solution::transform, impute_split: solution::impute_split };

/// The exercise.
pub static EXERCISE: Exercise<Contract> = Exercise {
    about: About { id: "impute", title: "Imputation" },
    functions: SOLUTION,
    checks: checks::CHECKS,
    mistakes: mistakes::MISTAKES,
    plots: plot::PLOTS,
};
