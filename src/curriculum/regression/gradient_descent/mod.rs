//! Gradient descent: fit a model by going downhill, step by step.

mod checks;
mod mistakes;
mod oracles;
mod plot;
pub mod solution;

pub use mlings::gradient_descent::*;
use mlings_grading::{About, Exercise};

const SOLUTION: Contract =
    Contract { loss: solution::loss, gradient: solution::gradient, step: solution::step, fit: solution::fit };

/// The exercise.
pub static EXERCISE: Exercise<Contract> = Exercise {
    about: About { id: "gradient_descent", title: "Gradient descent" },
    functions: SOLUTION,
    checks: checks::CHECKS,
    mistakes: mistakes::MISTAKES,
    plots: plot::PLOTS,
};
