//! Matrix factorisation: learn what users like and films offer, from nothing but stars.

mod checks;
mod mistakes;
mod oracles;
mod plot;
pub mod solution;

pub use mlings::matrix_factorization::*;
use mlings_grading::{About, Exercise};

const SOLUTION: Contract = Contract {
    untrained: solution::untrained,
    predict: solution::predict,
    rmse: solution::rmse,
    step: solution::step,
    fit: solution::fit,
};

/// The exercise.
pub static EXERCISE: Exercise<Contract> = Exercise {
    about: About { id: "matrix_factorization", title: "Matrix factorisation" },
    functions: SOLUTION,
    checks: checks::CHECKS,
    mistakes: mistakes::MISTAKES,
    plots: plot::PLOTS,
};
