//! k-means (Lloyd 1982): every point joins its nearest centroid, every centroid moves to the mean of
//! its points, and so on until no point changes sides.

use std::ops::AddAssign;

use ndarray::{Array1, Array2, ArrayView1, ArrayView2};

use mlings::kmeans::Clustering;

/// The index of the nearest centroid for every point, by Euclidean distance.
///
/// - `points`: `n_samples` x `n_features`
/// - `centroids`: `k` x `n_features`
///
/// Returns `n_samples` indices. If two centroids are equally near, the lower index wins. Points may lie far from 0,
/// and in any unit.
pub fn assign(points: ArrayView2<f64>, centroids: ArrayView2<f64>) -> Array1<usize> {
    let nearest = |point: ArrayView1<f64>| {
        let to = |centroid| squared_distance(point, centroid);
        lowest(&centroids.rows().into_iter().map(to).collect::<Vec<f64>>())
    };
    points.rows().into_iter().map(nearest).collect()
}

/// The index of the lowest number, the first of several.
fn lowest(numbers: &[f64]) -> usize {
    let mut lowest = (0, f64::INFINITY);
    for (index, number) in numbers.iter().enumerate() {
        if *number < lowest.1 {
            lowest = (index, *number);
        }
    }
    lowest.0
}

/// Moves every centroid to the mean of the points that carry its label.
///
/// - `points`: `n_samples` x `n_features`
/// - `labels`: `n_samples` indices below `k`
/// - `old`: `k` x `n_features`, the centroids so far
///
/// Returns the new centroids, `k` x `n_features`. A cluster without points keeps its old centroid.
pub fn update(points: ArrayView2<f64>, labels: ArrayView1<usize>, old: ArrayView2<f64>) -> Array2<f64> {
    let mut sums = Array2::<f64>::zeros(old.dim());
    let mut sizes = vec![0_usize; old.nrows()];
    for (point, &cluster) in points.rows().into_iter().zip(labels) {
        sums.row_mut(cluster).add_assign(&point);
        sizes[cluster] += 1;
    }
    let mut centroids = old.to_owned();
    for (cluster, &size) in sizes.iter().enumerate() {
        if size > 0 {
            centroids.row_mut(cluster).assign(&(&sums.row(cluster) / size as f64));
        }
    }
    centroids
}

/// The sum of squared distances from every point to the centroid of its cluster. The smaller, the tighter.
///
/// - `points`: `n_samples` x `n_features`
/// - `labels`: `n_samples` indices below `k`
/// - `centroids`: `k` x `n_features`
pub fn inertia(points: ArrayView2<f64>, labels: ArrayView1<usize>, centroids: ArrayView2<f64>) -> f64 {
    let rows = points.rows().into_iter().zip(labels);
    rows.map(|(point, &cluster)| squared_distance(point, centroids.row(cluster))).sum()
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
    let mut centroids = start.to_owned();
    let mut labels = assign(points, centroids.view());
    for _ in 0..max_iterations {
        centroids = update(points, labels.view(), centroids.view());
        let moved = assign(points, centroids.view());
        let settled = moved == labels;
        labels = moved;
        if settled {
            break;
        }
    }
    let inertia = inertia(points, labels.view(), centroids.view());
    Clustering { centroids, labels, inertia }
}

/// The square spares the root, and the nearest stays the nearest.
fn squared_distance(a: ArrayView1<f64>, b: ArrayView1<f64>) -> f64 {
    a.iter().zip(b).map(|(a, b)| (a - b).powi(2)).sum()
}
