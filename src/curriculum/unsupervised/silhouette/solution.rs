//! Silhouettes (Rousseeuw 1987): a point sits well where its own cluster is nearer than any other.

use std::collections::BTreeMap;

use linfa::DatasetBase;
use linfa::traits::{Fit, Predict};
use linfa_clustering::{KMeans, KMeansInit};
use ndarray::{Array1, Array2, ArrayView1, ArrayView2};

use mlings::silhouette::{Choice, SilhouetteError, TrainingError};

/// Makes columns comparable: takes `ln(1 + x)` of every number, then brings every column to mean 0 and standard
/// deviation 1, where the sum of squares is divided by `n_samples`.
///
/// - `records`: `n_samples` x `n_features`, amounts and counts of 0 or more
///
/// Returns the same shape. A column that never changes becomes exactly 0, whatever rounding makes of its
/// deviation. No other column does, however little it changes, and however small its numbers are.
pub fn prepare(records: ArrayView2<f64>) -> Array2<f64> {
    let mut prepared = records.mapv(f64::ln_1p);
    for mut column in prepared.columns_mut() {
        let n_samples = column.len() as f64;
        let mean = column.sum() / n_samples;
        let variance = column.fold(0.0, |sum, value| sum + (value - mean).powi(2)) / n_samples;
        let changes = column.iter().any(|value| *value != column[0]);
        column.mapv_inplace(|value| if changes { (value - mean) / variance.sqrt() } else { 0.0 });
    }
    prepared
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
    for (row, label) in labels.iter().enumerate() {
        clusters.entry(*label).or_default().push(row);
    }
    if clusters.len() < 2 {
        return Err(SilhouetteError::TooFewClusters);
    }
    let silhouette = |row: usize| {
        let own = &clusters[&labels[row]];
        if own.len() == 1 {
            return 0.0;
        }
        let total = |members: &[usize]| members.iter().map(|other| distance(points, row, *other)).sum::<f64>();
        // The distance from the point to itself adds nothing to the sum, so it must not be counted either.
        let within = total(own) / (own.len() - 1) as f64;
        let others = clusters.iter().filter(|(label, _)| **label != labels[row]);
        let beside = others.map(|(_, members)| total(members) / members.len() as f64).fold(f64::INFINITY, f64::min);
        let larger = within.max(beside);
        if larger == 0.0 { 0.0 } else { (beside - within) / larger }
    };
    Ok((0..points.nrows()).map(silhouette).collect())
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
    let score = |labels: &Array1<usize>| Ok(silhouettes(points, labels.view())?.sum() / labels.len() as f64);
    let scores = labellings.iter().map(score).collect::<Result<Array1<f64>, SilhouetteError>>()?;
    let better = |best: usize, next: usize| if scores[next] > scores[best] { next } else { best };
    let best = (0..scores.len()).fold(0, better);
    Ok(Choice { best, scores })
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

fn distance(points: ArrayView2<f64>, i: usize, j: usize) -> f64 {
    points.row(i).iter().zip(points.row(j)).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt()
}
