//! Principal components: keep most of what many columns say in a few.
//!
//! Guide: exercises/08_unsupervised/03_pca.md
//! Grade: cargo run -- check pca

#![allow(unused_variables)] // for the bodies that are not written yet

use mlings::pca::{FitError, Pca};
use ndarray::{Array1, Array2, ArrayView1, ArrayView2};

/// Learns the directions in which the training rows vary most.
///
/// - `train`: `n_samples` x `n_features`, every number finite; nothing is scaled
/// - `n_components`: how many directions to keep, from 1 to `n_features`
///
/// Returns `Pca { means, components, explained_variance, total_variance }`. Every row of `components` has length 1
/// and stands at right angles to the others; the one with the largest variance comes first. Its sign is free.
/// Variances divide by `n_samples - 1`. Rows may lie far from 0, and in any unit.
///
/// # Errors
/// - `FitError::TooFewRows` where there are fewer than two rows
/// - `FitError::InvalidComponents` where `n_components` is 0 or above `n_features`
///
/// Where both are so, either will do.
pub fn fit(train: ArrayView2<f64>, n_components: usize) -> Result<Pca, FitError> {
    todo!()
}

/// The place of every row on the components: how far it is from the training means along each of them.
///
/// - `pca`: what the training rows have taught
/// - `rows`: `n_samples` x `n_features`, seen in training or not
///
/// Returns the scores, `n_samples` x `n_components`, in the unit of the columns.
pub fn transform(pca: &Pca, rows: ArrayView2<f64>) -> Array2<f64> {
    todo!()
}

/// The rows that have these scores and nothing beside the components.
///
/// - `pca`: what the training rows have taught
/// - `scores`: `n_samples` x `n_components`
///
/// Returns `n_samples` x `n_features`, in the columns' own units and place.
pub fn inverse_transform(pca: &Pca, scores: ArrayView2<f64>) -> Array2<f64> {
    todo!()
}

/// Which share of the total variance every component explains.
///
/// Returns `n_components` numbers from 0 to 1, but for rounding. Where the total variance is exactly 0 there is nothing
/// to explain, and every share is 0; no other total is too small.
pub fn explained_ratio(pca: &Pca) -> Array1<f64> {
    todo!()
}

/// What is lost of every row when nothing but its scores is kept: the squared distance from the row to what
/// `inverse_transform` makes of its scores.
///
/// - `pca`: what the training rows have taught
/// - `rows`: `n_samples` x `n_features`
///
/// Returns one number for every row, `n_samples`, none below 0. That of a row which lies far away along the components,
/// and only a little beside them, is still small.
pub fn reconstruction_errors(pca: &Pca, rows: ArrayView2<f64>) -> Array1<f64> {
    todo!()
}

/// The smallest number of components that together explain at least this share of the variance.
///
/// - `ratios`: the share of every component, the largest first
/// - `share`: above 0 and at most 1
///
/// Returns a number from 1 to `ratios.len()`: where all of them together stay below the share, all of them. The sums are
/// those that floats make from the first ratio on, without any allowance.
pub fn n_components_for(ratios: ArrayView1<f64>, share: f64) -> usize {
    todo!()
}

mlings::grade!(pca { fit, transform, inverse_transform, explained_ratio, reconstruction_errors, n_components_for });
