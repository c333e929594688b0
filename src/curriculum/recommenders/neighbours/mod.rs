//! Neighbours: predict what somebody will like from those who liked the same things.

mod checks;
mod mistakes;
mod oracles;
mod plot;
pub mod solution;

pub use mlings::neighbours::*;
use mlings_grading::{About, Exercise};

const SOLUTION: Contract = Contract {
    user_means: solution::user_means,
    similarity: solution::similarity,
    fit: solution::fit,
    predict: solution::predict,
};

/// The exercise.
pub static EXERCISE: Exercise<Contract> = Exercise {
    about: About { id: "neighbours", title: "Neighbours" },
    functions: SOLUTION,
    checks: checks::CHECKS,
    mistakes: mistakes::MISTAKES,
    plots: plot::PLOTS,
};
