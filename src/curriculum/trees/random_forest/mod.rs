//! A random forest: many trees, each grown on its own draw of the rows and of the columns.

mod checks;
mod mistakes;
mod plot;
pub mod solution;
mod trial;

use ndarray::{Array1, ArrayView1, ArrayView2};

pub use super::regression_tree::{Limits, Tree};
use crate::grading::{About, Exercise};

/// How a forest grows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Settings {
    /// How many columns a split may look at: at least 1, at most `n_features`.
    pub max_features: usize,
    /// How far every tree may grow.
    pub limits: Limits,
}

/// What [`Contract::out_of_bag_error`] says when no row has an out-of-bag prediction.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
#[error("every row was seen by every tree: there is nothing to measure an error on")]
pub struct NothingOutOfBag;

/// The signature of [`Contract::fit`].
pub type Fit = fn(
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    bags: &[Vec<usize>],
    settings: &Settings,
    shuffle: &mut dyn FnMut() -> Vec<usize>,
) -> Vec<Tree>;

/// The signature of [`Contract::out_of_bag_predictions`].
pub type OutOfBagPredictions = fn(forest: &[Tree], records: ArrayView2<f64>, bags: &[Vec<usize>]) -> Array1<f64>;

/// What the learner implements: bagging (Breiman 1996) and random forests (Breiman 2001), for numbers as targets.
/// As scikit-learn's `RandomForestRegressor`, but what that draws is handed in here.
#[derive(Clone, Copy)]
pub struct Contract {
    /// The rows that are not in the bag, ascending.
    pub out_of_bag_rows: fn(n_samples: usize, bag: &[usize]) -> Vec<usize>,
    /// One tree for every bag; every split looks at the first `max_features` columns of a new shuffle.
    pub fit: Fit,
    /// The mean of the trees' predictions, for every row.
    pub predict: fn(forest: &[Tree], records: ArrayView2<f64>) -> Array1<f64>,
    /// For every row the mean of the trees whose bag it is not in; NaN where it is in every bag.
    pub out_of_bag_predictions: OutOfBagPredictions,
    /// The mean squared error over the rows that have an out-of-bag prediction.
    pub out_of_bag_error: fn(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> Result<f64, NothingOutOfBag>,
}

const SOLUTION: Contract = Contract {
    out_of_bag_rows: solution::out_of_bag_rows,
    fit: solution::fit,
    predict: solution::predict,
    out_of_bag_predictions: solution::out_of_bag_predictions,
    out_of_bag_error: solution::out_of_bag_error,
};

/// The exercise.
pub static EXERCISE: Exercise<Contract> = Exercise {
    about: About {
        id: "random_forest",
        title: "Random forest",
        summary: "let many different trees predict, and test each on the rows that it has not seen",
        place: "07_trees/03_random_forest",
        source: include_str!("solution.rs"),
    },
    functions: SOLUTION,
    checks: checks::CHECKS,
    mistakes: mistakes::MISTAKES,
    plots: plot::PLOTS,
};
