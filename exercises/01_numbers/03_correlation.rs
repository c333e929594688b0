//! Correlation: see which columns go together.
//!
//! Guide: exercises/01_numbers/03_correlation.md
//! Grade: cargo run -- check correlation

#![allow(unused_variables)] // for the bodies that are not written yet

use mlings::correlation::CorrelationError;
use ndarray::{Array2, ArrayView2};

/// The covariance of every column with every column.
///
/// - `records`: `n_samples` x `n_features`, every number finite, in any unit and in memory in any order
/// - `ddof`: what is taken off the number of rows before dividing by it; 0 for the rows themselves, 1 to
///   estimate from a sample
///
/// Returns `n_features` x `n_features`: at `[i, j]` the sum, over all rows, of column `i` minus its mean
/// times column `j` minus its mean, divided by `n_samples - ddof`. The unit is that of column `i` times
/// that of column `j`.
///
/// # Errors
/// `CorrelationError::TooFewRows` where there are no more rows than `ddof`.
pub fn covariance(records: ArrayView2<f64>, ddof: usize) -> Result<Array2<f64>, CorrelationError> {
    todo!()
}

/// Pearson's correlation of every column with every column.
///
/// - `records`: `n_samples` x `n_features`, every number finite, in any unit and in memory in any order
///
/// Returns `n_features` x `n_features` numbers without a unit: at `[i, j]` the covariance of columns `i`
/// and `j`, divided by the standard deviations of both. No number is below -1 or above 1, not even by
/// rounding.
///
/// # Errors
/// - `CorrelationError::TooFewRows` where there are fewer than two rows
/// - `CorrelationError::ConstantColumn` with the index of the first column whose values are all the same
pub fn correlation(records: ArrayView2<f64>) -> Result<Array2<f64>, CorrelationError> {
    todo!()
}

mlings::grade!(correlation { covariance, correlation });
