//! Decision tree: one question after the other, until the rows that are left are of one class.

mod checks;
mod mistakes;
mod oracles;
mod plot;
pub mod solution;

pub use mlings::decision_tree::*;
use mlings_grading::{About, Exercise};

const SOLUTION: Contract = Contract {
    majority: solution::majority,
    depth: solution::depth,
    predict: solution::predict,
    fit: solution::fit,
    choose_depth: solution::choose_depth,
};

/// The exercise.
pub static EXERCISE: Exercise<Contract> = Exercise {
    about: About { id: "decision_tree", title: "Decision tree" },
    functions: SOLUTION,
    checks: checks::CHECKS,
    mistakes: mistakes::MISTAKES,
    plots: plot::PLOTS,
};
