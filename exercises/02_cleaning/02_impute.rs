//! Imputation: fill in missing values, learning from the training rows alone.
//!
//! Guide: exercises/02_cleaning/02_impute.md
//! Grade: cargo run -- check impute

#![allow(unused_variables)] // for the bodies that are not written yet

use mlings::impute::{EmptyColumn, Imputed, Imputer, Strategy};
use ndarray::{Array2, ArrayView2};

/// Learns one fill for every column, from the values that are there. NaN means missing; every other
/// number is a value, also 0 and below, in whatever unit. Nothing is infinite, and nothing is rounded.
///
/// - `train`: `n_samples` x `n_features`, the training rows
/// - `strategy`: what is typical of a column
///   - `Mean`: the sum of its values divided by how many there are
///   - `Median`: the middle one of its sorted values; of an even number the mean of the two in the middle
///   - `MostFrequent`: the value that occurs most often; of equally frequent ones the smallest
///
/// Returns the `Imputer` with its `n_features` fills, or `EmptyColumn` with the index of the first
/// column that has no value. Without any row that is column 0.
pub fn fit(train: ArrayView2<f64>, strategy: Strategy) -> Result<Imputer, EmptyColumn> {
    todo!()
}

/// Fills every missing value with the fill of its column. Learns nothing from `rows`.
///
/// - `imputer`: its `n_features` fills
/// - `rows`: `n_samples` x `n_features`, any rows
///
/// Returns a copy of `rows` in which nothing is missing. All else is as it was.
pub fn transform(imputer: &Imputer, rows: ArrayView2<f64>) -> Array2<f64> {
    todo!()
}

/// Learns from the training rows alone and fills both parts with what was learned.
///
/// - `train`: `n_train` x `n_features`, the training rows
/// - `test`: `n_test` x `n_features`, the held-out rows; whatever stands there, the fills stay the same
/// - `strategy`: as for `fit`
///
/// Returns the imputer and both parts, filled; or the error of `fit`. A column that is empty in `test`
/// alone is no error.
pub fn impute_split(train: ArrayView2<f64>, test: ArrayView2<f64>, strategy: Strategy) -> Result<Imputed, EmptyColumn> {
    todo!()
}

mlings::grade!(impute { fit, transform, impute_split });
