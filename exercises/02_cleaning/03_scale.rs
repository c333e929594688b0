//! Scaling: bring columns to one scale, learning from the training rows alone.
//!
//! Guide: exercises/02_cleaning/03_scale.md
//! Grade: cargo run -- check scale

#![allow(unused_variables)] // for the bodies that are not written yet

use mlings::scale::{Method, NoRows, Scaled, Scaler};
use ndarray::{Array2, ArrayView2};

/// Learns an offset and a scale for every column.
///
/// - `train`: `n_samples` x `n_features`, the training rows
/// - `method`: what offset and scale are
///   - `Standard`: the mean and the standard deviation, which divides by `n_samples` (ddof 0)
///   - `MinMax`: the smallest value, and the largest less the smallest
///
/// Returns the `Scaler` with `n_features` offsets and scales. A column whose values are all equal has
/// the scale 1; values that differ by ever so little are not equal.
///
/// # Errors
/// `NoRows` if `n_samples` is 0.
pub fn fit(train: ArrayView2<f64>, method: Method) -> Result<Scaler, NoRows> {
    todo!()
}

/// Scales every value with the offset and the scale of its column. Learns nothing from `rows`.
///
/// - `scaler`: its `n_features` offsets and scales
/// - `rows`: `n_samples` x `n_features`, any rows
///
/// Returns `(value - offset) / scale`, in the shape of `rows`, also for values that the training rows
/// never reached.
pub fn transform(scaler: &Scaler, rows: ArrayView2<f64>) -> Array2<f64> {
    todo!()
}

/// Takes scaled values back to the units of their columns: undoes `transform`.
///
/// - `scaler`: its `n_features` offsets and scales
/// - `scaled`: `n_samples` x `n_features`, as `transform` returns them
pub fn inverse(scaler: &Scaler, scaled: ArrayView2<f64>) -> Array2<f64> {
    todo!()
}

/// Learns from the training rows alone and scales both parts with what was learned.
///
/// - `train`: `n_train` x `n_features`, the training rows
/// - `test`: `n_test` x `n_features`, the held-out rows; whatever stands there, the scaler stays the same
/// - `method`: as for `fit`
///
/// Returns the scaler and both parts, scaled; or the error of `fit`.
pub fn scale_split(train: ArrayView2<f64>, test: ArrayView2<f64>, method: Method) -> Result<Scaled, NoRows> {
    todo!()
}

mlings::grade!(scale { fit, transform, inverse, scale_split });
