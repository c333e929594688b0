//! what is wrong: n_components_for counts the sums below the share and adds one, so where all ratios stay below the share it returns one more than there are.
//!
//! Principal components: keep most of what many columns say in a few.
//!
//! Guide: exercises/08_unsupervised/03_pca.md
//! Grade: cargo run -- check pca

#![allow(unused_variables)] // for the bodies that are not written yet

use mlings::pca::{eigen, FitError, Pca};
use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis};

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
    let (n_samples, n_features) = train.dim();
    if n_samples < 2 {
        return Err(FitError::TooFewRows);
    }
    if n_components == 0 || n_components > n_features {
        return Err(FitError::InvalidComponents);
    }
    // from the first row on, so that a column that never changes has no variance at all
    let first = train.row(0).to_owned();
    let shifted = &train - &first;
    let shift = shifted.sum_axis(Axis(0)) / n_samples as f64;
    let centred = &shifted - &shift;
    let means = &first + &shift;
    let covariance = centred.t().dot(&centred) / (n_samples - 1) as f64;
    let found = eigen(covariance.view());
    let chosen: Vec<usize> = (0..n_features).rev().take(n_components).collect();
    let components = found.vectors.select(Axis(1), &chosen).reversed_axes();
    let explained_variance = found.values.select(Axis(0), &chosen).mapv(|value| value.max(0.0));
    let total_variance = covariance.diag().sum();
    Ok(Pca { means, components, explained_variance, total_variance })
}

/// The place of every row on the components: how far it is from the training means along each of them.
///
/// - `pca`: what the training rows have taught
/// - `rows`: `n_samples` x `n_features`, seen in training or not
///
/// Returns the scores, `n_samples` x `n_components`, in the unit of the columns.
pub fn transform(pca: &Pca, rows: ArrayView2<f64>) -> Array2<f64> {
    (&rows - &pca.means).dot(&pca.components.t())
}

/// The rows that have these scores and nothing beside the components.
///
/// - `pca`: what the training rows have taught
/// - `scores`: `n_samples` x `n_components`
///
/// Returns `n_samples` x `n_features`, in the columns' own units and place.
pub fn inverse_transform(pca: &Pca, scores: ArrayView2<f64>) -> Array2<f64> {
    scores.dot(&pca.components) + &pca.means
}

/// Which share of the total variance every component explains.
///
/// Returns `n_components` numbers from 0 to 1, but for rounding. Where the total variance is exactly 0 there is nothing
/// to explain, and every share is 0; no other total is too small.
pub fn explained_ratio(pca: &Pca) -> Array1<f64> {
    if pca.total_variance == 0.0 {
        return Array1::zeros(pca.explained_variance.len());
    }
    &pca.explained_variance / pca.total_variance
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
    let centred = &rows - &pca.means;
    let kept = transform(pca, rows).dot(&pca.components);
    let lost = centred - kept;
    lost.mapv(|x| x * x).sum_axis(Axis(1))
}

/// The smallest number of components that together explain at least this share of the variance.
///
/// - `ratios`: the share of every component, the largest first
/// - `share`: above 0 and at most 1
///
/// Returns a number from 1 to `ratios.len()`: where all of them together stay below the share, all of them. The sums are
/// those that floats make from the first ratio on, without any allowance.
pub fn n_components_for(ratios: ArrayView1<f64>, share: f64) -> usize {
    let mut sum = 0.0;
    let too_few = ratios
        .iter()
        .take_while(|ratio| {
            sum += **ratio;
            sum < share
        })
        .count();
    too_few + 1
}

mlings::grade!(pca { fit, transform, inverse_transform, explained_ratio, reconstruction_errors, n_components_for });
