//! A random forest: many trees, each grown on its own draw of the rows and of the columns.

mod checks;
mod mistakes;
mod oracles;
mod plot;
pub mod solution;

pub use mlings::random_forest::*;
use mlings_grading::{About, Exercise};

const SOLUTION: Contract = Contract {
    out_of_bag_rows: solution::out_of_bag_rows,
    fit: solution::fit,
    predict: solution::predict,
    out_of_bag_predictions: solution::out_of_bag_predictions,
    out_of_bag_error: solution::out_of_bag_error,
};

/// The exercise.
pub static EXERCISE: Exercise<Contract> = Exercise {
    about: About { id: "random_forest", title: "Random forest" },
    functions: SOLUTION,
    checks: checks::CHECKS,
    mistakes: mistakes::MISTAKES,
    plots: plot::PLOTS,
};
