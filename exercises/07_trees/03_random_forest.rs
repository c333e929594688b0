//! Random forest: let many different trees predict, and test each on the rows that it has not seen.
//!
//! Guide: exercises/07_trees/03_random_forest.md
//! Grade: cargo run -- check random_forest

#![allow(unused_variables)] // for the bodies that are not written yet

use mlings::random_forest::{NothingOutOfBag, Settings, Tree};
use ndarray::{Array1, ArrayView1, ArrayView2};

/// The rows that are not in a bag: what its tree has not seen.
///
/// - `n_samples`: how many rows there are, 0 to `n_samples - 1`
/// - `bag`: rows, in any order, some of them several times; it may be empty
///
/// Returns every row that does not occur in `bag`, once and in ascending order.
pub fn out_of_bag_rows(n_samples: usize, bag: &[usize]) -> Vec<usize> {
    todo!()
}

/// One tree for every bag.
///
/// - `records`: `n_samples` x `n_features`
/// - `targets`: `n_samples`
/// - `bags`: for every tree the rows that it learns from; a row that stands there twice counts twice
/// - `settings`: `max_features`, and the `limits` to grow within
/// - `shuffle`: returns all columns, `0..n_features`, in a new random order at every call
///
/// Every tree is grown by `Tree::fit` within `settings.limits`. Whenever it asks for the columns of a split, it gets
/// the first `max_features` of a new shuffle.
///
/// Returns the trees, grown one after the other in the order of the bags.
pub fn fit(
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    bags: &[Vec<usize>],
    settings: &Settings,
    shuffle: &mut dyn FnMut() -> Vec<usize>,
) -> Vec<Tree> {
    todo!()
}

/// The mean of the trees' predictions.
///
/// - `forest`: at least one tree
/// - `records`: `n_samples` x `n_features`
///
/// Returns one number for every row, `n_samples`.
pub fn predict(forest: &[Tree], records: ArrayView2<f64>) -> Array1<f64> {
    todo!()
}

/// What the forest predicts for the rows that it was grown on, each row by the trees that have not seen it.
///
/// - `records`: the table that was given to `fit`, `n_samples` x `n_features`
/// - `bags`: the bags that were given to `fit`, one for every tree
///
/// Returns for every row the mean over the trees whose bag it is not in, `n_samples`; NaN for a row that is in every
/// bag.
pub fn out_of_bag_predictions(forest: &[Tree], records: ArrayView2<f64>, bags: &[Vec<usize>]) -> Array1<f64> {
    todo!()
}

/// How far the out-of-bag predictions are from the targets: the mean of the squared differences, over the rows that
/// have a prediction; one is enough, and 0 is one.
///
/// - `predictions`: `n_samples`, NaN where there is none
/// - `targets`: `n_samples`
///
/// Returns the error in the squared unit of the targets.
///
/// # Errors
/// `NothingOutOfBag` when every prediction is NaN.
pub fn out_of_bag_error(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> Result<f64, NothingOutOfBag> {
    todo!()
}

mlings::grade!(random_forest { out_of_bag_rows, fit, predict, out_of_bag_predictions, out_of_bag_error });
