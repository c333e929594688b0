//! Encoding: turn categories into numbers, without letting the target leak into them.
//!
//! Guide: exercises/02_cleaning/04_encode.md
//! Grade: cargo run -- check encode

#![allow(unused_variables)] // for the bodies that are not written yet

use mlings::encode::{OneHotEncoder, TargetEncoder};
use ndarray::{Array1, Array2, ArrayView1};

/// Learns which categories there are. A missing value, `None`, is not one of them.
///
/// - `train`: the categories of the training rows, `n_train`
///
/// Returns the `OneHotEncoder` with its `categories`: each once, in ascending order, as Rust compares strings.
pub fn fit_one_hot(train: &[Option<&str>]) -> OneHotEncoder {
    todo!()
}

/// Writes a 1 into the column of every row's category, and 0 into all others. Learns nothing from `rows`.
///
/// - `encoder`: its `n_categories` categories, one for each column
/// - `rows`: the categories of any rows, `n_samples`
///
/// Returns `n_samples` x `n_categories`. A category that the encoder does not know, and a missing value,
/// have no 1.
pub fn one_hot(encoder: &OneHotEncoder, rows: &[Option<&str>]) -> Array2<f64> {
    todo!()
}

/// Numbers every row's category by its place in an order that has a meaning: 0, 1, 2 and so on.
///
/// - `order`: the categories, from the lowest to the highest
/// - `rows`: the categories of any rows, `n_samples`
///
/// Returns `n_samples` codes. A category that is not in the order, and a missing value, are NaN: missing.
pub fn ordinal(order: &[&str], rows: &[Option<&str>]) -> Array1<f64> {
    todo!()
}

/// Learns a code for every category: the mean target of its rows, drawn towards the mean of all rows.
///
/// code = (sum of the category's targets + `smoothing` · prior) / (number of the category's rows + `smoothing`)
///
/// - `train`: the categories of the training rows, `n_train`, at least one row
/// - `targets`: their targets, `n_train`
/// - `smoothing`: how many rows of average target every category is given on top of its own; 0 or more
///
/// Returns the `TargetEncoder` with the `codes` by category and the `prior`: the mean of all targets, those
/// of rows with a missing category included. A missing value has no code of its own.
pub fn fit_target(train: &[Option<&str>], targets: ArrayView1<f64>, smoothing: f64) -> TargetEncoder {
    todo!()
}

/// Looks up the code of every row's category. Learns nothing from `rows`.
///
/// - `encoder`: its codes and its prior
/// - `rows`: the categories of any rows, `n_samples`
///
/// Returns `n_samples` codes. A category that the encoder does not know, and a missing value, get the prior.
pub fn target_codes(encoder: &TargetEncoder, rows: &[Option<&str>]) -> Array1<f64> {
    todo!()
}

/// Codes the training rows themselves: every row by an encoder that was fitted to the rows of all other
/// folds, prior included.
///
/// - `train`: the categories of the training rows, `n_train`
/// - `targets`: their targets, `n_train`
/// - `folds`: the id of the fold that each row belongs to, `n_train`; any numbers, at least two different ones
/// - `smoothing`: as for `fit_target`
///
/// Returns `n_train` codes, in the order of the rows.
pub fn out_of_fold_codes(
    train: &[Option<&str>],
    targets: ArrayView1<f64>,
    folds: &[usize],
    smoothing: f64,
) -> Array1<f64> {
    todo!()
}

mlings::grade!(encode { fit_one_hot, one_hot, ordinal, fit_target, target_codes, out_of_fold_codes });
