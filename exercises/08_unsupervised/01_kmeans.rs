//! k-means: find groups of similar rows, without labels.
//!
//! Guide: exercises/08_unsupervised/01_kmeans.md
//! Grade: cargo run -- check kmeans

#![allow(unused_variables)] // for the bodies that are not written yet

use mlings::kmeans::Clustering;
use ndarray::{Array1, Array2, ArrayView1, ArrayView2};

/// The index of the nearest centroid for every point, by Euclidean distance.
///
/// - `points`: `n_samples` x `n_features`
/// - `centroids`: `k` x `n_features`
///
/// Returns `n_samples` indices. If two centroids are equally near, the lower index wins. Points may lie far from 0,
/// and in any unit.
pub fn assign(points: ArrayView2<f64>, centroids: ArrayView2<f64>) -> Array1<usize> {
    todo!()
}

/// Moves every centroid to the mean of the points that carry its label.
///
/// - `points`: `n_samples` x `n_features`
/// - `labels`: `n_samples` indices below `k`
/// - `old`: `k` x `n_features`, the centroids so far
///
/// Returns the new centroids, `k` x `n_features`. A cluster without points keeps its old centroid.
pub fn update(points: ArrayView2<f64>, labels: ArrayView1<usize>, old: ArrayView2<f64>) -> Array2<f64> {
    todo!()
}

/// The sum of squared distances from every point to the centroid of its cluster. The smaller, the tighter.
///
/// - `points`: `n_samples` x `n_features`
/// - `labels`: `n_samples` indices below `k`
/// - `centroids`: `k` x `n_features`
pub fn inertia(points: ArrayView2<f64>, labels: ArrayView1<usize>, centroids: ArrayView2<f64>) -> f64 {
    todo!()
}

/// Lloyd's algorithm: assigns the points to the start centroids, then repeats rounds of update and
/// assign until a round changes no label, or `max_iterations` rounds are done.
///
/// - `points`: `n_samples` x `n_features`
/// - `start`: `k` x `n_features`, the first centroids
/// - `max_iterations`: the most rounds of update and assign; with 0 the points are only assigned
///
/// Labels and inertia in the answer belong to the centroids in the answer.
pub fn fit(points: ArrayView2<f64>, start: ArrayView2<f64>, max_iterations: usize) -> Clustering {
    todo!()
}

mlings::grade!(kmeans { assign, update, inertia, fit });
