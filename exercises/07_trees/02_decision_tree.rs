//! Decision tree: ask one question after the other, and no more than is good.
//!
//! Guide: exercises/07_trees/02_decision_tree.md
//! Grade: cargo run -- check decision_tree

#![allow(unused_variables)] // for the bodies that are not written yet

use mlings::decision_tree::{FindSplit, Limits, NoRows, Rows, TrainingError, Tree};
use ndarray::{Array1, ArrayView1, ArrayView2};

/// The class that most rows have.
///
/// - `classes`: the class of every row, at least one, numbers from 0 up
///
/// Of equally frequent classes the lowest is returned.
pub fn majority(classes: ArrayView1<usize>) -> usize {
    todo!()
}

/// The most questions from the root to any leaf. A leaf alone has depth 0.
pub fn depth(tree: &Tree) -> usize {
    todo!()
}

/// The class of the leaf that each row comes to.
///
/// - `tree`: a fitted tree
/// - `records`: `n_samples` x `n_features`
///
/// At every question a row goes left if its value is at most the threshold, otherwise right. Returns `n_samples`
/// classes.
pub fn predict(tree: &Tree, records: ArrayView2<f64>) -> Array1<usize> {
    todo!()
}

/// Grows a tree from the root down.
///
/// - `records`: `n_samples` x `n_features`
/// - `classes`: the class of every row, `n_samples` numbers from 0 up
/// - `limits`: the most questions on any way, and the fewest rows of any leaf
/// - `find_split`: called with records, their classes and `min_samples_leaf`, it returns the best split of these rows
///   that leaves so many on each side, or `None` where there is no such split
///
/// Some rows become a leaf if all of them are of one class, if `max_depth` questions have led to them, or if
/// `find_split` finds nothing. Otherwise they are split by what `find_split` says, also if the split gains nothing, or
/// both sides come to say the same. A leaf holds the majority of its rows, and how many they are.
///
/// # Errors
/// `NoRows` if there is no row.
pub fn fit(
    records: ArrayView2<f64>,
    classes: ArrayView1<usize>,
    limits: &Limits,
    find_split: FindSplit,
) -> Result<Tree, NoRows> {
    todo!()
}

/// Chooses how deep a tree may grow: for every depth, grows a tree of the crate `linfa_trees` on the training rows,
/// with its parameters as they are but for the greatest depth, and counts the validation rows that it gets wrong.
///
/// - `train`: the rows to learn from
/// - `validation`: other rows, to choose by
/// - `depths`: the depths to try, at least one, in any order
///
/// Returns the depth with the fewest wrong validation rows; of equally good depths the smallest.
///
/// # Errors
/// What linfa says when it cannot grow a tree.
pub fn choose_depth(train: &Rows, validation: &Rows, depths: &[usize]) -> Result<usize, TrainingError> {
    todo!()
}

mlings::grade!(decision_tree { majority, depth, predict, fit, choose_depth });
