//! DBSCAN: crowds of any shape, and the rows that belong to none.

mod checks;
mod data;
mod mistakes;
mod oracles;
mod plot;
pub mod solution;

pub use mlings::dbscan::*;
use mlings_grading::{About, Exercise};

const SOLUTION: Contract = Contract {
    neighbours: solution::neighbours,
    reach: solution::reach,
    dbscan: solution::dbscan,
    linfa_labels: solution::linfa_labels,
};

/// The exercise.
pub static EXERCISE: Exercise<Contract> = Exercise {
    about: About { id: "dbscan", title: "DBSCAN" },
    functions: SOLUTION,
    checks: checks::CHECKS,
    mistakes: mistakes::MISTAKES,
    plots: plot::PLOTS,
};
