//! k-means: group rows around k centres.

mod checks;
mod mistakes;
mod plot;
pub mod solution;

pub use mlings::kmeans::*;
use mlings_grading::{About, Exercise};

const SOLUTION: Contract =
    Contract { assign: solution::assign, update: solution::update, inertia: solution::inertia, fit: solution::fit };

/// The exercise.
pub static EXERCISE: Exercise<Contract> = Exercise {
    about: About { id: "kmeans", title: "k-means" },
    functions: SOLUTION,
    checks: checks::CHECKS,
    mistakes: mistakes::MISTAKES,
    plots: plot::PLOTS,
};
