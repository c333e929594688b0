//! Scaling: bring columns of different units to one scale, and back again.

mod checks;
mod mistakes;
mod plot;
pub mod solution;

pub use mlings::scale::*;
use mlings_grading::{About, Exercise};

const SOLUTION: Contract = Contract {
    fit: solution::fit,
    transform: solution::transform,
    inverse: solution::inverse,
    scale_split: solution::scale_split,
};

/// The exercise.
pub static EXERCISE: Exercise<Contract> = Exercise {
    about: About { id: "scale", title: "Scaling" },
    functions: SOLUTION,
    checks: checks::CHECKS,
    mistakes: mistakes::MISTAKES,
    plots: plot::PLOTS,
};
