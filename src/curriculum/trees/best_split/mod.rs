//! The best split: the one question about one feature that tells the classes apart best.

mod checks;
mod mistakes;
mod oracles;
mod plot;
pub mod solution;

pub use mlings::best_split::*;
use mlings_grading::{About, Exercise};

const SOLUTION: Contract = Contract {
    gini: solution::gini,
    entropy: solution::entropy,
    gain: solution::gain,
    best_threshold: solution::best_threshold,
    best_split: solution::best_split,
};

/// The exercise.
pub static EXERCISE: Exercise<Contract> = Exercise {
    about: About { id: "best_split", title: "The best split" },
    functions: SOLUTION,
    checks: checks::CHECKS,
    mistakes: mistakes::MISTAKES,
    plots: plot::PLOTS,
};
