//! Regression metrics: how far off predictions of a number are.

mod checks;
mod mistakes;
mod plot;
pub mod solution;

pub use mlings::regression_metrics::*;
use mlings_grading::{About, Exercise};

const SOLUTION: Contract = Contract {
    mse: solution::mse,
    rmse: solution::rmse,
    mae: solution::mae,
    r2: solution::r2,
    mape: solution::mape,
    batched_rmse: solution::batched_rmse,
};

/// The exercise.
pub static EXERCISE: Exercise<Contract> = Exercise {
    about: About { id: "regression_metrics", title: "Regression metrics" },
    functions: SOLUTION,
    checks: checks::CHECKS,
    mistakes: mistakes::MISTAKES,
    plots: plot::PLOTS,
};
