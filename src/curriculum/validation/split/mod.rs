//! Train and test: hold out some rows, chosen by a random order.

mod checks;
mod mistakes;
mod plot;
pub mod solution;

pub use mlings::split::*;
use mlings_grading::{About, Exercise};

const SOLUTION: Contract = Contract {
    test_size: solution::test_size,
    split_rows: solution::split_rows,
    take: solution::take,
    train_test_split: solution::train_test_split,
};

/// The exercise.
pub static EXERCISE: Exercise<Contract> = Exercise {
    about: About { id: "split", title: "Train and test" },
    functions: SOLUTION,
    checks: checks::CHECKS,
    mistakes: mistakes::MISTAKES,
    plots: plot::PLOTS,
};
