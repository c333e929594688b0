//! A random forest: many trees, each grown on its own draw of the rows and of the columns.

use mlings_contract::{asks_back, contract, travels};
use ndarray::{Array1, ArrayView1, ArrayView2};

pub use super::regression_tree::{Limits, Tree};

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

contract! {
    /// What the learner implements: bagging (Breiman 1996) and random forests (Breiman 2001), for numbers as targets.
    /// As scikit-learn's `RandomForestRegressor`, but what that draws is handed in here.
    pub struct Contract {
        /// The rows that are not in the bag, ascending.
        fn out_of_bag_rows(n_samples: usize, bag: &[usize]) -> Vec<usize>;
        /// One tree for every bag; every split looks at the first `max_features` columns of a new shuffle.
        fn fit(
            records: ArrayView2<f64>,
            targets: ArrayView1<f64>,
            bags: &[Vec<usize>],
            settings: &Settings,
            shuffle: &mut dyn FnMut() -> Vec<usize>,
        ) -> Vec<Tree>;
        /// The mean of the trees' predictions, for every row.
        fn predict(forest: &[Tree], records: ArrayView2<f64>) -> Array1<f64>;
        /// For every row the mean of the trees whose bag it is not in; NaN where it is in every bag.
        fn out_of_bag_predictions(forest: &[Tree], records: ArrayView2<f64>, bags: &[Vec<usize>]) -> Array1<f64>;
        /// The mean squared error over the rows that have an out-of-bag prediction.
        fn out_of_bag_error(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> Result<f64, NothingOutOfBag>;
    }
}

asks_back!(for Contract: &mut dyn FnMut() -> Vec<usize>);
travels!(struct Settings { max_features, limits });
travels!(struct NothingOutOfBag);
