//! Silhouettes: how well every row sits in its cluster, and how many clusters a table has.

mod checks;
mod data;
mod mistakes;
mod oracles;
mod plot;
pub mod solution;

pub use mlings::silhouette::*;
use mlings_grading::{About, Exercise};

const SOLUTION: Contract = Contract {
    prepare: solution::prepare,
    silhouettes: solution::silhouettes,
    choose: solution::choose,
    segment: solution::segment,
};

/// The exercise.
pub static EXERCISE: Exercise<Contract> = Exercise {
    about: About { id: "silhouette", title: "Silhouettes" },
    functions: SOLUTION,
    checks: checks::CHECKS,
    mistakes: mistakes::MISTAKES,
    plots: plot::PLOTS,
};
