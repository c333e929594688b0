//! Ridge and lasso: linear models that pay for their coefficients.

mod checks;
mod data;
mod mistakes;
mod oracles;
mod plot;
pub mod solution;

pub use mlings::ridge_lasso::*;
use mlings_grading::{About, Exercise};

const SOLUTION: Contract = Contract {
    soft_threshold: solution::soft_threshold,
    ridge: solution::ridge,
    sweep: solution::sweep,
    lasso: solution::lasso,
    path: solution::path,
    linfa_lasso: solution::linfa_lasso,
};

/// The exercise.
pub static EXERCISE: Exercise<Contract> = Exercise {
    about: About { id: "ridge_lasso", title: "Ridge and lasso" },
    functions: SOLUTION,
    checks: checks::CHECKS,
    mistakes: mistakes::MISTAKES,
    plots: plot::PLOTS,
};
