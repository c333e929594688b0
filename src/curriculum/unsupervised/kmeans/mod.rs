//! k-means: group rows around k centres.

mod checks;
mod mistakes;
mod plot;
pub mod solution;

use ndarray::{Array1, Array2, ArrayView1, ArrayView2};

use crate::grading::{About, Exercise};

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

/// What the learner implements.
#[derive(Clone, Copy)]
pub struct Contract {
    /// The index of the nearest centroid for every point; a tie goes to the lowest index.
    pub assign: fn(points: ArrayView2<f64>, centroids: ArrayView2<f64>) -> Array1<usize>,
    /// The mean of every cluster's points; an empty cluster keeps its old centroid.
    pub update: fn(points: ArrayView2<f64>, labels: ArrayView1<usize>, old: ArrayView2<f64>) -> Array2<f64>,
    /// The sum of squared distances from every point to its own centroid.
    pub inertia: fn(points: ArrayView2<f64>, labels: ArrayView1<usize>, centroids: ArrayView2<f64>) -> f64,
    /// Lloyd's algorithm from given centroids.
    pub fit: fn(points: ArrayView2<f64>, start: ArrayView2<f64>, max_iterations: usize) -> Clustering,
}

const SOLUTION: Contract =
    Contract { assign: solution::assign, update: solution::update, inertia: solution::inertia, fit: solution::fit };

/// The exercise.
pub static EXERCISE: Exercise<Contract> = Exercise {
    about: About {
        id: "kmeans",
        title: "k-means",
        summary: "find groups of similar rows, without labels",
        place: "08_unsupervised/01_kmeans",
        source: include_str!("solution.rs"),
    },
    functions: SOLUTION,
    checks: checks::CHECKS,
    mistakes: mistakes::MISTAKES,
    plots: plot::PLOTS,
};
