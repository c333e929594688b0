//! Principal component analysis: few columns that keep most of what many columns say.

mod checks;
mod mistakes;
mod oracles;
mod plot;
pub mod solution;

pub use mlings::pca::*;
use mlings_grading::{About, Exercise};

const SOLUTION: Contract = Contract {
    fit: solution::fit,
    transform: solution::transform,
    inverse_transform: solution::inverse_transform,
    explained_ratio: solution::explained_ratio,
    reconstruction_errors: solution::reconstruction_errors,
    n_components_for: solution::n_components_for,
};

/// The exercise.
pub static EXERCISE: Exercise<Contract> = Exercise {
    about: About { id: "pca", title: "Principal components" },
    functions: SOLUTION,
    checks: checks::CHECKS,
    mistakes: mistakes::MISTAKES,
    plots: plot::PLOTS,
};
