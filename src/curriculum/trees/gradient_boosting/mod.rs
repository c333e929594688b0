//! Gradient boosting: trees one after the other, each fitted to what the trees before it have missed.

mod checks;
mod mistakes;
mod oracles;
mod plot;
pub mod solution;

pub use mlings::gradient_boosting::*;
use mlings_grading::{About, Exercise};

const SOLUTION: Contract = Contract {
    mean_loss: solution::mean_loss,
    residuals: solution::residuals,
    initial_score: solution::initial_score,
    next_tree: solution::next_tree,
    fit: solution::fit,
    staged_scores: solution::staged_scores,
    predict: solution::predict,
    fit_early: solution::fit_early,
};

/// The exercise.
pub static EXERCISE: Exercise<Contract> = Exercise {
    about: About { id: "gradient_boosting", title: "Gradient boosting" },
    functions: SOLUTION,
    checks: checks::CHECKS,
    mistakes: mistakes::MISTAKES,
    plots: plot::PLOTS,
};
