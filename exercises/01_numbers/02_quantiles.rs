//! Quantiles: the middle and the spread that a few wild values cannot move.
//!
//! Guide: exercises/01_numbers/02_quantiles.md
//! Grade: cargo run -- check quantiles

#![allow(unused_variables)] // for the bodies that are not written yet

use mlings::quantiles::QuantileError;
use ndarray::{ArrayView1, ArrayViewMut1};

/// The value below which the share `q` of the values lies: 0 gives the smallest, 0.5 the median, 1 the largest.
///
/// - `values`: `n_samples` numbers in any order, each finite or NaN
/// - `q`: from 0 to 1, both included
///
/// The sorted values have the positions 0 to `n_samples - 1`, and the quantile is at `q * (n_samples - 1)`.
/// Between two positions it lies on the straight line from the one value to the other.
///
/// # Errors
/// - `OutOfRange` where `q` is not from 0 to 1, or is NaN
/// - `NoValues` where there is no value
/// - `NotANumber` where one of the values is NaN
pub fn quantile(values: ArrayView1<f64>, q: f64) -> Result<f64, QuantileError> {
    todo!()
}

/// The median of the distances from the median: how far a typical value is from the middle. (The median is the
/// quantile 0.5.) It is in the values' unit, and not multiplied with anything.
///
/// - `values`: `n_samples` numbers in any order, each finite or NaN
///
/// # Errors
/// As for `quantile`.
pub fn median_absolute_deviation(values: ArrayView1<f64>) -> Result<f64, QuantileError> {
    todo!()
}

/// Replaces every value below the quantile `lower` by that quantile, and every value above the quantile `upper`
/// by that one, in place. Both are quantiles of the values as they come. All other values stay as they are, and
/// every value keeps its place: it belongs to the other columns of its row.
///
/// - `values`: `n_samples` numbers in any order, each finite or NaN; changed, unless there is an error
/// - `lower`, `upper`: as `q` for `quantile`; `lower` is never above `upper`
///
/// # Errors
/// As for `quantile`. Nothing has changed then.
pub fn winsorize(values: ArrayViewMut1<f64>, lower: f64, upper: f64) -> Result<(), QuantileError> {
    todo!()
}

mlings::grade!(quantiles { quantile, median_absolute_deviation, winsorize });
