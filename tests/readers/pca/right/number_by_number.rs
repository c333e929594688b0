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
    let n_samples = train.nrows();
    let n_features = train.ncols();
    match (n_samples, n_components) {
        (0 | 1, _) => return Err(FitError::TooFewRows),
        (_, 0) => return Err(FitError::InvalidComponents),
        (_, wanted) if wanted > n_features => return Err(FitError::InvalidComponents),
        _ => {}
    }
    let mut means = Array1::<f64>::zeros(n_features);
    let mut centred = Array2::<f64>::zeros((n_samples, n_features));
    for feature in 0..n_features {
        let origin = train[[0, feature]];
        let mut sum = 0.0;
        for row in 0..n_samples {
            sum += train[[row, feature]] - origin;
        }
        let offset = sum / n_samples as f64;
        means[feature] = origin + offset;
        for row in 0..n_samples {
            centred[[row, feature]] = (train[[row, feature]] - origin) - offset;
        }
    }
    let mut covariance = Array2::<f64>::zeros((n_features, n_features));
    for one in 0..n_features {
        for other in 0..=one {
            let together = centred.column(one).dot(&centred.column(other)) / (n_samples as f64 - 1.0);
            covariance[[one, other]] = together;
            covariance[[other, one]] = together;
        }
    }
    let total_variance: f64 = (0..n_features).map(|feature| covariance[[feature, feature]]).sum();
    let pairs = mlings::pca::eigen(covariance.view());
    let mut components = Array2::<f64>::zeros((n_components, n_features));
    let mut explained_variance = Array1::<f64>::zeros(n_components);
    for component in 0..n_components {
        let place = n_features - 1 - component;
        components.row_mut(component).assign(&pairs.vectors.column(place));
        explained_variance[component] = pairs.values[place].max(0.0);
    }
    Ok(Pca { means, components, explained_variance, total_variance })
}

/// The place of every row on the components: how far it is from the training means along each of them.
///
/// - `pca`: what the training rows have taught
/// - `rows`: `n_samples` x `n_features`, seen in training or not
///
/// Returns the scores, `n_samples` x `n_components`, in the unit of the columns.
pub fn transform(pca: &Pca, rows: ArrayView2<f64>) -> Array2<f64> {
    let mut scores = Array2::<f64>::zeros((rows.nrows(), pca.components.nrows()));
    for (row, x) in rows.outer_iter().enumerate() {
        let centred = &x - &pca.means;
        scores.row_mut(row).assign(&pca.components.dot(&centred));
    }
    scores
}

/// The rows that have these scores and nothing beside the components.
///
/// - `pca`: what the training rows have taught
/// - `scores`: `n_samples` x `n_components`
///
/// Returns `n_samples` x `n_features`, in the columns' own units and place.
pub fn inverse_transform(pca: &Pca, scores: ArrayView2<f64>) -> Array2<f64> {
    let mut built = Array2::<f64>::zeros((scores.nrows(), pca.means.len()));
    for (row, score) in scores.outer_iter().enumerate() {
        let mut x = pca.means.clone();
        for (amount, component) in score.iter().zip(pca.components.outer_iter()) {
            x.scaled_add(*amount, &component);
        }
        built.row_mut(row).assign(&x);
    }
    built
}

/// Which share of the total variance every component explains.
///
/// Returns `n_components` numbers from 0 to 1, but for rounding. Where the total variance is exactly 0 there is nothing
/// to explain, and every share is 0; no other total is too small.
pub fn explained_ratio(pca: &Pca) -> Array1<f64> {
    pca.explained_variance.mapv(|variance| if pca.total_variance == 0.0 { 0.0 } else { variance / pca.total_variance })
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
    rows.outer_iter()
        .map(|x| {
            // one component after the other is taken out of the row, and what stays is lost
            let centred = &x - &pca.means;
            let mut left = centred.clone();
            for component in pca.components.outer_iter() {
                left.scaled_add(-component.dot(&centred), &component);
            }
            left.dot(&left)
        })
        .collect()
}

/// The smallest number of components that together explain at least this share of the variance.
///
/// - `ratios`: the share of every component, the largest first
/// - `share`: above 0 and at most 1
///
/// Returns a number from 1 to `ratios.len()`: where all of them together stay below the share, all of them. The sums are
/// those that floats make from the first ratio on, without any allowance.
pub fn n_components_for(ratios: ArrayView1<f64>, share: f64) -> usize {
    ratios
        .iter()
        .scan(0.0_f64, |sum, ratio| {
            *sum += *ratio;
            Some(*sum)
        })
        .position(|sum| sum >= share)
        .map_or(ratios.len(), |place| place + 1)
}

mlings::grade!(pca { fit, transform, inverse_transform, explained_ratio, reconstruction_errors, n_components_for });
