//! Logistic regression: the probability that a row is of class 1.

mod checks;
mod data;
mod mistakes;
mod oracles;
mod plot;
pub mod solution;

pub use mlings::logistic_regression::*;
use mlings_grading::{About, Exercise};

const SOLUTION: Contract = Contract {
    sigmoid: solution::sigmoid,
    predict_probabilities: solution::predict_probabilities,
    loss: solution::loss,
    gradient: solution::gradient,
    fit: solution::fit,
    fit_linfa: solution::fit_linfa,
};

/// The exercise.
pub static EXERCISE: Exercise<Contract> = Exercise {
    about: About { id: "logistic_regression", title: "Logistic regression" },
    functions: SOLUTION,
    checks: checks::CHECKS,
    mistakes: mistakes::MISTAKES,
    plots: plot::PLOTS,
};
