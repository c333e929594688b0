//! Regression metrics: say how far off predictions of a number are.
//!
//! Guide: exercises/05_regression/01_regression_metrics.md
//! Grade: cargo run -- check regression_metrics

#![allow(unused_variables)] // for the bodies that are not written yet

use mlings::regression_metrics::{Batch, MetricError};
use ndarray::ArrayView1;

/// The mean squared error, MSE: the mean of `(target - prediction)²`.
///
/// - `predictions`, `targets`: `n_samples` finite numbers each
///
/// Returns a number in the square of the targets' unit; 0 is perfect.
///
/// # Errors
/// `DifferentLengths` where there are not as many predictions as targets, also where one of them is a single number;
/// `NoRows` where there are none of both.
pub fn mse(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> Result<f64, MetricError> {
    todo!()
}

/// The root mean squared error, RMSE: the root of the mean squared error.
///
/// - `predictions`, `targets`: `n_samples` finite numbers each
///
/// Returns a number in the targets' unit; 0 is perfect.
///
/// # Errors
/// `DifferentLengths` and `NoRows`, as above.
pub fn rmse(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> Result<f64, MetricError> {
    todo!()
}

/// The mean absolute error, MAE: the mean of `|target - prediction|`.
///
/// - `predictions`, `targets`: `n_samples` finite numbers each
///
/// Returns a number in the targets' unit; 0 is perfect.
///
/// # Errors
/// `DifferentLengths` and `NoRows`, as above.
pub fn mae(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> Result<f64, MetricError> {
    todo!()
}

/// R²: 1 minus the squared misses, divided by the squared distances of the targets from their own mean. Both are
/// sums over all rows.
///
/// - `predictions`, `targets`: `n_samples` finite numbers each
///
/// Returns a number without a unit: 1 is perfect, 0 is as good as always predicting the mean of these targets, and
/// below 0 is worse than that.
///
/// # Errors
/// `DifferentLengths` and `NoRows`, as above; then `ConstantTargets` where every target is the same number.
pub fn r2(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> Result<f64, MetricError> {
    todo!()
}

/// The mean absolute percentage error, MAPE: the mean of `|target - prediction| / |target|`.
///
/// - `predictions`, `targets`: `n_samples` finite numbers each, also below 0
///
/// Returns a share, 0.25 for 25 %; 0 is perfect.
///
/// # Errors
/// `DifferentLengths` and `NoRows`, as above; then `ZeroTarget(row)` with the first row whose target is 0.
pub fn mape(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> Result<f64, MetricError> {
    todo!()
}

/// The root mean squared error of rows that come in batches, as if all of them had come at once.
///
/// - `batches`: each with `predictions` and `targets`; they may be of different sizes, and some of them empty
///
/// Returns a number in the targets' unit; 0 is perfect.
///
/// # Errors
/// `DifferentLengths` where any batch has not as many predictions as targets, whatever the others have; then `NoRows`
/// where all batches together have no row.
pub fn batched_rmse(batches: &[Batch]) -> Result<f64, MetricError> {
    todo!()
}

mlings::grade!(regression_metrics { mse, rmse, mae, r2, mape, batched_rmse });
