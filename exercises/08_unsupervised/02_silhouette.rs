//! Silhouettes: judge clusters, and choose how many there are.
//!
//! Guide: exercises/08_unsupervised/02_silhouette.md
//! Grade: cargo run -- check silhouette

#![allow(unused_variables)] // for the bodies that are not written yet

use mlings::silhouette::{Choice, SilhouetteError, TrainingError};
use ndarray::{Array1, Array2, ArrayView1, ArrayView2};

/// Makes columns comparable: takes `ln(1 + x)` of every number, then brings every column to mean 0 and standard
/// deviation 1, where the sum of squares is divided by `n_samples`.
///
/// - `records`: `n_samples` x `n_features`, amounts and counts of 0 or more
///
/// Returns the same shape. A column that never changes becomes exactly 0, whatever rounding makes of its
/// deviation. No other column does, however little it changes, and however small its numbers are.
pub fn prepare(records: ArrayView2<f64>) -> Array2<f64> {
    todo!()
}

/// How well every point sits in its cluster: `(b - a) / max(a, b)`. Here `a` is the mean distance to the other
/// points of its own cluster, and `b` the mean distance to the points of another cluster, of that one for which
/// it is smallest. Distances are Euclidean.
///
/// - `points`: `n_samples` x `n_features`, in any unit, near 0 or far from it
/// - `labels`: `n_samples`, any numbers: equal ones are one cluster, and numbers may be left out
///
/// Returns `n_samples` numbers from -1 to 1. A point that is alone in its cluster has 0, and so has one whose `a`
/// and `b` are both 0.
///
/// # Errors
/// `SilhouetteError::TooFewClusters` where there are not two different labels.
pub fn silhouettes(points: ArrayView2<f64>, labels: ArrayView1<usize>) -> Result<Array1<f64>, SilhouetteError> {
    todo!()
}

/// Scores labellings of the same points by the mean of all silhouettes, and picks the one with the highest score.
///
/// - `points`: `n_samples` x `n_features`
/// - `labellings`: one or more, each of `n_samples` labels
///
/// Returns `Choice { best, scores }`. Of equal scores the first is the best; a little higher is higher.
///
/// # Errors
/// `SilhouetteError::TooFewClusters` where any labelling has not two different labels.
pub fn choose(points: ArrayView2<f64>, labellings: &[Array1<usize>]) -> Result<Choice, SilhouetteError> {
    todo!()
}

/// Divides the points into segments with linfa's k-means, which begins at these centroids and goes on until they
/// rest: until a round moves them by less than 1e-9, or after 30 rounds.
///
/// - `points`: `n_samples` x `n_features`, comparable columns
/// - `start`: `k` x `n_features`, the first centroids
///
/// Returns `n_samples` labels below `k`; segment 0 is the one that grew from row 0 of `start`, and so on.
///
/// # Errors
/// What linfa says.
pub fn segment(points: ArrayView2<f64>, start: ArrayView2<f64>) -> Result<Array1<usize>, TrainingError> {
    todo!()
}

mlings::grade!(silhouette { prepare, silhouettes, choose, segment });
