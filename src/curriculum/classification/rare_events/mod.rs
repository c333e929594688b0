//! Rare events: frauds among a great many honest payments, and what every decision about them costs.

mod checks;
mod mistakes;
mod oracles;
mod plot;
pub mod solution;

pub use mlings::rare_events::*;
use mlings_grading::{About, Exercise};

const SOLUTION: Contract = Contract {
    class_weights: solution::class_weights,
    oversampled_split: solution::oversampled_split,
    rates: solution::rates,
    precision: solution::precision,
    expected_cost: solution::expected_cost,
    tune: solution::tune,
    correct_prior: solution::correct_prior,
};

/// The exercise.
pub static EXERCISE: Exercise<Contract> = Exercise {
    about: About { id: "rare_events", title: "Rare events" },
    functions: SOLUTION,
    checks: checks::CHECKS,
    mistakes: mistakes::MISTAKES,
    plots: plot::PLOTS,
};
