//! The best split: find the one question that tells the classes apart best.
//!
//! Guide: exercises/07_trees/01_best_split.md
//! Grade: cargo run -- check best_split

#![allow(unused_variables)] // for the bodies that are not written yet

use mlings::best_split::{Criterion, Cut, Split};
use ndarray::{ArrayView1, ArrayView2};

/// The Gini impurity: how often two rows drawn at random, the first one put back, differ in class.
///
/// - `counts`: how many rows are of class 0, 1, 2 and so on; any of them may be 0, or two thousand million
///
/// Returns 1 - Σ pₖ², where pₖ is the share of class k. Without any row it is 0.
pub fn gini(counts: ArrayView1<usize>) -> f64 {
    todo!()
}

/// The entropy: how many bits it takes on average to say the class of a row.
///
/// - `counts`: how many rows are of class 0, 1, 2 and so on; any of them may be 0, or two thousand million
///
/// Returns -Σ pₖ log₂ pₖ, where pₖ is the share of class k, and a class without rows adds 0. Without any row it is 0.
pub fn entropy(counts: ArrayView1<usize>) -> f64 {
    todo!()
}

/// How much less mixed the rows are on the two sides of a threshold than all together: the impurity of all
/// rows, minus the impurities of the two sides, each weighted by its share of the rows.
///
/// - `values`: one feature, `n_samples`, at least one, all finite
/// - `classes`: the class of every row, `n_samples` numbers from 0 up; not every number need occur
/// - `threshold`: a row goes left if its value is at most this, otherwise right
/// - `criterion`: how impurity is measured
///
/// A threshold that leaves a side without rows gains 0.
pub fn gain(values: ArrayView1<f64>, classes: ArrayView1<usize>, threshold: f64, criterion: Criterion) -> f64 {
    todo!()
}

/// The threshold of one feature that gains most.
///
/// - `values`: the feature, `n_samples`, at least one, all finite, in any order
/// - `classes`: the class of every row, `n_samples` numbers from 0 up; not every number need occur
/// - `criterion`: how impurity is measured
/// - `min_samples_leaf`: how many rows each side must have at least, 1 or more
///
/// A threshold lies halfway between two neighbouring values that differ, however little and however large they are. Where
/// no float lies between the two, it is the lower one, so that the larger still goes right. Of thresholds that gain equally
/// much the lowest is taken; a gain that is larger than the best so far by at most 1e-9 counts as equal to it. A gain of 0
/// is a gain like any other.
///
/// Returns the threshold and its gain, or `None` if no threshold leaves enough rows on both sides.
pub fn best_threshold(
    values: ArrayView1<f64>,
    classes: ArrayView1<usize>,
    criterion: Criterion,
    min_samples_leaf: usize,
) -> Option<Cut> {
    todo!()
}

/// The question that gains most: which feature, and which threshold.
///
/// - `records`: `n_samples` x `n_features`, at least one row, all finite
/// - `classes`: the class of every row, `n_samples` numbers from 0 up; not every number need occur
/// - `criterion`: how impurity is measured
/// - `min_samples_leaf`: how many rows each side must have at least, 1 or more
///
/// Of features that gain equally much the lowest is taken; a gain that is larger than the best so far by at most 1e-9
/// counts as equal to it.
///
/// Returns the best split, or `None` if no feature has a threshold that leaves enough rows on both sides.
pub fn best_split(
    records: ArrayView2<f64>,
    classes: ArrayView1<usize>,
    criterion: Criterion,
    min_samples_leaf: usize,
) -> Option<Split> {
    todo!()
}

mlings::grade!(best_split { gini, entropy, gain, best_threshold, best_split });
