//! Baselines and the learning curve: what a score has to beat, and what more rows would bring.

mod checks;
mod mistakes;
mod plot;
pub mod solution;
mod trial;

pub use mlings::baselines::*;
use mlings_grading::{About, Exercise};

const SOLUTION: Contract = Contract {
    mean_absolute_error: solution::mean_absolute_error,
    majority: solution::majority,
    mean: solution::mean,
    last_value: solution::last_value,
    learning_curve: solution::learning_curve,
};

/// The exercise.
pub static EXERCISE: Exercise<Contract> = Exercise {
    about: About { id: "baselines", title: "Baselines" },
    functions: SOLUTION,
    checks: checks::CHECKS,
    mistakes: mistakes::MISTAKES,
    plots: plot::PLOTS,
};
