//! Folds: let every row be held out once, and keep together what belongs together.

mod checks;
mod mistakes;
mod plot;
pub mod solution;

pub use mlings::folds::*;
use mlings_grading::{About, Exercise};

/// The folds, or why there are none.
type Folds = Result<Vec<Fold>, FoldError>;

const SOLUTION: Contract = Contract {
    k_fold: solution::k_fold,
    stratified_k_fold: solution::stratified_k_fold,
    group_k_fold: solution::group_k_fold,
    time_series_split: solution::time_series_split,
};

/// The exercise.
pub static EXERCISE: Exercise<Contract> = Exercise {
    about: About { id: "folds", title: "Folds" },
    functions: SOLUTION,
    checks: checks::CHECKS,
    mistakes: mistakes::MISTAKES,
    plots: plot::PLOTS,
};
