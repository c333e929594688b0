//! Softmax regression: a probability for each of several classes.

mod checks;
mod mistakes;
mod oracles;
mod plot;
pub mod solution;

pub use mlings::softmax_regression::*;
use mlings_grading::{About, Exercise};

const SOLUTION: Contract = Contract {
    softmax: solution::softmax,
    cross_entropy: solution::cross_entropy,
    predict_probabilities: solution::predict_probabilities,
    gradient: solution::gradient,
    fit: solution::fit,
};

/// The exercise.
pub static EXERCISE: Exercise<Contract> = Exercise {
    about: About { id: "softmax_regression", title: "Softmax regression" },
    functions: SOLUTION,
    checks: checks::CHECKS,
    mistakes: mistakes::MISTAKES,
    plots: plot::PLOTS,
};
