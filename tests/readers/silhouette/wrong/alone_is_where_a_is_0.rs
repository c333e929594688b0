//! what is wrong: a point is taken to be alone where a is 0, so a point whose cluster consists of copies of it gets 0 instead of 1.
//!
//! Silhouettes: judge clusters, and choose how many there are.
//!
//! Guide: exercises/08_unsupervised/02_silhouette.md
//! Grade: cargo run -- check silhouette

#![allow(unused_variables)] // for the bodies that are not written yet

use std::collections::BTreeMap;
use linfa::traits::{Fit, Predict};
use linfa::DatasetBase;
use linfa_clustering::{KMeans, KMeansInit};
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
    let mut table = records.mapv(f64::ln_1p);
    let n_samples = table.nrows() as f64;
    for mut column in table.columns_mut() {
        if column.is_empty() {
            continue;
        }
        let first = column[0];
        column.mapv_inplace(|x| x - first);
        let largest = column.fold(0.0_f64, |largest, x| largest.max(x.abs()));
        if largest == 0.0 {
            continue; // never changes, and is 0 now
        }
        column.mapv_inplace(|x| x / largest);
        let mean = column.sum() / n_samples;
        column.mapv_inplace(|x| x - mean);
        let deviation = (column.fold(0.0_f64, |sum, x| sum + x * x) / n_samples).sqrt();
        column.mapv_inplace(|x| x / deviation);
    }
    table
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
    let mut clusters: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (row, &label) in labels.iter().enumerate() {
        clusters.entry(label).or_default().push(row);
    }
    if clusters.len() < 2 {
        return Err(SilhouetteError::TooFewClusters);
    }
    let mut result = Array1::zeros(labels.len());
    for (row, label) in labels.iter().enumerate() {
        let own = &clusters[label];
        let a = sum_of_distances(points, row, own) / (own.len() - 1).max(1) as f64;
        if a == 0.0 {
            continue; // nobody else there
        }
        let b = clusters
            .iter()
            .filter(|(other, _)| *other != label)
            .map(|(_, rows)| sum_of_distances(points, row, rows) / rows.len() as f64)
            .fold(f64::INFINITY, f64::min);
        let larger = a.max(b);
        if larger > 0.0 {
            result[row] = (b - a) / larger;
        }
    }
    Ok(result)
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
    let mut scores = Vec::with_capacity(labellings.len());
    for labelling in labellings {
        let all = silhouettes(points, labelling.view())?;
        scores.push(all.sum() / all.len() as f64);
    }
    let mut best = 0;
    for (index, &score) in scores.iter().enumerate() {
        if score > scores[best] {
            best = index;
        }
    }
    Ok(Choice { best, scores: Array1::from(scores) })
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
    let dataset = DatasetBase::from(points.to_owned());
    let model = KMeans::params(start.nrows())
        .init_method(KMeansInit::Precomputed(start.to_owned()))
        .n_runs(1)
        .tolerance(1e-9)
        .max_n_iterations(30)
        .fit(&dataset)?;
    Ok(model.predict(&dataset))
}

fn sum_of_distances(points: ArrayView2<f64>, row: usize, rows: &[usize]) -> f64 {
    rows.iter().map(|&other| distance(points.row(row), points.row(other))).sum()
}

/// The straight-line distance; where the squares are too small or too large for a float, everything is measured by the
/// largest difference.
fn distance(one: ArrayView1<f64>, other: ArrayView1<f64>) -> f64 {
    let squares: f64 = one.iter().zip(other.iter()).map(|(a, b)| (a - b) * (a - b)).sum();
    if squares > 1e-280 && squares < f64::INFINITY {
        return squares.sqrt();
    }
    let largest = one.iter().zip(other.iter()).fold(0.0_f64, |largest, (a, b)| largest.max((a - b).abs()));
    if largest == 0.0 {
        return 0.0;
    }
    let squares: f64 = one.iter().zip(other.iter()).map(|(a, b)| ((a - b) / largest).powi(2)).sum();
    largest * squares.sqrt()
}

mlings::grade!(silhouette { prepare, silhouettes, choose, segment });
