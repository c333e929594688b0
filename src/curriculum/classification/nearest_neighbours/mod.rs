//! Nearest neighbours: a row is taken for what the rows most like it are.

mod checks;
mod mistakes;
mod plot;
pub mod solution;

pub use mlings::nearest_neighbours::*;
use mlings_grading::{About, Exercise};

const SOLUTION: Contract = Contract {
    distances: solution::distances,
    nearest: solution::nearest,
    vote: solution::vote,
    predict: solution::predict,
    leave_one_out: solution::leave_one_out,
};

/// The exercise.
pub static EXERCISE: Exercise<Contract> = Exercise {
    about: About { id: "nearest_neighbours", title: "Nearest neighbours" },
    functions: SOLUTION,
    checks: checks::CHECKS,
    mistakes: mistakes::MISTAKES,
    plots: plot::PLOTS,
};
