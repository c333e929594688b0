//! what is wrong: a border point takes the label of its nearest neighbour that has a label, which may be a border point labelled just before, and so noise beside a border point joins too.
//!
//! DBSCAN: find crowds of any shape, and what belongs to none.
//!
//! Guide: exercises/08_unsupervised/04_dbscan.md
//! Grade: cargo run -- check dbscan

#![allow(unused_variables)] // for the bodies that are not written yet

use linfa::traits::Transformer;
use linfa::ParamGuard;
use linfa_clustering::Dbscan;
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
    (0..points.nrows()).filter(|&other| distance(points, row, other) <= eps).collect()
}

/// For every row the smallest eps with which it would be a core point: the distance to its `min_points`-th nearest
/// row, where the nearest is the row itself, at distance 0.
///
/// - `points`: `n_samples` x `n_features`
/// - `min_points`: from 1 to `n_samples`
///
/// Returns `n_samples` distances in ascending order, whichever rows they belong to.
pub fn reach(points: ArrayView2<f64>, min_points: usize) -> Array1<f64> {
    let n_samples = points.nrows();
    let mut result: Vec<f64> = (0..n_samples)
        .map(|row| {
            let mut distances: Vec<f64> = (0..n_samples).map(|other| distance(points, row, other)).collect();
            distances.sort_by(f64::total_cmp);
            distances[min_points - 1]
        })
        .collect();
    result.sort_by(f64::total_cmp);
    Array1::from(result)
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
    if !(eps > 0.0 && eps.is_finite()) {
        return Err(DbscanError::InvalidEps);
    }
    if min_points == 0 {
        return Err(DbscanError::InvalidMinPoints);
    }
    let n_samples = points.nrows();
    let near: Vec<Vec<usize>> = (0..n_samples).map(|row| neighbours(points, row, eps)).collect();
    let core: Vec<bool> = near.iter().map(|rows| rows.len() >= min_points).collect();
    let mut labels: Vec<Option<usize>> = vec![None; n_samples];
    let mut n_clusters = 0;
    for row in 0..n_samples {
        if !core[row] || labels[row].is_some() {
            continue;
        }
        let label = Some(n_clusters);
        n_clusters += 1;
        labels[row] = label;
        let mut list = vec![row];
        while let Some(place) = list.pop() {
            for &next in &near[place] {
                if core[next] && labels[next].is_none() {
                    labels[next] = label;
                    list.push(next);
                }
            }
        }
    }
    for row in 0..n_samples {
        if core[row] {
            continue;
        }
        let nearest = near[row]
            .iter()
            .copied()
            .filter(|&other| labels[other].is_some())
            .min_by(|&a, &b| distance(points, row, a).total_cmp(&distance(points, row, b)));
        labels[row] = nearest.and_then(|other| labels[other]);
    }
    Ok(Clusters { labels: Array1::from(labels), core: Array1::from(core) })
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
    let params = Dbscan::params(min_points).tolerance(eps).check()?;
    let table = points.as_standard_layout().into_owned();
    Ok(params.transform(&table))
}

fn distance(points: ArrayView2<f64>, one: usize, other: usize) -> f64 {
    let differences = || points.row(one).into_iter().zip(points.row(other)).map(|(a, b)| (a - b).abs());
    let squares: f64 = differences().map(|d| d * d).sum();
    if squares > 1e-280 && squares < f64::INFINITY {
        return squares.sqrt();
    }
    // squares too small or too large for a float
    let largest = differences().fold(0.0, f64::max);
    if largest == 0.0 {
        return 0.0;
    }
    largest * differences().map(|d| (d / largest).powi(2)).sum::<f64>().sqrt()
}

mlings::grade!(dbscan { neighbours, reach, dbscan, linfa_labels });
