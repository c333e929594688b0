//! Least squares: predict a number from a row of numbers.

mod checks;
mod mistakes;
mod plot;
pub mod solution;

pub use mlings::least_squares::*;
use mlings_grading::{About, Exercise};

const SOLUTION: Contract = Contract { predict: solution::predict, residuals: solution::residuals, fit: solution::fit };

/// The exercise.
pub static EXERCISE: Exercise<Contract> = Exercise {
    about: About { id: "least_squares", title: "Least squares" },
    functions: SOLUTION,
    checks: checks::CHECKS,
    mistakes: mistakes::MISTAKES,
    plots: plot::PLOTS,
};
