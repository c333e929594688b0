//! Ranking: order a feed, and measure whether people like what stands on top.

mod checks;
mod mistakes;
mod oracles;
mod plot;
pub mod solution;

pub use mlings::ranking::*;
use mlings_grading::{About, Exercise};

const SOLUTION: Contract = Contract {
    split_by_time: solution::split_by_time,
    popularity: solution::popularity,
    feed: solution::feed,
    precision: solution::precision,
    recall: solution::recall,
    average_precision: solution::average_precision,
    ndcg: solution::ndcg,
    evaluate: solution::evaluate,
};

/// The exercise.
pub static EXERCISE: Exercise<Contract> = Exercise {
    about: About { id: "ranking", title: "Ranking" },
    functions: SOLUTION,
    checks: checks::CHECKS,
    mistakes: mistakes::MISTAKES,
    plots: plot::PLOTS,
};
