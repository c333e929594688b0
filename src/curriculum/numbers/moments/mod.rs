//! Moments: mean and variance, of values at hand and of values that come one by one or in parts.

mod checks;
mod mistakes;
mod plot;
pub mod solution;

pub use mlings::moments::*;
use mlings_grading::{About, Exercise};

const SOLUTION: Contract = Contract {
    mean: solution::mean,
    variance: solution::variance,
    running_variance: solution::running_variance,
    push: solution::push,
    merge: solution::merge,
};

/// The exercise.
pub static EXERCISE: Exercise<Contract> = Exercise {
    about: About { id: "moments", title: "Moments" },
    functions: SOLUTION,
    checks: checks::CHECKS,
    mistakes: mistakes::MISTAKES,
    plots: plot::PLOTS,
};
