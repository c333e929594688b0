//! Classification metrics: the confusion matrix, and the scores that are read off it.

mod checks;
mod data;
mod mistakes;
mod plot;
pub mod solution;

pub use mlings::classification_metrics::*;
use mlings_grading::{About, Exercise};

const SOLUTION: Contract = Contract {
    confusion_matrix: solution::confusion_matrix,
    accuracy: solution::accuracy,
    precision: solution::precision,
    recall: solution::recall,
    f1: solution::f1,
    macro_f1: solution::macro_f1,
    micro_f1: solution::micro_f1,
};

/// The exercise.
pub static EXERCISE: Exercise<Contract> = Exercise {
    about: About { id: "classification_metrics", title: "Classification metrics" },
    functions: SOLUTION,
    checks: checks::CHECKS,
    mistakes: mistakes::MISTAKES,
    plots: plot::PLOTS,
};
