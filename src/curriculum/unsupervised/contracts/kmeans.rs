//! k-means: group rows around k centres.

use mlings_contract::{contract, travels};
use ndarray::{Array1, Array2, ArrayView1, ArrayView2};

/// What [`Contract::fit`] finds.
#[derive(Clone, Debug, PartialEq)]
pub struct Clustering {
    /// The centres, `k` x `n_features`.
    pub centroids: Array2<f64>,
    /// For every point the index of its nearest centroid, `n_samples`.
    pub labels: Array1<usize>,
    /// The sum of squared distances from every point to its centroid.
    pub inertia: f64,
}

contract! {
    /// What the learner implements.
    pub struct Contract {
        /// The index of the nearest centroid for every point; a tie goes to the lowest index.
        fn assign(points: ArrayView2<f64>, centroids: ArrayView2<f64>) -> Array1<usize>;
        /// The mean of every cluster's points; an empty cluster keeps its old centroid.
        fn update(points: ArrayView2<f64>, labels: ArrayView1<usize>, old: ArrayView2<f64>) -> Array2<f64>;
        /// The sum of squared distances from every point to its own centroid.
        fn inertia(points: ArrayView2<f64>, labels: ArrayView1<usize>, centroids: ArrayView2<f64>) -> f64;
        /// Lloyd's algorithm from given centroids.
        fn fit(points: ArrayView2<f64>, start: ArrayView2<f64>, max_iterations: usize) -> Clustering;
    }
}

travels!(struct Clustering { centroids, labels, inertia });
