//! DBSCAN: find crowds of any shape, and what belongs to none.
//!
//! Guide: exercises/08_unsupervised/04_dbscan.md
//! Grade: cargo run -- check dbscan

#![allow(unused_variables)] // for the bodies that are not written yet

use mlings::dbscan::{Clusters, DbscanError, TrainingError};
use ndarray::{Array1, ArrayView2};

/// The rows at a distance of at most `eps` from one row, and not a hair more. Distances are Euclidean.
///
/// - `points`: `n_samples` x `n_features`, in any unit, near 0 or far from it
/// - `row`: below `n_samples`
/// - `eps`: 0 or more
///
/// Returns row numbers in ascending order. `row` is its own neighbour, and so is every copy of it.
pub fn neighbours(points: ArrayView2<f64>, row: usize, eps: f64) -> Vec<usize> {
    todo!()
}

/// For every row the smallest eps with which it would be a core point: the distance to its `min_points`-th nearest
/// row, where the nearest is the row itself, at distance 0.
///
/// - `points`: `n_samples` x `n_features`
/// - `min_points`: from 1 to `n_samples`
///
/// Returns `n_samples` distances in ascending order, whichever rows they belong to.
pub fn reach(points: ArrayView2<f64>, min_points: usize) -> Array1<f64> {
    todo!()
}

/// Finds clusters as crowds:
///
/// - a core point has at least `min_points` neighbours, itself counted; neighbours are at most `eps` away;
/// - core points that are neighbours are in one cluster, and so are those that a chain of such steps connects;
/// - a border point is no core point, but has one for a neighbour. It joins the cluster of its nearest core point;
///   of equally near ones that of the lowest row. No chain goes through it;
/// - every other point is noise.
///
/// - `points`: `n_samples` x `n_features`, finite, at least one row
/// - `eps`: in the unit of the columns
///
/// Returns `Clusters { labels, core }`. The clusters have different numbers; which number is which means nothing.
///
/// # Errors
/// `DbscanError::InvalidEps` where eps is 0, negative, infinite or NaN; `DbscanError::InvalidMinPoints` where
/// `min_points` is 0; either, where both are so. More `min_points` than there are points is no error: all are noise.
pub fn dbscan(points: ArrayView2<f64>, eps: f64, min_points: usize) -> Result<Clusters, DbscanError> {
    todo!()
}

/// The labels of linfa's DBSCAN, for the same eps and the same `min_points`. Core points and noise are those of
/// `dbscan`, but for rounding, at exactly eps; a border point between two clusters may have gone to the other one.
///
/// - `points`: `n_samples` x `n_features`, in any layout
///
/// Returns `n_samples` labels, `None` for noise.
///
/// # Errors
/// What linfa says, for instance to a `min_points` of 1.
pub fn linfa_labels(
    points: ArrayView2<f64>,
    eps: f64,
    min_points: usize,
) -> Result<Array1<Option<usize>>, TrainingError> {
    todo!()
}

mlings::grade!(dbscan { neighbours, reach, dbscan, linfa_labels });
