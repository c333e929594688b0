//! ROC and precision-recall: what a score is worth at every threshold, before one is chosen.

mod checks;
mod mistakes;
mod oracles;
mod plot;
pub mod solution;

pub use mlings::roc::*;
use mlings_grading::{About, Exercise};

const SOLUTION: Contract = Contract {
    roc_curve: solution::roc_curve,
    auc: solution::auc,
    precision_recall: solution::precision_recall,
    average_precision: solution::average_precision,
    threshold_for_recall: solution::threshold_for_recall,
};

/// The exercise.
pub static EXERCISE: Exercise<Contract> = Exercise {
    about: About { id: "roc", title: "ROC and precision-recall" },
    functions: SOLUTION,
    checks: checks::CHECKS,
    mistakes: mistakes::MISTAKES,
    plots: plot::PLOTS,
};
