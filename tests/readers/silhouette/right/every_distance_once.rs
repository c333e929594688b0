//! Silhouettes: judge clusters, and choose how many there are.
//!
//! Guide: exercises/08_unsupervised/02_silhouette.md
//! Grade: cargo run -- check silhouette

#![allow(unused_variables)] // for the bodies that are not written yet

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
    let (n_samples, n_features) = records.dim();
    let mut result = Array2::zeros((n_samples, n_features));
    for feature in 0..n_features {
        let logarithms: Vec<f64> = records.column(feature).iter().map(|x| x.ln_1p()).collect();
        if logarithms.windows(2).all(|pair| pair[0] == pair[1]) {
            continue;
        }
        let lowest = logarithms.iter().copied().fold(f64::INFINITY, f64::min);
        let highest = logarithms.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        // from 0 to 1 first: whatever the unit, no square is too small then
        let shares: Vec<f64> = logarithms.iter().map(|x| (x - lowest) / (highest - lowest)).collect();
        let mean = shares.iter().sum::<f64>() / n_samples as f64;
        let variance = shares.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / n_samples as f64;
        for (row, share) in shares.iter().enumerate() {
            result[[row, feature]] = (share - mean) / variance.sqrt();
        }
    }
    result
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
    let mut names = labels.to_vec();
    names.sort_unstable();
    names.dedup();
    if names.len() < 2 {
        return Err(SilhouetteError::TooFewClusters);
    }
    let cluster: Vec<usize> =
        labels.iter().map(|label| names.binary_search(label).expect("every label is a name")).collect();
    let mut sizes = vec![0_usize; names.len()];
    for &number in &cluster {
        sizes[number] += 1;
    }
    // sums[[row, number]]: of the distances from the row to all rows of a cluster
    let mut sums = Array2::<f64>::zeros((labels.len(), names.len()));
    for row in 0..labels.len() {
        for other in 0..row {
            let between = distance(points.row(row), points.row(other));
            sums[[row, cluster[other]]] += between;
            sums[[other, cluster[row]]] += between;
        }
    }
    Ok(Array1::from_shape_fn(labels.len(), |row| {
        let own = cluster[row];
        if sizes[own] == 1 {
            return 0.0;
        }
        let a = sums[[row, own]] / (sizes[own] - 1) as f64;
        let mut b = f64::INFINITY;
        for number in 0..names.len() {
            if number != own {
                b = b.min(sums[[row, number]] / sizes[number] as f64);
            }
        }
        if a == 0.0 && b == 0.0 {
            0.0
        } else {
            (b - a) / a.max(b)
        }
    }))
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
    let scores = labellings
        .iter()
        .map(|labelling| silhouettes(points, labelling.view()).map(|all| all.sum() / all.len() as f64))
        .collect::<Result<Vec<f64>, SilhouetteError>>()?;
    let mut best = (0, f64::NEG_INFINITY);
    for (index, &score) in scores.iter().enumerate() {
        if score > best.1 {
            best = (index, score);
        }
    }
    Ok(Choice { best: best.0, scores: Array1::from_vec(scores) })
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
